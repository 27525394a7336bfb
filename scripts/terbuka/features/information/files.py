"""Files about the information of a body: the tally and each duty (``ketersediaan``), and the register of information.

Promises: columns of the register as its schema has them; the same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from terbuka.base.page import File
from terbuka.duties.record import Fulfilment, RegisterEntry
from terbuka.duties.verdict import Evidence, Judgement, PackageState, Status, Tally
from terbuka.kit import table, words
from terbuka.kit.public import PublicFile, tables
from terbuka.kit.shape import (
    Key,
    Schemas,
    Shape,
    choice,
    columns,
    count,
    day,
    flag,
    key,
    lines,
    one_of,
    or_null,
    record,
    several,
    text,
    within,
)
from terbuka.kit.view import REGISTER, BodyView, DutyRow
from terbuka.law import routes
from terbuka.law.record import Obligation


def files(schemas: Schemas, views: tuple[BodyView, ...]) -> Iterator[File]:
    """Duties and registers of all bodies, and the register of each body that has one, also as CSV."""
    duties = table.of_bodies(_availability(schemas)).write(views)
    yield File(path=routes.api("ketersediaan.json"), content=table.as_json(duties))
    register = _register(schemas)
    registers = [table.one_a_line(register.write(v)) for v in views]
    every = '{"badan": [\n' + ",\n".join(registers) + "\n]}\n"
    yield File(path=routes.api("daftar-informasi-publik.json"), content=every.encode())
    for view, register_json in zip(views, registers, strict=True):
        if view.register_read:
            yield from table.register(routes.register_file(view.body, "csv"), schemas[REGISTER].columns, view.entries)
            yield File(path=routes.register_file(view.body, "json"), content=(register_json + "\n").encode())


# --- duties -----------------------------------------------------------------------------------------------


class _Duty(NamedTuple):
    b: BodyView
    judgement: Judgement

    @property
    def obligation(self) -> Obligation:
        return self.judgement.obligation

    @property
    def row(self) -> DutyRow:
        return self.b.rows[self.judgement.obligation.id]

    @property
    def articles(self) -> list[str]:
        return [words.basis(self.b.law, x) for x in words.in_force(self.obligation.legal_basis, self.b.on)]

    @property
    def promised_on(self) -> date | None:
        return {p.obligation_id: p.due_on for p in self.b.assessed.records.plan or ()}.get(self.obligation.id)


def _availability(schemas: Schemas) -> Shape[BodyView]:
    return record(
        "Ketersediaan informasi wajib satu badan.",
        table.HEAD,
        key("tahap", lambda b: b.body.stage, choice(schemas["badan"].column("tahap"))),
        key("rintisan_sampai", lambda b: b.body.pilot_until,
            or_null(day("Hari terakhir rintisan."), "null bila belum ditetapkan.")),
        table.ASSESSED,
        key("ringkasan", lambda b: b.assessed.tally, _summary(schemas)),
        key("kewajiban", lambda b: [_Duty(b, judgement) for judgement in b.assessed.judgements.values()],
            several("Semua kewajiban dalam katalog.", _duty(schemas))),
    )  # fmt: skip


_STATUS: dict[str, str] = {
    Status.MET: "tersedia dan belum lewat batas",
    Status.DUE_SOON: "tersedia, segera perlu dimutakhirkan",
    Status.OVERDUE: "lewat batas waktu",
    Status.MISSING: "belum tercatat lengkap di portal ini; belum tentu belum ada di kantor",
    Status.NIL: "dinyatakan nihil: tidak ada kejadian",
    Status.NOT_A_DUTY: "dinyatakan bukan kewajiban unit ini",
    Status.NOT_JUDGED: "tidak dinilai untuk badan ini",
}


def _summary(schemas: Schemas) -> Shape[Tally]:
    return record(
        "Hitungan dengan penyebutnya.",
        key("katalog", lambda t: t.catalogue, count("Banyaknya butir dalam katalog yang berlaku pada hari penilaian.")),
        key("dinilai", lambda t: t.judged, count("Banyaknya butir yang dinilai untuk badan ini.")),
        key("tidak_dinilai", lambda t: t, _left_out()),
        key("status", lambda t: t,
            record("Banyaknya butir yang dinilai, menurut status.", [_of_status(s) for s in Status])),
        key("jenis", lambda t: t.by_nature, _natures(schemas["kewajiban"].column("jenis").choices)),
    )  # fmt: skip


def _left_out() -> Shape[Tally]:
    return record(
        "Banyaknya butir yang tidak dinilai, menurut sebabnya.",
        key("bukan_untuk_badan_ini", lambda t: t.not_applicable, count("Bukan untuk badan sejenis ini.")),
        key("rujukan", lambda t: t.references, count("Dasar atau asas, bukan informasi.")),
        key("kejadian", lambda t: t.events, count("Hanya bila ada kejadian.")),
        key("proses", lambda t: t.processes, count("Proses layanan yang belum dinilai.")),
        key("rincian", lambda t: t.details, count("Rincian butir lain, dinilai di dalamnya.")),
        key("melalui_bagian", lambda t: t.by_parts, count("Terdiri dari bagian yang dinilai sendiri.")),
        key("melalui_induk", lambda t: t.by_parent, count("Kewajiban badan induk.")),
    )


def _of_status(status: Status) -> Key[Tally]:
    return key(status.value, lambda t: t.by_status.get(status, 0), count(_STATUS[status]))


def _natures(labels: Mapping[str, str]) -> Shape[Mapping[str, int]]:
    """As they were counted: in the order of the catalogue, without those that have no duty."""
    natures: Shape[Mapping[str, int]] = record(
        "Banyaknya butir menurut jenis. Jenis yang tidak punya butir tidak ditulis.",
        [Key(nature, count(label).schema, itemgetter(nature), optional=True) for nature, label in labels.items()],
    )
    return Shape(natures.schema, dict)


def _duty(schemas: Schemas) -> Shape[_Duty]:
    duty, fulfilment = schemas["kewajiban"], schemas["pemenuhan"]
    groups = {**duty.column("kelas").choices, **duty.column("rumpun").choices}
    return record(
        "Satu kewajiban.",
        key("id", lambda d: d.obligation.id, text("Kode kewajiban; halamannya ada di kewajiban/<kode>/.")),
        key("judul", lambda d: d.obligation.title, text("Nama informasi atau layanan yang diminta hukum.")),
        key("kelas", lambda d: d.obligation.group or None, or_null(one_of("Kelas informasi.", groups))),
        key("jenis", lambda d: d.obligation.nature, choice(duty.column("jenis"))),
        key("dasar_hukum", lambda d: d.articles,
            several("Peraturan dan pasal yang berlaku pada hari penilaian.", text("Peraturan dan pasal."))),
        key("status", lambda d: d.judgement.status, one_of("Keadaan pada hari penilaian.", _STATUS)),
        key("dihitung", lambda d: d.judgement.counted, flag("true bila butir ini masuk hitungan.")),
        key("jatuh_tempo", lambda d: d.judgement.due_on,
            or_null(day("Hari terakhir yang masih sah."), "null bila tidak ada batas waktunya.")),
        key("alasan", lambda d: words.reason(d.judgement) or None,
            or_null(text("Mengapa statusnya begitu, dengan kalimat biasa."))),
        key("bukti", lambda d: [d.b.proof(e).href for e in d.judgement.evidence],
            several("Di mana dapat dibuka.", text("Alamat di bawah portal, atau alamat https di tempat lain."))),
        key("dipenuhi_melalui", lambda d: d.judgement.fulfilment,
            or_null(record(" ".join(fulfilment.text.split()), columns(Fulfilment, fulfilment.columns)),
                "null bila tidak dinyatakan dipenuhi di tempat lain.")),
        key("paket", lambda d: d.judgement.packages or None,
            or_null(several("Paket pengadaan yang menentukan status butir ini.", _package()))),
        key("keterangan_unit", lambda d: d.row.reply.text if d.row.reply else None,
            or_null(text("Jawaban unit atas butir yang belum tercatat atau lewat batas."))),
        key("rencana_tersedia_pada", lambda d: d.row.reply.planned_on if d.row.reply else None,
            or_null(day("Hari yang direncanakan unit."))),
        key("masa_laporan", lambda d: d.judgement.evidence[0] if d.row.period else None,
            or_null(_period(), "null bila butir ini tidak melaporkan suatu masa, atau belum ada buktinya.")),
        key("terakhir_diperiksa", lambda d: d.row.looked_on,
            or_null(day("Hari terakhir diumumkan atau diperiksa."), "Hanya untuk butir tanpa selang pemutakhiran.")),
        key("direncanakan_paling_lambat", lambda d: d.promised_on,
            or_null(day("Hari yang dijanjikan selama rintisan."))),
    )  # fmt: skip


def _period() -> Shape[Evidence]:
    return record(
        "Masa yang dilaporkan bukti yang menentukan.",
        key("mulai", lambda e: e.entry.period_from, or_null(day("Hari pertama."))),
        key("selesai", lambda e: e.entry.period_until, or_null(day("Hari terakhir."))),
    )


def _package() -> Shape[PackageState]:
    return record(
        "Satu paket.",
        key("id", lambda s: s.package.id, text("Kode paket.")),
        key("nama", lambda s: s.package.name, text("Nama paket.")),
        key("dinilai", lambda s: s.judged, flag("true sejak paket diserahterimakan.")),
        key("wajib", lambda s: [d.id for d in s.needed],
            several("Dokumen yang wajib diumumkan.", text("Kode dokumen."))),
        key("belum_ada", lambda s: [d.id for d in s.missing],
            several("Dokumen wajib yang belum diumumkan.", text("Kode dokumen."))),
    )  # fmt: skip


# --- the register -----------------------------------------------------------------------------------------


class _Decision(NamedTuple):
    number: str
    on: date | None


class _Entry(NamedTuple):
    b: BodyView
    entry: RegisterEntry


def _register(schemas: Schemas) -> Shape[BodyView]:
    decision: Shape[_Decision] = record(
        "Keputusan PPID terakhir yang menetapkan daftar ini.",
        key("nomor", lambda d: d.number, text("Nomor keputusan.")),
        key("tanggal", lambda d: d.on, or_null(day("Tanggal keputusan."))),
    )
    entry: Shape[_Entry] = record(
        "Satu informasi.",
        key("alamat", lambda e: routes.entry(e.b.id, e.entry.id), text(table.PAGE)),
        within(lambda e: e.entry, columns(RegisterEntry, schemas[REGISTER].columns)),
    )
    return record(
        "Daftar Informasi Publik satu badan.",
        table.HEAD,
        key("keputusan", lambda b: _Decision(*b.decision[:2]) if b.decision else None,
            or_null(decision, "null bila belum ditetapkan.")),
        key("usulan", lambda b: b.decision[2] if b.decision else len(b.entries),
            count("Banyaknya informasi yang masih usulan, belum ditetapkan dengan keputusan.")),
        key("informasi", lambda b: (_Entry(b, e) for e in b.entries), lines("Daftarnya, menurut nomor.", entry)),
    )  # fmt: skip


#: What is said of these files in the description of the API.
PUBLIC = (
    PublicFile("ketersediaan.json", "Ketersediaan informasi wajib", lambda s: table.of_bodies(_availability(s))),
    PublicFile(
        "daftar-informasi-publik.json",
        "Daftar Informasi Publik semua badan",
        lambda s: table.of_bodies(_register(s)),
    ),
    PublicFile("{badan}/daftar-informasi-publik.json", "Daftar Informasi Publik satu badan", _register),
    *tables("daftar-informasi-publik", "Daftar Informasi Publik satu badan"),
)
