"""How templates say days, numbers, texts of the law and texts of officers in a language.

Promises: in Indonesian nothing changes; elsewhere what has no translation, and what officers typed, is marked as
Indonesian, so that a screen reader pronounces it rightly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup, escape

from terbuka.languages import ORIGINAL, Language
from terbuka.render import words


def filters(said: Language) -> Mapping[str, Callable[..., Any]]:
    """``hari``, ``angka``, ``jam``, ``saat``; ``kata`` for law and schemas, ``asli`` for what officers typed."""
    if said.is_original:
        return {
            "hari": words.day,
            "angka": words.number,
            "jam": words.clock,
            "saat": words.moment,
            "kata": _same,
            "asli": _same,
        }
    return {
        "hari": said.day,
        "angka": said.number,
        "jam": said.clock,
        "saat": lambda iso: _moment(said, iso),
        "kata": lambda text: _word(said, text),
        "asli": typed_in_original,
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


def _moment(said: Language, iso: str | None) -> str:
    """A moment with its zone: ``30 June 2026 08:05 (UTC+08:00)``."""
    if not iso:
        return ""
    when = datetime.fromisoformat(iso)
    zone = when.strftime("%z")
    clock = f" {said.clock(f'{when:%H:%M}')} (UTC{zone[:3]}:{zone[3:]})" if zone else ""
    return said.day(when.date()) + clock
