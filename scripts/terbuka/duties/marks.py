"""Time limits and indicators that a sentence of the law names, and those that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.problem import Problem
from terbuka.law.law import Law
from terbuka.law.sentences import INDICATOR_MARK, LIMIT_MARK
from terbuka.record.near import Owner, dead_in_law

DEADLINES = "tenggat.yml"


def limit_names(law: Law) -> dict[str, None]:
    """What may stand in braces: each time limit, with ``+`` those that may be extended, and each indicator."""
    return time_limits(law) | dict.fromkeys(law.inserts)


def time_limits(law: Law) -> dict[str, None]:
    """Each time limit, and with ``+`` the extension of those that may be extended."""
    return dict.fromkeys(law.deadlines) | {
        f"{d.id}+": None for d in law.deadlines.values() if all(n.extension for n in d.lengths)
    }


def _meant(mark: str, law: Law) -> tuple[list[str], str]:
    """What may stand where ``mark`` does: indicators or time limits, and the file that holds them."""
    measured = mark.startswith(INDICATOR_MARK)
    names = [name for name in limit_names(law) if name.startswith(INDICATOR_MARK) == measured]
    return names, "indikator.yml" if measured else DEADLINES


def unknown_marks(text: str, law: Law) -> list[str]:
    """The marks of a sentence that name no time limit; ``{x+}`` needs one that may be extended."""
    known = limit_names(law)
    return [name + more or "{}" for name, more in LIMIT_MARK.findall(text) if name + more not in known]


def sentence_problems(owner: Owner, text: str, column: str, law: Law) -> Iterator[Problem]:
    """Time limits that a sentence of the law data names and that are not there."""
    for mark in unknown_marks(text, law):
        yield dead_in_law(owner, column, mark, *_meant(mark, law))
