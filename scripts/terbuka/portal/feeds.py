"""Atom feeds of new and changed information: of the portal, a body, a class, a body with its units, a dataset.

Promises: an entry of the register is dated by the newest of its days that the assessed day has reached, and left out
when it has none; a day is midnight at the office. The portal's feed holds no sample where a real body is, as the map
of the site does. Urgent notices stand in the feeds of all information too, and in that of their own class; open
datasets and their releases in those of all information and in one of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from terbuka.base.page import File
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import RegisterEntry
from terbuka.features.notices import files as notice_files
from terbuka.features.notices.view import Notices
from terbuka.features.open_data.record import OpenDataset, TableRelease
from terbuka.features.open_data.view import feed_title
from terbuka.kit import origin, words
from terbuka.kit.atom import MOST_ENTRIES, Entry, Feed, as_xml
from terbuka.kit.view import BodyView
from terbuka.law import routes

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
        for dataset in b.assessed.records.named(OpenDataset).values():
            path, page = routes.dataset_feed(b.id, dataset.id), routes.dataset(b.id, dataset.id)
            found = _of_dataset(corpus, b, dataset, named=False)
            yield _written(corpus, path, page, feed_title(b, dataset), b.body.name, (b,), found)


def _file(corpus: Corpus, body_id: str, part: str, title: str, author: str, views: tuple[BodyView, ...]) -> File:
    """One feed; ``part`` is a class, ``routes.UNITS``, or nothing for all information of ``views``."""
    code = "" if part == routes.UNITS else part
    entries = [e for v in views for e in _entries(corpus, v, code, named=len(views) > 1)]
    path = routes.feed(body_id, part)
    page = path.removesuffix("umpan.xml")
    if body_id and not part:
        page = routes.body_page(body_id, "informasi")
    return _written(corpus, path, page, title, author, views, entries)


def _written(
    corpus: Corpus, path: str, page: str, title: str, author: str, views: tuple[BodyView, ...], entries: Iterable[Entry]
) -> File:
    """The feed at ``path`` for the page at ``page``, newest first."""
    entries = sorted(entries, key=lambda e: e.link)
    entries.sort(key=lambda e: datetime.fromisoformat(e.updated), reverse=True)
    return File(
        path=path,
        content=as_xml(
            Feed(
                link=corpus.site_url + path,
                page=corpus.site_url + page,
                title=title,
                author=author,
                unchanged=corpus.commit_time or max((midnight(v, v.on) for v in views), default="1970-01-01T00:00:00Z"),
                entries=entries,
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
        yield from (notice_files.as_entry(corpus, v) for v in b.view(Notices).every)
    if not code:
        for dataset in b.assessed.records.named(OpenDataset).values():
            yield from _of_dataset(corpus, b, dataset, named=named)


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


def _of_dataset(corpus: Corpus, b: BodyView, dataset: OpenDataset, *, named: bool) -> Iterator[Entry]:
    """A dataset and its releases that the assessed day has reached; without releases it is dated by its last update."""
    record = dataset.record
    title = f"{'DATA CONTOH: ' if b.body.sample else ''}{record.title}"
    office = f" – {b.body.short_name}" if named else ""
    link = corpus.site_url + routes.dataset(b.id, dataset.id)
    told = [r for r in dataset.releases if r.on <= b.on]
    issued = record.issued_on if record.issued_on <= b.on else None
    changed = issued if told else max((d for d in (issued, record.updated_on) if d and d <= b.on), default=None)
    shared: dict[str, Any] = {"author": b.body.name, "categories": (("data", "Data terbuka"),)}
    if changed:
        yield Entry(
            link=link,
            title=title + office,
            updated=midnight(b, changed),
            published=midnight(b, issued) if issued else "",
            summary=" ".join(record.text.split()),
            **shared,
        )
    for release in told[-MOST_ENTRIES:]:
        yield Entry(
            link=f"{link}#rilis-{release.version}",
            title=f"{title}: rilis {release.version}{office}",
            updated=midnight(b, release.on),
            published=midnight(b, release.on),
            summary=" ".join((*filter(None, (release.note,)), *(_change(dataset, t) for t in release.tables))),
            **shared,
        )


def _change(dataset: OpenDataset, t: TableRelease) -> str:
    """What became of one table, as the page of the dataset says it."""
    table = dataset.tables.get(t.id)
    changed = f", {words.number(t.changed)} berubah" if t.changed is not None else ""
    return (
        f"{table.spec.title if table else t.id}: {words.number(t.came)} baris masuk, {words.number(t.went)} keluar"
        f"{changed}; kini {words.number(t.rows)} baris."
    )


def midnight(b: BodyView, day: date) -> str:
    """The first moment of a day at the office."""
    return b.body.instant(datetime.combine(day, time())).isoformat(timespec="seconds")
