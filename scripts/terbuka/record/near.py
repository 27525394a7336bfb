"""What was probably meant by a word that is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Protocol

from terbuka.base.problem import Place, Problem

#: A longer text is no slip of a word.
MOST_LETTERS = 120
_VERY_NEAR = 0.92


def near(text: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty when none is near."""
    close = get_close_matches(text, list(known), 1, 0.6) if len(text) <= MOST_LETTERS else []
    return close[0] if close else ""


def near_file(name: str, known: Iterable[str]) -> str:
    """The file that was certainly meant: another case, other signs between the words, or one letter; never another year
    or number. Empty when none is so near, because a wrong document is worse than no proposal."""
    names = [one for one in known if re.findall("[0-9]+", one) == re.findall("[0-9]+", name)]
    plain = re.sub(r"[\W_]+", "", name.casefold())
    same = [one for one in names if re.sub(r"[\W_]+", "", one.casefold()) == plain]
    close = same if len(same) == 1 else get_close_matches(name[:MOST_LETTERS], names, 1, _VERY_NEAR)
    return close[0] if close else ""


class Owner(Protocol):
    """A record of the law data that names others."""

    @property
    def id(self) -> str: ...

    @property
    def place(self) -> Place: ...


def dead_in_law(owner: Owner, column: str, value: str, known: Iterable[str], where: str) -> Problem:
    """``value`` in ``column`` of ``owner`` is none of the ``known`` names, which stand in ``where``."""
    facts = {"isi": value, "kolom": column, "pemilik": owner.id, "tempat": where}
    return Problem("hukum-rujukan-mati", owner.place, {**facts, "usul": near(value, known), "kelompok": value})
