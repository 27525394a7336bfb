"""Indicators by quarter, obstacles, and what came of corrective actions.

``indikator.yml`` names a source of ``SOURCES`` of ``portal/features``, filters (``kolom`` with ``nilai``, or ``isi:
terisi|kosong``), one of six measures, unit and direction. A source is dated rows (the quarter is that of ``tanggal``)
or a state on a day (``as_of``). ``features/indicators/rules`` refuses columns, values and combinations that the
source does not have, so that ``features/indicators/judge`` cannot fail; values are fractions, None is no data. **A
state is not judged backwards**: the register of today holds neither replaced documents nor earlier days of
confirmation (the sample's duties of December 2024 came out at 9 percent that way), so that earlier quarters come from
``capaian.csv`` alone; indicators with the same source, filters and measure share their readings. With
``rentang_triwulan`` a share sums its counts over the quarters. The effect of an action is its indicator in the
quarter before it began and in the first whole one after it was done.

Values stand in prose by id: in ``content/`` as ``{indikator:BODY:ID}``, and what the law says as ``{tenggat:ID}`` and
the like (``portal/load/prose`` finds the marks outside code, ``portal/prose_rules`` knows the names,
``features/guide/prose`` puts the values in before mkdocs runs; a further kind of mark is one entry in both
``INSERTS``), in sentences of officers and of the law data as ``{indikator:ID}``, the body's own.
"""

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
