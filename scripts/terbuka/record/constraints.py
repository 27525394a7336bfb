"""The constraints of a table: required values, choices, patterns, lengths, ranges, its key, references within it.

Promises: pure, on values that the grammar has accepted; each broken rule comes back as a row, a column and a rule, in
the order of the file. ``tests/test_constraints.py`` holds the verdicts against those of frictionless, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from terbuka.base.periods import day_of
from terbuka.record.schema import Column, Schema


class Rule(Enum):
    """What a value breaks, by the key of the column that says it; ``KEY`` and ``REFERENCE`` need the other rows."""

    REQUIRED = "wajib"
    LENGTH = "maks_panjang"
    PATTERN = "pola"
    CHOICE = "pilihan"
    RANGE = "min, maks"
    KEY = "kunci"
    REFERENCE = "rujuk"


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken rule: ``row`` is the position of the row among those looked at, ``first`` that of the row which has the
    key already."""

    row: int
    column: Column
    rule: Rule
    first: int = 0


#: Types whose values have an order, each with how a limit is read.
_ORDERED: dict[str, Callable[[str], Any]] = {"tanggal": day_of}
_ORDERED |= dict.fromkeys(("bilangan", "tahun", "desimal", "lintang", "bujur"), Decimal)


class _Checked:
    """A column with its rules made ready."""

    def __init__(self, column: Column):
        self.column = column
        self.fits = re.compile(column.pattern).fullmatch if column.pattern else None
        read = _ORDERED.get(column.type)
        limits = [read(text) if read and text else None for text in (column.minimum, column.maximum)]
        self.lowest, self.highest = limits

    def broken(self, value: Any) -> tuple[Rule, ...]:
        """The rules that a value breaks by itself."""
        if value is None:
            return (Rule.REQUIRED,) if self.column.required else ()
        column = self.column
        rules = (
            (Rule.LENGTH, column.longest is not None and len(value) > column.longest),
            (Rule.PATTERN, self.fits is not None and not self.fits(value)),
            (Rule.CHOICE, bool(column.choices) and value not in column.choices),
            (Rule.RANGE, self._outside(value)),
        )
        return tuple(rule for rule, fails in rules if fails)

    def _outside(self, value: Any) -> bool:
        too_low = self.lowest is not None and value < self.lowest
        return too_low or (self.highest is not None and value > self.highest)

    @property
    def has_rules(self) -> bool:
        column, limits = self.column, (self.lowest, self.highest)
        return bool(column.required or column.choices or column.pattern or column.longest) or limits != (None, None)


def keeps_rules(column: Column, value: Any) -> bool:
    """Whether one value keeps the rules of its column; those of keys and references apart."""
    return not _Checked(column).broken(value)


def broken(
    rows: Sequence[Mapping[str, Any]], schema: Schema, header: Sequence[str], *, references: bool = True
) -> Iterator[Broken]:
    """What is broken in the rows of a table with the columns of ``header``; row by row, and in a row its key first.
    References within the table are looked at on demand: the row that one names may be one that could not be read.
    """
    columns = {column.name: column for column in schema.columns}
    checked = [_Checked(columns[name]) for name in header]
    # Most tables say the same again and again, and nearly all keep their rules: each value is looked at once.
    wrong = {one.column.name: bad for one in checked if one.has_rules and (bad := _wrong(one, rows))}
    key = schema.key if schema.key in header else None
    keys = [row[key] for row in rows] if key else []
    referring = [one.column for one in checked if one.column.refers_to] if references and key else []
    known = set(keys)
    dead = [c for c in referring if not {row[c.name] for row in rows} - {None} <= known]
    if not wrong and not dead and (key is None or (len(known) == len(rows) and None not in known)):
        return
    first_of: dict[Any, int] = {}
    order = sorted((one.column for one in checked), key=lambda c: c.name != key)
    for number, row in enumerate(rows):
        for column in order:
            if column.name in wrong:
                for rule in wrong[column.name].get(row[column.name], ()):
                    yield Broken(number, column, rule)
            if column.name == key:
                first = first_of.setdefault(row[key], number)
                if first != number and row[key] is not None:
                    yield Broken(number, column, Rule.KEY, first)
            if column in dead and row[column.name] is not None and row[column.name] not in known:
                yield Broken(number, column, Rule.REFERENCE)


def _wrong(checked: _Checked, rows: Sequence[Mapping[str, Any]]) -> dict[Any, tuple[Rule, ...]]:
    """The values of a column that break a rule, each with what it breaks."""
    values = {row[checked.column.name] for row in rows}
    return {value: rules for value in values if (rules := checked.broken(value))}
