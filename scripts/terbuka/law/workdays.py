"""Counting working days with the calendar of the law: what is counted, what is skipped, and by which decree.

Promises: pure; day zero is the day of the event, day one the next working day. A day in a year without a
list is never guessed. Knows no rule of any law: lengths and calendars are arguments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from terbuka.base.day_names import WEEKDAYS

SATURDAY = 5


class NoCalendar(Exception):
    """The count ran into a year that has no list of holidays; ``year`` is that year."""

    def __init__(self, year: int):
        super().__init__(f"no list of holidays for {year}")
        self.year = year


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day off: ``kind`` as in the data, ``decree`` None while it is an estimate, ``decreed_on`` the day of the
    decree where it came in the course of the year."""

    on: date
    kind: str
    name: str
    decree: str | None = None
    estimated: bool = False
    decreed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Holidays by day, the years whose lists are there, and those among them that are only estimates."""

    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    years: frozenset[int] = frozenset()
    estimated_years: frozenset[int] = frozenset()

    def off(self, day: date) -> Holiday | str | None:
        """Why ``day`` is no working day: the name of the weekday, a holiday, or None for a working day.

        Raises ``NoCalendar`` for a weekday in a year without a list.
        """
        if day.weekday() >= SATURDAY:
            return WEEKDAYS[day.weekday()]
        if day.year not in self.years:
            raise NoCalendar(day.year)
        return self.holidays.get(day)

    def as_known_on(self, day: date) -> Calendar:
        """The calendar as it stood on ``day``: without the days off that were decreed later."""
        known = {on: h for on, h in self.holidays.items() if h.decreed_on is None or h.decreed_on <= day}
        return Calendar(holidays=known, years=self.years, estimated_years=self.estimated_years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A day that was not counted: ``why`` in words, ``decree`` (and its day, if it came late) where there is one."""

    on: date
    why: str
    decree: str | None = None
    estimated: bool = False
    decreed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A finished count: ``due_on`` is the last lawful day.

    ``estimated`` says that it touched an estimated day, or a year whose list is not decreed yet.
    """

    start: date
    due_on: date
    skipped: tuple[Skipped, ...] = ()
    estimated: bool = False


def working_days_after(start: date, days: int, calendar: Calendar) -> Count:
    """The ``days``-th working day after ``start`` (day zero), with every day that was skipped on the way.

    ``days`` 0 gives ``start`` itself, whatever day it is. Raises ``NoCalendar`` when the way leads into a
    year without a list, and ValueError for a negative length.
    """
    return _walk(start, days, calendar, timedelta(days=1))


def working_days_before(end: date, days: int, calendar: Calendar) -> Count:
    """The ``days``-th working day before ``end``; ``skipped`` runs backwards. Raises as counting forward does."""
    return _walk(end, days, calendar, timedelta(days=-1))


def _walk(start: date, days: int, calendar: Calendar, step: timedelta) -> Count:
    if days < 0:
        raise ValueError("a length in days is not negative")
    here, left = start, days
    skipped: list[Skipped] = []
    estimated = False
    while left:
        here += step
        off = calendar.off(here)
        estimated = estimated or here.year in calendar.estimated_years
        if off is None:
            left -= 1
        elif isinstance(off, str):
            skipped.append(Skipped(on=here, why=off))
        else:
            estimated = estimated or off.estimated
            skipped.append(
                Skipped(on=here, why=off.name, decree=off.decree, estimated=off.estimated, decreed_on=off.decreed_on)
            )
    return Count(start=start, due_on=here, skipped=tuple(skipped), estimated=estimated)
