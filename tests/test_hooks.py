"""The hooks for pre-commit, run by pre-commit itself in a repository of an office."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import trees

DEFINITION = trees.REPOSITORY / ".pre-commit-hooks.yaml"
PERSON = ("-c", "user.name=Penguji", "-c", "user.email=penguji@contoh.example")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A command in a folder, with a cache of pre-commit of its own and our command on the path."""
    scripts = sysconfig.get_path("scripts")
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON"))},
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PRE_COMMIT_COLOR": "never",
    }

    def go(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    return go


@pytest.fixture
def office(tmp_path: Path, run: Run) -> Path:
    """A portal in git whose configuration names the hook of the program's repository."""
    program = tmp_path / "program"
    program.mkdir()
    shutil.copy(DEFINITION, program)
    portal = trees.grow(tmp_path / "portal")
    for repository in (program, portal):
        run(repository, "git", "init", "-q")
    (portal / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {program}\n    rev: {commit(program, run)}\n    hooks:\n      - id: terbuka-check\n",
        "utf-8",
    )
    commit(portal, run)
    return portal


def commit(repository: Path, run: Run) -> str:
    run(repository, "git", "add", "-A")
    run(repository, "git", *PERSON, "commit", "-q", "-m", "awal")
    return run(repository, "git", "rev-parse", "HEAD").stdout.strip()


def test_the_hook_lets_sound_data_pass_and_stops_a_broken_row(office: Path, run: Run) -> None:
    passed = run(office, "pre-commit", "run", "--all-files")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Passed" in passed.stdout
    with (office / trees.REGISTER).open("a", encoding="utf-8") as register:
        register.write("satu sel saja\n")
    run(office, "git", "add", "-A")
    stopped = run(office, "pre-commit", "run")
    assert stopped.returncode == 1
    assert f"{trees.REGISTER}:" in stopped.stdout
    assert "[jumlah-sel]" in stopped.stdout


def test_the_hook_does_not_run_for_files_that_are_no_data(office: Path, run: Run) -> None:
    (office / "CATATAN.md").write_text("Catatan rapat.\n", "utf-8")
    run(office, "git", "add", "-A")
    skipped = run(office, "pre-commit", "run")
    assert skipped.returncode == 0
    assert "(no files to check)" in skipped.stdout


def test_both_hooks_run_the_same_command_on_the_same_files() -> None:
    hooks = yaml.safe_load(DEFINITION.read_text("utf-8"))
    assert [(hook["id"], hook["language"]) for hook in hooks] == [
        ("terbuka-check", "system"),
        ("terbuka-check-terpisah", "python"),
    ]
    assert {hook["entry"] for hook in hooks} == {"terbuka check --against HEAD"}
    assert len({hook["files"] for hook in hooks}) == 1
