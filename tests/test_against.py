"""``terbuka check --against REF``: what a change opens, worsens, closes and moves, and how GitHub is told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import trees
from terbuka import cli
from terbuka.base import git
from terbuka.base.problem import Place, Problem
from terbuka.duties.verdict import Status
from terbuka.review import against, github

Run = Callable[..., tuple[int, str, str]]
ON = ("--on", "2026-06-30")
#: A row that is cut from the register of the fixture, by its id.
REPORT, PLEDGE, PROGRAMME = "laporan-2025", "maklumat-2026", "program-2026"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)

    def command(root: Path, *words: str) -> tuple[int, str, str]:
        code = cli.main(["check", "--root", str(root), *ON, *words])
        out, err = capsys.readouterr()
        return code, re.sub(r"\([0-9a-f]{7}, 2026-06-01\)", "(KODE, 2026-06-01)", out), err

    return command


def do_git(root: Path, *words: str) -> str:
    settings = ["-c", "user.name=Uji", "-c", "user.email=uji@uji.example", "-c", "commit.gpgsign=false"]
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(root),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": "2026-06-01T09:00:00+08:00",
        "GIT_COMMITTER_DATE": "2026-06-01T09:00:00+08:00",
    }
    command = ["git", "-C", str(root), *settings, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


def commit(root: Path) -> None:
    do_git(root, "add", "--all", "--force", ".")
    do_git(root, "commit", "--quiet", "--allow-empty", "-m", "perubahan")


def grown(root: Path) -> Path:
    """A portal at ``root`` in a repository of its own, not committed yet."""
    trees.grow(root)
    do_git(root, "init", "--quiet", "--initial-branch=main")
    return root


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """The complete portal, committed."""
    root = grown(tmp_path / "portal")
    commit(root)
    return root


def cut(root: Path, *entries: str, register: str = trees.REGISTER) -> list[str]:
    """Delete rows of the register by id; returns them."""
    lines = (root / register).read_text("utf-8").splitlines(keepends=True)
    gone = [line for line in lines if line.split(",")[0] in entries]
    assert len(gone) == len(entries)
    trees.put(root, register, "".join(line for line in lines if line not in gone))
    return gone


def second_body(root: Path, name: str = "dinas-uji", *, stage: str = "berjalan") -> str:
    """Another body with the same records; returns the path of its register."""
    for file in sorted((root / trees.BODY).rglob("*")):
        if file.is_file():
            below = file.relative_to(root / trees.BODY).as_posix()
            trees.put(root, f"datasets/badan/{name}/{below}", file.read_bytes())
    trees.change(root, f"datasets/badan/{name}/badan.yml", "nama: Kantor Uji, Provinsi Uji", "nama: Dinas Uji")
    trees.change(root, f"datasets/badan/{name}/badan.yml", "nama_pendek: Kantor Uji", "nama_pendek: Dinas Uji")
    trees.change(root, f"datasets/badan/{name}/badan.yml", "tahap: berjalan", f"tahap: {stage}")
    return f"datasets/badan/{name}/daftar-informasi-publik.csv"


# --- what a change does ----------------------------------------------------------------------------------


SAME = """\
Kantor Uji, Provinsi Uji: terpenuhi 5 dari 7 (tetap)
  Dibandingkan dengan HEAD (KODE, 2026-06-01); keduanya dinilai pada hari yang sama.

Baik: perubahan ini tidak menambah kekurangan.
"""


def test_nothing_changed(portal: Path, run: Run) -> None:
    assert run(portal, "--against", "HEAD") == (
        0,
        SAME,
        "",
    )


OPENED = """\
Kantor Uji, Provinsi Uji: terpenuhi 5 → 3 dari 7, 1 baru belum tercatat, 1 baru lewat batas
  Dibandingkan dengan main (KODE, 2026-06-01); keduanya dinilai pada hari yang sama.

BARU (2): kekurangan yang dibuka perubahan ini

datasets/badan/kantor-uji/daftar-informasi-publik.csv  [kewajiban-belum-tersedia]
  Belum tercatat di portal ini: Maklumat pelayanan (maklumat), unit Kantor Uji, Provinsi Uji. \
Dasar: Perki Uji Pasal 11. Belum ada yang tercatat untuk butir ini.
  Sebelumnya terpenuhi.
  → Tambahkan satu baris di daftar-informasi-publik.csv: tulis “maklumat” di kolom kewajiban, isi diumumkan_pada, \
dan tempatnya (berkas, tautan, atau halaman_portal). Bila informasinya memang tidak ada, \
buat pernyataan di pernyataan.yml.

datasets/badan/kantor-uji/daftar-informasi-publik.csv:3  [kewajiban-lewat]
  Perlu dimutakhirkan sejak 2025-08-11: Program dan kegiatan (program), unit Kantor Uji, Provinsi Uji. \
Dasar: Perki Uji Pasal 3. Perlu dimutakhirkan: Nama program, Anggaran program.
  Sebelumnya terpenuhi.
  → Perbarui dokumennya dan isi diumumkan_pada; atau, bila isinya masih benar, periksa lalu isi \
dikonfirmasi_pada, dikonfirmasi_oleh, dan yang_diperiksa. Kode bagiannya: program-nama, program-anggaran.

BARIS: yang berubah di data

  badan/kantor-uji, daftar-informasi-publik: 1 diubah, 1 dihapus
    diubah: program-2026 (diumumkan_pada)
    dihapus: maklumat-2026

Ada kekurangan baru: perubahan ini membuka atau memperparah kekurangan.
"""

OPENED_EN = """\
Kantor Uji, Provinsi Uji: met 5 → 4 of 7, 1 newly missing
  Compared with main (KODE, 2026-06-01); both assessed on the same day.

NEW (1): gaps that this change opens

datasets/badan/kantor-uji/daftar-informasi-publik.csv  [kewajiban-belum-tersedia]
  Not recorded in this portal: Service pledge (maklumat), unit Kantor Uji, Provinsi Uji. \
