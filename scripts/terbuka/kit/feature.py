"""What a feature is to the rest: one record that says which records it knows, and what follows from them.

``portal/features.py`` holds all of them in order; reading, checking, judging and rendering are loops over that tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from terbuka.base.problem import Problem
from terbuka.duties.agenda import Item
from terbuka.duties.corpus import Corpus
from terbuka.duties.measure import Measure
from terbuka.duties.records import BodyRecords
from terbuka.duties.source import Source
from terbuka.duties.subject import Subject
from terbuka.duties.verdict import BodyAssessment, RecordGap
from terbuka.law.law import Law
from terbuka.law.private_register import Form

if TYPE_CHECKING:
    from terbuka.kit.door import Door
    from terbuka.kit.shown import Shown


def _no_documents(_records: BodyRecords) -> Iterable[str]:
    return ()


def _no_rules(_records: BodyRecords, _law: Law, _corpus: Corpus) -> Iterator[Problem]:
    return iter(())


def _no_law_rules(_law: Law, _corpus: Corpus) -> Iterator[Problem]:
    return iter(())


def _as_it_is(assessed: BodyAssessment, _law: Law) -> BodyAssessment:
    return assessed


def _concluded(assessed: BodyAssessment, _law: Law, _corpus: Corpus) -> BodyAssessment:
    return assessed


def _no_problems(_made: BodyAssessment) -> Iterator[Problem]:
    return iter(())


def _no_gaps(_made: BodyAssessment) -> Iterator[RecordGap]:
    return iter(())


def _no_inserts(_law: Law) -> Iterable[str]:
    return ()


def _no_pages(_records: BodyRecords, _on: date) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One subject of the portal.

    ``tables`` and ``lists`` are the kinds of records of a body with their classes (``<kind>.csv``, ``<kind>.yml``; each
    may be absent), ``law_lists`` those of the law, which must be there, ``law_optional`` those which need not, and
    ``law_records`` single records that need not. ``documents`` are files in ``berkas/`` that its records open.
    ``rules`` and ``law_rules`` yield contradictions, without a clock. ``judge`` says what follows for one body on its
    day, in the order of the tuple; ``conclude`` what follows once every body is judged. ``gaps`` tells it as problems
    and notes, ``record_gaps`` counts it, ``agenda`` dates it. ``inserts`` are values that a sentence of the
    law may ask for, ``indikator:…``. ``sources`` are registers that indicators measure, ``measures`` what
    audit and strategy count, ``subjects`` what an obstacle may be about; ``forms`` are files that fill one of its
    registers row by another row, ``intake`` the door by which ``terbuka import`` takes such a file. ``body_pages`` are
    codes of pages that every body has, ``evidence`` those that an entry may name, ``evidence_pages`` those of them
    that hold enough on a day to count. ``shown`` opens what makes its pages and files, so that a check loads none of
    it.
    """

    name: str
    tables: Mapping[str, type] = field(default_factory=dict)
    lists: Mapping[str, type] = field(default_factory=dict)
    law_lists: Mapping[str, type] = field(default_factory=dict)
    law_optional: Mapping[str, type] = field(default_factory=dict)
    law_records: Mapping[str, type] = field(default_factory=dict)
    documents: Callable[[BodyRecords], Iterable[str]] = _no_documents
    rules: Callable[[BodyRecords, Law, Corpus], Iterator[Problem]] = _no_rules
    law_rules: Callable[[Law, Corpus], Iterator[Problem]] = _no_law_rules
    judge: Callable[[BodyAssessment, Law], BodyAssessment] = _as_it_is
    conclude: Callable[[BodyAssessment, Law, Corpus], BodyAssessment] = _concluded
    gaps: Callable[[BodyAssessment], Iterator[Problem]] = _no_problems
    record_gaps: Callable[[BodyAssessment], Iterator[RecordGap]] = _no_gaps
    inserts: Callable[[Law], Iterable[str]] = _no_inserts
    sources: Mapping[str, Source] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    intake: Callable[[], Door] | None = None
    body_pages: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    agenda: tuple[Callable[[BodyAssessment], Iterator[Item]], ...] = ()
    evidence_pages: Callable[[BodyRecords, date], Iterable[str]] = _no_pages
    shown: Callable[[], Shown] | None = None
