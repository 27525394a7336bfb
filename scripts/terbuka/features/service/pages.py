"""The public register of requests and the statistics of the service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from terbuka.base.day_names import MONTHS
from terbuka.base.page import Page
from terbuka.features.service.charts import request_charts
from terbuka.features.service.counted import exact
from terbuka.features.service.view import Line, ServiceView
from terbuka.kit import view
from terbuka.kit.charts import Chart
from terbuka.kit.lists import ROWS
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView
from terbuka.law import routes

REGISTER, STATISTICS = "register-permohonan", "statistik"


class RequestsPage(View, template="register-permohonan.html"):
    s: ServiceView
    lines: Iterable[Line]
    total: int
    number: int
    last: int


class StatisticsPage(View, template="statistik.html"):
    s: ServiceView
    months: Mapping[int, str]
    exact: Callable[[Fraction | int | None], str]
    drawn: Mapping[str, Sequence[Chart]]


def service_pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    s = ServiceView(b)
    requests = s.requests
    chunks = view.split(requests, ROWS)
    title = "Register Permohonan (tanpa identitas)"
    for number, chunk in enumerate(chunks, 1):
        yield portal.body_page(
            b,
            RequestsPage(s=s, lines=s.lines(chunk), total=len(requests), number=number, last=len(chunks)),
            routes.body_page(b.id, REGISTER, number),
            title if number == 1 else f"{title}, halaman {number}",
            f"Permohonan informasi kepada {b.body.name}: bulan, topik, putusan, dan lamanya, tanpa identitas pemohon.",
            section="laporan",
            indexed=number == 1,
        )
    yield portal.body_page(
        b,
        StatisticsPage(s=s, months=dict(enumerate(MONTHS, 1)), exact=exact, drawn={"permohonan": request_charts(s)}),
        routes.body_page(b.id, STATISTICS),
        "Statistik Layanan Informasi",
        s.lead,
        section="laporan",
    )
