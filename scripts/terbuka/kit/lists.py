"""Long lists over several pages, and duties that a page gathers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from terbuka.base.page import Page
from terbuka.duties.record import RegisterEntry
from terbuka.kit import origin, view
from terbuka.kit.portal import Portal
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.law.record import Obligation

#: Rows on one page of a long list; more go on at ``halaman-2/``.
ROWS = 250


def gathered(b: BodyView, page: str) -> list[tuple[str, list[tuple[Obligation, list[RegisterEntry], Any]]]]:
    """Headings with their duties, each with the entries that serve it and its row."""
    result = []
    for gathering in b.law.gatherings:
        duties = [b.law.obligations[i] for i in gathering.obligation_ids if i in b.rows]
        if duties and gathering.page == page:
            result.append((gathering.title, [(d, b.by_duty.get(d.id, [])[:ROWS], b.rows[d.id]) for d in duties]))
    return result


def long_list(
    portal: Portal,
    b: BodyView,
    template: str,
    code: str,
    title: str,
    description: str,
    entries: Any,
    **rest: Any,
) -> Iterator[Page]:
    """A list that goes on over several pages when it is long."""
    chunks = view.split(entries, ROWS)
    from_where = rest.pop("origin", None) or origin.of_entries(b, entries)
    for number, chunk in enumerate(chunks, 1):
        yield portal.body_page(
            b,
            template,
            routes.body_page(b.id, code, number),
            title if number == 1 else f"{title}, halaman {number}",
            description,
            section="informasi",
            indexed=number == 1,
            entries=chunk,
            total=len(entries),
            number=number,
            last=len(chunks),
            code=code,
            origin=from_where,
            shared=number == 1,
            **rest,
        )
