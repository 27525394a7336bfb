"""Which steps of a citizen live on a day: every event that opens one has its own start and its own end.

Promises: pure; events, grounds and lengths come from ``tenggat.yml``. A later event hides no earlier one, and an
earlier one no later one; a step that was taken uses up what had begun by then. ``langkah.js`` says the same:
``tests/scenarios/hak/`` is read by the tests of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from terbuka.law.clocks import Clockwork, Due
from terbuka.law.deadlines import Deadline
from terbuka.law.workdays import NoCalendar, working_days_after

#: Roles of the clocks of ``tenggat.yml`` around which the citizen's steps turn.
ANSWER, CHECK, REPLY = "tenggat-jawab", "tenggat-kelengkapan", "tenggat-tanggapan"
#: Columns of the registers by the names that the days of a story have.
_REQUEST = {
    "diterima": "diterima_pada",
    "tercatat": "dicatat_pada",
    "lengkap": "dinyatakan_lengkap_pada",
    "diperpanjang": "diperpanjang_pada",
}
_OBJECTION = {"keberatan": "diterima_pada", "dicatat": "dicatat_pada"}
Days = Mapping[str, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The time for a step because of one event. ``opens`` is the first day on which it is safe by every reading,
    ``last`` the last one; None where a calendar is missing. ``ground_ids`` are those of an objection."""

    clock: Deadline
    event: str
    ground_ids: tuple[str, ...]
    starts_on: date
    opens: date | None
    last: date | None


def terms(work: Clockwork, step: str, days: Days) -> tuple[Term, ...]:
    """All terms of ``step`` (``keberatan``, ``sengketa`` or ``gugatan``) that the days of a case open, in the order
    of the law data, whether they have ended or not.

    ``days``: ``diterima``, ``tercatat``, ``lengkap``, ``diperpanjang`` and ``dijawab`` of the request; ``keberatan``,
    ``dicatat`` and ``ditanggapi`` of the objection; ``sengketa``, ``putusan``, ``gugatan``; ``ditemukan`` is the day
    on which information that must be announced was found to be missing. The day of the step itself uses up what had
    begun before it.
    """
    taken = days.get(step)
    begun = _events(work, days)
    made = []
    for clock in work.law.deadlines.values():
        for event in clock.events if clock.step == step else ():
            start, opens = begun.get(event.event, (None, None))
            if start is None or (taken is not None and start < taken):
                continue
            due = work.due(clock.id, start)
            last = due.count.due_on if due else None
            made.append(
                Term(
                    clock=clock, event=event.event, ground_ids=event.ground_ids, starts_on=start, opens=opens, last=last
                )
            )
    return tuple(made)


def advised(found: Sequence[Term], on: date) -> date | None:
    """The day by which to act: the earliest end that still lives; None when all have ended or cannot be counted."""
    return min((term.last for term in found if term.last is not None and on <= term.last), default=None)


def _events(work: Clockwork, days: Days) -> dict[str, tuple[date | None, date | None]]:
    """Each event that has a day: that day, and the first day on which it is safe to act on it."""
    made: dict[str, tuple[date | None, date | None]] = {}
    for name in ("ditemukan", "putusan"):
        if (day := days.get(name)) is not None:
            made[name] = day, day
    for name, role, columns, answered in (
        ("jawaban", ANSWER, _REQUEST, "dijawab"),
        ("tanggapan", REPLY, _OBJECTION, "ditanggapi"),
    ):
        deadline = work.clock(role)
        row = {column: days.get(key) for key, column in columns.items()}
        if deadline is None or row["diterima_pada"] is None:
            continue
        span = work.span(deadline, row, date.max)
        later = _if_complete(work, days) if name == "jawaban" else ()
        dues = work.all_due(deadline, row, date.max)
        made |= _silence(name, days.get(answered), dues, later, span.last if span else None, work)
    return made


def _silence(
    name: str,
    answered: date | None,
    dues: Sequence[Due | None],
    later: Sequence[Due | None],
    bound: date | None,
    work: Clockwork,
) -> Iterator[tuple[str, tuple[date | None, date | None]]]:
    """The events around one answer: that it did not come by its last day, that it came, that it came late.

    Silence counts from the earliest due day, which is that of the first start, because a register orders its days; and
    it waits for the latest of all, ``later`` ones included. After ``bound`` an answer is late for certain.
    """
    first = dues[0].count.due_on if dues and dues[0] is not None else None
    if answered is not None:
        yield name, (answered, answered)
        if bound is not None and answered > bound:
            yield f"{name}-terlambat", (answered, answered)
        if first is not None and answered > first:
            yield f"batas-{name}", (first, first)
        return
    if first is not None:
        whole = [*dues, *later]
        latest = max(due.count.due_on for due in whole if due is not None)
        yield f"batas-{name}", (first, None if None in whole else _next_working_day(latest, work))


def _next_working_day(day: date, work: Clockwork) -> date:
    """A year without a calendar gives the next day as it is."""
    try:
        return working_days_after(day, 1, work.calendar).due_on
    except NoCalendar:
        return day + timedelta(days=1)


def _if_complete(work: Clockwork, days: Days) -> tuple[Due | None, ...]:
    """The due day of an answer if the request is declared complete on the last day for that (Perki 1/2021 Pasal 31),
    and if an extension that was told too late counts after all: a step that does not wait would come too soon."""
    complete = days.get("lengkap")
    if complete is None:
        start = days.get("tercatat") or days.get("diterima")
        check = work.clock(CHECK)
        checked = work.due(check.id, start) if check is not None and start is not None else None
        complete = checked.count.due_on if checked else days.get("diterima")
    answer = work.clock(ANSWER)
    if complete is None or answer is None:
        return ()
    return (work.due(answer.id, complete, extended=days.get("diperpanjang") is not None),)
