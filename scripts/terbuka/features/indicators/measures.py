"""What is counted of indicators and actions."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.measure import Measure
from terbuka.features.indicators.record import ActionState, IndicatorState

MEASURES: Mapping[str, Measure] = {
    # A number that nobody compares evaluates nothing.
    "indikator-bersasaran": Measure(
        rows=lambda q: q.made.named(IndicatorState).values(),
        part=lambda s: s.status.is_compared,
    ),
    "tindakan-tercatat": Measure(rows=lambda q: q.made.every(ActionState)),
}
