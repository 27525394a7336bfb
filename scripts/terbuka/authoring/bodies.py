"""What a body starts with, in a new portal (``init``) and in one that has others already (``new badan``).

Promises: an empty register and the facts that were given; nothing of a sample and no record of another body.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from terbuka.base.problem import shown
from terbuka.duties.record import REGISTER
from terbuka.kit.languages import reserved
from terbuka.record.canonical import BODIES
from terbuka.record.schema import Schema
from terbuka.record.values import ID, is_windows_name, meant_id

_LONGEST_CODE = 80


def code_fault(code: str) -> str:
    """Why no body can have this code, which is its folder and its address; empty when one can."""
    said = shown(code, _LONGEST_CODE)
    if not ID.fullmatch(code) or len(code) > _LONGEST_CODE:
        meant = meant_id(code)
        hint = f"; mungkin maksudnya {meant}" if meant else ", misalnya dinas-kesehatan"
        return f"kode “{said}” memakai tanda lain dari huruf kecil, angka, dan tanda hubung{hint}"
    if is_windows_name(code):
        return f"kode “{said}” adalah nama alat di Windows, jadi tidak dapat menjadi folder di sana; pilih kode lain"
    if code in reserved():
        return f"kode “{said}” dipakai halaman portal sendiri; pilih kode lain"
    return ""


def specimen() -> str:
    """The ``badan.yml`` that a body starts with; ``@@nama@@`` stands where its name belongs."""
    return (files("terbuka.authoring") / "badan.yml").read_text("utf-8")


def body_files(schemas: Mapping[str, Schema], about: str) -> dict[str, str]:
    """What a body starts with, by name in its folder: ``badan.yml`` with the text ``about``, an empty register."""
    header = ",".join(c.name for c in schemas[REGISTER].columns) + "\n"
    return {"badan.yml": about, f"{REGISTER}.csv": header, "berkas/.gitkeep": ""}


def write_body(root: Path, body_id: str, made: Mapping[str, str]) -> None:
    """Write a folder that is not there yet; raises ``FileExistsError``."""
    body = root / BODIES / body_id
    (body / "berkas").mkdir(parents=True)
    for name, text in made.items():
        (body / name).write_bytes(text.encode())
