"""What follows from the records on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from terbuka.duties.corpus import Prose
from terbuka.duties.openness import Openness
from terbuka.duties.record import Fulfilment, Package, PlannedDuty, RegisterEntry, Statement
from terbuka.duties.records import BodyRecords
from terbuka.features.annual_report.record import ReportYear
from terbuka.features.audit.record import AuditAssessment
from terbuka.features.evaluation.record import Monev
from terbuka.features.exclusions.record import AssessedExclusion, ExclusionState
from terbuka.features.indicators.record import ActionState, Indicators
from terbuka.features.open_data.record import DatasetState, DataState
from terbuka.features.service.record import Service, ServiceGap
from terbuka.features.standards.record import StandardState
from terbuka.features.strategy.record import StrategyState
from terbuka.features.survey.record import Survey
from terbuka.features.training.record import TrainingState
from terbuka.law.body import Body
from terbuka.law.record import Obligation, PackageDocument


class Status(StrEnum):
    """State of one duty of one body on one day."""

    MET = "terpenuhi"
    DUE_SOON = "segera"
    OVERDUE = "lewat"
    MISSING = "belum-tersedia"
    NIL = "nihil"
    NOT_A_DUTY = "bukan-kewajiban"
    NOT_JUDGED = "tidak-dinilai"


#: What is there and not yet late; the same with what is stated; what is missing or late, shown to everybody; what is
#: there at all, in time or late.
AVAILABLE = (Status.MET, Status.DUE_SOON)
WELL = (*AVAILABLE, Status.NIL, Status.NOT_A_DUTY)
WANTING = (Status.MISSING, Status.OVERDUE)
DATED = (*AVAILABLE, Status.OVERDUE)
#: The status of a row with parts is that of its worst part.
WORST_FIRST = (*WANTING, Status.DUE_SOON, Status.MET, Status.NIL, Status.NOT_A_DUTY, Status.NOT_JUDGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What counts for a duty: an entry of a register, or a record that it is met elsewhere.

    ``counts_from`` is the day its currency starts; ``due_on`` the last lawful day by interval and period,
    ``interval_due_on`` by the law's interval alone; ``body_id`` names the body whose register holds the entry
    when that is another one.
    """

    entry: RegisterEntry | Fulfilment
    counts_from: date
    due_on: date | None
    interval_due_on: date | None = None
    body_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageState:
    """What a package needs, and what of it no counting entry holds; ``judged`` from its hand-over on."""

    package: Package
    judged: bool
    needed: tuple[PackageDocument, ...]
    missing: tuple[PackageDocument, ...]


