"""Contradictions between records that are each well-formed: dead references, impossible orders, circles.

Promises: pure, and without a clock: time alone never makes a record wrong. What is missing or late is not
said here but by ``assess``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from terbuka import routes
from terbuka.model import (
    BodyRecords,
    CalendarYear,
    CitizenStep,
    Corpus,
    Deadline,
    Law,
    ObjectionGround,
    Obligation,
    RegisterEntry,
    Statement,
)
from terbuka.problem import Place, Problem

#: A longer text is no slip of a word.
MOST_LETTERS = 120
#: Addresses of the further pages of a long list.
_RESERVED_ENTRY = re.compile("halaman-[0-9]+")


def validate(corpus: Corpus) -> list[Problem]:
    """All contradictions of the corpus, unsorted. Tables that are absent because of problems are skipped."""
    problems: list[Problem] = []
    for law in corpus.laws.values():
        problems += _law(law, corpus)
    for records in corpus.bodies.values():
        problems += _body(records, corpus)
    return problems


def _near(text: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty when none is near."""
    close = get_close_matches(text, list(known), 1, 0.6) if len(text) <= MOST_LETTERS else []
    return close[0] if close else ""


# --- the law ---------------------------------------------------------------------------------------------


def _law(law: Law, corpus: Corpus) -> Iterator[Problem]:
    for duty in law.obligations.values():
        yield from _references(duty, law)
        yield from _umbrella(duty, law)
        yield from _traits(duty, corpus)
        yield from _in_order("selang", duty.id, [v.from_on for v in duty.intervals], duty.place)
        yield from _in_order("jatuh_tempo_tahunan", duty.id, [v.from_on for v in duty.yearly_due], duty.place)
    owners: list[CitizenStep | Deadline | ObjectionGround] = [*law.steps.values(), *law.deadlines.values()]
    for owner in [*owners, *law.grounds.values()]:
        for basis in owner.legal_basis:
            yield from _known(basis.instrument_id, "dasar_hukum", law, owner.id, owner.place)
    for year in law.calendar_years:
        yield from _calendar(year)
    for gathering in law.gatherings:
        for name in gathering.obligation_ids:
            yield from _known(name, "kewajiban", law, gathering.id, gathering.place)
    for deadline in law.deadlines.values():
        yield from _in_order("nilai", deadline.id, [v.from_on for v in deadline.lengths], deadline.place)
    for instrument in law.instruments.values():
        if instrument.repealed_by_id:
            yield from _known(instrument.repealed_by_id, "dicabut_oleh", law, instrument.id, instrument.place)


def _calendar(year: CalendarYear) -> Iterator[Problem]:
    """A list of days off is that of its file's year, each day once and in order; a fixed one names its decree."""
    outside = [str(d.on) for d in year.days if d.on.year != year.year]
    if not year.place.path.endswith(f"/{year.year}.yml"):
        outside.insert(0, f"tahun: {year.year}")
    for found in outside:
        yield Problem("kalender-tahun", year.place, {"isi": found, "tahun": year.year})
    if year.status == "tetap" and not year.decree:
        yield Problem("kalender-keputusan", year.place, {"tahun": year.year})
    for earlier, later in pairwise(d.on for d in year.days):
        if later <= earlier:
            yield Problem("kalender-urutan", year.place, {"isi": later, "sebelumnya": earlier})


def _in_order(column: str, owner: str, starts: Sequence[date], place: Place) -> Iterator[Problem]:
    if any(later <= earlier for earlier, later in pairwise(starts)):
        yield Problem("aturan-selang", place, {"pemilik": owner, "kolom": column, "kelompok": owner})


def _known(value: str, column: str, law: Law, owner: str, place: Place) -> Iterator[Problem]:
    """A problem when ``value`` in ``column`` of ``owner`` is not in the file that the column points to."""
    tables: dict[str, tuple[str, Iterable[str]]] = {
        "langkah_warga": ("langkah-warga.yml", law.steps),
        "induk": ("kewajiban/", law.obligations),
        "kewajiban": ("kewajiban/", law.obligations),
    }
    where, names = tables.get(column, ("peraturan.yml", law.instruments))
    if value not in names:
        facts = {
            "isi": value,
            "kolom": column,
            "pemilik": owner,
            "tempat": where,
            "usul": _near(value, names),
        }
        yield Problem("hukum-rujukan-mati", place, {**facts, "kelompok": value})


