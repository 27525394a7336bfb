"""What follows from the records on a day: for each body and duty a status, its reason and its due day.

Promises: pure; the day is an argument. Being late is news, not an error: nothing here blocks. How a duty is
judged is told to citizens in ``content/metodologi/ketersediaan.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from terbuka.assess.duties import WORST_FIRST, BodyJudge, applies, due_after, in_force, ruling
from terbuka.assess.gaps import articles, gap_problems
from terbuka.assess.service import service_of
from terbuka.model import Assessment, Corpus

__all__ = [
    "WORST_FIRST",
    "applies",
    "articles",
    "assess",
    "assessed_days",
    "due_after",
    "gap_problems",
    "in_force",
    "ruling",
]


def assessed_days(corpus: Corpus, now: datetime, on: date | None = None) -> dict[str, date]:
    """The day on which each body is assessed: ``on`` when given, else a sample's own day, else the day that
    ``now`` (an aware time) is at the body's office: 00-07 in Kupang is still yesterday in UTC."""
    days = {}
    for name, records in corpus.bodies.items():
        body = records.body
        days[name] = on or body.sample_day or now.astimezone(ZoneInfo(body.time_zone)).date()
    return days


def assess(corpus: Corpus, days: Mapping[str, date]) -> Assessment:
    """Judge every body on its day. A body whose register or law is absent because of problems is left out."""
    bodies = {}
    for name, records in corpus.bodies.items():
        law = corpus.laws.get(records.body.jurisdiction_id)
        if law is not None and records.register is not None:
            made = BodyJudge(records, law, days[name]).assessment()
            bodies[name] = replace(made, service=service_of(records, law, days[name]))
    return Assessment(bodies=bodies)
