"""Reads single files and folders of a root, and gathers what is wrong with them.

Promises: what has problems is given back as None, once, with its problems; nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from terbuka.base import defaults
from terbuka.base.problem import Place, Problem
from terbuka.base.store import VERDICTS, Store, key
from terbuka.record import scan, tables
from terbuka.record.records import build, check, maker
from terbuka.record.schema import Column, Schema
from terbuka.record.strict_yaml import Node, parse
from terbuka.record.text import entries, hidden, read_text
from terbuka.record.values import ID, is_windows_name, meant_id

T = TypeVar("T")


@dataclass
class Reader:
    """One reading of the tree below ``root``: problems, and the texts that are searched for personal data."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    schemas: dict[str, Schema] = field(default_factory=dict)
    #: Text of every record file that could be decoded, for the search for personal data.
    texts: dict[str, str] = field(default_factory=dict)
    #: What looks personal in the values of a text, by path; texts whose values could not be read are not here.
    found: dict[str, tuple[scan.Hit, ...]] = field(default_factory=dict)
    allowances: list[scan.Allowances] = field(default_factory=list)
    #: Texts by path that are read in the place of files, so that a change is looked at before it is written.
    instead: Mapping[str, str] = field(default_factory=dict)
    #: What was found out before; the paths of texts in which nothing looks personal.
    store: Store = field(default_factory=Store)
    clean: set[str] = field(default_factory=set)

    # --- folders ------------------------------------------------------------------------------------------

    def folders(self, below: str) -> list[str]:
        """Names of the folders of records; all else there is a problem."""
        names = []
        before = len(self.problems)
        for path, entry in entries(self.root, below):
            if entry.is_symlink():
                self.problems.append(Problem("tautan-simbolik", Place(path)))
            elif not entry.is_dir():
                facts = {"isi": entry.name, "pilihan": ["nama-folder/"]}
                self.problems.append(Problem("berkas-tak-dikenal", Place(path), facts))
            elif not ID.fullmatch(entry.name) or is_windows_name(entry.name):
                meant = meant_id(entry.name)
                facts = {"isi": entry.name, "usul": "" if is_windows_name(meant) else meant}
                self.problems.append(Problem("nama-folder-salah", Place(path), facts))
            else:
                names.append(entry.name)
        new = {path.removeprefix(f"{below}/").split("/")[0] for path in self.instead if path.startswith(f"{below}/")}
        names = sorted({*names, *(name for name in new if not self._on_disk(f"{below}/{name}"))})
        if not names and len(self.problems) == before and not (self.root / below).is_symlink():
            self.problems.append(Problem("folder-hilang", Place(below)))
        return names

    def strays(self, base: str, files: tuple[str, ...], folders: tuple[str, ...]) -> None:
        """What nobody would read must not stand there in silence; known files are looked at by their readers."""
        for path, entry in entries(self.root, base):
            if entry.name in files:
                continue
            if entry.is_symlink():
                self.problems.append(Problem("tautan-simbolik", Place(path)))
            elif entry.name not in folders or not entry.is_dir():
                allowed = [*files, *(f"{name}/" for name in folders)]
                facts = {"isi": entry.name, "pilihan": allowed}
                self.problems.append(Problem("berkas-tak-dikenal", Place(path), facts))

    def exists(self, path: str) -> bool:
        there = self.stands(path)
        if not there:
            self.problems.append(Problem("berkas-hilang", Place(path), {"isi": path.rsplit("/", 1)[-1]}))
        return there

    def stands(self, path: str) -> bool:
        """Whether anything has this name, whatever it is."""
        return path in self.instead or self._on_disk(path)

    def _on_disk(self, path: str) -> bool:
        place = defaults.located(self.root, path)
        return place.exists() or place.is_symlink()

    # --- one file -----------------------------------------------------------------------------------------

    def text(self, path: str) -> str | None:
        if path in self.instead:
            text, problems = self._given(path)
        else:
            text, problems = read_text(self.root, path)
        self.problems += problems
        if text is not None:
            self.texts[path] = text
        return text

    def _given(self, path: str) -> tuple[str | None, list[Problem]]:
        problem = hidden(self.instead[path], path)
        return (None, [problem]) if problem else (self.instead[path], [])

    def node(self, path: str, columns: Sequence[Column] = (), *, empty: bool = False) -> Node | None:
        """The tree of a YAML file; None when it has problems, or when it is ``empty`` and may be. ``columns`` are those
        of its schema."""
        text = self.text(path)
        if text is None:
            return None
        node, problems = parse(text, path)
        if node is None and not problems and not empty:
            problems.append(Problem("yaml-kosong", Place(path, 1)))
        self.problems += problems
        if node is not None:
            self.found[path] = tuple(scan.in_tree(text, path, node, columns))
        return node

    def values(self, path: str, node: Node, schema: Schema) -> Any:
        """The JSON values of a YAML file that was read; None when it has problems. A text that is known as sound is not
        held against the rules again."""
        verdict = key("catatan", repr(schema), self.texts[path])
        known = self.store.get(VERDICTS, verdict) is not None
        instance, problems = check(node, schema, path, sound=known)
        self.problems += problems
        if problems:
            return None
        if not known:
            self.store.put(VERDICTS, verdict, b"")
        return instance

    def records(self, path: str, kind: str, cls: type[T], **given: Any) -> tuple[T, ...] | None:
        """Records of a YAML file, an empty tuple for an empty list, None when it has problems."""
        before = len(self.problems)
        schema = self.schemas[kind]
        node = self.node(path, schema.columns, empty=schema.shape == "daftar")
        if node is None:
            return () if len(self.problems) == before else None
        instance = self.values(path, node, schema)
        if instance is None:
            return None
        if schema.shape == "catatan":
            return (build(cls, instance, schema.columns, node, path, place=Place(path, node.line), **given),)
        return tuple(
            build(cls, record, schema.columns, spot, path, place=Place(path, spot.line))
            for record, spot in zip(instance, node.entries, strict=True)
        )

    def needed(self, path: str, kind: str, cls: type[T], **given: Any) -> tuple[T, ...] | None:
        return self.records(path, kind, cls, **given) if self.exists(path) else None

    def optional(self, path: str, kind: str, cls: type[T]) -> tuple[T, ...] | None:
        return self.records(path, kind, cls) if self.stands(path) else ()

    def table(self, path: str, kind: str, cls: type[T]) -> tuple[tuple[T, ...] | None, tuple[str, ...]]:
        """Rows of a CSV and its header; None and no header when the table has problems."""
        text = self.text(path)
        if text is None:
            return None, ()
        schema = self.schemas[kind]
        self.found[path] = tuple(scan.in_table(text, path, schema.columns))
        read, problems = tables.read(text, schema, path)
        self.problems += problems
        if problems:
            return None, ()
        make = maker(cls, schema.columns)
        rows = [make(cells, place=Place(path, row.line), row=row.number) for row, cells in read.rows]
        return tuple(rows), read.header
