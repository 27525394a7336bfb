"""Atom feeds of new and changed information: of the portal, of a body, of a class, of a body with its units.

Promises: an entry of the register is dated by the newest of its days that the assessed day has reached, and left out
when it has none; a day is midnight at the office. The portal's feed holds no sample where a real body is, as the map
of the site does. Urgent notices stand in the feeds of all information too, and in that of their own class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from terbuka import routes
from terbuka.model import Corpus, RegisterEntry
from terbuka.page import File
from terbuka.render import notice_files, origin, words
from terbuka.render.atom import MOST_ENTRIES, Entry, Feed, as_xml
from terbuka.render.view import BodyView

URGENT = "serta-merta"


def files(corpus: Corpus, views: Iterable[BodyView]) -> Iterator[File]:
    """Every feed of the portal but its notices alone, which have no feed of their own: they are a class."""
    views = tuple(views)
    by_id = {v.id: v for v in views}
    real = tuple(v for v in views if not v.body.sample)
    name = corpus.site_name
    yield _file(corpus, "", "", f"Informasi baru dan berubah {name}", name, real or views)
    for b in views:
        mark = "DATA CONTOH: " if b.body.sample else ""
        said = f"{mark}Informasi baru dan berubah {b.body.name}"
        yield _file(corpus, b.id, "", said, b.body.name, (b,))
        for code in routes.FEED_CLASSES:
            title = f"{mark}{words.CLASS_TITLES[code]} {b.body.name}"
            yield _file(corpus, b.id, code, title, b.body.name, (b,))
        if units := [by_id[u.id] for u in b.units if u.id in by_id]:
            yield _file(corpus, b.id, routes.UNITS, f"{said} dan unitnya", b.body.name, (b, *units))


def _file(corpus: Corpus, body_id: str, part: str, title: str, author: str, views: tuple[BodyView, ...]) -> File:
    """One feed; ``part`` is a class, ``routes.UNITS``, or nothing for all information of ``views``."""
    code = "" if part == routes.UNITS else part
    found = [e for v in views for e in _entries(corpus, v, code, named=len(views) > 1)]
    found.sort(key=lambda e: e.link)
    found.sort(key=lambda e: datetime.fromisoformat(e.updated), reverse=True)
    path = routes.feed(body_id, part)
    page = path.removesuffix("umpan.xml")
    if body_id and not part:
        page = routes.body_page(body_id, "informasi")
    return File(
        path=path,
        content=as_xml(
            Feed(
                link=corpus.site_url + path,
                page=corpus.site_url + page,
                title=title,
                author=author,
                unchanged=corpus.commit_time or max((midnight(v, v.on) for v in views), default="1970-01-01T00:00:00Z"),
                entries=found,
            )
        ),
    )


def _entries(corpus: Corpus, b: BodyView, code: str, *, named: bool) -> Iterator[Entry]:
    """Entries of one class, or of all; only so many of the newest as a feed can show."""
    rows = b.by_class.get(code, []) if code else b.entries
    dated = [(day, e) for e in rows if (day := origin.changed_on(e, b.on))]
    dated.sort(key=lambda pair: pair[1].id)
    dated.sort(key=lambda pair: pair[0], reverse=True)
    for day, entry in dated[:MOST_ENTRIES]:
        yield _of_register(corpus, b, entry, day, named=named)
    if code in ("", URGENT):
        yield from (notice_files.as_entry(corpus, v) for v in b.notices)


def _of_register(corpus: Corpus, b: BodyView, e: RegisterEntry, changed: date, *, named: bool) -> Entry:
    mark = "DATA CONTOH: " if b.body.sample else ""
    announced = e.announced_on if e.announced_on and e.announced_on <= b.on else None
    again = f" Diperiksa lagi {words.day(changed)}." if announced and changed > announced else ""
    code = e.information_class
    return Entry(
        link=corpus.site_url + routes.entry(b.id, e.id),
        title=mark + e.title + (f" – {b.body.short_name}" if named else ""),
        updated=midnight(b, changed),
        published=midnight(b, announced) if announced else "",
        author=b.body.name,
        summary=e.summary + again,
        categories=(
            (code, words.CLASS_TITLES.get(code, code)),
            *((t.id, t.title) for t in b.law.topics.values() if t.id in e.topic_ids),
        ),
    )


def midnight(b: BodyView, day: date) -> str:
    """The first moment of a day at the office."""
    return b.body.instant(datetime.combine(day, time())).isoformat(timespec="seconds")
