"""Excluded information from the file to the answer: compared versions, the gate, and what is data only."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from terbuka import cli
from terbuka.base.page import File, Page
from terbuka.portal.pages import render
from terbuka.record.schemas import read_schemas
from test_against import commit, do_git, grown, second_body

TABLE = f"{trees.BODY}/dikecualikan.csv"
CALENDAR = "datasets/aturan/id/kalender/2026.yml"
DAYS_OFF = """\
tahun: 2026
status: tetap
keputusan: SKB uji Nomor 1 Tahun 2025
hari:
  - {tanggal: 2026-01-01, jenis: libur-nasional, nama: Tahun Baru}
  - {tanggal: 2026-08-17, jenis: libur-nasional, nama: Hari Kemerdekaan}
"""
ROW = {
    "id": "penilaian-2025",
    "nomor": "1",
    "judul": "Hasil penilaian calon pejabat 2025",
    "dasar": "h",
    "sebagian": "tidak",
    "konsekuensi_dibuka": "Nilai seseorang diketahui umum.",
    "konsekuensi_ditutup": "Rahasia pribadi terlindungi.",
    "tanggal_uji": "2026-01-12",
    "keputusan": "3/KEP/2026",
    "tanggal_keputusan": "2026-01-15",
    "disetujui_oleh": "Sekretaris Daerah",
    "jangka": "sampai-tanggal",
    "berakhir_pada": "2026-12-31",
}
LATE, ENDED = {"berakhir_pada": "2026-07-31"}, {"berakhir_pada": "2026-06-15"}
DECLARED = {"keputusan_pembukaan": "9/KEP/2026", "tanggal_pembukaan": "2026-06-22"}
COLUMNS = [c.name for c in read_schemas(trees.REPOSITORY)[0]["dikecualikan"].columns]

Run = Callable[..., tuple[int, str]]


def table(*rows: dict[str, str]) -> str:
    """The list as a file; each of ``rows`` is what differs from ``ROW``."""
    lines = [",".join((ROW | row).get(name, "") for name in COLUMNS) for row in rows]
    return "\n".join([",".join(COLUMNS), *lines]) + "\n"


def listed(root: Path, *rows: dict[str, str]) -> Path:
    trees.put(root, CALENDAR, DAYS_OFF)
    trees.put(root, TABLE, table(*rows))
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(root: Path, *words: str) -> tuple[int, str]:
        code = cli.main(["check", "--root", str(root), "--on", "2026-06-30", *words])
        out, err = capsys.readouterr()
        assert err == ""
        return code, out

    return command


# --- compared with another version -----------------------------------------------------------------------


def changed(tmp_path: Path, before: list[dict[str, str]], now: list[dict[str, str]]) -> Path:
    """A portal in git whose list was ``before`` and is ``now``; without rows there is no file."""
    root = grown(tmp_path / "portal")
    for rows in (before, now):
        listed(root, *rows)
        if not rows:
            (root / TABLE).unlink()
        if rows is before:
            commit(root)
    return root


OPENED = """\
BARU (1): kekurangan yang dibuka perubahan ini

datasets/badan/kantor-uji/dikecualikan.csv:2 (sel P2)  [pengecualian-terlambat]
  Belum ditetapkan terbuka: Hasil penilaian calon pejabat 2025 (penilaian-2025), unit Kantor Uji, Provinsi Uji. \
Masa pengecualiannya berakhir 2026-07-31; PPID harus menetapkannya 30 hari kerja sebelumnya, paling lambat \
2026-06-19. Dasar: Perki Uji Pasal 52.
  Sebelumnya tanpa kekurangan.
  → Minta PPID menetapkannya sebagai informasi terbuka, lalu isi keputusan_pembukaan dan tanggal_pembukaan. \
Diperpanjang dengan uji konsekuensi baru? Isi tanggal_uji, keputusan, tanggal_keputusan, dan berakhir_pada yang baru.

