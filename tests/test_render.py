"""Pages of a small made-up body.

The golden pages stand in ``tests/golden/``. To write them anew after a wanted change, run

    make test ARGS="tests/test_render.py --rewrite"

and read the difference before it is committed.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
from dataclasses import asdict, fields, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

import shelves
import trees
from shelves import altered
from terbuka.base.page import File, Page
from terbuka.base.periods import Period
from terbuka.base.problem import Place
from terbuka.duties.corpus import Corpus, Prose
from terbuka.duties.record import Fulfilment, RegisterEntry, Reply, Statement
from terbuka.duties.records import BodyRecords
from terbuka.features.exclusions.record import Exclusion, ExclusionGround
from terbuka.features.indicators.record import Indicator, Obstacle
from terbuka.features.notices.record import Notice
from terbuka.features.service.record import Complaint, Dispute, Objection, Request
from terbuka.features.standards.record import (
    ExperienceQuestion,
    Fee,
    FeeCount,
    FeeExample,
    Fees,
    Payment,
    Pledge,
    Procedure,
    ProcedureStep,
    Recording,
    Standard,
    StandardPart,
)
from terbuka.features.survey.record import SurveyCount
from terbuka.kit import words
from terbuka.kit.portal import typed
from terbuka.law import routes
from terbuka.law.body import Body, Opening
from terbuka.law.deadlines import CalendarYear, DatedLength, DayOff, Deadline
from terbuka.law.law import Law
from terbuka.law.record import (
    ChannelBasis,
    CitizenStep,
    Dated,
    Gathering,
    Instrument,
    LawChange,
    LegalBasis,
    Obligation,
    StepBasis,
    Topic,
)
from terbuka.law.sentences import ComplaintChannel, ObjectionGround, RequesterKind, Right, Sentence
from terbuka.portal import preview
from terbuka.portal.judging import assess, produced
from terbuka.portal.pages import render
from terbuka.portal.shells import shells
from terbuka.record.files import Document
from terbuka.record.schema import Column, Schema
from terbuka.record.schemas import read_schemas

GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 6, 30)
REL = 'rel="nofollow noopener noreferrer"'
EVIL = 'Profil <script>alert(1)</script> & "kutip"'


def _schema(kind: str, cls: type, choices: dict[str, dict[str, str]], *more: Column) -> Schema:
    """A schema with a column for each field of the record, so that pages have titles and labels."""
    columns = [
        Column(
            name=f.metadata["key"],
            title=f.metadata["key"].replace("_", " ").capitalize(),
            text="",
            type="tanggal" if "date" in str(f.type) else "daftar-id" if "tuple" in str(f.type) else "teks",
            choices=choices.get(f.metadata["key"], {}),
        )
        for f in fields(cls)
        if "key" in f.metadata
    ]
    return Schema(kind=kind, title=kind, text="", shape="daftar", key="id", columns=(*columns, *more))


def _duty(name: str, title: str, **rest: object) -> Obligation:
    given: dict[str, object] = {
        "title_en": title,
        "information_class": "berkala",
        "nature": "terbit",
        "judged": "sendiri",
        "bearer": "unit",
        "set_by": "pelaksana",
        "step_id": "keberatan-berkala",
        "confirmed": True,
        "legal_basis": (
            LegalBasis(instrument_id="perki-1-2021", article="Pasal 15 ayat (1)", from_on=date(2021, 6, 30)),
        ),
        "intervals": (Dated(from_on=date(2021, 6, 30), value="P6M"),),
    }
    given["place"] = Place("datasets/aturan/id/kewajiban/uji.yml", 7)
    return Obligation(id=name, title=title, **{**given, **rest})  # type: ignore[arg-type]


def _entry(name: str, number: int, **rest: object) -> RegisterEntry:
    given: dict[str, object] = {
        "title": f"Dokumen {number}",
        "summary": f"Isi dokumen {number}.",
        "holder": "Bagian Umum",
        "maker": "Kepala Biro",
        "made_when": "2026-03",
        "made_where": "Kota Contoh",
        "medium": "elektronik",
        "retention": "Sesuai JRA",
        "information_class": "berkala",
        "document_status": "ditetapkan",
        "language": "id",
        "licence": "cc-by-4.0",
    }
    given["place"] = Place("datasets/badan/biro-uji/daftar-informasi-publik.csv", number + 1)
    return RegisterEntry(id=name, number=number, **{**given, **rest})  # type: ignore[arg-type]


def _closed(name: str, number: int, **rest: object) -> Exclusion:
    given: dict[str, object] = {
        "title": f"Rahasia {number}",
        "ground_ids": ("h-4",),
        "partial": False,
        "harm_if_open": "Nilai seseorang diketahui umum.",
        "gain_if_closed": "Rahasia pribadi terlindungi.",
        "tested_on": date(2026, 1, 12),
        "decision": f"{number}/KEP/2026",
        "decided_on": date(2026, 1, 15),
        "approved_by": "Sekretaris Daerah",
        "term": "sampai-tanggal",
    }
    return Exclusion(id=name, number=number, **{**given, **rest})  # type: ignore[arg-type]


def _closed_ones() -> tuple[Exclusion, ...]:
    """One row of every state on the day."""
    declared = {"opening_decision": "9/KEP/2026", "opening_on": date(2026, 5, 4)}
    return (
        _closed("evil", 1, title=EVIL, last_on=date(2026, 12, 31), partial=True, open_part="Kriteria <b>tahapan</b>."),
        _closed("jauh", 2, last_on=date(2031, 12, 31), ground_ids=("h",), other_law="UU lain Pasal 1"),
        _closed("segera", 3, last_on=date(2026, 8, 31)),
        _closed("terlambat", 4, last_on=date(2026, 7, 31)),
        _closed("ditetapkan", 5, last_on=date(2026, 7, 31), **declared),
        _closed("berakhir", 6, last_on=date(2026, 6, 15)),
        _closed("dibuka", 7, last_on=date(2026, 6, 15), opening_entry_id="profil", **declared),
        _closed(
            "peristiwa", 8, term="sampai-peristiwa", ending_event="Putusan dibacakan.", review_on=date(2027, 1, 15)
        ),
        _closed("ditinjau", 9, term="selama-diperlukan", review_on=date(2026, 6, 1), extra={"warna": "merah"}),
        _closed("nanti", 10, decided_on=date(2026, 7, 1), term="menurut-peraturan", review_on=date(2027, 7, 1)),
    )


def _law() -> Law:
    duties = [
        _duty(
            "profil",
            "Profil",
            summary="Siapa kami dan di mana.",
            reviewed_by="belum",
            step_id="keberatan-berkala",
        ),
        _duty("laporan", "Laporan tahunan", parts={"a": "gambaran umum", "b": "rincian"}, confirmed=False),
        _duty("keuangan", "Keuangan"),
        _duty("neraca", "Neraca", judged="di-induk", umbrella_id="keuangan"),
        _duty("arus-kas", "Arus kas", judged="di-induk", umbrella_id="keuangan"),
        _duty(
            "penelitian",
            "Hasil penelitian",
            information_class="setiap-saat",
            intervals=(),
            step_id="permohonan",
        ),
        _duty(
            "asas",
            "Asas keterbukaan",
            nature="acuan",
            information_class=None,
            cluster="layanan",
            intervals=(),
        ),
    ]
    return shelves.law(
        jurisdiction_id="id",
        instruments={
            "perki-1-2021": Instrument(
                id="perki-1-2021",
                name="Perki 1/2021",
                title="Standar Layanan Informasi Publik",
                confirmed=True,
            )
        },
        obligations={d.id: d for d in duties},
        steps={
            "keberatan-berkala": CitizenStep(
                id="keberatan-berkala",
                title="Ajukan keberatan",
                text="Tanpa meminta lebih dulu.",
                channel="keberatan",
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Lampiran XI"),),
            ),
            "permohonan": CitizenStep(id="permohonan", title="Minta informasi ini", text="", channel="permohonan"),
        },
        topics={"anggaran": Topic(id="anggaran", title="Anggaran", text="Uang masuk dan keluar.")},
        soon=Period.parse("P30D"),
        deadlines={
            "pemberitahuan": Deadline(
                id="pemberitahuan",
                title="Jawaban tertulis",
                role="tenggat-jawab",
                counted_from="hari permohonan diterima kantor",
                unit="hari-kerja",
                lengths=(DatedLength(from_on=date(2010, 4, 30), days=10, extension=7),),
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Pasal 31"),),
            ),
            "pembukaan-pengecualian": Deadline(
                id="pembukaan-pengecualian",
                title="Penetapan terbuka",
                role="tenggat-pembukaan",
                counted_from="hari terakhir masa pengecualian",
                unit="hari-kerja",
                direction="sebelum",
                lengths=(DatedLength(from_on=date(2010, 4, 30), days=30),),
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Pasal 52"),),
            ),
        },
        exclusion_grounds={
            "h": ExclusionGround(
                id="h",
                title="Membuka rahasia pribadi",
                parts={"4": "hasil penilaian kemampuan seseorang"},
                needs_other_law=False,
                term_rule="Selama diperlukan.",
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Pasal 13 ayat (3) huruf h"),),
            )
        },
        opening_window=60,
        calendar_years=(
            CalendarYear(
                year=2026,
                status="tetap",
                decree="SKB uji",
                days=(
                    DayOff(on=date(2026, 7, 1), kind="cuti-bersama", name="Cuti <b>uji</b>"),
                    DayOff(on=date(2026, 8, 17), kind="libur-nasional", name="Hari Kemerdekaan"),
                ),
            ),
        ),
        grounds={
            "b": ObjectionGround(
                id="b",
                title="Informasi berkala tidak disediakan",
                needs_no_number=True,
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Lampiran XI"),),
            )
        },
        channels={
            "pos-el": ComplaintChannel(
                id="pos-el", title="Pos-el", group="kantor", body_contact="surel", purpose="Tertulis.", confirmed=True
            ),
            "whatsapp": ComplaintChannel(
                id="whatsapp", title="WhatsApp", group="kantor", body_contact="whatsapp", purpose="x", confirmed=True
            ),
            "pengawas": ComplaintChannel(
                id="pengawas",
                title="Pengawas",
                group="pengawas-luar",
                purpose="Pungutan.",
                not_for="Dokumen.",
                legal_basis=(ChannelBasis(instrument_id="perki-1-2021"),),
                confirmed=False,
            ),
        },
        rights={
            "hari": Right(
                id="hari",
                form="permohonan",
                text="Dijawab {pemberitahuan}, lalu {pemberitahuan+}.",
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Pasal 31"),),
            )
        },
        sentences={
            s.id: s
            for s in (
                _sentence(
                    "jawaban", "jawab-waktu", "hukum", "Dijawab <b>tertulis</b> paling lambat {pemberitahuan}.", True
                ),
                _sentence("waktu-berjalan", "nomor-waktu", "tafsir", "Waktu tetap berjalan.", True),
                _sentence("sengketa-diam", "sengketa-tanpa-tanggapan", "hukum", "Jalan ke Komisi terbuka.", False),
                replace(
                    _sentence("simpan-bukti", "nomor-bukti", "saran", "Simpan bukti kirim.", False), legal_basis=()
                ),
            )
        },
        requester_kinds={
            "perorangan": RequesterKind(
                id="perorangan",
                title="Perorangan",
                text="Warga negara.",
                enclosed="salinan KTP",
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Pasal 27"),),
            )
        },
        standards={
            "maklumat": _standard("maklumat", "laporan", "jangka_waktu", "jaminan", "tanggal"),
            "biaya": _standard("biaya", "asas", "cara_bayar"),
            "sop": Standard(
                id="sop",
                title="Prosedur",
                obligation_ids=("neraca", "arus-kas"),
                parts=(
                    StandardPart(
                        name="langkah", title="langkah", instrument_id="perki-1-2021", article="x", confirmed=False
                    ),
                    StandardPart(name="pelaksana", title="pelaksana DIP", only_for=("neraca",), confirmed=True),
                ),
            ),
        },
        questions={
            "waktu": ExperienceQuestion(
                id="waktu",
                title="Tepat waktu?",
                short="Waktu",
                choices={"ya": "Ya", "tidak": "Tidak <b>sama</b> sekali"},
                right="Dijawab {pemberitahuan}.",
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Pasal 31"),),
            )
        },
        gatherings=(
            Gathering(id="laporan-tahunan", page="laporan", title="Laporan layanan", obligation_ids=("laporan",)),
        ),
    )


def _sentence(name: str, role: str, nature: str, text: str, confirmed: bool) -> Sentence:
    return Sentence(
        id=name,
        role=role,
        pages=("permohonan", "keberatan", "catatan"),
        nature=nature,
        text=text,
        legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Pasal 31"),),
        rests_on="Bunyi & sandaran.",
        confirmed=confirmed,
    )


def _standard(name: str, duty: str, *parts: str) -> Standard:
    made = tuple(StandardPart(name=p, title=p, confirmed=True) for p in parts)
    return Standard(id=name, title=name, obligation_ids=(duty,), parts=made)


def _pledge() -> Pledge:
    return Pledge(
        statement="Kami <script>berjanji</script>.",
        times=("Dijawab {pemberitahuan}.", "Diperpanjang {pemberitahuan+}."),
        signed_by="Kepala Biro",
        signed_on=date(2026, 7, 1),
        recordings=(Recording(file="janji.ogg", language="Uji"),),
        place=Place("datasets/badan/biro-uji/maklumat.yml", 1),
    )


def _fees() -> Fees:
    return Fees(
        fees=(
            Fee(id="lihat", what="Melihat", free=True),
            Fee(id="salin", what="Salinan", rupiah=1250, unit="lembar", note="Dua <i>sisi</i>."),
            Fee(id="kirim", what="Pengiriman", as_charged="tarif pos"),
        ),
        payments=(Payment(way="tunai"),),
        examples=(
            FeeExample(title="Lihat saja", counts=(FeeCount(fee_id="lihat", count=1),)),
            FeeExample(
                title="Seribu lembar",
                counts=(FeeCount(fee_id="salin", count=1000), FeeCount(fee_id="kirim", count=1)),
            ),
        ),
        place=Place("datasets/badan/biro-uji/biaya.yml", 1),
    )


def _procedure() -> Procedure:
    return Procedure(
        obligation_id="neraca",
        purpose="Menjawab <b>semua</b>.",
        steps=(
            ProcedureStep(what="Mencatat.", who="Petugas", takes="1 hari"),
            ProcedureStep(what="Menjawab.", deadline_id="pemberitahuan"),
        ),
        deadline_ids=("pemberitahuan", "pembukaan-pengecualian"),
        forms=("permohonan",),
        remedy="Ajukan keberatan sesudah {pemberitahuan}.",
        entry_id="profil",
        place=Place("datasets/badan/biro-uji/sop.yml", 3),
    )


def _records() -> BodyRecords:
    body = Body(
        id="biro-uji",
        name="Biro Uji, Provinsi Uji",
        short_name="Biro Uji",
        sample=True,
        sample_day=DAY,
        stage="berjalan",
        form="unit-kerja",
        jurisdiction_id="id",
        parent_name="Pemerintah Provinsi Uji",
        ppid_role="pelaksana",
        ppid_superior="Sekretaris Daerah",
        traits={"jenis_badan": "pemerintah-daerah"},
        time_zone="Asia/Makassar",
        address="Jalan Uji 1",
        phones=("(0000) 123456",),
        email="ppid@uji.example",
        about="Kantor **karangan**.",
        opening=(Opening(day="senin", opens="08:00", closes="15:30"),),
        request_form="https://formulir.uji.example/isi?a=1&b=2",
        source="karangan",
        place=Place("datasets/badan/biro-uji/badan.yml", 1),
    )
    entries = (
        _entry(
            "profil",
            1,
            title=EVIL,
            obligation_ids=("profil",),
            announced_on=date(2026, 3, 2),
            files=("profil.pdf",),
            decision="1/PPID/2026",
            decision_on=date(2026, 1, 15),
            text="**Tebal** <img src=x onerror=alert(1)>",
            extra={"kolom_baru": "isi baru"},
        ),
        _entry(
            "neraca-2025",
            2,
            obligation_ids=("keuangan", "neraca"),
            topic_ids=("anggaran",),
            announced_on=date(2025, 11, 1),
            link="https://uji.example/neraca",
            period_from=date(2025, 1, 1),
            period_until=date(2025, 12, 31),
        ),
        _entry(
            "laporan-lama",
            3,
            obligation_ids=("laporan",),
            announced_on=date(2025, 3, 1),
            link="https://uji.example/l",
        ),
        _entry("laporan-draf", 4, replaces_id="laporan-lama", document_status="belum-ditetapkan"),
    )
    statement = Statement(
        id="nihil",
        obligation_id="penelitian",
        kind="nihil",
        reason="Tidak ada penelitian.",
        ground="Rencana kerja 2026",
        signer="Kepala Biro",
        signed_on=date(2026, 1, 5),
        until=date(2026, 12, 31),
    )
    file = Document(
        name="profil.pdf", path="datasets/badan/biro-uji/berkas/profil.pdf", kind="pdf", size=1_234_567,
        sha256="a" * 64, has_text=False, page_count=3,
    )  # fmt: skip
    reply = Reply(
        obligation_id="neraca",
        text="Menunggu <b>audit</b>.",
        planned_on=date(2026, 9, 30),
        written_by="Kepala Bagian Umum",
        written_on=date(2026, 6, 1),
    )
    return shelves.records(
        body=body,
        register=entries,
        statements=(statement,),
        documents={"profil.pdf": file, "janji.ogg": replace(file, name="janji.ogg", kind="ogg")},
        replies=(reply,),
        exclusions=_closed_ones(),
        pledges=(_pledge(),),
        fees=(_fees(),),
        procedures=(_procedure(),),
    )


def _corpus(*bodies: BodyRecords) -> Corpus:
    register = _schema(
        "daftar-informasi-publik",
        RegisterEntry,
        {
            "kelas": {"berkala": "Berkala", "serta-merta": "Serta merta", "setiap-saat": "Setiap saat"},
            "status_dokumen": {"ditetapkan": "Sudah ditetapkan", "belum-ditetapkan": "Belum ditetapkan"},
        },
        Column(name="kolom_baru", title="Kolom baru", text="", type="teks"),
    )
    body = _schema("badan", Body, {})
    traits = replace(
        body.column("sifat"), columns=(Column(name="jenis_badan", title="Jenis", text="", type="pilihan"),)
    )
    body = replace(body, columns=tuple(traits if c.name == "sifat" else c for c in body.columns))
    return Corpus(
        laws={"id": _law()},
        bodies={b.body.id: b for b in bodies or (_records(),)},
        schemas={
            "daftar-informasi-publik": register,
            "badan": body,
            "kewajiban": _schema("kewajiban", Obligation, {"kelas": {"berkala": "Berkala"}}),
            "dikecualikan": _schema(
                "dikecualikan",
                Exclusion,
                {"jangka": {"selama-diperlukan": "selama diperlukan", "menurut-peraturan": "menurut peraturan lain"}},
                Column(name="warna", title="Warna sampul", text="", type="teks"),
            ),
            "kalender": _schema("kalender", CalendarYear, {}),
            "saluran-pengaduan": _schema("saluran-pengaduan", ComplaintChannel, {"kelompok": {"kantor": "Kantor"}}),
            "tenggat": _schema("tenggat", Deadline, {"satuan": {"hari-kerja": "hari kerja"}}),
            # What the schemas of the public files are made from, besides.
            "pemenuhan": _schema("pemenuhan", Fulfilment, {}),
            "peringatan": _schema("peringatan", Notice, {}),
            "permohonan": _schema("permohonan", Request, {}),
            "keberatan": _schema("keberatan", Objection, {}),
            "sengketa": _schema("sengketa", Dispute, {}),
            "pengaduan": _schema("pengaduan", Complaint, {}),
            "maklumat": _schema("maklumat", Pledge, {}),
            "biaya": read_schemas(trees.REPOSITORY)[0]["biaya"],
            "perubahan": _schema("perubahan", LawChange, {"jenis": {"tafsir": "Tafsir"}}),
            "indikator": _schema("indikator", Indicator, {}),
            "kendala": _schema("kendala", Obstacle, {}),
            "survei": _schema("survei", SurveyCount, {}),
        },
        prose=(
            Prose(path="privasi.md", title="Privasi", description=""),
            Prose(path="glosarium.md", title="Glosarium", description=""),
        ),
        site_name="Portal Uji",
        site_url="https://portal.example/",
        edit_url="https://forge.example/uji/portal/edit/main/{path}#L{line}",
        commit="0" * 40,
        commit_time="2026-06-30T08:00:00+08:00",
    )


def _made(corpus: Corpus) -> dict[str, Page | File]:
    items = list(render(corpus, assess(corpus, dict.fromkeys(corpus.bodies, DAY))))
    made = {item.path: item for item in items}
    assert len(made) == len(items), "dua halaman di satu alamat"
    return made


@pytest.fixture(scope="module")
def made() -> dict[str, Page | File]:
    return _made(_corpus())


@pytest.fixture(scope="module")
def pages(made: dict[str, Page | File]) -> list[Page]:
    return [item for item in made.values() if isinstance(item, Page)]


class _Look(HTMLParser):
    """What a test wants to know of an article: headings, ids, addresses, tags."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action"):
                self.links.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)


