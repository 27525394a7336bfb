"""Audit findings for the agenda of the office."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.duties.agenda import Item, Kind, item
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.audit.record import AuditAssessment

FINDING = Kind(
    value="temuan",
    words="temuan audit",
    category="TEMUAN",
    page="pengawasan",
    action="Selesaikan tindakannya, lalu catat hari selesainya pada temuan itu.",
)


def findings(assessed: BodyAssessment) -> Iterator[Item]:
    """Audit findings that are not closed, with the post that has promised the action: internal, so never published."""
    for finding in assessed.get(AuditAssessment).findings or ():
        row = finding.row
        if finding.closed_on is None and row.due_on is not None:
            yield item(
                assessed,
                FINDING,
                id=row.id,
                title=f"Temuan audit {row.audit_id}: {finding.criterion.title}",
                due_on=row.due_on,
                note=" ".join(s for s in (row.action, f"Penanggung: {row.owner}." if row.owner else "") if s),
                public=False,
            )
