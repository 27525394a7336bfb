"""The files of an open dataset: each is opened again and holds what the repository holds."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from frictionless import Package
from jsonschema import Draft7Validator

import trees
from terbuka import cli
from terbuka.base.store import FILES, Store
from terbuka.duties.corpus import Corpus
from terbuka.features.open_data import files as dataset_files
from terbuka.features.open_data.files import DatasetFiles
from terbuka.features.open_data.parquet import parquet
from terbuka.features.open_data.reading import KIND
from terbuka.features.open_data.record import DataTable, OpenDataset
from terbuka.kit import table, workbooks
from terbuka.kit.optional import INSTEAD
from terbuka.kit.view import BodyView
from terbuka.portal.judging import assess
from terbuka.portal.load import load

SITE = "https://portal.example/"
PROFILES = trees.REPOSITORY.parent / "shared/external/datapackage-profiles"
FOLDER = f"{trees.BODY}/data/curah-hujan"
DESCRIPTION = """\
judul: Curah hujan harian
uraian: Curah hujan di dua pos.
produsen: Bidang Uji
frekuensi: harian
diterbitkan_pada: 2026-01-02
dimutakhirkan_pada: 2026-01-03
periode_mulai: 2026-01-01
periode_sampai: 2026-01-02
lisensi: cc-by-4.0
sumber:
  - {judul: Buku pos, tautan: "https://pos.example/"}
kata_kunci: [hujan]
tabel:
  - kode: pos
    berkas: pos.csv
    judul: Pos
    kunci: [kode]
    kolom:
      - {nama: kode, judul: Kode, uraian: Kode pos., tipe: teks, wajib: ya}
      - {nama: nama, judul: Nama, uraian: Nama pos., tipe: teks}
      - {nama: letak, judul: Letak, uraian: Letak pos., tipe: koordinat}
  - kode: hujan
    berkas: hujan.csv
    judul: Hujan
    kunci: [pos, hari]
    kolom:
      - {nama: pos, judul: Pos, uraian: Kode pos., tipe: teks, wajib: ya, rujuk_tabel: pos, rujuk_kolom: kode}
      - {nama: hari, judul: Hari, uraian: Hari., tipe: tanggal, wajib: ya}
      - {nama: tinggi, judul: Tinggi, uraian: Tinggi., tipe: desimal, satuan: milimeter, min: "0", maks: "1000"}
      - {nama: banyak, judul: Banyak, uraian: Berapa kali., tipe: bilangan}
      - {nama: lengkap, judul: Lengkap, uraian: Ya bila penuh., tipe: ya-tidak}
      - {nama: mutu, judul: Mutu, uraian: Mutu., tipe: teks, pilihan: {a: Baik, b: Cukup}}
