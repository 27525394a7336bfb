"""The registers that an indicator can measure: their columns, those that the program derives, and their rows.

Promises: pure. ``SOURCES`` is the only list; a further register is one entry. Rows are the records themselves, read
through ``Source.getter``. A register that is not kept gives None: no data, which is not the same as no row. Columns
of a register are those of its schema, so that a new column can be filtered without code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any

from terbuka.duties.record import RegisterEntry
from terbuka.duties.verdict import WELL, BodyAssessment, Judgement, Status
from terbuka.features.audit.record import AuditAssessment, Finding, FindingState, Recurrence
from terbuka.features.indicators.record import IndicatorFilter, Obstacle
from terbuka.features.service.record import REGISTERS, CaseStage, Service
from terbuka.features.survey.record import Survey
from terbuka.features.training.record import Freshness, RoleCoverage, TrainingState
from terbuka.law.law import Law
from terbuka.record.fields import fields_by_column
from terbuka.record.files import Document

YES_NO = ("ya", "tidak")
#: Whether a row is meant.
Test = Callable[[Any], bool]


@dataclass(frozen=True)
class Derived:
    """A column that the program derives: ``values`` that it can have (empty: any), ``type`` as in a schema."""

    get: Callable[[Any], Any]
    text: str
    values: tuple[str, ...] = ()
    type: str = "teks"


@dataclass(frozen=True)
class Source:
    """A register. ``record`` gives the record of a row, whose class is ``cls`` and whose schema ``kind``; ``as_of``:
    the rows are a state on a day, else they are dated by one of their columns."""

    title: str
    rows: Callable[[BodyAssessment, Law], Sequence[Any] | None]
    kind: str | None = None
    cls: type | None = None
    record: Callable[[Any], Any] | None = None
    derived: Mapping[str, Derived] = field(default_factory=dict)
    as_of: bool = False
    #: The file of rows that are read from none of their own kind; None: that of ``kind``, else the register.
    register: str | None = None
    #: Since when the register is kept; None: since its first row.
    since: Callable[[BodyAssessment], date | None] = lambda made: None

    @property
    def kept_in(self) -> str:
        """The register, without its ending, in which an officer writes what is measured."""
        return self.register or self.kind or "daftar-informasi-publik"

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that a filter may name."""
        typed = fields_by_column(self.cls) if self.cls else ()
        return (*self.derived, *(c for c in typed if c not in self.derived))

    @property
    def keeps_others(self) -> bool:
        """Whether the records keep columns that only the schema knows; a filter may name those too."""
        return self.cls is not None and "extra" in (f.name for f in fields(self.cls))

    def getter(self, column: str) -> Callable[[Any], Any]:
        """How the value of ``column`` is read off a row; raises KeyError for a column that is not there."""
        if column in self.derived:
            return self.derived[column].get
        if self.cls is None:
            raise KeyError(column)
        record, typed = self.record, fields_by_column(self.cls)
        if column not in typed and self.keeps_others:
            return lambda row: (record(row) if record else row).extra.get(column)
        get = attrgetter(typed[column])
        return get if record is None else lambda row: get(record(row))

    def test(self, filters: Iterable[IndicatorFilter]) -> Test:
        """Whether a row fits all of the filters; raises KeyError for a column that is not there."""
        wanted = [(self.getter(f.column), frozenset(f.values), f.filled) for f in filters]

        def fits(row: Any) -> bool:
            for get, values, filled in wanted:
                value = get(row)
                if filled is not None:
                    if (value not in (None, "", ())) != (filled == "terisi"):
                        return False
                elif values.isdisjoint(_words(value)):
                    return False
            return True

        return fits


def _words(value: Any) -> tuple[str, ...]:
    """A value as a filter writes it."""
    if isinstance(value, tuple):
        return tuple(map(str, value))
    if isinstance(value, bool):
        return ("ya" if value else "tidak",)
    return () if value is None else (str(value),)


# --- the registers of the service -------------------------------------------------------------------------


