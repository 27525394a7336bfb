"""The register of public information as pages: topics, classes, entries, and which mandatory information is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.information.measures import MEASURES
from terbuka.features.information.sources import SOURCES
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.information.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="information",
    sources=SOURCES,
    measures=MEASURES,
    shown=_shown,
)
