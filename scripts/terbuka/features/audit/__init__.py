"""The internal audit: criteria, rounds, findings, and what can be counted for each criterion.

``audit.yml`` and ``temuan.csv`` hold what auditors recorded; ``features/audit/judge`` derives states, repeats (the
same criterion in another audit after it had been closed) and figures, and measures each criterion over the last 365
days (``made.get(AuditAssessment).today``); ``measured`` does it for any span. A measure says ``met`` of ``total``, None
where nothing is kept; the judgement is the auditor's. ``figures.in_time`` and ``figures.due`` are
counts for an indicator. An open finding is in ``terbuka due`` with its owner
(``public=False``) and no gap. ``penanggung``, ``jatuh_tempo`` and ``bukti`` are ``terbit: tidak``, and a test looks
for marked values of them in every byte of the site.
"""

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
