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

EXCLUSION = Kind(value="dikecualikan", words="informasi dikecualikan", category="DIKECUALIKAN", page="dikecualikan")


def exclusions(made: BodyAssessment) -> Iterator[Item]:
    """The declaration of Pasal 52 that is due before an exclusion ends, the end itself, and days of review."""
    for found in made.every(AssessedExclusion):
        row, words = found.row, _OPENING.get(found.state)
        declared = found.state.awaits_entry
        days = [(words, row.last_on if declared else found.due_on, "terbuka")]
        if found.state is ExclusionState.CLOSED:
            days.append(("Tinjau lagi", row.review_on, "tinjau"))
        for title, day, what in days:
            if title is not None and day is not None:
                yield item(
                    made,
                    EXCLUSION,
                    id=f"{row.id}/{what}",
                    title=f"{title}: {row.title}",
                    due_on=day,
                    articles=found.articles if what == "terbuka" else (),
                    note="Perkiraan: kalendernya belum ditetapkan." if found.estimated and what == "terbuka" else "",
                )
