"""Contradictions within the law data: dead references, circles, lists out of order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import Corpus
from terbuka.features.audit.rules import criterion_problems
from terbuka.features.evaluation.rules import evaluation_problems
from terbuka.features.exclusions.record import ExclusionGround
from terbuka.features.indicators.rules import indicator_law_problems
from terbuka.features.notices.record import EmergencyService
from terbuka.features.private_register.record import PrivateColumn
from terbuka.features.private_register.rules import import_problems
from terbuka.features.standards.record import ExperienceQuestion, Standard
from terbuka.features.standards.rules import sentence_problems, standard_law_problems
from terbuka.features.strategy.rules import strategy_problems
from terbuka.features.survey.rules import survey_law_problems
from terbuka.features.training.rules import training_law_problems
from terbuka.law.deadlines import CalendarYear, Deadline
from terbuka.law.law import Law
from terbuka.law.record import CitizenStep, Condition, Gathering, NationalPortal, Obligation, PackageDocument
from terbuka.law.sentences import ComplaintChannel, ObjectionGround, RequesterKind, Right, Sentence
from terbuka.record.near import Owner, dead_in_law, near
from terbuka.record.schema import Column

_Owner = (
    CitizenStep
    | Deadline
    | ObjectionGround
    | ComplaintChannel
    | Right
    | Sentence
    | RequesterKind
    | PrivateColumn
    | ExperienceQuestion
)


def law_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    for duty in law.obligations.values():
        yield from _references(duty, law)
        yield from _umbrella(duty, law)
        yield from _traits(duty.id, duty.applies_if, corpus.schemas["badan"].column("sifat").columns, duty.place)
        yield from _in_order("selang", duty.id, [v.from_on for v in duty.intervals], duty.place)
        yield from _in_order("jatuh_tempo_tahunan", duty.id, [v.from_on for v in duty.yearly_due], duty.place)
        yield from _in_order("usia_periode", duty.id, [v.from_on for v in duty.period_limits], duty.place)
    owners: list[_Owner] = [*law.steps.values(), *law.deadlines.values(), *law.grounds.values()]
    owners += [*law.channels.values(), *law.rights.values(), *law.requester_kinds.values(), *law.questions.values()]
    owners += law.sentences.values()
    for owner in [*owners, *law.private_columns.values()]:
        for basis in owner.legal_basis:
            yield from _known(basis.instrument_id, "dasar_hukum", law, owner)
    yield from import_problems(law.imports.values(), law, corpus.schemas)
    for ground in law.exclusion_grounds.values():
        yield from _exclusion_ground(ground, law)
    yield from _standards(law, corpus)
    yield from _coaching(law, corpus)
    for year in law.calendar_years:
        yield from _calendar(year)
    yield from _named_duties(law)
    for deadline in law.deadlines.values():
        yield from _in_order("nilai", deadline.id, [v.from_on for v in deadline.lengths], deadline.place)
        yield from _clock(deadline, law, corpus)
    for document in law.package_documents.values():
        yield from _traits(document.id, document.applies_if, corpus.schemas["paket"].columns, document.place)
    for instrument in law.instruments.values():
        if instrument.repealed_by_id:
            yield from _known(instrument.repealed_by_id, "dicabut_oleh", law, instrument)


def _coaching(law: Law, corpus: Corpus) -> Iterator[Problem]:
    for criterion in law.audit_criteria.values():
        yield from criterion_problems(criterion, law, corpus)
    for indicator in law.indicators.values():
        yield from indicator_law_problems(indicator, law, corpus)
    for method in law.survey_methods.values():
        yield from survey_law_problems(method, law)
    yield from training_law_problems(law)
    yield from strategy_problems(law)
    yield from evaluation_problems(law, corpus)


def _exclusion_ground(ground: ExclusionGround, law: Law) -> Iterator[Problem]:
    for column, bases in (("dasar_hukum", ground.legal_basis), ("dasar_jangka", ground.term_basis)):
        for basis in bases:
            yield from _known(basis.instrument_id, column, law, ground)
    if ground.obligation_id:
        yield from _known(ground.obligation_id, "kewajiban", law, ground)
    yield from _in_order("paling_lama", ground.id, [v.from_on for v in ground.longest], ground.place)


def _standards(law: Law, corpus: Corpus) -> Iterator[Problem]:
    for right in law.rights.values():
        yield from sentence_problems(right, right.text, "teks", law)
    for sentence in law.sentences.values():
        yield from sentence_problems(sentence, sentence.text, "teks", law)
    for step in law.steps.values():
        yield from sentence_problems(step, step.text, "uraian", law)
    for question in law.questions.values():
        yield from sentence_problems(question, question.right, "hak", law)
    for standard in law.standards.values():
        yield from standard_law_problems(standard, law, corpus.schemas[standard.id])


def _named_duties(law: Law) -> Iterator[Problem]:
    """Lists that name duties: what a page gathers, what a portal shows, what a package or an emergency needs."""
    owners: list[Gathering | EmergencyService | NationalPortal | PackageDocument | Standard] = [*law.gatherings]
    owners += [*law.services.values(), *law.portals.values(), *law.package_documents.values()]
    for owner in [*owners, *law.standards.values()]:
        for name in owner.obligation_ids:
            yield from _known(name, "kewajiban", law, owner)


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
        yield from _known(begins.instrument_id, "dimulai_dari", law, deadline)
    if deadline.lapses_with is not None:
        yield from _known(deadline.lapses_with, "gugur_bila", law, deadline)
    if deadline.lapses_within is not None:
        yield from _known(deadline.lapses_within, "gugur_hanya_dalam", law, deadline)
    for event in deadline.events:
        yield from _known(event.instrument_id, "sejak", law, deadline)
        for ground in event.ground_ids:
            yield from _known(ground, "alasan", law, deadline)
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
    for name, known in wrong:
        facts = {"isi": name, "tenggat": deadline.id, "register": deadline.register or "(kosong)"}
        facts |= {"usul": near(name, known), "pilihan": ", ".join(known), "kelompok": deadline.id}
        yield Problem("tenggat-kolom", deadline.place, facts)


def _in_order(column: str, owner: str, starts: Sequence[date], place: Place) -> Iterator[Problem]:
    if any(later <= earlier for earlier, later in pairwise(starts)):
        yield Problem("aturan-selang", place, {"pemilik": owner, "kolom": column, "kelompok": owner})


def _known(value: str, column: str, law: Law, owner: Owner) -> Iterator[Problem]:
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
        yield from _known(basis.instrument_id, "dasar_hukum", law, duty)
    for column, value in (("langkah_warga", duty.step_id), ("induk", duty.umbrella_id)):
        if value:
            yield from _known(value, column, law, duty)


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
