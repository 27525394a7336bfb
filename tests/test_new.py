"""``terbuka new``: any kind by its schema alone, whole messages, nothing written that the check would refuse."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import trees
from terbuka import cli
from terbuka.authoring import answers, new, specimen
from terbuka.base import personal
from terbuka.base.problem import blocking
from terbuka.cli.creating import RECEIPT
from terbuka.features.notices.record import Notice
from terbuka.portal.checking import validate
from terbuka.portal.load import load
from terbuka.record import records, tables, values
from terbuka.record.schema import Column, Schema
from terbuka.record.schemas import read_schemas
from terbuka.record.strict_yaml import parse

STATEMENTS = f"{trees.BODY}/pernyataan.yml"
STATEMENT = [
    "kewajiban=peta-kantor",
    "jenis=nihil",
    "alasan=Kantor: belum punya peta #1",
    "dasar=Nota dinas 3/2026",
    "penanda_tangan=Kepala Kantor Uji",
    "tanggal=2026-02-01",
    "berlaku_hingga=2026-12-31",
]
ENTRY = [
    "judul=Peta, batas, dan “kode”",
    "ringkasan=Peta kantor.",
    "penguasa=Tata Usaha",
    "penanggung_jawab=Kepala Kantor Uji",
    "waktu_pembuatan=2026",
    "tempat_pembuatan=Kota Uji",
    "retensi=Permanen",
    "kelas=setiap-saat",
    "status_dokumen=belum-ditetapkan",
]
NOTICE = [
    "judul=Banjir di Kota Uji",
    "jenis=keadaan-darurat",
    "peristiwa=Sungai meluap.",
    "bahaya=Arus deras.",
    "siapa=Warga di bantaran.",
    "tindakan=Jauhi sungai.; Pindah ke tempat tinggi.",
    "diumumkan_oleh=Kepala Kantor Uji",
    "waktu_peristiwa=2026-06-29 14:00",
    "waktu_pengumuman=2026-06-29 14:10",
    "berakhir_pada=2026-06-30 18:00",
    "bantuan.nama=Pos siaga",
    "bantuan.telepon=112",
    "bantuan.2.nama=Meja layanan",
]


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    root = trees.grow(tmp_path / "portal")
    duties = (root / trees.DUTIES).read_text("utf-8")
    trees.put(root, trees.DUTIES, duties + _DUTY)
    return root


_DUTY = """
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


def run(root: Path, *arguments: str) -> int:
    return cli.main(["new", arguments[0], "--root", str(root), *arguments[1:]])


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def sound(root: Path) -> None:
    corpus, problems = load(root)
    problems += validate(corpus)
    assert not blocking(problems), problems


