"""Contradictions within the data on evaluation, in the evidence for it and in what an office gives itself.

Promises: pure and without a clock. Whether evidence can be opened on a day is said by the judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords, Row
from terbuka.features.evaluation.record import (
    Evaluation,
    EvaluationEvidence,
    EvaluationQuestion,
    Questionnaire,
    SelfAssessment,
    known_sum,
)
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.record.near import dead_in_law, near, near_file

LAW_FILE = "monev.yml"


# --- the law's own data -----------------------------------------------------------------------------------


def evaluation_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    made = law.maybe(Evaluation)
    if made is None:
        return
    for basis in made.legal_basis:
        if basis.instrument_id not in law.instruments:
            yield dead_in_law(made, "dasar_hukum", basis.instrument_id, law.instruments, "peraturan.yml")
    yield from _twice("kategori", [(b.title, b.place) for b in made.bands])
    yield from _twice("aspek", [(a.id, a.place) for a in made.aspects])
    yield from _twice("instrumen", [(q.id, q.place) for q in made.questionnaires])
    yield from _twice("penilai dan tahun", [(f"{q.assessor_id} {q.year}", q.place) for q in made.questionnaires])
    yield from _twice("pertanyaan", [(q.id, q.place) for q in made.questions])
    yield from _bands(made)
    for questionnaire in made.questionnaires:
        yield from _questionnaire(questionnaire, made)
    kinds = corpus.schemas["bukti-monev"].column("jenis").choices
    for question in made.questions:
        yield from _question(question, made, law, kinds)


def _bands(made: Evaluation) -> Iterator[Problem]:
    """Categories from the highest edge to the lowest, which is zero, so that each value has one."""
    for higher, lower in pairwise(made.bands):
        if lower.edge >= higher.edge:
            facts = {"isi": lower.title, "mulai": lower.edge, "kelompok": lower.title}
            facts |= {"harus": f"harus di bawah {higher.edge}, batas kategori {higher.title}"}
            facts |= {"harus_en": f"it must be below {higher.edge}, the edge of {higher.title}"}
            yield Problem("monev-kategori", lower.place, facts)
    last = made.bands[-1]
    if last.edge:
        facts = {"isi": last.title, "mulai": last.edge, "kelompok": last.title}
        facts |= {"harus": "kategori terakhir mulai dari 0", "harus_en": "the last category starts at 0"}
        yield Problem("monev-kategori", last.place, facts)


def _questionnaire(questionnaire: Questionnaire, made: Evaluation) -> Iterator[Problem]:
    aspects = [a.id for a in made.aspects]
    yield from _twice("aspek", [(w.aspect_id, w.place) for w in questionnaire.weights])
    yield from _twice("tahap", [(s.id, s.place) for s in questionnaire.stages])
    for weight in questionnaire.weights:
        if weight.aspect_id not in aspects:
            yield dead_in_law(questionnaire, "aspek", weight.aspect_id, aspects, "daftar aspek monev.yml")
    lists = {
        "tahap": [s.percent for s in questionnaire.stages],
        "aspek": [w.percent for w in questionnaire.weights],
    }
    for part, percents in lists.items():
        total, unknown = known_sum(percents)
        if percents and (total > 100 or (total != 100 and not unknown) or (total == 100 and unknown)):
            facts = {"isi": questionnaire.id, "bagian": part, "jumlah": total, "kelompok": part}
            facts |= {"sisa": f", dan {unknown} belum berbobot" if unknown else ""}
            facts |= {"sisa_en": f", and {unknown} without a weight are left" if unknown else ""}
            yield Problem("monev-bobot", questionnaire.place, facts)


def _question(question: EvaluationQuestion, made: Evaluation, law: Law, kinds: Iterable[str]) -> Iterator[Problem]:
    groups = dict.fromkeys(o.group for o in law.obligations.values() if o.group)
    checks: list[tuple[str, Sequence[str], Iterable[str], str]] = [
        ("aspek", (question.aspect_id,), [a.id for a in made.aspects], "daftar aspek monev.yml"),
        ("kewajiban", question.obligation_ids, law.obligations, "kewajiban/"),
        ("rumpun", question.groups, groups, "kewajiban/ sebagai kelas atau rumpun"),
        ("jenis_bukti", question.kinds, kinds, "schemas/bukti-monev.yml"),
    ]
    for column, values, known, where in checks:
        for value in values:
            if value not in known:
                yield dead_in_law(question, column, value, known, where)
    if question.computed and not (question.obligation_ids or question.groups):
        facts = {"kunci": "kewajiban", "uraian": "Yang dihitung program perlu kewajiban atau rumpun."}
        yield Problem("kunci-kurang", question.place, {**facts, "kelompok": question.id})


def _twice(column: str, named: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for name, place in named:
        if name in seen:
            facts = {"kolom": column, "isi": name, "baris_pertama": seen[name]}
            yield Problem("kunci-ganda", place, {**facts, "kelompok": f"{column} {name}"})
        seen.setdefault(name, place.line)


# --- what an office records -------------------------------------------------------------------------------


def monev_problems(records: BodyRecords, law: Law) -> Iterator[Problem]:
    made = law.maybe(Evaluation)
    if made is None:
        return
    for evidence in records.rows(EvaluationEvidence) or ():
        yield from _evidence(evidence, records, law, made)
    seen: dict[tuple[str, int, str], int] = {}
    for row in records.rows(SelfAssessment) or ():
        yield from _row(row, records, made)
        named = (row.assessor_id, row.year, row.question_id)
        if named in seen:
            facts = {"kolom": "pertanyaan", "isi": row.question_id, "baris_pertama": seen[named]}
            yield Problem("kunci-ganda", records.cell(row, "pertanyaan"), {**facts, "kelompok": row.id})
        seen.setdefault(named, row.row)


def _evidence(evidence: EvaluationEvidence, records: BodyRecords, law: Law, made: Evaluation) -> Iterator[Problem]:
    place = evidence.place
    for name in evidence.question_ids:
        yield from _known("pertanyaan", name, [q.id for q in made.questions], LAW_FILE, place)
    ways = (
        ("berkas", evidence.files),
        ("tautan", evidence.link),
        ("halaman_portal", evidence.portal_page),
        ("entri", evidence.entry_id),
    )
    said = [name for name, value in ways if value]
    if len(said) != 1:
        facts = {"isi": evidence.id, "terisi": ", ".join(said) or "tidak satu pun"}
        facts |= {"terisi_en": ", ".join(said) or "none", "kelompok": evidence.id}
        yield Problem("bukti-monev-tempat", place, facts)
    for name in evidence.files:
        if name not in records.documents:
            usul = near_file(name, records.documents)
            yield Problem("berkas-tidak-ada", place, {"kolom": "berkas", "isi": name, "usul": usul, "kelompok": name})
    if evidence.entry_id and records.register is not None:
        entries = [e.id for e in records.register]
        yield from _known("entri", evidence.entry_id, entries, "daftar-informasi-publik.csv", place)
    if evidence.portal_page and routes.reported_year(evidence.portal_page) is None:
        yield from _known("halaman_portal", evidence.portal_page, law.body_pages, "halaman portal", place)
    pairs = (
        ("tautan", evidence.link, "tautan_diperiksa", evidence.link_checked_on),
        ("tautan_diperiksa", evidence.link_checked_on, "tautan", evidence.link),
        ("tautan_terbuka", evidence.link_opens is not None, "tautan", evidence.link),
    )
    for filled, there, pair, other in pairs:
        if there and not other:
            yield Problem("pasangan-kurang", place, {"kolom": filled, "pasangan": pair})


def _row(row: SelfAssessment, records: BodyRecords, made: Evaluation) -> Iterator[Problem]:
    assessors = dict.fromkeys(q.assessor_id for q in made.questionnaires)
    if row.assessor_id not in assessors:
        yield from _named("penilai", row.assessor_id, assessors, LAW_FILE, row, records)
        return
    questionnaire = made.questionnaire(row.assessor_id, row.year)
    if questionnaire is None:
        years = [str(q.year) for q in made.questionnaires if q.assessor_id == row.assessor_id]
        yield from _named("tahun", str(row.year), years, f"instrumen {row.assessor_id} di {LAW_FILE}", row, records)
        return
    asked = {q.id: q for q in made.asked(questionnaire)}
    question = asked.get(row.question_id)
    if question is None:
        where = f"instrumen {questionnaire.id} di {LAW_FILE}"
        yield from _named("pertanyaan", row.question_id, asked, where, row, records)
        return
    if question.computed:
        yield Problem("monev-dihitung", records.cell(row, "pertanyaan"), {"isi": question.id, "kelompok": question.id})
    if row.points > question.most:
        facts = {"isi": row.points, "batas": question.most, "pertanyaan": question.id, "kelompok": row.id}
        yield Problem("monev-nilai-lebih", records.cell(row, "nilai"), facts)
    if row.points and not row.evidence_ids:
        facts = {"isi": row.points, "pertanyaan": question.id, "kelompok": row.id}
        yield Problem("monev-tanpa-bukti", records.cell(row, "bukti"), facts)
    evidence = records.rows(EvaluationEvidence)
    if evidence is not None:
        yield from _row_evidence(row, records, evidence)


def _row_evidence(
    row: SelfAssessment, records: BodyRecords, evidence: Sequence[EvaluationEvidence]
) -> Iterator[Problem]:
    known = {e.id: e for e in evidence}
    for name in row.evidence_ids:
        yield from _named("bukti", name, known, "bukti-monev.yml", row, records)
        if name in known and row.question_id not in known[name].question_ids:
            facts = {"isi": name, "pertanyaan": row.question_id, "menjawab": ", ".join(known[name].question_ids)}
            yield Problem("bukti-monev-lain", records.cell(row, "bukti"), {**facts, "kelompok": f"{row.id} {name}"})


def _named(
    column: str, value: str, known: Iterable[str], where: str, row: Row, records: BodyRecords
) -> Iterator[Problem]:
    yield from _known(column, value, known, where, records.cell(row, column))


def _known(column: str, value: str, known: Iterable[str], where: str, place: Place) -> Iterator[Problem]:
    names = list(known)
    if value not in names:
        facts = {"kolom": column, "isi": value, "tempat": where, "usul": near(value, names)}
        facts |= {"pilihan": ", ".join(names) or "(belum ada satu pun)", "kelompok": f"{column} {value}"}
        yield Problem("monev-rujukan-mati", place, facts)
