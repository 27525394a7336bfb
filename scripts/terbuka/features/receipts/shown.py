"""How the states of receipts are shown."""

from __future__ import annotations

from terbuka.features.receipts import states
from terbuka.kit.shown import Shown

SHOWN = Shown(
    pages=states.pages,
    public=states.PUBLIC,
)
