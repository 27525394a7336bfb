"""Roles that contradict the law data: two bearers, a clock that is another one, a main clock or a sentence without one.

Promises: pure. What is merely absent is no problem where a page can be read without it: a law without an annual
report or a topic about the office names no record for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from terbuka.base.problem import Problem
from terbuka.law.deadlines import Deadline
from terbuka.law.law import Law
from terbuka.law.record import Obligation, Topic

#: Roles that several duties may have.
_SHARED = ("survei",)
#: Role of a clock -> the register that runs it. Its columns are those from which citizens' steps are counted.
_REGISTERS: Mapping[str, str] = {
    "tenggat-nomor": "permohonan",
    "tenggat-kelengkapan": "permohonan",
    "tenggat-perbaikan": "permohonan",
    "tenggat-jawab": "permohonan",
    "tenggat-tanggapan": "keberatan",
}
#: Roles of the clocks by which a register is judged.
_MAIN = ("tenggat-jawab", "tenggat-tanggapan")
#: The role of the clock that is counted back from its event.
_BACKWARDS = "tenggat-pembukaan"
#: Pages that say sentences by their role; those of ``content/`` name a sentence by its id.
_HOME = "beranda"


def role_problems(law: Law) -> Iterator[Problem]:
    for records in (law.deadlines, law.topics, law.obligations):
        yield from _twice(records.values())
    for deadline in law.deadlines.values():
        if deadline.role is not None:
            yield from _another(deadline, law)
    bearers = {deadline.role for deadline in law.deadlines.values()}
    for role in _MAIN:
        main = _main(law, _REGISTERS[role])
        if main is not None and role not in bearers:
            yield Problem("peran-kurang", main.place, {"peran": role, "tenggat": main.id, "kelompok": role})
    for sentence in law.sentences.values():
        pages = [page for page in sentence.pages if page in law.body_pages or page == _HOME]
        if sentence.role is None and pages:
            facts = {"isi": sentence.id, "halaman": ", ".join(pages), "kelompok": sentence.id}
            yield Problem("kalimat-tanpa-peran", sentence.place, facts)


def _main(law: Law, register: str) -> Deadline | None:
    return next((d for d in law.deadlines.values() if d.register == register and d.main), None)


def _twice(records: Iterable[Deadline | Topic | Obligation]) -> Iterator[Problem]:
    """Pages look for one record of a role; which of two is meant nobody can tell."""
    first: dict[str, Deadline | Topic | Obligation] = {}
    for record in records:
        if record.role is None or record.role in _SHARED:
            continue
        other = first.setdefault(record.role, record)
        if other is not record:
            facts = {"peran": record.role, "isi": record.id, "lain": other.id, "kelompok": record.id}
            yield Problem("peran-ganda", record.place, facts)


def _another(deadline: Deadline, law: Law) -> Iterator[Problem]:
    """A clock runs the right way, by the register of its role, and is its main clock where the role means that."""
    role = str(deadline.role)
    if deadline.backwards != (role == _BACKWARDS):
        found, wanted = f"arah: {deadline.direction or 'sesudah'}", "sebelum" if role == _BACKWARDS else "sesudah"
        yield _unfit(deadline, found, f"arah: {wanted}")
    register = _REGISTERS.get(role)
    if deadline.register is None or register is None:
        return
    if deadline.register != register:
        yield _unfit(deadline, f"register: {deadline.register}", f"register: {register}")
    elif role in _MAIN and _main(law, register) not in (None, deadline):
        yield _unfit(deadline, "utama: tidak", "utama: ya")


def _unfit(deadline: Deadline, found: str, wanted: str) -> Problem:
    facts = {"peran": deadline.role, "tenggat": deadline.id, "isi": found, "harus": wanted, "kelompok": deadline.id}
    return Problem("peran-tak-cocok", deadline.place, facts)