Basis: Perki Uji Pasal 11. Nothing is recorded for this item.
  Before: met.
  → Add a row to daftar-informasi-publik.csv: write “maklumat” in the column kewajiban, \
the day in diumumkan_pada, and where it is (berkas, tautan or halaman_portal). If there is nothing, \
make a statement in pernyataan.yml.

ROWS: what changed in the records

  badan/kantor-uji, daftar-informasi-publik: 1 removed
    removed: maklumat-2026

New gaps: this change opens gaps or makes them worse.
"""


def test_a_change_that_opens_gaps(portal: Path, run: Run) -> None:
    cut(portal, PLEDGE)
    assert run(portal, "--against", "main", "--lang", "en") == (3, OPENED_EN, "")
    trees.change(portal, trees.REGISTER, "2026-02-10,ditetapkan", "2025-02-10,ditetapkan")
    assert run(portal, "--against", "main") == (3, OPENED, "")


INHERITED = """\
Kantor Uji, Provinsi Uji: terpenuhi 3 → 4 dari 7, 1 tertutup
  Dibandingkan dengan main (KODE, 2026-06-01); keduanya dinilai pada hari yang sama.

TERTUTUP (1): kekurangan yang tidak ada lagi

  Kantor Uji, Provinsi Uji: Maklumat pelayanan (maklumat), belum tercatat → terpenuhi

BARIS: yang berubah di data

  badan/kantor-uji, daftar-informasi-publik: 1 ditambah
    ditambah: maklumat-2026

BAWAAN (1): sudah ada sebelumnya, tidak menahan perubahan ini

  Kantor Uji, Provinsi Uji: 1 belum tercatat
  - Kantor Uji, Provinsi Uji: Laporan layanan informasi tahunan (laporan-layanan), belum tercatat

CATATAN (1): tidak menghalangi apa pun

datasets/badan/kantor-uji/berkas/laporan-2025.pdf  [berkas-yatim]
  Berkas ini tidak disebut oleh satu entri pun, sehingga tidak diterbitkan. \
Di repositori yang terbuka untuk umum ia tetap terbaca orang.
  → Sebut namanya di kolom berkas sebuah entri, atau hapus berkasnya.

Baik: perubahan ini tidak menambah kekurangan.
"""


def test_what_was_there_before_is_forgiven_and_listed(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    whole = (root / trees.REGISTER).read_text("utf-8")
    cut(root, REPORT, PLEDGE)
    commit(root)
    trees.put(root, trees.REGISTER, whole)
    cut(root, REPORT)
    assert run(root)[0] == 3
    assert run(root, "--against", "main") == (0, INHERITED, "")


def test_a_gap_is_not_known_by_its_line(tmp_path: Path, run: Run) -> None:
    """The same late row, moved to the end of the register, is neither new nor closed."""
    root = grown(tmp_path / "portal")
    trees.change(root, trees.REGISTER, "2026-02-10,ditetapkan", "2025-02-10,ditetapkan")
    commit(root)
    row = cut(root, PROGRAMME)
    trees.put(root, trees.REGISTER, (root / trees.REGISTER).read_text("utf-8") + row[0])
    code, out, _ = run(root, "--against", "main", "--format", "json")
    found = json.loads(out)["perbandingan"]
    assert code == 0
    assert [gap["kewajiban"] for gap in found["bawaan"]] == ["program"]
    assert found["baru"] == found["memburuk"] == found["membaik"] == found["tertutup"] == found["baris"] == []


def test_another_date_alone_is_not_worse(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    trees.change(root, trees.REGISTER, "2026-02-10,ditetapkan", "2025-02-10,ditetapkan")
    commit(root)
    trees.change(root, trees.REGISTER, "2025-02-10,ditetapkan", "2024-02-10,ditetapkan")
    code, out, _ = run(root, "--against", "main", "--format", "json")
    assert code == 0
    assert [gap["kewajiban"] for gap in json.loads(out)["perbandingan"]["bawaan"]] == ["program"]


@pytest.mark.parametrize(
    ("before", "after", "turn", "code"),
    [
        ("2025-02-10,ditetapkan", "2025-02-10,belum-ditetapkan", "memburuk", 3),
        ("2025-02-10,belum-ditetapkan", "2025-02-10,ditetapkan", "membaik", 0),
    ],
    ids=["late-then-missing", "missing-then-late"],
)
def test_worse_and_better(tmp_path: Path, run: Run, before: str, after: str, turn: str, code: int) -> None:
    root = grown(tmp_path / "portal")
    trees.change(root, trees.REGISTER, "2026-02-10,ditetapkan", before)
    commit(root)
    trees.change(root, trees.REGISTER, before, after)
    found, out, _ = run(root, "--against", "main", "--format", "json")
    answer = json.loads(out)["perbandingan"]
    assert found == code
    assert {t.value: [g["kewajiban"] for g in answer[t.value]] for t in against.Turn if answer[t.value]} == {
        turn: ["program"]
    }


def test_a_part_that_is_lost_makes_an_old_gap_worse(tmp_path: Path, run: Run) -> None:
    """A row that lacked one of its parts lacks both now: the status is the same, the loss is told."""
    root = grown(tmp_path / "portal")
    trees.change(root, trees.REGISTER, "program; program-nama; program-anggaran", "program; program-nama")
    commit(root)
    trees.change(root, trees.REGISTER, "program; program-nama", "program")
    code, out, _ = run(root, "--against", "main")
    assert code == 3
    assert out.splitlines()[0] == "Kantor Uji, Provinsi Uji: terpenuhi 4 dari 7 (tetap), 1 memburuk"
    assert "  Sebelumnya belum tercatat. Bagian yang hilang: Nama program.\n" in out


def test_a_statement_closes_a_gap_without_meeting_it(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    statements = (root / trees.BODY / "pernyataan.yml").read_text("utf-8")
    _, second = statements.split("\n\n")
    trees.put(root, f"{trees.BODY}/pernyataan.yml", second)
    commit(root)
    trees.put(root, f"{trees.BODY}/pernyataan.yml", statements)
    code, out, _ = run(root, "--against", "main")
    assert code == 0
    assert "Hasil penelitian (hasil-penelitian), belum tercatat → nihil\n" in out
    assert "  badan/kantor-uji, pernyataan: 1 ditambah\n    ditambah: nihil-penelitian-2026\n" in out


# --- several bodies --------------------------------------------------------------------------------------


MOVED = """\
2 badan berubah: 1 kekurangan baru, 1 tertutup
  Dibandingkan dengan main (KODE, 2026-06-01); keduanya dinilai pada hari yang sama.

  Dinas Uji: terpenuhi 4 → 5 dari 7, 1 tertutup
  Kantor Uji, Provinsi Uji: terpenuhi 5 → 4 dari 7, 1 baru belum tercatat

