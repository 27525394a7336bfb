"""Records of an office in the shape of a newer program: the rules are data (``migrasi.yml``), applied in their order.

Promises: nothing is written; what no rule names keeps its bytes. A record that a rule cannot change is told with its
file and line, and a value that only the office knows is asked for, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from packaging.version import InvalidVersion, Version

from terbuka.record import in_place
from terbuka.record.canonical import BODIES
from terbuka.record.strict_yaml import Node, parse
from terbuka.record.text import link_on_the_way

_KINDS = ("ganti_nama", "pecah", "wajib", "pindah")


class BadRules(Exception):
    """The rules themselves are wrong: a fault of the program, found by its tests."""


class BrokenRecord(Exception):
    """A record that cannot be migrated: ``path`` below the root, ``line`` from 1, ``reason`` in Indonesian."""

    def __init__(self, path: str, line: int, reason: str):
        super().__init__(reason)
        self.path, self.line, self.reason = path, line, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What only the office knows: one value for the column or key ``name`` of all records of ``path``."""

    body: str
    path: str
    name: str
    words: str
    choices: tuple[str, ...] = ()
    pattern: str = ""

    def takes(self, answer: str) -> bool:
        if self.choices:
            return answer in self.choices
        return bool(answer.strip()) and answer.isprintable() and re.fullmatch(self.pattern or ".+", answer) is not None


class Unanswered(Exception):
    """Values that are needed and were not given, or were given and do not fit (``wrong``)."""

    def __init__(self, questions: Sequence[Question], wrong: str = ""):
        super().__init__()
        self.questions, self.wrong = tuple(questions), wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``kind`` is one of ``_KINDS``; ``old`` and ``new`` the names it is about, ``file`` a pattern in the folder of a
    body."""

    since: str
    file: str
    why: str
    kind: str
    old: str = ""
    new: tuple[str, ...] = ()
    pattern: str = ""
    question: str = ""
    choices: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What it does, in a few words."""
        if self.kind == "ganti_nama":
            return f"{self.old} menjadi {self.new[0]}"
        if self.kind == "pecah":
            return f"{self.old} dipecah menjadi {' dan '.join(self.new)}"
        return f"{self.new[0]} wajib diisi" if self.kind == "wajib" else f"berkas menjadi {self.new[0]}"


#: Gives the answer to a question, None where nobody can be asked.
Ask = Callable[[Question], str | None]


@dataclass(slots=True)
class Records:
    """The records of all bodies as they would be: ``changed`` holds the new content by path, None for what is gone."""

    root: Path
    changed: dict[str, bytes | None] = field(default_factory=dict)

    def paths(self, pattern: str) -> Iterator[tuple[str, str]]:
        """Body and path of each file that fits, sorted; those that stand on the disk and those that were moved."""
        bodies = self.root / BODIES
        on_disk = (file.relative_to(self.root).as_posix() for file in bodies.glob(f"*/{pattern}") if file.is_file())
        there = {*on_disk, *self.changed}
        for path in sorted(there):
            body, _, below = path.removeprefix(f"{BODIES}/").partition("/")
            same = below.count("/") == pattern.count("/") and PurePosixPath(below).match(pattern)
            if same and self.changed.get(path, b"") is not None:
                yield body, path

    def text(self, path: str) -> str:
        if linked := link_on_the_way(self.root, path):
            raise BrokenRecord(linked, 1, "ini tautan ke berkas lain (symbolic link)")
        known = self.changed.get(path)
        data = (self.root / path).read_bytes() if known is None else known
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BrokenRecord(path, data[: error.start].count(b"\n") + 1, "hurufnya bukan UTF-8") from None

    def put(self, path: str, text: str) -> None:
        self.changed[path] = text.encode("utf-8")


@dataclass(frozen=True, slots=True)
class Migrated:
    """``files``: new content by path, None for a file that goes; ``done``: each rule with the paths that it changed."""

    files: Mapping[str, bytes | None]
    done: tuple[tuple[Rule, tuple[str, ...]], ...]


def packaged() -> tuple[Rule, ...]:
    """The rules that come with this program."""
    return read_rules((files("terbuka.lifecycle") / "migrasi.yml").read_text("utf-8"))


def between(rules: Sequence[Rule], before: str, now: str) -> tuple[Rule, ...]:
    """The rules for what changed after the version ``before``, up to ``now``."""
    return tuple(rule for rule in rules if Version(before) < Version(rule.since) <= Version(now))


def migrate(root: Path, rules: Sequence[Rule], answers: Mapping[str, str], ask: Ask) -> Migrated:
    """Apply the rules to the records below ``root`` and give back what they would become.

    ``answers``: by name of the column or key, or by ``body:name``. Raises ``BrokenRecord`` and ``Unanswered``.
    """
    records, done, missing = Records(root), [], list[Question]()
    for rule in rules:
        touched = []
        for body, path in list(records.paths(rule.file)):
            if rule.kind == "pindah":
                touched.append(_moved(records, path, rule))
            elif rule.kind == "wajib":
                touched += _required(records, body, path, rule, answers, ask, missing)
            elif (text := records.text(path)) != (new := _edited(text, path, rule)):
                records.put(path, new)
                touched.append(path)
        done.append((rule, tuple(touched)))
    if missing:
        raise Unanswered(missing)
    return Migrated(records.changed, tuple((rule, paths) for rule, paths in done if paths))


