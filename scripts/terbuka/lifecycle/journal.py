"""Many files of a portal changed together: all of them, or none.

``change`` first puts every new file, and a copy of every old one, into a folder of its own beside the portal's files
(``FOLDER``, on the same disk), then a journal that names them, and only then renames one after the other. Without the
journal nothing has begun, and what lies there is thrown away; with it everything that is needed is there, and
``finish`` brings it to its end, today or after the computer was off. An error on the way turns the journal round before
anything is put back, so that going back is finished likewise. Promises: a file that somebody changed in between is
never overwritten; of two at once the second is told.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from terbuka.base.defaults import UPGRADING
from terbuka.record.text import link_on_the_way

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

JOURNAL = UPGRADING
FOLDER = UPGRADING.rsplit("/", 1)[0]
_LOCK = f"{FOLDER}/kunci"
#: Which way a journal leads.
_ON, _BACK = "maju", "mundur"
_LINKED = "ini tautan (symbolic link), bukan berkas; ganti dengan berkas atau folder aslinya"
_WHY = {
    errno.EACCES: "akun ini tidak boleh menulis di sini",
    errno.EPERM: "akun ini tidak boleh menulis di sini",
    errno.EROFS: "disk ini hanya dapat dibaca",
    errno.ENOSPC: "disk ini penuh",
    errno.EDQUOT: "jatah ruang akun ini habis",
}


class Busy(Exception):
    """Another upgrade of this portal is at work."""


class CannotWrite(Exception):
    """A file cannot be written; everything is as it was, unless it is ``halfway``: then the journal holds the rest.
    ``path`` below the root, ``why`` in Indonesian, ``number`` that of the system's error."""

    def __init__(self, path: str, why: str, *, halfway: bool = False, number: int | None = None):
        super().__init__(path)
        self.path, self.why, self.halfway, self.number = path, why, halfway, number


class Touched(Exception):
    """Since an upgrade was interrupted somebody changed files that it has yet to write, or has written."""

    def __init__(self, paths: Sequence[str]):
        super().__init__(*paths)
        self.paths = tuple(paths)


@dataclass(frozen=True, slots=True)
class Step:
    """One file: SHA-256 before and after; None where there is none."""

    path: str
    old: str | None
    new: str | None


