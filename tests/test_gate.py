"""The gate: exit codes, and what the command says when something mandatory is missing or late."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from terbuka import cli
from terbuka.cli import common

Run = Callable[..., tuple[int, str, str]]

COMPLETE = """\
Kantor Uji, Provinsi Uji, pada 2026-06-30
  terpenuhi 5 (segera dimutakhirkan 0), nihil 1, bukan kewajiban 1, perlu dimutakhirkan 0, belum tercatat 0
  Dinilai 7 dari 16: 1 bukan untuk unit ini, 1 rujukan, 1 melalui induk, 1 hanya bila ada kejadian, \
1 proses layanan yang belum dinilai, 3 rincian butir lain, 1 terdiri dari bagian
Baik: tidak ada yang menghalangi.
"""

ONE_ROW_LESS = """\
KEKURANGAN (1): situs tetap terbit, pemeriksaan merah

datasets/badan/kantor-uji/daftar-informasi-publik.csv  [kewajiban-belum-tersedia]
  Belum tercatat di portal ini: Laporan layanan informasi tahunan (laporan-layanan), \
unit Kantor Uji, Provinsi Uji. Dasar: Perki Uji Pasal 4. Belum ada yang tercatat untuk butir ini.
  → Tambahkan satu baris di daftar-informasi-publik.csv: tulis “laporan-layanan” di kolom kewajiban, \
isi diumumkan_pada, dan tempatnya (berkas, tautan, atau halaman_portal). Bila informasinya memang tidak ada, \
buat pernyataan di pernyataan.yml.

CATATAN (1): tidak menghalangi apa pun

datasets/badan/kantor-uji/berkas/laporan-2025.pdf  [berkas-yatim]
  Berkas ini tidak disebut oleh satu entri pun, sehingga tidak diterbitkan. \
Di repositori yang terbuka untuk umum ia tetap terbaca orang.
  → Sebut namanya di kolom berkas sebuah entri, atau hapus berkasnya.

Kantor Uji, Provinsi Uji, pada 2026-06-30
  terpenuhi 4 (segera dimutakhirkan 0), nihil 1, bukan kewajiban 1, perlu dimutakhirkan 0, belum tercatat 1
  Dinilai 7 dari 16: 1 bukan untuk unit ini, 1 rujukan, 1 melalui induk, 1 hanya bila ada kejadian, \
1 proses layanan yang belum dinilai, 3 rincian butir lain, 1 terdiri dari bagian
Ada kekurangan: informasi wajib belum tercatat atau lewat batas. terbuka explain KODE menjelaskan lebih jauh.
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str | Path) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        return (code, *capsys.readouterr())

    return command


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return trees.grow(tmp_path / "portal")


def delete_row(root: Path, start: str) -> None:
    lines = (root / trees.REGISTER).read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) == len(lines) - 1
    trees.put(root, trees.REGISTER, "".join(kept))


def test_complete(portal: Path, run: Run) -> None:
    assert run("check", "--root", portal, "--on", "2026-06-30") == (0, COMPLETE, "")


def test_the_one_row_that_serves_a_duty(portal: Path, run: Run) -> None:
    delete_row(portal, "laporan-2025,")
    assert run("check", "--root", portal, "--on", "2026-06-30") == (3, ONE_ROW_LESS, "")


def test_each_row_matters(portal: Path, run: Run) -> None:
    """Whatever row is deleted, exactly the duty that it alone served is missing."""
    whole = (portal / trees.REGISTER).read_text("utf-8")
    served = {
        "profil-kantor": "profil-kedudukan",
        "program-2026": "program",
        "laporan-2025": "laporan-layanan",
        "daftar-informasi": "daftar-informasi",
        "maklumat-2026": "maklumat",
    }
    for entry, duty in served.items():
        delete_row(portal, f"{entry},")
        code, out, _ = run("check", "--root", portal, "--on", "2026-06-30", "--format", "json")
        answer = json.loads(out)
        assert (code, answer["kode_keluar"]) == (3, 3)
        gaps = [p["fakta"]["kewajiban"] for p in answer["masalah"] if p["akibat"] == "kekurangan"]
        assert gaps == [duty]
        trees.put(portal, trees.REGISTER, whole)


