"""One body on one day: the status of every duty, its reason, its due day and its evidence.

- ``jenis``: *terbit* and *tersedia* are counted by the gate; *kejadian*, *proses* and *acuan* are shown and never
  counted.
- ``dinilai``: *sendiri*; *di-induk*, a detail of a row that is judged ("5 dari 7"); *melalui-bagian*, a heading whose
  parts are judged themselves. The third value keeps a heading from being counted beside its own parts: the same paper
  is never asked for twice.
- ``satuan: badan-publik`` is borne by the parent: for a unit it is shown as the parent's and not judged.
- A unit with ``induk`` is assessed after its parent and shows the parent's state (``induk-tersedia``,
  ``induk-belum``). A record in ``pemenuhan.yml`` counts after an own entry and a statement. What it leads to is
  judged by the duty's own rule; what the parent was to show and does not is ``belum-terbukti-di-induk``: not counted
  for the unit, and ``owed`` by the parent.
- A stage of procurement is judged by its packages as soon as ``paket.csv`` has any that need a document of its kinds
  (``duties/packages``).
- An interval that starts later is not unfair backwards: what it makes late is late from the day before the rule
  began, not earlier.
- ``jatuh_tempo_tahunan``: the report for year Y must contain 31 December of Y and be there on the rule's day of Y +
  1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from terbuka.base.periods import Period, clipped, month_day
from terbuka.duties.evidence import Candidate, Produced, candidate, proof
from terbuka.duties.packages import PACKAGES_RUN, by_packages, package_states, stage_packages
from terbuka.duties.record import Fulfilment, RegisterEntry
from terbuka.duties.records import BodyRecords
from terbuka.duties.tally import bulk_day, tally
from terbuka.duties.verdict import UNPROVEN, WELL, WORST_FIRST, BodyAssessment, Evidence, Judgement, Status
from terbuka.law.body import Body
from terbuka.law.law import Law
from terbuka.law.record import Condition, Dated, Obligation, PeriodLimit, ruling

#: Reasons that lie in the period an entry reports on.
BY_PERIOD = ("periode-terlalu-lama", "periode-lama-usulan", "tanpa-periode")
_UNJUDGED = ("acuan", "kejadian", "proses")
#: Reasons by which a duty that is judged by itself is not counted for this body.
UNCOUNTED = (UNPROVEN, PACKAGES_RUN)


def in_force(duty: Obligation, law: Law, on: date) -> bool:
    """Whether any article that orders the duty is in force on ``on`` (first and last day included)."""
    for basis in duty.legal_basis:
        end = law.instruments[basis.instrument_id].until
        if basis.in_force(on) and (end is None or on <= end):
            return True
    return False


def applies(duty: Obligation, body: Body) -> bool:
    """Whether every condition of the duty fits the body's traits."""
    return fits(duty.applies_if, body.traits)


def fits(conditions: Iterable[Condition], traits: Mapping[str, str | bool]) -> bool:
    """Whether every condition fits the traits of a body (``sifat``)."""
    for condition in conditions:
        trait = traits.get(condition.trait)
        text = ("ya" if trait else "tidak") if isinstance(trait, bool) else trait
        if text not in condition.values:
            return False
    return True


def due_after(counts_from: date, rule: Dated) -> date:
    """Last lawful day for the next announcement; never before the day the rule itself came into force.

    Source of the interval: the duty's ``selang`` (for berkala Perki 1/2021 Pasal 18).
    """
    return max(Period.parse(rule.value).after(counts_from), rule.from_on - timedelta(days=1))


