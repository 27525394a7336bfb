"""Findings of a thin portal: its ``portal.yml``, the program it brings, and what is not as the package or the program
wrote it.

Promises: pure; a full copy has none of these findings. A file that the office changed on purpose is never ``salah``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from terbuka.desk.facts import GOOD, LOOK, WRONG, Facts, Finding, Override, ThinFacts, some
from terbuka.record.portal_file import WHEEL, PortalFile

_PROGRAM = re.compile(r"(?:^|[/: ])pustaka/(terbuka-([^/\s-]+)-[^/\s]+\.whl)(?=\s|$|;)", re.MULTILINE)
_NAMED = re.compile(r"^terbuka==([^ \\;]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)*")
#: Each is to be seen by name; a folder that was copied whole is not.
_MOST_OVERRIDES = 40
_PREVIEW = "terbuka upgrade --check"


def _portal_file(facts: Facts, _today: date) -> Iterator[Finding]:
    title, thin = "portal.yml", facts.thin
    if thin is None:
        return
    if thin.portal is None:
        line, reason = thin.broken
        remedy = (
            "Kembalikan dari riwayat: git log --oneline -- portal.yml menyebut versinya, lalu git checkout VERSI -- "
            "portal.yml. Tanpa itu terbuka upgrade tidak tahu berkas mana yang boleh diganti."
        )
        yield Finding("portal-yml", title, LOOK, f"tidak dapat dipakai, baris {line}: {reason}", remedy)
    elif thin.running != thin.portal.version:
        yield _other_version(thin.portal.version, thin.running, facts.lock_name)
    else:
        found = f"versi {thin.portal.version}, hukum per {thin.portal.law_day.isoformat()}"
        yield Finding("portal-yml", title, GOOD, found)


def _other_version(portal: str, running: str, lock: str) -> Finding:
    found = f"portal memakai versi {portal}, yang berjalan di sini versi {running}"
    if _numbers(running) > _numbers(portal):
        remedy = f"Baca dahulu apa yang berubah dengan {_PREVIEW}, lalu jalankan terbuka upgrade."
    else:
        remedy = f"Pasang versi portal ini: python -m pip install --require-hashes -r {lock}"
    return Finding("portal-yml", "portal.yml", LOOK, found, remedy)


def _numbers(version: str) -> list[int]:
    start = _NUMBERS.match(version)
    return [int(part) for part in start[0].split(".")] if start else []


def _program(facts: Facts, _today: date) -> Iterator[Finding]:
    """The program that the lock names, against what stands in ``pustaka/``; with ``pypi`` it is named only."""
    title, thin = "Program portal", facts.thin
    if thin is None or thin.portal is None or facts.lock is None:
        return
    if thin.portal.source == WHEEL:
        yield _wheel(thin.portal, thin.wheels, facts.lock, facts.lock_name)
        return
    named = _NAMED.search(facts.lock)
    if named and named[1] == thin.portal.version:
        yield Finding("program-portal", title, GOOD, f"versi {named[1]} dari PyPI")
    else:
        found = f"{facts.lock_name} menyebut {named[1] if named else 'tidak satu pun versi'}, portal.yml "
        yield Finding("program-portal", title, LOOK, found + thin.portal.version, _restore(facts.lock_name))


def _wheel(portal: PortalFile, wheels: Mapping[str, str], lock: str, lock_name: str) -> Finding:
    title = "Program portal"
    line = _PROGRAM.search(lock)
    if line is None:
        return Finding(
            "program-portal", title, WRONG, f"{lock_name} tidak menyebut program di pustaka/", _restore(lock_name)
        )
    name, version = line[1], line[2]
    lines = lock[line.start() :].split("\n")
    last = next((number for number, text in enumerate(lines) if not text.rstrip().endswith("\\")), len(lines))
    hashes = _HASH.findall("\n".join(lines[: last + 1]))
    if name not in wheels:
        return Finding("program-portal", title, WRONG, f"pustaka/{name} tidak ada", _restore(f"pustaka/{name}"))
    if wheels[name] not in hashes:
        found = f"isi pustaka/{name} lain daripada yang dicatat di {lock_name}"
        remedy = f"Jangan dipasang. {_restore(f'pustaka/{name} {lock_name}')}"
        return Finding("program-portal", title, WRONG, found, remedy)
    others = sorted(wheel for wheel in wheels if wheel != name)
    if others:
        remedy = "Hapus yang tidak disebut; ia hanya membuat portal lebih besar."
        return Finding("program-portal", title, LOOK, f"pustaka/ juga memuat {some(others)}", remedy)
    if version != portal.version:
        found = f"pustaka/ memuat versi {version}, portal.yml menyebut {portal.version}"
        return Finding("program-portal", title, LOOK, found, _restore("pustaka portal.yml"))
    return Finding("program-portal", title, GOOD, f"pustaka/{name}, seperti dicatat di {lock_name}")


def _restore(paths: str) -> str:
    return f"Kembalikan dari riwayat: git checkout VERSI -- {paths}"


def _written(facts: Facts, _today: date) -> Iterator[Finding]:
    """Files that the program wrote and may replace while nobody has changed them."""
    title, thin = "Berkas dari Terbuka", facts.thin
    if thin is None or thin.portal is None or not thin.portal.written:
        return
    recorded = thin.portal.written
    missing = sorted(path for path in recorded if thin.written.get(path) is None)
    changed = sorted(path for path in recorded if thin.written.get(path) not in (None, recorded[path]))
    if changed:
        remedy = (
            "Bila disengaja, biarkan: terbuka upgrade tidak menimpanya, hanya menunjukkan bedanya. Bila tidak: git "
            "checkout VERSI -- BERKAS."
        )
        yield Finding("berkas-terbuka", title, LOOK, f"diubah di kantor ini: {some(changed)}", remedy)
    if missing:
        remedy = _restore("BERKAS") + ". Bila disengaja, biarkan."
        yield Finding("berkas-terbuka", title, LOOK, f"tidak ada lagi: {some(missing)}", remedy)
    if not changed and not missing:
        yield Finding("berkas-terbuka", title, GOOD, f"{len(recorded)} berkas, masih seperti ditulis")


def _overrides(facts: Facts, _today: date) -> Iterator[Finding]:
    """Files of the portal in the place of the package's, each named under what matters most about it."""
    title, thin = "Pengganti bawaan", facts.thin
    if thin is None:
        return
    if not thin.overrides:
        yield Finding("pengganti", title, GOOD, "tidak ada; naskah, skema, dan aturan dari paket")
        return
    groups: dict[str, list[str]] = {state: [] for state in _REMEDIES}
    for path in sorted(thin.overrides):
        groups[_state(path, thin.overrides[path], thin)].append(path)
    for state, paths in groups.items():
        if paths:
            remedy = _REMEDIES[state]
            yield Finding(
                "pengganti", title, LOOK if remedy else GOOD, f"{state}: {some(paths, _MOST_OVERRIDES)}", remedy
            )


