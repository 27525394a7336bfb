"""The dashboard of the head of the office: one sheet that stays in the office, true and readable without colour.

The sample body and its parent on days of their own; further units are made from them.
"""

from __future__ import annotations

import csv
import html
import io
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import axe_playwright_python
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

import trees
from browser import running_browser
from shelves import altered
from terbuka import cli
from terbuka.base import apart, git
from terbuka.base.periods import Quarter
from terbuka.desk.dashboard import dashboard, distance
from terbuka.duties.agenda import When
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment, BodyAssessment
from terbuka.features.indicators.record import Indicator, IndicatorState, Point, Target
from terbuka.features.service.record import Service
from terbuka.portal.agenda import agenda
from terbuka.portal.judging import assess

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
UNIT, PARENT, REAL = "biro-contoh", "provinsi-contoh", "biro-rintisan"
DAY = date(2026, 6, 30)
#: A day on which nearly everything of the sample is late, and one on which all is.
LATE, WORST = date(2026, 10, 1), date(2027, 12, 1)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.records()


def on(corpus: Corpus, day: date) -> Assessment:
    return assess(corpus, dict.fromkeys(corpus.bodies, day))


def text(page: str) -> str:
    """What people read, one space between words."""
    body = re.sub(r"<style>.*?</style>|<svg.*?</svg>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))).strip()


def rows(page: str, number: int = -1) -> list[list[str]]:
    """The rows of one of the tables of figures, cell by cell; the last one unless told otherwise."""
    tables = re.findall(r'<table class="num[ a-z]*".*?</table>', page, re.DOTALL)
    found = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        for row in re.findall(r"<tr.*?</tr>", tables[number], re.DOTALL)
    ]
    return [[text(cell) for cell in row] for row in found]


def unit_like(made: BodyAssessment, code: str, name: str, **rest: Any) -> BodyAssessment:
    """A further unit with the records of another."""
    body = replace(made.body, id=code, name=name, short_name=name, **rest)
    return replace(made, records=replace(made.records, body=body))


# --- one office -------------------------------------------------------------------------------------------


def test_the_answer_comes_first(corpus: Corpus) -> None:
    """30 June 2026: nothing is late in the sample; what is due until 30 July is what ``terbuka due`` names."""
    made = on(corpus, DAY)
    soon = [i for i in agenda(made, [UNIT]).items if i.bearer == "kantor" and i.when in (When.TODAY, When.SOON)]
    said = text(dashboard(corpus, made, UNIT))
    judged = made.bodies[UNIT].tally.judged
    head = (
        "Pemerintah Provinsi Contoh · Biro Contoh, Sekretariat Daerah Provinsi Contoh Dasbor layanan informasi "
        "Keadaan pada Selasa, 30 Juni 2026. Untuk pimpinan; tidak untuk diterbitkan. "
        f"DATA CONTOH, bukan keadaan sebenarnya 0 lewat batas {len(soon)} jatuh tempo sampai 30 hari lagi "
    )
    assert head in said
    assert f"0 informasi wajib belum tercatat di portal {judged} dari {judged} informasi wajib terpenuhi" in said
    assert "Yang lewat batas Tidak ada yang lewat batas." in said
    assert all(item.title in said for item in soon)


def test_late_things_name_day_kind_and_law(corpus: Corpus) -> None:
    made = on(corpus, LATE)
    items = [i for i in agenda(made, [UNIT]).items if i.bearer == "kantor" and i.when is When.LATE]
    clocks = [i for i in items if i.kind.value == "batas-waktu"]
    assert clocks
    said = text(dashboard(corpus, made, UNIT))
    assert f" {len(items)} lewat batas {len(clocks)} batas waktu layanan, " in said
    assert all(item.title in said for item in items), "what does not fit is folded, not lost"
    first = items[0]
    assert f"{distance(first.due_on, LATE)} {first.title} batas waktu layanan · {first.articles[0]}" in said
    assert f"Dan {len(items) - 5} lagi; daftar lengkap: terbuka due ." in said


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        pytest.param(date(2026, 6, 27), "lewat 3 hari", id="late"),
        pytest.param(date(2026, 6, 30), "hari ini", id="today"),
        pytest.param(date(2026, 7, 1), "1 hari lagi", id="tomorrow"),
    ],
)
def test_distance(due_on: date, words: str) -> None:
    assert distance(due_on, DAY) == words


