"""A fact has one home: what the marks of a fact give away in another module is a second owner of it.

``FACTS`` is the table: a fact is a name, the modules that own it, the marks by which a copy is found, and the modules
that show a mark for another reason, each with that reason. A mark that a module no longer shows fails, so that the list
of exceptions can only fall.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

import graph
from terbuka.base.day_names import MONTHS, WEEKDAYS, WEEKDAYS_EN
from terbuka.base.periods import PATTERNS, Period
from terbuka.features.open_data.judge import EVERY
from terbuka.kit.vocabulary import FREQUENCIES


@dataclass(frozen=True)
class Fact:
    """``marks`` are sought in code and texts, not in docstrings and comments; ``besides`` are modules with a reason."""

    name: str
    owners: tuple[str, ...]
    marks: tuple[str, ...]
    besides: Mapping[str, str] = field(default_factory=dict)
    #: Endings of the files that are searched.
    files: tuple[str, ...] = (".py", ".html")


#: Two names that follow each other, and one by its number.
_NAMES = (
    *(rf"\b{a}\W+(?:[0-9]+\W+)?{b}\b" for names in (MONTHS, WEEKDAYS, WEEKDAYS_EN) for a, b in (names[:2], names[3:5])),
    r"\b[Jj]an\W+[Ff]eb",
    r"\b[Ss]en\W+[Ss]el",
    r"[0-9]\W+(?:Januari|Senin|Sabtu)\b.{1,9}(?:Februari|Selasa|Minggu)\b",
)
_DAYS = r"\[0-9\]\{+4\}+-|\\d\{+4\}+-|0\[1-9\]\|1\[0-2\]|\[12\]\[0-9\]\|3\[01\]"
FACTS = (
    Fact(
        "names of months and weekdays",
        ("base/day_names",),
        _NAMES,
    ),
    Fact(
        "shape of a day, a month and the time of a day",
        ("base/periods",),
        (_DAYS, r"strptime", r"\bdate\.fromisoformat", r"\[01\]\[0-9\]\|2\[0-3\]", r"%Y-%m"),
        {
            "base/personal_forms": "numbers of persons hold days of birth: searched in text, never read as days",
        },
    ),
    Fact(
        "how people write days",
        ("record/spreadsheet",),
        (r"\bpukul\|jam\b", r"1899"),
    ),
    Fact(
        "zones of Indonesia",
        ("base/periods",),
        (r"(?i:wib\W+wita)", r"Asia/Makassar.{1,30}Asia/Jayapura", r"(?i:wib)\W+7\b"),
    ),
    Fact(
        "lengths of time, parts of a year, days of each year",
        ("base/periods",),
        (
            r"P\(\?",
            r"\[1-9\]\[0-9\]\?[YMD]",
            r"\bt\[1-4\]",
            r"-T\[1-4\]",
            r"// 3 \+|\+ 2\) // 3",
            r"monthrange",
            r"f\"P\{",
        ),
    ),
    Fact(
        "numbers as people write them",
        ("record/numerals",),
        (r"\.replace\(\"\.\", \",\"\)", r"\.replace\(\",\", \"\.\"\)", r"translate\(str\.maketrans\(\",\."),
        {
            "record/inside/digits": "runs in the guarded process: digits that stand in pictures of numbers",
        },
    ),
)


def _without_prose(path: Path) -> str:
    """The text of a module without its docstrings and comments."""
    whole = text = path.read_text("utf-8")
    if path.suffix != ".py":
        return re.sub(r"(?s)\{#.*?#\}", "", text)
    for node in ast.walk(graph.tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            said = ast.get_source_segment(whole, node.body[0]) if ast.get_docstring(node) is not None else None
            text = text.replace(said, "", 1) if said else text
    return re.sub(r"(?m)(?:^|\s)#[: ].*$", "", text)


@cache
def _texts() -> Mapping[str, tuple[str, str]]:
    """By module or template: its ending and its text."""
    found = (path for path in graph.PACKAGE.rglob("*") if path.suffix in (".py", ".html"))
    return {
        path.relative_to(graph.PACKAGE).with_suffix("").as_posix(): (path.suffix, _without_prose(path))
        for path in sorted(found)
    }


def _seconds(fact: Fact) -> set[str]:
    """Modules besides the owners that show a mark of the fact."""
    marks = re.compile("|".join(fact.marks))
    return {
        name
        for name, (ending, text) in _texts().items()
        if ending in fact.files and name not in fact.owners and marks.search(text)
    }


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_fact_has_one_owner(fact: Fact) -> None:
    assert _seconds(fact) == set(fact.besides), f"{fact.name} is at home in {', '.join(fact.owners)}"
    assert set(fact.owners) <= set(_texts())


def test_the_schemas_name_the_patterns_of_the_calendar() -> None:
    copies = [
        f"{path.name}: {pattern}"
        for path in sorted((graph.PACKAGE.parent.parent / "schemas").glob("*.yml"))
        for pattern in PATTERNS.values()
        if pattern in path.read_text("utf-8")
    ]
    assert copies == []


def test_open_data_are_asked_for_as_often_as_the_catalogue_says() -> None:
    """``R/P6M`` of the catalogue and the clock of late data say the same length."""
    for name, length in EVERY.items():
        said = FREQUENCIES[name].iso.removeprefix("R/")
        weeks = Period(days=7 * int(said[1:-1])) if said.endswith("W") else None
        assert length is None or length == (weeks or Period.parse(said)), name


# --- sets of states ---------------------------------------------------------------------------------------


@cache
def _enums() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Every enum of states: its module and its values."""
    found = {}
    for path in graph.MODULES:
        for node in ast.walk(graph.tree(path)):
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "StrEnum" for base in node.bases):
                values = (s.value for s in node.body if isinstance(s, ast.Assign))
                texts = {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}
                found[node.name] = (graph.name(path), frozenset(texts))
    return found


def _sets(module: ast.Module) -> Iterator[tuple[str, frozenset[str]]]:
    """Enums of which several members, or several values, are listed: with what is listed."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Tuple | ast.List | ast.Set) or len(node.elts) < 2:
            continue
        members = [e for e in node.elts if isinstance(e, ast.Attribute) and isinstance(e.value, ast.Name)]
        owners = {e.value.id for e in members if isinstance(e.value, ast.Name)}
        if len(members) == len(node.elts) and len(owners) == 1:
            yield owners.pop(), frozenset(e.attr for e in members)
        texts = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
        if len(texts) == len(node.elts):
            for name, (_, values) in _enums().items():
                if set(texts) <= values:
                    yield name, frozenset(texts)


def test_sets_of_states_stand_beside_their_enum() -> None:
    """``WELL``, ``AVAILABLE``, ``is_open``: which states belong together is said once."""
    enums = _enums()
    assert len(enums) > 10
    found = {
        (graph.name(path), name): sorted(listed)
        for path in graph.MODULES
        for name, listed in _sets(graph.tree(path))
        if name in enums and enums[name][0] != graph.name(path)
    }
    assert found == {}


def test_templates_list_no_states() -> None:
    values = {value for _, values in _enums().values() for value in values}
    listed = {
        name: texts
        for name, (ending, text) in _texts().items()
        if ending == ".html"
        for found in re.findall(r"in [(\[]((?:'[a-z-]+'(?:, )?)+)[)\]]", text)
        if len(texts := re.findall("'([a-z-]+)'", found)) > 1 and set(texts) <= values
    }
    assert listed == {}
