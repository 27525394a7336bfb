"""How urgent notices are shown."""

from __future__ import annotations

from terbuka.features.notices import pages
from terbuka.kit.shown import Shown

SHOWN = Shown(
    pages=pages.pages,
)