def _service(register: str, title: str) -> Source:
    return Source(
        title=title,
        rows=lambda made, law: made.get(Service).cases.get(register),
        kind=register,
        cls=REGISTERS[register],
        record=lambda case: case.record,
        derived={
            "tahap": Derived(lambda case: case.stage.value, "Sejauh mana perkaranya.", tuple(CaseStage)),
            "tepat_waktu": Derived(
                lambda case: case.kept,
                "Ya, bila selesai dalam batas hukum; tidak, bila lewat batas, juga bila kemudian dijawab atau dicabut; "
                "kosong, bila masih berjalan dalam batas, berakhir dalam batas, atau belum dapat dihitung.",
                YES_NO,
                "ya-tidak",
            ),
            "lama_hari": Derived(lambda case: case.days, "Hari sampai dijawab, menurut jam hukumnya.", (), "bilangan"),
            "lama_pemenuhan": Derived(
                lambda case: case.days_to_give, "Hari sampai informasinya diberikan.", (), "bilangan"
            ),
            "diperpanjang": Derived(lambda case: case.extended, "Apakah diperpanjang.", YES_NO, "ya-tidak"),
        },
        since=lambda made: made.body.registers_since,
    )


# --- states on a day --------------------------------------------------------------------------------------


def _duties(made: BodyAssessment, _law: Law) -> Sequence[Judgement] | None:
    return [j for j in made.judgements.values() if j.counted] if _entries(made) else None


def _entries(made: BodyAssessment) -> list[RegisterEntry]:
    """The entries that had been announced or looked at by the day."""
    dates = ((e, (e.announced_on, e.confirmed_on)) for e in made.records.register or ())
    return [e for e, days in dates if any(d is not None and d <= made.on for d in days)]


def _current(made: BodyAssessment) -> list[RegisterEntry]:
    """Those of them that no other one has replaced."""
    entries = _entries(made)
    replaced = {e.replaces_id for e in entries}
    return [e for e in entries if e.id not in replaced]


def _register(made: BodyAssessment, _law: Law) -> Sequence[tuple[RegisterEntry, bool | None]]:
    """Each entry that none has replaced, with whether it is current; None for one without an interval."""
    due: dict[str, date] = {}
    for judgement in made.judgements.values():
        for proof in judgement.evidence:
            last = proof.interval_due_on
            if last is not None and proof.body_id is None:
                due[proof.entry.id] = min(last, due.get(proof.entry.id, last))
    return [(e, made.on <= due[e.id] if e.id in due else None) for e in _current(made)]


def _documents(made: BodyAssessment, _law: Law) -> Sequence[Document]:
    """The documents of the entries, each once."""
    there = made.records.documents
    names = dict.fromkeys(name for entry in _entries(made) for name in entry.files)
    return [there[name] for name in names if name in there]


def _links(made: BodyAssessment, law: Law) -> Sequence[tuple[str, bool | None]]:
    """Each link that leads out, with whether it was looked at lately; None where no age is set."""
    found = [(e.link, e.link_checked_on) for e in _current(made) if e.link]
    covering = (f for f in made.records.fulfilments or () if f.covers(made.on))
    found += [(f.link, f.link_checked_on) for f in covering if f.link]
    age = law.link_age
    return [(link, age.reaches(day, made.on) if age else None) for link, day in found]


def _obstacles(made: BodyAssessment, _law: Law) -> Sequence[tuple[Obstacle, date]] | None:
    rows = made.records.rows(Obstacle)
    return None if rows is None else [(o, made.on) for o in rows if o.found_on <= made.on]


def _pairs(made: BodyAssessment, _law: Law) -> Sequence[RoleCoverage] | None:
    """Each topic for each role that it is for. Roles are no column: a role may be one person."""
    return made.get(TrainingState).pairs if made.get(TrainingState).kept else None


def _yes(get: Callable[[Any], Any], text: str) -> Derived:
    return Derived(get, text, YES_NO, "ya-tidak")


