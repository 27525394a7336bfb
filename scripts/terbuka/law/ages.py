"""How old program and law are on a day.

Promises: pure; the day is given. Age alone is never a fault: what it passes is a length that is data
(``usia_program``, ``usia_hukum`` of ``penilaian.yml``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import terbuka
from terbuka.base.periods import Period, day_of
from terbuka.law.law import Law

PROGRAM, LAW = "program", "hukum"
#: The day of this version of the program.
RELEASED = day_of(terbuka.__released__)


@dataclass(frozen=True, slots=True)
class Age:
    """The age of the program or of one law. ``kind`` is ``program`` or ``hukum``, ``name`` a version or the name of the
    law; ``day`` None where nobody recorded it, ``days`` None as well when the day asked for lies before it."""

    kind: str
    name: str
    day: date | None
    days: int | None
    limit: Period | None
    on: date | None

    @property
    def is_to_come(self) -> bool:
        """Whether its day lies after the one asked for."""
        return self.day is not None and self.on is not None and self.day > self.on

    @property
    def is_old(self) -> bool:
        """Whether the length after which it is to be looked at has passed."""
        if self.day is None or self.on is None or self.limit is None:
            return False
        return self.on > self.limit.after(self.day)


def ages(
    laws: Iterable[Law], on: date | None, *, version: str = terbuka.__version__, released: date = RELEASED
) -> tuple[Age, ...]:
    """That of the program, then of each law; ``on`` None: their days only.

    Of the lengths that laws set for the program the shortest rules."""
    known = tuple(laws)
    limits = [law.program_age for law in known if law.program_age]
    shortest = min(limits, key=lambda limit: limit.after(released), default=None)
    return (
        _age(PROGRAM, version, released, shortest, on),
        *(_age(LAW, law.jurisdiction_id, law.as_of, law.law_age, on) for law in known),
    )


def _age(kind: str, name: str, day: date | None, limit: Period | None, on: date | None) -> Age:
    days = (on - day).days if on and day and on >= day else None
    return Age(kind, name, day, days, limit, on)
