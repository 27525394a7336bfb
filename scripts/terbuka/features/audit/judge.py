"""Internal audits on a day: states of findings, repeats, figures by audit; and what the program can count itself.

Promises: pure; the day is an argument. A measure looks at one assessed body and one span of days, decides nothing, and
says None where nothing is kept that could be counted. The names of the measures are the choices of ``ukuran`` in
``schemas/kriteria-audit.yml``. How figures are made is told to citizens in ``content/metodologi/audit-internal.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from terbuka.duties.record import Fulfilment, RegisterEntry
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import BodyAssessment, Status
from terbuka.features.audit.record import (
    AssessedFinding,
    Audit,
    AuditAssessment,
    AuditCriterion,
    AuditRound,
    Finding,
    FindingFigures,
    FindingState,
    Measured,
    Recurrence,
)
from terbuka.features.exclusions.judge import lists_exclusions
from terbuka.features.exclusions.record import AssessedExclusion, ExclusionState
from terbuka.features.service.record import Case, CaseStage, Service
from terbuka.features.standards.record import StandardState
from terbuka.law.law import Law
from terbuka.record.schema import ADVISED_BYTES

#: A file that is larger is hard to open with a phone, and evaluators do not take it.
MOST_BYTES = ADVISED_BYTES
#: What a value is worth when the proposed weights are summed.
_WORTH = {"sesuai": Fraction(1), "sebagian": Fraction(1, 2), "tidak": Fraction(0)}


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a period, both ends inclusive."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.until


def span_of(period: str) -> Span:
    """The days of ``2026``, ``2026-1`` (January to June) or ``2026-2``; ValueError for anything else."""
    year, _, half = period.partition("-")
    if (
        len(year) != 4
        or not period.isascii()
        or not year.isdecimal()
        or half not in ("", "1", "2")
        or period[-1] == "-"
    ):
        raise ValueError(period)
    first = date(int(year), 7 if half == "2" else 1, 1)
    return Span(first, date(int(year), 6, 30) if half == "1" else date(int(year), 12, 31))


# --- audits and findings ----------------------------------------------------------------------------------


def audit_of(records: BodyRecords, law: Law, on: date) -> AuditAssessment:
    """Audits that have ended by ``on``, the oldest first, with the findings of theirs."""
    ended = sorted((a for a in records.rows(Audit) or () if a.ended_on <= on), key=lambda a: (a.ended_on, a.id))
    kept = records.rows(Finding) is not None
    ids = {audit.id for audit in ended}
    rows = [f for f in records.rows(Finding) or () if f.audit_id in ids and f.found_on <= on]
    rows.sort(key=lambda f: (f.found_on, f.id))
    found = [_finding(row, rows, law, on) for row in rows]
    rounds = tuple(_round(audit, [f for f in found if f.row.audit_id == audit.id], law, kept=kept) for audit in ended)
    return AuditAssessment(rounds=rounds, findings=tuple(found) if kept else None, figures=figures(found))


def _finding(row: Finding, rows: Sequence[Finding], law: Law, on: date) -> AssessedFinding:
    closed = row.closed_on if row.closed_on is not None and row.closed_on <= on else None
    earlier = [f for f in rows if f.criterion_id == row.criterion_id and f.audit_id != row.audit_id]
    earlier = [f for f in earlier if f.found_on < row.found_on]
    before = max(earlier, key=lambda f: (f.found_on, f.id), default=None)
    recurrence = Recurrence.FIRST
    if before is not None:
        done = before.closed_on is not None and before.closed_on <= row.found_on
        recurrence = Recurrence.REPEATED if done else Recurrence.STILL_OPEN
    return AssessedFinding(
        row=row,
        criterion=law.named(AuditCriterion)[row.criterion_id],
        state=_state(row, closed, on),
        closed_on=closed,
        in_time=closed <= row.due_on if closed is not None and row.due_on is not None else None,
        recurrence=recurrence,
        before=before.id if before else None,
    )


def _state(row: Finding, closed: date | None, on: date) -> FindingState:
    if closed is not None:
        return FindingState.CLOSED
    if row.due_on is not None and row.due_on < on:
        return FindingState.LATE
    return FindingState.OPEN if row.action else FindingState.WITHOUT_ACTION


def figures(findings: Iterable[AssessedFinding]) -> FindingFigures:
    """Counts of ``findings`` on their day."""
    count: Counter[str] = Counter()
    for found in findings:
        count["found"] += 1
        count["repeated"] += found.recurrence is Recurrence.REPEATED
        count["closed" if found.closed_on else "open"] += 1
        count["overdue"] += found.state is FindingState.LATE
        if found.in_time is not None:
            count["in_time" if found.in_time else "late"] += 1
    return FindingFigures(**count)


def _round(audit: Audit, findings: Sequence[AssessedFinding], law: Law, *, kept: bool) -> AuditRound:
    values = Counter(result.value for result in audit.results)
    weights = [(law.named(AuditCriterion)[r.criterion_id].weight, r.value) for r in audit.results if r.value in _WORTH]
    whole = sum(weight for weight, _ in weights)
    return AuditRound(
        audit=audit,
        values=dict(values),
        weighted=sum((weight * _WORTH[value] for weight, value in weights), Fraction(0)) / whole if whole else None,
        findings=tuple(findings),
        figures=figures(findings) if kept else None,
    )


# --- measures: a closed set -------------------------------------------------------------------------------

Measure = Callable[[BodyAssessment, AuditCriterion, Span], Measured]


def measured(made: BodyAssessment, criterion: AuditCriterion, span: Span) -> Measured | None:
    """What the program counts for a criterion in a span, no further than the assessed day; None: by hand."""
    if criterion.measure is None:
        return None
    return MEASURES[criterion.measure](made, criterion, Span(span.since, min(span.until, made.on)))


def with_measures(made: BodyAssessment, law: Law) -> BodyAssessment:
    """The body with every criterion measured over the last year."""
    today = {criterion.id: found for criterion, found in all_measured(made, law, last_year(made.on))}
    return made.put(AuditAssessment, replace(made.get(AuditAssessment), today=today))


def last_year(on: date) -> Span:
    """The 365 days that end on the day."""
    return Span(on - timedelta(days=364), on)


def _share(rows: Iterable[bool], unit: str, source: str) -> Measured:
    said = list(rows)
    return Measured(met=sum(said), total=len(said), unit=unit, source=source)


def _nothing(unit: str, source: str) -> Measured:
    return Measured(met=None, total=0, unit=unit, source=source)


_HELD = (Status.MET, Status.DUE_SOON)
_SAID = (Status.NIL, Status.NOT_A_DUTY)


def _available(made: BodyAssessment, _criterion: AuditCriterion, _span: Span) -> Measured:
    counted = [j.status for j in made.judgements.values() if j.counted and j.status is not Status.NOT_JUDGED]
    return _share((s is not Status.MISSING for s in counted), "informasi wajib", "halaman Ketersediaan")


def _current(made: BodyAssessment, _criterion: AuditCriterion, _span: Span) -> Measured:
    counted = [j.status for j in made.judgements.values() if j.counted and j.status in (*_HELD, Status.OVERDUE)]
    return _share((s is not Status.OVERDUE for s in counted), "informasi wajib yang tersedia", "halaman Ketersediaan")


def _named_duties(made: BodyAssessment, criterion: AuditCriterion, _span: Span) -> Measured:
    named = [made.judgements[name] for name in criterion.obligation_ids if name in made.judgements]
    judged = [j.status for j in named if j.status is not Status.NOT_JUDGED]
    return _share((s in (*_HELD, *_SAID) for s in judged), "kewajiban", "halaman Ketersediaan")


def _cases(made: BodyAssessment, register: str, span: Span) -> list[Case] | None:
    """Cases received in the span; None when the register is not kept here."""
    cases = made.get(Service).cases.get(register)
    return None if cases is None else [c for c in cases if span.holds(c.record.received_on)]


def _in_time(register: str) -> Measure:
    def measure(made: BodyAssessment, _criterion: AuditCriterion, span: Span) -> Measured:
        unit, source = f"{register} yang sudah dijawab atau lewat batas", f"{register}.csv"
        cases = _cases(made, register, span)
        if cases is None:
            return _nothing(unit, source)
        return _share((c.kept for c in cases if c.kept is not None), unit, source)

    return measure


def _of_rows(register: str, unit: str, wanted: Callable[[Case], bool], met: Callable[[Any], bool]) -> Measure:
    """A measure over the rows of one register: which are looked at, and what is asked of their records."""

    def measure(made: BodyAssessment, _criterion: AuditCriterion, span: Span) -> Measured:
        cases, source = _cases(made, register, span), f"{register}.csv"
        if cases is None:
            return _nothing(unit, source)
        return _share((met(c.record) for c in cases if wanted(c)), unit, source)

    return measure


def _complete(made: BodyAssessment, _criterion: AuditCriterion, span: Span) -> Measured:
    unit, source = "baris register permohonan dan keberatan", "permohonan.csv dan keberatan.csv"
    kept = [cases for name in ("permohonan", "keberatan") if (cases := _cases(made, name, span)) is not None]
    if not kept:
        return _nothing(unit, source)
    return _share((_is_complete(case) for cases in kept for case in cases), unit, source)


def _is_complete(case: Case) -> bool:
    """A number, the day it was given and, once answered, what was decided (Perki 1/2021 Pasal 32 and 43)."""
    record: Any = case.record
    numbered = record.number is not None and record.recorded_on is not None
    return numbered and (case.stage is not CaseStage.CLOSED or record.decision is not None)


def _decided_entries(made: BodyAssessment, _criterion: AuditCriterion, _span: Span) -> Measured:
    entries = made.records.register or ()
    decided = (e.decision is not None and (e.decision_on is None or e.decision_on <= made.on) for e in entries)
    return _share(decided, "butir DIP", "daftar-informasi-publik.csv")


def _standard(made: BodyAssessment, criterion: AuditCriterion, _span: Span) -> Measured:
    """Parts of one standard; of several procedures the complete ones."""
    states = [s for s in made.every(StandardState) if s.standard.id == criterion.standard_id]
    several, source = len(states) > 1, f"{criterion.standard_id}.yml"
    unit = "prosedur lengkap" if several else "bagian"
    if not any(s.record is not None for s in states):
        return _nothing(unit, source)
    if several:
        return _share((s.complete for s in states), unit, source)
    (state,) = states
    total = len(state.parts)
    return Measured(met=total - len(state.missing), total=total, unit=unit, source=source)


def _exclusions(met: Callable[[Any], bool], states: Sequence[ExclusionState] | None) -> Measure:
    def measure(made: BodyAssessment, _criterion: AuditCriterion, _span: Span) -> Measured:
        unit, source = "informasi yang dikecualikan", "dikecualikan.csv"
        if not lists_exclusions(made.records):
            return _nothing(unit, source)
        rows = [e for e in made.every(AssessedExclusion) if e.state is not ExclusionState.NOT_YET]
        return _share((met(e) for e in rows if states is None or e.state in states), unit, source)

    return measure


def _links(made: BodyAssessment, _criterion: AuditCriterion, span: Span) -> Measured:
    records: list[RegisterEntry | Fulfilment] = [*(made.records.register or ()), *(made.records.fulfilments or ())]
    checked = (span.holds(r.link_checked_on) for r in records if r.link)
    return _share(checked, "tautan ke luar portal", "daftar-informasi-publik.csv dan pemenuhan.yml")


def _texts(made: BodyAssessment, _criterion: AuditCriterion, _span: Span) -> Measured:
    texts = [d.has_text for d in made.records.documents.values() if d.has_text is not None]
    return _share(texts, "berkas yang dapat diperiksa teksnya", "berkas/")


def _sizes(made: BodyAssessment, _criterion: AuditCriterion, _span: Span) -> Measured:
    return _share((d.size <= MOST_BYTES for d in made.records.documents.values()), "berkas", "berkas/")


def _contacts(made: BodyAssessment, _criterion: AuditCriterion, _span: Span) -> Measured:
    body = made.body
    ways = (bool(body.address), bool(body.phones), bool(body.email), bool(body.opening))
    return _share(ways, "jalan: alamat, telepon, pos-el, jam layanan", "badan.yml")


def _closed_findings(made: BodyAssessment, _criterion: AuditCriterion, _span: Span) -> Measured:
    unit, source = "temuan yang ditutup atau lewat jatuh tempo", "temuan.csv"
    if made.get(AuditAssessment).findings is None:
        return _nothing(unit, source)
    counts = made.get(AuditAssessment).figures
    return Measured(met=counts.in_time, total=counts.due, unit=unit, source=source)


_ENDED = (ExclusionState.OPENED, ExclusionState.DECLARED, ExclusionState.UNPUBLISHED, ExclusionState.LATE)
#: Every measure by its name; a criterion of the law data names one, or none.
MEASURES: Mapping[str, Measure] = {
    "wajib-tersedia": _available,
    "wajib-mutakhir": _current,
    "kewajiban-terpenuhi": _named_duties,
    "permohonan-tepat-waktu": _in_time("permohonan"),
    "permohonan-dicatat-segera": _of_rows(
        "permohonan", "permohonan", lambda c: True, lambda r: r.recorded_on == r.received_on
    ),
    "keberatan-tepat-waktu": _in_time("keberatan"),
    "pengaduan-tepat-waktu": _in_time("pengaduan"),
    "register-lengkap": _complete,
    "perpanjangan-beralasan": _of_rows(
        "permohonan", "perpanjangan", lambda c: c.extended, lambda r: r.extension_reason is not None
    ),
    "penolakan-berdasar": _of_rows(
        "permohonan",
        "penolakan, seluruhnya atau sebagian",
        lambda c: c.stage is CaseStage.CLOSED and _decision(c) in ("ditolak", "dikabulkan-sebagian"),
        lambda r: bool(r.refusal_ids),
    ),
    "dip-ditetapkan": _decided_entries,
    "bagian-standar": _standard,
    "pengecualian-berkeputusan": _exclusions(lambda e: e.row.tested_on <= e.row.decided_on, None),
    "pengecualian-dibuka": _exclusions(lambda e: not e.is_gap, _ENDED),
    "tautan-diperiksa": _links,
    "berkas-berteks": _texts,
    "berkas-ringan": _sizes,
    "jalan-menghubungi": _contacts,
    "temuan-ditutup": _closed_findings,
}


def _decision(case: Case) -> str | None:
    return case.record.decision


def all_measured(made: BodyAssessment, law: Law, span: Span) -> Iterator[tuple[AuditCriterion, Measured | None]]:
    """Every criterion of the law in its order, with its figure."""
    for criterion in law.named(AuditCriterion).values():
        yield criterion, measured(made, criterion, span)


def assess_audit(made: BodyAssessment, law: Law) -> BodyAssessment:
    """Audits and findings, and every criterion measured over the last year."""
    return with_measures(made.put(AuditAssessment, audit_of(made.records, law, made.on)), law)


def evidence_pages(records: BodyRecords, _on: date) -> tuple[str, ...]:
    """The page of supervision, as soon as an audit and its findings are written."""
    return ("pengawasan",) if records.rows(Audit) and records.rows(Finding) is not None else ()
