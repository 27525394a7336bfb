"""Calendar periods as the law writes them: six months, one year.

Promises: pure arithmetic on days; months are calendar months. Knows no rule and no clock.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in calendar months and days; ``P1Y`` is twelve months."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ISO 8601 such as ``P6M``, ``P1Y`` or ``P30D``; raises ValueError for anything else."""
        match = _ISO.fullmatch(text)
        if not match or not any(match.groups()):
            raise ValueError(f"not a period: {text!r}")
        years, months, days = (int(part or 0) for part in match.groups())
        return cls(years * 12 + months, days)

    def after(self, day: date) -> date:
        """The day this period after ``day``: six months after 31 August is the last day of February."""
        return self._shifted(day, self.months) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """The day this period before ``day``."""
        return self._shifted(day, -self.months) - timedelta(days=self.days)

    @staticmethod
    def _shifted(day: date, months: int) -> date:
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        month += 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

    def __str__(self) -> str:
        """In Indonesian words: ``6 bulan``, ``1 tahun``, ``30 hari``."""
        return " ".join(f"{n} {word}" for n, word in self._parts("tahun", "bulan", "hari")) or "0 hari"

    def in_english(self) -> str:
        """In English words: ``6 months``, ``1 year``, ``30 days``."""
        parts = self._parts("year", "month", "day")
        return " ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in parts) or "0 days"

    def _parts(self, *words: str) -> list[tuple[int, str]]:
        counted = zip((*divmod(self.months, 12), self.days), words, strict=True)
        return [(n, word) for n, word in counted if n]


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter; ``number`` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        month = 3 * self.number
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def shifted(self, by: int) -> Quarter:
        """The quarter ``by`` quarters later, or earlier for a negative number."""
        year, number = divmod(self.year * 4 + self.number - 1 + by, 4)
        return Quarter(year, number + 1)

    @property
    def short(self) -> str:
        """``II 2025``."""
        return f"{('I', 'II', 'III', 'IV')[self.number - 1]} {self.year}"

    def __str__(self) -> str:
        """``Triwulan II 2025``."""
        return f"Triwulan {self.short}"
