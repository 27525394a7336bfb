"""How open data are shown."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.page import File
from terbuka.duties.corpus import Corpus
from terbuka.features.open_data import files, pages
from terbuka.kit.shown import Shown
from terbuka.kit.view import BodyView


def _files(_corpus: Corpus, views: tuple[BodyView, ...]) -> Iterator[File]:
    yield from files.files(views)
    yield from pages.files(views)


SHOWN = Shown(
    pages=pages.pages,
    files=_files,
    public=(*files.PUBLIC, *pages.PUBLIC),
)
