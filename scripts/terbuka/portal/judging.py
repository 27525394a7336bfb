"""What follows from the records on a day: for each body and duty a status, its reason and its due day.

Promises: pure; the day is an argument. Being late is news, not an error: nothing here blocks. How a duty is
judged is told to citizens in ``content/metodologi/ketersediaan.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus, Prose
from terbuka.duties.gaps import duty_gaps
from terbuka.duties.judge import BodyJudge
from terbuka.duties.produced import produced as core_pages
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import UNPROVEN, Assessment, BodyAssessment, Owed
from terbuka.portal.features import FEATURES


def assessed_days(corpus: Corpus, now: datetime, on: date | None = None) -> dict[str, date]:
    """The day on which each body is assessed: ``on`` when given, else a sample's own day, else the day that
    ``now`` (an aware time) is at the body's office: 00-07 in Kupang is still yesterday in UTC."""
    days = {}
    for name, records in corpus.bodies.items():
        body = records.body
        days[name] = on or body.sample_day or now.astimezone(ZoneInfo(body.time_zone)).date()
    return days


def produced(records: BodyRecords, on: date) -> frozenset[str]:
    """Codes of pages that are produced with real content and so may count as evidence."""
    pages = (page for feature in FEATURES for page in feature.evidence_pages(records, on))
    return frozenset((*core_pages(records), *pages))


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
            assessed = BodyJudge(records, law, days[name], produced, corpus.bodies, parent).assessment()
            for feature in FEATURES:
                assessed = feature.judge(assessed, law)
            bodies[name] = assessed
    _keep(bodies, corpus)
    for name, owed in _owed(bodies).items():
        bodies[name] = replace(bodies[name], owed=tuple(owed))
    for name, assessed in bodies.items():
        law = corpus.law_of(assessed.body)
        for feature in FEATURES:
            assessed = feature.conclude(assessed, law, corpus)  # noqa: PLW2901 (the same body, a step further)
        gaps = tuple(gap for feature in FEATURES for gap in feature.record_gaps(assessed))
        bodies[name] = replace(assessed, feature_gaps=gaps)
    return Assessment(bodies={name: bodies[name] for name in corpus.bodies if name in bodies})


def gap_problems(assessment: Assessment) -> list[Problem]:
    """The gaps that count for the gate, as problems that name duty or record, article and unit; and notes about what is
    near, or lies ahead."""
    problems: list[Problem] = []
    for assessed in assessment.bodies.values():
        problems += duty_gaps(assessed)
        problems += (problem for feature in FEATURES for problem in feature.gaps(assessed))
    return problems


def _keep(bodies: dict[str, BodyAssessment], corpus: Corpus) -> None:
    """Guide and calendar are one for the portal: the first body that is no sample looks after them."""
    keeper = next((name for name in corpus.bodies if name in bodies and not bodies[name].body.sample), None)
    if keeper is not None:
        assessed = bodies[keeper].put(Prose, tuple(page for page in corpus.prose if page.is_guide))
        wanted = corpus.law_of(assessed.body).calendars_wanted(assessed.on)
        bodies[keeper] = replace(assessed, calendars_wanted=wanted)


def _owed(bodies: Mapping[str, BodyAssessment]) -> dict[str, list[Owed]]:
    """By body: what its units rely on it for and it does not show. A duty of its own is its own gap already."""
    found: dict[str, list[Owed]] = {}
    for assessed in bodies.values():
        for judgement in assessed.judgements.values():
            record = judgement.fulfilment
            if judgement.reason != UNPROVEN or record is None or judgement.obligation.bearer == "badan-publik":
                continue
            owner = record.body_id or assessed.body.parent_id
            if owner is not None and owner in bodies:
                found.setdefault(owner, []).append(Owed(unit=assessed.body, judgement=judgement))
    return found
