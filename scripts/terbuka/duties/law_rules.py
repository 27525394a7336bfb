"""Contradictions within the law data: dead references, circles, lists out of order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.marks import sentence_problems
from terbuka.law.deadlines import CalendarYear, Deadline
from terbuka.law.law import Law
from terbuka.law.record import (
    ChannelBasis,
    Condition,
    Gathering,
    LegalBasis,
    NationalPortal,
    Obligation,
    PackageDocument,
    StepBasis,
)
from terbuka.law.role_rules import role_problems
from terbuka.record.near import Owner, dead_in_law, near
from terbuka.record.schema import Column


class Based(Owner, Protocol):
    """A record of the law data that names the articles it rests on."""

    @property
    def legal_basis(self) -> Sequence[StepBasis] | Sequence[ChannelBasis] | Sequence[LegalBasis]: ...


class NamesDuties(Owner, Protocol):
    """A record of the law data that names duties."""

    @property
    def obligation_ids(self) -> Sequence[str]: ...


def law_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    for duty in law.obligations.values():
        yield from _references(duty, law)
        yield from _umbrella(duty, law)
        yield from _traits(duty.id, duty.applies_if, corpus.schemas["badan"].column("sifat").columns, duty.place)
        yield from in_order("selang", duty.id, [v.from_on for v in duty.intervals], duty.place)
        yield from in_order("jatuh_tempo_tahunan", duty.id, [v.from_on for v in duty.yearly_due], duty.place)
        yield from in_order("usia_periode", duty.id, [v.from_on for v in duty.period_limits], duty.place)
    owners: list[Based] = [*law.steps.values(), *law.deadlines.values(), *law.grounds.values()]
    owners += [*law.channels.values(), *law.rights.values(), *law.requester_kinds.values()]
    owners += law.sentences.values()
    for owner in owners:
        yield from known_bases(owner, law)
    yield from _sentences(law)
    for year in law.calendar_years:
        yield from _calendar(year)
    yield from _named_duties(law)
    yield from role_problems(law)
    for deadline in law.deadlines.values():
        yield from in_order("nilai", deadline.id, [v.from_on for v in deadline.lengths], deadline.place)
        yield from _clock(deadline, law, corpus)
    for document in law.package_documents.values():
        yield from _traits(document.id, document.applies_if, corpus.schemas["paket"].columns, document.place)
    for instrument in law.instruments.values():
        if instrument.repealed_by_id:
            yield from known(instrument.repealed_by_id, "dicabut_oleh", law, instrument)


def _sentences(law: Law) -> Iterator[Problem]:
    for right in law.rights.values():
        yield from sentence_problems(right, right.text, "teks", law)
    for sentence in law.sentences.values():
        yield from sentence_problems(sentence, sentence.text, "teks", law)
    for step in law.steps.values():
        yield from sentence_problems(step, step.text, "uraian", law)


def known_bases(owner: Based, law: Law) -> Iterator[Problem]:
    """A problem for each regulation under ``dasar_hukum`` that the law data do not hold."""
    for basis in owner.legal_basis:
        yield from known(basis.instrument_id, "dasar_hukum", law, owner)


def known_duties(owner: NamesDuties, law: Law) -> Iterator[Problem]:
    """A problem for each duty under ``kewajiban`` that is not in the catalogue."""
    for name in owner.obligation_ids:
        yield from known(name, "kewajiban", law, owner)


def _named_duties(law: Law) -> Iterator[Problem]:
    """Lists that name duties: what a page gathers, what a portal shows, what a package needs."""
    owners: list[Gathering | NationalPortal | PackageDocument] = [*law.gatherings]
    owners += [*law.portals.values(), *law.package_documents.values()]
    for owner in owners:
        yield from known_duties(owner, law)


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


def _clock(deadline: Deadline, law: Law, corpus: Corpus) -> Iterator[Problem]:
    """The columns that a clock names stand in its register, and are days where days are meant."""
    for begins in deadline.starts:
        yield from known(begins.instrument_id, "dimulai_dari", law, deadline)
    if deadline.lapses_with is not None:
        yield from known(deadline.lapses_with, "gugur_bila", law, deadline)
    if deadline.lapses_within is not None:
        yield from known(deadline.lapses_within, "gugur_hanya_dalam", law, deadline)
    for event in deadline.events:
        yield from known(event.instrument_id, "sejak", law, deadline)
        for ground in event.ground_ids:
            yield from known(ground, "alasan", law, deadline)
    named = [s.column for s in deadline.starts] + list(deadline.stops)
    named += [s.assumed_column for s in deadline.starts if s.assumed_column]
    named += [deadline.extension_column] if deadline.extension_column else []
    schema = corpus.schemas.get(deadline.register or "")
    columns = schema.columns if schema else ()
    days, every = [c.name for c in columns if c.type == "tanggal"], [c.name for c in columns]
    wrong = [(name, days) for name in named if name not in days]
    wrong += [(c.column, every) for c in deadline.only_if if c.column not in every]
    if deadline.register is None and wrong:
        facts = {"isi": wrong[0][0], "tenggat": deadline.id, "register": "(kosong)", "usul": ""}
        facts["pilihan"] = "isi dulu kunci register"
        yield Problem("tenggat-kolom", deadline.place, facts)
        return
    for name, columns_there in wrong:
        facts = {"isi": name, "tenggat": deadline.id, "register": deadline.register or "(kosong)"}
        facts |= {"usul": near(name, columns_there), "pilihan": ", ".join(columns_there), "kelompok": deadline.id}
        yield Problem("tenggat-kolom", deadline.place, facts)


def in_order(column: str, owner: str, starts: Sequence[date], place: Place) -> Iterator[Problem]:
    if any(later <= earlier for earlier, later in pairwise(starts)):
        yield Problem("aturan-selang", place, {"pemilik": owner, "kolom": column, "kelompok": owner})


def known(value: str, column: str, law: Law, owner: Owner) -> Iterator[Problem]:
    """A problem when ``value`` in ``column`` of ``owner`` is not in the file that the column points to."""
    tables: dict[str, tuple[str, Iterable[str]]] = {
        "langkah_warga": ("langkah-warga.yml", law.steps),
        "induk": ("kewajiban/", law.obligations),
        "kewajiban": ("kewajiban/", law.obligations),
        "gugur_bila": ("tenggat.yml", law.deadlines),
        "gugur_hanya_dalam": ("tenggat.yml", law.deadlines),
        "alasan": ("alasan-keberatan.yml", law.grounds),
    }
    where, names = tables.get(column, ("peraturan.yml", law.instruments))
    if value not in names:
        yield dead_in_law(owner, column, value, names, where)


def _references(duty: Obligation, law: Law) -> Iterator[Problem]:
    for basis in duty.legal_basis:
        yield from known(basis.instrument_id, "dasar_hukum", law, duty)
    for column, value in (("langkah_warga", duty.step_id), ("induk", duty.umbrella_id)):
        if value:
            yield from known(value, column, law, duty)


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


def _traits(owner: str, conditions: Sequence[Condition], columns: Sequence[Column], place: Place) -> Iterator[Problem]:
    """Conditions name a column with fixed values, and values that it has."""
    traits = {c.name: list(c.choices) or ["ya", "tidak"] for c in columns if c.type in ("pilihan", "ya-tidak")}
    for condition in conditions:
        known = traits.get(condition.trait)
        wrong = [condition.trait] if known is None else [v for v in condition.values if v not in known]
        for value in wrong:
            choices = list(traits) if known is None else known
            facts = {"isi": value, "pemilik": owner, "pilihan": choices, "kelompok": owner}
            yield Problem("sifat-tak-dikenal", place, facts)
