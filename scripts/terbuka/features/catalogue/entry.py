"""One dataset of a catalogue, its files and its place, as plain values: every form of the catalogue is made of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from terbuka.kit.view import BodyView
from terbuka.kit.vocabulary import INDONESIA, Box


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the site as it was made: its bytes counted, and their SHA-256 in hexadecimal."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> Made:
        return cls(len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """One file: ``size`` in bytes and ``sha256`` in hexadecimal are None and empty while it is not made; ``schema``
    is the address of the JSON Schema that describes it."""

    title: str
    address: str
    media: str
    size: int | None = None
    sha256: str = ""
    schema: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What place the data are about; ``box`` None while no coordinate tells."""

    name: str
    box: Box | None = None
    country: bool = False


def area_of(b: BodyView) -> Area | None:
    """The area of a body: its own words, else of the body it belongs to; the nation of a national body; None when
    nothing tells, because no area is better than one that is too large."""
    body = b.body
    parent = b.corpus.bodies.get(body.parent_id or "")
    if name := body.area or (parent.body.area if parent else None):
        return Area(name=name)
    if body.traits["jenis_badan"] == "kementerian-lembaga":
        return Area(name="Indonesia", box=INDONESIA, country=True)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One dataset of a catalogue. ``page`` is its address below the site, ``mark`` what stands behind ``#`` in its
    IRI; ``maker`` who made the data when that is another than the office; ``columns`` its measured columns."""

    b: BodyView
    id: str
    page: str
    mark: str = "dataset"
    title: str
    text: str
    keywords: tuple[str, ...]
    frequency: str
    licence: str
    area: Area | None
    starts: date | None
    ends: date | None
    issued: date | None
    modified: date | None
    provenance: str = ""
    maker: str = ""
    third_party: bool = False
    sources: tuple[str, ...] = ()
    packaged: bool = False
    columns: tuple[tuple[str, str, str], ...] = ()
    distributions: tuple[Distribution, ...] = ()

    @property
    def changed(self) -> date:
        """The day of the last change, which catalogues want of every dataset; the assessed day when no record tells."""
        return self.modified or self.issued or self.b.on

    @property
    def name(self) -> str:
        """What it is called outside its page: a sample says so."""
        return f"DATA CONTOH: {self.title}" if self.b.body.sample else self.title
