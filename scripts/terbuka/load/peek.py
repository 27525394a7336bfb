"""Looks into documents that strangers may have made, in a process of its own with limits.

Reads lines of JSON ``{"path": …, "kind": …}`` and answers each with ``{"path", "ok", "text", "pages", "top"}`` or
``{"path", "ok", "why"}``. The kind ``lembar:NAME`` asks for the cells of one sheet of a workbook instead of its
text. A document that is broken, too large or a bomb is answered with ``ok: false``;
nothing of it is run. This is the only module that opens PDF and office files.
"""

from __future__ import annotations

import html
import io
import json
import re
import signal
import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

MOST_SECONDS = 20
MOST_MEMORY = 2_000_000_000
MOST_UNPACKED = 60_000_000
MOST_MEMBERS = 5_000
MOST_TEXT = 2_000_000
#: More unpacked bytes for each packed one than any sheet that people fill in.
MOST_RATIO = 150
RATIO_FROM = 5_000_000
MOST_ROWS, MOST_COLUMNS = 50_000, 300
#: Of a spreadsheet's sheets so much is given back row by row, to see what its columns are called.
TOP_ROWS, TOP_CELLS, TOP_BYTES = 30, 60, 400_000
PAGE_END = "\f"

_MAIN_PART = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "ods": "content.xml",
    "odt": "content.xml",
}
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_STRING = re.compile(r"<si\b[^>]*>(.*?)</si>", re.DOTALL)
_ROW = re.compile(r"<row\b([^>]*)>(.*?)</row>", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ODS_ROW = re.compile(r"<table:table-row\b[^>]*>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(r"<table:table-cell\b[^>]*?(?:/>|>(.*?)</table:table-cell>)", re.DOTALL)
_RUNS = re.compile(r"(?i).*\.(bin|exe|dll|js|vbs|ps1|bat|cmd|jar|xlm)|(basic|scripts|xl/macrosheets)/.*")
_HARMLESS = re.compile(r"(?i).*printersettings[^/]*\.bin")
_INNER = re.compile(r"(?i).*/embeddings/[^/]+\.(xlsx|docx|pptx)")
_OUTWARD = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_BLOCK_END = re.compile(r"</(?:\w+:)?(?:p|h|si|v|is|c|row|tr|tc|table-cell|creator|title|subject|description)>")
#: How a workbook writes letters that XML does not hold: ``_x000D_`` (ECMA-376, ST_Xstring).
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TAG = re.compile(r"<[^>]*>")
_PDF_RUNS = re.compile(rb"/(?:JavaScript|Launch)\b")


def look(requests: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
    """Answers by path. The document that made the process fail or hang gets ``why: macet``; the ones behind
    it are looked at by a new process."""
    answers: dict[str, dict[str, Any]] = {}
    waiting = list(requests)
    while waiting:
        for answer in _ask(waiting):
            answers[answer["path"]] = answer
        waiting = [r for r in waiting if r["path"] not in answers]
        if waiting:
            answers[waiting.pop(0)["path"]] = {"ok": False, "why": "macet"}
    return answers


def _ask(requests: list[dict[str, str]]) -> list[dict[str, Any]]:
    lines = "".join(json.dumps(r) + "\n" for r in requests)
    process = subprocess.Popen(
        [sys.executable, "-I", str(Path(__file__))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    try:
        out, _ = process.communicate(lines, timeout=MOST_SECONDS * (1 + len(requests)))
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
    whole = out[: out.rfind("\n") + 1]
    return [json.loads(line) for line in whole.splitlines()]


# --- in the guarded process ------------------------------------------------------------------------------


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):  # Windows and macOS hand out no such limit.
        return


def _limit_time() -> None:
    """The alarm is not caught: it ends the process, also in the middle of foreign code."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)


def _pdf(path: str) -> dict[str, Any]:
    import pypdfium2

    if _PDF_RUNS.search(Path(path).read_bytes()):
        return {"ok": False, "why": "makro"}
    document = pypdfium2.PdfDocument(path)
    pages, size = [], 0
    for page in document:
        text = page.get_textpage().get_text_bounded()
        pages.append(text.replace(PAGE_END, " "))
        size += len(text)
        if size > MOST_TEXT:
            break
    return {"text": PAGE_END.join(pages), "pages": len(document), "ok": True}


def _office(source: Any, kind: str, depth: int = 0) -> dict[str, Any]:
    with zipfile.ZipFile(source) as archive:
        members = archive.infolist()
        names = [m.filename for m in members]
        if sum(m.file_size for m in members) > MOST_UNPACKED or len(members) > MOST_MEMBERS:
            return {"ok": False, "why": "bom"}
        if _MAIN_PART[kind] not in names:
            return {"ok": False, "why": "jenis-lain"}
        if any(_RUNS.fullmatch(n) and not _HARMLESS.fullmatch(n) for n in names):
            return {"ok": False, "why": "makro"}
        if any("externallink" in n.lower() for n in names):
            return {"ok": False, "why": "tautan-luar"}
        parts = []
        for member in members:
            name = member.filename.lower()
            if name.endswith(".rels") and _points_outward(archive.read(member)):
                return {"ok": False, "why": "tautan-luar"}
            if name == "[content_types].xml" and b"macroEnabled" in archive.read(member):
                return {"ok": False, "why": "makro"}
            if name.endswith(".xml"):
                parts.append(_words(archive.read(member)))
            elif depth == 0 and (inner := _INNER.fullmatch(name)):
                inside = _office(io.BytesIO(archive.read(member)), inner[1], depth + 1)
                if not inside["ok"]:
                    return inside
                parts.append(inside["text"])
        top = _top(archive, kind) if kind in ("xlsx", "ods") and depth == 0 else []
    return {"text": "\n".join(parts)[:MOST_TEXT], "ok": True, "top": top}


def _top(archive: zipfile.ZipFile, kind: str) -> list[list[str]]:
    """The texts of the first rows of each sheet, one list a row."""

    def start(name: str) -> str:
        with archive.open(name) as file:
            return file.read(TOP_BYTES).decode("utf-8", "replace")

    if kind == "ods":
        rows = list(_ODS_ROW.finditer(start("content.xml")))[:TOP_ROWS]
        return [[_words(c[1] or "").strip()[:80] for c in _ODS_CELL.finditer(r[1])][:TOP_CELLS] for r in rows]
    names = archive.namelist()
    known = []
    if "xl/sharedStrings.xml" in names:
        known = [_words(s[1]).replace("\n", " ").strip()[:80] for s in _STRING.finditer(start("xl/sharedStrings.xml"))]
    made = []
    for name in sorted(filter(_SHEET.fullmatch, names)):
        for row in list(_ROW.finditer(start(name)))[:TOP_ROWS]:
            cells = []
            for about, inside in _CELL.findall(row[2])[:TOP_CELLS]:
                text = _words(inside).strip()
                shared = 't="s"' in about and text.isdecimal() and int(text) < len(known)
                cells.append(known[int(text)] if shared else text[:80])
            made.append(cells)
    return made


# --- the cells of one sheet ---


def _sheet(path: str, wanted: str) -> dict[str, Any]:
    """The cells of the sheet called ``wanted``, or of the only visible one; with what is hidden, merged, computed."""
    made = _office(path, "xlsx")
    if not made["ok"]:
        return made
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        unpacked = sum(m.file_size for m in members)
        if unpacked > max(RATIO_FROM, MOST_RATIO * sum(m.compress_size for m in members)):
            return {"ok": False, "why": "bom"}
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=False, keep_links=False)
    listed = [[s.title, s.sheet_state != "visible"] for s in book.worksheets]
    same = [s for s in book.worksheets if s.title.strip().casefold() == wanted.casefold()]
    visible = [s for s in book.worksheets if s.sheet_state == "visible"]
    chosen = same or (visible if len(visible) == 1 else [])
    answer: dict[str, Any] = {"ok": True, "text": "", "sheets": listed, "sheet": None}
    if not chosen:
        return answer
    sheet = chosen[0]
    # The public iterators would visit every empty cell up to the last one, which a bomb puts at the far corner.
    held = sheet._cells  # noqa: SLF001
    cells = [held[at] for at in sorted(held) if held[at].value is not None]
    if cells and (cells[-1].row > MOST_ROWS or max(c.column for c in cells) > MOST_COLUMNS):
        return {"ok": False, "why": "luas"}
    return {
        **answer,
        "sheet": sheet.title,
        "cells": [[c.row, c.column, *_typed(c)] for c in cells],
        "hidden_rows": sorted(n for n, row in sheet.row_dimensions.items() if row.hidden or row.height == 0),
        "hidden_columns": [
            [c.min or 0, c.max or 0]
            for c in sheet.column_dimensions.values()
            if (c.hidden or c.width == 0) and (c.min or 0) <= MOST_COLUMNS
        ],
        "merged": [[m.min_row, m.min_col, m.max_row, m.max_col] for m in sheet.merged_cells.ranges],
    }


def _typed(cell: Any) -> tuple[str, str]:
    """The kind of a cell and its text: ``teks``, ``angka``, ``hari``, ``waktu``, ``rumus``, ``galat``, ``lain``."""
    value = cell.value
    if cell.data_type == "f" or not isinstance(value, str | int | float | bool | datetime | date):
        return ("rumus", "") if cell.data_type == "f" or hasattr(value, "ref") else ("lain", "")
    if cell.data_type == "e":
        return "galat", str(value)
    if isinstance(value, bool):
        return "lain", "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return ("waktu", value.isoformat()) if value.time() != time() else ("hari", value.date().isoformat())
    if isinstance(value, date):
        return "hari", value.isoformat()
    if isinstance(value, int | float):
        return "angka", str(int(value)) if value == int(value) else repr(value)
    return "teks", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


def _points_outward(relations: bytes) -> bool:
    """Links that people click are fine; templates, pictures and data that are fetched on opening are not."""
    return any(b"/hyperlink" not in found for found in _OUTWARD.findall(relations))


def _words(xml: bytes | str) -> str:
    text = xml if isinstance(xml, str) else xml.decode("utf-8", "replace")
    text = _BLOCK_END.sub("\n", text)
    return html.unescape(_TAG.sub("", text))


def main() -> None:
    _limit_memory()
    for line in sys.stdin:
        request = json.loads(line)
        _limit_time()
        try:
            kind = request["kind"]
            if kind.startswith("lembar:"):
                answer = _sheet(request["path"], kind.removeprefix("lembar:"))
            else:
                answer = _pdf(request["path"]) if kind == "pdf" else _office(request["path"], kind)
        except Exception as error:  # noqa: BLE001 (whatever a broken document does to its reader)
            answer = {"ok": False, "why": "sandi" if "password" in str(error).lower() else "rusak"}
        sys.stdout.write(json.dumps({"path": request["path"], **answer}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
