"""Findings of the computer: Python, libraries, indexer, letters, time zones, folder and room on the disk.

Promises: pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from terbuka.base.problem import shown
from terbuka.desk.facts import GOOD, LITTLE, LOOK, TOO_LITTLE, WRONG, Facts, Finding, some

OLDEST_PYTHON = (3, 11)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)(?: *; *([^\\]+?))? *\\?$", re.MULTILINE)
_PLATFORM = re.compile(r"sys_platform == '(\w+)'")


def pins(lock: str, platform: str) -> dict[str, str]:
    """Names and versions of a lock file that are meant for this platform; names as the index spells them."""
    pinned = {}
    for name, version, condition in _PIN.findall(lock):
        meant = _PLATFORM.fullmatch(condition)
        if not condition or (meant and meant[1] == platform):
            pinned[re.sub(r"[-_.]+", "-", name).lower()] = version
    return pinned


def _python(facts: Facts, _today: date) -> Iterator[Finding]:
    mine = ".".join(map(str, facts.python))
    wanted = ".".join(map(str, OLDEST_PYTHON))
    if facts.python[:2] < OLDEST_PYTHON:
        yield Finding("python", "Python", WRONG, mine, f"Pasang Python {wanted} atau yang lebih baru.")
    else:
        yield Finding("python", "Python", GOOD, mine)


def _packages(facts: Facts, _today: date) -> Iterator[Finding]:
    title, install = "Pustaka", f"python -m pip install --require-hashes -r {facts.lock_name}"
    if facts.lock is None:
        yield Finding("pustaka", title, LOOK, f"{facts.lock_name} tidak ada", _lock_again(facts))
        return
    wanted = pins(facts.lock, facts.platform)
    missing = [name for name in wanted if name not in facts.installed]
    other = [f"{n} {facts.installed[n]} (terkunci {v})" for n, v in wanted.items() if facts.installed.get(n, v) != v]
    if missing:
        yield Finding("pustaka", title, WRONG, f"belum terpasang: {some(missing)}", f"Jalankan: {install}")
    if other:
        yield Finding("pustaka", title, LOOK, f"lain versinya: {some(other)}", f"Jalankan: {install}")
    if not missing and not other:
        yield Finding("pustaka", title, GOOD, f"{len(wanted)} terpasang seperti dalam {facts.lock_name}")


def _lock_again(facts: Facts) -> str:
    why = "supaya semua komputer memakai pustaka yang sama"
    if facts.thin:
        return f"Kembalikan dari riwayat: git checkout VERSI -- {facts.lock_name}, {why}."
    return f"Salin {facts.lock_name} dari portal asal, {why}."


def _indexer(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.indexer is None:
        remedy = (
            "Pasang lagi pustaka terkunci. Sementara itu terbuka build --no-search membuat situs tanpa kotak pencarian."
        )
        yield Finding("pencarian", "Pengindeks pencarian", WRONG, "pagefind tidak dapat dijalankan", remedy)
    else:
        yield Finding("pencarian", "Pengindeks pencarian", GOOD, shown(facts.indexer, 60))


def _console(facts: Facts, _today: date) -> Iterator[Finding]:
    name = facts.encoding.lower().replace("_", "-")
    if name in ("utf-8", "utf8"):
        yield Finding("huruf", "Huruf di jendela perintah", GOOD, "UTF-8")
        return
    remedy = "Setel PYTHONUTF8=1 (Windows: setx PYTHONUTF8 1), lalu buka jendela perintah yang baru."
    found = f"{shown(facts.encoding, 40) or 'tidak diketahui'}, jadi tanda seperti “ dan → dapat gagal tampil"
    yield Finding("huruf", "Huruf di jendela perintah", LOOK, found, remedy)


def _zones(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.missing_zones:
        found = f"tidak dikenal: {some(facts.missing_zones)}"
        remedy = (
            "Pasang pustaka tzdata: python -m pip install tzdata. Tanpanya hari dan batas waktu tidak dapat dihitung."
        )
        yield Finding("zona-waktu", "Zona waktu", WRONG, found, remedy)
    else:
        yield Finding("zona-waktu", "Zona waktu", GOOD, "dikenal untuk semua badan")


def _disk(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.writable:
        yield Finding("folder", "Folder portal", GOOD, "dapat ditulisi")
    else:
        remedy = "Pindahkan portal ke folder milik Anda, atau minta izin menulis kepada pengelola komputer."
        yield Finding("folder", "Folder portal", WRONG, "tidak dapat ditulisi", remedy)
    found = f"{facts.free // 1_000_000:_} MB".replace("_", ".")
    remedy = "Kosongkan ruang disk; membangun situs menulis semua berkas sekali lagi."
    state = WRONG if facts.free < TOO_LITTLE else LOOK if facts.free < LITTLE else GOOD
    yield Finding("ruang-disk", "Ruang disk kosong", state, found, "" if state == GOOD else remedy)


LOOKS = (_python, _packages, _indexer, _console, _zones, _disk)
