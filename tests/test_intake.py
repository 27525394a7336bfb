"""The office's registers: the workbook, and the way of its public columns into the portal; of people only titles."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import trees
from terbuka import cli
from terbuka.base import personal
from terbuka.intake import moments
from terbuka.intake.template import REGISTERS, workbook
from terbuka.law.private_register import PrivateColumn
from terbuka.record.documents import first_rows, private_rows
from terbuka.record.inside import cells

CASES = trees.TESTS / "impor"
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir())
OURS = ("expected.txt", "lembar.yml", "perintah.txt", "berkas.csv", "berkas.xlsx", "pemetaan.yml")
TABLE = f"{trees.BODY}/permohonan.csv"

Ask = Callable[..., tuple[int, str]]


class Clock(datetime):
    """A clock that stands: answers name the day on which they were given."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Clock:
        return cls(2026, 11, 24, 12, tzinfo=tz)


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Runs the command on 24 November 2026; its exit code and all that it said."""
    monkeypatch.setattr("terbuka.cli.office.datetime", Clock)

    def run(*words: object) -> tuple[int, str]:
        code = cli.main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out + err

    return run


def made_workbook(described: Mapping[str, Any]) -> bytes:
    """The workbook that a ``lembar.yml`` describes: by sheet its rows, and what is hidden or merged."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, about in described.items():
        sheet = book.create_sheet(name)
        for row in about["baris"]:
            sheet.append(row)
        for area in about.get("gabung", ()):
            sheet.merge_cells(area)
        for row in about.get("sembunyi_baris", ()):
            sheet.row_dimensions[row].hidden = True
        for column in about.get("sembunyi_kolom", ()):
            sheet.column_dimensions[column].hidden = True
        sheet.sheet_state = "hidden" if about.get("tersembunyi") else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- cases as folders ------------------------------------------------------------------------------------


def test_some_were_found() -> None:
    assert len(FOLDERS) > 20


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path, ask: Ask, rewrite: bool) -> None:
    """``tests/impor/<name>/``: a workbook (``lembar.yml``) or ``berkas.csv``, files laid over the portal, perhaps
    options (``perintah.txt``) and a map (``pemetaan.yml``); ``expected.txt`` is the answer, and the table after it."""
    root = trees.grow(tmp_path / "portal")
    trees.overlay(root, case, OURS)
    words = (case / "perintah.txt").read_text().split() if (case / "perintah.txt").exists() else ["permohonan"]
    if (case / "lembar.yml").exists():
        file = tmp_path / "register.xlsx"
        file.write_bytes(made_workbook(yaml.safe_load((case / "lembar.yml").read_text("utf-8"))))
    elif (case / "berkas.xlsx").exists():
        file = tmp_path / "register.xlsx"
        file.write_bytes((case / "berkas.xlsx").read_bytes())
    else:
        file = tmp_path / "formulir.csv"
        file.write_bytes((case / "berkas.csv").read_bytes())
    if (case / "pemetaan.yml").exists():
        words += ["--mapping", str(case / "pemetaan.yml")]
    code, said = ask("import", words[0], file, *words[1:], "--root", root)
    table = root / trees.BODY / f"{words[0]}.csv"
    after = table.read_text("utf-8") if table.exists() else "(tidak ada)\n"
    found = f"kode keluar: {code}\n{said}---\n{after}"
    expected = case / "expected.txt"
    if rewrite:
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")
    assert "RAHASIA" not in found


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_expected_texts_hold_no_person(case: Path) -> None:
    text = (case / "expected.txt").read_text("utf-8")
    assert not list(personal.find(text))


# --- the workbook ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def template() -> bytes:
    corpus = trees.records()
    records = corpus.bodies["biro-contoh"]
    made = [workbook(records.body, corpus.law_of(records.body), corpus.schemas) for _ in range(2)]
    assert made[0] == made[1]
    return made[0]


