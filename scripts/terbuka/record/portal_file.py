"""``portal.yml``: with which program and which law a thin portal was made, and what of it is not the office's own.

Written by ``init`` and ``upgrade`` only. Promises: what was written is read back the same; a file that somebody changed
so that it cannot be relied on is told with its line, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from packaging.version import Version

from terbuka.base import defaults
from terbuka.base.defaults import PORTAL_FILE, UPGRADING
from terbuka.base.periods import day_of
from terbuka.base.problem import Place, Problem
from terbuka.record.strict_yaml import Node, parse
from terbuka.record.text import read_text

WHEEL, REGISTRY = "pustaka", "pypi"
_HEAD = """\
# Ditulis oleh `terbuka init` dan `terbuka upgrade`. Jangan diubah dengan tangan: dari sini pemutakhiran berikutnya
# tahu versi mana yang dipakai, dan berkas mana yang masih seperti ditulisnya.
"""
_VERSION = re.compile(r"[0-9]+(\.[0-9]+){1,3}((a|b|rc)[0-9]+)?(\.dev[0-9]+)?")
_HASH = re.compile("[0-9a-f]{64}")
_KEYS = {"versi", "hukum_per", "sumber", "tulisan", "timpaan"}


class BrokenPortalFile(Exception):
    """``portal.yml`` cannot be relied on; ``line`` is where, ``reason`` the key or what is wrong, in Indonesian."""

    def __init__(self, line: int, reason: str):
        super().__init__(reason)
        self.line, self.reason = line, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFile:
    """``version`` of the program and ``law_day``, the newest day of its law; ``source``: ``pustaka`` (the wheel stands
    in the portal) or ``pypi``. ``written``: path -> SHA-256 of the files that the program wrote and may replace while
    they are unchanged. ``overridden``: path -> SHA-256 of the package's file when the office put its own in its place.
    """

    version: str
    law_day: date
    source: str = WHEEL
    written: Mapping[str, str] = field(default_factory=dict)
    overridden: Mapping[str, str] = field(default_factory=dict)


def read_portal_file(root: Path) -> PortalFile | None:
    """None when the portal is no thin one; raises ``BrokenPortalFile``."""
    if not (root / PORTAL_FILE).exists():
        return None
    text, wrong = read_text(root, PORTAL_FILE)
    node, more = parse(text, PORTAL_FILE) if text is not None else (None, [])
    if wrong or more or node is None or node.kind != "peta":
        line = next((p.place.line for p in [*wrong, *more] if p.place.line), 1)
        raise BrokenPortalFile(line or 1, "tidak terbaca sebagai YAML")
    for key in node.items.keys() - _KEYS:
        raise BrokenPortalFile(node.key_lines[key], f"kunci {key} tidak dikenal")
    version = _value(node, "versi")
    if not _VERSION.fullmatch(version):
        raise BrokenPortalFile(node.key_lines["versi"], "versi")
    try:
        law_day = day_of(_value(node, "hukum_per"))
    except ValueError:
        raise BrokenPortalFile(node.key_lines["hukum_per"], "hukum_per") from None
    source = _value(node, "sumber")
    if source not in (WHEEL, REGISTRY):
        raise BrokenPortalFile(node.key_lines["sumber"], "sumber")
    return PortalFile(
        version=version,
        law_day=law_day,
        source=source,
        written=_hashes(node, "tulisan"),
        overridden=_hashes(node, "timpaan"),
    )


def problems(root: Path, running: str) -> list[Problem]:
    """What is wrong with ``portal.yml`` itself, or with its being read by the program of the version ``running``."""
    place = Place(PORTAL_FILE, 1)
    if lost := _lost(root):
        return [Problem("portal-yml-salah", place, {"isi": lost})]
    try:
        portal = read_portal_file(root)
    except BrokenPortalFile as broken:
        return [Problem("portal-yml-salah", Place(PORTAL_FILE, broken.line), {"isi": broken.reason})]
    if (root / UPGRADING).is_file():
        return [Problem("pemutakhiran-terhenti", place)]
    if portal is not None and Version(portal.version) > Version(running):
        facts = {"versi": portal.version, "berjalan": running}
        return [Problem("portal-yml-lebih-baru", place, facts)]
    return []


def _lost(root: Path) -> str:
    """Why the file of a portal that holds neither schemas nor law is none; empty when it is one, or none is needed."""
    file = root / PORTAL_FILE
    if file.is_symlink() or file.exists():
        return "" if file.is_file() and not file.is_symlink() else "bukan berkas biasa"
    alone = not any((root / part).is_dir() for part in ("schemas", "datasets/aturan"))
    return "berkasnya tidak ada" if alone and (root / "datasets").is_dir() else ""


def replaced(root: Path) -> list[Problem]:
    """The note ``bawaan-diganti`` for each schema and each file of the law that a thin portal has put in the place of
    the package's and that says something else; ends of lines do not count."""
    rules = [path for path in defaults.overridden(root) if not path.startswith("content/")]
    return [
        Problem("bawaan-diganti", Place(path), {"isi": path})
        for path in rules
        if not (root / path).is_symlink()
        and _unix((root / path).read_bytes()) != _unix((defaults.folder() / path).read_bytes())
    ]


def _unix(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def as_text(portal: PortalFile) -> str:
    """The file as it is written: keys in one order, paths sorted."""
    lines = [f"versi: {portal.version}", f"hukum_per: {portal.law_day.isoformat()}", f"sumber: {portal.source}"]
    for name, hashes in (("tulisan", portal.written), ("timpaan", portal.overridden)):
        lines.append(f"{name}:" if hashes else f"{name}: {{}}")
        lines += [f"  {path}: {hashes[path]}" for path in sorted(hashes)]
    return _HEAD + "\n".join(lines) + "\n"


def _value(node: Node, key: str) -> str:
    value = node.items.get(key)
    if value is None or value.kind != "teks":
        raise BrokenPortalFile(node.key_lines.get(key, 1), f"{key} tidak ada")
    return value.text


def _hashes(node: Node, key: str) -> dict[str, str]:
    part = node.items.get(key)
    if part is None:
        return {}
    if part.kind != "peta":
        raise BrokenPortalFile(node.key_lines[key], key)
    for path, value in part.items.items():
        if not _HASH.fullmatch(value.text) or path.startswith("/") or ".." in path.split("/") or "\\" in path:
            raise BrokenPortalFile(part.key_lines[path], f"{key}: {path}")
    return {path: value.text for path, value in part.items.items()}
