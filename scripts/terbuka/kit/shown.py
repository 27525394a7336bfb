"""How a feature is shown: its pages, its files, and its place among the pages of coaching."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from terbuka.base.page import File, Page
from terbuka.duties.corpus import Corpus
from terbuka.kit.portal import Portal
from terbuka.kit.public import PublicFile
from terbuka.kit.register import Register
from terbuka.kit.view import BodyView


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One subject of coaching, supervision, evaluation and reports. ``code`` is that of its page, ``title`` and
    ``text`` tell citizens what it is; ``state`` gives one short clause ("Belum ada data" while there is none);
    ``pages`` are its pages, ``rank`` is its place in the list of the hub."""

    rank: int
    code: str
    title: str
    text: str
    state: Callable[[BodyView], str]
    pages: Callable[[Portal, BodyView], Iterator[Page]]


def _no_pages(_portal: Portal, _b: BodyView) -> Iterator[Page]:
    return iter(())


def _no_files(_corpus: Corpus, _views: tuple[BodyView, ...]) -> Iterator[File]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """``pages`` are those of one body, with small files of theirs; ``files`` are downloads of all bodies; ``public`` is
    what the description of the API says of both; ``parts`` are pages that the hub of coaching lists; ``registers`` are
    tables that the catalogue of data offers; ``inserts`` are values that a sentence may ask for, by what stands before
    the colon of ``{indikator:…}``."""

    pages: Callable[[Portal, BodyView], Iterator[Page | File]] = _no_pages
    files: Callable[[Corpus, tuple[BodyView, ...]], Iterator[File]] = _no_files
    public: tuple[PublicFile, ...] = ()
    parts: tuple[Part, ...] = ()
    registers: tuple[Register, ...] = ()
    inserts: Mapping[str, Callable[[BodyView, str], str]] = field(default_factory=dict)
