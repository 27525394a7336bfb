"""The denominator beside every figure, and remarks about a register as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from terbuka.duties.record import RegisterEntry
from terbuka.duties.verdict import Judgement, Status, Tally

#: From this many entries on, more than half confirmed on one day is worth a remark.
FEW_ENTRIES = 5


def tally(judgements: Iterable[Judgement]) -> Tally:
    counts: Counter[str] = Counter()
    statuses: Counter[Status] = Counter()
    natures: Counter[str] = Counter()
    reasons = {
        "tidak-berlaku": "not_applicable",
        "acuan": "references",
        "kejadian": "events",
        "proses": "processes",
    }
    for judgement in judgements:
        natures[judgement.obligation.nature] += 1
        if judgement.counted:
            counts["judged"] += 1
            statuses[judgement.status] += 1
        elif judgement.reason in reasons:
            counts[reasons[judgement.reason]] += 1
        elif judgement.asked == "induk":
            counts["by_parent"] += 1
        elif judgement.obligation.judged == "melalui-bagian":
            counts["by_parts"] += 1
        else:
            counts["details"] += 1
    return Tally(
        catalogue=sum(natures.values()),
        judged=counts["judged"],
        not_applicable=counts["not_applicable"],
        references=counts["references"],
        events=counts["events"],
        processes=counts["processes"],
        details=counts["details"],
        by_parts=counts["by_parts"],
        by_parent=counts["by_parent"],
        by_status=dict(statuses),
        by_nature=dict(natures),
    )


def bulk_day(register: Sequence[RegisterEntry]) -> date | None:
    """A day on which more than half of a register of some size was confirmed at once."""
    days = Counter(e.confirmed_on for e in register if e.confirmed_on is not None)
    for day, count in days.most_common(1):
        if len(register) >= FEW_ENTRIES and count * 2 > len(register):
            return day
    return None
