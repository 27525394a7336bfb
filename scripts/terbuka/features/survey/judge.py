"""The satisfaction survey on a day: index, grade, needed sample, by period, service and channel.

Promises: pure; exact fractions until one rounding at the end, half up, to two decimals; a grade is found by lower edges
alone; answers under different weights are never merged. How it is counted is told to citizens in
``content/metodologi/survei-kepuasan.md``; what every number rests on is in ``skm.yml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from terbuka.base.rounding import half_up
from terbuka.duties.records import BodyRecords
from terbuka.features.survey.record import (
    POOLED,
    SCALE,
    ElementResult,
    Survey,
    SurveyBand,
    SurveyCount,
    SurveyMethod,
    SurveyPeriod,
    SurveyResult,
    SurveySpan,
    SurveyYear,
    method_of,
)
from terbuka.law.law import Law

#: The code of its page.
PAGE = "survei-kepuasan"
#: As many elements are named as the lowest ones; those with the same mean as the last of them too.
MOST_LOWEST = 3


class NotMergeable(ValueError):
    """Answers that were weighed differently have no common index."""


def survey_of(records: BodyRecords, law: Law, on: date) -> Survey:
    """What the survey of a body says on a day; periods that begin later are left out."""
    counts = records.rows(SurveyCount)
    if counts is None:
        return Survey()
    by_period: dict[str, list[SurveyCount]] = {}
    for row in counts:
        by_period.setdefault(row.period, []).append(row)
    made = [_period(SurveySpan.parse(code), rows, law, on) for code, rows in by_period.items()]
    periods = sorted((p for p in made if p is not None), key=lambda p: p.span)
    return Survey(kept=True, periods=tuple(periods), years=_years(periods, by_period))


def index(means: Iterable[Fraction], weight: Fraction, multiplier: Fraction) -> Fraction:
    """The satisfaction index (house: IKM): weighed means, added up, on the scale of 100. Exact."""
    return sum((mean * weight for mean in means), Fraction(0)) * multiplier


def band_of(rounded: Fraction, bands: Iterable[SurveyBand]) -> SurveyBand | None:
    """The grade with the highest lower edge that the value reaches; None below all."""
    return max((b for b in bands if b.least <= rounded), key=lambda b: b.least, default=None)


def needed_sample(population: int, method: SurveyMethod) -> int:
    """Krejcie and Morgan: S = x²NP(1-P) / (d²(N-1) + x²P(1-P)), to the nearest whole respondent."""
    chi, share, error = (method.number(name) for name in ("khi-kuadrat", "proporsi", "galat"))
    spread = chi * share * (1 - share)
    return int(spread * population / (error**2 * (population - 1) + spread) + Fraction(1, 2))


def result_of(rows: Sequence[SurveyCount], method: SurveyMethod) -> SurveyResult:
    """The answers of groups together. Raises ``NotMergeable`` when they were weighed differently."""
    weights = {Fraction(row.weight) for row in rows}
    if len(weights) != 1:
        raise NotMergeable(", ".join(sorted(map(str, weights))))
    (weight,) = weights
    elements = []
    for element in method.elements:
        mine = [row.counts for row in rows if row.element_id == element.id]
        one, two, three, four = (sum(counts[n] for counts in mine) for n in range(len(SCALE)))
        counts = (one, two, three, four)
        mean = Fraction(sum(value * n for value, n in zip(SCALE, counts, strict=True)), sum(counts))
        elements.append(ElementResult(element=element, counts=counts, mean=mean))
    exact = index((e.mean for e in elements), weight, method.number("pengali"))
    rounded = half_up(exact)
    return SurveyResult(
        respondents=sum(elements[0].counts),
        elements=tuple(elements),
        weight=weight,
        index=exact,
        rounded=rounded,
        band=band_of(rounded, method.bands),
    )


def lowest_elements(result: SurveyResult) -> tuple[ElementResult, ...]:
    """The elements to work on, the lowest first: ``MOST_LOWEST`` of them, and those level with the last; none when all
    are level, because then no one is lower than another."""
    ordered = sorted(result.elements, key=lambda e: e.mean)
    if not ordered or ordered[0].mean == ordered[-1].mean:
        return ()
    edge = ordered[min(MOST_LOWEST, len(ordered)) - 1].mean
    elements = [e for e in ordered if e.mean <= edge]
    return tuple(elements if len(elements) < len(ordered) else [e for e in ordered if e.mean == ordered[0].mean])


def _period(span: SurveySpan, rows: Sequence[SurveyCount], law: Law, on: date) -> SurveyPeriod | None:
    method = method_of(law.named(SurveyMethod), span)
    if method is None or span.first > on:
        return None
    total = result_of(rows, method)
    population = rows[0].population
    services, channels = (_parts(rows, method, which) for which in (lambda r: r.service, lambda r: r.channel))
    return SurveyPeriod(
        span=span,
        method=method,
        total=total,
        population=population,
        needed=None if population is None else needed_sample(population, method),
        services=services,
        channels=channels,
        pooled_services=total.respondents - sum(r.respondents for r in services.values()),
        pooled_channels=total.respondents - sum(r.respondents for r in channels.values()),
        lowest=lowest_elements(total),
        running=span.last > on,
    )


def _parts(
    rows: Sequence[SurveyCount], method: SurveyMethod, which: Callable[[SurveyCount], str]
) -> dict[str, SurveyResult]:
    """Results by service or channel, in the order in which they first stand in the file."""
    names = dict.fromkeys(which(row) for row in rows)
    return {name: result_of([r for r in rows if which(r) == name], method) for name in names if name != POOLED}


def _years(periods: Sequence[SurveyPeriod], rows: dict[str, list[SurveyCount]]) -> tuple[SurveyYear, ...]:
    """Years with several periods, the newest first; periods that overlap or have other rules are not merged."""
    made = []
    for year in sorted({p.span.last.year for p in periods}, reverse=True):
        mine = [p for p in periods if p.span.last.year == year]
        if len(mine) < 2:
            continue
        together = [row for p in mine for row in rows[p.span.code]]
        apart = all(a.span.last < b.span.first for a, b in pairwise(mine))
        total = None
        if apart and len({p.method.id for p in mine}) == 1 and len({p.total.weight for p in mine}) == 1:
            total = result_of(together, mine[0].method)
        made.append(SurveyYear(year=year, periods=tuple(mine), total=total))
    return tuple(made)


def evidence_pages(records: BodyRecords, _on: date) -> tuple[str, ...]:
    """The page of the survey, as soon as anybody was asked."""
    return (PAGE,) if records.rows(SurveyCount) else ()
