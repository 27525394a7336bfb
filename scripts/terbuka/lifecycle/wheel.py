"""The program as one wheel: packed from what runs, opened without trust, unpacked into a folder.

A wheel of a release and one that is packed here from the tree or from an installation have the same members with the
same bytes. Promises: the same program gives the same bytes (sorted names, one time, one mode, a ``RECORD`` made anew);
no byte of a stranger's file is written anywhere before all of it was held against its ``RECORD``; nothing in it is run.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import stat
import struct
import tempfile
import zipfile
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.parser import HeaderParser
from fnmatch import fnmatch
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath

import terbuka
from terbuka.base import defaults
from terbuka.record.values import is_windows_name

PROGRAM = "terbuka"
#: A whole wheel, all it holds, one member, the number of members: many times what the program is.
MOST_BYTES, MOST_INSIDE, MOST_MEMBER, MOST_MEMBERS = 8_000_000, 48_000_000, 8_000_000, 5_000
#: What programs leave in folders of sources; the build leaves it out too (``.gitignore``).
_SCRAP = ("__pycache__", "*.py[cod]", ".DS_Store", "Thumbs.db", "desktop.ini", "*.swp", "~$*", ".~lock.*#")
#: Where an installation lies below a long folder, Windows takes no more than 260 letters in all.
_LONGEST_PATH = 160
_FIRST = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no earlier time
_TAG = "py3-none-any"
_PART = re.compile(r"\.?[A-Za-z0-9_+-]([A-Za-z0-9_.+ -]*[A-Za-z0-9_+-])?")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+){1,3}((a|b|rc)[0-9]+)?(\.dev[0-9]+)?")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
#: What the reader of ZIP files raises for bytes that are none.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, csv.Error, EOFError, RuntimeError, ValueError, OverflowError)


class BadWheel(Exception):
    """This file is not taken, or the program cannot be packed; the text says why and what to do, in Indonesian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A wheel of this program whose members all match its ``RECORD``: ``sha256`` of the file, ``files``: path inside
    -> content."""

    version: str
    sha256: str
    files: Mapping[str, bytes] = field(repr=False)


def file_name(version: str) -> str:
    """The name under which pip takes the wheel of ``version``."""
    return f"{PROGRAM}-{version}-{_TAG}.whl"


def own() -> tuple[str, bytes]:
    """The running program as one wheel: its file name and its bytes. Raises ``BadWheel`` when it is not installed."""
    return file_name(terbuka.__version__), packed({**_program(), **_metadata()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """A wheel of ``files`` (path inside -> content, with ``METADATA`` and ``WHEEL``); ``RECORD`` is made anew."""
    about = next(path.split("/")[0] for path in files if path.endswith(".dist-info/METADATA"))
    record = f"{about}/RECORD"
    paths = sorted(files.keys() - {record}, key=lambda path: (path.startswith(f"{about}/"), path))
    rows = [f"{path},sha256={_digest(files[path])},{len(files[path])}\n" for path in paths]
    listed = "".join([*rows, f"{record},,\n"]).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in [*paths, record]:
            entry = zipfile.ZipInfo(path, _FIRST)
            entry.create_system = 3  # as on Unix, wherever it is made
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, listed if path == record else files[path], compresslevel=9)
    return target.getvalue()


def opened(path: Path, sha256: str | None = None) -> Wheel:
    """The wheel at ``path``, verified whole; ``sha256``: what its hash must be. Raises ``BadWheel``; writes nothing."""
    data = _read(path)
    digest = hashlib.sha256(data).hexdigest()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sha256 is not None and digest != sha256:
                raise BadWheel(
                    f"{path.name}: SHA-256 berkas ini {digest}, bukan {sha256} seperti yang dicatat; "
                    "jangan dipasang, unduh lagi dari sumbernya"
                )
            files = _members(path.name, archive)
            version = _version(path.name, files)
    except _BROKEN:
        raise BadWheel(
            f"{path.name}: berkas ini terpotong atau rusak ({len(data)} bita); unduh lagi dari sumbernya"
        ) from None
    return Wheel(version=version, sha256=digest, files=files)


def unpack(path: Path, into: Path, sha256: str | None = None) -> Wheel:
    """Write all members of the wheel at ``path`` below the new or empty folder ``into``, whole or not at all.

    Raises ``BadWheel`` as ``opened`` does, ``FileExistsError`` when ``into`` holds something, ``OSError``."""
    wheel = opened(path, sha256)
    if into.exists():
        if any(into.iterdir()):
            raise FileExistsError(str(into))
        into.rmdir()
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".terbuka-", dir=into.parent) as folder:
        whole = Path(folder, "isi")
        for name, content in wheel.files.items():
            target = whole / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        whole.rename(into)
    return wheel


def _program() -> dict[str, bytes]:
    """The package and what comes with it, from the tree or from an installation."""
    package = Path(terbuka.__file__).parent
    files = {f"{PROGRAM}/{path}": file.read_bytes() for path, file in _walk(package)}
    if defaults.folder() != package / defaults.PACKED:
        for part in defaults.CARRIED:
            place = defaults.folder() / part
            inside = [("", place)] if place.is_file() else [(f"/{path}", file) for path, file in _walk(place)]
            files |= {f"{PROGRAM}/{defaults.PACKED}/{part}{path}": file.read_bytes() for path, file in inside}
    return files


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.is_file() and not any(fnmatch(part, scrap) for part in path.parts for scrap in _SCRAP):
            yield path.as_posix(), file


def _metadata() -> dict[str, bytes]:
    """What an installation keeps beside the package, without what the installer itself has put there."""
    installed = _installed()
    about = f"{PROGRAM}-{terbuka.__version__}.dist-info"
    licences = [f"licenses/{name}" for name in installed.metadata.get_all("License-File") or ()]
    names = ["METADATA", "WHEEL", "entry_points.txt", *licences]
    texts = {name: installed.read_text(name) for name in names}
    return {f"{about}/{name}": text.encode() for name, text in texts.items() if text is not None}


def _installed() -> Distribution:
    """The installation of the version that runs; what an older one left on the path does not count."""
    for found in distributions(name=PROGRAM):
        if found.version == terbuka.__version__ and found.read_text("WHEEL"):
            return found
    raise BadWheel(
        f"program {PROGRAM} {terbuka.__version__} yang berjalan ini tidak terpasang sebagai paket; "
        "pasang dengan pip (di repositori program: make site), lalu ulangi"
    )


def _digest(content: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise BadWheel(f"{path}: tidak ada berkas yang dapat dibaca di sini; periksa nama dan tempatnya") from None
    if not data.startswith(b"PK\x03\x04"):
        raise BadWheel(f"{path.name}: berkas ini bukan wheel; pakai berkas terbuka-*.whl dari rilis Terbuka")
    if len(data) > MOST_BYTES:
        raise BadWheel(f"{path.name}: berkas ini lebih besar dari {MOST_BYTES} bita; itu bukan rilis Terbuka")
    return data


def _members(where: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    """All files of the archive, read within bounds and held against ``RECORD``."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > MOST_INSIDE:
        raise BadWheel(f"{where}: isinya terlalu banyak untuk Terbuka; itu bukan rilis Terbuka")
    files: dict[str, bytes] = {}
    for entry in entries:
        if not _safe(entry):
            raise BadWheel(
                f"{where}: memuat berkas yang tidak boleh ada di wheel ({entry.filename!a}); jangan dipasang"
            )
        with archive.open(entry) as stream:
            content = stream.read(MOST_MEMBER + 1)
        if len(content) > MOST_MEMBER or sum(map(len, files.values())) + len(content) > MOST_INSIDE:
            raise BadWheel(f"{where}: isinya terlalu banyak untuk Terbuka; itu bukan rilis Terbuka")
        files[entry.filename] = content
    if len(files) != len(entries) or _clash(files):
        raise BadWheel(f"{where}: memuat dua berkas dengan nama yang sama; jangan dipasang")
    return files