def test_the_workbook_marks_what_is_private_and_holds_no_formula(template: bytes) -> None:
    corpus = trees.records()
    book = openpyxl.load_workbook(io.BytesIO(template))
    assert book.sheetnames == ["Petunjuk", "Permohonan", "Keberatan", "Pilihan"]
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    law = corpus.laws["id"]
    for kind, name in REGISTERS.items():
        sheet = book[name]
        titles = [cell.value for cell in sheet[1]]
        private = [f"{p.title} (PRIBADI)" for p in law.named(PrivateColumn).values() if p.register == kind]
        assert titles == [*private, *(c.name for c in corpus.schemas[kind].columns)]
        colours = [cell.fill.fgColor.rgb for cell in sheet[1]]
        assert set(colours[: len(private)]) == {"FFF8CBAD"}
        assert set(colours[len(private) :]) == {"FFDDEBF7"}
        assert sheet.freeze_panes == "A2"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    lists = {
        book["Permohonan"].cell(1, openpyxl.utils.cell.range_boundaries(str(v.sqref))[0]).value: v.formula1
        for v in book["Permohonan"].data_validations.dataValidation
        if v.type == "list"
    }
    chosen = book["Pilihan"][lists["kanal"].split("!")[1].replace("$", "")]
    assert [cell.value for (cell,) in chosen] == ["langsung", "surel", "surat", "formulir", "lisan"]
    assert book["Pilihan"].cell(1, chosen[0][0].column).value == "Permohonan: kanal"
    assert (
        book["Pilihan"].cell(2, chosen[0][0].column + 1).value
        == corpus.schemas["permohonan"].column("kanal").choices["langsung"]
    )
    assert {"topik", "putusan", "kelas", "bentuk", "jenis_pemohon", "alasan_perpanjangan"} < set(lists)
    assert "Nama pemohon (PRIBADI)" in [row[0].value for row in book["Petunjuk"].iter_rows()]


def test_the_workbook_filled_in_goes_into_the_portal_and_again_changes_nothing(tmp_path: Path, ask: Ask) -> None:
    root = trees.grow(tmp_path / "portal")
    file = tmp_path / "register.xlsx"
    assert ask("register-privat", "--out", file, "--root", root)[0] == 0
    book = openpyxl.load_workbook(file)
    fill(
        book["Permohonan"],
        {
            "Nama pemohon (PRIBADI)": "RAHASIA SATU",
            "nomor": "001/U/2026",
            "diterima_pada": date(2026, 3, 2),
            "topik": "profil",
            "kanal": "surel",
        },
    )
    book.save(file)
    assert ask("import", "permohonan", file, "--root", root)[0] == 0
    first = (root / TABLE).read_bytes()
    assert b"pi-2026-001,001/U/2026,2026-03-02" in first
    assert b"RAHASIA" not in first
    code, said = ask("import", "permohonan", file, "--root", root)
    assert (code, said.splitlines()[-2:]) == (0, ["  Sama: 1.", "Tidak ada yang berubah."])
    assert (root / TABLE).read_bytes() == first
    assert trees.judged(root)[1] is not None


def test_a_private_column_is_data(tmp_path: Path, ask: Ask) -> None:
    """Another column of the office's register is one more record of the law; the import leaves it out by its name."""
    root = trees.grow(tmp_path / "portal")
    law = root / "datasets/aturan/id/register-privat.yml"
    record = "- id: permohonan-warna\n  register: permohonan\n  judul: Warna map\n  uraian: Uji.\n  dianjurkan: ya\n"
    record += "  dasar_hukum:\n    - {peraturan: perki-uji, pasal: Uji}\n"
    law.write_text(law.read_text("utf-8") + "\n" + record, "utf-8")
    file = tmp_path / "register.xlsx"
    assert ask("register-privat", "--out", file, "--root", root)[0] == 0
    assert "Warna map (PRIBADI)" in [cell.value for cell in openpyxl.load_workbook(file)["Permohonan"][1]]
    code, said = ask("import", "permohonan", file, "--root", root)
    assert (code, "NIK atau nomor SK pemohon (PRIBADI), Warna map (PRIBADI)." in said) == (0, True)


