"""Finds ids of the repository's law that stand as literals in code, templates and scripts.

A word of the program is no id of law, even where it is spelled like one: choices, columns and kinds of the schemas,
addresses of pages, sources of indicators. What remains is found in two ways:

* ``bare``: a literal that equals an id of the law and is no word of the program. It may still mean something else (the
  key of a file); ``test_roles.py`` lists those one by one.
* ``asked``: a literal by which something is looked up in, or compared with, the records of a law. There the place says
  that an id is meant, whatever else the word means: ``law.deadlines.get("…")``, ``k.due("…")``, ``ground.id == "…"``.

    python tests/law_ids.py        prints both
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from terbuka.law import routes
from terbuka.portal.features import BODY_PAGES, SOURCES

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "scripts/terbuka"
LAW = REPOSITORY / "datasets/aturan/id"

#: Mappings whose keys are ids of law, by the name under which code and templates reach them.
LOOKED_UP = {
    "instruments", "obligations", "steps", "topics", "deadlines", "grounds", "exclusion_grounds", "channels",
    "rights", "sentences", "requester_kinds", "private_columns", "imports", "services", "portals",
    "package_documents", "questions", "audit_criteria", "indicators", "training_topics", "training_questions",
    "strategy", "survey_methods", "limits", "by_topic", "by_duty", "rows", "judgements", "jam",
}  # fmt: skip
_NAMES = "|".join(sorted(LOOKED_UP))
_WORD = r"""['"]([a-z0-9][a-z0-9-]*)['"]"""
#: The same lookups in templates and scripts, where there is no grammar to read them by.
_ASKED = [
    re.compile(rf"\.(?:{_NAMES})\.get\(\s*{_WORD}"),
    re.compile(rf"\.(?:{_NAMES})\[\s*{_WORD}\s*\]"),
    re.compile(rf"{_WORD}\s+(?:not\s+)?in\s+[a-z_.]*\.(?:{_NAMES})\b"),
    re.compile(rf"\.id\s*(?:===?|!==?)\s*{_WORD}"),
    re.compile(rf"{_WORD}\s*(?:===?|!==?)\s*[a-z_.]+\.id\b"),
    re.compile(rf"\b(?:due|kalimat|waktu)\(\s*(?:b,\s*)?(?:\[[^\]]*?)?{_WORD}"),
]


def _walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value)


@cache
def schemas() -> dict[str, Any]:
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (REPOSITORY / "schemas").glob("*.yml")}


def roles() -> dict[str, set[str]]:
    """The roles of each kind of record: the choices of its column ``peran``."""
    columns = {kind: next((c for c in s["kolom"] if c["nama"] == "peran"), None) for kind, s in schemas().items()}
    return {kind: set(column["pilihan"]) for kind, column in columns.items() if column}


@cache
def ids() -> frozenset[str]:
    """All ids of the law's records, also of those within a record; not the code of a standard, which is a choice."""
    found = set()
    for path in LAW.rglob("*.yml"):
        if schemas().get(path.stem, {"kolom": [{}]})["kolom"][0].get("tipe") == "pilihan":
            continue
        found |= {str(node["id"]) for node in _walk(yaml.safe_load(path.read_text("utf-8"))) if "id" in node}
    return frozenset(found)


@cache
def words() -> frozenset[str]:
    """What a word of the program may be: see the module."""
    known: set[str] = {*schemas(), *SOURCES, *BODY_PAGES, routes.PACKAGES, routes.UNITS, routes.PLEDGE}
    for schema in schemas().values():
        for node in _walk(schema):
            known |= {str(node["nama"])} if "nama" in node else set()
            known |= set(map(str, node["pilihan"])) if isinstance(node.get("pilihan"), dict) else set()
    return frozenset(known)


def _docstrings(tree: ast.Module) -> set[int]:
    bodies = [n.body for n in ast.walk(tree) if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef)]
    firsts = [body[0] for body in bodies if body and isinstance(body[0], ast.Expr)]
    return {id(first.value) for first in firsts}


def _strings(node: ast.AST) -> Iterator[str]:
    nodes = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    for each in nodes:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def _constants(tree: ast.Module, told: set[int]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def _reaches(node: ast.AST) -> bool:
    """Whether an expression is one of the mappings by id: ``law.deadlines``, ``law.named(Indicator)``."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "named"
    return isinstance(node, ast.Attribute) and node.attr in LOOKED_UP


def _is_id(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and (node.attr == "id" or node.attr.endswith("_id"))


def _asked_in_code(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and _reaches(node.value):
            yield from _strings(node.slice)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            if node.func.attr == "get" and _reaches(node.func.value):
                yield from _strings(node.args[0])
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(_reaches(side) or _is_id(side) for side in sides):
                for side in sides:
                    yield from _strings(side)


def _tokens(text: str) -> Iterator[str]:
    for found in re.finditer(r"""(['"`])([^'"`\s]{2,60})\1""", text):
        yield found[2]


#: A regulation as a sentence names it: ``UU 14/2008``, ``Perki 1/2021``.
_TITLE = re.compile(r"\b(?:UU|PP|Perpres|Perki|Perma|Permen[A-Za-z]+) \d+/\d{4}")


def titles(path: Path) -> list[str]:
    """Regulations that text in code, a template or a script names; comments and docstrings tell nobody anything."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        tree = ast.parse(text)
        told = _docstrings(tree)
        text = "\n".join(_constants(tree, told))
    else:
        text = re.sub(r"\{#.*?#\}|^\s*//.*?$|/\*.*?\*/", "", text, flags=re.DOTALL | re.MULTILINE)
    return _TITLE.findall(text)


def literals(path: Path) -> tuple[set[str], set[str]]:
    """Of one file: literals that equal an id and are no word of the program; ids by which it asks."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        tree = ast.parse(text)
        told = _docstrings(tree)
        every = set(_constants(tree, told))
        asked = set(_asked_in_code(tree))
    else:
        every = set(_tokens(text))
        asked = {found[1] for pattern in _ASKED for found in pattern.finditer(text)}
    bare = {word for word in every if len(word) > 1 and word in ids() - words()}
    return bare, {word for word in asked if word in ids()}


def found() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """``bare`` and ``asked`` by path below the package, without files that have none."""
    bare, asked = {}, {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".html", ".js", ".xml"):
            name = path.relative_to(PACKAGE).as_posix()
            bare[name], asked[name] = literals(path)
    return {n: w for n, w in bare.items() if w}, {n: w for n, w in asked.items() if w}


if __name__ == "__main__":
    for title, files in zip(("bare", "asked"), found(), strict=True):
        for name, hits in files.items():
            print(title, name, *sorted(hits))
