"""Open datasets against themselves: keys, references between tables, limits, units, charts, coordinates.

Promises: pure and without a clock: how old the data are is for the judge. Cells were read and constrained at the door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from terbuka.base.problem import Place, Problem, cell_name
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.duties.rules import large
from terbuka.features.open_data.record import (
    COORDINATE,
    LATITUDE,
    LONGITUDE,
    DataChart,
    DataColumn,
    DataTable,
    OpenDataset,
    TableSpec,
)
from terbuka.law.law import Law
from terbuka.record import numerals
from terbuka.record.near import near
from terbuka.record.numerals import with_comma
from terbuka.record.schema import UPLOAD_BYTES
from terbuka.record.spot import Spot

#: Latitude and longitude of Indonesia with its seas, in whole degrees outwards: Rondo (6°04' N) to Pamana (11° S),
#: Benggala (94°58' E) to the border in Papua (141°01' E).
LATITUDES, LONGITUDES = (Decimal(-12), Decimal(7)), (Decimal(94), Decimal(142))
_IN_PARENTHESES = re.compile(r"\(([^()]{1,20})\)\s*$")
#: One unit written in two ways is one unit.
_SAME_UNIT = {"ha": "hektare", "km2": "km²", "kilometer persegi": "km²", "m2": "m²", "%": "persen", "rp": "rupiah"}
_AMOUNT = re.compile(r"[0-9][0-9.,]*\s?([A-Za-z%][A-Za-z%²³/0-9]{0,15})")
_MOST = 50
_THOUSAND = 1_000
_DIGITS_OF_A_GROUP = 3


def dataset_problems(dataset: OpenDataset) -> Iterator[Problem]:
    """All problems of one dataset, those of its description first."""
    record = dataset.record
    if record.period_from and record.period_until and record.period_until < record.period_from:
        days = {"mulai": record.period_from, "sampai": record.period_until}
        yield Problem("data-masa-terbalik", record.place, days)
    if record.third_party and not record.official:
        yield Problem("data-tanpa-rujukan", record.place)
    for table in dataset.tables.values():
        yield from _description(table.spec, dataset)
        if not dataset.proven:
            yield from _rows(table, dataset)


def _description(spec: TableSpec, dataset: OpenDataset) -> Iterator[Problem]:
    for column in spec.columns:
        yield from _reference(column, dataset)
        yield from _units(column)
    for chart in spec.charts:
        yield from _chart(chart, spec)


def _reference(column: DataColumn, dataset: OpenDataset) -> Iterator[Problem]:
    if column.refers_table is None and column.refers_column is None:
        return
    table = dataset.tables.get(column.refers_table or "")
    there = [c.name for c in table.spec.columns] if table else []
    if column.refers_column in there:
        return
    known = [f"{t.spec.id}.{c.name}" for t in dataset.tables.values() for c in t.spec.columns if c.name in t.spec.keys]
    aim = f"{column.refers_table or '(tanpa tabel)'}.{column.refers_column or '(tanpa kolom)'}"
    facts = {"isi": column.name, "tujuan": aim, "pilihan": ", ".join(known) or "(belum ada kunci)"}
    yield Problem("data-rujukan-kolom", column.place, facts)


def _units(column: DataColumn) -> Iterator[Problem]:
    """A unit in parentheses at the end of the title counts, when ``satuan`` says another one; so does ``a/b, c``."""
    units = [u.strip() for u in re.split(r"[,;]| atau | dan ", column.unit or "") if u.strip()]
    named = _IN_PARENTHESES.search(column.title)
    if named and units:
        units.append(named[1].strip())
    told = {_SAME_UNIT.get(u.lower(), u.lower()): u for u in units}
    if len(told) > 1:
        yield Problem("data-satuan-ganda", column.place, {"isi": column.name, "satuan": ", ".join(told.values())})


def _chart(chart: DataChart, spec: TableSpec) -> Iterator[Problem]:
    if chart.kind == "tanpa":
        return
    columns = {c.name: c for c in spec.columns}
    numbers = ", ".join(c.name for c in spec.columns if c.is_number) or "(tidak ada)"
    whys: list[tuple[str, str]] = []
    if chart.x is None:
        whys.append(("x belum disebut", "x is not named"))
    for key, name in (("x", chart.x), ("y", chart.y), ("kelompok", chart.group)):
        if name is not None and name not in columns:
            whys.append((f"{key} menyebut kolom “{name}”, yang tidak ada", f"{key} names “{name}”, which is no column"))
    if chart.y in columns and not columns[chart.y or ""].is_number:
        whys.append((f"y adalah kolom {chart.y}, yang bukan bilangan", f"y is the column {chart.y}, not a number"))
    for why, english in whys:
        facts = {"tabel": spec.id, "sebab": why, "sebab_en": english, "pilihan": numbers, "kelompok": why}
        yield Problem("data-grafik", chart.place, facts)


# --- rows -------------------------------------------------------------------------------------------------


def _rows(table: DataTable, dataset: OpenDataset) -> Iterator[Problem]:
    if not table.rows:
        yield Problem("data-tanpa-baris", Place(table.path), {"isi": table.spec.id})
        return
    yield from _keys(table)
    yield from _totals(table)
    for position, column in enumerate(table.spec.columns):
        yield from _dead(table, position, column, dataset)
        yield from _two_readings(table, position, column)
        yield from _units_in_cells(table, position, column)
    yield from _spots(table)


def _cell(table: DataTable, row: int, position: int) -> Place:
    return Place(table.path, table.lines[row], position + 1, cell_name(position + 1, row + 2))


def _keys(table: DataTable) -> Iterator[Problem]:
    """Keys of several columns; those of one are looked at when the table is read."""
    names = [c.name for c in table.spec.columns]
    if len(table.spec.keys) < 2 or not set(table.spec.keys) <= set(names):
        return
    positions = [names.index(name) for name in table.spec.keys]
    first: dict[tuple[object, ...], int] = {}
    for row, cells in enumerate(table.rows):
        found = tuple(cells[p] for p in positions)
        if found in first:
            facts = {"kolom": ", ".join(table.spec.keys), "isi": ", ".join(map(str, found))}
            facts["baris_pertama"] = str(table.lines[first[found]])
            yield Problem("data-kunci-ganda", _cell(table, row, positions[0]), facts)
        first.setdefault(found, row)


def _two_readings(table: DataTable, position: int, column: DataColumn) -> Iterator[Problem]:
    """A column of decimals of which each could be thousands: ``221.543``. Nothing tells which, unless somebody does."""
    if column.type != "desimal" or column.form or numerals.is_rate(column.title, column.name, column.unit or ""):
        return
    if column.maximum is not None and Decimal(column.maximum) < _THOUSAND:
        return
    first: tuple[int, str, tuple[str, str]] | None = None
    for at, row in enumerate(table.rows):
        text = "" if row[position] is None else str(row[position])
        both = numerals.two_readings(text)
        if both is None and ("." in text or len(text.lstrip("-")) > _DIGITS_OF_A_GROUP):
            return
        first = first or (both and (at, text, both)) or None
    if first is not None:
        at, text, (whole, decimal) = first
        facts = {"kolom": column.name, "isi": text, "ribuan": whole, "desimal": with_comma(decimal)}
        yield Problem("data-angka-dua-arti", _cell(table, at, position), facts)


def _totals(table: DataTable) -> Iterator[Problem]:
    """Rows that are called a sum, by one of their first two columns."""
    for at, row in enumerate(table.rows):
        name = next((cell for cell in row[:2] if isinstance(cell, str) and numerals.is_total(cell)), None)
        if name is not None:
            yield Problem("data-baris-jumlah", Place(table.path, table.lines[at]), {"isi": name})


def _dead(table: DataTable, position: int, column: DataColumn, dataset: OpenDataset) -> Iterator[Problem]:
    other = dataset.tables.get(column.refers_table or "")
    if other is None or column.refers_column not in [c.name for c in other.spec.columns]:
        return
    known = set(other.values(column.refers_column or ""))
    told = 0
    for row, cells in enumerate(table.rows):
        value = cells[position]
        if value is None or value in known:
            continue
        told += 1
        usul = near(str(value), map(str, known)) if told <= _MOST else ""
        facts = {"kolom": column.name, "isi": value, "tabel": other.spec.id, "kolom_lain": column.refers_column}
        yield Problem(
            "data-rujukan-mati",
            _cell(table, row, position),
            {**facts, "tempat": other.path, "usul": usul, "kelompok": [column.name, value]},
        )


def _units_in_cells(table: DataTable, position: int, column: DataColumn) -> Iterator[Problem]:
    """A column of text that holds amounts, each with its unit, and not all with the same."""
    if column.type != "teks":
        return
    first: tuple[str, int] | None = None
    for row, cells in enumerate(table.rows):
        match = _AMOUNT.fullmatch(str(cells[position])) if cells[position] is not None else None
        if cells[position] is not None and match is None:
            return
        if match is not None:
            unit = _SAME_UNIT.get(match[1].lower(), match[1].lower())
            first = first or (unit, row)
            if unit != first[0]:
                facts = {"isi": column.name, "satuan": f"{first[0]} (baris {table.lines[first[1]]}), {unit}"}
                yield Problem("data-satuan-ganda", _cell(table, row, position), facts)
                return


def _spots(table: DataTable) -> Iterator[Problem]:
    columns = table.spec.columns
    for position, column in enumerate(columns):
        if column.type not in (COORDINATE, LATITUDE, LONGITUDE):
            continue
        for row, cells in enumerate(table.rows):
            value = cells[position]
            if isinstance(value, Spot):
                outside = not (_within(value.latitude, LATITUDES) and _within(value.longitude, LONGITUDES))
            elif isinstance(value, Decimal) and column.type in ("lintang", "bujur"):
                outside = not _within(value, LATITUDES if column.type == "lintang" else LONGITUDES)
            else:
                continue
            if outside:
                text = value.text if isinstance(value, Spot) else str(value)
                yield Problem("data-luar-indonesia", _cell(table, row, position), {"isi": text, "kelompok": text})


def _within(value: Decimal, span: tuple[Decimal, Decimal]) -> bool:
    return span[0] <= value <= span[1]


def data_problems(records: BodyRecords, _law: Law, _corpus: Corpus) -> Iterator[Problem]:
    """Contradictions within each dataset, and tables that a browser cannot upload."""
    for dataset in records.named(OpenDataset).values():
        yield from dataset_problems(dataset)
        for table in dataset.tables.values():
            yield from large(table.path, len(table.text), UPLOAD_BYTES)
