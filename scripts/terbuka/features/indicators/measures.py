"""What the program counts about a body: the one table of measures, read by the internal audit and by the strategy.

Promises: pure; decides nothing. A measure looks at rows, the ``whole``, and counts some of them, the ``part``. Rows and
derived columns come from ``sources``, which the indicators of the law data measure too, so that a figure of an
indicator and one of the audit cannot part. A register that is not kept has no figure, which is not zero. Names are the
choices of ``ukuran`` in ``schemas/kriteria-audit.yml`` and ``schemas/strategi.yml``: a test compares them with
``MEASURES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from terbuka.base.periods import Span
from terbuka.duties.verdict import AVAILABLE, DATED, WELL, BodyAssessment, Judgement, Status
from terbuka.features.audit.record import AuditAssessment, Measured
from terbuka.features.exclusions.judge import lists_exclusions
from terbuka.features.exclusions.record import AssessedExclusion, ExclusionState
from terbuka.features.indicators.record import ActionState, IndicatorFilter, IndicatorState
from terbuka.features.indicators.sources import SOURCES, Test
from terbuka.features.service.record import Case, CaseStage, Service
from terbuka.features.standards.record import StandardState
from terbuka.features.survey.record import Survey
from terbuka.features.training.record import TrainingState
from terbuka.law.law import Law
from terbuka.record.files import Document
from terbuka.record.schema import ADVISED_BYTES


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a body: ``span`` are the days in which rows are dated (None: all of them), ``named`` the ids of
    duties or of the standard that a criterion is about."""

    made: BodyAssessment
    law: Law
    span: Span | None = None
    named: tuple[str, ...] = ()


Rows = Callable[[Question], Iterable[Any] | None]


