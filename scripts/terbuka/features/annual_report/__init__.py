"""The annual report of the information service: its figures, its state, its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.annual_report.judge import evidence_pages, reports_of
from terbuka.features.annual_report.record import AnnualReport, ReportYear
from terbuka.features.annual_report.rules import report_problems
from terbuka.features.service.record import Service
from terbuka.kit.feature import Feature
from terbuka.law.routes import REPORTS

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.annual_report.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="annual_report",
    lists={"laporan-tahunan": AnnualReport},
    # A receipt of a copy is opened from the report itself.
    documents=lambda records: (one.copy_receipt for one in records.every(AnnualReport) if one.copy_receipt),
    rules=lambda records, _law, _corpus: report_problems(records),
    judge=lambda made, law: made.put(ReportYear, reports_of(made.records, law, made.get(Service), made.on)),
    body_pages=(REPORTS,),
    evidence_pages=evidence_pages,
    shown=_shown,
)
