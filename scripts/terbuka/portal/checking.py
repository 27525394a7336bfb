"""Contradictions between records that are each well-formed: dead references, impossible orders, circles.

Promises: pure, and without a clock: time alone never makes a record wrong. What is missing or late is not
said here but by the judges.
"""

from __future__ import annotations

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.family import family_problems
from terbuka.duties.law_rules import law_problems
from terbuka.duties.rules import body_problems
from terbuka.features.guide.rules import guide_problems
from terbuka.kit.languages import reserved
from terbuka.portal.features import FEATURES
from terbuka.portal.prose_rules import prose_problems
from terbuka.portal.references import body_reference_problems, law_reference_problems


def validate(corpus: Corpus) -> list[Problem]:
    """All contradictions of the corpus, unsorted. Tables that are absent because of problems are skipped."""
    problems: list[Problem] = []
    for law in corpus.laws.values():
        problems += law_problems(law, corpus)
        problems += (problem for feature in FEATURES for problem in feature.law_rules(law, corpus))
        problems += law_reference_problems(law, corpus)
    for records in corpus.bodies.values():
        if records.body.id in reserved():
            problems.append(Problem("badan-terlarang", records.body.place, {"isi": records.body.id}))
        opened = frozenset(name for feature in FEATURES for name in feature.documents(records))
        problems += body_problems(records, corpus, opened)
        rules = corpus.laws.get(records.body.jurisdiction_id)
        if rules is not None:
            problems += (problem for feature in FEATURES for problem in feature.rules(records, rules, corpus))
        problems += body_reference_problems(records, rules, corpus)
    problems += family_problems(corpus)
    problems += prose_problems(corpus)
    problems += guide_problems(corpus)
    return problems
