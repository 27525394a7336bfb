"""How annual reports are shown."""

from __future__ import annotations

from terbuka.features.annual_report import pages
from terbuka.kit.shown import Part, Shown
from terbuka.law import routes

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
)
