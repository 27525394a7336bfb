"""The other version of a portal: read through git, judged on the same day, compared with the one at hand.

Promises: the portal at hand is not touched; what is written stands in a temporary folder that is gone
afterwards. Knows no rule.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from terbuka.base import defaults, git
from terbuka.base.problem import Place, Problem, blocking, in_order
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.portal.checking import validate
from terbuka.portal.judging import assess, assessed_days
from terbuka.portal.load import load
from terbuka.review import against

#: Problems of a version that is older than the program that reads it.
_NEEDED = ("skema-hilang", "skema-salah", "berkas-hilang", "folder-hilang")
#: What a portal consists of, directly below its folder.
PORTAL = ("schemas", "datasets", "content", defaults.SETTINGS, defaults.PORTAL_FILE)


def compare(
    root: Path,
    ref: str,
    found: tuple[Corpus, Assessment | None, Sequence[Problem]],
    now: datetime,
    on: date | None = None,
) -> against.Comparison | None:
    """What differs between ``ref`` and what was ``found`` at ``root``; None while that is blocked itself.

    ``now`` and ``on`` as in ``portal/judging.assessed_days``. Raises ``git.NotReadable``.
    """
    corpus, assessment, problems = found
    with tempfile.TemporaryDirectory(prefix="terbuka-") as folder:
        version = git.read_version(root, ref, PORTAL, Path(folder))
        if assessment is None:
            return None
        about = against.Comparison(
            ref=version.name, commit=version.commit.id, commit_time=corpus.local(version.commit.time)
        )
        if not version.files:
            return replace(about, judged=False)
        before, wrong, lent = read_with_lent(root, Path(folder))
        if lent:
            about = replace(about, lent=tuple(lent))
    wrong += [Problem("tautan-simbolik", Place(path)) for path in version.links]
    if blocking(wrong):
        return replace(about, judged=False, unjudged=tuple(p for p in in_order(wrong) if blocking([p])))
    days = {name: made.on for name, made in assessment.bodies.items()}
    same = against.same_days(days, before, assessed_days(before, now, on), corpus)
    return against.compare((before, assess(before, same)), (corpus, assessment), problems, about)


def read_with_lent(root: Path, version: Path) -> tuple[Corpus, list[Problem], list[str]]:
    """The version in the folder ``version``, its problems, and what the portal at ``root`` had to lend to it: first
    schemas, then the files of the law that those make necessary."""
    lent: list[str] = []
    corpus, wrong = _read(version)
    while more := [path for path in _lend(root, version, wrong) if path not in lent]:
        lent += more
        corpus, wrong = _read(version)
    return corpus, wrong, sorted(lent)


def _read(root: Path) -> tuple[Corpus, list[Problem]]:
    corpus, problems = load(root)
    if not corpus.schemas or (blocking(problems) and not corpus.bodies):
        return corpus, problems
    return corpus, problems + validate(corpus)


def _lend(root: Path, into: Path, wrong: Sequence[Problem]) -> list[str]:
    """Copy what an older version could not have: schemas that this program needs, and files of the law that it
    asks for. Returns their paths."""
    lent = []
    for path in sorted({p.place.path for p in wrong if p.code in _NEEDED}):
        own = defaults.located(root, path)
        if not path.startswith(("schemas/", "datasets/aturan/")) or own.is_symlink() or not own.exists():
            continue
        for file in [own] if own.is_file() else sorted(own.iterdir()):
            if file.is_file() and not file.is_symlink():
                name = path if own.is_file() else f"{path.rstrip('/')}/{file.name}"
                target = into / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
                lent.append(name)
    return lent
