"""The pages of one body: home, services, information, duties."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.page import Page
from terbuka.duties.record import RegisterEntry
from terbuka.features.exclusions.judge import lists_exclusions
from terbuka.features.exclusions.pages import exclusion_gaps, once_excluded
from terbuka.features.exclusions.record import AssessedExclusion
from terbuka.features.notices.view import Notices
from terbuka.features.open_data import pages as datasets
from terbuka.features.open_data.openness import Openness
from terbuka.features.open_data.openness_words import told
from terbuka.features.open_data.record import OpenDataset
from terbuka.kit import origin, words
from terbuka.kit.lists import ROWS, long_list
from terbuka.kit.portal import Portal
from terbuka.kit.view import BodyView
from terbuka.law import routes


def information(portal: Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        "informasi.html",
        routes.body_page(b.id, "informasi"),
        "Informasi Publik",
        f"Semua informasi publik {b.body.name}, menurut topik dan menurut kelas.",
        section="informasi",
        origin=origin.of_entries(b, b.entries),
        on_topic=datasets.on_topics(b),
        empty=datasets.is_empty(b),
        notices=b.view(Notices).every,
        listed=lists_exclusions(b.assessed.records),
        sets=b.assessed.records.named(OpenDataset),
        exclusions=b.assessed.every(AssessedExclusion),
    )
    for code in routes.CLASSES:
        title = words.CLASS_TITLES[code]
        if code in ("dikecualikan", "serta-merta"):
            continue
        yield from long_list(
            portal, b, "kelas.html", code, title, f"{title} {b.body.name}.", b.by_class.get(code, []),
            wanting=b.wanting(code),
        )  # fmt: skip
    yield from long_list(
        portal, b, "daftar.html", "daftar-informasi-publik", "Daftar Informasi Publik",
        f"Daftar Informasi Publik (DIP) {b.body.name}, dapat disaring dan diunduh.", b.entries,
    )  # fmt: skip
    data = datasets.listed(portal, b)
    for topic in b.law.topics.values():
        entries = b.by_topic.get(topic.id, [])
        on_topic = [d for d in data if topic.id in d.record.topic_ids]
        yield portal.body_page(
            b,
            "topik.html",
            routes.topic(b.id, topic.id),
            topic.title,
            f"{topic.text} {b.body.name}.",
            section="informasi",
            topic=topic,
            origin=origin.of_entries(b, entries) if entries or not on_topic else datasets.origin_of(on_topic),
            entries=entries[:ROWS],
            more=max(0, len(entries) - ROWS),
            data=on_topic,
        )


def units_and_packages(portal: Portal, b: BodyView) -> Iterator[Page]:
    """Pages that are made only where there is something to show: units below the body, packages."""
    units = [v for u in b.units for v in portal.views if v.id == u.id]
    if units:
        yield portal.body_page(
            b,
            "unit.html",
            routes.body_page(b.id, routes.UNITS),
            "PPID Pelaksana",
            f"Unit {b.body.name} yang memuat informasinya di portal ini.",
            section=routes.UNITS,
            units=units,
        )
    if b.assessed.packages:
        yield portal.body_page(
            b,
            "pengadaan.html",
            routes.body_page(b.id, routes.PACKAGES),
            "Pengadaan barang dan jasa",
            f"Paket pengadaan {b.body.name}: mana yang lengkap dokumennya, mana yang belum.",
            section="informasi",
            packages=b.assessed.packages,
            origin=origin.of_rows(b, "paket.csv", len(b.assessed.packages)),
        )


def entry_page(portal: Portal, b: BodyView, entry: RegisterEntry) -> Page:
    changed = origin.changed_on(entry, b.on)
    return portal.body_page(
        b,
        "entri.html",
        routes.entry(b.id, entry.id),
        entry.title,
        entry.summary if len(entry.summary) <= 200 else entry.summary[:199] + "…",
        section="informasi",
        changed_on=changed.isoformat() if changed else None,
        e=entry,
        was=b.view(once_excluded).get(entry.id),
        checks=told(b.assessed.get(Openness).entries.get(entry.id, ())),
        origin=origin.of_entry(b, entry),
    )


def availability(portal: Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        "ketersediaan.html",
        routes.body_page(b.id, "ketersediaan"),
        "Ketersediaan Informasi Wajib",
        f"{b.available} dari {b.assessed.tally.judged} informasi wajib {b.body.name} "
        f"{b.available_word} pada {words.day(b.on)}.",
        section="laporan",
        t=b.assessed.tally,
        excluded=exclusion_gaps(b),
        notices=b.view(Notices).by_duty,
        origin=origin.of_availability(b),
    )
