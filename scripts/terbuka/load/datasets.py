"""Open datasets: the folders ``datasets/badan/<body>/data/<id>/`` with ``datapackage.yml`` and its CSV files.

Promises: a file that the description does not name, or that it names and that is not there, is a problem; a dataset
with any problem of form is absent. Files are found by their bare name in the folder: no path, no link, nothing remote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from terbuka.load import tables
from terbuka.load.reader import Reader
from terbuka.load.text import entries
from terbuka.model import Column, DataColumn, Dataset, DataTable, OpenDataset, Release, Schema, TableSpec
from terbuka.problem import Place, Problem, blocking

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
    return None if blocking(reader.problems[before:]) else OpenDataset(record, read, releases or ())


def _names(record: Dataset, path: str) -> Iterator[Problem]:
    """Names of files that are more than a name, and what is there twice."""
    for spec in record.tables:
        if not _FILE.fullmatch(spec.file):
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
        return date.fromisoformat(text) if kind == "tanggal" else Decimal(text)
    except (ValueError, InvalidOperation):
        return None


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
    read, found = tables.read(text, schema_of(spec), path)
    reader.problems += found
    if found:
        return None
    names = [c.name for c in spec.columns]
    rows = [tuple(cells.get(name) for name in names) for _, cells in read.rows]
    return DataTable(spec, path, rows, [row.line for row, _ in read.rows], text)


def schema_of(spec: TableSpec) -> Schema:
    """The table in the terms of the registers, so that it is read and checked as they are. References to other
    tables, and keys of several columns, are for ``validate``."""
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
            )
            for c in spec.columns
        ),
        place=spec.place,
    )
