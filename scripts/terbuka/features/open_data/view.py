"""One table of an open dataset as its page sees it: cells in words, what each column holds, marks of rows.

Promises: exact values, said as people here write them; ``raw`` is the text of the canonical file, so that what the
script of the page shows and what stands without it come from one value. Holds no HTML and decides no rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import NamedTuple

from terbuka.features.open_data.record import DataColumn, DataTable, OpenDataset
from terbuka.kit import words
from terbuka.kit.cells import number, raw, said, told
from terbuka.kit.told import Figure, Told, Value, Word
from terbuka.kit.view import BodyView
from terbuka.law import routes

#: Rows in the page itself, of a table that is shown whole and of a longer one, and how many letters they may hold.
WHOLE, FIRST, LETTERS = 300, 100, 36_000
#: Rows on one further plain page, and the longest table that has such pages.
PLAIN, PLAIN_MOST = 500, 5_000
#: Rows in one file for the script.
PART = 1_000
#: A column with at most so many values can be chosen from; of so many the most frequent are named.
CHOOSABLE, NAMED = 30, 3
_CUT = 60


class Cell(NamedTuple):
    """``text`` for people, ``note`` what a code means."""

    text: str
    note: str = ""


class Row(NamedTuple):
    anchor: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a column holds: rows with a value, different values, and the rest in words."""

    column: DataColumn
    filled: int
    distinct: int
    told: Told

    @property
    def said(self) -> str:
        return str(self.told)


