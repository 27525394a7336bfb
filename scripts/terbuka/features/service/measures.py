"""What is counted of the registers of the service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from terbuka.duties.measure import Measure, Question, every, of_source, says
from terbuka.duties.source import Test
from terbuka.features.service.record import Case, CaseStage, Service
from terbuka.features.service.sources import SOURCES


def _in_time(register: str) -> Measure:
    """Cases that were ended in time, among those of which that can be said."""
    return of_source(
        SOURCES[register],
        f"{register} yang sudah dijawab atau lewat batas",
        f"{register}.csv",
        whole=says(SOURCES[register], "tepat_waktu"),
        part=says(SOURCES[register], "tepat_waktu", "ya"),
        day="diterima_pada",
    )


def _requests(unit: str, *, whole: Test = every, part: Test) -> Measure:
    return of_source(SOURCES["permohonan"], unit, "permohonan.csv", whole=whole, part=part, day="diterima_pada")


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


def _years(register: str) -> Measure:
    """Years in which the register is kept; a year without a case is one too."""
    return Measure(rows=lambda q: q.made.get(Service).years.get(register, ()))


MEASURES: Mapping[str, Measure] = {
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
}
