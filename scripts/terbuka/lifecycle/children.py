"""Another version of the program, run as a child of this one: with its own code, its own law, the same libraries.

Promises: the child is the Python that runs; no shell; the folder it is started in is not searched for programs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

#: Another program at work.
Child = subprocess.Popen[str]
_SECONDS = 120


class NoAnswer(Exception):
    """The child did not come to its end."""


def starts(program: Path, version: str) -> bool:
    """Whether the program unpacked in ``program`` runs here, and says that it is of that ``version``."""
    try:
        return version in answer(ask(program, ["--version"])).split()
    except NoAnswer:
        return False


def hand_over(program: Path | None, words: Sequence[str]) -> int:
    """Run ``terbuka WORDS`` of the program unpacked in ``program`` (None: the installed one) in the place of this one;
    its exit code. It speaks to the same terminal."""
    return subprocess.run(_command(words), env=_around(program), check=False).returncode


def ask(program: Path | None, words: Sequence[str]) -> Child:
    """Start ``terbuka WORDS``; ``answer`` waits for what it prints."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        _command(words), env=_around(program), stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, encoding="utf-8"
    )


def answer(child: Child, good: Collection[int] = (0,)) -> str:
    """What a child printed that came to a ``good`` end; raises ``NoAnswer``."""
    try:
        text, _ = child.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        raise NoAnswer from None
    if child.returncode not in good:
        raise NoAnswer
    return text


def end(child: Child | None) -> None:
    """Stop a child whose answer nobody waits for any more."""
    if child is not None and child.poll() is None:
        child.kill()
        child.communicate()


def _command(words: Sequence[str]) -> list[str]:
    return [sys.executable, "-P", "-m", "terbuka", *words]


def _around(program: Path | None) -> dict[str, str]:
    around = {**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    around.pop("PYTHONPATH", None)
    return {**around, "PYTHONPATH": str(program)} if program else around
