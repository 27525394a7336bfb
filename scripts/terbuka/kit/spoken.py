"""How templates say days, numbers, texts of the law and texts of officers in a language.

Promises: in Indonesian nothing changes; elsewhere what has no translation, and what officers typed, is marked as
Indonesian, so that a screen reader pronounces it rightly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from terbuka.kit import cells, charts, words
from terbuka.kit.languages import ORIGINAL, Language
from terbuka.kit.limits import Limit
from terbuka.kit.told import Figure, Told, Value, Word
from terbuka.law.sentences import LIMIT_MARK

_NUMBER = re.compile(r"(-?\d{1,3}(?:\.\d{3})*)(?:,(\d+))?(?:(°?) (\w+)|(°))?")


def filters(said: Language) -> Mapping[str, Callable[..., Any]]:
    """``hari``, ``rentang``, ``angka``, ``besar``, ``jam``, ``saat``; ``kata`` for law and schemas, ``hukum`` for a
    sentence of the law with the time limits that it names, ``asli`` for what
    officers typed, ``ucap`` for a sentence in parts; of tables ``sel`` for a cell, ``ukur`` and ``bilang`` for
    values of charts and what is written in drawings."""
    if said.is_original:
        return {
            "hari": words.day,
            "rentang": words.span,
            "angka": words.number,
            "besar": words.size,
            "jam": words.clock,
            "saat": words.moment,
            "kata": _same,
            "hukum": lambda text, b: b.said(text),
            "asli": _same,
            "ucap": str,
            "sel": cells.said,
            "ukur": charts.said,
            "bilang": _same,
        }
    return {
        "hari": said.day,
        "rentang": said.span,
        "angka": said.number,
        "besar": lambda count: figure(said, words.size(count)),
        "jam": said.clock,
        "saat": lambda iso: _moment(said, iso),
        "kata": lambda text: _word(said, text),
        "hukum": lambda text, b: _sentence(said, text, b.limits),
        "asli": lambda text: _word(said, text) if isinstance(text, Word) else typed_in_original(text),
        "ucap": lambda told: _told(said, told),
        "sel": lambda value, column: _cell(said, value, column),
        "ukur": lambda value, decimals=1: figure(said, charts.said(value, decimals)),
        "bilang": lambda text: figure(said, text),
    }


def _same(text: Any) -> Any:
    return text


def typed_in_original(text: Any) -> Markup:
    """What an officer typed, marked as Indonesian; nothing stays nothing."""
    return Markup('<span lang="{}">{}</span>').format(ORIGINAL, text) if text else Markup()


def _word(said: Language, text: str) -> Markup:
    """A text of the law or of a schema."""
    counted = said.counted(text)
    if counted is not None:
        return escape(counted)
    if said.has(text):
        return escape(said.plain(text))
    return Markup('<span lang="{}" data-asli>{}</span>').format(ORIGINAL, text)


def _sentence(said: Language, text: str, limits: Mapping[str, Limit]) -> Markup:
    """A sentence of the law: translated first, then its time limits put in."""

    def limit(found: re.Match[str]) -> str:
        days = limits[found[1]].extension if found[2] else limits[found[1]].days
        return said.counted(days) or said.plain(days)

    whole = LIMIT_MARK.sub(limit, said.plain(text))
    if said.has(text):
        return escape(whole)
    return Markup('<span lang="{}" data-asli>{}</span>').format(ORIGINAL, whole)


def _moment(said: Language, iso: str | None) -> str:
    """A moment with its zone: ``30 June 2026 08:05 WITA``."""
    if not iso:
        return ""
    when, zone = words.here(datetime.fromisoformat(iso))
    return said.day(when.date()) + (f" {said.clock(f'{when:%H:%M}')} {zone}" if zone else "")


def figure(said: Language, text: str) -> str:
    """A number that is written as here, with its unit of the program: ``2,5 juta`` -> ``2.5 m``, ``8,2° LS`` ->
    ``8.2° S``. A year has no point and stays; other words of the program are translated as they are."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return said.plain(text)
    whole, rest, degree, unit, alone = found.groups()
    number = said.number(Decimal(whole.replace(".", "") + (f".{rest}" if rest else "")), len(rest or ""))
    return number + (degree or alone or "") + (f" {said.plain(unit)}" if unit else "")


def _cell(said: Language, value: object, column: cells.TypedColumn) -> str:
    """A cell of a table; what was typed is for the template to mark."""
    told = cells.told(value, column)
    if isinstance(told, date):
        return said.day(told)
    return figure(said, told) if isinstance(told, Figure | Word) else str(told)


def _told(said: Language, told: Value) -> Markup:
    match told:
        case Told():
            message = said.messages.gettext(told.message)
            return Markup(message) % {name: _told(said, value) for name, value in told.values.items()}  # noqa: S704 - catalogues are trusted
        case tuple():
            return Markup(", ").join(_told(said, value) for value in told)
        case date():
            return escape(said.day(told))
        case Figure():
            return escape(figure(said, told))
        case Word():
            return _word(said, told)
    return typed_in_original(told)
