"""The time limits of a law as they are printed.

Promises: the length that rules on the given day, never a typed one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from terbuka.duties.corpus import Corpus
from terbuka.kit import words
from terbuka.law.law import Law
from terbuka.law.record import Instrument


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit as it is printed: days in words (``10 hari kerja``), the extension, the articles.

    ``rules`` is false on a day before the rule: then the first length it ever had is here, and no page says it.
    """

    days: str
    extension: str
    article: str
    rules: bool = True


def rules(instrument: Instrument | None, on: date) -> bool:
    """Whether a regulation is in force on a day; one whose first day is not known counts as in force before its end."""
    if instrument is None:
        return False
    return (instrument.from_on is None or instrument.from_on <= on) and (
        instrument.until is None or on <= instrument.until
    )


def limits(corpus: Corpus, law: Law, on: date) -> dict[str, Limit]:
    """Time limits by id, as long as the law makes them on ``on``."""
    unit = corpus.schemas["tenggat"].column("satuan").choices
    made = {}
    for deadline in law.deadlines.values():
        length = deadline.length_on(on)
        in_force = [b for b in deadline.legal_basis if rules(law.instruments.get(b.instrument_id), on)]
        words_ = unit.get(deadline.unit, deadline.unit)
        made[deadline.id] = Limit(
            days=f"{length.days} {words_}" if length.days else "hari itu juga",
            extension=f"{length.extension} {words_}" if length.extension else "",
            article=words.bases(law, in_force or deadline.legal_basis),
            rules=deadline.lengths[0].from_on <= on,
        )
    return made