def _references(duty: Obligation, law: Law) -> Iterator[Problem]:
    for basis in duty.legal_basis:
        yield from _known(basis.instrument_id, "dasar_hukum", law, duty.id, duty.place)
    for column, value in (("langkah_warga", duty.step_id), ("induk", duty.umbrella_id)):
        if value:
            yield from _known(value, column, law, duty.id, duty.place)


def _umbrella(duty: Obligation, law: Law) -> Iterator[Problem]:
    above = law.obligations.get(duty.umbrella_id or "")
    dead = duty.umbrella_id is not None and above is None
    judged_above = above is not None and above.judged != "melalui-bagian"
    if duty.judged == "di-induk" and not dead and not judged_above:
        yield Problem("induk-tak-cocok", duty.place, {"kewajiban": duty.id, "kelompok": duty.id})
    seen: set[str] = set()
    while above is not None and above.id not in seen:
        if above.id == duty.id:
            yield Problem("induk-melingkar", duty.place, {"kewajiban": duty.id, "kelompok": duty.id})
            return
        seen.add(above.id)
        above = law.obligations.get(above.umbrella_id or "")


def _traits(duty: Obligation, corpus: Corpus) -> Iterator[Problem]:
    columns = corpus.schemas["badan"].column("sifat").columns
    traits = {c.name: list(c.choices) or ["ya", "tidak"] for c in columns}
    for condition in duty.applies_if:
        known = traits.get(condition.trait)
        wrong = [condition.trait] if known is None else [v for v in condition.values if v not in known]
        for value in wrong:
            choices = list(traits) if known is None else known
            facts = {"isi": value, "kewajiban": duty.id, "pilihan": choices, "kelompok": duty.id}
            yield Problem("sifat-tak-dikenal", duty.place, facts)


# --- bodies ----------------------------------------------------------------------------------------------


def _body(records: BodyRecords, corpus: Corpus) -> Iterator[Problem]:
    body = records.body
    if body.id in routes.RESERVED:
        yield Problem("badan-terlarang", body.place, {"isi": body.id})
    if body.sample != (body.sample_day is not None):
        yield Problem("hari-contoh", body.place)
    law = corpus.laws.get(body.jurisdiction_id)
    if law is None:
        if corpus.laws:
            facts = {"isi": body.jurisdiction_id, "pilihan": sorted(corpus.laws)}
            yield Problem("aturan-tak-dikenal", body.place, facts)
        return
    yield from _register(records, law)
    yield from _statements(records.statements or (), law)
    for reply in records.replies or ():
        if reply.obligation_id not in law.obligations:
            near = _near(reply.obligation_id, law.obligations)
            yield Problem("kewajiban-tak-dikenal", reply.place, {"isi": reply.obligation_id, "usul": near})
        if reply.planned_on is not None and reply.planned_on < reply.written_on:
            days = {"rencana": reply.planned_on, "tanggal": reply.written_on}
            yield Problem("rencana-terbalik", reply.place, {"isi": reply.obligation_id, **days})


def _register(records: BodyRecords, law: Law) -> Iterator[Problem]:
    if records.register is None:
        return
    named: set[str] = set()
    for entry in records.register:
        named.update(entry.files)
        yield from _entry(entry, records, law)
    for name, document in records.documents.items():
        if name not in named and document.size:
            yield Problem("berkas-yatim", Place(document.path))
    yield from _replacements(records)


