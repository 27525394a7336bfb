"""How the service and its registers are shown."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.page import File, Page
from terbuka.features.service import citizen, files, reported, working_days
from terbuka.features.service.pages import service_pages
from terbuka.kit.portal import Portal
from terbuka.kit.shown import Part, Shown
from terbuka.kit.view import BodyView


def _pages(portal: Portal, b: BodyView) -> Iterator[Page | File]:
    yield from citizen.pages(portal, b)
    yield from service_pages(portal, b)


SHOWN = Shown(
    pages=_pages,
    files=lambda _corpus, views: files.service_files(views),
    public=(*files.PUBLIC, *reported.PUBLIC, *working_days.PUBLIC, *citizen.PUBLIC),
    parts=(
        Part(
            rank=4,
            code=reported.CODE,
            title=reported.TITLE,
            text="Apa yang dilaporkan warga, apa yang dilakukan kantor, dan berapa lamanya.",
            state=reported.state,
            pages=reported.pages,
        ),
    ),
)
