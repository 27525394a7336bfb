"""Links of the internal guide that lead nowhere.

Promises: pure and without a clock; an overdue review is for the agenda and the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import GUIDE, GUIDE_LINK, Corpus
from terbuka.record.near import near


def guide_problems(corpus: Corpus) -> Iterator[Problem]:
    """Links to pages of the guide that are not there."""
    guide = [page for page in corpus.prose if page.is_guide]
    names = {page.path.removeprefix(GUIDE) for page in guide}
    for page in guide:
        for match in GUIDE_LINK.finditer(page.text, page.start):
            if match[1] not in names:
                before = page.text[: match.start()]
                place = Place(page.place.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
                facts = {"isi": match[1], "tempat": "content/panduan/", "usul": near(match[1], sorted(names))}
                yield Problem("panduan-rujukan-mati", place, {**facts, "kelompok": match[1]})
