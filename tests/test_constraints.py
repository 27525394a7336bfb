"""The constraints of tables: each rule is seen, and the verdicts are those of frictionless, row by row."""

from __future__ import annotations

from typing import Any

import pytest
from frictionless import Resource
from frictionless import Schema as TableSchema
from hypothesis import given, settings
from hypothesis import strategies as st

import trees
from terbuka.base.problem import Place
from terbuka.record.constraints import Rule, broken, keeps_rules
from terbuka.record.schema import Column, Schema
from terbuka.record.tables import Row, _Table, parse

RULES: dict[str, dict[str, Any]] = {
    "teks": {"choices": {"a": "A", "b": "B"}, "pattern": "[ab]+|c", "longest": 2},
    "bilangan": {"minimum": "0", "maximum": "5"},
    "tahun": {"minimum": "2020", "maximum": "2022"},
    "desimal": {"minimum": "-0.5", "maximum": "1.25"},
    "tanggal": {"minimum": "2026-01-02", "maximum": "2026-01-03"},
    "ya-tidak": {},
    "koordinat": {},
    "daftar-id": {},
}
CELLS = {
    "teks": ["", "a", "b", "c", "ab", "aba", "a b"],
    "bilangan": ["", "-1", "0", "5", "6"],
    "tahun": ["", "2019", "2020", "2023"],
    "desimal": ["", "-0.5", "-0.51", "1.25", "1.3", "0"],
    "tanggal": ["", "2026-01-01", "2026-01-02", "2026-01-04"],
    "ya-tidak": ["", "ya", "tidak"],
    "koordinat": ["", "-8.5 120.5"],
    "daftar-id": ["", "a", "a; b"],
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
    return schema_of(*columns, key=key), draw(
        st.lists(st.tuples(*(st.sampled_from(CELLS[k]) for k in kinds)).map(list), max_size=6)
    )


def schema_of(*columns: Column, key: str | None = None) -> Schema:
    return Schema(kind="uji", title="Uji", text="Uji.", shape="tabel", key=key, columns=columns, place=Place("s.yml"))


def typed(schema: Schema, rows: list[list[str]]) -> list[dict[str, Any]]:
    """The rows as the grammar reads them."""
    reader = _Table(schema, "uji.csv")
    assert reader.take_header(Row(1, 1, [c.name for c in schema.columns])) == []
    read, problems = reader.values([Row(n, n, row) for n, row in enumerate(rows, 2) if any(row)])
    assert problems == []
    return [cells for _, cells in read]


# --- the oracle -------------------------------------------------------------------------------------------

_TYPES = {"tanggal": "date", "bilangan": "integer", "tahun": "integer", "ya-tidak": "boolean", "desimal": "number"}
_TYPES |= {"koordinat": "any", "daftar-id": "any"}


def as_table_schema(schema: Schema) -> dict[str, Any]:
    """The schema in the terms of Table Schema; before its columns one that no row is without, so that a row with
    nothing in it is no blank one."""

    def field(column: Column) -> dict[str, Any]:
        rules = {
            "required": column.required or None,
            "enum": list(column.choices) or None,
            "pattern": rf"\A(?:{column.pattern})\Z" if column.pattern else None,
            "maxLength": column.longest,
            "minimum": column.minimum,
            "maximum": column.maximum,
        }
        kept = {name: rule for name, rule in rules.items() if rule is not None}
        return {"name": column.name, "type": _TYPES.get(column.type, "string"), "constraints": kept}

    made: dict[str, Any] = {"fields": [{"name": "#", "type": "integer"}, *map(field, schema.columns)]}
    if schema.key:
        made["primaryKey"] = [schema.key]
    made["foreignKeys"] = [
        {"fields": [c.name], "reference": {"resource": "", "fields": [c.refers_to]}}
        for c in schema.columns
        if c.refers_to
    ]
    return made


def by_frictionless(schema: Schema, rows: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    """Row, column and kind of every error; a key that is empty is the matter of the required columns."""
    names = [c.name for c in schema.columns]
    cells = [["#", *names], *([n, *(row[name] for name in names)] for n, row in enumerate(rows))]
    resource = Resource(data=cells, schema=TableSchema.from_descriptor(as_table_schema(schema)))
    found = []
    for error in resource.validate(limit_errors=10_000).tasks[0].errors:
        number: int = error.row_number - 2  # type: ignore[attr-defined] # every error here is one of a row
        column = {"primary-key": schema.key, "foreign-key": "induk"}.get(error.type) or error.field_name  # type: ignore[attr-defined]
        if error.type != "primary-key" or rows[number][str(schema.key)] is not None:
            found.append((number, str(column), error.type))
    return sorted(found)


def by_us(schema: Schema, rows: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    kinds = {Rule.KEY: "primary-key", Rule.REFERENCE: "foreign-key"}
    found = broken(rows, schema, [c.name for c in schema.columns])
    return sorted((one.row, one.column.name, kinds.get(one.rule, "constraint-error")) for one in found)


@settings(max_examples=150, deadline=None)
@given(tables())
def test_the_verdicts_are_those_of_frictionless(made: tuple[Schema, list[list[str]]]) -> None:
    schema, rows = made
    cells = typed(schema, rows)
    assert by_us(schema, cells) == (by_frictionless(schema, cells) if cells else [])


# --- single rules -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "good", "bad", "code"),
    [
        (trees.column("x", required=True), "a", "", "wajib-kosong"),
        (trees.column("x", choices={"a": "A"}), "a", "b", "pilihan-salah"),
        (trees.column("x", pattern="a+"), "aa", "ab", "pola-salah"),
        (trees.column("x", pattern="a|ab"), "ab", "abc", "pola-salah"),
        (trees.column("x", longest=2), "ab", "abc", "terlalu-panjang"),
        (trees.column("x", "bilangan", minimum="2", maximum="3"), "3", "4", "di-luar-batas"),
        (trees.column("x", "bilangan", minimum="0.5"), "1", "0", "di-luar-batas"),
        (trees.column("x", "desimal", minimum="2.5"), "2.50", "2.49", "di-luar-batas"),
        (trees.column("x", "tanggal", maximum="2026-01-02"), "2026-01-02", "2026-01-03", "di-luar-batas"),
        (trees.column("x", refers_to="id"), "p", "q", "rujukan-mati"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule_is_seen(column: Column, good: str, bad: str, code: str) -> None:
    schema = schema_of(trees.column("id", required=True), column, key="id")
    for cell, codes in ((good, []), (bad, [code])):
        problems = parse(f"id,x\np,{cell}\n", schema, "uji.csv")[1]
        assert [(p.code, p.place.line, p.facts["kolom"]) for p in problems] == [(code, 2, "x") for code in codes]


def test_a_value_can_break_two_rules() -> None:
    schema = schema_of(trees.column("x", longest=2, pattern="a+"))
    assert [p.code for p in parse("x\naab\n", schema, "uji.csv")[1]] == ["terlalu-panjang", "pola-salah"]
    assert not keeps_rules(schema.columns[0], "aab")
    assert keeps_rules(schema.columns[0], "aa")


def test_a_key_twice_is_seen_with_its_first_line() -> None:
    schema = schema_of(trees.column("id", required=True), key="id")
    problems = parse("id\np\nq\np\np\n", schema, "uji.csv")[1]
    assert [(p.code, p.place.line, p.facts["baris_pertama"]) for p in problems] == [
        ("kunci-ganda", 4, 2),
        ("kunci-ganda", 5, 2),
    ]


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
def test_an_optional_cell_may_be_empty_whatever_the_rest_of_the_row_says(columns: list[Column], rows: str) -> None:
    read, problems = parse(",".join(c.name for c in columns) + "\n" + rows, schema_of(*columns), "uji.csv")
    assert problems == []
    assert [cells["nama"] for _, cells in read.rows] == ["Alak", "Belu"]


def test_a_row_that_is_empty_but_for_the_column_without_a_rule_still_needs_its_required_one() -> None:
    columns = (trees.column("nama"), trees.column("n", "bilangan", required=True))
    _, problems = parse("nama,n\nAlak,\n", schema_of(*columns), "uji.csv")
    assert [(p.code, p.place.cell, p.facts["kolom"]) for p in problems] == [("wajib-kosong", "B2", "n")]
