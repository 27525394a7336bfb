"""How excluded information is shown."""

from __future__ import annotations

from terbuka.features.exclusions import files, pages
from terbuka.features.exclusions.record import AssessedExclusion
from terbuka.kit.register import Register
from terbuka.kit.shown import Shown

SHOWN = Shown(
    pages=pages.pages,
    files=lambda _corpus, views: files.files(views),
    public=files.PUBLIC,
    registers=(
        Register(
            rank=2,
            code="dikecualikan",
            page="dikecualikan",
            title="Daftar informasi yang dikecualikan",
            text=(
                "Informasi yang ditutup: alasan, pasal, akibat, keputusan, dan sampai kapan, satu baris satu informasi."
            ),
            keywords=("informasi dikecualikan", "uji konsekuensi", "PPID"),
            frequency="tidak-tentu",
            kept=lambda b: bool(b.assessed.every(AssessedExclusion)),
            since=lambda b: None,
            files=(("dikecualikan", "csv json"),),
        ),
    ),
)
