"""What follows from the records on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from terbuka.model.bodies import Body, BodyRecords, RegisterEntry, Statement
from terbuka.model.law import Obligation
from terbuka.model.service import Service, ServiceGap


class Status(StrEnum):
    """State of one duty of one body on one day."""

    MET = "terpenuhi"
    DUE_SOON = "segera"
    OVERDUE = "lewat"
    MISSING = "belum-tersedia"
    NIL = "nihil"
    NOT_A_DUTY = "bukan-kewajiban"
    NOT_JUDGED = "tidak-dinilai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A register entry that counts for a duty; ``counts_from`` is the day its currency starts."""

    entry: RegisterEntry
    counts_from: date
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What follows for one duty of one body on one day.

    ``status`` as published; ``due_on`` the last lawful day (None: no interval); ``reason`` a code of the
    table ``alasan`` of ``pesan.toml``; ``asked`` is ``unit`` or ``induk``; ``counted`` says whether the
    gate counts it; ``covered``/``needed`` the parts of a row with details; ``notes`` codes of remarks.
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

    @property
    def is_gap(self) -> bool:
        return self.counted and self.status in (Status.MISSING, Status.OVERDUE)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAssessment:
    """What follows for one body on ``on``; ``judgements`` keep the order of the catalogue.

    ``bulk_confirmed_on`` is a day on which more than half of the entries were confirmed at once.
    """

    records: BodyRecords
    on: date
    judgements: Mapping[str, Judgement]
    tally: Tally
    instrument_names: Mapping[str, str] = field(default_factory=dict)
    bulk_confirmed_on: date | None = None
    service: Service = field(default_factory=Service)

    @property
    def body(self) -> Body:
        return self.records.body

    @property
    def gaps(self) -> tuple[Judgement, ...]:
        """What is missing or late, shown to everybody, in the order of the catalogue."""
        return tuple(j for j in self.judgements.values() if j.is_gap)

    @property
    def gate_gaps(self) -> tuple[Judgement, ...]:
        """The gaps that turn the check red: none while the body is ``rintisan``."""
        return self.gaps if self.body.counted else ()

    @property
    def gate_service_gaps(self) -> tuple[ServiceGap, ...]:
        """Open cases past their legal day that turn the check red: none while the body is ``rintisan``."""
        return self.service.gaps if self.body.counted else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    bodies: Mapping[str, BodyAssessment]
