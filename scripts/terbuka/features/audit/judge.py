"""Internal audits on a day: states of findings, repeats, figures by audit; and what the program can count itself.

Promises: pure; the day is an argument. What the program counts for a criterion is a measure of ``measures`` over one
span of days. How figures are made is told to citizens in ``content/metodologi/audit-internal.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from terbuka.base.periods import Span, Term
from terbuka.duties.measure import Measured, Question, count
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.audit.record import (
    AssessedFinding,
    Audit,
    AuditAssessment,
    AuditCriterion,
    AuditRound,
    Finding,
    FindingFigures,
    FindingState,
    Recurrence,
)
from terbuka.law.law import Law

#: What a value is worth when the proposed weights are summed.
_WORTH = {"sesuai": Fraction(1), "sebagian": Fraction(1, 2), "tidak": Fraction(0)}


def span_of(period: str) -> Span:
    """The days of ``2026``, ``2026-1`` (January to June) or ``2026-2``; ValueError for anything else."""
    return Term.parse(period, quarters=False).span


# --- audits and findings ----------------------------------------------------------------------------------


def audit_of(records: BodyRecords, law: Law, on: date) -> AuditAssessment:
    """Audits that have ended by ``on``, the oldest first, with the findings of theirs."""
    ended = sorted((a for a in records.rows(Audit) or () if a.ended_on <= on), key=lambda a: (a.ended_on, a.id))
    kept = records.rows(Finding) is not None
    ids = {audit.id for audit in ended}
    rows = [f for f in records.rows(Finding) or () if f.audit_id in ids and f.found_on <= on]
    rows.sort(key=lambda f: (f.found_on, f.id))
    findings = [_finding(row, rows, law, on) for row in rows]
    rounds = tuple(
        _round(audit, [f for f in findings if f.row.audit_id == audit.id], law, kept=kept) for audit in ended
    )
    return AuditAssessment(rounds=rounds, findings=tuple(findings) if kept else None, figures=figures(findings))


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
    for finding in findings:
        count["found"] += 1
        count["repeated"] += finding.recurrence is Recurrence.REPEATED
        count["closed" if finding.closed_on else "open"] += 1
        count["overdue"] += finding.state is FindingState.LATE
        if finding.in_time is not None:
            count["in_time" if finding.in_time else "late"] += 1
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


# --- what the program counts for a criterion --------------------------------------------------------------


def measured(assessed: BodyAssessment, criterion: AuditCriterion, span: Span, law: Law) -> Measured | None:
    """What the program counts for a criterion in a span, no further than the assessed day; None: by hand."""
    if criterion.measure is None:
        return None
    named = criterion.obligation_ids or ((criterion.standard_id,) if criterion.standard_id else ())
    days = Span(span.since, min(span.until, assessed.on))
    return count(criterion.measure, Question(assessed, law, days, named))


def with_measures(assessed: BodyAssessment, law: Law) -> BodyAssessment:
    """The body with every criterion measured over the last year."""
    today = {criterion.id: found for criterion, found in all_measured(assessed, law, last_year(assessed.on))}
    return assessed.put(AuditAssessment, replace(assessed.get(AuditAssessment), today=today))


def last_year(on: date) -> Span:
    """The 365 days that end on the day."""
    return Span(on - timedelta(days=364), on)


def all_measured(assessed: BodyAssessment, law: Law, span: Span) -> Iterator[tuple[AuditCriterion, Measured | None]]:
    """Every criterion of the law in its order, with its figure."""
    for criterion in law.named(AuditCriterion).values():
        yield criterion, measured(assessed, criterion, span, law)


def assess_audit(assessed: BodyAssessment, law: Law) -> BodyAssessment:
    """Audits and findings, and every criterion measured over the last year."""
    return with_measures(assessed.put(AuditAssessment, audit_of(assessed.records, law, assessed.on)), law)


def evidence_pages(records: BodyRecords, _on: date) -> tuple[str, ...]:
    """The page of supervision, as soon as an audit and its findings are written."""
    return ("pengawasan",) if records.rows(Audit) and records.rows(Finding) is not None else ()
