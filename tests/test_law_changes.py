"""What changed in the law as it is kept here: its day, its page, its feed and JSON; and how old program and law are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import feedparser
import pytest

import terbuka
import trees
from terbuka import cli
from terbuka.base.page import File, Page
from terbuka.base.periods import Period, is_day
from terbuka.desk import ages as told
from terbuka.desk.doctor import GOOD, LOOK, WRONG
from terbuka.duties.corpus import Corpus
from terbuka.kit import words
from terbuka.law import routes
from terbuka.law.ages import RELEASED, ages
from terbuka.law.law import Law
from terbuka.law.record import LawChange
from terbuka.portal.judging import assess
from terbuka.portal.load import load
from terbuka.portal.pages import render

PAGE = routes.LAW_CHANGES
FILE = "datasets/aturan/id/perubahan.yml"
CHANGE = """\
- id: {id}
  tanggal: {day}
  judul: Perubahan {id}
  jenis: tafsir
  uraian: Sebelumnya begini, sekarang begitu.
  bagi_kantor: Tidak ada yang perlu dilakukan.
  bagi_warga: Tidak ada yang perlu dilakukan.
  terkonfirmasi: tidak
"""
#: A day of each law: its age counts from here.
DAY = date(2026, 5, 4)


def rendered(root: Path, on: date = trees.DAY) -> Mapping[str, Page | File]:
    corpus, assessment, problems = trees.judged(root, on)
    assert assessment is not None, problems
    return {item.path: item for item in render(corpus, assessment)}


def law_of(root: Path) -> Law:
    return load(root)[0].laws["id"]


def dated(*days: str) -> str:
    return "".join(CHANGE.format(id=f"nomor-{number}", day=day) for number, day in enumerate(days))


# --- the day of the law -----------------------------------------------------------------------------------


def test_the_day_of_the_law_is_that_of_its_newest_change_in_whatever_order_they_stand() -> None:
    law = trees.records().laws["id"]
    assert law.as_of == date(2026, 6, 15)
    assert [change.id for change in law.changes] == ["masa-laporan", "hari-perbaikan", "daftar-pertama"]


def test_changes_of_one_day_keep_the_order_of_their_file(tmp_path: Path) -> None:
    law = law_of(trees.grow(tmp_path / "p", {FILE: dated("2026-05-04", "2026-05-04", "2026-06-01", "2026-05-04")}))
    assert [change.id for change in law.changes] == ["nomor-2", "nomor-0", "nomor-1", "nomor-3"]


def test_a_law_without_a_list_has_no_day_and_its_portal_is_whole(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "p")
    assert law_of(root).as_of is None
    made = rendered(root)
    assert "Belum ada perubahan yang tercatat." in trees.article(made, PAGE)
    assert "Hukum per" not in trees.article(made, "status/")
    assert feedparser.parse(trees.content(made, routes.LAW_CHANGES_FEED)).entries == []
    assert json.loads(trees.content(made, "api/v1/perubahan-aturan.json"))["aturan"] == [
        {"id": "id", "hukum_per": None, "perubahan": []}
    ]


# --- page, feed and JSON ----------------------------------------------------------------------------------


def test_the_page_says_of_each_change_what_it_means_newest_first() -> None:
    article = trees.article(trees.pages(), PAGE)
    marks = re.findall(r'<li class="brief" id="id-([a-z-]+)">', article)
    assert marks == ["masa-laporan", "hari-perbaikan", "daftar-pertama"]
    text = " ".join(re.sub("<[^>]*>", " ", article).split())
    assert "Aturan yang dipakai portal ini terakhir berubah 15 Juni 2026 ." in text
    assert (
        "Waktu melengkapi dihitung sejak surat diterima Bagi warga: Waktu Anda mulai ketika suratnya sampai. Sebelumnya"
        " sejak surat dikirim. Sekarang sejak surat itu diterima pemohon. Bagi kantor: Isi kolom"
        " surat_kurang_diterima_pada. Batas waktu Dasar: Perki 1/2021 Pasal 33 ayat (3). Batas waktu: Melengkapi"
        " permohonan yang kurang." in text
    )
    assert "Tafsir atau usulan Berlaku sejak 1 Juli 2026." in text
    assert "Tidak ada pasal yang mengaturnya." in text
    assert "Daftar pertama &lt;kewajiban&gt;" in article
    assert '<a href="../kewajiban/laporan-llid/">' in article


def test_people_are_led_to_the_page_from_where_they_look() -> None:
    made = trees.pages()
    duty = trees.article(made, "kewajiban/laporan-llid/")
    assert '15 Juni 2026: <a href="../../perubahan-aturan/#id-masa-laporan">' in duty
    assert "Perubahannya" not in trees.article(made, "kewajiban/agenda-penting/")
    for path, up in (("kewajiban/", "../"), ("status/", "../"), ("biro-contoh/ketersediaan/", "../../")):
        assert f'href="{up}{PAGE}"' in trees.article(made, path), path
    assert "Apa yang berubah dalam aturannya</a>, terakhir 15 Juni 2026." in trees.article(
        made, "biro-contoh/ketersediaan/"
    )
    assert f"<loc>https://terbuka.example/{PAGE}</loc><lastmod>2026-06-15</lastmod>" in (
        trees.content(made, "sitemap.xml").decode()
    )


def test_the_feed_holds_every_change_at_its_mark_with_its_day() -> None:
    read = feedparser.parse(trees.content(trees.pages(), routes.LAW_CHANGES_FEED))
    assert [(e.id.removeprefix("https://terbuka.example/"), e.updated, e.tags[0].label) for e in read.entries] == [
        ("perubahan-aturan/#id-masa-laporan", "2026-06-15T00:00:00Z", "Tafsir atau usulan"),
        ("perubahan-aturan/#id-hari-perbaikan", "2026-05-04T00:00:00Z", "Batas waktu"),
        ("perubahan-aturan/#id-daftar-pertama", "2026-01-05T00:00:00Z", "Isi baru"),
    ]
    assert read.entries[0].summary.endswith(
        "Bagi kantor: Isi periode pada setiap laporan. Bagi warga: Laporan lama tidak tampak baru."
    )


def test_the_json_holds_the_columns_of_the_record_and_its_address() -> None:
    (law,) = json.loads(trees.content(trees.pages(), "api/v1/perubahan-aturan.json"))["aturan"]
    assert (law["id"], law["hukum_per"], len(law["perubahan"])) == ("id", "2026-06-15", 3)
    assert law["perubahan"][0] == {
        "id": "masa-laporan",
        "tanggal": "2026-06-15",
        "judul": "Laporan dinilai menurut masa yang dilaporkan",
        "jenis": "tafsir",
        "uraian": "Laporan lama yang diperiksa ulang tidak lagi dinilai mutakhir.",
        "bagi_kantor": "Isi periode pada setiap laporan.",
        "bagi_warga": "Laporan lama tidak tampak baru.",
        "berlaku_sejak": "2026-07-01",
        "kewajiban": ["laporan-llid", "renstra-renja"],
        "tenggat": [],
        "terkonfirmasi": False,
        "dasar_hukum": [],
        "alamat": "perubahan-aturan/#id-masa-laporan",
    }
    portal = json.loads(trees.content(trees.pages(), "api/v1/portal.json"))
    assert portal["hukum"] == [{"id": "id", "hukum_per": "2026-06-15"}]
    assert portal["versi"]["terbit"] == terbuka.__released__
    assert portal["umpan_perubahan_aturan"] == routes.LAW_CHANGES_FEED


def test_two_laws_stand_apart_and_share_no_mark() -> None:
    corpus = trees.records()
    law = corpus.laws["id"]
    other = replace(law, jurisdiction_id="id-lain").put(LawChange, {"masa-laporan": law.changes[0]})
    made = of_corpus(replace(corpus, laws={"id": law, "id-lain": other}))
    article = trees.article(made, PAGE)
    marks = re.findall(r' id="([^"]+)"', article)
    assert len(marks) == len(set(marks))
    assert {"id-masa-laporan", "id-lain-masa-laporan"} <= set(marks)
    assert "Hukum <code>id-lain</code>" in article
    entries = feedparser.parse(trees.content(made, routes.LAW_CHANGES_FEED)).entries
    assert len({entry.id for entry in entries}) == len(entries) == 4
    assert trees.article(made, "status/").count('<th scope="row">Hukum per</th>') == 2


def of_corpus(corpus: Corpus, on: date = trees.DAY) -> Mapping[str, Page | File]:
    made = render(corpus, assess(corpus, dict.fromkeys(corpus.bodies, on)))
    return {item.path: item for item in made}


def test_the_page_is_the_same_on_any_day() -> None:
    corpus = trees.records()
    early, late = (trees.article(of_corpus(corpus, on), PAGE) for on in (date(2026, 2, 1), date(2027, 2, 1)))
    assert early == late


# --- how old ----------------------------------------------------------------------------------------------


def test_the_day_of_the_program_stands_beside_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert is_day(terbuka.__released__)
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"terbuka {terbuka.__version__} ({terbuka.__released__})\n"


@pytest.fixture
def law(tmp_path: Path) -> Law:
    """A law of 4 May 2026 that is looked at after six months, with a program after a year."""
    root = trees.grow(tmp_path / "hukum", {FILE: dated(DAY.isoformat())})
    return replace(law_of(root), law_age=Period(months=6), program_age=Period(months=12))


@pytest.mark.parametrize(
    ("on", "said", "old"),
    [
        (None, "4 Mei 2026", False),
        (date(2026, 5, 3), "4 Mei 2026", False),
        (date(2026, 5, 4), "4 Mei 2026, hari ini", False),
        (date(2026, 5, 5), "4 Mei 2026, 1 hari yang lalu", False),
        (date(2026, 11, 4), "4 Mei 2026, 184 hari yang lalu", False),
        (date(2026, 11, 5), "4 Mei 2026, 185 hari yang lalu", True),
    ],
    ids=str,
)
def test_the_age_of_a_law(law: Law, on: date | None, said: str, *, old: bool) -> None:
    _, age = ages([law], on)
    assert (words.aged(age), age.is_old) == (said, old)


def test_the_shortest_length_rules_the_program_and_none_judges_nothing(law: Law) -> None:
    shorter, released = replace(law, program_age=Period(months=1)), date(2026, 1, 1)
    assert not ages([law], date(2026, 12, 31), released=released)[0].is_old
    assert ages([law, shorter], date(2026, 12, 31), released=released)[0].is_old
    silent = replace(law, program_age=None, law_age=None)
    assert not any(age.is_old for age in ages([silent], date(2099, 1, 1), released=released))


def findings(root: Path, on: date) -> list[tuple[str, str, str, str]]:
    corpus, _ = load(root)
    return [(f.code, f.state, f.found, f.remedy) for f in told.findings(corpus, on)]


LENGTHS = "usia_hukum: P6M\nusia_program: P1Y\n"
RULES = "datasets/aturan/id/penilaian.yml"


def with_lengths(root: Path, changes: str) -> Path:
    trees.grow(root, {FILE: changes})
    trees.put(root, RULES, (root / RULES).read_text("utf-8") + LENGTHS)
    return root


def test_doctor_advises_to_look_and_never_says_wrong(tmp_path: Path) -> None:
    root = with_lengths(tmp_path / "p", dated(RELEASED.isoformat()))
    day, version = words.day(RELEASED), terbuka.__version__
    assert findings(root, RELEASED) == [
        ("program", GOOD, f"Terbuka {version}, terbit {day}, hari ini", ""),
        ("hukum", GOOD, f"per {day}, hari ini", ""),
    ]
    years = RELEASED + timedelta(days=1000)
    assert findings(root, years) == [
        (
            "program", LOOK, f"Terbuka {version}, terbit {day}, 1000 hari yang lalu (lebih dari 1 tahun)",
            "Tanyakan rilis yang lebih baru kepada pengelola, lalu jalankan terbuka upgrade.",
        ),
        (
            "hukum", LOOK, f"per {day}, 1000 hari yang lalu (lebih dari 6 bulan)",
            "Periksa apakah ada rilis dengan hukum yang lebih baru; terbuka upgrade --check menyebut apa yang berubah.",
        ),
    ]  # fmt: skip
    before = RELEASED - timedelta(days=2)
    assert [state for _, state, _, _ in findings(root, before)] == [LOOK, LOOK]
    assert all(found.endswith("hari yang belum tiba") for _, _, found, _ in findings(root, before))


def test_doctor_asks_for_the_list_of_a_law_that_has_none(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "p")
    assert findings(root, RELEASED)[1] == (
        "hukum", LOOK, "id: harinya tidak tercatat", "Catat perubahan hukumnya di datasets/aturan/id/perubahan.yml.",
    )  # fmt: skip
    assert [state for _, state, _, _ in findings(root, date(2099, 1, 1))] == [GOOD, LOOK]


def test_doctor_answers_when_nothing_can_be_read() -> None:
    assert [finding.code for finding in told.findings(None, RELEASED)] == ["program"]


def test_the_command_doctor_tells_them(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "p", {FILE: dated("2020-01-02")})
    answer = json.loads(trees.terbuka("doctor", "--json", "--root", str(root)).stdout)
    ours = {one["kode"]: one for one in answer["hasil"] if one["kode"] in ("program", "hukum")}
    assert ours["hukum"]["temuan"].startswith("per 2 Januari 2020, ")
    assert ours.keys() == {"program", "hukum"}
    assert all(one["keadaan"] != WRONG for one in ours.values())


@pytest.mark.parametrize(
    ("on", "said", "old"),
    [("2026-06-30", "hukum per 4 Mei 2026, 57 hari yang lalu.", False),
     ("2026-11-30", "hukum per 4 Mei 2026, 210 hari yang lalu, perlu dimutakhirkan.", True)],
)  # fmt: skip
def test_due_closes_with_how_old_program_and_law_are(tmp_path: Path, on: str, said: str, *, old: bool) -> None:
    root = with_lengths(tmp_path / "p", dated(DAY.isoformat()))
    for form in ("text", "markdown"):
        last = trees.terbuka("due", "--root", str(root), "--on", on, "--format", form).stdout.splitlines()[-1]
        assert last.startswith(f"Program Terbuka {terbuka.__version__}, terbit ")
        assert last.endswith(said)
    answer = json.loads(trees.terbuka("due", "--root", str(root), "--on", on, "--format", "json").stdout)
    days = (date.fromisoformat(on) - DAY).days
    law = {"id": "id", "hukum_per": DAY.isoformat(), "umur_hari": days, "perlu_dimutakhirkan": old}
    assert answer["umur"]["hukum"] == [law]
    assert answer["umur"]["program"]["terbit"] == terbuka.__released__


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 5, 3), "4 Mei 2026. Apa yang berubah"),
        (date(2026, 5, 5), "4 Mei 2026, 1 hari yang lalu. Apa yang berubah"),
        (
            date(2026, 11, 5),
            "4 Mei 2026, 185 hari yang lalu. Lebih dari 6 bulan: perubahan peraturan sesudahnya mungkin belum dipakai",
        ),
    ],
    ids=str,
)
def test_the_status_page_says_how_old_they_are_on_its_day(tmp_path: Path, on: date, said: str) -> None:
    made = rendered(with_lengths(tmp_path / "p", dated(DAY.isoformat())), on)
    text = " ".join(re.sub("<[^>]*>", " ", trees.article(made, "status/")).split())
    assert f"Program Terbuka {terbuka.__version__}, terbit {words.day(RELEASED)}" in text
    assert f"Hukum per {said}" in text