def test_an_office_is_compared_with_its_own_past(corpus: Corpus) -> None:
    """Counted by hand from the file: what was received from July to June, and in the twelve months before."""
    with (trees.portal() / f"datasets/badan/{UNIT}/permohonan.csv").open(encoding="utf-8") as stream:
        months = [row["diterima_pada"][:7] for row in csv.DictReader(stream)]
    now = sum("2025-07" <= month <= "2026-06" for month in months)
    before = sum("2024-07" <= month <= "2025-06" for month in months)
    requests = next(r for r in rows(dashboard(corpus, on(corpus, DAY), UNIT), 0) if r[0] == "Permohonan")
    assert (requests[1], requests[4]) == (str(now), str(before))
    assert requests[3] == "0"
    assert int(requests[6]) > 0, "the bad months of the story"


def test_what_is_not_known_is_not_zero(corpus: Corpus) -> None:
    """The real bureau keeps no register yet, and what it has is not counted yet."""
    page = dashboard(corpus, on(corpus, DAY), REAL)
    said = text(page)
    assert "0 lewat batas layanan: belum ada data, registernya belum diisi" in said
    assert "Apakah ada permohonan yang terlambat tidak diketahui: registernya belum diisi." in said
    assert "Masih rintisan: kekurangan disebut, tetapi belum dihitung." in said
    assert "Belum ada data: register permohonan belum diisi." in said
    assert "Belum ada data dan belum ada sasaran untuk " in said
    assert [r for r in rows(page, 0) if r[0] == "Permohonan"] == [
        ["Permohonan", "belum ada data 12 bulan", "belum ada data 12 bulan"]
    ]
    assert "CONTOH" not in page


def measured(
    corpus: Corpus, name: str, values: list[int | None], goal: str | None, decided: str | None
) -> IndicatorState:
    """An indicator with values of the quarters up to II 2026, in per cent, and perhaps a target."""
    target = None
    if goal is not None:
        target = Target(
            id="s", indicator_id=name, amount=goal, unit="persen", from_on=date(2025, 1, 1), decided_with=decided
        )
    now = Quarter.of(DAY)
    points = tuple(
        Point(quarter=now.shifted(n + 1 - len(values)), value=None if v is None else Fraction(v, 3), target=target)
        for n, v in enumerate(values)
    )
    before = points[-2] if points[-1].value is not None and points[-2].value is not None else None
    return IndicatorState(
        indicator=corpus.laws["id"].named(Indicator)[name], points=points, current=points[-1], before=before
    )