GOLDEN_PATHS = [
    "index.html",
    "biro-uji/informasi/profil/index.html",
    "biro-uji/informasi/laporan-lama/index.html",
    "biro-uji/berkala/index.html",
    "biro-uji/serta-merta/index.html",
    "biro-uji/dikecualikan/index.html",
    "biro-uji/daftar-informasi-publik/index.html",
    "biro-uji/ketersediaan/index.html",
    "biro-uji/permohonan/index.html",
    "kewajiban/laporan/index.html",
    "cari/index.html",
    "biro-uji/keberatan/index.html",
    "biro-uji/pengaduan/index.html",
    "biro-uji/batas-waktu/index.html",
    "biro-uji/catatan/index.html",
    "api/v1/biro-uji/hari-kerja.json",
    "api/v1/biro-uji/judul-kewajiban.json",
    "biro-uji/laporan/index.html",
    "biro-uji/standar-layanan/index.html",
    "biro-uji/standar-layanan/maklumat/index.html",
    "biro-uji/standar-layanan/neraca/index.html",
    "biro-uji/standar-layanan/arus-kas/index.html",
    "biro-uji/pengalaman/index.html",
    "kamus/index.html",
    "kode/tanggal-salah/index.html",
    "api/v1/templat/badan.yml",
    "api/v1/ketersediaan.json",
    "api/v1/daftar-informasi-publik.json",
    "api/v1/biro-uji/CONTOH-daftar-informasi-publik.csv",
    "api/v1/dikecualikan.json",
    "api/v1/biro-uji/CONTOH-dikecualikan.csv",
    "sitemap.xml",
    "robots.txt",
    ".well-known/security.txt",
]


