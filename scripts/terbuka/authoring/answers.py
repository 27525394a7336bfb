"""Answers of ``terbuka new``: what was typed as ``KOLOM=NILAI``, by its place in a record.

Promises: pure; the shape of a record comes from its schema alone, and what is not said there is no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from terbuka.base.problem import shown
from terbuka.record.schema import Column, Schema

#: Where an answer belongs: a key, or list, number and key: ``("bantuan", "1", "nama")``.
Path_ = tuple[str, ...]
Given = dict[Path_, str]


class CannotAdd(Exception):
    """Nothing was written; the text says in Indonesian why, and what to do."""


def column_at(columns: Sequence[Column], path: Path_) -> Column:
    """The column that a path leads to. Raises ``KeyError``."""
    for column in columns:
        if column.name == path[0]:
            rest = path[2:] if column.type == "daftar" else path[1:]
            return column_at(column.columns, rest) if rest else column
    raise KeyError(path)


def said(path: Path_) -> str:
    """A path as it is typed: ``bantuan.nama`` for the first, ``bantuan.2.nama`` for the second."""
    return ".".join(step for step in path if step != "1")


def answer(schema: Schema, text: str, given: Given) -> Path_ | None:
    """Take one ``KOLOM=NILAI``. Of ``KOLOM=`` the place, which is to be asked for. Raises ``CannotAdd``."""
    name, equals, value = text.partition("=")
    name = name.strip()
    if not equals:
        raise CannotAdd(f"“{shown(text, 80)}” tidak dimengerti; tulis KOLOM=NILAI, misalnya {schema.columns[0].name}=…")
    path = _path(schema, name)
    if path in given:
        raise CannotAdd(f"{said(path)} disebut dua kali")
    value = tidy(value)
    if not value:
        return path
    given[path] = value
    return None


def tidy(text: str) -> str:
    """An answer without blanks around it, its lines ended in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _path(schema: Schema, name: str) -> Path_:
    path: list[str] = []
    columns: Sequence[Column] = schema.columns
    steps = name.split(".")
    while steps:
        step = steps.pop(0)
        column = next((c for c in columns if c.name == step), None)
        if column is None:
            raise _unknown(schema, name, columns, path)
        path.append(step)
        columns = column.columns
        if column.type == "daftar":
            numbered = steps and steps[0].isascii() and steps[0].isdecimal() and len(steps[0]) < 4
            path.append(str(int(steps.pop(0))) if numbered else "1")
        if column.type == "peta" or (column.columns and not steps):
            inner = f"; isi {column.name}.{column.columns[0].name}=…" if column.columns else "; isi dengan tangan"
            raise CannotAdd(f"{name} tidak berupa satu nilai{inner}")
        if not column.columns and steps:
            raise _unknown(schema, name, (), path)
    return tuple(path)


def _unknown(schema: Schema, name: str, columns: Sequence[Column], path: Sequence[str]) -> CannotAdd:
    known = [c.name for c in columns] or [c.name for c in schema.columns]
    near = get_close_matches(name.rpartition(".")[2][:80].lower(), known, 1, 0.6)
    meant = f"; mungkin maksudnya {'.'.join([*path, near[0]])}" if near else ""
    return CannotAdd(f"“{shown(name, 80)}” tidak ada pada {schema.kind}{meant}. Yang ada: {', '.join(known)}")


def lacking(columns: Sequence[Column], given: Given, at: Path_ = ()) -> Iterator[tuple[Path_, Column]]:
    """Required values that were not given; those of an optional list only when it is begun."""
    for column in columns:
        here = (*at, column.name)
        begun = [path for path in given if path[: len(here)] == here]
        if column.type == "daftar":
            numbers = sorted({int(path[len(here)]) for path in begun}) or ([1] if column.required else [])
            for number in numbers:
                yield from lacking(column.columns, given, (*here, str(number)))
        elif column.columns:
            if column.required or begun:
                yield from lacking(column.columns, given, here)
        elif column.required and not begun:
            yield here, column


def nested(columns: Sequence[Column], given: Given) -> dict[str, Any]:
    """Answers in the shape of the record: texts, lists, mappings."""
    made: dict[str, Any] = {}
    for column in columns:
        below = {path[1:]: text for path, text in given.items() if path[0] == column.name}
        if not below:
            continue
        if column.type == "daftar":
            numbers = sorted({int(path[0]) for path in below})
            items = ({p[1:]: text for p, text in below.items() if int(p[0]) == number} for number in numbers)
            made[column.name] = [nested(column.columns, item) for item in items]
        elif column.columns:
            made[column.name] = nested(column.columns, below)
        elif column.type.startswith("daftar-"):
            parts = [part.strip() for part in below[()].split(";")]
            made[column.name] = parts if parts[-1] or len(parts) == 1 else parts[:-1]
        else:
            made[column.name] = below[()]
    return made
