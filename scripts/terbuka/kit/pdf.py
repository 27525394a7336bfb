"""Writes a paper as tagged PDF (PDF/UA-1) with typst.

Promises: the same document gives the same bytes; no font and no package of the system or the network is used; all
words come as data, so that nothing that was typed is read as markup; a letter that no font has stands as a sign, and
the paper says so at its end.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import typst

from terbuka.kit import lettering, words
from terbuka.kit.document import Block, Document, Grid, Heading, Listing, Paragraph

#: Letters on a line of a table as wide as the sheet, fewer than fit; lines of a table, and of a row, that is not cut in
#: two.
_LETTERS, _TOGETHER = 70, 20
#: Tries with the letters that typst could not show replaced; each names all it met.
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Paper:
    """``content`` is the PDF; ``replaced`` are the letters that no font has, each with the text where it was met
    first."""

    content: bytes
    replaced: Mapping[str, str] = field(default_factory=dict)


def pdf(document: Document) -> bytes:
    """The document on A4: title, blocks, on each sheet the office, the day of the data and the number of the sheet."""
    return paper(document).content


def paper(document: Document) -> Paper:
    """As ``pdf``, and what could not be shown on it. Raises what typst raises when it cannot be set at all."""
    data = {
        "title": document.title,
        "subtitle": document.subtitle,
        "office": document.office,
        "day": document.day,
        "address": document.address,
        "mark": words.SAMPLE if document.sample else "",
        "blocks": [_block(block) for block in document.blocks],
    }
    return typeset(files("terbuka.kit") / "papers/dokumen.typ", data)


def typeset(template: Traversable, data: Mapping[str, Any], **inputs: str) -> Paper:
    """The ``template`` (a file of typst) with ``data`` and other ``inputs`` as tagged PDF."""
    replaced = _noted(data)
    clean = lettering.each(data, lettering.clean)
    source = template.read_bytes()
    for _ in range(_TRIES):
        try:
            return Paper(_compiled(source, clean, replaced, inputs), replaced)
        except typst.TypstError as error:
            signs = lettering.missing(error.diagnostic)
            if not signs:
                raise
            seen = [sign for sign in signs if lettering.is_seen(sign)]
            replaced |= {sign: text for sign in seen if (text := _first(clean, sign)) and sign not in replaced}
            clean = lettering.each(clean, lambda text, signs=signs: lettering.without(text, signs))  # type: ignore[misc]
    return Paper(_compiled(source, lettering.each(clean, lettering.latin), replaced, inputs), replaced)


def _compiled(source: bytes, data: Mapping[str, Any], replaced: Mapping[str, str], inputs: Mapping[str, str]) -> bytes:
    # One compiler takes one source: a second call of it would look for a file.
    compiler = typst.Compiler(source, font_paths=lettering.fonts(), ignore_system_fonts=True)
    told = dict(data, replaced=words.replaced(lettering.codes(replaced)) if replaced else "")
    given = {"data": json.dumps(told, ensure_ascii=False), **inputs}
    content = compiler.compile(format="pdf", sys_inputs=given, pdf_standards=["ua-1"], timestamp=0)
    if not isinstance(content, bytes):
        raise TypeError("one document was expected")
    return content


def _noted(data: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be a letter at all, with its text."""
    found: dict[str, str] = {}

    def look(text: str) -> str:
        for letter in text:
            if letter != lettering.REPLACEMENT and lettering.clean(letter) == lettering.REPLACEMENT:
                found.setdefault(letter, lettering.clean(text))
        return text

    lettering.each(data, look)
    return found


def _first(data: Mapping[str, Any], sign: str) -> str:
    found: list[str] = []

    def look(text: str) -> str:
        if sign in text:
            found.append(text)
        return text

    lettering.each(data, look)
    return found[0] if found else ""


def _lines(grid: Grid) -> list[int]:
    """About how many lines each row takes: nothing may be held together that is longer than a sheet."""
    widths = list(grid.widths) or [1] * len(grid.header)
    letters = [max(1, _LETTERS * width // sum(widths)) for width in widths]
    rows = [grid.header, *grid.rows]
    return [max((_height(c, n) for c, n in zip(row, letters, strict=True)), default=1) for row in rows]


def _height(cell: str, letters: int) -> int:
    return sum(max(1, -(-len(line) // letters)) for line in cell.split("\n"))


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text, "small": block.small}
        case Listing():
            return {"kind": "list", "items": list(block.items), "numbered": block.numbered}
        case Grid():
            wide = len(block.header)
            if any(len(row) != wide for row in block.rows):
                raise ValueError(f"rows of another length than the header: {block.title}")
            lines = _lines(block)
            return {
                "kind": "table",
                "title": block.title,
                "header": list(block.header),
                "rows": [list(row) for row in block.rows],
                "numeric": sorted(block.numeric),
                "widths": list(block.widths) or [1] * wide,
                "whole": sum(lines) <= _TOGETHER,
                "split": max(lines) > _TOGETHER,
            }
