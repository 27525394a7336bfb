"""Being late is news, not an error: the passing of time alone never blocks anything.

Each case of ``test_cases.py`` is judged on its day and ten years later.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import trees
from terbuka.base.page import Page
from terbuka.base.problem import blocking
from terbuka.duties.agenda import CALENDAR, When
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Status
from terbuka.features.guide.prose import prose
from terbuka.portal.agenda import agenda
from terbuka.portal.checking import validate
from terbuka.portal.judging import assess, gap_problems
from terbuka.portal.load import load
from terbuka.portal.pages import render
from terbuka.portal.shells import shells


def test_any_day_can_be_assessed(tmp_path: Path) -> None:
    corpus, problems = load(trees.grow(tmp_path / "portal"))
    problems += validate(corpus)
    for on in (date(1950, 1, 1), date(2008, 4, 30), date(2026, 2, 28), date(2028, 2, 29), date(2190, 1, 1)):
        assert not blocking([*problems, *gap_problems(assess(corpus, dict.fromkeys(corpus.bodies, on)))]), on


def test_an_expired_statement_only_stops_covering(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    last, next_day = date(2026, 12, 31), date(2027, 1, 1)
    for on, status in ((last, Status.NIL), (next_day, Status.MISSING)):
        _, assessment, _ = trees.judged(root, on)
        assert assessment is not None
        assert assessment.bodies["kantor-uji"].judgements["hasil-penelitian"].status is status


#: The day before the Act, its first, one within the old rules and their last, the first of the new ones, and a day of a
#: year without a calendar.
DAYS = [
    date(2010, 4, 29), date(2010, 4, 30), date(2019, 6, 30), date(2021, 6, 29), date(2021, 6, 30), date(2028, 1, 3),
]  # fmt: skip


def pages_on(on: date) -> dict[str, str]:
    corpus = trees.records()
    judged = assess(corpus, dict.fromkeys(corpus.bodies, on))
    shells(corpus, judged)
    prose(corpus, judged)
    return {p.address: p.article for p in render(corpus, judged) if isinstance(p, Page)}


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_pages_of_any_day_since_2010_say_by_which_law_they_judge(on: date) -> None:
    made = pages_on(on)
    in_force, old = on >= date(2010, 4, 30), on <= date(2021, 6, 29)
    for name in ("biro-contoh", "biro-rintisan"):
        foot = made[f"{name}/keberatan/"]
        assert ("Belum dimodelkan: Perki 1/2010 (" in foot) == old
        assert ("Perki 1/2021 Pasal" in foot.split('class="paper"')[0]) == (on >= date(2021, 6, 30))
    status = made["status/"]
    assert ("UU 14/2008" in status) == in_force
    assert ("Perki 1/2021" in status) == (on >= date(2021, 6, 30))


# --- a calendar that is not decided ----------------------------------------------------------------------


def with_calendar(status: str | None) -> Corpus:
    """This portal's records with the list of days off of 2027 in another state; None: without the list."""
    corpus = trees.records()
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
    asked = [item for item in agenda(judged).items if item.kind is CALENDAR]
    assert [item.when for item in asked] == ([when] if when else [])
    assert all((item.due_on, item.body_id) == (date(2026, 12, 31), "biro-rintisan") for item in asked)
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