@pytest.mark.parametrize("path", GOLDEN_PATHS)
def test_golden(made: dict[str, Page | File], path: str, rewrite: bool) -> None:
    item = made[path]
    if isinstance(item, Page):
        head = {f: getattr(item, f) for f in Page.__slots__ if f not in ("article", "alternates")}
        if item.alternates:
            head["alternates"] = [other.address for other in item.alternates]
        head["versions"] = [asdict(version) for version in item.versions]
        text = json.dumps(head, ensure_ascii=False, indent=1, sort_keys=True) + "\n\n" + item.article
    else:
        text = item.content.decode()
    golden = GOLDEN / path.replace("/index.html", ".html").replace("/", "--").lstrip(".")
    if rewrite:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8", newline="\n")
    assert text == golden.read_text("utf-8")


def test_what_is_counted_back_is_said_so_and_not_offered_to_count_forwards(made: dict[str, Page | File]) -> None:
    page, table = made["biro-uji/batas-waktu/index.html"], made["api/v1/biro-uji/hari-kerja.json"]
    assert isinstance(page, Page)
    assert isinstance(table, File)
    known = [clock["id"] for clock in json.loads(table.content)["tenggat"]]
    assert re.findall(r'<option value="([^"]*)"', page.article) == known == ["pemberitahuan"]
    assert "<td>30 hari kerja sebelum hari terakhir masa pengecualian." in page.article


