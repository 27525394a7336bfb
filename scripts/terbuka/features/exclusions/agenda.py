"""Days of excluded information for the agenda of the office."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.duties.agenda import Item, Kind, item
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.exclusions.record import AssessedExclusion, ExclusionState

#: What an officer does about an excluded information, by its state; the others ask for nothing.
_OPENING = {
    ExclusionState.CLOSED: "Penetapan PPID bahwa terbuka",
    ExclusionState.SOON: "Penetapan PPID bahwa terbuka",
    ExclusionState.LATE: "Penetapan PPID bahwa terbuka",
    ExclusionState.DECLARED: "Terbuka menurut hukum, lalu muat entrinya",
    ExclusionState.UNPUBLISHED: "Terbuka menurut hukum: muat entrinya",
}

EXCLUSION = Kind(
    value="dikecualikan",
    words="informasi dikecualikan",
    category="DIKECUALIKAN",
    page="dikecualikan",
    action="Kerjakan, lalu catat di daftar informasi yang dikecualikan.",
)


def exclusions(assessed: BodyAssessment) -> Iterator[Item]:
    """The declaration of Pasal 52 that is due before an exclusion ends, the end itself, and days of review."""
    for exclusion in assessed.every(AssessedExclusion):
        row, words = exclusion.row, _OPENING.get(exclusion.state)
        declared = exclusion.state.awaits_entry
        days = [(words, row.last_on if declared else exclusion.due_on, "terbuka")]
        if exclusion.state is ExclusionState.CLOSED:
            days.append(("Tinjau lagi", row.review_on, "tinjau"))
        for title, day, what in days:
            if title is not None and day is not None:
                yield item(
                    assessed,
                    EXCLUSION,
                    id=f"{row.id}/{what}",
                    title=f"{title}: {row.title}",
                    due_on=day,
                    articles=exclusion.articles if what == "terbuka" else (),
                    note="Perkiraan: kalendernya belum ditetapkan."
                    if exclusion.estimated and what == "terbuka"
                    else "",
                )
