"""Planned trainings for the agenda of the office."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.duties.agenda import Item, Kind, item
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.training.record import TrainingState

TRAINING = Kind(
    value="pelatihan",
    words="pelatihan",
    category="PELATIHAN",
    page="pelatihan",
    action="Catat terlaksana, batal, atau hari barunya.",
)


def trainings(assessed: BodyAssessment) -> Iterator[Item]:
    """Planned trainings, also those whose day has passed and whose state was never written; no gap, never counted."""
    for training in assessed.get(TrainingState).planned:
        yield item(
            assessed,
            TRAINING,
            id=training.id,
            title=f"Pelatihan: {training.title}",
            due_on=training.on,
            note="Catat terlaksana, batal, atau hari barunya." if training.on < assessed.on else "",
            public=False,
        )
