"""The first pages of a body: its home, its profile, its services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from terbuka.base.page import Page
from terbuka.features.notices.view import Notices
from terbuka.features.open_data import pages as datasets
from terbuka.features.open_data.record import OpenDataset
from terbuka.features.service.record import Service
from terbuka.kit import origin
from terbuka.kit.portal import Portal
from terbuka.kit.view import BodyView
from terbuka.law import routes

#: Open datasets the home page names.
DATA = 3


def home(portal: Portal, b: BodyView, address: str, **rest: Any) -> Page:
    """The first page of a body: as new as the newest of its information, notices and data."""
    sets = b.assessed.records.named(OpenDataset).values()
    days = [day for d in sets for day in (d.record.updated_on, d.record.issued_on)]
    days += [v.notice.changed_at.date() for v in b.view(Notices).every]
    changed = origin.newest(b.on, [*days, *(origin.changed_on(entry, b.on) for entry in b.entries)])
    return portal.body_page(
        b,
        "beranda.html",
        address,
        b.body.name,
        f"{b.body.name}: cari dokumen, minta informasi, atau laporkan masalah. Gratis.",
        section="beranda",
        on_topic=datasets.on_topics(b),
        empty=datasets.is_empty(b),
        service=b.assessed.get(Service),
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
