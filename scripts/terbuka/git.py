"""The one door to git: which commit the tree stands on. Knows no rule."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Commit:
    """``id`` is the full hash, ``time`` ISO 8601 with offset, ``epoch`` seconds since 1970."""

    id: str
    time: str
    epoch: int


def head(root: Path) -> Commit | None:
    """The commit that is checked out at ``root``; None outside a repository, without a commit or without git."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%H%n%cI%n%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return None
    commit, time, epoch = done.stdout.split()
    return Commit(commit, time, int(epoch))
