"""A quick look whether a table of typed rows keeps all rules of its schema.

Promises: says yes only where frictionless would find nothing (``tests/test_quick.py`` compares the two); whatever it is
not sure of is for frictionless, which also words what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from terbuka.base.periods import DAY_SHAPE, YEAR_SHAPE, day_of
from terbuka.record.schema import Column, Schema

_TEXTS = ("teks", "pilihan", "id", "tautan", "markdown")
_LIMITS: dict[str, tuple[type, Callable[[str], Any]]] = {
    "bilangan": (int, int),
    "tahun": (int, int),
    "desimal": (Decimal, Decimal),
    "lintang": (Decimal, Decimal),
    "bujur": (Decimal, Decimal),
    "tanggal": (date, day_of),
}
_WRITTEN = {"bilangan": r"-?[0-9]{1,15}", "tahun": YEAR_SHAPE, "tanggal": DAY_SHAPE}
_DECIMAL = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"


def sound(rows: Sequence[tuple[Any, Mapping[str, Any]]], schema: Schema, header: Sequence[str]) -> bool:
    """Whether nothing is wrong for certain: required values, choices, patterns, ranges, the key, references."""
    columns = [c for c in schema.columns if c.name in header]
    if not rows or len(columns) < len(header) or (schema.key and schema.key not in header):
        return False
    ruled = [c for c in columns if c.required or c.name == schema.key or _rules(c)]
    values = {c.name: [cells[c.name] for _, cells in rows] for c in ruled}
    return all(_column(c, values[c.name], c.name == schema.key) for c in ruled) and all(
        set(values[c.name]) - {None} <= set(values.get(c.refers_to, ())) for c in ruled if c.refers_to
    )


def keeps_rules(column: Column, value: Any) -> bool:
    """Whether one value keeps the rules of its column for certain; those of keys and references apart."""
    return not _rules(column) or _column(replace(column, refers_to=None), [value], is_key=False)


def _rules(column: Column) -> bool:
    rules = (column.choices, column.pattern, column.minimum, column.maximum, column.longest, column.refers_to)
    return any(rules)


def _column(column: Column, values: list[Any], is_key: bool) -> bool:
    if (column.required or is_key) and None in values:
        return False
    if is_key and len(set(values)) < len(values):
        return False
    there = {value for value in values if value is not None}
    if column.type in _TEXTS:
        return column.minimum is None and column.maximum is None and _texts(column, there)
    if column.type not in _LIMITS:
        return not _rules(column) and not is_key and column.type in ("ya-tidak", "angka-ya", "koordinat")
    if column.choices or column.pattern or column.longest is not None or column.refers_to:
        return False
    return _within(column, there)


def _texts(column: Column, there: set[Any]) -> bool:
    if any(type(value) is not str or not value for value in there):
        return False
    if column.choices and not there <= set(column.choices):
        return False
    if column.longest is not None and any(len(value) > column.longest for value in there):
        return False
    if not column.pattern:
        return True
    fits = re.compile(column.pattern).fullmatch
    return all(fits(value) for value in there)


def _within(column: Column, there: set[Any]) -> bool:
    kind, read = _LIMITS[column.type]
    if any(type(value) is not kind for value in there):
        return False
    said = [text for text in (column.minimum, column.maximum) if text is not None]
    if not all(re.fullmatch(_WRITTEN.get(column.type, _DECIMAL), text, re.ASCII) for text in said):
        return False
    try:
        lowest, highest = (None if text is None else read(text) for text in (column.minimum, column.maximum))
    except ValueError:
        return False
    return not there or ((lowest is None or min(there) >= lowest) and (highest is None or max(there) <= highest))
