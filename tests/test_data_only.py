"""What must be possible without a line of code, each made in a copied tree and looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import trees
from terbuka.base.page import Page
from terbuka.duties.verdict import Status
from terbuka.features.indicators.record import IndicatorState, IndicatorStatus
from terbuka.portal.pages import render

NEW_DUTY = """
- id: peta-kantor
  judul: Peta kantor
  judul_en: Map of the office
  uraian: Peta letak kantor.
  ditinjau: belum
  kelas: berkala
  jenis: terbit
  dinilai: sendiri
  satuan: unit
  penetap: ppid
  langkah_warga: keberatan-berkala
  dasar_hukum:
    - {peraturan: perki-uji, pasal: Pasal 12, mulai: 2021-06-30}
  terkonfirmasi: ya
"""

NEW_COLUMN = """\
  - nama: warna_sampul
    judul: Warna sampul
    uraian: Warna sampul dokumen cetak.
    tipe: teks
    contoh: biru
"""


NEW_INDICATOR = """
- id: bersampul-biru
  judul: Entri bersampul biru
  uraian: Bagian entri yang sampulnya biru laut.
  rumus: Entri bersampul biru laut dibagi semua entri yang punya sampul.
  sumber: daftar-informasi-publik
  saring:
    - {kolom: warna_sampul, isi: terisi}
  dihitung:
    - {kolom: warna_sampul, nilai: [biru laut]}
  ukuran: bagian
  satuan: persen
  arah: naik
  pemilik: PPID Pelaksana
  terkonfirmasi: tidak
"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return trees.grow(tmp_path / "portal")


def status(root: Path, duty: str, on: date = trees.DAY, body: str = "kantor-uji") -> tuple[Status, date | None]:
    _, assessment, problems = trees.judged(root, on)
    assert assessment is not None, problems
    judgement = assessment.bodies[body].judgements[duty]
    return judgement.status, judgement.due_on


def test_a_new_duty(portal: Path) -> None:
    with (portal / trees.DUTIES).open("a", encoding="utf-8") as file:
        file.write(NEW_DUTY)
    _, assessment, problems = trees.judged(portal)
    assert assessment is not None
    assert assessment.bodies["kantor-uji"].tally.judged == 8
    (gap,) = problems
    assert gap.sentence("temuan") == (
        "Belum tercatat di portal ini: Peta kantor (peta-kantor), unit Kantor Uji, Provinsi Uji. "
        "Dasar: Perki Uji Pasal 12. Belum ada yang tercatat untuk butir ini."
    )
    trees.change(portal, trees.REGISTER, ",profil-kedudukan,", ",profil-kedudukan; peta-kantor,")
    assert status(portal, "peta-kantor") == (Status.MET, None)


def test_an_interval_that_changes_from_a_day(portal: Path) -> None:
    assert status(portal, "profil-kedudukan") == (Status.MET, date(2026, 9, 2))
    text = (portal / trees.DUTIES).read_text("utf-8")
    old, new = "nilai: P6M}]", "nilai: P6M}, {mulai: 2026-07-01, nilai: P3M}]"
    trees.put(portal, trees.DUTIES, text.replace(old, new, 1))
    assert status(portal, "profil-kedudukan") == (Status.MET, date(2026, 9, 2))
    assert status(portal, "profil-kedudukan", date(2026, 7, 1)) == (Status.OVERDUE, date(2026, 6, 30))


def test_a_new_body(portal: Path) -> None:
    for name in ("badan.yml", "daftar-informasi-publik.csv", "pernyataan.yml"):
        trees.put(portal, f"datasets/badan/dinas-baru/{name}", (portal / trees.BODY / name).read_bytes())
    for file in (portal / trees.BODY / "berkas").iterdir():
        trees.put(portal, f"datasets/badan/dinas-baru/berkas/{file.name}", file.read_bytes())
    trees.change(portal, "datasets/badan/dinas-baru/badan.yml", "nama: Kantor Uji, Provinsi Uji", "nama: Dinas Baru")
    trees.change(portal, "datasets/badan/dinas-baru/badan.yml", "nama_pendek: Kantor Uji", "nama_pendek: Dinas Baru")
    _, assessment, problems = trees.judged(portal)
    assert problems == []
    assert assessment is not None
    assert [made.body.name for made in assessment.bodies.values()] == ["Dinas Baru", "Kantor Uji, Provinsi Uji"]
    assert all(not made.gaps for made in assessment.bodies.values())


def test_a_new_shown_column(portal: Path) -> None:
    with (portal / "schemas/daftar-informasi-publik.yml").open("a", encoding="utf-8") as file:
        file.write(NEW_COLUMN)
    register = (portal / trees.REGISTER).read_text("utf-8").splitlines()
    values = ["warna_sampul", "biru laut", "", "", "", ""]
    trees.put(portal, trees.REGISTER, "".join(f"{row},{value}\n" for row, value in zip(register, values, strict=True)))
    corpus, assessment, problems = trees.judged(portal)
    assert problems == []
    assert assessment is not None
    first, second, *_ = corpus.bodies["kantor-uji"].register or ()
    assert first.extra == {"warna_sampul": "biru laut"}
    assert second.extra == {}
    pages = {page.path: page for page in render(corpus, assessment)}
    article = str(pages["kantor-uji/informasi/profil-kantor/index.html"])
    assert "Warna sampul" in article
    assert "biru laut" in article


