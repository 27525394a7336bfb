"""The satisfaction survey: counts of groups, index and grade, what to work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.survey.form import GROUPS, form_columns
from terbuka.features.survey.judge import PAGE, evidence_pages, survey_of
from terbuka.features.survey.measures import MEASURES
from terbuka.features.survey.record import Survey, SurveyCount, SurveyMethod
from terbuka.features.survey.rules import method_problems, survey_problems
from terbuka.features.survey.sources import SOURCES
from terbuka.features.survey.subjects import SUBJECTS
from terbuka.kit.feature import Feature
from terbuka.law.private_register import Form

if TYPE_CHECKING:
    from terbuka.kit.door import Door
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.survey.shown import SHOWN

    return SHOWN


def _door() -> Door:
    from terbuka.features.survey.door import DOOR

    return DOOR


FEATURE = Feature(
    name="survey",
    tables={"survei": SurveyCount},
    law_optional={"skm": SurveyMethod},
    rules=lambda records, law, _corpus: survey_problems(records, law),
    law_rules=method_problems,
    judge=lambda made, law: made.put(Survey, survey_of(made.records, law, made.on)),
    body_pages=(PAGE,),
    evidence=(PAGE,),
    evidence_pages=evidence_pages,
    sources=SOURCES,
    measures=MEASURES,
    subjects=SUBJECTS,
    forms={"survei": Form(columns=form_columns, constants=GROUPS)},
    intake=_door,
    shown=_shown,
)
