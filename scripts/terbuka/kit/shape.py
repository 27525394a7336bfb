"""A shape says once how a value stands in the files below ``api/v1/``: its JSON Schema, and how it is written.

``record`` puts keys together; each key has its name, the shape of its value and how the value is read from what is
written. ``shape.write(value)`` is what goes into the file, ``shape.schema`` is its description, so that neither can say
what the other does not. mypy holds each reading against its shape: a day that may be missing needs ``or_null``.

Promises: pure; every key is described in Indonesian; a key is there unless it is ``optional``; objects stay open for
keys that come later. What comes from a table or a YAML record is described by its schema (``columns``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Generic, TypeVar

from terbuka.base.periods import DAY_SHAPE, MONTH_SHAPE
from terbuka.record import json_patterns as patterns
from terbuka.record.fields import fields_by_column
from terbuka.record.json_schema import explained
from terbuka.record.schema import Column, Schema

Json = dict[str, Any]
Schemas = Mapping[str, Schema]
T = TypeVar("T")
V = TypeVar("V")
T_contra = TypeVar("T_contra", contravariant=True)

_DAY: Json = {"type": "string", "format": "date"}
#: RFC 3339, which asks for seconds. With a pattern too: few validators know the form of a time by its name.
_MOMENT: Json = {
    "type": "string",
    "format": "date-time",
    "pattern": f"^{DAY_SHAPE}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(Z|[+-][0-9]{{2}}:[0-9]{{2}})$",
}


@dataclass(frozen=True, slots=True)
class Key(Generic[T_contra]):
    """One key of a record: ``read`` gives its value as JSON has it; an ``optional`` key without a value is left out."""

    name: str
    schema: Json
    read: Callable[[T_contra], Any]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Shape(Generic[T_contra]):
    """``schema`` describes what ``write`` gives; ``keys`` are those of a record, in the order of the file."""

    schema: Json
    write: Callable[[T_contra], Any]
    keys: tuple[Key[T_contra], ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of its keys, as the header of a table of such records has them."""
        return [key.name for key in self.keys]

    def row(self, value: T_contra) -> list[Any]:
        """A record as a row below ``names``."""
        return [key.read(value) for key in self.keys]


Keys = tuple[Key[T], ...]


# --- records ----------------------------------------------------------------------------------------------


def key(name: str, read: Callable[[T], V], shape: Shape[V]) -> Key[T]:
    """A key, how its value is read off what is written, and the shape of that value."""
    write = shape.write
    return Key(name, shape.schema, read if write is _same else lambda value: write(read(value)))


def optional(name: str, read: Callable[[T], V | None], shape: Shape[V]) -> Key[T]:
    """A key that is left out where there is no value."""
    write = or_null(shape).write
    return Key(name, shape.schema, lambda value: write(read(value)), optional=True)


def within(get: Callable[[T], V], keys: Iterable[Key[V]]) -> Keys[T]:
    """Keys that are read from a part of the value."""
    return tuple(_of_part(get, one) for one in keys)


def _of_part(get: Callable[[T], V], one: Key[V]) -> Key[T]:
    read = one.read
    return Key(one.name, one.schema, lambda value: read(get(value)), one.optional)


def record(about: str, *parts: Key[T] | Iterable[Key[T]]) -> Shape[T]:
    """An object with these keys; of two with one name the later takes the place of the earlier."""
    given = (one for part in parts for one in ((part,) if isinstance(part, Key) else part))
    keys = tuple({one.name: one for one in given}.values())
    sometimes = frozenset(one.name for one in keys if one.optional)
    readers = [(one.name, one.read) for one in keys]

    def write(value: T) -> Json:
        document = {name: read(value) for name, read in readers}
        for name in sometimes:
            if document[name] is None:
                del document[name]
        return document

    schema = {
        "type": "object",
        "description": about,
        "properties": {one.name: one.schema for one in keys},
        "required": [one.name for one in keys if not one.optional],
    }
    return Shape(schema, write, keys)


# --- values -----------------------------------------------------------------------------------------------


def _same(value: Any) -> Any:
    return value


