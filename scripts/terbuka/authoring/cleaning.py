"""Files as they may be given away: without what they carry beside their content (``terbuka bersihkan``).

Promises: what is seen or heard stays the same; the old file is replaced only by a whole new one, in one step; what was
removed and what was left alone is told. Files are opened in the guarded process only.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from terbuka.record import peek

#: Endings that can be cleaned.
KINDS = ("jpg", "jpeg", "png", "webp", "mp3", "ogg", "pdf", "docx", "xlsx", "pptx", "odt", "ods")
_REMOVED = {
    "keterangan": "keterangan (pembuat, alat, program, hari, komentar)",
    "lokasi": "titik lokasi (GPS)",
    "properti": "properti berkas (pembuat, program, hari)",
    "sesudah-akhir": "data di belakang akhir gambar",
    "versi": "versi lama yang masih tersimpan",
}
_WHY = {
    "jenis": f"jenis ini tidak dapat dibersihkan; yang dapat: {', '.join(KINDS)}",
    "sandi": "terkunci kata sandi; simpan ulang tanpa kata sandi",
    "tertanda-tangan": "ditandatangani secara elektronik; tanda tangannya rusak bila berkasnya diubah",
    "tautan": "ini tautan ke berkas lain; bersihkan berkas aslinya",
    "tidak-ada": "berkas tidak ada",
}
_BROKEN = "tidak dapat dibaca; buka dengan aplikasinya lalu simpan ulang"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of one file: ``removed`` in kinds of ``_REMOVED``, or ``why`` it was left as it is."""

    path: Path
    removed: tuple[str, ...] = ()
    why: str = ""


def clean(paths: Sequence[Path], *, write: bool = True) -> list[Cleaned]:
    """Clean each file in its place; without ``write`` only find out what would go."""
    return [_one(path, write) for path in paths]


def carrying(paths: Iterable[Path]) -> list[Path]:
    """Those of the files that carry something which could be removed."""
    able = [path for path in paths if path.suffix[1:].lower() in KINDS and path.is_file()]
    return [one.path for one in clean(able, write=False) if one.removed]


def _one(path: Path, write: bool) -> Cleaned:
    kind = path.suffix[1:].lower()
    if kind not in KINDS:
        return Cleaned(path, why="jenis")
    if path.is_symlink():
        return Cleaned(path, why="tautan")
    if not path.is_file():
        return Cleaned(path, why="tidak-ada")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".bersihkan-") as folder:
        target = Path(folder) / path.name
        request = {"path": str(path), "kind": f"bersih:{kind}", "to": str(target)}
        answer = peek.look([request])[str(path)]
        if not answer["ok"]:
            return Cleaned(path, why=answer["why"])
        if answer["removed"] and write:
            target.chmod(path.stat().st_mode & 0o777)
            target.replace(path)
    return Cleaned(path, tuple(answer["removed"]))


def said(one: Cleaned, *, only_check: bool) -> str:
    """One line about a file, as the command says it."""
    if one.why:
        return f"tidak disentuh: {one.path}: {_WHY.get(one.why, _BROKEN)}"
    if not one.removed:
        return f"sudah bersih: {one.path}"
    words = ", ".join(_REMOVED[kind] for kind in one.removed)
    return f"{'akan dihapus dari' if only_check else 'dihapus dari'} {one.path}: {words}"


def closing(cleaned: Sequence[Cleaned], *, only_check: bool) -> str:
    """What remains to be done by a person."""
    if only_check and any(one.removed for one in cleaned):
        return "Belum ada yang ditulis. Ulangi tanpa --check untuk menghapusnya."
    return (
        "Isi, komentar, lampiran, isian formulir, dan yang tampak di gambar tidak diubah; periksa dengan "
        "terbuka check. Simpan berkas asli di luar repositori bila keterangannya masih diperlukan."
    )
