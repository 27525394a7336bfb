"""The annual report of each year: its figures from the registers, and how far it has come (Perki 1/2021 Pasal 56-58).

Promises: pure. A signed report keeps the state of the day of its signature; an answer that came later changes no figure
of it. A year, a quarter or a register that is not covered has no figures, which is not zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from terbuka.base.periods import Quarter
from terbuka.duties.judge import due_of_year
from terbuka.duties.records import BodyRecords
from terbuka.features.annual_report.record import (
    REPORT_DUTY,
    AnnualReport,
    Outcome,
    QuarterFigures,
    ReportState,
    ReportYear,
)
from terbuka.features.service.figures import by_year, figures
from terbuka.features.service.judge import service_of
from terbuka.features.service.record import REGISTERS, Case, CaseStage, Dispute, Figures, Objection, Request, Service
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.law.record import ruling
from terbuka.law.roles import bearer

Cases = Mapping[str, Sequence[Case]]


def reports_of(records: BodyRecords, law: Law, service: Service, on: date) -> tuple[ReportYear, ...]:
    """A report for each year up to that of ``on`` that a register covers or that officers wrote about, newest first.

    ``service`` are the registers on ``on``.
    """
    written = {r.year: r for r in records.rows(AnnualReport) or ()}
    years = {y.year for register in service.years.values() for y in register} | written.keys()
    cases = _by_year(service)
    return tuple(
        _report(year, written.get(year), records, law, service, cases.get(year, {}), on)
        for year in sorted(years, reverse=True)
        if year <= on.year
    )


def _by_year(service: Service) -> dict[int, dict[str, list[Case]]]:
    found: dict[int, dict[str, list[Case]]] = {}
    for register, cases in service.cases.items():
        for case in cases:
            found.setdefault(case.record.received_on.year, {}).setdefault(register, []).append(case)
    return found


def _report(
    year: int,
    record: AnnualReport | None,
    records: BodyRecords,
    law: Law,
    service: Service,
    cases: Cases,
    on: date,
) -> ReportYear:
    as_of = on
    told = {name: y for name, years in service.years.items() for y in years if y.year == year}
    if record is not None and record.signed_on is not None and record.is_signed(on) and record.signed_on < on:
        as_of = record.signed_on
        until = records
        for name in service.cases:
            until = until.put(REGISTERS[name], tuple(case.record for case in cases.get(name, ())))
        cases = service_of(until, law, as_of).cases
        # The year begins where it does for all rows, not with the first row of the year.
        begun = {name: service.years[name][-1].since for name in told}
        then = {name: by_year(cases.get(name, ()), since, as_of) for name, since in begun.items()}
        told = {name: y for name, years in then.items() for y in years if y.year == year}
    duty = bearer(law.obligations, REPORT_DUTY)
    rule = ruling(duty.yearly_due, on) if duty else None
    return ReportYear(
        year=year,
        record=record,
        state=_state(year, record, records, on),
        as_of=as_of,
        due_on=due_of_year(year, rule) if rule else None,
        missing=(record or AnnualReport(year=year)).missing,
        figures=told,
        classes=_classes(cases),
        grounds=Counter(g for case in cases.get("keberatan", ()) for g in getattr(case.record, "ground_ids", ())),
        outcomes={name: _outcome(cases.get(name, ()), as_of) for name in told if name in ("keberatan", "sengketa")},
        quarters=tuple(_quarters(year, cases, {name: (y.since, y.until) for name, y in told.items()})),
    )


def _state(year: int, record: AnnualReport | None, records: BodyRecords, on: date) -> ReportState:
    if on <= date(year, 12, 31):
        return ReportState.RUNNING
    if record is None or record.missing:
        return ReportState.WANTING
    if not record.is_signed(on):
        return ReportState.UNSIGNED
    return ReportState.DONE if is_whole(record, records, on) else ReportState.PARTLY


def _classes(cases: Cases) -> dict[str, Figures]:
    found: dict[str, list[Case]] = {}
    for case in cases.get("permohonan", ()):
        if isinstance(case.record, Request):
            found.setdefault(case.record.information_class or "", []).append(case)
    return {name: figures(found[name]) for name in sorted(found)}


def _outcome(cases: Sequence[Case], as_of: date) -> Outcome:
    carried_out = sued = 0
    for case in cases:
        record = case.record
        if case.stage is CaseStage.CLOSED and isinstance(record, Objection | Dispute):
            carried_out += record.carried_out_on is not None and record.carried_out_on <= as_of
            lawsuit = record.sued_on if isinstance(record, Dispute) else None
            sued += lawsuit is not None and lawsuit <= as_of
    return Outcome(carried_out=carried_out, sued=sued)


def _quarters(year: int, cases: Cases, covered: Mapping[str, tuple[date, date]]) -> Iterator[QuarterFigures]:
    """Quarters that some register covers; a register that does not reach into one has no figures in it."""
    for number in range(1, 5):
        first, last = Quarter(year, number).first, Quarter(year, number).last
        inside = {name: days for name, days in covered.items() if days[0] <= last and days[1] >= first}
        if not inside:
            continue
        yield QuarterFigures(
            number=number,
            since=max(first, min(days[0] for days in inside.values())),
            until=min(last, max(days[1] for days in inside.values())),
            figures={
                name: figures([case for case in cases.get(name, ()) if first <= case.record.received_on <= last])
                for name in inside
            },
        )


def covers_year(records: BodyRecords, year: int) -> bool:
    """Whether requests, objections and disputes are kept here since the first day of the year."""
    kept = (records.rows(Request), records.rows(Objection), records.rows(Dispute))
    since = records.body.registers_since
    return None not in kept and since is not None and since <= date(year, 1, 1)


def is_whole(report: AnnualReport, records: BodyRecords, on: date) -> bool:
    """Whether the report of a year that is over says all that it must, and is signed by ``on``."""
    over = date(report.year, 12, 31) < on
    return over and not report.missing and report.is_signed(on) and covers_year(records, report.year)


def evidence_pages(records: BodyRecords, on: date) -> Iterator[str]:
    """A report is evidence only when its year is over, it is signed by ``on``, nothing of it is missing and the
    registers cover the whole year."""
    for report in records.every(AnnualReport):
        if is_whole(report, records, on):
            yield f"{routes.REPORTS}-{report.year}"
