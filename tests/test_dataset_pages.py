"""Pages of open datasets: what is said, what is drawn, where rows stand, and that nothing typed becomes markup.

Figures in the assertions were worked out from the rows beside them, not taken from the program.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import math
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trees
from shelves import altered
from terbuka.base.page import File, Page
from terbuka.base.problem import Place
from terbuka.duties.corpus import Corpus
from terbuka.features.open_data.charts import charts_of
from terbuka.features.open_data.pages import map_of
from terbuka.features.open_data.record import DataChart, DataColumn, Dataset, DataTable, OpenDataset, TableSpec
from terbuka.features.open_data.view import FIRST, PART, PLAIN_MOST, WHOLE, TableView, number, said
from terbuka.law import routes
from terbuka.portal.judging import assess
from terbuka.portal.pages import render
from terbuka.record.spot import Spot

SAMPLE, REAL = "biro-contoh", "biro-pemerintahan-setda-ntt"
DAY = date(2026, 6, 30)


def column(name: str, kind: str = "teks", **rest: object) -> DataColumn:
    return DataColumn(name=name, title=name.title(), text=f"Arti {name}.", type=kind, **rest)  # type: ignore[arg-type]


def dataset(
    *tables: tuple[str, tuple[DataColumn, ...], list[tuple[object, ...]]], charts: tuple[DataChart, ...] = ()
) -> OpenDataset:
    """A dataset of made-up tables: id, columns, rows; the first column is the key."""
    specs = [
        TableSpec(
            id=name, file=f"{name}.csv", title=name.title(), keys=(columns[0].name,), columns=columns, charts=charts
        )
        for name, columns, _ in tables
    ]
    record = Dataset(
        id="coba", title="Data coba", text="Isi data coba.", producer="Kantor Uji", frequency="tahunan",
        issued_on=DAY, updated_on=DAY, licence="cc-by-4.0", tables=tuple(specs), place=Place("coba.yml"),
    )  # fmt: skip
    made = {}
    for spec, (_, columns, rows) in zip(specs, tables, strict=True):
        text = "\n".join([",".join(c.name for c in columns), *(",".join(map(str, row)) for row in rows)])
        made[spec.id] = DataTable(spec, f"{spec.id}.csv", rows, range(2, len(rows) + 2), text)
    return OpenDataset(record, made)


def view(
    *args: tuple[str, tuple[DataColumn, ...], list[tuple[object, ...]]], charts: tuple[DataChart, ...] = ()
) -> TableView:
    """The first of some tables as a page sees it."""
    made = dataset(*args, charts=charts)
    return TableView(made, next(iter(made.tables.values())))


def rendered(corpus: Corpus) -> dict[str, Page | File]:
    return {item.path: item for item in render(corpus, assess(corpus, dict.fromkeys(corpus.bodies, DAY)))}


@cache
def own() -> dict[str, Page | File]:
    """Everything of this repository's portal."""
    return rendered(trees.own())


@cache
def with_data(made: str) -> dict[str, Page | File]:
    """The same with one made-up dataset at the sample."""
    corpus = trees.own()
    records = altered(corpus.bodies[SAMPLE], datasets={"coba": MADE[made]()})
    return rendered(replace(corpus, bodies={**corpus.bodies, SAMPLE: records}))


def hostile() -> OpenDataset:
    bad = '"><img src=x onerror=alert(1)></script>'
    columns = (column("kode"), column("nama", choices={"a": bad}))
    return dataset(("satu", columns, [(bad, "a"), ("b'(!)*", bad)]))


def long(rows: int) -> OpenDataset:
    columns = tuple(column(f"k{n}", "bilangan" if n % 2 else "teks") for n in range(12))
    return dataset(("satu", columns, [tuple(f"teks {i}" if n % 2 == 0 else i for n in range(12)) for i in range(rows)]))


