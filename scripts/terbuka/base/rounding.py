"""The one rounding of exact values."""

from __future__ import annotations

from fractions import Fraction


def half_up(value: Fraction, places: int = 2) -> Fraction:
    """A value of at least zero rounded once: 88.305 is 88.31."""
    shift = 10**places
    return Fraction(int(value * shift + Fraction(1, 2)), shift)
