"""The annual report of the information service: its figures, its state, its papers.

``laporan-tahunan.yml`` holds what officers write of a year; ``features/annual_report/judge`` adds the figures of the
registers and says how far the report is (``ReportState``). A signed report keeps the state of its day: the rows of
that year are judged again as of the signature. ``features/annual_report/blocks`` makes one list of blocks; page, PDF
and CSV are made from it. A new table is one ``Table`` in it. ``halaman_portal: laporan-tahunan-<year>`` counts
(``is_whole``) only when the year is over, nothing is missing, it is signed by the day, and requests,
objections and disputes are kept since 1 January; the entry's period must be that very year (``laporan-tahun-lain``).
It meets the duties of the full report and the summary, never that of the copy to the Komisi Informasi, whose proof is
a letter.
"""

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