def test_an_office_stands_against_its_own_targets_and_quarters(corpus: Corpus) -> None:
    """Five quarters: of the last twelve months and the present one. 250 thirds are 83,3 per cent."""
    made = on(corpus, DAY)
    states = {
        "kewajiban-terpenuhi": measured(corpus, "kewajiban-terpenuhi", [1, 240, 250, None, 285, 288], "95", "SK 1"),
        "tautan-hidup": measured(corpus, "tautan-hidup", [300, 300, 300, 300, 270, 250], "90", None),
        "dikabulkan": measured(corpus, "dikabulkan", [300, 300, 300, 300, 300, 270], None, None),
        "daftar-mutakhir": measured(corpus, "daftar-mutakhir", [None] * 6, "95", "SK 1"),
        "berkas-berteks": measured(corpus, "berkas-berteks", [None] * 6, None, None),
    }
    page = dashboard(corpus, altered(made, bodies={UNIT: altered(made.bodies[UNIT], indicators=states)}), UNIT)
    none = "– belum ada data"
    assert rows(page) == [
        ["Indikator", "II 2025", "III 2025", "IV 2025", "I 2026", "II 2026", "Sasaran", "Keadaan"],
        ["Informasi wajib yang tersedia (persen)", "80", "83,3", none, "95", "96", "min. 95", "Tercapai, lebih baik"],
        [
            "Tautan yang masih diperiksa (persen)",
            *("100", "100", "100", "90", "83,3", "min. 90 (usulan)"),
            "Belum tercapai , lebih buruk",
        ],
        ["Permohonan yang dikabulkan (persen)", "100", "100", "100", "100", "90", "belum ada", "Belum ada sasaran"],
        ["Entri daftar informasi yang mutakhir (persen)", none, none, none, none, none, "min. 95", "Belum ada data"],
    ]
    assert "Belum ada data dan sasaran: Berkas yang teksnya dapat dibaca." in text(page)


def test_who_is_to_be_trained_in_what_stands_on_the_internal_sheet_only(corpus: Corpus) -> None:
    """On 1 October 2026 the principles of 18 September 2024 are older than 24 months for all three roles."""
    page = text(dashboard(corpus, on(corpus, LATE), UNIT))
    old = "terakhir segar 18 September 2026"
    assert (
        "Pelatihan: 2 topik perlu diulang atau belum pernah: Prinsip-prinsip informasi publik "
        f"(PPID Pelaksana: {old}; pejabat fungsional: {old}; petugas layanan informasi: {old}) "
        "dan Melayani penyandang disabilitas (petugas layanan informasi: belum pernah)."
    ) in page
    assert "Pelatihan:" not in text(dashboard(corpus, on(corpus, LATE), REAL)), "no register"


def test_targets_that_are_missed_are_named_by_unit(corpus: Corpus, province: Assessment) -> None:
    states = {"tautan-hidup": measured(corpus, "tautan-hidup", [270, 250], "90", None)}
    bodies = {name: altered(made, indicators={}) for name, made in province.bodies.items()}
    bodies["dinas-z"] = altered(bodies["dinas-z"], indicators=states)
    page = dashboard(corpus, replace(province, bodies=bodies))
    assert [row[7] for row in rows(page)[1:]] == ["belum ada sasaran"] * 3 + ["0 dari 1"]
    assert (
        "Sasaran sendiri yang belum tercapai Dinas Zamrud : Tautan yang masih diperiksa min. 90 (usulan), lebih buruk "
        "daripada triwulan sebelumnya"
    ) in text(page)


def test_what_others_must_do_is_not_the_office_s(corpus: Corpus) -> None:
    made = on(corpus, DAY)
    others = [i for i in agenda(made, [UNIT]).items if i.bearer != "kantor" and i.when is not When.LATER]
    assert others
    said = text(dashboard(corpus, made, UNIT))
    waiting = said[said.index("Menunggu pihak lain") :]
    assert all(item.title in waiting for item in others)


# --- a PPID Utama and its units ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def province(corpus: Corpus) -> Assessment:
    """The sample's parent with three units, one of them without registers, in no order."""
    made = on(corpus, LATE).bodies
    empty = replace(made[UNIT].get(Service), cases={}, gaps=(), years={})
    return Assessment(
        bodies={
            UNIT: made[UNIT],
            "dinas-z": unit_like(made[UNIT], "dinas-z", "Dinas Zamrud"),
            PARENT: made[PARENT],
            "dinas-a": altered(unit_like(made[UNIT], "dinas-a", "Dinas Akik"), service=empty),
        }
    )