def test_what_the_check_would_note_is_told_with_the_cell_and_holds_nothing_up(tmp_path: Path, ask: Ask) -> None:
    root = trees.grow(tmp_path / "portal")
    rows = [["nomor", "diterima_pada", "topik", "kanal"], ["1/U", date(2199, 3, 12), "profil", "surel"]]
    (tmp_path / "r.xlsx").write_bytes(made_workbook({"Permohonan": {"baris": rows}}))
    code, said = ask("import", "permohonan", tmp_path / "r.xlsx", "--root", root)
    assert code == 0
    assert said.startswith("CATATAN (1): periksa, tidak menghalangi\n\nr.xlsx:2 (sel Permohonan!B2)  [tanggal-depan]\n")
    assert "Ditulis:" in said


def test_a_problem_elsewhere_in_the_portal_is_not_laid_at_the_door_of_the_file(tmp_path: Path, ask: Ask) -> None:
    """What was wrong before stays the check's to say; what the change breaks in another table stops it."""
    root = trees.grow(tmp_path / "portal", {f"{trees.BODY}/pernyataan.yml": "- id: x\n"})
    rows = [["nomor", "diterima_pada", "topik", "kanal"], ["1/U", date(2026, 3, 2), "profil", "surel"]]
    (tmp_path / "r.xlsx").write_bytes(made_workbook({"Permohonan": {"baris": rows}}))
    assert ask("import", "permohonan", tmp_path / "r.xlsx", "--root", root)[0] == 0
    trees.put(
        root,
        f"{trees.BODY}/keberatan.csv",
        "id_publik,id_permohonan,alasan,diterima_pada\nkb-2026-01,pi-2026-001,b,2026-03-02\n",
    )
    trees.put(root, f"{trees.BODY}/pernyataan.yml", "")
    rows[1][1] = date(2026, 3, 9)
    (tmp_path / "r.xlsx").write_bytes(made_workbook({"Permohonan": {"baris": rows}}))
    before = (root / TABLE).read_bytes()
    code, said = ask("import", "permohonan", tmp_path / "r.xlsx", "--root", root)
    assert code == 1
    assert f"{trees.BODY}/keberatan.csv:2 (sel D2)  [urutan-tanggal]" in said
    assert said.endswith("Tidak ada yang ditulis: perbaiki berkas kantor, lalu ulangi.\n")
    assert (root / TABLE).read_bytes() == before


def fill(sheet: Any, values: Mapping[str, Any]) -> None:
    titles = [cell.value for cell in sheet[1]]
    for title, value in values.items():
        sheet.cell(2, titles.index(title) + 1, value)


