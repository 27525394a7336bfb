"""A paper as blocks, before it is written as PDF: headings, paragraphs, lists, tables.

Promises: values only, all of them plain text; knows no format and no rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is a chapter; the title of the document stands above all levels."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Items with bullets, or with numbers when ``numbered``."""

    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its ``title``, its ``header``, its ``rows`` (each as long as the header); ``numeric`` are the positions
    of columns of numbers; ``widths`` the shares of the columns, equal when empty."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] = ()
    widths: Sequence[int] = ()


Block = Heading | Paragraph | Listing | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``day`` is the day of the data in words, ``address`` where the newest version stands; a ``sample`` says so on
    each sheet."""

    title: str
    subtitle: str = ""
    office: str
    day: str
    address: str = ""
    sample: bool = False
    blocks: Sequence[Block] = field(default_factory=tuple)
