"""The one rounding of exact values."""

from __future__ import annotations

from fractions import Fraction


def half_up(value: Fraction) -> Fraction:
    """A value of at least zero rounded once to two places: 88.305 is 88.31."""
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)
