"""What an office can show an assessor on a day: which evidence opens, and what it gives itself.

Promises: pure; no address is fetched, a link counts as checked on the day that a person looked at it. Points are exact
fractions and are rounded once, where they are printed. What is not known stays None and is never read as zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from terbuka.base.periods import Period
from terbuka.base.problem import Problem, reason_words
from terbuka.duties.verdict import WELL, BodyAssessment, Judgement, Status
from terbuka.features.evaluation.record import (
    AspectScore,
    AssessedEvidence,
    Evaluation,
    EvaluationEvidence,
    EvaluationQuestion,
    EvidenceFlag,
    EvidenceItem,
    Monev,
    Questionnaire,
    QuestionnaireScore,
    QuestionScore,
    SelfAssessment,
)
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.record.files import Document


def monev_of(assessed: BodyAssessment, law: Law) -> Monev:
    """Evidence and scores of a body on its day; empty for a law without data on evaluation.

    From the judged duties come the points that the program gives itself.
    """
    records, on, judgements = assessed.records, assessed.on, assessed.judgements
    evaluation = law.maybe(Evaluation)
    if evaluation is None:
        return Monev()
    evidence = tuple(_opened(e, assessed, law, evaluation) for e in records.rows(EvaluationEvidence) or ())
    rows = [r for r in records.rows(SelfAssessment) or () if r.assessed_on <= on]
    return Monev(
        evidence=evidence,
        scores=tuple(_score(q, evaluation, rows, judgements, evidence) for q in evaluation.questionnaires),
    )


# --- evidence ---------------------------------------------------------------------------------------------


def _opened(record: EvaluationEvidence, assessed: BodyAssessment, law: Law, evaluation: Evaluation) -> AssessedEvidence:
    records, on = assessed.records, assessed.on
    items: list[EvidenceItem] = []
    flags = [EvidenceFlag.AHEAD] if record.made_on > on else []
    if record.entry_id:
        entry = next((e for e in records.register or () if e.id == record.entry_id), None)
        if entry is not None:
            items += _files(entry.files, records.documents)
            items += [EvidenceItem(link=entry.link, checked_on=entry.link_checked_on)] if entry.link else []
            items += [EvidenceItem(portal_page=entry.portal_page)] if entry.portal_page else []
            flags += [EvidenceFlag.NOT_DECIDED] if entry.document_status != "ditetapkan" else []
    items += _files(record.files, records.documents)
    if record.link:
        items.append(EvidenceItem(link=record.link, checked_on=record.link_checked_on))
        flags += [EvidenceFlag.DEAD] if record.link_opens is False else []
    if record.portal_page:
        items.append(EvidenceItem(portal_page=record.portal_page))
    large = tuple(i.document.name for i in items if i.document and i.document.size > evaluation.largest)
    flags += [EvidenceFlag.TOO_LARGE] if large else []
    flags += _doubts(items, assessed.produced, law, Period.parse(evaluation.link_age), on)
    return AssessedEvidence(record=record, items=tuple(items), flags=tuple(dict.fromkeys(flags)), large=large)


def _files(names: tuple[str, ...], documents: Mapping[str, Document]) -> list[EvidenceItem]:
    return [EvidenceItem(document=documents[name]) for name in names if name in documents]


def _doubts(
    items: list[EvidenceItem], produced: frozenset[str], law: Law, age: Period, on: date
) -> Iterator[EvidenceFlag]:
    """Whether there is nothing to open, and which links nobody has looked at for long."""
    for item in items:
        if item.link and not age.reaches(item.checked_on, on):
            looked = item.checked_on is not None and item.checked_on <= on
            yield EvidenceFlag.STALE if looked else EvidenceFlag.UNCHECKED
    opens = [i for i in items if i.document or i.link or _is_made(i.portal_page, produced, law)]
    if not opens:
        yield EvidenceFlag.NOWHERE


def _is_made(page: str | None, produced: frozenset[str], law: Law) -> bool:
    """Whether a page holds something: those that count as evidence for duties only where they do."""
    if page is None:
        return False
    conditional = page in law.evidence_pages or routes.reported_year(page) is not None
    return page in produced or not conditional


# --- points -----------------------------------------------------------------------------------------------


def _score(
    questionnaire: Questionnaire,
    evaluation: Evaluation,
    rows: list[SelfAssessment],
    judgements: Mapping[str, Judgement],
    evidence: tuple[AssessedEvidence, ...],
) -> QuestionnaireScore:
    mine = {
        r.question_id: r for r in rows if (r.assessor_id, r.year) == (questionnaire.assessor_id, questionnaire.year)
    }
    known = {e.record.id: e for e in evidence}
    aspects = {a.id: a for a in evaluation.aspects}
    asked = evaluation.asked(questionnaire)
    return QuestionnaireScore(
        questionnaire=questionnaire,
        aspects=tuple(
            AspectScore(
                aspect=aspects[weight.aspect_id],
                percent=weight.percent,
                questions=tuple(
                    _computed(q, judgements) if q.computed else _given(q, mine.get(q.id), known)
                    for q in asked
                    if q.aspect_id == weight.aspect_id
                ),
            )
            for weight in questionnaire.weights
        ),
    )


def _given(
    question: EvaluationQuestion, row: SelfAssessment | None, known: Mapping[str, AssessedEvidence]
) -> QuestionScore:
    if row is None:
        return QuestionScore(question=question, points=None)
    shown = tuple(known[name] for name in row.evidence_ids if name in known)
    return QuestionScore(question=question, points=Fraction(row.points), row=row, evidence=shown)


def _computed(question: EvaluationQuestion, judgements: Mapping[str, Judgement]) -> QuestionScore:
    """The share of the duties that are well on the day; a duty that is not judged for this body is left out."""
    asked = [j for j in judgements.values() if _asks(question, j)]
    if not asked:
        return QuestionScore(question=question, points=None, applicable=False)
    well = sum(j.status in WELL for j in asked)
    return QuestionScore(
        question=question,
        points=Fraction(question.most * well, len(asked)),
        covered=well,
        needed=len(asked),
        lacking=tuple(j.obligation for j in asked if j.status not in WELL),
    )


def _asks(question: EvaluationQuestion, judgement: Judgement) -> bool:
    """Of a whole group those that the gate counts; of named ones each that is judged for this body."""
    if judgement.obligation.id in question.obligation_ids:
        return judgement.applicable and judgement.status is not Status.NOT_JUDGED
    return judgement.obligation.group in question.groups and judgement.counted


# --- notes ------------------------------------------------------------------------------------------------


def monev_notes(assessed: BodyAssessment) -> Iterator[Problem]:
    """Evidence that an assessor could not open, or would not take; never a gap."""
    for evidence in assessed.get(Monev).evidence:
        if evidence.flags:
            facts = {
                "isi": evidence.record.id,
                "judul": evidence.record.title,
                "sebab": [reason_words(flag, {}) for flag in evidence.flags],
                "sebab_en": [reason_words(flag, {}, "en") for flag in evidence.flags],
                "kelompok": evidence.record.id,
            }
            yield Problem("bukti-monev-ragu", evidence.record.place, facts)
