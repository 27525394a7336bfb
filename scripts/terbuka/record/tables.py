"""CSV tables: from text to rows of typed values.

CSV syntax, header, cells and their grammar; what ``constraints`` finds on the values that were accepted is worded
here. Promises: each row that is returned is whole; a table with problems returns none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import islice
from typing import Any

from terbuka.base import personal
from terbuka.base.problem import MOST_OF_A_KIND, Place, Problem, capped, cell_name
from terbuka.record import values
from terbuka.record.cells import has_long_cell, lines_of, overlong, separators
from terbuka.record.constraints import Broken, Rule, broken, keeps_rules
from terbuka.record.headings import Headings, by_words
from terbuka.record.schema import Column, Schema
from terbuka.record.schemas import by_label, limits
from terbuka.record.text import line
from terbuka.record.values import Wrong

LONGEST_CELL = 20_000
#: More columns than anybody reads.
MOST_COLUMNS = 1_000
#: Above so many letters or lines a table is looked through once without being kept, so that a refused one costs little.
_LARGE, _MANY = 12_000_000, 200_000
MOST_PROBLEMS = 1_000
#: Looking for what was meant is slow; after so many times it is left.
MOST_HINTS = 50

_UNREAD = object()
#: Distinct cells of a column that are kept while it is read.
_MOST_SEEN = 2_000


@dataclass(slots=True)
class Row:
    """One record of a table: ``line`` in the file, ``number`` as a spreadsheet counts it (header is 1)."""

    line: int
    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """What was accepted: the header as it stands in the file, and each row with its values by column."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[Row, dict[str, Any]], ...] = ()


#: The last sound table of each path: unchanged, it need not be checked twice, be it in another version of
#: the portal or in the next build. Nobody changes the rows of a table.
_sound: dict[str, tuple[str, Schema, Table]] = {}


def read(text: str, schema: Schema, path: str) -> tuple[Table, list[Problem]]:
    """The whole table, or an empty one and its problems; never both."""
    before, described, table = _sound.get(path, ("", None, Table()))
    if before == text and described == schema:
        return table, []
    table, problems = parse(text, schema, path)
    if not problems:
        _sound[path] = text, schema, table
    return table, problems


def parse(text: str, schema: Schema, path: str, *, proven: bool = False) -> tuple[Table, list[Problem]]:
    """As ``read``, remembering nothing; in a ``proven`` table the constraints are not checked again."""
    reader = _Table(schema, path)
    if found := overlong(text, path):
        return Table(), [found]
    if not proven and (len(text) > _LARGE or text.count("\n") > _MANY):
        problems = list(capped(_Table(schema, path).looked_through(text)))
        if problems:
            return Table(), problems
    rows, problems = reader.rows(text)
    if problems:
        return Table(), problems
    header, *records = rows
    if below := reader.header_below(rows):
        return Table(), [below]
    problems = reader.take_header(header)
    if problems:
        return Table(), problems
    typed, problems = reader.values(records)
    if not proven:
        problems += reader.constraints(typed, whole=len(typed) == len(records))
    if problems:
        return Table(), problems
    return Table(tuple(reader.header), tuple(typed)), []


