"""YAML without surprises: scalars stay text, nothing is guessed, nothing explodes."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terbuka.record.strict_yaml import parse


def plain(text: str) -> Any:
    node, problems = parse(text, "x.yml")
    assert problems == []
    return node.plain() if node else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no: tidak", {"no": "tidak"}),
        ("a: 010", {"a": "010"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 2026-13-01", {"a": "2026-13-01"}),
        ("a: 2026-01-01", {"a": "2026-01-01"}),
        ("a: true", {"a": "true"}),
        ("a: yes", {"a": "yes"}),
        ("a: null", {"a": "null"}),
        ("a: ~", {"a": "~"}),
        ("a:", {"a": ""}),
        ("a: .inf", {"a": ".inf"}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: 1e5", {"a": "1e5"}),
        ("<<: {a: 1}", {"<<": {"a": "1"}}),
        ("__proto__: x", {"__proto__": "x"}),
        ("a: |\n  satu\n  dua\n", {"a": "satu\ndua\n"}),
        ("a: >-\n  satu\n  dua\n", {"a": "satu dua"}),
        ("[a, {b: c}]", ["a", {"b": "c"}]),
        ("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        ("a: 1\rb: 2\r", {"a": "1", "b": "2"}),
        ("", None),
        ("# hanya catatan\n", None),
    ],
)
def test_read(text: str, value: Any) -> None:
    assert plain(text) == value


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "facts"),
    [
        ("a: 1\na: 2", "yaml-kunci-ganda", 2, 1, {"isi": "a: 2", "kunci": "a", "baris_pertama": 1}),
        ("x: {b: 1, b: 2}", "yaml-kunci-ganda", 1, 11, {"isi": "x: {b: 1, b: 2}", "kunci": "b", "baris_pertama": 1}),
        ("a: &x 1", "yaml-alias", 1, 4, {"isi": "x"}),
        ("a: *x", "yaml-alias", 1, 4, {"isi": "x"}),
        ("a: !!python/object/apply:os.system [ls]", "yaml-tag", 1, 4, {"isi": "!!python/object/apply:os.system"}),
        ("a: !rahasia x", "yaml-tag", 1, 4, {"isi": "!rahasia"}),
        ("a: !!str x", "yaml-tag", 1, 4, {"isi": "!!str"}),
        ("a: 1\n---\nb: 2", "yaml-banyak-dokumen", 2, 1, {"isi": "---"}),
        ("a:\n\tb: 1", "yaml-rusak", 2, 1, {"isi": "b: 1"}),
        ("a: b: c", "yaml-rusak", 1, 5, {"isi": "a: b: c"}),
        ('a: "x\nb: 1\n', "yaml-rusak", 1, 4, {"isi": 'a: "x'}),
        ("? [a]\n: 1", "yaml-rusak", 1, 3, {"isi": "? [a]"}),
        ("[" * 100_000, "yaml-terlalu-dalam", 1, 21, {"batas": 20}),
        ("{a: " * 100_000, "yaml-terlalu-dalam", 1, 81, {"batas": 20}),
        ("- " * 1_000, "yaml-terlalu-dalam", 1, 41, {"batas": 20}),
        ("a: \x01", "yaml-rusak", 1, 1, {"isi": "a: \x01"}),
    ],
)
def test_refused(text: str, code: str, line: int, column: int, facts: dict[str, Any]) -> None:
    node, problems = parse(text, "x.yml")
    assert node is None
    ((problem),) = problems
    found = {key: value for key, value in problem.facts.items() if key in facts}
    assert (problem.code, problem.place.line, problem.place.column, found) == (code, line, column, facts)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"b{i}: [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" for i in range(1_000)),
        "[" * 1_000_000,
        "a: " + "x" * 5_000_000,
        "- a\n" * 30_000 + "- [",
        "'" * 200_000,
        "? " * 100_000,
        "a:\n" + "\n".join(f"  k{i}: {{x: 1}}" for i in range(20_000)),
    ],
    ids=["alias bomb", "brackets", "long", "list", "quotes", "keys", "many keys"],
)
def test_it_stays_quick(text: str) -> None:
    start = time.perf_counter()
    parse(text, "x.yml")
    assert time.perf_counter() - start < 5


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    node, problems = parse(text, "x.yml")
    assert node is None or not problems
    assert all(p.sentence("temuan").isprintable() for p in problems)


_TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1)


@given(st.recursive(_TEXT, lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner), max_leaves=20))
def test_what_is_written_comes_back(value: Any) -> None:
    """Quoted scalars in any arrangement are read as they stand."""

    def written(value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{written(k)}: {written(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(written, value)) + "]"
        return "'" + value.replace("'", "''") + "'"

    def depth(value: Any) -> int:
        if isinstance(value, str):
            return 0
        return 1 + max(map(depth, value.values() if isinstance(value, dict) else value), default=0)

    node, problems = parse(written(value), "x.yml")
    if depth(value) <= 20:
        assert problems == []
        assert node is not None
        assert node.plain() == value
    else:
        assert [p.code for p in problems] == ["yaml-terlalu-dalam"]