def test_every_page_holds_one_heading_and_each_id_once(pages: list[Page]) -> None:
    for page in pages:
        look = _Look(page.article)
        assert look.tags.count("h1") == 1, page.path
        assert len(look.ids) == len(set(look.ids)), page.path
        assert not look.handlers, page.path


def test_every_link_below_the_site_leads_somewhere(made: dict[str, Page | File], pages: list[Page]) -> None:
    there = (
        {p.address for p in pages} | set(made) | {"assets/cari.js", "assets/mesin-cari.js"} | {"privasi/", "glosarium/"}
    )
    for page in pages:
        for link in _Look(page.article).links:
            if re.match(r"(https:|mailto:|tel:)", link):
                continue
            assert not link.startswith("/"), (page.path, link)
            target, _, mark = link.partition("#")
            folder = posixpath.dirname(page.path)
            full = posixpath.normpath(posixpath.join(folder, target or ".")).removeprefix(".")
            folder_link = target.endswith(("/", "..")) or not target
            place = full + "/" if full and folder_link else full
            assert place in there, (page.path, link)
            if mark and place != "glosarium/" and "=" not in mark:
                other = made[(place + "index.html") if place.endswith("/") or not place else place]
                assert isinstance(other, Page)
                assert mark in _Look(other.article).ids, (page.path, link)