BARU (1): kekurangan yang dibuka perubahan ini

datasets/badan/kantor-uji/daftar-informasi-publik.csv  [kewajiban-belum-tersedia]
  Belum tercatat di portal ini: Maklumat pelayanan (maklumat), unit Kantor Uji, Provinsi Uji. \
Dasar: Perki Uji Pasal 11. Belum ada yang tercatat untuk butir ini.
  Sebelumnya terpenuhi.
  → Tambahkan satu baris di daftar-informasi-publik.csv: tulis “maklumat” di kolom kewajiban, isi diumumkan_pada, \
dan tempatnya (berkas, tautan, atau halaman_portal). Bila informasinya memang tidak ada, \
buat pernyataan di pernyataan.yml.

TERTUTUP (1): kekurangan yang tidak ada lagi

  Dinas Uji: Maklumat pelayanan (maklumat), belum tercatat → terpenuhi

BARIS: yang berubah di data

  badan/dinas-uji, daftar-informasi-publik: 1 dipindah ke sini
    dipindah ke sini: maklumat-2026 (dari badan/kantor-uji; judul)

Ada kekurangan baru: perubahan ini membuka atau memperparah kekurangan.
"""


def test_a_row_moved_between_bodies(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    other = second_body(root)
    cut(root, PLEDGE, register=other)
    commit(root)
    (row,) = cut(root, PLEDGE)
    text = (root / other).read_text("utf-8")
    trees.put(root, other, text + row.replace("Maklumat pelayanan", "Maklumat Dinas"))
    assert run(root, "--against", "main") == (3, MOVED, "")


def test_a_new_row_of_the_same_name_is_not_a_moved_one(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    other = second_body(root)
    cut(root, PLEDGE, register=other)
    commit(root)
    cut(root, PLEDGE)
    row = (
        "maklumat-2026,9,Janji,Lain.,Lain,Lain,2025,Lain,elektronik,1 tahun,berkala,maklumat,,,,2026-05-02,ditetapkan,"
        ",https://lain.example/,,en,cc-by-4.0\n"
    )
    trees.put(root, other, (root / other).read_text("utf-8") + row)
    _, out, _ = run(root, "--against", "main", "--format", "json")
    rows = {r["folder"]: (r["ditambah"], r["dipindah"], r["dihapus"]) for r in json.loads(out)["perbandingan"]["baris"]}
    assert rows == {
        "badan/dinas-uji": (["maklumat-2026"], [], []),
        "badan/kantor-uji": ([], [], ["maklumat-2026"]),
    }


def test_a_new_body_and_one_that_is_gone(portal: Path, run: Run) -> None:
    other = second_body(portal)
    cut(portal, PLEDGE, register=other)
    code, out, _ = run(portal, "--against", "main")
    first = "Dinas Uji: terpenuhi 4 dari 7, 1 baru belum tercatat, badan baru"
    assert (code, out.splitlines()[0]) == (3, first)
    assert "  Sebelumnya belum dinilai.\n" in out
    assert "  badan/dinas-uji, daftar-informasi-publik: 4 ditambah\n" in out
    commit(portal)
    for file in sorted((portal / "datasets/badan/dinas-uji").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    (portal / "datasets/badan/dinas-uji").rmdir()
    code, out, _ = run(portal, "--against", "HEAD")
    first = "Dinas Uji: terpenuhi 4 dari 7, badan dihapus bersama 1 kekurangan"
    assert (code, out.splitlines()[0]) == (0, first)


STARTING = """\
Kantor Uji, Provinsi Uji: terpenuhi 4 dari 7 (tetap), rintisan: belum dihitung
  Dibandingkan dengan main (KODE, 2026-06-01); keduanya dinilai pada hari yang sama.

BAWAAN (1): sudah ada sebelumnya, tidak menahan perubahan ini

  Kantor Uji, Provinsi Uji: 1 belum tercatat (belum dihitung)