def plain(value: Any) -> Any:
    """A value of a record as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def text(about: str, **more: Any) -> Shape[str]:
    return Shape({"type": "string", "description": about, **more}, _same)


def count(about: str) -> Shape[int]:
    return Shape({"type": "integer", "minimum": 0, "description": about}, _same)


def whole(about: str) -> Shape[int]:
    """A whole number that is no count: a year, minutes before or after."""
    return Shape({"type": "integer", "description": about}, _same)


def number(about: str) -> Shape[float]:
    return Shape({"type": "number", "description": about}, _same)


def flag(about: str) -> Shape[bool]:
    return Shape({"type": "boolean", "description": about}, _same)


def day(about: str) -> Shape[date]:
    return Shape({**_DAY, "description": about}, date.isoformat)


def moment(about: str) -> Shape[datetime]:
    """A time with its zone."""
    return Shape(told_moment(about).schema, lambda value: value.isoformat(timespec="seconds"))


def told_moment(about: str) -> Shape[str]:
    """The same where the time is text already, as git tells it."""
    return Shape({**_MOMENT, "description": about}, _same)


def month(about: str) -> Shape[str]:
    """``2026-05``."""
    return text(f"{about} Hanya sampai bulannya.", pattern=f"^{MONTH_SHAPE}$")


def one_of(about: str, values: Mapping[str, str]) -> Shape[str]:
    """One of a few values; ``values`` gives the words for each."""
    return Shape({"enum": list(values), "description": f"{about} Pilihan: {in_words(values)}."}, str)


def in_words(values: Mapping[str, str]) -> str:
    """``lewat = lewat batas waktu; nihil = …``."""
    return "; ".join(f"{value} = {label}" for value, label in values.items())


def several(about: str, items: Shape[V]) -> Shape[Iterable[V]]:
    write = items.write
    return Shape(
        {"type": "array", "description": about, "items": items.schema}, lambda values: [write(v) for v in values]
    )


def lines(about: str, items: Shape[V]) -> Shape[Iterable[V]]:
    """The same for a long list that ``table.one_a_line`` writes: each is made when its line is."""
    write = items.write
    return Shape(several(about, items).schema, lambda values: (write(v) for v in values))


def by(about: str, values: Shape[V]) -> Shape[Mapping[str, V]]:
    """An object whose keys are values of the data."""
    write = values.write
    schema = {"type": "object", "description": about, "additionalProperties": values.schema}
    return Shape(schema, lambda given: {name: write(value) for name, value in given.items()})


def or_null(shape: Shape[V], when: str = "") -> Shape[V | None]:
    """The same, or null; ``when`` says what null means, if it is more than "not there"."""
    write = shape.write
    schema = {**shape.schema, "description": f"{shape.schema['description']} {when}".strip()}
    return Shape(_nullable(schema), _same if write is _same else lambda v: None if v is None else write(v))


def _nullable(schema: Json) -> Json:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


# --- columns ----------------------------------------------------------------------------------------------


def about(schema: Schema, name: str) -> str:
    """What the column ``name`` means, for a key that carries its value."""
    return " ".join(schema.column(name).text.split())


def choice(column: Column) -> Shape[str]:
    """A column with a list of allowed values, where the file calls it otherwise."""
    return one_of(" ".join(column.text.split()), column.choices)


def columns(cls: type[T], given: Iterable[Column], names: Iterable[str] | None = None) -> Keys[T]:
    """Keys with the values of columns, read from the records of ``cls`` that the columns fill, or from ``extra``."""
    fields, wanted = fields_by_column(cls), None if names is None else set(names)
    return tuple(
        Key(column.name, of_column(column).schema, _field(fields.get(column.name), column))
        for column in given
        if wanted is None or column.name in wanted
    )


def _field(field: str | None, column: Column) -> Callable[[Any], Any]:
    name = column.name
    read: Callable[[Any], Any] = attrgetter(field) if field else lambda value: value.extra.get(name)
    single = column.type not in ("tanggal", "waktu") and not column.type.startswith("daftar")
    return read if single else lambda value: plain(read(value))


def of_column(column: Column) -> Shape[Any]:
    """The values of a column as our JSON has them: days as text, numbers, true and false, lists, null."""
    said = explained(column)
    kind = column.type.removeprefix("daftar-")
    core = _core(column, kind)
    if kind != column.type:
        core = {"type": "array", "items": core}
    schema = {"title": said["title"], "description": said["description"], **core}
    return Shape(schema if column.required else _nullable(schema), plain)


def _core(column: Column, kind: str) -> Json:
    if kind == "ya-tidak":
        return {"type": "boolean"}
    if kind == "pilihan":
        return {"enum": list(column.choices)}
    if kind == "bilangan":
        return {"type": "integer"}
    if kind == "tanggal":
        return _DAY
    if kind == "waktu":
        return _MOMENT
    return {"type": "string", "pattern": f"^(?:{patterns.of(column, kind)[0]})$"}
