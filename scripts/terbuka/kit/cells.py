"""Cells of a table in words, and as they stand in its file: exact values, said as people here write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from terbuka.kit import words
from terbuka.kit.told import Figure, Value, Word
from terbuka.record.numerals import grouped
from terbuka.record.spot import Spot


class TypedColumn(Protocol):
    """A column with the type of its values."""

    @property
    def type(self) -> str: ...


def raw(value: object, column: TypedColumn) -> str:
    """A value as it stands in the canonical file."""
    match value:
        case None:
            return ""
        case bool():
            return ("1" if value else "0") if column.type == "angka-ya" else ("ya" if value else "tidak")
        case date():
            return value.isoformat()
        case Spot():
            return value.text
        case Decimal():
            return f"{value:f}"
    return str(value)


def said(value: object, column: TypedColumn) -> str:
    """A value in words: ``1.234,50``, ``31 Maret 2026``, ``Ya``; empty for no value."""
    match value:
        case bool():
            return "Ya" if value else "Tidak"
        case Decimal():
            return number(value)
        case int() if column.type != "tahun":
            return words.number(value)
        case date():
            return words.day(value)
    return raw(value, column)


def told(value: object, column: TypedColumn) -> Value:
    """A value of which each language knows what it is: a day, a number, a word, or what was typed."""
    if isinstance(value, date):
        return value
    kind = Word if isinstance(value, bool) else Figure if isinstance(value, int | Decimal) else str
    return kind(said(value, column))


def number(value: Decimal | int) -> str:
    """A number with all the digits it was written with: ``-1.234,50``."""
    whole, _, rest = f"{value:f}".partition(".")
    sign = "-" if whole.startswith("-") else ""
    return sign + grouped(int(whole.lstrip("-"))) + (f",{rest}" if rest else "")
