"""Performance indicators, the targets of a body, obstacles and corrective actions; what follows from them on a day.

How an indicator is measured is data of the law (``indikator.yml``): a register, a filter, one of a closed set of
measures. Values are exact fractions. No value is not zero: it is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from terbuka.base.periods import Quarter
from terbuka.base.problem import Place
from terbuka.law.record import StepBasis
from terbuka.record.fields import key, place_field
from terbuka.record.numerals import exact

SHARE, COUNT, LATEST = "bagian", "banyak", "terakhir"
#: Measures that take the numbers of a column.
OF_COLUMN = ("nilai-tengah", "rata-rata", "jumlah", LATEST)
#: The unit of every share.
PERCENT = "persen"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFilter:
    """A row fits when its column has one of the ``values``, or is filled (``terisi``) or empty (``kosong``)."""

    column: str = key("kolom", needed=True)
    values: tuple[str, ...] = key("nilai", default=())
    filled: str | None = key("isi")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator (house: indikator).

    ``source`` names a register of ``SOURCES`` in ``portal/features``; ``day_column`` says in which quarter a row falls,
    None where the source is a state on a day; ``span`` is the number of quarters that are measured together.
    """

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    formula: str = key("rumus", needed=True)
    source: str = key("sumber", refers="register-indikator", needed=True)
    filters: tuple[IndicatorFilter, ...] = key("saring", of=IndicatorFilter, default=())
    counted: tuple[IndicatorFilter, ...] = key("dihitung", of=IndicatorFilter, default=())
    measure: str = key("ukuran", needed=True)
    column: str | None = key("kolom")
    day_column: str | None = key("tanggal")
    quarters: int | None = key("rentang_triwulan")
    unit: str = key("satuan", needed=True)
    decimals: int | None = key("desimal")
    direction: str = key("arah", needed=True)
    decided_with: str | None = key("ditetapkan_dengan")
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, default=())
    owner: str = key("pemilik", needed=True)
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()

    @property
    def span(self) -> int:
        return self.quarters or 1

    @property
    def places(self) -> int:
        """Digits behind the decimal comma when the value is written."""
        return 1 if self.decimals is None else self.decimals

    @property
    def recipe(self) -> tuple[object, ...]:
        """What is measured, without over how long: indicators with the same recipe share their readings."""
        return (self.source, self.filters, self.counted, self.measure, self.column)

    @property
    def more_is_better(self) -> bool:
        return self.direction == "naik"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a body sets out to reach from a day on (house: sasaran); ``amount`` as typed, with a decimal comma."""

    id: str = key("id", needed=True)
    indicator_id: str = key("indikator", refers="aturan/indikator", needed=True)
    amount: str = key("nilai", needed=True)
    unit: str = key("satuan", needed=True)
    from_on: date = key("mulai", needed=True)
    decided_with: str | None = key("ditetapkan_dengan")
    place: Place = place_field()

    @property
    def value(self) -> Fraction:
        return exact(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an indicator of a state showed on a day (house: capaian): its value is ``part / whole``, of a share in per
    cent. The last reading of a quarter counts for it."""

    id: str = key("id", needed=True)
    indicator_id: str = key("indikator", refers="aturan/indikator", needed=True)
    on: date = key("hari", needed=True)
    part: int = key("pembilang", needed=True)
    whole: int = key("penyebut", needed=True)
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """An obstacle and what is done about it (house: kendala); ``owner`` and ``proof`` never leave the office."""

    id: str = key("id", needed=True)
    found_on: date = key("ditemukan_pada", needed=True)
    text: str = key("kendala", needed=True)
    origin: str = key("asal", needed=True)
    related_kind: str = key("jenis_kaitan", needed=True)
    related_id: str = key("kaitan", needed=True)
    action: str = key("tindakan", needed=True)
    owner: str = key("penanggung_jawab", needed=True)
    begun_on: date | None = key("mulai_pada")
    due_on: date = key("batas_pada", needed=True)
    done_on: date | None = key("selesai_pada")
    proof: str | None = key("bukti")
    measured_by: str | None = key("diukur_dengan", refers="aturan/indikator")
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()

    @property
    def indicator_id(self) -> str | None:
        """The indicator that shows the effect."""
        return self.related_id if self.related_kind == "indikator" else self.measured_by

    def kept(self, on: date) -> bool | None:
        """Whether the action was done by its due day; None while that cannot be told."""
        if self.done_on is not None and self.done_on <= on:
            return self.done_on <= self.due_on
        return False if self.due_on < on else None


