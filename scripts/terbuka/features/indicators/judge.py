"""Performance indicators by quarter, and the effect of corrective actions.

Promises: pure and exact. A quarter without a row to look at, or before the register was kept, has no value, which is
not zero. An indicator of dated rows is measured from the register as it is today. One of a state (duties, entries,
files, links) can only be measured on its day: today from the records, an earlier quarter from what was written down
then (``capaian.csv``). Judging an old day by today's register would lie: it keeps neither replaced documents nor
earlier looks at them. How each is measured is told to citizens in ``content/metodologi/indikator.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from terbuka.base.periods import Quarter
from terbuka.duties.corpus import Corpus
from terbuka.duties.source import Source
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.indicators.record import (
    COUNT,
    LATEST,
    SHARE,
    ActionStage,
    ActionState,
    Indicator,
    Indicators,
    IndicatorState,
    Obstacle,
    Point,
    Reading,
    Target,
)
from terbuka.features.service.figures import median
from terbuka.law.law import Law

#: Quarters that are shown, the newest included.
SHOWN = 8


def measured(assessed: BodyAssessment, law: Law) -> tuple[Indicators, tuple[ActionState, ...]]:
    """Every indicator of the law for one body, and its corrective actions that were known by the day."""
    shelf = _Shelf(assessed, law)
    gauges = {i.id: _Gauge(i, shelf) for i in law.named(Indicator).values()}
    obstacles = [o for o in assessed.records.rows(Obstacle) or () if o.found_on <= assessed.on]
    return (
        {name: gauge.state() for name, gauge in gauges.items()},
        tuple(_action(o, gauges.get(o.indicator_id or ""), assessed.on) for o in obstacles),
    )


class _Shelf:
    """The registers of one body, each sorted into quarters once for all indicators."""

    def __init__(self, assessed: BodyAssessment, law: Law):
        self.made, self.law = assessed, law
        self.sources = law.named(Source)
        self._rows: dict[str, Sequence[Any]] = {}
        self._dated: dict[tuple[str, str], tuple[Quarter | None, Mapping[Quarter, Sequence[Any]]]] = {}

    def rows(self, name: str) -> Sequence[Any]:
        if name not in self._rows:
            self._rows[name] = self.sources[name].rows(self.made, self.law) or ()
        return self._rows[name]

    def dated(self, name: str, column: str) -> tuple[Quarter | None, Mapping[Quarter, Sequence[Any]]]:
        """The quarter from which on the register is filled, and its rows by quarter."""
        if (name, column) not in self._dated:
            get_day = self.sources[name].getter(column)
            quarters: dict[Quarter, list[Any]] = {}
            first = self.sources[name].since(self.made) or date.max
            for row in self.rows(name):
                if (day := get_day(row)) is not None:
                    first = min(first, day)
                    quarters.setdefault(Quarter.of(day), []).append(row)
            self._dated[name, column] = Quarter.of(first) if quarters else None, quarters
        return self._dated[name, column]


class _Gauge:
    """Measures one indicator for one body, quarter by quarter."""

    def __init__(self, indicator: Indicator, shelf: _Shelf):
        assessed = shelf.made
        self.indicator, self.on = indicator, assessed.on
        self.source = shelf.sources[indicator.source]
        self.fits = self.source.test(indicator.filters)
        self.counts = self.source.test(indicator.counted)
        self.get = self.source.getter(indicator.column) if indicator.column else None
        self.now = Quarter.of(assessed.on)
        self.targets = [t for t in assessed.records.rows(Target) or () if t.indicator_id == indicator.id]
        self.rows: dict[Quarter, Sequence[Any]] = {}
        self.written: dict[Quarter, Reading] = {}
        self.first: Quarter | None = None
        self.dated: Mapping[Quarter, Sequence[Any]] = {}
        if self.source.as_of:
            self._state(shelf.rows(indicator.source), assessed, shelf.law)
        elif indicator.day_column is not None:
            self.first, self.dated = shelf.dated(indicator.source, indicator.day_column)

    def _fitting(self, quarter: Quarter) -> Sequence[Any]:
        """The dated rows of a quarter that fit the filters, looked at once."""
        if quarter not in self.rows:
            self.rows[quarter] = [row for row in self.dated.get(quarter, ()) if self.fits(row)]
        return self.rows[quarter]

    def _state(self, rows: Sequence[Any], assessed: BodyAssessment, law: Law) -> None:
        """Today's rows, and the readings of earlier quarters; indicators that measure the same share them."""
        same = {i.id for i in law.named(Indicator).values() if i.recipe == self.indicator.recipe}
        readings = (r for r in assessed.records.rows(Reading) or () if r.indicator_id in same and r.on <= assessed.on)
        for reading in sorted(readings, key=lambda r: r.on):
            self.written[Quarter.of(reading.on)] = reading
        self.written.pop(self.now, None)
        if rows:
            self.rows[self.now] = [row for row in rows if self.fits(row)]
        there = [*self.written, *self.rows]
        self.first = min(there, default=None)

    def point(self, quarter: Quarter) -> Point:
        """The value of one quarter, over the span of the indicator that ends with it."""
        running = quarter.last > self.on
        target = self._target(min(quarter.last, self.on))
        span = [quarter.shifted(-back) for back in range(self.indicator.span)]
        empty = Point(quarter=quarter, value=None, running=running, target=target)
        # What is newest needs no full span behind it; what is added up does.
        oldest = span[0] if self.indicator.measure == LATEST else span[-1]
        if self.first is None or oldest < self.first or quarter > self.now:
            return empty
        if not self.source.as_of:
            rows = [row for each in span for row in self._fitting(each)]
            part, value = self._value(rows)
            return replace(empty, value=value, rows=len(rows), part=part)
        if any(each not in self.written and each not in self.rows for each in span):
            return empty
        return self._from_readings(empty, span)

    def _from_readings(self, empty: Point, span: Sequence[Quarter]) -> Point:
        """Sums over quarters: of a share its counts, of anything else its exact value."""
        part, whole = 0, 0
        total = Fraction(0)
        share = self.indicator.measure == SHARE
        for quarter in span:
            reading = self.written.get(quarter)
            if reading is None:
                counted, value = self._value(self.rows[quarter])
                part, whole = part + (counted or 0), whole + len(self.rows[quarter])
            else:
                part, whole = part + reading.part, whole + reading.whole
                value = Fraction(reading.part, reading.whole)
            if value is None:
                return empty
            total += value
        written = self.written.get(span[0])
        return replace(
            empty,
            value=Fraction(100 * part, whole) if share else total,
            rows=whole if share else 0,
            part=part if share else None,
            read_on=written.on if written else None,
        )

    def _value(self, rows: Sequence[Any]) -> tuple[int | None, Fraction | None]:
        """How many count (shares only), and the value."""
        if self.indicator.measure == SHARE:
            part = sum(map(self.counts, rows))
            return part, Fraction(100 * part, len(rows)) if rows else None
        if self.indicator.measure == COUNT:
            return None, Fraction(len(rows))
        get = self.get
        if self.indicator.measure == LATEST:
            return None, self._latest(rows)
        numbers = sorted(n for row in rows if get is not None and (n := get(row)) is not None)
        if not numbers:
            return None, None
        if self.indicator.measure == "nilai-tengah":
            return None, median(numbers)
        total = Fraction(sum(numbers))
        return None, total / len(numbers) if self.indicator.measure == "rata-rata" else total

    def _latest(self, rows: Sequence[Any]) -> Fraction | None:
        """The number of the newest row that has one."""
        if self.get is None or self.indicator.day_column is None:
            return None
        day = self.source.getter(self.indicator.day_column)
        numbers = [(day(row), number) for row in rows if (number := self.get(row)) is not None]
        return Fraction(max(numbers, key=lambda found: found[0])[1]) if numbers else None

    def _target(self, on: date) -> Target | None:
        begun = [t for t in self.targets if t.from_on <= on]
        return max(begun, key=lambda t: t.from_on, default=None)

    def state(self) -> IndicatorState:
        points = tuple(self.point(self.now.shifted(-back)) for back in range(SHOWN - 1, -1, -1))
        # A register tells of a quarter when it has ended; a state is that of today.
        told = -2 if points[-1].running and not self.source.as_of else -1
        before = points[told - 1]
        return IndicatorState(
            indicator=self.indicator,
            points=points,
            current=points[told],
            as_of=self.source.as_of,
            before=before if before.value is not None and points[told].value is not None else None,
        )