class TableView:
    """A table of a dataset; nothing is worked out before it is asked for."""

    def __init__(self, dataset: OpenDataset, table: DataTable):
        self.dataset = dataset
        self.table = table
        self.spec = table.spec
        self.id = table.spec.id
        self.columns = table.spec.columns
        names = [c.name for c in self.columns]
        self.keys = [names.index(name) for name in self.spec.keys if name in names]
        #: The column that names its row.
        self.head = self.keys[-1] if len(self.keys) == 1 else self.keys[0] if self.keys else 0
        self.count = len(table.rows)

    # --- codes

    @cached_property
    def labels(self) -> Mapping[int, Mapping[str, str]]:
        """By position of a column: what its codes mean, as it says itself or as the other table names them."""
        made: dict[int, Mapping[str, str]] = {}
        for position, column in enumerate(self.columns):
            if column.choices:
                made[position] = column.choices
            elif other := self.referred(column):
                made[position] = _names(other, column.refers_column or "")
        return made

    def referred(self, column: DataColumn) -> DataTable | None:
        """The table that a column refers to."""
        return self.dataset.tables.get(column.refers_table or "")

    def note(self, position: int, value: object) -> str:
        return self.labels[position].get(str(value), "") if position in self.labels and value is not None else ""

    # --- rows

    def look(self, position: int) -> str:
        """The class of the cells of a column: numbers are aligned, places and days are not broken."""
        column = self.columns[position]
        return "num" if column.is_number else "utuh" if column.type in ("koordinat", "tanggal") else ""

    def row(self, place: int) -> Row:
        values = self.table.rows[place]
        cells = tuple(
            Cell(said(v, c), self.note(n, v)) for n, (v, c) in enumerate(zip(values, self.columns, strict=True))
        )
        title = ", ".join(cells[n].text for n in self.keys) or f"baris {place + 1}"
        return Row(self.anchor(place), title, cells)

    def anchor(self, place: int) -> str:
        """The mark of a row: by its key, or by its place in a table without one."""
        values = self.table.rows[place]
        keys = [raw(values[n], self.columns[n]) for n in self.keys]
        return routes.row_anchor(keys or [str(place + 1)])

    def some(self, start: int, end: int) -> list[Row]:
        return [self.row(n) for n in range(start, min(end, self.count))]

    @cached_property
    def first(self) -> int:
        """How many rows stand in the page itself, within its weight."""
        wanted = self.count if self.count <= WHOLE else FIRST
        left = LETTERS
        for n in range(min(wanted, self.count)):
            left -= sum(len(c.text) + len(c.note) for c in self.row(n).cells) + 12 * len(self.columns)
            if left < 0:
                return max(n, 1)
        return wanted

    @property
    def searched(self) -> bool:
        """Whether the search of the site finds single rows: those of larger tables would weigh on every search."""
        return self.count <= WHOLE

    @cached_property
    def plain_pages(self) -> list[tuple[int, int]]:
        """Rows of the further pages that need no script; none for a table that is too long for them."""
        if self.count > PLAIN_MOST:
            return []
        return [(n, min(n + PLAIN, self.count)) for n in range(self.first, self.count, PLAIN)]

    @property
    def last_page(self) -> int:
        """The number of the last page of rows; the first one is the page of the table itself."""
        return len(self.plain_pages) + 1

    @cached_property
    def choosable(self) -> dict[int, list[tuple[str, str]]]:
        """Columns by which rows can be chosen: raw values with their words, in order."""
        made = {}
        for n, column in enumerate(self.columns):
            counted = self.counts[n]
            fits = n not in self.keys or len(self.keys) > 1
            if fits and 2 <= len(counted) <= CHOOSABLE and column.type in ("teks", "ya-tidak", "angka-ya", "tahun"):
                values = [v for v in counted if v is not None]
                named = [(raw(v, column), " ".join(filter(None, (said(v, column), self.note(n, v))))) for v in values]
                made[n] = sorted(named, key=lambda pair: pair[0])
        return dict(list(made.items())[:3])

    # --- what the columns hold

    @cached_property
    def counts(self) -> list[Counter[object]]:
        """How often each value stands in each column."""
        return [Counter(column) for column in zip(*self.table.rows, strict=True)] or [Counter() for _ in self.columns]

    @cached_property
    def summaries(self) -> list[Summary]:
        return [self._summary(n, column) for n, column in enumerate(self.columns)]

    def _summary(self, n: int, column: DataColumn) -> Summary:
        counted = self.counts[n].copy()
        empty = counted.pop(None, 0)
        filled = self.count - empty
        told = self._holds(n, column, counted, filled) if counted else Told("belum ada isi", {})
        return Summary(column, filled, len(counted), told)

    def _holds(self, n: int, column: DataColumn, counted: Counter[object], filled: int) -> Told:
        show: Callable[[object], Value] = lambda value: told(value, column)  # noqa: E731
        if column.is_number or column.type in ("tahun", "tanggal", "lintang", "bujur"):
            low, high = show(min(counted)), show(max(counted))  # type: ignore[type-var] # all of one type
            if not column.is_number:
                return Told("%(awal)s sampai %(akhir)s", {"awal": low, "akhir": high})
            middle = median(sorted(counted.elements()))  # type: ignore[type-var]
            unit = f" {column.unit}" if column.unit else ""
            values = {"kecil": low, "tengah": Figure(number(Decimal(str(middle)))), "besar": high, "satuan": unit}
            return Told("terkecil %(kecil)s, tengah %(tengah)s, terbesar %(besar)s%(satuan)s", values)
        if column.type == "koordinat":
            return Told("letak titik; lihat petanya", {})
        if len(counted) == filled > 1:
            return Told("semuanya berbeda", {})
        most = sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))[:NAMED]
        listed = tuple(
            Told(
                "%(isi)s (%(banyak)s)",
                {
                    "isi": Word(said(v, column)) if isinstance(v, bool) else _cut(self.note(n, v) or said(v, column)),
                    "banyak": Figure(words.number(count)),
                },
            )
            for v, count in most
        )
        return Told("terbanyak: %(isi)s" if len(counted) > NAMED else "%(isi)s", {"isi": listed})


def _names(table: DataTable, key: str) -> Mapping[str, str]:
    """What the rows of another table are called: its first column of text that is no key and no reference."""
    named = [
        c.name
        for c in table.spec.columns
        if c.type == "teks" and c.name not in table.spec.keys and c.name != key and not c.refers_table
    ]
    best = next((name for name in named if name in ("nama", "name")), named[0] if named else None)
    if best is None:
        return {}
    pairs: Sequence[tuple[object, object]] = list(zip(table.values(key), table.values(best), strict=True))
    return {str(k): str(v) for k, v in pairs if k is not None and v is not None}


def _cut(text: str) -> str:
    return text if len(text) <= _CUT else text[: _CUT - 1] + "…"


def feed_title(b: BodyView, dataset: OpenDataset) -> str:
    """What the feed of a dataset is called, in itself and in the head of its page."""
    return f"{'DATA CONTOH: ' if b.body.sample else ''}Kabar data: {dataset.record.title}"
