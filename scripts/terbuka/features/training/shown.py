"""How trainings are shown."""

from __future__ import annotations

from terbuka.features.training import pages
from terbuka.kit.shown import Part, Shown

SHOWN = Shown(
    pages=lambda _portal, b: pages.calendar(b),
    public=pages.PUBLIC,
    parts=(
        Part(
            rank=2,
            code=pages.CODE,
            title="Pelatihan",
            text="Apa yang dipelajari petugas, dan apa yang perlu diulang.",
            state=pages.state,
            pages=pages.pages,
        ),
    ),
)
