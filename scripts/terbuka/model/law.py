"""The law of one jurisdiction: instruments, duties, steps, clocks, calendars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from terbuka.model.fields import key, place_field
from terbuka.periods import Period
from terbuka.problem import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A regulation, in force from ``from_on`` to ``until`` (both inclusive, None = open or unknown)."""

    id: str = key("id", needed=True)
    name: str = key("nama", needed=True)
    title: str = key("judul", needed=True)
    from_on: date | None = key("mulai")
    until: date | None = key("sampai")
    repealed_by_id: str | None = key("dicabut_oleh")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A value that rules from a day on: a period (``P6M``), a month and day (``03-31``) or ``tidak-ada``."""

    from_on: date = key("mulai", needed=True)
    value: str = key("nilai", needed=True)


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
    legal_basis: tuple[LegalBasis, ...] = key("dasar_hukum", of=LegalBasis, needed=True)
    applies_if: tuple[Condition, ...] = key("berlaku_jika", of=Condition, default=())
    trigger: str | None = key("pemicu")
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()

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
    """A column of a register whose day starts a clock, by which law: ``uu`` or ``perki``."""

    column: str = key("kolom", needed=True)
    by: str = key("menurut", needed=True)
    instrument_id: str = key("peraturan", needed=True)
    article: str = key("pasal", needed=True)


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
    recorded, and the requester's clock whose lapse ends it. ``bearer``: kantor, pemohon or komisi-informasi.
    """

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    counted_from: str = key("dihitung_dari", needed=True)
    unit: str = key("satuan", needed=True)
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
    only_if: tuple[ClockCondition, ...] = key("hanya_bila", of=ClockCondition, default=())
    place: Place = place_field()

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
    needs_no_number: bool = key("tanpa_nomor", needed=True)
    arises: str | None = key("timbul")
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
    gatherings: tuple[Gathering, ...] = ()
    calendar_years: tuple[CalendarYear, ...] = ()
