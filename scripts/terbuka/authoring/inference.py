"""A first description of a table from its file alone: ``terbuka new dataset``.

Promises: pure; what an Indonesian Excel wrote becomes canonical, and each conversion is told with an example; a column
that is not wholly understood stays text as it is. What a file cannot say (units, meaning, licence) is not invented.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from terbuka.authoring import guesses
from terbuka.authoring.guesses import Guess
from terbuka.base.personal import is_private_header
from terbuka.base.problem import Place, Problem, cell_name, shown
from terbuka.record import canonical, numerals, scan, tables, values

_MARKS = {",": "koma", ";": "titik koma", "\t": "tab", "|": "garis tegak"}
_SEP = re.compile(r'"?sep=(.)"?[,;\t]*(\r\n?|\n)', re.IGNORECASE)
#: Rows in which the titles of the columns are looked for.
_ROWS_SEARCHED = 20
_FOOTER = re.compile(r"(?i)\W*(sumber|catatan|keterangan|ket|source|note)\b.*|\*.*")
_NO_TITLE = re.compile(r"[-\d.,/%:\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """The table in its canonical form; ``told`` is what was converted, ``keys`` may be empty."""

    text: str
    rows: int
    columns: tuple[Guess, ...]
    keys: tuple[str, ...]
    told: tuple[str, ...]


class NotATable(Exception):
    """The file is refused; ``problems`` say why, with places in the file."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__()
        self.problems = list(problems)


@dataclass(slots=True)
class _Raw:
    path: str
    told: list[str] = field(default_factory=list)
    #: The sign before decimals in the whole file, where its separator or a column tells it.
    style: str = ""


def infer(data: bytes, path: str, forms: Mapping[str, str] | None = None) -> Inferred:
    """The description of the table in ``data``; ``path`` names it in problems. ``forms`` says how the numbers of a
    column are written, by its name, or of all under an empty one (``numerals.FORMS``). Raises ``NotATable``."""
    raw = _Raw(path)
    header, rows = _rows(_text(data, raw), raw)
    names = _names(header, raw)
    _no_people(header, rows, raw)
    said = forms or {}
    cells = [[row.cells[at].strip() for row in rows] for at in range(len(names))]
    raw.style = raw.style or _style(cells)
    made, columns, problems = [], [], []
    for at, title in enumerate(header.cells):
        form = said.get(names[at], said.get("", ""))
        about = guesses.About(names[at], guesses.titled(title), form, raw.style, explicit=names[at] in said)
        try:
            guess, converted = guesses.column(about, cells[at], raw.told)
        except guesses.NotRead as refused:
            problems += [
                Problem(code, _place(raw, rows[row], at), {"kolom": names[at], **facts})
                for row, code, facts in refused.cells
            ]
            continue
        columns.append(guess)
        made.append(converted)
    if problems:
        raise NotATable(problems)
    _name_totals(rows, raw)
    body = [canonical.row_text(cells) for cells in zip(*made, strict=True)]
    text = canonical.row_text(names) + "".join(body)
    keys = guesses.keys(columns, made)
    return Inferred(text=text, rows=len(rows), columns=tuple(columns), keys=keys, told=tuple(raw.told))


def _style(columns: Sequence[Sequence[str]]) -> str:
    """The sign before decimals, told by columns that can only be read in one way; empty when they differ."""
    signs = {sign for cells in columns if (sign := numerals.style([cell for cell in cells if cell]))}
    return signs.pop() if len(signs) == 1 else ""


def _place(raw: _Raw, row: tables.Row, at: int) -> Place:
    return Place(raw.path, row.line, at + 1, cell_name(at + 1, row.number))


def _name_totals(rows: Sequence[tables.Row], raw: _Raw) -> None:
    found = [(row, cell) for row in rows for cell in row.cells[:2] if numerals.is_total(cell)]
    for row, cell in found[:5]:
        raw.told.append(
            f"baris {row.number} berisi “{shown(cell.strip(), 40)}”: jumlah dari baris lain terhitung dua kali; hapus "
            "dari berkasnya bila begitu"
        )


# --- letters, separator, header ---------------------------------------------------------------------------


def _text(data: bytes, raw: _Raw) -> str:
    text, told, problems = canonical.letters(data, raw.path)
    if problems:
        raise NotATable([_no_csv(problem, raw) for problem in problems])
    raw.told += told
    if named := _SEP.match(text):
        raw.told.append(f"baris “{shown(named[0].strip(), 20)}” dihapus")
        text = text[named.end() :]
    if "\r" in text:
        raw.told.append("ganti baris Windows (CRLF) menjadi LF")
    return text


def _no_csv(problem: Problem, raw: _Raw) -> Problem:
    """A workbook, picture or archive under its own name is told how to become a table."""
    if problem.code != "isi-berkas-lain" or raw.path.lower().endswith(".csv"):
        return problem
    return Problem("dataset-bukan-csv", problem.place, problem.facts)


