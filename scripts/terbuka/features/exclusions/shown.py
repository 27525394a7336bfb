"""How excluded information is shown."""

from __future__ import annotations

from terbuka.features.exclusions import pages
from terbuka.kit.shown import Shown

SHOWN = Shown(
    pages=pages.pages,
    files=lambda _corpus, views: pages.files(views),
)