SOURCES: dict[str, Source] = {
    "permohonan": _service("permohonan", "Register permohonan"),
    "keberatan": _service("keberatan", "Register keberatan"),
    "sengketa": _service("sengketa", "Register sengketa"),
    "pengaduan": _service("pengaduan", "Register pengaduan"),
    "kendala": Source(
        title="Kendala dan tindakan perbaikan",
        rows=_obstacles,
        kind="kendala",
        cls=Obstacle,
        record=lambda row: row[0],
        derived={"tepat_waktu": _yes(lambda row: row[0].kept(row[1]), "Apakah selesai pada batasnya.")},
    ),
    "temuan": Source(
        title="Temuan audit internal",
        rows=lambda made, law: made.get(AuditAssessment).findings,
        kind="temuan",
        cls=Finding,
        record=lambda found: found.row,
        derived={
            "keadaan": Derived(lambda found: found.state.value, "Sejauh mana tindakannya.", tuple(FindingState)),
            "tepat_waktu": _yes(
                lambda found: False if found.state is FindingState.LATE else found.in_time,
                "Ya, bila ditutup pada jatuh temponya; tidak, bila sesudahnya atau masih terbuka lewat jatuh tempo.",
            ),
            "berulang": _yes(lambda found: found.recurrence is not Recurrence.FIRST, "Ya, bila pernah ditemukan."),
        },
    ),
    "cakupan-pelatihan": Source(
        title="Topik pelatihan menurut peran",
        rows=_pairs,
        as_of=True,
        register="pelatihan",
        derived={
            "topik": Derived(lambda pair: pair.topic.id, "Kode topik."),
            "segar": _yes(lambda pair: pair.state is Freshness.FRESH, "Ya, bila pelatihannya belum terlalu lama."),
        },
    ),
    "survei": Source(
        title="Survei kepuasan",
        rows=lambda made, law: (
            [p for p in made.get(Survey).periods if not p.running] if made.get(Survey).kept else None
        ),
        register="survei",
        derived={
            "periode": Derived(lambda period: period.span.code, "Kode periode, misalnya 2025-2."),
            "selesai": Derived(lambda period: period.span.last, "Hari terakhir periode.", (), "tanggal"),
            "ikm": Derived(lambda period: period.total.index, "Indeks kepuasan, eksak.", (), "bilangan"),
            "responden": Derived(lambda period: period.total.respondents, "Banyaknya responden.", (), "bilangan"),
        },
    ),
    "kewajiban": Source(
        title="Informasi wajib yang dinilai",
        rows=_duties,
        as_of=True,
        derived={
            "kode": Derived(lambda j: j.obligation.id, "Kode kewajiban."),
            "kelas": Derived(lambda j: j.obligation.group, "Kelas informasi, atau rumpun layanan."),
            "status": Derived(lambda j: j.status.value, "Keadaan pada hari itu.", tuple(Status)),
            "terpenuhi": _yes(lambda j: j.status in WELL, "Ya, bila tersedia dan belum lewat batas, atau dinyatakan."),
        },
    ),
    "daftar-informasi-publik": Source(
        title="Daftar Informasi Publik",
        rows=_register,
        kind="daftar-informasi-publik",
        cls=RegisterEntry,
        record=lambda row: row[0],
        as_of=True,
        derived={"mutakhir": _yes(lambda row: row[1], "Ya, bila belum lewat selang pemutakhiran menurut hukum.")},
    ),
    "berkas": Source(
        title="Berkas dokumen",
        rows=_documents,
        as_of=True,
        derived={
            "jenis": Derived(lambda d: d.kind, "Jenis berkas, misalnya pdf."),
            "berteks": _yes(lambda d: d.has_text, "Ya, bila ada teksnya; kosong, bila jenisnya tidak dapat diperiksa."),
            "ukuran": Derived(lambda d: d.size, "Ukuran dalam bita.", (), "bilangan"),
            "halaman": Derived(lambda d: d.page_count, "Banyaknya halaman.", (), "bilangan"),
        },
    ),
    "tautan": Source(
        title="Tautan ke luar portal",
        rows=_links,
        as_of=True,
        derived={"masih_diperiksa": _yes(lambda row: row[1], "Ya, bila dibuka petugas belum lama (usia_tautan).")},
    ),
}
