"""The cells of one sheet of a workbook, typed, with what is hidden, merged and computed: for imports."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from typing import Any

from terbuka.record.inside.findings import MOST_COLUMNS, MOST_ROWS, Findings, Refused
from terbuka.record.inside.markup import unescaped
from terbuka.record.inside.office import office

#: More unpacked bytes for each packed one than any sheet that people fill in.
MOST_RATIO = 150
RATIO_FROM = 5_000_000


def sheet(path: str, wanted: str) -> dict[str, Any]:
    """The cells of the sheet called ``wanted``, or of the only visible one; with what is hidden, merged, computed."""
    office(path, "xlsx", Findings())
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        unpacked = sum(m.file_size for m in members)
        if unpacked > max(RATIO_FROM, MOST_RATIO * sum(m.compress_size for m in members)):
            raise Refused("bom")
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=False, keep_links=False)
    listed = [[s.title, s.sheet_state != "visible"] for s in book.worksheets]
    same = [s for s in book.worksheets if s.title.strip().casefold() == wanted.casefold()]
    visible = [s for s in book.worksheets if s.sheet_state == "visible"]
    chosen = same or (visible if len(visible) == 1 else [])
    answer: dict[str, Any] = {"ok": True, "text": "", "sheets": listed, "sheet": None}
    if not chosen:
        return answer
    one = chosen[0]
    # The public iterators would visit every empty cell up to the last one, which a bomb puts at the far corner.
    held = one._cells  # noqa: SLF001
    cells = [held[at] for at in sorted(held) if held[at].value is not None]
    if cells and (cells[-1].row > MOST_ROWS or max(c.column for c in cells) > MOST_COLUMNS):
        raise Refused("luas")
    return {
        **answer,
        "sheet": one.title,
        "cells": [[c.row, c.column, *_typed(c)] for c in cells],
        "hidden_rows": sorted(n for n, row in one.row_dimensions.items() if row.hidden or row.height == 0),
        "hidden_columns": [
            [c.min or 0, c.max or 0]
            for c in one.column_dimensions.values()
            if (c.hidden or c.width == 0) and (c.min or 0) <= MOST_COLUMNS
        ],
        "merged": [[m.min_row, m.min_col, m.max_row, m.max_col] for m in one.merged_cells.ranges],
    }


def _typed(cell: Any) -> tuple[str, str]:
    """The kind of a cell and its text: ``teks``, ``angka``, ``hari``, ``waktu``, ``rumus``, ``galat``, ``lain``."""
    value = cell.value
    if cell.data_type == "f" or not isinstance(value, str | int | float | bool | datetime | date):
        return ("rumus", "") if cell.data_type == "f" or hasattr(value, "ref") else ("lain", "")
    if cell.data_type == "e":
        return "galat", str(value)
    if isinstance(value, bool):
        return "lain", "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return ("waktu", value.isoformat()) if value.time() != time() else ("hari", value.date().isoformat())
    if isinstance(value, date):
        return "hari", value.isoformat()
    if isinstance(value, int | float):
        return "angka", str(int(value)) if value == int(value) else repr(value)
    return "teks", unescaped(value)
