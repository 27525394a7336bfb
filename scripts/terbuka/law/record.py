"""The law of one jurisdiction: instruments, duties, steps, clocks, calendars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A regulation, in force from ``from_on`` to ``until`` (both inclusive, None = open or unknown)."""

    id: str = key("id", needed=True)
    name: str = key("nama", needed=True)
    title: str = key("judul", needed=True)
    from_on: date | None = key("mulai")
    until: date | None = key("sampai")
    repealed_by_id: str | None = key("dicabut_oleh", refers="aturan/peraturan")
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
    role: str | None = key("peran")
    step_id: str | None = key("langkah_warga", refers="aturan/langkah-warga")
    umbrella_id: str | None = key("induk", refers="aturan/kewajiban")
    parts: Mapping[str, str] | None = key("bagian")
    intervals: tuple[Dated, ...] = key("selang", of=Dated, default=())
    yearly_due: tuple[Dated, ...] = key("jatuh_tempo_tahunan", of=Dated, default=())
    period_limits: tuple[PeriodLimit, ...] = key("usia_periode", of=PeriodLimit, default=())
    legal_basis: tuple[LegalBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=LegalBasis, needed=True)
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
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, default=())
    rests_on: str | None = key("bersandar_pada")
    confirmed: bool | None = key("terkonfirmasi")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    role: str | None = key("peran")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBasis:
    instrument_id: str = key("peraturan", needed=True)
    article: str | None = key("pasal")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """What changed in the law as it is kept here (house: perubahan aturan), on the day on which it came in.

    ``effective_from`` is the day of its legal effect where that is another one; ``for_office`` and ``for_citizen`` say
    what it means to each.
    """

    id: str = key("id", needed=True)
    on: date = key("tanggal", needed=True)
    title: str = key("judul", needed=True)
    kind: str = key("jenis", needed=True)
    text: str = key("uraian", needed=True)
    for_office: str = key("bagi_kantor", needed=True)
    for_citizen: str = key("bagi_warga", needed=True)
    effective_from: date | None = key("berlaku_sejak")
    legal_basis: tuple[ChannelBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=ChannelBasis, default=())
    obligation_ids: tuple[str, ...] = key("kewajiban", refers="aturan/kewajiban", default=())
    deadline_ids: tuple[str, ...] = key("tenggat", refers="aturan/tenggat", default=())
    confirmed: bool = key("terkonfirmasi", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Duties that a page shows together under one heading (house: himpunan)."""

    id: str = key("id", needed=True)
    page: str = key("halaman", needed=True)
    title: str = key("judul", needed=True)
    obligation_ids: tuple[str, ...] = key("kewajiban", refers="aturan/kewajiban", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalPortal:
    """A national system that may meet a duty of a unit by what its page shows (house: portal nasional)."""

    id: str = key("id", needed=True)
    name: str = key("nama", needed=True)
    text: str = key("uraian", needed=True)
    code_title: str = key("kunci", needed=True)
    obligation_ids: tuple[str, ...] = key("kewajiban", refers="aturan/kewajiban", needed=True)
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
    obligation_ids: tuple[str, ...] = key("kewajiban", refers="aturan/kewajiban", needed=True)
    applies_if: tuple[Condition, ...] = key("bila", of=Condition, default=())
    test_first: bool | None = key("uji_konsekuensi")
    confirmed: bool = key("terkonfirmasi", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """A duty that an office may well take on early: ``days`` after its start, with one sentence why.

    ``portal_page`` is a page of the portal that can prove it, once ``keys`` of ``badan.yml`` are filled in.
    """

    obligation_id: str = key("kewajiban", needed=True)
    days: int = key("hari", needed=True)
    why: str = key("alasan", needed=True)
    why_en: str = key("alasan_en", needed=True)
    portal_page: str | None = key("halaman_portal", refers="halaman/bukti")
    keys: tuple[str, ...] = key("isian", default=())
    applies_if: tuple[Condition, ...] = key("bila", of=Condition, default=())
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSteps:
    """Which duties an office that starts takes on first, the easiest in front (house: langkah pertama).

    Advice: no article orders it. Every kind of body has exactly ``count`` of the steps.
    """

    kind: str = key("jenis", needed=True)
    rests_on: str = key("bersandar_pada", needed=True)
    count: int = key("jumlah", needed=True)
    steps: tuple[FirstStep, ...] = key("langkah", refers="aturan/kewajiban", of=FirstStep, needed=True)
    place: Place = place_field()

    @property
    def id(self) -> str:
        """What a problem calls it; there is one record only."""
        return "langkah-pertama"
