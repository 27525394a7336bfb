"""What an office has before it: what is late, due and expiring, by body and by day.

Promises: pure; each source is a function from one assessed body to items, and ``SOURCES`` is the only list of them,
so that a further source is one function more. Knows no rule: days come from the assessment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from terbuka.base.periods import Quarter
from terbuka.duties.record import Fulfilment, Statement
from terbuka.duties.verdict import DATED, Assessment, BodyAssessment, Status
from terbuka.features.exclusions.record import ExclusionState
from terbuka.features.service.record import Clock
from terbuka.law.record import Obligation

#: Days ahead that the morning list shows; what lies further is counted.
AHEAD = timedelta(days=30)


class Kind(StrEnum):
    """What is due; the value is the public word."""

    DUTY = "kewajiban"
    CLOCK = "batas-waktu"
    STATEMENT = "pernyataan"
    EXCLUSION = "dikecualikan"
    FINDING = "temuan"
    ACTION = "tindak-lanjut"
    READING = "capaian"
    TRAINING = "pelatihan"
    GUIDE = "panduan"
    DATASET = "data"
    PLAN = "rencana"
    CALENDAR = "kalender"


class When(StrEnum):
    """Where the day lies, seen from the assessed day."""

    LATE = "lewat"
    TODAY = "hari-ini"
    SOON = "segera"
    LATER = "nanti"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing with a last lawful day. ``id`` is stable within body and kind; ``register`` only for a clock.

    ``bearer`` says who must act (``kantor``, ``pemohon``, ``komisi-informasi``); ``note`` is one sentence in
    Indonesian or empty; ``public`` whether its exact day may be published: that of a request would tell when a
    person came.
    """

    body_id: str
    body_name: str
    kind: Kind
    id: str
    title: str
    due_on: date
    when: When
    articles: tuple[str, ...] = ()
    bearer: str = "kantor"
    register: str | None = None
    note: str = ""
    counted: bool = True
    sample: bool = False
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All items of the bodies, sorted by body, day, kind and id; ``on`` the assessed day of each body."""

    items: tuple[Item, ...]
    on: dict[str, date]
    names: dict[str, str]
    #: Duties that have no day at all because nothing is there yet, by body.
    missing: dict[str, int]
    #: Running clocks whose last day no calendar covers, by body.
    uncounted: dict[str, int]

    def of(self, body_id: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.body_id == body_id)


def agenda(assessment: Assessment, only: Iterable[str] | None = None) -> Agenda:
    """The agenda of all bodies, or of those called ``only``."""
    wanted = set(assessment.bodies) if only is None else set(only)
    bodies = [made for name, made in assessment.bodies.items() if name in wanted]
    items = [item for made in bodies for source in SOURCES for item in source(made)]
    order = {made.body.id: number for number, made in enumerate(bodies)}
    return Agenda(
        items=tuple(sorted(items, key=lambda i: (order[i.body_id], i.due_on, i.kind.value, i.id))),
        on={made.body.id: made.on for made in bodies},
        names={made.body.id: made.body.name for made in bodies},
        missing={made.body.id: sum(j.status is Status.MISSING for j in made.gaps) for made in bodies},
        uncounted={
            made.body.id: sum(
                clock.due_on is None
                for cases in made.service.cases.values()
                for case in cases
                for clock in case.running
            )
            for made in bodies
        },
    )


def when(due_on: date, on: date) -> When:
    if due_on < on:
        return When.LATE
    if due_on == on:
        return When.TODAY
    return When.SOON if due_on <= on + AHEAD else When.LATER


# --- sources ----------------------------------------------------------------------------------------------


def _item(made: BodyAssessment, kind: Kind, *, id: str, title: str, due_on: date, **rest: Any) -> Item:  # noqa: A002 (its key)
    """An item of a body on its assessed day; ``rest`` are further fields of ``Item``."""
    return Item(
        body_id=made.body.id,
        body_name=made.body.name,
        kind=kind,
        id=id,
        title=title,
        due_on=due_on,
        when=when(due_on, made.on),
        counted=made.counted,
        sample=made.body.sample,
        **rest,
    )


def duties(made: BodyAssessment) -> Iterator[Item]:
    """Duties that the gate counts and that have a last lawful day; a statement in their place is its own source."""
    for judgement in made.judgements.values():
        wanted = judgement.status in DATED
        if judgement.counted and wanted and judgement.due_on is not None:
            duty = judgement.obligation
            yield _item(
                made,
                Kind.DUTY,
                id=duty.id,
                title=duty.title,
                due_on=judgement.due_on,
                articles=_articles(duty, made),
            )


def _articles(duty: Obligation, made: BodyAssessment) -> tuple[str, ...]:
    return tuple(
        f"{made.instrument_names.get(b.instrument_id, b.instrument_id)} {b.article or ''}".strip()
        for b in duty.legal_basis
        if b.in_force(made.on)
    )


def clocks(made: BodyAssessment) -> Iterator[Item]:
    """Clocks that run in the registers, whoever must act."""
    for cases in made.service.cases.values():
        for case in cases:
            for clock in case.running:
                if clock.due_on is None:
                    continue
                deadline = clock.deadline
                yield _item(
                    made,
                    Kind.CLOCK,
                    id=f"{case.record.id}/{deadline.id}",
                    title=f"{deadline.title}: {case.record.id}",
                    due_on=clock.due_on,
                    articles=tuple(
                        f"{made.instrument_names.get(b.instrument_id, b.instrument_id)} {b.article}"
                        for b in deadline.legal_basis
                    ),
                    bearer=deadline.bearer or "kantor",
                    register=case.register,
                    note=_note(clock),
                    public=False,
                )


def _note(clock: Clock) -> str:
    parts = []
    if clock.extended:
        parts.append("Sudah diperpanjang.")
    if clock.later_due_on is not None:
        parts.append(f"Menurut Perki {clock.later_due_on}; kantor memegang yang lebih awal.")
    elif clock.by_bound:
        parts.append(f"Sudah pasti lewat; hari tepatnya menunggu kalender {clock.missing_year}.")
    elif clock.missing_year is not None:
        parts.append(f"Hari menurut Perki menunggu kalender {clock.missing_year}; hari ini yang dipegang kantor.")
    if clock.moved_from is not None:
        parts.append(f"Semula {clock.moved_from}, bergeser karena {', '.join(clock.moved_by)}.")
    if clock.assumed:
        parts.append("Dihitung sejak suratnya dikirim; sejak diterima bila harinya dicatat.")
    if clock.estimated:
        parts.append("Perkiraan: kalendernya belum ditetapkan.")
    return " ".join(parts)


def statements(made: BodyAssessment) -> Iterator[Item]:
    """The last days of statements that cover a duty on the assessed day, or that have just ended; among them those
    that a duty is met elsewhere."""
    titles = {name: judgement.obligation.title for name, judgement in made.judgements.items()}
    newest: dict[str, Statement | Fulfilment] = {}
    given: list[Statement | Fulfilment] = [*(made.records.statements or ()), *(made.records.fulfilments or ())]
    for statement in given:
        if statement.signed_on <= made.on:
            known = newest.get(statement.obligation_id)
            if known is None or statement.until > known.until:
                newest[statement.obligation_id] = statement
    for statement in newest.values():
        judgement = made.judgements.get(statement.obligation_id)
        if judgement is None or (statement.until < made.on and judgement.status is not Status.MISSING):
            continue
        yield _item(
            made,
            Kind.STATEMENT,
            id=statement.id,
            title=f"Pernyataan berakhir: {titles[statement.obligation_id]}",
            due_on=statement.until,
            articles=(statement.ground,),
        )


#: What an officer does about an excluded information, by its state; the others ask for nothing.
_OPENING = {
    ExclusionState.CLOSED: "Penetapan PPID bahwa terbuka",
    ExclusionState.SOON: "Penetapan PPID bahwa terbuka",
    ExclusionState.LATE: "Penetapan PPID bahwa terbuka",
    ExclusionState.DECLARED: "Terbuka menurut hukum, lalu muat entrinya",
    ExclusionState.UNPUBLISHED: "Terbuka menurut hukum: muat entrinya",
}


def exclusions(made: BodyAssessment) -> Iterator[Item]:
    """The declaration of Pasal 52 that is due before an exclusion ends, the end itself, and days of review."""
    for found in made.exclusions:
        row, words = found.row, _OPENING.get(found.state)
        declared = found.state.awaits_entry
        days = [(words, row.last_on if declared else found.due_on, "terbuka")]
        if found.state is ExclusionState.CLOSED:
            days.append(("Tinjau lagi", row.review_on, "tinjau"))
        for title, day, what in days:
            if title is not None and day is not None:
                yield _item(
                    made,
                    Kind.EXCLUSION,
                    id=f"{row.id}/{what}",
                    title=f"{title}: {row.title}",
                    due_on=day,
                    articles=found.articles if what == "terbuka" else (),
                    note="Perkiraan: kalendernya belum ditetapkan." if found.estimated and what == "terbuka" else "",
                )


def findings(made: BodyAssessment) -> Iterator[Item]:
    """Audit findings that are not closed, with the post that has promised the action: internal, so never published."""
    for found in made.audit.findings or ():
        row = found.row
        if found.closed_on is None and row.due_on is not None:
            yield _item(
                made,
                Kind.FINDING,
                id=row.id,
                title=f"Temuan audit {row.audit_id}: {found.criterion.title}",
                due_on=row.due_on,
                note=" ".join(s for s in (row.action, f"Penanggung: {row.owner}." if row.owner else "") if s),
                public=False,
            )


def actions(made: BodyAssessment) -> Iterator[Item]:
    """Corrective actions that are not done; their exact day is for the office."""
    for found in made.actions:
        if found.stage.is_open:
            row = found.obstacle
            yield _item(
                made,
                Kind.ACTION,
                id=row.id,
                title=f"Tindakan perbaikan: {row.action}",
                due_on=row.due_on,
                note=f"Penanggung jawab: {row.owner}.",
                public=False,
            )


def readings(made: BodyAssessment) -> Iterator[Item]:
    """The end of the quarter, for an office that writes its states down and has not done so in this one: afterwards
    nobody can tell any more."""
    quarter = Quarter.of(made.on)
    known = [r for r in made.records.readings or () if r.on <= made.on]
    if known and not any(Quarter.of(r.on) == quarter for r in known):
        yield _item(
            made,
            Kind.READING,
            id=f"{quarter.year}-{quarter.number}",
            title=f"Catat capaian {quarter} dengan terbuka measure",
            due_on=quarter.last,
            note="Sesudah itu keadaannya tidak dapat dihitung lagi.",
            public=False,
        )


def trainings(made: BodyAssessment) -> Iterator[Item]:
    """Planned trainings, also those whose day has passed and whose state was never written; no gap, never counted."""
    for training in made.training.planned:
        yield _item(
            made,
            Kind.TRAINING,
            id=training.id,
            title=f"Pelatihan: {training.title}",
            due_on=training.on,
            note="Catat terlaksana, batal, atau hari barunya." if training.on < made.on else "",
            public=False,
        )


def guide_reviews(made: BodyAssessment) -> Iterator[Item]:
    """The days by which pages of the internal guide are to be reviewed; no gap, never counted."""
    for page in made.guide:
        if page.review_on is not None:
            yield _item(
                made,
                Kind.GUIDE,
                id=page.path.removesuffix(".md"),
                title=f"Tinjau panduan: {page.title}",
                due_on=page.review_on,
                note=f"Pemilik: {page.owner}.",
                public=False,
            )


def datasets(made: BodyAssessment) -> Iterator[Item]:
    """The last day without being late of each open dataset whose frequency is a clock."""
    for name, found in made.datasets.items():
        if found.due_on is not None:
            yield _item(
                made,
                Kind.DATASET,
                id=name,
                title=f"Mutakhirkan data: {made.records.datasets[name].record.title}",
                due_on=found.due_on,
            )


def plan(made: BodyAssessment) -> Iterator[Item]:
    """What a body promised for its time of starting up and does not show yet, and the last day of that time."""
    if made.counted:
        return
    for promise in made.records.plan or ():
        judgement = made.judgements.get(promise.obligation_id)
        if judgement is not None and judgement.is_gap and judgement.status is Status.MISSING:
            yield replace(
                _item(
                    made,
                    Kind.PLAN,
                    id=promise.obligation_id,
                    title=f"Direncanakan: {judgement.obligation.title}",
                    due_on=promise.due_on,
                    articles=_articles(judgement.obligation, made),
                ),
                counted=True,
            )
    if made.body.pilot_until is not None:
        yield _item(
            made,
            Kind.PLAN,
            id="rintisan",
            title="Rintisan berakhir",
            due_on=made.body.pilot_until,
            note="Sesudah hari ini semua kekurangan dihitung.",
        )


def calendars(made: BodyAssessment) -> Iterator[Item]:
    """The days off of this and the next year while they are not decided: before the year starts its list is to be that
    of the decree. No gap: time limits are counted with the estimate and say so."""
    for year in made.calendars_wanted:
        yield _item(
            made,
            Kind.CALENDAR,
            id=str(year),
            title=f"Kalender hari libur {year}: pasang daftar dari keputusan bersamanya",
            due_on=date(year - 1, 12, 31),
            note="Sampai itu, batas waktu yang menyentuh tahun itu masih perkiraan atau belum dapat dihitung.",
        )


#: Every source of the agenda, in no order: items are sorted.
SOURCES: list[Callable[[BodyAssessment], Iterator[Item]]] = [
    duties,
    clocks,
    statements,
    exclusions,
    actions,
    readings,
    findings,
    trainings,
    guide_reviews,
    datasets,
    plan,
    calendars,
]