BARIS: yang berubah di data

  badan/kantor-uji, dikecualikan: 1 diubah
    diubah: penilaian-2025 (berakhir_pada)

Ada kekurangan baru: perubahan ini membuka atau memperparah kekurangan.
"""


def test_a_change_that_makes_a_declaration_late(tmp_path: Path, run: Run) -> None:
    code, out = run(changed(tmp_path, [{}], [LATE]), "--against", "HEAD")
    assert code == 3
    assert out.endswith(OPENED)
    assert out.startswith("Kantor Uji, Provinsi Uji: terpenuhi 5 dari 7 (tetap), 1 baru lewat batas\n")


@pytest.mark.parametrize(
    ("before", "now", "turn", "code", "rows"),
    [
        pytest.param([LATE], [LATE | {"judul": "Judul baru"}], "bawaan", 0, "diubah", id="an old gap is inherited"),
        pytest.param(
            [LATE], [{"id": "baru", "nomor": "2"}, LATE], "bawaan", 0, "ditambah", id="its line does not matter"
        ),
        pytest.param([LATE], [LATE | DECLARED], "tertutup", 0, "diubah", id="declared"),
        pytest.param([LATE], [ENDED], "memburuk", 3, "diubah", id="late, then open without an entry"),
        pytest.param([ENDED], [LATE], "membaik", 0, "diubah", id="open without an entry, then only late"),
        pytest.param([], [LATE], "baru", 3, "ditambah", id="a new list"),
        pytest.param([LATE], [], "tertutup", 0, "dihapus", id="a row that is gone is named"),
    ],
)
def test_what_becomes_of_a_gap(
    tmp_path: Path, run: Run, before: list[dict[str, str]], now: list[dict[str, str]], turn: str, code: int, rows: str
) -> None:
    found, out = run(changed(tmp_path, before, now), "--against", "HEAD", "--format", "json")
    answer = json.loads(out)["perbandingan"]
    assert found == code
    (gap,) = answer[turn]
    assert (gap["jenis"], gap["id"], gap["kewajiban"]) == ("dikecualikan", "penilaian-2025", None)
    assert sum(len(answer[name]) for name in ("baru", "memburuk", "membaik", "tertutup", "bawaan")) == 1
    (register,) = answer["baris"]
    assert register["register"] == "dikecualikan"
    assert len(register[rows]) == 1


def test_the_same_row_of_two_bodies_is_two_gaps(tmp_path: Path, run: Run) -> None:
    root = listed(grown(tmp_path / "portal"), LATE)
    second_body(root)
    trees.change(root, "datasets/badan/dinas-uji/dikecualikan.csv", "2026-07-31", "2026-12-31")
    commit(root)
    trees.change(root, "datasets/badan/dinas-uji/dikecualikan.csv", "2026-12-31", "2026-07-31")
    code, out = run(root, "--against", "HEAD", "--format", "json")
    answer = json.loads(out)["perbandingan"]
    assert code == 3
    assert [gap["badan"] for gap in answer["baru"]] == ["dinas-uji"]
    assert [gap["badan"] for gap in answer["bawaan"]] == ["kantor-uji"]


def test_a_body_that_goes_takes_its_gap_along(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    second_body(root)
    listed(root, LATE)
    commit(root)
    do_git(root, "rm", "-r", "--quiet", trees.BODY)
    code, out = run(root, "--against", "HEAD")
    assert code == 0
    assert "badan dihapus bersama 1 kekurangan" in out


def test_a_version_that_knew_no_excluded_information(tmp_path: Path, run: Run) -> None:
    """Schema first, then the file of the law that only a schema makes needed: both are lent."""
    root = grown(tmp_path / "portal")
    newer = (
        "schemas/alasan-pengecualian.yml",
        "schemas/dikecualikan.yml",
        "datasets/aturan/id/alasan-pengecualian.yml",
    )
    kept = {path: (root / path).read_text("utf-8") for path in newer}
    for path in newer:
        (root / path).unlink()
    commit(root)
    for path, text in kept.items():
        trees.put(root, path, text)
    code, out = run(listed(root, {}), "--against", "HEAD", "--format", "json")
    found = json.loads(out)["perbandingan"]
    assert (code, found["dapat_dinilai"], found["dipinjami"]) == (0, True, sorted(newer))


# --- the gate --------------------------------------------------------------------------------------------


def test_a_strict_gate_counts_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = listed(trees.grow(tmp_path / "portal"), LATE)
    trees.change(root, f"{trees.BODY}/badan.yml", "tahap: berjalan", "tahap: berjalan\ngerbang: ketat")
    words = ["build", "--root", str(root), "--on", "2026-06-30", "--out", str(tmp_path / "situs")]
    assert cli.main(words) == 3
    assert "[pengecualian-terlambat]" in capsys.readouterr().out
    assert not (tmp_path / "situs").exists()


def test_json_counts_the_states(tmp_path: Path, run: Run) -> None:
    code, out = run(
        listed(trees.grow(tmp_path / "portal"), LATE, ENDED | {"id": "b", "nomor": "2"}), "--format", "json"
    )
    (body,) = json.loads(out)["badan"]
    assert code == 3
    assert {state: n for state, n in body["dikecualikan"].items() if n} == {
        "penetapan-terlambat": 1,
        "terbuka-belum-dimuat": 1,
    }


# --- data only -------------------------------------------------------------------------------------------


def page(root: Path) -> str:
    corpus, assessment, problems = trees.judged(root)
    assert assessment is not None, problems
    (found,) = (p for p in render(corpus, assessment) if p.path == "kantor-uji/dikecualikan/index.html")
    assert isinstance(found, Page)
    return found.article


def test_a_new_column_is_shown_and_published(tmp_path: Path) -> None:
    root = listed(trees.grow(tmp_path / "portal"), {})
    with (root / "schemas/dikecualikan.yml").open("a", encoding="utf-8") as file:
        file.write("  - {nama: tempat_uji, judul: Tempat uji, uraian: Tempat uji dilakukan., tipe: teks}\n")
    text = table({}).rstrip("\n").replace("entri_pembuka", "entri_pembuka,tempat_uji")
    trees.put(root, TABLE, f"{text},Kota Uji\n")
    assert "Tempat uji</th><td>Kota Uji" in page(root)
    corpus, assessment, _ = trees.judged(root)
    assert assessment is not None
    files = {f.path: f.content.decode("utf-8", "replace") for f in render(corpus, assessment) if isinstance(f, File)}
    assert files["api/v1/kantor-uji/dikecualikan.csv"].splitlines()[1].endswith(",Kota Uji")
    (body,) = json.loads(files["api/v1/dikecualikan.json"])["badan"]
    assert body["informasi"][0]["tempat_uji"] == "Kota Uji"


def test_a_new_ground_and_a_clock_that_changes_from_a_day_on(tmp_path: Path) -> None:
    root = listed(trees.grow(tmp_path / "portal"), {"dasar": "k"})
    with (root / "datasets/aturan/id/alasan-pengecualian.yml").open("a", encoding="utf-8") as file:
        file.write(
            "\n- id: k\n  judul: Alasan baru\n  perlu_peraturan_lain: tidak\n  uraian_jangka: Paling lama setahun.\n"
            "  dasar_hukum:\n    - {peraturan: perki-uji, pasal: Pasal 17 huruf k}\n"
        )
    assert "Perki Uji Pasal 17 huruf k" in page(root)
    assert "19 November 2026" in page(root)
    clock = "nilai: [{mulai: 2010-04-30, lama: 30}]"
    trees.change(root, "datasets/aturan/id/tenggat.yml", clock, clock[:-1] + ", {mulai: 2026-12-01, lama: 10}]")
    assert "17 Desember 2026" in page(root)
