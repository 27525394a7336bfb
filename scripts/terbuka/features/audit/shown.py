"""How audits are shown."""

from __future__ import annotations

from terbuka.features.audit import files, pages
from terbuka.kit.shown import Part, Shown

SHOWN = Shown(
    files=files.files,
    public=files.PUBLIC,
    parts=(
        Part(
            rank=3,
            code=pages.CODE,
            title=pages.TITLE,
            text="Siapa memeriksa layanan, apa yang ditemukan, dan apa yang diperbaiki.",
            state=pages.state,
            pages=pages.pages,
        ),
    ),
)
