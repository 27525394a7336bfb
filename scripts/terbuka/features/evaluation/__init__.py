"""Evaluation of openness (Monev): evidence for assessors, and the self-assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.evaluation.judge import monev_notes, monev_of
from terbuka.features.evaluation.record import Evaluation, EvaluationEvidence, Monev, SelfAssessment
from terbuka.features.evaluation.rules import evaluation_problems, monev_problems
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.evaluation.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="evaluation",
    tables={"penilaian-mandiri": SelfAssessment},
    lists={"bukti-monev": EvaluationEvidence},
    law_records={"monev": Evaluation},
    documents=lambda records: (name for one in records.every(EvaluationEvidence) for name in one.files),
    rules=lambda records, law, _corpus: monev_problems(records, law),
    law_rules=evaluation_problems,
    judge=lambda made, law: made.put(Monev, monev_of(made, law)),
    gaps=monev_notes,
    shown=_shown,
)
