"""Pictures and sound: what they carry beside what is seen and heard.

Texts, authors and positions are read; what a camera or a program counts (serial numbers, days, coordinates) is no text.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from terbuka.record.inside import markup
from terbuka.record.inside.bytes_of_pictures import jpeg_segments, png_chunks, webp_chunks
from terbuka.record.inside.findings import Findings, printable_runs

#: A picture with more dots may show a whole page, or people.
LARGE_PICTURE = 1_000_000
_MOST_TAG = 2_000_000
# Orientation and the like are numbers; these texts are days, models, serial numbers and hashes.
_NO_TEXT = frozenset((
    0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292, 0x010F, 0x0110, 0xA420, 0xA431, 0xA433,
    0xA434, 0xA435, 0xC62F, 0x0131,
))  # fmt: skip
_GPS, _EXIF, _INTEROP = 0x8825, 0x8769, 0xA005
_WIDE = frozenset((0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F))
_MAKER = 0x927C
_XMP_PLACE = re.compile(rb"GPS(?:Latitude|Longitude)(?!Ref)|geo:lat|exif:GPSDest")
_XMP_NUMBERS = re.compile(
    r"(?i)<(\w+:)?(DocumentID|InstanceID|OriginalDocumentID|SerialNumber|LensSerialNumber|ImageUniqueID)>[^<]*<"
)
#: A drawing with its texts as they are (WMF); that of Windows NT says so later (EMF).
_METAFILE = b"\xd7\xcd\xc6\x9a"
_STARTS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"OggS", "ogg"), (b"ID3", "mp3"))


def kind_of(data: bytes) -> str:
    """``jpg``, ``png``, ``webp``, ``mp3`` or ``ogg`` by the first bytes; empty for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _STARTS if data.startswith(start)), "")


def any_media(data: bytes, findings: Findings) -> None:
    if kind_of(data) in ("mp3", "ogg"):
        sound(data, findings)
    else:
        picture(data, findings)


# --- pictures ---------------------------------------------------------------------------------------------------


def picture(data: bytes, findings: Findings, *, whole: bool = False) -> None:
    """Read what a picture carries; ``whole`` when it is published by itself, so that a large one is to be looked at."""
    kind = kind_of(data)
    readers = {"jpg": _jpeg, "png": _png, "webp": _webp}
    if kind not in readers:
        _other_picture(data, findings)
    else:
        try:
            readers[kind](data, findings)
        except ValueError:
            # Viewers show much that does not keep the form of its kind: it is read as it comes.
            _loose(data, findings)
            findings.unseen.add("gambar-rusak")
    if whole:
        width, height = _size(data)
        if width * height >= LARGE_PICTURE:
            findings.unseen.add("gambar")


def _size(data: bytes) -> tuple[int, int]:
    from PIL import Image

    # Only the head is read: a large map is no bomb.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data)) as image:
        return image.size


def _jpeg(data: bytes, findings: Findings) -> None:
    for marker, body in jpeg_segments(data):
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            exif(body[6:], findings)
        elif marker == 0xE1 and b"ns.adobe.com/x" in body[:60]:
            xmp(body[body.find(b"\0") + 1 :], findings)
        elif marker == 0xFE or marker in (0xED, 0xEC, 0xEA, 0xEB) or marker == 0:
            # Comments, captions (IPTC), and whatever follows the end of the picture.
            if marker == 0 and body[:3] == b"\xff\xd8\xff" and findings.depth < 2:
                inner = findings.deeper()
                _jpeg(body, inner)
                findings.take(inner, "gambar")
            else:
                _loose(body, findings)


def _loose(body: bytes, findings: Findings) -> None:
    try:
        text = body.decode("utf-8") if b"\0" not in body else ""
    except UnicodeDecodeError:
        text = ""
    findings.part("gambar", text or printable_runs(body[:_MOST_TAG]))
    if len(body) > _MOST_TAG:
        findings.unseen.add("batas")


def _png(data: bytes, findings: Findings) -> None:
    for name, body in png_chunks(data):
        if name == b"eXIf":
            exif(body, findings)
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            text = _png_text(name, body, findings)
            if b"xmp" in body[:40].lower():
                xmp(text.encode(), findings)
            else:
                findings.part("gambar", text)
        elif name == b"":
            _loose(body, findings)


def _png_text(name: bytes, body: bytes, findings: Findings) -> str:
    key, _, rest = body.partition(b"\0")
    coding = "latin-1"
    packed = name == b"zTXt"
    if name == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:]
        rest = rest.split(b"\0", 2)[-1]
        coding = "utf-8"
    elif packed:
        rest = rest[1:]
    if packed:
        reader = zlib.decompressobj()
        try:
            rest = reader.decompress(rest, _MOST_TAG)
        except zlib.error:
            findings.unseen.add("gambar-rusak")
            return ""
        if reader.unconsumed_tail:
            findings.unseen.add("batas")
    text = rest.decode(coding, "replace")
    if key.startswith(b"Raw profile type"):
        # Exif as hexadecimal digits, as some programs write it.
        digits = "".join(text.split()[2:])
        with_head = bytes.fromhex(digits) if re.fullmatch(r"(?:[0-9a-fA-F]{2})+", digits) else b""
        if with_head.startswith(b"Exif\0\0"):
            exif(with_head[6:], findings)
            return ""
        return printable_runs(with_head)
    return text


def _webp(data: bytes, findings: Findings) -> None:
    for name, body in webp_chunks(data):
        if name == b"EXIF":
            exif(body.removeprefix(b"Exif\0\0"), findings)
        elif name == b"XMP ":
            xmp(body, findings)
        elif name not in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"):
            _loose(body, findings)


