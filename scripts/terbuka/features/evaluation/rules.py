"""Contradictions within the data on evaluation, in the evidence for it and in what an office gives itself.

Promises: pure and without a clock. Whether evidence can be opened on a day is said by the judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.features.evaluation.record import (
    Evaluation,
    EvaluationEvidence,
    Questionnaire,
    SelfAssessment,
    known_sum,
)
from terbuka.law.law import Law
from terbuka.record.near import near

LAW_FILE = "monev.yml"


# --- the law's own data -----------------------------------------------------------------------------------


def evaluation_problems(law: Law, _corpus: Corpus) -> Iterator[Problem]:
    evaluation = law.maybe(Evaluation)
    if evaluation is None:
        return
    yield from _twice("kategori", [(b.title, b.place) for b in evaluation.bands])
    yield from _twice("aspek", [(a.id, a.place) for a in evaluation.aspects])
    yield from _twice("instrumen", [(q.id, q.place) for q in evaluation.questionnaires])
    yield from _twice("penilai dan tahun", [(f"{q.assessor_id} {q.year}", q.place) for q in evaluation.questionnaires])
    yield from _twice("pertanyaan", [(q.id, q.place) for q in evaluation.questions])
    yield from _bands(evaluation)
    for questionnaire in evaluation.questionnaires:
        yield from _questionnaire(questionnaire)
    for question in evaluation.questions:
        if question.computed and not (question.obligation_ids or question.groups):
            facts = {"kunci": "kewajiban", "uraian": "Yang dihitung program perlu kewajiban atau rumpun."}
            yield Problem("kunci-kurang", question.place, {**facts, "kelompok": question.id})


def _bands(evaluation: Evaluation) -> Iterator[Problem]:
    """Categories from the highest edge to the lowest, which is zero, so that each value has one."""
    for higher, lower in pairwise(evaluation.bands):
        if lower.edge >= higher.edge:
            facts = {"isi": lower.title, "mulai": lower.edge, "kelompok": lower.title}
            facts |= {"harus": f"harus di bawah {higher.edge}, batas kategori {higher.title}"}
            facts |= {"harus_en": f"it must be below {higher.edge}, the edge of {higher.title}"}
            yield Problem("monev-kategori", lower.place, facts)
    last = evaluation.bands[-1]
    if last.edge:
        facts = {"isi": last.title, "mulai": last.edge, "kelompok": last.title}
        facts |= {"harus": "kategori terakhir mulai dari 0", "harus_en": "the last category starts at 0"}
        yield Problem("monev-kategori", last.place, facts)


def _questionnaire(questionnaire: Questionnaire) -> Iterator[Problem]:
    yield from _twice("aspek", [(w.aspect_id, w.place) for w in questionnaire.weights])
    yield from _twice("tahap", [(s.id, s.place) for s in questionnaire.stages])
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


def _twice(column: str, named: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for name, place in named:
        if name in seen:
            facts = {"kolom": column, "isi": name, "baris_pertama": seen[name]}
            yield Problem("kunci-ganda", place, {**facts, "kelompok": f"{column} {name}"})
        seen.setdefault(name, place.line)


# --- what an office records -------------------------------------------------------------------------------


def monev_problems(records: BodyRecords, law: Law) -> Iterator[Problem]:
    evaluation = law.maybe(Evaluation)
    if evaluation is None:
        return
    for evidence in records.rows(EvaluationEvidence) or ():
        yield from _evidence(evidence)
    seen: dict[tuple[str, int, str], int] = {}
    for row in records.rows(SelfAssessment) or ():
        yield from _row(row, records, evaluation)
        named = (row.assessor_id, row.year, row.question_id)
        if named in seen:
            facts = {"kolom": "pertanyaan", "isi": row.question_id, "baris_pertama": seen[named]}
            yield Problem("kunci-ganda", records.cell(row, "pertanyaan"), {**facts, "kelompok": row.id})
        seen.setdefault(named, row.row)


def _evidence(evidence: EvaluationEvidence) -> Iterator[Problem]:
    place = evidence.place
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
    pairs = (
        ("tautan", evidence.link, "tautan_diperiksa", evidence.link_checked_on),
        ("tautan_diperiksa", evidence.link_checked_on, "tautan", evidence.link),
        ("tautan_terbuka", evidence.link_opens is not None, "tautan", evidence.link),
    )
    for filled, there, pair, other in pairs:
        if there and not other:
            yield Problem("pasangan-kurang", place, {"kolom": filled, "pasangan": pair})


def _row(row: SelfAssessment, records: BodyRecords, evaluation: Evaluation) -> Iterator[Problem]:
    questionnaire = evaluation.questionnaire(row.assessor_id, row.year)
    if questionnaire is None:
        years = [str(q.year) for q in evaluation.questionnaires if q.assessor_id == row.assessor_id]
        # Without any the assessor is none, which the walk over all references has told.
        if years:
            yield _unasked("tahun", str(row.year), years, f"instrumen {row.assessor_id} di {LAW_FILE}", row, records)
        return
    asked = {q.id: q for q in evaluation.asked(questionnaire)}
    question = asked.get(row.question_id)
    if question is None:
        where = f"instrumen {questionnaire.id} di {LAW_FILE}"
        yield _unasked("pertanyaan", row.question_id, asked, where, row, records)
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
        if name in known and row.question_id not in known[name].question_ids:
            facts = {"isi": name, "pertanyaan": row.question_id, "menjawab": ", ".join(known[name].question_ids)}
            yield Problem("bukti-monev-lain", records.cell(row, "bukti"), {**facts, "kelompok": f"{row.id} {name}"})


def _unasked(
    column: str, value: str, known: Iterable[str], where: str, row: SelfAssessment, records: BodyRecords
) -> Problem:
    """A year or a question that a questionnaire does not have."""
    names = list(known)
    facts = {"kolom": column, "isi": value, "tempat": where, "usul": near(value, names)}
    facts |= {"pilihan": ", ".join(names) or "(belum ada satu pun)", "kelompok": f"{column} {value}"}
    return Problem("monev-rujukan-mati", records.cell(row, column), facts)
