"""Looks at the computer and at the files around the records, for ``terbuka doctor``.

Promises: gathers facts and judges nothing; no network; what cannot be looked at is told as missing. Leaves
nothing behind.
"""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
import tempfile
import zoneinfo
from collections.abc import Mapping
from pathlib import Path

from terbuka.base import git
from terbuka.base.problem import Problem, Severity
from terbuka.desk import tracked
from terbuka.desk.doctor import BodyFacts, Facts, pins
from terbuka.duties.corpus import Corpus
from terbuka.site import building as site

_OWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
_LARGEST = 1_000_000


def facts(root: Path, read: tuple[Corpus, list[Problem]] | None, site_url: str = "") -> Facts:
    """All facts. ``read`` is what ``load`` gave, None when it could not run at all; ``site_url`` overrides that of
    ``mkdocs.yml``."""
    corpus, problems = read or (None, [])
    lock = _text(root / "requirements.lock")
    reason, said, shallow, committed = _repository(root)
    readable = corpus is not None and bool(corpus.schemas)
    bodies = [r.body for r in corpus.bodies.values()] if corpus else []
    owners = (_text(root / name) for name in _OWNERS)
    return Facts(
        python=sys.version_info[:3],
        platform=sys.platform,
        lock=lock,
        installed=_installed(pins(lock or "", sys.platform)),
        encoding=getattr(sys.stdout, "encoding", None) or "",
        missing_zones=[zone for zone in sorted({b.time_zone for b in bodies}) if not _zone(zone)],
        writable=_writable(root),
        free=shutil.disk_usage(root).free,
        indexer=site.indexer(),
        git=reason,
        git_said=said,
        shallow=shallow,
        committed=committed,
        private=sorted(p.place.path for p in tracked.problems(root)),
        attributes=_text(root / ".gitattributes"),
        owners=next((text for text in owners if text is not None), None),
        workflows=_workflows(root),
        blocked=sum(p.severity is Severity.BLOCKED for p in problems) if readable else None,
        site_url=site_url or (corpus.site_url if corpus else ""),
        repository=bool(corpus and corpus.edit_url),
        bodies=[BodyFacts(id=b.id, sample=b.sample, stage=b.stage) for b in bodies],
        calendars={
            name: {year.year: year.status for year in law.calendar_years}
            for name, law in (corpus.laws if corpus else {}).items()
        },
        calendar_asked_from={n: law.calendar_asked_from for n, law in (corpus.laws if corpus else {}).items()},
    )


def _text(path: Path) -> str | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return None


def _installed(wanted: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name in wanted:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def _zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _writable(root: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=root):
            return True
    except OSError:
        return False


def _workflows(root: Path) -> dict[str, str]:
    folder = root / ".github/workflows"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {f.name: text for f in files if f.suffix in (".yml", ".yaml") and (text := _text(f)) is not None}


def _repository(root: Path) -> tuple[str, str, bool, int | None]:
    """Reason and words when something is lacking, shallow, and time of the commit."""
    try:
        shallow = git.is_shallow(root)
    except git.NotReadable as error:
        return error.reason, error.detail, False, None
    commit = git.head(root)
    return ("" if commit else "tidak-ada"), "", shallow, commit.epoch if commit else None
