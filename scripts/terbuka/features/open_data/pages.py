"""Open datasets as pages: the list of a body, a page a dataset, a page a table, and the rows for their script.

Promises: what the data are comes first; a first view is light, whatever the number of rows: some stand in the page,
all in plain pages as far as ``PLAIN_MOST``, and the script fetches the rest in parts. Downloads are those of
``dataset_files``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from terbuka.base import media
from terbuka.base.page import Alternate, File, Page
from terbuka.base.problem import Place
from terbuka.features.open_data import charts as dataset_charts
from terbuka.features.open_data import files as dataset_files
from terbuka.features.open_data import points
from terbuka.features.open_data.files import DatasetFiles
from terbuka.features.open_data.openness import Openness
from terbuka.features.open_data.openness_words import ToldCheck, told
from terbuka.features.open_data.points import Kind, Map
from terbuka.features.open_data.record import DataColumn, Dataset, DatasetState, OpenDataset
from terbuka.features.open_data.view import PART, TableView, feed_title
from terbuka.kit import charts, table, words
from terbuka.kit.cells import raw
from terbuka.kit.charts import Chart
from terbuka.kit.origin import Origin
from terbuka.kit.portal import OfBodyPage, Portal, View
from terbuka.kit.public import PublicFile
from terbuka.kit.shape import Schemas, Shape, by, count, key, record, several, text, within
from terbuka.kit.told import Figure, Told, Value
from terbuka.kit.view import BodyView, mail
from terbuka.law import routes
from terbuka.record.spot import Spot

CODE = "data"
TITLE = "Data"
#: Rows of each table on the page of a dataset of several tables; more tables than this get no rows there.
SHOWN, MOST_SHOWN = 5, 8
#: How the script shows and sorts a column.
_TYPES = {
    "bilangan": "n", "desimal": "n", "lintang": "n", "bujur": "n", "tahun": "y", "tanggal": "d",
    "ya-tidak": "b", "angka-ya": "b", "koordinat": "k",
}  # fmt: skip


class DatasetView:
    """One dataset of a body as its pages see it."""

    def __init__(self, portal: Portal, b: BodyView, dataset: OpenDataset):
        self.portal = portal
        self.b = b
        self.dataset = dataset
        self.id = dataset.id
        self.record: Dataset = dataset.record
        self.tables = [TableView(dataset, t) for t in dataset.tables.values()]
        self.address = routes.dataset(b.id, dataset.id)

    @property
    def place(self) -> Place:
        """The file of its description."""
        return Place(f"datasets/badan/{self.b.id}/data/{self.id}/datapackage.yml")

    @property
    def single(self) -> TableView | None:
        """The one table of a dataset that has no more; its page is that of the dataset."""
        return self.tables[0] if len(self.tables) == 1 else None

    def table_address(self, t: TableView) -> str:
        return self.address if self.single else routes.dataset(self.b.id, self.id, t.id)

    @cached_property
    def files(self) -> DatasetFiles:
        return dataset_files.made(self.b, self.dataset)

    def forget(self) -> None:
        """Let go of what was counted of the rows: the pages in other languages keep this view to the end."""
        for t in self.tables:
            t.__dict__.pop("counts", None)

    # --- in words

    @property
    def mark(self) -> str:
        return f" ({words.SAMPLE})" if self.b.body.sample else ""

    def choice(self, name: str, value: str) -> str:
        """A value of the description in the words of its schema."""
        return self.portal.corpus.schemas["datapackage"].label(name, value)

    @cached_property
    def types(self) -> Mapping[str, str]:
        schema = self.portal.corpus.schemas["datapackage"]
        columns = next(c for c in schema.column("tabel").columns if c.name == "kolom")
        return next(c for c in columns.columns if c.name == "tipe").choices

    @property
    def due(self) -> Any:
        """The state of its clock, where one runs."""
        return self.b.assessed.named(DatasetState).get(self.id)

    @property
    def releases(self) -> list[Any]:
        """Recorded releases, the newest first."""
        return list(reversed(self.dataset.releases))

    def table_title(self, table_id: str) -> str:
        """A table by its id; one that is gone by the id alone."""
        return next((t.spec.title for t in self.tables if t.id == table_id), table_id)

    def refers(self, column: DataColumn) -> TableView | None:
        return next((t for t in self.tables if t.id == column.refers_table), None)

    # --- pictures

    def charts(self, t: TableView) -> list[Chart]:
        return dataset_charts.charts_of(t, sample=self.b.body.sample)

    def map(self, t: TableView) -> Map | None:
        return map_of(t, sample=self.b.body.sample)

    # --- reports of errors

    def report_text(self, t: TableView) -> str:
        where = self.portal.corpus.site_url + self.table_address(t)
        return (
            f"Himpunan data: {self.record.title}\nTabel: {t.spec.title} ({t.spec.file})\nBaris: \nKolom: \n"
            f"Yang tertulis: \nSeharusnya: \nSumber, bila ada: \n\nHalaman: {where}\n"
        )

    def report_link(self, t: TableView) -> str:
        """A letter with the table filled in; without the office's address what its pages offer instead."""
        title = f"Kesalahan data: {self.record.title}"
        if self.b.body.email:
            return mail(self.b.body.email, title, self.report_text(t))
        return self.b.report_link(self.portal.corpus.site_url + self.table_address(t), title)

    # --- for the script

    def for_script(self, t: TableView, up: str) -> str:
        """What ``data.js`` has to know of the table of this page, as JSON."""
        first = routes.dataset_rows(self.b.body, self.id, t.id, 1)
        mark = hashlib.sha256(t.table.text.encode()).hexdigest()[:8]
        return json.dumps(
            {
                "awal": up + first.removesuffix("1.json"),
                "akhir": f".json?v={mark}",
                "baris": t.count,
                "per": PART,
                # About what a server sends: the cells and their marks, compressed.
                "bita": len(t.table.text) // 3,
                "kunci": t.keys,
                "kepala": t.head,
                "kolom": [[c.title, _TYPES.get(c.type, "t")] for c in t.columns],
                "pilih": {str(n): values for n, values in t.choosable.items()},
                "surel": self.b.body.email or "",
                "lapor": "" if self.b.body.email else self.report_link(t),
                "himpunan": self.record.title,
                "tabel": f"{t.spec.title} ({t.spec.file})",
                "alamat": self.portal.corpus.site_url + self.table_address(t),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


def map_of(t: TableView, *, sample: bool) -> Map | None:
    """The points of a table, told apart by its first column of yes and no; None without coordinates."""
    found = _spots(t)
    known = [(spot, n) for n, spot in enumerate(found) if spot is not None]
    if not known:
        return None
    flag = next((n for n, c in enumerate(t.columns) if c.type in ("ya-tidak", "angka-ya")), None)
    where = {"banyak": Figure(words.number(len(known))), **_span([s for s, _ in known])}
    one = len(known) == 1
    sentences = [
        Told(
            "%(banyak)s titik di %(lintang)s, %(bujur)s." if one else "%(banyak)s titik antara %(lintang)s, %(bujur)s.",
            where,
        )
    ]
    kinds = [Kind(t.spec.title, [spot for spot, _ in known])]
    if flag is not None:
        yes = [spot for spot, n in known if t.table.rows[n][flag] is True]
        no = [spot for spot, n in known if t.table.rows[n][flag] is not True]
        title = t.columns[flag].title
        kinds = [Kind(f"{title}: tidak", no), Kind(f"{title}: ya", yes)]
        counted = {"ya": Figure(words.number(len(yes))), "tidak": Figure(words.number(len(no)))}
        sentences.append(Told("%(kolom)s: %(ya)s ya, %(tidak)s tidak.", {"kolom": title, **counted}))
    return points.drawn(
        mark=f"peta-{t.dataset.id}-{t.id}", title=f"Letak: {t.spec.title}", told=sentences, kinds=kinds, sample=sample
    )


def _spots(t: TableView) -> list[tuple[float, float] | None]:
    """Latitude and longitude of each row; None where it has none."""
    types = [c.type for c in t.columns]
    if "koordinat" in types:
        n = types.index("koordinat")
        cells = (row[n] for row in t.table.rows)
        return [(float(c.latitude), float(c.longitude)) if isinstance(c, Spot) else None for c in cells]
    if "lintang" in types and "bujur" in types:
        n, e = types.index("lintang"), types.index("bujur")
        pairs = ((row[n], row[e]) for row in t.table.rows)
        return [None if a is None or o is None else (float(str(a)), float(str(o))) for a, o in pairs]
    return []


def _span(spots: list[tuple[float, float]]) -> dict[str, Value]:
    def between(values: list[float], plus: str, minus: str) -> Value:
        low, high = (Figure(points.degrees(round(v, 1), plus, minus)) for v in (min(values), max(values)))
        return low if low == high else Told("%(awal)s dan %(akhir)s", {"awal": low, "akhir": high})

    north, east = between([s[0] for s in spots], "LU", "LS"), between([s[1] for s in spots], "BT", "BB")
    return {"lintang": north, "bujur": east}


# --- pages ------------------------------------------------------------------------------------------------


def listed(portal: Portal, b: BodyView) -> list[DatasetView]:
    """The datasets of a body as its pages see them."""
    return [DatasetView(portal, b, d) for d in b.assessed.records.named(OpenDataset).values()]


def latest(views: Iterable[DatasetView], most: int) -> list[DatasetView]:
    """Those updated last, the newest first."""
    return sorted(views, key=lambda d: (-d.record.updated_on.toordinal(), d.id))[:most]


def origin_of(views: Sequence[DatasetView]) -> Origin:
    """Where what a list of datasets shows comes from."""
    days = (day for v in views for day in (v.record.updated_on, v.record.issued_on) if day <= v.b.on)
    said = f"{words.number(len(views))} himpunan data."
    return Origin((said,), tuple(v.place for v in views), max(days, default=None))


class DataPage(View, template="data.html"):
    views: Sequence[DatasetView]


class DatasetPage(View, template="himpunan-data.html"):
    d: DatasetView
    single: TableView | None
    shown: int
    checks: Sequence[ToldCheck]

    def forget(self) -> None:
        self.d.forget()


class TablePage(View, template="tabel-data.html"):
    d: DatasetView
    t: TableView


class RowsPage(View, template="baris-data.html"):
    d: DatasetView
    t: TableView
    start: int
    first: int
    end: int
    number: int
    last: int


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    """The list of a body's datasets, then each of them with its tables."""
    views = listed(portal, b)
    count = len(views)
    yield portal.body_page(
        b,
        DataPage(views=views),
        routes.body_page(b.id, CODE),
        TITLE,
        f"{words.number(count)} himpunan data {b.body.name}." if count else f"Data terbuka {b.body.name}.",
        section="informasi",
        origin=origin_of(views) if views else None,
    )
    for view in views:
        yield from _dataset(portal, b, view)


def _dataset(portal: Portal, b: BodyView, d: DatasetView) -> Iterator[Page]:
    said = (f"Dimutakhirkan {words.day(d.record.updated_on)}.",)
    description = d.record.text if len(d.record.text) <= 200 else d.record.text[:199] + "…"
    changed = next((day for day in (d.record.updated_on, d.record.issued_on) if day <= d.b.on), None)
    own: OfBodyPage = {
        "section": "informasi",
        "assets": ("data.css", "bersama.js", "data.js"),
        "changed_on": changed.isoformat() if changed else None,
    }
    about = d.place
    feed = Alternate(type=media.ATOM, title=feed_title(b, d.dataset), address=routes.dataset_feed(b.id, d.id))
    view = DatasetPage(
        d=d,
        single=d.single,
        shown=SHOWN if len(d.tables) <= MOST_SHOWN else 0,
        checks=told(b.assessed.get(Openness).datasets.get(d.record.id, ())),
    )
    source = Origin(said, (about, *(Place(t.table.path) for t in d.tables)))
    yield portal.body_page(
        b, view, d.address, d.record.title, description, **own | {"alternates": (feed,), "origin": source}
    )
    for t in d.tables:
        place = Origin(said, (Place(t.table.path), about))
        title = d.record.title if d.single else f"{t.spec.title}: {d.record.title}"
        if not d.single:
            text = t.spec.text or description
            yield portal.body_page(b, TablePage(d=d, t=t), d.table_address(t), title, text, **own | {"origin": place})
        for number, (start, end) in enumerate(t.plain_pages, 2):
            yield portal.body_page(
                b,
                RowsPage(d=d, t=t, start=start, first=start + 1, end=end, number=number, last=t.last_page),
                f"{d.table_address(t)}halaman-{number}/", f"{title}, halaman {number}",
                f"Baris {words.number(start + 1)} sampai {words.number(end)} dari {words.number(t.count)}.",
                section="informasi", indexed=False, shared=False, origin=place, assets=("data.css",),
            )  # fmt: skip
    d.forget()


# --- files ------------------------------------------------------------------------------------------------


def files(views: Iterable[BodyView]) -> Iterator[File]:
    """The rows of all tables in parts for the script of their pages, and the tables of the charts."""
    for b in views:
        for dataset in b.assessed.records.named(OpenDataset).values():
            for t in (TableView(dataset, made) for made in dataset.tables.values()):
                yield from _parts(b, t)
                for chart in dataset_charts.charts_of(t, sample=b.body.sample):
                    yield File(path=routes.chart_file(b.body, chart.id), content=charts.as_csv(chart))


class _Part(NamedTuple):
    """The rows of a table from the one with the number ``start``, counted from 0."""

    b: BodyView
    t: TableView
    start: int

    @property
    def rows(self) -> Sequence[Sequence[object]]:
        return self.t.table.rows[self.start : self.start + PART]

    @property
    def meanings(self) -> dict[str, dict[str, str]]:
        """What the codes in these rows mean, by the number of the column."""
        return {str(n): self._meanings_of(n, known) for n, known in self.t.labels.items()}

    def _meanings_of(self, column: int, known: Mapping[str, str]) -> dict[str, str]:
        codes = (str(row[column]) for row in self.rows if row[column] is not None)
        return {code: known[code] for code in codes if code in known}


def _rows(_schemas: Schemas) -> Shape[_Part]:
    """Cells as they stand in the canonical file, and what the codes among them mean."""
    meanings = by("Menurut kode yang ada di bagian ini: artinya.", text("Arti kode."))
    # A cell has no words of its own.
    cells: Shape[Iterable[str]] = several("Isi sel seperti di CSV; kosong bila kosong.", Shape({"type": "string"}, str))
    return record(
        "Sebagian baris sebuah tabel, yang diambil halamannya; seluruh tabel ada di folder data/.",
        within(lambda p: p.b, table.HEAD),
        key("himpunan", lambda p: p.t.dataset.id, text("Kode himpunan data.")),
        key("tabel", lambda p: p.t.id, text("Kode tabel.")),
        key("kolom", lambda p: [c.name for c in p.t.columns],
            several("Nama kolom, menurut urutannya.", text("Nama kolom."))),
        key("mulai", lambda p: p.start + 1, count("Nomor baris pertama bagian ini; baris data pertama bernomor 1.")),
        key("arti", lambda p: p.meanings, by("Menurut nomor kolom, dihitung dari 0: arti kodenya.", meanings)),
        key("baris", lambda p: ([raw(v, c) for v, c in zip(row, p.t.columns, strict=True)] for row in p.rows),
            several("Baris bagian ini, paling banyak seribu.", cells)),
    )  # fmt: skip


#: What is said of these files in the description of the API.
PUBLIC = (PublicFile("{badan}/baris/{himpunan}/{isi}.json", "Sebagian baris sebuah tabel, untuk halamannya", _rows),)


def _parts(b: BodyView, t: TableView) -> Iterator[File]:
    shape = _rows(b.corpus.schemas)
    for number, start in enumerate(range(0, t.count, PART), 1):
        path = routes.dataset_rows(b.body, t.dataset.id, t.id, number)
        yield File(path=path, content=table.as_short_json(shape.write(_Part(b, t, start))))


def on_topics(b: BodyView) -> dict[str, int]:
    """How much the page of each topic names: entries of the register and open datasets."""
    sets = b.assessed.records.named(OpenDataset).values()
    return {
        topic: len(b.by_topic.get(topic, ())) + sum(topic in d.record.topic_ids for d in sets) for topic in b.law.topics
    }


def is_empty(b: BodyView) -> bool:
    """Whether the portal holds neither an entry nor an open dataset of this body."""
    return not b.entries and not b.assessed.records.named(OpenDataset)
