"""How the standards of the service are shown."""

from __future__ import annotations

from terbuka.features.standards import pages
from terbuka.kit import origin
from terbuka.kit.lists import gathered
from terbuka.kit.shown import Shown

SHOWN = Shown(
    pages=lambda portal, b: pages.pages(portal, b, gathered(b, "standar-layanan"), origin.of_entries(b, b.entries)),
)