#: Reason of a duty that the parent was to show for its unit and does not: no gap of the unit.
UNPROVEN = "belum-terbukti-di-induk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What follows for one duty of one body on one day.

    ``status`` as published; ``due_on`` the last lawful day (None: no interval); ``reason`` a code of the
    table ``alasan`` of ``pesan.toml``; ``asked`` is ``unit`` or ``induk``; ``counted`` says whether the
    gate counts it; ``covered``/``needed`` the parts of a row with details, or the complete ones of the
    ``packages`` it was judged by; ``fulfilment`` is the record by which it is met elsewhere.
    """

    obligation: Obligation
    status: Status
    due_on: date | None = None
    evidence: tuple[Evidence, ...] = ()
    statement: Statement | None = None
    reason: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    asked: str = "unit"
    counted: bool = False
    applicable: bool = True
    parts: tuple[Judgement, ...] = ()
    covered: int | None = None
    needed: int | None = None
    fulfilment: Fulfilment | None = None
    packages: tuple[PackageState, ...] = ()

    @property
    def is_gap(self) -> bool:
        return self.counted and self.status in WANTING


class Absence(StrEnum):
    """What may be said of a duty that is not met: that it is not available only after the unit said so; else how much
    of it the portal holds. The words stand under ``sebutan`` in ``pesan.toml``."""

    UNRECORDED = "belum-tercatat"
    BEGUN = "belum-lengkap"
    SAID = "belum-tersedia"


#: Reasons of a missing duty for which the portal holds nothing at all.
_NOTHING = ("belum-ada-entri", "pernyataan-habis", "pemenuhan-habis")


def _begun(judgement: Judgement) -> bool:
    """Whether the portal holds anything for it, if only an entry that does not count yet."""
    return bool(judgement.evidence) or (judgement.status is Status.MISSING and judgement.reason not in _NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The denominator, printed beside every figure.

    ``catalogue`` all duties in force; ``judged`` those the gate counts for this body; the others, by why:
    ``not_applicable``, ``references`` (acuan), ``events`` (kejadian), ``processes`` (proses), ``details``
    (judged within their umbrella), ``by_parts`` (judged through their parts), ``by_parent``. The sum of
    all of them is ``catalogue``. ``by_status`` counts the judged ones.
    """

    catalogue: int
    judged: int
    not_applicable: int
    references: int
    events: int
    processes: int
    details: int
    by_parts: int
    by_parent: int
    by_status: Mapping[Status, int]
    by_nature: Mapping[str, int]

    @property
    def available(self) -> int:
        """Judged duties whose information is there and not late."""
        return sum(self.by_status.get(status, 0) for status in AVAILABLE)

    @property
    def well(self) -> int:
        """Those, and the duties that a statement answers."""
        return sum(self.by_status.get(status, 0) for status in WELL)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGap:
    """A gap that hangs on one record, not on a duty of the catalogue: ``kind`` is the record's, ``id`` its key.

    ``status`` is ``MISSING`` or ``OVERDUE``; ``due_on`` the last lawful day, where there is one.
    """

    kind: str
    id: str
    title: str
    status: Status
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A duty of ``unit`` that its parent was to meet and, on the day, does not."""

    unit: Body
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAssessment:
    """What follows for one body on ``on``; ``judgements`` keep the order of the catalogue.

    ``bulk_confirmed_on`` is a day on which more than half of the entries were confirmed at once. ``owed`` is
    what units rely on this body for and it does not show. ``exclusions`` keep the order of their numbers,
    ``indicators`` that of the law, ``actions`` that of their table.
    ``reports`` are of years, newest first.
    """

    records: BodyRecords
    on: date
    judgements: Mapping[str, Judgement]
    tally: Tally
    instrument_names: Mapping[str, str] = field(default_factory=dict)
    bulk_confirmed_on: date | None = None
    owed: tuple[Owed, ...] = ()
    packages: tuple[PackageState, ...] = ()
    exclusions: tuple[AssessedExclusion, ...] = ()
    service: Service = field(default_factory=Service)
    standards: tuple[StandardState, ...] = ()
    audit: AuditAssessment = field(default_factory=AuditAssessment)
    monev: Monev = field(default_factory=Monev)
    indicators: Indicators = field(default_factory=dict)
    actions: tuple[ActionState, ...] = ()
    training: TrainingState = field(default_factory=TrainingState)
    #: Pages of the internal guide whose reviews this body looks after.
    guide: tuple[Prose, ...] = ()
    #: Years whose calendar of days off is asked for, of the body that looks after it.
    calendars_wanted: tuple[int, ...] = ()
    survey: Survey = field(default_factory=Survey)
    reports: tuple[ReportYear, ...] = ()
    openness: Openness = field(default_factory=Openness)
    #: The clock of each open dataset, by id.
    datasets: Mapping[str, DatasetState] = field(default_factory=dict)
    #: Each line of the strategy, by id.
    strategy: Mapping[str, StrategyState] = field(default_factory=dict)

    @property
    def body(self) -> Body:
        return self.records.body

    @property
    def gaps(self) -> tuple[Judgement, ...]:
        """What is missing or late, shown to everybody, in the order of the catalogue."""
        return tuple(j for j in self.judgements.values() if j.is_gap)

    @property
    def counted(self) -> bool:
        """Whether all gaps of the body count on the day; while ``rintisan`` only what was promised does."""
        return self.body.counted_on(self.on)

    @property
    def promised(self) -> Mapping[str, PlannedDuty]:
        """By duty: what a ``rintisan`` body promised for a day that has passed."""
        return {p.obligation_id: p for p in self.records.plan or () if p.due_on < self.on}

    def counts(self, obligation_id: str) -> bool:
        """Whether a gap of that duty would turn the check red on the day."""
        return self.counted or obligation_id in self.promised

    def absence(self, judgement: Judgement) -> Absence:
        """How pages and command call a duty that is not met."""
        if any(reply.obligation_id == judgement.obligation.id for reply in self.records.replies or ()):
            return Absence.SAID
        begun = any(map(_begun, judgement.parts or (judgement,))) or bool(judgement.covered)
        return Absence.BEGUN if begun else Absence.UNRECORDED

    @property
    def gate_gaps(self) -> tuple[Judgement, ...]:
        """The gaps that turn the check red: while the body is ``rintisan`` those of what it promised."""
        return tuple(j for j in self.gaps if self.counts(j.obligation.id))

    @property
    def record_gaps(self) -> tuple[RecordGap, ...]:
        """Gaps of single records, shown to everybody; further kinds of record join here."""
        owed = (
            RecordGap(
                kind="titipan",
                id=f"{o.unit.id}/{o.judgement.obligation.id}",
                title=f"{o.judgement.obligation.title}, untuk {o.unit.short_name}",
                status=Status.MISSING,
            )
            for o in self.owed
        )
        excluded = (
            RecordGap(
                kind="dikecualikan",
                id=made.row.id,
                title=made.row.title,
                status=Status.OVERDUE if made.state is ExclusionState.LATE else Status.MISSING,
                due_on=made.due_on if made.state is ExclusionState.LATE else made.row.last_on,
            )
            for made in self.exclusions
            if made.is_gap
        )
        late = (
            RecordGap(
                kind=gap.case.register,
                id=gap.case.record.id,
                title=gap.clock.deadline.title,
                status=Status.OVERDUE,
                due_on=gap.clock.due_on,
            )
            for gap in self.service.gaps
        )
        stale = (
            RecordGap(
                kind="data",
                id=name,
                title=self.records.datasets[name].record.title,
                status=Status.OVERDUE,
                due_on=found.due_on,
            )
            for name, found in self.datasets.items()
            if found.state is DataState.LATE
        )
        return (*owed, *excluded, *late, *stale)

    @property
    def exclusion_gaps(self) -> int:
        """Excluded information that is declared too late, or open and not published."""
        return sum(made.is_gap for made in self.exclusions)

    @property
    def gap_count(self) -> int:
        """All gaps, of duties and of records."""
        return len(self.gaps) + len(self.record_gaps)

    @property
    def gate_count(self) -> int:
        """Those of them that turn the check red."""
        return self.gap_count if self.counted else len(self.gate_gaps)

    @property
    def gate_service_gaps(self) -> tuple[ServiceGap, ...]:
        """Open cases past their legal day that turn the check red: none while the body is ``rintisan``."""
        return self.service.gaps if self.counted else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    bodies: Mapping[str, BodyAssessment]
