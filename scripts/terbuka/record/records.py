"""YAML records: from the tree of text to frozen records.

Promises: grammar of values by ``values``, everything else by JSON Schema, worded here. A file with
problems gives no records at all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from terbuka.base.periods import day_of
from terbuka.base.problem import Place, Problem, capped
from terbuka.record import values
from terbuka.record.schema import Column, Schema
from terbuka.record.schemas import json_schema
from terbuka.record.strict_yaml import Node

T = TypeVar("T")
Path = tuple[str | int, ...]
#: After so many broken rules of one file the others are not looked for; what was meant is looked for less often.
MOST_ERRORS, MOST_HINTS = 2_000, 50


def check(node: Node, schema: Schema, path: str, *, sound: bool = False) -> tuple[Any, list[Problem]]:
    """Instance of JSON values for one file, and all its problems; the instance is only to be used without. The rules of
    a ``sound`` text, which an earlier run found to keep them all, are not checked again."""
    reader = _Values(path)
    instance: Any
    if schema.shape == "daftar" and node.kind == "daftar":
        instance = [reader.record(n, schema.columns, (i,)) for i, n in enumerate(node.entries)]
    else:
        instance = reader.record(node, schema.columns, ())
    problems = list(capped(reader.problems))
    if not sound:
        problems += _constraints(instance, schema, node, path, reader.bad)
    if schema.key and schema.shape == "daftar" and isinstance(instance, list):
        problems += _keys(instance, schema.key, node, path)
    return instance, problems


class _Values:
    """Turns the text of one file into values; ``bad`` are the places that JSON Schema need not look at."""

    def __init__(self, path: str):
        self.path = path
        self.bad: set[Path] = set()
        self.problems: list[Problem] = []

    def record(self, node: Node, columns: tuple[Column, ...], at: Path) -> Any:
        if node.kind != "peta":
            return node.plain()
        by_name = {c.name: c for c in columns}
        made = {}
        for key, child in node.items.items():
            column = by_name.get(key)
            if column is None:
                made[key] = child.plain()
            elif child.kind != "teks" or child.text.strip():
                made[key] = self.value(child, column, (*at, key))
            elif column.required:
                self._refuse("wajib-kosong", child, column, (*at, key), {})
        return made

    def value(self, node: Node, column: Column, at: Path) -> Any:
        if node.kind == "peta" and column.type == "objek":
            return self.record(node, column.columns, at)
        if node.kind == "daftar" and column.type == "daftar":
            return [self.record(child, column.columns, (*at, n)) for n, child in enumerate(node.entries)]
        if node.kind == "daftar" and column.type.startswith("daftar-"):
            one = dataclasses.replace(column, type=column.type.removeprefix("daftar-"))
            return [self.value(child, one, (*at, n)) for n, child in enumerate(node.entries)]
        if node.kind != "teks" or column.type in ("objek", "peta") or column.type.startswith("daftar"):
            return node.plain()
        read = values.read(node.text, column) if node.text.strip() else ""
        if isinstance(read, values.Wrong):
            return self._refuse(read.code, node, column, at, read.facts)
        return read.isoformat() if isinstance(read, date) else read

    def _refuse(self, code: str, node: Node, column: Column, at: Path, facts: Mapping[str, Any]) -> None:
        self.bad.add(at)
        place = Place(self.path, node.line, node.column)
        self.problems.append(Problem(code, place, {"kolom": column.name, **facts}))


def _constraints(instance: Any, schema: Schema, node: Node, path: str, bad: set[Path]) -> list[Problem]:
    stopped = False

    def worded() -> Iterator[Problem]:
        nonlocal stopped
        for number, error in enumerate(_validator()(json_schema(schema)).iter_errors(instance)):
            if number >= MOST_ERRORS:
                stopped = True
                return
            at: Path = tuple(error.absolute_path)
            if at not in bad:
                yield from _worded(error, node, path, at, bad)

    problems = list(worded())
    return list(capped(problems, at_least=stopped))


@cache
def _validator() -> Any:
    """Draft 7, two keywords of ours for the first and the last day of a range, and one that we say ourselves."""
    from jsonschema import Draft7Validator, ValidationError
    from jsonschema.validators import extend

    def earliest(_validator: Any, limit: str, found: Any, _schema: Any) -> Iterator[ValidationError]:
        if isinstance(found, str) and found < limit:
            yield ValidationError("")

    def latest(_validator: Any, limit: str, found: Any, _schema: Any) -> Iterator[ValidationError]:
        if isinstance(found, str) and found > limit:
            yield ValidationError("")

    def required(_validator: Any, names: list[str], found: Any, _schema: Any) -> Iterator[ValidationError]:
        """As the library has it, with the name of the missing key where it can be read."""
        for name in names if isinstance(found, dict) else ():
            if name not in found:
                yield ValidationError("", validator_value=name)

    keywords = {"x-min": earliest, "x-maks": latest, "required": required}
    return extend(Draft7Validator, keywords)  # type: ignore[no-untyped-call] # the library gives it no types


def _worded(error: Any, node: Node, path: str, at: Path, bad: set[Path]) -> list[Problem]:
    """One JSON Schema error as our problems (the adapter: codes here, sentences in ``pesan.toml``)."""
    spot = node.at(at)
    rule = error.validator
    if rule == "required":
        asked = error.validator_value
        about = error.schema["properties"][asked]["description"]
        facts = {"kunci": asked, "uraian": about, "kelompok": asked}
        known = (*at, asked) in bad
        return [] if known else [Problem("kunci-kurang", Place(path, spot.line, spot.column), facts)]
    if rule == "additionalProperties":
        unknown = (key for key in error.instance if key not in error.schema["properties"])
        return [_unknown_key(key, error, spot, path, hint=n < MOST_HINTS) for n, key in enumerate(unknown)]
    code, facts = _broken_rule(error, spot)
    name = next((step for step in reversed(at) if isinstance(step, str)), "isi berkas")
    return [Problem(code, Place(path, spot.line, spot.column), {"kolom": name, **facts})]


def _unknown_key(key: str, error: Any, spot: Node, path: str, *, hint: bool) -> Problem:
    allowed = list(error.schema["properties"])
    facts = {"kunci": key, "usul": _near(key, allowed) if hint else "", "pilihan": allowed, "kelompok": key}
    return Problem("kunci-tak-dikenal", Place(path, spot.key_lines.get(key, spot.line)), facts)


def _broken_rule(error: Any, spot: Node) -> tuple[str, dict[str, Any]]:
    rule, limit = error.validator, error.validator_value
    found = error.instance if isinstance(error.instance, str | int) else spot.kind
    if rule == "enum":
        meant = error.schema["x-kata"].get(str(found).lower()) or _near(str(found), limit)
        return "pilihan-salah", {"isi": found, "pilihan": limit, "usul": meant}
    if rule == "pattern":
        return "pola-salah", {"isi": found, "bentuk": error.schema["x-bentuk"]}
    if rule in ("minLength", "minItems", "minProperties"):
        return "wajib-kosong", {}
    if rule == "maxLength":
        return "terlalu-panjang", {"panjang": len(str(found)), "batas": limit}
    if rule in ("minimum", "maximum", "x-min", "x-maks"):
        return "di-luar-batas", {"isi": found, "batas": error.schema["x-batas"]}
    if rule == "uniqueItems":
        return "daftar-salah", {"isi": ", ".join(map(str, error.instance))}
    expected = {"array": "daftar", "object": "peta"}.get(str(limit), "teks")
    return "bentuk-salah", {"isi": spot.kind, "harus": expected}


def _near(text: str, allowed: list[str]) -> str:
    close = get_close_matches(text[:80].lower(), allowed, 1, 0.6)
    return close[0] if close else ""


def _keys(instance: list[Any], key: str, node: Node, path: str) -> list[Problem]:
    first: dict[str | int, int] = {}
    problems = []
    for number, record in enumerate(instance):
        value = record.get(key) if isinstance(record, dict) else None
        if not isinstance(value, str | int):
            continue
        spot = node.at((number, key))
        if value in first:
            facts = {"kolom": key, "isi": value, "baris_pertama": first[value]}
            problems.append(Problem("kunci-ganda", Place(path, spot.line), facts))
        first.setdefault(value, spot.line)
    return problems


def build(
    cls: type[T],
    instance: Mapping[str, Any],
    columns: tuple[Column, ...],
    node: Node | None = None,
    path: str = "",
    **given: Any,
) -> T:
    """Make the frozen record ``cls`` from checked values: days, tuples and nested records become typed.

    With the ``node`` of the file ``path`` that the values were read from, nested records with a ``place`` know their
    own line.
    """
    return maker(cls, columns)(instance, node, path, **given)


def maker(cls: type[T], columns: tuple[Column, ...]) -> Callable[..., T]:
    """``build`` for many records of one kind: what depends on class and columns alone is looked up once."""
    fields = dataclasses.fields(cls)  # type: ignore[arg-type]
    types = {c.name: c for c in columns}
    steps = [
        (field.name, name, _typed(field.metadata.get("of"), types.get(name)))
        for field in fields
        if (name := field.metadata.get("key")) is not None
    ]
    known = {name for _, name, _ in steps}
    keeps_others = any(field.name == "extra" for field in fields)

    def make(instance: Mapping[str, Any], node: Node | None = None, path: str = "", **given: Any) -> T:
        made: dict[str, Any] = given
        for field_name, name, typed in steps:
            value = instance.get(name)
            if value is not None:
                made[field_name] = typed(value, node.items[name] if node else None, path)
        if keeps_others:
            made["extra"] = {k: v for k, v in instance.items() if k not in known and v is not None}
        return cls(**made)

    return make


#: From a checked value, the node it was read from and the path of its file to the value of a field.
Typed = Callable[[Any, Node | None, str], Any]


def _typed(nested: type | None, column: Column | None) -> Typed:
    """How a checked value of one column becomes the value of its field."""
    if nested is not None and column is not None:
        return _several(nested, column)
    if column is not None and column.type == "tanggal":
        return lambda value, node, path: value if isinstance(value, date) else day_of(value)
    if column is not None and column.type == "waktu":
        return lambda value, node, path: datetime.fromisoformat(value)
    return lambda value, node, path: tuple(value) if isinstance(value, list) else value


def _several(nested: type, column: Column) -> Typed:
    """Nested records; those of a class that keeps a place get that of their own line."""
    make: Callable[..., Any] = maker(nested, column.columns)
    keeps_place = any(field.name == "place" for field in dataclasses.fields(nested))

    def several(value: Any, node: Node | None, path: str) -> Any:
        if node is None:
            return tuple(make(item) for item in value)
        return tuple(
            make(item, spot, path, **({"place": Place(path, spot.line)} if keeps_place else {}))
            for item, spot in zip(value, node.entries, strict=True)
        )

    return several
