"""Coaching, supervision, evaluation and reports: the hub and its pages, in the order in which it lists them.

Promises: each part has a page for every body, also while there is nothing to show: then the page says what is to
stand there. ``PARTS`` is the one place where such a page is made known; hub, strategy and build follow it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from terbuka import routes
from terbuka.page import Page
from terbuka.render import origin, report_pages
from terbuka.render.body_pages import gathered
from terbuka.render.portal import Portal
from terbuka.render.view import BodyView


@dataclass(frozen=True, slots=True)
class Part:
    """One subject: ``code`` is that of its page (``routes.BODY_PAGES``), ``title`` and ``text`` tell citizens what it
    is; ``state`` gives one short clause ("Belum ada data" while there is none), ``pages`` its pages."""

    code: str
    title: str
    text: str
    state: Callable[[BodyView], str]
    pages: Callable[[Portal, BodyView], Iterator[Page]]


PARTS: tuple[Part, ...] = (
    Part(
        routes.REPORTS,
        report_pages.TITLE,
        "Angka permintaan informasi, keberatan, sengketa, kendala, dan rencana perbaikan, satu laporan setiap tahun.",
        report_pages.state,
        report_pages.pages,
    ),
)


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        "himpunan.html",
        routes.body_page(b.id, "laporan"),
        "Laporan & Evaluasi",
        f"Laporan layanan, kinerja, dan keuangan {b.body.name}, serta ketersediaan informasi wajib.",
        section="laporan",
        lead="Laporan layanan, kinerja, dan keuangan, serta ketersediaan informasi wajib.",
        parts=PARTS,
        gathered=gathered(b, "laporan"),
        origin=origin.of_entries(b, b.entries),
    )
    for part in PARTS:
        yield from part.pages(portal, b)
