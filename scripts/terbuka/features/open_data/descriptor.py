"""The description of an open dataset in the terms of Data Package v2, for machines.

Promises: names of the standard (https://datapackage.org/standard/), our own ones only where it has none; no clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from terbuka.base import media
from terbuka.features.open_data.record import DataColumn, Dataset, OpenDataset, TableSpec
from terbuka.kit.vocabulary import LICENCES

_TYPES = {
    "teks": "string",
    "bilangan": "integer",
    "desimal": "number",
    "lintang": "number",
    "bujur": "number",
    "tanggal": "date",
    "tahun": "year",
    "ya-tidak": "boolean",
    "angka-ya": "boolean",
    "koordinat": "string",
}


def descriptor(
    dataset: OpenDataset, *, homepage: str, sample: bool, files: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """``datapackage.json``; ``files`` says of each table its ``path``, ``bytes`` and ``hash``."""
    record = dataset.record
    made: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": record.id,
        "title": f"{'CONTOH: ' if sample else ''}{record.title}",
        "description": record.text,
        "homepage": homepage,
        "version": record.updated_on.isoformat(),
        "created": f"{record.issued_on.isoformat()}T00:00:00Z",
        "licenses": [licence(record.licence)],
        "contributors": _contributors(record),
    }
    if record.sources:
        made["sources"] = [{"title": s.title, **({"path": s.link} if s.link else {})} for s in record.sources]
    if record.keywords:
        made["keywords"] = list(record.keywords)
    made["resources"] = [_resource(table.spec, files[name], sample) for name, table in dataset.tables.items()]
    made |= {"frekuensi": record.frequency, "dimutakhirkan_pada": record.updated_on.isoformat(), "contoh": sample}
    for name, value in (("periode_mulai", record.period_from), ("periode_sampai", record.period_until)):
        if value is not None:
            made[name] = value.isoformat()
    if record.third_party:
        made |= {"pihak_ketiga": True, "rujukan": record.official or ""}
    return made


def licence(code: str) -> dict[str, str]:
    """A licence as Data Package v2 has it."""
    made = LICENCES[code]
    return {"name": made.name, "title": made.title, **({"path": made.iri} if made.iri else {})}


def _contributors(record: Dataset) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = [{"title": record.producer, "roles": ["creator"]}]
    return [*made, *([{"title": record.steward, "roles": ["publisher"]}] if record.steward else [])]


def _resource(spec: TableSpec, file: Mapping[str, Any], sample: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": spec.id,
        "type": "table",
        "path": file["path"],
        "title": f"{'CONTOH: ' if sample else ''}{spec.title}",
        "format": "csv",
        "mediatype": media.CSV,
        "encoding": "utf-8",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['hash']}",
    }
    if spec.text:
        made["description"] = spec.text
    return made | {"schema": table_schema(spec.columns, spec.keys)}


def table_schema(columns: Sequence[DataColumn], keys: Sequence[str]) -> dict[str, Any]:
    """Table Schema v2 of a table."""
    made: dict[str, Any] = {"fields": [_field(c) for c in columns], "missingValues": [""]}
    if keys:
        made["primaryKey"] = list(keys)
    references = [
        {"fields": [c.name], "reference": {"resource": c.refers_table, "fields": [c.refers_column]}}
        for c in columns
        if c.refers_table and c.refers_column
    ]
    return made | ({"foreignKeys": references} if references else {})


def _field(column: DataColumn) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.title,
        "description": column.text,
    }
    if column.type == "ya-tidak":
        made |= {"trueValues": ["ya"], "falseValues": ["tidak"]}
    if column.type == "angka-ya":
        made |= {"trueValues": ["1"], "falseValues": ["0"]}
    if column.choices:
        made["categories"] = [{"value": value, "label": label} for value, label in column.choices.items()]
    rules: dict[str, Any] = {"required": True} if column.required else {}
    for rule, limit in (("minimum", column.minimum), ("maximum", column.maximum)):
        if limit is not None:
            rules[rule] = _limit(limit, column.type)
    if rules:
        made["constraints"] = rules
    return made | ({"satuan": column.unit} if column.unit else {})


def _limit(text: str, kind: str) -> int | float | str:
    if kind in ("bilangan", "tahun"):
        return int(text)
    return text if kind == "tanggal" else float(text)
