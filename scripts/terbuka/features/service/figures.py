"""Figures of a register by year and month of receipt (UU 14/2008 Pasal 12; Perki 1/2021 Pasal 15 ayat (5), 57).

Promises: pure; every count is exact and none is masked. How each figure is defined is told to citizens in
``content/metodologi/waktu-layanan.md``. A month that the register does not cover has no figures, which is not zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from terbuka.base.periods import quarter_of
from terbuka.features.service.record import GRANTED, Case, CaseStage, Complaint, Figures, Request, YearFigures


def figures(cases: Sequence[Case]) -> Figures:
    """Counts over ``cases``; median and 90th percentile of the days that answers took."""
    count: Counter[str] = Counter()
    decisions: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    follow_ups: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    for case in cases:
        _add(case, count)
        record: Any = case.record
        if isinstance(record, Request | Complaint):
            channels[record.channel] += 1
        if isinstance(record, Complaint):
            kinds[record.kind] += 1
        if case.stage is CaseStage.CLOSED:
            if record.decision:
                decisions[record.decision] += 1
            if isinstance(record, Complaint) and record.follow_up:
                follow_ups[record.follow_up] += 1
            if isinstance(record, Request):
                refusals.update(record.refusal_ids)
    took = sorted(_days(cases))
    gave = sorted(case.days_to_give for case in cases if case.days_to_give is not None and _is_granted(case))
    return Figures(
        **count,
        give_counted=len(gave),
        give_median=median(gave),
        give_p90=p90(gave),
        days_counted=len(took),
        fastest=took[0] if took else None,
        slowest=took[-1] if took else None,
        median=median(took),
        p90=p90(took),
        decisions=dict(decisions),
        refusals=dict(refusals),
        kinds=dict(kinds),
        channels=dict(channels),
        follow_ups=dict(follow_ups),
    )


def _days(cases: Iterable[Case]) -> list[int]:
    return [case.days for case in cases if case.stage is CaseStage.CLOSED and case.days is not None]


def _is_granted(case: Case) -> bool:
    return case.stage is CaseStage.CLOSED and isinstance(case.record, Request) and case.record.decision in GRANTED


def _add(case: Case, count: Counter[str]) -> None:
    count["received"] += 1
    count["extended"] += case.extended
    if case.stage is CaseStage.CLOSED:
        count["answered"] += 1
        count[{True: "in_time", False: "late", None: "uncounted"}[case.kept]] += 1
        if _is_granted(case):
            count["granted"] += 1
            count["given"] += case.given
        return
    count["open_late" if case.stage.is_open else "ended_late"] += case.kept is False
    count[{CaseStage.WITHDRAWN: "withdrawn", CaseStage.INCOMPLETE: "incomplete"}.get(case.stage, "open")] += 1


def median(days: Sequence[int]) -> Fraction | None:
    """The middle of sorted ``days``, of an even number the half of the two middle ones; exact."""
    if not days:
        return None
    half = len(days) // 2
    return Fraction(days[half]) if len(days) % 2 else Fraction(days[half - 1] + days[half], 2)


def p90(days: Sequence[int]) -> int | None:
    """The smallest of sorted ``days`` within which at least nine tenths of all answers came (nearest rank)."""
    return days[-(-9 * len(days) // 10) - 1] if days else None


def by_year(cases: Sequence[Case], since: date | None, on: date) -> tuple[YearFigures, ...]:
    """Figures by year, newest first, and by month, from ``since`` (else the month of the first row) to ``on``."""
    first = min((case.record.received_on for case in cases), default=None)
    if since is not None and since <= on:
        first = min(since, first or since)
    elif first is not None:
        first = first.replace(day=1)
    if first is None:
        return ()
    months: dict[tuple[int, int], list[Case]] = {}
    for case in cases:
        months.setdefault((case.record.received_on.year, case.record.received_on.month), []).append(case)
    made = []
    for year in range(on.year, first.year - 1, -1):
        start, end = max(first, date(year, 1, 1)), min(on, date(year, 12, 31))
        covered = range(start.month, end.month + 1)
        taken: dict[int, list[int]] = {quarter_of(month): [] for month in covered}
        for month in covered:
            taken[quarter_of(month)] += _days(months.get((year, month), ()))
        made.append(
            YearFigures(
                year=year,
                total=figures([case for month in covered for case in months.get((year, month), ())]),
                months={month: figures(months.get((year, month), ())) for month in covered},
                medians={quarter: median(sorted(days)) for quarter, days in taken.items()},
                answers={quarter: len(days) for quarter, days in taken.items()},
                since=start,
                until=end,
            )
        )
    return tuple(made)
