"""The records, lines and cells of a CSV text, one at a time: nothing is held of what was passed.

Promises: a text of any size costs no more than itself and its longest record.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from terbuka.base.problem import Place, Problem, cell_name
from terbuka.record.text import LINE_END, line_starts

#: A longer line is no row.
LONGEST_LINE = 2_000_000
#: Letters whose lines are cut at once.
_PART = 500_000
_SEPARATORS = (
    (";", "titik koma (;)", "semicolons (;)"),
    ("\t", "tab", "tabs"),
    ("|", "garis tegak (|)", "bars (|)"),
)


def overlong(text: str, path: str) -> Problem | None:
    """The first line that is too long to be a row of a table; quick, and before anything is made of the text."""
    at = 0
    while len(text) - at > LONGEST_LINE:
        end = max(text.rfind(mark, at, at + LONGEST_LINE + 1) for mark in "\r\n")
        if end < at:
            length = (text.find("\n", at) if "\n" in text[at:] else len(text)) - at
            facts = {"panjang": length, "batas": LONGEST_LINE}
            return Problem("baris-terlalu-panjang", Place(path, text.count("\n", 0, at) + 1), facts)
        at = end + 1
    return None


def separators(text: str, path: str) -> Iterator[Problem]:
    """The problem of a text whose first line is cut by another sign than a comma, or names its sign."""
    first = next((kept for kept in map(str.strip, lines_of(text)) if kept.strip(",")), "")
    if first.lower().startswith(("sep=", '"sep=')):
        yield Problem("baris-sep", Place(path, 1), {"isi": first})
        return
    for mark, name, name_en in _SEPARATORS:
        if "," not in first and mark in first:
            facts = {"pemisah": name, "pemisah_en": name_en, "isi": first[:2_000].replace("\t", " ⇥ ")}
            yield Problem("pemisah-salah", Place(path, 1), facts)
            return


def cells_of(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each record of a CSV text: the line it starts at, its number as a spreadsheet counts, its cells. Ends at the
    first that cannot be read; nothing is held of what was passed."""
    records = csv.reader(lines_of(text))
    start = 1
    with suppress(csv.Error):
        for number, cells in enumerate(records, 1):
            yield start, number, cells
            start = records.line_num + 1


def has_long_cell(lines: Iterable[str], longest: int, mark: str = ",") -> bool:
    """Whether the lines of a record that could not be read hold a cell longer than may be. In one line nothing else may
    be wrong; over several lines the cell is one whose quotes are not closed."""
    lines = list(lines)
    limit = csv.field_size_limit(sum(map(len, lines)) + 1)
    try:
        records = csv.reader(lines, delimiter=mark, strict=len(lines) == 1)
        return any(len(cell) > longest for cells in records for cell in cells)
    except csv.Error:
        return False
    finally:
        csv.field_size_limit(limit)


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text with their ends, LF, CR LF or CR, one at a time; a part of the text is copied at a time."""
    at = 0
    while at < len(text):
        end = _end_of_part(text, at)
        yield from io.StringIO(text[at:end], newline="")
        at = end


def _end_of_part(text: str, at: int) -> int:
    """Where a line ends, not far behind ``at``."""
    last = at + _PART
    if last >= len(text):
        return len(text)
    end = text.rfind("\n", at, last) + 1 or text.rfind("\r", at, last - 1) + 1
    if end:
        return end
    match = LINE_END.search(text, last - 1)
    return match.end() if match else len(text)


def cell_finder(text: str) -> Callable[[Place], tuple[Place, str, str]]:
    """Tells the cell that a spreadsheet shows for a line and column of a CSV text, the name of its column and what
    stands in it; a place that cannot be told stays as it is."""
    starts: list[int] = []
    header: list[str] = []
    for first, number, cells in cells_of(text):
        starts.append(first)
        header = header if number > 1 else cells
    ends = line_starts(text)

    def cell_of(place: Place) -> tuple[Place, str, str]:
        number = bisect_right(starts, place.line)
        if not number:
            return place, "", ""
        start = ends[starts[number - 1] - 1]
        at = ends[place.line - 1] + place.column - 1
        after = starts[number] if number < len(starts) else 0
        record = text[start : ends[after - 1] if after else len(text)]
        try:
            before = len(next(csv.reader(lines_of(record[: max(at - start, 1)]))))
            cells = next(csv.reader(lines_of(record)))
        except (csv.Error, StopIteration):
            return place, "", ""
        name = header[before - 1] if before <= len(header) else ""
        cell = cells[before - 1] if before <= len(cells) else ""
        return Place(place.path, place.line, before, cell_name(before, number)), name, cell

    return cell_of
