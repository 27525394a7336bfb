"""Working days as pages and scripts need them: the calendar of a year, a table of due days, one small file.

Promises: nothing is counted here; every due day and every reason comes from ``clocks`` and ``workdays``. The file
holds the same days off, decrees and lengths, so that what a browser looks up is what ``terbuka deadline`` says.
"""

from __future__ import annotations

import calendar as month_grid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from terbuka.base.page import File
from terbuka.base.periods import MONTHS
from terbuka.kit.table import as_short_json
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.law.clocks import CannotCount, Due, articles, calendar_of, due
from terbuka.law.deadlines import CalendarYear, Deadline
from terbuka.law.roles import bearer
from terbuka.law.workdays import Calendar, Holiday

#: The role of the clock that the printed table of due days is about.
MAIN_CLOCK = "tenggat-jawab"
#: How many days on from the assessed day the printed table goes; it holds those on which the office is open.
START_DAYS = 60
#: How many working days it looks back: a request of that age has its answer, or an objection is at hand.
PAST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month: ``mark`` is empty for a working day, else what the cell says (``libur``, ``cuti`` …)."""

    number: int
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class Month:
    """``weeks`` run from Monday to Sunday, None outside the month; ``off`` are its days off on weekdays or not."""

    title: str
    weeks: tuple[tuple[Cell | None, ...], ...]
    off: tuple[Holiday, ...]
    working: int


@dataclass(frozen=True, slots=True)
class YearView:
    year: int
    listed: CalendarYear | None
    months: tuple[Month, ...]

    @property
    def working(self) -> int:
        return sum(month.working for month in self.months)


@dataclass(frozen=True, slots=True)
class StartRow:
    """A day on which a request may come in, and the last lawful day: plain and extended, None when not known."""

    start: date
    plain: Due | None
    extended: Due | None


def mark(kind: str) -> str:
    """The one word in the cell of a day off."""
    return {"cuti-bersama": "cuti", "libur-setempat": "kantor"}.get(kind, "libur")


def years(b: BodyView) -> list[YearView]:
    """The year of the assessed day and the next one; ``listed`` None for a year without a list."""
    days = calendar_of(b.law, b.body)
    lists = {y.year: y for y in b.law.calendar_years}
    return [
        YearView(year, lists.get(year), tuple(_month(year, m, days) for m in range(1, 13)) if year in lists else ())
        for year in (b.on.year, b.on.year + 1)
    ]


def _month(year: int, month: int, days: Calendar) -> Month:
    def cell(day: date) -> Cell | None:
        if day.month != month:
            return None
        off = days.off(day)
        if isinstance(off, Holiday):
            return Cell(day.day, mark(off.kind), off.name)
        return Cell(day.day, "", off or "")

    weeks = tuple(tuple(cell(d) for d in week) for week in month_grid.Calendar().monthdatescalendar(year, month))
    inside = [c for week in weeks for c in week if c]
    return Month(
        title=f"{MONTHS[month - 1]} {year}",
        weeks=weeks,
        off=tuple(h for d, h in sorted(days.holidays.items()) if (d.year, d.month) == (year, month)),
        working=sum(1 for c in inside if not c.mark and not c.why),
    )


def start_rows(b: BodyView) -> list[StartRow]:
    """Due days of the main clock for the next start days on which the office is open."""
    days = calendar_of(b.law, b.body)
    wanted = (b.on + timedelta(days=n) for n in range(START_DAYS))
    return list(_rows(b, days, (day for day in wanted if day.year in days.years)))


def past_rows(b: BodyView) -> list[StartRow]:
    """The same for the last ``PAST_DAYS`` working days before the assessed day, the oldest first; fewer where the
    calendars or the law begin later."""
    days, start = calendar_of(b.law, b.body), b.on - timedelta(days=1)
    rows: list[StartRow] = []
    while len(rows) < PAST_DAYS and start.year in days.years:
        rows += _rows(b, days, [start])
        start -= timedelta(days=1)
    return rows[::-1]


def _rows(b: BodyView, days: Calendar, starts: Iterable[date]) -> Iterator[StartRow]:
    clock = bearer(b.law.deadlines, MAIN_CLOCK)
    if clock is None:
        return
    for start in starts:
        if days.off(start) is None:
            extended = _due(b, clock, start, True) if clock.length_on(start).extension else None
            yield StartRow(start, _due(b, clock, start, False), extended)


def _due(b: BodyView, clock: Deadline, start: date, extended: bool) -> Due | None:
    try:
        return due(b.law, clock.id, start, extended=extended, body=b.body)
    except CannotCount:
        return None


def table(b: BodyView) -> File:
    """``hari-kerja.json``: for every covered day of the year ``1`` (working day) or ``0``, days off, time limits.

    Shape: ``tahun`` maps a year to ``status``, ``catatan`` and ``kerja`` (365 or 366 signs, from 1 January);
    ``libur`` is a list of ``tanggal``, ``jenis``, ``nama``, ``dasar``, ``perkiraan`` and, where it was decreed
    during the year, ``ditetapkan``; ``tenggat`` one of ``id``,
    ``judul``, ``dihitung_dari``, ``satuan``, ``nilai``, ``dasar_hukum``, ``catatan``, ``peran`` where it has one and,
    for a step of the citizen, ``langkah``, ``sejak``, ``terkonfirmasi``; ``terpanjang`` how long working days last at
    most in a year that is not covered.
    """
    days = calendar_of(b.law, b.body)
    value = {
        "badan": b.id,
        "contoh": b.body.sample,
        "zona_waktu": b.body.time_zone,
        "tahun": {
            str(y.year): {"status": y.status, "catatan": y.note, "kerja": "".join(_signs(y.year, days))}
            for y in sorted(b.law.calendar_years, key=lambda y: y.year)
        },
        "libur": [
            {"tanggal": d.isoformat(), "jenis": h.kind, "nama": h.name, "dasar": h.decree, "perkiraan": h.estimated}
            | ({"ditetapkan": h.decreed_on.isoformat()} if h.decreed_on else {})
            for d, h in sorted(days.holidays.items())
        ],
        "tenggat": [
            {
                "id": d.id,
                "judul": d.title,
                "dihitung_dari": d.counted_from,
                "satuan": d.unit,
                "nilai": [
                    {"mulai": n.from_on.isoformat(), "lama": n.days, "perpanjangan": n.extension} for n in d.lengths
                ],
                "dasar_hukum": list(articles(d.legal_basis, b.law)),
                "catatan": d.note,
            }
            | ({"peran": d.role} if d.role else {})
            | _step(d)
            for d in b.law.deadlines.values()
            if not d.backwards
        ],
    }
    if b.law.longest is not None:
        value["terpanjang"] = {"kali": b.law.longest.times, "tambah": b.law.longest.more}
    return File(path=routes.workday_table(b.id), content=as_short_json(value))


def _step(d: Deadline) -> dict[str, object]:
    """What a clock limits of the citizen's steps, and the events that start it; nothing for other clocks."""
    if not d.step:
        return {}
    events = [{"peristiwa": e.event, "alasan": list(e.ground_ids)} for e in d.events]
    read = d.confirmed is not False
    return {"langkah": d.step, "sejak": events, "terkonfirmasi": read}


def _signs(year: int, days: Calendar) -> Iterator[str]:
    day = date(year, 1, 1)
    while day.year == year:
        yield "1" if days.off(day) is None else "0"
        day += timedelta(days=1)
