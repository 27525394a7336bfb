"""Contradictions within the pledge, the costs and the procedures of a body, and with the law data they name.

Promises: pure and without a clock. What is not written yet is said by the judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.law_rules import known_bases, known_duties
from terbuka.duties.marks import DEADLINES, _meant, sentence_problems, unknown_marks
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

#: Kinds of documents that can be listened to.
AUDIO = ("ogg", "mp3")
#: Pages of the portal that hold a form.
FORMS = ("permohonan", "keberatan", "pengaduan", "pengalaman")


def standard_problems(records: BodyRecords, law: Law) -> Iterator[Problem]:
    for procedure in records.rows(Procedure) or ():
        known = law.named(Standard)["sop"].obligation_ids if "sop" in law.named(Standard) else ()
        yield from _known("kewajiban", procedure.obligation_id, known, "standar.yml", procedure.place)
        for name in procedure.deadline_ids:
            yield from _known("batas_waktu", name, law.deadlines, DEADLINES, procedure.place)
        for step in procedure.steps:
            if step.deadline_id:
                yield from _known("batas_waktu", step.deadline_id, law.deadlines, DEADLINES, step.place)
        for name in procedure.forms:
            yield from _known("formulir", name, FORMS, "daftar halaman yang memuat formulir", procedure.place)
        yield from _shared(procedure, procedure.entry_id, records, law)
    for pledge in records.rows(Pledge) or ():
        audible = [d.name for d in records.documents.values() if d.kind in AUDIO]
        for recording in pledge.recordings:
            yield from _known("berkas", recording.file, audible, "berkas/ sebagai audio (ogg, mp3)", recording.place)
        yield from _shared(pledge, pledge.entry_id, records, law)
    for fees in records.rows(Fees) or ():
        yield from _fees(fees)
        yield from _shared(fees, fees.entry_id, records, law)


def _shared(record: StandardRecord, entry_id: str | None, records: BodyRecords, law: Law) -> Iterator[Problem]:
    """The entry of the register, and the time limits that sentences name."""
    if entry_id and records.register is not None:
        entries = [e.id for e in records.register]
        yield from _known("entri", entry_id, entries, "daftar-informasi-publik.csv", record.place)
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


def standard_law_problems(standard: Standard, law: Law, schema: Schema) -> Iterator[Problem]:
    """Each part is a key of the kind of record it is about, and its article and duties are there."""
    keys = [c.name for c in schema.columns]
    for part in standard.parts:
        checks = [("kunci", part.name, keys, f"schemas/{standard.id}.yml")]
        if part.instrument_id:
            checks.append(("peraturan", part.instrument_id, list(law.instruments), "peraturan.yml"))
        checks += [("hanya_untuk", n, list(standard.obligation_ids), "kewajiban standar ini") for n in part.only_for]
        for column, value, names, where in checks:
            if value not in names:
                yield dead_in_law(standard, column, value, names, where)


def law_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    """What standards and questions of the law name is there."""
    for question in law.named(ExperienceQuestion).values():
        yield from known_bases(question, law)
        yield from sentence_problems(question, question.right, "hak", law)
    for standard in law.named(Standard).values():
        yield from standard_law_problems(standard, law, corpus.schemas[standard.id])
        yield from known_duties(standard, law)
