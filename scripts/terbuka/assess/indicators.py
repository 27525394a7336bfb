"""Performance indicators by quarter, and the effect of corrective actions.

Promises: pure and exact. A quarter without a row to look at, or before the register was kept, has no value, which is
not zero. An indicator of dated rows is measured from the register as it is today. One of a state (duties, entries,
files, links) can only be measured on its day: today from the records, an earlier quarter from what was written down
then (``capaian.csv``). Judging an old day by today's register would lie: it keeps neither replaced documents nor
earlier looks at them. How each is measured is told to citizens in ``content/metodologi/indikator.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from terbuka.assess.figures import median
from terbuka.model import (
    COUNT,
    SHARE,
    ActionStage,
    ActionState,
    BodyAssessment,
    Indicator,
    IndicatorFilter,
    Indicators,
    IndicatorState,
    Law,
    Obstacle,
    Point,
    Reading,
    Target,
)
from terbuka.periods import Quarter
from terbuka.sources import SOURCES, Source

#: Quarters that are shown, the newest included.
SHOWN = 8
Test = Callable[[Any], bool]


def measured(made: BodyAssessment, law: Law) -> tuple[Indicators, tuple[ActionState, ...]]:
    """Every indicator of the law for one body, and its corrective actions that were known by the day."""
    gauges = {i.id: _Gauge(i, made, law) for i in law.indicators.values()}
    found = [o for o in made.records.obstacles or () if o.found_on <= made.on]
    return (
        {name: gauge.state() for name, gauge in gauges.items()},
        tuple(_action(o, gauges.get(o.indicator_id or ""), made.on) for o in found),
    )


class _Gauge:
    """Measures one indicator for one body, quarter by quarter."""

    def __init__(self, indicator: Indicator, made: BodyAssessment, law: Law):
        self.indicator, self.on = indicator, made.on
        self.source: Source = SOURCES[indicator.source]
        self.fits = _test(indicator.filters, self.source)
        self.counts = _test(indicator.counted, self.source)
        self.get = self.source.getter(indicator.column) if indicator.column else None
        self.now = Quarter.of(made.on)
        self.targets = [t for t in made.records.targets or () if t.indicator_id == indicator.id]
        self.rows: dict[Quarter, Sequence[Any]] = {}
        self.written: dict[Quarter, Reading] = {}
        self.first: Quarter | None = None
        rows = self.source.rows(made, law) or ()
        if self.source.as_of:
            self._state(rows, made, law)
        else:
            self._bucket(rows, made)

    def _bucket(self, rows: Sequence[Any], made: BodyAssessment) -> None:
        """Sort dated rows into quarters; those that do not fit only say since when the register is filled."""
        if self.indicator.day_column is None:
            return
        get_day = self.source.getter(self.indicator.day_column)
        dated = [(day, row) for row in rows if (day := get_day(row)) is not None]
        if not dated:
            return
        since = self.source.since(made)
        days = [day for day, _ in dated]
        self.first = Quarter.of(min(days if since is None else [since, *days]))
        sorted_in: dict[Quarter, list[Any]] = {}
        for day, row in dated:
            if self.fits(row):
                sorted_in.setdefault(Quarter.of(day), []).append(row)
        self.rows |= sorted_in

    def _state(self, rows: Sequence[Any], made: BodyAssessment, law: Law) -> None:
        """Today's rows, and the readings of earlier quarters; indicators that measure the same share them."""
        same = {i.id for i in law.indicators.values() if i.recipe == self.indicator.recipe}
        readings = (r for r in made.records.readings or () if r.indicator_id in same and r.on <= made.on)
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
        if self.first is None or span[-1] < self.first or quarter > self.now:
            return empty
        if not self.source.as_of:
            rows = [row for each in span for row in self.rows.get(each, ())]
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
        numbers = sorted(n for row in rows if get is not None and (n := get(row)) is not None)
        if not numbers:
            return None, None
        if self.indicator.measure == "nilai-tengah":
            return None, median(numbers)
        total = Fraction(sum(numbers))
        return None, total / len(numbers) if self.indicator.measure == "rata-rata" else total

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
            before=before if before.value is not None and points[told].value is not None else None,
        )


def _test(filters: Iterable[IndicatorFilter], source: Source) -> Test:
    """Whether a row fits all of the filters."""
    made = [(source.getter(f.column), frozenset(f.values), f.filled) for f in filters]

    def fits(row: Any) -> bool:
        for get, values, filled in made:
            value = get(row)
            if filled is not None:
                if (value not in (None, "", ())) != (filled == "terisi"):
                    return False
            elif values.isdisjoint(_words(value)):
                return False
        return True

    return fits


def _words(value: Any) -> tuple[str, ...]:
    """A value as a filter writes it."""
    if isinstance(value, tuple):
        return tuple(map(str, value))
    if isinstance(value, bool):
        return ("ya" if value else "tidak",)
    return () if value is None else (str(value),)


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
