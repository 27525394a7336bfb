"""One body on one day: the status of every duty, its reason, its due day and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from terbuka import routes
from terbuka.assess.tally import bulk_day, tally
from terbuka.model import (
    Body,
    BodyAssessment,
    BodyRecords,
    Dated,
    Evidence,
    Judgement,
    Law,
    Obligation,
    RegisterEntry,
    Status,
)
from terbuka.periods import Period

#: Worst first: the status of a row with parts is that of its worst part.
WORST_FIRST = (
    Status.MISSING,
    Status.OVERDUE,
    Status.DUE_SOON,
    Status.MET,
    Status.NIL,
    Status.NOT_A_DUTY,
    Status.NOT_JUDGED,
)

_WELL = (Status.DUE_SOON, Status.MET, Status.NIL, Status.NOT_A_DUTY)

_UNJUDGED = ("acuan", "kejadian", "proses")


def in_force(duty: Obligation, law: Law, on: date) -> bool:
    """Whether any article that orders the duty is in force on ``on`` (first and last day included)."""
    for basis in duty.legal_basis:
        instrument = law.instruments[basis.instrument_id]
        ends = [d for d in (basis.until, instrument.until) if d is not None]
        if (basis.from_on is None or basis.from_on <= on) and all(on <= end for end in ends):
            return True
    return False


def ruling(values: Sequence[Dated], on: date) -> Dated | None:
    """The newest value that has started by ``on``; None when there is none or it says ``tidak-ada``."""
    started = [v for v in values if v.from_on <= on]
    return started[-1] if started and started[-1].value != "tidak-ada" else None


def applies(duty: Obligation, body: Body) -> bool:
    """Whether every condition of the duty fits the body's traits."""
    for condition in duty.applies_if:
        trait = body.traits.get(condition.trait)
        text = {True: "ya", False: "tidak"}.get(trait, trait) if isinstance(trait, bool) else trait
        if text not in condition.values:
            return False
    return True


def due_after(counts_from: date, rule: Dated) -> date:
    """Last lawful day for the next announcement; never before the day the rule itself came into force.

    Source of the interval: the duty's ``selang`` (for berkala Perki 1/2021 Pasal 18).
    """
    return max(Period.parse(rule.value).after(counts_from), rule.from_on - timedelta(days=1))


@dataclass(frozen=True)
class _Candidate:
    """A register entry that names a duty, and why it does not count, if so."""

    entry: RegisterEntry
    counts_from: date | None
    refused: str = ""
    facts: Mapping[str, Any] | None = None


