"""What git keeps of this repository: sources, never what a program makes of them."""

from __future__ import annotations

import re
import subprocess

import pytest

import trees

MADE = re.compile(r"(^|/)(__pycache__|\.venv|build|dist)/|^site/|\.(pyc|pyo|orig|rej)$")


def test_nothing_that_a_program_makes_is_tracked() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=trees.REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if listed.returncode:
        pytest.skip("Not a checkout of git: what it tracks cannot be asked.")
    tracked = listed.stdout.split("\0")
    assert "pyproject.toml" in tracked
    assert [path for path in tracked if MADE.search(path) and not path.startswith("tests/cases/")] == []