def test_what_people_type_is_text(made: dict[str, Page | File], pages: list[Page]) -> None:
    for page in pages:
        assert "<script>" not in page.article, page.path
        assert "<img" not in page.article, page.path
    page = made["biro-uji/informasi/profil/index.html"]
    assert isinstance(page, Page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.article
    assert "<strong>Tebal</strong>" in page.article


def test_sample_is_marked_in_titles_and_files(made: dict[str, Page | File], pages: list[Page]) -> None:
    for page in pages:
        if page.shell == "biro-uji":
            assert page.title.startswith("DATA CONTOH"), page.path
    file = made["api/v1/ketersediaan.json"]
    assert isinstance(file, File)
    assert json.loads(file.content)["badan"][0]["peringatan"] == "DATA CONTOH, bukan keadaan sebenarnya"


def test_new_column_is_shown_without_code(made: dict[str, Page | File]) -> None:
    page = made["biro-uji/informasi/profil/index.html"]
    assert isinstance(page, Page)
    assert "Kolom baru" in page.article
    assert "isi baru" in page.article


def test_form_may_be_framed_from_its_own_origin_only(made: dict[str, Page | File]) -> None:
    page = made["biro-uji/permohonan/index.html"]
    assert isinstance(page, Page)
    assert page.frame_origin == "https://formulir.uji.example"


def test_several_bodies_make_a_list_with_samples_apart() -> None:
    sample = _records()
    real = replace(sample, body=replace(sample.body, id="biro-nyata", sample=False, sample_day=None, stage="rintisan"))
    home = _made(_corpus(sample, real))["index.html"]
    assert isinstance(home, Page)
    assert home.article.index("biro-nyata/") < home.article.index('<h2 id="contoh">') < home.article.index("biro-uji/")


def test_long_lists_go_on_at_further_pages() -> None:
    records = _records()
    many = tuple(_entry(f"e{n}", n) for n in range(1, 602))
    made = _made(_corpus(altered(records, register=many)))
    assert "biro-uji/daftar-informasi-publik/halaman-3/index.html" in made
    assert "biro-uji/daftar-informasi-publik/halaman-4/index.html" not in made
    page = made["biro-uji/berkala/halaman-2/index.html"]
    assert isinstance(page, Page)
    assert not page.indexed
    assert 'href="../halaman-3/"' in page.article


def test_shells_lead_to_pages_that_exist(pages: list[Page]) -> None:
    there = {p.address for p in pages} | {"privasi/", "glosarium/"}
    corpus = _corpus()
    portal, body, *others = shells(corpus, assess(corpus, dict.fromkeys(corpus.bodies, DAY)))
    assert (portal.name, body.name, body.sample) == ("", "biro-uji", True)
    for item in [i for shell in (portal, body, *others) for i in (*shell.nav, *shell.footer)]:
        assert item.address.startswith("https:") or item.address.partition("#")[0] in there, item


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("[a](javascript:alert(1))", f"<p><a {REL}>a</a></p>", id="skrip-di-tautan"),
        pytest.param("[a](https://a.example)", f'<p><a href="https://a.example" {REL}>a</a></p>', id="tautan"),
        pytest.param("# Judul", "<h3>Judul</h3>", id="judul-turun"),
        pytest.param('<b onclick="x()">a</b>', "<p>a</p>", id="html"),
    ],
)
def test_typed_markdown_keeps_little(text: str, html: str) -> None:
    assert typed(text) == html


