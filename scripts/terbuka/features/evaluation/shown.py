"""How evidence and self-assessment are shown."""

from __future__ import annotations

from terbuka.features.evaluation import pages
from terbuka.features.evaluation.files import monev_files
from terbuka.kit.shown import Part, Shown

SHOWN = Shown(
    files=monev_files,
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
