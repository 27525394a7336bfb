"""How the survey is shown."""

from __future__ import annotations

from terbuka.features.survey import files, pages
from terbuka.kit.shown import Part, Shown

SHOWN = Shown(
    files=lambda _corpus, views: files.survey_files(views),
    public=files.PUBLIC,
    parts=(
        Part(
            rank=5,
            code=pages.CODE,
            title=pages.TITLE,
            text="Seberapa puas orang yang dilayani, menurut sembilan unsur, dan apa yang paling perlu diperbaiki.",
            state=pages.state,
            pages=pages.pages,
        ),
    ),
)
