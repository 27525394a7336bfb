"""The pages and files of the annual reports: all years, one year, its summary, its quarters; PDF and CSV.

Promises: page, PDF and CSV of a year are made from the same blocks; a year that still runs has no PDF, because it is
no report yet; a sample says so on every sheet and in the name of every file. Decides no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from terbuka.base.page import File, Page
from terbuka.base.periods import YEAR_SHAPE
from terbuka.base.problem import Place
from terbuka.duties.record import RegisterEntry
from terbuka.features.annual_report.blocks import QUARTER_NAMES, ReportView
from terbuka.features.annual_report.record import COPY_DUTY, REPORT_DUTY, SUMMARY_DUTY, ReportState, ReportYear
from terbuka.features.annual_report.view import Cell, Part, Table, lower, said
from terbuka.features.service.record import Service
from terbuka.kit import words
from terbuka.kit.charts import Chart, Series
from terbuka.kit.document import Heading, Listing, Paragraph
from terbuka.kit.optional import optional_paper
from terbuka.kit.origin import Origin, newest
from terbuka.kit.portal import Portal, View
from terbuka.kit.public import Parameter, PublicFile
from terbuka.kit.view import BodyView, DutyRow
from terbuka.law import routes
from terbuka.law.roles import bearing

TITLE = "Laporan tahunan layanan informasi"
#: Roles of the duties that the page of all years shows.
_SHOWN = (REPORT_DUTY, SUMMARY_DUTY, COPY_DUTY)
SUMMARY, QUARTERS = "ringkasan", "triwulan"


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as the template looks at it: ``kind`` names its macro, ``level`` is that of a heading in HTML."""

    kind: str
    block: Part
    mark: str
    level: int = 2
    numeric: tuple[int, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    file: str = ""


def state(b: BodyView) -> str:
    """The newest year that is over, in a clause."""
    over = [y for y in b.assessed.every(ReportYear) if y.state is not ReportState.RUNNING]
    if not over:
        return "Belum ada data" if not b.assessed.every(ReportYear) else "Belum ada tahun yang selesai"
    newest = over[0]
    word = ReportView(b, newest).mark[1]
    told = f"{newest.year}: {lower(word)}"
    if newest.state is ReportState.DONE and newest.record:
        told += f", ditandatangani {words.day(newest.record.signed_on)}"
    return told


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    views = [ReportView(b, y) for y in b.assessed.every(ReportYear)]
    yield _overview(portal, b, views)
    for v in views:
        name, year = b.body.name, v.y.year
        running = v.y.state is ReportState.RUNNING
        title = f"Angka sementara layanan informasi {year}" if running else v.title
        yield _one(portal, v, "", title, f"{title}, {name}: enam bagian menurut Perki 1/2021 Pasal 56.", v.full())
        summary = f"Ringkasan {lower(title) if running else title}"
        yield _one(portal, v, SUMMARY, summary, f"Gambaran umum pelayanan informasi {name} pada {year}.", v.summary())
        monitoring = f"Pemantauan triwulanan {year}"
        text = f"Permohonan, keberatan, sengketa, dan pengaduan {name} menurut triwulan pada {year}."
        yield _one(portal, v, QUARTERS, monitoring, text, v.quarters())


def files(views: Sequence[BodyView]) -> Iterator[File]:
    """PDF of every year that is over, full and summary, and every table as CSV."""
    for b in views:
        for y in b.assessed.every(ReportYear):
            v = ReportView(b, y)
            full = v.full()
            if y.state is not ReportState.RUNNING:
                yield _pdf(v, full, "", "Laporan lengkap menurut Perki 1/2021 Pasal 56, 57, dan 58 huruf b")
                yield _pdf(v, v.summary(), SUMMARY, "Ringkasan menurut Perki 1/2021 Pasal 58 huruf a")
            for block in (*full, *v.quarters()):
                if isinstance(block, Table):
                    yield File(path=routes.report_file(b.body, y.year, "csv", block.code), content=block.as_csv())


def _pdf(v: ReportView, blocks: Sequence[Part], part: str, subtitle: str) -> File:
    draft = "" if v.y.signed else "Rancangan, belum ditandatangani. "
    if v.y.state is ReportState.PARTLY:
        draft = "Bukan laporan yang ditandatangani: register tidak meliput setahun penuh. "
    address = v.b.corpus.site_url + routes.report(v.b.id, v.y.year, part)
    title = v.title if not part else f"Ringkasan {v.title}"
    shown = "" if routes.is_placeholder(v.b.corpus.site_url) else address
    path = routes.report_file(v.b.body, v.y.year, "pdf", part)
    return optional_paper(path, lambda: v.document(blocks, title, draft + subtitle, shown))


class AnnualReportsPage(View, template="laporan-tahunan.html"):
    views: Sequence[ReportView]
    rows: Sequence[DutyRow]
    said: Callable[[Cell], str]
    ReportState: type[ReportState]


def _overview(portal: Portal, b: BodyView, views: Sequence[ReportView]) -> Page:
    rows: list[DutyRow] = [b.rows[d.id] for d in bearing(b.law.obligations, *_SHOWN) if d.id in b.rows]
    return portal.body_page(
        b,
        AnnualReportsPage(views=views, rows=rows, said=said, ReportState=ReportState),
        routes.body_page(b.id, routes.REPORTS),
        TITLE,
        f"Laporan tahunan layanan informasi {b.body.name}: angka dari register, keadaan tiap tahun, PDF dan CSV.",
        section="laporan",
        origin=_origin(b),
    )


class AnnualReportPage(View, template="laporan-tahun.html"):
    v: ReportView
    part: str
    blocks: Sequence[Shown]
    chart: Chart | None
    documents: Sequence[RegisterEntry]
    ReportState: type[ReportState]


def _one(portal: Portal, v: ReportView, part: str, title: str, text: str, blocks: Sequence[Part]) -> Page:
    b, year = v.b, v.y.year
    return portal.body_page(
        b,
        AnnualReportPage(
            v=v,
            part=part,
            blocks=list(shown(v, blocks)),
            chart=_chart(v) if part == QUARTERS else None,
            documents=documents(b, v.y),
            ReportState=ReportState,
        ),
        routes.report(b.id, year, part),
        title,
        text,
        section="laporan",
        indexed=not part and v.y.state is not ReportState.RUNNING,
        origin=_origin(b, v.y),
    )


def shown(v: ReportView, blocks: Sequence[Part]) -> Iterator[Shown]:
    for number, block in enumerate(blocks, 1):
        mark = f"b{number}"
        match block:
            case Heading():
                yield Shown("heading", block, mark, level=block.level + 1)
            case Paragraph():
                yield Shown("paragraph", block, mark)
            case Listing():
                yield Shown("listing", block, mark)
            case Table():
                cells = tuple(tuple(said(cell) for cell in row) for row in block.rows)
                file = routes.report_file(v.b.body, v.y.year, "csv", block.code)
                yield Shown("table", block, mark, numeric=block.numeric, cells=cells, file=file)


def _chart(v: ReportView) -> Chart | None:
    """Requests by quarter: answered in time, late (answered or not), others."""
    told = [(QUARTER_NAMES[q.number - 1], f) for q in v.y.quarters if (f := q.figures.get("permohonan"))]
    if not any(f.received for _, f in told):
        return None
    return Chart(
        id="triwulan-permohonan",
        title=f"Permohonan informasi menurut triwulan diterima, {v.y.year}",
        sentence=v.quarter_lead,
        unit="permohonan",
        labels=[name for name, _ in told],
        series=(
            Series("Dalam batas", [f.in_time for _, f in told]),
            Series("Lewat batas", [f.missed for _, f in told]),
            Series("Lainnya", [f.received - f.judged for _, f in told]),
        ),
        kind="stack",
        head="Triwulan",
        sample=v.b.body.sample,
    )


def documents(b: BodyView, y: ReportYear) -> list[RegisterEntry]:
    """Entries of the register that hold the report or the summary of the year."""
    found = (e for d in bearing(b.law.obligations, REPORT_DUTY, SUMMARY_DUTY) for e in b.by_duty.get(d.id, ()))
    of_year = [e for e in found if e.period_from and e.period_until and e.period_from.year == e.period_until.year]
    return list({e.id: e for e in of_year if e.period_until and e.period_until.year == y.year}.values())


def _origin(b: BodyView, y: ReportYear | None = None) -> Origin:
    """The registers, and the record of the year where there is one."""
    folder = f"datasets/badan/{b.id}/"
    kept = [Place(f"{folder}{name}.csv") for name in b.assessed.get(Service).cases]
    records = [y.record] if y else [v.record for v in b.assessed.every(ReportYear)]
    written = [r.place if y else Place(f"{folder}{routes.REPORTS}.yml") for r in records if r is not None][:1]
    names = words.listing(b.assessed.get(Service).cases)
    said_ = f"Angka dari register {names}." if names else "Belum ada register di portal ini."
    signed = newest(b.on, (r.signed_on for r in records if r is not None))
    return Origin((said_,), (*written, *kept) or (Place(f"{folder}badan.yml"),), signed)


#: What is said of these files in the description of the API.
_YEAR = Parameter("tahun", "Tahun laporan.", YEAR_SHAPE)
PUBLIC = (
    PublicFile(
        "{badan}/laporan-tahunan-{tahun}-ringkasan.pdf",
        "Ringkasan laporan tahunan layanan",
        parameters=(_YEAR,),
    ),
    PublicFile("{badan}/laporan-tahunan-{tahun}.pdf", "Laporan tahunan layanan", parameters=(_YEAR,)),
    PublicFile(
        "{badan}/laporan-tahunan-{tahun}-{tabel}.csv",
        "Satu tabel laporan tahunan layanan",
        parameters=(_YEAR, Parameter("tabel", "Nama tabel laporan.")),
    ),
)
