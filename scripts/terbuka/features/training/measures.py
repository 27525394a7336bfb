"""What is counted of trainings."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.measure import Measure
from terbuka.features.training.record import TrainingState

MEASURES: Mapping[str, Measure] = {
    "pelatihan-terlaksana": Measure(rows=lambda q: q.made.get(TrainingState).held),
}
