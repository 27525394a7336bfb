"""Coaching, supervision, evaluation and reports: the hub and its pages, in the order in which it lists them.

Promises: each part has a page for every body, also while there is nothing to show: then the page says what is to
stand there. A part is made known by its feature alone; hub, strategy and build follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from terbuka.base.page import Page
from terbuka.features.strategy import pages as strategy
from terbuka.kit import origin
from terbuka.kit.lists import Gathered, gathered
from terbuka.kit.portal import Portal, View
from terbuka.kit.shown import Part, Shown
from terbuka.kit.view import BodyView
from terbuka.law import routes


def parts_of(shown: Sequence[Shown]) -> tuple[Part, ...]:
    """All parts by their rank; the strategy, which looks at every other, comes first."""
    others = sorted((part for one in shown for part in one.parts), key=lambda part: part.rank)
    first = Part(
        rank=0,
        code=strategy.CODE,
        title=strategy.TITLE,
        text="Pembinaan, pengawasan, evaluasi, dan monitoring: setiap baris dengan halaman yang membuktikannya.",
        state=strategy.state,
        pages=lambda portal, b: strategy.pages(portal, b, others),
    )
    return (first, *others)


class ReportsPage(View, template="himpunan.html"):
    lead: str
    parts: Sequence[Part]
    gathered: Gathered


def pages(portal: Portal, b: BodyView, parts: Sequence[Part]) -> Iterator[Page]:
    yield portal.body_page(
        b,
        ReportsPage(
            lead="Laporan layanan, kinerja, dan keuangan, serta ketersediaan informasi wajib.",
            parts=parts,
            gathered=gathered(b, "laporan"),
        ),
        routes.body_page(b.id, "laporan"),
        "Laporan & Evaluasi",
        f"Laporan layanan, kinerja, dan keuangan {b.body.name}, serta ketersediaan informasi wajib.",
        section="laporan",
        origin=origin.of_entries(b, b.entries),
    )
    for part in parts:
        yield from part.pages(portal, b)
