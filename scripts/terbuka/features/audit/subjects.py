"""Findings that an obstacle may be about."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.records import BodyRecords
from terbuka.duties.subject import Subject
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.audit.record import AuditAssessment, Finding
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.record.schema import Schema


def _ids(records: BodyRecords, _law: Law) -> list[str] | None:
    rows = records.rows(Finding)
    return None if rows is None else [row.id for row in rows]


def _told(assessed: BodyAssessment, _law: Law, _schemas: Mapping[str, Schema], name: str) -> tuple[str, str]:
    finding = next((f for f in assessed.get(AuditAssessment).findings or () if f.row.id == name), None)
    return (
        (finding.criterion.title, f"{routes.body_page(assessed.body.id, 'pengawasan')}#{name}") if finding else ("", "")
    )


SUBJECTS = {"temuan": Subject(kept_in="temuan.csv", ids=_ids, told=_told)}
