"""Excluded information: what an officer records of it, and what follows from a row on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from terbuka.base.periods import Period
from terbuka.base.problem import Place
from terbuka.law.law import Law
from terbuka.record.fields import key, place_field

if TYPE_CHECKING:
    pass
from terbuka.law.record import Dated, StepBasis, ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """One row of the list of excluded information (house: DIK; Perki 1/2021 Pasal 49, Lampiran II and III).

    ``last_on`` is the last day on which the information is closed. ``ground_ids`` are letters of
    ``alasan-pengecualian.yml``, or a letter with one of its numbers (``h-4``).
    """

    id: str = key("id", needed=True)
    number: int = key("nomor", needed=True)
    title: str = key("judul", needed=True)
    ground_ids: tuple[str, ...] = key("dasar", refers="aturan/alasan-pengecualian", needed=True)
    other_law: str | None = key("peraturan_lain")
    partial: bool = key("sebagian", needed=True)
    open_part: str | None = key("bagian_terbuka")
    harm_if_open: str = key("konsekuensi_dibuka", needed=True)
    gain_if_closed: str = key("konsekuensi_ditutup", needed=True)
    tested_on: date = key("tanggal_uji", needed=True)
    decision: str = key("keputusan", needed=True)
    decided_on: date = key("tanggal_keputusan", needed=True)
    approved_by: str = key("disetujui_oleh", needed=True)
    term: str = key("jangka", needed=True)
    ending_event: str | None = key("peristiwa_akhir")
    last_on: date | None = key("berakhir_pada")
    review_on: date | None = key("ditinjau_pada")
    opening_decision: str | None = key("keputusan_pembukaan")
    opening_on: date | None = key("tanggal_pembukaan")
    opening_entry_id: str | None = key("entri_pembuka", refers="badan/daftar-informasi-publik")
    extra: Mapping[str, Any] = field(default_factory=dict)
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()

    @property
    def fixed_term(self) -> bool:
        """Whether the decision itself names the last day, so that the opening can be declared before it."""
        return self.term == "sampai-tanggal"


class ExclusionState(StrEnum):
    """State of one excluded information on one day; ``LATE`` and ``UNPUBLISHED`` are gaps."""

    NOT_YET = "belum-berlaku"
    CLOSED = "dikecualikan"
    UNCOUNTED = "belum-dapat-dihitung"
    SOON = "segera-terbuka"
    LATE = "penetapan-terlambat"
    DECLARED = "ditetapkan-terbuka"
    UNPUBLISHED = "terbuka-belum-dimuat"
    OPENED = "dibuka"

    @property
    def awaits_entry(self) -> bool:
        """Whether it is open, or was declared so, and what opens it is not there yet."""
        return self in (ExclusionState.DECLARED, ExclusionState.UNPUBLISHED)

    @property
    def is_open(self) -> bool:
        """Whether the law makes it open, published or not."""
        return self in (ExclusionState.UNPUBLISHED, ExclusionState.OPENED)

    @property
    def has_ended(self) -> bool:
        """Whether it was time to open the information."""
        return self in (ExclusionState.OPENED, ExclusionState.DECLARED, ExclusionState.UNPUBLISHED, ExclusionState.LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedExclusion:
    """What follows for one row on a day (Perki 1/2021 Pasal 52).

    ``due_on`` is the last lawful day for declaring that it becomes open (``days`` before the last day, by
    ``articles``), ``warn_on`` the first day of the warning; both None where the row has no fixed last day, or
    where a year (``missing_year``) has no calendar. ``estimated`` says that the count rests on a calendar that
    is not decreed yet. ``open_since`` is the first day on which the law makes it open; ``review_since`` the
    first day after a review day that has passed.
    """

    row: Exclusion
    state: ExclusionState
    due_on: date | None = None
    warn_on: date | None = None
    days: int = 0
    articles: tuple[str, ...] = ()
    estimated: bool = False
    missing_year: int | None = None
    open_since: date | None = None
    declared_on: date | None = None
    review_since: date | None = None

    @property
    def is_gap(self) -> bool:
        return self.state in (ExclusionState.LATE, ExclusionState.UNPUBLISHED)

    @property
    def declared_late(self) -> bool:
        """Whether the PPID declared it open after the last lawful day."""
        return self.declared_on is not None and self.due_on is not None and self.declared_on > self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionGround:
    """A ground for keeping information closed (UU 14/2008 Pasal 17); ``id`` is its letter, ``parts`` its numbers."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    parts: Mapping[str, str] | None = key("rincian")
    needs_other_law: bool = key("perlu_peraturan_lain", needed=True)
    term_rule: str = key("uraian_jangka", needed=True)
    longest: tuple[Dated, ...] = key("paling_lama", of=Dated, default=())
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, needed=True)
    term_basis: tuple[StepBasis, ...] = key("dasar_jangka", refers="aturan/peraturan", of=StepBasis, default=())
    obligation_id: str | None = key("kewajiban", refers="aturan/kewajiban")
    place: Place = place_field()

    def longest_on(self, day: date) -> Period | None:
        """The longest term that rules on ``day``; None when the law names none."""
        rule = ruling(self.longest, day)
        return Period.parse(rule.value) if rule else None


def ground_of(law: Law, name: str) -> tuple[ExclusionGround, str | None] | None:
    """The ground that ``h`` or ``h-4`` means, with the words of its number; None when there is none."""
    letter, _, number = name.partition("-")
    ground = law.named(ExclusionGround).get(letter)
    if ground is None or (number and number not in (ground.parts or {})) or name.endswith("-"):
        return None
    return ground, (ground.parts or {})[number] if number else None
