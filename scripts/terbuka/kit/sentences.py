"""Sentences about the law that pages for citizens say: each from the law's data, with its article and what supports it.

Promises: a sentence is said only on a day on which one of its regulations and its time limits rule; what is not the
wording of a law, or was not read, carries a mark. Templates hold no such sentence of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from terbuka.kit import words
from terbuka.kit.limits import Limit, rules
from terbuka.law.law import Law
from terbuka.law.record import Instrument, StepBasis
from terbuka.law.sentences import LIMIT_MARK, Sentence

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


def may_be_said(law: Law, bases: Iterable[StepBasis], text: str, limits: Mapping[str, Limit], on: date) -> bool:
    """Whether one of the regulations rules on the day, and every time limit that the text names."""
    named = [b.instrument_id for b in bases]
    in_force = not named or any(rules(law.instruments.get(name), on) for name in named)
    return in_force and all(limits[name].rules for name, _ in LIMIT_MARK.findall(text) if name in limits)


def bases_in_force(law: Law, bases: Iterable[StepBasis], on: date) -> tuple[StepBasis, ...]:
    """The articles whose regulations are in force on a day."""
    return tuple(b for b in bases if rules(law.instruments.get(b.instrument_id), on))


def said(law: Law, sentence: Sentence, on: date) -> Said:
    """The sentence with its mark: our reading, practice or advice; else whether the article was read."""
    unread = UNREAD if sentence.legal_basis and not sentence.confirmed else ""
    return Said(
        id=sentence.id,
        text=sentence.text,
        article=words.bases(law, bases_in_force(law, sentence.legal_basis, on)),
        mark=MARKS.get(sentence.nature) or unread,
        rests_on=sentence.rests_on,
        confirmed=sentence.confirmed,
    )


def judged_by(law: Law, on: date) -> tuple[Instrument, ...]:
    """The regulations whose duties and time limits rule on a day, in the order of the data.

    One whose first day is not known is named from the day on which the first duty that rests on it starts.
    """
    named = {
        b.instrument_id
        for duty in law.obligations.values()
        for b in duty.legal_basis
        if b.in_force(on) and (b.from_on or law.instruments[b.instrument_id].from_on)
    }
    for deadline in law.deadlines.values():
        if deadline.lengths[0].from_on <= on:
            named |= {b.instrument_id for b in deadline.legal_basis if law.instruments[b.instrument_id].from_on}
    return tuple(i for i in law.instruments.values() if i.id in named and rules(i, on))


def unmodelled(law: Law, on: date) -> tuple[Instrument, ...]:
    """The regulations that ruled on a day and of which the portal knows that it does not count them."""
    return tuple(i for i in law.instruments.values() if i.unmodelled and rules(i, on))
