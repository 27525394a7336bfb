"""What was probably meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

#: A longer text is no slip of a word.
MOST_LETTERS = 120


def near(text: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty when none is near."""
    close = get_close_matches(text, list(known), 1, 0.6) if len(text) <= MOST_LETTERS else []
    return close[0] if close else ""