Baik: perubahan ini tidak menambah kekurangan.
"""


def test_what_a_unit_relies_on_is_a_gap_of_the_parent(tmp_path: Path, run: Run) -> None:
    """The parent lets the document of its unit grow old: a gap known by body, unit and duty."""
    root = grown(tmp_path / "portal")
    trees.overlay(root, trees.TESTS / "cases/kewajiban-belum-terbukti", ("expected.txt",))
    register = "datasets/badan/provinsi-uji/daftar-informasi-publik.csv"
    trees.change(root, register, "2025-02-01,ditetapkan", "2026-02-02,ditetapkan")
    commit(root)
    trees.change(root, register, "2026-02-02,ditetapkan", "2025-02-01,ditetapkan")
    code, out, _ = run(root, "--against", "HEAD", "--format", "json")
    found = json.loads(out)["perbandingan"]["baru"]
    assert code == 3
    assert [(gap["badan"], gap["jenis"], gap["id"]) for gap in found] == [
        ("provinsi-uji", "titipan", "kantor-uji/profil-kedudukan")
    ]
    _, text, _ = run(root, "--against", "HEAD")
    assert "[kewajiban-belum-terbukti]" in text.partition("BARU (1)")[2]
    commit(root)
    assert run(root, "--against", "HEAD")[0] == 0


def test_from_starting_up_to_running_and_back(tmp_path: Path, run: Run) -> None:
    """Old gaps that begin to count are not new; gaps that stop to count are not closed."""
    root = grown(tmp_path / "portal")
    cut(root, PLEDGE)
    trees.change(root, f"{trees.BODY}/badan.yml", "tahap: berjalan", "tahap: rintisan")
    commit(root)
    assert run(root, "--against", "main") == (0, STARTING, "")
    trees.change(root, f"{trees.BODY}/badan.yml", "tahap: rintisan", "tahap: berjalan")
    code, out, _ = run(root, "--against", "main")
    first = "Kantor Uji, Provinsi Uji: terpenuhi 4 dari 7 (tetap), kini berjalan: 1 kekurangan lama mulai dihitung"
    assert (code, out.splitlines()[0]) == (0, first)
    assert "  badan/kantor-uji, badan: 1 diubah\n    diubah: kantor-uji (tahap)\n" in out
    commit(root)
    trees.change(root, f"{trees.BODY}/badan.yml", "tahap: berjalan", "tahap: rintisan")
    code, out, _ = run(root, "--against", "HEAD")
    first = "Kantor Uji, Provinsi Uji: terpenuhi 4 dari 7 (tetap), kini rintisan: 1 kekurangan lama tidak dihitung lagi"
    assert (code, out.splitlines()[0]) == (0, first)
    assert "TERTUTUP" not in out


def test_a_sample_keeps_the_day_of_each_version(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trees.change(portal, f"{trees.BODY}/badan.yml", "contoh: tidak", "contoh: ya\nhari_contoh: 2026-06-30")
    commit(portal)
    trees.change(portal, f"{trees.BODY}/badan.yml", "hari_contoh: 2026-06-30", "hari_contoh: 2027-06-30")
    code = cli.main(["check", "--root", str(portal), "--against", "HEAD"])
    first = capsys.readouterr().out.splitlines()[0]
    assert (code, first) == (
        3,
        "Kantor Uji, Provinsi Uji [DATA CONTOH]: terpenuhi 5 → 2 dari 7, 2 baru belum tercatat, 3 baru lewat batas",
    )


def test_many_inherited_gaps_are_folded(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    second_body(root)
    for name in ("kantor-uji", "dinas-uji"):
        register = root / f"datasets/badan/{name}/daftar-informasi-publik.csv"
        register.write_text(register.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    commit(root)
    code, out, _ = run(root, "--against", "main")
    assert code == 0
    assert out.splitlines()[0] == "Ketersediaan 2 badan tetap"
    assert "BAWAAN (10): sudah ada sebelumnya, tidak menahan perubahan ini\n" in out
    assert "  Dinas Uji: 5 belum tercatat\n  Kantor Uji, Provinsi Uji: 5 belum tercatat\n" in out
    assert out.count("\n  - ") == 9
    assert "\n  dan 1 lainnya\n" in out


def test_the_signal_is_about_the_body_that_was_touched(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    second_body(root)
    commit(root)
    trees.change(root, trees.REGISTER, "Maklumat pelayanan,", "Maklumat pelayanan kantor,")
    assert run(root, "--against", "main")[1] == (
        "Kantor Uji, Provinsi Uji: terpenuhi 5 dari 7 (tetap)\n"
        "  Dibandingkan dengan main (KODE, 2026-06-01); keduanya dinilai pada hari yang sama.\n"
        "\n"
        "BARIS: yang berubah di data\n"
        "\n"
        "  badan/kantor-uji, daftar-informasi-publik: 1 diubah\n"
        "    diubah: maklumat-2026 (judul)\n"
        "\n"
        "Baik: perubahan ini tidak menambah kekurangan.\n"
    )


def test_a_document_of_the_same_name_with_other_content(portal: Path, run: Run) -> None:
    path = f"{trees.BODY}/berkas/program-2026.csv"
    trees.put(portal, path, (portal / path).read_bytes() + b"tambahan,1\n")
    code, out, _ = run(portal, "--against", "main")
    assert code == 0
    assert "  badan/kantor-uji, berkas: 1 diubah\n    diubah: program-2026.csv (isi)\n" in out


def test_rows_that_are_known_by_another_key_than_an_id(tmp_path: Path, run: Run) -> None:
    """Replies by their duty: a change of the first one is told, and one that is added is not taken for a change."""
    root = grown(tmp_path / "portal")
    path = f"{trees.BODY}/keterangan.yml"
    reply = "- kewajiban: {}\n  keterangan_unit: {}\n  ditulis_oleh: Kepala Kantor Uji\n  tanggal: 2026-06-01\n"
    first, second = reply.format("maklumat", "Sedang ditulis."), reply.format("laporan-layanan", "Sedang disusun.")
    trees.put(root, path, first + second)
    commit(root)
    trees.put(root, path, reply.format("maklumat", "Sudah ditulis.") + second + reply.format("program", "Lain."))
    _, out, _ = run(root, "--against", "main", "--format", "json")
    (found,) = (r for r in json.loads(out)["perbandingan"]["baris"] if r["register"] == "keterangan")
    assert found["ditambah"] == ["program"]
    assert found["diubah"] == [{"id": "maklumat", "kolom": ["keterangan_unit"]}]


# --- the verdict -----------------------------------------------------------------------------------------


def test_blocked_is_never_forgiven(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    trees.change(root, f"{trees.BODY}/pernyataan.yml", "kewajiban: uji-konsekuensi", "kewajiban: tidak-ada")
    commit(root)
    plain = run(root)
    assert plain[0] == 1
    assert run(root, "--against", "main") == plain


def test_a_version_that_is_blocked_forgives_nothing(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    cut(root, PLEDGE)
    trees.change(root, f"{trees.BODY}/pernyataan.yml", "kewajiban: uji-konsekuensi", "kewajiban: tidak-ada")
    commit(root)
    trees.change(root, f"{trees.BODY}/pernyataan.yml", "kewajiban: tidak-ada", "kewajiban: uji-konsekuensi")
    plain = run(root)
    assert plain[0] == 3
    why = (
        "Tidak dapat dibandingkan dengan main (KODE, 2026-06-01): semua kekurangan dihitung.\n"
        "  Versi itu sendiri diblokir (1 masalah):\n"
        "  - datasets/badan/kantor-uji/pernyataan.yml:10 [kewajiban-tak-dikenal] "
        "Kewajiban “tidak-ada” tidak ada dalam katalog.\n"
        "\n"
    )
    assert run(root, "--against", "main") == (3, why + plain[1], "")
    _, out, _ = run(root, "--against", "main", "--format", "json")
    found = json.loads(out)["perbandingan"]
    assert (found["dapat_dinilai"], [p["kode"] for p in found["sebab"]]) == (False, ["kewajiban-tak-dikenal"])


def test_a_version_without_a_portal(tmp_path: Path, run: Run) -> None:
    top = tmp_path / "gudang"
    top.mkdir()
    do_git(top, "init", "--quiet", "--initial-branch=main")
    (top / "baca.txt").write_text("awal")
    commit(top)
    root = trees.grow(top / "portal")
    code, out, _ = run(root, "--against", "main")
    assert code == 0
    assert out.startswith(
        "Tidak dapat dibandingkan dengan main (KODE, 2026-06-01): semua kekurangan dihitung.\n"
        "  Versi itu belum memuat portal di folder ini.\n"
    )


def test_json_carries_the_comparison(portal: Path, run: Run) -> None:
    cut(portal, PLEDGE)
    code, out, _ = run(portal, "--against", "main", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["kode_keluar"]) == (3, 3)
    found = answer["perbandingan"]
    assert found.pop("commit") == do_git(portal, "rev-parse", "main").strip()
    assert found == {
        "ref": "main",
        "waktu_commit": "2026-06-01T09:00:00+08:00",
        "dapat_dinilai": True,
        "dipinjami": [],
        "sebab": [],
        "badan": [
            {
                "id": "kantor-uji",
                "keadaan": "tetap",
                "dihitung": True,
                "terpenuhi": [5, 4],
                "dinilai": [7, 7],
                "baru": 1,
                "memburuk": 0,
                "membaik": 0,
                "tertutup": 0,
                "bawaan": 0,
            }
        ],
        "baru": [
            {
                "badan": "kantor-uji",
                "jenis": "kewajiban",
                "id": "maklumat",
                "kewajiban": "maklumat",
                "dihitung": True,
                "sebelumnya": "terpenuhi",
                "kini": "belum-tersedia",
                "bagian_hilang": [],
            }
        ],
        "memburuk": [],
        "membaik": [],
        "tertutup": [],
        "bawaan": [],
        "baris": [
            {
                "folder": "badan/kantor-uji",
                "register": "daftar-informasi-publik",
                "ditambah": [],
                "diubah": [],
                "dipindah": [],
                "dihapus": ["maklumat-2026"],
            }
        ],
    }


def test_open_cases_past_their_day(portal: Path, run: Run) -> None:
    """Known by body, register and public code: answered late is closed, late before is inherited, a new one is red."""
    trees.overlay(portal, trees.TESTS / "cases/layanan-lewat", ("expected.txt",))
    commit(portal)
    requests, objections = (f"{trees.BODY}/{name}.csv" for name in ("permohonan", "keberatan"))
    trees.put(
        portal,
        objections,
        (portal / objections)
        .read_text("utf-8")
        .replace("id_publik", "id_publik,ditanggapi_pada,putusan_atasan")
        .replace("k-2026-01", "k-2026-01,2026-06-29,diterima"),
    )
    code, out, _ = run(portal, "--against", "main")
    assert code == 0
    assert "terpenuhi 5 dari 7 (tetap), 1 tertutup" in out
    assert "TERTUTUP (1)" in out
    assert "BAWAAN (1)" in out
    assert "Jawaban tertulis atas permohonan (p-2026-02), lewat batas" in out
    text = (portal / requests).read_text("utf-8")
    trees.put(portal, requests, text + "p-2026-09,2026-06-02,2026-06-02,2026-06-02,,laporan,langsung,\n")
    code, out, _ = run(portal, "--against", "main", "--format", "json")
    assert code == 3
    compared = json.loads(out)["perbandingan"]
    found = {turn: [(gap["jenis"], gap["id"]) for gap in compared[turn]] for turn in ("baru", "bawaan", "tertutup")}
    assert found == {
        "baru": [("permohonan", "p-2026-09")],
        "bawaan": [("permohonan", "p-2026-02")],
        "tertutup": [("keberatan", "k-2026-01")],
    }
    code, out, _ = run(portal, "--against", "main", "--lang", "en")
    assert "\n\ndatasets/badan/kantor-uji/permohonan.csv:6 (cell B6)  [layanan-lewat]\n" in out


# --- the other version -----------------------------------------------------------------------------------


def refused(run: Run, root: Path, ref: str) -> str:
    code, out, err = run(root, "--against", ref)
    assert (code, out) == (2, "")
    return err


def test_a_version_that_is_not_there(portal: Path, run: Run) -> None:
    for ref in ("lain", "origin/main", "main:datasets", "main..main", "0" * 40):
        assert refused(run, portal, ref) == (
            f"terbuka: versi “{ref}” tidak ada di gudang ini; ambil dahulu dengan git fetch, "
            "lalu tulis nama lengkapnya, misalnya origin/main "
            "(no such version here; run git fetch, then name it in full)\n"
        )


@pytest.mark.parametrize("ref", ["--upload-pack=x", "-h", "", "a\nb"], ids=["option", "short", "empty", "two-lines"])
def test_what_is_no_name_of_a_version(portal: Path, ref: str) -> None:
    code = cli.main(["check", "--root", str(portal), f"--against={ref}"])
    assert code == 2
    with pytest.raises(git.NotReadable, match="nama"):
        git.read_version(portal, ref, ("datasets",), portal)


def test_not_a_repository(tmp_path: Path, run: Run) -> None:
    err = refused(run, trees.grow(tmp_path / "portal"), "main")
    assert err.startswith(
        "terbuka: folder ini bukan gudang git, sehingga tidak ada versi lain; ambil portalnya dengan git clone, "
        "atau periksa tanpa --against (not a git repository; clone it, or check without --against) [git: "
    )


def test_without_git(portal: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(run, portal, "main") == (
        "terbuka: git tidak ditemukan atau tidak menjawab; pasang git, lalu ulangi "
        "(git is missing or does not answer; install it and try again)\n"
    )


def test_a_shallow_clone(portal: Path, tmp_path: Path, run: Run) -> None:
    commit(portal)
    do_git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{portal}", "dangkal")
    assert refused(run, tmp_path / "dangkal", "HEAD^1") == (
        "terbuka: versi “HEAD^1” tidak ada, karena riwayat gudang ini hanya terambil sebagian; ambil seluruhnya "
        "dengan git fetch --unshallow, atau isi fetch-depth: 0 pada actions/checkout "
        "(the clone is shallow; run git fetch --unshallow, or set fetch-depth: 0)\n"
    )
    assert run(tmp_path / "dangkal", "--against", "HEAD")[0] == 0


def test_too_large(portal: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "MOST_BYTES", 1_000)
    assert refused(run, portal, "main") == (
        "terbuka: versi “main” terlalu besar untuk dibandingkan; periksa tanpa --against "
        "(too large to compare; check without --against)\n"
    )


def test_the_portal_may_be_a_folder_of_a_repository(tmp_path: Path, run: Run) -> None:
    top = tmp_path / "gudang"
    root = top / "sub/portal kami"
    root.parent.mkdir(parents=True)
    trees.grow(root)
    do_git(top, "init", "--quiet", "--initial-branch=main")
    commit(top)
    cut(root, PLEDGE)
    code, out, _ = run(root, "--against", "main", "--format", "github")
    assert code == 3
    assert "\n::error file=sub/portal kami/datasets/badan/kantor-uji/daftar-informasi-publik.csv,title=" in out


def test_the_other_version_has_its_own_schemas(tmp_path: Path, run: Run) -> None:
    """A column that only the version of now knows, or only the other one, is no mistake of either."""
    root = grown(tmp_path / "portal")
    commit(root)
    trees.change(
        root,
        "schemas/daftar-informasi-publik.yml",
        "  - nama: uraian\n",
        "  - nama: catatan_baru\n    judul: Catatan\n    uraian: Catatan.\n    tipe: teks\n  - nama: uraian\n",
    )
    lines = (root / trees.REGISTER).read_text("utf-8").splitlines()
    lines[0] += ",catatan_baru"
    lines[1:] = [f"{line},isi" if line.startswith(PLEDGE) else f"{line}," for line in lines[1:]]
    trees.put(root, trees.REGISTER, "\n".join(lines) + "\n")
    code, out, _ = run(root, "--against", "main")
    assert code == 0
    assert "  badan/kantor-uji, daftar-informasi-publik: 1 diubah\n    diubah: maklumat-2026 (catatan_baru)\n" in out


def test_a_version_that_is_older_than_the_program(tmp_path: Path, run: Run) -> None:
    """What the program has come to need since is lent to the other version; its records stay its own."""
    root = grown(tmp_path / "portal")
    schema = (root / "schemas/tenggat.yml").read_text("utf-8")
    (root / "schemas/tenggat.yml").unlink()
    cut(root, PLEDGE)
    commit(root)
    trees.put(root, "schemas/tenggat.yml", schema)
    code, out, _ = run(root, "--against", "main")
    assert code == 0
    assert out.startswith(
        "Kantor Uji, Provinsi Uji: terpenuhi 4 dari 7 (tetap)\n"
        "  Dibandingkan dengan main (KODE, 2026-06-01); keduanya dinilai pada hari yang sama.\n"
        "  Versi itu lebih lama daripada program ini; yang belum dimilikinya diambil dari sini: schemas/tenggat.yml.\n"
    )


def test_links_of_the_other_version_are_never_written(tmp_path: Path, run: Run) -> None:
    root = grown(tmp_path / "portal")
    (root / "content/luar.md").symlink_to("/etc/hostname")
    commit(root)
    (root / "content/luar.md").unlink()
    into = tmp_path / "ke"
    into.mkdir()
    version = git.read_version(root, "main", ("content",), into)
    assert version.links == ("content/luar.md",)
    assert sorted(p.name for p in (into / "content").iterdir()) == ["tentang.md"]
    code, out, _ = run(root, "--against", "main")
    assert code == 0
    assert "  - content/luar.md [tautan-simbolik] " in out


def test_no_hook_runs_and_nothing_is_checked_out(portal: Path, run: Run, tmp_path: Path) -> None:
    mark = tmp_path / "jejak"
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        trees.put(portal, f".git/hooks/{hook}", f"#!/bin/sh\ntouch '{mark}'\n")
        (portal / f".git/hooks/{hook}").chmod(0o755)
    trees.put(portal, ".gitattributes", "*.csv filter=jahat export-ignore\n")
    do_git(portal, "config", "filter.jahat.smudge", f"touch '{mark}'")

    def kept() -> list[tuple[str, int]]:
        """All but what git keeps and what runs remember of documents in ``build/``."""
        mine = (p for p in portal.rglob("*") if p.relative_to(portal).parts[0] not in (".git", "build"))
        return sorted((p.as_posix(), p.stat().st_mtime_ns) for p in mine)

    before = kept()
    assert run(portal, "--against", "main")[0] == 0
    assert kept() == before
    assert [p.name for p in (portal / "build").iterdir()] == ["simpanan"]
    assert not mark.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_utf8(portal: Path, run: Run) -> None:
    """Outside the portal it is nothing; inside, the version is blocked and the name is shown escaped."""
    raw = bytes(portal) + b"/lain-\xff.txt"
    Path(raw.decode("utf-8", "surrogateescape")).write_bytes(b"x")
    commit(portal)
    assert run(portal, "--against", "HEAD")[0] == 0
    inside = Path((bytes(portal / trees.BODY) + b"/rahasia-\xff.txt").decode("utf-8", "surrogateescape"))
    inside.write_bytes(b"x")
    commit(portal)
    inside.unlink()
    code, out, _ = run(portal, "--against", "HEAD")
    assert code == 0
    assert "  - datasets/badan/kantor-uji/rahasia-\\udcff.txt [berkas-tak-dikenal] " in out
    code, out, _ = run(portal, "--against", "HEAD", "--format", "github")
    assert code == 0
    out.encode()


# --- GitHub ----------------------------------------------------------------------------------------------


def test_github_without_a_version(portal: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut(portal, PLEDGE)
    plain = run(portal)
    sheet = tmp_path / "ringkasan.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(sheet))
    code, out, err = run(portal, "--format", "github")
    found = (
        "Belum tercatat di portal ini: Maklumat pelayanan (maklumat), unit Kantor Uji, Provinsi Uji. "
        "Dasar: Perki Uji Pasal 11. "
    )
    remedy = (
        "Tambahkan satu baris di daftar-informasi-publik.csv: tulis “maklumat” di kolom kewajiban, "
        "isi diumumkan_pada, dan tempatnya (berkas, tautan, atau halaman_portal). "
        "Bila informasinya memang tidak ada, buat pernyataan di pernyataan.yml."
    )
    assert (code, err) == (3, "")
    assert out == plain[1] + (
        "::error file=datasets/badan/kantor-uji/daftar-informasi-publik.csv,title=kewajiban-belum-tersedia"
        f"::{found}Belum ada yang tercatat untuk butir ini.%0A→ {remedy}\n"
    )
    assert sheet.read_text("utf-8").startswith(
        "#### Minggu ini, sampai Selasa 2026-07-07&#58; Kantor Uji, Provinsi Uji\n\n"
        "- Tidak ada yang lewat atau jatuh tempo.\n\n"
        "### Ada kekurangan&#58; informasi wajib belum tercatat atau lewat batas.\n"
    )


SHEET = """\
### Ada kekurangan baru&#58; perubahan ini membuka atau memperparah kekurangan.

