"""How evidence and self-assessment are shown."""

from __future__ import annotations

from terbuka.features.evaluation import files, pages
from terbuka.kit.shown import Part, Shown

SHOWN = Shown(
    files=files.monev_files,
    public=files.PUBLIC,
    parts=(
        Part(
            rank=9,
            code="evaluasi",
            title="Bahan evaluasi (Monev)",
            text="Nilai mandiri dan bukti untuk penilai.",
            state=pages.state,
            pages=pages.pages,
        ),
    ),
)
