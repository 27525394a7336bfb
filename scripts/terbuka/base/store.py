"""What was found out or made before, by what decided it: verdicts of checks and finished files.

Promises: a key holds everything that decides, the program itself included; an entry whose hash does not fit is as good
as none; without a folder, or where it cannot be written, all is remembered for this run only. Nothing depends on it.

``base/store`` keeps in ``build/simpanan/`` (ignored by git) ``putusan``, which tables and datasets were found sound,
and ``berkas``, the files made of them. A key is a hash of all that decides: the record, the schema of the table, its
text, our own code and words, Python and the libraries. An entry is sealed with a hash of its key and content; one
that does not fit, or a folder that is a link or in git, is not believed. Only what is sound is remembered, never a
problem. A build leaves only its own files there, and verdicts that nobody asked for are dropped when they are over
2,000. Deleting the folder costs time and nothing else. A dataset that was ``proven`` skips the checks of its rows;
``DataTable.rows`` is then read when somebody asks for it, and ``len`` needs no reading. Whoever adds a rule on the
rows of one dataset puts it below ``if not dataset.proven``; a rule that also looks elsewhere (law, clock, other
records) must stay outside of it.

The answer about a document is remembered when nothing in it blocks: numbers, and of its texts only what was found in
them with a little around it; keyed by the content of the file, the program and the libraries. All folders of
documents are asked of one process, which runs while the records are read.
"""

from __future__ import annotations

import hashlib
import platform
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib import metadata
from pathlib import Path

#: Below the root of a portal; git keeps nothing there, because the folder says so itself.
FOLDER = "build/simpanan"
VERDICTS, FILES = "putusan", "berkas"
#: Verdicts that nobody asked for are kept up to so many, so that going back to an earlier text is quick.
_UNUSED_VERDICTS = 2_000
#: Libraries that decide verdicts or bytes.
_LIBRARIES = (
    *("duckdb", "jsonschema", "lxml", "mutagen", "openpyxl", "pikepdf", "pillow", "pypdfium2"),
    *("pyyaml", "xlsxwriter"),
)


class Store:
    """Entries of two kinds by key; ``folder`` is where they outlive this run."""

    def __init__(self, folder: Path | None = None):
        self.folder = folder
        self._memory: dict[tuple[str, str], bytes] = {}
        self._used: set[tuple[str, str]] = set()

    def get(self, kind: str, key: str) -> bytes | None:
        """The entry; None when there is none, or a broken one."""
        if (kind, key) in self._memory:
            return self._memory[kind, key]
        if self.folder is None:
            return None
        try:
            content = (self.folder / kind / key).read_bytes()
        except OSError:
            return None
        if content[:32] != _seal(key, content[32:]):
            return None
        self._used.add((kind, key))
        return content[32:]

    def put(self, kind: str, key: str, content: bytes) -> None:
        if not self._written(kind, key, content):
            self._memory[kind, key] = content
        self._used.add((kind, key))

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The file with this key, made only when it is not there."""
        content = self.get(FILES, key)
        if content is None:
            content = make()
            self.put(FILES, key, content)
        return content

    def tidy(self, kind: str) -> None:
        """Drop what this run did not use: all such files, verdicts only when they are many."""
        if self.folder is None:
            return
        with suppress(OSError):
            unused = [path for path in (self.folder / kind).iterdir() if (kind, path.name) not in self._used]
            if kind == FILES or len(unused) > _UNUSED_VERDICTS:
                for path in unused:
                    path.unlink(missing_ok=True)

    def _written(self, kind: str, key: str, content: bytes) -> bool:
        if self.folder is None:
            return False
        target = self.folder / kind / key
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if not (ignored := self.folder / ".gitignore").exists():
                ignored.write_text("*\n", "utf-8")  # a portal of its own may have no rule for this folder
            with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
                file.write(_seal(key, content) + content)
            Path(file.name).replace(target)
        except OSError:
            return False
        return True


def key(*parts: str | bytes) -> str:
    """The name of what these parts and this program decide; no two lists of parts have the same."""
    digest = hashlib.sha256(program())
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def program() -> bytes:
    """A hash of our own code and words, of Python and of the libraries that decide."""
    top = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(p for pattern in ("*.py", "*.toml") for p in top.rglob(pattern)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(top).as_posix()}:{len(content)}:".encode())
        digest.update(content)
    versions = [f"{name}={metadata.version(name)}" for name in _LIBRARIES]
    digest.update(
        " ".join([*versions, platform.python_version(), platform.machine(), zlib.ZLIB_RUNTIME_VERSION]).encode()
    )
    return digest.digest()


def _seal(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + content).digest()
