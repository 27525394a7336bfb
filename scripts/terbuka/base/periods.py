"""The calendar: lengths of time, quarters, halves of a year, a day of each year.

Promises: pure arithmetic on days; months are calendar months. Knows no rule and no clock. The only place that knows how
a length (``P6M``), a part of a year (``2025-2``, ``2025-t3``), a month and its day (``03-31``) and a day that is not
exactly known (``2026-03``) are written: ``PATTERNS`` has them for the schemas by name.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

#: The zones of Indonesia from west to east: the name, the place as ``schemas/badan.yml`` has it, hours before UTC.
ZONES = {"WIB": ("Asia/Jakarta", 7), "WITA": ("Asia/Makassar", 8), "WIT": ("Asia/Jayapura", 9)}

_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
#: Whole values, without ``^`` and ``$``, as Python and JavaScript read them; a schema names one with ``pola: <lama>``.
PATTERNS = {
    "lama": "P(?=[1-9])([1-9][0-9]?Y)?([1-9][0-9]?M)?([1-9][0-9]{0,2}D)?",
    "bulan-hari": f"{_MONTH}-{_DAY}",
    "semester": "20[0-9]{2}(-[12])?",
    "triwulan": "20[0-9]{2}(-([12]|t[1-4]))?",
    "kira-kira": f"(19|20)[0-9]{{2}}(-{_MONTH}(-{_DAY})?)?",
    "jam": "([01][0-9]|2[0-3]):[0-5][0-9]",
}
#: A day outside is a slip whatever the column says, and far enough inside for all arithmetic.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
#: A day between them, as exactly as a pattern can say it; and the mere shapes of a day, a month and a year.
DAY = f"(19|20|21)[0-9]{{2}}-{_MONTH}-{_DAY}"
YEAR_SHAPE = "[0-9]{4}"
MONTH_SHAPE = f"{YEAR_SHAPE}-[0-9]{{2}}"
DAY_SHAPE = f"{MONTH_SHAPE}-[0-9]{{2}}"
#: A local time as our records write it, in the signs of C that Table Schema takes.
MOMENT_FORMAT = "%Y-%m-%d %H:%M"
#: A quarter as ``Quarter.code`` writes it.
QUARTER = f"{YEAR_SHAPE}-T[1-4]"
#: A month and a part of a year, as the labels of open data name them, of any year.
MONTH_LABEL = re.compile(f"([12][0-9]{{3}})-{_MONTH}")
PART_LABEL = re.compile(r"([12][0-9]{3})[- ]?(?:T|TW|Q|S|SM)([1-4])")
_DAY_TEXT = re.compile(DAY_SHAPE)
_ROUGH = re.compile(PATTERNS["kira-kira"])
_LENGTH = re.compile(PATTERNS["lama"])
_MONTH_DAY = re.compile(PATTERNS["bulan-hari"])
_TERM = re.compile(PATTERNS["triwulan"])
_ROMAN = ("I", "II", "III", "IV")


def clipped(year: int, month: int, day: int) -> date:
    """The day of a month, or the last that the month has: 31 in February is the 28th or 29th."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def is_day(text: str) -> bool:
    """Whether a text has the shape of a day, ``2026-06-30``; it may still be one that no calendar has."""
    return _DAY_TEXT.fullmatch(text) is not None


def day_of(text: str) -> date:
    """The day of ``2026-06-30``; raises ValueError for another way of writing it and for a day that does not exist."""
    if not is_day(text):
        raise ValueError(f"not a day: {text!r}")
    return date.fromisoformat(text)


def month_text(day: date) -> str:
    """``2026-05``: the month of a day, as files for programs have it."""
    return f"{day:%Y-%m}"


def moment_text(moment: datetime) -> str:
    """``2026-06-30 14:05``, as the records have it."""
    return moment.strftime(MOMENT_FORMAT)


def quarter_of(month: int) -> int:
    """The number of the quarter in which a month lies, both from 1."""
    return (month + 2) // 3


def rough_day(text: str) -> tuple[int, ...]:
    """Year, month and day as far as ``2026``, ``2026-03``, ``2026-03-31`` tells them; empty for anything else."""
    return tuple(map(int, text.split("-"))) if _ROUGH.fullmatch(text) else ()


def month_day(text: str) -> tuple[int, int]:
    """Month and day of ``03-31``; raises ValueError for anything else."""
    match = _MONTH_DAY.fullmatch(text)
    if not match:
        raise ValueError(f"not a month and a day: {text!r}")
    return int(match[1]), int(match[2])


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in calendar months and days; ``P1Y`` is twelve months."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ISO 8601 such as ``P6M``, ``P1Y`` or ``P30D``; raises ValueError for anything else."""
        match = _LENGTH.fullmatch(text)
        if not match:
            raise ValueError(f"not a period: {text!r}")
        years, months, days = (int(part[:-1]) if part else 0 for part in match.groups())
        return cls(years * 12 + months, days)

    def after(self, day: date) -> date:
        """The day this period after ``day``: six months after 31 August is the last day of February."""
        return self._shifted(day, self.months) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """The day this period before ``day``."""
        return self._shifted(day, -self.months) - timedelta(days=self.days)

    def reaches(self, day: date | None, on: date) -> bool:
        """Whether ``on`` lies at most this period after ``day``, and not before it: a look at a link still counts."""
        return day is not None and day <= on <= self.after(day)

    @staticmethod
    def _shifted(day: date, months: int) -> date:
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        month += 1
        return clipped(year, month, day.day)

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
        return cls(day.year, quarter_of(day.month))

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return clipped(self.year, 3 * self.number, 31)

    def shifted(self, by: int) -> Quarter:
        """The quarter ``by`` quarters later, or earlier for a negative number."""
        year, number = divmod(self.year * 4 + self.number - 1 + by, 4)
        return Quarter(year, number + 1)

    @property
    def short(self) -> str:
        """``II 2025``."""
        return f"{_ROMAN[self.number - 1]} {self.year}"

    @property
    def code(self) -> str:
        """``2025-T2``, as the files for programs name it."""
        return f"{self.year}-T{self.number}"

    def __str__(self) -> str:
        """``Triwulan II 2025``."""
        return f"Triwulan {self.short}"


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a period, both ends inclusive."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Term:
    """A year, a half or a quarter of one: ``months`` long, the ``number``-th of its year."""

    year: int
    months: int = 12
    number: int = 1

    @classmethod
    def parse(cls, code: str, *, quarters: bool = True) -> Term:
        """Read ``2025``, ``2025-2`` (half) or, with ``quarters``, ``2025-t3``; raises ValueError for anything else."""
        match = _TERM.fullmatch(code)
        part = code[5:]
        if not match or (part.startswith("t") and not quarters):
            raise ValueError(code)
        return cls(int(code[:4]), 3 if part.startswith("t") else 6 if part else 12, int(part[-1:] or 1))

    @property
    def span(self) -> Span:
        last = self.number * self.months
        return Span(date(self.year, last - self.months + 1, 1), clipped(self.year, last, 31))

    @property
    def short(self) -> str:
        """``II 2025``; a whole year as ``2025``."""
        return f"{self.year}" if self.months == 12 else f"{_ROMAN[self.number - 1]} {self.year}"

    def __str__(self) -> str:
        """``Semester II 2025``, ``Triwulan II 2025``, ``Tahun 2025``."""
        return f"{ {12: 'Tahun', 6: 'Semester', 3: 'Triwulan'}[self.months] } {self.short}"
