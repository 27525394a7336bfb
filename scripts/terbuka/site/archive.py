"""The state of a portal at the end of a year as one ZIP file that opens by double click, without a network.

Promises: the same site gives the same bytes (sorted names, one time, no names of users or machines); names inside
are relative and lie in one folder; a file that is there is never written over.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files as resources
from pathlib import Path

from terbuka.site import sealing

#: The folder of the site inside; beside it lies nothing but the explanation.
SITE = "situs"
#: Packed already: once more costs time and saves nothing.
_AS_THEY_ARE = frozenset((".docx", ".jpg", ".ods", ".ogg", ".parquet", ".pdf", ".png", ".webp", ".xlsx", ".zip"))
_FIRST = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no earlier time


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the explanation inside says: plain words, ``day`` and ``data_of`` as people read them."""

    year: int
    name: str
    url: str
    day: str
    data_of: str
    commit: str
    sample: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """What was written: number of files of the site, bytes of the ZIP and its SHA-256."""

    files: int
    size: int
    sha256: str


def name(year: int) -> str:
    """The usual name of a year's archive."""
    return f"arsip-{year}.zip"


def write(site: Path, target: Path, about: About, epoch: int) -> Archive:
    """Pack the folder ``site`` into the new file ``target``; ``epoch`` (seconds since 1970) dates all inside.

    Raises ``FileExistsError`` when the file is there, and leaves no half file behind when anything else fails.
    """
    when = max(_FIRST, datetime.fromtimestamp(epoch, UTC).timetuple()[:6])
    top = f"arsip-{about.year}"
    found = list(sealing.files(site))
    file = target.open("xb")
    try:
        with file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            put(packed, f"{top}/README.txt", explanation(about).encode(), when)
            for path, place in found:
                put(packed, f"{top}/{SITE}/{path}", place.read_bytes(), when)
    except BaseException:
        target.unlink()
        raise
    return Archive(len(found), target.stat().st_size, sealing.checksum(target))


def put(packed: zipfile.ZipFile, path: str, data: bytes, when: tuple[int, ...]) -> None:
    """Add one file; the same bytes wherever it is done. ``when`` is year to second, not before 1980."""
    entry = zipfile.ZipInfo(path, (when[0], when[1], when[2], when[3], when[4], when[5]))
    entry.create_system = 3  # as on Unix, wherever it is made
    entry.external_attr = 0o100644 << 16
    stored = path[path.rfind(".") :].lower() in _AS_THEY_ARE
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    packed.writestr(entry, data, compresslevel=9)


def explanation(about: About) -> str:
    """The README.txt inside, in Indonesian, with line ends that every Windows editor shows."""
    text = (resources("terbuka.site") / "arsip.txt").read_text("utf-8")
    sample = (
        "DATA CONTOH: arsip ini memuat badan karangan, bukan data resmi. Badan itu bertanda CONTOH\n"
        "dan dinilai pada hari contohnya.\n\n"
    )
    parts = {
        "tahun": str(about.year),
        "nama": about.name,
        "contoh": sample if about.sample else "",
        "hari": about.day,
        "data": about.data_of or "tidak diketahui",
        "commit": about.commit or "tidak diketahui",
        "alamat": about.url,
        "situs": SITE,
        "daftar": sealing.MANIFEST,
    }
    for key, value in parts.items():
        text = text.replace(f"@@{key}@@", value)
    return text.replace("\n", "\r\n")
