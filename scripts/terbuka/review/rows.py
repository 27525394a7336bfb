"""Which rows of the registers a change adds, removes, alters and moves; a row is known by the key of its schema.

Promises: pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.law.law import Law
from terbuka.record.fields import fields_by_column
from terbuka.record.files import AllowedContact, Document
from terbuka.record.schema import Schema

#: Folder below ``datasets/`` and register.
Key = tuple[str, str]


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


def changed_registers(before: Corpus, now: Corpus) -> Iterator[RegisterChange]:
    """Registers whose rows came, went, changed, or moved here from another folder."""
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
