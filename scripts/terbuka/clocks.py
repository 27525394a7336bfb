"""The law's clocks: when a step is due, and every day that was not counted on the way, with its decree.

Promises: pure; lengths come from ``tenggat.yml``, days off from ``kalender/`` and the body's own list. A count
that runs into a year without a list is refused, never guessed; one that rests on an estimate says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from terbuka.model import Body, Deadline, Law, StepBasis
from terbuka.workdays import Calendar, Count, Holiday, NoCalendar, working_days_after, working_days_before

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

    ``calendar_notes`` is what the lists of days off of the touched years say about themselves.
    """

    deadline: Deadline
    count: Count
    days: int
    extension: int
    articles: tuple[str, ...]
    calendar_notes: tuple[str, ...] = ()

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
                on=day.on, kind=day.kind, name=day.name, decree=day.decree or year.decree, estimated=estimated
            )
    for local in body.local_days_off if body else ():
        holidays.setdefault(local.on, Holiday(on=local.on, kind="libur-setempat", name=local.name, decree=local.decree))
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
    if deadline.unit == CALENDAR_DAYS:
        count = Count(start=start, due_on=start + timedelta(days=-days if deadline.backwards else days))
    else:
        walk = working_days_before if deadline.backwards else working_days_after
        try:
            count = walk(start, days, calendar)
        except NoCalendar as missing:
            years = ", ".join(str(y) for y in sorted(calendar.years)) or "belum ada"
            raise CannotCount(
                f"belum dapat dihitung: hitungan sampai ke tahun {missing.year}, yang kalendernya belum ada. "
                f"Kalender yang ada: {years}. Tambahkan datasets/aturan/{law.jurisdiction_id}/kalender/"
                f"{missing.year}.yml",
                missing.year,
            ) from None
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
    )


def articles(bases: tuple[StepBasis, ...], law: Law) -> tuple[str, ...]:
    """Articles as lawyers write them: ``UU 14/2008 Pasal 22 ayat (7)``."""
    names: Mapping[str, str] = {i.id: i.name for i in law.instruments.values()}
    return tuple(f"{names.get(b.instrument_id, b.instrument_id)} {b.article}" for b in bases)
