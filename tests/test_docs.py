"""What the documents say is compared with the program's own registries.

``--rewrite`` writes the help block of README anew.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from terbuka import cli
from terbuka.kit.view import flat
from terbuka.portal.load import load

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- help -->\n```\n)(.*?)(```\n<!-- /help -->)", re.DOTALL)
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "HACKING.md",
    "docs/hosting.md",
    "docs/answers.md",
    "docs/engine.md",
    "docs/figures.md",
    "CHANGELOG.md",
    "SECURITY.md",
)


def commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (a for a in cli.parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def help_block(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.setenv("NO_COLOR", "1")
    return "\n".join([cli.parser().format_help(), *(p.format_help() for p in commands().values())])


def test_the_help_in_readme_is_what_the_command_prints(monkeypatch: pytest.MonkeyPatch, rewrite: bool) -> None:
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    wanted = help_block(monkeypatch)
    if rewrite:
        text = BLOCK.sub(lambda m: m[1] + wanted + m[3], text)
        readme.write_text(text, "utf-8")
    found = BLOCK.search(text)
    assert found is not None
    assert found[2] == wanted


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_has_help(name: str) -> None:
    for action in commands()[name]._actions:
        assert action.help, (name, action.option_strings)


def test_every_key_of_every_schema_is_in_the_data_dictionary() -> None:
    from terbuka.base.page import Page
    from terbuka.portal.pages import render

    corpus, _ = load(ROOT)
    from terbuka.duties.verdict import Assessment

    (page,) = (p for p in render(corpus, Assessment(bodies={})) if isinstance(p, Page) and p.path == "kamus/index.html")
    assert len(corpus.schemas) >= 12
    for schema in corpus.schemas.values():
        assert f'<h2 id="{schema.kind}">' in page.article
        for name, column in flat(schema.columns):
            assert f"<code>{name}</code>" in page.article, (schema.kind, name)
            assert column.text.strip(), (schema.kind, name)


def test_every_blank_template_can_be_read_and_holds_the_needed_keys() -> None:
    from terbuka.portal.data import templates
    from terbuka.record.strict_yaml import parse

    corpus, _ = load(ROOT)
    made = {f.path: f.content.decode() for f in templates(corpus)}
    assert len(made) == len(corpus.schemas)
    for schema in corpus.schemas.values():
        ending = "csv" if schema.shape == "tabel" else "yml"
        text = made[f"api/v1/templat/{schema.kind}.{ending}"]
        if ending == "csv":
            assert text == ",".join(c.name for c in schema.columns) + "\n"
            continue
        node, problems = parse(text, "templat.yml")
        assert problems == []
        assert node is not None
        record = node.entries[0] if schema.shape == "daftar" else node
        assert list(record.items) == [c.name for c in schema.columns if c.required]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_link_of_a_document_is_dead(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s#]+)", text):
        if not re.match(r"[a-z]+:", target):
            assert (ROOT / target).exists(), target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_and_commands_that_documents_name_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"`((?:scripts|schemas|datasets|tests|content|\.github)/[\w./-]+)`", text):
        assert (ROOT / target).exists(), target
    for command in re.findall(r"`(?:\.venv/bin/)?terbuka ([a-z][a-z-]*)", text):
        assert command in commands(), command
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for target in re.findall(r"`make ([a-z]+)", text):
        assert target in targets, target


def test_every_module_says_what_it_promises() -> None:
    modules = sorted((ROOT / "scripts/terbuka").rglob("*.py"))
    assert len(modules) > 20
    for module in modules:
        first = module.read_text("utf-8").lstrip()
        assert first.startswith('"""'), module
