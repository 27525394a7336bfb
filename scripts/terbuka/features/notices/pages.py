"""The page of urgent notices, and one page for each."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.page import Page
from terbuka.features.notices.record import EmergencyService, Notice
from terbuka.features.notices.view import Notices, NoticeView
from terbuka.kit import origin, words
from terbuka.kit.lists import long_list
from terbuka.kit.portal import Portal
from terbuka.kit.view import BodyView

CODE = "serta-merta"


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    title = words.CLASS_TITLES[CODE]
    yield from long_list(
        portal, b, "serta-merta.html", CODE, title, f"{title} {b.body.name}.", b.by_class.get(CODE, []),
        wanting=b.wanting(CODE), origin=_of_notices(b), notices=b.view(Notices), services=b.law.named(EmergencyService),
    )  # fmt: skip
    for notice in b.view(Notices).every:
        yield _notice(portal, b, notice)


def _notice(portal: Portal, b: BodyView, v: NoticeView) -> Page:
    n = v.notice
    return portal.body_page(
        b,
        "peringatan.html",
        v.address,
        n.title,
        f"{v.said(n.announced_at)}: {n.event}"[:300],
        section="informasi",
        changed_on=n.changed_at.date().isoformat(),
        origin=_of_notice(n),
        v=v,
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
