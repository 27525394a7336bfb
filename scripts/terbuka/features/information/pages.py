"""The pages of one body: home, services, information, duties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from terbuka.base.page import Page
from terbuka.duties.record import RegisterEntry
from terbuka.features.exclusions.pages import ExclusionList, exclusion_list
from terbuka.features.notices.view import NoticeView
from terbuka.features.open_data import pages as datasets
from terbuka.features.standards import pages as standards
from terbuka.kit import origin, view, words
from terbuka.kit.portal import Portal
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.law.record import Obligation

#: Rows on one page of a long list; more go on at ``halaman-2/``.
ROWS = 250
#: Open datasets the home page names.
DATA = 3


def home(portal: Portal, b: BodyView, address: str, **rest: Any) -> Page:
    """The first page of a body: as new as the newest of its information, notices and data."""
    sets = b.assessed.records.datasets.values()
    days = [day for d in sets for day in (d.record.updated_on, d.record.issued_on)]
    days += [v.notice.changed_at.date() for v in b.notices]
    changed = origin.newest(b.on, [*days, *(origin.changed_on(entry, b.on) for entry in b.entries)])
    return portal.body_page(
        b,
        "beranda.html",
        address,
        b.body.name,
        f"{b.body.name}: cari dokumen, minta informasi, atau laporkan masalah. Gratis.",
        section="beranda",
        data=datasets.latest(datasets.listed(portal, b), DATA),
        changed_on=changed.isoformat() if changed else None,
        **rest,
    )


def home_and_services(portal: Portal, b: BodyView) -> Iterator[Page]:
    def fixed(code: str, title: str, description: str) -> Page:
        return portal.body_page(b, f"{code}.html", routes.body_page(b.id, code), title, description, section=code)

    name = b.body.name
    yield home(portal, b, routes.body(b.id))
    yield fixed("profil", "Profil", f"Alamat, kontak, jam layanan, dan peran PPID {name}.")
    yield fixed(
        "layanan",
        "Layanan",
        f"Minta informasi, ajukan keberatan, atau sampaikan pengaduan kepada {name}.",
    )
    yield from standards.pages(portal, b, gathered(b, "standar-layanan"), origin.of_entries(b, b.entries))


def gathered(b: BodyView, page: str) -> list[tuple[str, list[tuple[Obligation, list[RegisterEntry], Any]]]]:
    """Headings with their duties, each with the entries that serve it and its row."""
    result = []
    for gathering in b.law.gatherings:
        duties = [b.law.obligations[i] for i in gathering.obligation_ids if i in b.rows]
        if duties and gathering.page == page:
            result.append((gathering.title, [(d, b.by_duty.get(d.id, [])[:ROWS], b.rows[d.id]) for d in duties]))
    return result


def information(portal: Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        "informasi.html",
        routes.body_page(b.id, "informasi"),
        "Informasi Publik",
        f"Semua informasi publik {b.body.name}, menurut topik dan menurut kelas.",
        section="informasi",
        origin=origin.of_entries(b, b.entries),
    )
    for code in routes.CLASSES:
        title = words.CLASS_TITLES[code]
        if code == "dikecualikan":
            found = exclusion_list(b)
            yield from _long(
                portal, b, "dikecualikan.html", code, title, _excluded(b, found), found.rows, x=found,
                origin=origin.of_rows(
                    b, "dikecualikan.csv", len(found.rows),
                    (day for x in b.assessed.exclusions for day in (x.row.decided_on, x.row.opening_on)),
                ) if found.listed else None,
            )  # fmt: skip
            continue
        template = "serta-merta.html" if code == "serta-merta" else "kelas.html"
        yield from _long(
            portal, b, template, code, title, f"{title} {b.body.name}.", b.by_class.get(code, []),
            wanting=b.wanting(code),
            origin=origin.of_notices(b) if code == "serta-merta" else None,
        )  # fmt: skip
    yield from _long(
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


def _excluded(b: BodyView, found: ExclusionList) -> str:
    if not found.listed:
        return f"Informasi yang dikecualikan {b.body.name}: daftarnya belum tercatat di portal ini."
    return f"{found.count(1)} informasi yang dikecualikan {b.body.name}: alasan, akibat, keputusan, sampai kapan."


def _long(
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


def notice_page(portal: Portal, b: BodyView, v: NoticeView) -> Page:
    n = v.notice
    return portal.body_page(
        b,
        "peringatan.html",
        v.address,
        n.title,
        f"{v.said(n.announced_at)}: {n.event}"[:300],
        section="informasi",
        changed_on=n.changed_at.date().isoformat(),
        origin=origin.of_notice(n),
        v=v,
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
        origin=origin.of_availability(b),
    )
