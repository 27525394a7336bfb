"""How excluded information is shown."""

from __future__ import annotations

from terbuka.features.exclusions import files, pages
from terbuka.kit.shown import Shown

SHOWN = Shown(
    pages=pages.pages,
    files=lambda _corpus, views: files.files(views),
    public=files.PUBLIC,
)
