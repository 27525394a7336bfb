"""Excluded information on a day: still closed, about to open, declared too late, open by law.

Promises: pure; the day is an argument. A count that needs a year without a calendar is not made, and one that
rests on an estimate says so. Source: Perki 1/2021 Pasal 51-52, PP 61/2010 Pasal 11; told to citizens in
``content/metodologi/pengecualian.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from terbuka.base.problem import Problem
from terbuka.duties.evidence import candidate
from terbuka.duties.gaps import ahead
from terbuka.duties.record import RegisterEntry
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import BodyAssessment, RecordGap, Status
from terbuka.features.exclusions.record import AssessedExclusion, Exclusion, ExclusionState
from terbuka.law import clocks
from terbuka.law.law import Law
from terbuka.law.roles import bearer
from terbuka.law.workdays import Calendar, NoCalendar, working_days_before

#: The kind of the list, and the name of its file.
KIND = "dikecualikan"
#: The role of the clock that runs back from the last day of an exclusion.
OPENING = "tenggat-pembukaan"


def assess_exclusions(assessed: BodyAssessment, law: Law) -> tuple[AssessedExclusion, ...]:
    """Every row on the day, in the order of the numbers."""
    records, on = assessed.records, assessed.on
    entries = {entry.id: entry for entry in records.register or ()}
    rows = sorted(records.rows(Exclusion) or (), key=lambda row: (row.number, row.id))
    if not rows:
        return ()
    calendar, pages = clocks.calendar_of(law, records.body), assessed.produced
    made = []
    for row in rows:
        entry = entries.get(row.opening_entry_id or "")
        published = entry is not None and _published(entry, pages, on)
        made.append(_assess(row, _counted(row, law, calendar), on, published=published))
    return tuple(made)


def _assess(row: Exclusion, made: AssessedExclusion, on: date, *, published: bool) -> AssessedExclusion:
    declared = row.opening_on if row.opening_on is not None and row.opening_on <= on else None
    ended = row.last_on is not None and row.last_on < on
    made = replace(
        made,
        declared_on=declared,
        open_since=row.last_on + timedelta(days=1) if row.last_on else None,
        review_since=row.review_on + timedelta(days=1) if row.review_on and row.review_on < on and not ended else None,
    )
    if published:
        return replace(made, state=ExclusionState.OPENED, review_since=None)
    if row.decided_on > on:
        return replace(made, state=ExclusionState.NOT_YET)
    if ended:
        return replace(made, state=ExclusionState.UNPUBLISHED)
    if declared is not None:
        return replace(made, state=ExclusionState.DECLARED, review_since=None)
    if not row.fixed_term:
        return made
    if made.due_on is not None and on > made.due_on:
        return replace(made, state=ExclusionState.LATE)
    if made.missing_year is not None or made.due_on is None:
        return replace(made, state=ExclusionState.UNCOUNTED)
    return replace(made, state=ExclusionState.SOON) if made.warn_on is not None and on >= made.warn_on else made


def _counted(row: Exclusion, law: Law, calendar: Calendar) -> AssessedExclusion:
    """The row with the days that are counted back from its last day; an end that no decision fixed has none."""
    clock = bearer(law.deadlines, OPENING)
    made = AssessedExclusion(
        row=row, state=ExclusionState.CLOSED, articles=clocks.articles(clock.legal_basis, law) if clock else ()
    )
    if clock is None or row.last_on is None or not row.fixed_term:
        return made
    try:
        due = clocks.due(law, clock.id, row.last_on, calendar=calendar)
    except clocks.CannotCount as reason:
        return replace(made, missing_year=reason.year)
    # A term shorter than the clock is declared at the latest on the day of its own decision.
    due_on = max(due.count.due_on, row.decided_on)
    made = replace(made, due_on=due_on, days=due.days, estimated=due.count.estimated)
    if law.opening_window is None:
        return made
    try:
        count = working_days_before(row.last_on, law.opening_window, calendar)
    except NoCalendar as missing:
        return replace(made, missing_year=missing.year)
    return replace(made, warn_on=count.due_on)


def _published(entry: RegisterEntry, pages: frozenset[str], on: date) -> bool:
    """Whether the entry that opens the information is announced by the day and counts as evidence: no draft."""
    announced = entry.announced_on is not None and entry.announced_on <= on
    return announced and candidate(entry, on, pages).counts


# --- as problems -----------------------------------------------------------------------------------------

#: State -> code of its problem, and the column that a remedy would fill in.
_PROBLEMS = {
    ExclusionState.SOON: ("pengecualian-segera", "berakhir_pada"),
    ExclusionState.LATE: ("pengecualian-terlambat", "berakhir_pada"),
    ExclusionState.UNPUBLISHED: ("pengecualian-belum-dimuat", "entri_pembuka"),
    ExclusionState.UNCOUNTED: ("pengecualian-tanpa-kalender", "berakhir_pada"),
}
_ESTIMATED = (
    " Hitungan ini perkiraan: kalendernya belum ditetapkan.",
    " This is an estimate: no calendar is decreed yet.",
)
_WAITING = (
    " Entri “{}” sudah ada, tetapi belum diumumkan atau belum dapat dibuka.",
    " The entry “{}” is there, but not announced or cannot be opened yet.",
)
_DRAFT = (
    " Entri “{}” sudah ada, tetapi dokumennya belum ditetapkan; naskah belum membuka apa pun.",
    " The entry “{}” is there, but its document is not decided yet; a draft does not open anything.",
)


def exclusion_problems(made: BodyAssessment) -> Iterator[Problem]:
    """Gaps (only of a body that counts) and notes about excluded information, each at the cell of its remedy."""
    for found in made.every(AssessedExclusion):
        row, state = found.row, found.state
        if found.review_since is not None and state is not ExclusionState.NOT_YET:
            yield Problem(
                "pengecualian-ditinjau",
                made.records.cell(row, "ditinjau_pada"),
                {**_facts(found, made), "isi": row.review_on},
            )
        if state not in _PROBLEMS or (found.is_gap and not made.counted):
            continue
        if state is ExclusionState.UNCOUNTED and not _near(found, made.on):
            continue
        code, column = _PROBLEMS[state]
        if column == "entri_pembuka" and row.opening_entry_id is None:
            column = "berakhir_pada"
        yield Problem(code, made.records.cell(row, column), _facts(found, made))


def _near(found: AssessedExclusion, on: date) -> bool:
    """Whether the missing calendar is one that can be there by now: of this year or, at most, of the next."""
    return found.missing_year is not None and found.row.last_on is not None and found.row.last_on.year <= on.year + 1


def _facts(found: AssessedExclusion, made: BodyAssessment) -> dict[str, Any]:
    row = found.row
    waiting = row.opening_entry_id or ""
    entry = next((e for e in made.records.register or () if e.id == waiting), None)
    why = _DRAFT if entry is not None and entry.document_status != "ditetapkan" else _WAITING
    return {
        "badan": made.body.id,
        "jenis": "dikecualikan",
        "id": row.id,
        "judul": row.title,
        "unit": made.body.name,
        "pada": made.on,
        # One message for all rows that wait for the same calendar; each other row has days of its own.
        "kelompok": found.missing_year or row.id,
        "berakhir": row.last_on,
        "sejak": found.open_since,
        "batas": found.due_on,
        "lama": found.days,
        "pasal": "; ".join(found.articles),
        "tahun": found.missing_year,
        "yurisdiksi": made.body.jurisdiction_id,
        "catatan": _ESTIMATED[0] if found.estimated else "",
        "catatan_en": _ESTIMATED[1] if found.estimated else "",
        "alasan": why[0].format(waiting) if waiting else "",
        "alasan_en": why[1].format(waiting) if waiting else "",
    }


def lists_exclusions(records: BodyRecords) -> bool:
    """Whether there is a list of excluded information at all; an empty one says that nothing is excluded."""
    return bool(records.rows(Exclusion)) or KIND in records.headers


def exclusion_notes(made: BodyAssessment) -> Iterator[Problem]:
    """Exclusions that need something, and days of the list that lie ahead."""
    yield from exclusion_problems(made)
    yield from ahead(made, made.records.every(Exclusion), ("tanggal_keputusan", "tanggal_pembukaan"))


def record_gaps(made: BodyAssessment) -> Iterator[RecordGap]:
    """Excluded information that is declared too late, or open and not published."""
    for found in made.every(AssessedExclusion):
        if found.is_gap:
            late = found.state is ExclusionState.LATE
            yield RecordGap(
                kind=KIND,
                id=found.row.id,
                title=found.row.title,
                status=Status.OVERDUE if late else Status.MISSING,
                due_on=found.due_on if late else found.row.last_on,
            )
