"""What git keeps although it holds people: the office's own registers, wherever they lie in the repository.

Promises: reads the list of files that git keeps or is about to keep, and the first rows of tables among them.
Documents in ``berkas/`` are looked at by ``load``; ``tests/`` holds made-up files only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from terbuka.base import apart, git
from terbuka.base.problem import Place, Problem
from terbuka.record.documents import first_rows, private_rows

_MOST_BYTES = 100_000
_PATTERNS = (
    *(f":(icase)*.{ending}" for ending in ("xls", "xlsx", "xlsm", "xlsb", "ods", "csv")),
    f":(glob,icase)**/{apart.FOLDER}/**",
)
_PUBLISHED = re.compile(r"datasets/badan/[^/]+/berkas/.*|tests/.*")
_EMPTY = (".gitignore", ".gitkeep")


def problems(root: Path) -> Iterator[Problem]:
    """Private registers among the files that git keeps below ``root``."""
    for path in git.tracked(root, *_PATTERNS):
        if _PUBLISHED.fullmatch(path):
            continue
        *folders, name = path.casefold().split("/")
        if (apart.FOLDER in folders and name not in _EMPTY) or _is_private(root, path):
            yield Problem("register-privat-di-repositori", Place(path), {"isi": path.rsplit("/", 1)[-1]})


def _is_private(root: Path, path: str) -> bool:
    """Whether a table that stands apart from the records is a register: each spreadsheet, and a CSV by its titles."""
    if not path.casefold().endswith(".csv"):
        return apart.FOLDER not in path.casefold().split("/")
    file = root / path
    if path.startswith("datasets/") or file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as stream:
        return private_rows(first_rows(stream.read(_MOST_BYTES).decode("utf-8", "replace")))