def unfinished(root: Path) -> bool:
    """Whether an upgrade stopped halfway."""
    return (root / JOURNAL).is_file()


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Holds the portal for one upgrade; the system lets go of it whatever happens to the program. Raises ``Busy`` and
    ``CannotWrite``."""
    folder, lock = root / FOLDER, root / _LOCK
    for path in (_LOCK, f"{FOLDER}/.gitignore", JOURNAL):
        if linked := link_on_the_way(root, path):
            raise CannotWrite(linked, _LINKED)
    try:
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", "utf-8")
        file = lock.open("ab")
    except OSError as error:
        raise CannotWrite(FOLDER, _why(error), number=error.errno) from None
    with file:
        _take(file)
        if not _same(file, lock):  # the one before took its folder away in between
            raise Busy
        try:
            yield
        finally:
            if not unfinished(root):
                with suppress(OSError):
                    shutil.rmtree(folder)
    if not unfinished(root):
        with suppress(OSError):  # a system that keeps open files: the rest goes once it is closed
            shutil.rmtree(folder)


def _take(file: IO[bytes]) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Busy from None


def _same(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def change(root: Path, files: Mapping[str, bytes | None], last: str) -> None:
    """Write the files by path, None for one that goes, the file ``last`` after all others. Raises ``CannotWrite``, and
    then nothing has changed. To be called while the portal is held (``alone``)."""
    steps = []
    path = ""
    try:
        _throw_away(root)
        for number, path in enumerate(sorted(files, key=lambda one: (one == last, one))):
            steps.append(_laid_out(root, number, path, files[path]))
        path = JOURNAL
        for way in (_BACK, _ON):
            listed = [[step.path, step.old, step.new] for step in steps]
            _write(root / f"{JOURNAL}.{way}", json.dumps({way: listed}, ensure_ascii=False, indent=0).encode())
        _rename(root / f"{JOURNAL}.{_ON}", root / JOURNAL)
    except OSError as error:
        raise CannotWrite(path, _why(error), number=error.errno) from None
    try:
        _carry_out(root, steps)
    except BaseException as error:
        try:
            _rename(root / f"{JOURNAL}.{_BACK}", root / JOURNAL)
            _put_back(root, steps)
        except OSError as second:
            raise CannotWrite(_named(root, second), _why(second), halfway=True) from None
        if isinstance(error, OSError):
            raise CannotWrite(_named(root, error), _why(error), number=error.errno) from None
        raise


def finish(root: Path) -> bool:
    """Bring what was interrupted to its end, on or back; False when nothing was. Raises ``Touched`` and
    ``CannotWrite``; what is left to do then stays in the journal."""
    if not unfinished(root):
        return False
    try:
        ((way, listed),) = json.loads((root / JOURNAL).read_text("utf-8")).items()
        steps = [Step(*entry) for entry in listed]
        if way == _ON:
            _carry_out(root, steps)
        else:
            _put_back(root, steps)
    except OSError as error:
        raise CannotWrite(_named(root, error), _why(error), halfway=True) from None
    return True


def _put_back(root: Path, steps: Sequence[Step]) -> None:
    """What was there before."""
    for number, step in reversed(list(enumerate(steps))):
        target = root / step.path
        if step.new != step.old and _hash(target) == step.new:
            if step.old is None:
                _remove(target)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                _rename(_place(root, "lama", number), target)
        if step.old is None:
            _prune(root, target)
    _throw_away(root)


def _carry_out(root: Path, steps: Sequence[Step]) -> None:
    now = [_hash(root / step.path) for step in steps]
    touched = [step.path for step, there in zip(steps, now, strict=True) if there not in (step.old, step.new)]
    if touched:
        raise Touched(touched)
    for number, (step, there) in enumerate(zip(steps, now, strict=True)):
        target = root / step.path
        if there == step.new:
            continue
        if step.new is None:
            _remove(target)
            _prune(root, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            _rename(_place(root, "baru", number), target)
    _throw_away(root)


def _laid_out(root: Path, number: int, path: str, content: bytes | None) -> Step:
    """The new file and a copy of the old one in their places; the step that exchanges them."""
    target, new, old = root / path, _place(root, "baru", number), _place(root, "lama", number)
    if linked := link_on_the_way(root, path):
        raise CannotWrite(linked, _LINKED)
    if target.is_dir():
        raise CannotWrite(path, "ini folder, padahal seharusnya berkas")
    if target.exists() and not target.is_file():
        raise CannotWrite(path, "ini alat atau pipa, padahal seharusnya berkas")
    before = target.read_bytes() if target.exists() else None
    mode = target.stat().st_mode & 0o777 if before is not None else 0o644
    for place, data in ((new, content), (old, before)):
        if data is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(place, data)
            place.chmod(mode)
    return Step(path, _sha256(before), _sha256(content))


def _place(root: Path, which: str, number: int) -> Path:
    return root / FOLDER / which / str(number)


def _write(path: Path, data: bytes) -> None:
    """On the disk, not only on its way there."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _rename(old: Path, new: Path) -> None:
    old.replace(new)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _prune(root: Path, path: Path) -> None:
    """Folders that nothing stands in any more."""
    for folder in path.parents:
        if folder == root:
            return
        with suppress(OSError):
            folder.rmdir()


def _throw_away(root: Path) -> None:
    """The journal first: without it the rest means nothing."""
    _remove(root / JOURNAL)
    for name in ("baru", "lama"):
        shutil.rmtree(root / FOLDER / name, ignore_errors=True)


def _why(error: OSError) -> str:
    return _WHY.get(error.errno or 0, error.strerror or type(error).__name__)


def _named(root: Path, error: OSError) -> str:
    """The file that an error is about, below the root."""
    name = Path(str(error.filename2 or error.filename or FOLDER))
    return name.relative_to(root).as_posix() if name.is_relative_to(root) else name.as_posix()


def _hash(path: Path) -> str | None:
    return _sha256(path.read_bytes()) if path.is_file() else None


def _sha256(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
