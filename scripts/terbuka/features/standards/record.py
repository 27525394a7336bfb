"""Standards of the service: the pledge, the costs and the seven procedures, and which parts each is asked to have.

What is asked for is data of the law (``standar.yml``); what an office wrote stands in ``maklumat.yml``, ``biaya.yml``
and ``sop.yml``. Time limits are named by their id in all sentences (``LIMIT_MARK``) and never typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from terbuka.base.problem import Place
from terbuka.law.record import Obligation, StepBasis
from terbuka.record.fields import key, place_field


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardPart:
    """A part that a standard is asked to have; ``confirmed`` is False where it is practice or a borrowed yardstick."""

    name: str = key("kunci", needed=True)
    title: str = key("judul", needed=True)
    instrument_id: str | None = key("peraturan", refers="aturan/peraturan")
    article: str | None = key("pasal")
    only_for: tuple[str, ...] = key("hanya_untuk", default=())
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A file of a body that is looked at for completeness; ``id`` is ``maklumat``, ``biaya`` or ``sop``."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    obligation_ids: tuple[str, ...] = key("kewajiban", refers="aturan/kewajiban", needed=True)
    parts: tuple[StandardPart, ...] = key("bagian", of=StandardPart, needed=True)
    place: Place = place_field()

    def parts_of(self, obligation_id: str) -> tuple[StandardPart, ...]:
        return tuple(p for p in self.parts if not p.only_for or obligation_id in p.only_for)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceQuestion:
    """A question about asking for information, for a letter that is written on the visitor's device."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    short: str = key("sebutan", needed=True)
    choices: Mapping[str, str] = key("pilihan", needed=True)
    right: str = key("hak", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording of the pledge: a file of ``berkas/``, in one language."""

    file: str = key("berkas", refers="berkas/audio", needed=True)
    language: str = key("bahasa", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """The maklumat (Perki 1/2021 Pasal 47 ayat (2) a-f, Pasal 48; UU 25/2009 Pasal 22)."""

    statement: str = key("pernyataan", needed=True)
    legal_basis: tuple[str, ...] = key("dasar_hukum", default=())
    procedure: tuple[str, ...] = key("prosedur", default=())
    times: tuple[str, ...] = key("jangka_waktu", default=())
    costs: tuple[str, ...] = key("biaya", default=())
    guarantee: tuple[str, ...] = key("jaminan", default=())
    evaluation: tuple[str, ...] = key("evaluasi", default=())
    signed_by: str | None = key("ditandatangani_oleh")
    signed_at: str | None = key("tempat")
    signed_on: date | None = key("tanggal")
    recordings: tuple[Recording, ...] = key("audio", of=Recording, default=())
    entry_id: str | None = key("entri", refers="badan/daftar-informasi-publik")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What one unit costs: exactly one of ``free``, ``rupiah`` and ``as_charged`` (somebody else's tariff)."""

    id: str = key("kode", needed=True)
    what: str = key("untuk", needed=True)
    free: bool | None = key("gratis")
    rupiah: int | None = key("rupiah")
    unit: str | None = key("satuan")
    as_charged: str | None = key("menurut")
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    way: str = key("cara", needed=True)
    text: str | None = key("keterangan")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCount:
    fee_id: str = key("tarif", needed=True)
    count: int = key("banyak", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeExample:
    title: str = key("judul", needed=True)
    counts: tuple[FeeCount, ...] = key("hitungan", of=FeeCount, needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """Costs and how to pay (Perki 1/2021 Pasal 37-38)."""

    fees: tuple[Fee, ...] = key("tarif", of=Fee, needed=True)
    payments: tuple[Payment, ...] = key("cara_bayar", of=Payment, default=())
    examples: tuple[FeeExample, ...] = key("contoh", of=FeeExample, default=())
    legal_basis: tuple[str, ...] = key("dasar_hukum", default=())
    set_by: str | None = key("ditetapkan_oleh")
    set_on: date | None = key("tanggal")
    entry_id: str | None = key("entri", refers="badan/daftar-informasi-publik")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureStep:
    """One step: ``takes`` is the office's own time, ``deadline_id`` the law's."""

    what: str = key("apa", needed=True)
    who: str | None = key("siapa")
    takes: str | None = key("lama")
    deadline_id: str | None = key("batas_waktu", refers="aturan/tenggat")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One of the seven SOPs (Perki 1/2021 Pasal 23 ayat (2)); ``obligation_id`` says which."""

    obligation_id: str = key("kewajiban", refers="aturan/standar/sop", needed=True)
    number: str | None = key("nomor")
    legal_basis: tuple[str, ...] = key("dasar_hukum", default=())
    purpose: str | None = key("tujuan")
    performers: tuple[str, ...] = key("pelaksana", default=())
    steps: tuple[ProcedureStep, ...] = key("langkah", of=ProcedureStep, default=())
    results: tuple[str, ...] = key("keluaran", default=())
    deadline_ids: tuple[str, ...] = key("batas_waktu", refers="aturan/tenggat", default=())
    forms: tuple[str, ...] = key("formulir", refers="halaman/formulir", default=())
    remedy: str | None = key("keberatan")
    set_by: str | None = key("ditetapkan_oleh")
    set_on: date | None = key("tanggal")
    entry_id: str | None = key("entri", refers="badan/daftar-informasi-publik")
    place: Place = place_field()


StandardRecord = Pledge | Fees | Procedure
#: The class of each standard, by its id.
STANDARDS: Mapping[str, type[Pledge] | type[Fees] | type[Procedure]] = {
    "maklumat": Pledge,
    "biaya": Fees,
    "sop": Procedure,
}


def sentences(record: object, place: Place) -> Iterator[tuple[str, str, Place]]:
    """Key, text and place of every sentence of a record, those of its nested records with their own places."""
    for spec in fields(record):  # type: ignore[arg-type]
        name, value = spec.metadata.get("key"), getattr(record, spec.name)
        if name is None or value is None:
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                yield name, item, place
            elif spec.metadata["of"] is not None:
                yield from sentences(item, getattr(item, "place", place))


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardState:
    """One standard of a body on a day: what it wrote (None: nothing here), which parts are asked for and not there.

    A day that lies after the assessed one is not there yet.
    """

    standard: Standard
    obligation: Obligation
    record: StandardRecord | None
    parts: tuple[StandardPart, ...]
    missing: tuple[StandardPart, ...]

    @property
    def there(self) -> int:
        """How many of the parts that are asked for are there."""
        return len(self.parts) - len(self.missing)

    @property
    def complete(self) -> bool:
        return self.record is not None and not self.missing
