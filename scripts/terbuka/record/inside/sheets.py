"""Sheets of workbooks, row by row: what stands in cells, what is hidden, what their first rows say.

A cell with a shared text is read through the table of texts; a number is read as a number, whatever its notation.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from terbuka.record.inside import digits, markup
from terbuka.record.inside.findings import Findings, Refused

#: Of a sheet so much is given back row by row, to see what its columns are called.
TOP_ROWS, TOP_CELLS, TOP_LETTERS = 30, 60, 80
_GROUPED = frozenset((3, 4, *range(37, 45)))
_REPEATED_MOST = 1_000


@dataclass
class Sheet:
    """One sheet while it is read."""

    name: str
    findings: Findings
    hidden: bool = False
    columns: digits.Columns = field(default_factory=digits.Columns)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    filled_hidden: set[int] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    filled: bool = False
    texts: list[str] = field(default_factory=list)
    top: list[list[str]] = field(default_factory=list)

    def row(self, number: int, cells: list[tuple[int, str, bool, bool]], hidden: bool) -> None:
        """Take one row: of each cell its column from 1, its text, whether it is a number, whether it is grouped."""
        held = [cell for cell in cells if cell[1].strip()]
        if not held:
            return
        self.filled = True
        if hidden:
            self.hidden_rows.append(number)
        for column, text, numeric, grouped in held:
            if numeric:
                self.columns.number(column, text, grouped)
            else:
                self.columns.text(column, text)
            if self.hidden_columns:
                self.filled_hidden |= {first for first, last in self.hidden_columns if first <= column <= last}
        if sum(len(cell[1]) == 1 for cell in held) >= digits.SHORTEST:
            self.texts += digits.boxed([cell[1] for cell in held])
        if len(self.top) < TOP_ROWS:
            self.top.append([cell[1][:TOP_LETTERS] for cell in cells][:TOP_CELLS])

    def end(self) -> None:
        """Tell what the sheet holds."""
        self.findings.part("angka", "\n".join(self.columns.suspicious()))
        self.findings.part("kotak", "\n".join(self.texts))
        self.findings.top += self.top
        if self.hidden and self.filled:
            self.findings.hidden.append(("lembar", self.name, ""))
            return
        if self.hidden_rows:
            self.findings.hidden.append(("baris", self.name, spans(self.hidden_rows)))
        if self.filled_hidden:
            shown = [
                letters(first) if first == last else f"{letters(first)}-{letters(last)}"
                for first, last in self.hidden_columns
                if first in self.filled_hidden
            ]
            self.findings.hidden.append(("kolom", self.name, ", ".join(shown)))


def spans(numbers: list[int]) -> str:
    """``5, 7-9`` of rising numbers, at most eight of them."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    said = [str(first) if first == last else f"{first}-{last}" for first, last in found[:8]]
    return ", ".join(said) + (" …" if len(found) > 8 else "")


def letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=20_000)
def _number_of(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def _column(reference: str) -> int:
    """The column of a cell by its name, from 1; 0 when it has none."""
    return _number_of(reference.rstrip("0123456789")) if reference[:1].isalpha() else 0


# --- XLSX -----------------------------------------------------------------------------------------------------


def xlsx(archive: zipfile.ZipFile, findings: Findings) -> set[str]:
    """Read all sheets of a workbook; gives the names of the parts that were read here."""
    sheets = _listed(archive)
    texts = _shared(archive)
    grouped = _grouped_styles(archive)
    for part, (name, hidden) in sheets.items():
        findings.part("nama-lembar", name)
        if "/worksheets/" in f"/{part}":
            _xlsx_sheet(archive.read(part), Sheet(name, findings, hidden), texts, grouped)
        elif hidden:
            findings.hidden.append(("lembar", name, ""))
    return {part for part in sheets if "/worksheets/" in f"/{part}"}


def _listed(archive: zipfile.ZipFile) -> dict[str, tuple[str, bool]]:
    """Parts of sheets with name and whether they are hidden; sheets that the workbook does not list count as hidden."""
    names = archive.namelist()
    targets = {}
    if (
        "xl/_rels/workbook.xml.rels" in names
        and (root := markup.tree(archive.read("xl/_rels/workbook.xml.rels"))) is not None
    ):
        for relation in root.iter("{*}Relationship"):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[relation.get("Id", "")] = path
    listed: dict[str, tuple[str, bool]] = {}
    book = markup.tree(archive.read("xl/workbook.xml"))
    for sheet in book.iter("{*}sheet") if book is not None else ():
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        if (part := targets.get(key, "")) in names:
            listed[part] = (sheet.get("name", ""), sheet.get("state", "visible") != "visible")
    for part in names:
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part):
            listed.setdefault(part, (part.rsplit("/", 1)[-1], bool(listed)))
    return listed


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = markup.tree(archive.read("xl/sharedStrings.xml"))
    if root is None:
        return []
    return [markup.unescaped("".join(t.text or "" for t in si.iter("{*}t"))) for si in root.iter("{*}si")]


