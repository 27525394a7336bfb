"""Contradictions within the maps from an office's file to a register: columns and values that the register has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from terbuka.model import ImportColumn, Law, Schema
from terbuka.problem import Problem
from terbuka.validate.near import near


def import_problems(columns: Iterable[ImportColumn], law: Law, schemas: Mapping[str, Schema]) -> Iterator[Problem]:
    """Problems of one list of ``impor.yml``."""
    for made in columns:
        known = {c.name: c for c in schemas[made.register].columns}
        column = known.get(made.column)
        if column is None:
            yield _unfit(made, "kolom", made.column, known)
            continue
        allowed = column.choices or (law.topics if made.column == "topik" else {})
        meant = [("nilai", value) for value in (made.words or {}).values()]
        meant += [("tetap", made.constant)] if made.constant is not None else []
        for key, value in meant:
            if allowed and value not in allowed:
                yield _unfit(made, key, value, allowed)


def _unfit(made: ImportColumn, key: str, value: str, allowed: Iterable[str]) -> Problem:
    facts: dict[str, Any] = {"id": made.id, "kunci": key, "isi": value, "usul": near(value, allowed)}
    return Problem("impor-tak-cocok", made.place, {**facts, "pilihan": sorted(allowed), "kelompok": value})
