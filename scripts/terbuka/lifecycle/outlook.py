"""What an upgrade changes for each body, from two pictures of one portal: by the program before, and by the new one.

Promises: pure. Statuses are compared as ``check --against`` compares them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from terbuka.base.periods import day_of
from terbuka.duties.verdict import AVAILABLE, Status
from terbuka.lifecycle.migrations import Rule
from terbuka.lifecycle.portrait import BodyPicture, Duty, LawNote, Picture, RecordGap
from terbuka.portal.kinds import BODY_KINDS
from terbuka.review.against import DUTY, BodyChange, GapChange, Stage, Subject, turn_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyOutlook:
    """``come`` and ``gone``: duties by their code; ``intervals``: those whose interval is another one, before and now;
    ``change``: figures and gaps as a comparison of two versions has them."""

    name: str
    come: Mapping[str, Duty]
    gone: Mapping[str, Duty]
    intervals: Mapping[str, tuple[Duty, Duty]]
    change: BodyChange

    @property
    def changed(self) -> bool:
        return bool(self.come or self.gone or self.intervals) or self.change.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChange:
    """A column or key of a kind of record that comes, goes or is called otherwise (``old``)."""

    kind: str
    name: str
    title: str
    required: bool = False
    old: str = ""
    gone: bool = False


def bodies(before: Picture, now: Picture) -> tuple[BodyOutlook, ...]:
    """The bodies that both pictures show."""
    shared = (name for name in now.bodies if name in before.bodies)
    return tuple(_body(name, before.bodies[name], now.bodies[name]) for name in shared)


def figures(answer: Any, now: Picture) -> tuple[BodyChange, ...]:
    """Figures before and now, from what ``check --format json`` of an older program printed: all that it says of every
    duty. Bodies that it does not judge are left out."""
    known = {body["id"]: body for body in answer["badan"]}
    shared = [(name, body, known[name]) for name, body in now.bodies.items() if name in known]
    return tuple(
        BodyChange(
            id=name,
            name=body.name,
            sample=body.sample,
            counted=body.counted,
            stage=Stage.SAME,
            met=(sum(was["status"].get(status, 0) for status in AVAILABLE), body.met),
            judged=(was["dinilai"], body.judged),
        )
        for name, body, was in shared
    )


def _body(name: str, old: BodyPicture, new: BodyPicture) -> BodyOutlook:
    was, now = old.duties, new.duties
    both = [duty for duty in now if duty in was]
    return BodyOutlook(
        name=new.name,
        come={duty: now[duty] for duty in now if duty not in was},
        gone={duty: was[duty] for duty in was if duty not in now},
        intervals={d: (was[d], now[d]) for d in both if was[d].interval != now[d].interval},
        change=BodyChange(
            id=name,
            name=new.name,
            sample=new.sample,
            counted=new.counted,
            stage=Stage.SAME,
            met=(old.met, new.met),
            judged=(old.judged, new.judged),
            gaps=(*_duty_gaps(name, old, new), *_record_gaps(name, old, new)),
        ),
    )


def _duty_gaps(body: str, old: BodyPicture, new: BodyPicture) -> Iterator[GapChange]:
    for code in dict.fromkeys([*new.duties, *old.duties]):
        was, now = old.duties.get(code), new.duties.get(code)
        lost = bool(was and now and was.parts.keys() - now.parts.keys())
        regained = bool(was and now and now.parts.keys() - was.parts.keys())
        turn = turn_of(_gap(was), _gap(now), lost=lost, regained=regained)
        known = now or was
        if turn is None or known is None:
            continue
        yield GapChange(
            turn=turn,
            body_id=body,
            body_name=new.name,
            subject=Subject(kind=DUTY, id=code, title=known.title, title_en=known.title_en),
            before=Status(was.status) if was and was.status else None,
            now=Status(now.status) if now and now.status else None,
            counted=now.counted if now else False,
            due_on=_day(now.due_on) if now else None,
        )


def _record_gaps(body: str, old: BodyPicture, new: BodyPicture) -> Iterator[GapChange]:
    for key in dict.fromkeys([*new.records, *old.records]):
        was, now = old.records.get(key), new.records.get(key)
        turn, known = turn_of(_status(was), _status(now)), now or was
        if turn is None or known is None:
            continue
        kind, _, name = key.partition("/")
        yield GapChange(
            turn=turn,
            body_id=body,
            body_name=new.name,
            subject=Subject(kind=kind, id=name, title=known.title, title_en=known.title),
            before=_status(was),
            now=_status(now),
            counted=new.counted,
            due_on=_day(now.due_on) if now else None,
        )


def _gap(duty: Duty | None) -> Status | None:
    return Status(duty.status) if duty is not None and duty.gap else None


def _status(gap: RecordGap | None) -> Status | None:
    return Status(gap.status) if gap is not None else None


def _day(text: str | None) -> date | None:
    return day_of(text) if text else None


def columns(before: Picture, now: Picture, rules: Sequence[Rule]) -> tuple[ColumnChange, ...]:
    """What an office may, must or can no longer fill in, of the kinds of record that it keeps."""
    changes = []
    for kind in sorted(set(BODY_KINDS) & before.columns.keys() & now.columns.keys()):
        was, has = before.columns[kind], now.columns[kind]
        renamed = {rule.new[0]: rule.old for rule in rules if rule.kind == "ganti_nama" and _kind(rule) == kind}
        for name in (name for name in has if name not in was):
            old = renamed.get(name, "")
            title, required = has[name].removeprefix("!"), has[name].startswith("!")
            changes.append(ColumnChange(kind=kind, name=name, title=title, required=required, old=old))
        gone = (name for name in was if name not in has and name not in renamed.values())
        changes += [ColumnChange(kind=kind, name=n, title=was[n].removeprefix("!"), gone=True) for n in gone]
    return tuple(changes)


def _kind(rule: Rule) -> str:
    return rule.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def law(before: Picture, now: Picture, law_day: date) -> tuple[LawNote, ...]:
    """What changed in the law since: the changes that the program before does not tell of, newest first; of one that
    tells of none, those after its ``law_day``."""
    notes = [note for name, note in now.changes.items() if name not in before.changes]
    if not before.changes:
        notes = [note for note in notes if note.day > law_day.isoformat()]
    return tuple(sorted(notes, key=lambda note: note.day, reverse=True))


def overrides(before: Picture, now: Picture) -> dict[str, str]:
    """By path of a file that the office has in the place of one of the package: how the package's own changed, as a
    unified difference. Reads the two packages; files that stayed the same are not named."""
    changed = {}
    for path in sorted(now.originals):
        old, new = Path(before.package) / path, Path(now.package) / path
        content = old.read_bytes() if old.is_file() else b""
        if content != new.read_bytes():
            changed[path] = difference(content, new.read_bytes(), path)
    return changed


def changed_since(known: Mapping[str, str], now: Picture) -> dict[str, str]:
    """The same where the program before cannot be asked: by the hashes that were ``known`` of its files, without what
    the difference is."""
    return {path: "" for path, digest in sorted(now.originals.items()) if known.get(path, digest) != digest}


def difference(old: bytes, new: bytes, path: str, names: tuple[str, str] = ("lama", "baru")) -> str:
    """How a text changed, line by line, the two sides called by ``names``; of what is no text only that it did."""
    try:
        before, now = (data.decode("utf-8").splitlines() for data in (old, new))
    except UnicodeDecodeError:
        return f"{path}: {len(old)} → {len(new)} byte"
    return "\n".join(difflib.unified_diff(before, now, f"{names[0]}/{path}", f"{names[1]}/{path}", lineterm=""))
