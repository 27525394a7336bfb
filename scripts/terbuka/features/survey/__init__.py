"""The satisfaction survey: counts of groups, index and grade, what to work on.

``survei.csv`` holds counts only: one row a period, service, channel and element. ``features/survey/rules`` sees to it
that each group has all elements, one number of respondents and at least ``kelompok-terkecil`` of them, and each
period one weight and one population, so that ``features/survey/judge`` divides without looking.
``Survey.periods[n].total.index`` is the exact index (a ``Fraction``), ``rounded`` what is shown; ``lowest`` are the
elements to work on (``lowest_elements`` for any result). Answers under different weights raise ``NotMergeable`` where
they would be merged, and pages never draw them together. ``features/survey/pooling`` makes a partition of the
respondents: each part is large enough, and one that stands for hidden groups stands for two at least. All published
figures are sums over whole parts, so no subtraction gives a smaller group. A second import of a period is refused
when a group would change by a few respondents, because git keeps both.
"""

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
