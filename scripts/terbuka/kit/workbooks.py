"""How every workbook of the program is opened to be written: the sheets of pages, the register, the audit paper.

Promises: values only, never a formula or a link of the spreadsheet; a number as it was typed; the same cells give the
same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

#: A workbook bears no time of its making: the same data give the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@cache
def _book() -> Any:
    """The class of our workbooks; the library is loaded when the first one is opened."""
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

    class Exact(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
        """Writes each number with all its digits and no other: -9.5865 as it was typed, where sixteen digits would
        make -9.586499999999999 of it."""

        def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, Any]] = ()) -> None:
            about = "".join(f' {key}="{self._escape_attributes(value)}"' for key, value in attributes)
            self.fh.write(f"<c{about}><v>{repr(number).removesuffix('.0')}</v></c>")

    class Book(xlsxwriter.Workbook):  # type: ignore[misc]
        worksheet_class = Exact

    return Book


def opened(out: io.BytesIO, title: str, options: Mapping[str, Any] | None = None) -> Any:
    """A workbook of xlsxwriter with a title and without an author; ``options`` are those of its constructor, in memory
    without them."""
    book = _book()(out, {"in_memory": True, **(options or {}), **_PLAIN})
    book.set_properties({"title": title, "author": "", "created": _MADE})
    return book


def letters(column: int) -> str:
    """The letters of a column, counted from 0, as a formula names it whatever cell asks: ``$A``."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column, col_abs=True))
