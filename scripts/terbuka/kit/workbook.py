"""A workbook of plain tables.

Promises: values only, never a formula or a link of the spreadsheet; the same sheets give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from terbuka.kit.workbooks import opened

Value = str | int | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines of text above, a header, rows as long as the header; ``widths`` in letters."""

    name: str
    said: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook; a fraction is written as a number with two places."""
    out = io.BytesIO()
    book = opened(out, title)
    text = {"text_wrap": True, "valign": "top"}
    head = book.add_format({**text, "bold": True, "bg_color": "#DDEBF7", "border": 1})
    plain, bold = book.add_format(text), book.add_format({"bold": True})
    exact = book.add_format({**text, "num_format": "0.00"})
    day = book.add_format({**text, "num_format": "yyyy-mm-dd"})
    for made in sheets:
        sheet = book.add_worksheet(made.name)
        for at, width in enumerate(made.widths):
            sheet.set_column(at, at, width)
        for line, said in enumerate(made.said):
            sheet.write_string(line, 0, said, bold)
        first = len(made.said) + 1
        for at, name in enumerate(made.header):
            sheet.write_string(first, at, name, head)
        sheet.freeze_panes(first + 1, 0)
        sheet.repeat_rows(first)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for line, row in enumerate(made.rows, first + 1):
            for at, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, at, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                elif isinstance(value, int | Fraction):
                    sheet.write_number(line, at, float(value), exact if isinstance(value, Fraction) else plain)
                elif value:
                    sheet.write_string(line, at, value, plain)
    book.close()
    return out.getvalue()
