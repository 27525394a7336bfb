"""Texts of XML from strangers: words in their order, and the values of attributes that may be read by somebody.

Entities are never resolved, nothing is fetched, and a document type of its own is refused.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from terbuka.record.inside.findings import Refused

#: Elements that end a line of text.
_BLOCKS = frozenset((
    "p", "h", "si", "v", "is", "c", "f", "row", "tr", "tc", "t-line", "table-cell", "table-row", "creator", "title",
    "subject", "description", "keywords", "li", "br", "cr", "tab", "line-break", "oddHeader", "oddFooter", "formula1",
    "formula2", "definedName", "delText", "instrText", "text", "user-defined", "lpwstr", "lpstr", "s",
))  # fmt: skip
#: What stands for these within a line.
_WITHIN_A_LINE = {"tab": "\t", "s": " "}
#: Attributes that draw.
_SHAPES = frozenset(("d", "points", "path", "enhanced-path", "viewBox", "transform", "modifiers", "coordsize", "sqref"))
#: An attribute is worth a look with an @ or nine digits in it.
_WORTH = re.compile(r"@|(?:[0-9][^0-9]{0,3}){9}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EMPTY_LINES = re.compile(r"\n\s*\n\s*")
_TAG = re.compile(r"<[^>]*>")
_END = re.compile("</(?:[a-zA-Z0-9]+:)?(?:" + "|".join(sorted(_BLOCKS)) + ")>")


def parser(**more: Any) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, **more)


def tree(data: bytes) -> Any:
    """The root of a part; None for one that is no XML. A document type of its own is refused."""
    try:
        root = etree.fromstring(data, parser())
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("rusak")
    return root


def local(element: Any) -> str:
    """Name of an element without its namespace; empty for comments and the like."""
    name = element.tag
    return name.rsplit("}", 1)[-1] if isinstance(name, str) else ""


def words(root: Any) -> str:
    """All text of a tree, a line a block; a number that formatting has cut is whole again."""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.text and local(element):
                parts.append(element.text)
            continue
        if local(element) in _BLOCKS:
            parts.append(_WITHIN_A_LINE.get(local(element), "\n"))
        if element.tail:
            parts.append(element.tail)
    return unescaped(_EMPTY_LINES.sub("\n\n", "".join(parts)))


def attributes(elements: Iterable[Any]) -> Iterator[str]:
    """Values of attributes that somebody may have written."""
    for element in elements:
        for name, value in element.attrib.items():
            if len(value) > 5 and name.rsplit("}", 1)[-1] not in _SHAPES and _WORTH.search(value):
                yield unescaped(value)


def unescaped(text: str) -> str:
    """Text of Office with its ``_x0035_`` read (ECMA-376, ST_Xstring); half a letter becomes the replacement sign."""
    return _ESCAPED.sub(lambda m: _letter(int(m[1], 16)), text) if "_x" in text else text


def _letter(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def rough_words(data: bytes) -> str:
    """Text of what is not well-formed enough for a tree."""
    text = data.decode("utf-8", "replace")
    return html.unescape(_TAG.sub("", _END.sub("\n", text)))


def all_text(data: bytes) -> str:
    """Words and attributes of a small part: properties, XMP, relations."""
    root = tree(data)
    if root is None:
        return rough_words(data)
    return "\n".join([words(root), *attributes(root.iter())])
