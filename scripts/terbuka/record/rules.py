"""The rules of a table in the terms of frictionless: a descriptor of its columns with a rule.

Promises: pure. frictionless sees some of the columns only; the number of the row beside them keeps a row that is empty
there from being taken for one that is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from terbuka.record.schema import Column, Schema

#: A column that no table has: the number of the row.
NUMBER = "#"


def constrained(column: Column, schema: Schema) -> bool:
    """Whether frictionless has a rule to check on a column."""
    rules = (column.choices, column.pattern, column.minimum, column.maximum, column.longest, column.refers_to)
    return column.required or column.name == schema.key or any(rules)


def table_schema(columns: Sequence[Column], schema: Schema, *, references: bool) -> dict[str, Any]:
    """The descriptor of ``columns``, and before them ``NUMBER``, which no row is without."""
    number = {"name": NUMBER, "type": "integer"}
    made: dict[str, Any] = {"fields": [number, *(_table_field(column) for column in columns)]}
    if schema.key:
        made["primaryKey"] = [schema.key]
    made["foreignKeys"] = [
        {"fields": [c.name], "reference": {"resource": "", "fields": [c.refers_to]}}
        for c in columns
        if c.refers_to and references
    ]
    return made


def _table_field(column: Column) -> dict[str, Any]:
    rules: dict[str, Any] = {
        "required": column.required or None,
        "enum": list(column.choices) or None,
        "pattern": rf"\A(?:{column.pattern})\Z" if column.pattern else None,
        "maxLength": column.longest,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    kind = _KINDS.get(column.type, "any" if column.type.startswith("daftar-") else "string")
    kept = {name: rule for name, rule in rules.items() if rule is not None}
    return {"name": column.name, "type": kind, "constraints": kept}


_KINDS = {"tanggal": "date", "bilangan": "integer", "tahun": "integer", "ya-tidak": "boolean", "angka-ya": "boolean"}
_KINDS |= {"desimal": "number", "lintang": "number", "bujur": "number", "koordinat": "any"}
