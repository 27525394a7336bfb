"""The annual report of the information service (Perki 1/2021 Pasal 56-58): what officers write, and what follows.

The written part stands in ``laporan-tahunan.yml``, a record a year; every count comes from the registers. Nothing
here can hold the name of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from terbuka.base.problem import Place
from terbuka.features.service.record import Figures, YearFigures
from terbuka.record.fields import key, place_field

#: The role of the duty whose yearly due day the report has, and whose ``bagian`` name its six parts.
REPORT_DUTY = "laporan-penuh"
#: The role of the short form (Perki 1/2021 Pasal 58 huruf a), and that of the copy to the Komisi Informasi.
SUMMARY_DUTY, COPY_DUTY = "laporan-ringkas", "laporan-salinan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    what: str = key("apa", needed=True)
    count: int | None = key("jumlah")
    condition: str = key("keadaan", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    role: str = key("peran", needed=True)
    count: int = key("jumlah", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """Amounts in whole rupiah."""

    purpose: str = key("untuk", needed=True)
    planned: int = key("anggaran", needed=True)
    spent: int = key("terpakai", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport:
    """What officers write of one year; each part may be missing and is then said to be."""

    year: int = key("tahun", needed=True)
    policy: tuple[str, ...] = key("kebijakan", default=())
    equipment: tuple[Equipment, ...] = key("sarana", of=Equipment, default=())
    staff: tuple[Staff, ...] = key("petugas", of=Staff, default=())
    qualification: str | None = key("kualifikasi")
    budget: tuple[BudgetLine, ...] = key("anggaran", of=BudgetLine, default=())
    external: tuple[str, ...] = key("kendala_eksternal", default=())
    internal: tuple[str, ...] = key("kendala_internal", default=())
    recommendations: tuple[str, ...] = key("rekomendasi", default=())
    follow_ups: tuple[str, ...] = key("tindak_lanjut", default=())
    signed_by: str | None = key("ditandatangani_oleh")
    signed_on: date | None = key("tanggal")
    copy_number: str | None = key("salinan_nomor")
    copied_on: date | None = key("salinan_pada")
    copy_receipt: str | None = key("salinan_berkas", refers="berkas")
    place: Place = place_field()

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the written parts that Pasal 56 ayat (4) and 57 ask for and that are empty, in their order."""
        parts = {
            "kebijakan": self.policy,
            "sarana": self.equipment,
            "petugas": self.staff,
            "kualifikasi": self.qualification,
            "anggaran": self.budget,
            "kendala_eksternal": self.external,
            "kendala_internal": self.internal,
            "rekomendasi": self.recommendations,
            "tindak_lanjut": self.follow_ups,
        }
        return tuple(name for name, value in parts.items() if not value)

    def is_signed(self, on: date) -> bool:
        return self.signed_by is not None and self.signed_on is not None and self.signed_on <= on


class ReportState(StrEnum):
    """How far the report of a year has come on a day: derived, never typed."""

    RUNNING = "tahun-berjalan"
    WANTING = "belum-lengkap"
    UNSIGNED = "belum-ditandatangani"
    PARTLY = "register-sebagian"
    DONE = "selesai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the objections or disputes of a year: decided ones that were carried out, and lawsuits."""

    carried_out: int = 0
    sued: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterFigures:
    """A quarter (1-4) as far as it is covered, ``since`` to ``until`` (inclusive); figures by register."""

    number: int
    since: date
    until: date
    figures: Mapping[str, Figures]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportYear:
    """The report of one year on a day; ``figures`` by register hold none that is not kept or does not cover it.

    ``as_of`` is the day whose state the figures tell: that of the signature, so that a signed report stays as it
    was, else the assessed day. ``classes`` are the requests by class of information (``""``: not recorded),
    ``grounds`` the objections by ground. ``missing`` are keys of ``laporan-tahunan.yml``.
    """

    year: int
    record: AnnualReport | None
    state: ReportState
    as_of: date
    due_on: date | None
    missing: tuple[str, ...]
    figures: Mapping[str, YearFigures] = field(default_factory=dict)
    classes: Mapping[str, Figures] = field(default_factory=dict)
    grounds: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    quarters: tuple[QuarterFigures, ...] = ()

    @property
    def signed(self) -> bool:
        return self.record is not None and self.record.is_signed(self.as_of)