def test_units_stand_in_alphabetical_order_without_sum_or_rank(corpus: Corpus, province: Assessment) -> None:
    page = dashboard(corpus, province)
    told = rows(page)
    assert [row[0].split(" (PPID")[0].split(",")[0] for row in told[1:]] == [
        "Pemerintah Provinsi Contoh",
        "Biro Contoh",
        "Dinas Akik",
        "Dinas Zamrud",
    ]
    assert told[0][1:] == [
        "Layanan lewat batas",
        "Informasi wajib lewat batas",
        "Lainnya lewat batas",
        "Belum tercatat",
        "30 hari ke depan",
        "Terpenuhi, dari yang dinilai",
        "Sasaran sendiri yang tercapai",
        "Titipan unit yang belum dimuat",
    ]
    assert told[3][1] == "belum ada data", "no register is not zero"
    assert "jumlah" not in text(page).lower().replace("tidak dijumlahkan", "")
    assert "Urut abjad; angkanya tidak dijumlahkan dan tidak diperingkat" in text(page)


def test_what_the_parent_owes_is_charged_to_the_parent(corpus: Corpus) -> None:
    """The unit says that its bylaws stand with the parent, and there the entry is gone."""
    parent = corpus.bodies[PARENT]
    left = tuple(e for e in parent.register or () if e.id != "perda-bantuan-pendidikan-2025")
    changed = altered(corpus, bodies={**corpus.bodies, PARENT: altered(parent, register=left)})
    province = on(changed, DAY)
    province = replace(province, bodies={name: province.bodies[name] for name in (UNIT, PARENT)})
    (owed,) = [province.bodies[PARENT].owed]
    assert len(owed) == 1
    told = rows(dashboard(corpus, province))
    assert told[1][-1] == str(len(owed))
    assert f"{len(owed)} informasi menunggu PPID Utama" in told[2][0]
    assert told[2][-1] == "bukan tugasnya"
    assert told[2][4] == str(sum(j.status.value == "belum-tersedia" for j in province.bodies[UNIT].gaps))
    said = text(dashboard(corpus, province, PARENT))
    assert f"dan {len(owed)} titipan unit" in said
    assert f"{owed[0].judgement.obligation.title} titipan Biro Contoh" in said
    alone = text(dashboard(corpus, province, UNIT))
    assert (
        f"{len(owed)} informasi dititipkan kepada induk dan di sana belum terbukti; kekurangannya milik induk" in alone
    )


def test_offices_without_a_parent_stand_apart(corpus: Corpus) -> None:
    page = dashboard(corpus, on(corpus, DAY))
    said = text(page)
    assert said.index("Keadaan PPID Pelaksana") < said.index("Kantor lain di portal ini")
    assert [row[0].split(" rintisan")[0] for row in rows(page)[1:]] == ["Biro Rintisan Sekretariat Daerah Provinsi Uji"]


def test_what_is_typed_is_text(corpus: Corpus, province: Assessment) -> None:
    nasty = "<b>x</b><script>alert(1)</script>"
    made = Assessment(bodies={"a": unit_like(province.bodies[UNIT], "a", nasty, parent_id=None)})
    page = dashboard(corpus, made)
    assert "&lt;b&gt;x&lt;/b&gt;&lt;script&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'; style-src 'unsafe-inline'" in page


# --- the command ------------------------------------------------------------------------------------------


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    root = trees.grow(tmp_path / "portal", {".gitignore": "/privat/\n"})
    git_init(root)
    return root


def git_init(root: Path) -> None:
    import subprocess

    subprocess.run(["git", "init", "-q", str(root)], check=True)


def ask(root: Path, *words: object) -> int:
    return cli.main(["dashboard", "--root", str(root), "--on", str(DAY), *(str(w) for w in words)])


