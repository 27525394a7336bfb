"""The law of one jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from terbuka.base.periods import Period, month_day
from terbuka.features.notices.record import EmergencyService
from terbuka.features.private_register.record import ImportColumn
from terbuka.features.training.record import TrainingQuestion, TrainingTopic
from terbuka.record.schema import ADVISED_BYTES

if TYPE_CHECKING:
    from terbuka.features.audit.record import AuditCriterion
    from terbuka.features.evaluation.record import Evaluation
    from terbuka.features.indicators.record import Indicator
    from terbuka.features.standards.record import ExperienceQuestion, Standard
    from terbuka.features.strategy.record import StrategyLine
    from terbuka.features.survey.record import SurveyMethod
from terbuka.features.exclusions.record import ExclusionGround
from terbuka.features.private_register.record import PrivateColumn
from terbuka.law.deadlines import CalendarYear, Deadline, WorkingDayBound
from terbuka.law.record import CitizenStep, Gathering, Instrument, NationalPortal, Obligation, PackageDocument, Topic
from terbuka.law.sentences import ComplaintChannel, ObjectionGround, RequesterKind, Right, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
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
    exclusion_grounds: Mapping[str, ExclusionGround] = field(default_factory=dict)
    #: Working days before an exclusion ends from which on it is warned; None: no warning.
    opening_window: int | None = None
    channels: Mapping[str, ComplaintChannel] = field(default_factory=dict)
    rights: Mapping[str, Right] = field(default_factory=dict)
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    requester_kinds: Mapping[str, RequesterKind] = field(default_factory=dict)
    private_columns: Mapping[str, PrivateColumn] = field(default_factory=dict)
    imports: Mapping[str, ImportColumn] = field(default_factory=dict)
    gatherings: tuple[Gathering, ...] = ()
    services: Mapping[str, EmergencyService] = field(default_factory=dict)
    calendar_years: tuple[CalendarYear, ...] = ()
    #: How long working days last at most in a year without a calendar; None: nothing is certain there.
    longest: WorkingDayBound | None = None
    portals: Mapping[str, NationalPortal] = field(default_factory=dict)
    package_documents: Mapping[str, PackageDocument] = field(default_factory=dict)
    standards: Mapping[str, Standard] = field(default_factory=dict)
    questions: Mapping[str, ExperienceQuestion] = field(default_factory=dict)
    audit_criteria: Mapping[str, AuditCriterion] = field(default_factory=dict)
    #: None: a law without data on evaluation.
    evaluation: Evaluation | None = None
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    #: Month and day (``10-01``) from which the calendar of the next year is asked for; None: never.
    calendar_asked_from: str | None = None
    #: How long a look at a link counts; None: it is not judged.
    link_age: Period | None = None
    training_topics: Mapping[str, TrainingTopic] = field(default_factory=dict)
    training_questions: Mapping[str, TrainingQuestion] = field(default_factory=dict)
    strategy: Mapping[str, StrategyLine] = field(default_factory=dict)
    survey_methods: Mapping[str, SurveyMethod] = field(default_factory=dict)

    @property
    def advised_bytes(self) -> int:
        """Most bytes of a file that opens on a telephone and that an assessor takes (``batas_berkas``): practice."""
        return self.evaluation.largest if self.evaluation else ADVISED_BYTES

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

    def exclusion_ground(self, name: str) -> tuple[ExclusionGround, str | None] | None:
        """The ground that ``h`` or ``h-4`` means, with the words of its number; None when there is none."""
        letter, _, number = name.partition("-")
        ground = self.exclusion_grounds.get(letter)
        if ground is None or (number and number not in (ground.parts or {})) or name.endswith("-"):
            return None
        return ground, (ground.parts or {})[number] if number else None
