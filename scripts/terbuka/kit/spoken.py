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


def filters(language: Language) -> Mapping[str, Callable[..., Any]]:
    """``hari``, ``rentang``, ``angka``, ``besar``, ``jam``, ``saat``; ``kata`` for law and schemas, ``hukum`` for a
    sentence of the law with the time limits that it names, ``asli`` for what
    officers typed, ``ucap`` for a sentence in parts; of tables ``sel`` for a cell, ``ukur`` and ``bilang`` for
    values of charts and what is written in drawings."""
    if language.is_original:
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
        "hari": language.day,
        "rentang": language.span,
        "angka": language.number,
        "besar": lambda count: figure(language, words.size(count)),
        "jam": language.clock,
        "saat": lambda iso: _moment(language, iso),
        "kata": lambda text: _word(language, text),
        "hukum": lambda text, b: _sentence(language, text, b.limits),
        "asli": lambda text: _word(language, text) if isinstance(text, Word) else typed_in_original(text),
        "ucap": lambda told: _told(language, told),
        "sel": lambda value, column: _cell(language, value, column),
        "ukur": lambda value, decimals=1: figure(language, charts.said(value, decimals)),
        "bilang": lambda text: figure(language, text),
    }


def _same(text: Any) -> Any:
    return text


def typed_in_original(text: Any) -> Markup:
    """What an officer typed, marked as Indonesian; nothing stays nothing."""
    return Markup('<span lang="{}">{}</span>').format(ORIGINAL, text) if text else Markup()


def _word(language: Language, text: str) -> Markup:
    """A text of the law or of a schema."""
    counted = language.counted(text)
    if counted is not None:
        return escape(counted)
    if language.has(text):
        return escape(language.plain(text))
    return Markup('<span lang="{}" data-asli>{}</span>').format(ORIGINAL, text)


def _sentence(language: Language, text: str, limits: Mapping[str, Limit]) -> Markup:
    """A sentence of the law: translated first, then its time limits put in."""

    def limit(match: re.Match[str]) -> str:
        days = limits[match[1]].extension if match[2] else limits[match[1]].days
        return language.counted(days) or language.plain(days)

    whole = LIMIT_MARK.sub(limit, language.plain(text))
    if language.has(text):
        return escape(whole)
    return Markup('<span lang="{}" data-asli>{}</span>').format(ORIGINAL, whole)


def _moment(language: Language, iso: str | None) -> str:
    """A moment with its zone: ``30 June 2026 08:05 WITA``."""
    if not iso:
        return ""
    when, zone = words.here(datetime.fromisoformat(iso))
    return language.day(when.date()) + (f" {language.clock(f'{when:%H:%M}')} {zone}" if zone else "")


def figure(language: Language, text: str) -> str:
    """A number that is written as here, with its unit of the program: ``2,5 juta`` -> ``2.5 m``, ``8,2° LS`` ->
    ``8.2° S``. A year has no point and stays; other words of the program are translated as they are."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return language.plain(text)
    whole, rest, degree, unit, alone = match.groups()
    number = language.number(Decimal(whole.replace(".", "") + (f".{rest}" if rest else "")), len(rest or ""))
    return number + (degree or alone or "") + (f" {language.plain(unit)}" if unit else "")


def _cell(language: Language, value: object, column: cells.TypedColumn) -> str:
    """A cell of a table; what was typed is for the template to mark."""
    told = cells.told(value, column)
    if isinstance(told, date):
        return language.day(told)
    return figure(language, told) if isinstance(told, Figure | Word) else str(told)


def _told(language: Language, told: Value) -> Markup:
    match told:
        case Told():
            message = language.messages.gettext(told.message)
            return Markup(message) % {name: _told(language, value) for name, value in told.values.items()}  # noqa: S704 - catalogues are trusted
        case tuple():
            return Markup(", ").join(_told(language, value) for value in told)
        case date():
            return escape(language.day(told))
        case Figure():
            return escape(figure(language, told))
        case Word():
            return _word(language, told)
    return typed_in_original(told)
