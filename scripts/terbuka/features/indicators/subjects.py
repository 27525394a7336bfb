"""Indicators that an obstacle may be about."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.subject import Subject
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.indicators.record import Indicator
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.record.schema import Schema


def _told(assessed: BodyAssessment, law: Law, _schemas: Mapping[str, Schema], name: str) -> tuple[str, str]:
    indicator = law.named(Indicator).get(name)
    return (indicator.title, routes.indicator(assessed.body.id, name)) if indicator else ("", "")


SUBJECTS = {
    "indikator": Subject(kept_in="indikator.yml", ids=lambda _records, law: law.named(Indicator), told=_told),
}
