"""What all tests share: one switch, and answers about documents that are asked for again and again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from terbuka.record import peek


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write the expected files anew; a person then reviews the difference before it is committed",
    )


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


_answers: dict[tuple[str, str], dict[str, Any]] = {}
_look = peek.look


@pytest.fixture(autouse=True)
def documents_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same document gets the same answer: the guarded process is asked only once for each content."""

    def look(requests: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
        keys = {r["path"]: (hashlib.sha256(Path(r["path"]).read_bytes()).hexdigest(), r["kind"]) for r in requests}
        new = [r for r in requests if keys[r["path"]] not in _answers or "to" in r]
        _answers.update({keys[path]: answer for path, answer in _look(new).items()})
        return {path: {**_answers[key], "path": path} for path, key in keys.items()}

    monkeypatch.setattr(peek, "look", look)
