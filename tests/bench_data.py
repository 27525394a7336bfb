"""Made-up open datasets for ``bench.py``: many small ones, and one large table with twelve typed columns."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

SMALL, ROWS, LARGE = 200, 500, 100_000
_COLUMNS = (
    ("kode", "teks", "wajib: ya"),
    ("hari", "tanggal", "wajib: ya"),
    ("tahun", "tahun", 'min: "1990", maks: "2030"'),
    ("banyak", "bilangan", 'min: "0"'),
    ("jumlah", "bilangan", "satuan: rupiah"),
    ("nilai", "desimal", 'satuan: persen, min: "0", maks: "100"'),
    ("luas", "desimal", "satuan: hektare"),
    ("lintang", "lintang", ""),
    ("bujur", "bujur", ""),
    ("lengkap", "ya-tidak", ""),
    ("mutu", "teks", "pilihan: {a: Baik, b: Cukup, c: Kurang}"),
    ("uraian", "teks", ""),
)


def many(root: Path) -> None:
    """``SMALL`` datasets of ``ROWS`` rows in the one body of ``root``."""
    for number in range(SMALL):
        _dataset(root / f"datasets/badan/biro-besar/data/himpunan-{number}", ROWS, number)


def large(root: Path) -> None:
    """One dataset of ``LARGE`` rows and twelve columns, each of its own type."""
    _dataset(root / "datasets/badan/biro-besar/data/besar", LARGE, 0)


def _dataset(folder: Path, rows: int, seed: int) -> None:
    folder.mkdir(parents=True)
    columns = "\n".join(
        f"      - {{nama: {name}, judul: {name.title()}, uraian: Isi {name}., tipe: {kind}{more and ', '}{more}}}"
        for name, kind, more in _COLUMNS
    )
    (folder / "datapackage.yml").write_text(
        f"judul: Himpunan buatan {seed}\nuraian: Data buatan untuk pengukuran.\nprodusen: Biro Contoh\n"
        "frekuensi: tidak-tentu\nditerbitkan_pada: 2026-06-01\ndimutakhirkan_pada: 2026-06-01\nlisensi: cc-by-4.0\n"
        "sumber:\n  - {judul: Buatan}\ntabel:\n  - kode: isi\n    berkas: isi.csv\n    judul: Isi\n    kunci: [kode]\n"
        f"    kolom:\n{columns}\n",
        "utf-8",
    )
    first = date(2020, 1, 1)
    with (folder / "isi.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([name for name, _, _ in _COLUMNS])
        for n in range(rows):
            mixed = (n * 7919 + seed * 104_729) % 1_000_003
            writer.writerow((
                f"k{n:06}", first + timedelta(days=n % 2_000), 2020 + n % 6, mixed % 900, mixed * 13,
                f"{mixed % 100}.{mixed % 97:02}", f"{mixed % 7000}.5", f"-{8 + mixed % 3}.{mixed % 9973:04}",
                f"{119 + mixed % 6}.{mixed % 9941:04}", "ya" if mixed % 2 else "tidak", "abc"[mixed % 3],
                f"Catatan baris ke {n}, buatan",
            ))  # fmt: skip