def _other_picture(data: bytes, findings: Findings) -> None:
    """Kinds that are only met inside other documents (GIF, TIFF, BMP, metafiles)."""
    from PIL import Image, UnidentifiedImageError

    if data.startswith(_METAFILE) or data[40:44] == b" EMF":
        findings.part("gambar", printable_runs(data))
        return
    try:
        with Image.open(io.BytesIO(data)) as image:
            _exif_values(image.getexif(), findings)
            for value in image.info.values():
                if isinstance(value, str | bytes):
                    _loose(value if isinstance(value, bytes) else value.encode(), findings)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        findings.part("gambar", printable_runs(data[:_MOST_TAG]))
        findings.unseen.add("tertanam")


def exif(data: bytes, findings: Findings) -> None:
    """Read an EXIF block; ``data`` starts with its byte order."""
    from PIL import Image

    block = Image.Exif()
    try:
        block.load(b"Exif\0\0" + data)
        _exif_values(block, findings)
    except Exception:  # noqa: BLE001 (a broken block raises whatever the reader meets)
        findings.part("gambar", printable_runs(data))
        findings.unseen.add("gambar-rusak")


def _exif_values(block: Any, findings: Findings) -> None:
    position = block.get_ifd(_GPS)
    if any(tag in position for tag in (2, 4)):
        findings.places.add("gambar")
    texts = list(_texts(block))
    for inner in (_EXIF, _INTEROP):
        texts += _texts(block.get_ifd(inner))
    texts += [value for tag, value in position.items() if tag in (27, 28) for value in _text(tag, value)]
    findings.part("gambar", "\n".join(texts))


def _texts(block: Any) -> Iterator[str]:
    for tag, value in block.items():
        if tag not in _NO_TEXT and tag not in (_GPS, _EXIF, _INTEROP):
            if tag == 0x02BC and isinstance(value, bytes):
                yield markup.rough_words(value)
            else:
                yield from _text(tag, value)


def _text(tag: int, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple) and tag in _WIDE:
        yield bytes(value).decode("utf-16-le", "replace")
    elif isinstance(value, bytes):
        if tag in _WIDE:
            yield value.decode("utf-16-le", "replace")
        elif tag == _MAKER:
            # What a maker counts stands alone; what somebody wrote has letters around it.
            yield "\n".join(run for run in printable_runs(value).splitlines() if re.search(r"[A-Za-z@ ]", run))
        else:
            yield printable_runs(value)
            yield value[8:].decode("utf-16-be" if value[:8] == b"UNICODE\0" else "latin-1", "replace")


def xmp(data: bytes, findings: Findings, kind: str = "gambar") -> None:
    """Read an XMP packet of a part of this kind; its identifiers and serial numbers are no text."""
    text = data.decode("utf-8", "replace")
    cleaned = _XMP_NUMBERS.sub(
        "<", re.sub(r"""(?i)(SerialNumber|UniqueID|DocumentID|InstanceID)=["'][^"']*["']""", "", text)
    )
    if _XMP_PLACE.search(data):
        findings.places.add("gambar")
    root = markup.tree(cleaned.strip().strip("\0").encode())
    if root is None:
        findings.part(kind, markup.rough_words(cleaned.encode()))
    else:
        findings.part(kind, "\n".join([_lines(root), *markup.attributes(root.iter())]))


def _lines(root: Any) -> str:
    return "\n".join(text.strip() for text in root.itertext() if text.strip())


# --- sound -------------------------------------------------------------------------------------------------------


def sound(data: bytes, findings: Findings, *, whole: bool = False) -> None:
    """Read the tags of a sound file; what is said in it cannot be searched."""
    import mutagen
    from mutagen.apev2 import APENoHeaderError, APEv2

    try:
        file = mutagen.File(io.BytesIO(data))
    except mutagen.MutagenError:
        file = None
    if file is None:
        findings.part("suara", printable_runs(data[:_MOST_TAG]) + printable_runs(data[-_MOST_TAG:]))
        findings.unseen.add("suara")
        return
    for value in (file.tags or {}).values() if hasattr(file.tags or {}, "values") else ():
        _tag(value, findings)
    for key, value in file.tags if isinstance(file.tags, list) else ():
        findings.part("suara", f"{key}\n{value}")
    if data[-128:-125] == b"TAG":
        findings.part("suara", printable_runs(data[-125:], 3))
    try:
        for value in APEv2(io.BytesIO(data)).values():
            findings.part("suara", str(value))
    except APENoHeaderError:
        pass
    if whole:
        findings.unseen.add("suara")


def _tag(value: Any, findings: Findings) -> None:
    """One tag of any family: text, a comment, a picture, or bytes."""
    inside = getattr(value, "data", None)
    if isinstance(inside, bytes):
        _embedded(inside, findings)
    for name in ("text", "desc", "url", "owner", "email", "filename", "people"):
        held = getattr(value, name, None)
        if held:
            findings.part("suara", "\n".join(map(str, held)) if isinstance(held, list) else str(held))
    if isinstance(value, list):
        for text in map(str, value):
            if len(text) > 1_000 and re.fullmatch(r"[A-Za-z0-9+/=\s]+", text):
                _picture_block(text, findings)
            else:
                findings.part("suara", text)


def _picture_block(text: str, findings: Findings) -> None:
    import base64

    from mutagen.flac import Picture

    try:
        _embedded(Picture(base64.b64decode(text)).data, findings)
    except Exception:  # noqa: BLE001 (any way in which such a block may be broken)
        findings.unseen.add("suara")


def _embedded(data: bytes, findings: Findings) -> None:
    inner = findings.deeper()
    if kind_of(data) in ("jpg", "png", "webp"):
        picture(data, inner)
    else:
        inner.part("suara", printable_runs(data))
    findings.take(inner, "suara")
