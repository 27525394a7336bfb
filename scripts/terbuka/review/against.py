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
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from terbuka.base.problem import Problem, Severity
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import WANTING, Assessment, BodyAssessment, Judgement, Status
from terbuka.law.law import Law
from terbuka.law.record import Obligation
from terbuka.record.fields import fields_by_column
from terbuka.record.files import AllowedContact, Document
from terbuka.record.schema import Schema


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
class Row:
    """A row that was changed or moved: ``columns`` differ; ``other`` is the folder it came from."""

    id: str
    columns: tuple[str, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChange:
    """Rows by id of one register (name of its file) in one folder below ``datasets/``."""

    folder: str
    register: str
    added: tuple[str, ...] = ()
    changed: tuple[Row, ...] = ()
    removed: tuple[str, ...] = ()
    moved_here: tuple[Row, ...] = ()


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
        found = [g for body in self.bodies for g in body.gaps if g.turn in turns]
        return tuple(sorted(found, key=lambda g: (not g.counted, g.now is not Status.MISSING, g.due_on or date.max)))

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
    made = [_gone(old) for name, old in before[1].bodies.items() if name not in now[1].bodies]
    for name, new in now[1].bodies.items():
        made.append(_body(before[1].bodies.get(name), new, worded))
    return replace(about, bodies=tuple(made), registers=tuple(_registers(before[0], now[0])))


# --- duties ----------------------------------------------------------------------------------------------


def _met(made: BodyAssessment) -> int:
    return made.tally.available


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
        if was is None or has is None:
            turn = Turn.NEW if has else Turn.CLOSED
        elif was.status is has.status:
            turn = Turn.INHERITED
        else:
            turn = Turn.WORSENED if has.status is Status.MISSING else Turn.EASED
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
    had, has = was is not None and was.is_gap, judged is not None and judged.is_gap
    if not has:
        return Turn.CLOSED if had else None
    if not had or was is None or judged is None:
        return Turn.NEW
    if was.status is not judged.status:
        return Turn.WORSENED if judged.status is Status.MISSING else Turn.EASED
    if _lost(was, judged):
        return Turn.WORSENED
    return Turn.EASED if _lost(judged, was) else Turn.INHERITED


def _lost(was: Judgement | None, judged: Judgement | None) -> tuple[Obligation, ...]:
    """Details that were well and are not any more, whatever the status of the whole row is."""
    well = {p.obligation.id for p in was.parts if p.status not in WANTING} if was else set()
    return (
        tuple(p.obligation for p in judged.parts if p.status in WANTING and p.obligation.id in well) if judged else ()
    )


# --- rows ------------------------------------------------------------------------------------------------

Key = tuple[str, str]


def _registers(before: Corpus, now: Corpus) -> Iterator[RegisterChange]:
    old, new = _tables(before), _tables(now)
    removed = {key: [name for name in rows if name not in new.get(key, {})] for key, rows in old.items()}
    made = []
    for key in dict.fromkeys([*new, *old]):
        rows, earlier = new.get(key, {}), old.get(key, {})
        added, moved = [], []
        for name in (name for name in rows if name not in earlier):
            if source := _source(key, name, rows[name], removed, old):
                removed[source].remove(name)
                moved.append(Row(id=name, columns=_differing(old[source][name], rows[name]), other=source[0]))
            else:
                added.append(name)
        changed = [Row(id=n, columns=c) for n in rows if n in earlier and (c := _differing(earlier[n], rows[n]))]
        made.append((key, added, changed, moved))
    for key, added, changed, moved in made:
        gone = removed.get(key, [])
        if added or changed or moved or gone:
            yield RegisterChange(
                folder=key[0],
                register=key[1],
                added=tuple(added),
                changed=tuple(changed),
                removed=tuple(gone),
                moved_here=tuple(moved),
            )


def _source(
    key: Key, name: str, row: Any, removed: Mapping[Key, Sequence[str]], old: Mapping[Key, Mapping[str, Any]]
) -> Key | None:
    """The register of another folder that lost the same row: same id, and more alike than not."""
    for other, names in removed.items():
        if other[0] != key[0] and other[1] == key[1] and name in names:
            kept, filled = old[other][name], _columns(row).keys() | _columns(old[other][name]).keys()
            if len(_differing(kept, row)) * 2 < len(filled):
                return other
    return None


def _tables(corpus: Corpus) -> dict[Key, dict[str, Any]]:
    """All rows by folder below ``datasets/`` and by register, then by id."""
    tables: dict[Key, dict[str, Any]] = {}
    known_by: dict[Key, str] = {}
    owners: list[BodyRecords | Law] = [*corpus.bodies.values(), *corpus.laws.values()]
    for record in (record for owner in owners for record in _records(owner)):
        key = _key(record.path if isinstance(record, Document) else record.place.path)
        if key not in tables:
            tables[key], known_by[key] = {}, _key_field(type(record), corpus.schemas.get(key[1]))
        tables[key][_id(record, known_by[key])] = record
    return tables


def _records(owner: BodyRecords | Law) -> Iterator[Any]:
    """All records of a body or of a law that have a place, whatever kinds there are."""
    held = [getattr(owner, field.name) for field in fields(owner) if field.name != "shelf"]
    for value in (*held, *owner.shelf.values()):
        several = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
        for record in several:
            if is_dataclass(record) and (isinstance(record, Document) or hasattr(record, "place")):
                yield record


def _key(path: str) -> Key:
    """``datasets/badan/kantor/berkas/a.pdf`` is in ``badan/kantor``, register ``berkas``."""
    steps = path.removeprefix("datasets/").split("/")
    return "/".join(steps[:2]), (steps[2] if len(steps) > 2 else "").split(".")[0]


def _id(record: Any, key_field: str) -> str:
    """What a row is known by: the key of its schema; for a document its name, for an allowed contact where it stands,
    for a body its id, for another file that is one record the name of the file."""
    if isinstance(record, Document):
        return record.name
    if isinstance(record, AllowedContact):
        return f"{record.where}: {record.value}"
    known = getattr(record, key_field, None)
    return str(known) if known is not None else str(record.place.path).rsplit("/", 1)[-1].split(".")[0]


def _key_field(cls: type, schema: Schema | None) -> str:
    """The field that holds the key of the schema; the id of a body stands in no column."""
    return fields_by_column(cls).get(schema.key if schema and schema.key else "", "id")


def _columns(record: Any) -> dict[str, Any]:
    """The filled columns of a row by their names in the data."""
    if isinstance(record, Document):
        return {"isi": record.sha256}
    made = {column: getattr(record, name) for column, name in fields_by_column(type(record)).items()}
    made |= getattr(record, "extra", {})
    return {name: value for name, value in made.items() if value not in (None, ())}


def _differing(old: Any, new: Any) -> tuple[str, ...]:
    before, now = _columns(old), _columns(new)
    return tuple(name for name in dict.fromkeys([*before, *now]) if before.get(name) != now.get(name))
