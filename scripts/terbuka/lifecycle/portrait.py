"""What one version of the program says of a portal on a day, as JSON that another version can read.

Each version makes its own picture with its own law, so that a comparison never lets the new program speak for the old
one. Promises: nothing is written; keys of ``as_json`` keep their meaning, new ones may come.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from terbuka.base import defaults
from terbuka.base.problem import Problem, blocking
from terbuka.duties.corpus import Corpus
from terbuka.duties.gaps import articles
from terbuka.duties.verdict import WANTING, Assessment, BodyAssessment, Judgement
from terbuka.kit import words
from terbuka.law.record import Obligation, ruling
from terbuka.record.schema import Column, Schema

#: The shape of the picture; another one is not read.
SHAPE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty that holds for a body: ``interval`` in words, ``status`` as published; ``gap``: it is missing or late;
    ``counted``: that turns the check red. ``parts``: titles of the details that are met, by their code."""

    title: str
    title_en: str
    articles: str
    interval: str
    status: str
    gap: bool
    counted: bool
    due_on: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGap:
    """A gap that hangs on one record."""

    title: str
    status: str
    due_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPicture:
    """One body on the day ``on``: figures, its duties by their code, gaps of records by ``kind/id``."""

    name: str
    on: str
    sample: bool
    counted: bool
    met: int
    judged: int
    duties: Mapping[str, Duty]
    records: Mapping[str, RecordGap]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawNote:
    """What changed in the law on a day, and what that means to an office."""

    day: str
    title: str
    for_office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """``law_day``: the newest day of its law; ``changes`` of that law by their id. ``blocked``: what keeps the portal
    from being judged, as the check words it. ``columns``: by kind of record the titles of its columns, with ``!``
    before those that must be filled. ``package``: where its law and schemas lie; ``originals``: SHA-256 of its file for
    each path at which the portal has its own."""

    version: str
    law_day: str | None
    changes: Mapping[str, LawNote]
    blocked: tuple[str, ...]
    bodies: Mapping[str, BodyPicture]
    columns: Mapping[str, Mapping[str, str]]
    package: str
    originals: Mapping[str, str]


class NotAPicture(Exception):
    """What another version printed is no picture that this one can read."""


def picture(
    version: str, root: Path, corpus: Corpus, assessment: Assessment | None, problems: Sequence[Problem]
) -> Picture:
    """What this program says of the portal at ``root``, from what it read and judged."""
    package = defaults.folder()
    return Picture(
        version=version,
        law_day=_day(max((law.as_of for law in corpus.laws.values() if law.as_of), default=None)),
        changes={
            change.id: LawNote(day=change.on.isoformat(), title=change.title, for_office=change.for_office)
            for law in corpus.laws.values()
            for change in law.changes
        },
        blocked=tuple(worded(problem) for problem in problems if blocking([problem])),
        bodies={name: _body(made) for name, made in assessment.bodies.items()} if assessment else {},
        columns={kind: dict(_columns(schema)) for kind, schema in corpus.schemas.items()},
        package=str(package),
        originals={path: sha256((package / path).read_bytes()) for path in defaults.overridden(root)},
    )


def worded(problem: Problem) -> str:
    """Place, code, finding and remedy in one line."""
    return f"{problem.place.said()} [{problem.code}] {problem.sentence('temuan')} {problem.sentence('cara')}"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def as_json(made: Picture) -> dict[str, Any]:
    return {"bentuk": SHAPE, **asdict(made)}


def from_json(value: Any) -> Picture:
    """The picture that another version printed; raises ``NotAPicture``."""
    try:
        if value["bentuk"] != SHAPE:
            raise NotAPicture
        bodies = {name: _body_from(body) for name, body in value["bodies"].items()}
        changes = {name: LawNote(**_known(LawNote, note)) for name, note in value["changes"].items()}
        keys = ("version", "law_day", "columns", "package", "originals")
        blocked = tuple(value["blocked"])
        return Picture(blocked=blocked, bodies=bodies, changes=changes, **{key: value[key] for key in keys})
    except (KeyError, TypeError, AttributeError):
        raise NotAPicture from None


def _body_from(value: dict[str, Any]) -> BodyPicture:
    known = {key: value[key] for key in ("name", "on", "sample", "counted", "met", "judged")}
    duties = {name: Duty(**_known(Duty, duty)) for name, duty in value["duties"].items()}
    records = {name: RecordGap(**_known(RecordGap, gap)) for name, gap in value["records"].items()}
    return BodyPicture(**known, duties=duties, records=records)


def _known(cls: type, value: dict[str, Any]) -> dict[str, Any]:
    """Without the keys that a later version added."""
    return {key: held for key, held in value.items() if key in cls.__dataclass_fields__}  # type: ignore[attr-defined]


def _body(made: BodyAssessment) -> BodyPicture:
    holding = {name: judgement for name, judgement in made.judgements.items() if judgement.applicable}
    return BodyPicture(
        name=made.body.name,
        on=made.on.isoformat(),
        sample=made.body.sample,
        counted=made.counted,
        met=made.tally.available,
        judged=made.tally.judged,
        duties={name: _duty(judgement, made) for name, judgement in holding.items()},
        records={
            f"{gap.kind}/{gap.id}": RecordGap(title=gap.title, status=gap.status.value, due_on=_day(gap.due_on))
            for gap in made.record_gaps
        },
    )


def _duty(judgement: Judgement, made: BodyAssessment) -> Duty:
    duty = judgement.obligation
    return Duty(
        title=duty.title,
        title_en=duty.title_en,
        articles=articles(duty, made),
        interval=interval(duty, made.on),
        status=judgement.status.value if judgement.counted else "",
        gap=judgement.is_gap,
        counted=made.counts(duty.id),
        due_on=_day(judgement.due_on),
        parts={p.obligation.id: p.obligation.title for p in judgement.parts if p.status not in WANTING},
    )


def interval(duty: Obligation, on: date) -> str:
    """How often, or until when, a duty is to be met anew, in words."""
    parts = []
    if every := ruling(duty.intervals, on):
        parts.append(f"setiap {words.period(every.value)}")
    if yearly := ruling(duty.yearly_due, on):
        parts.append(f"tiap tahun paling lambat {words.month_day(yearly.value)}")
    if age := ruling(duty.period_limits, on):
        parts.append(f"laporan berlaku {words.period(age.value)} sesudah masanya")
    return ", ".join(parts) or "tanpa selang"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _columns(schema: Schema) -> Iterator[tuple[str, str]]:
    def below(columns: Sequence[Column], above: str) -> Iterator[tuple[str, str]]:
        for column in columns:
            yield above + column.name, ("!" if column.required else "") + column.title
            yield from below(column.columns, f"{above}{column.name}.")

    return below(schema.columns, "")