def test_a_statement_is_appended_with_a_comment_above_each_key(
    portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (portal / STATEMENTS).read_text("utf-8")
    assert run(portal, "pernyataan", *STATEMENT) == 0
    assert capsys.readouterr().out == (
        f"Ditulis: {STATEMENTS}:20\n"
        "Diisi sendiri; ubah bila tidak benar:\n"
        "  id: peta-kantor (dari kewajiban)\n"
        "Berikutnya: baca lagi isinya, lalu jalankan terbuka check.\n"
    )
    assert (portal / STATEMENTS).read_text("utf-8") == before + (
        """
# Kode. Alamat tetap pernyataan ini. Contoh: nihil-penelitian-2026
- id: peta-kantor
  # Kewajiban. Kode kewajiban yang dinyatakan. Contoh: hasil-penelitian
  kewajiban: peta-kantor
  # Jenis pernyataan. Nihil (tidak ada kejadian atau dokumen) atau bukan kewajiban unit ini. Pilihan: nihil,
  # bukan-kewajiban.
  jenis: nihil
  # Alasan. Alasan dengan kalimat biasa; dibaca warga.
  alasan: 'Kantor: belum punya peta #1'
  # Dasar. Dokumen atau pasal yang menjadi dasar pernyataan.
  dasar: Nota dinas 3/2026
  # Penanda tangan. Jabatan yang menandatangani, bukan nama orang. Contoh: Kepala Biro Contoh
  penanda_tangan: Kepala Kantor Uji
  # Tanggal. Tanggal pernyataan.
  tanggal: 2026-02-01
  # Berlaku hingga. Hari terakhir pernyataan ini berlaku.
  berlaku_hingga: 2026-12-31
"""
    )
    corpus, _ = load(portal)
    assert corpus.bodies["kantor-uji"].statements[-1].reason == "Kantor: belum punya peta #1"
    sound(portal)


def test_a_photograph_of_a_new_entry_that_says_where_it_was_taken_is_named(
    portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = trees.TESTS / "documents/foto-dengan-gps.jpg"
    (portal / trees.BODY / "berkas/peta.jpg").write_bytes(photo.read_bytes())
    assert run(portal, "entri", *ENTRY, "berkas=peta.jpg") == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Hapus dahulu keterangan yang dibawanya (lokasi, pembuat): "
        "terbuka bersihkan datasets/badan/kantor-uji/berkas/peta.jpg"
    )


def test_an_entry_is_one_more_row(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (portal / trees.REGISTER).read_bytes()
    assert run(portal, "entri", *ENTRY) == 0
    assert capsys.readouterr().out == (
        f"Ditulis: {trees.REGISTER}:7\n"
        "Diisi sendiri; ubah bila tidak benar:\n"
        "  nomor: 6 (nomor berikutnya)\n"
        "  bentuk: cetak (seperti baris sebelumnya)\n"
        "  bahasa: id (seperti baris sebelumnya)\n"
        "  lisensi: cc-by-4.0 (seperti baris sebelumnya)\n"
        "  id: peta-batas-dan-kode (dari judul)\n"
        "Berikutnya: baca lagi isinya, lalu jalankan terbuka check.\n"
    )
    assert (portal / trees.REGISTER).read_bytes() == before + (
        'peta-batas-dan-kode,6,"Peta, batas, dan “kode”",Peta kantor.,Tata Usaha,Kepala Kantor Uji,2026,Kota Uji,'
        "cetak,Permanen,setiap-saat,,,,,,belum-ditetapkan,,,,id,cc-by-4.0\n"
    ).encode()
    assert cli.main(["format", "--root", str(portal), "--check"]) == 0
    sound(portal)


def test_a_second_record_of_one_name_gets_an_address_of_its_own(portal: Path) -> None:
    assert run(portal, "entri", *ENTRY) == 0
    assert run(portal, "entri", *ENTRY) == 0
    rows = (portal / trees.REGISTER).read_text("utf-8").splitlines()
    assert [row.split(",")[0] for row in rows[-2:]] == ["peta-batas-dan-kode", "peta-batas-dan-kode-2"]


def test_a_row_goes_where_format_would_put_it(portal: Path) -> None:
    packages = f"{trees.BODY}/paket.csv"
    for name, year in (("Meja", 2026), ("Atap", 2024), ("Kursi", 2026), ("Buku", 2025)):
        assert run(portal, "paket", f"nama={name}", f"tahun={year}", "metode=tender") == 0
    rows = (portal / packages).read_text("utf-8").splitlines()
    assert [row.split(",")[0] for row in rows] == ["id", "atap", "buku", "kursi", "meja"]
    assert cli.main(["format", "--root", str(portal), "--check"]) == 0


def test_a_table_that_is_in_no_order_is_added_to_at_its_end(portal: Path) -> None:
    packages = f"{trees.BODY}/paket.csv"
    before = "id,nama,tahun,metode\r\nmeja,Meja,2026,tender\r\natap,Atap,2024,tender"
    trees.put(portal, packages, before)
    assert run(portal, "paket", "nama=Buku", "tahun=2025", "metode=tender") == 0
    assert (portal / packages).read_bytes().decode() == before + "\r\nbuku,Buku,2025,tender\r\n"


def test_a_notice_with_lists(portal: Path) -> None:
    assert run(portal, "peringatan", *NOTICE) == 0
    corpus, _ = load(portal)
    (notice,) = corpus.bodies["kantor-uji"].rows(Notice)
    assert notice.actions == ("Jauhi sungai.", "Pindah ke tempat tinggi.")
    assert [(h.name, h.phone) for h in notice.help] == [("Pos siaga", "112"), ("Meja layanan", None)]
    text = (portal / trees.BODY / "peringatan.yml").read_text("utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../../../.vscode/skema/peringatan.json\n"
        "# Peringatan (informasi serta-merta). Pengumuman darurat"
    )
    assert "  # Evakuasi (boleh tidak diisi). Cara dan tempat mengungsi." in text
    assert "  # evakuasi:\n" in text
    sound(portal)


def test_all_that_is_missing_is_said_at_once(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(portal)
    assert run(portal, "keterangan", "tanggal=2026-07-01") == 2
    assert capsys.readouterr().err == (
        "terbuka: masih kurang:\n"
        "  kewajiban=…  Kewajiban. Kode kewajiban yang diterangkan. Contoh: perbendaharaan-inventaris\n"
        "  keterangan_unit=…  Keterangan unit. Mengapa belum tersedia atau belum dimutakhirkan, dengan kalimat biasa; "
        "dibaca warga. Contoh: Menunggu hasil inventarisasi akhir tahun.\n"
        "  ditulis_oleh=…  Ditulis oleh. Jabatan yang memberi keterangan, bukan nama orang. "
        "Contoh: Kepala Subbagian Tata Usaha\n"
        "Tulis semuanya di belakang perintah, atau jalankan di terminal supaya ditanyai. Tidak ada yang ditulis.\n"
    )
    assert tree(portal) == before


def test_with_several_bodies_the_body_is_missing_too(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(portal, "badan", "dinas-uji", "nama=Dinas Uji") == 0
    capsys.readouterr()
    assert run(portal, "entri", *ENTRY[1:]) == 2
    assert capsys.readouterr().err == (
        "terbuka: masih kurang:\n"
        "  --body KODE  Pilihan: dinas-uji, kantor-uji\n"
        "  judul=…  Judul. Nama informasi seperti orang akan mencarinya. Contoh: Profil Biro Contoh 2026\n"
        "Tulis semuanya di belakang perintah, atau jalankan di terminal supaya ditanyai. Tidak ada yang ditulis.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pernyatan"], "jenis “pernyatan” tidak dikenal; mungkin maksudnya: pernyataan. Yang ada: badan, entri, "),
        (["badan"], "tulis satu kode untuk badan baru, misalnya: terbuka new badan dinas-kesehatan"),
        (["badan", "Dinas Uji", "nama=x"], "mungkin maksudnya dinas-uji"),
        (["badan", "kode", "nama=x"], "kode “kode” dipakai halaman portal sendiri; pilih kode lain"),
        (["badan", "con", "nama=x"], "kode “con” adalah nama alat di Windows, jadi tidak dapat menjadi folder di sana"),
        (["badan", "kantor-uji", "nama=x"], "badan “kantor-uji” sudah ada di datasets/badan/kantor-uji"),
        (["entri", "judl=x"], "“judl” tidak ada pada daftar-informasi-publik; mungkin maksudnya judul. Yang ada: id, "),
        (["entri", "judul"], "“judul” tidak dimengerti; tulis KOLOM=NILAI, misalnya id=…"),
        (["entri", "judul=a", "judul=b"], "judul disebut dua kali"),
        (["peringatan", "bantuan=x"], "bantuan tidak berupa satu nilai; isi bantuan.nama=…"),
        (["peringatan", "bantuan.0x.nama=y"], "“bantuan.0x.nama” tidak ada pada peringatan"),
        (["entri", "--body", "lain"], "badan “lain” tidak ada; yang ada: kantor-uji"),
        (["entri", *ENTRY, "uraian=x"], f"kolom uraian belum ada di {trees.REGISTER}; tambahkan dulu di baris pertama"),
    ],
)
def test_wrong_use(portal: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(portal)
    assert run(portal, *arguments) == 2
    assert told in capsys.readouterr().err
    assert tree(portal) == before


def test_what_the_check_would_refuse_is_not_written(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(portal)
    wrong = ["kewajiban=peta-kantr", *STATEMENT[1:], "id=nihil-penelitian-2026"]
    assert run(portal, "pernyataan", *wrong) == 1
    assert capsys.readouterr().out == (
        "DIBLOKIR (1): tidak ada yang terbit sampai ini diperbaiki\n"
        "\n"
        f"{STATEMENTS}:20  [kunci-ganda]\n"
        "  “nihil-penelitian-2026” di “id” sudah dipakai di baris 1. Setiap kode hanya untuk satu data.\n"
        "  → Beri kode lain, atau hapus salah satu bila memang data yang sama.\n"
        "\n"
        "Tidak ada yang ditulis. Baris yang disebut adalah baris yang akan ditulis.\n"
    )
    assert tree(portal) == before


def test_a_dead_reference_is_found_before_it_is_written(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(portal)
    assert run(portal, "pernyataan", "kewajiban=peta-kantr", *STATEMENT[1:]) == 1
    out = capsys.readouterr().out
    assert f"{STATEMENTS}:20  [kewajiban-tak-dikenal]\n" in out
    assert "Mungkin maksudnya “peta-kantor”." in out
    assert tree(portal) == before


@pytest.mark.parametrize("value", ["hubungi 0812 3456 7890", "NIK 5301010101010001", "a@b.example"])
@pytest.mark.parametrize("kind", ["pernyataan", "entri"])
def test_personal_data_is_not_written(portal: Path, kind: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(portal)
    given = [*STATEMENT, f"dasar={value}"] if kind == "pernyataan" else [*ENTRY, f"ringkasan={value}"]
    given = [a for a in given if a not in ("dasar=Nota dinas 3/2026", "ringkasan=Peta kantor.")]
    assert run(portal, kind, *given) == 1
    out = capsys.readouterr().out
    assert "[data-pribadi]" in out
    assert value not in out
    assert tree(portal) == before


def test_a_hidden_sign_is_not_written(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(portal)
    assert run(portal, "entri", *[a + "\u202e" if a.startswith("ringkasan") else a for a in ENTRY]) == 1
    assert "[karakter-tersembunyi]" in capsys.readouterr().out
    assert tree(portal) == before


def test_a_file_that_is_wrong_already_is_left(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trees.change(portal, STATEMENTS, "jenis: nihil", "jenis: kosong")
    before = tree(portal)
    assert run(portal, "pernyataan", *STATEMENT) == 1
    out = capsys.readouterr().out
    assert f"{STATEMENTS}:3  [pilihan-salah]\n" in out
    assert out.endswith("Tidak ada yang ditulis: berkas itu sudah bermasalah sebelumnya. Perbaiki dahulu.\n")
    assert tree(portal) == before


def test_what_is_wrong_elsewhere_does_not_hold_it_up(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trees.change(portal, trees.REGISTER, "laporan-2025,3", "laporan-2025,tiga")
    assert run(portal, "pernyataan", *STATEMENT) == 0
    assert "Di tempat lain sudah ada 1 masalah yang menghalangi.\n" in capsys.readouterr().out


@pytest.mark.parametrize("old", ["[]\n", "- {id: a}\n...\n"])
def test_a_list_written_in_another_way_is_not_spoilt(
    portal: Path, old: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if "id" in old:
        old = (portal / STATEMENTS).read_text("utf-8") + "...\n"
    trees.put(portal, STATEMENTS, old)
    assert run(portal, "pernyataan", *STATEMENT) == 2
    assert "ditulis dengan cara lain" in capsys.readouterr().err
    assert (portal / STATEMENTS).read_text("utf-8") == old


@pytest.mark.parametrize("name", ["menjorok", "crlf", "bom", "tanpa-akhir", "komentar-saja"])
def test_the_way_a_list_is_written_is_kept(portal: Path, name: str) -> None:
    text = (portal / STATEMENTS).read_text("utf-8")
    old = {
        "menjorok": "".join(f"    {line}".rstrip(" ") for line in text.splitlines(keepends=True)),
        "crlf": text.replace("\n", "\r\n"),
        "bom": "\ufeff" + text,
        "tanpa-akhir": text.rstrip("\n"),
        "komentar-saja": "# Belum ada pernyataan.\n",
    }[name].encode()
    trees.put(portal, STATEMENTS, old)
    assert run(portal, "pernyataan", *STATEMENT) == 0
    made = (portal / STATEMENTS).read_bytes()
    assert made.startswith(old)
    assert (b"\r\n" in made) == (name == "crlf")
    assert made.replace(b"\r\n", b"").count(b"\n") == (0 if name == "crlf" else made.count(b"\n"))
    corpus, _ = load(portal)
    assert corpus.bodies["kantor-uji"].statements[-1].reason == "Kantor: belum punya peta #1"


# --- a body ----------------------------------------------------------------------------------------------


def test_a_body(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(portal, "badan", "dinas-uji", "nama=Dinas: Uji", "zona_waktu=Asia/Jakarta", "telepon=(0380) 123456",
               "sifat.pemberi_izin=ya") == 0  # fmt: skip
    assert capsys.readouterr().out == (
        "Ditulis: datasets/badan/dinas-uji/badan.yml, daftar informasi publik yang masih kosong, dan folder berkas/\n"
        "Berikutnya: buka datasets/badan/dinas-uji/badan.yml. Isinya (bentuk, peran_ppid, sifat, zona_waktu) hanya "
        "titik awal:\ncocokkan satu per satu. Lalu jalankan terbuka check.\n"
        "Badan ini rintisan: kekurangannya tampil tetapi belum dihitung, sampai tahap diubah menjadi berjalan atau\n"
        "hari di rintisan_sampai lewat. Yang dijanjikan lebih dahulu ditulis dengan terbuka new rencana.\n"
        "Entri pertama: terbuka new entri --body dinas-uji\n"
    )
    sound(portal)
    corpus, _ = load(portal)
    body = corpus.bodies["dinas-uji"].body
    assert (body.name, body.short_name, body.stage, body.time_zone) == (
        "Dinas: Uji", "Dinas: Uji", "rintisan", "Asia/Jakarta",
    )  # fmt: skip
    assert body.phones == ("(0380) 123456",)
    assert corpus.bodies["dinas-uji"].register == ()
    text = (portal / "datasets/badan/dinas-uji/badan.yml").read_text("utf-8")
    assert "\n# alamat: Jalan …\n" in text
    assert "(kode area) nomor" not in text
    assert run(portal, "entri", "--body", "dinas-uji", *ENTRY, "bentuk=cetak", "bahasa=id", "lisensi=sebut-sumber",
               "nomor=7") == 0  # fmt: skip


def test_a_wrong_body_leaves_no_folder(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(portal)
    assert run(portal, "badan", "dinas-uji", "nama=Dinas Uji", "zona_waktu=WITA") == 1
    assert "[pilihan-salah]" in capsys.readouterr().out
    assert tree(portal) == before
    assert not (portal / "datasets/badan/dinas-uji").exists()


# --- asking ----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def keyboard(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Iterator[None]:
    """Somebody at a terminal who types ``lines`` and then goes away."""
    waiting = list(lines)

    def answer(prompt: str) -> str:
        print(prompt, end="")
        if not waiting:
            raise EOFError
        print(waiting[0])
        return waiting.pop(0)

    monkeypatch.setattr("terbuka.cli.creating._ask", answer)
    monkeypatch.setattr("terbuka.cli.creating.at_a_terminal", lambda: True)
    yield
    assert waiting == []


def test_only_what_is_needed_is_asked_until_the_check_would_take_it(
    portal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with keyboard(monkeypatch, "", "peta-kantr", "kosong", "nihil", "peta-kantor"):
        assert run(portal, "pernyataan", *STATEMENT[2:]) == 0
    assert (
        capsys.readouterr().out
        == f"""
Kewajiban (kewajiban)
  Kode kewajiban yang dinyatakan.
  Contoh: hasil-penelitian
>\x20
  “kewajiban” wajib diisi, tetapi kosong.
  → Isi di sini. Bila belum diketahui, lihat kamus data: beberapa kolom boleh diisi “tidak diketahui”.
> peta-kantr

Jenis pernyataan (jenis)
  Nihil (tidak ada kejadian atau dokumen) atau bukan kewajiban unit ini.
  Pilihan: nihil, bukan-kewajiban (Bukan kewajiban unit ini)
> kosong
  “kosong” tidak boleh di “jenis”.
  → Tulis salah satu: nihil, bukan-kewajiban.
> nihil
DIBLOKIR (1): tidak ada yang terbit sampai ini diperbaiki

{STATEMENTS}:20  [kewajiban-tak-dikenal]
  Kewajiban “peta-kantr” tidak ada dalam katalog.
  → Mungkin maksudnya “peta-kantor”. Perbaiki kodenya. Semua kode ada di halaman /kewajiban/ portal.

Tidak ada yang ditulis. Baris yang disebut adalah baris yang akan ditulis.

Kewajiban (kewajiban)
  Kode kewajiban yang dinyatakan.
  Contoh: hasil-penelitian
  Tadi: peta-kantr
> peta-kantor
Ditulis: {STATEMENTS}:20
Diisi sendiri; ubah bila tidak benar:
  id: peta-kantor (dari kewajiban)
Berikutnya: baca lagi isinya, lalu jalankan terbuka check.
"""
    )
    sound(portal)


def test_optional_columns_are_offered_once(
    portal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with keyboard(monkeypatch, "kewajiban=maklumat", "topk=profil", "diumumkan_pada=1/2/2026", ""):
        assert run(portal, "entri", *ENTRY) == 0
    out = capsys.readouterr().out
    assert "\nBoleh juga diisi: kewajiban, topik, periode_mulai, " in out
    assert "“topk” tidak ada pada daftar-informasi-publik; mungkin maksudnya topik." in out
    assert "→ Mungkin maksudnya 2026-02-01. Tulis tahun-bulan-hari;" in out
    corpus, _ = load(portal)
    assert corpus.bodies["kantor-uji"].register[-1].obligation_ids == ("maklumat",)


def test_a_record_that_contradicts_itself_is_asked_about(
    portal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The problem names no column; the person does."""
    wrong = [a for a in STATEMENT if not a.startswith("berlaku_hingga")]
    with keyboard(monkeypatch, "hingga", "berlaku_hingga", "2026-12-31"):
        assert run(portal, "pernyataan", *wrong, "berlaku_hingga=2025-12-31") == 0
    out = capsys.readouterr().out
    assert "[pernyataan-terbalik]" in out
    assert "Kolom mana yang akan diperbaiki? (Enter: batal)" in out
    assert "“hingga” tidak ada pada pernyataan" in out
    sound(portal)


@pytest.mark.parametrize("typed", [[], ["peta-kantor"]])
def test_who_goes_away_has_written_nothing(
    portal: Path, typed: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(portal)
    with keyboard(monkeypatch, *typed):
        assert run(portal, "pernyataan", *STATEMENT[2:]) == 2
    assert capsys.readouterr().err == "terbuka: jawaban berakhir sebelum selesai; tidak ada yang ditulis\n"
    assert tree(portal) == before


def test_several_bodies_and_a_new_one_are_asked_for(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with keyboard(monkeypatch, "Dinas Uji"):
        assert run(portal, "badan", "dinas-uji") == 0
    with keyboard(monkeypatch, "dinas", "kantor-uji"):
        assert run(portal, "pernyataan", *STATEMENT) == 0
    sound(portal)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is a thing of Unix")
def test_at_a_real_terminal(portal: Path) -> None:
    import pty

    command = [sys.executable, "-m", "terbuka", "new", "pernyataan", "--root", str(portal), *STATEMENT[2:]]
    main, end = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(trees.REPOSITORY / "scripts"), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdin=end, stdout=end, stderr=end, env=environment) as process:
        os.close(end)
        os.write(main, b"peta-kantor\nnihil\n")
        shown = b""
        with contextlib.suppress(OSError):  # the terminal is gone when the process is
            while piece := os.read(main, 4096):
                shown += piece
        assert process.wait(60) == 0, shown.decode()
    os.close(main)
    assert "Jenis pernyataan (jenis)" in shown.decode()
    assert f"Ditulis: {STATEMENTS}:20" in shown.decode()
    sound(portal)


# --- any kind, any value ---------------------------------------------------------------------------------

WORDS = st.text(
    st.sampled_from("abc XYZ0123456789:#-'\"{}[],&*!|>%@`?~=.;\\/éß–“”…\u00a0🙂") | st.characters(codec="utf-8"),
    min_size=1,
    max_size=300,
)
KEYS = ("id", "judul", "isi", "hari", "saat", "angka", "ya", "kode", "daftar", "langkah", "sifat")


def described(shape: str) -> Schema:
    """A kind with a column of every type that the shape knows."""
    several = [
        trees.column("judul", required=True, example="tidak: dipakai"),
        trees.column("isi", "markdown"),
        trees.column("hari", "tanggal"),
        trees.column("angka", "bilangan"),
        trees.column("ya", "ya-tidak"),
        trees.column("kode", "daftar-id"),
        trees.column("daftar", "daftar-teks"),
    ]
    if shape == "daftar":
        inner = (trees.column("nama", required=True), trees.column("hari", "tanggal"))
        several += [
            trees.column("saat", "waktu"),
            trees.column("langkah", "daftar", columns=inner),
            trees.column("sifat", "objek", columns=inner),
        ]
    return Schema(
        kind="uji", title="Uji", text="Uji", shape=shape, key="id",
        columns=(trees.column("id", "id", required=True), *several),
    )  # fmt: skip


def typed_answers(shape: str) -> st.SearchStrategy[dict[str, str]]:
    day = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)).map(str)
    one = WORDS.map(answers.tidy).filter(bool)
    ids = st.lists(st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,5})?", fullmatch=True), min_size=1, unique=True)
    optional: dict[str, st.SearchStrategy[str]] = {
        "isi": st.lists(WORDS, max_size=4).map("\n".join),
        "hari": day,
        "angka": st.integers(-(10**14), 10**14).map(str),
        "ya": st.sampled_from(["ya", "tidak"]),
        "kode": ids.map("; ".join),
        "daftar": st.lists(one, min_size=1, max_size=4).map(";".join),
    }
    if shape == "daftar":
        optional |= {
            "saat": st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map("{:%Y-%m-%d %H:%M}".format),  # noqa: DTZ001
            "langkah.nama": one,
            "langkah.2.nama": one,
            "langkah.2.hari": day,
            "sifat.nama": one,
        }
    return st.fixed_dictionaries({"judul": one}, optional=optional)


def read_back(text: str, schema: Schema) -> tuple[list[dict[str, Any]], list[str]]:
    """The records of a file as the door reads them, and the codes of its problems."""
    if schema.shape == "tabel":
        table, problems = tables.read(text, schema, "uji.csv")
        return [cells for _, cells in table.rows], [p.code for p in problems]
    node, problems = parse(text, "uji.yml")
    if node is None:
        return [], [p.code for p in problems]
    instance, problems = records.check(node, schema, "uji.yml")
    return instance, [p.code for p in problems]


OLD = {
    "tabel": 'id,judul,isi,hari,angka,ya,kode,daftar\nlama,Lama,"a\nb",,1,,,\n',
    "daftar": "# asal: surat 3/2026\n- id: lama\n  judul: 'Lama' # catatan\n",
}


@pytest.mark.parametrize("shape", ["tabel", "daftar"])
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_accepted_values_come_back_equal_and_the_rest_stays(shape: str, data: st.DataObject) -> None:
    schema, old = described(shape), OLD[shape]
    typed = data.draw(typed_answers(shape))
    taken: answers.Given = {}
    for name, value in typed.items():
        answers.answer(schema, f"{name}={value}", taken)
    made = new.Draft(schema, object, "uji", f"uji.{shape}", old, b"", tuple(c.name for c in schema.columns), ({},))
    if shape == "tabel":
        made = replace(made, table=tables.read(old, schema, "uji.csv")[0])
    try:
        composed = new.compose(made, {("id",): "zz-baru", **taken})
    except new.Unsound as unsound:
        composed, hidden = None, {p.code for p in unsound.problems}
    if composed is None:
        assert hidden <= {"karakter-tersembunyi", "karakter-rusak"}
        return
    assert composed.text.startswith(old)
    there, problems = read_back(composed.text, schema)
    if problems:
        # Refused by the check, as every wrong value is: a bad list, a formula, a line break where none may be.
        assert set(problems) <= {"daftar-salah", "galat-excel", "ganti-baris", "wajib-kosong", "kunci-kurang"}, (
            typed,
            composed.text,
        )
        return
    assert len(there) == 2
    assert {k: v for k, v in there[-1].items() if v is not None} == {"id": "zz-baru", **expected(taken, schema)}


def expected(taken: answers.Given, schema: Schema) -> dict[str, Any]:
    """What the door makes of the answers themselves."""

    def value(text: str, column: Column) -> Any:
        read = values.read(text, column)
        assert not isinstance(read, values.Wrong), (text, column)
        if schema.shape == "tabel":
            return read
        if isinstance(read, tuple):
            return list(read)
        return read.isoformat() if isinstance(read, date) else read

    made: dict[str, Any] = {}
    for path, text in taken.items():
        column = answers.column_at(schema.columns, path)
        if path[0] == "langkah":
            steps = made.setdefault("langkah", {})
            steps.setdefault(path[1], {})[path[2]] = value(text, column)
        elif len(path) == 2:
            made.setdefault(path[0], {})[path[1]] = value(text, column)
        else:
            made[path[0]] = value(text, column)
    if "langkah" in made:
        made["langkah"] = [made["langkah"][number] for number in sorted(made["langkah"])]
    return made


def test_every_kind_of_the_portal_can_be_begun() -> None:
    """A specimen with only what is required is read back; commented keys come alive as they stand."""
    schemas, _ = read_schemas(trees.REPOSITORY)
    assert set(new.kinds(schemas)) >= {
        "daftar-informasi-publik", "dikecualikan", "paket", "pernyataan", "keterangan", "pemenuhan", "peringatan",
        "kontak-kantor",
    }  # fmt: skip
    for kind in new.kinds(schemas):
        schema = schemas[kind]
        if schema.shape == "tabel":
            continue
        taken = {path: "x" for path, _ in answers.lacking(schema.columns, {})}
        text = specimen.entry(schema, answers.nested(schema.columns, taken))
        assert not list(personal.find(text)), kind
        (node,) = parse(text, kind)[0].entries
        assert list(node.items) == [c.name for c in schema.columns if c.required]
        alive = re.sub(r"^  # (?=( *(- )?|# )[a-z_]+:$| +#)", "  ", text, flags=re.MULTILINE)
        (node,) = parse(alive, kind)[0].entries
        assert set(node.items) == {c.name for c in schema.columns}


def test_every_table_of_the_portal_can_be_begun(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list of what is missing and a row that the door takes come from the schema of any table."""
    schemas, _ = read_schemas(trees.REPOSITORY)
    tables_ = [kind for kind in new.kinds(schemas) if schemas[kind].shape == "tabel" and kind != RECEIPT]
    assert len(tables_) >= 3
    for kind in tables_:
        made = new.draft(portal, schemas, kind, "kantor-uji")
        needed = dict(answers.lacking(schemas[kind].columns, {}))
        assert run(portal, kind) == 2
        said = capsys.readouterr().err
        by_itself = new.by_itself(made.schema, made.cls, {})
        for (name,), column in needed.items():
            known = name in by_itself or (column.as_before and made.known)
            assert (f"  {name}=…  {column.title}. " in said) != bool(known), (kind, name)
        taken = {path: _some_value(column) for path, column in needed.items()}
        composed = new.compose(made, taken)
        row = composed.text.splitlines()[composed.line - 1]
        assert row.count(",") >= len(made.header) - 1
        _, problems = tables.read(composed.text, replace(made.schema, key=None), made.path)
        assert problems == [], kind


def _some_value(column: Column) -> str:
    if column.choices:
        return next(iter(column.choices))
    if column.example is not None:
        return column.example if isinstance(column.example, str) else column.example[0]
    return {"ya-tidak": "ya", "tanggal": "2026-02-01", "bilangan": "1", "tautan": "https://uji.example/"}.get(
        column.type, "uji"
    )
