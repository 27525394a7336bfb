"""Folders for what neither a repository may keep nor a site show: receipts with a code, the dashboard of the office.

Promises: when in doubt a folder is none. ``privat/`` of a portal is one, as long as git ignores it.
"""

from __future__ import annotations

from pathlib import Path

from terbuka.base import git

#: Where such files go when no place is named; git ignores it.
FOLDER = "privat"
#: Folders of a portal that are published, built or kept.
_NEVER = ("site", "build", "dist", "datasets", "content", "schemas", "scripts", "tests", ".github")


def is_apart(root: Path, folder: Path) -> bool:
    """Whether a file in ``folder``, which need not exist yet, stays out of git and of the site of the portal."""
    root, folder = root.resolve(), folder.resolve()
    within = folder.is_relative_to(root)
    first = folder.relative_to(root).parts[:1] if within else ()
    kept = git.keeps(folder)
    if kept or first in {(name,) for name in _NEVER}:
        return False
    # Without a repository around, a portal's folder may still be given to one later, with its .gitignore.
    return not within or kept is False or first == (FOLDER,)
