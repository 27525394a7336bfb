"""Charts are drawn and read back: order, distances and lengths say what the table says.

``tests/grafik/<name>/`` holds a small dataset; each is read, drawn as its page draws it, and measured in the SVG.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

import trees
from terbuka.features.open_data.charts import charts_of
from terbuka.features.open_data.record import OpenDataset
from terbuka.features.open_data.view import TableView
from terbuka.kit.charts import WIDTH, Chart, Series, drawing
from terbuka.kit.portal import environment

CASES = trees.TESTS / "grafik"
#: What the twelve months of the two datasets hold.
MONTHLY = ["10", "12", "15", "18", "20", "22", "25", "28", "30", "33", "35", "40"]


@dataclass(frozen=True)
class Drawn:
    """What is read out of a drawing: ``bars`` as (start, width), ``points`` as (x, y), ``segments`` as pairs of them,
    ``zero`` where the line of zero is; ``table`` the rows as they are told."""

    labels: list[str]
    bars: list[tuple[int, int]]
    points: list[tuple[int, int]]
    segments: list[tuple[tuple[int, int], tuple[int, int]]]
    zero: tuple[int, int]
    gaps: list[int]
    table: list[tuple[str, str]]
    key: str


def read(chart: Chart) -> Drawn:
    module: Any = environment().get_template("_bagan.html").module
    tree = html.fromstring(str(module.bagan(chart)))
    svg = tree.find(".//svg")
    assert svg is not None
    lines = [e for e in svg.findall("path") if "g-line" in (e.get("class") or "")]
    spots = [e.get("d", "") for e in svg.findall("path") if (e.get("class") or "").startswith("g-point")]
    axis = re.match(r"M(\d+) (\d+)", _one(svg, "g-axis").get("d", ""))
    assert axis is not None
    ends = [re.findall(r"M(\d+) (\d+)L(\d+) (\d+)", e.get("d", "")) for e in lines]
    return Drawn(
        labels=[t.text_content() for t in svg.findall("text") if not t.get("class")],
        bars=[(int(r.get("x", 0)), int(r.get("width", 0))) for r in svg.findall("rect")],
        points=[(int(m[1]) + 4, int(m[2])) for d in spots if (m := re.match(r"M(\d+) (\d+)", d))],
        segments=[((int(a), int(b)), (int(c), int(d))) for found in ends for a, b, c, d in found],
        zero=(int(axis[1]), int(axis[2])),
        gaps=[int(t.get("x", 0)) for t in svg.findall("text") if t.get("class") == "g-none"],
        table=[(r[0].text_content(), r[1].text_content()) for r in tree.findall(".//tbody/tr")],
        key="".join(k.text_content() for k in tree.findall(".//ul")),
    )


def _one(svg: HtmlElement, name: str) -> HtmlElement:
    (found,) = [e for e in svg.iter() if e.get("class") == name]
    return found


def charts_in(case: Path, tmp_path: Path, declared: str = "") -> list[Chart]:
    root = trees.grow(tmp_path / "portal")
    target = root / trees.BODY / "data" / case.name
    shutil.copytree(case, target)
    if declared:
        file = target / "datapackage.yml"
        text = re.sub(r"\n    grafik:\n.*", "", file.read_text("utf-8").rstrip())
        file.write_text(f"{text}\n    grafik:\n      - {declared}\n", "utf-8")
    corpus, _, problems = trees.judged(root)
    dataset = corpus.bodies["kantor-uji"].named(OpenDataset).get(case.name)
    assert dataset is not None, problems
    return charts_of(TableView(dataset, next(iter(dataset.tables.values()))), sample=False)


def drawn(name: str, tmp_path: Path, declared: str = "") -> Drawn:
    (chart,) = charts_in(CASES / name, tmp_path, declared)
    return read(chart)


def steps(values: list[int]) -> list[int]:
    return [after - before for before, after in pairwise(values)]


# --- order


#: The numbers of both tables of months, from January to December.
BY_MONTH = ["10", "12", "15", "18", "20", "22", "25", "28", "30", "33", "35", "40"]


@pytest.mark.parametrize("kind", ["garis", "batang"])
def test_months_as_numbers_stand_as_numbers(kind: str, tmp_path: Path) -> None:
    made = drawn("bulan-angka", tmp_path, f"{{jenis: {kind}, x: bulan, y: jumlah}}")
    assert [label for label, _ in made.table] == [str(n) for n in range(1, 13)]
    assert [value for _, value in made.table] == BY_MONTH
    if kind == "garis":
        assert len(set(steps([x for x, _ in made.points]))) <= 2  # a whole unit of rounding
        assert [y for _, y in made.points] == sorted((y for _, y in made.points), reverse=True)
        assert len(made.segments) == 11
    else:
        assert made.labels == [str(n) for n in range(1, 13)]


@pytest.mark.parametrize("kind", ["garis", "batang"])
def test_months_as_choices_stand_as_declared(kind: str, tmp_path: Path) -> None:
    made = drawn("bulan-nama", tmp_path, f"{{jenis: {kind}, x: bulan, y: jumlah}}")
    names = [label.partition(":")[0] for label, _ in made.table]
    assert names[:4] + names[-1:] == ["Januari", "Februari", "Maret", "April", "Desember"]
    assert [value for _, value in made.table] == BY_MONTH


def test_words_stand_as_in_the_file(tmp_path: Path) -> None:
    made = drawn("negatif", tmp_path)
    assert made.labels == ["A", "B", "C", "D"]
    case = tmp_path / "negatif"
    shutil.copytree(CASES / "negatif", case)
    (case / "negatif.csv").write_text("dinas,selisih\nZ,-5\nB,10\nM,-20\nA,0\n", "utf-8")
    (chart,) = charts_in(case, tmp_path / "lain")
    assert read(chart).labels == ["Z", "B", "M", "A"]


# --- time


def test_a_missing_year_is_a_gap_at_its_true_distance(tmp_path: Path) -> None:
    made = drawn("tahun-lompat", tmp_path)
    xs = [x for x, _ in made.points]
    one, thirteen, last = steps(xs)
    assert abs(one - last) <= 1
    assert abs(thirteen - 13 * Fraction(one + last, 2)) <= 13
    assert [(a[0], b[0]) for a, b in made.segments] == [(xs[0], xs[1]), (xs[2], xs[3])]
    assert xs[1] < made.gaps[0] < xs[2]
    assert "belum ada data" in made.key
    assert made.table == [("2010", "100"), ("2011", "90"), ("2024", "80"), ("2025", "200")]


def test_the_sentence_names_the_gap(tmp_path: Path) -> None:
    (chart,) = charts_in(CASES / "tahun-lompat", tmp_path)
    assert chart.sentence.endswith("Tidak ada data antara 2011 dan 2024.")


def test_bars_over_time_have_a_place_for_each_missing_year(tmp_path: Path) -> None:
    made = drawn("tahun-lompat", tmp_path, "{jenis: batang, x: tahun, y: jumlah}")
    assert made.labels == [str(year) for year in range(2010, 2026)]
    assert len(made.bars) == 4
    assert made.table[2] == ("2012", "belum ada data")


# --- zero


def test_negative_bars_stand_on_a_zero_line(tmp_path: Path) -> None:
    made = drawn("negatif", tmp_path)
    zero = made.zero[0]
    (a, wide_a), (b, wide_b), (c, wide_c) = made.bars  # D is zero and has none
    assert (a + wide_a, b, c + wide_c) == (zero, zero, zero)
    unit = Fraction(wide_c, 20)
    assert abs(wide_a - 5 * unit) <= 1
    assert abs(wide_b - 10 * unit) <= 1
    assert made.table == [("A", "-5"), ("B", "10"), ("C", "-20"), ("D", "0")]


values = st.one_of(
    st.integers(-(10**6), 10**6),
    st.fractions(min_value=-1000, max_value=1000, max_denominator=1).map(lambda v: v / 1000),
)


@given(st.lists(values, min_size=1, max_size=8))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_lengths_say_the_values(numbers: list[Fraction | int]) -> None:
    """Bars of any sign: one zero, one scale, nothing outside the drawing."""
    chart = Chart(id="g", title="x", sentence="y", unit="z", labels=[f"L{n}" for n in range(len(numbers))],
                  series=[Series("s", numbers)])  # fmt: skip
    made = read(chart)
    known = [v for v in numbers if v]
    assert len(made.bars) == len(known)
    longest = max(known, key=abs, default=1)
    unit = Fraction(max((w for _, w in made.bars), default=1)) / abs(longest)
    for value, (start, wide) in zip(known, made.bars, strict=True):
        assert (start if value > 0 else start + wide) == made.zero[0]
        assert wide == 2 or abs(wide - abs(value) * unit) <= 2
        assert start >= 0
        assert start + wide <= WIDTH
    assert all(0 <= s.x <= WIDTH for s in drawing(chart).shapes)


@given(st.lists(st.integers(1900, 2100), min_size=2, max_size=12, unique=True).map(sorted))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_distances_say_the_years(years: list[int]) -> None:
    chart = Chart(id="g", title="x", sentence="y", unit="z", labels=list(map(str, years)), kind="lines", at=years,
                  series=[Series("s", [1] * len(years))])  # fmt: skip
    made = read(chart)
    xs = [x for x, _ in made.points]
    unit = Fraction(xs[-1] - xs[0], years[-1] - years[0])
    assert all(abs(x - xs[0] - (year - years[0]) * unit) <= 1 for x, year in zip(xs, years, strict=True))
    joined = {(a[0], b[0]) for a, b in made.segments}
    broken = [n for n in range(1, len(years)) if (xs[n - 1], xs[n]) not in joined]
    assert len(made.gaps) == len(chart.apart)
    assert set(broken) == set(chart.apart)


# --- exactness


def test_the_table_holds_each_number_as_it_was_typed(tmp_path: Path) -> None:
    case = tmp_path / "negatif"
    shutil.copytree(CASES / "negatif", case)
    text = (case / "datapackage.yml").read_text("utf-8").replace("tipe: bilangan", "tipe: desimal")
    (case / "datapackage.yml").write_text(text, "utf-8")
    (case / "negatif.csv").write_text("dinas,selisih\nA,-9.5865\nB,0.004\nC,1234.5\n", "utf-8")
    (chart,) = charts_in(case, tmp_path / "lain")
    assert read(chart).table == [("A", "-9,5865"), ("B", "0,0040"), ("C", "1.234,5000")]
