"""What a change does: two versions of a portal, assessed on the same day, compared.

Promises: pure. A gap is known by its body and its duty, or by its body and its record, never by its line; a row by
the key of its schema. As both versions are assessed on one day, every difference comes from the change and none from
the calendar.

``terbuka check --against REF`` reads REF as a whole tree out of git (no checkout, no hooks, symbolic links not
written), assesses both on the same day, and compares. A gap is known by (body, duty), or by (body, kind, id) where it
hangs on one record; never by its line. A row is known by its id.

- ``baru``: a gap now, none before; also all gaps of a new body that is ``berjalan``; yes
- ``memburuk``: late before and missing now, or a detail that was met is lost; another date alone is not worse; yes
- ``membaik``, ``bawaan``: there before; also when a body goes from ``rintisan`` to ``berjalan``; no
- ``tertutup``: a gap before, none now; no

``jenis`` and ``id`` say what a gap hangs on: a duty (``kewajiban``), what a unit relies on its parent for
(``titipan``, id ``unit/duty``), or one record of a register (``dikecualikan``). A further kind of record joins in
``BodyAssessment.record_gaps`` and words its problem with the facts ``badan``, ``jenis`` and ``id``; gate, figures and
comparison follow.

Gaps of a body that is ``rintisan`` are told and not counted, but for those it promised for a day that has passed. A
gap that goes away with its body is not called closed. *Blocked* is always 1. When REF itself is blocked nothing is
forgiven, and the answer says why. When REF is older than the program, the schemas and law files that the program has
come to need are lent to it and named (``dipinjami``). REF missing, a shallow clone or no repository is exit 2 with
the remedy.

``--format github`` works with and without ``--against``: the text for the log (no line of it is a command for the
runner), annotations within the caps of the platform (ten errors, ten warnings; the tenth counts the rest), and the
whole answer as Markdown appended to the file that ``GITHUB_STEP_SUMMARY`` names, at most 1 MB. What was typed is
shown letter by letter there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from terbuka.base.problem import Problem, Severity
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import WANTING, Assessment, BodyAssessment, Judgement, Status
from terbuka.law.record import Obligation
from terbuka.review.rows import RegisterChange, changed_registers


class Turn(StrEnum):
    """What became of a gap; ``RED`` turn the check red."""

    NEW = "baru"
    WORSENED = "memburuk"
    EASED = "membaik"
    CLOSED = "tertutup"
    INHERITED = "bawaan"


RED = (Turn.NEW, Turn.WORSENED)
#: What was there before the change.
OLD = (Turn.EASED, Turn.INHERITED)


class Stage(StrEnum):
    """What became of a body, where that changes how its gaps are counted."""

    SAME = "tetap"
    ADDED = "baru"
    REMOVED = "dihapus"
    NOW_COUNTED = "kini-dihitung"
    NO_LONGER_COUNTED = "tidak-lagi-dihitung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a gap is about: a duty of the catalogue (``kind`` kewajiban), or one record of another kind."""

    kind: str
    id: str
    title: str
    title_en: str


