"""References: what the values of a column name, and those that name nothing that is there.

What a column refers to is data, ``rujuk`` of its schema:

=============================  ===========================================================================
``id``                         the key (``kunci``) of the same table
``aturan/topik``               the records of a kind of the law, by the key of their schema
``badan/permohonan``           the records of a kind of the same body, by the key of their schema
``skema/bukti-monev/jenis``    the choices of a column of another kind
one of ``targets.NAMED``       a list that is no file of its own: ``berkas``, ``halaman/bukti``
=============================  ===========================================================================

On a list of records (``isi``) it means their column that is called as the kind (``peraturan`` of ``aturan/peraturan``);
problems name the list. Promises: pure and without a clock. One walk over the records of all kinds finds every dead
reference, those of nested records too; ``targets`` says what is there and how it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.law.law import Law
from terbuka.portal.kinds import BODY_KINDS, LAW_KINDS, body_records, law_records
from terbuka.portal.targets import LISTED, NAMED, SORTED, Message, Scope, Target, message, target
from terbuka.record.fields import fields_by_column
from terbuka.record.schema import Column, Schema

# --- the grammar --------------------------------------------------------------------------------------------


def misdirected(schemas: Mapping[str, Schema]) -> Iterator[Problem]:
    """``skema-salah`` for each column whose ``rujuk`` leads to nothing there can be."""
    for schema in schemas.values():
        for column in all_columns(schema.columns):
            if column.target is None:
                continue
            if not _exists(column.target, schemas):
                reason = f"{column.name}: rujuk: {column.target}"
            elif not _fits(column):
                reason = f"{column.name}: rujuk tidak untuk {column.type}"
            else:
                continue
            yield Problem("skema-salah", column.place, {"sebab": reason, "kelompok": reason})


def all_columns(columns: Iterable[Column]) -> Iterator[Column]:
    """The columns and those within them."""
    for column in columns:
        yield column
        yield from all_columns(column.columns)


def _exists(target: str, schemas: Mapping[str, Schema]) -> bool:
    if target in NAMED:
        return True
    root, *rest = target.split("/")
    schema = schemas.get(rest[0]) if rest else None
    if schema is None:
        return False
    if root == "skema":
        return len(rest) == 2 and any(c.name == rest[1] and c.choices for c in schema.columns)
    kept = {"aturan": LAW_KINDS, "badan": BODY_KINDS}.get(root, ())
    return len(rest) == 1 and rest[0] in kept and schema.key is not None


def _fits(column: Column) -> bool:
    """A value that refers is one text or several; a list of records has the column that its target is called by."""
    if column.type == "daftar":
        return str(column.target).rsplit("/", 1)[-1] in [c.name for c in column.columns]
    return column.type in ("id", "teks", "daftar-id", "daftar-teks", "daftar-berkas")


# --- the walk -----------------------------------------------------------------------------------------------


def law_reference_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    """Dead references of the records of a law."""
    found = _Search(Scope(corpus, law))
    for kind in LAW_KINDS:
        yield from found.of_kind(kind, law_records(law, kind))


def body_reference_problems(records: BodyRecords, law: Law | None, corpus: Corpus) -> Iterator[Problem]:
    """Dead references of the records of a body; without its law, of the body's own record only."""
    found = _Search(Scope(corpus, law, records))
    for kind in BODY_KINDS if law is not None else ("badan",):
        yield from found.of_kind(kind, body_records(records, kind))


@dataclass(frozen=True, slots=True)
class _Step:
    """A column that refers to ``target``, or one whose nested records do (``below``)."""

    column: Column
    get: Callable[[Any], Any]
    target: Target | None = None
    below: tuple[_Step, ...] = ()
    #: Whether the nested records have an id, and a place, of their own.
    named: bool = False
    placed: bool = False


