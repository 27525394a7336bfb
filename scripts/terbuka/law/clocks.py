"""The law's clocks: when a step is due, and every day that was not counted on the way, with its decree.

Promises: pure; lengths come from ``tenggat.yml``, days off from ``kalender/`` and the body's own list. A count
that runs into a year without a list is refused, never guessed; one that rests on an estimate says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from terbuka.law.body import Body
from terbuka.law.deadlines import ClockStart, Deadline
from terbuka.law.law import Law
from terbuka.law.record import StepBasis
from terbuka.law.roles import bearer
from terbuka.law.workdays import (
    SATURDAY,
    Calendar,
    Count,
    Holiday,
    NoCalendar,
    Skipped,
    working_days_after,
    working_days_before,
)

CALENDAR_DAYS = "hari-kalender"


class CannotCount(Exception):
    """The day cannot be told; the text says in Indonesian why, and what would help.

    ``year`` is the one that has no calendar, None when that is not the reason.
    """

    def __init__(self, reason: str, year: int | None = None):
        super().__init__(reason)
        self.year = year


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A counted deadline: ``days`` in all, of which ``extension`` were added (0 without one).

    ``calendar_notes`` is what the lists of days off of the touched years say about themselves. When a day off
    was decreed after the start, ``moved_from`` is the due day without it and ``moved_by`` are such days.
    """

    deadline: Deadline
    count: Count
    days: int
    extension: int
    articles: tuple[str, ...]
    calendar_notes: tuple[str, ...] = ()
    moved_from: date | None = None
    moved_by: tuple[Skipped, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Shape of ``terbuka deadline --json``; days are ISO text."""
        return {
            "tenggat": self.deadline.id,
            "judul": self.deadline.title,
            "mulai": self.count.start.isoformat(),
            "jatuh_tempo": self.count.due_on.isoformat(),
            "lama": self.days,
            "perpanjangan": self.extension,
            "satuan": self.deadline.unit,
            "arah": self.deadline.direction or "sesudah",
            "perkiraan": self.count.estimated,
            "dasar_hukum": list(self.articles),
            "catatan_kalender": list(self.calendar_notes),
            "semula": self.moved_from.isoformat() if self.moved_from else None,
            "dilewati": [
                {"tanggal": s.on.isoformat(), "sebab": s.why, "dasar": s.decree, "perkiraan": s.estimated}
                for s in self.count.skipped
            ],
        }


def calendar_of(law: Law, body: Body | None = None) -> Calendar:
    """Days off of the law's years, with those on which only ``body``'s office is closed."""
    holidays: dict[date, Holiday] = {}
    for year in law.calendar_years:
        for day in year.days:
            estimated = (day.status or year.status) == "perkiraan"
            holidays[day.on] = Holiday(
                on=day.on,
                kind=day.kind,
                name=day.name,
                decree=day.decree or year.decree,
                estimated=estimated,
                decreed_on=day.decreed_on,
            )
    for local in body.local_days_off if body else ():
        holiday = Holiday(
            on=local.on, kind="libur-setempat", name=local.name, decree=local.decree, decreed_on=local.decreed_on
        )
        holidays.setdefault(local.on, holiday)
    return Calendar(
        holidays=holidays,
        years=frozenset(y.year for y in law.calendar_years),
        estimated_years=frozenset(y.year for y in law.calendar_years if y.status == "perkiraan"),
    )


def due(
    law: Law,
    clock_id: str,
    start: date,
    *,
    extended: bool = False,
    body: Body | None = None,
    calendar: Calendar | None = None,
) -> Due:
    """The last lawful day of a step that began on ``start`` (day zero), or that must be done before it.

    Some clocks run backwards (``arah: sebelum``): then ``start`` is the event to come. The length is the one in
    force on ``start``. ``calendar`` is ``calendar_of(law, body)`` where that has been made already. Raises
    ``CannotCount`` for an unknown clock, an extension that the law does not give, a day before the rule, or a
    year without a calendar.
    """
    deadline = law.deadlines.get(clock_id)
    if deadline is None:
        raise CannotCount(f"batas waktu “{clock_id}” tidak dikenal; yang ada: {', '.join(law.deadlines)}")
    if start < deadline.lengths[0].from_on:
        raise CannotCount(f"aturan “{clock_id}” baru berlaku mulai {deadline.lengths[0].from_on}")
    length = deadline.length_on(start)
    if extended and not length.extension:
        raise CannotCount(f"“{clock_id}” tidak dapat diperpanjang menurut aturannya")
    extension = (length.extension or 0) if extended else 0
    days = length.days + extension
    calendar = calendar or calendar_of(law, body)
    moved_from: date | None = None
    moved_by: tuple[Skipped, ...] = ()
    if deadline.unit == CALENDAR_DAYS:
        count = Count(start=start, due_on=start + timedelta(days=-days if deadline.backwards else days))
    else:
        walk = working_days_before if deadline.backwards else working_days_after
        try:
            count = walk(start, days, calendar)
        except NoCalendar as missing:
            years = ", ".join(str(y) for y in sorted(calendar.years)) or "belum ada"
            sure = ""
            if law.longest is not None and not deadline.backwards:
                sure = f"Selambat-lambatnya {start + timedelta(days=law.longest(days))}. "
            raise CannotCount(
                f"belum dapat dihitung: hitungan sampai ke tahun {missing.year}, yang kalendernya belum ada. {sure}"
                f"Kalender yang ada: {years}. Tambahkan datasets/aturan/{law.jurisdiction_id}/kalender/"
                f"{missing.year}.yml",
                missing.year,
            ) from None
        if not deadline.backwards and (
            late := tuple(s for s in count.skipped if s.decreed_on is not None and s.decreed_on > start)
        ):
            moved_from = walk(start, days, calendar.as_known_on(start)).due_on
            moved_by = late if moved_from != count.due_on else ()
            moved_from = moved_from if moved_by else None
    first, last = sorted((start.year, count.due_on.year))
    touched = range(first, last + 1) if deadline.unit != CALENDAR_DAYS and days else ()
    notes = tuple(f"{y.year}: {y.note}" for y in law.calendar_years if y.year in touched and y.note)
    return Due(
        deadline=deadline,
        count=count,
        days=days,
        extension=extension,
        articles=articles(deadline.legal_basis, law),
        calendar_notes=notes,
        moved_from=moved_from,
        moved_by=moved_by,
    )


def articles(bases: tuple[StepBasis, ...], law: Law) -> tuple[str, ...]:
    """Articles as lawyers write them: ``UU 14/2008 Pasal 22 ayat (7)``."""
    names: Mapping[str, str] = {i.id: i.name for i in law.instruments.values()}
    return tuple(f"{names.get(b.instrument_id, b.instrument_id)} {b.article}" for b in bases)


class Clockwork:
    """Counts for one body, each count made once: a register asks the same question thousands of times."""

    def __init__(self, law: Law, body: Body | None = None):
        self.law, self.body = law, body
        self.calendar = calendar_of(law, body)
        self._dues: dict[tuple[str, date, bool], Due | None] = {}
        self._missing: dict[tuple[str, date], int | None] = {}
        self._positions = _positions(self.calendar)
        self._roles: dict[str, Deadline | None] = {}

    def clock(self, role: str) -> Deadline | None:
        """The time limit that has ``role`` in the law; None for a law without one."""
        if role not in self._roles:
            self._roles[role] = bearer(self.law.deadlines, role)
        return self._roles[role]

    def due(self, clock_id: str, start: date, *, extended: bool = False) -> Due | None:
        """As ``due``; None where the day cannot be told."""
        asked = (clock_id, start, extended)
        if asked not in self._dues:
            try:
                made = due(self.law, clock_id, start, extended=extended, body=self.body, calendar=self.calendar)
            except CannotCount as reason:
                made = None
                self._missing[clock_id, start] = reason.year
            self._dues[asked] = made
        return self._dues[asked]

    def missing_year(self, clock_id: str, start: date) -> int | None:
        """The year without a calendar for which ``due`` gave None; None where there is another reason or a day."""
        return self._missing.get((clock_id, start))

    def days_between(self, start: date, end: date, unit: str) -> int | None:
        """How many days, as ``unit`` counts them, lie after ``start`` up to and with ``end``: an answer on the
        day of receipt took 0. None when a year between has no calendar."""
        if unit == CALENDAR_DAYS:
            return (end - start).days
        if any(year not in self.calendar.years for year in range(start.year, end.year + 1)):
            return None
        return self._positions[end] - self._positions[start]

    def all_due(self, deadline: Deadline, days: Mapping[str, date | None], on: date) -> tuple[Due | None, ...]:
        """One count for each start of the clock that has begun, in the order of the law data.

        ``days`` are the days of a row by column. An extension counts only where it was recorded on or before
        the due day that it extends (UU 14/2008 Pasal 22 ayat (8)), and by ``on``.
        """
        extension = _extension(deadline, days, on)
        dues: list[Due | None] = []
        for start in starts(deadline, days, on):
            plain = self.due(deadline.id, start)
            in_time = plain is not None and extension is not None and extension <= plain.count.due_on
            dues.append(self.due(deadline.id, start, extended=True) if in_time else plain)
        return tuple(dues)

    def span(self, deadline: Deadline, days: Mapping[str, date | None], on: date) -> Span | None:
        """Between which days the earliest due day of a clock lies, whatever the days off of years without a
        calendar will be; ``first`` and ``last`` are equal where it can be counted.

        None where that cannot be said: nothing has begun, the rule was not in force, the law has no bound.
        """
        extension = _extension(deadline, days, on)
        made = []
        for start in starts(deadline, days, on):
            plain = self._span(deadline, start, extended=False)
            if plain is None:
                return None
            longer = self._span(deadline, start, extended=True) if extension is not None else None
            # An extension that may have been in time is held to be; one that was late for certain is not.
            made.append(
                Span(
                    longer.first if longer and extension and extension <= plain.first else plain.first,
                    longer.last if longer and extension and extension <= plain.last else plain.last,
                )
            )
        return Span(min(s.first for s in made), min(s.last for s in made)) if made else None

    def _span(self, deadline: Deadline, start: date, *, extended: bool) -> Span | None:
        length = deadline.length_on(start)
        if extended and not length.extension:
            return None
        known = self.due(deadline.id, start, extended=extended)
        if known is not None:
            return Span(known.count.due_on, known.count.due_on)
        missing = self.missing_year(deadline.id, start)
        if self.law.longest is None or missing is None:
            return None
        days = length.days + (length.extension or 0 if extended else 0)
        # A count that fails at a year ends in that year or later.
        first = max(_weekdays_after(start, days), date(missing, 1, 1))
        return Span(first, start + timedelta(days=self.law.longest(days)))


def starts(deadline: Deadline, days: Mapping[str, date | None], on: date) -> list[date]:
    """The days on which a clock of a register has begun by ``on``, in the order of the law data."""
    begun = (started(begins, days) for begins in deadline.starts)
    return [day for day in begun if day is not None and day <= on]


def started(begins: ClockStart, days: Mapping[str, date | None]) -> date | None:
    """The day of one start: that of its column, or the one assumed for it while it is empty."""
    day = days.get(begins.column)
    return day if day is not None or begins.assumed_column is None else days.get(begins.assumed_column)


def _extension(deadline: Deadline, days: Mapping[str, date | None], on: date) -> date | None:
    day = days.get(deadline.extension_column) if deadline.extension_column else None
    return day if day is not None and day <= on else None


def _weekdays_after(start: date, days: int) -> date:
    """The ``days``-th Monday to Friday after ``start``: no calendar makes the due day earlier."""
    here = start
    while days:
        here += timedelta(days=1)
        days -= here.weekday() < SATURDAY
    return here


def _positions(calendar: Calendar) -> dict[date, int]:
    """The number of working days up to and with each day of the years that have a list."""
    made: dict[date, int] = {}
    count = 0
    for year in sorted(calendar.years):
        day = date(year, 1, 1)
        while day.year == year:
            count += calendar.off(day) is None
            made[day] = count
            day += timedelta(days=1)
    return made


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a due day can have; both are it where it can be counted."""

    first: date
    last: date
