"""How annual reports are shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from terbuka.features.annual_report import pages
from terbuka.features.annual_report.blocks import ReportView
from terbuka.features.annual_report.record import ReportYear
from terbuka.features.annual_report.view import Table
from terbuka.kit.register import Register
from terbuka.kit.shown import Part, Shown
from terbuka.kit.view import BodyView
from terbuka.law import routes


def _tables(b: BodyView) -> Iterator[str]:
    """One a block of the report of a year."""
    for year in b.assessed.every(ReportYear):
        view = ReportView(b, year)
        tables = (part for part in (*view.full(), *view.quarters()) if isinstance(part, Table))
        yield from (routes.report_file(b.body, year.year, "csv", part.code) for part in tables)


SHOWN = Shown(
    files=lambda _corpus, views: pages.files(views),
    public=pages.PUBLIC,
    parts=(
        Part(
            rank=8,
            code=routes.REPORTS,
            title=pages.TITLE,
            text=(
                "Angka permintaan informasi, keberatan, sengketa, kendala, dan rencana perbaikan, satu laporan setiap "
                "tahun."
            ),
            state=pages.state,
            pages=pages.pages,
        ),
    ),
    registers=(
        Register(
            rank=12,
            code="laporan-tahunan",
            page="laporan-tahunan",
            title="Tabel laporan tahunan layanan informasi",
            text="Semua tabel laporan tahunan layanan informasi menurut Perki 1/2021 Pasal 56, setiap tahun.",
            keywords=("laporan tahunan", "layanan informasi", "PPID"),
            frequency="tahunan",
            kept=lambda b: bool(b.assessed.every(ReportYear)),
            since=lambda b: min((date(y.year, 1, 1) for y in b.assessed.every(ReportYear)), default=None),
            files=(("laporan-tahunan-*", "csv"),),
            tables=_tables,
        ),
    ),
)