def test_a_new_shown_column_that_refers(portal: Path) -> None:
    """What it names must be there, in any list that it refers to, and what was probably meant is told."""
    column = NEW_COLUMN.replace("tipe: teks", "tipe: daftar-id\n    rujuk: aturan/topik").replace("biru", "[profil]")
    with (portal / "schemas/daftar-informasi-publik.yml").open("a", encoding="utf-8") as file:
        file.write(column)
    register = (portal / trees.REGISTER).read_text("utf-8").splitlines()
    values = ["warna_sampul", "profil", "", "profil; laporn", "", ""]
    trees.put(portal, trees.REGISTER, "".join(f"{row},{value}\n" for row, value in zip(register, values, strict=True)))
    _, _, (problem,) = trees.judged(portal)
    assert (problem.code, problem.place.line, problem.facts["usul"]) == ("topik-tak-dikenal", 4, "laporan")
    assert problem.facts["kolom"] == "warna_sampul"


def test_a_new_indicator_on_a_new_column(portal: Path) -> None:
    """Value, page and files follow; its target is data too."""
    with (portal / "schemas/daftar-informasi-publik.yml").open("a", encoding="utf-8") as file:
        file.write(NEW_COLUMN)
    with (portal / "datasets/aturan/id/indikator.yml").open("a", encoding="utf-8") as file:
        file.write(NEW_INDICATOR)
    register = (portal / trees.REGISTER).read_text("utf-8").splitlines()
    values = ["warna_sampul", "biru laut", "merah", "", "biru laut", "biru laut"]
    trees.put(portal, trees.REGISTER, "".join(f"{row},{value}\n" for row, value in zip(register, values, strict=True)))
    target = '- {id: s-1, indikator: bersampul-biru, nilai: "80", satuan: persen, mulai: 2026-01-01}\n'
    trees.put(portal, f"{trees.BODY}/sasaran.yml", target)
    corpus, assessment, problems = trees.judged(portal)
    assert problems == []
    assert assessment is not None
    state = assessment.bodies["kantor-uji"].named(IndicatorState)["bersampul-biru"]
    assert (state.current.part, state.current.rows, state.status) == (3, 4, IndicatorStatus.NOT_REACHED)
    pages = {page.path: page for page in render(corpus, assessment)}
    article = str(pages["kantor-uji/kinerja/bersampul-biru/index.html"])
    assert "75 persen, 30 Juni 2026 (3 dari 4). Sasaran paling sedikit 80 persen (usulan): belum tercapai." in article
    assert "api/v1/kantor-uji/kinerja-bersampul-biru.csv" in pages


def test_another_soon_window(portal: Path) -> None:
    on = date(2026, 7, 20)
    assert status(portal, "profil-kedudukan", on)[0] is Status.MET
    trees.put(portal, "datasets/aturan/id/penilaian.yml", "jendela_segera: P2M\n")
    assert status(portal, "profil-kedudukan", on)[0] is Status.DUE_SOON


def test_an_article_that_is_repealed(portal: Path) -> None:
    trees.change(
        portal,
        trees.DUTIES,
        "pasal: Pasal 11, mulai: 2021-06-30}",
        "pasal: Pasal 11, mulai: 2021-06-30, sampai: 2026-06-29}",
    )
    _, assessment, _ = trees.judged(portal)
    assert assessment is not None
    assert "maklumat" not in assessment.bodies["kantor-uji"].judgements


def test_another_range_of_a_column(portal: Path) -> None:
    text = (portal / "schemas/daftar-informasi-publik.yml").read_text("utf-8")
    trees.put(portal, "schemas/daftar-informasi-publik.yml", text.replace("maks: 99999", "maks: 4"))
    assert [p.sentence("temuan") for p in trees.judged(portal)[2]] == [
        "“5” di “nomor” di luar batas (1 … 4); mungkin salah ketik."
    ]


def test_a_new_emergency_service(portal: Path) -> None:
    notice = Path(__file__).parent / "cases/peringatan-depan" / trees.BODY / "peringatan.yml"
    trees.put(portal, f"{trees.BODY}/peringatan.yml", notice.read_bytes())
    with (portal / "datasets/aturan/id/layanan-darurat.yml").open("a", encoding="utf-8") as file:
        file.write("- id: pos-uji\n  nama: Pos Uji\n  untuk: Banjir\n  jenis: [keadaan-darurat]\n  sumber: Karangan\n")
    corpus, assessment, problems = trees.judged(portal)
    assert assessment is not None, problems
    pages = {item.path: item for item in render(corpus, assessment)}
    for path in ("kantor-uji/serta-merta/index.html", "kantor-uji/serta-merta/banjir-2026/index.html"):
        assert "pos uji" in getattr(pages[path], "article", "").lower(), path