class BodyJudge:
    """Judges all duties of one body on one day. ``produced`` says which pages count as evidence.

    ``others`` are all bodies of the portal, for what is met elsewhere; ``parent`` is the finished assessment
    of the body above, when it is one of them.
    """

    def __init__(
        self,
        records: BodyRecords,
        law: Law,
        on: date,
        produced: Produced,
        others: Mapping[str, BodyRecords] | None = None,
        parent: BodyAssessment | None = None,
    ):
        self.records, self.law, self.on, self.body = records, law, on, records.body
        self.others, self.parent = others or {}, parent
        self.duties = {d.id: d for d in law.obligations.values() if in_force(d, law, on)}
        self.children: dict[str, list[Obligation]] = {}
        for duty in self.duties.values():
            if duty.umbrella_id:
                self.children.setdefault(duty.umbrella_id, []).append(duty)
        self.produced, self.pages = produced, produced(records, on)
        self.candidates: dict[str, list[Candidate]] = {}
        accepted: dict[str, frozenset[str]] = {}
        for entry in records.register or ():
            found = candidate(entry, on, self.pages)
            if found.counts:
                accepted[entry.id] = frozenset(entry.obligation_ids)
            for name in entry.obligation_ids:
                self.candidates.setdefault(name, []).append(found)
        self.packages = package_states(records.packages or (), law, self.duties, on, accepted)
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
            packages=self.packages,
            produced=self.pages,
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
            return self._by_parent(duty)
        if duty.judged == "melalui-bagian":
            parts = tuple(self.judge(child) for child in self.children.get(duty.id, ()))
            status = _worst(p.status for p in parts if p.counted)
            return Judgement(
                obligation=duty, status=status, reason="lewat-bagian", facts={"banyak": len(parts)}, parts=parts
            )
        if duty.judged == "di-induk":
            if duty.bearer == "paket":
                return Judgement(obligation=duty, status=Status.NOT_JUDGED, reason="rincian")
            return self._row(duty)
        row = self._row(duty)
        return replace(row, counted=row.reason not in UNCOUNTED)

    def _by_parent(self, duty: Obligation) -> Judgement:
        """A duty of the whole public body, as its unit shows it: the gap, if any, is the parent's."""
        judgement = Judgement(
            obligation=duty,
            status=Status.NOT_JUDGED,
            reason="induk",
            facts={"induk_badan": self.parent_name},
            asked="induk",
        )
        if self.parent is not None and (above := self.parent.judgements.get(duty.id)):
            late = "induk-lewat" if above.status is Status.OVERDUE else "induk-belum"
            reason = "induk-tersedia" if above.status in WELL else late if above.is_gap else "induk"
            proofs = tuple(replace(e, body_id=e.body_id or self.parent.body.id) for e in above.evidence)
            return replace(judgement, reason=reason, evidence=proofs)
        if found := self._elsewhere(duty):
            proven = found.status in WELL
            return replace(
                found,
                status=Status.NOT_JUDGED,
                reason="induk-tersedia" if proven else UNPROVEN,
                facts={**judgement.facts, **found.facts},
                asked="induk",
            )
        return judgement

    @property
    def parent_name(self) -> str:
        return (self.parent.body.name if self.parent else self.body.parent_name) or "Badan Publik induk"

    # --- a row: the duty itself, or its details ---

    def _row(self, duty: Obligation) -> Judgement:
        details = [
            self.judge(child)
            for child in self.children.get(duty.id, ())
            if child.judged == "di-induk" and child.bearer != "paket"
        ]
        details = [d for d in details if d.applicable and d.status is not Status.NOT_JUDGED]
        if states := stage_packages(self.children.get(duty.id, ()), self.packages):
            return by_packages(duty, states)
        if not details:
            return self._own(duty)
        if stated := self._stated(duty):
            return replace(stated, parts=tuple(details))
        covered = [d for d in details if d.status in WELL]
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
        lacking = [d for d in details if d.status not in WELL]
        facts: dict[str, Any] = {
            "kurang": [d.obligation.title for d in lacking],
            "kurang_en": [d.obligation.title_en for d in lacking],
            "kode": [d.obligation.id for d in lacking],
        }
        if told := _by_period(lacking):
            return replace(row, due_on=told.due_on, reason=told.reason, facts=told.facts)
        if row.status is Status.OVERDUE:
            first = min(d.due_on for d in lacking if d.due_on is not None)
            facts["sejak"] = first + timedelta(days=1)
            return replace(row, due_on=first, reason="bagian-lewat", facts=facts)
        return replace(row, due_on=None, reason="bagian-kurang", facts=facts)

    def _own(self, duty: Obligation) -> Judgement:
        judged = self._by_rule(duty, self.candidates.get(duty.id, []))
        if judged.status in WELL:
            return judged
        return self._stated(duty) or self._elsewhere(duty) or judged

    def _by_rule(self, duty: Obligation, candidates: Sequence[Candidate]) -> Judgement:
        if yearly := ruling(duty.yearly_due, self.on):
            return self._by_year(duty, yearly, candidates)
        return self._by_interval(duty, candidates)

    def _elsewhere(self, duty: Obligation) -> Judgement | None:
        """The duty as the record of the day says that it is met elsewhere; None without such a record.

        What the parent does not show is not held against the unit (house: pemenuhan).
        """
        records = self.records.fulfilments or ()
        record = next((f for f in records if f.obligation_id == duty.id and f.covers(self.on)), None)
        if record is None:
            return None
        judgement = replace(
            self._by_rule(duty, [proof(record, self.on, self.others, self.produced)]), fulfilment=record
        )
        if judgement.status in WELL:
            return replace(judgement, due_on=min(judgement.due_on or record.until, record.until))
        if record.through_parent:
            unproven = {"induk_badan": self.parent_name, "dokumen": record.title}
            return replace(
                judgement, status=Status.NOT_JUDGED, reason=UNPROVEN, facts=unproven, asked="induk", due_on=None
            )
        if judgement.reason == "lewat-selang":
            facts = {**judgement.facts, "dokumen": record.title, "diperiksa": record.link_checked_on}
            return replace(judgement, reason="tautan-lama", facts=facts)
        return judgement

    def _stated(self, duty: Obligation) -> Judgement | None:
        """The statement that covers the duty on the day, as a judgement."""
        for statement in self.records.statements or ():
            if statement.obligation_id == duty.id and statement.covers(self.on):
                status = Status.NIL if statement.kind == "nihil" else Status.NOT_A_DUTY
                return Judgement(obligation=duty, status=status, due_on=statement.until, statement=statement)
        return None

    def _by_interval(self, duty: Obligation, candidates: Sequence[Candidate]) -> Judgement:
        """By the interval since the last touch and, for a duty that reports on a period, by the age of that period:
        an entry is as fresh as the earlier of both days, and the freshest entry decides."""
        rule, limit = ruling(duty.intervals, self.on), ruling(duty.period_limits, self.on)
        looked = [_with_period(c) for c in candidates] if limit else list(candidates)
        evidence = [
            _dated(c, c.counts_from, rule, limit) for c in looked if c.counts_from is not None and not c.refused
        ]
        if not evidence:
            return self._missing(duty, looked)
        newest = sorted(evidence, key=lambda e: (e.counts_from, e.entry.id), reverse=True)
        if limit:
            newest.sort(key=lambda e: e.due_on or date.max, reverse=True)
        due = newest[0].due_on
        judgement = Judgement(obligation=duty, status=Status.MET, due_on=due, evidence=tuple(newest))
        if due is None:
            return judgement
        if self.on > due:
            return replace(judgement, status=Status.OVERDUE, **_late(newest[0], due, rule, limit))
        return replace(judgement, status=Status.DUE_SOON) if self.on >= self.law.soon.before(due) else judgement

    def _by_year(self, duty: Obligation, rule: Dated, candidates: Sequence[Candidate]) -> Judgement:
        """A yearly report: for year Y due on the rule's day of Y + 1; it must cover 31 December of Y."""
        good = [c for c in candidates if c.counts_from is not None and not c.refused]
        year = self.on.year - 1
        if due_of_year(year, rule) >= self.on:
            year -= 1
        required = year if due_of_year(year, rule) >= rule.from_on else None
        evidence = tuple(
            Evidence(entry=c.entry, counts_from=c.counts_from, due_on=None, body_id=c.body_id)
            for c in sorted(good, key=lambda c: c.entry.period_until or date.min, reverse=True)
            if c.counts_from is not None
        )
        judgement = Judgement(obligation=duty, status=Status.MET, evidence=evidence)
        next_due = due_of_year(year + 1, rule)
        if any(_covers_year(c.entry, year + 1) for c in good):
            return replace(judgement, due_on=due_of_year(year + 2, rule))
        if required is not None and not any(_covers_year(c.entry, required) for c in good):
            if not evidence:
                return self._missing(duty, candidates)
            due = due_of_year(required, rule)
            facts = {"tahun": required, "sejak": due + timedelta(days=1)}
            return replace(judgement, status=Status.OVERDUE, due_on=due, reason="periode-belum-diliput", facts=facts)
        if required is None and not evidence:
            return replace(judgement, status=Status.NOT_JUDGED, due_on=next_due, reason="belum-jatuh-tempo")
        soon = self.on >= self.law.soon.before(next_due)
        return replace(judgement, status=Status.DUE_SOON if soon else Status.MET, due_on=next_due)

    def _missing(self, duty: Obligation, candidates: Sequence[Candidate]) -> Judgement:
        judgement = Judgement(obligation=duty, status=Status.MISSING, reason="belum-ada-entri")
        if candidates:
            best = candidates[-1]
            return replace(judgement, reason=best.refused, facts=best.facts or {})
        for statement in self.records.statements or ():
            if statement.obligation_id == duty.id and statement.until < self.on:
                facts = {"sejak": statement.until + timedelta(days=1)}
                judgement = replace(judgement, reason="pernyataan-habis", facts=facts, statement=statement)
        for record in self.records.fulfilments or ():
            if record.obligation_id == duty.id and record.until < self.on:
                ended: dict[str, Any] = {"sejak": record.until + timedelta(days=1), "dokumen": record.title}
                judgement = replace(judgement, reason="pemenuhan-habis", facts=ended, fulfilment=record)
        return judgement


