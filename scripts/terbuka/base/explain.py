"""What a problem code means, why the rule exists and how to correct it: ``terbuka explain`` and ``/kode/``.

Promises: one table for the command and the pages, ``penjelasan.toml`` with the rows that stand in ``messages.toml`` of
the features; every code has all parts, which a test keeps. Pure, knows no rule.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from terbuka.base.problem import Severity, about, codes, of_features

#: What an effect means for the site, as people read it.
EFFECTS = {
    Severity.BLOCKED: ("Diblokir", "tidak ada yang terbit sampai ini diperbaiki"),
    Severity.GAP: ("Kekurangan", "situs tetap terbit, pemeriksaan merah"),
    Severity.NOTE: ("Catatan", "tidak menghalangi apa pun"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One code: ``title`` says what it means; ``in_excel`` and ``in_browser`` how to correct it."""

    code: str
    severity: Severity
    title: str
    why: str
    in_excel: str
    in_browser: str
    before: str
    after: str

    @property
    def effect(self) -> str:
        return ": ".join(EFFECTS[self.severity])

    @property
    def parts(self) -> Sequence[tuple[str, str]]:
        """Heading and text of each part, in the order of reading; before and after are examples."""
        return (
            ("Mengapa", self.why),
            ("Memperbaiki di Excel", self.in_excel),
            ("Memperbaiki di peramban", self.in_browser),
            ("Sebelum", self.before),
            ("Sesudah", self.after),
        )


@cache
def _table() -> Mapping[str, Any]:
    table = tomllib.loads((files("terbuka.base") / "penjelasan.toml").read_text("utf-8"))
    return {**table, "kode": {**table["kode"], **{code: row["penjelasan"] for code, row in of_features().items()}}}


def explanation(code: str) -> Explanation:
    """All about one code. Raises KeyError for an unknown one."""
    row = _table()["kode"][code]
    recipe = _table()["resep"][row["resep"]]
    return Explanation(
        code=code,
        severity=Severity(about(code)["akibat"]),
        title=row["judul"],
        why=row["mengapa"],
        in_excel=recipe["excel"].replace("{perbaiki}", f"{row['perbaiki']} {row.get('khusus_excel', '')}".strip()),
        in_browser=recipe["peramban"].replace("{perbaiki}", row["perbaiki"]),
        before=row["sebelum"],
        after=row["sesudah"],
    )


def explanations() -> Sequence[Explanation]:
    """All codes in the order of the table of problems."""
    return [explanation(code) for code in codes()]


def nearest(code: str) -> Sequence[str]:
    """Codes that were perhaps meant, the best first; never more than five."""
    plain = code.strip().strip("[]").lower().replace("_", "-").replace(" ", "-")
    found = get_close_matches(plain, codes(), 5, 0.5)
    words = {word for word in plain.split("-") if len(word) > 3}
    found += [c for c in codes() if c not in found and words & set(c.split("-"))]
    return found[:5]


def as_text(what: Explanation) -> str:
    """The explanation as the command prints it; the page shows the same sentences."""
    lines = [f"{what.code}: {what.title}", f"{what.effect}.", ""]
    for heading, text in what.parts:
        lines += [heading, *(f"  {line}" for line in text.split("\n")), ""]
    return "\n".join(lines).rstrip()
