"""A workbook of plain tables.

Promises: values only, never a formula or a link of the spreadsheet; the same sheets give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

#: A workbook bears no time of its making: the same data give the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
Value = str | int | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines of text above, a header, rows as long as the header; ``widths`` in letters."""

    name: str
    said: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]


def opened(out: io.BytesIO, options: Mapping[str, Any]) -> Any:
    """A workbook of xlsxwriter that writes each number with all its digits and no other: -9.5865 as it was typed, where
    sixteen digits would make -9.586499999999999 of it."""
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

    class Exact(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
        def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, Any]] = ()) -> None:
            about = "".join(f' {key}="{self._escape_attributes(value)}"' for key, value in attributes)
            self.fh.write(f"<c{about}><v>{repr(number).removesuffix('.0')}</v></c>")

    class Book(xlsxwriter.Workbook):  # type: ignore[misc]
        worksheet_class = Exact

    return Book(out, dict(options))


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook; a fraction is written as a number with two places."""
    out = io.BytesIO()
    book = opened(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": "", "created": _MADE})
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
