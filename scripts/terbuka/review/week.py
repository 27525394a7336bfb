"""What is due this week, for the top of the summary of a run: the latest first, then the nearest.

Promises: pure; one line an item, bounded in number and length, not yet escaped for any page. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from terbuka.base.problem import pick, shown
from terbuka.duties.agenda import WEEK, Agenda, Item, When
from terbuka.review.report import weekday

#: Lines of one body; the rest is counted.
MOST_ITEMS = 15
_LONGEST = 200


def this_week(agenda: Agenda) -> tuple[Item, ...]:
    """What is late or due within seven days, the earliest first, in the order of the bodies."""
    return tuple(one for one in agenda.items if one.when is When.LATE or one.due_on <= agenda.on[one.body_id] + WEEK)


def lines(agenda: Agenda, language: str = "id") -> list[tuple[str, list[str]]]:
    """A heading for each body with its last day, and its lines; a body without any says so."""
    items = this_week(agenda)
    return [
        (_heading(agenda, body_id, language), _body([one for one in items if one.body_id == body_id], language))
        for body_id in agenda.on
    ]


def _heading(agenda: Agenda, body_id: str, language: str) -> str:
    last = weekday(agenda.on[body_id] + WEEK)
    words = (f"Minggu ini, sampai {last}", f"This week, until {last} (days and titles in Indonesian)")
    return f"{pick(words, language)}: {shown(agenda.names[body_id], _LONGEST)}"


def _body(items: Sequence[Item], language: str) -> list[str]:
    if not items:
        words = ("Tidak ada yang lewat atau jatuh tempo.", "Nothing is late or due.")
        return [pick(words, language)]
    listed = [_line(one, language) for one in items[:MOST_ITEMS]]
    rest = len(items) - MOST_ITEMS
    if rest > 0:
        listed.append(pick((f"dan {rest} lainnya", f"and {rest} more"), language))
    return listed


def _line(item: Item, language: str) -> str:
    late = pick((" (lewat)", " (late)"), language) if item.when is When.LATE else ""
    return f"{weekday(item.due_on)}{late}: {shown(item.title, _LONGEST)} [{item.kind.value}]"
