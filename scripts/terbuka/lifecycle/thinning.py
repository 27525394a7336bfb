"""A portal of the old kind, a full copy of program, law, schemas and prose, becomes one that keeps only its own data.

Promises: nothing is written here; records below ``datasets/badan`` keep every byte; a file goes only when its content
is one that the program itself once put there, or puts there now. What the office changed in law, schemas or prose stays
and wins; what is not known stays and is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from terbuka.base import apart, defaults
from terbuka.lifecycle import journal, start, upgrade
from terbuka.lifecycle.outlook import difference
from terbuka.lifecycle.portrait import sha256
from terbuka.lifecycle.start import OWN, CannotStart, Office, Supply
from terbuka.lifecycle.upgrade import Plan
from terbuka.record.canonical import BODIES
from terbuka.record.portal_file import PortalFile, as_text

#: The program in an old portal, and the one workflow that only its own repository has.
PROGRAM, OF_THE_SOURCE = "scripts/terbuka/__init__.py", ".github/workflows/uji.yml"
#: Letters of the hashes in ``salinan.txt``.
_LETTERS = 16
#: Never looked into: what git, editors and builds keep, records, what is private.
_APART = {".git", ".venv", ".vscode", "build", "node_modules", "site", apart.FOLDER, journal.FOLDER}
#: Made by Python from the program that goes.
_DERIVED = re.compile(r"scripts/(.+/)?(__pycache__/.+\.pyc|terbuka\.egg-info/.+)")
_VERSION = re.compile(r'__version__ = "([0-9]+(?:\.[0-9]+){1,3})"')


class NotACopy(Exception):
    """The folder is no portal of the old kind; the text says why, in Indonesian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thinning:
    """``plan``: what is written and what goes. ``overrides``: by path of what the office has otherwise than the
    program, the difference from the program's own; ``added``: its own files in law, schemas and prose; ``unknown``:
    files that are no part of a thin portal and were not put there by the program."""

    plan: Plan
    overrides: Mapping[str, str]
    added: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def derived(self) -> tuple[str, ...]:
        return tuple(path for path in self.plan.files if _DERIVED.fullmatch(path))


def check(root: Path) -> None:
    """Raises ``NotACopy``."""
    if defaults.is_thin(root):
        raise NotACopy("portal ini sudah ramping; memutakhirkannya: terbuka upgrade")
    if not (root / BODIES).is_dir() or not (root / PROGRAM).is_file():
        raise NotACopy(f"folder ini bukan portal salinan penuh (tanpa {BODIES} atau {PROGRAM})")
    if (root / OF_THE_SOURCE).exists() or defaults.folder().resolve() == root.resolve():
        raise NotACopy(
            "di folder ini program Terbuka sendiri dikembangkan, atau program yang berjalan dibaca dari sini; pasang "
            "dahulu wheel terbuka di luar folder ini (python -m pip install terbuka-….whl), lalu ulangi"
        )


def thinning(root: Path, supply: Supply, day: date) -> Thinning:
    """What becomes of the full copy at ``root`` with the running program, which comes from ``supply``, on ``day``."""
    there = {path: root / path for path in _walked(root)}
    ours = {path: digest for path, file in there.items() if path not in OWN and (digest := _ours(path, file))}
    before = PortalFile(version=version(root), law_day=day, source=supply.source, written=ours)
    planned = upgrade.plan(root, before, supply, (), {}, lambda question: None)
    kept = [path for path in there if path not in ours and _is_part(path)]
    package = defaults.folder()
    differing = sorted(path for path in kept if (package / path).is_file())
    portal = replace(planned.portal, overridden={path: sha256((package / path).read_bytes()) for path in differing})
    named = {*kept, *planned.portal.written, *OWN, defaults.SETTINGS, *(one.path for one in planned.left)}
    return Thinning(
        plan=replace(planned, portal=portal, files={**planned.files, defaults.PORTAL_FILE: as_text(portal).encode()}),
        overrides={path: _differing(package / path, there[path], path) for path in differing},
        added=tuple(sorted(set(kept) - set(differing))),
        unknown=tuple(sorted(there.keys() - ours.keys() - named)),
    )


def with_guide(root: Path, made: Thinning, office: Office, supply: Supply, day: date) -> Thinning:
    """The same with the files of a new portal that are the office's own, where none stands or only the program's old
    one does; without them when they cannot be made for this ``office``."""
    try:
        portal = start.portal_files(office, supply, day)
    except CannotStart:
        return made
    wanted = [path for path in OWN if path in portal and path != defaults.SETTINGS]
    guide = {p: portal[p] for p in wanted if not (root / p).exists() or _ours(p, root / p)}
    return replace(made, plan=replace(made.plan, files={**made.plan.files, **guide}))


def _differing(package: Path, own: Path, path: str) -> str:
    return difference(package.read_bytes(), own.read_bytes(), path, ("bawaan", "kantor"))


def version(root: Path) -> str:
    """The version of the program in an old portal; ``0.1.0``, the last that was copied, where it does not say."""
    match = _VERSION.search((root / PROGRAM).read_text("utf-8", "replace"))
    return match[1] if match else "0.1.0"


@cache
def known() -> Mapping[str, frozenset[str]]:
    """By path: the beginnings of the SHA-256 of all that ``init`` ever copied there."""
    text = (files("terbuka.lifecycle") / "salinan.txt").read_text("utf-8")
    lines = (line.split(" ") for line in text.splitlines() if not line.startswith("#"))
    return {path: frozenset(digests) for path, *digests in lines}


def _ours(path: str, file: Path) -> str:
    """The SHA-256 of a file that the program put there; empty for one that is, or may be, the office's."""
    if path == defaults.SETTINGS or file.is_symlink():
        return ""
    digest = sha256(file.read_bytes())
    if digest[:_LETTERS] in known().get(path, ()) or _DERIVED.fullmatch(path):
        return digest
    lent = defaults.folder() / path
    return digest if _is_part(path) and lent.is_file() and sha256(lent.read_bytes()) == digest else ""


def _is_part(path: str) -> bool:
    return any(path.startswith(f"{part}/") for part in defaults.PARTS)


def _walked(root: Path) -> Iterator[str]:
    """Paths of the files of a portal but for its records, and of links in the place of files or folders."""
    for entry in sorted(root.iterdir()):
        if entry.name not in _APART:
            yield from _below(root, entry)


def _below(root: Path, entry: Path) -> Iterator[str]:
    path = entry.relative_to(root).as_posix()
    if path == BODIES:
        return
    if entry.is_symlink() or not entry.is_dir():
        yield path
        return
    for inner in sorted(entry.iterdir()):
        yield from _below(root, inner)
