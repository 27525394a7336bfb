"""Copies of files without what they carry beside their content: who made them, where, when, with what.

The content stays: each dot of a picture, each sound, each page; with orientation, colour profile and title. A signed
file is left as it is, because its signature would break. What was removed is told by kind.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from terbuka.record.inside import bytes_of_pictures as pieces
from terbuka.record.inside import markup, media, office
from terbuka.record.inside.findings import Findings, Refused

#: What is kept of each kind of picture: without these it would look otherwise.
_PNG_KEPT = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"hIST",
    b"sPLT", b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI",
))  # fmt: skip
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_ORIENTATION = 0x0112
_OFFICE_KEPT = frozenset(("title", "language", "created", "modified", "creation-date", "date", "document-statistic"))
_CORE = re.compile(r"docProps/core\.xml|meta\.xml")
_APP_REMOVED = frozenset(("Company", "Manager", "HyperlinkBase", "Application", "AppVersion", "Template", "TotalTime"))
_SIGNED = re.compile(r"_xmlsignatures/.+|META-INF/documentsignatures\.xml")
_PLAIN_XMP = re.compile(
    rb"<pdfuaid:part>\d+</pdfuaid:part>|<pdfaid:(?:part|conformance)>\w+</pdfaid:(?:part|conformance)>"
)

Cleaned = tuple[bytes, set[str]]


def clean(path: str, kind: str, target: str) -> dict[str, Any]:
    """Write a clean copy of ``path`` to ``target``; ``removed`` says what is gone, empty when nothing was there."""
    data = Path(path).read_bytes()
    content, removed = cleaned(data, kind)
    if removed:
        Path(target).write_bytes(content)
    return {"ok": True, "removed": sorted(removed)}


def cleaned(data: bytes, kind: str) -> Cleaned:
    """A copy of a file of this kind and what was left out of it; the same bytes when there is nothing to leave out."""
    content, removed = _CLEANERS[kind](data)
    return (content, removed) if removed else (data, set())


# --- pictures ---------------------------------------------------------------------------------------------------


def _carried(data: bytes) -> set[str]:
    """What a picture carries, in the words of the answer."""
    findings = Findings()
    media.picture(data, findings)
    return ({"lokasi"} if findings.places else set()) | ({"keterangan"} if findings.parts else set())


def _jpeg(data: bytes) -> Cleaned:
    out = [b"\xff\xd8"]
    removed: set[str] = set()
    turned = _orientation(data)
    if turned > 1:
        block = _orientation_block(turned)
        out.append(b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block)
    for marker, body in pieces.jpeg_segments(data):
        if marker == 0:
            removed.add("sesudah-akhir")
        elif _kept_in_jpeg(marker, body):
            size = b"" if marker in (0xD8, 0xD9) else _size_of(marker, body)
            out.append(bytes((0xFF, marker)) + size + body)
        elif not (marker == 0xE1 and turned > 1 and body == _orientation_block(turned)):
            removed.add("keterangan")
    out.append(b"\xff\xd9")
    return b"".join(out), (removed | _carried(data) if removed else removed)


def _size_of(marker: int, body: bytes) -> bytes:
    """The length of a segment; that of a scan is only its header's, which its first byte tells."""
    length = len(body) if marker != 0xDA else 4 + 2 * body[0]
    return (length + 2).to_bytes(2, "big")


def _kept_in_jpeg(marker: int, body: bytes) -> bool:
    if marker == 0xFE:
        return False
    if 0xE0 <= marker <= 0xEF:
        return (
            (marker == 0xE0 and body.startswith(b"JFIF"))
            or (marker == 0xE2 and body.startswith(b"ICC_PROFILE"))
            or (marker == 0xEE and body.startswith(b"Adobe"))
        )
    return True


