"""The law of one jurisdiction: instruments, duties, steps, clocks, calendars."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from terbuka.base.periods import Period
from terbuka.base.problem import Place
from terbuka.features.notices.record import EmergencyService
from terbuka.features.private_register.record import ImportColumn
from terbuka.features.training.record import TrainingQuestion, TrainingTopic
from terbuka.record.fields import key, place_field

if TYPE_CHECKING:
    from terbuka.features.audit.record import AuditCriterion
    from terbuka.features.evaluation.record import Evaluation
    from terbuka.features.indicators.record import Indicator
    from terbuka.features.standards.record import ExperienceQuestion, Standard
    from terbuka.features.strategy.record import StrategyLine
    from terbuka.features.survey.record import SurveyMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A regulation, in force from ``from_on`` to ``until`` (both inclusive, None = open or unknown)."""

    id: str = key("id", needed=True)
    name: str = key("nama", needed=True)
    title: str = key("judul", needed=True)
    from_on: date | None = key("mulai")
    until: date | None = key("sampai")
    repealed_by_id: str | None = key("dicabut_oleh")
    #: What of it the portal does not know, for a regulation that ruled once and has no duties here.
    unmodelled: str | None = key("tidak_dimodelkan")
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """An article that orders a duty, with its days of force (inclusive)."""

    instrument_id: str = key("peraturan", needed=True)
    article: str | None = key("pasal")
    from_on: date | None = key("mulai")
    until: date | None = key("sampai")

    def in_force(self, on: date) -> bool:
        """Whether the article rules on a day; the instrument itself may have ended before."""
        return (self.from_on is None or self.from_on <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A value that rules from a day on: a period (``P6M``), a month and day (``03-31``) or ``tidak-ada``."""

    from_on: date = key("mulai", needed=True)
    value: str = key("nilai", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLimit(Dated):
    """How long after the reported period has ended a report still counts as the newest one (a period, ``P1Y6M``).

    ``confirmed`` is false while the length stands in no article; ``why`` says what it rests on.
    """

    confirmed: bool = key("terkonfirmasi", needed=True)
    why: str = key("dari", needed=True)


D = TypeVar("D", bound=Dated)


def ruling(values: Sequence[D], on: date) -> D | None:
    """The newest value that has started by ``on``; None when there is none or it says ``tidak-ada``."""
    started = [v for v in values if v.from_on <= on]
    return started[-1] if started and started[-1].value != "tidak-ada" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Applies when the body's trait has one of the values; yes and no are written ``ya`` and ``tidak``."""

    trait: str = key("sifat", needed=True)
    values: tuple[str, ...] = key("nilai", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty of the catalogue (house: kewajiban)."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    title_en: str = key("judul_en", needed=True)
    summary: str | None = key("uraian")
    reviewed_by: str | None = key("ditinjau")
    information_class: str | None = key("kelas")
    cluster: str | None = key("rumpun")
    nature: str = key("jenis", needed=True)
    judged: str = key("dinilai", needed=True)
    bearer: str = key("satuan", needed=True)
    set_by: str = key("penetap", needed=True)
    step_id: str | None = key("langkah_warga")
    umbrella_id: str | None = key("induk")
    parts: Mapping[str, str] | None = key("bagian")
    intervals: tuple[Dated, ...] = key("selang", of=Dated, default=())
    yearly_due: tuple[Dated, ...] = key("jatuh_tempo_tahunan", of=Dated, default=())
    period_limits: tuple[PeriodLimit, ...] = key("usia_periode", of=PeriodLimit, default=())
    legal_basis: tuple[LegalBasis, ...] = key("dasar_hukum", of=LegalBasis, needed=True)
    applies_if: tuple[Condition, ...] = key("berlaku_jika", of=Condition, default=())
    trigger: str | None = key("pemicu")
    confirmed: bool = key("terkonfirmasi", needed=True)
    #: What of it is our inference and not the wording of its article.
    inferred: str | None = key("disimpulkan")
    note: str | None = key("catatan")
    place: Place = place_field()

    @property
    def reports_on_a_period(self) -> bool:
        """Whether the age of its evidence is that of the period it reports on, not that of the last touch."""
        return bool(self.period_limits or self.yearly_due)

    @property
    def group(self) -> str:
        """Class of information, or the cluster of a service duty."""
        return self.information_class or self.cluster or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBasis:
    instrument_id: str = key("peraturan", needed=True)
    article: str = key("pasal", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenStep:
    """The next lawful step of a citizen when a duty is not met (house: langkah warga)."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    channel: str = key("kanal", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, default=())
    rests_on: str | None = key("bersandar_pada")
    confirmed: bool | None = key("terkonfirmasi")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLength:
    """How long a step may take from a day on, and by how much it may be extended once, both in days."""

    from_on: date = key("mulai", needed=True)
    days: int = key("lama", needed=True)
    extension: int | None = key("perpanjangan")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStart:
    """A column of a register whose day starts a clock, by which law: ``uu`` or ``perki``.

    ``assumed_column`` is counted from while the first one is empty: a day that is near, and said to be assumed.
    """

    column: str = key("kolom", needed=True)
    assumed_column: str | None = key("bila_kosong")
    by: str = key("menurut", needed=True)
    instrument_id: str = key("peraturan", needed=True)
    article: str = key("pasal", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEvent:
    """An event from which a step of a citizen is counted, each with its own start and end: ``jawaban``,
    ``batas-jawaban`` and so on. ``ground_ids`` are the grounds of objection that arise with it."""

    event: str = key("peristiwa", needed=True)
    ground_ids: tuple[str, ...] = key("alasan", default=())
    instrument_id: str = key("peraturan", needed=True)
    article: str = key("pasal", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDayBound:
    """How many calendar days ``n`` working days last at most, whatever will be decreed: ``times`` n and ``more``."""

    times: int
    more: int

    def __call__(self, days: int) -> int:
        """Calendar days that ``days`` working days cannot outlast."""
        return days * self.times + self.more if days else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockCondition:
    """A clock runs only for rows whose column has one of the values."""

    column: str = key("kolom", needed=True)
    values: tuple[str, ...] = key("nilai", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A time limit of the information service (house: tenggat); ``unit`` is hari-kerja or hari-kalender.

    A clock that a register runs names it, the columns that start it (several where the law has several starts:
    the office is held to the earliest due day), those that stop it, the column in which an extension is
    recorded, and the requester's clock whose lapse ends it, but only where the step that opened that one was taken
    within ``lapses_within`` and within this clock. ``bearer``: kantor, pemohon or komisi-informasi.

    A clock of the citizen names the ``step`` it limits and the ``events`` that start it; ``reading`` says what in
    that is our reading of the law, ``confirmed`` False that the text was not read.
    """

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    counted_from: str = key("dihitung_dari", needed=True)
    unit: str = key("satuan", needed=True)
    direction: str | None = key("arah")
    lengths: tuple[DatedLength, ...] = key("nilai", of=DatedLength, needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, needed=True)
    note: str | None = key("catatan")
    register: str | None = key("register")
    bearer: str | None = key("penanggung")
    main: bool | None = key("utama")
    starts: tuple[ClockStart, ...] = key("dimulai_dari", of=ClockStart, default=())
    stops: tuple[str, ...] = key("dihentikan_oleh", default=())
    extension_column: str | None = key("dicatat_di")
    lapses_with: str | None = key("gugur_bila")
    lapses_within: str | None = key("gugur_hanya_dalam")
    only_if: tuple[ClockCondition, ...] = key("hanya_bila", of=ClockCondition, default=())
    step: str | None = key("langkah")
    events: tuple[ClockEvent, ...] = key("sejak", of=ClockEvent, default=())
    confirmed: bool | None = key("terkonfirmasi")
    place: Place = place_field()

    @property
    def backwards(self) -> bool:
        """Whether the days are counted back from the event, as for a term that is about to end."""
        return self.direction == "sebelum"

    def length_on(self, day: date) -> DatedLength:
        """The length that rules on ``day``; the first one for a day before all of them."""
        started = [length for length in self.lengths if length.from_on <= day]
        return started[-1] if started else self.lengths[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day that is no working day; ``decree`` and ``status`` only where they differ from the whole list's,
    ``decreed_on`` only for a day that was decreed in the course of the year."""

    on: date = key("tanggal", needed=True)
    kind: str = key("jenis", needed=True)
    name: str = key("nama", needed=True)
    decree: str | None = key("keputusan")
    status: str | None = key("status")
    decreed_on: date | None = key("ditetapkan_pada")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """Days off of one year (house: kalender); ``status`` is ``tetap`` or ``perkiraan``."""

    year: int = key("tahun", needed=True)
    status: str = key("status", needed=True)
    decree: str | None = key("keputusan")
    note: str | None = key("catatan")
    days: tuple[DayOff, ...] = key("hari", of=DayOff, needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionGround:
    """A ground of objection (UU 14/2008 Pasal 35); ``id`` is its letter."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str | None = key("uraian")
    event: str | None = key("peristiwa")
    needs_no_number: bool = key("tanpa_nomor", needed=True)
    arises: str | None = key("timbul")
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, needed=True)
    rests_on: str | None = key("bersandar_pada")
    confirmed: bool | None = key("terkonfirmasi")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionGround:
    """A ground for keeping information closed (UU 14/2008 Pasal 17); ``id`` is its letter, ``parts`` its numbers."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    parts: Mapping[str, str] | None = key("rincian")
    needs_other_law: bool = key("perlu_peraturan_lain", needed=True)
    term_rule: str = key("uraian_jangka", needed=True)
    longest: tuple[Dated, ...] = key("paling_lama", of=Dated, default=())
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, needed=True)
    term_basis: tuple[StepBasis, ...] = key("dasar_jangka", of=StepBasis, default=())
    obligation_id: str | None = key("kewajiban")
    place: Place = place_field()

    def longest_on(self, day: date) -> Period | None:
        """The longest term that rules on ``day``; None when the law names none."""
        rule = ruling(self.longest, day)
        return Period.parse(rule.value) if rule else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBasis:
    instrument_id: str = key("peraturan", needed=True)
    article: str | None = key("pasal")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintChannel:
    """A way to complain (house: saluran pengaduan); ``body_contact`` is the key of the body that holds its address."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    group: str = key("kelompok", needed=True)
    body_contact: str | None = key("kontak_badan")
    purpose: str = key("untuk", needed=True)
    not_for: str | None = key("bukan_untuk")
    link: str | None = key("tautan")
    other_way: str | None = key("cara_lain")
    legal_basis: tuple[ChannelBasis, ...] = key("dasar_hukum", of=ChannelBasis, default=())
    confirmed: bool = key("terkonfirmasi", needed=True)
    place: Place = place_field()


#: A time limit named in a sentence: ``{pemberitahuan}``, with ``+`` its extension.
LIMIT_MARK = re.compile(r"\{([^{}+]*)(\+?)\}")
#: What stands before the id of an indicator of the same body: ``{indikator:dijawab-tepat-waktu}``.
INDICATOR_MARK = "indikator:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One point of the notice of rights on the back of a form (Perki 1/2021 Lampiran VI).

    ``text`` names time limits by ``LIMIT_MARK``.
    """

    id: str = key("id", needed=True)
    form: str = key("formulir", needed=True)
    text: str = key("teks", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, needed=True)
    rests_on: str | None = key("bersandar_pada")
    confirmed: bool | None = key("terkonfirmasi")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence about the law that pages for citizens say (house: kalimat hukum).

    ``nature``: ``hukum`` (an article says it), ``tafsir`` (our reading of one), ``kebiasaan`` (practice) or ``saran``
    (prudent, ordered by no article). ``rests_on`` are the words of the article, in brief; ``pages`` where it is said.
    ``text`` names time limits by ``LIMIT_MARK``.
    """

    id: str = key("id", needed=True)
    pages: tuple[str, ...] = key("halaman", needed=True)
    nature: str = key("jenis", needed=True)
    text: str = key("teks", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, default=())
    rests_on: str = key("bersandar_pada", needed=True)
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterKind:
    """Who may ask, and the papers to enclose (house: syarat pemohon; Perki 1/2021 Pasal 27)."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    enclosed: str = key("sertakan", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, needed=True)
    rests_on: str | None = key("bersandar_pada")
    confirmed: bool | None = key("terkonfirmasi")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateColumn:
    """A column of the office's own register that holds something about a person, and so never reaches the portal
    (house: kolom pribadi; Perki 1/2021 Pasal 32 and 43, Lampiran VIII and XI). ``advised``: else better left empty."""

    id: str = key("id", needed=True)
    register: str = key("register", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    advised: bool = key("dianjurkan", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Duties that a page shows together under one heading (house: himpunan)."""

    id: str = key("id", needed=True)
    page: str = key("halaman", needed=True)
    title: str = key("judul", needed=True)
    obligation_ids: tuple[str, ...] = key("kewajiban", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalPortal:
    """A national system that may meet a duty of a unit by what its page shows (house: portal nasional)."""

    id: str = key("id", needed=True)
    name: str = key("nama", needed=True)
    text: str = key("uraian", needed=True)
    code_title: str = key("kunci", needed=True)
    obligation_ids: tuple[str, ...] = key("kewajiban", needed=True)
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageDocument:
    """A kind of document that a package needs when all conditions fit; any one of the named duties will do.

    ``test_first``: it goes through the consequence test and redaction before it is opened.
    """

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    obligation_ids: tuple[str, ...] = key("kewajiban", needed=True)
    applies_if: tuple[Condition, ...] = key("bila", of=Condition, default=())
    test_first: bool | None = key("uji_konsekuensi")
    confirmed: bool = key("terkonfirmasi", needed=True)
    place: Place = place_field()


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

    def calendars_wanted(self, on: date) -> tuple[int, ...]:
        """The years whose days off are asked for on a day: this one, and from ``calendar_asked_from`` on the next,
        each while it has no list or only an estimate."""
        if self.calendar_asked_from is None or not self.calendar_years:
            return ()
        decided = {year.year for year in self.calendar_years if year.status == "tetap"}
        years = [on.year] + ([on.year + 1] if f"{on:%m-%d}" >= self.calendar_asked_from else [])
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
