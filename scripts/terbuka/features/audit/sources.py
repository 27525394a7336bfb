"""Findings, as indicators look at them."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.source import Derived, Source, yes
from terbuka.features.audit.record import AuditAssessment, Finding, FindingState, Recurrence

SOURCES: Mapping[str, Source] = {
    "temuan": Source(
        title="Temuan audit internal",
        rows=lambda made, law: made.get(AuditAssessment).findings,
        kind="temuan",
        cls=Finding,
        record=lambda found: found.row,
        derived={
            "keadaan": Derived(lambda found: found.state.value, "Sejauh mana tindakannya.", tuple(FindingState)),
            "tepat_waktu": yes(
                lambda found: False if found.state is FindingState.LATE else found.in_time,
                "Ya, bila ditutup pada jatuh temponya; tidak, bila sesudahnya atau masih terbuka lewat jatuh tempo.",
            ),
            "berulang": yes(lambda found: found.recurrence is not Recurrence.FIRST, "Ya, bila pernah ditemukan."),
        },
    ),
}
