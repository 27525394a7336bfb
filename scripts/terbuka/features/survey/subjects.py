"""Elements of the survey that an obstacle may be about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from terbuka.duties.subject import Subject
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.survey.judge import PAGE
from terbuka.features.survey.record import SurveyElement, SurveyMethod
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.record.schema import Schema


def _elements(law: Law) -> Iterator[SurveyElement]:
    return (element for method in law.named(SurveyMethod).values() for element in method.elements)


def _told(assessed: BodyAssessment, law: Law, _schemas: Mapping[str, Schema], name: str) -> tuple[str, str]:
    elements = [element for element in _elements(law) if element.id == name]
    return (elements[-1].title, routes.body_page(assessed.body.id, PAGE) + "#unsur") if elements else ("", "")


SUBJECTS = {
    "unsur": Subject(kept_in="skm.yml", ids=lambda _records, law: [e.id for e in _elements(law)], told=_told),
}
