"""Urgent notices: their words and times, the feed, and how one is published while the newest data are blocked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import trees
from terbuka import cli
from terbuka.base.page import File, Page
from terbuka.base.problem import blocking
from terbuka.features.notices.record import Notice
from terbuka.kit import words
from terbuka.portal.judging import assess
from terbuka.portal.pages import render
from terbuka.portal.shells import shells
from terbuka.review import fallback
from test_against import commit, do_git, grown

Run = Callable[..., tuple[int, str, str]]
NOTICES = f"{trees.BODY}/peringatan.yml"
EVIL = "Banjir 🌊 <script>alert(1)</script> & “kutip”"
#: A notice that runs on the day of the fixture.
RUNNING = """\
- id: banjir-2026
  judul: Banjir di Kelurahan Uji, jauhi bantaran sungai
  jenis: [keadaan-darurat]
  peristiwa: Sungai Uji meluap di Kelurahan Uji.
  bahaya: Arus deras setinggi lutut.
  siapa: Warga di tepi Sungai Uji.
  tindakan: [Jauhi bantaran sungai., Matikan listrik rumah.]
  evakuasi: Pergi ke Balai Kelurahan Uji lewat Jalan Utara.
  bantuan:
    - {nama: Pos siaga, telepon: (0380) 555123}
    - {nama: Nomor darurat, telepon: "112", tautan: https://tanggap.uji.example/}
  diumumkan_oleh: Kepala Kantor Uji
  waktu_peristiwa: 2026-06-29 14:00
  waktu_diketahui: 2026-06-29 14:10
  waktu_pengumuman: 2026-06-29 14:45
  berakhir_pada: 2026-06-30 18:00
  pembaruan:
    - {waktu: 2026-06-29 20:00, isi: Air naik 20 cm.}
"""
ENDED = """\
- id: kebakaran-2026
  judul: Asap kebakaran lahan di Desa Uji
  jenis: [keadaan-darurat]
  peristiwa: Lahan terbakar di Desa Uji.
  bahaya: Asap pekat.
  siapa: Warga Desa Uji.
  tindakan: [Pakai masker.]
  diumumkan_oleh: Kepala Kantor Uji
  waktu_peristiwa: 2026-05-01 08:00
  waktu_pengumuman: 2026-05-01 08:00
  berakhir_pada: 2026-05-02 18:00
"""
BROKEN_ROW = '"kutip yang tidak ditutup,1\n'


TOLD = (
    "Situs dibangun dari data baik yang terakhir, dengan peringatan dari data terbaru.\n"
    "Dasar: data per 1 Juni 2026 pukul 09.00 WITA (commit KODE)\n"
    "Peringatan yang berlaku (1):\n"
    "  kantor-uji: Banjir di Kelurahan Uji, jauhi bantaran sungai, sampai 30 Juni 2026 pukul 18.00 WITA\n"
    "Perubahan yang belum ikut (1 berkas):\n"
    "  datasets/badan/kantor-uji/daftar-informasi-publik.csv\n"
    "Yang menahan data terbaru (1 masalah):\n"
    "  datasets/badan/kantor-uji/daftar-informasi-publik.csv:7  [kutip-rusak]\n"
    "Perbaiki masalah itu; terbuka check menyebut semuanya. Sesudahnya semua terbit lagi, peringatan tetap ikut.\n"
    "Situs: SITUS\n"
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(root: Path, out: Path, *options: str) -> tuple[int, str, str]:
        code = cli.main(
            ["notice", "--root", str(root), "--out", str(out), "--no-search", "--on", "2026-06-30", *options]
        )
        said, wrong = capsys.readouterr()
        return code, re.sub(r"commit [0-9a-f]{12}", "commit KODE", said.replace(str(out), "SITUS")), wrong

    return command


def made(root: Path, on: date = trees.DAY) -> dict[str, Page | File]:
    corpus, assessment, problems = trees.judged(root, on)
    assert assessment is not None, problems
    return {item.path: item for item in render(corpus, assessment)}


def text(item: Page | File) -> str:
    return item.article if isinstance(item, Page) else item.content.decode()


def lines(root: Path, on: date = trees.DAY) -> dict[str, list[str]]:
    """Titles above the pages of each shell."""
    corpus, assessment, problems = trees.judged(root, on)
    assert assessment is not None, problems
    told = {shell.name: [line.title for line in shell.urgent] for shell in shells(corpus, assessment)}
    original = {name: found for name, found in told.items() if not name.startswith("en/")}
    # A notice runs in every language, for the body and above the portal.
    assert told == original | {f"en/{name}": found for name, found in original.items()}
    return original


def parsed(data: str | bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 (our own feed)


# --- times and words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 menit"), (35, "35 menit"), (60, "1 jam"), (125, "2 jam 5 menit"), (1440, "1 hari"), (4385, "3 hari 1 jam")],
)
def test_a_span_in_words(minutes: int, said: str) -> None:
    assert words.duration(minutes) == said


def test_the_delay_is_told_from_the_time_it_was_known(tmp_path: Path) -> None:
    page = text(
        made(trees.grow(tmp_path / "p", {NOTICES: RUNNING + ENDED}))["kantor-uji/serta-merta/banjir-2026/index.html"]
    )
    assert "Diumumkan 35 menit setelah peristiwa diketahui." in page
    assert "29 Juni 2026 pukul 14.45 WITA" in page


def test_a_notice_runs_through_its_last_day_and_ends_after_it(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "p", {NOTICES: RUNNING + ENDED})
    title = "Banjir di Kelurahan Uji, jauhi bantaran sungai"
    assert lines(root, date(2026, 6, 30)) == {"": [title], "kantor-uji": [title]}
    assert lines(root, date(2026, 7, 1)) == {"": [], "kantor-uji": []}
    page = text(made(root, date(2026, 7, 1))["kantor-uji/serta-merta/index.html"])
    assert "Tidak ada peristiwa dalam kewenangan unit ini yang sedang diumumkan di sini." in page
    assert "data-until" not in page
    assert "aman" not in re.sub(r"<[^>]*>", " ", page).lower().split()


def test_a_withdrawn_notice_ends_at_once_and_says_why(tmp_path: Path) -> None:
    gone = RUNNING.replace("20:00", "15:00") + "  dicabut_pada: 2026-06-29 16:00\n  alasan_dicabut: Kabarnya keliru.\n"
    root = trees.grow(tmp_path / "p", {NOTICES: gone})
    assert lines(root) == {"": [], "kantor-uji": []}
    page = text(made(root)["kantor-uji/serta-merta/banjir-2026/index.html"])
    assert "<strong>Dicabut</strong>" in page
    assert "Kabarnya keliru." in page


def test_the_last_change_of_a_notice_is_its_newest_time() -> None:
    times = {"happened_at": 1, "announced_at": 2, "ends_at": 9}
    given = {name: datetime(2026, 6, day) for name, day in times.items()}  # noqa: DTZ001
    notice = Notice(
        id="a", title="A", obligation_ids=("x",), event="", danger="", affected="", actions=("b",), announced_by="",
        **given,
    )  # fmt: skip
    assert notice.changed_at == notice.announced_at
    assert notice.delay_minutes == 1440


def test_a_sample_never_stands_above_the_portal_of_a_real_body(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "p", {NOTICES: RUNNING})
    real = (root / f"{trees.BODY}/badan.yml").read_text("utf-8")
    real = real.replace("nama: Kantor Uji", "nama: Kantor Lain").replace("pendek: Kantor Uji", "pendek: Kantor Lain")
    trees.put(root, "datasets/badan/kantor-lain/badan.yml", real)
    trees.put(root, "datasets/badan/kantor-lain/daftar-informasi-publik.csv", (root / trees.REGISTER).read_bytes())
    for file in (root / trees.BODY / "berkas").iterdir():
        trees.put(root, f"datasets/badan/kantor-lain/berkas/{file.name}", file.read_bytes())
    title = "Banjir di Kelurahan Uji, jauhi bantaran sungai"
    assert lines(root) == {"": [title], "kantor-lain": [], "kantor-uji": [title]}
    trees.change(root, f"{trees.BODY}/badan.yml", "contoh: tidak\n", "contoh: ya\nhari_contoh: 2026-06-30\n")
    assert lines(root) == {"": [], "kantor-lain": [], "kantor-uji": [title]}


def test_a_parent_s_notice_stands_above_the_pages_of_its_units(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "p", {NOTICES: RUNNING})
    unit = (root / f"{trees.BODY}/badan.yml").read_text("utf-8")
    trees.change(root, f"{trees.BODY}/badan.yml", "bentuk: unit-kerja", "bentuk: badan-publik")
    unit = unit.replace("badan_publik: Pemerintah Provinsi Uji", "induk: kantor-uji")
    unit = unit.replace("nama: Kantor Uji", "nama: Seksi Uji").replace("pendek: Kantor Uji", "pendek: Seksi Uji")
    trees.put(root, "datasets/badan/seksi-uji/badan.yml", unit)
    trees.put(root, "datasets/badan/seksi-uji/daftar-informasi-publik.csv", (root / trees.REGISTER).read_bytes())
    for file in (root / trees.BODY / "berkas").iterdir():
        trees.put(root, f"datasets/badan/seksi-uji/berkas/{file.name}", file.read_bytes())
    assert lines(root)["seksi-uji"] == ["Banjir di Kelurahan Uji, jauhi bantaran sungai"]


def test_many_notices_are_counted_and_led_to_the_list(tmp_path: Path) -> None:
    many = "".join(RUNNING.replace("banjir-2026", f"banjir-{n}") for n in range(5))
    root = trees.grow(tmp_path / "p", {NOTICES: many})
    assert lines(root)[""][-1] == "2 peringatan lain"
    assert len(lines(root)[""]) == 4


def test_the_duty_shows_its_notices_and_stays_unjudged(tmp_path: Path) -> None:
    pages = made(trees.grow(tmp_path / "p", {NOTICES: RUNNING}))
    for path in ("kewajiban/keadaan-darurat/index.html", "kantor-uji/ketersediaan/index.html"):
        assert "kantor-uji/serta-merta/banjir-2026/" in text(pages[path])
    duties = json.loads(text(pages["api/v1/ketersediaan.json"]))["badan"][0]["kewajiban"]
    assert {d["id"]: d["status"] for d in duties}["keadaan-darurat"] == "tidak-dinilai"


@pytest.mark.parametrize(
    "path",
    [
        "kantor-uji/serta-merta/index.html",
        "kantor-uji/serta-merta/banjir-2026/index.html",
        "kantor-uji/serta-merta/kebakaran-2026/index.html",
        "kantor-uji/serta-merta/umpan.xml",
        "api/v1/peringatan.json",
    ],
)
def test_golden(path: str, tmp_path: Path, rewrite: bool) -> None:
    """A running and an ended notice as they are published; ``--rewrite`` writes the golden files anew."""
    found = text(made(trees.grow(tmp_path / "p", {NOTICES: RUNNING + ENDED}))[path])
    golden = trees.TESTS / "golden" / ("darurat--" + path.replace("/index.html", ".html").replace("/", "--"))
    if rewrite:
        golden.write_text(found, "utf-8", newline="\n")
    assert found == golden.read_text("utf-8")


# --- what people type, and whose numbers -----------------------------------------------------------------


def test_what_people_type_is_text_everywhere(tmp_path: Path) -> None:
    evil = RUNNING
    for name in ("judul", "peristiwa", "bahaya", "siapa", "evakuasi", "diumumkan_oleh"):
        evil = re.sub(rf"(?m)^  {name}: .*$", f"  {name}: '{EVIL}'", evil)
    evil = evil.replace("Pos siaga", f"'{EVIL}'").replace("Air naik 20 cm.", f"'{EVIL}'")
    evil = evil.replace("Matikan listrik rumah.", f"'{EVIL}'")
    root = trees.grow(tmp_path / "p", {NOTICES: evil})
    for item in made(root).values():
        if isinstance(item, Page):
            assert "<script>" not in item.article, item.path
    feed = parsed(text(made(root)["kantor-uji/serta-merta/umpan.xml"]))
    assert feed.findtext("{*}entry/{*}title") == EVIL
    assert (
        cli.main(["build", "--root", str(root), "--out", str(tmp_path / "s"), "--no-search", "--on", "2026-06-30"]) == 0
    )
    for page in (tmp_path / "s").rglob("*.html"):
        found = page.read_text("utf-8")
        assert "<script>alert" not in found, page
        assert "Banjir 🌊 &lt;script&gt;" in found, page


def test_an_office_s_mobile_number_needs_its_permission(tmp_path: Path) -> None:
    """The same number is refused, and accepted once the office has put its name to it."""
    typed = RUNNING.replace("(0380) 555123", "0812-3456-7890")
    root = trees.grow(tmp_path / "p", {NOTICES: typed})
    assert [p.code for p in trees.judged(root)[2]] == ["data-pribadi"]
    allowed = "- {nilai: 0812-3456-7890, tempat: peringatan.yml, alasan: Nomor piket kantor.}\n"
    trees.put(root, f"{trees.BODY}/kontak-kantor.yml", allowed)
    assert trees.judged(root)[2] == []


def test_a_number_that_is_not_among_the_help_is_refused(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "p", {NOTICES: RUNNING.replace("Air naik 20 cm.", "Telepon (0380) 777888.")})
    assert [p.code for p in trees.judged(root)[2]] == ["data-pribadi"]


# --- for machines ----------------------------------------------------------------------------------------

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def check_atom(data: bytes) -> None:
    """What RFC 4287 asks for and can be checked without a schema: sections 3.2, 3.3, 4.1.1, 4.1.2, 4.2.6, 4.2.7."""
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    feed = parsed(data)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    entries = feed.findall("{*}entry")
    for owner in (feed, *entries):
        children = [child.tag.partition("}")[2] for child in owner]
        for once in ("id", "title", "updated"):
            assert children.count(once) == 1, once
        for at_most_once in ("content", "published", "summary", "subtitle"):
            assert children.count(at_most_once) <= 1, at_most_once
        assert owner.findtext("{*}id", "").startswith("https://")
        assert RFC_3339.fullmatch(owner.findtext("{*}updated", ""))
        assert owner.findtext("{*}title", "").strip()
        links = [(link.get("rel"), link.get("type")) for link in owner.findall("{*}link")]
        assert links.count(("alternate", "text/html")) == 1
        assert all(link.get("href", "").startswith("https://") for link in owner.findall("{*}link"))
        assert all(author.findtext("{*}name") for author in owner.findall("{*}author"))
    for entry in entries:
        assert RFC_3339.fullmatch(entry.findtext("{*}published", ""))
        assert entry.findtext("{*}updated", "") >= entry.findtext("{*}published", "")
        assert all(category.get("term") for category in entry.findall("{*}category"))
    assert feed.find("{*}author") is not None
    assert feed.findall("{*}link[@rel='self']")
    ids = [entry.findtext("{*}id") for entry in entries]
    assert len(ids) == len(set(ids))
    updated = [entry.findtext("{*}updated", "") for entry in entries]
    assert not updated or feed.findtext("{*}updated") == max(updated)


def test_the_feed_follows_its_rules_with_and_without_notices(tmp_path: Path) -> None:
    for number, notices in enumerate((RUNNING + ENDED, "")):
        root = trees.grow(tmp_path / str(number), {NOTICES: notices} if notices else {})
        feed = made(root)["kantor-uji/serta-merta/umpan.xml"]
        assert isinstance(feed, File)
        check_atom(feed.content)


def test_the_feed_keeps_ids_and_moves_the_time_when_a_notice_changes(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "p", {NOTICES: RUNNING})
    before = parsed(text(made(root)["kantor-uji/serta-merta/umpan.xml"]))
    trees.change(
        root,
        NOTICES,
        "    - {waktu: 2026-06-29 20:00, isi: Air naik 20 cm.}\n",
        "    - {waktu: 2026-06-29 20:00, isi: Air naik 20 cm.}\n    - {waktu: 2026-06-30 05:00, isi: Surut.}\n",
    )
    after = parsed(text(made(root)["kantor-uji/serta-merta/umpan.xml"]))
    assert before.findtext("{*}entry/{*}id") == after.findtext("{*}entry/{*}id")
    assert before.findtext("{*}updated") == "2026-06-29T20:00:00+08:00"
    assert after.findtext("{*}updated") == "2026-06-30T05:00:00+08:00"


def test_the_public_json(tmp_path: Path) -> None:
    (body,) = json.loads(text(made(trees.grow(tmp_path / "p", {NOTICES: RUNNING}))["api/v1/peringatan.json"]))["badan"]
    (notice,) = body["serta_merta"]
    assert (body["id"], body["pada"], body["tanpa_peristiwa"]) == ("kantor-uji", "2026-06-30", None)
    assert notice["berlaku"] is True
    assert notice["jeda_menit"] == 35
    assert notice["berakhir_pada"] == "2026-06-30T18:00:00+08:00"
    assert notice["alamat"] == "kantor-uji/serta-merta/banjir-2026/"
    assert notice["layanan_berwenang"][0]["nama"] == "Badan Penanggulangan Uji"


def test_what_officers_are_told_to_paste_is_a_sound_notice(tmp_path: Path) -> None:
    """The specimen of CONTRIBUTING, with a kind that the fixture knows."""
    guide = (trees.REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    part = guide.partition("## Mengumumkan keadaan darurat")[2]
    specimen = part.split("```")[1].replace("serta-merta-bencana-alam", "keadaan-darurat")
    assert trees.judged(trees.grow(tmp_path / "p", {NOTICES: specimen}))[2] == []


# --- on top of the last sound version --------------------------------------------------------------------


def break_register(root: Path) -> None:
    with (root / trees.REGISTER).open("a", encoding="utf-8") as file:
        file.write(BROKEN_ROW)


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A sound version, then somebody's mistake, then a notice: all committed."""
    root = grown(tmp_path / "portal")
    trees.put(root, ".gitignore", "/build/\n")
    commit(root)
    break_register(root)
    commit(root)
    trees.put(root, NOTICES, RUNNING)
    commit(root)
    return root


def test_a_notice_goes_out_over_the_last_sound_version(blocked: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "situs"
    assert run(blocked, out) == (0, TOLD, "")
    for path in ("index.html", "tentang/index.html", "kantor-uji/informasi/maklumat-2026/index.html"):
        assert "Banjir di Kelurahan Uji, jauhi bantaran sungai" in (out / path).read_text("utf-8"), path
    status = (out / "status/index.html").read_text("utf-8")
    assert "Situs ini memakai data per 1 Juni 2026 pukul 09.00 WITA; data terbaru sedang diperbaiki." in status
    portal = json.loads((out / "api/v1/portal.json").read_text("utf-8"))
    assert portal["commit"] == do_git(blocked, "rev-parse", "HEAD~2").strip()
    assert portal["cadangan"]["commit_terbaru"] == do_git(blocked, "rev-parse", "HEAD").strip()
    assert do_git(blocked, "status", "--porcelain") == ""


def test_the_next_good_build_keeps_the_notice(blocked: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "situs"
    assert run(blocked, out)[0] == 0
    register = blocked / trees.REGISTER
    register.write_text(register.read_text("utf-8").replace(BROKEN_ROW, ""), "utf-8")
    commit(blocked)
    assert cli.main(["build", "--root", str(blocked), "--out", str(out), "--no-search", "--on", "2026-06-30"]) == 0
    assert "jauhi bantaran sungai" in (out / "index.html").read_text("utf-8")
    assert json.loads((out / "api/v1/portal.json").read_text("utf-8"))["cadangan"] is None
    assert "sedang diperbaiki" not in (out / "status/index.html").read_text("utf-8")


def test_sound_data_are_published_whole(tmp_path: Path, run: Run) -> None:
    root = trees.grow(tmp_path / "portal", {NOTICES: RUNNING})
    assert run(root, tmp_path / "situs") == (
        0,
        "Data terbaru baik: situs dibangun seluruhnya, peringatan termasuk.\nSitus: SITUS\n",
        "",
    )


def make_strict_with_a_gap(root: Path) -> None:
    trees.change(root, f"{trees.BODY}/badan.yml", "tahap: berjalan\n", "tahap: berjalan\ngerbang: ketat\n")
    text = (root / trees.REGISTER).read_text("utf-8")
    trees.put(root, trees.REGISTER, "".join(x for x in text.splitlines(True) if not x.startswith("laporan-2025")))
    (root / f"{trees.BODY}/berkas/laporan-2025.pdf").unlink()


NOTHING_URGENT = (
    "Tidak diterbitkan: gerbang: ketat menahan data selama ada kekurangan, dan tidak ada peringatan yang berlaku.\n"
    "Yang sudah terbit tetap tayang. Perbaiki yang di atas; bila ada peristiwa, tambahkan peringatannya dengan "
    "terbuka new peringatan.\n"
)


def test_a_strict_gate_does_not_hold_a_notice_up(tmp_path: Path, run: Run) -> None:
    root = trees.grow(tmp_path / "portal", {NOTICES: RUNNING})
    make_strict_with_a_gap(root)
    build = ["build", "--root", str(root), "--out", str(tmp_path / "a"), "--no-search", "--on", "2026-06-30"]
    assert cli.main(build) == 3
    assert run(root, tmp_path / "situs")[0] == 0


@pytest.mark.parametrize("notice", ["none", "over"])
def test_without_a_running_notice_a_strict_gate_stands(notice: str, tmp_path: Path, run: Run) -> None:
    over = RUNNING.replace("berakhir_pada: 2026-06-30 18:00", "berakhir_pada: 2026-06-29 20:30")
    assert over != RUNNING
    root = trees.grow(tmp_path / "portal", {NOTICES: over} if notice == "over" else {})
    make_strict_with_a_gap(root)
    code, said, wrong = run(root, tmp_path / "situs")
    assert (code, wrong) == (3, "")
    assert said.startswith("KEKURANGAN (1):")
    assert said.endswith(NOTHING_URGENT)
    assert not (tmp_path / "situs").exists()


def test_a_strict_gate_stands_for_the_last_sound_version_too(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    make_strict_with_a_gap(root)
    commit(root)
    break_register(root)
    commit(root)
    code, said, wrong = run(root, tmp_path / "situs")
    assert (code, wrong) == (3, "")
    assert said.startswith("DIBLOKIR (1):")
    assert "KEKURANGAN (1):" in said
    assert said.endswith(NOTHING_URGENT)
    assert not (tmp_path / "situs").exists()


def test_a_mistake_in_the_notice_itself_still_blocks(blocked: Path, tmp_path: Path, run: Run) -> None:
    trees.change(blocked, NOTICES, "berakhir_pada: 2026-06-30 18:00", "berakhir_pada: 2026-06-29 04:00")
    trees.change(blocked, NOTICES, "telepon: (0380) 555123", "telepon: 0812-3456-7890")
    code, said, wrong = run(blocked, tmp_path / "situs")
    assert (code, wrong) == (1, "")
    assert said == (
        "DIBLOKIR (2): tidak ada yang terbit sampai ini diperbaiki\n"
        "\n"
        "datasets/badan/kantor-uji/peringatan.yml:1  [peringatan-berakhir]\n"
        "  Peringatan “banjir-2026” berakhir 2026-06-29 04:00, tidak sesudah waktu_pengumuman (2026-06-29 14:45), "
        "sehingga tidak akan pernah tampil pada waktunya.\n"
        "  → Tulis berakhir_pada sesudah peristiwa dan pengumumannya; bahaya yang belum pasti lamanya diberi beberapa "
        "jam lebih dan dapat diperpanjang.\n"
        "\n"
        "datasets/badan/kantor-uji/peringatan.yml:10  [data-pribadi]\n"
        "  Ada yang mirip nomor telepon (081•••••••••••) dalam berkas yang akan dibaca umum.\n"
        "  → Bila milik seseorang: hapus, juga dari riwayat (UU 27/2022). Bila milik kantor, atau bukan data pribadi "
        "sama sekali: daftarkan di kontak-kantor.yml dengan nilai, tempat, dan alasannya.\n"
        "\n"
        "Diblokir: peringatannya sendiri bermasalah dan belum terbit. Perbaiki yang di atas; masalah berkas lain tidak "
        "menghalangi.\n"
        "Sambil menunggu, umumkan lewat saluran lain: informasi serta-merta tidak boleh ditunda.\n"
    )
    assert not (tmp_path / "situs").exists()


def test_permissions_for_a_notice_s_contacts_go_with_it(blocked: Path, tmp_path: Path, run: Run) -> None:
    trees.change(blocked, NOTICES, "telepon: (0380) 555123", "telepon: 0812-3456-7890")
    allowed = "- {nilai: 0812-3456-7890, tempat: peringatan.yml, alasan: Nomor piket kantor.}\n"
    trees.put(blocked, f"{trees.BODY}/kontak-kantor.yml", allowed)
    assert run(blocked, tmp_path / "situs")[0] == 0
    page = (tmp_path / "situs/kantor-uji/serta-merta/banjir-2026/index.html").read_text("utf-8")
    assert 'href="tel:+6281234567890"' in page


def test_the_schemas_may_be_what_is_broken(blocked: Path, tmp_path: Path, run: Run) -> None:
    trees.put(blocked, "schemas/badan.yml", "judul: [")
    assert run(blocked, tmp_path / "situs")[0] == 0


def test_a_version_older_than_notices_is_lent_what_it_lacks(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    late = ("schemas/peringatan.yml", "schemas/layanan-darurat.yml", "datasets/aturan/id/layanan-darurat.yml")
    kept = {path: (root / path).read_bytes() for path in late}
    for path in late:
        (root / path).unlink()
    commit(root)
    for path, data in kept.items():
        trees.put(root, path, data)
    break_register(root)
    trees.put(root, NOTICES, RUNNING)
    commit(root)
    code, said, _ = run(root, tmp_path / "situs")
    assert code == 0, said
    assert (tmp_path / "situs/kantor-uji/serta-merta/banjir-2026/index.html").is_file()


def test_a_notice_of_a_body_that_the_version_does_not_know_is_named(blocked: Path, tmp_path: Path, run: Run) -> None:
    trees.put(blocked, "datasets/badan/dinas-baru/peringatan.yml", RUNNING)
    code, said, _ = run(blocked, tmp_path / "situs")
    assert code == 0
    assert "PERINGATAN INI TIDAK TERBIT, karena badannya belum ada dalam versi dasar: dinas-baru\n" in said


def test_a_withdrawn_file_is_not_brought_back(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    trees.put(root, NOTICES, RUNNING)
    commit(root)
    (root / NOTICES).unlink()
    break_register(root)
    commit(root)
    code, said, _ = run(root, tmp_path / "situs")
    assert code == 0
    assert "Peringatan yang berlaku (0):\n" in said
    assert "jauhi bantaran" not in (tmp_path / "situs/index.html").read_text("utf-8")


def test_a_link_in_the_place_of_a_notice_is_not_followed(blocked: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "rahasia.yml").write_text(RUNNING)
    (blocked / NOTICES).unlink()
    (blocked / NOTICES).symlink_to(tmp_path / "rahasia.yml")
    code, said, _ = run(blocked, tmp_path / "situs")
    assert code == 1
    assert "[tautan-simbolik]" in said
    assert not (tmp_path / "situs").exists()


def _shallow(portal: Path, work: Path) -> Path:
    grown(portal)
    commit(portal)
    break_register(portal)
    commit(portal)
    do_git(work, "clone", "--quiet", "--depth", "1", f"file://{portal}", "dangkal")
    return work / "dangkal"


def _without_git(portal: Path, _: Path) -> Path:
    return trees.grow(portal)


def _never_sound(portal: Path, _: Path) -> Path:
    grown(portal)
    break_register(portal)
    commit(portal)
    break_register(portal)
    commit(portal)
    return portal


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(
            _without_git,
            "terbuka: data terbaru diblokir, dan tanpa gudang git tidak ada versi baik untuk dipakai; jalankan di "
            "hasil git clone, atau perbaiki dahulu yang disebut terbuka check (not a git repository, so there is no "
            "sound version)\n",
            id="no-repository",
        ),
        pytest.param(
            _shallow,
            "terbuka: 1 versi yang terambil semuanya diblokir, dan riwayat gudang ini hanya terambil sebagian; ambil "
            "seluruhnya dengan git fetch --unshallow, atau isi fetch-depth: 0 pada actions/checkout (the clone is "
            "shallow; run git fetch --unshallow, or set fetch-depth: 0)\n",
            id="shallow",
        ),
        pytest.param(
            _never_sound,
            "terbuka: tidak satu pun dari 2 versi terakhir dapat dipakai sebagai dasar. Perbaiki data terbaru (terbuka "
            "check), dan umumkan lewat saluran lain sambil menunggu (no earlier version is sound)\n",
            id="never-sound",
        ),
    ],
)
def test_without_a_sound_version_the_remedy_is_told(
    make: Callable[[Path, Path], Path], said: str, tmp_path: Path, run: Run
) -> None:
    root = make(tmp_path / "portal", tmp_path)
    break_register(root)
    assert run(root, tmp_path / "situs") == (2, "", said)


def test_the_search_may_start_elsewhere(blocked: Path, tmp_path: Path, run: Run) -> None:
    assert run(blocked, tmp_path / "a", "--base", "HEAD~2")[0] == 0
    code, _, wrong = run(blocked, tmp_path / "b", "--base", "tidak-ada")
    assert code == 2
    assert wrong.startswith("terbuka: versi “tidak-ada” tidak ada di gudang ini")


def test_the_portal_may_be_a_folder_of_its_repository(tmp_path: Path) -> None:
    do_git(tmp_path, "init", "--quiet", "--initial-branch=main")
    root = trees.grow(tmp_path / "portal")
    commit(tmp_path)
    break_register(root)
    trees.put(root, NOTICES, RUNNING)
    commit(tmp_path)
    with fallback.newest_sound(root, "HEAD") as base:
        assert not blocking(base.problems)
        assert base.behind == ("datasets/badan/kantor-uji/daftar-informasi-publik.csv",)
        notices = base.corpus.bodies["kantor-uji"].rows(Notice) or ()
        assert [n.id for n in notices] == ["banjir-2026"]
        assert assess(base.corpus, {"kantor-uji": trees.DAY}).bodies.keys() == {"kantor-uji"}
