"""What is counted of excluded information."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.measure import Measure, every
from terbuka.duties.source import Test
from terbuka.features.exclusions.judge import lists_exclusions
from terbuka.features.exclusions.record import AssessedExclusion, ExclusionState


def _exclusions(whole: Test, part: Test) -> Measure:
    return Measure(
        rows=lambda q: q.made.every(AssessedExclusion) if lists_exclusions(q.made.records) else None,
        whole=lambda e: e.state is not ExclusionState.NOT_YET and whole(e),
        part=part,
        unit="informasi yang dikecualikan",
        kept_in="dikecualikan.csv",
    )


MEASURES: Mapping[str, Measure] = {
    "pengecualian-berkeputusan": _exclusions(every, lambda e: e.row.tested_on <= e.row.decided_on),
    "pengecualian-dibuka": _exclusions(lambda e: e.state.has_ended, lambda e: not e.is_gap),
}