def test_a_new_channel_and_a_changed_limit_on_the_forms(portal: Path) -> None:
    """A channel of the province, once its source is known; a time limit that is said on the form follows its data."""
    with (portal / "datasets/aturan/id/saluran-pengaduan.yml").open("a", encoding="utf-8") as file:
        file.write(
            "\n- id: saluran-provinsi\n  judul: Saluran Provinsi Uji\n  kelompok: nasional\n"
            "  untuk: Layanan provinsi.\n"
            "  tautan: https://lapor.uji.example/\n  terkonfirmasi: ya\n"
        )
    trees.change(portal, "datasets/aturan/id/tenggat.yml", "lama: 10, perpanjangan: 7", "lama: 9, perpanjangan: 6")
    corpus, assessment, problems = trees.judged(portal)
    assert problems == []
    assert assessment is not None
    pages = {page.path: str(page) for page in render(corpus, assessment)}
    assert 'href="https://lapor.uji.example/"' in pages["kantor-uji/pengaduan/index.html"]
    notice = "Kantor menjawab paling lambat 9 hari kerja, dapat diperpanjang 6 hari kerja."
    assert notice in pages["kantor-uji/permohonan/index.html"]


def test_a_clock_that_starts_later_and_another_column_that_stops_it(portal: Path) -> None:
    """The term, its start and what stops it are lines of ``tenggat.yml``."""
    trees.overlay(portal, trees.TESTS / "cases/layanan-lewat", ("expected.txt",))
    limits = "datasets/aturan/id/tenggat.yml"

    def late(root: Path) -> list[str]:
        _, _, problems = trees.judged(root)
        return [f"{p.facts['kode']} {p.facts['jatuh_tempo']}" for p in problems if p.code == "layanan-lewat"]

    assert late(portal) == ["k-2026-01 2026-05-13", "p-2026-02 2026-06-15"]
    trees.change(
        portal,
        limits,
        "nilai: [{mulai: 2010-04-30, lama: 10, perpanjangan: 7}]",
        "nilai: [{mulai: 2010-04-30, lama: 10, perpanjangan: 7}, {mulai: 2026-06-01, lama: 5, perpanjangan: 7}]",
    )
    assert late(portal) == ["k-2026-01 2026-05-13", "p-2026-02 2026-06-08", "p-2026-03 2026-06-29"]
    stops = "dihentikan_oleh: [dijawab_pada, dicabut_pada]"
    trees.change(portal, limits, stops, stops.replace("[", "[dinyatakan_lengkap_pada, "))
    assert late(portal) == ["k-2026-01 2026-05-13", "p-2026-03 2026-06-29"]


def test_a_column_of_a_register_that_is_no_longer_published(portal: Path) -> None:
    trees.overlay(portal, trees.TESTS / "cases/layanan-lewat", ("expected.txt",))

    def header() -> str:
        corpus, assessment, problems = trees.judged(portal)
        assert assessment is not None, problems
        path = "api/v1/kantor-uji/register-permohonan.csv"
        (file,) = (f for f in render(corpus, assessment) if f.path == path)
        return str(file.content.decode().splitlines()[0])  # type: ignore[union-attr]

    assert ",kanal," in header()
    schema = portal / "schemas/permohonan.yml"
    text = schema.read_text("utf-8")
    schema.write_text(text.replace("judul: Jalan masuk\n", "judul: Jalan masuk\n    terbit: tidak\n"), "utf-8")
    assert ",kanal," not in header()


GUIDE = """---
title: Panduan
description: Untuk petugas.
pemilik: PPID
tinjau_lagi_pada: 2026-07-05
---

# Panduan

Dijawab paling lambat {tenggat:pemberitahuan}, {pasal:pemberitahuan}.
"""


def test_a_term_that_changes_changes_the_guide(portal: Path) -> None:
    trees.put(portal, "content/panduan/index.md", GUIDE)

    def told(on: date) -> str:
        corpus, assessment, problems = trees.judged(portal, on)
        assert assessment is not None, problems
        return next(
            p.article for p in render(corpus, assessment) if isinstance(p, Page) and p.path == "panduan/index.html"
        )

    assert "<p>Dijawab paling lambat 10 hari kerja, Perki Uji Pasal 9.</p>" in told(trees.DAY)
    trees.change(
        portal,
        "datasets/aturan/id/tenggat.yml",
        "{mulai: 2010-04-30, lama: 10, perpanjangan: 7}",
        "{mulai: 2010-04-30, lama: 10, perpanjangan: 7}, {mulai: 2026-07-06, lama: 5, perpanjangan: 2}",
    )
    before, after = told(date(2026, 7, 5)), told(date(2026, 7, 6))
    assert "10 hari kerja" in before
    assert "sudah lewat" not in before
    assert "<p>Dijawab paling lambat 5 hari kerja, Perki Uji Pasal 9.</p>" in after
    assert "Peninjauan halaman ini sudah lewat." in after