def _with_period(found: Candidate) -> Candidate:
    """What is offered for a duty that reports on a period: without the period nobody can tell how old it is. A page
    of the portal reports up to its own day."""
    entry = found.entry
    if found.refused or entry.period_until or entry.period_from:
        return found
    if isinstance(entry, RegisterEntry) and entry.portal_page and not (entry.files or entry.link):
        return found
    return replace(found, refused="tanpa-periode", facts=_named(entry))


def _named(entry: RegisterEntry | Fulfilment) -> dict[str, Any]:
    """The entry as facts of a reason; a row of the register is also known by its code."""
    return {"entri": entry.title} | ({"entri_id": entry.id} if isinstance(entry, RegisterEntry) else {})


def _dated(found: Candidate, counts_from: date, rule: Dated | None, limit: PeriodLimit | None) -> Evidence:
    """The evidence with its last lawful days: by its last touch, and by the end of its period."""
    entry = found.entry
    touched = due_after(counts_from, rule) if rule else None
    ended = due_after(entry.period_until, limit) if limit and entry.period_until else None
    due = min((d for d in (touched, ended) if d is not None), default=None)
    return Evidence(entry=entry, counts_from=counts_from, due_on=due, interval_due_on=touched, body_id=found.body_id)


def _late(evidence: Evidence, due: date, rule: Dated | None, limit: PeriodLimit | None) -> dict[str, Any]:
    """Reason and facts of evidence that is late: its period is too old, else it was not touched for too long."""
    facts: dict[str, Any] = {"sejak": due + timedelta(days=1)}
    ended = evidence.entry.period_until
    if limit and ended and due_after(ended, limit) == due:
        length = Period.parse(limit.value)
        facts |= {"selesai": ended, "usia": str(length), "usia_en": length.in_english()}
        return {"reason": "periode-terlalu-lama" if limit.confirmed else "periode-lama-usulan", "facts": facts}
    if rule:
        interval = Period.parse(rule.value)
        facts |= {"selang": str(interval), "selang_en": interval.in_english()}
    return {"reason": "lewat-selang", "facts": facts}


def _by_period(lacking: Sequence[Judgement]) -> Judgement | None:
    """The detail whose reason is that of the whole row: all that lacks has the same fault, its reported period. To
    list the details would advise to name or confirm them again, which mends nothing."""
    reasons = {detail.reason for detail in lacking}
    if len(reasons) != 1 or not reasons <= set(BY_PERIOD):
        return None
    return min(lacking, key=lambda detail: detail.due_on or date.max)


def _worst(statuses: Iterable[Status]) -> Status:
    states = set(statuses)
    return next((s for s in WORST_FIRST if s in states), Status.NOT_JUDGED)


def due_of_year(year: int, rule: Dated) -> date:
    """The rule's month and day in the year after the reported ``year``; 29 February may be the 28th."""
    return clipped(year + 1, *month_day(rule.value))


def _covers_year(entry: RegisterEntry | Fulfilment, year: int) -> bool:
    end = date(year, 12, 31)
    starts = entry.period_from is None or entry.period_from <= end
    return starts and entry.period_until is not None and entry.period_until >= end