def test_while_starting_up_gaps_are_shown_and_not_counted(portal: Path, run: Run) -> None:
    delete_row(portal, "maklumat-2026,")
    trees.change(portal, f"{trees.BODY}/badan.yml", "tahap: berjalan", "tahap: rintisan")
    code, out, err = run("check", "--root", portal, "--on", "2026-06-30")
    assert (code, err) == (0, "")
    assert out == (
        "Kantor Uji, Provinsi Uji, pada 2026-06-30 (rintisan: kekurangan ditampilkan, belum dihitung)\n"
        "  terpenuhi 4 (segera dimutakhirkan 0), nihil 1, bukan kewajiban 1, perlu dimutakhirkan 0, belum tercatat 1\n"
        "  Dinilai 7 dari 16: 1 bukan untuk unit ini, 1 rujukan, 1 melalui induk, 1 hanya bila ada kejadian, "
        "1 proses layanan yang belum dinilai, 3 rincian butir lain, 1 terdiri dari bagian\n"
        "Baik: tidak ada yang menghalangi.\n"
    )


def test_a_sample_does_not_age(portal: Path, run: Run) -> None:
    trees.change(portal, f"{trees.BODY}/badan.yml", "contoh: tidak", "contoh: ya\nhari_contoh: 2026-06-30")
    sample = COMPLETE.replace("Uji, pada", "Uji [DATA CONTOH], pada")
    assert run("check", "--root", portal) == (0, sample, "")
    code, out, _ = run("check", "--root", portal, "--on", "2036-06-30")
    assert code == 3
    assert "pada 2036-06-30" in out


def test_blocked(portal: Path, run: Run) -> None:
    (portal / trees.REGISTER).unlink()
    code, out, err = run("check", "--root", portal, "--on", "2026-06-30")
    assert (code, err) == (1, "")
    assert "[berkas-hilang]" in out


def test_blocked_outranks_gaps(portal: Path, run: Run) -> None:
    delete_row(portal, "maklumat-2026,")
    trees.change(portal, f"{trees.BODY}/pernyataan.yml", "kewajiban: uji-konsekuensi", "kewajiban: tidak-ada")
    code, out, _ = run("check", "--root", portal, "--on", "2026-06-30")
    assert code == 1
    assert "[kewajiban-belum-tersedia]" not in out


def test_two_bodies_and_one_of_them_broken(portal: Path, run: Run) -> None:
    """A body that cannot be read never makes the others look complete."""
    other = portal / "datasets/badan/dinas-lain"
    other.mkdir()
    (other / "badan.yml").write_text("# kosong\n", "utf-8")
    (other / "daftar-informasi-publik.csv").write_text("id,nomor\n", "utf-8")
    assert run("check", "--root", portal, "--on", "2026-06-30")[0] == 1


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("periksa",),
        ("check", "--on", "30/06/2026"),
        ("check", "--on", "2026-02-30"),
        ("check", "--format", "xml"),
        ("check", "--root"),
    ],
    ids=" ".join,
)
def test_wrong_words(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    out, err = capsys.readouterr()
    assert (left.value.code, out) == (2, "")
    assert "Traceback" not in err


def test_a_root_that_is_not_there(tmp_path: Path, run: Run) -> None:
    for root in (tmp_path / "tidak-ada", tmp_path):
        code, out, err = run("check", "--root", root)
        assert (code, out) == (2, "")
        assert err.startswith("terbuka: ")
        assert "Traceback" not in err


def test_a_fault_of_the_program_is_not_a_traceback(portal: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("rahasia")

    monkeypatch.setattr(common, "validate", broken)
    code, out, err = run("check", "--root", portal)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert "rahasia" not in err
    assert "ZeroDivisionError" in err


def test_the_command_in_a_process_of_its_own(portal: Path) -> None:
    command = [sys.executable, "-m", "terbuka", "check", "--root", str(portal), "--on", "2026-06-30"]
    environment = {"PYTHONPATH": str(trees.REPOSITORY / "scripts"), "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, COMPLETE, "")


def test_json_carries_the_same_verdict(portal: Path, run: Run) -> None:
    code, out, _ = run("check", "--root", portal, "--on", "2026-06-30", "--format", "json")
    assert code == 0
    assert json.loads(out) == {
        "versi": 1,
        "kode_keluar": 0,
        "badan": [
            {
                "id": "kantor-uji",
                "nama": "Kantor Uji, Provinsi Uji",
                "contoh": False,
                "tahap": "berjalan",
                "pada": "2026-06-30",
                "dinilai": 7,
                "katalog": 16,
                "status": {
                    "terpenuhi": 5,
                    "segera": 0,
                    "lewat": 0,
                    "belum-tersedia": 0,
                    "nihil": 1,
                    "bukan-kewajiban": 1,
                },
                "dikecualikan": None,
                "langkah_berikutnya": [],
            }
        ],
        "masalah": [],
    }
