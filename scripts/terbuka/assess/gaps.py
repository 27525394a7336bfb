"""What is missing or late, as problems that name duty, article and unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from terbuka.model import REGISTERS, Assessment, BodyAssessment, Judgement, Obligation, Status, fields_by_column
from terbuka.problem import Place, Problem, reason_words


def gap_problems(assessment: Assessment) -> list[Problem]:
    """The gaps that count for the gate, as problems that name duty, article and unit; and a note for each
    date after the assessed day, which counts as absent."""
    problems: list[Problem] = []
    for made in assessment.bodies.values():
        problems += (_gap(judgement, made) for judgement in made.gate_gaps)
        problems += _ahead(made)
        problems += service_gaps(made)
    return problems


def _ahead(made: BodyAssessment) -> Iterator[Problem]:
    for entry in made.records.register or ():
        for column, day in (
            ("diumumkan_pada", entry.announced_on),
            ("dikonfirmasi_pada", entry.confirmed_on),
        ):
            if day is not None and day > made.on:
                place = made.records.cell(entry, column)
                yield Problem("tanggal-depan", place, {"kolom": column, "isi": day, "pada": made.on})
    for part in REGISTERS.values():
        rows = getattr(made.records, part) or ()
        named = fields_by_column(type(rows[0])) if rows else {}
        days = [(column, name) for column, name in named.items() if column.endswith("_pada")]
        for row in rows:
            for column, name in days:
                day = getattr(row, name)
                if day is not None and day > made.on:
                    place = made.records.cell(row, column)
                    yield Problem("tanggal-depan", place, {"kolom": column, "isi": day, "pada": made.on})


def service_gaps(made: BodyAssessment) -> Iterator[Problem]:
    """Open cases past their legal day, as problems that name article, day and unit, and never a person."""
    for gap in made.gate_service_gaps:
        clock, record = gap.clock, gap.case.record
        if clock.due_on is None:
            continue
        deadline = clock.deadline
        length = deadline.length_on(clock.started_on)
        days = length.days + (length.extension or 0 if clock.extended else 0)
        unit = {"hari-kerja": ("hari kerja", "working days")}.get(deadline.unit, ("hari kalender", "calendar days"))
        facts: dict[str, Any] = {
            "badan": made.body.id,
            "unit": made.body.name,
            "register": gap.case.register,
            "kode": record.id,
            "tenggat": deadline.id,
            "judul": deadline.title,
            "mulai": clock.started_on,
            "jatuh_tempo": clock.due_on,
            "sejak": clock.due_on + timedelta(days=1),
            "pada": made.on,
            "lama": f"{days} {unit[0]}" if days else "hari itu juga",
            "lama_en": f"{days} {unit[1]}" if days else "the same day",
            "kolom": list(deadline.stops[:2]),
            "pasal": "; ".join(f"{made.instrument_names[b.instrument_id]} {b.article}" for b in deadline.legal_basis),
        }
        if clock.moved_from is not None:
            facts["semula"] = clock.moved_from
        yield Problem("layanan-lewat", made.records.cell(record, deadline.starts[0].column), facts)


def _gap(judgement: Judgement, made: BodyAssessment) -> Problem:
    duty = judgement.obligation
    said = {"kewajiban": duty.id, **judgement.facts}
    facts: dict[str, Any] = {
        "judul": duty.title,
        "judul_en": duty.title_en,
        "kewajiban": duty.id,
        "unit": made.body.name,
        "badan": made.body.id,
        "pasal": articles(duty, made),
        "alasan": reason_words(judgement.reason, said),
        "alasan_en": reason_words(judgement.reason, said, "en"),
        "cara": reason_words(judgement.reason, said, "id", "cara"),
        "cara_en": reason_words(judgement.reason, said, "en", "cara"),
        "pada": made.on,
    }
    if judgement.status is Status.OVERDUE and judgement.due_on is not None:
        facts["sejak"] = judgement.due_on + timedelta(days=1)
        return Problem("kewajiban-lewat", _late_cell(judgement, made), facts)
    named = judgement.facts.get("entri_id")
    entry = next((e for e in made.records.register or () if e.id == named), None)
    place = made.records.cell(entry, "id") if entry else _register_of(made)
    return Problem("kewajiban-belum-tersedia", place, facts)


def _register_of(made: BodyAssessment) -> Place:
    return Place(f"datasets/badan/{made.body.id}/daftar-informasi-publik.csv")


def _late_cell(judgement: Judgement, made: BodyAssessment) -> Place:
    """The cell that a new date would go into: of the part late for longest, or of the row itself."""
    late = [p for p in judgement.parts if p.status is Status.OVERDUE and p.due_on == judgement.due_on]
    evidence = (late or [judgement])[0].evidence
    column = "periode_selesai" if judgement.reason == "periode-belum-diliput" else "dikonfirmasi_pada"
    return made.records.cell(evidence[0].entry, column) if evidence else _register_of(made)


def articles(duty: Obligation, made: BodyAssessment) -> str:
    """The articles of a duty that are in force, in one line, as lawyers write them."""
    ruling_now = [b for b in duty.legal_basis if (b.from_on or made.on) <= made.on <= (b.until or made.on)]
    return "; ".join(
        f"{made.instrument_names[b.instrument_id]} {b.article or ''}".strip() for b in ruling_now or duty.legal_basis
    )