# --- where it may lie ------------------------------------------------------------------------------------


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=CONTOH", "-c", "user.email=contoh@uji.example")
    subprocess.run(["git", "-C", str(root), *identity, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = trees.grow(tmp_path / "portal", {".gitignore": (trees.REPOSITORY / ".gitignore").read_text("utf-8")})
    git(root, "init", "-q")
    git(root, "add", "-A")
    return root


def test_a_private_file_is_neither_written_nor_read_where_git_would_take_it(repository: Path, ask: Ask) -> None:
    inside = repository / "formulir.csv"
    inside.write_text("nama,nomor\n")
    code, said = ask("import", "permohonan", inside, "--root", repository)
    assert code == 2
    assert said == (
        "terbuka: register kantor memuat data pribadi dan tidak dibaca di dalam repositori git yang belum "
        "mengabaikannya; pakai folder privat/ atau tempat di luar repositori\n"
    )
    (repository / ".gitignore").write_text("")
    code, said = ask("register-privat", "--out", repository / "register.xlsx", "--root", repository)
    assert (code, "tidak ditulis di dalam repositori git yang belum mengabaikannya" in said) == (2, True)
    code, said = ask("register-privat", "--out", repository / trees.BODY / "berkas/r.xlsx", "--root", repository)
    assert (code, "tidak ditulis di datasets/, karena isinya akan terbit" in said) == (2, True)
    assert [p.name for p in repository.rglob("*.xlsx")] == []


def test_the_private_folder_takes_it(repository: Path, ask: Ask) -> None:
    assert ask("register-privat", "--root", repository)[0] == 0
    assert (repository / "privat/register-kantor-uji.xlsx").is_file()
    code, said = ask("register-privat", "--root", repository)
    assert (code, "sudah ada dan tidak ditimpa" in said) == (2, True)
    assert trees.judged(repository)[1] is not None
    assert ask("check", "--root", repository, "--on", trees.DAY)[0] == 0


def test_what_git_keeps_is_refused_wherever_it_lies(repository: Path, ask: Ask) -> None:
    assert ask("register-privat", "--root", repository)[0] == 0
    people = "Nama pemohon;Alamat;Nomor kontak\nRAHASIA;RAHASIA;RAHASIA\n"
    trees.put(repository, "catatan/register.csv", people)
    trees.put(repository, "catatan/kantor.csv", "Nama;Alamat;Telepon\nCONTOH;CONTOH;CONTOH\n")
    trees.put(repository, "rekap.xlsx", b"PK")
    assert ask("check", "--root", repository, "--on", trees.DAY)[0] == 0
    git(repository, "add", "-f", "privat", "catatan", "rekap.xlsx")
    code, said = ask("check", "--root", repository, "--on", trees.DAY)
    assert code == 1
    assert "RAHASIA" not in said
    assert re.findall(r"^(\S+)  \[([a-z-]+)\]$", said, re.MULTILINE) == [
        (path, "register-privat-di-repositori")
        for path in ("catatan/register.csv", "privat/register-kantor-uji.xlsx", "rekap.xlsx")
    ]


@pytest.mark.parametrize(
    ("titles", "private"),
    [
        (("No", "Tgl", "Nama", "Alamat", "Nomor Kontak", "Pekerjaan"), True),
        (("NAMA LENGKAP", "NIK", "Alamat rumah"), True),
        (("Nama Pemohon (PRIBADI)", "Telepon"), True),
        (("Data pemohon/Nama lengkap", "Data pemohon/No. HP", "Topik"), True),
        (("data_pemohon/nama", "data_pemohon/alamat"), True),
        (("nama_pemohon", "no_hp"), True),
        (("Nama", "Alamat", "Telepon"), False),
        (("Kantor/Nama", "Kantor/Alamat", "Kantor/Telepon"), False),
        (("nama_kantor", "alamat", "telepon"), False),
        (("Nama kegiatan", "Alamat", "Pekerjaan"), False),
        (("Nama", "Pekerjaan"), False),
        (("nomor", "diterima_pada", "topik"), False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_titles_of_a_register_of_people(titles: tuple[str, ...], private: bool) -> None:
    assert personal.is_private_header(titles) is private
    text = ";".join(titles) + "\n" + ";".join("x" for _ in titles) + "\n"
    assert private_rows(first_rows(text)) is private
    assert not private_rows(first_rows(";".join(titles) + "\n"))


# --- files that are no register ---------------------------------------------------------------------------


SOUND = made_workbook({"Permohonan": {"baris": [["nomor", "diterima_pada", "topik", "kanal"]]}})


def with_part(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        return trees.zipped({**{n: archive.read(n) for n in archive.namelist()}, name: content})


def far_corner() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


UNREADABLE: dict[str, tuple[str, bytes, str]] = {
    "macros": ("r.xlsm", SOUND, "jenisnya bukan .xlsx atau .csv (yang bermakro dan yang lama tidak dibuka)"),
    "binary": ("r.xlsb", SOUND, "jenisnya bukan .xlsx atau .csv (yang bermakro dan yang lama tidak dibuka)"),
    "locked": ("r.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "terkunci kata sandi, atau Excel lama"),
    "hidden macros": ("r.xlsx", with_part("xl/vbaProject.bin", b"x"), "memuat makro atau program"),
    "embedded": (
        "r.xlsx",
        with_part("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le")),
        "memuat makro atau program",
    ),
    "outward": (
        "r.xlsx",
        with_part("xl/externalLinks/externalLink1.xml", b"<x/>"),
        "mengambil isi dari berkas atau laman lain",
    ),
    "bomb": (
        "r.xlsx",
        with_part("xl/worksheets/sheet9.xml", b"<x>" + b" " * 59_000_000),
        "menjadi terlalu besar bila dibuka",
    ),
    "huge": ("r.xlsx", with_part("xl/worksheets/sheet9.xml", b" " * 70_000_000), "menjadi terlalu besar bila dibuka"),
    "far corner": ("r.xlsx", far_corner(), "lebih dari 50000 baris atau 300 kolom"),
    "cut": ("r.xlsx", SOUND[:2_000], "rusak, terpotong, atau bukan buku kerja Excel"),
    "csv inside": ("r.xlsx", b"nomor,topik\n", "rusak, terpotong, atau bukan buku kerja Excel"),
    "workbook as csv": ("r.csv", SOUND, "isinya buku kerja Excel (.xlsx), walau namanya .csv"),
    "old workbook as csv": (
        "r.csv",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        "isinya dokumen Office lama (.xls, .doc, .ppt), atau yang terkunci kata sandi, walau namanya .csv",
    ),
    "picture as csv": ("r.csv", b"\x89PNG\r\n\x1a\n" + bytes(600), "isinya gambar PNG, walau namanya .csv"),
    "page as csv": ("r.csv", b"<html><table><tr><td>1</td></tr>", "isinya halaman web atau XML, walau namanya .csv"),
    "open quote": ("r.csv", b'nomor,topik\n"1,profil\nRAHASIA', "tanda kutipnya tidak berpasangan"),
    "two encodings": ("r.csv", b"nomor,topik\nRAHASI\xc3\x81,\xe9\n", "kode hurufnya tidak dikenali"),
    "empty": ("r.csv", b"\xef\xbb\xbf\r\n;;\r\n", "kosong"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_not_opened(name: str, tmp_path: Path, ask: Ask) -> None:
    file, content, cause = UNREADABLE[name]
    root = trees.grow(tmp_path / "portal")
    (tmp_path / file).write_bytes(content)
    code, said = ask("import", "permohonan", tmp_path / file, "--root", root)
    assert code == 1
    assert said == (
        "MASALAH (1): yang di bawah ini tidak diambil\n"
        "\n"
        f"{file}  [impor-tak-terbaca]\n"
        f"  “{file}” tidak dibaca: {cause}.\n"
        "  → Buka dengan aplikasinya, simpan sebagai Buku Kerja Excel (.xlsx) tanpa kata sandi, makro, dan tautan, "
        "atau unduh lagi dari formulirnya sebagai CSV.\n"
        "\n"
        "Tidak ada yang ditulis.\n"
    )
    assert not (root / TABLE).exists()


def test_an_entity_bomb_is_not_expanded(tmp_path: Path, ask: Ask) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    start = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "RAHASIA">{entities}]>'
    sheet = f"{start}<worksheet><sheetData><row><c><v>&a11;</v></c></row></sheetData></worksheet>"
    (tmp_path / "r.xlsx").write_bytes(with_part("xl/worksheets/sheet1.xml", sheet.encode()))
    code, said = ask("import", "permohonan", tmp_path / "r.xlsx", "--root", trees.grow(tmp_path / "portal"))
    assert code == 1
    assert "[impor-tak-terbaca]" in said
    assert "RAHASIA" not in said


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("907/PI/2026_x000D_", "907/PI/2026\r"),
        ("a_x0009_b", "a\tb"),
        ("_x00e9_", "é"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("a_x00D_b", "a_x00D_b"),
    ],
)
def test_letters_that_a_workbook_writes_as_numbers_are_read(stored: str, meant: str) -> None:
    cell = openpyxl.Workbook().worksheets[0].cell(1, 1)
    cell.value = stored
    assert cells._typed(cell) == ("teks", meant)


# --- days of forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "other"),
    [
        ("31/03/2026 9:15:20", "2026-03-31", ""),
        ("2026/03/31 11:30:00 PM GMT+8", "2026-03-31", ""),
        ("2026-03-31T23:30:00.000+08:00", "2026-03-31", ""),
        ("2026-03-31T16:30:00Z", "2026-04-01", ""),
        ("31/03/2026 23.30 WIB", "2026-04-01", ""),
        ("03/04/2026 00:30:00 WIT", "2026-04-02", "2026-03-03"),
        ("Senin, 2 Maret 2026", "2026-03-02", ""),
        ("03/04/2026 10:00", "2026-04-03", "2026-03-04"),
        ("besok", "besok", ""),
        ("31/02/2026 10:00", "31/02/2026 10:00", ""),
        ("Jum’at, 5 Juni 2026", "2026-06-05", ""),
        ("Kamis, 5 Juni 2026", "Kamis, 5 Juni 2026", ""),
        ("12 Pebruari 2026", "2026-02-12", ""),
        ("1 Nopember 2025", "2025-11-01", ""),
        ("5 Juni 2026 pukul 09.15 WITA", "2026-06-05", ""),
        ("5 Juni 2026 pukul 23.15 UTC", "2026-06-06", ""),
        ("Senin, 8/6/2026", "2026-06-08", ""),
        ("05-Jun-26", "05-Jun-26", ""),
    ],
    ids=str,
)
def test_the_day_at_the_office(text: str, day: str, other: str) -> None:
    assert moments.day(text, ZoneInfo("Asia/Makassar"), month_first=False) == (day, other)


@pytest.mark.parametrize(
    ("text", "written_in", "day"),
    [
        ("2026-06-01T16:25:44", "utc", "2026-06-02"),
        ("2026-06-01T15:59:59", "utc", "2026-06-01"),
        ("2026-06-01T16:25:44+08:00", "utc", "2026-06-01"),
        ("2026-06-01 23:30", "wib", "2026-06-02"),
        ("2026-06-01", "utc", "2026-06-01"),
        ("2026-06-01T16:25:44", "", "2026-06-01"),
    ],
)
def test_a_time_is_in_the_zone_of_its_title_unless_it_names_one(text: str, written_in: str, day: str) -> None:
    zone = ZoneInfo("Asia/Makassar")
    assert moments.day(text, zone, month_first=False, written_in=written_in) == (day, "")


@pytest.mark.parametrize(
    ("title", "zone"),
    [("Waktu (UTC)", "utc"), ("Dikirim, WIB", "wib"), ("Time [GMT+7]", "gmt+7"), ("Waktu", ""), ("Nawitaan", "")],
)
def test_a_title_may_name_its_zone(title: str, zone: str) -> None:
    assert moments.zone_of_title(title) == zone


# --- properties ------------------------------------------------------------------------------------------

#: What officers type into private columns: anything. Each begins with a mark that no public text holds.
SECRETS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), blacklist_characters="\ufffe\uffff"), max_size=20
).map(lambda text: f"RAHASIA{text}")
PUBLIC = st.fixed_dictionaries(
    {
        "diterima_pada": st.dates(date(2024, 1, 1), date(2026, 6, 1)),
        "topik": st.sampled_from(["profil", "Profil", "laporan", "tidak-ada"]),
        "kanal": st.sampled_from(["surel", "E-mail", "Datang langsung", "langsung", ""]),
        "biaya": st.none() | st.integers(0, 10_000),
        "jenis_pemohon": st.sampled_from(["", "perorangan", "Kelompok orang"]),
    }
)
ROWS = st.lists(st.tuples(SECRETS, SECRETS, PUBLIC), min_size=1, max_size=5)


def files_of(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@given(rows=ROWS, partly=st.booleans())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_no_secret_leaves_and_a_second_time_changes_nothing(
    rows: list[tuple[str, str, dict[str, Any]]],
    partly: bool,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("impor")
    root = trees.grow(folder / "portal")
    names = list(rows[0][2])
    table = [["Nama pemohon (PRIBADI)", "NIK", "nomor", *names]]
    table += [[who, nik, f"{n:03}/U", *values.values()] for n, (who, nik, values) in enumerate(rows, 1)]
    file = folder / "register.xlsx"
    file.write_bytes(made_workbook({"Permohonan": {"baris": table}}))
    words = ["import", "permohonan", str(file), "--root", str(root), *(["--partly"] if partly else [])]
    states, answers = [files_of(root)], []
    for _ in range(2):
        cli.main(words)
        out, err = capsys.readouterr()
        answers.append(out + err)
        states.append(files_of(root))
    assert {path for path in states[1] if states[1][path] != states[0].get(path)} <= {root / TABLE}
    assert states[0].keys() <= states[1].keys()
    assert states[2] == states[1]
    assert not any(b"RAHASIA" in content for content in states[1].values())
    assert "RAHASIA" not in "".join(answers)
    assert "Ditulis:" not in answers[1]
    assert trees.judged(root)[1] is not None
