"""What is counted of surveys."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.measure import Measure
from terbuka.features.survey.record import Survey

MEASURES: Mapping[str, Measure] = {
    "periode-survei": Measure(rows=lambda q: q.made.get(Survey).periods),
}
