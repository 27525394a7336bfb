"""Excluded information: the list, when each ground ends, who declares it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.exclusions import agenda
from terbuka.features.exclusions.judge import assess_exclusions, exclusion_notes, record_gaps
from terbuka.features.exclusions.measures import MEASURES
from terbuka.features.exclusions.record import AssessedExclusion, Exclusion, ExclusionGround
from terbuka.features.exclusions.rules import exclusion_problems, ground_problems
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.exclusions.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="exclusions",
    tables={"dikecualikan": Exclusion},
    law_lists={"alasan-pengecualian": ExclusionGround},
    rules=exclusion_problems,
    law_rules=ground_problems,
    judge=lambda made, law: made.put(AssessedExclusion, assess_exclusions(made, law)),
    gaps=exclusion_notes,
    record_gaps=record_gaps,
    agenda=(agenda.exclusions,),
    measures=MEASURES,
    shown=_shown,
)
