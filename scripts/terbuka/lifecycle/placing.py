"""Lays the files of a new portal into a folder: all of them or none.

Promises: no file that stands there is overwritten or removed. What may stand in the folder of a new portal: ``.git``,
LICENSE, a README, ``.gitignore``. A ``README.md`` is kept under another name, ``.gitignore`` gets further lines.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from terbuka.base import defaults
from terbuka.base.defaults import PORTAL_FILE
from terbuka.base.problem import shown
from terbuka.lifecycle.start import CannotStart
from terbuka.record.text import JUNK, link_on_the_way

README, KEPT, IGNORE = "README.md", "README-lama.md", ".gitignore"
_OF_A_FORGE = (".git", IGNORE)
_BEGINNINGS = ("license", "licence", "readme")
_MOST_NAMED = 5
_REASONS = {
    errno.EACCES: "tidak boleh ditulisi oleh akun ini; pilih folder lain, misalnya di folder Dokumen",
    errno.EPERM: "tidak boleh ditulisi oleh akun ini; pilih folder lain, misalnya di folder Dokumen",
    errno.EROFS: "ada di disk yang hanya dapat dibaca; pilih folder di disk lain",
    errno.ENOSPC: "ada di disk yang penuh; kosongkan ruang atau pilih disk lain",
    errno.EDQUOT: "melewati jatah ruang akun ini; kosongkan ruang atau pilih disk lain",
    errno.ENAMETOOLONG: "terlalu panjang namanya; pilih nama yang lebih pendek",
}


def check(target: Path, *, among_others: bool = False) -> None:
    """Raises ``CannotStart`` when no portal can stand at ``target``; looks, and writes nothing."""
    if _is_there(target):
        _refuse_full(target, among_others=among_others)


def place(target: Path, files: Mapping[str, bytes], *, among_others: bool = False) -> list[str]:
    """Write ``files`` below ``target`` and return what became of files that stood there, in words.

    A folder that is not there yet appears whole. In one that is there nothing is overwritten: with ``among_others`` it
    may hold any files, else only those that a forge puts there. Raises ``CannotStart``, and then nothing was written.
    """
    try:
        if not _is_there(target):
            _whole(target, files)
            return []
        _refuse_full(target, among_others=among_others)
        return _among(target, files)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "tidak dapat ditulisi; periksa disk dan hak aksesnya, atau pilih lain")
        raise CannotStart(f"folder “{_named(target)}” {reason}. Tidak ada yang ditulis.") from None


def _is_there(target: Path) -> bool:
    """Raises ``CannotStart`` for what can never become a portal."""
    if not str(target).isprintable():
        raise CannotStart("nama folder memuat tanda yang tidak terlihat; ketik ulang namanya")
    if target.is_symlink():
        raise CannotStart(f"“{_named(target)}” adalah tautan ke tempat lain; sebut folder yang sebenarnya")
    if target.exists() and not target.is_dir():
        raise CannotStart(f"“{_named(target)}” adalah berkas, bukan folder; pilih nama lain")
    if not target.exists() and not target.parent.is_dir():
        raise CannotStart(f"folder “{_named(target.parent)}” belum ada; buat dahulu, atau periksa ejaannya")
    return target.exists()


def _refuse_full(target: Path, *, among_others: bool) -> None:
    if (target / PORTAL_FILE).exists():
        raise CannotStart(
            f"di folder “{_named(target)}” sudah ada portal. Menambah badan: terbuka new badan KODE. "
            "Memperbarui program dan aturan: terbuka upgrade"
        )
    if all((target / part).is_dir() for part in defaults.PARTS):
        raise CannotStart(
            f"folder “{_named(target)}” adalah portal lama yang memuat seluruh program; jadikan portal ramping dengan "
            "terbuka upgrade --dari-salinan, tanpa mengubah datanya"
        )
    others = sorted(entry.name for entry in target.iterdir() if not _expected(entry.name))
    if others and not among_others:
        raise CannotStart(
            f"folder “{_named(target)}” sudah berisi {_some(others)}; pilih folder yang belum ada, atau tambahkan "
            "--di-sini bila portal memang akan ditaruh di antara berkas itu"
        )


def _expected(name: str) -> bool:
    """Whether a forge puts it into a repository that has just been made."""
    return name in _OF_A_FORGE or name.lower().startswith(_BEGINNINGS) or bool(JUNK.fullmatch(name))


def _whole(target: Path, files: Mapping[str, bytes]) -> None:
    work = Path(tempfile.mkdtemp(prefix=".terbuka-", dir=target.parent))
    try:
        _write(work, files)
        work.chmod(0o755)
        work.rename(target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _among(target: Path, files: Mapping[str, bytes]) -> list[str]:
    """Each file by a rename of its own, taken back when one of them fails."""
    files = dict(files)
    moved, told = _make_room(target, files)
    if taken := sorted(set(_in_the_way(target, files))):
        raise CannotStart(
            f"di folder “{_named(target)}” sudah ada {_some(taken)}, dan tidak ada yang ditimpa; "
            "pindahkan atau ganti namanya dahulu, lalu ulangi"
        )
    work = Path(tempfile.mkdtemp(prefix=".terbuka-", dir=target))
    done: list[tuple[Path, Path]] = []
    folders: list[Path] = []
    try:
        _write(work, files)
        if IGNORE in files and (target / IGNORE).exists():
            moved.append((target / IGNORE, work / "lama"))
        steps = [*moved, *((work / path, target / path) for path in files)]
        for source, goal in steps:
            folders += _folder_for(goal)
            source.rename(goal)
            done.append((source, goal))
    except BaseException:
        for source, goal in reversed(done):
            goal.rename(source)
        for folder in reversed(folders):
            folder.rmdir()
        raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return told


def _make_room(target: Path, files: dict[str, bytes]) -> tuple[list[tuple[Path, Path]], list[str]]:
    """What has to be moved before ``files`` are laid there, and how that is told. ``.gitignore`` keeps its lines, above
    those of the portal, because the last line counts."""
    moved, told = [], []
    readme = next((e for e in target.iterdir() if e.name.lower() == README.lower()), None)
    if readme and README in files:
        moved.append((readme, target / KEPT))
        told.append(f"{readme.name} yang sudah ada disimpan sebagai {KEPT}.")
        if (target / KEPT).exists():
            raise CannotStart(f"di folder “{_named(target)}” sudah ada {KEPT}; pindahkan dahulu, lalu ulangi")
    ignore = target / IGNORE
    if IGNORE in files and ignore.is_file() and not ignore.is_symlink():
        old = ignore.read_bytes()
        files[IGNORE] = old + (b"" if not old or old.endswith(b"\n") else b"\n") + b"\n" + files[IGNORE]
        told.append(f"Baris portal ditambahkan di bawah isi {IGNORE} yang sudah ada.")
    return moved, told


def _in_the_way(target: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Paths of what stands where a file is to be, or is no folder where one has to be."""
    for path in files:
        if link := link_on_the_way(target, path):
            yield link
            continue
        parents = [target / part for part in list(Path(path).parents)[:-1]]
        if blocked := next((p for p in parents if p.exists() and not p.is_dir()), None):
            yield blocked.relative_to(target).as_posix()
        elif (target / path).is_dir() or ((target / path).exists() and path not in (README, IGNORE)):
            yield path


def _folder_for(goal: Path) -> list[Path]:
    """Make the folders that lead to ``goal``; those that were not there, the outermost first."""
    made: list[Path] = []
    for folder in reversed(goal.parents):
        if not folder.exists():
            folder.mkdir()
            made.append(folder)
    return made


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _some(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    listed = ", ".join(shown(name, 80) for name in names[:_MOST_NAMED])
    return listed + (f", dan {more} lagi" if more > 0 else "")


def _named(folder: Path) -> str:
    return shown(str(folder), 120)