def test_words_for_days_and_numbers() -> None:
    assert words.day(date(2025, 4, 21)) == "21 April 2025"
    assert words.span(date(2025, 1, 1), date(2025, 12, 31)) == "2025"
    assert words.span(date(2025, 1, 1), date(2025, 6, 30)) == "1 Januari–30 Juni 2025"
    assert words.rough_day("2026-03") == "Maret 2026"
    assert words.rough_day("2026-03-09") == "9 Maret 2026"
    assert words.rough_day("tidak diketahui") == "Tidak diketahui"
    assert words.number(1234.5, 1) == "1.234,5"
    assert words.size(1_234_567) == "1,2 MB"
    assert words.size(400) == "1 KB"
    assert words.listing(["a", "b", "c"]) == "a, b, dan c"
    assert words.month_day("03-31") == "31 Maret"


def test_a_page_is_evidence_only_when_it_says_something() -> None:
    records = _records()
    silent = replace(records.body, address=None, phones=(), email=None, about=None, request_form=None)
    assert produced(records, DAY) == {
        "profil", "daftar-informasi-publik", "permohonan", "keberatan", "pengaduan", "ketersediaan", "standar-layanan",
    }  # fmt: skip
    empty = altered(records, body=silent, register=(), pledges=(), fees=(), procedures=())
    assert produced(empty, DAY) == {"ketersediaan"}
    assert produced(altered(empty, fees=records.rows(Fees)), DAY) == {"ketersediaan", "standar-layanan"}


def _excluded_page(records: BodyRecords) -> str:
    page = _made(_corpus(records))["biro-uji/dikecualikan/index.html"]
    assert isinstance(page, Page)
    return page.article


def test_no_list_an_empty_list_and_nothing_closed_any_more_read_differently() -> None:
    records = _records()
    assert "belum tercatat di portal ini" in _excluded_page(altered(records, exclusions=()))
    empty = altered(records, exclusions=(), headers={"dikecualikan": ("id",)})
    assert "Tidak ada informasi yang dikecualikan menurut daftar Biro Uji." in _excluded_page(empty)
    opened = tuple(row for row in records.rows(Exclusion) or () if row.id == "dibuka")
    assert "Tidak ada lagi yang ditutup. 1 sudah dibuka." in _excluded_page(altered(records, exclusions=opened))


def test_files_of_excluded_information_tell_no_list_from_an_empty_one() -> None:
    records = _records()
    for headers, expected in (({}, None), ({"dikecualikan": ("id",)}, [])):
        made = _made(_corpus(altered(records, exclusions=(), headers=headers)))
        document = made["api/v1/dikecualikan.json"]
        assert isinstance(document, File)
        assert json.loads(document.content)["badan"][0]["informasi"] == expected
        assert ("api/v1/biro-uji/CONTOH-dikecualikan.csv" in made) == (expected is not None)


