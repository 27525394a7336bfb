"""How the register and its availability are shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from terbuka.base.page import File, Page
from terbuka.features.information import files, pages
from terbuka.kit.portal import Portal
from terbuka.kit.register import Register
from terbuka.kit.shown import Shown
from terbuka.kit.view import BodyView


def _pages(portal: Portal, b: BodyView) -> Iterator[Page | File]:
    yield from pages.information(portal, b)
    yield from pages.availability(portal, b)
    yield from pages.units_and_packages(portal, b)
    for entry in b.entries:
        yield pages.entry_page(portal, b, entry)


def _first_announced(b: BodyView) -> date | None:
    return min((e.announced_on for e in b.entries if e.announced_on and e.announced_on <= b.on), default=None)


SHOWN = Shown(
    pages=_pages,
    files=lambda corpus, views: files.files(corpus.schemas, views),
    public=files.PUBLIC,
    registers=(
        Register(
            rank=1,
            code="daftar-informasi-publik",
            page="daftar-informasi-publik",
            title="Daftar Informasi Publik",
            text="Semua informasi publik yang dikuasai kantor dan tidak dikecualikan, satu baris satu informasi.",
            keywords=("daftar informasi publik", "DIP", "PPID"),
            frequency="tidak-tentu",
            kept=lambda b: bool(b.entries),
            since=_first_announced,
            files=(("daftar-informasi-publik", "csv json"),),
        ),
    ),
)
