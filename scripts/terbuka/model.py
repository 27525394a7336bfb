"""The records behind the door: frozen, typed, already checked one by one.

Here, and only here, the Indonesian keys of the data meet the English names of the code: each field carries
its key. A test proves that the fields of a class are the columns of its schema. No reading, no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from terbuka.periods import Period
from terbuka.problem import Place, cell_name

NOWHERE = Place("")


def key(name: str, *, of: type | None = None, default: Any = None, needed: bool = False) -> Any:
    """Declare a field that is read from the column ``name``; ``of`` is the class of nested records."""
    metadata = {"key": name, "of": of}
    return field(metadata=metadata) if needed else field(default=default, metadata=metadata)


def place_field() -> Any:
    return field(default=NOWHERE, compare=False, repr=False)


class Status(StrEnum):
    """State of one duty of one body on one day."""

    MET = "terpenuhi"
    DUE_SOON = "segera"
    OVERDUE = "lewat"
    MISSING = "belum-tersedia"
    NIL = "nihil"
    NOT_A_DUTY = "bukan-kewajiban"
    NOT_JUDGED = "tidak-dinilai"


# --- the law ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A regulation, in force from ``from_on`` to ``until`` (both inclusive, None = open or unknown)."""

    id: str = key("id", needed=True)
    name: str = key("nama", needed=True)
    title: str = key("judul", needed=True)
    from_on: date | None = key("mulai")
    until: date | None = key("sampai")
    repealed_by_id: str | None = key("dicabut_oleh")
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """An article that orders a duty, with its days of force (inclusive)."""

    instrument_id: str = key("peraturan", needed=True)
    article: str | None = key("pasal")
    from_on: date | None = key("mulai")
    until: date | None = key("sampai")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A value that rules from a day on: a period (``P6M``), a month and day (``03-31``) or ``tidak-ada``."""

    from_on: date = key("mulai", needed=True)
    value: str = key("nilai", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Applies when the body's trait has one of the values; yes and no are written ``ya`` and ``tidak``."""

    trait: str = key("sifat", needed=True)
    values: tuple[str, ...] = key("nilai", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty of the catalogue (house: kewajiban)."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    title_en: str = key("judul_en", needed=True)
    summary: str | None = key("uraian")
    reviewed_by: str | None = key("ditinjau")
    information_class: str | None = key("kelas")
    cluster: str | None = key("rumpun")
    nature: str = key("jenis", needed=True)
    judged: str = key("dinilai", needed=True)
    bearer: str = key("satuan", needed=True)
    set_by: str = key("penetap", needed=True)
    step_id: str | None = key("langkah_warga")
    umbrella_id: str | None = key("induk")
    parts: Mapping[str, str] | None = key("bagian")
    intervals: tuple[Dated, ...] = key("selang", of=Dated, default=())
    yearly_due: tuple[Dated, ...] = key("jatuh_tempo_tahunan", of=Dated, default=())
    legal_basis: tuple[LegalBasis, ...] = key("dasar_hukum", of=LegalBasis, needed=True)
    applies_if: tuple[Condition, ...] = key("berlaku_jika", of=Condition, default=())
    trigger: str | None = key("pemicu")
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()

    @property
    def group(self) -> str:
        """Class of information, or the cluster of a service duty."""
        return self.information_class or self.cluster or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBasis:
    instrument_id: str = key("peraturan", needed=True)
    article: str = key("pasal", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenStep:
    """The next lawful step of a citizen when a duty is not met (house: langkah warga)."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    channel: str = key("kanal", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, default=())
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLength:
    """How long a step may take from a day on, and by how much it may be extended once, both in days."""

    from_on: date = key("mulai", needed=True)
    days: int = key("lama", needed=True)
    extension: int | None = key("perpanjangan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A time limit of the information service (house: tenggat); ``unit`` is hari-kerja or hari-kalender."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    counted_from: str = key("dihitung_dari", needed=True)
    unit: str = key("satuan", needed=True)
    lengths: tuple[DatedLength, ...] = key("nilai", of=DatedLength, needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()

    def length_on(self, day: date) -> DatedLength:
        """The length that rules on ``day``; the first one for a day before all of them."""
        started = [length for length in self.lengths if length.from_on <= day]
        return started[-1] if started else self.lengths[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day that is no working day; ``decree`` and ``status`` only where they differ from the whole list's."""

    on: date = key("tanggal", needed=True)
    kind: str = key("jenis", needed=True)
    name: str = key("nama", needed=True)
    decree: str | None = key("keputusan")
    status: str | None = key("status")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """Days off of one year (house: kalender); ``status`` is ``tetap`` or ``perkiraan``."""

    year: int = key("tahun", needed=True)
    status: str = key("status", needed=True)
    decree: str | None = key("keputusan")
    note: str | None = key("catatan")
    days: tuple[DayOff, ...] = key("hari", of=DayOff, needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionGround:
    """A ground of objection (UU 14/2008 Pasal 35); ``id`` is its letter."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    needs_no_number: bool = key("tanpa_nomor", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Duties that a page shows together under one heading (house: himpunan)."""

    id: str = key("id", needed=True)
    page: str = key("halaman", needed=True)
    title: str = key("judul", needed=True)
    obligation_ids: tuple[str, ...] = key("kewajiban", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The law of one jurisdiction as data; mappings keep the order of the files."""

    jurisdiction_id: str
    instruments: Mapping[str, Instrument]
    obligations: Mapping[str, Obligation]
    steps: Mapping[str, CitizenStep]
    topics: Mapping[str, Topic]
    soon: Period
    rebuild: Period = Period(days=2)
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    grounds: Mapping[str, ObjectionGround] = field(default_factory=dict)
    gatherings: tuple[Gathering, ...] = ()
    calendar_years: tuple[CalendarYear, ...] = ()


# --- public bodies and their records ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    day: str = key("hari", needed=True)
    opens: str = key("buka", needed=True)
    closes: str = key("tutup", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDayOff:
    """A day on which only this office is closed, with the decree that says so."""

    on: date = key("tanggal", needed=True)
    name: str = key("nama", needed=True)
    decree: str = key("keputusan", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A public body or a unit of one (house: badan publik); ``id`` is the name of its folder."""

    id: str
    name: str = key("nama", needed=True)
    short_name: str = key("nama_pendek", needed=True)
    sample: bool = key("contoh", needed=True)
    sample_day: date | None = key("hari_contoh")
    stage: str = key("tahap", needed=True)
    gate: str | None = key("gerbang")
    form: str = key("bentuk", needed=True)
    jurisdiction_id: str = key("yurisdiksi", needed=True)
    parent_name: str | None = key("badan_publik")
    ppid_role: str = key("peran_ppid", needed=True)
    local_term: str | None = key("sebutan_lokal")
    ppid_superior: str | None = key("atasan_ppid")
    traits: Mapping[str, str | bool] = key("sifat", needed=True)
    time_zone: str = key("zona_waktu", needed=True)
    address: str | None = key("alamat")
    phones: tuple[str, ...] = key("telepon", default=())
    fax: tuple[str, ...] = key("faksimile", default=())
    whatsapp: str | None = key("whatsapp")
    email: str | None = key("surel")
    website: str | None = key("laman")
    about: str | None = key("tentang")
    opening: tuple[Opening, ...] = key("jam_layanan", of=Opening, default=())
    local_days_off: tuple[LocalDayOff, ...] = key("libur_setempat", of=LocalDayOff, default=())
    request_form: str | None = key("formulir_permohonan")
    lead_ppid: str | None = key("ppid_utama")
    source: str = key("sumber", needed=True)
    place: Place = place_field()

    @property
    def counted(self) -> bool:
        """Whether its gaps count for the gate; while ``rintisan`` they are only shown."""
        return self.stage == "berjalan"

    @property
    def is_unit(self) -> bool:
        return self.form == "unit-kerja"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """One row of the register of public information (DIP; Perki 1/2021 Pasal 21 ayat (2), Lampiran I)."""

    id: str = key("id", needed=True)
    number: int = key("nomor", needed=True)
    title: str = key("judul", needed=True)
    summary: str = key("ringkasan", needed=True)
    holder: str = key("penguasa", needed=True)
    maker: str = key("penanggung_jawab", needed=True)
    made_when: str = key("waktu_pembuatan", needed=True)
    made_where: str = key("tempat_pembuatan", needed=True)
    medium: str = key("bentuk", needed=True)
    retention: str = key("retensi", needed=True)
    information_class: str = key("kelas", needed=True)
    obligation_ids: tuple[str, ...] = key("kewajiban", default=())
    topic_ids: tuple[str, ...] = key("topik", default=())
    period_from: date | None = key("periode_mulai")
    period_until: date | None = key("periode_selesai")
    announced_on: date | None = key("diumumkan_pada")
    confirmed_on: date | None = key("dikonfirmasi_pada")
    confirmed_by: str | None = key("dikonfirmasi_oleh")
    confirmed_what: str | None = key("yang_diperiksa")
    document_status: str = key("status_dokumen", needed=True)
    decision: str | None = key("keputusan_dip")
    decision_on: date | None = key("tanggal_keputusan_dip")
    files: tuple[str, ...] = key("berkas", default=())
    link: str | None = key("tautan")
    link_checked_on: date | None = key("tautan_diperiksa")
    portal_page: str | None = key("halaman_portal")
    page_count: int | None = key("jumlah_halaman")
    link_format: str | None = key("format")
    language: str = key("bahasa", needed=True)
    licence: str = key("lisensi", needed=True)
    replaces_id: str | None = key("menggantikan")
    text: str | None = key("uraian")
    extra: Mapping[str, Any] = field(default_factory=dict)
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A signed statement that a duty is nil or not a duty of this unit (house: pernyataan)."""

    id: str = key("id", needed=True)
    obligation_id: str = key("kewajiban", needed=True)
    kind: str = key("jenis", needed=True)
    reason: str = key("alasan", needed=True)
    ground: str = key("dasar", needed=True)
    signer: str = key("penanda_tangan", needed=True)
    signed_on: date = key("tanggal", needed=True)
    until: date = key("berlaku_hingga", needed=True)
    place: Place = place_field()

    def covers(self, day: date) -> bool:
        return self.signed_on <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the unit says about a duty that is missing or late (house: keterangan unit, right of reply)."""

    obligation_id: str = key("kewajiban", needed=True)
    text: str = key("keterangan_unit", needed=True)
    planned_on: date | None = key("rencana_tersedia_pada")
    written_by: str = key("ditulis_oleh", needed=True)
    written_on: date = key("tanggal", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedContact:
    """A value that looks personal but belongs to the office and may be read by all, with place and reason."""

    value: str = key("nilai", needed=True)
    where: str = key("tempat", needed=True)
    reason: str = key("alasan", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file in ``berkas/``: ``size`` in bytes, ``has_text`` None when that cannot be told for its type."""

    name: str
    path: str
    kind: str
    size: int
    sha256: str
    has_text: bool | None = None
    page_count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A Markdown page of ``content/``: trusted text, already checked; ``path`` below ``content/``."""

    path: str
    title: str
    description: str
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column or key of a kind of record, as its schema describes it; ``choices`` maps value to label."""

    name: str
    title: str
    text: str
    type: str
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    pattern: str | None = None
    pattern_words: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    longest: int | None = None
    refers_to: str | None = None
    example: str | tuple[str, ...] | None = None
    privacy: str | None = None
    annex_i: bool = False
    columns: tuple[Column, ...] = ()
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One kind of record: ``shape`` is ``catatan``, ``daftar`` or ``tabel``.

    ``order`` is the column that the rows of a table are sorted by before its key; None: by the key alone.
    """

    kind: str
    title: str
    text: str
    shape: str
    key: str | None
    columns: tuple[Column, ...]
    order: str | None = None
    place: Place = place_field()

    def column(self, name: str) -> Column:
        """The column called ``name``; raises KeyError when the schema has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def label(self, column: str, value: str) -> str:
        """The words for an allowed value, ``value`` itself when the schema does not list it."""
        return self.column(column).choices.get(value, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRecords:
    """A body with all its records; ``register`` is None when the table has problems and so is absent.

    ``header`` are the columns of the register's file in their order there, for the names of cells.
    """

    body: Body
    register: tuple[RegisterEntry, ...] | None = ()
    header: tuple[str, ...] = ()
    statements: tuple[Statement, ...] | None = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    allowed_contacts: tuple[AllowedContact, ...] = ()
    replies: tuple[Reply, ...] | None = ()

    def cell(self, entry: RegisterEntry, column: str) -> Place:
        """Place of one cell of the register, as the file and as a spreadsheet count it."""
        if column not in self.header:
            return entry.place
        position = self.header.index(column) + 1
        return Place(entry.place.path, entry.place.line, position, cell_name(position, entry.row))


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that was read from one root, free of problems of form.

    ``site_name`` and ``site_url`` (with a closing ``/``) come from ``mkdocs.yml``; ``commit`` and
    ``commit_time`` (ISO 8601) from git, None outside a repository.
    """

    laws: Mapping[str, Law]
    bodies: Mapping[str, BodyRecords]
    schemas: Mapping[str, Schema]
    prose: tuple[Prose, ...] = ()
    site_name: str = "Terbuka"
    site_url: str = ""
    commit: str | None = None
    commit_time: str | None = None

    def law_of(self, body: Body) -> Law:
        return self.laws[body.jurisdiction_id]

    def label(self, kind: str, column: str, value: str) -> str:
        """The words that a schema gives to an allowed value."""
        return self.schemas[kind].label(column, value)


# --- what follows on a day -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A register entry that counts for a duty; ``counts_from`` is the day its currency starts."""

    entry: RegisterEntry
    counts_from: date
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What follows for one duty of one body on one day.

    ``status`` as published; ``due_on`` the last lawful day (None: no interval); ``reason`` a code of the
    table ``alasan`` of ``pesan.toml``; ``asked`` is ``unit`` or ``induk``; ``counted`` says whether the
    gate counts it; ``covered``/``needed`` the parts of a row with details; ``notes`` codes of remarks.
    """

    obligation: Obligation
    status: Status
    due_on: date | None = None
    evidence: tuple[Evidence, ...] = ()
    statement: Statement | None = None
    reason: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    asked: str = "unit"
    counted: bool = False
    applicable: bool = True
    parts: tuple[Judgement, ...] = ()
    covered: int | None = None
    needed: int | None = None

    @property
    def is_gap(self) -> bool:
        return self.counted and self.status in (Status.MISSING, Status.OVERDUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The denominator, printed beside every figure.

    ``catalogue`` all duties in force; ``judged`` those the gate counts for this body; the others, by why:
    ``not_applicable``, ``references`` (acuan), ``events`` (kejadian), ``processes`` (proses), ``details``
    (judged within their umbrella), ``by_parts`` (judged through their parts), ``by_parent``. The sum of
    all of them is ``catalogue``. ``by_status`` counts the judged ones.
    """

    catalogue: int
    judged: int
    not_applicable: int
    references: int
    events: int
    processes: int
    details: int
    by_parts: int
    by_parent: int
    by_status: Mapping[Status, int]
    by_nature: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAssessment:
    """What follows for one body on ``on``; ``judgements`` keep the order of the catalogue.

    ``bulk_confirmed_on`` is a day on which more than half of the entries were confirmed at once.
    """

    records: BodyRecords
    on: date
    judgements: Mapping[str, Judgement]
    tally: Tally
    instrument_names: Mapping[str, str] = field(default_factory=dict)
    bulk_confirmed_on: date | None = None

    @property
    def body(self) -> Body:
        return self.records.body

    @property
    def gaps(self) -> tuple[Judgement, ...]:
        """What is missing or late, shown to everybody, in the order of the catalogue."""
        return tuple(j for j in self.judgements.values() if j.is_gap)

    @property
    def gate_gaps(self) -> tuple[Judgement, ...]:
        """The gaps that turn the check red: none while the body is ``rintisan``."""
        return self.gaps if self.body.counted else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    bodies: Mapping[str, BodyAssessment]
