"""What all tests share: one switch, and answers about texts and documents that are asked for again and again.

Hundreds of tests load a small portal whose law and schemas are the same to the byte. What the program finds out about
the same bytes is the same; here it is found out once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from terbuka.record import peek, records, scan, schemas, strict_yaml

# A machine that is busy is no fault of the program.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write the expected files anew; a person then reviews the difference before it is committed",
    )


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


Function = Callable[..., Any]


def remembered(function: Function, key: Callable[..., tuple[Any, ...]]) -> Function:
    """``function``, which has no effects, asked once for each ``key`` of its arguments; a refusal is not kept."""
    answers: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def ask(*given: Any) -> Any:
        at = key(*given)
        if at not in answers:
            # The arguments are kept as well: an object that is gone could lend its id to another one.
            answers[at] = given, function(*given)
        return answers[at][1]

    return ask


def looked_at_once(look: Function) -> Function:
    """The same document gets the same answer: the guarded process is asked only once for each content."""
    answers: dict[tuple[str, str], dict[str, Any]] = {}

    def ask(requests: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
        if not all(Path(r["path"]).is_file() for r in requests):
            return look(requests)
        keys = {r["path"]: (hashlib.sha256(Path(r["path"]).read_bytes()).hexdigest(), r["kind"]) for r in requests}
        new = [r for r in requests if keys[r["path"]] not in answers or "to" in r]
        answers.update({keys[path]: answer for path, answer in look(new).items()})
        return {path: {**answers[key], "path": path} for path, key in keys.items()}

    return ask


@pytest.fixture(scope="session", autouse=True)
def the_same_bytes_are_read_once() -> Iterator[None]:
    """Trees of YAML by their text; schemas, broken rules and personal data by the tree that they were found in."""
    in_tree = scan.in_tree
    with pytest.MonkeyPatch.context() as patch:
        for module, name, key in (
            (strict_yaml, "_compose", lambda text: (text,)),
            (schemas, "_schema", lambda kind, node, path: (kind, id(node), path)),
            (records, "_constraints", lambda instance, schema, node, path, bad: (id(schema), id(node), path)),
        ):
            patch.setattr(module, name, remembered(getattr(module, name), key))
        found = remembered(
            lambda *given: tuple(in_tree(*given)), lambda text, path, node, cols: (id(node), path, id(cols))
        )
        patch.setattr(scan, "in_tree", found)
        patch.setattr(peek, "look", looked_at_once(peek.look))
        yield


#: Files that take longest, the longest first: with two workers the last file to begin decides when a run ends.
SLOW = (
    "test_site.py",
    "test_citizen.py",
    "test_cases.py",
    "test_receipts.py",
    "test_charts.py",
    "test_long_words.py",
    "test_render.py",
    "test_bounds.py",
    "test_dashboard.py",
    "test_dataset_files.py",
    "test_editors.py",
    "test_new_feature.py",
    "test_service.py",
    "test_workflows.py",
    "test_portal_workflows.py",
    "test_upgrade.py",
    "test_own_data.py",
    "test_path.py",
    "test_upgrade_workflow.py",
    "test_wheel.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files first, the others as they come; within a file nothing changes."""
    order = {name: number for number, name in enumerate(SLOW)}
    items.sort(key=lambda item: order.get(item.path.name, len(SLOW)))
