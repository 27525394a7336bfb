"""Office files: ZIP archives of XML, pictures and whatever people have put into them.

A macro is a part that holds one (by type, relation or content), never an entry in a list of types that no part uses.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import Any

from terbuka.record.inside import digits, markup, media, sheets
from terbuka.record.inside.findings import DEEPEST, Findings, Refused, printable_runs

MOST_UNPACKED = 60_000_000
MOST_MEMBERS = 5_000
MAIN_PART = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "ods": "content.xml",
    "odt": "content.xml",
}
_RUNS = re.compile(r"(?i).*\.(exe|dll|js|vbs|ps1|bat|cmd|jar|xlm|scr|com|msi|hta)|(basic|scripts|xl/macrosheets)/.+")
_RUNNING_TYPE = re.compile(r"(?i)vbaProject|macrosheet|activeX")
_RUNNING_RELATION = re.compile(r"(?i)/(vbaProject|xlMacrosheet|xlIntlMacrosheet|activeXControl(Binary)?)$")
_OUTWARD = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_DDE = re.compile(r"(?i)^\s*DDE(AUTO)?\b")
_LOCAL_EXECUTION = re.compile(r"(?i)^(vnd\.sun\.star\.script:|macro:|javascript:|vbscript:)")
_PICTURE = re.compile(r"(?i).*\.(jpe?g|png|webp|gif|tiff?|bmp|emf|wmf|heic)")
#: Fonts and what LibreOffice keeps for itself.
_OF_THE_PROGRAM = re.compile(r"thumbnails/.*|layout-cache|.*\.(odttf|ttf|otf|fntdata)")
_OFFICE_START, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: Where a text stands that is not on a page, by the start of its part.
_KINDS = (
    (re.compile(r"docProps/|meta\.xml$|customXml/|xl/metadata"), "properti"),
    (re.compile(r".*comments?|.*/threadedComments/|.*/persons/"), "anotasi"),
    (re.compile(r"xl/pivot"), "pivot"),
    (re.compile(r"xl/styles\.xml"), "format-angka"),
    (re.compile(r".*\.rels$"), "tautan"),
)


def office(source: Any, kind: str, findings: Findings) -> None:
    """Read an office file of this kind; ``source`` is a path or a file."""
    with zipfile.ZipFile(source) as archive:
        members = archive.infolist()
        names = [m.filename for m in members]
        if sum(m.file_size for m in members) > MOST_UNPACKED or len(members) > MOST_MEMBERS:
            raise Refused("bom")
        refuse_locked(archive)
        if MAIN_PART[kind] not in names:
            raise Refused("jenis-lain")
        _refuse_programs(archive, names, MAIN_PART[kind])
        if any("externallink" in n.lower() for n in names):
            raise Refused("tautan-luar")
        done = sheets.xlsx(archive, findings) if kind == "xlsx" else set()
        for name in names:
            if name not in done and not name.endswith("/"):
                _part(archive.read(name), name, kind, findings)


def refuse_locked(archive: zipfile.ZipFile) -> None:
    """Raise ``Refused("sandi")`` when a part is encrypted: the first bit of its flags says so."""
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise Refused("sandi")


def _refuse_programs(archive: zipfile.ZipFile, names: list[str], main: str) -> None:
    """By name, by the type of a part of its own and by relation; what a part holds is looked at with the part."""
    if any(_RUNS.fullmatch(n) for n in names):
        raise Refused("makro")
    if "[Content_Types].xml" in names and (root := markup.tree(archive.read("[Content_Types].xml"))) is not None:
        own = {o.get("PartName", "").lstrip("/").lower(): o.get("ContentType", "") for o in root.iter("{*}Override")}
        for name in names:
            used = own.get(name.lower(), "")
            if _RUNNING_TYPE.search(used) or (name == main and "macroEnabled" in used):
                raise Refused("makro")
    for name in names:
        if name.endswith(".rels") and (root := markup.tree(archive.read(name))) is not None:
            base = posixpath.dirname(posixpath.dirname(name))
            for relation in root.iter("{*}Relationship"):
                target = posixpath.normpath(posixpath.join(base, relation.get("Target", "")))
                if _RUNNING_RELATION.search(relation.get("Type", "")) and target.lstrip("/") in names:
                    raise Refused("makro")


def _part(data: bytes, name: str, kind: str, findings: Findings) -> None:
    low = name.lower()
    if low.endswith(".rels") and any(b"/hyperlink" not in found for found in _OUTWARD.findall(data)):
        # Links that people click are fine; templates, pictures and data that are fetched on opening are not.
        raise Refused("tautan-luar")
    if low.endswith((".xml", ".rels", ".vml", ".rdf")) or (data.lstrip()[:1] == b"<" and not media.kind_of(data)):
        _xml_part(data, name, kind, findings)
    elif data.startswith(_OFFICE_START):
        inner_office(data, low, findings)
    elif data.startswith(b"%PDF-"):
        inner_pdf(data, findings)
    elif _PICTURE.fullmatch(low) or media.kind_of(data):
        inner = findings.deeper()
        media.any_media(data, inner)
        findings.take(inner, "gambar")
    elif data.startswith(_OLE) or low.endswith(".bin"):
        _binary(data, low, findings)
    elif not _OF_THE_PROGRAM.fullmatch(low):
        unknown(data, findings)


def _xml_part(data: bytes, name: str, kind: str, findings: Findings) -> None:
    root = markup.tree(data)
    if root is None:
        if data.strip():
            findings.page(markup.rough_words(data))
        return
    _refuse_execution(root)
    text = markup.words(root)
    extra = "\n".join(markup.attributes(root.iter()))
    findings.part("angka", "\n".join(digits.unfolded(f"{text}\n{extra}")))
    sort = next((sort for pattern, sort in _KINDS if pattern.match(name)), "")
    if sort:
        findings.part(sort, f"{text}\n{extra}")
        return
    findings.page(text)
    findings.part("tak-tampak", extra)
    if kind in ("docx", "odt", "pptx"):
        rows = (row for tag in ("tr", "table-row") for row in root.iter(f"{{*}}{tag}"))
        numbers = [number for row in rows for number in digits.boxed(["".join(cell.itertext()) for cell in row])]
        findings.part("kotak", "\n".join([*numbers, *digits.scattered(text)]))
    if kind == "ods" and name == "content.xml":
        sheets.ods(root, findings)


def _refuse_execution(root: Any) -> None:
    """Fields and events that run or ask for a program when the document is opened."""
    for element in root.iter("{*}instrText", "{*}fldSimple", "{*}dde-source", "{*}event-listener"):
        sort = markup.local(element)
        if sort == "dde-source":
            raise Refused("makro")
        if sort == "event-listener":
            if any(_LOCAL_EXECUTION.match(value) for value in element.attrib.values()):
                raise Refused("makro")
        elif any(_DDE.match(value) for value in [element.text or "", *element.attrib.values()]):
            raise Refused("makro")


def _binary(data: bytes, low: str, findings: Findings) -> None:
    """A part without XML: a macro by its content, settings of a printer, or an object that was put in."""
    if data.startswith(_OLE) and (b"_\0V\0B\0A\0" in data or b"Attribut" in data or b"M\0a\0c\0r\0o\0s\0" in data):
        raise Refused("makro")
    if "activex" in low or "vbaproject" in low:
        raise Refused("makro")
    findings.part("tertanam", printable_runs(data))
    if "printersettings" not in low and (data.startswith(_OLE) or len(data) > 10_000):
        findings.unseen.add("tertanam")


def inner_office(data: bytes, name: str, findings: Findings) -> None:
    """An office file inside another document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        findings.unseen.add("tertanam")
        return
    ending = name.rsplit(".", 1)[-1]
    kind = next((k for k, part in MAIN_PART.items() if part in names and (k == ending or k not in ("ods", "odt"))), "")
    if not kind and "content.xml" in names:
        kind = "ods"
    if not kind or findings.depth >= DEEPEST:
        if any(_RUNS.fullmatch(n) for n in names):
            raise Refused("makro")
        findings.unseen.add("tertanam")
        return
    inner = findings.deeper()
    office(io.BytesIO(data), kind, inner)
    findings.take(inner, "tertanam")


