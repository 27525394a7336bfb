"""Lays the files of a new portal into a folder: all of them or none.

Promises: no file that stands there is overwritten or removed, also when two do it at once; stopped at any point, the
same command brings it to its end (``lifecycle/journal``). What may stand in the folder of a new portal: ``.git``,
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
from terbuka.lifecycle import journal
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
    errno.EEXIST: "baru saja diisi oleh program lain; periksa isinya, lalu ulangi bila perlu",
    errno.ENOTEMPTY: "baru saja diisi oleh program lain; periksa isinya, lalu ulangi bila perlu",
    errno.ENAMETOOLONG: "terlalu panjang namanya; pilih nama yang lebih pendek",
}


def check(target: Path, *, among_others: bool = False) -> None:
    """Raises ``CannotStart`` when no portal can stand at ``target``; looks, and writes nothing."""
    if _is_there(target) and not journal.unfinished(target):
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
        with journal.alone(target):
            return _among(target, files, among_others=among_others)
    except OSError as error:
        raise CannotStart(_unwritten(target, error.errno)) from None
    except journal.Busy:
        raise CannotStart(
            f"folder “{_named(target)}” sedang diisi oleh terbuka yang lain; tunggu sampai selesai, lalu periksa isinya"
        ) from None
    except journal.Touched as changed:
        raise CannotStart(
            f"pembuatan portal di “{_named(target)}” pernah terhenti, dan sejak itu {_some(list(changed.paths))} "
            "diubah; kembalikan atau pindahkan dahulu, lalu ulangi perintah yang sama"
        ) from None
    except journal.CannotWrite as error:
        if error.halfway:
            raise CannotStart(
                f"pembuatan portal di “{_named(target)}” terhenti di {shown(error.path, 80)}: {error.why}. "
                "Perbaiki, lalu ulangi perintah yang sama; yang terhenti diselesaikan."
            ) from None
        raise CannotStart(_unwritten(target, error.number)) from None


def _unwritten(target: Path, number: int | None) -> str:
    reason = _REASONS.get(number or 0, "tidak dapat ditulisi; periksa disk dan hak aksesnya, atau pilih lain")
    return f"folder “{_named(target)}” {reason}. Tidak ada yang ditulis."


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
    return name in (*_OF_A_FORGE, journal.FOLDER) or name.lower().startswith(_BEGINNINGS) or bool(JUNK.fullmatch(name))


def _whole(target: Path, files: Mapping[str, bytes]) -> None:
    work = Path(tempfile.mkdtemp(prefix=".terbuka-", dir=target.parent))
    try:
        _write(work, files)
        work.chmod(0o755)
        work.rename(target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _among(target: Path, files: Mapping[str, bytes], *, among_others: bool) -> list[str]:
    """To be called while the folder is held."""
    if journal.finish(target) and (target / PORTAL_FILE).exists():
        raise CannotStart(
            f"pembuatan portal di “{_named(target)}” pernah terhenti dan baru saja diselesaikan, dengan kode dan nama "
            "yang diketik waktu itu; periksa dengan terbuka check"
        )
    _refuse_full(target, among_others=among_others)
    if taken := sorted(set(_in_the_way(target, files))):
        raise CannotStart(
            f"di folder “{_named(target)}” sudah ada {_some(taken)}, dan tidak ada yang ditimpa; "
            "pindahkan atau ganti namanya dahulu, lalu ulangi"
        )
    changed: dict[str, bytes | None] = dict(files)
    told = [*_kept_readme(target, changed), *_longer_ignore(target, files, changed)]
    journal.change(target, changed, PORTAL_FILE)
    return told


def _kept_readme(target: Path, changed: dict[str, bytes | None]) -> list[str]:
    """The README that stands there gets another name; how that is told."""
    readmes = _readmes(target)
    if not readmes or README not in changed:
        return []
    if (target / KEPT).exists() or (target / KEPT).is_symlink():
        raise CannotStart(f"di folder “{_named(target)}” sudah ada {KEPT}; pindahkan dahulu, lalu ulangi")
    if len(readmes) > 1:
        raise CannotStart(
            f"di folder “{_named(target)}” ada {_some([one.name for one in readmes])}; sisakan satu, lalu ulangi"
        )
    changed[KEPT] = readmes[0].read_bytes()
    if not (target / README).exists():  # where capital letters count
        changed[readmes[0].name] = None
    return [f"{readmes[0].name} yang sudah ada disimpan sebagai {KEPT}."]


def _readmes(target: Path) -> list[Path]:
    return sorted(entry for entry in target.iterdir() if entry.name.lower() == README.lower())


def _longer_ignore(target: Path, files: Mapping[str, bytes], changed: dict[str, bytes | None]) -> list[str]:
    """``.gitignore`` keeps its lines, above those of the portal, because the last line counts; how that is told."""
    if IGNORE not in files or not (target / IGNORE).exists():
        return []
    old = (target / IGNORE).read_bytes()
    changed[IGNORE] = old + (b"" if not old or old.endswith(b"\n") else b"\n") + b"\n" + files[IGNORE]
    return [f"Baris portal ditambahkan di bawah isi {IGNORE} yang sudah ada."]


def _in_the_way(target: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Paths of what stands where a file is to be, or is no folder where one has to be."""
    kept = (*((readme.name for readme in _readmes(target)) if README in files else ()), IGNORE)
    for path in dict.fromkeys((*files, *kept)):
        if link := link_on_the_way(target, path):
            yield link
            continue
        parents = [target / part for part in list(Path(path).parents)[:-1]]
        place = target / path
        if blocked := next((p for p in parents if p.exists() and not p.is_dir()), None):
            yield blocked.relative_to(target).as_posix()
        elif place.exists() and not (path in kept and place.is_file()):
            yield path


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
