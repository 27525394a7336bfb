"""Where things stand on a scale: round ends, distances that are true, and where something is missing between.

Promises: exact numbers in, exact numbers out; knows no chart and no record.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

Number = Fraction | int
#: What is further away than so many usual steps has something missing before it.
_FURTHER = Fraction(3, 2)


def nice_top(value: Number) -> Number:
    """The round number at or above ``value`` at which an axis ends; above 10 its half is whole too."""
    if 0 < value < 1:
        power = 1
        while value * power < 1:
            power *= 10
        return Fraction(nice_top(value * power), power)
    if value <= 10:
        return next(step for step in (1, 2, 4, 6, 8, 10) if step >= value)
    power = 1
    while power * 100 < value:
        power *= 10
    return next(step * power for step in (12, 16, 20, 30, 40, 50, 60, 80, 100) if step * power >= value)


def magnitude(value: Number) -> Number:
    """The value without its sign."""
    return -value if value < 0 else value


def scaled(value: Number, low: Number, top: Number, span: int) -> int:
    """How far ``value`` is from ``low`` when ``top`` is ``span`` away; never below 0."""
    return int(Fraction(value - low) / (top - low) * span + Fraction(1, 2)) if value > low else 0


def rising(at: Sequence[Number]) -> Sequence[Number]:
    """The places when they are those of a scale; none when two of them are one, or out of order."""
    return at if all(before < after for before, after in pairwise(at)) else ()


def usual_step(at: Sequence[Number]) -> Number | None:
    """The distance that neighbours of an ordered row usually have; None where there is none: too few, or irregular."""
    steps = sorted(after - before for before, after in pairwise(at))
    if not steps:
        return None
    usual = steps[(len(steps) - 1) // 2]
    alike = [step for step in steps if magnitude(step - usual) * 5 <= usual]
    return usual if usual > 0 and 2 * len(alike) >= len(steps) else None


def missing_before(at: Sequence[Number]) -> frozenset[int]:
    """The positions in ``at`` before which the usual step is exceeded: something is missing there."""
    usual = usual_step(at)
    if usual is None:
        return frozenset()
    return frozenset(n for n in range(1, len(at)) if at[n] - at[n - 1] > usual * _FURTHER)


def spots_on(at: Sequence[Number], count: int, left: int, right: int) -> list[int]:
    """Where ``count`` columns stand between ``left`` and ``right``: at their true distances where ``at`` says them,
    else side by side."""
    step = Fraction(right - left, max(count, 1))
    if len(at) < 2 or at[-1] <= at[0]:
        return [int(left + step * n + step / 2) for n in range(count)]
    edge = min(step / 2, Fraction(20))
    room = Fraction(right - left) - 2 * edge
    return [int(left + edge + room * Fraction(spot - at[0]) / (at[-1] - at[0]) + Fraction(1, 2)) for spot in at]


def places(value: Number, most: int = 9) -> int:
    """Decimals that say ``value`` exactly, at most ``most``."""
    for count in range(most):
        if (Fraction(value) * 10**count).denominator == 1:
            return count
    return most
