"""Contradictions between records that are each well-formed: dead references, impossible orders, circles.

Promises: pure, and without a clock: time alone never makes a record wrong. What is missing or late is not
said here but by ``assess``.
"""

from __future__ import annotations

from terbuka.model import Corpus
from terbuka.problem import Problem
from terbuka.validate.bodies import body_problems
from terbuka.validate.family import family_problems
from terbuka.validate.guide import guide_problems
from terbuka.validate.law import law_problems
from terbuka.validate.prose import prose_problems


def validate(corpus: Corpus) -> list[Problem]:
    """All contradictions of the corpus, unsorted. Tables that are absent because of problems are skipped."""
    problems: list[Problem] = []
    for law in corpus.laws.values():
        problems += law_problems(law, corpus)
    for records in corpus.bodies.values():
        problems += body_problems(records, corpus)
    problems += family_problems(corpus)
    problems += prose_problems(corpus)
    problems += guide_problems(corpus)
    return problems
