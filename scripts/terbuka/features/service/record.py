"""The registers of the information service, without the people in them, and what follows from them on a day.

The fields are the columns of ``schemas/permohonan.yml`` and its sisters. Nothing here can hold a name, an address
or a number of a person: such a column does not exist (Perki 1/2021 Pasal 5 ayat (3); UU 27/2022).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from terbuka.base.problem import Place
from terbuka.law.deadlines import Deadline
from terbuka.record.fields import key, place_field


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request for information (Perki 1/2021 Pasal 32 and Lampiran VIII, without personal data)."""

    id: str = key("id_publik", needed=True)
    number: str | None = key("nomor")
    received_on: date = key("diterima_pada", needed=True)
    recorded_on: date | None = key("dicatat_pada")
    repair_asked_on: date | None = key("diminta_perbaikan_pada")
    repair_letter_on: date | None = key("surat_kurang_diterima_pada")
    repaired_on: date | None = key("diperbaiki_pada")
    complete_on: date | None = key("dinyatakan_lengkap_pada")
    extended_on: date | None = key("diperpanjang_pada")
    extension_reason: str | None = key("alasan_perpanjangan")
    answered_on: date | None = key("dijawab_pada")
    given_on: date | None = key("diberikan_pada")
    withdrawn_on: date | None = key("dicabut_pada")
    requester_kind: str | None = key("jenis_pemohon")
    topic_id: str = key("topik", refers="aturan/topik", needed=True)
    subject: str | None = key("subjek")
    subject_approved_by: str | None = key("subjek_disetujui_oleh")
    information_class: str | None = key("kelas")
    channel: str = key("kanal", needed=True)
    decision: str | None = key("putusan")
    refusal_ids: tuple[str, ...] = key("alasan_tolak", refers="aturan/kewajiban/alasan-tolak", default=())
    directed_to: str | None = key("diarahkan_ke")
    cost: int | None = key("biaya")
    form: str | None = key("bentuk")
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """An objection to the Atasan PPID (Perki 1/2021 Pasal 43 and Lampiran XI, without personal data)."""

    id: str = key("id_publik", needed=True)
    number: str | None = key("nomor")
    request_id: str | None = key("id_permohonan", refers="badan/permohonan")
    ground_ids: tuple[str, ...] = key("alasan", refers="aturan/alasan-keberatan", needed=True)
    received_on: date = key("diterima_pada", needed=True)
    recorded_on: date | None = key("dicatat_pada")
    answered_on: date | None = key("ditanggapi_pada")
    withdrawn_on: date | None = key("dicabut_pada")
    decision: str | None = key("putusan_atasan")
    carried_out_on: date | None = key("dilaksanakan_pada")
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute before the Komisi Informasi (UU 14/2008 Pasal 37-40, 48)."""

    id: str = key("id_publik", needed=True)
    number: str | None = key("nomor")
    objection_id: str = key("id_keberatan", refers="badan/keberatan", needed=True)
    received_on: date = key("diterima_pada", needed=True)
    begun_on: date | None = key("dimulai_pada")
    answered_on: date | None = key("diputus_pada")
    withdrawn_on: date | None = key("dicabut_pada")
    way: str | None = key("cara")
    decision: str | None = key("putusan")
    carried_out_on: date | None = key("dilaksanakan_pada")
    sued_on: date | None = key("digugat_pada")
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A complaint about the service (UU 25/2009 Pasal 36, 42, 44, 50)."""

    id: str = key("id_publik", needed=True)
    number: str | None = key("nomor")
    kind: str = key("jenis", needed=True)
    channel: str = key("kanal", needed=True)
    received_on: date = key("diterima_pada", needed=True)
    repair_asked_on: date | None = key("diminta_perbaikan_pada")
    repair_letter_on: date | None = key("surat_kurang_diterima_pada")
    repaired_on: date | None = key("diperbaiki_pada")
    complete_on: date | None = key("dinyatakan_lengkap_pada")
    answered_on: date | None = key("diputus_pada")
    told_on: date | None = key("diberitahukan_pada")
    withdrawn_on: date | None = key("dicabut_pada")
    decision: str | None = key("hasil")
    follow_up: str | None = key("tindak_lanjut")
    overview: str | None = key("ringkasan")
    overview_approved_by: str | None = key("ringkasan_disetujui_oleh")
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()


ServiceRecord = Request | Objection | Dispute | Complaint
#: The class of the rows of each register.
REGISTERS: Mapping[str, type[ServiceRecord]] = {
    "permohonan": Request,
    "keberatan": Objection,
    "sengketa": Dispute,
    "pengaduan": Complaint,
}


class CaseStage(StrEnum):
    """How far a case has come on a day: derived from its dates, never typed."""

    RECEIVED = "diterima"
    CHECKED = "pemeriksaan-kelengkapan"
    AWAITING = "menunggu-perbaikan"
    INCOMPLETE = "tidak-lengkap"
    PROCESSED = "diproses"
    EXTENDED = "diperpanjang"
    CLOSED = "selesai"
    WITHDRAWN = "dicabut"

    @property
    def is_open(self) -> bool:
        return self not in (CaseStage.CLOSED, CaseStage.WITHDRAWN, CaseStage.INCOMPLETE)

    @property
    def lacks_papers(self) -> bool:
        """Whether the request was to be completed and was not."""
        return self in (CaseStage.INCOMPLETE, CaseStage.AWAITING)


