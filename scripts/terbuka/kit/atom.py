"""Atom (RFC 4287): a feed from plain values.

Promises: no clock, every time comes from the records; newest first, at most ``MOST_ENTRIES``; the same values give the
same bytes. The standard library writes the XML and escapes all that was typed. No feed library: ``feedgen`` puts the
time of the run into each feed and its own name into ``generator``, so that two builds would differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from terbuka.base import media

ATOM = "http://www.w3.org/2005/Atom"
#: Entries of a feed, newest first; the list page and the JSON hold all.
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. ``link`` is its page and its id for good; times are RFC 3339 with seconds and offset;
    ``categories`` are (term, label); ``content`` is plain text."""

    link: str
    title: str
    updated: str
    author: str
    summary: str
    published: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: ``link`` is its own address and id, ``page`` the page for people; ``unchanged`` is its time when it has
    no entry."""

    link: str
    page: str
    title: str
    author: str
    unchanged: str
    entries: Iterable[Entry]


def as_xml(feed: Feed) -> bytes:
    """The feed as a file. Entries stand in the order of ``feed.entries``; those after ``MOST_ENTRIES`` are left out."""
    shown = list(feed.entries)[:MOST_ENTRIES]
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "id"})
    _text(root, "title", feed.title)
    _text(root, "id", feed.link)
    _text(root, "updated", max((e.updated for e in shown), default=feed.unchanged))
    ET.SubElement(root, "link", {"rel": "self", "type": media.ATOM, "href": feed.link})
    ET.SubElement(root, "link", {"rel": "alternate", "type": media.HTML, "href": feed.page})
    _text(ET.SubElement(root, "author"), "name", feed.author)
    for entry in shown:
        _entry(root, entry)
    ET.indent(root, " ")
    content: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return content + b"\n"


def _entry(root: ET.Element, e: Entry) -> None:
    made = ET.SubElement(root, "entry")
    _text(made, "title", e.title)
    _text(made, "id", e.link)
    if e.published:
        _text(made, "published", e.published)
    _text(made, "updated", e.updated)
    ET.SubElement(made, "link", {"rel": "alternate", "type": media.HTML, "href": e.link})
    _text(ET.SubElement(made, "author"), "name", e.author)
    for term, label in e.categories:
        ET.SubElement(made, "category", {"term": term, "label": label})
    _text(made, "summary", e.summary)
    if e.content:
        _text(made, "content", e.content).set("type", "text")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, name)
    made.text = text
    return made