# --- what follows on a day --------------------------------------------------------------------------------


class IndicatorStatus(StrEnum):
    """State of an indicator on a day: derived, never typed."""

    NO_DATA = "belum-ada-data"
    NO_TARGET = "belum-ada-sasaran"
    REACHED = "tercapai"
    NOT_REACHED = "belum-tercapai"

    @property
    def is_compared(self) -> bool:
        """Whether there is a value and a target."""
        return self in (IndicatorStatus.REACHED, IndicatorStatus.NOT_REACHED)


class Trend(StrEnum):
    BETTER = "lebih-baik"
    SAME = "tetap"
    WORSE = "lebih-buruk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The value of an indicator for one quarter, in its unit; None: no data.

    ``rows`` were looked at, ``part`` of them counted (shares only); ``running`` while the quarter has not ended;
    ``read_on`` the day on which it was written down, None where it is measured from the records.
    """

    quarter: Quarter
    value: Fraction | None
    rows: int = 0
    part: int | None = None
    running: bool = False
    read_on: date | None = None
    target: Target | None = None

    def reached(self, indicator: Indicator) -> bool | None:
        """Whether the target was reached; None without a value or a target."""
        if self.value is None or self.target is None:
            return None
        goal = self.target.value
        return self.value >= goal if indicator.more_is_better else self.value <= goal


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorState:
    """An indicator of one body: ``points`` oldest first, ``current`` the one that is told."""

    indicator: Indicator
    points: tuple[Point, ...]
    current: Point
    #: The quarter before the current one, where both have a value.
    before: Point | None = None
    #: Whether it measures a state on a day, not dated rows.
    as_of: bool = False

    @property
    def status(self) -> IndicatorStatus:
        if self.current.value is None:
            return IndicatorStatus.NO_DATA
        reached = self.current.reached(self.indicator)
        if reached is None:
            return IndicatorStatus.NO_TARGET
        return IndicatorStatus.REACHED if reached else IndicatorStatus.NOT_REACHED

    @property
    def trend(self) -> Trend | None:
        if self.before is None or self.before.value is None or self.current.value is None:
            return None
        if self.current.value == self.before.value:
            return Trend.SAME
        rose = self.current.value > self.before.value
        return Trend.BETTER if rose == self.indicator.more_is_better else Trend.WORSE


class ActionStage(StrEnum):
    """How far a corrective action has come: derived from its days, never typed."""

    PLANNED = "direncanakan"
    RUNNING = "berjalan"
    OVERDUE = "lewat-rencana"
    DONE = "selesai"
    DONE_LATE = "selesai-terlambat"

    @property
    def is_open(self) -> bool:
        return self in (ActionStage.PLANNED, ActionStage.RUNNING, ActionStage.OVERDUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionState:
    """An action on a day, with its effect: the indicator in the quarter before it began and in the one after it
    was done. ``before`` and ``after`` are None where no indicator measures it, or that quarter has not ended."""

    obstacle: Obstacle
    stage: ActionStage
    indicator: Indicator | None = None
    before: Point | None = None
    after: Point | None = None

    @property
    def effect(self) -> Trend | None:
        if self.indicator is None or self.before is None or self.after is None:
            return None
        state = IndicatorState(indicator=self.indicator, points=(), current=self.after, before=self.before)
        return state.trend


Indicators = Mapping[str, IndicatorState]
