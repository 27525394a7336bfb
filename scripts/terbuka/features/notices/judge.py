"""Urgent notices on a day."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.periods import moment_text
from terbuka.base.problem import Problem
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.notices.record import Notice


def notices_ahead(assessed: BodyAssessment) -> Iterator[Problem]:
    """A notice of a later day is shown all the same, but its time is probably a slip."""
    for notice in assessed.records.every(Notice):
        if notice.announced_at.date() > assessed.on:
            facts = {"isi": notice.id, "waktu": moment_text(notice.announced_at), "pada": assessed.on}
            yield Problem("peringatan-depan", notice.place, facts)
