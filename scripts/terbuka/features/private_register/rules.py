"""Contradictions within the maps from an office's file to a register: columns and values that the register has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.law.law import Law
from terbuka.law.private_register import Form, ImportColumn
from terbuka.record.near import near
from terbuka.record.schema import Column, Schema


def import_problems(columns: Iterable[ImportColumn], law: Law, schemas: Mapping[str, Schema]) -> Iterator[Problem]:
    """Problems of one list of ``impor.yml``."""
    for made in columns:
        known = {c.name: c for c in _columns(made.register, law, schemas)}
        column = known.get(made.column)
        if column is None:
            yield _unfit(made, "kolom", made.column, known)
            continue
        form = law.named(Form).get(made.register)
        if form and made.constant is not None and made.column not in form.constants:
            # What nobody answered must not be filled in for all.
            yield _unfit(made, "tetap", made.constant, ["(kosongkan: jawaban dan hari tidak boleh diisi sendiri)"])
            continue
        allowed = column.choices or (law.topics if made.column == "topik" else {})
        meant = [("nilai", value) for value in (made.words or {}).values()]
        meant += [("tetap", made.constant)] if made.constant is not None else []
        for key, value in meant:
            if allowed and value not in allowed:
                yield _unfit(made, key, value, allowed)


def _columns(register: str, law: Law, schemas: Mapping[str, Schema]) -> Iterable[Column]:
    """What a file may fill: the columns of a register, or of its form."""
    form = law.named(Form).get(register)
    return form.columns(schemas[register], law) if form else schemas[register].columns


def _unfit(column: ImportColumn, key: str, value: str, allowed: Iterable[str]) -> Problem:
    facts: dict[str, Any] = {"id": column.id, "kunci": key, "isi": value, "usul": near(value, allowed)}
    return Problem("impor-tak-cocok", column.place, {**facts, "pilihan": sorted(allowed), "kelompok": value})


def column_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    """What the law says of imports fits the registers."""
    yield from import_problems(law.named(ImportColumn).values(), law, corpus.schemas)
