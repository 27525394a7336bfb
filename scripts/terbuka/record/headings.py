"""What the headings of a table mean: names of columns, or their titles in the dictionary, as people write them.

Promises: pure; a heading that could mean two columns means none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from terbuka.record.schema import Column, Schema

#: Rows in which names of columns are looked for, and how many of them tell a header.
HEADER_ROWS, TELLING_NAMES = 20, 2
_LONGEST = 200
#: Words of titles that tell nothing by themselves: ``Tanggal diterima`` means ``Diterima pada``.
_TELL_NOTHING = frozenset(("pada", "oleh", "yang", "di", "ke", "dan", "tanggal", "hari"))


class Headings:
    """The headings that a schema knows."""

    def __init__(self, schema: Schema):
        self.names = {column.name for column in schema.columns}
        titles = [(_plain(column.title), column.name) for column in schema.columns]
        plain = [title for title, _ in titles]
        self.titles = {title: name for title, name in titles if plain.count(title) == 1}

    def meant(self, name: str) -> str | None:
        """The column that a heading means for certain: its name or title, apart from case, blanks and signs between
        words; None when it means none, or more than one."""
        if name in self.names:
            return name
        plain = _plain(name)
        return plain if plain in self.names else self.titles.get(plain)

    def row_of(self, rows: Sequence[Sequence[str]]) -> int:
        """The row, from 0, that holds the names of columns when the first one holds none of them; else 0."""
        known = [sum(self.meant(cell) is not None for cell in cells) for cells in rows[:HEADER_ROWS]]
        best = max(range(len(known)), key=lambda at: known[at], default=0)
        return best if known and not known[0] and known[best] >= TELLING_NAMES else 0


def by_words(name: str, columns: Iterable[Column]) -> str:
    """The column all of whose title stands in a longer heading (``Judul Informasi``: ``judul``); empty when two do."""
    words = _words(name)
    told = {column.name: _words(column.title) for column in columns}
    fits = [one for one, title in told.items() if title and title <= words]
    most = max((len(told[one]) for one in fits), default=0)
    longest = [one for one in fits if len(told[one]) == most]
    return longest[0] if len(longest) == 1 else ""


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "_", text[:_LONGEST].strip().casefold()).strip("_")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text[:_LONGEST].casefold())) - _TELL_NOTHING
