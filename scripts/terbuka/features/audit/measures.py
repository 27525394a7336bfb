"""What is counted of audits and findings."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.measure import Measure, of_source, says
from terbuka.features.audit.record import AuditAssessment
from terbuka.features.audit.sources import SOURCES

MEASURES: Mapping[str, Measure] = {
    "temuan-ditutup": of_source(
        SOURCES["temuan"],
        "temuan yang ditutup atau lewat jatuh tempo",
        "temuan.csv",
        whole=says(SOURCES["temuan"], "tepat_waktu"),
        part=says(SOURCES["temuan"], "tepat_waktu", "ya"),
    ),
    "audit-selesai": Measure(rows=lambda q: q.made.get(AuditAssessment).rounds),
}
