"""Open cases past their legal day, and those whose day no calendar covers, as problems."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from terbuka.base.problem import Problem
from terbuka.duties.gaps import ahead
from terbuka.duties.verdict import BodyAssessment, RecordGap, Status
from terbuka.features.service.record import REGISTERS, Service


def service_gaps(assessed: BodyAssessment) -> Iterator[Problem]:
    """Open cases past their legal day, as problems that name article, day and unit, and never a person."""
    for gap in assessed.get(Service).gaps if assessed.counted else ():
        clock, record = gap.clock, gap.case.record
        if clock.due_on is None:
            continue
        deadline = clock.deadline
        length = deadline.length_on(clock.started_on)
        days = length.days + (length.extension or 0 if clock.extended else 0)
        unit = {"hari-kerja": ("hari kerja", "working days")}.get(deadline.unit, ("hari kalender", "calendar days"))
        facts: dict[str, Any] = {
            "badan": assessed.body.id,
            "jenis": gap.case.register,
            "id": record.id,
            "unit": assessed.body.name,
            "register": gap.case.register,
            "kode": record.id,
            "tenggat": deadline.id,
            "judul": deadline.title,
            "mulai": clock.started_on,
            "jatuh_tempo": clock.due_on,
            "sejak": clock.due_on + timedelta(days=1),
            "pada": assessed.on,
            "lama": f"{days} {unit[0]}" if days else "hari itu juga",
            "lama_en": f"{days} {unit[1]}" if days else "the same day",
            "kolom": list(deadline.stops[:2]),
            "pasal": "; ".join(
                f"{assessed.instrument_names[b.instrument_id]} {b.article}" for b in deadline.legal_basis
            ),
        }
        if clock.moved_from is not None:
            facts["semula"] = clock.moved_from
        if clock.by_bound:
            facts["tahun"] = clock.missing_year
        code = "layanan-pasti-lewat" if clock.by_bound else "layanan-lewat"
        yield Problem(code, assessed.records.cell(record, deadline.starts[0].column), facts)


def service_uncounted(assessed: BodyAssessment) -> Iterator[Problem]:
    """Notes about running clocks of the office whose last day needs a year without a calendar."""
    for cases in assessed.get(Service).cases.values():
        for case in cases:
            for clock in case.running:
                if clock.due_on is not None or clock.missing_year is None or clock.deadline.bearer != "kantor":
                    continue
                column = clock.deadline.starts[0].column
                facts: dict[str, Any] = {
                    "judul": clock.deadline.title,
                    "kode": case.record.id,
                    "unit": assessed.body.name,
                    "mulai": clock.started_on,
                    "tahun": clock.missing_year,
                    "yurisdiksi": assessed.body.jurisdiction_id,
                    # One message for all clocks of a kind that wait for the same calendar.
                    "kelompok": f"{clock.deadline.id} {clock.missing_year}",
                }
                yield Problem("layanan-tanpa-kalender", assessed.records.cell(case.record, column), facts)


def service_notes(assessed: BodyAssessment) -> Iterator[Problem]:
    """Gaps, days that nothing can count, and days that lie ahead."""
    yield from service_gaps(assessed)
    yield from service_uncounted(assessed)
    for cls in REGISTERS.values():
        yield from ahead(assessed, assessed.records.every(cls))


def record_gaps(assessed: BodyAssessment) -> Iterator[RecordGap]:
    for gap in assessed.get(Service).gaps:
        yield RecordGap(
            kind=gap.case.register,
            id=gap.case.record.id,
            title=gap.clock.deadline.title,
            status=Status.OVERDUE,
            due_on=gap.clock.due_on,
        )
