"""What is in the ZIP of an office's own files, for machines: a Data Package with a Table Schema for every table.

Promises: pure; written from ``schemas/`` and from the descriptions of the datasets, never from the rows; a file whose
columns nobody describes is listed as a file.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from terbuka.base import media
from terbuka.base.periods import MOMENT_FORMAT
from terbuka.features.open_data.descriptor import table_schema
from terbuka.features.open_data.record import TableSpec
from terbuka.record.canonical import BODIES
from terbuka.record.schema import Column, Schema
from terbuka.record.values import meant_id, unused

#: Our types -> those of Table Schema; the others are texts.
_TYPES = {"bilangan": "integer", "tahun": "year", "tanggal": "date", "waktu": "datetime", "ya-tidak": "boolean"}
_MORE: dict[str, dict[str, Any]] = {
    "waktu": {"format": MOMENT_FORMAT},
    "ya-tidak": {"trueValues": ["ya"], "falseValues": ["tidak"]},
    "tautan": {"format": "uri"},
}


@dataclass(frozen=True, slots=True)
class Known:
    """What describes the files: schemas by kind, and the tables of sound datasets by the path of their file below the
    portal, each with the other tables of its dataset by id as paths."""

    schemas: Mapping[str, Schema]
    tables: Mapping[str, tuple[TableSpec, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Content:
    """A file: bytes counted, SHA-256 in hexadecimal, and of a table the names in its first row."""

    size: int
    sha256: str
    header: tuple[str, ...] = ()

    @classmethod
    def of(cls, path: str, data: bytes) -> Content:
        """What is said of the file with these bytes; a table that is none has no header."""
        return cls(len(data), hashlib.sha256(data).hexdigest(), _header(data) if path.endswith(".csv") else ())


def _header(data: bytes) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline="")), ()))
    except csv.Error:
        return ()


def described(name: str, title: str, files: Mapping[str, Content], known: Known, below: str) -> dict[str, Any]:
    """``datapackage.json`` of the files by path below the portal, which lie in the folder ``below`` beside it."""
    names = _names(files)
    resources = [
        _resource(path, content, names=names, known=known, below=below) for path, content in sorted(files.items())
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "resources": resources,
    }


def tables(descriptor: Mapping[str, Any]) -> int:
    return sum("schema" in resource for resource in descriptor["resources"])


def _names(files: Mapping[str, Any]) -> dict[str, str]:
    """A name of its own for each file, from its path."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for path in sorted(files):
        base = meant_id(path.removeprefix(f"{BODIES}/").replace("/", " ").removesuffix(".csv"))[:70] or "berkas"
        names[path] = unused(base, used)
        used.add(names[path])
    return names


def _resource(path: str, content: Content, *, names: Mapping[str, str], known: Known, below: str) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": names[path],
        "path": f"{below}/{path}",
        "bytes": content.size,
        "hash": f"sha256:{content.sha256}",
    }
    schema, title = _schema(path, content.header, names, known)
    if schema is not None:
        more = {"type": "table", "title": title, "format": "csv", "mediatype": media.CSV, "encoding": "utf-8"}
        return resource | more | {"schema": schema}
    return resource | {"type": "file"}


def _schema(
    path: str, header: tuple[str, ...], names: Mapping[str, str], known: Known
) -> tuple[dict[str, Any] | None, str]:
    """The Table Schema of a table in the order of its own columns, and its title; None for any other file."""
    if path in known.tables:
        spec, others = known.tables[path]
        columns = [
            replace(c, refers_table=names[others[c.refers_table]]) if c.refers_table and c.refers_table in others else c
            for c in spec.columns
        ]
        return table_schema(columns, spec.keys), spec.title
    folder, _, file = path.rpartition("/")
    kind = known.schemas.get(file.removesuffix(".csv"))
    if not file.endswith(".csv") or kind is None or folder.rpartition("/")[0] != BODIES:
        return None, ""
    columns_ = {column.name: column for column in kind.columns}
    if not header or not set(header) <= columns_.keys() or len(set(header)) < len(header):
        return None, ""
    made: dict[str, Any] = {"fields": [_field(columns_[name]) for name in header], "missingValues": [""]}
    return made | ({"primaryKey": [kind.key]} if kind.key in header else {}), kind.title


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "title": column.title,
        "description": " ".join(column.text.split()),
    } | _MORE.get(column.type, {})
    rules: dict[str, Any] = {
        "required": column.required or None,
        "enum": list(column.choices) or None,
        "pattern": f"^(?:{column.pattern})$" if column.pattern else None,
        "maxLength": column.longest,
        "minimum": _limit(column, column.minimum),
        "maximum": _limit(column, column.maximum),
    }
    kept = {name: rule for name, rule in rules.items() if rule is not None}
    return described | ({"constraints": kept} if kept else {})


def _limit(column: Column, limit: str | None) -> int | str | None:
    return int(limit) if limit is not None and column.type in ("bilangan", "tahun") else limit


def dictionary(schemas: Mapping[str, Schema]) -> str:
    """Every kind of record in words, as Markdown: what it is, and what each of its columns means."""
    parts = [
        "# Kamus data\n\nArti setiap berkas dan kolom. Bentuk yang sama untuk program ada di samping berkas ini.\n"
    ]
    for kind, schema in sorted(schemas.items()):
        parts.append(f"## {schema.title} (`{kind}`)\n\n{' '.join(schema.text.split())}\n")
        parts.append("\n".join(_lines(schema.columns, "")) + "\n")
    return "\n".join(parts)


def _lines(columns: tuple[Column, ...], indent: str) -> list[str]:
    lines = []
    for column in columns:
        needed = ", wajib" if column.required else ""
        choices = f" Pilihan: {'; '.join(f'{v} = {w}' for v, w in column.choices.items())}." if column.choices else ""
        text = " ".join(column.text.split())
        lines.append(f"{indent}- `{column.name}` ({column.type}{needed}): {column.title}. {text}{choices}")
        lines += _lines(column.columns, indent + "  ")
    return lines
