"""The law of one jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from terbuka.base.periods import Period, month_day
from terbuka.base.shelf import Shelved
from terbuka.law.deadlines import CalendarYear, Deadline, WorkingDayBound
from terbuka.law.record import (
    CitizenStep,
    Gathering,
    Instrument,
    LawChange,
    NationalPortal,
    Obligation,
    PackageDocument,
    Topic,
)
from terbuka.law.routes import BODY_PAGES, EVIDENCE_PAGES
from terbuka.law.sentences import ComplaintChannel, ObjectionGround, RequesterKind, Right, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Shelved):
    """The law of one jurisdiction as data; mappings keep the order of the files."""

    jurisdiction_id: str
    instruments: Mapping[str, Instrument]
    obligations: Mapping[str, Obligation]
    steps: Mapping[str, CitizenStep]
    topics: Mapping[str, Topic]
    soon: Period
    rebuild: Period = Period(days=2)
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    grounds: Mapping[str, ObjectionGround] = field(default_factory=dict)
    #: Working days before an exclusion ends from which on it is warned; None: no warning.
    opening_window: int | None = None
    channels: Mapping[str, ComplaintChannel] = field(default_factory=dict)
    rights: Mapping[str, Right] = field(default_factory=dict)
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    requester_kinds: Mapping[str, RequesterKind] = field(default_factory=dict)
    gatherings: tuple[Gathering, ...] = ()
    calendar_years: tuple[CalendarYear, ...] = ()
    #: How long working days last at most in a year without a calendar; None: nothing is certain there.
    longest: WorkingDayBound | None = None
    portals: Mapping[str, NationalPortal] = field(default_factory=dict)
    package_documents: Mapping[str, PackageDocument] = field(default_factory=dict)
    #: Month and day (``10-01``) from which the calendar of the next year is asked for; None: never.
    calendar_asked_from: str | None = None
    #: Values that a sentence may ask of a feature: ``indikator:ikm``.
    inserts: tuple[str, ...] = ()
    #: Codes of the pages that every body has, and of those among them that may be named as evidence for a duty.
    body_pages: tuple[str, ...] = BODY_PAGES
    evidence_pages: tuple[str, ...] = EVIDENCE_PAGES
    #: How long a look at a link counts; None: it is not judged.
    link_age: Period | None = None
    #: How long after their day the law and the program pass for current; None: their age is not judged.
    law_age: Period | None = None
    program_age: Period | None = None

    @property
    def changes(self) -> tuple[LawChange, ...]:
        """What changed in this law data, newest first; changes of one day in the order of their file."""
        return tuple(sorted(self.named(LawChange).values(), key=lambda change: change.on, reverse=True))

    @property
    def as_of(self) -> date | None:
        """The day of the law: that of its newest change; None where no change is recorded."""
        return max((change.on for change in self.named(LawChange).values()), default=None)

    def calendars_wanted(self, on: date) -> tuple[int, ...]:
        """The years whose days off are asked for on a day: this one, and from ``calendar_asked_from`` on the next,
        each while it has no list or only an estimate."""
        if self.calendar_asked_from is None or not self.calendar_years:
            return ()
        decided = {year.year for year in self.calendar_years if year.status == "tetap"}
        years = [on.year] + ([on.year + 1] if (on.month, on.day) >= month_day(self.calendar_asked_from) else [])
        return tuple(year for year in years if year not in decided and year > min(decided, default=0))

    def calendar_status(self, year: int) -> str | None:
        """``tetap``, ``perkiraan``, or None for a year without a list."""
        return next((y.status for y in self.calendar_years if y.year == year), None)

    @property
    def urgent_ids(self) -> tuple[str, ...]:
        """The duties that an urgent notice may name: those that arise with an event (Perki 1/2021 Pasal 19)."""
        return tuple(
            o.id for o in self.obligations.values() if o.information_class == "serta-merta" and o.nature == "kejadian"
        )
