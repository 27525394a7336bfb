"""Obstacles and their actions, as indicators look at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from terbuka.duties.source import Source, yes
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.indicators.record import Obstacle
from terbuka.law.law import Law


def _obstacles(assessed: BodyAssessment, _law: Law) -> Sequence[tuple[Obstacle, date]] | None:
    rows = assessed.records.rows(Obstacle)
    return None if rows is None else [(o, assessed.on) for o in rows if o.found_on <= assessed.on]


SOURCES: Mapping[str, Source] = {
    "kendala": Source(
        title="Kendala dan tindakan perbaikan",
        rows=_obstacles,
        kind="kendala",
        cls=Obstacle,
        record=lambda row: row[0],
        derived={"tepat_waktu": yes(lambda row: row[0].kept(row[1]), "Apakah selesai pada batasnya.")},
    ),
}
