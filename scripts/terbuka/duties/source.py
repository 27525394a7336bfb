"""A register that indicators and measures look at: its columns, those that the program derives, and its rows.

Promises: pure. Each source stands in its feature (``sources.py``), and ``law.named(Source)`` holds them all. Rows are
the records themselves, read through ``Source.getter``. A register that is not kept gives None: no data, which is not
the same as no row. Columns of a register are those of its schema, so that a new column can be filtered without code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any, Protocol

from terbuka.duties.verdict import BodyAssessment
from terbuka.law.law import Law
from terbuka.record.fields import fields_by_column

YES_NO = ("ya", "tidak")
#: Whether a row is meant.
Test = Callable[[Any], bool]


class Filter(Protocol):
    """A row fits when its column has one of the ``values``, or is filled (``terisi``) or empty (``kosong``)."""

    @property
    def column(self) -> str: ...
    @property
    def values(self) -> tuple[str, ...]: ...
    @property
    def filled(self) -> str | None: ...


@dataclass(frozen=True)
class Derived:
    """A column that the program derives: ``values`` that it can have (empty: any), ``type`` as in a schema."""

    get: Callable[[Any], Any]
    text: str
    values: tuple[str, ...] = ()
    type: str = "teks"


@dataclass(frozen=True)
class Source:
    """A register. ``record`` gives the record of a row, whose class is ``cls`` and whose schema ``kind``; ``as_of``:
    the rows are a state on a day, else they are dated by one of their columns."""

    title: str
    rows: Callable[[BodyAssessment, Law], Sequence[Any] | None]
    kind: str | None = None
    cls: type | None = None
    record: Callable[[Any], Any] | None = None
    derived: Mapping[str, Derived] = field(default_factory=dict)
    as_of: bool = False
    #: The file of rows that are read from none of their own kind; None: that of ``kind``, else the register.
    register: str | None = None
    #: Since when the register is kept; None: since its first row.
    since: Callable[[BodyAssessment], date | None] = lambda made: None

    @property
    def kept_in(self) -> str:
        """The register, without its ending, in which an officer writes what is measured."""
        return self.register or self.kind or "daftar-informasi-publik"

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that a filter may name."""
        typed = fields_by_column(self.cls) if self.cls else ()
        return (*self.derived, *(c for c in typed if c not in self.derived))

    @property
    def keeps_others(self) -> bool:
        """Whether the records keep columns that only the schema knows; a filter may name those too."""
        return self.cls is not None and "extra" in (f.name for f in fields(self.cls))

    def getter(self, column: str) -> Callable[[Any], Any]:
        """How the value of ``column`` is read off a row; raises KeyError for a column that is not there."""
        if column in self.derived:
            return self.derived[column].get
        if self.cls is None:
            raise KeyError(column)
        record, typed = self.record, fields_by_column(self.cls)
        if column not in typed and self.keeps_others:
            return lambda row: (record(row) if record else row).extra.get(column)
        get = attrgetter(typed[column])
        return get if record is None else lambda row: get(record(row))

    def test(self, filters: Iterable[Filter]) -> Test:
        """Whether a row fits all of the filters; raises KeyError for a column that is not there."""
        wanted = [(self.getter(f.column), frozenset(f.values), f.filled) for f in filters]

        def fits(row: Any) -> bool:
            for get, values, filled in wanted:
                value = get(row)
                if filled is not None:
                    if (value not in (None, "", ())) != (filled == "terisi"):
                        return False
                elif values.isdisjoint(_words(value)):
                    return False
            return True

        return fits


def _words(value: Any) -> tuple[str, ...]:
    """A value as a filter writes it."""
    if isinstance(value, tuple):
        return tuple(map(str, value))
    if isinstance(value, bool):
        return ("ya" if value else "tidak",)
    return () if value is None else (str(value),)


def yes(get: Callable[[Any], Any], text: str) -> Derived:
    """A column that says ya, tidak, or nothing."""
    return Derived(get, text, YES_NO, "ya-tidak")
