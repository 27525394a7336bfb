"""How the register and its availability are shown."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.page import File, Page
from terbuka.features.information import files, pages
from terbuka.kit.portal import Portal
from terbuka.kit.shown import Shown
from terbuka.kit.view import BodyView


def _pages(portal: Portal, b: BodyView) -> Iterator[Page | File]:
    yield from pages.information(portal, b)
    yield from pages.availability(portal, b)
    yield from pages.units_and_packages(portal, b)
    for entry in b.entries:
        yield pages.entry_page(portal, b, entry)


SHOWN = Shown(
    pages=_pages,
    files=lambda corpus, views: files.files(corpus.schemas, views),
    public=files.PUBLIC,
)