def _entry(entry: RegisterEntry, records: BodyRecords, law: Law) -> Iterator[Problem]:
    for column, code, value, usul, choices in _dead_references(entry, records, law):
        facts: dict[str, Any] = {"kolom": column, "isi": value, "usul": usul, "pilihan": choices, "kelompok": value}
        yield Problem(code, records.cell(entry, column), facts)
    if _RESERVED_ENTRY.fullmatch(entry.id):
        yield Problem("kode-terlarang", records.cell(entry, "id"), {"kolom": "id", "isi": entry.id})
    if entry.period_from and entry.period_until and entry.period_until < entry.period_from:
        start = records.cell(entry, "periode_mulai").cell
        facts = {"mulai": entry.period_from, "selesai": entry.period_until, "sel_lain": start}
        yield Problem("periode-terbalik", records.cell(entry, "periode_selesai"), facts)
    pairs: tuple[tuple[str, object, str, object], ...] = (
        ("keputusan_dip", entry.decision, "tanggal_keputusan_dip", entry.decision_on),
        ("tanggal_keputusan_dip", entry.decision_on, "keputusan_dip", entry.decision),
        ("tautan_diperiksa", entry.link_checked_on, "tautan", entry.link),
    )
    for filled, there, pair, other in pairs:
        if there and not other:
            yield Problem("pasangan-kurang", records.cell(entry, filled), {"kolom": filled, "pasangan": pair})


def _dead_references(
    entry: RegisterEntry, records: BodyRecords, law: Law
) -> Iterator[tuple[str, str, str, str, list[str]]]:
    """Column, code of the problem, value, what was probably meant, and what may be written."""
    for name in entry.obligation_ids:
        if name not in law.obligations:
            yield "kewajiban", "kewajiban-tak-dikenal", name, _near(name, law.obligations), []
    for name in entry.topic_ids:
        if name not in law.topics:
            yield "topik", "topik-tak-dikenal", name, _near(name, law.topics), sorted(law.topics)
    for name in entry.files:
        if name not in records.documents:
            yield "berkas", "berkas-tidak-ada", name, _near_file(name, records), []
    page = entry.portal_page
    if page and page not in routes.EVIDENCE_PAGES:
        pages = list(routes.EVIDENCE_PAGES)
        yield "halaman_portal", "halaman-tak-dikenal", page, _near(page, pages), pages


def _near_file(name: str, records: BodyRecords) -> str:
    lower = {known.lower(): known for known in records.documents}
    return lower.get(name.lower()) or _near(name, records.documents)


def _replacements(records: BodyRecords) -> Iterator[Problem]:
    """Entries that replace themselves in the end; each entry is walked over once."""
    before = {e.id: e.replaces_id for e in records.register or ()}
    done: set[str] = set()
    circular: set[str] = set()
    for start in before:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done and here not in path:
            path[here] = None
            here = before.get(here)
        if here in path:
            walked = list(path)
            circular.update(walked[walked.index(str(here)) :])
        done.update(path)
    for entry in records.register or ():
        if entry.id in circular:
            place = records.cell(entry, "menggantikan")
            yield Problem("pengganti-melingkar", place, {"isi": entry.id, "kelompok": entry.id})


def _statements(statements: Sequence[Statement], law: Law) -> Iterator[Problem]:
    by_duty: dict[str, list[Statement]] = {}
    for statement in statements:
        named = statement.obligation_id
        if named not in law.obligations:
            usul = _near(named, law.obligations)
            facts: dict[str, Any] = {"kolom": "kewajiban", "isi": named, "usul": usul, "kelompok": named}
            yield Problem("kewajiban-tak-dikenal", statement.place, facts)
        if statement.until < statement.signed_on:
            facts = {"isi": statement.id, "mulai": statement.signed_on, "selesai": statement.until}
            yield Problem("pernyataan-terbalik", statement.place, {**facts, "kelompok": statement.id})
        else:
            by_duty.setdefault(named, []).append(statement)
    for named, same in by_duty.items():
        first, *rest = sorted(same, key=lambda s: (s.signed_on, s.until))
        for statement in rest:
            if statement.signed_on <= first.until:
                facts = {"isi": named, "baris_pertama": first.place.line, "kelompok": statement.id}
                yield Problem("pernyataan-bentrok", statement.place, facts)
            first = max(first, statement, key=lambda s: s.until)
