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


def _assess(row: Exclusion, exclusion: AssessedExclusion, on: date, *, published: bool) -> AssessedExclusion:
    declared = row.opening_on if row.opening_on is not None and row.opening_on <= on else None
    ended = row.last_on is not None and row.last_on < on
    exclusion = replace(
        exclusion,
        declared_on=declared,
        open_since=row.last_on + timedelta(days=1) if row.last_on else None,
        review_since=row.review_on + timedelta(days=1) if row.review_on and row.review_on < on and not ended else None,
    )
    if published:
        return replace(exclusion, state=ExclusionState.OPENED, review_since=None)
    if row.decided_on > on:
        return replace(exclusion, state=ExclusionState.NOT_YET)
    if ended:
        return replace(exclusion, state=ExclusionState.UNPUBLISHED)
    if declared is not None:
        return replace(exclusion, state=ExclusionState.DECLARED, review_since=None)
    if not row.fixed_term:
        return exclusion
    if exclusion.due_on is not None and on > exclusion.due_on:
        return replace(exclusion, state=ExclusionState.LATE)
    if exclusion.missing_year is not None or exclusion.due_on is None:
        return replace(exclusion, state=ExclusionState.UNCOUNTED)
    return (
        replace(exclusion, state=ExclusionState.SOON)
        if exclusion.warn_on is not None and on >= exclusion.warn_on
        else exclusion
    )


def _counted(row: Exclusion, law: Law, calendar: Calendar) -> AssessedExclusion:
    """The row with the days that are counted back from its last day; an end that no decision fixed has none."""
    clock = bearer(law.deadlines, OPENING)
    exclusion = AssessedExclusion(
        row=row, state=ExclusionState.CLOSED, articles=clocks.articles(clock.legal_basis, law) if clock else ()
    )
    if clock is None or row.last_on is None or not row.fixed_term:
        return exclusion
    try:
        due = clocks.due(law, clock.id, row.last_on, calendar=calendar)
    except clocks.CannotCount as reason:
        return replace(exclusion, missing_year=reason.year)
    # A term shorter than the clock is declared at the latest on the day of its own decision.
    due_on = max(due.count.due_on, row.decided_on)
    exclusion = replace(exclusion, due_on=due_on, days=due.days, estimated=due.count.estimated)
    if law.opening_window is None:
        return exclusion
    try:
        count = working_days_before(row.last_on, law.opening_window, calendar)
    except NoCalendar as missing:
        return replace(exclusion, missing_year=missing.year)
    return replace(exclusion, warn_on=count.due_on)


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


def exclusion_problems(assessed: BodyAssessment) -> Iterator[Problem]:
    """Gaps (only of a body that counts) and notes about excluded information, each at the cell of its remedy."""
    for exclusion in assessed.every(AssessedExclusion):
        row, state = exclusion.row, exclusion.state
        if exclusion.review_since is not None and state is not ExclusionState.NOT_YET:
            yield Problem(
                "pengecualian-ditinjau",
                assessed.records.cell(row, "ditinjau_pada"),
                {**_facts(exclusion, assessed), "isi": row.review_on},
            )
        if state not in _PROBLEMS or (exclusion.is_gap and not assessed.counted):
            continue
        if state is ExclusionState.UNCOUNTED and not _near(exclusion, assessed.on):
            continue
        code, column = _PROBLEMS[state]
        if column == "entri_pembuka" and row.opening_entry_id is None:
            column = "berakhir_pada"
        yield Problem(code, assessed.records.cell(row, column), _facts(exclusion, assessed))


def _near(exclusion: AssessedExclusion, on: date) -> bool:
    """Whether the missing calendar is one that can be there by now: of this year or, at most, of the next."""
    return (
        exclusion.missing_year is not None
        and exclusion.row.last_on is not None
        and exclusion.row.last_on.year <= on.year + 1
    )


def _facts(exclusion: AssessedExclusion, assessed: BodyAssessment) -> dict[str, Any]:
    row = exclusion.row
    waiting = row.opening_entry_id or ""
    entry = next((e for e in assessed.records.register or () if e.id == waiting), None)
    why = _DRAFT if entry is not None and entry.document_status != "ditetapkan" else _WAITING
    return {
        "badan": assessed.body.id,
        "jenis": "dikecualikan",
        "id": row.id,
        "judul": row.title,
        "unit": assessed.body.name,
        "pada": assessed.on,
        # One message for all rows that wait for the same calendar; each other row has days of its own.
        "kelompok": exclusion.missing_year or row.id,
        "berakhir": row.last_on,
        "sejak": exclusion.open_since,
        "batas": exclusion.due_on,
        "lama": exclusion.days,
        "pasal": "; ".join(exclusion.articles),
        "tahun": exclusion.missing_year,
        "yurisdiksi": assessed.body.jurisdiction_id,
        "catatan": _ESTIMATED[0] if exclusion.estimated else "",
        "catatan_en": _ESTIMATED[1] if exclusion.estimated else "",
        "alasan": why[0].format(waiting) if waiting else "",
        "alasan_en": why[1].format(waiting) if waiting else "",
    }


def lists_exclusions(records: BodyRecords) -> bool:
    """Whether there is a list of excluded information at all; an empty one says that nothing is excluded."""
    return bool(records.rows(Exclusion)) or KIND in records.headers


def exclusion_notes(assessed: BodyAssessment) -> Iterator[Problem]:
    """Exclusions that need something, and days of the list that lie ahead."""
    yield from exclusion_problems(assessed)
    yield from ahead(assessed, assessed.records.every(Exclusion), ("tanggal_keputusan", "tanggal_pembukaan"))


def record_gaps(assessed: BodyAssessment) -> Iterator[RecordGap]:
    """Excluded information that is declared too late, or open and not published."""
    for exclusion in assessed.every(AssessedExclusion):
        if exclusion.is_gap:
            late = exclusion.state is ExclusionState.LATE
            yield RecordGap(
                kind=KIND,
                id=exclusion.row.id,
                title=exclusion.row.title,
                status=Status.OVERDUE if late else Status.MISSING,
                due_on=exclusion.due_on if late else exclusion.row.last_on,
            )
