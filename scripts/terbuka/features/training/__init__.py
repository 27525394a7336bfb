"""Training of the officers: plan, record, coverage by role and topic, self-tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.training import agenda
from terbuka.features.training.judge import training_notes, training_of
from terbuka.features.training.measures import MEASURES
from terbuka.features.training.record import Training, TrainingQuestion, TrainingState, TrainingTopic
from terbuka.features.training.rules import training_law_problems, training_problems
from terbuka.features.training.sources import SOURCES
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.training.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="training",
    tables={"pelatihan": Training},
    law_optional={"topik-pelatihan": TrainingTopic, "soal-pelatihan": TrainingQuestion},
    rules=lambda records, _law, _corpus: training_problems(records),
    law_rules=lambda law, _corpus: training_law_problems(law),
    judge=lambda made, law: made.put(TrainingState, training_of(made.records, law, made.on)),
    gaps=training_notes,
    agenda=(agenda.trainings,),
    sources=SOURCES,
    measures=MEASURES,
    shown=_shown,
)
