"""Starts a new portal: the law, the schemas and the pages of an existing one, and one empty body.

Promises: writes only into a new or empty folder; nothing of a sample and no record of another body comes
along; what is written builds at once, and its check lists all that is still missing.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from terbuka.authoring import editors
from terbuka.duties.record import REGISTER
from terbuka.kit.languages import reserved
from terbuka.record.schema import Schema
from terbuka.record.schemas import read_schemas
from terbuka.record.values import ID

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
#: The workflow of the program's own tests, which a new portal does not have.
_OF_THE_PROGRAM = ".github/workflows/uji.yml"


class CannotStart(Exception):
    """The new portal cannot be written; the text says why and what to do."""


def new_portal(source: Path, target: Path, body_id: str, name: str) -> str:
    """Write the tree and return what to do next, in words. Raises ``CannotStart`` and then writes nothing."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CannotStart(f"folder “{target}” sudah berisi; pilih folder yang belum ada")
    if not ID.fullmatch(body_id) or body_id in reserved():
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
    if problems or REGISTER not in schemas:
        raise CannotStart("skema di portal asal bermasalah; jalankan terbuka check di sana lebih dahulu")
    for part in (*DATA, *PROGRAM):
        _take(source / part, target / part)
    (target / _OF_THE_PROGRAM).unlink(missing_ok=True)
    write_body(target, body_id, body_files(schemas, specimen().replace("@@nama@@", name)))
    editors.write(target, editors.changes(target, schemas))
    return (
        f"Portal baru ada di {target}.\n"
        f"Isi identitas kantor di datasets/badan/{body_id}/badan.yml, lalu jalankan terbuka check di folder itu:\n"
        "jawabannya mendaftar semua informasi wajib yang masih harus ditambahkan."
    )


def specimen() -> str:
    """The ``badan.yml`` that a body starts with; ``@@nama@@`` stands where its name belongs."""
    return (files("terbuka.authoring") / "badan.yml").read_text("utf-8")


def body_files(schemas: Mapping[str, Schema], about: str) -> dict[str, str]:
    """What a body starts with, by name in its folder: ``badan.yml`` with the text ``about``, an empty register."""
    header = ",".join(c.name for c in schemas[REGISTER].columns) + "\n"
    return {"badan.yml": about, f"{REGISTER}.csv": header, "berkas/.gitkeep": ""}


def write_body(root: Path, body_id: str, made: Mapping[str, str]) -> None:
    """Write a folder that is not there yet; raises ``FileExistsError``."""
    body = root / "datasets/badan" / body_id
    (body / "berkas").mkdir(parents=True)
    for name, text in made.items():
        (body / name).write_bytes(text.encode())


def _take(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=_LEFT_OUT)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