class BodyJudge:
    """Judges all duties of one body on one day."""

    def __init__(self, records: BodyRecords, law: Law, on: date):
        self.records, self.law, self.on, self.body = records, law, on, records.body
        self.duties = {d.id: d for d in law.obligations.values() if in_force(d, law, on)}
        self.children: dict[str, list[Obligation]] = {}
        for duty in self.duties.values():
            if duty.umbrella_id:
                self.children.setdefault(duty.umbrella_id, []).append(duty)
        self.produced = routes.portal_pages(records)
        self.candidates: dict[str, list[_Candidate]] = {}
        for entry in records.register or ():
            for name in entry.obligation_ids:
                self.candidates.setdefault(name, []).append(self._candidate(entry))
        self.made: dict[str, Judgement] = {}

    def assessment(self) -> BodyAssessment:
        judgements = {name: self.judge(duty) for name, duty in self.duties.items()}
        return BodyAssessment(
            records=self.records,
            on=self.on,
            judgements=judgements,
            tally=tally(judgements.values()),
            instrument_names={i.id: i.name for i in self.law.instruments.values()},
            bulk_confirmed_on=bulk_day(self.records.register or ()),
        )

    def judge(self, duty: Obligation) -> Judgement:
        if duty.id not in self.made:
            self.made[duty.id] = self._judge(duty)
        return self.made[duty.id]

    def _judge(self, duty: Obligation) -> Judgement:
        by_parent = self.body.is_unit and duty.bearer == "badan-publik"
        asked = "induk" if by_parent else "unit"
        if not applies(duty, self.body):
            facts = {"sifat": ", ".join(c.trait for c in duty.applies_if)}
            return Judgement(
                obligation=duty,
                status=Status.NOT_A_DUTY,
                reason="tidak-berlaku",
                facts=facts,
                applicable=False,
            )
        if duty.nature in _UNJUDGED:
            return Judgement(obligation=duty, status=Status.NOT_JUDGED, reason=duty.nature, asked=asked)
        if by_parent:
            facts = {"induk_badan": self.body.parent_name or "Badan Publik induk"}
            return Judgement(obligation=duty, status=Status.NOT_JUDGED, reason="induk", facts=facts, asked=asked)
        if duty.judged == "melalui-bagian":
            parts = tuple(self.judge(child) for child in self.children.get(duty.id, ()))
            status = _worst(p.status for p in parts if p.counted)
            return Judgement(obligation=duty, status=status, reason="lewat-bagian", parts=parts)
        if duty.judged == "di-induk":
            if duty.bearer == "paket":
                return Judgement(obligation=duty, status=Status.NOT_JUDGED, reason="rincian")
            return self._row(duty)
        return replace(self._row(duty), counted=True)

    # --- a row: the duty itself, or its details ---

    def _row(self, duty: Obligation) -> Judgement:
        details = [
            self.judge(child)
            for child in self.children.get(duty.id, ())
            if child.judged == "di-induk" and child.bearer != "paket"
        ]
        details = [d for d in details if d.applicable and d.status is not Status.NOT_JUDGED]
        if not details:
            return self._own(duty)
        if stated := self._stated(duty):
            return replace(stated, parts=tuple(details))
        covered = [d for d in details if d.status in _WELL]
        dues = [d.due_on for d in details if d.due_on is not None]
        evidence = {e.entry.id: e for d in details for e in d.evidence}
        row = Judgement(
            obligation=duty,
            status=_worst(d.status for d in details),
            due_on=min(dues, default=None),
            evidence=tuple(evidence.values()),
            parts=tuple(details),
            covered=len(covered),
            needed=len(details),
        )
        if len(covered) == len(details):
            return row
        lacking = [d for d in details if d.status not in _WELL]
        facts: dict[str, Any] = {
            "kurang": [d.obligation.title for d in lacking],
            "kurang_en": [d.obligation.title_en for d in lacking],
            "kode": [d.obligation.id for d in lacking],
        }
        if row.status is Status.OVERDUE:
            first = min(d.due_on for d in lacking if d.due_on is not None)
            facts["sejak"] = first + timedelta(days=1)
            return replace(row, due_on=first, reason="bagian-lewat", facts=facts)
        return replace(row, due_on=None, reason="bagian-kurang", facts=facts)

    def _own(self, duty: Obligation) -> Judgement:
        candidates = self.candidates.get(duty.id, [])
        if yearly := ruling(duty.yearly_due, self.on):
            judged = self._by_year(duty, yearly, candidates)
        else:
            judged = self._by_interval(duty, candidates)
        if judged.status in _WELL:
            return judged
        if stated := self._stated(duty):
            return stated
        return judged

    def _stated(self, duty: Obligation) -> Judgement | None:
        """The statement that covers the duty on the day, as a judgement."""
        for statement in self.records.statements or ():
            if statement.obligation_id == duty.id and statement.covers(self.on):
                status = Status.NIL if statement.kind == "nihil" else Status.NOT_A_DUTY
                return Judgement(obligation=duty, status=status, due_on=statement.until, statement=statement)
        return None

    def _by_interval(self, duty: Obligation, candidates: Sequence[_Candidate]) -> Judgement:
        rule = ruling(duty.intervals, self.on)
        evidence = [
            Evidence(
                entry=c.entry,
                counts_from=c.counts_from,
                due_on=due_after(c.counts_from, rule) if rule else None,
            )
            for c in candidates
            if c.counts_from is not None and not c.refused
        ]
        if not evidence:
            return self._missing(duty, candidates)
        newest = sorted(evidence, key=lambda e: (e.counts_from, e.entry.id), reverse=True)
        due = newest[0].due_on
        made = Judgement(obligation=duty, status=Status.MET, due_on=due, evidence=tuple(newest))
        if due is None or rule is None:
            return made
        if self.on > due:
            period = Period.parse(rule.value)
            facts = {
                "sejak": due + timedelta(days=1),
                "selang": str(period),
                "selang_en": period.in_english(),
            }
            return replace(made, status=Status.OVERDUE, reason="lewat-selang", facts=facts)
        return replace(made, status=Status.DUE_SOON) if self.on >= self.law.soon.before(due) else made

    def _by_year(self, duty: Obligation, rule: Dated, candidates: Sequence[_Candidate]) -> Judgement:
        """A yearly report: for year Y due on the rule's day of Y + 1; it must cover 31 December of Y."""
        good = [c for c in candidates if c.counts_from is not None and not c.refused]
        year = self.on.year - 1
        if _due_of(year, rule) >= self.on:
            year -= 1
        required = year if _due_of(year, rule) >= rule.from_on else None
        evidence = tuple(
            Evidence(entry=c.entry, counts_from=c.counts_from, due_on=None)
            for c in sorted(good, key=lambda c: c.entry.period_until or date.min, reverse=True)
            if c.counts_from is not None
        )
        made = Judgement(obligation=duty, status=Status.MET, evidence=evidence)
        next_due = _due_of(year + 1, rule)
        if any(_covers_year(c.entry, year + 1) for c in good):
            return replace(made, due_on=_due_of(year + 2, rule))
        if required is not None and not any(_covers_year(c.entry, required) for c in good):
            if not evidence:
                return self._missing(duty, candidates)
            due = _due_of(required, rule)
            facts = {"tahun": required, "sejak": due + timedelta(days=1)}
            return replace(made, status=Status.OVERDUE, due_on=due, reason="periode-belum-diliput", facts=facts)
        if required is None and not evidence:
            return replace(made, status=Status.NOT_JUDGED, due_on=next_due, reason="belum-jatuh-tempo")
        soon = self.on >= self.law.soon.before(next_due)
        return replace(made, status=Status.DUE_SOON if soon else Status.MET, due_on=next_due)

    def _missing(self, duty: Obligation, candidates: Sequence[_Candidate]) -> Judgement:
        made = Judgement(obligation=duty, status=Status.MISSING, reason="belum-ada-entri")
        if candidates:
            best = candidates[-1]
            return replace(made, reason=best.refused, facts=best.facts or {})
        for statement in self.records.statements or ():
            if statement.obligation_id == duty.id and statement.until < self.on:
                facts = {"sejak": statement.until + timedelta(days=1)}
                made = replace(made, reason="pernyataan-habis", facts=facts, statement=statement)
        return made

    def _candidate(self, entry: RegisterEntry) -> _Candidate:
        """Whether an entry counts as evidence on the day: decided, dated, and somewhere to be opened."""
        facts: dict[str, Any] = {"entri": entry.title, "entri_id": entry.id}
        days = [d for d in (entry.announced_on, entry.confirmed_on) if d is not None]
        past = [d for d in days if d <= self.on]
        counts_from = max(past, default=None)
        if entry.document_status != "ditetapkan":
            return _Candidate(entry, counts_from, "belum-ditetapkan", facts)
        if counts_from is None:
            refused = "tanggal-depan" if days else "tanpa-tanggal"
            return _Candidate(entry, None, refused, facts | ({"tanggal": min(days)} if days else {}))
        if entry.files or entry.link:
            return _Candidate(entry, counts_from)
        if entry.portal_page is None:
            return _Candidate(entry, counts_from, "tanpa-tempat", facts)
        if entry.portal_page not in self.produced:
            return _Candidate(entry, counts_from, "halaman-tidak-dibuat", facts | {"halaman": entry.portal_page})
        return _Candidate(entry, counts_from)


def _worst(statuses: Iterable[Status]) -> Status:
    found = set(statuses)
    return next((s for s in WORST_FIRST if s in found), Status.NOT_JUDGED)


def _due_of(year: int, rule: Dated) -> date:
    """The rule's month and day in the year after the reported ``year``; 29 February may be the 28th."""
    month, day = (int(part) for part in rule.value.split("-"))
    last = (date(year + 1 + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year + 1, month, min(day, last))


def _covers_year(entry: RegisterEntry, year: int) -> bool:
    end = date(year, 12, 31)
    starts = entry.period_from is None or entry.period_from <= end
    return starts and entry.period_until is not None and entry.period_until >= end