class _Table:
    def __init__(self, schema: Schema, path: str):
        self.schema, self.path = schema, path
        self.columns = {c.name: c for c in schema.columns}
        self.headings = Headings(schema)
        self.header: list[str] = []
        self.bad: set[tuple[int, str]] = set()
        self.hints = 0

    def place(self, row: Row, column: str = "") -> Place:
        if not column:
            return Place(self.path, row.line)
        position = self.header.index(column) + 1 if column in self.header else 1
        return Place(self.path, row.line, position, cell_name(position, row.number))

    def near(self, text: str, known: Sequence[str]) -> str:
        """The known word that was probably meant; empty when none is near."""
        self.hints += 1
        if self.hints > MOST_HINTS or len(text) > 80:
            return ""
        close = get_close_matches(text.strip().lower().replace(" ", "_"), known, 1, 0.6)
        close = close or get_close_matches(text.strip().lower().replace(" ", "-"), known, 1, 0.6)
        return close[0] if close else ""

    # --- syntax ---

    def rows(self, text: str) -> tuple[list[Row], list[Problem]]:
        rows: list[Row] = []
        problems = list(separators(text, self.path))
        for record in () if problems else self._records(text):
            if isinstance(record, Problem):
                return rows, [record]
            rows.append(record)
        if not rows and not problems:
            problems.append(Problem("berkas-kosong", Place(self.path, 1), {"kolom": list(self.columns)}))
        return rows, problems

    def looked_through(self, text: str) -> Iterator[Problem]:
        """The problems of header and cells, while no row is kept."""
        known: list[dict[str, Any]] = []
        # Rows of cells that were all found sound before need not be read again.
        clean: list[set[str]] = []
        for record in tuple(separators(text, self.path)) or self._records(text):
            if isinstance(record, Problem):
                yield record
            elif not self.header:
                found = self.take_header(record)
                yield from found
                if found:
                    return
                known, clean = [{} for _ in self.header], [set() for _ in self.header]
            elif len(record.cells) != len(clean) or not all(map(set.__contains__, clean, record.cells)):
                problems = self.read_row(record, known)[1]
                yield from problems
                self.bad.clear()
                for seen, cell in () if problems else zip(clean, record.cells, strict=True):
                    if len(seen) < _MOST_SEEN:
                        seen.add(cell)

    def _records(self, text: str) -> Iterator[Row | Problem]:
        """The rows that hold anything; a problem in the place of the first that cannot be read."""
        reader = csv.reader(lines_of(text), strict=True)
        csv.field_size_limit(LONGEST_CELL)
        start, number = 1, 0
        try:
            for cells in reader:
                number += 1
                if "".join(cells).strip():
                    yield Row(start, number, cells)
                start = reader.line_num + 1
        except csv.Error:
            last = max(start, reader.line_num)
            if last == start and has_long_cell(islice(lines_of(text), start - 1, last), LONGEST_CELL):
                yield Problem("sel-terlalu-panjang", Place(self.path, start), {"batas": LONGEST_CELL})
                return
            facts = {"isi": line(text, start), "baris": start, "sampai": last}
            yield Problem("kutip-rusak", Place(self.path, start), facts)

    # --- header ---

    def header_below(self, rows: Sequence[Row]) -> Problem | None:
        """The problem of a table whose names of columns stand below its first row; None where they do not."""
        best = self.headings.row_of([row.cells for row in rows])
        if not best:
            return None
        above = "; ".join(cell.strip() for row in rows[:best] for cell in row.cells if cell.strip())
        facts = {"baris_judul": rows[best].number, "isi": above}
        return Problem("judul-kolom-di-bawah", Place(self.path, rows[best].line), facts)

    def take_header(self, row: Row) -> list[Problem]:
        if len(row.cells) > MOST_COLUMNS:
            number = {"jumlah": len(row.cells), "batas": MOST_COLUMNS}
            return [Problem("kolom-terlalu-banyak", Place(self.path, row.line), number)]
        self.header = row.cells
        present = set(row.cells)
        free = [name for name in self.columns if name not in present]
        problems: list[Problem] = []
        meant: set[str] = set()
        seen: set[str] = set()
        for position, name in enumerate(self.header, 1):
            place = Place(self.path, row.line, position, cell_name(position, row.number))
            if name in seen and name in self.columns:
                problems.append(Problem("kolom-ganda", place, {"isi": name, "kelompok": name}))
            elif name not in self.columns:
                problems.append(self._unknown(name, place, free, meant))
            seen.add(name)
        for name in free:
            if self.columns[name].required and name not in meant:
                facts = {"kolom": name, "judul": self.columns[name].title}
                problems.append(Problem("kolom-kurang", Place(self.path, row.line), facts))
        return problems

    def _unknown(self, name: str, place: Place, free: Sequence[str], meant: set[str]) -> Problem:
        """A column that the schema does not have; in a register without people it may not even be a slip."""
        refused = self.schema.impersonal and personal.names_a_person(name)
        close = self._meant(name, free) if name.strip() and not refused else ""
        meant.add(close)
        facts = {"isi": name, "usul": close, "kolom_kurang": list(free), "kelompok": close}
        if close:
            return Problem("kolom-salah-eja", place, facts)
        if not name.strip():
            return Problem("kolom-tanpa-nama", place, facts)
        if self.schema.impersonal:
            return Problem("kolom-pribadi", place, {**facts, "register": self.schema.title, "kelompok": name})
        return Problem("kolom-tak-dikenal", place, facts)

    def _meant(self, name: str, free: Sequence[str]) -> str:
        """The free column that a heading means: by its name or title, by a slip of these, by the words of its title."""
        titled = self.headings.meant(name)
        if titled in free:
            return str(titled)
        if close := self.near(name, free):
            return close
        return by_words(name, (self.columns[one] for one in free)) if self.hints <= MOST_HINTS else ""

    # --- cells ---

    def values(self, rows: Sequence[Row]) -> tuple[list[tuple[Row, dict[str, Any]]], list[Problem]]:
        typed: list[tuple[Row, dict[str, Any]]] = []
        # Most tables say the same again and again; what was read once need not be read twice.
        known: list[dict[str, Any]] = [{} for _ in self.header]

        def read_all() -> Iterator[Problem]:
            for row in rows:
                made, problems = self.read_row(row, known)
                yield from problems
                if made is not None and len(self.bad) < MOST_OF_A_KIND:
                    typed.append((row, made))
            if len(self.bad) >= MOST_OF_A_KIND:
                typed.clear()  # so much is wrong that nothing else is looked at

        return typed, list(capped(read_all()))

    def read_row(self, row: Row, known: Sequence[dict[str, Any]]) -> tuple[dict[str, Any] | None, Sequence[Problem]]:
        """The values of a row by column, None when it has too many or too few cells; and what is wrong with it."""
        width = len(self.header)
        if len(row.cells) > width and not any(c.strip() for c in row.cells[width:]):
            row.cells = row.cells[:width]
        if len(row.cells) != width:
            return None, [self._wrong_width(row, width)]
        made: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, cell, seen in zip(self.header, row.cells, known, strict=True):
            value = seen.get(cell, _UNREAD)
            if value is _UNREAD:
                value = values.read(cell, self.columns[name]) if cell and not cell.isspace() else None
                if len(seen) < _MOST_SEEN:
                    seen[cell] = value
            if isinstance(value, values.Wrong):
                self.bad.add((row.number, name))
                problems += self._refused(value, self.columns[name], self.place(row, name))
                value = None
            made[name] = value
        return made, problems

    def _refused(self, wrong: Wrong, column: Column, place: Place) -> Iterator[Problem]:
        """A refused cell. What was probably meant is proposed only when its column takes it; a range that it breaks is
        said at once, not after it has been corrected."""
        facts = {"kolom": column.name, **wrong.facts}
        meant = values.read(str(facts["usul"]), column) if facts.get("usul") else None
        if meant is not None and not isinstance(meant, values.Wrong) and not keeps_rules(column, meant):
            if column.minimum is not None or column.maximum is not None:
                yield Problem(
                    "di-luar-batas", place, {**facts, "isi": facts["usul"], "usul": "", "batas": limits(column)}
                )
            facts["usul"] = ""
        yield Problem(wrong.code, place, facts)

    def _wrong_width(self, row: Row, width: int) -> Problem:
        """Too many or too few commas; a record over several lines has rather swallowed the next rows."""
        lines = sum(cell.count("\n") for cell in row.cells)
        if lines:
            swallowing = next(cell for cell in row.cells if "\n" in cell).replace("\n", " ⏎ ")
            facts: dict[str, Any] = {"baris": row.line, "sampai": row.line + lines, "isi": swallowing}
            return Problem("kutip-rusak", Place(self.path, row.line), facts)
        facts = {"ada": len(row.cells), "harus": width, "kelompok": "jumlah-sel"}
        return Problem("jumlah-sel", Place(self.path, row.line), facts)

    # --- constraints ---

    def constraints(self, typed: Sequence[tuple[Row, dict[str, Any]]], *, whole: bool) -> list[Problem]:
        """Problems of required values, choices, patterns, ranges, keys; of references only in a ``whole``
        table, because the row that is pointed to may be the one that could not be read."""
        whole = whole and not any(name == self.schema.key for _, name in self.bad)
        found = broken([cells for _, cells in typed], self.schema, self.header, references=whole)
        first_ones = list(islice(found, MOST_PROBLEMS))
        problems: list[Problem] = []
        bare: set[int] = set()
        for one in first_ones:
            row, cells = typed[one.row]
            if one.rule is not Rule.REQUIRED or not (lacks := self._without_all(row, cells)):
                problems += self._worded(one, row, cells, typed)
            elif row.number not in bare:
                bare.add(row.number)
                problems.append(Problem("wajib-kosong", self.place(row), {"kolom": lacks}))
        return list(capped(problems, at_least=len(first_ones) >= MOST_PROBLEMS))

    def _without_all(self, row: Row, cells: dict[str, Any]) -> list[str]:
        """The required columns of a row that has nothing in any of them: one mistake, one message."""
        required = [n for n in self.header if self.columns[n].required and (row.number, n) not in self.bad]
        return required if len(required) > 1 and all(cells[name] is None for name in required) else []

    def _worded(self, one: Broken, row: Row, cells: dict[str, Any], typed: Any) -> Iterator[Problem]:
        """A broken rule as our problem; none about a cell that was refused already."""
        name = one.column.name
        if (row.number, name) not in self.bad:
            code, facts = self._told(one, cells[name], typed)
            yield Problem(code, self.place(row, name), {"kolom": name, **facts})

    def _told(self, one: Broken, found: Any, typed: Any) -> tuple[str, dict[str, Any]]:
        column = one.column
        if one.rule is Rule.KEY:
            return "kunci-ganda", {"isi": found, "baris_pertama": typed[one.first][0].line, "kelompok": found}
        if one.rule is Rule.REFERENCE:
            known = [str(cells[str(column.refers_to)]) for _, cells in typed]
            return "rujukan-mati", {"isi": found, "usul": self.near(str(found), known), "kelompok": found}
        if one.rule is Rule.CHOICE:
            choices = list(column.choices)
            usul = by_label(column).get(str(found).lower()) or self.near(str(found), choices)
            facts = {"isi": found, "pilihan": choices, "usul": usul, "kelompok": [column.name, found]}
            return "pilihan-salah", facts
        if one.rule is Rule.PATTERN:
            return "pola-salah", {"isi": found, "bentuk": column.pattern_words}
        if one.rule is Rule.RANGE:
            return "di-luar-batas", {"isi": found, "batas": limits(column)}
        if one.rule is Rule.LENGTH:
            return "terlalu-panjang", {"panjang": len(str(found)), "batas": column.longest}
        return "wajib-kosong", {}


def as_text(value: Any) -> str:
    """The canonical text of an accepted value, as it stands in a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(value) if isinstance(value, tuple) else str(value)
