"""Pages of a small made-up body.

The golden pages stand in ``tests/golden/``. To write them anew after a wanted change, run

    TERBUKA_GOLDEN=tulis python -m pytest tests/test_render.py

and read the difference before it is committed.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from terbuka import routes
from terbuka.assess import assess
from terbuka.model import (
    Body,
    BodyRecords,
    CalendarYear,
    ChannelBasis,
    CitizenStep,
    Column,
    ComplaintChannel,
    Corpus,
    Dated,
    DatedLength,
    DayOff,
    Deadline,
    Document,
    Gathering,
    Instrument,
    Law,
    LegalBasis,
    ObjectionGround,
    Obligation,
    Opening,
    Prose,
    RegisterEntry,
    Reply,
    RequesterKind,
    Right,
    Schema,
    Statement,
    StepBasis,
    Topic,
)
from terbuka.page import File, Page
from terbuka.periods import Period
from terbuka.render import render, shells, words
from terbuka.render.portal import typed

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
    return RegisterEntry(id=name, number=number, **{**given, **rest})  # type: ignore[arg-type]


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
    return Law(
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
                counted_from="hari permohonan diterima kantor",
                unit="hari-kerja",
                lengths=(DatedLength(from_on=date(2010, 4, 30), days=10, extension=7),),
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Pasal 31"),),
            )
        },
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
        requester_kinds={
            "perorangan": RequesterKind(
                id="perorangan",
                title="Perorangan",
                text="Warga negara.",
                enclosed="salinan KTP",
                legal_basis=(StepBasis(instrument_id="perki-1-2021", article="Pasal 27"),),
            )
        },
        calendar_years=(
            CalendarYear(
                year=2026,
                status="tetap",
                decree="SKB 1/2025",
                note=None,
                days=(DayOff(on=date(2026, 7, 1), kind="cuti-bersama", name="Cuti <b>uji</b>"),),
            ),
        ),
        gatherings=(
            Gathering(id="laporan-tahunan", page="laporan", title="Laporan layanan", obligation_ids=("laporan",)),
        ),
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
    return BodyRecords(
        body=body, register=entries, statements=(statement,), documents={"profil.pdf": file}, replies=(reply,)
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
            "kalender": _schema("kalender", CalendarYear, {}),
            "saluran-pengaduan": _schema("saluran-pengaduan", ComplaintChannel, {"kelompok": {"kantor": "Kantor"}}),
            "tenggat": _schema("tenggat", Deadline, {"satuan": {"hari-kerja": "hari kerja"}}),
        },
        prose=(Prose(path="privasi.md", title="Privasi", description=""),),
        site_name="Portal Uji",
        site_url="https://portal.example/",
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
    "kamus/index.html",
    "kode/tanggal-salah/index.html",
    "api/v1/templat/badan.yml",
    "api/v1/ketersediaan.json",
    "api/v1/daftar-informasi-publik.json",
    "api/v1/biro-uji/CONTOH-daftar-informasi-publik.csv",
    "sitemap.xml",
    "robots.txt",
    ".well-known/security.txt",
]


@pytest.mark.parametrize("path", GOLDEN_PATHS)
def test_golden(made: dict[str, Page | File], path: str) -> None:
    item = made[path]
    if isinstance(item, Page):
        head = {f: getattr(item, f) for f in Page.__slots__ if f != "article"}
        text = json.dumps(head, ensure_ascii=False, indent=1, sort_keys=True) + "\n\n" + item.article
    else:
        text = item.content.decode()
    golden = GOLDEN / path.replace("/index.html", ".html").replace("/", "--").lstrip(".")
    if os.environ.get("TERBUKA_GOLDEN") == "tulis":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8", newline="\n")
    assert text == golden.read_text("utf-8")


def test_every_page_holds_one_heading_and_each_id_once(pages: list[Page]) -> None:
    for page in pages:
        look = _Look(page.article)
        assert look.tags.count("h1") == 1, page.path
        assert len(look.ids) == len(set(look.ids)), page.path
        assert not look.handlers, page.path


def test_every_link_below_the_site_leads_somewhere(made: dict[str, Page | File], pages: list[Page]) -> None:
    there = {p.address for p in pages} | set(made) | {"assets/cari.js", "privasi/"}
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
            if mark and "=" not in mark:
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
    made = _made(_corpus(replace(records, register=many)))
    assert "biro-uji/daftar-informasi-publik/halaman-3/index.html" in made
    assert "biro-uji/daftar-informasi-publik/halaman-4/index.html" not in made
    page = made["biro-uji/berkala/halaman-2/index.html"]
    assert isinstance(page, Page)
    assert not page.indexed
    assert 'href="../halaman-3/"' in page.article


def test_shells_lead_to_pages_that_exist(pages: list[Page]) -> None:
    there = {p.address for p in pages} | {"privasi/"}
    portal, body = shells(_corpus())
    assert (portal.name, body.name, body.sample) == ("", "biro-uji", True)
    for item in (*portal.nav, *portal.footer, *body.nav, *body.footer):
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
    assert routes.portal_pages(records) == {
        "profil", "daftar-informasi-publik", "permohonan", "keberatan", "pengaduan", "ketersediaan",
    }  # fmt: skip
    assert routes.portal_pages(replace(records, body=silent, register=())) == {"ketersediaan"}


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
