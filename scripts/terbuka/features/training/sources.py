"""Topics by role, as indicators look at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from terbuka.duties.source import Derived, Source, yes
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.training.record import Freshness, RoleCoverage, TrainingState
from terbuka.law.law import Law


def _pairs(assessed: BodyAssessment, _law: Law) -> Sequence[RoleCoverage] | None:
    """Each topic for each role that it is for. Roles are no column: a role may be one person."""
    return assessed.get(TrainingState).pairs if assessed.get(TrainingState).kept else None


SOURCES: Mapping[str, Source] = {
    "cakupan-pelatihan": Source(
        title="Topik pelatihan menurut peran",
        rows=_pairs,
        as_of=True,
        register="pelatihan",
        derived={
            "topik": Derived(lambda pair: pair.topic.id, "Kode topik."),
            "segar": yes(lambda pair: pair.state is Freshness.FRESH, "Ya, bila pelatihannya belum terlalu lama."),
        },
    ),
}
