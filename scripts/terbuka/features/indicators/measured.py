"""Values of indicators in words.

Promises: exact values are rounded once, half up; no value is said as "belum ada data", never as zero.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from terbuka.features.indicators.record import LATEST, Indicator, IndicatorState, Point
from terbuka.kit import words

NO_DATA = "Belum ada data"


def amount(value: Fraction, places: int = 1) -> str:
    """``92,9``: rounded once, half up, from the exact value; without empty decimals."""
    return words.exact(value, places)


def said(value: Fraction, indicator: Indicator) -> str:
    """``92,9 persen``."""
    return f"{amount(value, indicator.places)} {indicator.unit}"


def when(state: IndicatorState, point: Point, on: date) -> str:
    """``Triwulan II 2026``, a state of today by its day; over several quarters with their number."""
    span = 1 if state.indicator.measure == LATEST else state.indicator.span
    if state.as_of and point is state.points[-1] and span == 1:
        return words.day(on)
    many = f"{span} triwulan sampai " if span > 1 else ""
    return f"{many}{point.quarter}{' (berjalan)' if point.running else ''}"


def told(state: IndicatorState, on: date) -> str:
    """``100 persen (Triwulan II 2026)`` for a sentence; ``belum ada data`` without a value."""
    now = state.current
    if now.value is None:
        return NO_DATA.lower()
    return f"{said(now.value, state.indicator)} ({when(state, now, on)})"
