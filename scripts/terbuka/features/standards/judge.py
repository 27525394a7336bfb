"""How complete the standards of the service are: pledge, costs and seven procedures, part by part.

Promises: pure; what is asked for comes from ``standar.yml``. An incomplete standard is said, on its page and as a
note, and is no gap of its own: whether the duty is met is judged by its entry alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from terbuka.base.problem import Place, Problem
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.standards.record import (
    STANDARDS,
    Fees,
    Pledge,
    Procedure,
    Standard,
    StandardPart,
    StandardRecord,
    StandardState,
)
from terbuka.law.law import Law
from terbuka.record.fields import fields_by_column


def standards_of(records: BodyRecords, law: Law, on: date) -> tuple[StandardState, ...]:
    """The state of each standard that the law asks for, in the order of its data; none for a law without the data."""
    return tuple(
        _state(standard, name, records, law, on)
        for standard in law.named(Standard).values()
        for name in standard.obligation_ids
        if name in law.obligations
    )


def written(records: BodyRecords, standard_id: str) -> tuple[Pledge, ...] | tuple[Fees, ...] | tuple[Procedure, ...]:
    """All records of one kind; empty too when their file has problems."""
    kinds = {"maklumat": records.rows(Pledge), "biaya": records.rows(Fees), "sop": records.rows(Procedure)}
    return kinds[standard_id] or ()


def _state(standard: Standard, obligation_id: str, records: BodyRecords, law: Law, on: date) -> StandardState:
    record: StandardRecord | None = None
    for found in written(records, standard.id):
        if not isinstance(found, Procedure) or found.obligation_id == obligation_id:
            record = found
    parts = standard.parts_of(obligation_id)
    return StandardState(
        standard=standard,
        obligation=law.obligations[obligation_id],
        record=record,
        parts=parts,
        missing=parts if record is None else tuple(p for p in parts if not _there(record, p, standard, on)),
    )


def _there(record: StandardRecord, part: StandardPart, standard: Standard, on: date) -> bool:
    value = getattr(record, fields_by_column(STANDARDS[standard.id])[part.name])
    return value <= on if isinstance(value, date) else bool(value)


def standard_notes(assessed: BodyAssessment) -> Iterator[Problem]:
    """What is missing in a standard that the office began to write here; one that it did not begin is not named."""
    for standard_id in dict.fromkeys(s.standard.id for s in assessed.every(StandardState)):
        mine = [s for s in assessed.every(StandardState) if s.standard.id == standard_id]
        begun = [s for s in mine if s.record is not None]
        done = sum(s.complete for s in mine)
        for state in mine if begun else ():
            if state.complete:
                continue
            record = state.record
            place = record.place if record else Place(f"datasets/badan/{assessed.body.id}/{standard_id}.yml")
            facts = {
                "judul": state.obligation.title,
                "judul_en": state.obligation.title_en,
                "bagian": [p.title for p in state.missing] if record else "satu bagian pun",
                "bagian_en": [p.name for p in state.missing] if record else "any part",
                "lengkap": done,
                "semua": len(mine),
                "kelompok": state.obligation.id,
            }
            yield Problem("standar-belum-lengkap", place, facts)


def evidence_pages(records: BodyRecords, _on: date) -> tuple[str, ...]:
    """The page of the standards, as soon as any of them is written."""
    there = any((records.rows(Pledge), records.rows(Fees), records.rows(Procedure)))
    return ("standar-layanan",) if there else ()
