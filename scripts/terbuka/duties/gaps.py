"""What is missing or late, as problems that name duty, article and unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from terbuka.base.problem import Place, Problem, absence_words, reason_words
from terbuka.duties.entries import entry_notes
from terbuka.duties.judge import BY_PERIOD
from terbuka.duties.record import RegisterEntry
from terbuka.duties.records import Row
from terbuka.duties.verdict import BodyAssessment, Judgement, Owed, Status
from terbuka.law.record import Obligation
from terbuka.record.fields import fields_by_column


def duty_gaps(assessed: BodyAssessment) -> Iterator[Problem]:
    """Duties of one body that count for the gate, as problems that name duty, article and unit; and notes: about
    entries that readers will hardly find, and for each date after the assessed day, which counts as absent."""
    yield from (_gap(judgement, assessed) for judgement in assessed.gate_gaps)
    yield from (_owed(owed, assessed) for owed in assessed.owed if assessed.counted)
    yield from entry_notes(assessed)
    yield from ahead(assessed, assessed.records.register or (), ("diumumkan_pada", "dikonfirmasi_pada"))


def ahead(assessed: BodyAssessment, rows: Sequence[Row], columns: Iterable[str] | None = None) -> Iterator[Problem]:
    """Days after the assessed one, which count as absent until they come; by default of all columns of a day."""
    named = fields_by_column(type(rows[0])) if rows else {}
    days = {column: named[column] for column in columns or named if columns or column.endswith("_pada")} if rows else {}
    for record in rows:
        for column, name in days.items():
            day = getattr(record, name)
            if day is not None and day > assessed.on:
                facts = {"kolom": column, "isi": day, "pada": assessed.on}
                yield Problem("tanggal-depan", assessed.records.cell(record, column), facts)


def _gap(judgement: Judgement, assessed: BodyAssessment) -> Problem:
    duty = judgement.obligation
    said = {"kewajiban": duty.id, **judgement.facts}
    absence = assessed.absence(judgement)
    facts: dict[str, Any] = {
        "sebutan": absence_words(absence),
        "sebutan_en": absence_words(absence, "en"),
        "judul": duty.title,
        "judul_en": duty.title_en,
        "kewajiban": duty.id,
        "unit": assessed.body.name,
        "badan": assessed.body.id,
        "pasal": articles(duty, assessed),
        "alasan": reason_words(judgement.reason, said),
        "alasan_en": reason_words(judgement.reason, said, "en"),
        "cara": reason_words(judgement.reason, said, "id", "cara"),
        "cara_en": reason_words(judgement.reason, said, "en", "cara"),
        "pada": assessed.on,
    }
    promise = assessed.promised.get(duty.id)
    if promise and not assessed.counted:
        return Problem("rencana-lewat", promise.place, {**facts, "rencana": promise.due_on})
    if judgement.status is Status.OVERDUE and judgement.due_on is not None:
        facts["sejak"] = judgement.due_on + timedelta(days=1)
        return Problem("kewajiban-lewat", _late_cell(judgement, assessed), facts)
    named = judgement.facts.get("entri_id")
    entry = next((e for e in assessed.records.register or () if e.id == named), None)
    place = assessed.records.cell(entry, "id") if entry else _register_of(assessed)
    return Problem("kewajiban-belum-tersedia", place, facts)


def _owed(owed: Owed, assessed: BodyAssessment) -> Problem:
    """What a unit relies on this body for; it stands in the unit's own record, so that is its place."""
    judgement = owed.judgement
    duty, record = judgement.obligation, judgement.fulfilment
    facts = {
        "judul": duty.title,
        "judul_en": duty.title_en,
        "kewajiban": duty.id,
        "unit": owed.unit.name,
        "induk": assessed.body.name,
        "badan": assessed.body.id,
        "untuk": owed.unit.id,
        "jenis": "titipan",
        "id": f"{owed.unit.id}/{duty.id}",
        "dokumen": record.title if record else duty.title,
        "pasal": articles(duty, assessed),
        "pada": assessed.on,
    }
    return Problem("kewajiban-belum-terbukti", record.place if record else _register_of(assessed), facts)


def _register_of(assessed: BodyAssessment) -> Place:
    return Place(f"datasets/badan/{assessed.body.id}/daftar-informasi-publik.csv")


def _late_cell(judgement: Judgement, assessed: BodyAssessment) -> Place:
    """The cell that a new date would go into: of the part late for longest, or of the row itself."""
    late = [p for p in judgement.parts if p.status is Status.OVERDUE and p.due_on == judgement.due_on]
    evidence = (late or [judgement])[0].evidence
    by_period = (late or [judgement])[0].reason in ("periode-belum-diliput", *BY_PERIOD)
    column = "periode_selesai" if by_period else "dikonfirmasi_pada"
    if not evidence:
        return _register_of(assessed)
    entry = evidence[0].entry
    return assessed.records.cell(entry, column) if isinstance(entry, RegisterEntry) else entry.place


def articles(duty: Obligation, assessed: BodyAssessment) -> str:
    """The articles of a duty that are in force, in one line, as lawyers write them."""
    ruling_now = [b for b in duty.legal_basis if b.in_force(assessed.on)]
    return "; ".join(
        f"{assessed.instrument_names[b.instrument_id]} {b.article or ''}".strip()
        for b in ruling_now or duty.legal_basis
    )