#: Decisions that grant a request, in whole or in part.
GRANTED = ("dikabulkan-seluruhnya", "dikabulkan-sebagian")


class Timeliness(StrEnum):
    """Whether the main clock was kept: derived, never typed. ``UNKNOWN`` when no calendar covers the count."""

    IN_TIME = "dalam-batas"
    LATE = "lewat-batas"
    UNKNOWN = "belum-dapat-dihitung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock that runs on the assessed day.

    ``due_on`` is the earliest last lawful day (the office's), ``later_due_on`` the latest by another reading of
    the law; None when no calendar covers the count, and ``missing_year`` is then the year that has none. A known
    ``due_on`` with a ``missing_year`` is certain; only what another reading gives is not known then.
    ``moved_from`` is the due day before a day off that was decreed after the start; ``moved_by`` the names of such
    days. ``started_on`` is the day the due day counts from.
    """

    deadline: Deadline
    started_on: date
    due_on: date | None
    missing_year: int | None = None
    later_due_on: date | None = None
    extended: bool = False
    estimated: bool = False
    moved_from: date | None = None
    moved_by: tuple[str, ...] = ()
    assumed: bool = False
    by_bound: bool = False

    def is_late(self, on: date) -> bool:
        return self.due_on is not None and self.due_on < on


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One row of a register on a day. ``days`` is what the answer took (working or calendar days, as the main
    clock counts), ``given`` whether the information
    is recorded as given by the day, and ``days_to_give`` what that took, None while there is none or it
    cannot be counted; ``running`` are the clocks that still run, the office's and the requester's: also that of the
    next step after an answer."""

    register: str
    record: ServiceRecord
    stage: CaseStage
    timeliness: Timeliness | None
    days: int | None = None
    given: bool = False
    days_to_give: int | None = None
    extended: bool = False
    running: tuple[Clock, ...] = ()

    @property
    def kept(self) -> bool | None:
        """Whether the law's day was kept: the one definition of statistics, report, indicators and audit.

        False as soon as it was late, whatever came after; True when answered in time; None while it is open within
        its time, when it ended without an answer within it, and where it cannot be counted.
        """
        if self.timeliness is Timeliness.LATE:
            return False
        return True if self.stage is CaseStage.CLOSED and self.timeliness is Timeliness.IN_TIME else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGap:
    """An open case past its legal day: the office's clock that is late, the main one first."""

    case: Case
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of the cases received in one span; every count is exact, none is masked.

    ``answered`` have an answer on the assessed day: ``in_time`` within the office's legal day, ``late`` after it,
    ``uncounted`` without a calendar for it. ``open_late`` are open past that day, ``ended_late`` ended without an
    answer after it (withdrawn, not completed). ``median`` and ``p90`` in days of ``days_counted`` answers, None
    without any. ``granted`` were granted in whole or part, ``given`` of them are recorded as given; their time is
    counted from the same start in ``give_counted`` cases. ``decisions``, ``refusals`` and ``follow_ups`` are counts
    by value; one refusal may name several grounds.
    """

    received: int = 0
    answered: int = 0
    in_time: int = 0
    late: int = 0
    uncounted: int = 0
    open: int = 0
    open_late: int = 0
    ended_late: int = 0
    withdrawn: int = 0
    incomplete: int = 0
    extended: int = 0
    days_counted: int = 0
    fastest: int | None = None
    slowest: int | None = None
    median: Fraction | None = None
    p90: int | None = None
    granted: int = 0
    given: int = 0
    give_counted: int = 0
    give_median: Fraction | None = None
    give_p90: int | None = None
    decisions: Mapping[str, int] = field(default_factory=dict)
    refusals: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    channels: Mapping[str, int] = field(default_factory=dict)
    follow_ups: Mapping[str, int] = field(default_factory=dict)

    @property
    def missed(self) -> int:
        """All that were late: answered late, open past the day, or ended after it."""
        return self.late + self.open_late + self.ended_late

    @property
    def judged(self) -> int:
        """The denominator of "in time": all whose day was kept or missed; nobody who waits too long is left out."""
        return self.in_time + self.missed


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """One calendar year of a register: all of it, and its months (1-12) as far as the register covers them.

    ``medians`` are those of its quarters (1-4), in days; None for a quarter without an answer whose days are known.
    ``answers`` says on how many such answers each rests.
    """

    year: int
    total: Figures
    months: Mapping[int, Figures]
    medians: Mapping[int, Fraction | None] = field(default_factory=dict)
    answers: Mapping[int, int] = field(default_factory=dict)
    #: First and last day that the figures cover.
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The registers of one body on a day: cases by register in the order of the file, and their figures.

    A register that is not kept in the portal has no entry in ``cases``: no data, which is not the same as none.
    ``years`` is empty when it is not known since when a register without rows is kept.
    """

    cases: Mapping[str, tuple[Case, ...]] = field(default_factory=dict)
    gaps: tuple[ServiceGap, ...] = ()
    years: Mapping[str, tuple[YearFigures, ...]] = field(default_factory=dict)

    def late_of_earlier_years(self, register: str) -> int:
        """Cases of years before the newest that are still open past their day: its figures do not hold them."""
        return sum(year.total.open_late for year in self.years.get(register, ())[1:])
