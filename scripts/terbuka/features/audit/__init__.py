"""The internal audit: criteria, rounds, findings, and what can be counted for each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.audit import agenda
from terbuka.features.audit.judge import assess_audit, evidence_pages
from terbuka.features.audit.measures import MEASURES
from terbuka.features.audit.record import Audit, AuditCriterion, Finding
from terbuka.features.audit.rules import audit_problems, criteria_problems
from terbuka.features.audit.sources import SOURCES
from terbuka.features.audit.subjects import SUBJECTS
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.audit.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="audit",
    tables={"temuan": Finding},
    lists={"audit": Audit},
    law_lists={"kriteria-audit": AuditCriterion},
    rules=audit_problems,
    law_rules=criteria_problems,
    judge=assess_audit,
    agenda=(agenda.findings,),
    evidence_pages=evidence_pages,
    sources=SOURCES,
    measures=MEASURES,
    subjects=SUBJECTS,
    shown=_shown,
)