def _clash(paths: Iterable[str]) -> bool:
    """Whether two paths, or folders on the way to them, are one where capital letters do not count, or a file is also a
    folder."""
    files = set(paths)
    folders = {above.as_posix() for path in files for above in PurePosixPath(path).parents if above.name}
    return len({place.lower() for place in files | folders}) < len(files) + len(folders)


def _safe(entry: zipfile.ZipInfo) -> bool:
    """A plain file with a plain name below the folder into which it is unpacked, on any system."""
    mode = entry.external_attr >> 16
    return (
        all(_PART.fullmatch(part) and not is_windows_name(part) for part in entry.filename.split("/"))
        and len(entry.filename) <= _LONGEST_PATH
        and entry.orig_filename == entry.filename
        and (not stat.S_IFMT(mode) or stat.S_ISREG(mode))
        and not entry.flag_bits & 1  # encrypted
        and entry.compress_type in _METHODS
    )


def _version(where: str, files: Mapping[str, bytes]) -> str:
    """The version of a wheel of this program that is all there; raises ``BadWheel``."""
    about = [path for path in files if path.endswith(".dist-info/METADATA") and path.count("/") == 1]
    if len(about) != 1:
        raise BadWheel(f"{where}: berkas ini bukan wheel; pakai berkas terbuka-*.whl dari rilis Terbuka")
    folder = about[0].split("/")[0]
    head = HeaderParser().parsestr(files[about[0]].decode("utf-8", "replace"))
    name, version = str(head["Name"]), str(head["Version"])
    if name != PROGRAM:
        raise BadWheel(f"{where}: ini wheel program lain ({name!a}), bukan {PROGRAM}")
    if not _VERSION.fullmatch(version) or folder != f"{PROGRAM}-{version}.dist-info":
        raise BadWheel(f"{where}: nomor versinya ({version!a}) tidak terbaca; itu bukan rilis Terbuka")
    stranger = next((path for path in files if path.split("/")[0] not in (PROGRAM, folder)), None)
    if stranger is not None:
        raise BadWheel(f"{where}: memuat berkas di luar program ({stranger}); jangan dipasang")
    _recorded(where, files, f"{folder}/RECORD")
    tags = f"\nTag: {_TAG}\n" in files.get(f"{folder}/WHEEL", b"").decode("utf-8", "replace")
    if not tags or f'__version__ = "{version}"'.encode() not in files.get(f"{PROGRAM}/__init__.py", b""):
        raise BadWheel(f"{where}: isinya bukan program {PROGRAM} {version}; jangan dipasang")
    for part in defaults.CARRIED:
        inside = f"{PROGRAM}/{defaults.PACKED}/{part}"
        if not any(path == inside or path.startswith(f"{inside}/") for path in files):
            raise BadWheel(
                f"{where}: versi {version} ini belum membawa hukum dan skema (tanpa {part}); pakai yang lebih baru"
            )
    return version


def _recorded(where: str, files: Mapping[str, bytes], record: str) -> None:
    """Hold every file against the list that the wheel brings; raises ``BadWheel``."""
    rows = list(csv.reader(io.StringIO(files.get(record, b"").decode("utf-8", "replace"))))
    listed = {row[0]: (row[1], row[2]) for row in rows if len(row) == 3}
    expected = {path: (f"sha256={_digest(content)}", str(len(content))) for path, content in files.items()}
    expected[record] = ("", "")
    wrong = sorted(path for path in expected.keys() | listed.keys() if expected.get(path) != listed.get(path))
    if wrong or len(rows) != len(listed):
        which = wrong[0] if wrong else record
        raise BadWheel(f"{where}: isi {which!a} tidak cocok dengan daftar di dalam wheel (RECORD); jangan dipasang")
