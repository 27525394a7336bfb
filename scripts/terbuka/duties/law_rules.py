"""Contradictions within the law data: dead references, circles, lists out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.first_steps import first_step_problems
from terbuka.duties.marks import sentence_problems
from terbuka.law.deadlines import CalendarYear, Deadline
from terbuka.law.law import Law
from terbuka.law.record import Condition, FirstSteps, Obligation
from terbuka.law.role_rules import role_problems
from terbuka.record.near import near
from terbuka.record.schema import Column


def law_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    for duty in law.obligations.values():
        yield from _umbrella(duty, law)
        yield from _traits(duty.id, duty.applies_if, corpus.schemas["badan"].column("sifat").columns, duty.place)
        yield from in_order("selang", duty.id, [v.from_on for v in duty.intervals], duty.place)
        yield from in_order("jatuh_tempo_tahunan", duty.id, [v.from_on for v in duty.yearly_due], duty.place)
        yield from in_order("usia_periode", duty.id, [v.from_on for v in duty.period_limits], duty.place)
    yield from _sentences(law)
    for year in law.calendar_years:
        yield from _calendar(year)
    yield from role_problems(law)
    for deadline in law.deadlines.values():
        yield from in_order("nilai", deadline.id, [v.from_on for v in deadline.lengths], deadline.place)
        yield from _clock(deadline, corpus)
    for document in law.package_documents.values():
        yield from _traits(document.id, document.applies_if, corpus.schemas["paket"].columns, document.place)
    yield from _first_steps(law, corpus)


def _first_steps(law: Law, corpus: Corpus) -> Iterator[Problem]:
    about = corpus.schemas["badan"]
    advice = law.maybe(FirstSteps)
    for step in advice.steps if advice else ():
        yield from _traits(step.obligation_id, step.applies_if, about.column("sifat").columns, step.place)
    yield from first_step_problems(law, about)


def _sentences(law: Law) -> Iterator[Problem]:
    for right in law.rights.values():
        yield from sentence_problems(right, right.text, "teks", law)
    for sentence in law.sentences.values():
        yield from sentence_problems(sentence, sentence.text, "teks", law)
    for step in law.steps.values():
        yield from sentence_problems(step, step.text, "uraian", law)


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


def _clock(deadline: Deadline, corpus: Corpus) -> Iterator[Problem]:
    """The columns that a clock names stand in its register, and are days where days are meant."""
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
