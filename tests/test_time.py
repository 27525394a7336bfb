"""Being late is news, not an error: the passing of time alone never blocks anything."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import trees
from terbuka.base.page import Page
from terbuka.base.problem import Problem, Severity, blocking, in_order
from terbuka.duties.agenda import Kind, When
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Status
from terbuka.features.guide.prose import prose
from terbuka.portal.agenda import agenda
from terbuka.portal.checking import validate
from terbuka.portal.judging import assess, gap_problems
from terbuka.portal.load import load
from terbuka.portal.pages import render
from terbuka.portal.shells import shells
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


def changes_of_law() -> list[date]:
    """Each day since 2010 on which an article, an interval or a time limit of this portal's law starts."""
    law = trees.own().laws["id"]
    starts = {b.from_on for o in law.obligations.values() for b in o.legal_basis if b.from_on}
    starts |= {v.from_on for o in law.obligations.values() for v in (*o.intervals, *o.yearly_due)}
    starts |= {n.from_on for d in law.deadlines.values() for n in d.lengths}
    starts |= {i.from_on for i in law.instruments.values() if i.from_on}
    return sorted(day for day in starts if day >= date(2010, 1, 1))


#: The day before the Act, its first, one within the old rules and their last, the first of the new ones, and a day of a
#: year without a calendar.
DAYS = [
    date(2010, 4, 29), date(2010, 4, 30), date(2019, 6, 30), date(2021, 6, 29), date(2021, 6, 30), date(2028, 1, 3),
]  # fmt: skip


def pages_on(on: date) -> dict[str, str]:
    corpus = trees.own()
    judged = assess(corpus, dict.fromkeys(corpus.bodies, on))
    shells(corpus, judged)
    prose(corpus, judged)
    return {p.address: p.article for p in render(corpus, judged) if isinstance(p, Page)}


def test_in_every_state_of_the_law_since_2010_all_is_judged_and_prose_is_filled_in() -> None:
    corpus = trees.own()
    for on in {day + timedelta(days=n) for day in changes_of_law() for n in (-1, 0)}:
        judged = assess(corpus, dict.fromkeys(corpus.bodies, on))
        assert gap_problems(judged) is not None
        assert prose(corpus, judged)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_pages_of_any_day_since_2010_say_by_which_law_they_judge(on: date) -> None:
    made = pages_on(on)
    in_force, old = on >= date(2010, 4, 30), on <= date(2021, 6, 29)
    for name in ("biro-contoh", "biro-pemerintahan-setda-ntt"):
        foot = made[f"{name}/keberatan/"]
        assert ("Belum dimodelkan: Perki 1/2010 (" in foot) == old
        assert ("Perki 1/2021 Pasal" in foot.split('class="paper"')[0]) == (on >= date(2021, 6, 30))
    status = made["status/"]
    assert ("UU 14/2008" in status) == in_force
    assert ("Perki 1/2021" in status) == (on >= date(2021, 6, 30))


# --- a calendar that is not decided ----------------------------------------------------------------------


def with_calendar(status: str | None) -> Corpus:
    """This portal's records with the list of days off of 2027 in another state; None: without the list."""
    corpus = trees.own()
    law = corpus.laws["id"]
    years = [y for y in law.calendar_years if y.year != 2027 or status]
    years = [replace(y, status=status, decree=None) if y.year == 2027 and status else y for y in years]
    return replace(corpus, laws={"id": replace(law, calendar_years=tuple(years))})


@pytest.mark.parametrize(
    ("status", "on", "when", "said"),
    [
        ("perkiraan", date(2026, 9, 30), None, None),
        ("perkiraan", date(2026, 10, 1), When.LATER, "2027 masih perkiraan"),
        ("perkiraan", date(2026, 12, 1), When.SOON, "2027 masih perkiraan"),
        ("perkiraan", date(2027, 1, 1), When.LATE, "2027 masih perkiraan"),
        (None, date(2026, 9, 30), None, None),
        (None, date(2026, 10, 1), When.LATER, "2027 belum ada"),
        ("tetap", date(2026, 12, 1), None, None),
    ],
)
def test_the_next_calendar_is_asked_for_from_october_and_blocks_nothing(
    status: str | None, on: date, when: When | None, said: str | None
) -> None:
    corpus = with_calendar(status)
    judged = assess(corpus, dict.fromkeys(corpus.bodies, on))
    asked = [item for item in agenda(judged).items if item.kind is Kind.CALENDAR]
    assert [item.when for item in asked] == ([when] if when else [])
    assert all((item.due_on, item.body_id) == (date(2026, 12, 31), "biro-pemerintahan-setda-ntt") for item in asked)
    assert not blocking(gap_problems(judged))
    if on.day == 1 and on.month >= 10:
        pages = {p.address: p.article for p in render(corpus, judged) if isinstance(p, Page)}
        found = re.findall(r"Kalender hari libur (2027 [a-z ]+):", pages["status/"])
        assert found == ([said] if said else [])


def test_a_law_may_never_ask_for_a_calendar() -> None:
    corpus = with_calendar("perkiraan")
    law = replace(corpus.laws["id"], calendar_asked_from=None)
    assert law.calendars_wanted(date(2026, 12, 1)) == ()
    assert corpus.laws["id"].calendars_wanted(date(2026, 12, 1)) == (2027,)
    assert corpus.laws["id"].calendars_wanted(date(2019, 12, 1)) == (), "years before the first list are not asked for"