# --- corrective actions -----------------------------------------------------------------------------------


def _action(obstacle: Obstacle, gauge: _Gauge | None, on: date) -> ActionState:
    stage = _stage(obstacle, on)
    if gauge is None:
        return ActionState(obstacle=obstacle, stage=stage)
    begun = obstacle.begun_on or obstacle.found_on
    after: Point | None = None
    if obstacle.done_on is not None and obstacle.done_on <= on:
        following = Quarter.of(obstacle.done_on).shifted(1)
        after = gauge.point(following) if following.last <= on else None
    before = gauge.point(Quarter.of(begun).shifted(-1)) if begun <= on else None
    return ActionState(obstacle=obstacle, stage=stage, indicator=gauge.indicator, before=before, after=after)


def _stage(obstacle: Obstacle, on: date) -> ActionStage:
    kept = obstacle.kept(on)
    if obstacle.done_on is not None and obstacle.done_on <= on:
        return ActionStage.DONE if kept else ActionStage.DONE_LATE
    if kept is False:
        return ActionStage.OVERDUE
    begun = obstacle.begun_on is not None and obstacle.begun_on <= on
    return ActionStage.RUNNING if begun else ActionStage.PLANNED


def conclude(assessed: BodyAssessment, law: Law, _corpus: Corpus) -> BodyAssessment:
    """Indicators look at what all other features have judged."""
    states, actions = measured(assessed, law)
    return assessed.put(IndicatorState, states).put(ActionState, actions)
