"""Whether a computer and a repository are set up well: findings from facts, and how they are told.

Promises: pure; ``probe`` gathers the facts, ``cli`` gives the day. What only time brings is never ``salah``.
Judges the setting, not the records: those are ``terbuka check``'s. What is looked at stands in ``computer`` (Python,
libraries, disk), ``repository`` (git, branches, workflows, pages), ``setting`` (addresses, bodies, calendars) and
``own`` (what of a thin portal is not the package's).

Exit code: 0 when nothing is ``salah``, else 1. ``salah`` keeps the program from working or may expose people: Python,
libraries, indexer, time zones, a folder that cannot be written, no room, working registers in git, a wheel in
``pustaka/`` that is missing or not the one that the lock names. The rest is ``perlu dilihat``, whatever time brings
among it: years without a calendar, 45 days without a commit. It uses no network, and answers too when the records are
blocked or a library is missing (PyYAML apart, without which no command starts).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from terbuka.desk import computer, own, repository, setting
from terbuka.desk.facts import GOOD, LOOK, WRONG, Facts, Finding

__all__ = ["GOOD", "LOOK", "VERSION", "WRONG", "Facts", "Finding", "as_json", "as_text", "findings"]

VERSION = 1
#: What is looked at, in the order in which it is told.
_LOOKS: tuple[Callable[[Facts, date], Iterator[Finding]], ...] = (
    *computer.LOOKS,
    *repository.LOOKS,
    *setting.LOOKS,
    *own.LOOKS,
)


def findings(facts: Facts, today: date) -> list[Finding]:
    """All findings, in one order."""
    return [finding for look in _LOOKS for finding in look(facts, today)]


def as_text(found: Sequence[Finding]) -> str:
    """One line a finding, what to do below it, the sum at the end."""
    width = max(len(state) for state in (GOOD, LOOK, WRONG))
    lines = []
    for finding in found:
        lines.append(f"{finding.state:{width}}  {finding.title}: {finding.found}")
        if finding.remedy:
            lines.append(f"{'':{width}}  → {finding.remedy}")
    counts = [f"{state} {sum(f.state == state for f in found)}" for state in (GOOD, LOOK, WRONG)]
    return "\n".join([*lines, "", ", ".join(counts)])


def as_json(found: Sequence[Finding], code: int, today: date) -> str:
    """Shape of ``terbuka doctor --json``; the day is ISO text, ``cara`` null when nothing is to be done."""
    made = {
        "versi": VERSION,
        "kode_keluar": code,
        "pada": today.isoformat(),
        "hasil": [
            {"kode": f.code, "judul": f.title, "keadaan": f.state, "temuan": f.found, "cara": f.remedy or None}
            for f in found
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1)
