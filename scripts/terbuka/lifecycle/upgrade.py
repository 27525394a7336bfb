"""What an upgrade writes: the program's own files in a portal, ``portal.yml``, and records in a new shape.

Promises: nothing is written here; a file that somebody changed is left and told with what is new in it; records that no
rule of migration names are not touched. ``lifecycle/journal`` writes all of it or nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from terbuka.base import defaults
from terbuka.lifecycle import migrations, outlook
from terbuka.lifecycle.migrations import Migrated, Rule
from terbuka.lifecycle.portrait import sha256
from terbuka.lifecycle.start import LIBRARY, REQUIREMENTS, Supply, written_files
from terbuka.record.canonical import BODIES
from terbuka.record.portal_file import PortalFile, as_text

WORKFLOWS = ".github/workflows/"
#: What of a portal its judgement reads.
PARTS = ("schemas", "datasets", "content", defaults.SETTINGS, defaults.PORTAL_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A file of the program that the office changed (``gone``: removed): left as it is. ``difference``: from what
    stands there to what the program would write."""

    path: str
    difference: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that an upgrade does to a portal. ``files``: new content by path, None for what goes, with ``portal.yml``;
    ``own``: those of them that the program owns; ``before`` and ``portal``: ``portal.yml`` as it is and as it becomes;
    ``waiting``: workflows that another upgrade is to write."""

    before: PortalFile
    portal: PortalFile
    files: Mapping[str, bytes | None]
    own: tuple[str, ...]
    left: tuple[Left, ...]
    migrated: Migrated
    rules: tuple[Rule, ...]
    waiting: tuple[str, ...] = ()

    @property
    def newer(self) -> bool:
        return self.portal.version != self.before.version


def plan(
    root: Path,
    before: PortalFile,
    supply: Supply,
    rules: Sequence[Rule],
    answers: Mapping[str, str],
    ask: migrations.Ask,
) -> Plan:
    """What becomes of the portal at ``root`` with the running program, which comes from ``supply``.

    Raises ``migrations.BrokenRecord`` and ``migrations.Unanswered``.
    """
    due = migrations.between(rules, before.version, supply.version)
    migrated = migrations.migrate(root, due, answers, ask)
    files, left, written = _own_files(root, before, written_files(supply))
    portal = replace(before, version=supply.version, written=written)
    if portal.version != before.version:
        originals = {path: defaults.folder() / path for path in defaults.overridden(root)}
        portal = replace(portal, overridden={path: sha256(file.read_bytes()) for path, file in originals.items()})
    own = tuple(files)
    files |= migrated.files
    if portal != before:
        files[defaults.PORTAL_FILE] = as_text(portal).encode()
    return Plan(before=before, portal=portal, files=files, own=own, left=tuple(left), migrated=migrated, rules=due)


def with_law_day(planned: Plan, day: date) -> Plan:
    """The same plan for a program whose law is as of ``day``."""
    portal = replace(planned.portal, law_day=day)
    files = {path: content for path, content in planned.files.items() if path != defaults.PORTAL_FILE}
    if portal != planned.before:
        files[defaults.PORTAL_FILE] = as_text(portal).encode()
    return replace(planned, portal=portal, files=files)


def without_workflows(planned: Plan) -> Plan:
    """The same plan with the workflows as they are, for one who may not write them; a later upgrade does."""
    kept = {path for path in planned.own if path.startswith(WORKFLOWS)}
    known = {path: planned.before.written[path] for path in kept if path in planned.before.written}
    written = {path: digest for path, digest in planned.portal.written.items() if path not in kept}
    return with_law_day(
        replace(
            planned,
            portal=replace(planned.portal, written=written | known),
            files={path: content for path, content in planned.files.items() if path not in kept},
            own=tuple(path for path in planned.own if path not in kept),
            waiting=tuple(sorted(kept)),
        ),
        planned.portal.law_day,
    )


def _own_files(
    root: Path, before: PortalFile, now: Mapping[str, bytes]
) -> tuple[dict[str, bytes | None], list[Left], dict[str, str]]:
    """What is written of the program's files, what is left, and the hashes for ``portal.yml``."""
    files: dict[str, bytes | None] = {}
    left: list[Left] = []
    written: dict[str, str] = {}
    for path, content in now.items():
        there = _content(root / path)
        known = before.written.get(path)
        if there == content:
            written[path] = sha256(content)
        elif (there is None and known is None) or (there is not None and sha256(there) == known):
            files[path], written[path] = content, sha256(content)
        else:
            gone = there is None
            left.append(
                Left(
                    path=path,
                    gone=gone,
                    difference="" if gone else outlook.difference(there or b"", content, path, ("di sini", "program")),
                )
            )
            if known is not None:
                written[path] = known
    keeps = any(one.path == REQUIREMENTS for one in left)
    for path in sorted(before.written.keys() - now.keys()):
        there = _content(root / path)
        if there is None:
            continue
        if sha256(there) == before.written[path] and not (keeps and path.startswith(f"{LIBRARY}/")):
            files[path] = None
        else:
            left.append(Left(path=path))
            written[path] = before.written[path]
    return files, left, written


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def changed_by_hand(root: Path, portal: PortalFile) -> list[str]:
    """Paths of the program's own files in a portal that are not as it wrote them, or are gone."""
    contents = {path: _content(root / path) for path in portal.written}
    return sorted(path for path, there in contents.items() if there is None or sha256(there) != portal.written[path])


def preview(root: Path, planned: Plan, into: Path) -> None:
    """Lay the portal into the empty folder ``into`` as it would become, as far as it is judged. Records and documents,
    which may be large, are the same files where the disk allows it: nobody may write to them there."""
    for part in PARTS:
        source = root / part
        if source.is_dir():
            shutil.copytree(source, into / part, copy_function=_same, symlinks=True)
        elif source.is_file():
            shutil.copyfile(source, into / part)
    for path, content in planned.files.items():
        if path.split("/")[0] in PARTS:
            target = into / path
            target.unlink(missing_ok=True)
            if content is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


def _same(source: str, target: str) -> None:
    if f"/{BODIES}/" in Path(source).as_posix():
        with suppress(OSError):
            Path(target).hardlink_to(source)
            return
    shutil.copyfile(source, target)
