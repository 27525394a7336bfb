"""Writes down what the indicators of a state show today: ``terbuka measure``, once at the end of a quarter.

Promises: only today can be measured, so there is no day to be chosen; an indicator without a value is not written;
those that measure the same are written once. A second time in a quarter replaces the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from terbuka.base.periods import Quarter
from terbuka.duties.source import Source
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.indicators.record import SHARE, Indicator, IndicatorState, Reading
from terbuka.law.law import Law
from terbuka.record import canonical
from terbuka.record.fields import fields_by_column
from terbuka.record.schema import Schema

KIND = "capaian"


def today(assessed: BodyAssessment, law: Law) -> Iterator[Reading]:
    """The readings of the assessed day, in the order of the law."""
    seen = set()
    for name, indicator in law.named(Indicator).items():
        if not law.named(Source)[indicator.source].as_of or indicator.span > 1 or indicator.recipe in seen:
            continue
        seen.add(indicator.recipe)
        point = assessed.named(IndicatorState)[name].points[-1]
        if point.value is None:
            continue
        share = indicator.measure == SHARE and point.part is not None
        yield Reading(
            id=_id(name, Quarter.of(assessed.on)),
            indicator_id=name,
            on=assessed.on,
            part=point.part if share and point.part is not None else point.value.numerator,
            whole=point.rows if share else point.value.denominator,
        )


def _id(name: str, quarter: Quarter) -> str:
    return f"{name}-{quarter.year}-{quarter.number}"


def table(schema: Schema, known: Iterable[Reading], new: Iterable[Reading]) -> bytes:
    """The whole table in canonical form: the known readings, with the new ones in the place of those of their id."""
    rows = {reading.id: reading for reading in known} | {reading.id: reading for reading in new}
    named = fields_by_column(Reading)
    names = [column.name for column in schema.columns]
    cells = [
        [str(getattr(r, named[name])) for name in names] for r in sorted(rows.values(), key=lambda r: (r.on, r.id))
    ]
    return "".join(map(canonical.row_text, [names, *cells])).encode()
