"""Who may use whom: the walls that keep the flow readable, read from the imports themselves."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import trees

PACKAGE = trees.REPOSITORY / "scripts/terbuka"

#: Module or package -> modules of the program, then libraries, that it may import. Of the standard library
#: everything is open, except what ``DOORS`` names.
WALLS: dict[str, tuple[str, str]] = {
    "personal_forms": ("", ""),
    "personal": ("personal_forms", ""),
    "periods": ("", ""),
    "workdays": ("", ""),
    "clocks": ("model workdays", ""),
    "rights": ("clocks model workdays", ""),
    "problem": ("personal", ""),
    "model": ("problem periods", ""),
    "languages": ("", "babel"),
    "routes": ("languages model", ""),
    "page": ("model problem", ""),
    "store": ("", ""),
    "receipt_code": ("", ""),
    "receipt_files": ("render", "segno"),
    "apart": ("git", ""),
    "receipts": ("apart canonical load model problem receipt_code receipt_files render routes", ""),
    "load": ("inside model numerals problem periods personal spreadsheet store", "yaml jsonschema frictionless"),
    # What runs in the guarded process, and the only readers of documents from strangers.
    "inside": ("", "lxml mutagen openpyxl pikepdf PIL pypdfium2"),
    # The registers of indicators and their columns: pure, needed by judging, checking and telling.
    "sources": ("model", ""),
    # What is counted of a body: one table, read by audit and strategy.
    "measures": ("model periods sources", ""),
    # How numbers are written: pure, needed by reading, checking and describing.
    "numerals": ("", ""),
    "validate": ("clocks model numerals problem periods routes sources", ""),
    # Working days are arithmetic, and the law's clocks are read from its data: both pure.
    "assess": ("clocks measures model problem periods routes sources workdays", ""),
    "json_schemas": ("model", ""),
    "editors": ("json_schemas load model", ""),
    "agenda": ("model periods", ""),
    "agenda_report": ("agenda github problem report", ""),
    "icalendar": ("agenda routes", ""),
    "report": ("clocks model problem workdays", ""),
    "render": (
        (
            "agenda clocks explain icalendar json_schemas languages model problem periods receipt_code rights routes "
            "page sources store workbooks workdays"
        ),
        "jinja2 markupsafe markdown nh3 rdflib PIL segno typst duckdb",
    ),
    "offline": ("", ""),
    "policy": ("", ""),
    "hosting": ("policy", ""),
    "sealing": ("", "brotli"),
    "archive": ("sealing", ""),
    "site": ("hosting languages offline page policy problem sealing", "cbor2 pagefind"),
    "git": ("", ""),
    "explain": ("problem", ""),
    "serve": ("", ""),
    "against": ("model problem", ""),
    "against_report": ("against model problem report", ""),
    "github": ("against against_report model problem report", ""),
    "earlier": ("against assess git load model problem validate", ""),
    "fallback": ("earlier git load model problem validate", ""),
    "fallback_report": ("fallback model problem render", ""),
    "canonical": ("load model problem spreadsheet", ""),
    "canonical_report": ("canonical problem", ""),
    "spreadsheet": ("", ""),
    "workbooks": ("", "xlsxwriter"),
    "intake": ("canonical load model personal problem spreadsheet workbooks", ""),
    "audit_paper": ("assess model periods personal render workbooks", ""),
    "tracked": ("git load problem", ""),
    "start": ("editors load model routes", ""),
    "specimen": ("model", ""),
    "doctor": ("problem routes", ""),
    "probe": ("doctor git model problem site tracked", ""),
    "answers": ("model problem", ""),
    "guesses": ("load model numerals problem spreadsheet", ""),
    "inference": ("canonical guesses load numerals personal problem", ""),
    "new_dataset": ("answers editors guesses inference load model numerals problem specimen", ""),
    "releases": ("canonical editors load model specimen", ""),
    "new": ("answers canonical editors load model problem routes specimen start validate", ""),
    "asking": ("answers model new problem", ""),
    "cleaning": ("load", ""),
    "attest": ("canonical load model personal", ""),
    "readings": ("canonical model periods sources", ""),
    "cli": (
        (
            "against against_report agenda agenda_report answers apart archive asking assess attest audit_paper "
            "canonical canonical_report cleaning clocks doctor earlier editors explain fallback fallback_report git "
            "github hosting icalendar inference intake load model new new_dataset probe problem readings receipts "
            "releases render report serve site start store tracked validate"
        ),
        "rich",
    ),
    "__main__": ("cli", ""),
    "__init__": ("", ""),
}

#: What lies outside the process, and the only modules that may reach it.
DOORS = {
    "subprocess": {"git", "site", "load/peek"},
    "socket": set(),
    "signal": {"inside/guarded", "serve"},
    "urllib.request": set(),
    "http": {"serve"},
    "time": set(),
    "random": set(),
    "secrets": {"receipt_code", "serve"},
    "os": {"cli/__init__", "cli/building", "cli/common", "cli/tools", "site"},
    "pickle": set(),
    "shutil": {"probe", "serve", "site", "start"},
}

#: The clock is an argument: only the command reads it.
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("time", "time")}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def wall(path: Path) -> str:
    return name(path).split("/")[0]


def imports(path: Path) -> set[str]:
    """Dotted names of all that a module imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports by dots"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_module_stands_behind_a_wall() -> None:
    assert len(MODULES) > 20
    assert {wall(path) for path in MODULES} == set(WALLS)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_walls(path: Path) -> None:
    ours, theirs = (set(words.split()) for words in WALLS[wall(path)])
    for imported in imports(path):
        top, _, rest = imported.partition(".")
        if top == "terbuka":
            part = rest.split(".")[0]
            is_module = (PACKAGE / f"{part}.py").exists() or (PACKAGE / part / "__init__.py").exists()
            assert not part or not is_module or part == wall(path) or part in ours, (
                f"{name(path)} may not use {imported}"
            )
        elif top not in sys.stdlib_module_names:
            assert top in theirs, f"{name(path)} may not use {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_doors(path: Path) -> None:
    for imported in imports(path):
        for door, allowed in DOORS.items():
            if imported == door or imported.startswith(f"{door}."):
                assert name(path) in allowed, f"{name(path)} may not use {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_command_reads_the_clock(path: Path) -> None:
    read = {
        (node.value.id, node.attr)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    assert wall(path) == "cli" or not read & CLOCK


def test_no_name_of_the_standard_library() -> None:
    ours = {part for path in MODULES for part in Path(name(path)).parts}
    assert ours & set(sys.stdlib_module_names) == {"site"}


def test_no_code_is_run_from_text() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            assert called not in ("eval", "exec", "compile", "__import__"), name(path)