def test_a_file_that_only_the_office_reads(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(portal) == 0
    made = portal / "privat/dasbor-kantor-uji.html"
    assert capsys.readouterr().out == (
        f"Dasbor: {made}\n"
        "Buka dengan peramban, atau cetak di kertas A4. Isinya untuk pimpinan: jangan diterbitkan dan jangan dikirim "
        "ke luar kantor.\n"
    )
    first = made.read_bytes()
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert ask(portal) == 0
    assert made.read_bytes() == first, "the same day, the same bytes"
    assert [p.name for p in made.parent.iterdir()] == [made.name]


@pytest.mark.parametrize("place", ["x.html", "site/x.html", "content/x.html", "datasets/x.html", "laporan/x.html"])
def test_refused_where_git_keeps_it_or_the_site_shows_it(
    portal: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(portal, "--out", portal / place) == 2
    assert not (portal / place).exists()
    assert capsys.readouterr().err == (
        f"terbuka: “{portal / place}” dapat ikut tersimpan di git atau terbit bersama situs; dasbor memuat daftar "
        "keterlambatan yang hanya untuk pimpinan. Pakai folder privat/, atau tempat di luar repositori\n"
    )


def test_refused_names(portal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "surat.html"
    other.write_text("surat")
    for words, said in (
        (["--body", "dinas"], "badan “dinas” tidak ada; yang ada: kantor-uji"),
        (["--out", tmp_path / "x.pdf"], f"“{tmp_path / 'x.pdf'}” bukan .html; beri nama dengan akhiran .html"),
        (["--out", other], f"“{other}” sudah ada dan bukan dasbor, jadi tidak ditimpa; pilih nama lain dengan --out"),
    ):
        assert ask(portal, *words) == 2
        assert capsys.readouterr().err == f"terbuka: {said}\n"
    assert other.read_text() == "surat"


def test_blocked_data_make_no_dashboard(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (portal / trees.REGISTER).write_bytes(b"\xff\xfe\x00x")
    assert ask(portal) == 1
    assert not (portal / "privat").exists()
    assert "Diblokir" in capsys.readouterr().out


def test_a_link_does_not_lead_into_the_repository(portal: Path, tmp_path: Path) -> None:
    (tmp_path / "luar").symlink_to(portal / "content")
    assert not apart.is_apart(portal, tmp_path / "luar")
    assert apart.is_apart(portal, tmp_path / "lain")
    assert git.keeps(portal / "privat") is False


# --- in a browser -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


def sheets(corpus: Corpus, province: Assessment) -> dict[str, tuple[str, int]]:
    """Pages and on how many sheets each prints."""
    worst = on(corpus, WORST)
    unit = worst.bodies[UNIT]
    title = "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan, dan Kawasan Permukiman"
    many = {f"dinas-{n:02}": unit_like(unit, f"dinas-{n:02}", f"{title} {n:02}", stage="rintisan") for n in range(30)}
    return {
        "a quiet day": (dashboard(corpus, on(corpus, DAY), UNIT), 1),
        "all is late": (dashboard(corpus, worst, UNIT), 1),
        "nothing is there": (dashboard(corpus, on(corpus, DAY), REAL), 1),
        "a parent and its units": (dashboard(corpus, province, PARENT), 2),
        "thirty units": (dashboard(corpus, Assessment(bodies={PARENT: worst.bodies[PARENT], **many})), 1),
    }


def test_prints_on_one_sheet_and_is_accessible_and_fits_a_phone(
    corpus: Corpus, province: Assessment, browser: Browser, tmp_path: Path
) -> None:
    for name, (made, number) in sheets(corpus, province).items():
        file = tmp_path / f"{name.replace(' ', '-')}.html"
        file.write_text(made, "utf-8")
        page = browser.new_page(viewport={"width": 360, "height": 740})
        asked: list[str] = []
        page.on("request", lambda r, asked=asked: asked.append(r.url))  # type: ignore[misc]
        page.goto(file.as_uri())
        assert asked == [file.as_uri()], name
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} at {width}"
            assert violations(page) == [], f"{name} at {width}"
        with pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True))) as document:
            assert len(document) == number, name
        page.close()


def violations(page: Page) -> Any:
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE)
    return page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
