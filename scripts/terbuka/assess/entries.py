"""Entries of the register that readers will hardly find, or that prove nothing: notes for the officer.

Promises: pure; nothing here is a gap.
"""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.model import BodyAssessment, RegisterEntry
from terbuka.problem import Problem

#: What an entry should name, and the column that a note points at.
_WANTED = {"topik": "topik", "kewajiban": "kewajiban", "dokumen": "berkas"}


def entry_notes(made: BodyAssessment) -> Iterator[Problem]:
    """One note for each entry that names no topic, no duty, or nothing that can be opened."""
    for entry in made.records.register or ():
        lacking = [what for what in _WANTED if not _has(entry, what)]
        if lacking:
            facts = {"entri": entry.title, "kurang": lacking, "kelompok": "; ".join(lacking)}
            yield Problem("entri-tanpa-kaitan", made.records.cell(entry, _WANTED[lacking[0]]), facts)


def _has(entry: RegisterEntry, what: str) -> bool:
    if what == "dokumen":
        return bool(entry.files or entry.link or entry.portal_page)
    return bool(entry.topic_ids if what == "topik" else entry.obligation_ids)