DUTY = "kewajiban"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChange:
    """One gap of either version. ``before`` and ``now`` are None where a duty was or is not judged, and where a
    record had or has no gap.

    ``counted``: the gate counts it now; ``lost_parts``: details that had been met; ``problem``: how the check
    words the gap as it is now, None for a gap that is closed or not counted.
    """

    turn: Turn
    body_id: str
    body_name: str
    subject: Subject
    before: Status | None
    now: Status | None
    counted: bool
    due_on: date | None = None
    lost_parts: tuple[Obligation, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChange:
    """Figures of one body; ``met`` (on time, or due soon) and ``judged`` before and now, None where it is not."""

    id: str
    name: str
    sample: bool
    counted: bool
    stage: Stage
    met: tuple[int | None, int | None]
    judged: tuple[int | None, int | None]
    gaps: tuple[GapChange, ...] = ()
    #: Gaps that went away with the body.
    gone: int = 0

    def count(self, turn: Turn, status: Status | None = None) -> int:
        return sum(g.turn is turn and status in (None, g.now) for g in self.gaps)

    @property
    def changed(self) -> bool:
        """Whether there is anything to tell about its duties."""
        moved = self.met[0] != self.met[1] or self.judged[0] != self.judged[1]
        return moved or self.stage is not Stage.SAME or any(g.turn is not Turn.INHERITED for g in self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The answer on a change. ``ref`` as it was asked for, ``commit`` its full hash, ``commit_time`` ISO 8601.

    When the other version cannot be judged, ``unjudged`` holds why (its own problems; none when it holds no
    portal at all), everything else is empty and nothing is forgiven. ``lent`` are files of the version of now
    that the other one, being older than the program, was read with.
    """

    ref: str
    commit: str
    commit_time: str
    judged: bool = True
    lent: tuple[str, ...] = ()
    unjudged: tuple[Problem, ...] = ()
    bodies: tuple[BodyChange, ...] = ()
    registers: tuple[RegisterChange, ...] = ()

    def gaps(self, *turns: Turn) -> tuple[GapChange, ...]:
        """Gaps of these turns, worst first: those that count, what is missing, what is late for longest."""
        changes = [g for body in self.bodies for g in body.gaps if g.turn in turns]
        return tuple(sorted(changes, key=lambda g: (not g.counted, g.now is not Status.MISSING, g.due_on or date.max)))

    @property
    def touched(self) -> tuple[BodyChange, ...]:
        """The bodies that the change is about: their duties, or any of their rows."""
        folders = {register.folder for register in self.registers}
        return tuple(body for body in self.bodies if body.changed or f"badan/{body.id}" in folders)

    @property
    def opened(self) -> bool:
        """Whether the change itself turns the check red."""
        return any(g.counted for g in self.gaps(*RED))


def same_days(
    days: Mapping[str, date], before: Corpus, days_before: Mapping[str, date], now: Corpus
) -> dict[str, date]:
    """Days for the other version: the same day for each body, except that a sample keeps its own."""
    made = dict(days_before)
    for name, records in before.bodies.items():
        if name in days and not records.body.sample and not now.bodies[name].body.sample:
            made[name] = days[name]
    return made


def compare(
    before: tuple[Corpus, Assessment], now: tuple[Corpus, Assessment], problems: Sequence[Problem], about: Comparison
) -> Comparison:
    """Fill ``about`` with what differs; ``problems`` are those of the version of now."""
    worded = {_worded(p): p for p in problems if p.severity is Severity.GAP}
    changes = [_gone(old) for name, old in before[1].bodies.items() if name not in now[1].bodies]
    for name, new in now[1].bodies.items():
        changes.append(_body(before[1].bodies.get(name), new, worded))
    return replace(about, bodies=tuple(changes), registers=tuple(changed_registers(before[0], now[0])))


# --- duties ----------------------------------------------------------------------------------------------


def _met(assessed: BodyAssessment) -> int:
    return assessed.tally.available


def _gone(old: BodyAssessment) -> BodyChange:
    return BodyChange(
        id=old.body.id,
        name=old.body.name,
        sample=old.body.sample,
        counted=False,
        stage=Stage.REMOVED,
        met=(_met(old), None),
        judged=(old.tally.judged, None),
        gone=old.gate_count,
    )


#: A gap: body, kind of subject, id.
GapKey = tuple[str, str, str]


def _worded(problem: Problem) -> GapKey:
    """The gap that a problem words, by its facts."""
    facts = problem.facts
    if "jenis" in facts:
        return str(facts.get("badan")), str(facts["jenis"]), str(facts.get("id"))
    return str(facts.get("badan")), DUTY, str(facts.get(DUTY))


def _body(old: BodyAssessment | None, new: BodyAssessment, worded: Mapping[GapKey, Problem]) -> BodyChange:
    stage = Stage.SAME
    if old is None:
        stage = Stage.ADDED
    elif old.counted != new.counted:
        stage = Stage.NOW_COUNTED if new.counted else Stage.NO_LONGER_COUNTED
    gaps = (*_gaps(old, new, worded), *_record_gaps(old, new, worded))
    return BodyChange(
        id=new.body.id,
        name=new.body.name,
        sample=new.body.sample,
        counted=new.counted,
        stage=stage,
        met=(_met(old) if old else None, _met(new)),
        judged=(old.tally.judged if old else None, new.tally.judged),
        gaps=gaps,
    )


def _gaps(old: BodyAssessment | None, new: BodyAssessment, worded: Mapping[GapKey, Problem]) -> Iterator[GapChange]:
    before = old.judgements if old else {}
    for name in dict.fromkeys([*new.judgements, *before]):
        was, judged = before.get(name), new.judgements.get(name)
        turn = _turn(was, judged)
        known = judged or was
        if turn is None or known is None:
            continue
        yield GapChange(
            turn=turn,
            body_id=new.body.id,
            body_name=new.body.name,
            subject=_duty(known.obligation),
            before=was.status if was and was.counted else None,
            now=judged.status if judged and judged.counted else None,
            counted=new.counts(name),
            due_on=judged.due_on if judged else None,
            lost_parts=_lost(was, judged) if turn is Turn.WORSENED else (),
            problem=worded.get((new.body.id, DUTY, name)) if turn is not Turn.CLOSED else None,
        )


def _duty(obligation: Obligation) -> Subject:
    return Subject(kind=DUTY, id=obligation.id, title=obligation.title, title_en=obligation.title_en)


def _record_gaps(
    old: BodyAssessment | None, new: BodyAssessment, worded: Mapping[GapKey, Problem]
) -> Iterator[GapChange]:
    """Gaps of single records, whatever their kind: late and then missing is worse, missing and then late is better."""
    before = {(g.kind, g.id): g for g in old.record_gaps} if old else {}
    now = {(g.kind, g.id): g for g in new.record_gaps}
    for key in dict.fromkeys([*now, *before]):
        was, has = before.get(key), now.get(key)
        known = has or was
        if known is None:
            continue
        turn = turn_of(was.status if was else None, has.status if has else None)
        if turn is None:
            continue
        yield GapChange(
            turn=turn,
            body_id=new.body.id,
            body_name=new.body.name,
            subject=Subject(kind=known.kind, id=known.id, title=known.title, title_en=known.title),
            before=was.status if was else None,
            now=has.status if has else None,
            counted=new.counted,
            due_on=has.due_on if has else None,
            problem=worded.get((new.body.id, *key)) if has else None,
        )


def _turn(was: Judgement | None, judged: Judgement | None) -> Turn | None:
    """What became of a gap; None when neither version has one."""
    before = was.status if was is not None and was.is_gap else None
    now = judged.status if judged is not None and judged.is_gap else None
    return turn_of(before, now, lost=bool(_lost(was, judged)), regained=bool(_lost(judged, was)))


def turn_of(before: Status | None, now: Status | None, *, lost: bool = False, regained: bool = False) -> Turn | None:
    """What became of a gap that had and has these statuses, None where there is no gap; ``lost`` and ``regained``:
    whether parts that were met are met no more, or the other way round."""
    if now is None or before is None:
        return Turn.NEW if now else Turn.CLOSED if before else None
    if before is not now:
        return Turn.WORSENED if now is Status.MISSING else Turn.EASED
    if lost:
        return Turn.WORSENED
    return Turn.EASED if regained else Turn.INHERITED


def _lost(was: Judgement | None, judged: Judgement | None) -> tuple[Obligation, ...]:
    """Details that were well and are not any more, whatever the status of the whole row is."""
    well = {p.obligation.id for p in was.parts if p.status not in WANTING} if was else set()
    return (
        tuple(p.obligation for p in judged.parts if p.status in WANTING and p.obligation.id in well) if judged else ()
    )
