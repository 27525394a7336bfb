"""What the trainings of a body cover on a day, by role and topic.

Promises: pure. A training counts from its day for the months of its topic, the last day included; one whose day lies
ahead counts for nothing yet and is said as a note. Old or missing training is news, never a gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from terbuka.base.periods import Period
from terbuka.base.problem import Problem
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.training.record import (
    CANCELLED,
    HELD,
    PLANNED,
    Freshness,
    RoleCoverage,
    Training,
    TrainingState,
    TrainingTopic,
)
from terbuka.law.law import Law


def training_of(records: BodyRecords, law: Law, on: date) -> TrainingState:
    """The trainings of a body and their coverage on ``on``."""
    kept = records.rows(Training)
    if kept is None:
        return TrainingState()
    rows = sorted(kept, key=lambda t: (t.on, t.id))
    held = tuple(t for t in rows if t.state == HELD and t.on <= on)
    pairs = tuple(_pair(role, topic, held, on) for topic in law.named(TrainingTopic).values() for role in topic.roles)
    fresh = sum(p.state is Freshness.FRESH for p in pairs)
    return TrainingState(
        kept=True,
        held=held,
        planned=tuple(t for t in rows if t.state == PLANNED),
        cancelled=tuple(t for t in rows if t.state == CANCELLED),
        ahead=tuple(t for t in rows if t.state == HELD and t.on > on),
        pairs=pairs,
        hours=sum(t.hours or 0 for t in held),
        share=Fraction(fresh, len(pairs)) if pairs else None,
    )


def _pair(role: str, topic: TrainingTopic, held: tuple[Training, ...], on: date) -> RoleCoverage:
    days = [t.on for t in held if topic.id in t.topic_ids and t.by_role.get(role)]
    last = max(days, default=None)
    until = Period(months=topic.months).after(last) if last else None
    state = Freshness.NEVER if until is None else Freshness.FRESH if until >= on else Freshness.OLD
    return RoleCoverage(role=role, topic=topic, last_on=last, fresh_until=until, state=state)


def training_notes(assessed: BodyAssessment) -> Iterator[Problem]:
    """Trainings called held whose day lies after the assessed one."""
    for training in assessed.get(TrainingState).ahead:
        place = assessed.records.cell(training, "tanggal")
        yield Problem("tanggal-depan", place, {"kolom": "tanggal", "isi": training.on, "pada": assessed.on})
