"""The page of urgent notices, and one page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from terbuka.base.page import Page
from terbuka.duties.record import RegisterEntry
from terbuka.features.notices.record import EmergencyService, Notice
from terbuka.features.notices.view import Notices, NoticeView
from terbuka.kit import origin, words
from terbuka.kit.lists import Chunk, long_list
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView, DutyRow

CODE = "serta-merta"


class NoticesPage(View, template="serta-merta.html"):
    chunk: Chunk[RegisterEntry]
    wanting: Sequence[DutyRow]
    notices: Notices
    services: Mapping[str, EmergencyService]


class NoticePage(View, template="peringatan.html"):
    v: NoticeView


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    title, notices, services = words.CLASS_TITLES[CODE], b.view(Notices), b.law.named(EmergencyService)
    yield from long_list(
        portal,
        b,
        lambda chunk: NoticesPage(chunk=chunk, wanting=b.wanting(CODE), notices=notices, services=services),
        CODE,
        title,
        f"{title} {b.body.name}.",
        b.by_class.get(CODE, []),
        _of_notices(b),
    )
    for notice in b.view(Notices).every:
        yield _notice(portal, b, notice)


def _notice(portal: Portal, b: BodyView, v: NoticeView) -> Page:
    n = v.notice
    return portal.body_page(
        b,
        NoticePage(v=v),
        v.address,
        n.title,
        f"{v.said(n.announced_at)}: {n.event}"[:300],
        section="informasi",
        changed_on=n.changed_at.date().isoformat(),
        origin=_of_notice(n),
    )


def _of_notice(notice: Notice) -> origin.Origin:
    return origin.Origin(
        (f"Terakhir diubah {words.day(notice.changed_at.date())}.",), (notice.place,), notice.changed_at.date()
    )


def _of_notices(b: BodyView) -> origin.Origin:
    """The list of urgent notices, and the entries of its class."""
    entries = b.by_class.get("serta-merta", [])
    notices = [v.notice for v in b.view(Notices).every]
    if not notices:
        return origin.of_entries(b, entries)
    newest = max(n.changed_at for n in notices).date()
    said = f"Dari {words.number(len(notices))} peringatan; perubahan terbaru {words.day(newest)}."
    listed = (day for entry in entries if (day := origin.changed_on(entry, b.on)))
    return origin.Origin((said,), (origin.in_body(b, "peringatan.yml"), origin.register_of(b)), max([newest, *listed]))