class _Search:
    """The search among the records of one law or one body."""

    def __init__(self, scope: Scope):
        self.scope = scope
        self.targets: dict[str, Target | None] = {}
        self.meant: dict[tuple[str, str], str] = {}

    def of_kind(self, kind: str, records: Sequence[Any] | None) -> Iterator[Problem]:
        schema = self.scope.corpus.schemas[kind]
        steps = self._steps(type(records[0]), schema.columns) if records else ()
        # Nearly all tables are sound: a column is looked at as a whole before its rows are.
        steps = tuple(step for step in steps if step.below or not _all_there(step, records or ()))
        for record in records or () if steps else ():
            yield from self._of_record(record, record, record, steps, schema)

    def _of_record(
        self, record: Any, owner: Any, placed: Any, steps: Iterable[_Step], schema: Schema
    ) -> Iterator[Problem]:
        """``owner`` is the nearest record with an ``id`` of its own, ``placed`` the nearest with a place."""
        for step in steps:
            value = step.get(record)
            if step.below:
                for item in value or ():
                    its_owner, its_place = item if step.named else owner, item if step.placed else placed
                    yield from self._of_record(item, its_owner, its_place, step.below, schema)
            elif step.target is not None and value is not None:
                for name in (value,) if isinstance(value, str) else value:
                    if step.target.lacks(name):
                        yield self._problem(name, step.column, step.target, owner, placed, schema)

    def _steps(self, cls: type, columns: Iterable[Column]) -> tuple[_Step, ...]:
        """What of a class is to be looked at; columns that only the schema knows stand in ``extra``."""
        named = fields_by_column(cls)
        nested = {f.metadata["key"]: f.metadata["of"] for f in fields(cls) if f.metadata.get("of")}
        others = any(f.name == "extra" for f in fields(cls))
        steps = []
        for column in columns:
            if column.name in named:
                get: Callable[[Any], Any] = attrgetter(named[column.name])
            elif others:
                get = _other(column.name)
            else:
                continue
            of = nested.get(column.name)
            if column.target is not None and (there := self._target(column.target)) is not None:
                steps.append(_Step(column, _inner(get, of, column.target) if of else get, there))
            if of and (below := self._steps(of, column.columns)):
                placed = any(f.name == "place" for f in fields(of))
                steps.append(_Step(column, get, None, below, "id" in fields_by_column(of), placed))
        return tuple(steps)

    def _target(self, name: str) -> Target | None:
        if name not in self.targets:
            self.targets[name] = target(name, self.scope)
        return self.targets[name]

    def _problem(self, name: str, column: Column, there: Target, owner: Any, placed: Any, schema: Schema) -> Problem:
        records = self.scope.records
        told = message(schema.kind, str(column.target), of_law=records is None)
        facts: dict[str, Any] = {"kolom": column.name, "isi": name, "usul": self._meant(name, column, there)}
        facts["kelompok"] = f"{column.name} {name}" if told.by_column else name
        if told.where:
            facts["tempat"] = there.where
        if told.owner:
            facts["pemilik"] = owner.id
        if told.choices is not None:
            facts["pilihan"] = _choices(told, there)
        return Problem(told.code, owner.place if records is None else records.cell(placed, column.name), facts)

    def _meant(self, name: str, column: Column, there: Target) -> str:
        """What was probably meant; the same slip is looked up once."""
        key = str(column.target), name
        if key not in self.meant:
            self.meant[key] = there.near(name, there.names)
        return self.meant[key]


def _all_there(step: _Step, records: Iterable[Any]) -> bool:
    values = {value for record in records if (value := step.get(record)) is not None}
    names = {name for value in values for name in ((value,) if isinstance(value, str) else value)}
    return step.target is None or not any(map(step.target.lacks, names))


def _inner(get: Callable[[Any], Any], of: type, target: str) -> Callable[[Any], Any]:
    """The values of the inner column of a list of records that its target is called by."""
    inner = attrgetter(fields_by_column(of)[target.rsplit("/", 1)[-1]])
    return lambda record: tuple(name for item in get(record) or () if (name := inner(item)) is not None)


def _other(name: str) -> Callable[[Any], Any]:
    return lambda record: record.extra.get(name)


def _choices(told: Message, there: Target) -> object:
    names = list(there.names if there.choices is None else there.choices)
    if told.choices in (LISTED, SORTED):
        return sorted(names) if told.choices == SORTED else names
    return ", ".join(names) or told.choices