def _moved(records: Records, path: str, rule: Rule) -> str:
    new = f"{path.rsplit('/', 1)[0]}/{rule.new[0]}"
    if (records.root / new).exists() or records.changed.get(new) is not None:
        raise BrokenRecord(path, 1, f"berkas barunya {new} sudah ada")
    records.changed[new] = records.text(path).encode("utf-8")
    records.changed[path] = None
    return new


def _required(
    records: Records,
    body: str,
    path: str,
    rule: Rule,
    answers: Mapping[str, str],
    ask: Ask,
    missing: list[Question],
) -> list[str]:
    text, keys = records.text(path), rule.new[0].split(".")
    table = path.endswith(".csv")
    with _told(path):
        if table:
            lacks, filled = rule.new[0] not in in_place.columns(text), in_place.has_rows(text)
        else:
            lacks = filled = in_place.has_mappings(text, keys)
    if not lacks:
        return []
    answer = None
    if filled:
        question = Question(
            body=body, path=path, name=rule.new[0], words=rule.question, choices=rule.choices, pattern=rule.pattern
        )
        answer = answers.get(f"{body}:{rule.new[0]}", answers.get(rule.new[0]))
        answer = ask(question) if answer is None else answer
        if answer is None:
            missing.append(question)
            return []
        if not question.takes(answer):
            raise Unanswered([question], answer)
    with _told(path):
        name, value = rule.new[0], answer or ""
        records.put(path, in_place.add_column(text, name, value) if table else in_place.add_key(text, keys, value))
    return [path]


def _edited(text: str, path: str, rule: Rule) -> str:
    with _told(path):
        table, keys = path.endswith(".csv"), rule.old.split(".")
        if rule.kind == "ganti_nama":
            new = rule.new[0]
            return in_place.rename_column(text, rule.old, new) if table else in_place.rename_key(text, keys, new)
        whole = re.compile(rule.pattern)

        def split(value: str) -> Sequence[str] | None:
            found = whole.fullmatch(value)
            return [part or "" for part in found.groups()] if found else None

        if table:
            return in_place.split_column(text, rule.old, rule.new, split)
        return in_place.split_key(text, keys, rule.new, split)


class _told:  # noqa: N801 (a context, used like a function)
    """What cannot be changed in its place, with its file."""

    def __init__(self, path: str):
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, in_place.Broken):
            raise BrokenRecord(self.path, error.line, error.reason) from None


# --- the rules themselves ------------------------------------------------------------------------------------


def read_rules(text: str) -> tuple[Rule, ...]:
    """The rules of a text like ``migrasi.yml``; raises ``BadRules``: an unknown key is no rule that is left out."""
    node, problems = parse(text, "migrasi.yml")
    if problems or node is None or node.kind != "daftar":
        raise BadRules("bukan daftar YAML")
    rules = tuple(_rule(entry) for entry in node.entries)
    if sorted(rules, key=lambda rule: Version(rule.since)) != list(rules):
        raise BadRules("urutan: versi lama di atas")
    return rules


def _rule(node: Node) -> Rule:
    kinds = [kind for kind in _KINDS if kind in node.items]
    if len(kinds) != 1 or node.items.keys() - {"sejak", "berkas", "sebab", *kinds}:
        raise BadRules(f"baris {node.line}: satu dari {', '.join(_KINDS)}, dengan sejak, berkas, sebab")
    (kind,) = kinds
    since, file, why = (_text(node, key) for key in ("sejak", "berkas", "sebab"))
    try:
        Version(since)
    except InvalidVersion:
        raise BadRules(f"baris {node.line}: sejak") from None
    if not file.endswith((".csv", ".yml")) or ".." in file or file.startswith("/"):
        raise BadRules(f"baris {node.line}: berkas")
    rule = Rule(since=since, file=file, why=why, kind=kind, **_about(kind, node))
    if kind == "pecah" and re.compile(rule.pattern).groups != len(rule.new):
        raise BadRules(f"baris {node.line}: satu kurung untuk satu nama baru")
    return rule


def _about(kind: str, node: Node) -> dict[str, Any]:
    held = node.items[kind]
    if kind == "pindah":
        return {"new": (_text(node, kind),)}
    if kind == "wajib":
        _only(held, {"nama", "tanya"}, frozenset({"pilihan", "pola"}))
        choices = tuple(entry.text for entry in held.items["pilihan"].entries) if "pilihan" in held.items else ()
        pattern = _text(held, "pola") if "pola" in held.items else ""
        return {
            "new": (_text(held, "nama"),),
            "question": _text(held, "tanya"),
            "choices": choices,
            "pattern": pattern,
        }
    if kind == "ganti_nama":
        _only(held, {"dari", "menjadi"})
        return {"old": _text(held, "dari"), "new": (_text(held, "menjadi"),)}
    _only(held, {"dari", "menjadi", "pola"})
    names = tuple(entry.text for entry in held.items["menjadi"].entries)
    return {"old": _text(held, "dari"), "new": names, "pattern": _text(held, "pola")}


def _only(node: Node, needed: set[str], also: frozenset[str] = frozenset()) -> None:
    if node.kind != "peta" or needed - node.items.keys() or node.items.keys() - needed - also:
        raise BadRules(f"baris {node.line}: {', '.join(sorted(needed))}")


def _text(node: Node, key: str) -> str:
    value = node.items.get(key)
    if value is None or value.kind != "teks" or not value.text.strip():
        raise BadRules(f"baris {node.line}: {key}")
    return value.text
