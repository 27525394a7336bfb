"""How visits are shown."""

from __future__ import annotations

from terbuka.features.field_visit import pages
from terbuka.features.field_visit.record import PAGE, Visit

from terbuka.kit.public import tables
from terbuka.kit.register import Register
from terbuka.kit.shown import Part, Shown

SHOWN = Shown(
    files=lambda _corpus, views: pages.files(views),
    public=tables("kunjungan", "Kunjungan lapangan"),
    parts=(
        Part(
            rank=20,
            code=PAGE,
            title=pages.TITLE,
            text="Ke mana kantor berkunjung, dan apa yang dilaporkan.",
            state=pages.state,
            pages=pages.pages,
        ),
    ),
    registers=(
        Register(
            rank=20,
            code="kunjungan",
            page=PAGE,
            title=pages.TITLE,
            text="Kunjungan kantor ke tempat layanan.",
            keywords=("kunjungan lapangan",),
            frequency="tidak-tentu",
            kept=lambda b: bool(b.assessed.records.rows(Visit)),
            since=lambda b: min((visit.first for visit in b.assessed.records.every(Visit)), default=None),
            files=(("kunjungan", "csv"),),
        ),
    ),
)