_SAME, _GONE, _CHANGED = "sama dengan bawaan", "bawaannya sudah tidak ada", "bawaannya sudah berubah"
_TRUSTED, _UNKNOWN, _UNCHANGED = "aturan atau skema sendiri", "belum tercatat di portal.yml", "bawaannya belum berubah"
_REMEDIES = {
    _SAME: "Hapus berkas itu; yang dari paket sama dan ikut diperbarui.",
    _GONE: "Periksa apakah berkas itu masih perlu; paket tidak lagi memakainya.",
    _CHANGED: f"Bandingkan, dan ambil yang perlu: {_PREVIEW} menyebut bagian yang berubah.",
    _TRUSTED: (
        "Pembetulan hukum dari paket tidak sampai ke berkas itu. Hapus bila tidak disengaja; bila disengaja, cocokkan "
        "setiap kali ada versi baru."
    ),
    _UNKNOWN: "Biarkan; terbuka upgrade berikutnya mencatatnya, dan sejak itu perubahan bawaannya terlihat.",
    _UNCHANGED: "",
}


def _state(path: str, override: Override, thin: ThinFacts) -> str:
    noted = thin.portal.overridden.get(path) if thin.portal else None
    if override.original is None:
        return _GONE
    if override.own == override.original:
        return _SAME
    if noted and noted != override.original:
        return _CHANGED
    if not path.startswith("content/"):
        return _TRUSTED
    return _UNCHANGED if noted else _UNKNOWN


LOOKS = (_portal_file, _program, _written, _overrides)
