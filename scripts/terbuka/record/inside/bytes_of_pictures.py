"""The pieces of which pictures are made, so that what they carry can be read and left out without touching a dot.

Pure: bytes in, bytes out. What follows the end of a picture is given with an empty name (JPEG: marker 0).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
PNG_START = b"\x89PNG\r\n\x1a\n"


class Broken(ValueError):
    """The picture does not keep the form of its kind."""


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and content of each segment; the dots themselves under 0xDA with their header; the rest under 0."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise Broken("jpg")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker == 0xD9:
            break
        else:
            size = int.from_bytes(data[at + 2 : at + 4], "big")
            if size < 2:
                raise Broken("jpg")
            end = at + 2 + size
            if marker == 0xDA:
                end = _end_of_dots(data, end)
            yield marker, data[at + 4 : end]
            at = end
    if data[at : at + 2] == b"\xff\xd9" and at + 2 < len(data):
        yield 0, data[at + 2 :]


def _end_of_dots(data: bytes, at: int) -> int:
    """Where the next marker stands that is none of the dots' own."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or data[at + 1] in _ALONE or data[at + 1] == 0xFF:
            at += 1 if data[at + 1] == 0xFF else 2
        else:
            return at


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk; what follows the last one under an empty name."""
    at = len(PNG_START)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if at + 12 + size > len(data):
            raise Broken("png")
        yield name, data[at + 8 : at + 8 + size]
        at += 12 + size
        if name == b"IEND":
            break
    if at < len(data):
        yield b"", data[at:]


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk; what follows the file's own length under an empty name."""
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    at = 12
    while at + 8 <= end:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > len(data):
            raise Broken("webp")
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    if end < len(data):
        yield b"", data[end:]
