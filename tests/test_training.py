"""Training: what a register covers on a day, counted by hand on the sample office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

import trees
from terbuka.base.page import File, Page
from terbuka.duties.agenda import When
from terbuka.duties.corpus import Corpus
from terbuka.features.training.agenda import trainings
from terbuka.features.training.judge import training_of
from terbuka.features.training.record import Freshness
from terbuka.portal.judging import assess

DAY = date(2026, 6, 30)
SAMPLE, REAL = "biro-contoh", "biro-rintisan"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.records()


@pytest.fixture(scope="module")
def made() -> Mapping[str, Page | File]:
    return trees.pages(DAY)


def test_eleven_of_twelve_pairs_are_fresh(corpus: Corpus) -> None:
    """3 + 2 + 1 + 2 + 3 + 1 pairs of role and topic. Only serving people with disabilities was never taught; the
    principles of 18 September 2024 last 24 months; the cancelled training counts for nothing."""
    made = training_of(corpus.bodies[SAMPLE], corpus.laws["id"], DAY)
    assert len(made.pairs) == 12
    assert made.hours == 6 + 5 + 8 + 7 + 4
    assert made.share == Fraction(11, 12)
    assert [(p.role, p.topic.id) for p in made.pairs if p.state is Freshness.NEVER] == [
        ("petugas-layanan", "layanan-disabilitas")
    ]


def test_the_last_day_of_freshness_is_included(corpus: Corpus) -> None:
    """12 May 2026 and 12 months: fresh through 12 May 2027."""
    records, law = corpus.bodies[SAMPLE], corpus.laws["id"]
    for day, state in ((date(2027, 5, 12), Freshness.FRESH), (date(2027, 5, 13), Freshness.OLD)):
        pairs = training_of(records, law, day).pairs
        assert {p.state for p in pairs if p.topic.id == "prosedur-permohonan"} == {state}


def test_no_register_is_no_data(corpus: Corpus, made: dict[str, Page | File]) -> None:
    found = training_of(corpus.bodies[REAL], corpus.laws["id"], DAY)
    assert (found.kept, found.share) == (False, None)
    page = made[f"{REAL}/pelatihan/index.html"]
    assert isinstance(page, Page)
    assert "Catatan pelatihan belum dimuat di portal ini. Itu bukan berarti tidak ada pelatihan." in page.article
    assert ">0<" not in page.article


def test_a_plan_whose_day_has_passed_is_on_the_list_and_no_gap(corpus: Corpus) -> None:
    late = assess(corpus, dict.fromkeys(corpus.bodies, date(2026, 8, 20))).bodies[SAMPLE]
    (item,) = trainings(late)
    assert (item.when, item.due_on, item.public) == (When.LATE, date(2026, 8, 19), False)
    assert item.id not in {gap.id for gap in late.record_gaps}


def test_numbers_by_role_are_published_nowhere(made: dict[str, Page | File]) -> None:
    page, calendar = made[f"{SAMPLE}/pelatihan/index.html"], made[f"api/v1/{SAMPLE}/pelatihan.ics"]
    assert isinstance(page, Page)
    assert isinstance(calendar, File)
    assert "5 pelatihan, 30 jam. 5 dari 6 topik masih segar untuk semua peran." in page.article
    for role in ("PPID Pelaksana", "pejabat fungsional"):
        assert role not in page.article.split("<h2>")[-1]
    assert b"BEGIN:VEVENT" in calendar.content


def test_a_self_test_needs_no_script(made: dict[str, Page | File]) -> None:
    page = made[f"{SAMPLE}/pelatihan/prosedur-permohonan/index.html"]
    assert isinstance(page, Page)
    assert (
        "Paling lambat 10 hari kerja sejak permohonan diterima. Dapat diperpanjang satu kali 7 hari kerja"
        in page.article
    )
    assert page.article.count("<details>") == 2
    assert "{" not in page.article
