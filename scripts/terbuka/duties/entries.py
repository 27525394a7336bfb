"""Entries of the register that readers will hardly find, or that prove nothing: notes for the officer.

Promises: pure; nothing here is a gap; one note for each column of a file, however many entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.problem import Problem
from terbuka.duties.record import RegisterEntry
from terbuka.duties.verdict import BodyAssessment

#: What an entry should name -> the column that a note points at.
_WANTED = {"topik": "topik", "kewajiban": "kewajiban", "dokumen": "berkas"}


def entry_notes(assessed: BodyAssessment) -> Iterator[Problem]:
    """One note for all entries without a topic, one for those without a duty, one for those with nothing to open."""
    for what, column in _WANTED.items():
        lacking = [entry for entry in assessed.records.register or () if not _has(entry, what)]
        if lacking:
            first, *others = (assessed.records.cell(entry, column) for entry in lacking)
            facts = {"banyak": len(lacking), "entri": lacking[0].title}
            yield Problem(f"entri-tanpa-{what}", first, facts, tuple(others))


def _has(entry: RegisterEntry, what: str) -> bool:
    if what == "dokumen":
        return bool(entry.files or entry.link or entry.portal_page)
    return bool(entry.topic_ids if what == "topik" else entry.obligation_ids)
