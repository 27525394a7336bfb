"""Who imports whom in the program: ``python tests/graph.py`` prints rooms, arrows between them, floors and circles.

A room is what stands at ``scripts/terbuka/``; an arrow leads from a room to one that it imports; the floors are the
longest way down; a circle is a set of modules that import each other. ``TYPE_CHECKING`` counts like any import.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "scripts/terbuka"
MODULES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    """``scripts/terbuka/kit/words.py`` as ``kit/words``."""
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def room(module: str) -> str:
    return module.split("/", maxsplit=1)[0]


def feature(module: str) -> str:
    """The feature that a module belongs to; empty outside ``features/``."""
    parts = module.split("/")
    return parts[1] if parts[0] == "features" and len(parts) > 2 else ""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """Dotted names of all that a module imports, inside functions too."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports by dots"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


@cache
def edges() -> Mapping[str, frozenset[str]]:
    """Each module with the modules of the program that it imports."""
    known = {name(path) for path in MODULES}
    return {name(path): frozenset(_ours(imported(path), known)) - {name(path)} for path in MODULES}


@cache
def at_import(path: Path) -> frozenset[str]:
    """Dotted names that a module imports as soon as it is imported itself: neither within functions nor for types."""
    return frozenset(_at_import(tree(path).body))


def _at_import(body: Iterable[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If):
            yield from _at_import(() if "TYPE_CHECKING" in ast.unparse(node.test) else node.body)
            yield from _at_import(node.orelse)
        elif isinstance(node, ast.Try | ast.With | ast.ClassDef):
            yield from _at_import(node.body)


@cache
def reached(module: str) -> frozenset[str]:
    """The module with all modules of the program that it imports, and that these import, as soon as it is imported.

    The packages that they stand in are left out: ``features/x/__init__`` is not what ``features/x/rules`` asks for.
    """
    known = {name(path) for path in MODULES}
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += _ours(at_import(PACKAGE / f"{here}.py"), known)
    return frozenset(seen)


def _ours(names: Iterable[str], known: set[str]) -> Iterator[str]:
    for dotted in names:
        parts = dotted.split(".")
        if parts[0] != "terbuka":
            continue
        for length in range(len(parts), 0, -1):
            module = "/".join(parts[1:length])
            for candidate in (module, f"{module}/__init__".lstrip("/")):
                if candidate in known:
                    yield candidate
                    break
            else:
                continue
            break


def arrows() -> set[tuple[str, str]]:
    """Pairs of rooms, each imported by the other's modules; the two doors at the top are no rooms."""
    pairs = {(room(a), room(b)) for a, targets in edges().items() for b in targets}
    return {(a, b) for a, b in pairs if a != b and not a.startswith("__") and not b.startswith("__")}


def rooms() -> list[str]:
    return sorted({room(module) for module in edges()} - {"__init__", "__main__"})


def floors() -> int:
    """The longest chain of rooms, each using the next; circles of rooms count once."""
    below: dict[str, set[str]] = {one: set() for one in rooms()}
    for a, b in arrows():
        below[a].add(b)

    def depth(one: str, seen: frozenset[str]) -> int:
        return 1 + max((depth(b, seen | {one}) for b in below[one] if b not in seen), default=0)

    return max(depth(one, frozenset()) for one in rooms())


def circles() -> list[list[str]]:
    """Sets of modules that import each other (Tarjan), the largest first."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        order[module] = low[module] = len(order)
        stack.append(module)
        for target in edges()[module]:
            if target not in order:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], order[target])
        if low[module] == order[module]:
            members = []
            while not members or members[-1] != module:
                members.append(stack.pop())
            if len(members) > 1:
                found.append(sorted(members))

    for module in edges():
        if module not in order:
            visit(module)
    return sorted(found, key=len, reverse=True)


def main() -> None:
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in MODULES)
    print(f"{len(rooms())} rooms, {len(arrows())} arrows, {floors()} floors, {len(circles())} circles")
    print(f"{len(MODULES)} modules, {lines} lines")
    for a in rooms():
        print(f"  {a}: {' '.join(sorted(b for c, b in arrows() if c == a))}")
    for members in circles():
        print("  circle:", " ".join(members))


if __name__ == "__main__":
    main()
