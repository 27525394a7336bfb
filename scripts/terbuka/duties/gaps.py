"""What is missing or late, as problems that name duty, article and unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from terbuka.base.periods import moment_text
from terbuka.base.problem import Place, Problem, absence_words, reason_words
from terbuka.duties.entries import entry_notes
from terbuka.duties.judge import BY_PERIOD
from terbuka.duties.record import RegisterEntry
from terbuka.duties.records import Row
from terbuka.duties.verdict import Assessment, BodyAssessment, Judgement, Owed, Status
from terbuka.features.evaluation.judge import monev_notes
from terbuka.features.exclusions.judge import exclusion_problems
from terbuka.features.open_data.judge import dataset_problems
from terbuka.features.service.gaps import service_gaps, service_uncounted
from terbuka.features.service.record import REGISTERS
from terbuka.features.standards.judge import standard_notes
from terbuka.features.training.judge import training_notes
from terbuka.law.record import Obligation
from terbuka.record.fields import fields_by_column


def gap_problems(assessment: Assessment) -> list[Problem]:
    """The gaps that count for the gate, as problems that name duty or record, article and unit; and notes: about
    what is near, and for each date after the assessed day, which counts as absent."""
    problems: list[Problem] = []
    for made in assessment.bodies.values():
        problems += (_gap(judgement, made) for judgement in made.gate_gaps)
        problems += (_owed(owed, made) for owed in made.owed if made.counted)
        problems += exclusion_problems(made)
        problems += entry_notes(made)
        problems += _ahead(made)
        problems += _notices_ahead(made)
        problems += service_gaps(made)
        problems += service_uncounted(made)
        problems += dataset_problems(made)
        problems += standard_notes(made)
        problems += monev_notes(made)
        problems += training_notes(made)
    return problems


def _ahead(made: BodyAssessment) -> Iterator[Problem]:
    """Days after the assessed one, which count as absent until they come."""
    records = made.records
    dated: list[tuple[Iterable[Row], Mapping[str, str]]] = [
        (records.register or (), {"diumumkan_pada": "announced_on", "dikonfirmasi_pada": "confirmed_on"}),
        (records.exclusions or (), {"tanggal_keputusan": "decided_on", "tanggal_pembukaan": "opening_on"}),
    ]
    for part in REGISTERS.values():
        rows = getattr(records, part) or ()
        named = fields_by_column(type(rows[0])) if rows else {}
        dated.append((rows, {column: name for column, name in named.items() if column.endswith("_pada")}))
    for rows, columns in dated:
        for record in rows:
            for column, name in columns.items():
                day = getattr(record, name)
                if day is not None and day > made.on:
                    facts = {"kolom": column, "isi": day, "pada": made.on}
                    yield Problem("tanggal-depan", records.cell(record, column), facts)


def _notices_ahead(made: BodyAssessment) -> Iterator[Problem]:
    """A notice of a later day is shown all the same, but its time is probably a slip."""
    for notice in made.records.notices or ():
        if notice.announced_at.date() > made.on:
            facts = {"isi": notice.id, "waktu": moment_text(notice.announced_at), "pada": made.on}
            yield Problem("peringatan-depan", notice.place, facts)


def _gap(judgement: Judgement, made: BodyAssessment) -> Problem:
    duty = judgement.obligation
    said = {"kewajiban": duty.id, **judgement.facts}
    absence = made.absence(judgement)
    facts: dict[str, Any] = {
        "sebutan": absence_words(absence),
        "sebutan_en": absence_words(absence, "en"),
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
    promise = made.promised.get(duty.id)
    if promise and not made.counted:
        return Problem("rencana-lewat", promise.place, {**facts, "rencana": promise.due_on})
    if judgement.status is Status.OVERDUE and judgement.due_on is not None:
        facts["sejak"] = judgement.due_on + timedelta(days=1)
        return Problem("kewajiban-lewat", _late_cell(judgement, made), facts)
    named = judgement.facts.get("entri_id")
    entry = next((e for e in made.records.register or () if e.id == named), None)
    place = made.records.cell(entry, "id") if entry else _register_of(made)
    return Problem("kewajiban-belum-tersedia", place, facts)


def _owed(owed: Owed, made: BodyAssessment) -> Problem:
    """What a unit relies on this body for; it stands in the unit's own record, so that is its place."""
    judgement = owed.judgement
    duty, record = judgement.obligation, judgement.fulfilment
    facts = {
        "judul": duty.title,
        "judul_en": duty.title_en,
        "kewajiban": duty.id,
        "unit": owed.unit.name,
        "induk": made.body.name,
        "badan": made.body.id,
        "untuk": owed.unit.id,
        "jenis": "titipan",
        "id": f"{owed.unit.id}/{duty.id}",
        "dokumen": record.title if record else duty.title,
        "pasal": articles(duty, made),
        "pada": made.on,
    }
    return Problem("kewajiban-belum-terbukti", record.place if record else _register_of(made), facts)


def _register_of(made: BodyAssessment) -> Place:
    return Place(f"datasets/badan/{made.body.id}/daftar-informasi-publik.csv")


def _late_cell(judgement: Judgement, made: BodyAssessment) -> Place:
    """The cell that a new date would go into: of the part late for longest, or of the row itself."""
    late = [p for p in judgement.parts if p.status is Status.OVERDUE and p.due_on == judgement.due_on]
    evidence = (late or [judgement])[0].evidence
    by_period = (late or [judgement])[0].reason in ("periode-belum-diliput", *BY_PERIOD)
    column = "periode_selesai" if by_period else "dikonfirmasi_pada"
    if not evidence:
        return _register_of(made)
    entry = evidence[0].entry
    return made.records.cell(entry, column) if isinstance(entry, RegisterEntry) else entry.place


def articles(duty: Obligation, made: BodyAssessment) -> str:
    """The articles of a duty that are in force, in one line, as lawyers write them."""
    ruling_now = [b for b in duty.legal_basis if b.in_force(made.on)]
    return "; ".join(
        f"{made.instrument_names[b.instrument_id]} {b.article or ''}".strip() for b in ruling_now or duty.legal_basis
    )
