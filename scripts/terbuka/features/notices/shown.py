"""How urgent notices are shown."""

from __future__ import annotations

from terbuka.features.notices import files, pages
from terbuka.kit.shown import Shown

SHOWN = Shown(
    pages=pages.pages,
    files=lambda corpus, views: files.files(corpus.schemas, views),
    public=files.PUBLIC,
)
