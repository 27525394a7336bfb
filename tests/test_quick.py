"""The quick look at a table never calls sound what frictionless refuses; and sees that plain tables are sound."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import trees
from terbuka.base.problem import Place
from terbuka.record.quick import sound
from terbuka.record.schema import Column, Schema
from terbuka.record.tables import Row, _Table, parse

RULES: dict[str, dict[str, Any]] = {
    "teks": {"choices": {"a": "A", "b": "B"}, "pattern": "[ab]+", "longest": 2},
    "bilangan": {"minimum": "0", "maximum": "5"},
    "tahun": {"minimum": "2020", "maximum": "2022"},
    "desimal": {"minimum": "-0.5", "maximum": "1.25"},
    "tanggal": {"minimum": "2026-01-02", "maximum": "2026-01-03"},
    "ya-tidak": {},
    "koordinat": {},
}
CELLS = {
    "teks": ["", "a", "b", "c", "ab", "aba", "a b"],
    "bilangan": ["", "-1", "0", "5", "6"],
    "tahun": ["", "2019", "2020", "2023"],
    "desimal": ["", "-0.5", "-0.51", "1.25", "1.3", "0"],
    "tanggal": ["", "2026-01-01", "2026-01-02", "2026-01-04"],
    "ya-tidak": ["", "ya", "tidak"],
    "koordinat": ["", "-8.5 120.5"],
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[Schema, list[list[str]]]:
    kinds = draw(st.lists(st.sampled_from(list(RULES)), min_size=1, max_size=4))
    columns = []
    for at, kind in enumerate(kinds):
        rules = {name: rule for name, rule in RULES[kind].items() if draw(st.booleans())}
        columns.append(trees.column(f"k{at}", kind, required=draw(st.booleans()), **rules))
    keys = [c.name for c in columns if c.type in ("teks", "bilangan")]
    key = draw(st.sampled_from([None, *keys]))
    if key and draw(st.booleans()):
        columns.append(trees.column("induk", refers_to=key))
        kinds.append("teks")
    schema = Schema(
        kind="uji", title="Uji", text="Uji.", shape="tabel", key=key, columns=tuple(columns), place=Place("s.yml")
    )
    return schema, draw(st.lists(st.tuples(*(st.sampled_from(CELLS[k]) for k in kinds)).map(list), max_size=4))


@settings(max_examples=150, deadline=None)
@given(tables())
def test_what_it_calls_sound_frictionless_calls_sound(made: tuple[Schema, list[list[str]]]) -> None:
    schema, rows = made
    reader = _Table(schema, "uji.csv")
    assert reader.take_header(Row(1, 1, [c.name for c in schema.columns])) == []
    typed, wrong = reader.values([Row(n, n, row) for n, row in enumerate(rows, 2) if any(row)])
    if not wrong and sound(typed, schema, reader.header):
        assert reader.constraints(typed, whole=True) == []


def schema_of(*columns: Column, key: str | None = None) -> Schema:
    return Schema(kind="uji", title="Uji", text="Uji.", shape="tabel", key=key, columns=columns, place=Place("s.yml"))


@pytest.mark.parametrize(
    ("column", "good", "bad", "code"),
    [
        (trees.column("x", required=True), "a", "", "wajib-kosong"),
        (trees.column("x", choices={"a": "A"}), "a", "b", "pilihan-salah"),
        (trees.column("x", pattern="a+"), "aa", "ab", "pola-salah"),
        (trees.column("x", longest=2), "ab", "abc", "terlalu-panjang"),
        (trees.column("x", "bilangan", minimum="2", maximum="3"), "3", "4", "di-luar-batas"),
        (trees.column("x", "desimal", minimum="2.5"), "2.50", "2.49", "di-luar-batas"),
        (trees.column("x", "tanggal", maximum="2026-01-02"), "2026-01-02", "2026-01-03", "di-luar-batas"),
        (trees.column("x", refers_to="id"), "p", "q", "rujukan-mati"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule_is_seen(column: Column, good: str, bad: str, code: str) -> None:
    schema = schema_of(trees.column("id", required=True), column, key="id")
    for cell, codes in ((good, []), (bad, [code])):
        text = f"id,x\np,{cell}\n"
        assert [p.code for p in parse(text, schema, "uji.csv")[1]] == codes
        reader = _Table(schema, "uji.csv")
        reader.take_header(Row(1, 1, ["id", "x"]))
        typed, _ = reader.values([Row(2, 2, ["p", cell])])
        assert sound(typed, schema, reader.header) is not bool(codes)


def test_a_key_twice_is_seen() -> None:
    schema = schema_of(trees.column("id", required=True), key="id")
    assert [p.code for p in parse("id\np\np\n", schema, "uji.csv")[1]] == ["kunci-ganda"]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        pytest.param([trees.column("nama"), trees.column("n", "bilangan")], "Alak,1\nBelu,\n", id="no rule at all"),
        pytest.param([trees.column("nama"), trees.column("n", "bilangan", minimum="0")], "Alak,1\nBelu,\n", id="min"),
        pytest.param([trees.column("nama"), trees.column("n", choices={"1": "Satu"})], "Alak,1\nBelu,\n", id="choices"),
        pytest.param([trees.column("nama"), trees.column("n", pattern="[0-9]")], "Alak,1\nBelu,\n", id="pattern"),
        pytest.param([trees.column("nama"), trees.column("n", longest=3)], "Alak,1\nBelu,\n", id="longest"),
        pytest.param(
            [trees.column("nama"), trees.column("n", "bilangan", minimum="0"), trees.column("m", choices={"a": "A"})],
            "Alak,,\nBelu,,a\n",
            id="two columns with rules, both empty",
        ),
    ],
)
@pytest.mark.parametrize("quick", [True, False], ids=["quick", "frictionless"])
def test_an_optional_cell_may_be_empty_whatever_the_rest_of_the_row_says(
    columns: list[Column], rows: str, quick: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has no rule is not seen by the check of constraints; a row with something there is no empty one."""
    if not quick:
        monkeypatch.setattr("terbuka.record.tables.sound", lambda *_: False)
    read, problems = parse(",".join(c.name for c in columns) + "\n" + rows, schema_of(*columns), "uji.csv")
    assert problems == []
    assert [cells["nama"] for _, cells in read.rows] == ["Alak", "Belu"]


def test_a_row_that_is_empty_but_for_the_column_without_a_rule_still_needs_its_required_one() -> None:
    columns = (trees.column("nama"), trees.column("n", "bilangan", required=True))
    _, problems = parse("nama,n\nAlak,\n", schema_of(*columns), "uji.csv")
    assert [(p.code, p.place.cell, p.facts["kolom"]) for p in problems] == [("wajib-kosong", "B2", "n")]