def inner_pdf(data: bytes, findings: Findings) -> None:
    """A PDF inside another document."""
    if findings.depth >= DEEPEST:
        findings.unseen.add("tertanam")
        return
    from terbuka.record.inside import pdf

    inner = findings.deeper()
    inner.attached = attached
    pdf.read(data, inner)
    findings.take(inner, "tertanam")


def unknown(data: bytes, findings: Findings) -> None:
    """Bytes of no known kind: text is searched, of anything else what can be read."""
    try:
        text = data.decode("utf-8") if b"\0" not in data else None
    except UnicodeDecodeError:
        text = None
    if text is None:
        findings.unseen.add("tertanam")
        findings.part("tertanam", printable_runs(data))
        return
    findings.part("tertanam", text)


def attached(data: bytes, name: str, findings: Findings) -> None:
    """A file that hangs on a document, whatever it is."""
    if _RUNS.fullmatch(name) or data.startswith((b"MZ", b"\x7fELF")):
        raise Refused("makro")
    findings.part("lampiran", name)
    inner = findings.deeper()
    if data.startswith(_OFFICE_START):
        inner_office(data, name.lower(), inner)
    elif data.startswith(b"%PDF-"):
        inner_pdf(data, inner)
    elif media.kind_of(data):
        media.any_media(data, inner)
    elif data.startswith(_OLE):
        _binary(data, name.lower(), inner)
    elif data.lstrip()[:1] == b"<":
        inner.part("lampiran", markup.all_text(data))
    else:
        unknown(data, inner)
    findings.take(inner, "lampiran")
