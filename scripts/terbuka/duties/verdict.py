"""What follows from the records on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from terbuka.base.shelf import Shelved
from terbuka.duties.record import Fulfilment, Package, PlannedDuty, RegisterEntry, Statement
from terbuka.duties.records import BodyRecords
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
NOTHING = ("belum-ada-entri", "pernyataan-habis", "pemenuhan-habis")


def _begun(judgement: Judgement) -> bool:
    """Whether the portal holds anything for it, if only an entry that does not count yet."""
    return bool(judgement.evidence) or (judgement.status is Status.MISSING and judgement.reason not in NOTHING)


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
class BodyAssessment(Shelved):
    """What follows for one body on ``on``; ``judgements`` keep the order of the catalogue.

    ``bulk_confirmed_on`` is a day on which more than half of the entries were confirmed at once. ``owed`` is
    what units rely on this body for and it does not show. What features judge stands on the shelf by its class.
    """

    records: BodyRecords
    on: date
    judgements: Mapping[str, Judgement]
    tally: Tally
    instrument_names: Mapping[str, str] = field(default_factory=dict)
    bulk_confirmed_on: date | None = None
    owed: tuple[Owed, ...] = ()
    packages: tuple[PackageState, ...] = ()
    #: Gaps of single records that features count, in the order of the features.
    feature_gaps: tuple[RecordGap, ...] = ()
    #: Codes of the pages that hold enough on the day to count as evidence.
    produced: frozenset[str] = frozenset()
    #: Years whose calendar of days off is asked for, of the body that looks after it.
    calendars_wanted: tuple[int, ...] = ()

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
        """Gaps of single records, shown to everybody: what units rely on it for, and what each feature counts."""
        owed = (
            RecordGap(
                kind="titipan",
                id=f"{o.unit.id}/{o.judgement.obligation.id}",
                title=f"{o.judgement.obligation.title}, untuk {o.unit.short_name}",
                status=Status.MISSING,
            )
            for o in self.owed
        )
        return (*owed, *self.feature_gaps)

    @property
    def gap_count(self) -> int:
        """All gaps, of duties and of records."""
        return len(self.gaps) + len(self.record_gaps)

    @property
    def gate_count(self) -> int:
        """Those of them that turn the check red."""
        return self.gap_count if self.counted else len(self.gate_gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    bodies: Mapping[str, BodyAssessment]
