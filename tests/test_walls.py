"""The walls that keep the house readable, read from the imports themselves; each one only ever tightens."""

from __future__ import annotations

import ast
import sys
from functools import cache

import graph

#: From the ground up; a room uses its own floor and those below it.
FLOORS = (
    "base",
    "record",
    "law",
    "duties",
    "kit",
    "site",
    "intake",
    "features",
    "portal",
    "authoring",
    "review",
    "desk",
    "cli",
)
#: Libraries that a room may import, besides Python's own.
LIBRARIES = {
    "base": "",
    "record": "yaml jsonschema",
    # What runs in the guarded process, and the only readers of documents from strangers.
    "record/inside": "lxml mutagen openpyxl pikepdf PIL pypdfium2",
    "law": "",
    "duties": "",
    "kit": "babel jinja2 markupsafe markdown nh3 PIL typst xlsxwriter",
    "site": "brotli cbor2 pagefind pygments",
    "features": "duckdb markdown markupsafe rdflib segno",
    "portal": "PIL markupsafe typst",
    "intake": "",
    "authoring": "",
    "review": "",
    "desk": "",
    "cli": "rich",
    "__main__": "",
    "__init__": "",
}
#: What lies outside the process, and the only modules that may reach it.
DOORS = {
    "subprocess": {"base/git", "site/building", "record/peek"},
    "socket": set(),
    "signal": {"record/inside/guarded", "site/preview_server"},
    "urllib.request": set(),
    "http": {"site/preview_server"},
    "time": set(),
    "random": set(),
    "secrets": {"features/receipts/codes", "site/preview_server"},
    "os": {"cli/__init__", "cli/common", "cli/comparing", "cli/tools", "site/building"},
    "pickle": set(),
    "shutil": {"authoring/start", "desk/probe", "site/building", "site/preview_server"},
    "xlsxwriter": {"kit/workbooks"},
}
#: The clock is an argument: only the command reads it.
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("time", "time")}
#: Pairs of modules that still look up. The number may only fall.
UP = 0


def test_every_room_stands_on_a_floor() -> None:
    assert sorted(FLOORS) == graph.rooms()


def test_a_room_uses_only_floors_below() -> None:
    up = [
        f"{module} uses {target}"
        for module, targets in graph.edges().items()
        for target in targets
        if _floor(target) > _floor(module)
    ]
    assert len(up) <= UP, "\n".join(sorted(up))


def _floor(module: str) -> int:
    return -1 if module == "__init__" else len(FLOORS) if module == "__main__" else FLOORS.index(graph.room(module))


def test_no_circles() -> None:
    assert len(graph.circles()) <= 2


def test_libraries_and_doors() -> None:
    wrong = []
    for path in graph.MODULES:
        module = graph.name(path)
        key = "record/inside" if module.startswith("record/inside/") else graph.room(module)
        for dotted in graph.imported(path):
            top = dotted.partition(".")[0]
            if top not in {*sys.stdlib_module_names, "terbuka", *LIBRARIES[key].split()}:
                wrong.append(f"{module} may not use {dotted}")
            for door, allowed in DOORS.items():
                if (dotted == door or dotted.startswith(f"{door}.")) and module not in allowed:
                    wrong.append(f"{module} may not use {dotted}")
    assert wrong == []


@cache
def _attributes(module: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (node.value.id, node.attr)
        for node in ast.walk(graph.tree(graph.PACKAGE / f"{module}.py"))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    )


def test_only_the_command_reads_the_clock() -> None:
    assert [m for m in graph.edges() if graph.room(m) != "cli" and _attributes(m) & CLOCK] == []


def test_no_name_of_the_standard_library() -> None:
    ours = {part for module in graph.edges() for part in module.split("/")}
    assert ours & set(sys.stdlib_module_names) == {"site"}


def test_no_code_is_run_from_text() -> None:
    for path in graph.MODULES:
        for node in ast.walk(graph.tree(path)):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            assert called not in ("eval", "exec", "compile", "__import__"), graph.name(path)


def test_no_sentence_of_another_program_is_read_for_its_meaning() -> None:
    """What an error is, is said by its class and its fields; its words change with the next version."""
    read = []
    for path in graph.MODULES:
        handlers = [n for n in ast.walk(graph.tree(path)) if isinstance(n, ast.ExceptHandler) and n.name]
        for handler in handlers:
            for node in ast.walk(handler):
                if isinstance(node, ast.Compare) and any(isinstance(op, ast.In | ast.NotIn) for op in node.ops):
                    named = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
                    if handler.name in named and "str" in named:
                        read.append(f"{graph.name(path)}:{node.lineno}")
    assert read == []
