"""Contradictions within the visits of a body. Pure and without a clock."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.features.field_visit.record import Visit

from terbuka.base.problem import Problem
from terbuka.duties.records import BodyRecords


def visit_problems(records: BodyRecords) -> Iterator[Problem]:
    for visit in records.every(Visit):
        if visit.last < visit.first:
            facts = {"kode": visit.id, "isi": visit.last, "lain": visit.first}
            yield Problem("kunjungan-terbalik", records.cell(visit, "selesai"), facts)
