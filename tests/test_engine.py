"""The shell by either engine: the same portal, the same bytes; and what is said when one is not there."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest

import theme_needs
import trees
from terbuka import cli
from terbuka.base.engines import ENGINES
from terbuka.portal.load import load
from terbuka.site import engine


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of its own, because its settings are changed."""
    folder = tmp_path_factory.mktemp("mesin") / "portal"
    shutil.copytree(trees.portal(), folder)
    return folder


def ask_for(root: Path, name: str) -> None:
    settings = root / "mkdocs.yml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith("  mesin:")]
    at = lines.index("extra:") + 1 if "extra:" in lines else len(lines)
    head = [] if "extra:" in lines else ["extra:"]
    settings.write_text("\n".join([*lines[:at], *head, f"  mesin: {name}", *lines[at:]]) + "\n", "utf-8")


def hashes(site: Path) -> dict[str, str]:
    paths = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def build(root: Path, name: str, out: Path) -> dict[str, str]:
    ask_for(root, name)
    words = ["build", "--root", str(root), "--out", str(out), "--on", trees.DAY.isoformat(), "--no-search"]
    assert cli.main(words) == 0
    return hashes(out)


def differing(first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    return [path for path in sorted(first.keys() | second.keys()) if first.get(path) != second.get(path)]


@pytest.fixture(scope="module")
def by_mkdocs(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return build(root, "mkdocs", tmp_path_factory.mktemp("mkdocs") / "site")


def test_both_engines_write_the_same_bytes(
    root: Path, by_mkdocs: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules: list[str] = []
    real = engine.command

    def noted(name: str, settings: Path) -> list[str]:
        command = real(name, settings)
        modules.append(command[2])
        return command

    monkeypatch.setattr(engine, "command", noted)
    by_properdocs = build(root, "properdocs", tmp_path / "site")
    assert modules == ["properdocs"]
    assert len(by_mkdocs) > 100
    assert differing(by_mkdocs, by_properdocs) == []


def test_without_the_theme_its_few_files_are_enough(
    root: Path, by_mkdocs: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What docs/engine.md says to do on the day the theme is gone: the files of the list stand in our own folder, no
    theme is named."""
    own, package = tmp_path / "theme", Path(str(files("material") / "templates"))
    shutil.copytree(theme_needs.THEME, own)
    needed = theme_needs.from_text(theme_needs.WRITTEN.read_text("utf-8"))
    for pattern in [*needed["templates of the theme"], *needed["files of the theme in the site"]]:
        for file in package.glob(pattern):
            target = own / file.relative_to(package)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    real = engine.command

    def of_our_own(name: str, settings: Path) -> list[str]:
        written = json.loads(settings.read_text("utf-8"))
        written["theme"] = {"name": None, "custom_dir": str(own), "icon": {}, "static_templates": ["404.html"]}
        settings.write_text(json.dumps(written, ensure_ascii=False), "utf-8")
        return real(name, settings)

    monkeypatch.setattr(engine, "command", of_our_own)
    assert differing(by_mkdocs, build(root, "properdocs", tmp_path / "site")) == []


def test_an_engine_that_is_not_installed_is_said_and_nothing_is_written(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(engine, "find_spec", lambda name: None if name == "properdocs" else real(name))
    ask_for(root, "properdocs")
    out = tmp_path / "site"
    assert cli.main(["build", "--root", str(root), "--out", str(out), "--no-search"]) == 1
    assert "mkdocs.yml  [mesin-belum-terpasang]" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ENGINES)
def test_the_settings_name_the_engine(root: Path, name: str) -> None:
    ask_for(root, name)
    corpus, problems = load(root)
    assert (corpus.engine, problems) == (name, [])


def test_a_portal_that_names_none() -> None:
    assert trees.records().engine == ""
    assert engine.command("", Path("a.yml"))[1:3] == ["-m", "mkdocs"]
    assert engine.missing("") == []