**Kantor Uji, Provinsi Uji&#58; terpenuhi 4 dari 7 &#40;tetap&#41;, 1 baru belum tercatat, 1 tertutup**

Dibandingkan dengan main &#40;KODE, 2026-06-01&#41;; keduanya dinilai pada hari yang sama.

#### Baru &#40;1&#41;&#58; kekurangan yang dibuka perubahan ini

- **datasets/badan/kantor-uji/daftar-informasi-publik.csv  &#91;kewajiban-belum-tersedia&#93;**
  <br>Belum tercatat di portal ini&#58; Maklumat pelayanan &#40;maklumat&#41;, unit Kantor Uji, Provinsi Uji. \
Dasar&#58; Perki Uji Pasal 11. Belum ada yang tercatat untuk butir ini.
  <br>Sebelumnya terpenuhi.
  <br>→ Tambahkan satu baris di daftar-informasi-publik.csv&#58; tulis “maklumat” di kolom kewajiban, \
isi diumumkan&#95;pada, dan tempatnya &#40;berkas, tautan, atau halaman&#95;portal&#41;. \
Bila informasinya memang tidak ada, buat pernyataan di pernyataan.yml.

<details><summary>Tertutup &#40;1&#41;&#58; kekurangan yang tidak ada lagi</summary>

