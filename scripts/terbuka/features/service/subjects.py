"""Complaints that an obstacle may be about."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.records import BodyRecords
from terbuka.duties.subject import Subject
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.service.record import Complaint
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.record.schema import Schema


def _ids(records: BodyRecords, _law: Law) -> list[str] | None:
    rows = records.rows(Complaint)
    return None if rows is None else [row.id for row in rows]


def _told(assessed: BodyAssessment, _law: Law, schemas: Mapping[str, Schema], name: str) -> tuple[str, str]:
    complaint = next((c for c in assessed.records.every(Complaint) if c.id == name), None)
    about = schemas["pengaduan"].label("jenis", complaint.kind) if complaint else ""
    return about.lower(), routes.body_page(assessed.body.id, "statistik") + "#pengaduan"


SUBJECTS = {"pengaduan": Subject(kept_in="pengaduan.csv", ids=_ids, told=_told)}
