"""What people reported and what was done: the page "Anda melapor, kami memperbaiki" of a body, and its files.

Promises: counts, and overviews that a second post has approved; never a row, a day or a person. A register that is
not kept here is no data, an empty one since ``register_mulai`` is nil.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from terbuka.base.page import File, Page
from terbuka.features.service.counted import count, exact, share_in_time
from terbuka.features.service.record import Figures
from terbuka.features.service.view import Followed, ServiceView
from terbuka.kit import charts, table, words
from terbuka.kit.charts import Chart, Series
from terbuka.kit.origin import of_rows
from terbuka.kit.portal import Portal, View
from terbuka.kit.public import tables
from terbuka.kit.shape import Schemas, Shape, key, month, of_column, record
from terbuka.kit.view import BodyView
from terbuka.law import routes

CODE = "tanggapan-laporan"
TITLE = "Anda melapor, kami memperbaiki"
NO_DATA = "Belum ada data"
_REGISTER = "pengaduan"


def state(b: BodyView) -> str:
    """``8 laporan sejak 1 Juli 2024, 7 sudah diputus``."""
    r = Reported(b)
    if not r.years:
        return NO_DATA
    if not r.received:
        return f"Nihil sejak {words.day(r.years[-1].since)}"
    return f"{count(r.received)} laporan sejak {words.day(r.years[-1].since)}, {count(r.decided)} sudah diputus"


class ReportedPage(View, template="tanggapan-laporan.html"):
    v: Reported


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    r = Reported(b)
    yield portal.body_page(
        b,
        ReportedPage(v=r),
        routes.body_page(b.id, CODE),
        TITLE,
        r.lead,
        section="laporan",
        origin=of_rows(b, f"{_REGISTER}.csv", r.received) if r.kept else None,
    )


def files(b: BodyView) -> Iterator[File]:
    """The overviews, and the table of each chart, as CSV; none while no register is kept."""
    r = Reported(b)
    if r.kept:
        shape = followed_shape(b.corpus.schemas)
        rows = (shape.row(complaint) for complaint in r.s.followed())
        yield from table.derived(routes.table_file(b.body, CODE, "csv"), shape.names, rows)
    for chart in r.charts:
        yield File(path=routes.chart_file(b.body, chart.id), content=charts.as_csv(chart))


def followed_shape(schemas: Schemas) -> Shape[Followed]:
    """A decided complaint with an approved overview; its follow-up may not be recorded."""
    known = {c.name: replace(c, required=c.name != "tindak_lanjut") for c in schemas[_REGISTER].columns}
    return record(
        "Satu pengaduan yang sudah diputus dan ringkasannya sudah disetujui, tanpa identitas.",
        key("bulan", lambda f: f.month, month("Bulan putusannya.")),
        key("jenis", lambda f: f.kind, of_column(known["jenis"])),
        key("hasil", lambda f: f.result, of_column(known["hasil"])),
        key("tindak_lanjut", lambda f: f.follow_up, of_column(known["tindak_lanjut"])),
        key("ringkasan", lambda f: f.overview, of_column(known["ringkasan"])),
    )


#: What is said of these files in the description of the API.
PUBLIC = tables(CODE, "Ringkasan pengaduan yang sudah diputus")


class Reported:
    """The register of complaints of one body as the page tells it, over all the years that it covers."""

    def __init__(self, b: BodyView):
        self.b, self.s = b, ServiceView(b)
        self.kept = self.s.kept(_REGISTER)
        self.years = self.s.service.years.get(_REGISTER, ())
        self.received = self._sum(lambda f: f.received)
        self.decided = self._sum(lambda f: f.answered)
        self.in_time = self._sum(lambda f: f.in_time)
        self.judged = self._sum(lambda f: f.judged)
        self.open = self._sum(lambda f: f.open)
        self.left = self._sum(lambda f: f.withdrawn + f.incomplete)
        #: Decided complaints without a summary that may be published.
        self.untold = self.decided - len(self.s.followed())

    def _sum(self, get: Callable[[Figures], int]) -> int:
        return sum(get(y.total) for y in self.years)

    @property
    def unit(self) -> str:
        main = self.b.main_deadline(_REGISTER)
        return "hari kalender" if main and main.unit == "hari-kalender" else "hari kerja"

    @property
    def term(self) -> str:
        """The time limit with its article; empty while the law names none."""
        main = self.b.main_deadline(_REGISTER)
        limit = self.b.limits.get(main.id) if main else None
        return f"{limit.days} sejak {main.counted_from} ({limit.article})" if main and limit else ""

    @property
    def lead(self) -> str:
        """The answer first."""
        if not self.kept:
            return "Register pengaduan belum dimuat di portal ini. Itu bukan berarti tidak ada pengaduan."
        if not self.years:
            return "Register pengaduan masih kosong, dan belum dicatat sejak kapan diisi."
        since = f"{words.day(self.years[-1].since)} sampai {words.day(self.b.on)}"
        if not self.received:
            return f"Nihil: tidak ada laporan dari {since}."
        told = f"{since}: {count(self.received)} laporan masuk, {count(self.decided)} sudah diputus"
        told += "."
        if self.judged:
            told += f" {share_in_time(self.in_time, self.judged, 'diputus')}."
        newest = next((y for y in self.years if y.total.median is not None), None)
        if newest is not None:
            took = f"{exact(newest.total.median)} {self.unit}"
            told += f" Separuh dari {count(newest.total.days_counted)} putusan atas laporan tahun {newest.year} datang"
            told += f" dalam {took} atau kurang."
        return told

    @property
    def charts(self) -> list[Chart]:
        if not self.received:
            return []
        made = [self._counted("laporan-jenis", "Yang dilaporkan", "Jenis", "jenis", lambda f: f.kinds)]
        if self._total(lambda f: f.follow_ups) or self.s.unrecorded():
            done = self._counted(
                "laporan-tindakan", "Yang dilakukan", "Tindak lanjut", "tindak_lanjut", lambda f: f.follow_ups,
                {"Belum dicatat": self.s.unrecorded()},
            )  # fmt: skip
            made.append(done)
        if self.decided:
            made.append(self._time())
        return made

    def _total(self, get: Callable[[Figures], Mapping[str, int]]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for year in self.years:
            counts.update(get(year.total))
        return counts

    def _counted(
        self,
        name: str,
        title: str,
        head: str,
        column: str,
        get: Callable[[Figures], Mapping[str, int]],
        more: Mapping[str, int] | None = None,
    ) -> Chart:
        """How often each value of a column was met, most often first, else as in the schema; never met is left out."""
        choices = self.b.corpus.schemas[_REGISTER].column(column).choices
        counts = self._total(get)
        ranked = [(title, counts[value]) for value, title in choices.items() if counts[value]]
        ranked.sort(key=lambda r: -r[1])
        ranked += [(label, n) for label, n in (more or {}).items() if n]
        return Chart(
            id=name,
            title=title,
            sentence=_most(ranked),
            unit="laporan",
            head=head,
            labels=[label for label, _ in ranked],
            series=[Series("Laporan", [n for _, n in ranked])],
            sample=self.b.body.sample,
        )

    def _time(self) -> Chart:
        years = list(reversed(self.years))
        limit = f" Batasnya {self.term}." if self.term else ""
        late = self._sum(lambda f: f.late)
        told = f"{count(late)} lewat batas waktu." if late else "Tidak ada yang lewat batas waktu."
        return Chart(
            id="laporan-waktu",
            title="Nilai tengah waktu sampai diputus",
            sentence=told + limit,
            unit=self.unit,
            head="Tahun diterima",
            labels=[self.s.year_title(y) for y in years],
            series=[Series("Nilai tengah waktu", [y.total.median for y in years])],
            behind=[y.total.days_counted for y in years],
            counted="Putusan yang dihitung",
            sample=self.b.body.sample,
        )


def _most(ranked: list[tuple[str, int]]) -> str:
    """The label with the highest count; all of them where several share it."""
    highest = max(n for _, n in ranked)
    shared = [label[:1].lower() + label[1:] for label, n in ranked if n == highest]
    each = "masing-masing " if len(shared) > 1 else ""
    return f"Paling banyak ({each}{count(highest)} dari {count(sum(n for _, n in ranked))}): {'; '.join(shared)}."
