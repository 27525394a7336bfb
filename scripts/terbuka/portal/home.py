"""The first pages of a body: its home, its profile, its services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from terbuka.base.page import Page
from terbuka.features.notices.view import Notices
from terbuka.features.open_data import pages as datasets
from terbuka.features.open_data.record import OpenDataset
from terbuka.features.service.record import Service
from terbuka.kit import origin
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView
from terbuka.law import routes

#: Open datasets the home page names.
DATA = 3


class HomePage(View, template="beranda.html"):
    on_topic: Mapping[str, int]
    empty: bool
    service: Service
    data: Sequence[datasets.DatasetView]


class ProfilePage(View, template="profil.html"): ...


class ServicesPage(View, template="layanan.html"): ...


def home(portal: Portal, b: BodyView, address: str, canonical: str | None = None) -> Page:
    """The first page of a body: as new as the newest of its information, notices and data."""
    sets = b.assessed.records.named(OpenDataset).values()
    days = [day for d in sets for day in (d.record.updated_on, d.record.issued_on)]
    days += [v.notice.changed_at.date() for v in b.view(Notices).every]
    changed = origin.newest(b.on, [*days, *(origin.changed_on(entry, b.on) for entry in b.entries)])
    return portal.body_page(
        b,
        HomePage(
            on_topic=datasets.on_topics(b),
            empty=datasets.is_empty(b),
            service=b.assessed.get(Service),
            data=datasets.latest(datasets.listed(portal, b), DATA),
        ),
        address,
        b.body.name,
        f"{b.body.name}: cari dokumen, minta informasi, atau laporkan masalah. Gratis.",
        section="beranda",
        changed_on=changed.isoformat() if changed else None,
        canonical=canonical,
    )


def home_and_services(portal: Portal, b: BodyView) -> Iterator[Page]:
    def fixed(view: View, code: str, title: str, description: str) -> Page:
        return portal.body_page(b, view, routes.body_page(b.id, code), title, description, section=code)

    name = b.body.name
    yield home(portal, b, routes.body(b.id))
    yield fixed(ProfilePage(), "profil", "Profil", f"Alamat, kontak, jam layanan, dan peran PPID {name}.")
    yield fixed(
        ServicesPage(),
        "layanan",
        "Layanan",
        f"Minta informasi, ajukan keberatan, atau sampaikan pengaduan kepada {name}.",
    )
