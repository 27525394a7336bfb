"""Open data: datasets with their tables, charts, points and releases; how usable all information is as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.duties.verdict import BodyAssessment
from terbuka.features.open_data import agenda
from terbuka.features.open_data.judge import dataset_problems, datasets_of, record_gaps
from terbuka.features.open_data.openness import Openness
from terbuka.features.open_data.record import DatasetState, DataState
from terbuka.features.open_data.rules import data_problems
from terbuka.features.open_data.usability import openness_of
from terbuka.kit.feature import Feature
from terbuka.law.law import Law

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _judge(made: BodyAssessment, _law: Law) -> BodyAssessment:
    states = datasets_of(made.records, made.on)
    late = {name: state.state is DataState.LATE for name, state in states.items() if state.due_on}
    return made.put(DatasetState, states).put(Openness, openness_of(made.records, made.judgements, late))


def _shown() -> Shown:
    from terbuka.features.open_data.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="open_data",
    rules=data_problems,
    judge=_judge,
    gaps=dataset_problems,
    record_gaps=record_gaps,
    agenda=(agenda.datasets,),
    shown=_shown,
)
