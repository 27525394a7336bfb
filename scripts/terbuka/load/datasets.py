"""Open datasets: the folders ``datasets/badan/<body>/data/<id>/`` with ``datapackage.yml`` and its CSV files.

Promises: a file that the description does not name, or that it names and that is not there, is a problem; a dataset
with any problem of form is absent. Files are found by their bare name in the folder: no path, no link, nothing remote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from terbuka.load import tables
from terbuka.load.reader import Reader
from terbuka.load.text import entries
from terbuka.model import Column, Dataset, DataTable, OpenDataset, Schema, TableSpec
from terbuka.problem import Place, Problem, blocking

KIND = "datapackage"
DESCRIPTION = f"{KIND}.yml"
RELEASES = "rilis.yml"
_FILE = re.compile(r"[a-z0-9][a-z0-9._-]{0,100}\.csv")


def read_datasets(reader: Reader, base: str) -> dict[str, OpenDataset]:
    """The sound datasets below the folder of a body, by id; empty without the folder ``data``."""
    below = f"{base}/data"
    if not any(entries(reader.root, below)):
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
    files = tuple(spec.file for spec in record.tables)
    if blocking(reader.problems[before:]):
        return None
    reader.strays(folder, (DESCRIPTION, RELEASES, *files), ())
    read = {spec.id: table for spec in record.tables if (table := _table(reader, folder, spec)) is not None}
    return None if blocking(reader.problems[before:]) else OpenDataset(record, read)


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
