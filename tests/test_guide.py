"""The internal guide: what it takes from the law, its reviews, and the one PDF."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pypdfium2.raw
import pytest

import trees
from terbuka.base.page import File, Page
from terbuka.duties.agenda import When
from terbuka.features.guide.agenda import guide_reviews
from terbuka.portal.judging import assess
from terbuka.portal.pages import render

DAY = date(2026, 11, 24)
REAL = "biro-rintisan"


@pytest.fixture(scope="module")
def made() -> dict[str, Page | File]:
    corpus = trees.records()
    found = render(corpus, assess(corpus, dict.fromkeys(corpus.bodies, DAY)))
    return {item.path: item for item in found if "panduan" in item.path}


def test_no_mark_is_left_and_links_lead_to_pages(made: dict[str, Page | File]) -> None:
    pages = [p for p in made.values() if isinstance(p, Page) and p.path.startswith("panduan/")]
    assert len(pages) == 8
    for page in pages:
        assert "{" not in page.article
        assert '.md"' not in page.article
        assert page.article.count("<h1") == 1
    limits = made["panduan/batas-jawaban/index.html"]
    assert isinstance(limits, Page)
    assert "<td>10 hari kerja</td>" in limits.article
    first, refusal = made["panduan/index.html"], made["panduan/menolak/index.html"]
    assert isinstance(first, Page)
    assert isinstance(refusal, Page)
    assert 'href="menolak/"' in first.article
    assert 'href="../penghitaman/"' in refusal.article


def test_an_overdue_review_is_on_the_list_of_the_real_body_and_no_gap() -> None:
    corpus = trees.records()
    bodies = assess(corpus, dict.fromkeys(corpus.bodies, date(2027, 5, 25))).bodies
    items = list(guide_reviews(bodies[REAL]))
    assert {item.when for item in items} == {When.LATE}
    assert len(items) == 8
    assert not list(guide_reviews(bodies["biro-contoh"]))
    assert bodies[REAL].gate_count == 0


def test_one_tagged_paper_of_the_whole_guide(made: dict[str, Page | File]) -> None:
    paper = made["api/v1/panduan-petugas.pdf"]
    assert isinstance(paper, File)
    document = pypdfium2.PdfDocument(paper.content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(paper.content) < 2_000_000
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    for title in ("Proses permohonan", "Menulis penolakan", "Melayani penyandang disabilitas"):
        assert title in text
    assert "{" not in text