def _grouped_styles(archive: zipfile.ZipFile) -> set[int]:
    """Styles that show a number with thousands or as money."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    root = markup.tree(archive.read("xl/styles.xml"))
    if root is None:
        return set()
    formats = {f.get("numFmtId"): f.get("formatCode", "") for f in root.iter("{*}numFmt")}
    known = {number for number, code in formats.items() if "#,#" in code or "#.#" in code or "Rp" in code}
    known |= {str(number) for number in _GROUPED}
    found = root.find("{*}cellXfs")
    styles = list(found) if found is not None else []
    return {at for at, style in enumerate(styles) if style.get("numFmtId") in known}


def _xlsx_sheet(data: bytes, sheet: Sheet, texts: list[str], grouped: set[int]) -> None:
    kept: list[str] = []
    row = 0
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    parsed = etree.iterparse(io.BytesIO(data), events=("end",), tag=("{*}row", "{*}cols"), **options)
    try:
        for _, element in parsed:
            if element.tag.endswith("}cols") or element.tag == "cols":
                sheet.hidden_columns = list(_hidden_columns(element))
                continue
            row = int(element.get("r") or row + 1)
            cells = [_xlsx_cell(cell, at, texts, grouped, kept) for at, cell in enumerate(element, 1)]
            sheet.row(row, cells, _is_hidden(element, "ht"))
            element.clear()
    except (etree.XMLSyntaxError, ValueError):
        kept.append(markup.rough_words(data))
    if (root := parsed.root) is not None:
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refused("rusak")
        # Rows are empty by now: what is left stands around them.
        kept += [markup.words(root), *markup.attributes(root.iter())]
    sheet.findings.page("\n".join(kept))
    sheet.end()


def _hidden_columns(columns: Any) -> Iterator[tuple[int, int]]:
    for column in columns:
        if _is_hidden(column, "width"):
            yield int(column.get("min", "0")), int(column.get("max", "0"))


def _is_hidden(element: Any, size: str) -> bool:
    return element.get("hidden") in ("1", "true") or element.get(size) in ("0", "0.0")


def _xlsx_cell(
    cell: Any, position: int, texts: list[str], grouped: set[int], kept: list[str]
) -> tuple[int, str, bool, bool]:
    """One cell; a text of its own and a formula go to ``kept``, which is searched."""
    kind = cell.get("t", "n")
    text = ""
    for inner in cell:
        name = inner.tag
        if not isinstance(name, str):
            continue
        if name.endswith("v"):
            text = inner.text or ""
        elif name.endswith("f"):
            kept.append(inner.text or "")
        elif name.endswith("is"):
            text = "".join(t.text or "" for t in inner.iter("{*}t"))
    column = _column(cell.get("r", "")) or position
    if kind == "n":
        style = cell.get("s", "")
        return column, text, True, style.isdecimal() and int(style) in grouped
    if kind == "s":
        known = text.isdecimal() and int(text) < len(texts)
        return column, texts[int(text)] if known else "", False, False
    if kind in ("inlineStr", "str"):
        text = markup.unescaped(text)
        kept.append(text)
    return column, text, False, False


# --- ODS ------------------------------------------------------------------------------------------------------


def ods(root: Any, findings: Findings) -> None:
    """Read all tables of an OpenDocument spreadsheet from the tree of ``content.xml``."""
    unseen = {
        style.get(name)
        for style in root.iter("{*}style")
        for name in style.attrib
        if name.endswith("}name")
        and any(_attribute(p, "display") == "false" for p in style.iter("{*}table-properties"))
    }
    for table in root.iter("{*}table"):
        if "}table" not in table.tag or _attribute(table, "name") is None:
            continue
        hidden = _attribute(table, "style-name") in unseen
        sheet = Sheet(_attribute(table, "name") or "", findings, hidden)
        findings.part("nama-lembar", sheet.name)
        _ods_columns(table, sheet)
        number = 1
        for row in table.iter("{*}table-row"):
            visibility = _attribute(row, "visibility")
            sheet.row(number, list(_ods_cells(row)), visibility in ("collapse", "filter"))
            number += int(_attribute(row, "number-rows-repeated") or 1)
        sheet.end()


def _ods_columns(table: Any, sheet: Sheet) -> None:
    at = 1
    for column in table.iter("{*}table-column"):
        wide = int(_attribute(column, "number-columns-repeated") or 1)
        if _attribute(column, "visibility") in ("collapse", "filter"):
            sheet.hidden_columns.append((at, at + wide - 1))
        at += wide


def _ods_cells(row: Any) -> Iterator[tuple[int, str, bool, bool]]:
    at = 1
    for cell in row:
        if markup.local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        shown = " ".join("".join(p.itertext()) for p in cell.iter("{*}p"))
        value = _attribute(cell, "value")
        numeric = value is not None and _attribute(cell, "value-type") in ("float", "currency", "percentage")
        grouped = _attribute(cell, "value-type") in ("currency", "percentage") or bool(
            re.search(r"[0-9]\.[0-9]{3}\.[0-9]{3}|Rp", shown)
        )
        wide = int(_attribute(cell, "number-columns-repeated") or 1)
        text = value if numeric and value is not None else shown
        for place in range(at, at + (wide if text.strip() and wide < _REPEATED_MOST else 1)):
            yield place, text, numeric, grouped
        at += wide


def _attribute(element: Any, name: str) -> str | None:
    """The attribute with this local name, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), None)
