"""How old program and law are, for ``terbuka doctor`` and ``terbuka due``; and whether a thin portal names the same.

Promises: the day is given; what only time brings is never ``salah``. Reads ``portal.yml`` and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import terbuka
from terbuka.base.defaults import PORTAL_FILE
from terbuka.base.problem import shown
from terbuka.desk.doctor import GOOD, LOOK, Finding
from terbuka.duties.corpus import Corpus
from terbuka.kit import words
from terbuka.law.ages import LAW, PROGRAM, Age, ages
from terbuka.law.law import Law
from terbuka.record.portal_file import BrokenPortalFile, PortalFile, read_portal_file

_TITLES = {PROGRAM: "Program", LAW: "Hukum"}
_RENEW = {
    PROGRAM: "Tanyakan rilis yang lebih baru kepada pengelola, lalu jalankan terbuka upgrade.",
    LAW: "Periksa apakah ada rilis dengan hukum yang lebih baru; terbuka upgrade --check menyebut apa yang berubah.",
}
_TO_COME = {
    PROGRAM: "Periksa jam komputer ini.",
    LAW: "Periksa jam komputer ini, lalu tanggal di datasets/aturan/{}/perubahan.yml.",
}
_UNDATED = "Catat perubahan hukumnya di datasets/aturan/{}/perubahan.yml."


def findings(root: Path, corpus: Corpus | None, today: date) -> list[Finding]:
    """The program, each law, and what ``portal.yml`` says of both; without a corpus only the first."""
    laws: Mapping[str, Law] = corpus.laws if corpus else {}
    found = [_finding(age, several=len(laws) > 1) for age in ages(laws.values(), today)]
    return [*found, *_of_portal_file(root, laws)]


def _finding(age: Age, *, several: bool) -> Finding:
    title = _TITLES[age.kind]
    if age.kind == LAW and age.day is None:
        return Finding(
            age.kind, title, LOOK, f"{shown(age.name, 60)}: harinya tidak tercatat", _UNDATED.format(age.name)
        )
    named = shown(age.name, 60) if age.kind == PROGRAM or several else ""
    said = f"{named} per {words.aged(age)}".strip() if age.kind == LAW else f"Terbuka {named}, terbit {words.aged(age)}"
    if age.is_to_come:
        return Finding(age.kind, title, LOOK, f"{said}, hari yang belum tiba", _TO_COME[age.kind].format(age.name))
    if age.is_old:
        return Finding(age.kind, title, LOOK, f"{said} (lebih dari {age.limit})", _RENEW[age.kind])
    return Finding(age.kind, title, GOOD, said)


def _of_portal_file(root: Path, laws: Mapping[str, Law]) -> Iterator[Finding]:
    """Whether a thin portal runs with what it was made with, or upgraded to, last."""
    try:
        portal = read_portal_file(root)
    except BrokenPortalFile as broken:
        remedy = "Kembalikan dari git; berkas ini ditulis terbuka init dan terbuka upgrade saja."
        yield Finding("portal-yml", PORTAL_FILE, LOOK, f"baris {broken.line}: {shown(broken.reason, 120)}", remedy)
        return
    if portal is None:
        return
    told = f"versi {portal.version}, hukum per {words.day(portal.law_day)}"
    other = _differences(portal, laws)
    if other:
        remedy = "Pasang versi itu (requirements.txt), atau jalankan terbuka upgrade."
        yield Finding("portal-yml", PORTAL_FILE, LOOK, f"{told}; yang berjalan {words.listing(other)}", remedy)
    else:
        yield Finding("portal-yml", PORTAL_FILE, GOOD, told)


def _differences(portal: PortalFile, laws: Mapping[str, Law]) -> list[str]:
    days = {law.as_of for law in laws.values() if law.as_of}
    other = [] if portal.version == terbuka.__version__ else [f"versi {terbuka.__version__}"]
    if days and portal.law_day != max(days):
        other.append(f"hukum per {words.day(max(days))}")
    return other


# --- for the morning ----------------------------------------------------------------------------------------


def as_line(known: Sequence[Age]) -> str:
    """``Program Terbuka 0.1.0, terbit …; hukum per ….`` in one line; what is old is said to be."""
    several = sum(age.kind == LAW for age in known) > 1
    return "; ".join(_part(age, several) for age in known) + "."


def _part(age: Age, several: bool) -> str:
    name = shown(age.name, 60)
    old = ", perlu dimutakhirkan" if age.is_old else ""
    if age.kind == PROGRAM:
        return f"Program Terbuka {name}, terbit {words.aged(age)}{old}"
    called = f"hukum {name}" if several else "hukum"
    return f"{called} per {words.aged(age)}{old}"


def as_values(known: Sequence[Age]) -> dict[str, Any]:
    """Shape of ``umur`` in ``terbuka due --format json``; days are ISO text, an unknown one is null."""
    program, *laws = known
    return {
        "program": {"versi": program.name, **_days(program, "terbit")},
        "hukum": [{"id": law.name, **_days(law, "hukum_per")} for law in laws],
    }


def _days(age: Age, key: str) -> dict[str, Any]:
    day = age.day.isoformat() if age.day else None
    return {key: day, "umur_hari": age.days, "perlu_dimutakhirkan": age.is_old}
