"""Reads a file of the office, a workbook or the CSV of an online form, as cells with their places.

Promises: a workbook is opened in the guarded process of ``record/peek`` only; what a message says of the file is its
name, never what stands in it.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from terbuka.base.problem import Place, Problem, cell_name
from terbuka.record import peek, signatures

LARGEST_BYTES = 20_000_000
_LONGEST_CELL = 100_000
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SEP_LINE = re.compile(r'"?sep=(.)"?[,;\t]*(\r\n?|\n)', re.IGNORECASE)
_LOCKED = b"\xd0\xcf\x11\xe0"
_CAUSES = {
    "jenis": (
        "jenisnya bukan .xlsx atau .csv (yang bermakro dan yang lama tidak dibuka)",
        "it is neither .xlsx nor .csv (those with macros and old ones are not opened)",
    ),
    "sandi": ("terkunci kata sandi, atau Excel lama", "it is locked by a password, or of an old Excel"),
    "bom": ("menjadi terlalu besar bila dibuka", "it becomes far too large when it is opened"),
    "macet": ("membuat pembacanya macet", "it makes its reader hang"),
    "luas": (
        f"lebih dari {peek.MOST_ROWS} baris atau {peek.MOST_COLUMNS} kolom",
        f"it has more than {peek.MOST_ROWS} rows or {peek.MOST_COLUMNS} columns",
    ),
    "makro": ("memuat makro atau program", "it holds macros or programs"),
    "tautan-luar": ("mengambil isi dari berkas atau laman lain", "it takes content from another file or site"),
    "besar": (f"lebih dari {LARGEST_BYTES // 1_000_000} MB", f"it has more than {LARGEST_BYTES // 1_000_000} MB"),
    "huruf": ("kode hurufnya tidak dikenali", "its encoding is not known"),
    "kutip": ("tanda kutipnya tidak berpasangan", "its quotes do not match"),
    "kosong": ("kosong", "it is empty"),
    "rusak": ("rusak, terpotong, atau bukan buku kerja Excel", "it is broken, cut off, or no workbook of Excel"),
}


class NotReadable(Exception):
    """The file gives nothing at all; ``problem`` says why, without anything that stands in it."""

    def __init__(self, problem: Problem):
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Cell:
    """``kind``: ``teks``, ``angka``, ``hari`` (ISO day), ``waktu`` (ISO), ``rumus``, ``galat`` or ``lain``."""

    kind: str
    text: str


@dataclass(slots=True)
class Source:
    """The cells of one sheet by row and column, counted from 1; columns and rows that are hidden, merged areas.

    ``name`` is the file's name without its folder; ``sheets`` are the other sheets, each with whether it is hidden.
    """

    name: str
    sheet: str = ""
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    sheets: tuple[tuple[str, bool], ...] = ()
    notes: list[str] = field(default_factory=list)

    def place(self, row: int, column: int = 0) -> Place:
        if not column:
            return Place(self.name, row)
        cell = cell_name(column, row)
        return Place(self.name, row, column, f"{self.sheet}!{cell}" if self.sheet else cell)

    def is_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def read_source(path: Path, register: str) -> Source:
    """The sheet called like the register, or the only visible one; or the whole CSV. Raises ``NotReadable``."""
    kind = path.suffix[1:].casefold()
    if kind not in ("xlsx", "csv"):
        raise _not(path, "jenis")
    if path.stat().st_size > LARGEST_BYTES:
        raise _not(path, "besar")
    return _workbook(path, register) if kind == "xlsx" else _csv(path)


def _not(path: Path, cause: str) -> NotReadable:
    return NotReadable(_unread(path, _CAUSES.get(cause, _CAUSES["rusak"])))


def _unread(path: Path, words: tuple[str, str]) -> Problem:
    facts = {"isi": path.name, "sebab": words[0], "sebab_en": words[1]}
    return Problem("impor-tak-terbaca", Place(path.name), facts)


def _workbook(path: Path, register: str) -> Source:
    with path.open("rb") as file:
        start = file.read(len(_LOCKED))
    if start == _LOCKED:
        raise _not(path, "sandi")
    answer = peek.look([{"path": str(path), "kind": f"lembar:{register}"}])[str(path)]
    if not answer["ok"]:
        raise _not(path, answer["why"])
    if answer["sheet"] is None:
        visible = [name for name, hidden in answer["sheets"] if not hidden]
        facts = {"lembar": register.capitalize(), "pilihan": visible or ["tidak ada"]}
        raise NotReadable(Problem("impor-lembar", Place(path.name), facts))
    if [answer["sheet"], True] in answer["sheets"]:
        facts = {"apa": f"lembar “{answer['sheet']}”", "apa_en": f"sheet “{answer['sheet']}”"}
        raise NotReadable(Problem("impor-tersembunyi", Place(path.name), facts))
    source = Source(
        path.name,
        answer["sheet"],
        hidden_rows=frozenset(answer["hidden_rows"]),
        hidden_columns=tuple((first, last) for first, last in answer["hidden_columns"]),
        merged=tuple(tuple(area) for area in answer["merged"]),
        sheets=tuple((name, hidden) for name, hidden in answer["sheets"] if name != answer["sheet"]),
    )
    for row, column, kind, text in answer["cells"]:
        if kind != "teks" or text.strip():
            source.rows.setdefault(row, {})[column] = Cell(kind, text)
    return source


def _csv(path: Path) -> Source:
    source = Source(path.name)
    text = _letters(path, source)
    named = _SEP_LINE.match(text)
    shift = 1 if named else 0
    text = text[named.end() :] if named else text
    first = next((kept for kept in text.splitlines() if kept.strip(" ,;\t")), "")
    if not first:
        raise _not(path, "kosong")
    mark = named[1] if named else max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1):
            if kept := {at: Cell("teks", cell) for at, cell in enumerate(cells, 1) if cell.strip()}:
                source.rows[number + shift] = kept
            if len(source.rows) > peek.MOST_ROWS or len(cells) > peek.MOST_COLUMNS:
                raise _not(path, "luas")
    except csv.Error:
        raise _not(path, "kutip") from None
    return source


def _letters(path: Path, source: Source) -> str:
    data = path.read_bytes()
    if found := signatures.of_no_text(data):
        raise NotReadable(_unread(path, (f"isinya {found[0]}, walau namanya .csv", f"it is {found[1]}, named .csv")))
    coded = signatures.utf16(data)
    if b"\0" in data and not coded:
        raise _not(path, "jenis")
    try:
        if coded:
            return data.decode(coded).removeprefix("\ufeff")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _UTF8_LETTER.search(data):
            raise _not(path, "huruf") from None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _not(path, "huruf") from None
    source.notes.append("Huruf berkas ini ANSI (Windows-1252); cocokkan huruf khusus di bawah.")
    return text
