"""Marks and links of the internal guide that lead nowhere.

Promises: pure and without a clock; an overdue review is for ``assess`` and the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from terbuka.model import GUIDE, GUIDE_LINK, GUIDE_MARK, Corpus, Law, Prose
from terbuka.problem import Place, Problem
from terbuka.validate.near import dead_in_law, near
from terbuka.validate.standards import limit_names


def guide_problems(corpus: Corpus) -> Iterator[Problem]:
    """Unknown marks against every law, and links to pages of the guide that are not there."""
    guide = [page for page in corpus.prose if page.is_guide]
    names = {page.path.removeprefix(GUIDE) for page in guide}
    known = sorted(name.removesuffix(".md") for name in names)
    for law in corpus.laws.values():
        for topic in law.training_topics.values():
            for name in topic.materials:
                if name not in known:
                    yield dead_in_law(topic, "bahan", name, known, "content/panduan/")
    for page in guide:
        for law in corpus.laws.values():
            yield from _marks(page, law)
        for found in GUIDE_LINK.finditer(page.text):
            if found[1] not in names:
                yield _dead(page, found, found[1], sorted(names), "content/panduan/")


def _marks(page: Prose, law: Law) -> Iterator[Problem]:
    tables: Mapping[str, tuple[Iterable[str], str]] = {
        "tenggat": (limit_names(law), "tenggat.yml"),
        "pasal": (law.deadlines, "tenggat.yml"),
        "peraturan": (law.instruments, "peraturan.yml"),
        "kewajiban": (law.obligations, "kewajiban/"),
    }
    for found in GUIDE_MARK.finditer(page.text):
        kind, name = found[1] or "", found[2] + found[3]
        known, where = tables.get(kind, ((), "bentuk {tenggat:kode}, {pasal:kode}, {peraturan:kode}, {kewajiban:kode}"))
        if name not in known:
            yield _dead(page, found, found[0], [f"{{{kind}:{n}}}" for n in known], where)


def _dead(page: Prose, found: re.Match[str], value: str, known: Iterable[str], where: str) -> Problem:
    before = page.text[: found.start()]
    place = Place(page.place.path, page.text_line + before.count("\n"), len(before) - before.rfind("\n"))
    facts = {"isi": value, "tempat": where, "usul": near(value, known), "kelompok": value}
    return Problem("panduan-rujukan-mati", place, facts)