def test_a_day_of_a_real_body_is_marked_by_the_reader_s_clock() -> None:
    records = _records()
    real = replace(records, body=replace(records.body, sample=False, sample_day=None))
    page = _made(_corpus(real))["biro-uji/dikecualikan/index.html"]
    assert isinstance(page, Page)
    assert '<time datetime="2026-07-17" data-due>17 Juli 2026</time>' in page.article
    assert "data-due" not in _excluded_page(records)


def test_an_entry_says_that_it_had_been_excluded(made: dict[str, Page | File]) -> None:
    page = made["biro-uji/informasi/profil/index.html"]
    assert isinstance(page, Page)
    assert "Informasi ini dahulu" in page.article
    assert 'href="../../../biro-uji/dikecualikan/#b-dibuka"' in page.article


def test_many_excluded_rows_go_on_at_further_pages() -> None:
    many = tuple(_closed(f"r{n}", n, last_on=date(2026, 12, 31)) for n in range(1, 302))
    made = _made(_corpus(altered(_records(), exclusions=many)))
    first, second = (made[f"biro-uji/dikecualikan/{below}index.html"] for below in ("", "halaman-2/"))
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert "<strong>301 informasi</strong> dikecualikan" in first.article
    assert ('id="b-r250"' in first.article, 'id="b-r251"' in first.article) == (True, False)
    assert 'id="b-r301"' in second.article


def test_the_unit_may_answer_beside_what_is_late(made: dict[str, Page | File]) -> None:
    """Right of reply: shown as text beside the late duty, in the JSON too, and only while it is late."""
    page = made["biro-uji/ketersediaan/index.html"]
    assert isinstance(page, Page)
    assert "Menunggu &lt;b&gt;audit&lt;/b&gt;. Direncanakan tersedia 30 September 2026." in page.article
    document = made["api/v1/ketersediaan.json"]
    assert isinstance(document, File)
    duties = {d["id"]: d for d in json.loads(document.content)["badan"][0]["kewajiban"]}
    assert duties["neraca"]["keterangan_unit"] == "Menunggu <b>audit</b>."
    assert duties["neraca"]["rencana_tersedia_pada"] == "2026-09-30"
    assert duties["profil"]["keterangan_unit"] is None


def test_each_page_says_where_its_facts_come_from(pages: list[Page]) -> None:
    """Once, below the article: the file and line, the day of the data, and the way to correct it."""
    pages = [page for page in pages if page.lang == "id"]
    for page in pages:
        foot = page.article.partition("</article>")[2]
        assert page.article.count('id="asal"') == 1, page.path
        assert "Data per 30 Juni 2026 pukul 08.00 WITA." in foot, page.path
        if page.shell == "biro-uji":
            assert foot.count(">Laporkan masalah</a>") == 1, page.path
            assert foot.count(">Perbaiki data ini (petugas)</a>") == 1, page.path
    feet = {page.address: page.article.partition("</article>")[2] for page in pages}
    entry = feet["biro-uji/informasi/laporan-lama/"]
    register = "datasets/badan/biro-uji/daftar-informasi-publik.csv"
    assert f"Diumumkan 1 Maret 2025. Sumber: <code>{register}</code> baris 4." in entry
    assert f'href="https://forge.example/uji/portal/edit/main/{register}#L4"' in entry
    assert "Dari 4 baris daftar; perubahan terbaru 2 Maret 2026." in feet["biro-uji/daftar-informasi-publik/"]
    assert f'href="https://forge.example/uji/portal/edit/main/{register}"' in feet["biro-uji/daftar-informasi-publik/"]
    assert "Pasalnya belum dibaca dalam naskah peraturan." in feet["kewajiban/laporan/"]
    assert "<code>datasets/aturan/id/kewajiban/uji.yml</code> baris 7" in feet["kewajiban/laporan/"]
    assert "Keterangan kantor: karangan." in feet["biro-uji/pengaduan/"]
    assert "Disusun dari data semua badan di portal ini." in feet["cari/"]


def test_without_a_repository_there_is_no_link_to_correct_data() -> None:
    for item in _made(replace(_corpus(), edit_url="")).values():
        assert not isinstance(item, Page) or "(petugas)</a>" not in item.article, item.path


@pytest.mark.parametrize(
    ("known", "way"),
    [
        pytest.param(
            {},
            "mailto:ppid@uji.example?subject=Masalah%20pada%3A%20DATA%20CONTOH%3A%20Pengaduan%20%E2%80%93%20Biro%20Uji"
            "&amp;body=Halaman%3A%20https%3A//portal.example/biro-uji/pengaduan/%0A%0AMasalah%20yang%20saya%20temukan"
            "%3A%0A",
            id="pos-el",
        ),
        pytest.param({"email": None}, "tel:+62000123456", id="telepon"),
        pytest.param({"email": None, "phones": ()}, "../../biro-uji/pengaduan/", id="tanpa-kontak"),
    ],
)
def test_a_problem_can_be_reported_without_any_account(known: dict[str, object], way: str) -> None:
    records = _records()
    records = replace(records, body=replace(records.body, **known))  # type: ignore[arg-type]
    page = _made(_corpus(records))["biro-uji/pengaduan/index.html"]
    assert isinstance(page, Page)
    assert f'<a href="{way}">Laporkan masalah</a>' in page.article


