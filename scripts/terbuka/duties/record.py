"""Public bodies and what their officers record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from terbuka.base.problem import Place, cell_name
from terbuka.features.annual_report.record import AnnualReport
from terbuka.features.audit.record import Audit, Finding
from terbuka.features.evaluation.record import EvaluationEvidence, SelfAssessment
from terbuka.features.exclusions.record import Exclusion
from terbuka.features.indicators.record import Obstacle, Reading, Target
from terbuka.features.notices.record import Notice
from terbuka.features.open_data.record import OpenDataset
from terbuka.features.private_register.record import ImportColumn
from terbuka.features.receipts.record import Receipt
from terbuka.features.service.record import Complaint, Dispute, Objection, Request
from terbuka.features.standards.record import Fees, Pledge, Procedure
from terbuka.features.survey.record import SurveyCount
from terbuka.features.training.record import Training
from terbuka.record.fields import key, place_field


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
    decreed_on: date | None = key("ditetapkan_pada")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A public body or a unit of one (house: badan publik); ``id`` is the name of its folder."""

    id: str
    name: str = key("nama", needed=True)
    short_name: str = key("nama_pendek", needed=True)
    sample: bool = key("contoh", needed=True)
    sample_day: date | None = key("hari_contoh")
    stage: str = key("tahap", needed=True)
    pilot_until: date | None = key("rintisan_sampai")
    gate: str | None = key("gerbang")
    form: str = key("bentuk", needed=True)
    jurisdiction_id: str = key("yurisdiksi", needed=True)
    parent_id: str | None = key("induk")
    parent_name: str | None = key("badan_publik")
    ppid_role: str = key("peran_ppid", needed=True)
    local_term: str | None = key("sebutan_lokal")
    ppid_superior: str | None = key("atasan_ppid")
    #: The Komisi Informasi that is competent: ``nama``, ``tingkat``, and where known ``alamat`` and ``laman``.
    commission: Mapping[str, str | bool] | None = key("komisi_informasi")
    traits: Mapping[str, str | bool] = key("sifat", needed=True)
    area: str | None = key("wilayah")
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
    repository: str | None = key("repositori")
    registers_since: date | None = key("register_mulai")
    request_form: str | None = key("formulir_permohonan")
    survey_form: str | None = key("formulir_survei")
    emblem: str | None = key("lambang")
    lead_ppid: str | None = key("ppid_utama")
    source: str = key("sumber", needed=True)
    place: Place = place_field()

    def counted_on(self, day: date) -> bool:
        """Whether all its gaps count for the gate: when it is ``berjalan``, and after the last day of ``rintisan``
        (``rintisan_sampai``, that day included). Without such a day a ``rintisan`` body is never counted."""
        return self.stage == "berjalan" or (self.pilot_until is not None and day > self.pilot_until)

    @property
    def is_unit(self) -> bool:
        return self.form == "unit-kerja"

    def instant(self, local: datetime) -> datetime:
        """A local time of the office as an absolute one."""
        return local.replace(tzinfo=ZoneInfo(self.time_zone))


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
class Fulfilment:
    """A signed record that a duty of this body is met elsewhere (house: pemenuhan).

    Either by an entry ``entry_id`` in the register of ``body_id`` (same repository), or by ``link``, looked at
    on ``link_checked_on``: a page of the parent, or of the national system ``portal_id``.
    """

    id: str = key("id", needed=True)
    obligation_id: str = key("kewajiban", needed=True)
    way: str = key("cara", needed=True)
    body_id: str | None = key("badan")
    entry_id: str | None = key("entri")
    portal_id: str | None = key("portal")
    unit_code: str | None = key("kode_unit")
    title: str = key("dokumen", needed=True)
    period_from: date | None = key("periode_mulai")
    period_until: date | None = key("periode_selesai")
    link: str | None = key("tautan")
    link_checked_on: date | None = key("tautan_diperiksa")
    reason: str = key("alasan", needed=True)
    ground: str = key("dasar", needed=True)
    signer: str = key("penanda_tangan", needed=True)
    signed_on: date = key("tanggal", needed=True)
    until: date = key("berlaku_hingga", needed=True)
    place: Place = place_field()

    @property
    def through_parent(self) -> bool:
        """Through the body above, as against a national system."""
        return self.way == "melalui-induk"

    def covers(self, day: date) -> bool:
        return self.signed_on <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package of procurement (Perki 1/2021 Pasal 15 ayat (9)); judged from the day of hand-over on.

    Columns that a condition of the law data asks for are looked up by their names: ``traits``.
    """

    id: str = key("id", needed=True)
    name: str = key("nama", needed=True)
    year: int = key("tahun", needed=True)
    method: str = key("metode", needed=True)
    amount: int | None = key("nilai")
    plan_code: str | None = key("kode_rup")
    performance_bond: bool | None = key("jaminan_pelaksanaan")
    advance_bond: bool | None = key("jaminan_uang_muka")
    maintenance_bond: bool | None = key("jaminan_pemeliharaan")
    construction: bool | None = key("konstruksi")
    environmental: bool | None = key("dampak_lingkungan")
    intellectual_property: bool | None = key("kekayaan_intelektual")
    protested: bool | None = key("sanggah")
    partnership: bool | None = key("kemitraan")
    memorandum: bool | None = key("nota_kesepahaman")
    handed_over_on: date | None = key("serah_terima")
    entry_ids: tuple[str, ...] = key("entri", default=())
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()

    @property
    def traits(self) -> Mapping[str, str]:
        """Values of the columns as conditions write them: yes and no are ``ya`` and ``tidak``."""
        values = {f.metadata["key"]: getattr(self, f.name) for f in fields(self) if "key" in f.metadata}
        said = {True: "ya", False: "tidak", None: "tidak"}
        return {name: v if isinstance(v, str) else said.get(v, str(v)) for name, v in values.items()}


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
class PlannedDuty:
    """A duty that a ``rintisan`` body takes on first, and the last day by which it is promised (house: rencana)."""

    obligation_id: str = key("kewajiban", needed=True)
    due_on: date = key("paling_lambat", needed=True)
    set_by: str = key("ditetapkan_oleh", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedContact:
    """A value that looks personal but belongs to the office and may be read by all, with place and reason."""

    value: str = key("nilai", needed=True)
    where: str = key("tempat", needed=True)
    reason: str = key("alasan", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCheck:
    """That a post has looked at a document which cannot be searched whole; ``fingerprint`` is that of its content."""

    file: str = key("berkas", needed=True)
    fingerprint: str = key("sidik", needed=True)
    checker: str = key("pemeriksa", needed=True)
    on: date = key("pada", needed=True)
    result: str | None = key("hasil")
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


class Row(Protocol):
    """A record that is a row of a table: ``row`` as a spreadsheet counts it."""

    @property
    def place(self) -> Place: ...

    @property
    def row(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRecords:
    """A body with all its records; ``register`` is None when the table has problems and so is absent.

    The registers of the service are None when they are not kept here (no data, which is not the same as no
    case), or have problems. ``headers`` are the columns of each table's file by kind, in their order there, for
    the names of cells.
    """

    body: Body
    register: tuple[RegisterEntry, ...] | None = ()
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statements: tuple[Statement, ...] | None = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    allowed_contacts: tuple[AllowedContact, ...] = ()
    file_checks: tuple[FileCheck, ...] = ()
    replies: tuple[Reply, ...] | None = ()
    fulfilments: tuple[Fulfilment, ...] | None = ()
    plan: tuple[PlannedDuty, ...] | None = ()
    packages: tuple[Package, ...] | None = ()
    notices: tuple[Notice, ...] | None = ()
    pledges: tuple[Pledge, ...] | None = ()
    fees: tuple[Fees, ...] | None = ()
    procedures: tuple[Procedure, ...] | None = ()
    evaluation_evidence: tuple[EvaluationEvidence, ...] | None = ()
    self_assessments: tuple[SelfAssessment, ...] | None = ()
    reports: tuple[AnnualReport, ...] | None = ()
    exclusions: tuple[Exclusion, ...] | None = ()
    imports: tuple[ImportColumn, ...] | None = ()
    requests: tuple[Request, ...] | None = None
    objections: tuple[Objection, ...] | None = None
    disputes: tuple[Dispute, ...] | None = None
    complaints: tuple[Complaint, ...] | None = None
    receipts: tuple[Receipt, ...] | None = None
    audits: tuple[Audit, ...] | None = ()
    findings: tuple[Finding, ...] | None = None
    targets: tuple[Target, ...] | None = ()
    obstacles: tuple[Obstacle, ...] | None = None
    readings: tuple[Reading, ...] | None = ()
    trainings: tuple[Training, ...] | None = None
    #: Open datasets by id, in the order of their folders; one with a problem is absent.
    datasets: Mapping[str, OpenDataset] = field(default_factory=dict)
    survey: tuple[SurveyCount, ...] | None = None

    @property
    def lists_exclusions(self) -> bool:
        """Whether there is a list of excluded information at all; an empty one says that nothing is excluded."""
        return bool(self.exclusions) or "dikecualikan" in self.headers

    def cell(self, record: Row, column: str) -> Place:
        """Place of one cell of a table, as the file and as a spreadsheet count it."""
        header = self.headers.get(PurePosixPath(record.place.path).stem, ())
        if column not in header:
            return record.place
        position = header.index(column) + 1
        return Place(record.place.path, record.place.line, position, cell_name(position, record.row))
