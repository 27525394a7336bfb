"""Indicators by quarter, obstacles, and what came of corrective actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.indicators import agenda
from terbuka.features.indicators.judge import conclude
from terbuka.features.indicators.measures import MEASURES
from terbuka.features.indicators.record import Indicator, Obstacle, Reading, Target
from terbuka.features.indicators.rules import indicator_problems, law_problems
from terbuka.features.indicators.sources import SOURCES
from terbuka.features.indicators.subjects import SUBJECTS
from terbuka.kit.feature import Feature
from terbuka.law.sentences import INDICATOR_MARK

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.indicators.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="indicators",
    tables={"kendala": Obstacle, "capaian": Reading},
    lists={"sasaran": Target},
    law_lists={"indikator": Indicator},
    rules=indicator_problems,
    law_rules=law_problems,
    conclude=conclude,
    inserts=lambda law: (f"{INDICATOR_MARK}{name}" for name in law.named(Indicator)),
    agenda=(agenda.actions, agenda.readings),
    sources=SOURCES,
    measures=MEASURES,
    subjects=SUBJECTS,
    shown=_shown,
)
