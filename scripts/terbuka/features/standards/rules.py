"""Contradictions within the pledge, the costs and the procedures of a body, and with the law data they name.

Promises: pure and without a clock. What is not written yet is said by the judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.marks import _meant, sentence_problems, unknown_marks
from terbuka.duties.records import BodyRecords
from terbuka.features.standards.record import (
    ExperienceQuestion,
    Fees,
    Pledge,
    Procedure,
    Standard,
    StandardRecord,
    sentences,
)
from terbuka.law.law import Law
from terbuka.record.near import dead_in_law, near
from terbuka.record.schema import Schema


def standard_problems(records: BodyRecords, law: Law) -> Iterator[Problem]:
    for fees in records.every(Fees):
        yield from _fees(fees)
    written: list[StandardRecord] = [*records.every(Procedure), *records.every(Pledge), *records.every(Fees)]
    for record in written:
        for name, text, place in sentences(record, record.place):
            for mark in unknown_marks(text, law):
                yield from _known(name, mark, *_meant(mark, law), place)


def _fees(fees: Fees) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for fee in fees.fees:
        if fee.id in seen:
            facts = {"kolom": "kode", "isi": fee.id, "baris_pertama": seen[fee.id]}
            yield Problem("kunci-ganda", fee.place, facts)
        seen.setdefault(fee.id, fee.place.line)
        said = [name for name, value in _ways(fee.free, fee.rupiah, fee.as_charged) if value]
        if len(said) != 1:
            facts = {
                "isi": fee.id,
                "terisi": ", ".join(said) or "tidak satu pun",
                "terisi_en": ", ".join(said) or "none",
            }
            yield Problem("tarif-tidak-jelas", fee.place, {**facts, "kelompok": fee.id})
    for example in fees.examples:
        for part in example.counts:
            yield from _known("tarif", part.fee_id, seen, "daftar tarif (kunci kode)", part.place)


def _ways(free: bool | None, rupiah: int | None, as_charged: str | None) -> tuple[tuple[str, object], ...]:
    return ("gratis", free), ("rupiah", rupiah), ("menurut", as_charged)


def _known(column: str, value: str, known: Iterable[str], where: str, place: Place) -> Iterator[Problem]:
    names = list(known)
    if value not in names:
        facts = {"kolom": column, "isi": value, "tempat": where, "usul": near(value, names)}
        facts |= {
            "pilihan": ", ".join(names) or "(belum ada satu pun)",
            "kelompok": f"{column} {value}",
        }
        yield Problem("standar-rujukan-mati", place, facts)


# --- the law's own data -----------------------------------------------------------------------------------


def standard_law_problems(standard: Standard, schema: Schema) -> Iterator[Problem]:
    """Each part is a key of the kind of record it is about, and its duties are those of the standard."""
    keys = [c.name for c in schema.columns]
    for part in standard.parts:
        checks = [("kunci", part.name, keys, f"schemas/{standard.id}.yml")]
        checks += [("hanya_untuk", n, list(standard.obligation_ids), "kewajiban standar ini") for n in part.only_for]
        for column, value, names, where in checks:
            if value not in names:
                yield dead_in_law(standard, column, value, names, where)


def law_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    """What standards and questions of the law name is there."""
    for question in law.named(ExperienceQuestion).values():
        yield from sentence_problems(question, question.right, "hak", law)
    for standard in law.named(Standard).values():
        yield from standard_law_problems(standard, corpus.schemas[standard.id])
