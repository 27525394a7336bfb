"""A public body, as far as the law asks who it is, where it is, and on which days it works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from terbuka.base.problem import Place
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
    jurisdiction_id: str = key("yurisdiksi", refers="aturan", needed=True)
    parent_id: str | None = key("induk", refers="badan")
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
    emblem: str | None = key("lambang", refers="berkas")
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