def mapped() -> OpenDataset:
    columns = (
        column("kode"), column("luas", "desimal", unit="hektare"), column("sejak", "tanggal"),
        column("buka", "ya-tidak"), column("lintang", "lintang"), column("bujur", "bujur"),
    )  # fmt: skip
    rows: list[tuple[object, ...]] = [
        (f"k{n}", Decimal("1234.50"), DAY, n > 0, Decimal(f"-10.{n}"), Decimal(123)) for n in range(7)
    ]
    return dataset(("satu", columns, rows))


MADE = {"mapped": mapped, "hostile": hostile, "long": lambda: long(6_000), "middle": lambda: long(1_200)}


def page(address: str, items: dict[str, Page | File] | None = None) -> str:
    made = (own() if items is None else items)[address + "index.html"]
    assert isinstance(made, Page)
    return made.article


def plain(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


# --- what is said -----------------------------------------------------------------------------------------


def test_values_are_said_as_people_here_write_them() -> None:
    told = [
        (Decimal("1234.50"), "desimal", "1.234,50"), (Decimal("-0.5"), "desimal", "-0,5"),
        (12345, "bilangan", "12.345"), (Spot(Decimal(-8), Decimal(121), "8° S 121° E"), "koordinat", "8° S 121° E"),
        (2026, "tahun", "2026"), (date(2026, 3, 1), "tanggal", "1 Maret 2026"), (True, "angka-ya", "Ya"),
        (False, "ya-tidak", "Tidak"), (None, "desimal", ""),
    ]  # fmt: skip
    assert [said(value, column("x", kind)) for value, kind, _ in told] == [words for _, _, words in told]
    assert number(Decimal("-1234567.0")) == "-1.234.567,0"


def test_each_column_is_summed_up() -> None:
    columns = (column("kode"), column("luas", "desimal", unit="hektare"), column("jenis"), column("buka", "ya-tidak"))
    rows: list[tuple[object, ...]] = [
        ("a", Decimal("1.5"), "sawah", True),
        ("b", Decimal(3), "sawah", False),
        ("c", None, "ladang", False),
        ("d", Decimal(10), None, None),
    ]
    found = [(s.column.name, s.filled, s.distinct, s.said) for s in view(("lahan", columns, rows)).summaries]
    assert found == [
        ("kode", 4, 4, "semuanya berbeda"),
        ("luas", 3, 3, "terkecil 1,5, tengah 3, terbesar 10 hektare"),
        ("jenis", 3, 2, "sawah (2), ladang (1)"),
        ("buka", 3, 2, "Tidak (2), Ya (1)"),
    ]


def test_a_code_is_told_by_the_name_in_the_table_it_refers_to() -> None:
    parents = (column("kode"), column("nama"))
    children = (column("id"), column("induk", refers_table="besar", refers_column="kode"))
    t = view(("kecil", children, [("1", "k"), ("2", None)]), ("besar", parents, [("k", "Kupang")]))
    assert [tuple(c for cell in row.cells for c in cell) for row in t.some(0, 2)] == [
        ("1", "", "k", "Kupang"),
        ("2", "", "", ""),
    ]


def test_the_page_of_a_dataset_answers_first_and_names_whose_data_they_are() -> None:
    article = page(f"{REAL}/data/wilayah-ntt/")
    order = ["Kode dan nama 22 kabupaten", 'id="unduh"', 'id="kamus"', 'id="tabel"', 'id="riwayat"', 'id="kutip"']
    assert [article.index(part) for part in order] == sorted(article.index(part) for part in order)
    third = (
        "Data pihak ketiga, bukan data resmi Biro Pemerintahan; rujukan: Keputusan Menteri Dalam Negeri yang terbaru"
    )
    for address in ("", "pulau/", "desa/", "desa/halaman-3/"):
        assert third in page(f"{REAL}/data/wilayah-ntt/{address}"), address
    assert third in page(f"{REAL}/data/")
    cited = (
        "(pihak ketiga) (2026). Kode dan nama wilayah Nusa Tenggara Timur [himpunan data], dimutakhirkan 24 November"
    )
    assert cited in plain(article)


def test_a_body_without_data_says_what_belongs_there() -> None:
    text = plain(page("provinsi-contoh/data/"))
    assert "Belum ada data terbuka" in text
    assert "Belum ada di sini tidak berarti datanya tidak ada." in text
    assert "belum ada" in plain(page("provinsi-contoh/informasi/")).partition(" Data ")[2][:120]


def test_the_home_page_and_the_topic_lead_to_the_data() -> None:
    address = "data/wilayah-ntt/"
    assert address in page(f"{REAL}/topik/wilayah/")
    assert address not in page(f"{REAL}/topik/anggaran/")
    assert "Belum ada informasi tentang topik ini" not in plain(page(f"{REAL}/topik/wilayah/"))
    for home in (f"{REAL}/", f"en/{REAL}/"):
        assert address in page(home)
    assert "Batas & kode wilayah 1 informasi" in plain(page(f"{REAL}/"))
    assert "Batas & kode wilayah 1 informasi" in plain(page(f"{REAL}/informasi/"))
    assert "Data terbuka" not in plain(page("provinsi-contoh/"))


def test_the_home_page_names_the_three_datasets_updated_last() -> None:
    days = {"a": 1, "b": 4, "c": 2, "d": 4}
    corpus = trees.own()
    made = mapped()
    sets = {
        name: replace(made, record=replace(made.record, id=name, title=f"Judul {name}", updated_on=DAY.replace(day=n)))
        for name, n in days.items()
    }
    records = altered(corpus.bodies[SAMPLE], datasets=sets)
    items = rendered(replace(corpus, bodies={**corpus.bodies, SAMPLE: records}))
    assert re.findall(r">(?:<[^>]*>)?Judul (\w)<", page(f"{SAMPLE}/", items)) == ["b", "d", "c"]


# --- rows -------------------------------------------------------------------------------------------------


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_two_keys_never_make_one_mark(one: list[str], other: list[str]) -> None:
    if len(one) == len(other):
        assert (routes.row_anchor(one) == routes.row_anchor(other)) == (one == other)
    assert re.fullmatch(r"baris-[A-Za-z0-9._~%+-]*", routes.row_anchor(one))


@pytest.mark.parametrize(
    ("rows", "first", "pages"),
    [(WHOLE, WHOLE, []), (WHOLE + 1, FIRST, [(100, 301)]), (1_200, FIRST, [(100, 600), (600, 1100), (1100, 1200)])],
)
def test_all_rows_stand_in_plain_pages(rows: int, first: int, pages: list[tuple[int, int]]) -> None:
    columns = (column("a"), column("b"))
    t = view(("satu", columns, [(str(n), "x") for n in range(rows)]))
    assert (t.first, t.plain_pages) == (first, pages)


def test_a_very_long_table_has_no_plain_pages_and_a_heavy_one_fewer_rows() -> None:
    assert view(("satu", (column("a"),), [(str(n),) for n in range(PLAIN_MOST + 1)])).plain_pages == []
    heavy = view(("satu", (column("a"), column("b")), [(str(n), "x" * 1_000) for n in range(300)]))
    assert 20 < heavy.first < 40


def test_the_parts_hold_every_row_as_in_the_file() -> None:
    found = []
    for n in range(1, 5):
        item = own()[routes.api(f"{REAL}/baris/wilayah-ntt/desa-{n}.json")]
        assert isinstance(item, File)
        part = json.loads(item.content)
        assert part["kolom"] == ["code", "district_code", "name"]
        assert part["mulai"] == len(found) + 1
        assert len(part["baris"]) <= PART
        assert all(row[1] in part["arti"]["1"] for row in part["baris"])
        found += part["baris"]
    source = (trees.REPOSITORY / f"datasets/badan/{REAL}/data/wilayah-ntt/desa.csv").read_text("utf-8")
    assert found == list(csv.reader(io.StringIO(source)))[1:]


def test_a_first_view_is_light_whatever_the_number_of_rows() -> None:
    items = with_data("long")
    assert len(gzip.compress(page(f"{SAMPLE}/data/coba/", items).encode())) < 20_000
    assert f"{SAMPLE}/data/coba/halaman-2/index.html" not in items
    # Six parts of a thousand rows.
    assert len([p for p in items if "/baris/coba/CONTOH-satu-" in p]) == 6
    heaviest = max((p for p in own() if "/data/" in p and p.endswith(".html")), key=lambda p: len(page(p[:-10])))
    assert len(gzip.compress(page(heaviest[:-10]).encode())) < 20_000


def test_in_english_a_dataset_is_told_in_english_and_its_rows_stay_where_they_are() -> None:
    article = page(f"en/{REAL}/data/wilayah-ntt/")
    text = plain(article)
    for sentence in (
        "Data of a third party, not official data of Biro Pemerintahan ; for reference: Keputusan Menteri",
        "4 tables, 4,432 rows",
        "first 5 of 3,442 rows",
        "Updated 24 November 2026; when something changes",
        "[dataset], updated 24 November 2026",
    ):
        assert sentence in text, sentence
    assert f'href="../../../../{REAL}/data/wilayah-ntt/desa/" hreflang="id">' in article
    assert "data-isi" not in article
    assert "in Indonesian" not in "".join(re.findall(r"<a [^>]* download>.*?</a>", article))
    assert '<h1><span lang="id">Kode dan nama wilayah Nusa Tenggara Timur</span></h1>' in article


def test_in_english_a_dataset_of_one_table_shows_its_first_rows_and_leads_to_all_of_them() -> None:
    items = with_data("mapped")
    article = page(f"en/{SAMPLE}/data/coba/", items)
    text = plain(article)
    assert f'<a class="button second" hreflang="id" href="../../../../{SAMPLE}/data/coba/">' in article
    assert "halaman-2" not in article
    assert "first 5 of 7 rows" in text
    assert '<td class="num">1,234.50</td>' in article
    assert '<td class="utuh">30 June 2026</td>' in article
    assert "smallest 1,234.50, middle 1,234.50, largest 1,234.50 hektare 7 filled, 1 different" in text
    assert "Yes (6), No (1)" in text
    assert "Highest: 6 rows (Yes), lowest: 1 rows (No)." in text
    assert "7 points between 10.6° S and 10° S, 123° E. Buka : 6 yes, 1 no." in text
    assert "1.234" not in text


def test_what_was_typed_stays_text() -> None:
    items = with_data("hostile")
    assert "<img" not in page(f"en/{SAMPLE}/data/coba/", items) + page(f"en/{SAMPLE}/data/", items)
    article = page(f"{SAMPLE}/data/coba/", items)
    assert "<img" not in article
    settings = re.search(r'data-isi="([^"]*)"', article)
    assert settings
    assert json.loads(html.unescape(settings[1]))["baris"] == 2
    assert 'id="baris-b%27%28%21%29%2A"' in article


# --- charts and map ---------------------------------------------------------------------------------------


def test_a_declared_chart_adds_up_rows_with_one_label_and_says_so() -> None:
    columns = (column("id"), column("tahun", "tahun"), column("jumlah", "bilangan", unit="orang"), column("jenis"))
    rows: list[tuple[object, ...]] = [
        ("1", 2025, 4, "a"), ("2", 2024, 2, "a"), ("3", 2024, 3, "a"), ("4", 2024, 7, "b"), ("5", 2026, None, "b"),
    ]  # fmt: skip
    asked = DataChart(kind="garis", x="tahun", y="jumlah", group="jenis")
    (chart,) = charts_of(view(("satu", columns, rows), charts=(asked,)), sample=True)
    assert chart.labels == ["2024", "2025", "2026"]
    assert {s.name: list(s.values) for s in chart.series} == {"a": [5, 4, None], "b": [7, None, None]}
    assert (chart.kind, chart.unit, chart.sample) == ("lines", "orang", True)
    assert (
        chart.sentence
        == "Tertinggi 7 orang (2024, b), terendah 4 orang (2025, a). Baris dengan label yang sama dijumlahkan."
    )


def test_a_table_without_a_chart_gets_one_that_its_columns_suggest() -> None:
    time = (column("bulan"), column("jumlah", "bilangan"))
    (line,) = charts_of(view(("satu", time, [("2026-02", 3), ("2026-01", 5), ("2026-03", 4)])), sample=False)
    assert (line.kind, line.labels, list(line.series[0].values)) == (
        "lines",
        ["Jan 2026", "Feb 2026", "Mar 2026"],
        [5, 3, 4],
    )
    flags = (column("kode"), column("buka", "ya-tidak"))
    (bars,) = charts_of(view(("kantor", flags, [("a", True), ("b", False), ("c", True)])), sample=False)
    assert (bars.title, bars.labels, list(bars.series[0].values)) == ("Kantor menurut buka", ["Ya", "Tidak"], [2, 1])
    assert charts_of(view(("satu", (column("a"),), [("x",), ("y",)])), sample=False) == []
    none = (DataChart(kind="tanpa"),)
    assert charts_of(view(("kantor", flags, [("a", True), ("b", False)]), charts=none), sample=False) == []


def test_negative_values_are_bars_too_and_many_labels_are_counted() -> None:
    columns = (column("kode"), column("sisa", "bilangan"))
    (chart,) = charts_of(
        view(
            ("satu", columns, [(f"k{n:02}", n - 5) for n in range(30)]),
            charts=(DataChart(kind="batang", x="kode", y="sisa"),),
        ),
        sample=False,
    )
    assert chart.kind == "bars"
    assert chart.labels == [f"k{n:02}" for n in range(30) if n not in (3, 4, 5, 6, 7)]  # the 25 that reach furthest
    assert chart.sentence.endswith("5 label lain ada di tabelnya.")
    (few,) = charts_of(
        view(("satu", columns, [("a", -2), ("b", 3)]), charts=(DataChart(kind="batang", x="kode", y="sisa"),)),
        sample=False,
    )
    assert (few.kind, few.labels) == ("bars", ["a", "b"])


def test_the_653_islands_are_drawn_true_to_scale() -> None:
    data = trees.own().bodies[REAL].named(OpenDataset)["wilayah-ntt"]
    drawn = map_of(TableView(data, data.tables["pulau"]), sample=False)
    assert drawn
    assert drawn.count == 653
    assert [(k.name, len(k.spots)) for k in drawn.kinds] == [("Berpenduduk: tidak", 600), ("Berpenduduk: ya", 53)]
    assert drawn.sentence == (
        "653 titik antara 11° LS dan 7,8° LS, 119,1° BT dan 124,8° BT. Berpenduduk: 53 ya, 600 tidak."
    )
    # A degree sideways is shorter by the cosine of the latitude, about 9.4° south.
    upright = sorted(float(m[1]) for line in drawn.lines if (m := re.match(r"M([\d.]+) \S+V", line.d)))
    level = sorted(float(m[1]) for line in drawn.lines if (m := re.match(r"M\S+ ([\d.]+)H", line.d)))
    sideways, upwards = (values[1] - values[0] for values in (upright, level))
    assert sideways / upwards == pytest.approx(math.cos(math.radians(9.4)), abs=0.01)
    # 111.32 km a degree of latitude: the bar of 200 km is about 1.8 degrees long.
    assert drawn.bar[1] == 200
    assert drawn.bar[0] / upwards == pytest.approx(200 / 111.32, abs=0.02)
    assert len(gzip.compress("".join(drawn.paths).encode())) < 4_000


def test_a_single_point_and_a_table_without_points() -> None:
    place = (column("kode"), column("lintang", "lintang"), column("bujur", "bujur"))
    one = map_of(view(("satu", place, [("a", Decimal("-10.17"), Decimal("123.6")), ("b", None, None)])), sample=True)
    assert one
    assert (one.count, one.paths[0].count("h0"), one.sentence) == (1, 1, "1 titik di 10,2° LS, 123,6° BT.")
    assert map_of(view(("satu", (column("kode"),), [("a",)])), sample=False) is None
