"""The pages of one body: home, services, information, duties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from terbuka.base.page import Page
from terbuka.duties.record import RegisterEntry
from terbuka.duties.verdict import PackageState, Tally
from terbuka.features.exclusions.judge import lists_exclusions
from terbuka.features.exclusions.pages import exclusion_gaps, once_excluded
from terbuka.features.exclusions.record import AssessedExclusion
from terbuka.features.notices.view import Notices, NoticeView
from terbuka.features.open_data import pages as datasets
from terbuka.features.open_data.openness import Openness
from terbuka.features.open_data.openness_words import ToldCheck, told
from terbuka.features.open_data.record import OpenDataset
from terbuka.kit import origin, words
from terbuka.kit.lists import ROWS, Chunk, long_list
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView, DutyRow
from terbuka.law import routes
from terbuka.law.record import Topic


class InformationPage(View, template="informasi.html"):
    on_topic: Mapping[str, int]
    empty: bool
    notices: Sequence[NoticeView]
    listed: bool
    sets: Mapping[str, OpenDataset]
    exclusions: Sequence[AssessedExclusion]


class ClassPage(View, template="kelas.html"):
    chunk: Chunk[RegisterEntry]
    code: str
    wanting: Sequence[DutyRow]


class RegisterPage(View, template="daftar.html"):
    chunk: Chunk[RegisterEntry]


class TopicPage(View, template="topik.html"):
    topic: Topic
    entries: Sequence[RegisterEntry]
    more: int
    data: Sequence[datasets.DatasetView]


def information(portal: Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        InformationPage(
            on_topic=datasets.on_topics(b),
            empty=datasets.is_empty(b),
            notices=b.view(Notices).every,
            listed=lists_exclusions(b.assessed.records),
            sets=b.assessed.records.named(OpenDataset),
            exclusions=b.assessed.every(AssessedExclusion),
        ),
        routes.body_page(b.id, "informasi"),
        "Informasi Publik",
        f"Semua informasi publik {b.body.name}, menurut topik dan menurut kelas.",
        section="informasi",
        origin=origin.of_entries(b, b.entries),
    )
    for code in routes.CLASSES:
        if code in ("dikecualikan", "serta-merta"):
            continue
        yield from _of_class(portal, b, code)
    yield from long_list(
        portal, b, lambda chunk: RegisterPage(chunk=chunk), "daftar-informasi-publik", "Daftar Informasi Publik",
        f"Daftar Informasi Publik (DIP) {b.body.name}, dapat disaring dan diunduh.", b.entries,
        origin.of_entries(b, b.entries),
    )  # fmt: skip
    data = datasets.listed(portal, b)
    for topic in b.law.topics.values():
        entries = b.by_topic.get(topic.id, [])
        on_topic = [d for d in data if topic.id in d.record.topic_ids]
        yield portal.body_page(
            b,
            TopicPage(topic=topic, entries=entries[:ROWS], more=max(0, len(entries) - ROWS), data=on_topic),
            routes.topic(b.id, topic.id),
            topic.title,
            f"{topic.text} {b.body.name}.",
            section="informasi",
            origin=origin.of_entries(b, entries) if entries or not on_topic else datasets.origin_of(on_topic),
        )


def _of_class(portal: Portal, b: BodyView, code: str) -> Iterator[Page]:
    title, entries, wanting = words.CLASS_TITLES[code], b.by_class.get(code, []), b.wanting(code)
    return long_list(
        portal, b, lambda chunk: ClassPage(chunk=chunk, code=code, wanting=wanting), code, title,
        f"{title} {b.body.name}.", entries, origin.of_entries(b, entries),
    )  # fmt: skip


class UnitsPage(View, template="unit.html"):
    units: Sequence[BodyView]


class PackagesPage(View, template="pengadaan.html"):
    packages: Sequence[PackageState]


def units_and_packages(portal: Portal, b: BodyView) -> Iterator[Page]:
    """Pages that are made only where there is something to show: units below the body, packages."""
    units = [v for u in b.units for v in portal.views if v.id == u.id]
    if units:
        yield portal.body_page(
            b,
            UnitsPage(units=units),
            routes.body_page(b.id, routes.UNITS),
            "PPID Pelaksana",
            f"Unit {b.body.name} yang memuat informasinya di portal ini.",
            section=routes.UNITS,
        )
    if b.assessed.packages:
        yield portal.body_page(
            b,
            PackagesPage(packages=b.assessed.packages),
            routes.body_page(b.id, routes.PACKAGES),
            "Pengadaan barang dan jasa",
            f"Paket pengadaan {b.body.name}: mana yang lengkap dokumennya, mana yang belum.",
            section="informasi",
            origin=origin.of_rows(b, "paket.csv", len(b.assessed.packages)),
        )


class EntryPage(View, template="entri.html"):
    e: RegisterEntry
    was: AssessedExclusion | None
    checks: Sequence[ToldCheck]


def entry_page(portal: Portal, b: BodyView, entry: RegisterEntry) -> Page:
    changed = origin.changed_on(entry, b.on)
    return portal.body_page(
        b,
        EntryPage(
            e=entry,
            was=b.view(once_excluded).get(entry.id),
            checks=told(b.assessed.get(Openness).entries.get(entry.id, ())),
        ),
        routes.entry(b.id, entry.id),
        entry.title,
        entry.summary if len(entry.summary) <= 200 else entry.summary[:199] + "…",
        section="informasi",
        changed_on=changed.isoformat() if changed else None,
        origin=origin.of_entry(b, entry),
    )


class AvailabilityPage(View, template="ketersediaan.html"):
    t: Tally
    excluded: int
    notices: Mapping[str, Sequence[NoticeView]]


def availability(portal: Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        AvailabilityPage(t=b.assessed.tally, excluded=exclusion_gaps(b), notices=b.view(Notices).by_duty),
        routes.body_page(b.id, "ketersediaan"),
        "Ketersediaan Informasi Wajib",
        f"{b.available} dari {b.assessed.tally.judged} informasi wajib {b.body.name} "
        f"{b.available_word} pada {words.day(b.on)}.",
        section="laporan",
        origin=origin.of_availability(b),
    )