def _orientation(data: bytes) -> int:
    """How the picture is to be turned when it is shown: 1 (not at all) to 8."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data)) as image:
        value = image.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _orientation_block(turned: int) -> bytes:
    """An EXIF block that says how the picture is turned, and nothing else."""
    entry = _ORIENTATION.to_bytes(2, "big") + b"\0\3\0\0\0\1" + turned.to_bytes(2, "big") + b"\0\0"
    return b"Exif\0\0MM\0*\0\0\0\x08\0\1" + entry + b"\0\0\0\0"


def _png(data: bytes) -> Cleaned:
    out = [pieces.PNG_START]
    removed: set[str] = set()
    turned = _orientation(data)
    block = _orientation_block(turned)[6:]
    for name, body in pieces.png_chunks(data):
        if name in _PNG_KEPT or (name == b"eXIf" and turned > 1 and body == block):
            out.append(pieces.png_chunk(name, body))
        else:
            removed.add("keterangan" if name else "sesudah-akhir")
        if name == b"IHDR" and turned > 1 and b"eXIf" + block not in data:
            out.append(pieces.png_chunk(b"eXIf", block))
    return b"".join(out), (removed | _carried(data) if removed else removed)


def _webp(data: bytes) -> Cleaned:
    out: list[bytes] = []
    removed: set[str] = set()
    turned = _orientation(data)
    block = _orientation_block(turned)[6:]
    for name, body in pieces.webp_chunks(data):
        if name == b"VP8X":
            # Bits 2 and 3 of the first byte say that XMP and EXIF are there.
            flags = body[0] & ~0x0C | (0x08 if turned > 1 else 0)
            out.append(_riff(name, bytes((flags,)) + body[1:]))
        elif name in _WEBP_KEPT:
            out.append(_riff(name, body))
        elif not (name == b"EXIF" and turned > 1 and body == block):
            removed.add("keterangan" if name else "sesudah-akhir")
    if turned > 1:
        out.append(_riff(b"EXIF", block))
    whole = b"WEBP" + b"".join(out)
    return b"RIFF" + len(whole).to_bytes(4, "little") + whole, (removed | _carried(data) if removed else removed)


def _riff(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


# --- sound ------------------------------------------------------------------------------------------------------


def _mp3(data: bytes) -> Cleaned:
    from mutagen import apev2, id3

    file = io.BytesIO(data)
    for remove in (id3.delete, apev2.delete):
        file.seek(0)
        remove(file)
    content = file.getvalue()
    return content, ({"keterangan"} if content != data else set())


def _ogg(data: bytes) -> Cleaned:
    import mutagen

    file = io.BytesIO(data)
    sound = mutagen.File(file)
    if sound is None:
        raise Refused("rusak")
    if not sound.tags:
        return data, set()
    file.seek(0)
    sound.delete(file)
    return file.getvalue(), {"keterangan"}


# --- PDF --------------------------------------------------------------------------------------------------------


def _pdf(data: bytes) -> Cleaned:
    import pikepdf

    removed: set[str] = set()
    with pikepdf.open(io.BytesIO(data)) as document:
        if _is_signed(document):
            raise Refused("tertanda-tangan")
        info = document.docinfo
        for name in [key for key in info.keys() if key not in ("/Title", "/Trapped")]:  # noqa: SIM118 (no mapping)
            del info[name]
            removed.add("properti")
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                removed |= _pdf_object(item, document)
        if len(re.findall(rb"%%EOF", data)) > 1 and b"/Linearized" not in data[:2_000]:
            removed.add("versi")
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue(), removed


def _is_signed(document: Any) -> bool:
    form = document.Root.get("/AcroForm")
    return (form is not None and (int(form.get("/SigFlags", 0)) & 1 == 1)) or "/Perms" in document.Root


def _pdf_object(item: Any, document: Any) -> set[str]:
    """Take out of one object what programs keep for themselves, and what its picture carries."""
    import pikepdf

    removed: set[str] = set()
    if "/PieceInfo" in item:
        del item["/PieceInfo"]
        removed.add("properti")
    if "/Metadata" in item and item.get("/Metadata").objgen != (0, 0):
        known = item.get("/Metadata")
        kept = b"".join(_PLAIN_XMP.findall(known.read_bytes())) if item.get("/Type") == "/Catalog" else b""
        if kept and b"dc:creator" not in known.read_bytes() and b"CreatorTool" not in known.read_bytes():
            return removed
        removed.add("properti")
        if kept:
            item["/Metadata"] = document.make_stream(_xmp(kept), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        else:
            del item["/Metadata"]
    if isinstance(item, pikepdf.Stream) and str(item.get("/Filter", "")) == "/DCTDecode":
        try:
            content, gone = cleaned(item.read_raw_bytes(), "jpg")
        except (ValueError, OSError):
            return removed
        if gone:
            item.write(content, filter=pikepdf.Name.DCTDecode, decode_parms=_parameters(item))
            removed |= gone
    return removed


def _parameters(item: Any) -> Any:
    return item.get("/DecodeParms")


def _xmp(kept: bytes) -> bytes:
    """An XMP packet that says which standard the file keeps, and nothing else."""
    return (
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        + kept
        + b'</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


# --- office files -----------------------------------------------------------------------------------------------


def _office(data: bytes) -> Cleaned:
    removed: set[str] = set()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        office.refuse_locked(old)
        if any(_SIGNED.fullmatch(name) for name in old.namelist()):
            raise Refused("tertanda-tangan")
        for member in old.infolist():
            content, gone = _member(old.read(member), member.filename)
            removed |= gone
            about = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            about.compress_type = member.compress_type
            new.writestr(about, content)
    return out.getvalue(), removed


def _member(data: bytes, name: str) -> Cleaned:
    if _CORE.fullmatch(name):
        return _without(data, lambda element: markup.local(element) not in _OFFICE_KEPT)
    if name == "docProps/app.xml":
        return _without(data, lambda element: markup.local(element) in _APP_REMOVED)
    if name == "docProps/custom.xml":
        return _without(data, lambda element: markup.local(element) == "property")
    kind = media.kind_of(data)
    if kind in ("jpg", "png", "webp"):
        try:
            return cleaned(data, kind)
        except (ValueError, OSError):
            return data, set()
    return data, set()


def _without(data: bytes, leaves: Callable[[Any], bool]) -> Cleaned:
    """The part without the elements that say something and are to go."""
    root = markup.tree(data)
    if root is None:
        return data, set()
    gone = [element for element in _properties(root) if leaves(element) and (len(element) or element.text)]
    for element in gone:
        element.getparent().remove(element)
    if not gone:
        return data, set()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), {"properti"}


def _properties(root: Any) -> Iterator[Any]:
    """The properties of a part: below its root, or in an OpenDocument file below ``office:meta``."""
    inner = next(root.iter("{*}meta"), None)
    yield from list(inner if inner is not None else root)


_CLEANERS: dict[str, Callable[[bytes], Cleaned]] = {
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
    "mp3": _mp3,
    "ogg": _ogg,
    "pdf": _pdf,
    **dict.fromkeys(("xlsx", "docx", "pptx", "ods", "odt"), _office),
}