def _rows(text: str, raw: _Raw) -> tuple[tables.Row, list[tables.Row]]:
    """Header and rows, all of one width. The separator is the one that gives the most cells in even rows."""
    found: list[tuple[int, str, list[tables.Row]]] = []
    first = next((kept for kept in text.splitlines() if kept.strip()), "")
    # A header with any of the signs is none of one column, even where another sign would make all rows even.
    for mark in [mark for mark in _MARKS if mark in first] or [","]:
        rows = _split(text, mark)
        if rows and len({len(row.cells) for row in rows}) == 1:
            found.append((len(rows[0].cells), mark, rows))
    if not found:
        raise NotATable([_uneven(text, raw)])
    width, mark, rows = max(found, key=lambda one: one[0])
    rows = _table(rows, raw)
    if len(rows) < 2:
        raise NotATable([Problem("data-tanpa-baris", Place(raw.path), {"isi": raw.path})])
    raw.style = "," if mark == ";" else ""
    if mark != ",":
        raw.told.append(f"pemisah {_MARKS[mark]} menjadi koma")
    empty = [at for at in range(width) if not any(row.cells[at].strip() for row in rows)]
    if empty:
        raw.told.append(f"{len(empty)} kolom kosong dihapus")
        for row in rows:
            row.cells = [cell for at, cell in enumerate(row.cells) if at not in empty]
    return rows[0], rows[1:]


def _table(rows: list[tables.Row], raw: _Raw) -> list[tables.Row]:
    """The rows from that of the titles on, without the notes below: both are told with their place."""
    first = next((at for at, row in enumerate(rows[:_ROWS_SEARCHED]) if _filled(row) > 1), 0)
    if first and not _are_titles(rows[first]):
        first = 0
    last = len(rows)
    while last > first + 2 and _filled(rows[last - 1]) == 1 < len(rows[last - 1].cells) and _is_footer(rows[last - 1]):
        last -= 1
    if first:
        raw.told.append(
            f"judul kolom ada di baris {rows[first].number}; di atasnya tidak ikut: {_quoted(rows[:first])}"
        )
    if last < len(rows):
        raw.told.append(f"catatan di bawah tabel tidak ikut: {_quoted(rows[last:])}")
    return rows[first:last]


def _filled(row: tables.Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _are_titles(row: tables.Row) -> bool:
    """Whether a row names columns: it is full, nothing in it stands twice, and most of it is no number."""
    cells = [cell.strip().casefold() for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    words = [cell for cell in cells if cell and not _NO_TITLE.fullmatch(cell)]
    return all(cells) and len(set(cells)) == len(cells) and 2 * len(words) > len(cells)


def _is_footer(row: tables.Row) -> bool:
    return bool(_FOOTER.fullmatch(next(cell for cell in row.cells if cell.strip()).strip().replace("\n", " ")))


def _quoted(rows: Sequence[tables.Row]) -> str:
    texts = ["; ".join(cell.strip() for cell in row.cells if cell.strip()) for row in rows]
    return ", ".join(f"baris {row.number} “{shown(text, 80)}”" for row, text in zip(rows, texts, strict=True))


def _split(text: str, mark: str) -> list[tables.Row] | None:
    csv.field_size_limit(tables.LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows, start = [], 1
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append(tables.Row(start, number, cells))
            start = reader.line_num + 1
    except csv.Error:
        return None
    return rows


def _uneven(text: str, raw: _Raw) -> Problem:
    """Why no separator gives even rows: an empty file, a broken quote or cell, or the first row of another width."""
    if not text.strip():
        return Problem("berkas-kosong", Place(raw.path, 1), {"kolom": ["nama_kolom"]})
    first = text.strip().splitlines()[0]
    mark = max(_MARKS, key=first.count)
    rows = _split(text, mark)
    if rows is None:
        return Problem("kutip-rusak", Place(raw.path, 1), {"isi": first, "baris": 1, "sampai": len(text.splitlines())})
    width = len(rows[0].cells)
    wrong = next(row for row in rows if len(row.cells) != width)
    return Problem("jumlah-sel", Place(raw.path, wrong.line), {"ada": len(wrong.cells), "harus": width})


def _names(header: tables.Row, raw: _Raw) -> list[str]:
    """Names for the columns as the portal writes them: small letters, digits, underscores."""
    names: list[str] = []
    problems: list[Problem] = []
    for at, title in enumerate(header.cells):
        place = Place(raw.path, header.line, at + 1, cell_name(at + 1, header.number))
        plain = values.meant_id(guesses.UNIT.sub("", title)).replace("-", "_").strip("_")[:60]
        name = plain if plain[:1].isalpha() or not plain else f"kolom_{plain}"
        if not name:
            problems.append(Problem("kolom-tanpa-nama", place))
        elif name in names:
            problems.append(Problem("kolom-ganda", place, {"isi": title}))
        names.append(name)
    if problems:
        raise NotATable(problems)
    changed = [f"“{shown(old, 60)}” → {new}" for old, new in zip(header.cells, names, strict=True) if old != new]
    if changed:
        raw.told.append(f"nama kolom: {', '.join(changed)}")
    return names


def _no_people(header: tables.Row, rows: Sequence[tables.Row], raw: _Raw) -> None:
    """Refuses what tells of people; the values are never repeated."""
    if is_private_header(header.cells):
        raise NotATable([Problem("register-privat-di-repositori", Place(raw.path, header.line), {"isi": raw.path})])
    for row in (header, *rows):
        for at, cell in enumerate(row.cells):
            # The place is the cell of the file as it is; the text alone would not tell it.
            found = [
                p.facts for p in scan.in_records(cell, raw.path, lambda value, path: False) if p.code == "data-pribadi"
            ]
            place = Place(raw.path, row.line, at + 1, cell_name(at + 1, row.number))
            if found:
                raise NotATable([Problem("data-pribadi", place, facts) for facts in found])
