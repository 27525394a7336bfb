"""The order of the labels of a chart, their places on a scale, and what is missing between.

Promises: choices as they are declared, else numbers as numbers, else time forwards, else as in the file; never by the
alphabet. A year or month between two that are there is missing when the others follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from terbuka.base.periods import MONTH_LABEL, PART_LABEL, day_of
from terbuka.features.open_data.view import TableView
from terbuka.kit.scale import Number, missing_before, usual_step

_DIGITS = re.compile(r"-?[0-9]{1,18}")


class Order:
    """The labels of one column of a table, each once, given in the order of the file."""

    def __init__(self, t: TableView, n: int, labels: Sequence[str]):
        self.column = t.columns[n]
        self.given = list(labels)

    @property
    def is_declared(self) -> bool:
        """Whether the column says itself what may stand in it."""
        return bool(self.column.choices) or self.column.type in ("ya-tidak", "angka-ya")

    @cached_property
    def is_time(self) -> bool:
        """Whether the labels say when: days, years, months, quarters or halves of a year."""
        if self.is_declared:
            return False
        filled = [label for label in self.given if label]
        known = self.column.type in ("tahun", "tanggal")
        return bool(filled) and (
            known or all(map(MONTH_LABEL.fullmatch, filled)) or all(map(PART_LABEL.fullmatch, filled))
        )

    @cached_property
    def _is_number(self) -> bool:
        digits = all(_DIGITS.fullmatch(label) for label in self.given if label)
        return self.column.is_number or self.column.type == "tahun" or (digits and any(self.given))

    @cached_property
    def labels(self) -> list[str]:
        """The labels in their order; one that is empty comes last."""
        if self.is_declared:
            declared = list(self.column.choices or ("ya", "tidak"))
            return [c for c in declared if c in self.given] + [g for g in self.given if g not in declared]
        if self._is_number or self.is_time:
            return sorted(self.given, key=lambda label: (not label, self._place(label) if label else 0))
        return self.given

    @property
    def at(self) -> tuple[Number, ...]:
        """Where the labels stand on a scale; empty where there is none: choices, codes and words."""
        on_scale = self.is_time or (self.column.is_number and not self.is_declared)
        return tuple(map(self._place, self.labels)) if on_scale and all(self.labels) else ()

    def _place(self, label: str) -> Number:
        if self._is_number:
            return Fraction(label)
        for pattern, parts in ((MONTH_LABEL, 12), (PART_LABEL, 4)):
            if found := pattern.fullmatch(label):
                return int(found[1]) * parts + int(found[2]) - 1
        return day_of(label).toordinal()

    def gaps(self) -> list[tuple[str, str]]:
        """The labels of time between which something is missing."""
        if not self.is_time:
            return []
        apart = missing_before(self.at)
        return [pair for n, pair in enumerate(pairwise(self.labels), 1) if n in apart]

    def with_missing(self, most: int) -> list[str]:
        """The labels of time with those that are missing between, each by itself while all are at most ``most``, else
        each gap as one: ``2012-2023``."""
        gaps = self.gaps()
        if not gaps:
            return self.labels
        between = {after: self._between(before, after) for before, after in gaps}
        whole = len(self.labels) + sum(map(len, between.values())) <= most
        found: list[str] = []
        for label in self.labels:
            missing = between.get(label, [])
            found += missing if whole or len(missing) < 2 else [f"{missing[0]}\u2013{missing[-1]}"]
            found.append(label)
        return found

    def _between(self, before: str, after: str) -> list[str]:
        step = usual_step(self.at)
        if step is None or Fraction(step).denominator != 1 or self.column.type == "tanggal":
            return []
        places = range(int(self._place(before) + step), int(self._place(after)), int(step))
        if self._is_number:
            return [str(place) for place in places]
        if MONTH_LABEL.fullmatch(before):
            return [f"{place // 12}-{place % 12 + 1:02}" for place in places]
        return [re.sub(r"^[0-9]{4}|[0-9]$", "%s", before) % (place // 4, place % 4 + 1) for place in places]
