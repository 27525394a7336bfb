"""YAML as officers can rely on it: scalars stay text, nothing is guessed, nothing is lost.

Promises: a tree of ``Node`` with line and column, or problems. Refuses duplicate keys, anchors, aliases,
tags, several documents, deep nesting and large files. Types come later, from the schema of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from terbuka.base.problem import Place, Problem
from terbuka.record.text import hidden
from terbuka.record.text import line as line_of

LARGEST_BYTES = 4_000_000
DEEPEST = 20
#: Keys, values and brackets of one file; a file of records has some thousands.
MOST_PARTS = 250_000

_Loader = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(slots=True)
class Node:
    """A mapping (``items``), a list (``entries``) or a scalar (``text``), with its place in the file."""

    kind: str
    line: int
    column: int
    text: str = ""
    items: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    entries: list[Node] = field(default_factory=list)

    def at(self, path: tuple[str | int, ...]) -> Node:
        """The node at ``path``, or the nearest one above it."""
        node = self
        for step in path:
            if node.kind == "peta" and step in node.items:
                node = node.items[str(step)]
            elif node.kind == "daftar" and isinstance(step, int) and step < len(node.entries):
                node = node.entries[step]
            else:
                break
        return node

    def plain(self) -> Any:
        """The same as dictionaries, lists and text."""
        if self.kind == "peta":
            return {key: node.plain() for key, node in self.items.items()}
        if self.kind == "daftar":
            return [node.plain() for node in self.entries]
        return self.text


#: What a scalar has none of; shared, because there may be a million scalars.
_NO_ITEMS: dict[str, Node] = {}
_NO_LINES: dict[str, int] = {}
_NO_ENTRIES: list[Node] = []


class _Refused(Exception):
    def __init__(self, code: str, line: int, column: int, **facts: Any):
        super().__init__(code)
        self.code, self.line, self.column, self.facts = code, line, column, facts


def parse(text: str, path: str) -> tuple[Node | None, list[Problem]]:
    """Read one document; an empty file gives ``None`` and no problem.

    Errors: problems ``yaml-rusak``, ``yaml-kunci-ganda``, ``yaml-alias``, ``yaml-tag``,
    ``yaml-terlalu-dalam``, ``yaml-terlalu-banyak``, ``yaml-banyak-dokumen``, ``berkas-terlalu-besar``,
    ``karakter-tersembunyi`` and ``karakter-rusak`` (written as an escape), each with line and column.
    """
    size = len(text.encode())
    if size > LARGEST_BYTES:
        facts = {"ukuran_mb": size // 1_000_000, "batas_mb": LARGEST_BYTES // 1_000_000}
        return None, [Problem("berkas-terlalu-besar", Place(path), facts)]
    try:
        return _compose(text), []
    except _Refused as refused:
        place = Place(path, refused.line, refused.column)
        return None, [Problem(refused.code, place, {"isi": line_of(text, refused.line), **refused.facts})]
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark if _in_quotes(error, text) else error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, [Problem("yaml-rusak", Place(path, line, column), {"isi": line_of(text, line)})]
    except yaml.YAMLError:
        return None, [Problem("yaml-rusak", Place(path, 1, 1), {"isi": line_of(text, 1)})]


#: A text in quotes that is closed.
_QUOTED = re.compile(r"""'(?:[^']|'')*'(?!')|"(?:[^"\\]|\\.)*\"""", re.DOTALL)


def _in_quotes(error: yaml.MarkedYAMLError, text: str) -> bool:
    """Whether a text in quotes could not be read to its end: then the mistake is where it begins."""
    mark, end = error.context_mark, error.problem_mark
    if mark is None or end is None or not isinstance(error, yaml.scanner.ScannerError):
        return False
    read = text[mark.index : end.index]
    return read.startswith(('"', "'")) and _QUOTED.match(read) is None


def _compose(text: str) -> Node | None:
    """Build the tree from parser events, without recursion: libyaml's own composer can be made to crash."""
    tree = _Tree()
    documents = 0
    events: Iterable[Any] = yaml.parse(text, Loader=_Loader)
    for number, event in enumerate(events):
        line = event.start_mark.line + 1
        column = event.start_mark.column + 1
        if number >= MOST_PARTS:
            raise _Refused("yaml-terlalu-banyak", line, column, batas=MOST_PARTS)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused("yaml-banyak-dokumen", line, column)
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("yaml-alias", line, column, isi=event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            tree.close()
        elif isinstance(event, yaml.NodeEvent):
            if tag := getattr(event, "tag", None):
                raise _Refused("yaml-tag", line, column, isi=tag.replace("tag:yaml.org,2002:", "!!"))
            tree.add(_node(event, line, column))
    root = tree.root
    return None if root is not None and root.kind == "teks" and not root.text.strip() else root


class _Tree:
    """The nodes that are still open, and the key that waits for its value in each."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Node] = []
        self.keys: list[str | None] = []

    def close(self) -> None:
        self.open.pop()
        self.keys.pop()

    def add(self, node: Node) -> None:
        parent = self.open[-1] if self.open else None
        if parent is None:
            self.root = node
        elif parent.kind == "daftar":
            parent.entries.append(node)
        elif self.keys[-1] is None:
            self.keys[-1] = _key(node, parent)
            return
        else:
            parent.items[self.keys[-1]] = node
            self.keys[-1] = None
        if node.kind != "teks":
            if len(self.open) >= DEEPEST:
                raise _Refused("yaml-terlalu-dalam", node.line, node.column, batas=DEEPEST)
            self.open.append(node)
            self.keys.append(None)


def _key(node: Node, parent: Node) -> str:
    if node.kind != "teks":
        raise _Refused("yaml-rusak", node.line, node.column)
    if node.text in parent.key_lines:
        first = parent.key_lines[node.text]
        raise _Refused("yaml-kunci-ganda", node.line, node.column, kunci=node.text, baris_pertama=first)
    parent.key_lines[node.text] = node.line
    return node.text


def _node(event: Any, line: int, column: int) -> Node:
    if isinstance(event, yaml.MappingStartEvent):
        return Node("peta", line, column)
    if isinstance(event, yaml.SequenceStartEvent):
        return Node("daftar", line, column)
    if found := hidden(event.value, ""):  # an escape such as "\u202e" brings in what no file may hold
        raise _Refused(found.code, line, column, **found.facts)
    return Node("teks", line, column, event.value, _NO_ITEMS, _NO_LINES, _NO_ENTRIES)
