"""Working days as pages and scripts need them: the calendar of a year, a table of due days, one small file.

Promises: nothing is counted here; every due day and every reason comes from ``clocks`` and ``workdays``. The file
holds the same days off, decrees and lengths, so that what a browser looks up is what ``terbuka deadline`` says.
"""

from __future__ import annotations

import calendar as month_grid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from terbuka.base.day_names import MONTHS
from terbuka.base.page import File
from terbuka.kit.public import PublicFile
from terbuka.kit.shape import (
    Schemas,
    Shape,
    by,
    choice,
    columns,
    count,
    day,
    flag,
    key,
    optional,
    or_null,
    record,
    several,
    text,
    within,
)
from terbuka.kit.table import SHORT_HEAD, as_short_json
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.law.clocks import CannotCount, Due, articles, calendar_of, due
from terbuka.law.deadlines import CalendarYear, ClockEvent, DatedLength, Deadline, WorkingDayBound
from terbuka.law.law import Law
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
    """``hari-kerja.json``: for every covered day of the year ``1`` (working day) or ``0``, days off, time limits."""
    return File(path=routes.workday_table(b.id), content=as_short_json(_calendar(b.corpus.schemas).write(b)))


class _Year(NamedTuple):
    listed: CalendarYear
    days: Calendar


class _Clock(NamedTuple):
    of: Deadline
    law: Law


def _calendar(schemas: Schemas) -> Shape[BodyView]:
    clocks = several("Batas waktu yang dihitung maju.", _limit(schemas))
    return record(
        "Kalender hari kerja dan batas waktu satu badan.",
        SHORT_HEAD,
        key("zona_waktu", lambda b: b.body.time_zone, text("Zona waktu kantor, seperti Asia/Makassar.")),
        key("tahun", _covered, by("Setiap tahun yang punya kalender.", _year(schemas))),
        key("libur", lambda b: [off for _, off in sorted(calendar_of(b.law, b.body).holidays.items())],
            several("Hari libur selain Sabtu dan Minggu.", _off())),
        key("tenggat", lambda b: [_Clock(d, b.law) for d in b.law.deadlines.values() if not d.backwards], clocks),
        optional("terpanjang", lambda b: b.law.longest, _bound()),
    )  # fmt: skip


def _covered(b: BodyView) -> dict[str, _Year]:
    days = calendar_of(b.law, b.body)
    return {str(y.year): _Year(y, days) for y in sorted(b.law.calendar_years, key=lambda y: y.year)}


_NOTE = or_null(text("Hal yang perlu diketahui."))


def _year(schemas: Schemas) -> Shape[_Year]:
    signs = text("Satu tanda untuk setiap hari sejak 1 Januari: 1 hari kerja, 0 bukan.", pattern="^[01]{365,366}$")
    return record(
        "Satu tahun.",
        key("status", lambda y: y.listed.status, choice(schemas["kalender"].column("status"))),
        key("catatan", lambda y: y.listed.note, _NOTE),
        key("kerja", lambda y: "".join(_signs(y.listed.year, y.days)), signs),
    )


def _off() -> Shape[Holiday]:
    return record(
        "Satu hari libur.",
        key("tanggal", lambda h: h.on, day("Harinya.")),
        key("jenis", lambda h: h.kind, text("Libur nasional, cuti bersama, atau libur setempat.")),
        key("nama", lambda h: h.name, text("Nama hari libur.")),
        key("dasar", lambda h: h.decree, or_null(text("Keputusannya."), "null selama belum ada.")),
        key("perkiraan", lambda h: h.estimated, flag("true bila masih perkiraan.")),
        optional("ditetapkan", lambda h: h.decreed_on,
            day("Hari keputusannya. Hanya ada bila ditetapkan dalam tahun berjalan.")),
    )  # fmt: skip


def _limit(schemas: Schemas) -> Shape[_Clock]:
    """A clock says what it limits of the citizen's steps, and the events that start it, where it is one of those."""
    clock = schemas["tenggat"]
    return record(
        "Satu batas waktu. langkah, sejak, dan terkonfirmasi hanya ada pada langkah warga, peran hanya bila ada.",
        within(lambda c: c.of, columns(Deadline, clock.columns, ("id", "judul", "dihitung_dari", "satuan"))),
        key("nilai", lambda c: c.of.lengths,
            several("Lama menurut aturan, yang paling lama berlaku lebih dulu.", _length())),
        key("dasar_hukum", lambda c: articles(c.of.legal_basis, c.law),
            several("Peraturan dan pasalnya.", text("Peraturan dan pasal."))),
        key("catatan", lambda c: c.of.note, _NOTE),
        optional("peran", lambda c: c.of.role or None, choice(clock.column("peran"))),
        optional("langkah", lambda c: c.of.step or None, choice(clock.column("langkah"))),
        optional("sejak", lambda c: c.of.events if c.of.step else None,
            several("Peristiwa yang memulai hitungannya, masing-masing dengan awal dan akhir sendiri.", _event())),
        optional("terkonfirmasi", lambda c: c.of.confirmed is not False if c.of.step else None,
            flag("false bila naskah pasalnya belum dibaca.")),
    )  # fmt: skip


def _length() -> Shape[DatedLength]:
    return record(
        "Lama menurut aturan.",
        key("mulai", lambda n: n.from_on, day("Hari pertama aturan ini dipakai.")),
        key("lama", lambda n: n.days, count("Banyaknya hari; nol berarti hari itu juga.")),
        key("perpanjangan", lambda n: n.extension,
            or_null(count("Banyaknya hari tambahan yang boleh diminta satu kali."))),
    )  # fmt: skip


def _event() -> Shape[ClockEvent]:
    return record(
        "Satu peristiwa.",
        key("peristiwa", lambda e: e.event, text("Yang menjadi hari nol.")),
        key("alasan", lambda e: e.ground_ids, several("Huruf alasan keberatan yang timbul darinya.", text("Huruf."))),
    )


def _bound() -> Shape[WorkingDayBound]:
    return record(
        "Untuk tahun tanpa kalender: n hari kerja tidak lebih panjang dari kali x n + tambah hari kalender.",
        key("kali", lambda longest: longest.times, count("Pengalinya.")),
        key("tambah", lambda longest: longest.more, count("Hari kalender yang ditambahkan.")),
    )


#: What is said of this file in the description of the API.
PUBLIC = (PublicFile("{badan}/hari-kerja.json", "Kalender hari kerja dan batas waktu", _calendar),)


def _signs(year: int, days: Calendar) -> Iterator[str]:
    day = date(year, 1, 1)
    while day.year == year:
        yield "1" if days.off(day) is None else "0"
        day += timedelta(days=1)
