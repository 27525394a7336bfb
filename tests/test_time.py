"""Being late is news, not an error: the passing of time alone never blocks anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import trees
from terbuka.assess import assess, gap_problems
from terbuka.load import load
from terbuka.model import Status
from terbuka.problem import Problem, Severity, blocking, in_order
from terbuka.validate import validate
from test_cases import FOLDERS, planted


def blocked(root: Path, *days: date) -> list[list[Problem]]:
    """The blocked problems on each of the days, of a tree that is read once: reading knows no day."""
    corpus, problems = load(root)
    problems += validate(corpus)
    found = []
    for on in days:
        on_the_day = list(problems)
        if not blocking(problems):
            on_the_day += gap_problems(assess(corpus, dict.fromkeys(corpus.bodies, on)))
        found.append(in_order(p for p in on_the_day if p.severity is Severity.BLOCKED))
    return found


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_ten_years_later_the_same_is_blocked(case: Path, tmp_path: Path) -> None:
    root, day = planted(case, tmp_path / "portal")
    on = date.fromisoformat(day)
    now, later = blocked(root, on, on.replace(year=on.year + 10))
    assert now == later


@pytest.mark.parametrize(
    "on", [date(1950, 1, 1), date(2008, 4, 30), date(2026, 2, 28), date(2028, 2, 29), date(2190, 1, 1)]
)
def test_any_day_can_be_assessed(tmp_path: Path, on: date) -> None:
    assert blocked(trees.grow(tmp_path / "portal"), on) == [[]]


def test_an_expired_statement_only_stops_covering(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    last, next_day = date(2026, 12, 31), date(2027, 1, 1)
    for on, status in ((last, Status.NIL), (next_day, Status.MISSING)):
        _, assessment, _ = trees.judged(root, on)
        assert assessment is not None
        assert assessment.bodies["kantor-uji"].judgements["hasil-penelitian"].status is status
