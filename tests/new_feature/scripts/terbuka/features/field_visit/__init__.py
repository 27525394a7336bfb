"""Field visits: where the office was, and by when each visit is to be reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.field_visit import agenda
from terbuka.features.field_visit.record import PAGE, Visit
from terbuka.features.field_visit.rules import visit_problems

from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.field_visit.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="field_visit",
    tables={"kunjungan": Visit},
    rules=lambda records, _law, _corpus: visit_problems(records),
    agenda=(agenda.reports,),
    body_pages=(PAGE,),
    shown=_shown,
)
