"""The command for the head of the office: the dashboard as one file that stays in the office."""

from __future__ import annotations

import argparse
from pathlib import Path

from terbuka.base import apart
from terbuka.cli.codes import WELL, WrongUse
from terbuka.cli.common import blocked, portal, progress, read
from terbuka.desk.dashboard import dashboard

#: By this a file is known as an older dashboard, which may be replaced.
_MARK = b'<meta name="generator" content="terbuka dashboard">'


def run_dashboard(options: argparse.Namespace) -> int:
    """Always 0 unless blocked: being late is news here; the verdict is the check's."""
    root = portal(options)
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options)
    if assessment is None:
        return blocked(problems)
    bodies = assessment.bodies
    if options.body is not None and options.body not in bodies:
        raise WrongUse(f"badan “{options.body}” tidak ada; yang ada: {', '.join(bodies) or 'belum ada'}")
    if not bodies:
        raise WrongUse("belum ada badan di portal ini; tambah dengan terbuka new badan KODE")
    only = options.body or (next(iter(bodies)) if len(bodies) == 1 else None)
    sample = all(made.body.sample for name, made in bodies.items() if only in (None, name))
    name = f"{'CONTOH-' if sample else ''}dasbor{f'-{only}' if only else ''}.html"
    out: Path = options.out or root / apart.FOLDER / name
    _allowed(root, out)
    _write(out, dashboard(corpus, assessment, options.body).encode())
    print(
        f"Dasbor: {out}\n"
        "Buka dengan peramban, atau cetak di kertas A4. Isinya untuk pimpinan: jangan diterbitkan dan jangan dikirim "
        "ke luar kantor."
    )
    return WELL


def _allowed(root: Path, out: Path) -> None:
    if out.suffix.casefold() not in (".html", ".htm"):
        raise WrongUse(f"“{out}” bukan .html; beri nama dengan akhiran .html")
    if not apart.is_apart(root, out.resolve().parent):
        raise WrongUse(
            f"“{out}” dapat ikut tersimpan di git atau terbit bersama situs; dasbor memuat daftar keterlambatan yang "
            f"hanya untuk pimpinan. Pakai folder {apart.FOLDER}/, atau tempat di luar repositori"
        )
    if out.is_dir():
        raise WrongUse(f"“{out}” adalah folder; sebutkan nama berkasnya")
    if out.exists() and _MARK not in out.read_bytes():
        raise WrongUse(f"“{out}” sudah ada dan bukan dasbor, jadi tidak ditimpa; pilih nama lain dengan --out")


def _write(out: Path, content: bytes) -> None:
    fresh = out.with_name(out.name + ".baru")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_bytes(content)
        fresh.replace(out)
    except OSError as error:
        raise WrongUse(f"tidak dapat menulis “{out}”: {error.strerror or 'galat berkas'}") from None
    finally:
        fresh.unlink(missing_ok=True)