- Kantor Uji, Provinsi Uji&#58; Laporan layanan informasi tahunan &#40;laporan-layanan&#41;, \
belum tercatat → terpenuhi

</details>

<details><summary>Baris yang berubah di data</summary>

- badan/kantor-uji, daftar-informasi-publik&#58; 1 ditambah, 1 dihapus
  - ditambah&#58; laporan-2025
  - dihapus&#58; maklumat-2026

</details>

<details><summary>Angka tiap badan</summary>

- Kantor Uji, Provinsi Uji, pada 2026-06-30
  <br>terpenuhi 4 &#40;segera dimutakhirkan 0&#41;, nihil 1, bukan kewajiban 1, perlu dimutakhirkan 0, belum tercatat 1
  <br>Dinilai 7 dari 16&#58; 1 bukan untuk unit ini, 1 rujukan, 1 melalui induk, 1 hanya bila ada kejadian, \
1 proses layanan yang belum dinilai, 3 rincian butir lain, 1 terdiri dari bagian

</details>
"""


def test_the_summary_of_a_change(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = grown(tmp_path / "portal")
    whole = (root / trees.REGISTER).read_text("utf-8")
    cut(root, REPORT)
    commit(root)
    trees.put(root, trees.REGISTER, whole)
    cut(root, PLEDGE)
    sheet = tmp_path / "ringkasan.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(sheet))
    code, out, _ = run(root, "--format", "github", "--against", "main")
    assert code == 3
    assert [line.split(" ")[0] for line in out.splitlines() if line.startswith("::")] == ["::error"]
    assert re.sub(r"40;[0-9a-f]{7}", "40;KODE", sheet.read_text("utf-8")) == SHEET


HOSTILE = (
    "::set-output name=a::b %0A::error::c ##[add-mask]rahasia @everyone ![x](http://jahat.example/x.png) "
    "[klik](https://jahat.example) <img src=x onerror=alert(1)> </details> <!-- | a | b | `code` ```` #1 "
    "www.jahat.example $x^2$ **tebal** a@jahat.example & &lt; \\"
)


def test_nothing_that_was_typed_does_harm(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = grown(tmp_path / "portal")
    commit(root)
    hostile = HOSTILE.replace("a@jahat.example ", "")
    name = f"{trees.BODY}/badan.yml"
    trees.change(root, name, "nama: Kantor Uji, Provinsi Uji", f"nama: '{hostile}'")
    cut(root, PLEDGE)
    sheet = tmp_path / "ringkasan.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(sheet))
    code, out, err = run(root, "--format", "github", "--against", "main")
    assert (code, err) == (3, "")
    assert "set-output" in out
    commands = [line for line in out.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == 1
    assert re.fullmatch(r"::error [^:]+::.*", commands[0])
    assert commands[0].count("::") == 2
    assert "%250A" in commands[0]
    assert "##[" not in out
    assert "::set-output" not in out
    text = sheet.read_text("utf-8")
    assert_harmless(text)
    assert "jahat.example" in text


def assert_harmless(text: str) -> None:
    """Nothing but our own tags, and no character of markup in what was typed."""
    assert set(re.findall(r"<[^>]*>?", text)) <= {"<br>", "<details>", "</details>", "<summary>", "</summary>"}
    assert text.count("<details>") == text.count("</details>")
    rest = re.sub(r"&#\d+;|^#{3,4} |\*\*", "", re.sub(r"<[^>]*>", "", text), flags=re.MULTILINE)
    assert re.findall(r"[`|!\[\]$*&#@\\]|://|www\.", rest) == []


def test_words_that_the_page_would_turn_into_more() -> None:
    assert github.plain(HOSTILE) == (
        "&#58;&#58;set-output name&#61;a&#58;&#58;b %0A&#58;&#58;error&#58;&#58;c &#35;\u200b"
        "&#35;\u200b&#91;add-mask&#93;rahasia &#64;\u200beveryone "
        "&#33;&#91;x&#93;&#40;http&#58;\u200b//jahat.example/x.png&#41; "
        "&#91;klik&#93;&#40;https&#58;\u200b//jahat.example&#41; &#60;img src&#61;x onerror&#61;alert&#40;1&#41;&#62; "
        "&#60;/details&#62; &#60;&#33;-- &#124; a &#124; b &#124; &#96;code&#96; &#96;&#96;&#96;&#96; &#35;\u200b1 "
        "www\u200b.jahat.example &#36;x&#94;2&#36; &#42;&#42;tebal&#42;&#42; "
        "a&#64;\u200bjahat.example &#38; &#38;lt; &#92;"
    )
    assert github.plain("- a") == "&#45; a"
    assert github.plain("12. a") == "12&#46; a"


def test_properties_of_an_annotation_keep_to_themselves() -> None:
    problem = Problem("berkas-kosong", Place("a,b:c::d%0A.csv", 3, 2), {"kolom": "id\n::error::x"})
    (line,) = github.marks([problem], None, "sub,folder/")
    assert line == (
        "::error file=sub%2Cfolder/a%2Cb%3Ac%3A%3Ad%250A.csv,line=3,col=2,title=berkas-kosong::"
        "Berkas ini kosong.%0A→ Isi baris pertama dengan nama kolom, dipisah koma: id\\u000a:\u200b:error:\u200b:x."
    )


def test_a_cell_has_no_letter_in_its_line() -> None:
    problem = Problem("berkas-kosong", Place("a.csv", 3, 2, "B3"), {"kolom": "id"})
    (line,) = github.marks([problem], None, "", "en")
    assert line.startswith("::error file=a.csv,line=3,title=berkas-kosong (cell B3)::")


@pytest.mark.parametrize(("found", "told"), [(10, 10), (11, 10), (200, 10)], ids=["ten", "eleven", "many"])
def test_no_more_annotations_than_are_shown(found: int, told: int) -> None:
    errors = [Problem("berkas-kosong", Place(f"{n:03}.csv"), {"kolom": "id"}) for n in range(found)]
    notes = [Problem("bom", Place(f"{n:03}.csv", 1)) for n in range(found)]
    lines = github.marks([*notes, *errors], None)
    assert [line.split(" ")[0].split("::")[1] for line in lines] == ["error"] * told + ["warning"] * told
    if found > told:
        rest = f"dan {found - 9} lainnya; semuanya ada di ringkasan jalannya pemeriksaan ini."
        assert (lines[9], lines[19]) == (f"::error::{rest}", f"::warning::{rest}")


def test_the_summary_is_never_too_large() -> None:
    kind = "<|>" * 60
    problems = [Problem("berkas-kosong", Place(f"{n}.csv"), {"kolom": kind}) for n in range(5_000)]
    notes = [Problem("bom", Place(f"{n}.csv", 1)) for n in range(5_000)]
    text = github.summary([*problems, *notes], None, None, "Diblokir.")
    assert len(text.encode()) <= github.MOST_BYTES
    assert_harmless(text)
    assert re.search(r"^- dan \d+ lainnya$", text, re.MULTILINE)


def test_a_summary_that_cannot_be_written_changes_no_verdict(
    portal: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    code, _, err = run(portal, "--format", "github", "--against", "main")
    assert code == 0
    assert err.startswith("terbuka: ringkasan tidak dapat ditulis (")


# --- pure ------------------------------------------------------------------------------------------------


def test_worst_first() -> None:
    gap = against.GapChange(
        turn=against.Turn.INHERITED,
        body_id="a",
        body_name="A",
        subject=against.Subject(kind="kewajiban", id="x", title="X", title_en="X"),
        before=None,
        now=Status.MISSING,
        counted=True,
    )
    late = replace(gap, now=Status.OVERDUE, due_on=trees.DAY)
    later = replace(late, due_on=trees.DAY.replace(year=2027))
    uncounted = replace(gap, counted=False)
    body = against.BodyChange(
        id="a",
        name="A",
        sample=False,
        counted=True,
        stage=against.Stage.SAME,
        met=(1, 1),
        judged=(2, 2),
        gaps=(uncounted, later, late, gap),
    )
    made = against.Comparison(ref="main", commit="0" * 40, commit_time="2026-06-01", bodies=(body,))
    assert made.gaps(against.Turn.INHERITED) == (gap, late, later, uncounted)
