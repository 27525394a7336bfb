"""Open datasets as files to download.

Promises: the canonical CSV has the bytes of the repository; the same data give the same bytes in every format; a cell
that a spreadsheet would take for a formula is made harmless in the files for spreadsheets, and only there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from terbuka import routes
from terbuka.model import OpenDataset
from terbuka.page import File
from terbuka.render.view import BodyView


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file: ``title`` and ``note`` for people, ``address`` below the site, ``media`` its type, ``size`` in bytes,
    ``sha256`` in hexadecimal."""

    title: str
    note: str
    address: str
    media: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetFiles:
    """All files of a dataset: by table, those of the whole, and the contents by address."""

    tables: Mapping[str, tuple[Download, ...]]
    whole: tuple[Download, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def made(b: BodyView, dataset: OpenDataset) -> DatasetFiles:
    """The files of a dataset of a body."""
    contents: dict[str, bytes] = {}
    tables: dict[str, tuple[Download, ...]] = {}
    for name, table in dataset.tables.items():
        content = table.text.encode()
        address = routes.dataset_file(b.body, dataset.id, f"{name}.csv")
        contents[address] = content
        tables[name] = (_download("CSV", "untuk program", address, "text/csv", content),)
    return DatasetFiles(tables=tables, contents=contents)


def _download(title: str, note: str, address: str, media: str, content: bytes) -> Download:
    sha256 = hashlib.sha256(content).hexdigest()
    return Download(title=title, note=note, address=address, media=media, size=len(content), sha256=sha256)


def files(views: Iterable[BodyView]) -> Iterator[File]:
    for b in views:
        for dataset in b.assessed.records.datasets.values():
            for address, content in made(b, dataset).contents.items():
                yield File(path=address, content=content)
