"""Looks at the computer and at the files around the records, for ``terbuka doctor``.

Promises: gathers facts and judges nothing; no network; what cannot be looked at is told as missing. Leaves
nothing behind.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import shutil
import sys
import tempfile
import zoneinfo
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import terbuka
from terbuka.authoring import example_values
from terbuka.base import defaults, forges, git
from terbuka.base.problem import Problem, Severity
from terbuka.desk import tracked
from terbuka.desk.computer import pins
from terbuka.desk.facts import BodyFacts, Facts, Override, ThinFacts
from terbuka.desk.repository import OWNERS
from terbuka.duties.corpus import Corpus
from terbuka.lifecycle.start import REQUIREMENTS
from terbuka.record.canonical import BODIES
from terbuka.record.portal_file import BrokenPortalFile, read_portal_file
from terbuka.site import building as site

_LARGEST = 1_000_000
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def facts(root: Path, read: tuple[Corpus, list[Problem]] | None, site_url: str = "") -> Facts:
    """All facts. ``read`` is what ``load`` gave, None when it could not run at all; ``site_url`` overrides that of
    ``mkdocs.yml``."""
    corpus, problems = read or (None, [])
    bodies = [r.body for r in corpus.bodies.values()] if corpus else []
    laws = corpus.laws if corpus else {}
    readable = corpus is not None and bool(corpus.schemas)
    return replace(
        _of_files(root),
        missing_zones=[zone for zone in sorted({b.time_zone for b in bodies}) if not _zone(zone)],
        blocked=sum(p.severity is Severity.BLOCKED for p in problems) if readable else None,
        site_url=site_url or (corpus.site_url if corpus else ""),
        repository=bool(corpus and corpus.edit_url),
        bodies=[BodyFacts(id=b.id, sample=b.sample, stage=b.stage) for b in bodies],
        calendars={name: {year.year: year.status for year in law.calendar_years} for name, law in laws.items()},
        calendar_asked_from={name: law.calendar_asked_from for name, law in laws.items()},
    )


def _of_files(root: Path) -> Facts:
    """What the computer and the folder tell without the records."""
    lock_name = REQUIREMENTS if defaults.is_thin(root) else defaults.LOCK
    lock = _text(root / lock_name)
    heads = git.heads(root)
    forge = forges.read_remote(heads.url)
    reason, said, shallow, committed = _repository(root)
    owners_path, owners = _owners(root, forge.kind if forge else "")
    return Facts(
        python=sys.version_info[:3],
        platform=sys.platform,
        lock=lock,
        lock_name=lock_name,
        installed=_installed(pins(lock or "", sys.platform)),
        encoding=getattr(sys.stdout, "encoding", None) or "",
        writable=_writable(root),
        free=shutil.disk_usage(root).free,
        indexer=site.indexer(),
        git=reason,
        git_said=said,
        shallow=shallow,
        committed=committed,
        private=sorted(p.place.path for p in tracked.problems(root)),
        attributes=_text(root / ".gitattributes"),
        owners=owners,
        owners_path=owners_path,
        workflows=_workflows(root / ".github/workflows"),
        forgejo_workflows=_workflows(root / ".forgejo/workflows") or _workflows(root / ".gitea/workflows"),
        gitlab_ci=_text(root / ".gitlab-ci.yml"),
        heads=heads,
        forge=forge,
        domain=_domain(root),
        identities=_identities(root),
        thin=_thin(root),
    )


def _text(path: Path) -> str | None:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
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


def _workflows(folder: Path) -> dict[str, str]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {f.name: text for f in files if f.suffix in (".yml", ".yaml") and (text := _text(f)) is not None}


def _owners(root: Path, kind: str) -> tuple[str, str | None]:
    """The CODEOWNERS that the forge reads, else one that stands where another forge would read it."""
    for path in dict.fromkeys((*OWNERS[kind], *OWNERS[""])):
        text = _text(root / path)
        if text is not None:
            return path, text
    return "", None


def _domain(root: Path) -> str:
    lines = (_text(root / "content/CNAME") or "").split()
    return lines[0].lower() if lines and _HOST.fullmatch(lines[0].lower()) else ""


def _identities(root: Path) -> dict[str, dict[str, list[str]]]:
    """What stands in each ``badan.yml``, readable records or not; a sample is meant to hold examples."""
    values = {
        file.parent.name: example_values.typed(_text(file) or "")
        for file in sorted((root / BODIES).glob("*/badan.yml"))
    }
    return {body: typed for body, typed in values.items() if typed and typed.get("contoh") != ["ya"]}


def _thin(root: Path) -> ThinFacts | None:
    if not defaults.is_thin(root):
        return None
    broken = (0, "")
    try:
        portal = read_portal_file(root)
    except BrokenPortalFile as error:
        portal, broken = None, (error.line, error.reason)
    noted = portal.overridden if portal else {}
    paths = {*defaults.overridden(root), *(path for path in noted if (root / path).is_file())}
    return ThinFacts(
        running=terbuka.__version__,
        portal=portal,
        broken=broken,
        overrides={
            path: Override(_sha256(root / path) or "", _sha256(defaults.folder() / path)) for path in sorted(paths)
        },
        written={path: _sha256(root / path) for path in (portal.written if portal else {})},
        wheels={file.name: _sha256(file) or "" for file in sorted((root / "pustaka").glob("*.whl"))},
    )


def _sha256(path: Path) -> str | None:
    """None for what is missing, no file or a symbolic link."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _repository(root: Path) -> tuple[str, str, bool, int | None]:
    """Reason and words when something is lacking, shallow, and time of the commit."""
    try:
        shallow = git.is_shallow(root)
    except git.NotReadable as error:
        return error.reason, error.detail, False, None
    commit = git.head(root)
    return ("" if commit else "tidak-ada"), "", shallow, commit.epoch if commit else None
