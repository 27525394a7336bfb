"""What is done to a finished site: checksums of its files, and packed copies for servers that send them as they are.

Promises: the same files give the same bytes; no file that is there is changed. Called after the last page and
before the site is put in its place.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from terbuka.base.media import MEDIA

MANIFEST = "manifest-sha256.txt"
#: Told to a host and not served by it, so that nobody can fetch and compare them.
FOR_THE_HOST = ("_headers", ".nojekyll", ".htaccess")
PACKED = (".gz", ".br")
#: Pictures, PDF, XLSX, Parquet and the search index are packed already.
TEXTS = frozenset(f".{ending}" for media in MEDIA if media.packs for ending in media.endings)
#: Below this many bytes a packed copy saves no packet on the network.
SMALLEST = 1024
#: Quality 11 takes 2.6 times as long as 10 and saves 1.4 percent more.
BROTLI_QUALITY = 10
_AT_ONCE = 4
#: Deflate, no name, no time, packed as small as possible, on an unknown system.
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def files(site: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a site as (path below it with ``/``, place), in the order of the paths' characters."""
    found = ((path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file())
    yield from sorted(found)


def checksum(path: Path) -> str:
    """SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(site: Path) -> None:
    """List all files of the site in ``manifest-sha256.txt``, in the form that ``sha256sum -c`` reads.

    Left out: the list itself, what is told to the host, and packed copies: they are another way of sending a
    file that is listed. Read by GNU coreutils 9 and BSD's ``sha256sum``.
    """
    lines = [
        f"{checksum(path)}  {name}\n"
        for name, path in files(site)
        if name not in (MANIFEST, *FOR_THE_HOST) and path.suffix not in PACKED
    ]
    (site / MANIFEST).write_text("".join(lines), "utf-8")


def gzipped(data: bytes) -> bytes:
    """``data`` as gzip (RFC 1952), level 9, with one header on every Python and system.

    Ours, because ``gzip`` writes the system it runs on into the header from Python 3.11 on, and says that it is unknown
    from 3.13 on. What is packed is the same wherever zlib is of one version.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    end = struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return _GZIP_HEADER + packer.compress(data) + packer.flush() + end


def compress(site: Path) -> int:
    """Put ``.gz`` and ``.br`` beside every text of 1 KB or more, where they are smaller; how many were written."""
    import brotli

    def pack(path: Path) -> int:
        data = path.read_bytes()
        packed = {
            ".gz": gzipped(data),
            ".br": brotli.compress(data, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
        }
        smaller = {ending: made for ending, made in packed.items() if len(made) < len(data)}
        for ending, made in smaller.items():
            path.with_name(path.name + ending).write_bytes(made)
        return len(smaller)

    texts = [path for _, path in files(site) if path.suffix in TEXTS and path.stat().st_size >= SMALLEST]
    # Both libraries let other threads work meanwhile; measured twice as fast on two cores.
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        return sum(workers.map(pack, texts))
