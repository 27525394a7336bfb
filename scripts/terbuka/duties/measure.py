"""What the program counts about a body: a measure looks at rows, the ``whole``, and counts some of them, the ``part``.

Promises: pure; decides nothing. Each measure stands in its feature (``measures.py``), under the name that the law data
use (``ukuran`` of ``schemas/kriteria-audit.yml`` and ``schemas/strategi.yml``; a test compares them), and
``law.named(Measure)`` holds them all. Rows and derived columns come from sources, which the indicators of the law data
measure too, so that a figure of an indicator and one of the audit cannot part. A register that is not kept has no
figure, which is not zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from terbuka.base.periods import Span
from terbuka.duties.source import Source, Test
from terbuka.duties.verdict import BodyAssessment
from terbuka.law.law import Law


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a body: ``span`` are the days in which rows are dated (None: all of them), ``named`` the ids of
    duties or of the standard that a criterion is about."""

    made: BodyAssessment
    law: Law
    span: Span | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the program counts for a criterion: ``met`` of ``total``; None: nothing is kept that could be counted.

    ``total`` 0 is kept and empty: nothing to judge. ``unit`` names what is counted, ``source`` where it stands.
    """

    met: int | None
    total: int
    unit: str
    source: str

    @property
    def known(self) -> bool:
        return self.met is not None

    @property
    def proposal(self) -> str | None:
        """The value that the figure suggests; the auditor decides. None when there is nothing to count."""
        if self.met is None:
            return None
        if not self.total:
            return "tidak-berlaku"
        return "sesuai" if self.met == self.total else "sebagian" if self.met else "tidak"


Rows = Callable[[Question], Iterable[Any] | None]


def every(_row: Any) -> bool:
    """Any row counts."""
    return True


def _none(_question: Question) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """``rows`` gives what may be looked at, None where nothing is kept; the ``whole`` of them is, and of these the
    ``part`` is counted. ``day`` is the day by which a row lies in a span; without it the rows are a state. ``unit``
    names what is looked at, ``kept_in`` where it stands; both are said where a figure is judged."""

    rows: Rows = _none
    whole: Test = every
    part: Test = every
    day: Callable[[Any], date | None] | None = None
    unit: str = ""
    kept_in: str = ""
    #: A measure that needs more of a question than its rows is made for it.
    made_for: Callable[[Question], Measure] | None = None

    def count(self, question: Question) -> Measured:
        """How many count, among how many."""
        if self.made_for is not None:
            return self.made_for(question).count(question)
        rows = self.rows(question)
        if rows is None:
            return Measured(met=None, total=0, unit=self.unit, source=self.kept_in)
        day, span = self.day, question.span
        looked = [row for row in rows if self.whole(row) and (not day or not span or span.holds(day(row)))]
        return Measured(met=sum(map(self.part, looked)), total=len(looked), unit=self.unit, source=self.kept_in)


def count(name: str, question: Question) -> Measured:
    """The figure of the measure of that name."""
    return question.law.named(Measure)[name].count(question)


def of_source(source: Source, unit: str, kept_in: str, *, whole: Test = every, part: Test, day: str = "") -> Measure:
    """A measure of the rows that the indicators measure; ``day`` names the column by which they are dated."""
    return Measure(
        rows=lambda q: source.rows(q.made, q.law),
        whole=whole,
        part=part,
        day=source.getter(day) if day else None,
        unit=unit,
        kept_in=kept_in,
    )


class _Wanted(NamedTuple):
    column: str
    values: tuple[str, ...]
    filled: str | None


def says(source: Source, column: str, *values: str) -> Test:
    """Whether a column of a source holds one of the values, as an indicator would filter it; without any: something."""
    return source.test((_Wanted(column, values, None if values else "terisi"),))
