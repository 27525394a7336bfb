"""What follows from the records on a day: for each body and duty a status, its reason and its due day.

Promises: pure; the day is an argument. Being late is news, not an error: nothing here blocks. How a duty is
judged is told to citizens in ``content/metodologi/ketersediaan.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from terbuka.duties.corpus import Corpus
from terbuka.duties.gaps import gap_problems
from terbuka.duties.judge import BodyJudge
from terbuka.duties.usability import openness_of
from terbuka.duties.verdict import UNPROVEN, Assessment, BodyAssessment, Owed
from terbuka.features.annual_report.judge import reports_of
from terbuka.features.audit.judge import audit_of, with_measures
from terbuka.features.evaluation.judge import monev_of
from terbuka.features.exclusions.judge import assess_exclusions
from terbuka.features.indicators.judge import measured
from terbuka.features.open_data.judge import datasets_of
from terbuka.features.open_data.record import DataState
from terbuka.features.service.judge import service_of
from terbuka.features.standards.judge import standards_of
from terbuka.features.strategy.judge import strategy_state
from terbuka.features.survey.judge import survey_of
from terbuka.features.training.judge import training_of
from terbuka.law import routes

__all__ = ["assess", "assessed_days", "gap_problems"]


def assessed_days(corpus: Corpus, now: datetime, on: date | None = None) -> dict[str, date]:
    """The day on which each body is assessed: ``on`` when given, else a sample's own day, else the day that
    ``now`` (an aware time) is at the body's office: 00-07 in Kupang is still yesterday in UTC."""
    days = {}
    for name, records in corpus.bodies.items():
        body = records.body
        days[name] = on or body.sample_day or now.astimezone(ZoneInfo(body.time_zone)).date()
    return days


def assess(corpus: Corpus, days: Mapping[str, date]) -> Assessment:
    """Judge every body on its day, a parent before its units.

    A body whose register or law is absent because of problems is left out.
    """
    bodies: dict[str, BodyAssessment] = {}
    for name in sorted(corpus.bodies, key=lambda name: corpus.bodies[name].body.parent_id is not None):
        records = corpus.bodies[name]
        law = corpus.laws.get(records.body.jurisdiction_id)
        if law is not None and records.register is not None:
            parent = bodies.get(records.body.parent_id or "")
            on = days[name]
            judged = BodyJudge(records, law, on, corpus.bodies, parent).assessment()
            service = service_of(records, law, on)
            data = datasets_of(records, on)
            late = {name: s.state is DataState.LATE for name, s in data.items() if s.due_on}
            made = replace(
                judged,
                exclusions=assess_exclusions(records, law, on),
                service=service,
                standards=standards_of(records, law, on),
                audit=audit_of(records, law, on),
                monev=monev_of(records, law, on, judged.judgements),
                training=training_of(records, law, on),
                survey=survey_of(records, law, on),
                reports=reports_of(records, law, service, on),
                openness=openness_of(records, judged.judgements, late),
                datasets=data,
            )
            bodies[name] = with_measures(made, law)
    # Guide and calendar are one for the portal: the first body that is no sample looks after them.
    keeper = next((name for name in corpus.bodies if name in bodies and not bodies[name].body.sample), None)
    if keeper is not None:
        pages = tuple(page for page in corpus.prose if page.is_guide)
        wanted = corpus.law_of(bodies[keeper].body).calendars_wanted(bodies[keeper].on)
        bodies[keeper] = replace(bodies[keeper], guide=pages, calendars_wanted=wanted)
    for name, owed in _owed(bodies).items():
        bodies[name] = replace(bodies[name], owed=tuple(owed))
    prose = frozenset(routes.prose(page.path) for page in corpus.prose)
    for name, made in bodies.items():
        law = corpus.law_of(made.body)
        indicators, actions = measured(made, law)
        measuring = replace(made, indicators=indicators, actions=actions)
        lines = {line.id: strategy_state(line, measuring, law, prose) for line in law.strategy.values()}
        bodies[name] = replace(measuring, strategy=lines)
    return Assessment(bodies={name: bodies[name] for name in corpus.bodies if name in bodies})


def _owed(bodies: Mapping[str, BodyAssessment]) -> dict[str, list[Owed]]:
    """By body: what its units rely on it for and it does not show. A duty of its own is its own gap already."""
    found: dict[str, list[Owed]] = {}
    for made in bodies.values():
        for judgement in made.judgements.values():
            record = judgement.fulfilment
            if judgement.reason != UNPROVEN or record is None or judgement.obligation.bearer == "badan-publik":
                continue
            owner = record.body_id or made.body.parent_id
            if owner is not None and owner in bodies:
                found.setdefault(owner, []).append(Owed(unit=made.body, judgement=judgement))
    return found
