"""The walls that keep the house readable, read from the imports themselves; each one only ever tightens."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache

import graph
from terbuka.portal.features import FEATURES

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
    "lifecycle",
    "desk",
    "cli",
)
#: Libraries that a room may import, besides Python's own.
LIBRARIES = {
    "base": "",
    "record": "packaging yaml jsonschema",
    # What runs in the guarded process, and the only readers of documents from strangers.
    "record/inside": "lxml mutagen openpyxl pikepdf PIL pypdfium2",
    "law": "",
    "duties": "",
    "kit": "babel jinja2 markupsafe markdown nh3 PIL typst xlsxwriter",
    "site": "brotli cbor2 pagefind pygments yaml",
    "features": "duckdb markdown markupsafe rdflib segno",
    "portal": "PIL markupsafe typst",
    "intake": "",
    "authoring": "",
    "review": "",
    "lifecycle": "packaging rdflib",
    "desk": "",
    "cli": "rich",
    "__main__": "",
    "__init__": "",
}
#: What lies outside the process, and the only modules that may reach it.
DOORS = {
    "subprocess": {
        *("base/git", "desk/forge", "lifecycle/children", "lifecycle/registry", "site/building", "record/peek"),
    },
    "socket": set(),
    "signal": {"record/inside/guarded", "site/preview_server"},
    "urllib.request": set(),
    "http": {"site/preview_server"},
    "time": set(),
    "random": set(),
    "secrets": {"features/receipts/codes", "site/preview_server"},
    "os": {
        *("cli/__init__", "cli/common", "cli/comparing", "cli/issues", "cli/tools", "site/building"),
        *("lifecycle/children", "lifecycle/journal"),
    },
    "pickle": set(),
    "shutil": {
        "cli/starting",
        "lifecycle/journal",
        "lifecycle/placing",
        "lifecycle/upgrade",
        "desk/probe",
        "site/building",
        "site/preview_server",
        "site/sources",
    },
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
    assert graph.circles() == []


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


# --- features -------------------------------------------------------------------------------------------------

#: Which feature may know which; a pair that nothing uses goes.
FEATURE_USES = {
    "annual_report": "service",
    "catalogue": "open_data",
    "guide": "indicators",
    "indicators": "service",
    "information": "exclusions notices open_data",
    "receipts": "service",
    "strategy": "receipts service standards",
    "survey": "indicators",
}
#: Modules outside ``features/`` that name a feature beside the tuple, and how many features each. They show, write or
#: tell of one feature in a place that is not its own; a number may only fall.
NAMED_OUTSIDE = {
    "authoring/editors": 1,
    "authoring/new_dataset": 1,
    "authoring/releases": 1,
    "cli/auditing": 1,
    "cli/building": 1,
    "cli/common": 1,
    "cli/data": 1,
    "cli/desk": 1,
    "cli/morning": 1,
    "cli/office": 1,
    "desk/dashboard": 3,
    "lifecycle/catalogue": 1,
    "lifecycle/leaving": 2,
    "lifecycle/leaving_descriptor": 1,
    "portal/agenda": 1,
    "portal/checking": 1,
    "portal/coaching": 1,
    "portal/data": 1,
    "portal/feeds": 2,
    "portal/home": 3,
    "portal/kinds": 1,
    "portal/load/__init__": 1,
    "portal/load/bodies": 2,
    "portal/pages": 4,
    "portal/prose_rules": 1,
    "portal/schema_files": 1,
    "portal/shells": 2,
    "portal/targets": 4,
    "review/fallback_report": 1,
    "review/report": 1,
}
#: Where the survey is named outside its folder, and why.
SURVEY_NAMED = {
    "portal/features.py": "the tuple",
    "law/body.py": "formulir_survei is a key of the records of a body",
    "law/role_rules.py": "the role of duties that ask for a survey is a word of the law data",
    "authoring/badan.yml": "the same key, in the records of a new body",
    "features/indicators/messages.toml": "an obstacle may be about an element of the survey",
    "features/indicators/templates/tindak-lanjut.html": "a page says so to citizens",
    "lifecycle/salinan.txt": "the files that were once copied into portals, by their paths",
    "theme/assets/survei.css": "assets of all features are sent from one folder",
}


def test_features_know_only_those_listed() -> None:
    used: dict[str, set[str]] = {}
    for module, targets in graph.edges().items():
        others = {graph.feature(target) for target in targets} - {"", graph.feature(module)}
        if graph.feature(module) and others:
            used.setdefault(graph.feature(module), set()).update(others)
    assert used == {name: set(others.split()) for name, others in FEATURE_USES.items()}


def test_a_feature_is_named_outside_its_folder_only_where_listed() -> None:
    named = {}
    for module, targets in graph.edges().items():
        features = {graph.feature(target) for target in targets} - {""}
        if features and not graph.feature(module) and module != "portal/features":
            named[module] = len(features)
    assert named == NAMED_OUTSIDE


def test_every_feature_stands_in_the_tuple() -> None:
    """The catalogue is none: it judges nothing and offers what the others give it."""
    folders = {graph.feature(module) for module in graph.edges()} - {"", "catalogue"}
    assert folders == {feature.name for feature in FEATURES}
    assert folders == {graph.feature(target) for target in graph.edges()["portal/features"]} - {""}


def test_the_survey_is_named_only_in_its_folder() -> None:
    named = {
        path.relative_to(graph.PACKAGE).as_posix()
        for path in graph.PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "survey" not in path.parts
        if re.search(r"survey|survei|\bskm\b", path.name + path.read_text("utf-8", "ignore"), re.IGNORECASE)
    }
    assert named == set(SURVEY_NAMED)


# --- roles by file name ---------------------------------------------------------------------------------------

#: Modules of a feature that only know records, and judge them.
PURE_ROLES = ("record", "rules", "judge", "gaps", "sources", "measures", "subjects", "agenda")
#: What they may reach, in as many steps as it takes.
PURE_ROOMS = ("base", "record", "law", "duties", "features")
#: Ways to files, clock, network and pages. ``base/problem`` opens its own table of words, when a sentence is asked for.
IMPURE = [
    "http",
    "importlib",
    "io",
    "jinja2",
    "markupsafe",
    "os",
    "shutil",
    "signal",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
]
SENTENCES = "base/problem"


def _pure() -> list[str]:
    roles = [m for m in graph.edges() if graph.feature(m) and m.rsplit("/", 1)[1] in PURE_ROLES]
    return [m for m in graph.edges() if graph.room(m) in ("law", "duties")] + roles


def test_what_judges_reaches_no_page_file_clock_or_network() -> None:
    wrong = []
    for module in _pure():
        for other in graph.reached(module):
            ways = [f"{dotted}." for dotted in graph.at_import(graph.PACKAGE / f"{other}.py")]
            impure = [way for way in IMPURE if any(dotted.startswith(f"{way}.") for dotted in ways)]
            if graph.room(other) not in (*PURE_ROOMS, "__init__"):
                wrong.append(f"{module} reaches {other}")
            elif graph.feature(other) and other.rsplit("/", 1)[1] in ("pages", "files", "shown", "view"):
                wrong.append(f"{module} reaches the pages of {other}")
            elif impure and other != SENTENCES:
                wrong.append(f"{module} reaches {', '.join(impure)} in {other}")
    assert wrong == []


#: Imports what is named behind it and prints the files that were opened on the way, but for code.
_WATCH = """
import importlib, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*(path for path in opened if not path.endswith((".py", ".pyc", ".so", ".pyd"))), sep="\\n")
"""


def test_what_judges_opens_no_file_when_it_is_imported() -> None:
    """Seen from outside: templates, catalogues and tables that are read too early show themselves."""
    names = [f"terbuka.{module.replace('/', '.').removesuffix('.__init__')}" for module in _pure()]
    watched = subprocess.run(
        [sys.executable, "-c", _WATCH, *names],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(graph.PACKAGE.parent)},
    )
    assert watched.stdout.split() == []


def test_pages_read_nothing() -> None:
    wrong = [
        f"{module} uses {target}"
        for module, targets in graph.edges().items()
        if graph.feature(module) and module.rsplit("/", 1)[1] in ("pages", "files", "view", "shown")
        for target in targets
        if target in ("record/reader", "record/text") or target.startswith("portal/load")
    ]
    assert wrong == []


# --- sizes ----------------------------------------------------------------------------------------------------

MOST_LINES, MOST_LINES_OF_A_FUNCTION = 400, 40
#: Modules and functions that are longer still, with their lines; a number may only fall.
LONG_MODULES = {
    "kit/charts": 414,
    "kit/view": 490,
    "record/canonical": 485,
    "site/building": 465,
}
LONG_FUNCTIONS = {
    "cli/building publish": 49,
    "features/evaluation/pages pages": 44,
    "features/receipts/sheet sheet": 43,
    "features/service/citizen pages": 49,
    "features/service/view _rows": 42,
    "features/survey/intake count": 41,
    "intake/merge take": 41,
    "law/clocks due": 65,
    "portal/load/law read_law": 47,
    "record/schemas _column": 44,
    "site/building publish": 52,
}


def test_no_module_is_long() -> None:
    lengths = {graph.name(path): len(path.read_text("utf-8").splitlines()) for path in graph.MODULES}
    assert _grown({name: lines for name, lines in lengths.items() if lines > MOST_LINES}, LONG_MODULES) == []


def test_no_function_is_long() -> None:
    long = {}
    for path in graph.MODULES:
        for node in ast.walk(graph.tree(path)):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    long[f"{graph.name(path)} {node.name}"] = lines
    assert _grown(long, LONG_FUNCTIONS) == []


def _grown(long: Mapping[str, int], known: Mapping[str, int]) -> list[str]:
    """What is longer than it may be; what is long no more leaves the list."""
    grown = [f"{name} has {lines} lines" for name, lines in long.items() if lines > known.get(name, 0)]
    return grown + [f"{name} is short now: take it off the list" for name in known if name not in long]
