"""What an obstacle may be about (`jenis_kaitan`): a finding, a complaint, an indicator. Each stands in its feature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import BodyAssessment
from terbuka.law.law import Law
from terbuka.record.schema import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """``ids`` are those that may be named, from the file ``kept_in``; None: it is not kept in this portal, or has
    problems, so that nothing can be said. ``told`` says the title of one and where it is shown (both may be empty)."""

    kept_in: str
    ids: Callable[[BodyRecords, Law], Iterable[str] | None]
    told: Callable[[BodyAssessment, Law, Mapping[str, Schema], str], tuple[str, str]]
