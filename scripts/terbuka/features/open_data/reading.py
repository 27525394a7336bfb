"""Open datasets: the folders ``datasets/badan/<body>/data/<id>/`` with ``datapackage.yml`` and its CSV files.

Promises: a file that the description does not name, or that it names and that is not there, is a problem; a dataset
with any problem of form is absent. Files are found by their bare name in the folder: no path, no link, nothing remote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from terbuka.base.periods import day_of
from terbuka.base.problem import Place, Problem, blocking
from terbuka.base.store import VERDICTS, Store, key
from terbuka.duties.corpus import Corpus
from terbuka.features.open_data.record import NUMBERS, DataColumn, Dataset, DataTable, OpenDataset, Release, TableSpec
from terbuka.record import numerals, scan, tables
from terbuka.record.reader import Reader
from terbuka.record.schema import Column, Schema
from terbuka.record.text import entries
from terbuka.record.values import is_windows_name

KIND = "datapackage"
DESCRIPTION = f"{KIND}.yml"
RELEASES = "rilis"
#: The state of the last release of each table, as ``terbuka release`` wrote it: ``<table>.csv``.
STATES = RELEASES
#: Types whose columns may have a smallest and a largest value.
LIMITED = ("bilangan", "desimal", "tahun", "tanggal", "lintang", "bujur")
_FILE = re.compile(r"[a-z0-9][a-z0-9._-]{0,100}\.csv")


def read_datasets(reader: Reader, base: str) -> dict[str, OpenDataset]:
    """The sound datasets below the folder of a body, by id; empty without the folder ``data``."""
    below = f"{base}/data"
    if not any(entries(reader.root, below)) and not any(path.startswith(f"{below}/") for path in reader.instead):
        return {}
    made = {name: _dataset(reader, f"{below}/{name}", name) for name in reader.folders(below)}
    return {name: dataset for name, dataset in made.items() if dataset is not None}


def _dataset(reader: Reader, folder: str, name: str) -> OpenDataset | None:
    before = len(reader.problems)
    path = f"{folder}/{DESCRIPTION}"
    records = reader.needed(path, KIND, Dataset, id=name)
    if records is None:
        return None
    record = records[0]
    reader.problems += _names(record, path)
    reader.problems += _unfit(record)
    files = tuple(spec.file for spec in record.tables)
    if blocking(reader.problems[before:]):
        return None
    reader.strays(folder, (DESCRIPTION, f"{RELEASES}.yml", *files), (STATES,))
    reader.strays(f"{folder}/{STATES}", tuple(f"{spec.id}.csv" for spec in record.tables), ())
    releases = reader.optional(f"{folder}/{RELEASES}.yml", RELEASES, Release)
    read = {spec.id: table for spec in record.tables if (table := _table(reader, folder, spec)) is not None}
    if blocking(reader.problems[before:]):
        return None
    dataset = OpenDataset(record, read, releases or ())
    return replace(dataset, proven=reader.store.get(VERDICTS, _key_of(dataset)) is not None)


def remember(store: Store, corpus: Corpus, problems: Sequence[Problem]) -> None:
    """Keep which datasets have no problem at all: as long as nothing in them changes, their rows need no check."""
    at_fault = {p.place.path for p in problems}
    for body in corpus.bodies.values():
        for dataset in body.named(OpenDataset).values():
            folder = dataset.record.place.path.rsplit("/", 1)[0] + "/"
            if not dataset.proven and not any(path.startswith(folder) for path in at_fault):
                store.put(VERDICTS, _key_of(dataset), b"baik")
    store.tidy(VERDICTS)


def _key_of(dataset: OpenDataset) -> str:
    tables_ = (part for name, table in dataset.tables.items() for part in (name, table.text))
    return key("himpunan", repr(dataset.record), repr(dataset.releases), *tables_)


def _names(record: Dataset, path: str) -> Iterator[Problem]:
    """Names of files that are more than a name, and what is there twice."""
    for spec in record.tables:
        if not _FILE.fullmatch(spec.file) or is_windows_name(spec.file):
            facts = {"isi": spec.file, "kelompok": spec.file}
            yield Problem("data-nama-berkas", Place(path, spec.place.line), facts)
    for what, names in (
        ("kode", [(s.id, s) for s in record.tables]),
        ("berkas", [(s.file, s) for s in record.tables]),
    ):
        yield from _twice(what, names)
    for spec in record.tables:
        yield from _twice("nama", [(c.name, c) for c in spec.columns])


def _unfit(record: Dataset) -> Iterator[Problem]:
    """What the tables could not be read with: keys that are no columns, limits and choices of the wrong type."""
    for spec in record.tables:
        names = [c.name for c in spec.columns]
        for name in spec.keys:
            if name not in names:
                usul = next(iter(get_close_matches(name[:80], names, 1, 0.6)), "")
                facts = {"isi": name, "tabel": spec.id, "usul": usul, "pilihan": ", ".join(names)}
                yield Problem("data-kunci-kolom", spec.place, {**facts, "kelompok": name})
        for column in spec.columns:
            yield from _limits(column)
            if column.choices and column.type != "teks":
                yield Problem("data-pilihan-tipe", column.place, {"isi": column.name, "tipe": column.type})


def _limits(column: DataColumn) -> Iterator[Problem]:
    said = [limit for limit in (column.minimum, column.maximum) if limit is not None]
    values = [_value(limit, column.type) for limit in said]
    wrong = [limit for limit, value in zip(said, values, strict=True) if value is None]
    if not wrong and len(values) == 2 and values[0] > values[1]:  # type: ignore[operator] # both of one type
        wrong = [f"{said[0]} … {said[1]}"]
    for limit in wrong:
        yield Problem("data-batas-salah", column.place, {"isi": limit, "kolom": column.name, "tipe": column.type})


def _value(text: str, kind: str) -> Decimal | date | None:
    if kind not in LIMITED:
        return None
    try:
        value = day_of(text) if kind == "tanggal" else Decimal(text)
    except (ValueError, InvalidOperation):
        return None
    return value if isinstance(value, date) or value.is_finite() else None


def _twice(what: str, names: list[tuple[str, Any]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for name, record in names:
        if name in first:
            facts = {"kolom": what, "isi": name, "baris_pertama": first[name]}
            yield Problem("kunci-ganda", record.place, facts)
        first.setdefault(name, record.place.line)


def _table(reader: Reader, folder: str, spec: TableSpec) -> DataTable | None:
    path = f"{folder}/{spec.file}"
    text = reader.text(path) if reader.exists(path) else None
    if text is None:
        return None
    if "\r\n" in text and re.search(r"(?<!\r)\n", text):
        reader.problems.append(Problem("akhir-baris-campur", Place(path)))
        return None
    header, _, rest = text.replace("\r\n", "\n").partition("\n")
    if header and f"\n{header}\n" in f"\n{rest}\n":
        again = rest.split("\n").index(header) + 2
        reader.problems.append(Problem("data-kepala-ulang", Place(path, again)))
        return None
    schema = schema_of(spec)
    name = key("tabel", repr(schema), path, text)
    known = reader.store.get(VERDICTS, name)
    if known is None or known.endswith(b"tidak"):
        reader.found[path] = tuple(scan.in_table(text, path, _sought(spec, schema)))
    if known is not None:
        count, clean = known.decode().split()
        made = _Parsed(text, schema, path, int(count))
    else:
        read, problems = tables.parse(text, schema, path)
        reader.problems += problems
        if problems:
            return None
        made = _Parsed(text, schema, path, len(read.rows), read)
        clean = "tidak" if reader.found[path] else "ya"
        reader.store.put(VERDICTS, name, f"{len(read.rows)} {clean}".encode())
    if clean == "ya":
        reader.clean.add(path)
    return DataTable(spec, path, _Later(made, 0), _Later(made, 1), text)


def _sought(spec: TableSpec, schema: Schema) -> tuple[Column, ...]:
    """The columns in which values of a grammar of their own are no text; a number without a unit may be a telephone."""
    counted = {c.name for c in spec.columns if c.unit}
    return tuple(c for c in schema.columns if c.type not in NUMBERS or c.name in counted)


class _Parsed:
    """The rows of a sound table and their lines, read when somebody asks for them."""

    def __init__(self, text: str, schema: Schema, path: str, count: int, read: tables.Table | None = None):
        self.text, self.schema, self.path, self.count = text, schema, path, count
        self.parts = self._of(read) if read else None

    def _of(self, read: tables.Table) -> tuple[list[tuple[object, ...]], list[int]]:
        names = [c.name for c in self.schema.columns]
        return [tuple([cells.get(name) for name in names]) for _, cells in read.rows], [r.line for r, _ in read.rows]

    def part(self, number: int) -> list[Any]:
        if self.parts is None:
            read, problems = tables.parse(self.text, self.schema, self.path, proven=True)
            if problems or len(read.rows) != self.count:
                raise AssertionError(f"{self.path}: was found sound before and is not")
            self.parts = self._of(read)
        return self.parts[number]


class _Later(Sequence[Any]):
    """Rows or lines of a table as a sequence that knows its length before it is read."""

    __slots__ = ("_parsed", "_part")

    def __init__(self, parsed: _Parsed, part: int):
        self._parsed, self._part = parsed, part

    def __len__(self) -> int:
        return self._parsed.count

    def __getitem__(self, at: Any) -> Any:
        return self._parsed.part(self._part)[at]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._parsed.part(self._part))

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # a sequence of rows is no key


def schema_of(spec: TableSpec) -> Schema:
    """The table in the terms of the registers, so that it is read and checked as they are. References to other
    tables, and keys of several columns, are for the rules."""
    return Schema(
        kind=spec.id,
        title=spec.title,
        text=spec.text or "",
        shape="tabel",
        key=spec.keys[0] if len(spec.keys) == 1 else None,
        columns=tuple(
            Column(
                name=c.name,
                title=c.title,
                text=c.text,
                type=c.type,
                required=bool(c.required) or c.name in spec.keys,
                choices=c.choices or {},
                minimum=c.minimum,
                maximum=c.maximum,
                money=numerals.is_money(c.unit or "", c.title),
            )
            for c in spec.columns
        ),
        place=spec.place,
    )