def _every(_row: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """``rows`` gives what may be looked at, None where nothing is kept; the ``whole`` of them is, and of these the
    ``part`` is counted. ``day`` is the day by which a row lies in a span; without it the rows are a state. ``unit``
    names what is looked at, ``kept_in`` where it stands; both are said where a figure is judged."""

    rows: Rows
    whole: Test = _every
    part: Test = _every
    day: Callable[[Any], date | None] | None = None
    unit: str = ""
    kept_in: str = ""

    def count(self, question: Question) -> Measured:
        """How many count, among how many."""
        rows = self.rows(question)
        if rows is None:
            return Measured(met=None, total=0, unit=self.unit, source=self.kept_in)
        day, span = self.day, question.span
        looked = [row for row in rows if self.whole(row) and (not day or not span or span.holds(day(row)))]
        return Measured(met=sum(map(self.part, looked)), total=len(looked), unit=self.unit, source=self.kept_in)


def count(name: str, question: Question) -> Measured:
    """The figure of a measure of the table."""
    measure = MEASURES[name]
    return (measure if isinstance(measure, Measure) else measure(question)).count(question)


def _of_source(source: str, unit: str, kept_in: str, *, whole: Test = _every, part: Test, day: str = "") -> Measure:
    """A measure of the rows that the indicators measure; ``day`` names the column by which they are dated."""
    register = SOURCES[source]
    return Measure(
        rows=lambda q: register.rows(q.made, q.law),
        whole=whole,
        part=part,
        day=register.getter(day) if day else None,
        unit=unit,
        kept_in=kept_in,
    )


def _says(source: str, column: str, *values: str) -> Test:
    """Whether a column of a source holds one of the values, as an indicator would filter it; without any: something."""
    wanted = IndicatorFilter(column=column, values=values, filled=None if values else "terisi")
    return SOURCES[source].test((wanted,))


def _in_time(register: str) -> Measure:
    """Cases that were ended in time, among those of which that can be said."""
    return _of_source(
        register,
        f"{register} yang sudah dijawab atau lewat batas",
        f"{register}.csv",
        whole=_says(register, "tepat_waktu"),
        part=_says(register, "tepat_waktu", "ya"),
        day="diterima_pada",
    )


def _requests(unit: str, *, whole: Test = _every, part: Test) -> Measure:
    return _of_source("permohonan", unit, "permohonan.csv", whole=whole, part=part, day="diterima_pada")


# --- rows that no indicator measures ----------------------------------------------------------------------


def _duties(question: Question) -> Sequence[Judgement]:
    return [j for j in question.made.judgements.values() if j.counted]


def _named_duties(question: Question) -> Sequence[Judgement]:
    judgements = question.made.judgements
    return [judgements[name] for name in question.named if name in judgements]


def _request_books(question: Question) -> Sequence[Case] | None:
    """The cases of both registers of which Perki 1/2021 Pasal 32 and 43 speak; None when neither is kept."""
    kept = [SOURCES[name].rows(question.made, question.law) for name in ("permohonan", "keberatan")]
    return None if kept == [None, None] else [case for cases in kept for case in cases or ()]


def _is_complete(case: Case) -> bool:
    """A number, the day it was given and, once answered, what was decided (Perki 1/2021 Pasal 32 and 43)."""
    record: Any = case.record
    numbered = record.number is not None and record.recorded_on is not None
    return numbered and (case.stage is not CaseStage.CLOSED or record.decision is not None)


def _is_refused(case: Any) -> bool:
    return case.stage is CaseStage.CLOSED and case.record.decision in ("ditolak", "dikabulkan-sebagian")


def _decided(question: Question) -> Sequence[bool]:
    """Of each entry whether it had been decided by the day."""
    entries, on = question.made.records.register or (), question.made.on
    return [e.decision is not None and (e.decision_on is None or e.decision_on <= on) for e in entries]


def _files(question: Question) -> Iterable[Document]:
    """Every file that the office publishes, also one that no announced entry names: the auditor opens them all."""
    return question.made.records.documents.values()


def _standard(question: Question) -> Measure:
    """Parts of one standard; of several procedures the complete ones."""
    states = [s for s in question.made.every(StandardState) if s.standard.id in question.named]
    several, kept_in = len(states) > 1, f"{question.named[0]}.yml" if question.named else ""
    unit = "prosedur lengkap" if several else "bagian"
    if not any(s.record is not None for s in states):
        return Measure(rows=lambda q: None, unit=unit, kept_in=kept_in)
    if several:
        return Measure(rows=lambda q: states, part=lambda s: s.complete, unit=unit, kept_in=kept_in)
    (state,) = states
    return Measure(rows=lambda q: state.parts, part=lambda p: p not in state.missing, unit=unit, kept_in=kept_in)


def _exclusions(whole: Test, part: Test) -> Measure:
    return Measure(
        rows=lambda q: q.made.every(AssessedExclusion) if lists_exclusions(q.made.records) else None,
        whole=lambda e: e.state is not ExclusionState.NOT_YET and whole(e),
        part=part,
        unit="informasi yang dikecualikan",
        kept_in="dikecualikan.csv",
    )


def _ways(*names: str) -> Rows:
    """Of each way to reach the office, a field of the body, whether there is one."""
    return lambda q: [bool(getattr(q.made.body, name)) for name in names]


def _years(register: str) -> Measure:
    """Years in which the register is kept; a year without a case is one too."""
    return Measure(rows=lambda q: q.made.get(Service).years.get(register, ()))


# --- the table --------------------------------------------------------------------------------------------

_OFFICE = "halaman Ketersediaan"
#: By the names that the law data use; a measure that needs more of a question than its rows is made for it.
MEASURES: Mapping[str, Measure | Callable[[Question], Measure]] = {
    # Duties.
    "wajib-tersedia": Measure(
        rows=_duties,
        whole=lambda j: j.status is not Status.NOT_JUDGED,
        part=lambda j: j.status is not Status.MISSING,
        unit="informasi wajib",
        kept_in=_OFFICE,
    ),
    "wajib-mutakhir": Measure(
        rows=_duties,
        whole=lambda j: j.status in DATED,
        part=lambda j: j.status in AVAILABLE,
        unit="informasi wajib yang tersedia",
        kept_in=_OFFICE,
    ),
    "kewajiban-terpenuhi": Measure(
        rows=_named_duties,
        whole=lambda j: j.status is not Status.NOT_JUDGED,
        part=lambda j: j.status in WELL,
        unit="kewajiban",
        kept_in=_OFFICE,
    ),
    "informasi-wajib-tersedia": Measure(rows=_duties, part=lambda j: j.status in AVAILABLE),
    # The registers of the service.
    "permohonan-tepat-waktu": _in_time("permohonan"),
    "permohonan-dicatat-segera": _requests("permohonan", part=lambda c: c.record.recorded_on == c.record.received_on),
    "keberatan-tepat-waktu": _in_time("keberatan"),
    "pengaduan-tepat-waktu": _in_time("pengaduan"),
    "register-lengkap": Measure(
        rows=_request_books,
        part=_is_complete,
        day=lambda c: c.record.received_on,
        unit="baris register permohonan dan keberatan",
        kept_in="permohonan.csv dan keberatan.csv",
    ),
    "perpanjangan-beralasan": _requests(
        "perpanjangan", whole=lambda c: c.extended, part=lambda c: c.record.extension_reason is not None
    ),
    "penolakan-berdasar": _requests(
        "penolakan, seluruhnya atau sebagian", whole=_is_refused, part=lambda c: bool(c.record.refusal_ids)
    ),
    "tahun-register-permohonan": _years("permohonan"),
    "tahun-register-pengaduan": _years("pengaduan"),
    # The register of information, its files and its links.
    "dip-ditetapkan": Measure(rows=_decided, part=bool, unit="butir DIP", kept_in="daftar-informasi-publik.csv"),
    "informasi-dapat-dibuka": Measure(
        rows=lambda q: q.made.records.register or (), part=lambda e: bool(e.files or e.link or e.portal_page)
    ),
    "tautan-diperiksa": _of_source(
        "tautan",
        "tautan ke luar portal",
        "daftar-informasi-publik.csv dan pemenuhan.yml",
        part=_says("tautan", "masih_diperiksa", "ya"),
    ),
    "berkas-berteks": Measure(
        rows=_files,
        whole=_says("berkas", "berteks"),
        part=_says("berkas", "berteks", "ya"),
        unit="berkas yang dapat diperiksa teksnya",
        kept_in="berkas/",
    ),
    "berkas-ringan": Measure(rows=_files, part=lambda d: d.size <= ADVISED_BYTES, unit="berkas", kept_in="berkas/"),
    # Standards, exclusions, ways to the office.
    "bagian-standar": _standard,
    "pengecualian-berkeputusan": _exclusions(_every, lambda e: e.row.tested_on <= e.row.decided_on),
    "pengecualian-dibuka": _exclusions(lambda e: e.state.has_ended, lambda e: not e.is_gap),
    "jalan-menghubungi": Measure(
        rows=_ways("address", "phones", "email", "opening"),
        part=bool,
        unit="jalan: alamat, telepon, pos-el, jam layanan",
        kept_in="badan.yml",
    ),
    "saluran-pengaduan": Measure(rows=_ways("address", "phones", "whatsapp", "email"), part=bool),
    # A written request from afar (Perki 1/2021 Pasal 28 ayat (2)); a message by WhatsApp is none.
    "cara-daring": Measure(rows=_ways("request_form", "email"), part=bool),
    # Supervision, training, survey, indicators.
    "temuan-ditutup": _of_source(
        "temuan",
        "temuan yang ditutup atau lewat jatuh tempo",
        "temuan.csv",
        whole=_says("temuan", "tepat_waktu"),
        part=_says("temuan", "tepat_waktu", "ya"),
    ),
    "audit-selesai": Measure(rows=lambda q: q.made.get(AuditAssessment).rounds),
    "pelatihan-terlaksana": Measure(rows=lambda q: q.made.get(TrainingState).held),
    "periode-survei": Measure(rows=lambda q: q.made.get(Survey).periods),
    # A number that nobody compares evaluates nothing.
    "indikator-bersasaran": Measure(
        rows=lambda q: q.made.named(IndicatorState).values(),
        part=lambda s: s.status.is_compared,
    ),
    "tindakan-tercatat": Measure(rows=lambda q: q.made.every(ActionState)),
}
