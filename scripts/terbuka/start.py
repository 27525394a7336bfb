"""Starts a new portal: the law, the schemas and the pages of an existing one, and one empty body.

Promises: writes only into a new or empty folder; nothing of a sample and no record of another body comes
along; what is written builds at once, and its check lists all that is still missing.
"""

from __future__ import annotations

import csv
import io
import shutil
from importlib.resources import files
from pathlib import Path

from terbuka import editors
from terbuka.load.schemas import read_schemas
from terbuka.load.values import ID
from terbuka.routes import RESERVED

DATA = ("schemas", "datasets/aturan", "content", "mkdocs.yml")
PROGRAM = (
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CONTRIBUTING.md",
    "LICENSE",
    "LICENSE-CONTENT.md",
    "Makefile",
    "SECURITY.md",
    "pyproject.toml",
    "requirements.lock",
    "scripts",
)
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", "*.pyc")


class CannotStart(Exception):
    """The new portal cannot be written; the text says why and what to do."""


def new_portal(source: Path, target: Path, body_id: str, name: str) -> str:
    """Write the tree and return what to do next, in words. Raises ``CannotStart`` and then writes nothing."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CannotStart(f"folder “{target}” sudah berisi; pilih folder yang belum ada")
    if not ID.fullmatch(body_id) or body_id in RESERVED:
        raise CannotStart(
            f"kode “{body_id}” tidak dapat dipakai; pakai huruf kecil, angka, dan tanda hubung, "
            "misalnya dinas-kesehatan"
        )
    if not name.strip() or not name.isprintable() or '"' in name or "\\" in name:
        raise CannotStart("nama badan tidak boleh kosong atau memuat tanda kutip")
    lacking = [part for part in DATA if not (source / part).exists()]
    if lacking:
        raise CannotStart(
            f"“{source}” bukan folder portal (tanpa {', '.join(lacking)}); tunjuk portal asal dengan --root"
        )
    schemas, problems = read_schemas(source)
    if problems or "daftar-informasi-publik" not in schemas:
        raise CannotStart("skema di portal asal bermasalah; jalankan terbuka check di sana lebih dahulu")
    for part in (*DATA, *PROGRAM):
        _take(source / part, target / part)
    body = target / "datasets/badan" / body_id
    (body / "berkas").mkdir(parents=True)
    specimen = (files("terbuka") / "templates/badan.yml").read_text("utf-8")
    (body / "badan.yml").write_text(specimen.replace("@@nama@@", name), "utf-8")
    header = io.StringIO()
    csv.writer(header, lineterminator="\n").writerow(c.name for c in schemas["daftar-informasi-publik"].columns)
    (body / "daftar-informasi-publik.csv").write_text(header.getvalue(), "utf-8")
    (body / "berkas/.gitkeep").write_bytes(b"")
    editors.write(target, editors.changes(target, schemas))
    return (
        f"Portal baru ada di {target}.\n"
        f"Isi identitas kantor di datasets/badan/{body_id}/badan.yml, lalu jalankan terbuka check di folder itu:\n"
        "jawabannya mendaftar semua informasi wajib yang masih harus ditambahkan."
    )


def _take(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=_LEFT_OUT)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
