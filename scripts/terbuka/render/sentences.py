"""Sentences about the law that pages for citizens say: each from the law's data, with its article and what supports it.

Promises: a sentence is said only on a day on which one of its regulations and its time limits rule; what is not the
wording of a law, or was not read, carries a mark. Templates hold no such sentence of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from terbuka.model import LIMIT_MARK, Instrument, Law, Sentence, StepBasis
from terbuka.render import words
from terbuka.render.limits import Limit

#: What stands beside a sentence that is not the wording of a law.
MARKS = {"tafsir": "bacaan kami", "kebiasaan": "kebiasaan", "saran": "saran"}
UNREAD = "belum dicocokkan dengan naskahnya"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as a page says it: ``text`` with its marks of time limits, ``article`` and ``mark`` may be empty."""

    id: str
    text: str
    article: str
    mark: str
    rests_on: str
    confirmed: bool


def rules(instrument: Instrument | None, on: date) -> bool:
    """Whether a regulation is in force on a day; one whose first day is not known counts as in force before its end."""
    if instrument is None:
        return False
    return (instrument.from_on is None or instrument.from_on <= on) and (
        instrument.until is None or on <= instrument.until
    )


def may_be_said(law: Law, bases: Iterable[StepBasis], text: str, limits: Mapping[str, Limit], on: date) -> bool:
    """Whether one of the regulations rules on the day, and every time limit that the text names."""
    named = [b.instrument_id for b in bases]
    in_force = not named or any(rules(law.instruments.get(name), on) for name in named)
    return in_force and all(limits[name].rules for name, _ in LIMIT_MARK.findall(text) if name in limits)


def said(law: Law, sentence: Sentence) -> Said:
    """The sentence with its mark: our reading, practice or advice; else whether the article was read."""
    unread = UNREAD if sentence.legal_basis and not sentence.confirmed else ""
    return Said(
        id=sentence.id,
        text=sentence.text,
        article=words.bases(law, sentence.legal_basis),
        mark=MARKS.get(sentence.nature) or unread,
        rests_on=sentence.rests_on,
        confirmed=sentence.confirmed,
    )
