"""What a command loads before it answers: names of modules, because seconds depend on the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import trees
from terbuka.cli.grammar import COMMANDS, Command

#: Libraries that read or write for people; a check of records needs none of them.
HEAVY = {
    *("PIL", "babel", "brotli", "cbor2", "duckdb", "frictionless", "jinja2", "lxml", "markdown", "mkdocs", "mutagen"),
    *("nh3", "openpyxl", "pagefind", "pikepdf", "pypdfium2", "rdflib", "rich", "segno", "typst", "xlsxwriter"),
}
#: Rooms and modules that make pages, files or papers, or look at another version.
MAKERS = ("site", "intake", "authoring", "review/against", "review/github", "kit/portal", "kit/view", "kit/pdf")
LOADED = (
    "import json, sys\n"
    "from terbuka.cli import main\n"
    "try:\n"
    "    code = main(sys.argv[1:])\n"
    "except SystemExit as end:\n"
    "    code = end.code\n"
    "print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)\n"
)


def loaded(*words: str) -> tuple[int, set[str]]:
    """The exit code of a command in a process of its own, and the modules that it ended with."""
    done = subprocess.run([sys.executable, "-c", LOADED, *words], check=True, capture_output=True, text=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_version_and_help_load_only_the_grammar(word: str) -> None:
    code, modules = loaded(word)
    assert code == 0
    ours = {name for name in modules if name.partition(".")[0] == "terbuka"}
    assert ours == {
        "terbuka",
        *(f"terbuka.{name}" for name in ("cli", "cli.arguments", "cli.codes", "cli.grammar", "cli.options")),
    }
    assert not modules & {*HEAVY, "jsonschema", "yaml", "subprocess", "dataclasses"}


def test_a_check_loads_nothing_that_makes_pages(tmp_path: Path) -> None:
    code, modules = loaded("check", "--root", str(trees.grow(tmp_path / "portal")), "--on", str(trees.DAY))
    assert code == 0
    assert sorted(HEAVY & modules) == []
    ours = {name.removeprefix("terbuka.").replace(".", "/") for name in modules if name.startswith("terbuka.")}
    assert "portal/checking" in ours
    assert [name for name in sorted(ours) if name.startswith(MAKERS) or name.endswith(("/pages", "/files"))] == [
        "record/files"
    ]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_names_a_function(command: Command) -> None:
    module, _, function = command.run.partition(":")
    assert callable(getattr(import_module(f"terbuka.cli.{module}"), function))
