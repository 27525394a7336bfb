"""What a catalogue from elsewhere says of one dataset, as plain text, and the bounds of what is read.

Promises: values are texts without markup and without signs that nobody sees; nothing is interpreted here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

#: A file of JSON, and one of RDF, which takes a hundred times as long to read.
MOST_BYTES, MOST_RDF_BYTES = 50_000_000, 10_000_000
#: More is a register of a whole country: it is refused whole, never cut.
MOST_PACKAGES = 5_000
MOST_LINKS = 50
_MOST_TEXT = 20_000


class CannotTake(Exception):
    """The file as a whole is not taken; the text says in Indonesian why, and what to do."""


@dataclass(frozen=True, slots=True)
class Link:
    """A file or address of a dataset: ``kind`` is what the catalogue calls its format, ``CSV`` or a media type."""

    title: str
    address: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One dataset of a catalogue. Days and moments are texts of ISO 8601 as they stand there; ``licence`` all names and
    addresses it gives; ``person``: the publisher is a human being; ``contacts`` how many contacts it names;
    ``closed``: it is not public there; ``more_links``: links beyond ``MOST_LINKS``."""

    title: str
    text: str = ""
    publisher: str = ""
    person: bool = False
    licence: tuple[str, ...] = ()
    issued: str = ""
    modified: str = ""
    starts: str = ""
    ends: str = ""
    frequency: str = ""
    area: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    landing: str = ""
    contacts: int = 0
    closed: bool = False
    more_links: int = 0


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The datasets of a file in its order; ``there`` is how many the catalogue itself says it has, None when it says
    nothing."""

    packages: tuple[Package, ...]
    there: int | None = None


def bounded(packages: Iterable[object]) -> list[object]:
    """The datasets of a file. Raises ``CannotTake`` for more than ``MOST_PACKAGES``."""
    listed = list(packages)
    if len(listed) > MOST_PACKAGES:
        raise CannotTake(
            f"katalog ini memuat {len(listed)} himpunan data; yang dibaca paling banyak {MOST_PACKAGES} sekali jalan, "
            "dan tidak ada yang diambil. Simpan per organisasi, atau per bagian (rows=1000&start=0, lalu start=1000)"
        )
    return listed


def plain(text: str) -> str:
    """A text without HTML and Markdown, without hidden signs, in one line."""
    text = text[:_MOST_TEXT]
    if "<" in text or "&" in text:
        text = _without_html(text)
    return one_line(_without_markdown(text))


def one_line(text: str) -> str:
    """A text in one line: other blanks and line ends are one blank, hidden signs go."""
    kept = (" " if c.isspace() else c for c in unicodedata.normalize("NFC", text[:_MOST_TEXT]))
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in _HIDDEN).split())


_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"))
_BLOCKS = frozenset(("br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td", "th", "tr"))
_UNREAD = frozenset(("script", "style", "template"))


class _Text(HTMLParser):
    """The words of an HTML text; those of scripts and styles are none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 (the form of the library)
        self.unread += tag in _UNREAD
        self.parts += [" "] if tag in _BLOCKS else []

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in _UNREAD and self.unread > 0
        self.parts += [" "] if tag in _BLOCKS else []

    def handle_data(self, data: str) -> None:
        self.parts += [] if self.unread else [data]


def _without_html(text: str) -> str:
    reader = _Text()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


_MARKS = (
    (r"!\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)", ""),
    (r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)", r"\1"),
    (r"(?m)^[ \t]{0,3}(?:#{1,6}|>|[-*+]|[0-9]{1,3}[.)])[ \t]+", ""),
    (r"(?m)^[ \t]*(?:-{3,}|\*{3,}|_{3,}|={3,}|```\w*)[ \t]*$", ""),
    (r"(\*\*|__|`)(?=\S)([^\n]{1,500}?)(?<=\S)\1", r"\2"),
    (r"(?<![\w*])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![\w*])", r"\1"),
)


def _without_markdown(text: str) -> str:
    for shape, instead in _MARKS:
        text = re.sub(shape, instead, text)
    return text
