"""Contradictions in indicators, and in what a body records about them: targets, readings, obstacles and actions.

Promises: pure and without a clock. What an indicator names must be there in its register (``Source``), so
that measuring never fails and never measures something else in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.duties.source import Source
from terbuka.duties.subject import Subject
from terbuka.features.indicators.record import (
    COUNT,
    LATEST,
    OF_COLUMN,
    PERCENT,
    SHARE,
    Indicator,
    IndicatorFilter,
    Obstacle,
    Reading,
    Target,
)
from terbuka.law.law import Law
from terbuka.record.fields import fields_by_column
from terbuka.record.near import near
from terbuka.record.schema import Schema


def indicator_law_problems(indicator: Indicator, law: Law, corpus: Corpus) -> Iterator[Problem]:
    source = law.named(Source).get(indicator.source)
    if source is None:
        return
    types = _types(source, corpus)
    for rule in (*indicator.filters, *indicator.counted):
        yield from _filter(rule, indicator, source, types, corpus)
    yield from _columns(indicator, source, types)
    for why, english in _measure(indicator, source):
        facts = {"isi": indicator.id, "sebab": why, "sebab_en": english, "kelompok": f"{indicator.id} {english}"}
        yield Problem("indikator-ukuran", indicator.place, facts)


def _types(source: Source, corpus: Corpus) -> dict[str, str]:
    """The columns of a register with their types; the derived ones first."""
    schema = corpus.schemas.get(source.kind or "")
    found = {c.name: c.type for c in schema.columns} if schema else {}
    own = found if source.keeps_others else {name: found.get(name, "teks") for name in source.columns}
    return own | {name: column.type for name, column in source.derived.items()}


def _filter(
    rule: IndicatorFilter, indicator: Indicator, source: Source, types: Mapping[str, str], corpus: Corpus
) -> Iterator[Problem]:
    if rule.column not in types:
        yield _no_column(rule.column, indicator, types, rule.place)
        return
    if bool(rule.values) == (rule.filled is not None):
        yield Problem("indikator-saringan", rule.place, {"isi": rule.column, "indikator": indicator.id})
    known = _values(rule.column, source, types, corpus)
    for value in rule.values:
        if known and value not in known:
            facts = {"isi": value, "kolom": rule.column, "indikator": indicator.id, "usul": near(value, known)}
            yield Problem("indikator-nilai", rule.place, {**facts, "pilihan": ", ".join(known)})


def _values(column: str, source: Source, types: Mapping[str, str], corpus: Corpus) -> tuple[str, ...]:
    """The values that a column can have; empty where any will do."""
    if column in source.derived:
        return tuple(source.derived[column].values)
    if types[column] == "ya-tidak":
        return ("ya", "tidak")
    schema = corpus.schemas.get(source.kind or "")
    return tuple(schema.column(column).choices) if schema else ()


def _no_column(column: str, indicator: Indicator, names: Iterable[str], place: Place) -> Problem:
    known = list(names)
    facts = {"isi": column, "indikator": indicator.id, "register": indicator.source, "usul": near(column, known)}
    return Problem(
        "indikator-kolom", place, {**facts, "pilihan": ", ".join(known) or "(tidak ada)", "kelompok": column}
    )


def _columns(indicator: Indicator, source: Source, types: Mapping[str, str]) -> Iterator[Problem]:
    """The measured column holds numbers, the dated one days."""
    wanted = ((indicator.column, "bilangan"), (None if source.as_of else indicator.day_column, "tanggal"))
    for column, kind in wanted:
        if column is not None and types.get(column) != kind:
            fitting = [name for name, found in types.items() if found == kind]
            yield _no_column(column, indicator, fitting, indicator.place)


def _measure(indicator: Indicator, source: Source) -> Iterator[tuple[str, str]]:
    """What does not fit together, in two languages."""
    share = indicator.measure == SHARE
    if share != bool(indicator.counted):
        yield (
            ("ukuran bagian memerlukan dihitung", "the measure bagian needs dihitung")
            if share
            else ("dihitung hanya untuk ukuran bagian", "dihitung is for the measure bagian only")
        )
    if share and indicator.unit != PERCENT:
        yield f"ukuran bagian bersatuan {PERCENT}, bukan {indicator.unit}", f"a share is in {PERCENT}"
    needs_column = indicator.measure in OF_COLUMN
    if needs_column != (indicator.column is not None):
        yield (
            (f"ukuran {indicator.measure} memerlukan kolom", f"the measure {indicator.measure} needs kolom")
            if needs_column
            else (f"kolom tidak dipakai ukuran {indicator.measure}", f"kolom is not used by {indicator.measure}")
        )
    if source.as_of == (indicator.day_column is not None):
        yield (
            ("register ini berupa keadaan pada suatu hari, jadi tanpa tanggal", "the register is a state: no tanggal")
            if source.as_of
            else ("tanggal kosong, jadi triwulannya tidak diketahui", "tanggal is empty, so there is no quarter")
        )
    if source.as_of and indicator.measure == LATEST:
        yield "ukuran terakhir memerlukan register bertanggal", "the measure terakhir needs a register with days"
    if source.as_of and indicator.span > 1 and indicator.measure not in (SHARE, COUNT):
        yield (
            "rentang_triwulan untuk keadaan hanya dapat dipakai bersama ukuran bagian atau banyak",
            "rentang_triwulan of a state goes with bagian or banyak only",
        )


# --- what a body records ----------------------------------------------------------------------------------


def indicator_problems(records: BodyRecords, law: Law, corpus: Corpus) -> Iterator[Problem]:
    yield from _targets(records.rows(Target) or (), law)
    yield from _readings(records, law)
    schema, named = corpus.schemas["kendala"], fields_by_column(Obstacle)
    obstacles = records.every(Obstacle)
    for obstacle in obstacles:
        yield from _obstacle(obstacle, records, law)
        yield from _order(obstacle, records, schema, named)
    if records.body.repository == "terbuka" and obstacles:
        hidden = [c.name for c in schema.columns if c.published == "tidak"]
        held = [name for name in hidden if any(getattr(o, named[name]) is not None for o in obstacles)]
        facts = {"register": schema.title, "kolom": held, "kelompok": "kendala"}
        yield Problem("register-terbuka", obstacles[0].place, facts)


def _order(obstacle: Obstacle, records: BodyRecords, schema: Schema, named: Mapping[str, str]) -> Iterator[Problem]:
    """A day that lies before one that it must follow, once for each day."""
    for column in schema.columns:
        day = getattr(obstacle, named[column.name])
        for earlier in column.not_before:
            before = getattr(obstacle, named[earlier])
            if day is not None and before is not None and day < before:
                facts = {"kode": obstacle.id, "kolom": column.name, "isi": day, "kolom_lain": earlier}
                facts |= {"isi_lain": before, "sel_lain": records.cell(obstacle, earlier).cell}
                yield Problem("urutan-tanggal", records.cell(obstacle, column.name), facts)
                break


def _targets(targets: Iterable[Target], law: Law) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for target in targets:
        indicator = law.named(Indicator).get(target.indicator_id)
        if indicator is not None and target.unit != indicator.unit:
            facts = {"isi": target.unit, "indikator": indicator.id, "satuan": indicator.unit}
            yield Problem("sasaran-satuan", target.place, {**facts, "kelompok": indicator.id})
        pair = (target.indicator_id, target.from_on.isoformat())
        if pair in seen:
            facts = {"kolom": "indikator dan mulai", "isi": " ".join(pair), "baris_pertama": str(seen[pair])}
            yield Problem("kunci-ganda", target.place, facts)
        seen.setdefault(pair, target.place.line)


def _readings(records: BodyRecords, law: Law) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for reading in records.rows(Reading) or ():
        indicator = law.named(Indicator).get(reading.indicator_id)
        source = law.named(Source).get(indicator.source) if indicator else None
        if indicator is not None and source is not None:
            yield from _reading(reading, indicator, source, records)
        pair = (reading.indicator_id, reading.on.isoformat())
        if pair in seen:
            facts = {"kolom": "indikator dan hari", "isi": " ".join(pair), "baris_pertama": str(seen[pair])}
            yield Problem("kunci-ganda", records.cell(reading, "hari"), facts)
        seen.setdefault(pair, reading.place.line)


def _reading(reading: Reading, indicator: Indicator, source: Source, records: BodyRecords) -> Iterator[Problem]:
    if not source.as_of:
        facts = {"isi": indicator.id, "register": source.title.lower(), "kelompok": indicator.id}
        yield Problem("capaian-bukan-keadaan", records.cell(reading, "indikator"), facts)
    elif indicator.measure == SHARE and reading.part > reading.whole:
        facts = {"pembilang": str(reading.part), "penyebut": str(reading.whole), "isi": indicator.id}
        yield Problem("capaian-terbalik", records.cell(reading, "pembilang"), facts)


def _obstacle(obstacle: Obstacle, records: BodyRecords, law: Law) -> Iterator[Problem]:
    subject = law.named(Subject).get(obstacle.related_kind)
    known = subject.ids(records, law) if subject else None
    if subject and known is not None and obstacle.related_id not in (names := list(known)):
        facts = {"isi": obstacle.related_id, "jenis": obstacle.related_kind, "tempat": subject.kept_in}
        facts |= {"usul": near(obstacle.related_id, names), "kelompok": obstacle.related_id}
        yield Problem("kendala-kaitan", records.cell(obstacle, "kaitan"), facts)
    if obstacle.measured_by is not None and obstacle.related_kind == "indikator":
        facts = {"kolom": "diukur_dengan", "karena": "jenis_kaitan", "isi": "indikator"}
        yield Problem("isian-bertentangan", records.cell(obstacle, "diukur_dengan"), facts)
    if obstacle.done_on is not None and not obstacle.proof:
        facts = {"kolom": "selesai_pada", "pasangan": "bukti"}
        yield Problem("pasangan-kurang", records.cell(obstacle, "selesai_pada"), facts)


def law_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    for indicator in law.named(Indicator).values():
        yield from indicator_law_problems(indicator, law, corpus)
