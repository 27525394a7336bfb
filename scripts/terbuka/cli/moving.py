"""The commands for moving in and out: a saved catalogue, and all that the office has typed as one ZIP."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from terbuka.base import apart, git
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import body_named, outside_of_git, portal, progress, read
from terbuka.kit import words
from terbuka.lifecycle import leaving
from terbuka.lifecycle.catalogue import MOST_NAMED, from_catalogue
from terbuka.lifecycle.catalogue_package import CannotTake
from terbuka.lifecycle.catalogue_read import opened
from terbuka.portal.load import load


def run_catalogue(options: argparse.Namespace) -> int:
    """``terbuka import katalog``: 0 when all was taken, 1 when something was refused or, with ``--check``, would be
    written."""
    root = portal(options)
    if options.mapping is not None or options.partly:
        raise WrongUse("--mapping dan --partly hanya untuk register kantor; dari katalog selalu diambil yang memenuhi")
    body = body_named(root, options.body)
    most = None if options.all else MOST_NAMED
    try:
        with progress("Membaca katalog dan memeriksa …"):
            report = from_catalogue(root, body, options.file, _today(root, body), check=options.check)
    except CannotTake as reason:
        raise WrongUse(str(reason)) from None
    print(report.said(most))
    return BLOCKED if report.refused or (options.check and report.files) else WELL


def must_be_readable(file: Path) -> None:
    """Raises ``WrongUse`` before ``init`` writes anything."""
    try:
        opened(file)
    except CannotTake as reason:
        raise WrongUse(f"{reason}; tidak ada yang ditulis") from None


def first_entries(root: Path, body: str, file: Path) -> int:
    """What ``init --dari-katalog`` does once the portal is there; a catalogue that cannot be read changes nothing."""
    print()
    try:
        print(from_catalogue(root, body, file, _today(root, body)).said())
    except CannotTake as reason:
        print(
            f"Portalnya sudah ada, tetapi katalog belum diambil: {reason}.\n"
            f"Sesudah diperbaiki: terbuka import katalog FILE --body {body}"
        )
        return BLOCKED
    return WELL


def _today(root: Path, body: str) -> date:
    corpus, _ = load(root)
    zone = corpus.bodies[body].body.time_zone if body in corpus.bodies else corpus.time_zone
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).date()


def run_export(options: argparse.Namespace) -> int:
    """``terbuka export``: 0 whenever the ZIP was written, also while the check blocks the data."""
    root = portal(options)
    body = body_named(root, options.body) if options.body is not None else None
    target = _target(options, root)
    with progress("Memeriksa dan mengemas …"):
        corpus, assessment, _ = read(options)
        commit = git.head(root)
        try:
            if options.out is None:
                target.parent.mkdir(exist_ok=True)
            packed = leaving.pack(
                root,
                target,
                corpus,
                assessment,
                body=body,
                history=options.riwayat,
                epoch=commit.epoch if commit else 0,
            )
        except FileExistsError:
            raise _there(target) from None
        except OSError as error:
            raise WrongUse(f"“{error.filename or target}” tidak dapat dibaca atau ditulis ({error.strerror})") from None
        except git.NotReadable as error:
            raise WrongUse(_NO_HISTORY.get(error.reason, _NO_HISTORY[""])) from None
    print(_packed(packed, target))
    return WELL


_NO_HISTORY = {
    "dangkal": "salinan ini dangkal, jadi riwayatnya tidak utuh; jalankan git fetch --unshallow, atau tanpa --riwayat",
    "tak-terjawab": (
        "git tidak menjawab di folder ini, jadi tidak diketahui berkas mana yang diabaikan dan harus tinggal; pasang "
        "git, atau jalankan sebagai pemilik foldernya. Tidak ada yang ditulis"
    ),
    "tanpa-git": "git tidak ada di komputer ini; jalankan tanpa --riwayat",
    "": "folder ini bukan repositori git dengan riwayat; jalankan tanpa --riwayat",
}


def _target(options: argparse.Namespace, root: Path) -> Path:
    target: Path = options.out or root / apart.FOLDER / f"data-{options.body or 'portal'}.zip"
    if target.suffix.casefold() != ".zip":
        raise WrongUse(f"“{target}” bukan .zip; beri nama dengan akhiran .zip")
    outside_of_git(root, target, "ZIP isian kantor", "ditulis", "memuat hari dan nomor yang di situs disamarkan")
    if target.exists() or target.is_symlink():
        raise _there(target)
    if options.out is not None and not target.parent.is_dir():
        raise WrongUse(f"folder “{target.parent}” tidak ada")
    return target


def _there(target: Path) -> WrongUse:
    return WrongUse(f"“{target}” sudah ada dan tidak ditimpa; pindahkan, atau pilih nama lain dengan --out")


def _packed(packed: leaving.Packed, target: Path) -> str:
    count = words.number
    lines = [
        (
            f"Dikemas: {count(packed.files)} berkas, {count(packed.tables)} di antaranya tabel dengan skemanya, "
            f"di {target} ({words.size(packed.size)})"
        ),
        f"SHA-256: {packed.sha256}",
        (
            "Jangan diterbitkan sebelum dibaca: isinya repositori kerja apa adanya, termasuk hari persis dan nomor "
            "pendaftaran yang di situs disamarkan."
        ),
    ]
    if packed.lacking:
        lines += ["Tidak dapat disertakan:", *(f"  {one}" for one in packed.lacking)]
    if packed.left:
        lines += [f"Tidak ikut ({count(len(packed.left))}):", *(f"  {line}" for line in leaving.named(packed.left))]
    lines.append(f"Dibuka lagi: urai ZIP-nya, lalu terbuka check --root {leaving.TOP}/{leaving.PORTAL}")
    return "\n".join(lines)
