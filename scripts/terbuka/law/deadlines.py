"""Time limits and calendars, as the law data hold them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field

if TYPE_CHECKING:
    pass
from terbuka.law.record import StepBasis


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
    ground_ids: tuple[str, ...] = key("alasan", refers="aturan/alasan-keberatan", default=())
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
    role: str | None = key("peran")
    counted_from: str = key("dihitung_dari", needed=True)
    unit: str = key("satuan", needed=True)
    direction: str | None = key("arah")
    lengths: tuple[DatedLength, ...] = key("nilai", of=DatedLength, needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, needed=True)
    note: str | None = key("catatan")
    register: str | None = key("register")
    bearer: str | None = key("penanggung")
    main: bool | None = key("utama")
    starts: tuple[ClockStart, ...] = key("dimulai_dari", refers="aturan/peraturan", of=ClockStart, default=())
    stops: tuple[str, ...] = key("dihentikan_oleh", default=())
    extension_column: str | None = key("dicatat_di")
    lapses_with: str | None = key("gugur_bila", refers="aturan/tenggat")
    lapses_within: str | None = key("gugur_hanya_dalam", refers="aturan/tenggat")
    only_if: tuple[ClockCondition, ...] = key("hanya_bila", of=ClockCondition, default=())
    step: str | None = key("langkah")
    events: tuple[ClockEvent, ...] = key("sejak", refers="aturan/peraturan", of=ClockEvent, default=())
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
