"""The newest sound version of a portal with today's urgent notices laid over it.

For the hour in which a notice must go out while somebody else's mistake blocks the newest data (Perki 1/2021 Pasal
25 ayat (1): no delay). Promises: the portal at hand is only read; notices are checked as strictly as ever, and a
problem of a notice still blocks. Knows no rule of the law and words nothing.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from typing import Any

from terbuka.base import git
from terbuka.base.problem import Place, Problem, blocking, in_order
from terbuka.duties.corpus import Corpus
from terbuka.portal.checking import validate
from terbuka.portal.load import load
from terbuka.record.canonical import BODIES
from terbuka.record.files import AllowedContact
from terbuka.record.reader import Reader
from terbuka.record.schemas import read_schemas
from terbuka.record.text import JUNK, link_on_the_way
from terbuka.review.earlier import PORTAL, read_with_lent

#: Versions that are looked at before the search is given up.
MOST_VERSIONS = 200
NOTICES, CONTACTS = "peringatan.yml", "kontak-kantor.yml"


class NoSoundVersion(Exception):
    """None of the versions that git knows is sound; ``looked_at`` of them were read, ``shallow`` says whether the
    clone is cut off there."""

    def __init__(self, looked_at: int, *, shallow: bool):
        super().__init__(looked_at)
        self.looked_at, self.shallow = looked_at, shallow


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A sound version in ``folder``, with the notices laid over it.

    ``corpus`` is what the folder holds now and ``problems`` what is wrong with it: those that block come from the
    notices alone. ``behind`` are the paths that differ from the portal at hand, notices left aside; ``missing`` the
    bodies whose notices have no place in that version.
    """

    folder: Path
    commit: git.Commit
    corpus: Corpus
    problems: tuple[Problem, ...]
    behind: tuple[str, ...]
    missing: tuple[str, ...]


@contextmanager
def newest_sound(root: Path, start: str) -> Iterator[Base]:
    """The newest sound version of ``root`` from ``start`` backwards along first parents, while the block runs.

    Raises ``git.NotReadable`` and ``NoSoundVersion``.
    """
    looked_at = 0
    for name in git.history(root, start, PORTAL, MOST_VERSIONS):
        with tempfile.TemporaryDirectory(prefix="terbuka-") as made:
            folder = Path(made)
            version = git.read_version(root, name, PORTAL, folder)
            looked_at += 1
            _, problems, _ = read_with_lent(root, folder)
            if version.files and not version.links and not blocking(problems):
                yield _laid_over(root, folder, version.commit)
                return
    raise NoSoundVersion(looked_at, shallow=git.is_shallow(root))


def _laid_over(root: Path, into: Path, commit: git.Commit) -> Base:
    """Take the notices of ``root`` over into the sound version that stands in ``into``."""
    behind = tuple(path for path in _differing(root, into) if not path.endswith(f"/{NOTICES}"))
    linked: list[Problem] = []
    for body in _bodies(into):
        base = f"datasets/badan/{body}"
        path = f"{base}/{NOTICES}"
        if link := link_on_the_way(root, path):
            linked.append(Problem("tautan-simbolik", Place(link)))
            continue
        (into / path).unlink(missing_ok=True)
        if (root / path).is_file():
            (into / path).write_bytes((root / path).read_bytes())
        _take_contacts(root, into, base)
    corpus, problems = load(into)
    problems += validate(corpus) if corpus.schemas else []
    sound = set(_bodies(into))
    return Base(
        folder=into,
        commit=commit,
        corpus=corpus,
        problems=tuple(in_order([*problems, *linked])),
        behind=behind,
        missing=tuple(
            b for b in _bodies(root) if b not in sound and (root / f"datasets/badan/{b}/{NOTICES}").is_file()
        ),
    )


def _differing(root: Path, version: Path) -> Iterator[str]:
    """Paths whose content in the two trees is not the same; what programs leave behind is no content."""
    for path in sorted({*_files(root), *_files(version)}):
        here, there = root / path, version / path
        if here.is_symlink() or not (here.is_file() and there.is_file()) or not cmp(here, there, shallow=False):
            yield path


def _files(root: Path) -> Iterator[str]:
    for part in PORTAL:
        for file in (root / part).rglob("*") if (root / part).is_dir() else [root / part]:
            if (file.is_file() or file.is_symlink()) and not JUNK.fullmatch(file.name):
                yield file.relative_to(root).as_posix()


def _bodies(root: Path) -> Iterator[str]:
    folder = root / BODIES
    if folder.is_dir():
        yield from sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.is_symlink())


def _take_contacts(root: Path, into: Path, base: str) -> None:
    """Permissions for contacts within notices go with the notices; all others stay those of the version."""
    now, then = _contacts(root, into, base), _contacts(into, into, base)
    kept = [c for c in then if c.where != NOTICES] + [c for c in now if c.where == NOTICES]
    if kept == list(then):
        return
    records = [{"nilai": c.value, "tempat": c.where, "alasan": c.reason} for c in kept]
    # JSON is YAML: one record a line.
    lines = [f"- {json.dumps(record, ensure_ascii=False)}\n" for record in records]
    (into / base / CONTACTS).write_text("".join(lines), "utf-8")


def _contacts(root: Path, schemas: Path, base: str) -> tuple[AllowedContact, ...]:
    """What the list of allowed contacts says; nothing while it cannot be read."""
    reader: Any = Reader(root)
    reader.schemas, _ = read_schemas(schemas)
    found: tuple[AllowedContact, ...] | None = reader.optional(f"{base}/{CONTACTS}", "kontak-kantor", AllowedContact)
    return found or ()
