"""Contradictions within the trainings of a body, and the topics that they and the questions name.

Promises: pure and without a clock: a held training whose day lies ahead is said by the judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.problem import Problem
from terbuka.duties.marks import DEADLINES, limit_names, unknown_marks
from terbuka.duties.records import BodyRecords
from terbuka.features.training.record import HELD, Training, TrainingQuestion, TrainingTopic
from terbuka.law.law import Law
from terbuka.record.near import dead_in_law

_UNHELD = (
    "keadaan bukan “terlaksana”, tetapi ada peserta atau evaluasinya",
    "not held, yet with participants or scores",
)
_NOBODY = ("terlaksana, tetapi tidak ada peserta satu pun", "held, yet nobody took part")
_HOURS = ("terlaksana, tetapi jamnya kosong", "held, yet without hours")
_ANSWERS = ("jawaban evaluasi lebih banyak daripada pesertanya", "more answers than participants")
_SCORE = (
    "nilai evaluasi tanpa jumlah jawaban, atau sebaliknya",
    "a score without its number of answers, or the reverse",
)


def training_problems(records: BodyRecords) -> Iterator[Problem]:
    for row in records.rows(Training) or ():
        for column, (reason, reason_en) in _contradictions(row):
            facts = {"kode": row.id, "sebab": reason, "sebab_en": reason_en, "kelompok": reason}
            yield Problem("pelatihan-bertentangan", records.cell(row, column), facts)


def _contradictions(row: Training) -> Iterator[tuple[str, tuple[str, str]]]:
    people = sum(row.by_role.values())
    if row.state != HELD:
        if people or row.score is not None or row.answers is not None:
            yield "keadaan", _UNHELD
        return
    if not people:
        yield "keadaan", _NOBODY
    if row.hours is None:
        yield "jam", _HOURS
    if (row.score is None) != (not row.answers):
        yield "nilai_evaluasi", _SCORE
    elif people and (row.answers or 0) > people:
        yield "jawaban_evaluasi", _ANSWERS


def training_law_problems(law: Law) -> Iterator[Problem]:
    """Time limits that the law data name and that are not there."""
    for topic in law.named(TrainingTopic).values():
        for text in topic.points:
            for mark in unknown_marks(text, law):
                yield dead_in_law(topic, "pokok", mark, limit_names(law), DEADLINES)
    for question in law.named(TrainingQuestion).values():
        for mark in unknown_marks(question.answer, law):
            yield dead_in_law(question, "jawaban", mark, limit_names(law), DEADLINES)
