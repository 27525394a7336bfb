"""Urgent notices: what people must do at once, and whom they call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.notices.judge import notices_ahead
from terbuka.features.notices.record import EmergencyService, Notice
from terbuka.features.notices.rules import notice_problems
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.notices.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="notices",
    lists={"peringatan": Notice},
    law_lists={"layanan-darurat": EmergencyService},
    rules=lambda records, _law, _corpus: notice_problems(records.every(Notice)),
    gaps=notices_ahead,
    shown=_shown,
)
