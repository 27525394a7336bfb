"""Charts: where things stand, what is said where there is nothing, and that nobody needs colour to read them."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

import test_scripts
from terbuka.features.service.charts import request_charts
from terbuka.features.service.record import Figures, Service, YearFigures
from terbuka.features.service.view import ServiceView
from terbuka.kit import charts
from terbuka.kit.charts import Chart, Series, Value, as_csv, brief, drawing, said
from terbuka.kit.portal import environment
from terbuka.kit.scale import nice_top

CSS = test_scripts.SENT["terbuka.css"]


def chart(*values: Value, **rest: Any) -> Chart:
    about = {"id": "g", "title": "Judul", "sentence": "Kalimat.", "unit": "hari kerja", **rest}
    labels = about.pop("labels", [f"L{n}" for n in range(len(values))])
    series = about.pop("series", [Series("Satu", values)])
    return Chart(labels=labels, series=series, **about)


def drawn(made: Chart, csv: str = "data.csv") -> str:
    module: Any = environment().get_template("_bagan.html").module
    return str(module.bagan(made, csv))


def texts(made: Chart) -> list[str]:
    return [s.text for s in drawing(made).shapes if s.kind == "text"]


def rects(made: Chart) -> list[charts.Shape]:
    return [s for s in drawing(made).shapes if s.kind == "rect"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (3, "3"),
        (Fraction(5, 2), "2,5"),
        (Fraction(1, 4), "0,3"),
        (Fraction(-1, 4), "-0,3"),
        (Fraction(-1, 100), "0"),
        (Fraction(1, 3), "0,3"),
        (12345, "12.345"),
        (10**18 + 1, "1.000.000.000.000.000.001"),
        (None, "belum ada data"),
    ],
)
def test_a_value_in_words(value: Value, text: str) -> None:
    assert said(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(999_999, "999.999"), (2_500_000, "2,5 juta"), (10**9, "1 miliar"), (3 * 10**15, "3.000 triliun")],
)
def test_a_large_value_is_short_in_the_drawing(value: int, text: str) -> None:
    assert brief(value) == text


@pytest.mark.parametrize(
    ("value", "top"), [(0, 1), (1, 1), (3, 4), (7, 8), (11, 12), (41, 50), (97, 100), (101, 120), (2001, 3000)]
)
def test_an_axis_ends_at_a_round_number(value: int, top: int) -> None:
    assert nice_top(value) == top


# --- nothing, zero, one


def test_a_gap_is_a_word_and_zero_is_a_number_without_a_bar() -> None:
    made = chart(0, None, 4)
    assert texts(made) == ["L0", "0", "L1", "belum ada data", "L2", "4"]
    assert len(rects(made)) == 1


def test_a_line_is_broken_where_there_is_no_data() -> None:
    made = chart(1, 2, None, 4, kind="lines")
    (line,) = [s.d for s in drawing(made).shapes if "g-line" in s.look]
    assert line.count("M") == 1
    assert len([s for s in drawing(made).shapes if s.look == "g-point1"]) == 3
    assert [s.text for s in drawing(made).shapes if s.look == "g-none"] == ["–"]
    assert '<b aria-hidden="true">–</b> belum ada data' in drawn(made)


def test_a_target_that_is_not_set_is_no_gap_of_what_is_measured() -> None:
    made = chart(kind="lines", labels=["a", "b"], series=[Series("Nilai", [1, 2]), Series("Sasaran", [None, 2])])
    assert not made.has_gap
    assert "–" not in texts(made)


def test_one_value_is_a_point_with_its_number_and_no_line() -> None:
    shapes = drawing(chart(5, kind="lines")).shapes
    assert [s.look for s in shapes if s.kind == "path"] == ["g-point1"]
    assert "5" in [s.text for s in shapes]


def test_all_zero_is_drawn_as_zero_and_not_as_nothing() -> None:
    made = chart(0, 0, kind="stack")
    assert rects(made) == []
    assert [s.text for s in drawing(made).shapes if s.look == "g-value"] == ["0", "0"]
    assert [s.text for s in drawing(made).shapes if s.look == "g-tick"][:2] == ["0", "1"]  # no half request
    assert "<svg" in drawn(made)


@pytest.mark.parametrize("kind", ["bars", "lines", "stack"])
@pytest.mark.parametrize("values", [(), (None, None)])
def test_without_any_data_there_is_a_sentence_and_no_drawing(values: tuple[Value, ...], kind: str) -> None:
    made = drawn(chart(*values, kind=kind))
    assert "Belum ada data untuk digambar." in made
    assert "<svg" not in made
    assert "<table" not in made


# --- where things stand


def test_columns_stand_on_each_other_and_carry_their_sum() -> None:
    made = chart(kind="stack", labels=["a"], series=[Series("x", [3]), Series("y", [1])])
    low, high = rects(made)
    assert (low.h, high.h) == (113, 37)  # three and one of four, of a height of 150
    assert high.y + high.h == low.y
    assert [s.text for s in drawing(made).shapes if s.look == "g-value"] == ["4"]


def test_a_column_that_misses_a_part_has_no_height() -> None:
    made = chart(kind="stack", labels=["a"], series=[Series("x", [3]), Series("y", [None])])
    assert rects(made) == []
    assert made.has_gap


def test_what_is_small_beside_something_large_is_still_seen() -> None:
    assert [s.w for s in rects(chart(10**9, 1))][1] == 2
    made = chart(kind="stack", labels=["a"], series=[Series("x", [1]), Series("y", [10**9])])
    assert rects(made)[0].h == 1


def test_the_newest_label_is_always_there() -> None:
    months = [f"{m} {year}" for year in (2024, 2025) for m in ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun")]
    shown = [s.text for s in drawing(chart(*range(12), kind="stack", labels=months)).shapes if s.look == "g-tick"]
    assert "Jun 2025" in shown
    assert len(set(shown) & set(months)) < 12


LONG = "Permohonan informasi yang tidak ditanggapi sebagaimana diminta oleh pemohon dan " * 4
VALUES = [(0,), (0, 0), (7,), (10**15, 1), (Fraction(1, 3), None, 2), tuple(range(24)), tuple(range(60))]


@pytest.mark.parametrize("sample", [True, False])
@pytest.mark.parametrize("label", ["a", LONG, "W" * 300, "", "دعوى 情報"])
@pytest.mark.parametrize("kind", ["bars", "lines", "stack"])
@pytest.mark.parametrize("values", VALUES)
def test_nothing_stands_outside_the_drawing(values: tuple[Value, ...], kind: str, label: str, sample: bool) -> None:
    made = drawing(chart(*values, kind=kind, labels=[label] * len(values), sample=sample))
    for s in made.shapes:
        wide = charts.width_of(s.text) if s.text else s.w
        left = s.x - {"start": 0, "middle": wide // 2, "end": wide}[s.anchor]
        assert left >= -2, s
        assert left + wide <= made.width + 2, s
        assert 0 <= s.y <= s.y + s.h <= made.height, s


# --- what cannot be drawn truly


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"series": [Series("x", [])] * 5, "labels": []}, "g: at most 4 series can be told apart"),
        ({"series": [Series("x", [1])], "labels": []}, "g: a series needs a value, or None, for each label"),
        ({"id": 'x" onload="'}, "'x\" onload=\"': the id of a chart is letters, digits and hyphens"),
        (
            {"series": [Series("x", [-1])], "labels": ["a"], "kind": "stack"},
            "g: parts that add up are not negative; draw them as bars or lines",
        ),
        (
            {"series": [Series("x", [1, 2])], "labels": ["a", "b"], "kind": "lines", "at": [2, 1]},
            "g: a scale needs a rising place for each label",
        ),
    ],
)
def test_a_mistake_of_the_program_is_said(about: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        chart(**about)


def test_a_line_below_zero_has_an_axis_that_reaches_there() -> None:
    made = drawing(chart(-3, 5, kind="lines"))
    assert [s.text for s in made.shapes if s.look == "g-tick"][:3] == ["-4", "0", "6"]
    assert all(s.y <= 180 for s in made.shapes if s.look.startswith("g-point"))


# --- words


def test_what_was_typed_stays_text_and_the_sample_says_so_inside() -> None:
    evil = "</text><script>alert(1)</script>"
    made = drawn(chart(1, None, title="<b>&", sentence='"><script>', unit="<i>", labels=[evil, "<svg>"], sample=True))
    assert "<script" not in made
    assert "<b>&<" not in made
    assert made.count("<svg ") == made.count("</svg>") == 1
    assert re.search(r'<text class="g-mark"[^>]*>DATA CONTOH, bukan keadaan sebenarnya</text>', made)
    assert "<td>belum ada data</td>" in made
    assert "DATA CONTOH" not in drawn(chart(1))


def test_the_drawing_has_a_name_a_description_a_table_and_a_file() -> None:
    made = drawn(chart(1, 2, head="Bulan"))
    assert 'role="img" aria-labelledby="g-j g-u"' in made
    assert '<title id="g-j">Judul</title>' in made
    assert '<desc id="g-u">Kalimat. Satuan: hari kerja. Semua angkanya ada di tabel di bawah gambar ini.</desc>' in made
    assert "<details open><summary>Tabel" in made
    assert '<th scope="col">Bulan</th><th scope="col">Satu</th>' in made
    assert '<a href="data.csv" download>' in made
    assert " style=" not in made
    assert "<a href" not in drawn(chart(1), csv="")


def test_the_file_holds_the_table_exactly() -> None:
    made = chart(head="Bulan", labels=["=A1", "Mei, 2026", "Jun"], series=[Series("x", [1, None, Fraction(5, 2)])])
    assert as_csv(made).decode() == 'Bulan,x,Satuan\n\'=A1,1,hari kerja\n"Mei, 2026",,hari kerja\nJun,2.5,hari kerja\n'


# --- not by colour alone, and colour enough


@pytest.mark.parametrize("kind", ["bars", "lines", "stack"])
def test_four_series_differ_without_any_colour(kind: str) -> None:
    made = drawn(chart(kind=kind, labels=["a", "b"], series=[Series(f"s{n}", [n, n]) for n in range(1, 5)]))
    keys = re.findall(r"<li><svg.*?</svg> s\d", made)
    assert len(keys) == 4
    if kind == "lines":
        dashes = [re.search(rf"\.g-line{n}{{[^}}]*}}", CSS) for n in range(1, 5)]
        assert len({re.sub("var[^;}]*", "", d[0].partition("{")[2]) for d in dashes if d}) == 4
        assert len({charts.point(n) for n in range(1, 5)}) == 4
    else:
        fills = [re.search(r'fill="url\(#g-p(\d)\)"', key) for key in keys]
        assert [f and f[1] for f in fills] == [None, "2", "3", None]
        assert re.search(r"\.bagan \.g4{[^}]*fill:var\(--bg\)", CSS)  # an outline beside the plain first


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


LOOKS = ("terang", "gelap", "cetak")
_PRINTED = re.compile(r":root:root\{([^}]*#333[^}]*)\}")


def properties(look: str) -> dict[str, str]:
    """The colours of a way of looking; ``cetak`` is what the rules of print lay over the light ones."""
    if look == "cetak":
        printed = {k: v for body in _PRINTED.findall(CSS) for k, v in re.findall(r"(--\w+):(#[0-9a-f]{3,6})", body)}
        return properties("terang") | printed
    return dict(re.findall(rf"(--\w+):[^;]*var\(--{look},(#[0-9a-f]{{3,6}})\)", CSS))


def test_each_look_is_chosen_in_one_way() -> None:
    """One of the two is empty, and the other lets its colours stand: by the system, by choice, and in print."""
    dark, light = "--terang: ;--gelap:initial;color-scheme:dark", "--terang:initial;--gelap: ;"
    assert f'(prefers-color-scheme: dark){{:root:not([data-tampilan="terang"]){{{dark}' in CSS
    assert f':root[data-tampilan="gelap"]{{{dark}' in CSS
    assert f":root:root{{{light}" in CSS
    assert CSS.count(dark) == 2
    assert CSS.count(light) == 2


@pytest.mark.parametrize("look", LOOKS)
def test_every_colour_of_a_chart_stands_out_from_its_ground(look: str) -> None:
    found = properties(look)
    assert (look == "gelap") == (luminance(found["--bg"]) < 0.1)
    for name in ("--g1", "--g2", "--g3", "--g4", "--edge"):
        assert contrast(found[name], found["--bg"]) >= 3, name
    for name in ("--ink", "--muted"):
        assert contrast(found[name], found["--bg"]) >= 4.5, name


# --- the registers of the service


def test_requests_by_month_and_days_by_quarter() -> None:
    """May: three in time, one late; June: one runs, one was withdrawn. Answers took 2, 3, 4 and 30 days: 3,5."""
    may = Figures(received=4, answered=4, in_time=3, late=1)
    june = Figures(received=2, open=1, withdrawn=1)
    year = YearFigures(
        year=2026,
        total=Figures(received=6),
        months={4: Figures(), 5: may, 6: june},
        medians={1: None, 2: Fraction(7, 2)},
        answers={1: 0, 2: 4},
        since=date(2026, 4, 1),
        until=date(2026, 6, 30),
    )
    by_month, by_quarter = request_charts(view(year))
    assert by_month.sentence == (
        "April 2026 sampai 30 Juni 2026: 6 permohonan diterima, 1 di antaranya lewat batas waktu, paling banyak pada "
        "Mei 2026."
    )
    assert as_csv(by_month).decode().splitlines()[1:] == [
        "Apr 2026,0,0,0,0,permohonan",
        "Mei 2026,3,1,0,0,permohonan",
        "Jun 2026,0,0,1,1,permohonan",
    ]
    assert by_quarter.sentence == (
        "Dari 4 permohonan triwulan II 2026 yang sudah dijawab, separuhnya selesai dalam 3,5 hari kerja atau kurang."
    )
    assert as_csv(by_quarter).decode().splitlines()[1:] == ["I 2026,,0,hari kerja", "II 2026,3.5,4,hari kerja"]
    assert as_csv(by_quarter).decode().splitlines()[0].endswith(",Jawaban yang dihitung,Satuan")


def test_a_register_without_a_row_is_told_in_words_and_not_drawn() -> None:
    empty = YearFigures(
        year=2026, total=Figures(), months={6: Figures()}, since=date(2026, 6, 1), until=date(2026, 6, 30)
    )
    assert request_charts(view(empty)) == []
    assert request_charts(view()) == []


def view(*years: YearFigures) -> ServiceView:
    body = SimpleNamespace(sample=False)
    service = Service(years={"permohonan": years})
    b: Any = SimpleNamespace(body=body, on=date(2026, 6, 30), assessed=SimpleNamespace(get=lambda _: service))
    return ServiceView(b)
