"""Sentences that the program makes, kept in parts, so that each language says them in its own words.

Promises: ``str`` of any of them is Indonesian, as the Indonesian pages say it; ``spoken`` says them in other languages.
Holds no HTML and knows no language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Union

from terbuka.kit import words


class Word(str):
    """A word of the program among texts that officers typed: ``Ya``, ``baris``."""

    __slots__ = ()


class Figure(str):
    """A number as it is written here: ``1.234,5``, ``2,5 juta``, ``8,2° LS``; a year has no point: ``2026``."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Told:
    """``message`` is the text of the catalogues, with ``%(name)s``; a plain ``str`` among the values was typed by an
    officer, a tuple is a list."""

    message: str
    values: Mapping[str, Value]

    def __str__(self) -> str:
        return self.message % {name: _plain(value) for name, value in self.values.items()}


# Quoted within itself: the names are not there yet when it is read.
Value = Union[str, date, Told, tuple["Value", ...]]  # noqa: UP007


def joined(parts: Iterable[Told]) -> str:
    """Sentences one after the other, in Indonesian."""
    return " ".join(map(str, parts))


def _plain(value: Value) -> str:
    match value:
        case tuple():
            return ", ".join(map(_plain, value))
        case date():
            return words.day(value)
    return str(value)
