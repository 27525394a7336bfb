"""Asks a process of its own, with limits of time and memory, what documents hold that strangers may have made.

``inside`` is what runs there, the only place that opens PDF, office files, pictures and sound; its answers are plain
values (see ``inside/guarded``).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from terbuka.record.inside.findings import MOST_COLUMNS, MOST_ROWS, MOST_SECONDS, PAGE_END

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "PAGE_END", "look"]

#: The folder that holds the program is named to the process, which otherwise looks nowhere but in the environment.
_START = "import sys; sys.path.append(sys.argv.pop()); from terbuka.record.inside.guarded import main; main()"
_HOME = str(Path(__file__).parents[2])


def look(requests: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
    """Answers by path. The document that made the process fail or hang gets ``why: macet``; the ones behind
    it are looked at by a new process."""
    answers: dict[str, dict[str, Any]] = {}
    waiting = list(requests)
    while waiting:
        for answer in _ask(waiting):
            answers[answer["path"]] = answer
        waiting = [r for r in waiting if r["path"] not in answers]
        if waiting:
            answers[waiting.pop(0)["path"]] = {"ok": False, "why": "macet"}
    return answers


def _ask(requests: list[dict[str, str]]) -> list[dict[str, Any]]:
    lines = "".join(json.dumps(r) + "\n" for r in requests)
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, _HOME],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    try:
        out, _ = process.communicate(lines, timeout=MOST_SECONDS * (1 + len(requests)))
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
    whole = out[: out.rfind("\n") + 1]
    return [json.loads(line) for line in whole.splitlines()]
