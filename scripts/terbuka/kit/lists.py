"""Long lists over several pages, and duties that a page gathers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from terbuka.base.page import Page
from terbuka.duties.record import RegisterEntry
from terbuka.kit.origin import Origin
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView, DutyRow, split
from terbuka.law import routes
from terbuka.law.record import Obligation

T = TypeVar("T")
#: Headings with their duties, each with the entries that serve it and its row.
Gathered = list[tuple[str, list[tuple[Obligation, list[RegisterEntry], DutyRow]]]]
#: Rows on one page of a long list; more go on at ``halaman-2/``.
ROWS = 250


def gathered(b: BodyView, page: str) -> Gathered:
    """Headings with their duties, each with the entries that serve it and its row."""
    result: Gathered = []
    for gathering in b.law.gatherings:
        duties = [b.law.obligations[i] for i in gathering.obligation_ids if i in b.rows]
        if duties and gathering.page == page:
            result.append((gathering.title, [(d, b.by_duty.get(d.id, [])[:ROWS], b.rows[d.id]) for d in duties]))
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk(Generic[T]):
    """What one of several pages shows of a list: its rows, and the number of the page, from 1."""

    rows: Sequence[T]
    total: int
    number: int
    last: int


def long_list(
    portal: Portal,
    b: BodyView,
    view: Callable[[Chunk[T]], View],
    code: str,
    title: str,
    description: str,
    entries: Sequence[T],
    from_where: Origin,
) -> Iterator[Page]:
    """A list that goes on over several pages when it is long."""
    chunks = split(entries, ROWS)
    for number, rows in enumerate(chunks, 1):
        yield portal.body_page(
            b,
            view(Chunk(rows=rows, total=len(entries), number=number, last=len(chunks))),
            routes.body_page(b.id, code, number),
            title if number == 1 else f"{title}, halaman {number}",
            description,
            section="informasi",
            indexed=number == 1,
            origin=from_where,
            shared=number == 1,
        )