def test_pages_worth_passing_on_can_be_shared_without_a_script(pages: list[Page]) -> None:
    shared = {page.address: page.article for page in pages if "data-share=" in page.article}
    assert {"", "biro-uji/berkala/", "biro-uji/informasi/profil/", "biro-uji/ketersediaan/"} <= shared.keys()
    assert {"kewajiban/laporan/", "kewajiban/"} <= shared.keys()
    assert not {"cari/", "kamus/", "status/", "kode/tanggal-salah/"} & shared.keys()
    link = "https://wa.me/?text=DATA%20CONTOH%3A%20Ketersediaan%20Informasi%20Wajib%20%E2%80%93%20Biro%20Uji%20"
    link += "https%3A%2F%2Fportal.example%2Fbiro-uji%2Fketersediaan%2F"
    assert f'href="{link}"' in shared["biro-uji/ketersediaan/"]


def test_the_offline_search_lists_every_page_by_name() -> None:
    items = list(render(_corpus(), assess(_corpus(), {"biro-uji": DAY}), offline=True))
    (page,) = (item for item in items if item.path == "cari/index.html")
    assert isinstance(page, Page)
    assert "data-search" not in page.article
    assert "cari.js" not in page.article
    listed = re.findall(r'<li><a href="\.\./([^"]*)">([^<]*)</a>', page.article)
    assert [title for _, title in listed] == sorted((title for _, title in listed), key=str.casefold)
    there = {item.address for item in items if isinstance(item, Page) and item.indexed and item.lang == "id"}
    # The home page of the only body stands at two addresses and is listed at its own; the search does not list itself.
    assert {address for address, _ in listed} == there - {"", "cari/"} | {"privasi/", "glosarium/"}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        pytest.param("Biro Uji", "Biro Uji", id="pendek"),
        pytest.param("Dinas Pemberdayaan Perempuan dan Pengendalian Penduduk " * 4, None, id="panjang"),
        pytest.param("Tatapraja" * 40, None, id="satu-kata"),
        pytest.param("Dinas Présidén – “Énergi”", 'Dinas Presiden - "Energi"', id="aksen"),
        pytest.param("\u5370\u5c3c", "", id="huruf-lain"),
        pytest.param("kata " * 400, None, id="terlalu-panjang"),
        pytest.param("Kantor ꦥꦼꦩꦼꦫꦶꦤ꧀ꦠꦃ 🏛️ × " + "Tatapraja" * 30, None, id="aksara"),
        pytest.param("ꦥꦼꦩꦼꦫꦶꦤ꧀ꦠꦃ " * 200, None, id="aksara-terlalu-panjang"),
    ],
)
def test_the_preview_picture_holds_any_name(name: str, known: str | None) -> None:
    made = preview.picture(name, "Portal Uji", sample=True)
    preview.picture.cache_clear()
    assert preview.picture(name, "Portal Uji", sample=True) == made
    assert len(made) < 100_000
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    if known is not None:
        assert preview.said(name) == known
    # Nothing touches the edges, and no letter of the name is under the band of the sample.
    pixels = image.convert("RGB")
    ground = pixels.getpixel((0, 0))
    columns = [pixels.getpixel((x, y)) for x in (*range(60), *range(1140, 1200)) for y in range(450)]
    assert set(columns) == {ground}
    above_band = pixels.getpixel((600, 483))
    assert above_band == ground


def test_letters_of_other_scripts_are_drawn() -> None:
    """A name is not shortened to what one font knows."""
    shown = {preview.picture(name, "Portal", sample=False) for name in ("Kantor", "Kantor ꦗꦮ", "Kantor 🏛️", "ꦗꦮ", "印")}
    assert len(shown) == 5
    assert preview.picture("印", "Portal", sample=False) != preview.picture("", "Portal", sample=False)


def test_sample_and_real_pictures_differ(made: dict[str, Page | File]) -> None:
    assert {routes.preview(""), routes.preview("biro-uji")} <= made.keys()
    assert preview.picture("Biro", "Portal", sample=True) != preview.picture("Biro", "Portal", sample=False)


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2026-11-24T21:39:00+00:00", "25 November 2026 pukul 04.39 WIB"),
        ("2026-11-25T05:39:00+08:00", "25 November 2026 pukul 05.39 WITA"),
        ("2026-11-25T06:39:00+09:00", "25 November 2026 pukul 06.39 WIT"),
        ("2026-11-25", "25 November 2026"),
        (None, ""),
    ],
)
def test_a_moment_is_told_by_a_clock_of_this_country(iso: str | None, said: str) -> None:
    assert words.moment(iso) == said


@pytest.mark.parametrize(("zone", "time"), [("Asia/Makassar", "05.39 WITA"), ("Asia/Jayapura", "06.39 WIT")])
def test_pages_tell_time_by_the_clock_of_the_office(zone: str, time: str, tmp_path: Path) -> None:
    """Whoever committed, and wherever: a run in UTC is told as the office would."""
    root = trees.grow(tmp_path / "portal")
    trees.change(root, f"{trees.BODY}/badan.yml", "zona_waktu: Asia/Makassar", f"zona_waktu: {zone}")
    corpus, _, _ = trees.judged(root)
    assert words.moment(corpus.local("2026-11-24T21:39:00+00:00")) == f"25 November 2026 pukul {time}"
