"""Public bodies and what their officers record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field


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
    obligation_ids: tuple[str, ...] = key("kewajiban", refers="aturan/kewajiban", default=())
    topic_ids: tuple[str, ...] = key("topik", refers="aturan/topik", default=())
    period_from: date | None = key("periode_mulai")
    period_until: date | None = key("periode_selesai")
    announced_on: date | None = key("diumumkan_pada")
    confirmed_on: date | None = key("dikonfirmasi_pada")
    confirmed_by: str | None = key("dikonfirmasi_oleh")
    confirmed_what: str | None = key("yang_diperiksa")
    document_status: str = key("status_dokumen", needed=True)
    decision: str | None = key("keputusan_dip")
    decision_on: date | None = key("tanggal_keputusan_dip")
    files: tuple[str, ...] = key("berkas", refers="berkas", default=())
    link: str | None = key("tautan")
    link_checked_on: date | None = key("tautan_diperiksa")
    portal_page: str | None = key("halaman_portal", refers="halaman/bukti")
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
    obligation_id: str = key("kewajiban", refers="aturan/kewajiban", needed=True)
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
    obligation_id: str = key("kewajiban", refers="aturan/kewajiban", needed=True)
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
    entry_ids: tuple[str, ...] = key("entri", refers="badan/daftar-informasi-publik", default=())
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

    obligation_id: str = key("kewajiban", refers="aturan/kewajiban", needed=True)
    text: str = key("keterangan_unit", needed=True)
    planned_on: date | None = key("rencana_tersedia_pada")
    written_by: str = key("ditulis_oleh", needed=True)
    written_on: date = key("tanggal", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDuty:
    """A duty that a ``rintisan`` body takes on first, and the last day by which it is promised (house: rencana);
    ``set_by`` is None while it is a proposal."""

    obligation_id: str = key("kewajiban", refers="aturan/kewajiban", needed=True)
    due_on: date = key("paling_lambat", needed=True)
    set_by: str | None = key("ditetapkan_oleh")
    place: Place = place_field()


#: The register of public information: the kind of its records, and the name of its file.
REGISTER = "daftar-informasi-publik"
#: Kinds of records of a body that the core knows, each with its class: ``<kind>.csv`` and ``<kind>.yml``.
TABLES: Mapping[str, type] = {REGISTER: RegisterEntry, "paket": Package}
LISTS: Mapping[str, type] = {
    "pernyataan": Statement,
    "keterangan": Reply,
    "pemenuhan": Fulfilment,
    "rencana": PlannedDuty,
}
