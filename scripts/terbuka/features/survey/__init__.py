"""The satisfaction survey: counts of groups, index and grade, what to work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.survey.judge import evidence_pages, survey_of
from terbuka.features.survey.record import Survey, SurveyCount, SurveyMethod
from terbuka.features.survey.rules import method_problems, survey_problems
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.survey.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="survey",
    tables={"survei": SurveyCount},
    law_optional={"skm": SurveyMethod},
    rules=lambda records, law, _corpus: survey_problems(records, law),
    law_rules=method_problems,
    judge=lambda made, law: made.put(Survey, survey_of(made.records, law, made.on)),
    evidence_pages=evidence_pages,
    shown=_shown,
)
