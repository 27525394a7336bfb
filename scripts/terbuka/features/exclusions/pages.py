"""Excluded information as its page shows it.

Promises: every word for a state stands here; days come from the judge. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from terbuka.base.page import Page
from terbuka.duties.record import RegisterEntry
from terbuka.features.exclusions.judge import KIND, lists_exclusions
from terbuka.features.exclusions.record import AssessedExclusion, Exclusion, ExclusionGround, ExclusionState, ground_of
from terbuka.kit import origin, words
from terbuka.kit.lists import Chunk, long_list
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView, shown_as
from terbuka.law.law import Law

_MARKS = {
    ExclusionState.NOT_YET: "other",
    ExclusionState.CLOSED: "other",
    ExclusionState.UNCOUNTED: "other",
    ExclusionState.SOON: "soon",
    ExclusionState.LATE: "late",
    ExclusionState.DECLARED: "soon",
    ExclusionState.UNPUBLISHED: "late",
    ExclusionState.OPENED: "ok",
}
#: Headings in the order of the page: what a citizen can have now comes first.
GROUPS = ("Sudah terbuka menurut hukum", "Masih ditutup", "Sudah dibuka")
_GROUP_OF = {ExclusionState.UNPUBLISHED: 0, ExclusionState.OPENED: 2}


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of one row: its words, those of its number, its article, the rule for its term."""

    ground: ExclusionGround
    part: str | None
    article: str


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """One excluded information as the page shows it; ``entry`` holds it when it has been opened, ``more`` are
    further columns with their titles."""

    made: AssessedExclusion
    mark: str
    word: str
    group: str
    grounds: tuple[Ground, ...]
    entry: RegisterEntry | None
    more: tuple[tuple[str, str], ...] = ()

    @property
    def row(self) -> Exclusion:
        return self.made.row

    @property
    def group_number(self) -> int:
        return GROUPS.index(self.group) + 1


@dataclass(frozen=True, slots=True)
class ExclusionList:
    """All rows of a body in the order of the page; ``listed`` is False when the body has no list at all."""

    listed: bool
    rows: tuple[ExclusionRow, ...]

    def count(self, group: int) -> int:
        """Rows of a group; a decision that is not in force yet is shown, but not counted."""
        return sum(r.group == GROUPS[group] and r.made.state is not ExclusionState.NOT_YET for r in self.rows)

    @property
    def next_open(self) -> AssessedExclusion | None:
        """The closed information that becomes open first, among those with a known last day."""
        known = [r.made for r in self.rows if r.group == GROUPS[1] and r.made.open_since]
        return min(known, key=lambda made: (made.open_since, made.row.number), default=None)


def exclusion_list(b: BodyView) -> ExclusionList:
    rows = [_row(made, b) for made in b.assessed.every(AssessedExclusion)]
    ordered = sorted(rows, key=lambda r: GROUPS.index(r.group))
    return ExclusionList(listed=lists_exclusions(b.assessed.records), rows=tuple(ordered))


def _row(exclusion: AssessedExclusion, b: BodyView) -> ExclusionRow:
    return ExclusionRow(
        made=exclusion,
        mark=_MARKS[exclusion.state],
        word=word(exclusion),
        group=GROUPS[_GROUP_OF.get(exclusion.state, 1)],
        grounds=tuple(grounds(exclusion.row, b.law)),
        entry=b.by_id.get(exclusion.row.opening_entry_id or ""),
        more=tuple(_more(exclusion.row, b)),
    )


def _more(row: Exclusion, b: BodyView) -> Iterator[tuple[str, str]]:
    """Columns that only the schema knows: shown without any code of their own."""
    for column in b.corpus.schemas[KIND].columns if row.extra else ():
        if row.extra.get(column.name) not in (None, "", ()):
            yield column.title, shown_as(column)(row.extra[column.name])


def word(exclusion: AssessedExclusion) -> str:
    """The state in the words of the page."""
    match exclusion.state:
        case ExclusionState.NOT_YET:
            return f"Dikecualikan mulai {words.day(exclusion.row.decided_on)}"
        case ExclusionState.SOON:
            return "Segera terbuka"
        case ExclusionState.LATE if exclusion.due_on:
            return f"Penetapan PPID terlambat sejak {words.day(exclusion.due_on + timedelta(days=1))}"
        case ExclusionState.DECLARED if exclusion.open_since:
            return f"Akan terbuka {words.day(exclusion.open_since)}"
        case ExclusionState.DECLARED:
            return "Sudah ditetapkan terbuka"
        case ExclusionState.UNPUBLISHED:
            return f"Terbuka sejak {words.day(exclusion.open_since)}, belum dimuat"
        case ExclusionState.OPENED:
            return "Sudah dibuka"
    return "Sebagian dikecualikan" if exclusion.row.partial else "Dikecualikan"


def grounds(row: Exclusion, law: Law) -> Iterator[Ground]:
    """The grounds of a row in the words of the law."""
    for name in row.ground_ids:
        if found := ground_of(law, name):
            ground, part = found
            number = name.partition("-")[2]
            article = words.basis(law, ground.legal_basis[0]) + (f" angka {number}" if number else "")
            yield Ground(ground, part, article)


def exclusion_gaps(b: BodyView) -> int:
    """Excluded information that is declared too late, or open and not published."""
    return sum(found.is_gap for found in b.assessed.every(AssessedExclusion))


def once_excluded(b: BodyView) -> dict[str, AssessedExclusion]:
    """Information that had been excluded, by the entry that holds it now."""
    opened = (found for found in b.assessed.every(AssessedExclusion) if found.state is ExclusionState.OPENED)
    return {found.row.opening_entry_id: found for found in opened if found.row.opening_entry_id}


class ExclusionPage(View, template="dikecualikan.html"):
    x: ExclusionList
    chunk: Chunk[ExclusionRow]


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    """The list of excluded information, over as many pages as it takes."""
    found = exclusion_list(b)
    title = words.CLASS_TITLES[KIND]
    if found.listed:
        description = (
            f"{found.count(1)} informasi yang dikecualikan {b.body.name}: alasan, akibat, keputusan, sampai kapan."
        )
        days = (day for x in b.assessed.every(AssessedExclusion) for day in (x.row.decided_on, x.row.opening_on))
        where = origin.of_rows(b, f"{KIND}.csv", len(found.rows), days)
    else:
        description = f"Informasi yang dikecualikan {b.body.name}: daftarnya belum tercatat di portal ini."
        where = origin.of_entries(b, ())
    yield from long_list(
        portal, b, lambda chunk: ExclusionPage(x=found, chunk=chunk), KIND, title, description, found.rows, where
    )
