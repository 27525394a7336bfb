"""Standards of the service: pledge, costs and procedures, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.standards.judge import evidence_pages, standard_notes, standards_of
from terbuka.features.standards.measures import MEASURES
from terbuka.features.standards.record import ExperienceQuestion, Fees, Pledge, Procedure, Standard, StandardState
from terbuka.features.standards.rules import law_problems, standard_problems
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.standards.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="standards",
    lists={"sop": Procedure, "maklumat": Pledge, "biaya": Fees},
    law_lists={"standar": Standard, "pengalaman": ExperienceQuestion},
    rules=lambda records, law, _corpus: standard_problems(records, law),
    law_rules=law_problems,
    judge=lambda made, law: made.put(StandardState, standards_of(made.records, law, made.on)),
    gaps=standard_notes,
    evidence_pages=evidence_pages,
    measures=MEASURES,
    shown=_shown,
)