"""
POSTS = '''kode,nama,letak
p1,+62 Pos Atas,"08°42'54.00"" S 121°29'44.00"" E"
p2,"-Pos, ""Bawah""",-8.5 123.25
'''
RAIN = """pos,hari,tinggi,banyak,lengkap,mutu
p1,2026-01-01,12.50,3,ya,a
p1,2026-01-02,0,0,tidak,b
p2,2026-01-02,1000,123456789012345,,
"""


def grown(target: Path, **files: str) -> Corpus:
    root = trees.grow(
        target,
        {f"{FOLDER}/{KIND}.yml": DESCRIPTION, f"{FOLDER}/pos.csv": POSTS, f"{FOLDER}/hujan.csv": RAIN} | files,
    )
    corpus, problems = load(root)
    assert problems == []
    return corpus


def view(corpus: Corpus) -> tuple[BodyView, OpenDataset]:
    made = assess(corpus, dict.fromkeys(corpus.bodies, trees.DAY)).bodies["kantor-uji"]
    return BodyView(replace(corpus, site_url=SITE), made, others=False), made.records.named(OpenDataset)["curah-hujan"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DatasetFiles:
    return dataset_files.made(*view(grown(tmp_path_factory.mktemp("data") / "portal")))


def content(made: DatasetFiles, name: str) -> bytes:
    return made.contents[f"api/v1/kantor-uji/data/curah-hujan/{name}"]


def test_the_canonical_csv_is_the_file_of_the_repository(made: DatasetFiles) -> None:
    assert content(made, "pos.csv") == POSTS.encode()
    assert content(made, "hujan.csv") == RAIN.encode()


def test_an_indonesian_excel_opens_its_csv(made: DatasetFiles) -> None:
    """A cell that would be a formula there is text; numbers stay numbers."""
    text = content(made, "hujan-excel.csv")
    assert text.startswith(b"\xef\xbb\xbfpos;hari;tinggi;banyak;lengkap;mutu\r\n")
    assert list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))[1:] == [
        ["p1", "01/01/2026", "12,50", "3", "ya", "a"],
        ["p1", "02/01/2026", "0", "0", "tidak", "b"],
        ["p2", "02/01/2026", "1000", "123456789012345", "", ""],
    ]
    posts = list(csv.reader(io.StringIO(content(made, "pos-excel.csv").decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in posts[1:]] == ["'+62 Pos Atas", '\'-Pos, "Bawah"']
    assert [row[2] for row in posts[1:]] == ["08°42'54.00\" S 121°29'44.00\" E", "'-8.5 123.25"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_takes_for_a_formula(text: str) -> None:
    assert table.guarded(text) == f"'{text}"
    assert table.guarded(f"x{text}") == f"x{text}"


def test_a_workbook_has_typed_cells_and_no_formula(made: DatasetFiles) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content(made, "hujan.xlsx")))
    sheet = book["Data"]
    assert sheet.freeze_panes == "A2"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["pos", "hari", "tinggi", "banyak", "lengkap", "mutu"],
        ["p1", datetime(2026, 1, 1), 12.5, 3, "ya", "a"],  # noqa: DTZ001
        ["p1", datetime(2026, 1, 2), 0, 0, "tidak", "b"],  # noqa: DTZ001
        ["p2", datetime(2026, 1, 2), 1000, 123456789012345, None, None],  # noqa: DTZ001
    ]
    posts = openpyxl.load_workbook(io.BytesIO(content(made, "pos.xlsx")))["Data"]
    assert {cell.data_type for row in posts.iter_rows(min_row=2) for cell in row} == {"s"}
    explained = [[cell.value or None for cell in row] for row in book["Kamus"].iter_rows()]
    number = "Bilangan dengan koma (ditulis dengan titik)"
    assert ["tinggi", "Tinggi", "Tinggi.", number, "milimeter", "tidak", None, None] in explained
    assert ["mutu", "Mutu", "Mutu.", "Teks", None, "tidak", "a = Baik; b = Cukup", None] in explained


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("-9.5865"), "-9.5865"),
        (Decimal("0.1"), "0.1"),
        (Decimal("12.50"), "12.5"),
        (Decimal("123.607214"), "123.607214"),
        (-3, "-3"),
        (123456789012345, "123456789012345"),
        (3325118000000000, "3325118000000000"),
        (Decimal("0.000001"), "1e-06"),
    ],
)
@pytest.mark.parametrize("large", [True, False])
def test_a_number_in_a_workbook_has_the_digits_that_were_typed(value: Decimal | int, written: str, large: bool) -> None:
    out = io.BytesIO()
    book = workbooks.opened(out, "uji", {"in_memory": not large, "constant_memory": large})
    dataset_files._write(book.add_worksheet("Data"), 0, 0, value, None)
    book.close()
    sheet = zipfile.ZipFile(out).read("xl/worksheets/sheet1.xml").decode()
    assert f"<v>{written}</v>" in sheet
    assert float(written) == float(value)


def test_a_longer_number_stays_text() -> None:
    out = io.BytesIO()
    book = workbooks.opened(out, "uji")
    dataset_files._write(book.add_worksheet("Data"), 0, 0, 3325118123456789, None)
    book.close()
    assert openpyxl.load_workbook(out)["Data"]["A1"].value == "3325118123456789"


def test_json_holds_the_same_rows(made: DatasetFiles) -> None:
    found = json.loads(content(made, "hujan.json"))
    assert found["kolom"] == ["pos", "hari", "tinggi", "banyak", "lengkap", "mutu"]
    assert found["baris"][0] == ["p1", "2026-01-01", 12.5, 3, True, "a"]
    assert found["baris"][2] == ["p2", "2026-01-02", 1000, 123456789012345, None, None]
    assert json.loads(content(made, "pos.json"))["baris"][0][2] == [-8.715, 121.495556]


def test_parquet_keeps_types_and_exact_decimals(tmp_path: Path) -> None:
    _, dataset = view(grown(tmp_path / "portal"))
    file = tmp_path / "hujan.parquet"
    file.write_bytes(parquet(dataset.tables["hujan"]))
    with duckdb.connect() as base:
        rows = base.execute("SELECT * FROM read_parquet(?)", [str(file)]).fetchall()
    assert rows == [
        ("p1", date(2026, 1, 1), Decimal("12.50"), 3, True, "a"),
        ("p1", date(2026, 1, 2), Decimal("0.00"), 0, False, "b"),
        ("p2", date(2026, 1, 2), Decimal("1000.00"), 123456789012345, None, None),
    ]
    assert parquet(dataset.tables["hujan"]) == file.read_bytes()


def test_one_archive_opens_as_a_data_package(made: DatasetFiles, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content(made, "curah-hujan.zip"))) as archive:
        names = ["BACA-SAYA.txt", "datapackage.json", "pos.csv", "hujan.csv"]
        assert archive.namelist() == [f"curah-hujan/{name}" for name in names]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path)
    report = Package(str(tmp_path / "curah-hujan/datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    told = (tmp_path / "curah-hujan/BACA-SAYA.txt").read_text("utf-8")
    assert "Produsen: Bidang Uji" in told
    assert f"Halamannya: {SITE}kantor-uji/data/curah-hujan/" in told


def as_object(made: DatasetFiles) -> Any:
    return json.loads(content(made, "datapackage.json"))


def test_the_description_for_machines(made: DatasetFiles) -> None:
    found = as_object(made)
    assert found["licenses"] == [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ]
    rain = found["resources"][1]
    assert rain["schema"]["primaryKey"] == ["pos", "hari"]
    assert rain["schema"]["foreignKeys"] == [{"fields": ["pos"], "reference": {"resource": "pos", "fields": ["kode"]}}]
    assert rain["schema"]["fields"][2] == {
        "name": "tinggi",
        "type": "number",
        "title": "Tinggi",
        "description": "Tinggi.",
        "constraints": {"minimum": 0.0, "maximum": 1000.0},
        "satuan": "milimeter",
    }
    assert rain["bytes"] == len(RAIN.encode())


def test_the_description_keeps_the_published_profile(made: DatasetFiles) -> None:
    if not PROFILES.is_dir():
        pytest.skip("the profiles of Data Package v2 are not on this computer")
    profile = json.loads((PROFILES / "datapackage.json").read_text("utf-8"))
    errors = [e.message for e in Draft7Validator(profile).iter_errors(as_object(made))]
    assert errors == []


def test_sizes_and_sums_are_those_of_the_files_and_two_makings_are_equal(made: DatasetFiles, tmp_path: Path) -> None:
    listed = [d for found in made.tables.values() for d in found] + list(made.whole)
    assert {d.address for d in listed} == set(made.contents)
    assert all(d.size == len(made.contents[d.address]) for d in listed)
    again = dataset_files.made(*view(grown(tmp_path / "portal")))
    assert dict(again.contents) == dict(made.contents)


def test_a_large_table_also_comes_as_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset_files, "PARQUET_FROM", 2)
    found = dataset_files.made(*view(grown(tmp_path / "portal")))
    assert [d.title for d in found.tables["pos"]] == ["Excel (XLSX)", "CSV untuk Excel", "CSV", "JSON"]
    assert [d.title for d in found.tables["hujan"]][-1] == "Parquet"


HOSTILE = (
    "=HYPERLINK(1)", "+CMD|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=1", " =1", "{=1}", "https://jahat.example", "1,5",
    "0812", "1e5", "TRUE", "<b>&amp;</b>", 'kutip "ganda"; titik koma', "2026-01-02", "😀", "x" * 20_000,
)  # fmt: skip


def test_hostile_cells_stay_what_they_are_in_every_file(tmp_path: Path) -> None:
    """The check refuses a cell that begins with ``=``; the files would bear it all the same."""
    _, dataset = view(grown(tmp_path / "portal"))
    b, _ = view(grown(tmp_path / "other"))
    spec = dataset.tables["pos"].spec
    rows = [(f"p{n}", text, None) for n, text in enumerate(HOSTILE)]
    one = DataTable(spec, "x.csv", rows, range(2, len(rows) + 2))
    book = openpyxl.load_workbook(io.BytesIO(dataset_files.workbook(one, b, dataset)))["Data"]
    cells = [row[1] for row in book.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == list(HOSTILE)
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    text = dataset_files.for_excel(one).decode("utf-8-sig")
    local = [row[1] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")][1:]
    assert local == [f"'{text}" if text[0] in "=+-@" else text for text in HOSTILE]
    assert [row[1] for row in json.loads(dataset_files.as_json(one, b, dataset))["baris"]] == list(HOSTILE)


def test_what_was_made_before_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later run takes all from the store, another sample, address or row makes it again; a lost entry too."""
    b, dataset = view(grown(tmp_path / "portal"))
    stored = BodyView(b.corpus, b.assessed, others=False, store=Store(tmp_path / "simpanan"))
    first = dict(dataset_files.made(stored, dataset).contents)
    assert first == dict(dataset_files.made(b, dataset).contents)
    makings: list[str] = []
    real = dataset_files.workbook
    monkeypatch.setattr(dataset_files, "workbook", lambda one, *rest: makings.append(one.spec.id) or real(one, *rest))
    later = BodyView(b.corpus, b.assessed, others=False, store=Store(tmp_path / "simpanan"))
    again = dataset_files.made(later, dataset)
    assert dict(again.contents) == first
    assert makings == []
    changed = replace(dataset.tables["pos"], text=POSTS.replace("Pos Atas", "Pos Hulu"))
    dataset_files.made(later, replace(dataset, tables={**dataset.tables, "pos": changed}))
    assert makings == ["pos"]
    for entry in (tmp_path / "simpanan" / FILES).iterdir():
        entry.write_bytes(b"broken")
    assert dict(again.contents) == first


def test_the_descriptor_names_the_address_of_the_site(made: DatasetFiles) -> None:
    assert as_object(made)["homepage"] == f"{SITE}kantor-uji/data/curah-hujan/"


# --- a file that cannot be made


@pytest.mark.parametrize("command", ["build", "notice"])
def test_a_download_that_fails_takes_no_site_down(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever of them: its page says so, the catalogues do not name it, a note tells, the others are there."""

    def broken(*_: object) -> bytes:
        raise SystemError("panik")

    for name in ("workbook", "as_json", "parquet"):
        monkeypatch.setattr(dataset_files, name, broken)
    monkeypatch.setattr(dataset_files, "PARQUET_FROM", 2)
    root = tmp_path / "portal"
    grown(root)
    out = tmp_path / "site"
    assert cli.main([command, "--no-search", "--root", str(root), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    there = {file.name for file in (out / "api/v1/kantor-uji/data/curah-hujan").iterdir() if file.is_file()}
    whole = {"curah-hujan.zip", "datapackage.json"}
    assert there == {"pos.csv", "pos-excel.csv", "hujan.csv", "hujan-excel.csv", *whole}
    for name in ("pos.xlsx", "pos.json", "hujan.xlsx", "hujan.json", "hujan.parquet"):
        assert f"api/v1/kantor-uji/data/curah-hujan/{name}  [berkas-tak-jadi]\n  Berkas ini tidak dapat dibuat" in told
    page = (out / "kantor-uji/data/curah-hujan/index.html").read_text("utf-8")
    assert page.count(INSTEAD) == 5
    for text in (page, *(p.read_text("utf-8") for p in out.glob("catalog.*")), (out / "data.json").read_text("utf-8")):
        assert "pos-excel.csv" in text
        assert "pos.xlsx" not in text
        assert "hujan.parquet" not in text
