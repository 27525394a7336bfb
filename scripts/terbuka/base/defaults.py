"""What comes with the program: schemas, law and prose of a portal that keeps only its own data.

A portal with a file ``portal.yml`` is *thin*: what it does not hold itself below ``PARTS`` is taken from the package; a
file of the portal at the same path wins. A folder without ``portal.yml`` is read as it stands, and nothing is added to
it: so are this repository, tests, and portals that are full copies. Promises: nothing is written; a tree of the source
and an installed wheel hold the same files.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

#: The file that makes a portal thin: version of the program, day of the law, what is the office's own instead.
PORTAL_FILE = "portal.yml"
#: What an upgrade of the portal has yet to do; it is there only while one is at work, or was interrupted.
UPGRADING = ".terbuka-upgrade/jurnal.json"
#: Folders of a portal that the package holds too.
PARTS = ("schemas", "datasets/aturan", "content")
#: The menu and the settings of the shell, taken key by key.
SETTINGS = "mkdocs.yml"
#: The libraries with which the program was tested, each with its hashes.
LOCK = "requirements.lock"
#: What a wheel carries besides the program, mapped by ``hatch_build.py`` from the top of the source tree, and where.
CARRIED = (*PARTS, SETTINGS, LOCK)
PACKED = "bawaan"


@cache
def folder() -> Path:
    """Where the package keeps ``CARRIED``: in a wheel below ``terbuka/bawaan``, else at the top of the
    source tree."""
    package = Path(__file__).parents[1]
    packed = package / PACKED
    return packed if packed.is_dir() else package.parents[1]


def is_thin(root: Path) -> bool:
    """Whether the portal at ``root`` holds only its own data."""
    return (root / PORTAL_FILE).is_file()


def belongs(path: str) -> bool:
    """Whether ``path`` is one of ``PARTS``, lies in one, or leads to one."""
    return any(path == part or path.startswith(f"{part}/") or part.startswith(f"{path}/") for part in PARTS)


def located(root: Path, path: str) -> Path:
    """Where the file or folder ``path`` of a portal stands: at ``root``, else in the package when the portal is thin.
    What stands nowhere is said to be at ``root``."""
    own = root / path
    if own.exists() or own.is_symlink() or not belongs(path) or not is_thin(root):
        return own
    lent = folder() / path
    return lent if lent.exists() else own


def layers(root: Path, path: str) -> Iterator[Path]:
    """The folders called ``path``, what counts least first."""
    if belongs(path) and is_thin(root):
        yield folder() / path
    yield root / path


def lent(root: Path) -> frozenset[str]:
    """Paths of the files that a thin portal takes from the package; none for any other."""
    if not is_thin(root):
        return frozenset()
    package = folder()
    files = (file for part in PARTS for file in (package / part).rglob("*") if file.is_file())
    paths = (file.relative_to(package).as_posix() for file in files)
    return frozenset(path for path in paths if not (root / path).exists())


def overridden(root: Path) -> list[str]:
    """Paths of a thin portal's own files that stand in the place of one of the package, sorted."""
    if not is_thin(root):
        return []
    own = (file for part in PARTS for file in (root / part).rglob("*") if file.is_file() or file.is_symlink())
    paths = (file.relative_to(root).as_posix() for file in own)
    return sorted(path for path in paths if (folder() / path).is_file())
