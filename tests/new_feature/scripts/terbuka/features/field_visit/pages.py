"""The page of the visits, and their table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from terbuka.features.field_visit.record import PAGE, Visit

from terbuka.base.page import File, Page
from terbuka.base.problem import Place
from terbuka.kit import table
from terbuka.kit.origin import Origin
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView
from terbuka.law import routes

TITLE = "Kunjungan lapangan"


def state(b: BodyView) -> str:
    visits = b.assessed.records.rows(Visit)
    return "Belum ada data" if visits is None else f"{len(visits)} kunjungan"


class VisitsPage(View, template="kunjungan.html"):
    visits: Sequence[Visit] | None
    lead: str


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        VisitsPage(visits=b.assessed.records.rows(Visit), lead=state(b)),
        routes.body_page(b.id, PAGE),
        TITLE,
        f"Ke mana {b.body.name} berkunjung, dan kapan laporannya selesai.",
        section="laporan",
        origin=Origin(places=(Place(f"datasets/badan/{b.id}/kunjungan.csv"),)),
    )


def files(views: Iterable[BodyView]) -> Iterator[File]:
    for b in views:
        if (visits := b.assessed.records.rows(Visit)) is not None:
            columns = b.corpus.schemas["kunjungan"].columns
            yield from table.register(routes.table_file(b.body, "kunjungan", "csv"), columns, visits)
