"""What was seen in one document, part by part, and what could not be seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

#: So many letters of one document are given back; one with more is not searched whole.
MOST_LETTERS = 20_000_000
#: A document in a document in a document: deeper ones are not opened.
DEEPEST = 3
PAGE_END = "\f"
#: Of one sheet so much is read at most; of one document for so long.
MOST_ROWS, MOST_COLUMNS, MOST_SECONDS = 50_000, 300, 20

_UUID = re.compile(r"\{?\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b\}?")
_HASH = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{24,}(?![0-9A-Za-z])", re.IGNORECASE)
_PDF_DAY = re.compile(r"\bD:[0-9]{4,14}(?:[Z+-][0-9'’]*)?")


class Refused(Exception):
    """The document is not published: ``why`` is a word that ``record/documents`` knows, ``what`` says more."""

    def __init__(self, why: str, what: str = ""):
        super().__init__(why)
        self.why, self.what = why, what


def _not_opened(_data: bytes, _name: str, findings: Findings) -> None:
    findings.unseen.add("tertanam")


@dataclass
class Findings:
    """Texts of one document: ``pages`` as people read them; ``parts`` that do not show on them, each with its kind.

    ``hidden`` holds what a workbook hides: kind, sheet, which; ``places`` the parts that hold a GPS position;
    ``unseen`` why the document was not searched whole; ``top`` the first rows of its sheets. ``attached``
    reads a file that a PDF carries; without one such a file is told as not searched.
    """

    pages: list[str] = field(default_factory=list)
    parts: list[tuple[str, str]] = field(default_factory=list)
    hidden: list[tuple[str, str, str]] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)
    top: list[list[str]] = field(default_factory=list)
    page_count: int = 0
    room: int = MOST_LETTERS
    depth: int = 0
    attached: Callable[[bytes, str, Findings], None] = _not_opened

    def page(self, text: str) -> None:
        self.pages.append(self._cut(text.replace(PAGE_END, " ")))

    def part(self, kind: str, text: str) -> None:
        """Keep a text that does not show on a page; what a program numbers (UUID, hash, day of a PDF) is no text."""
        text = without_identifiers(text).strip()
        if text:
            self.parts.append((kind, self._cut(text)))

    def deeper(self) -> Findings:
        """An empty one for a document inside this one, with what room is left."""
        return Findings(room=self.room, depth=self.depth + 1, attached=self.attached)

    def take(self, inner: Findings, kind: str) -> None:
        """What was seen in a document inside this one, all as parts of ``kind``."""
        self.room = inner.room
        self.parts += [(kind, text) for text in inner.pages if text.strip()]
        self.parts += [(kind, text) for _, text in inner.parts]
        self.hidden += inner.hidden
        self.unseen |= inner.unseen
        self.places |= {kind for _ in inner.places}

    def answer(self) -> dict[str, Any]:
        return {
            "ok": True,
            "text": (PAGE_END if self.page_count else "\n").join(self.pages),
            "parts": list(dict.fromkeys(self.parts)),
            "hidden": sorted(set(self.hidden)),
            "places": sorted(self.places),
            "unseen": sorted(self.unseen),
            "top": self.top,
            "pages": self.page_count,
        }

    def _cut(self, text: str) -> str:
        if len(text) > self.room:
            self.unseen.add("batas")
            text = text[: self.room]
        self.room -= len(text)
        return text


def without_identifiers(text: str) -> str:
    """The text without identifiers that programs write: they have a grammar of their own and name nobody."""
    for pattern in (_UUID, _HASH, _PDF_DAY):
        text = pattern.sub(" ", text)
    return text


def printable_runs(data: bytes, least: int = 6) -> str:
    """Texts within unknown bytes, in one or two bytes a letter, one run a line."""
    runs = [m[0].decode("ascii") for m in re.finditer(rb"[\x20-\x7e]{%d,}" % least, data)]
    wide = re.finditer(rb"(?:[\x20-\x7e]\x00){%d,}" % least, data)
    return "\n".join([*runs, *(m[0].decode("utf-16-le") for m in wide)])
