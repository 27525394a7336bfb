"""The words of the checklist of openness: what an aspect is called, and why it is met or what would meet it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from terbuka.features.open_data.openness import Aspect, Check

TITLES = {
    Aspect.CURRENT: "Mutakhir",
    Aspect.SERIES: "Ada deret waktunya",
    Aspect.OPEN_FORMAT: "Format terbuka",
    Aspect.SEARCHABLE: "Dapat dicari dan dibacakan",
    Aspect.DICTIONARY: "Ada kamus data",
    Aspect.LICENCE: "Lisensinya jelas",
    Aspect.CONTACT: "Ada yang dapat dihubungi",
    Aspect.STARS: "Bintang data terbuka",
}
REASONS = {
    "dalam-batas": "Batas pemutakhirannya belum lewat.",
    "lewat": "Batas pemutakhirannya sudah lewat.",
    "ada-periode-lalu": "Periode sebelumnya juga dimuat.",
    "satu-periode": "Baru satu periode yang dimuat.",
    "terbuka": "Dapat dibuka tanpa program berbayar.",
    "hanya-tertutup": "Hanya ada dalam format satu program; sediakan juga CSV, ODS, atau PDF.",
    "berteks": "Isinya teks, bukan gambar.",
    "hasil-pindai": "Ada berkas berupa foto tanpa teks; sediakan berkas aslinya.",
    "ada-kamus": "Setiap kolom diterangkan.",
    "tabel-tanpa-kamus": "Arti kolomnya belum diterangkan.",
    "lisensi-tertulis": "Syarat pemakaiannya tertulis.",
    "ada-kontak": "Kantornya dapat dihubungi.",
    "tanpa-kontak": "Belum ada alamat, telepon, atau surel.",
    "bintang-2": "2 dari 5: tabel, tetapi dalam format satu program.",
    "bintang-3": "3 dari 5: tabel dalam format terbuka.",
    "bintang-4": "4 dari 5: setiap baris punya alamat web tetap.",
    "bintang-5": "5 dari 5: setiap baris punya alamat web tetap dan menaut ke data lain.",
}


class ToldCheck(NamedTuple):
    title: str
    met: bool
    reason: str


def told(checks: Iterable[Check]) -> tuple[ToldCheck, ...]:
    """The checks as a page says them, in their order."""
    return tuple(ToldCheck(TITLES[check.aspect], check.met, REASONS[check.reason]) for check in checks)
