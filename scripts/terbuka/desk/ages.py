"""How old program and law are, for ``terbuka doctor`` and ``terbuka due``.

Promises: the day is given; what only time brings is never ``salah``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from terbuka.base.problem import shown
from terbuka.desk.doctor import GOOD, LOOK, Finding
from terbuka.duties.corpus import Corpus
from terbuka.kit import words
from terbuka.law.ages import LAW, PROGRAM, Age, ages
from terbuka.law.law import Law

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


def findings(corpus: Corpus | None, today: date) -> list[Finding]:
    """The program and each law; without a corpus only the first."""
    laws: Mapping[str, Law] = corpus.laws if corpus else {}
    return [_finding(age, several=len(laws) > 1) for age in ages(laws.values(), today)]


def _finding(age: Age, *, several: bool) -> Finding:
    title = _TITLES[age.kind]
    if age.kind == LAW and age.day is None:
        return Finding(
            age.kind, title, LOOK, f"{shown(age.name, 60)}: harinya tidak tercatat", _UNDATED.format(age.name)
        )
    named = shown(age.name, 60) if age.kind == PROGRAM or several else ""
    phrase = (
        f"{named} per {words.aged(age)}".strip() if age.kind == LAW else f"Terbuka {named}, terbit {words.aged(age)}"
    )
    if age.is_to_come:
        return Finding(age.kind, title, LOOK, f"{phrase}, hari yang belum tiba", _TO_COME[age.kind].format(age.name))
    if age.is_old:
        return Finding(age.kind, title, LOOK, f"{phrase} (lebih dari {age.limit})", _RENEW[age.kind])
    return Finding(age.kind, title, GOOD, phrase)


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
