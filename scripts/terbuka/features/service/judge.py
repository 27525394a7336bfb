"""The registers of the information service on a day: stage, running clocks, timeliness and gaps of every case.

Promises: pure. Stage and timeliness come from dates alone. The office is held to the earliest due day that the law
knows; a late answer that was given is history, an open case past its day is a gap. What is dated after the assessed
day has not happened yet. A day that no calendar covers is not guessed, and hides no earlier day that is certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from terbuka.duties.records import BodyRecords
from terbuka.features.service.figures import by_year
from terbuka.features.service.record import (
    REGISTERS,
    Case,
    CaseStage,
    Clock,
    Request,
    Service,
    ServiceGap,
    ServiceRecord,
    Timeliness,
)
from terbuka.law.clocks import Clockwork, Due, Span, started, starts
from terbuka.law.deadlines import Deadline
from terbuka.law.law import Law
from terbuka.record.fields import fields_by_column

OFFICE = "kantor"


def service_of(records: BodyRecords, law: Law, on: date) -> Service:
    """All cases that had been received by ``on``, what runs among them, and their figures."""
    work = Clockwork(law, records.body)
    cases: dict[str, tuple[Case, ...]] = {}
    for register, cls in REGISTERS.items():
        rows = records.rows(cls)
        if rows is not None:
            judge = _Judge(register, law, work, on)
            cases[register] = tuple(judge.case(row) for row in rows if row.received_on <= on)
    gaps = tuple(gap for register in cases.values() for case in register if case.running and (gap := _gap(case, on)))
    years = {name: by_year(rows, records.body.registers_since, on) for name, rows in cases.items()}
    return Service(cases=cases, gaps=gaps, years=years)


def _gap(case: Case, on: date) -> ServiceGap | None:
    late = [c for c in case.running if c.deadline.bearer == OFFICE and c.is_late(on)]
    if not late:
        return None
    return ServiceGap(case=case, clock=min(late, key=lambda c: (not c.deadline.main, c.due_on or on, c.deadline.id)))


@dataclass(frozen=True, slots=True)
class _Plan:
    """A clock of the register with how its columns are read."""

    deadline: Deadline
    conditions: tuple[tuple[Callable[[Any], Any], tuple[str, ...]], ...]


class _Judge:
    """Judges the rows of one register on one day."""

    def __init__(self, register: str, law: Law, work: Clockwork, on: date):
        self.register, self.work, self.on = register, work, on
        attributes = fields_by_column(REGISTERS[register])
        self.days = [(column, attrgetter(name)) for column, name in attributes.items() if column.endswith("_pada")]
        clocks = [d for d in law.deadlines.values() if d.register == register and d.starts]
        self.plans = [
            _Plan(deadline, tuple((attrgetter(attributes[c.column]), c.values) for c in deadline.only_if))
            for deadline in clocks
        ]
        self.by_id = {plan.deadline.id: plan for plan in self.plans}
        self.main = next((plan for plan in self.plans if plan.deadline.main), None)
        self.stage = _STAGES[register]
        self.extension = next((d.extension_column for d in clocks if d.extension_column), None)

    def case(self, row: ServiceRecord) -> Case:
        seen: dict[str, date | None] = {}
        for column, get in self.days:
            day = get(row)
            seen[column] = day if day is not None and day <= self.on else None
        lapsed = self._lapsed(seen)
        stage = self.stage(seen, lapsed is not None)
        running: tuple[Clock, ...] = ()
        if stage is not CaseStage.WITHDRAWN and stage is not CaseStage.INCOMPLETE:
            running = tuple(self._running(row, seen))
        timeliness, days = self._kept(seen, lapsed)
        given = seen.get("diberikan_pada")
        begun = starts(self.main.deadline, seen, self.on) if self.main else []
        unit = self.main.deadline.unit if self.main else ""
        extended = self.extension is not None and seen[self.extension] is not None
        return Case(
            register=self.register,
            record=row,
            stage=stage,
            timeliness=timeliness,
            days=days,
            given=given is not None,
            days_to_give=self.work.days_between(begun[0], given, unit) if given is not None and begun else None,
            extended=extended,
            running=running,
        )

    def _lapsed(self, seen: Mapping[str, date | None]) -> Span | None:
        """When the term ended that the requester let pass, which ends the main clock (Perki 1/2021 Pasal 33).

        None while it runs, and where the letter that opened it came too late to end anything.
        """
        plan = self.by_id.get(self.main.deadline.lapses_with or "") if self.main else None
        if plan is None or self.main is None or self._stopped(plan, seen) is not None:
            return None
        if self._asked_too_late(self.main.deadline, plan.deadline, seen):
            return None
        span = self.work.span(plan.deadline, seen, self.on)
        return span if span is not None and span.last < self.on else None

    def _asked_too_late(self, main: Deadline, repair: Deadline, seen: Mapping[str, date | None]) -> bool:
        """Whether the office asked for repair after its own term for that, or after the last day of the answer, for
        certain: such a letter undoes no lateness (Perki 1/2021 Pasal 31 ayat (2), 33 ayat (2))."""
        within = self.by_id.get(main.lapses_within or "")
        asked = [day for s in repair.starts if (day := seen[s.assumed_column or s.column]) is not None]
        if within is None or not asked:
            return False
        spans = (self.work.span(deadline, seen, self.on) for deadline in (within.deadline, main))
        return any(span is not None and min(asked) > span.last for span in spans)

    def _stopped(self, plan: _Plan, seen: Mapping[str, date | None]) -> date | None:
        days = [day for name in plan.deadline.stops if (day := seen[name]) is not None]
        return min(days) if days else None

    def _running(self, row: ServiceRecord, seen: Mapping[str, date | None]) -> Iterator[Clock]:
        for plan in self.plans:
            if self._stopped(plan, seen) is not None:
                continue
            if any(get(row) not in values for get, values in plan.conditions):
                continue
            dues = self.work.all_due(plan.deadline, seen, self.on)
            if dues and not self._before_the_rule(plan.deadline, dues, seen):
                yield _clock(plan.deadline, dues, seen, self.work, self.on)

    def _before_the_rule(self, deadline: Deadline, dues: Sequence[Due | None], seen: Mapping[str, date | None]) -> bool:
        """Whether no start lies in the time of the rule: then no clock runs, and none waits for a calendar."""
        begun = starts(deadline, seen, self.on)
        return not any(dues) and not any(self.work.missing_year(deadline.id, day) for day in begun)

    def _kept(self, seen: Mapping[str, date | None], lapsed: Span | None) -> tuple[Timeliness | None, int | None]:
        """Whether the main clock was or is kept, and how many days the answer took.

        A term that ``lapsed`` ends the clock on its last day; what was late for certain by then stays late.
        """
        main = self.main.deadline if self.main else None
        begun = starts(main, seen, self.on) if main else []
        if self.main is None or main is None or not begun:
            return None, None
        end = self._stopped(self.main, seen)
        days = None
        answered = seen[_ANSWERED[self.register]]
        if answered is not None and answered == end:
            days = self.work.days_between(begun[0], answered, main.unit)
        looked = lapsed.first if lapsed is not None else end or self.on
        span = self.work.span(main, seen, self.on)
        if span is not None and looked > span.last:
            return Timeliness.LATE, days
        if lapsed is not None:
            return None, None
        return (Timeliness.IN_TIME if span is not None and looked <= span.first else Timeliness.UNKNOWN), days


#: The column of the answer in each register.
_ANSWERED = {
    "permohonan": "dijawab_pada",
    "keberatan": "ditanggapi_pada",
    "sengketa": "diputus_pada",
    "pengaduan": "diputus_pada",
}


def _earliest(
    deadline: Deadline, dues: Sequence[Due | None], seen: Mapping[str, date | None], work: Clockwork
) -> tuple[Due | None, int | None]:
    """The office's due day, and the first year without a calendar that some start needs.

    None where a start without a count could end earlier than every known day: a count that fails at a year ends in
    that year or later, so a day of an earlier year stands.
    """
    known = [d for d in dues if d is not None]
    first = min(known, key=lambda d: d.count.due_on, default=None)
    begun = [day for s in deadline.starts if (day := started(s, seen)) is not None]
    years = [work.missing_year(deadline.id, day) for due, day in zip(dues, begun, strict=True) if due is None]
    missing = min((year for year in years if year is not None), default=None)
    if first is not None and any(year is None or year <= first.count.due_on.year for year in years):
        first = None
    return first, missing


def _clock(
    deadline: Deadline, dues: Sequence[Due | None], seen: Mapping[str, date | None], work: Clockwork, on: date
) -> Clock:
    strict, missing = _earliest(deadline, dues, seen, work)
    assumed = any(s.assumed_column and seen[s.column] is None for s in deadline.starts)
    if strict is None:
        begun = starts(deadline, seen, on)
        span = work.span(deadline, seen, on)
        over = span.last if span is not None and span.last < on else None
        return Clock(
            deadline=deadline,
            started_on=begun[0],
            due_on=over,
            missing_year=missing,
            assumed=assumed,
            by_bound=over is not None,
        )
    later = max(d.count.due_on for d in dues if d is not None)
    return Clock(
        deadline=deadline,
        started_on=strict.count.start,
        due_on=strict.count.due_on,
        missing_year=missing,
        later_due_on=later if later > strict.count.due_on else None,
        extended=strict.extension > 0,
        estimated=strict.count.estimated,
        moved_from=strict.moved_from,
        moved_by=tuple(s.why for s in strict.moved_by),
        assumed=assumed,
    )


# --- stages, from dates alone ------------------------------------------------------------------------------


def _repairing(seen: Mapping[str, date | None], lapsed: bool) -> CaseStage | None:
    if seen["diminta_perbaikan_pada"] is None or seen["diperbaiki_pada"] or seen["dinyatakan_lengkap_pada"]:
        return None
    return CaseStage.INCOMPLETE if lapsed else CaseStage.AWAITING


def _of_request(seen: Mapping[str, date | None], lapsed: bool) -> CaseStage:
    if seen["dicabut_pada"]:
        return CaseStage.WITHDRAWN
    if seen["dijawab_pada"]:
        return CaseStage.CLOSED
    if repairing := _repairing(seen, lapsed):
        return repairing
    if seen["diperpanjang_pada"]:
        return CaseStage.EXTENDED
    if seen["dinyatakan_lengkap_pada"]:
        return CaseStage.PROCESSED
    return CaseStage.CHECKED if seen["dicatat_pada"] else CaseStage.RECEIVED


def _of_objection(seen: Mapping[str, date | None], _lapsed: bool) -> CaseStage:
    if seen["dicabut_pada"]:
        return CaseStage.WITHDRAWN
    if seen["ditanggapi_pada"]:
        return CaseStage.CLOSED
    return CaseStage.PROCESSED if seen["dicatat_pada"] else CaseStage.RECEIVED


def _of_dispute(seen: Mapping[str, date | None], _lapsed: bool) -> CaseStage:
    if seen["dicabut_pada"]:
        return CaseStage.WITHDRAWN
    if seen["diputus_pada"]:
        return CaseStage.CLOSED
    return CaseStage.PROCESSED if seen["dimulai_pada"] else CaseStage.RECEIVED


def _of_complaint(seen: Mapping[str, date | None], lapsed: bool) -> CaseStage:
    if seen["dicabut_pada"]:
        return CaseStage.WITHDRAWN
    if seen["diputus_pada"]:
        return CaseStage.CLOSED
    if repairing := _repairing(seen, lapsed):
        return repairing
    return CaseStage.PROCESSED if seen["dinyatakan_lengkap_pada"] else CaseStage.CHECKED


_STAGES: Mapping[str, Callable[[Mapping[str, date | None], bool], CaseStage]] = {
    "permohonan": _of_request,
    "keberatan": _of_objection,
    "sengketa": _of_dispute,
    "pengaduan": _of_complaint,
}


def evidence_pages(records: BodyRecords, _on: date) -> tuple[str, ...]:
    """The register of requests without people, and its figures: as soon as it is kept."""
    requests = records.rows(Request)
    kept = requests is not None and (requests or records.body.registers_since is not None)
    return ("register-permohonan", "statistik") if kept else ()
