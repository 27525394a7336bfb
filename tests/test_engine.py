"""The shell by either engine: the same portal, the same bytes; and what is said when one is not there."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
from pathlib import Path

import pytest

import trees
from terbuka import cli
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
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_both_engines_write_the_same_bytes(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[str] = []
    real = engine.command
    monkeypatch.setattr(engine, "command", lambda name, file: commands.append(name) or real(name, file))
    sites = {}
    for name in engine.ENGINES:
        ask_for(root, name)
        arguments = ["build", "--root", str(root), "--out", str(tmp_path / name), "--on", trees.DAY.isoformat()]
        assert cli.main([*arguments, "--no-search"]) == 0
        sites[name] = hashes(tmp_path / name)
    assert commands == ["mkdocs", "properdocs"]
    first, second = sites.values()
    assert len(first) > 100
    assert [path for path in sorted(first.keys() | second.keys()) if first.get(path) != second.get(path)] == []


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


@pytest.mark.parametrize("name", engine.ENGINES)
def test_the_settings_name_the_engine(root: Path, name: str) -> None:
    ask_for(root, name)
    corpus, problems = load(root)
    assert (corpus.engine, problems) == (name, [])


def test_a_portal_that_names_none() -> None:
    assert trees.records().engine == ""
    assert engine.command("", Path("a.yml"))[1:3] == ["-m", "mkdocs"]
    assert engine.missing("") == []
