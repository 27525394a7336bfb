"""Writes a paper as tagged PDF (PDF/UA-1) with typst.

Promises: the same document gives the same bytes; no font and no package of the system or the network is used; all
words come as data, so that nothing that was typed is read as markup.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import typst

from terbuka.render import words
from terbuka.render.document import Block, Document, Grid, Heading, Listing, Paragraph

#: Letters on a line of a table as wide as the sheet, fewer than fit; lines of a table that is not cut in two.
_LETTERS, _TOGETHER = 70, 20


def pdf(document: Document) -> bytes:
    """The document on A4: title, blocks, on each sheet the office, the day of the data and the number of the sheet."""
    data = {
        "title": document.title,
        "subtitle": document.subtitle,
        "office": document.office,
        "day": document.day,
        "address": document.address,
        "mark": words.SAMPLE if document.sample else "",
        "blocks": [_block(block) for block in document.blocks],
    }
    return typeset("dokumen.typ", {"data": json.dumps(data, ensure_ascii=False)})


def typeset(template: str, inputs: dict[str, str]) -> bytes:
    """A file of ``templates/`` with ``inputs`` as tagged PDF."""
    # One compiler takes one source: a second call of it would look for a file.
    compiler = typst.Compiler((files("terbuka") / "templates" / template).read_bytes(), ignore_system_fonts=True)
    made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError("one document was expected")
    return made


def _lines(grid: Grid) -> int:
    """About how many lines the table takes: a table must never be held together that is longer than a sheet."""
    widths = list(grid.widths) or [1] * len(grid.header)
    letters = [max(1, _LETTERS * width // sum(widths)) for width in widths]
    rows = [grid.header, *grid.rows]
    return sum(max((-(-len(c) // n) for c, n in zip(row, letters, strict=True)), default=1) for row in rows)


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
            return {
                "kind": "table",
                "title": block.title,
                "header": list(block.header),
                "rows": [list(row) for row in block.rows],
                "numeric": sorted(block.numeric),
                "widths": list(block.widths) or [1] * wide,
                "whole": _lines(block) <= _TOGETHER,
            }
