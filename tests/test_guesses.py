"""What a file of an office says of its numbers, days and rows, and what is asked instead of guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from terbuka import cli
from terbuka.authoring import inference
from terbuka.base.problem import in_order
from terbuka.features.open_data.record import OpenDataset

Run = Callable[..., tuple[int, str, str]]
ANSWERS = [
    "judul=Penduduk",
    "uraian=Jumlah penduduk.",
    "produsen=Bagian Data",
    "frekuensi=tahunan",
    "lisensi=cc-by-4.0",
]
#: As Google Sheets with Indonesian settings saves it: a comma between cells, points between thousands.
POPULATION = "Kabupaten,Jumlah Penduduk (orang)\nAlor,221.543\nBelu,217.973\nEnde,75.809\n"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    root = trees.grow(tmp_path / "portal")

    def command(*words: str) -> tuple[int, str, str]:
        code = cli.main([*words, "--root", str(root)])
        return code, *capsys.readouterr()

    return command


def read(text: str, **forms: str) -> inference.Inferred:
    return inference.infer(text.encode(), "uji.csv", {name.replace("semua", ""): form for name, form in forms.items()})


def refused(text: str, **forms: str) -> list[str]:
    with pytest.raises(inference.NotATable) as caught:
        read(text, **forms)
    return [f"{p.code} {p.place.cell}" for p in in_order(caught.value.problems)]


def column(title: str, *cells: str, mark: str = ",", **forms: str) -> str:
    """Type and canonical cells of one column beside another one: ``bilangan 1 2``."""
    quoted = [f'"{cell}"' for cell in cells]
    made = read(f"{title}{mark}b\n" + "".join(f"{cell}{mark}x\n" for cell in quoted), **forms)
    rows = [line.rsplit(",", 1)[0] for line in made.text.splitlines()[1:]]
    return " ".join([made.columns[0].type, *rows])


# --- numbers with two readings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        pytest.param("Jumlah", ("1.250", "1.500"), id="all in groups of three"),
        pytest.param("Luas", ("1.250", "800", "12"), id="beside short whole numbers"),
        pytest.param("Luas", ("1.250", "12500"), id="beside a long whole number"),
        pytest.param("Luas", ("-1.250",), id="one negative number"),
        pytest.param("Produksi (ton)", ("1,250", "2,500"), id="the same with commas"),
        pytest.param("Rata-rata pendapatan", ("1.250", "1.500"), id="a mean is not a share"),
    ],
)
def test_never_a_decimal_in_silence(title: str, cells: tuple[str, ...]) -> None:
    with pytest.raises(inference.NotATable) as caught:
        column(title, *cells)
    assert {p.code for p in caught.value.problems} == {"angka-dua-arti"}


@pytest.mark.parametrize(
    ("title", "cells", "made"),
    [
        pytest.param("Luas", ("1.234", "12.5", "2"), "desimal 1.234 12.5 2", id="another cell has other decimals"),
        pytest.param("Luas", ("0.125", "1.250"), "desimal 0.125 1.250", id="no thousand begins with a nought"),
        pytest.param("Luas", ("1250.125", "1.250"), "desimal 1250.125 1.250", id="four digits before the point"),
        pytest.param("Jumlah", ("1.234.567", "1.250"), "bilangan 1234567 1250", id="two points"),
        pytest.param("Jumlah", ("1,234,567", "1,250"), "bilangan 1234567 1250", id="two commas"),
        pytest.param("Luas", ("1.045,5", "1.250"), "desimal 1045.5 1250", id="a comma before decimals"),
        pytest.param("Luas", ("1,045.5", "1,250"), "desimal 1045.5 1250", id="a point before decimals"),
        pytest.param("Harga", ("Rp 1.250", "Rp1.500"), "bilangan 1250 1500", id="rupiah have no thousandth part"),
        pytest.param("Persentase", ("12.345", "1.250"), "desimal 12.345 1.250", id="a share is never asked about"),
        pytest.param("Cakupan (%)", ("12.345",), "desimal 12.345", id="nor one by its unit"),
        pytest.param("Lintang", ("-9.586", "-8.125"), "lintang -9.586 -8.125", id="nor a coordinate"),
        pytest.param("Longitude", ("123.607",), "bujur 123.607", id="nor one in English"),
        pytest.param("Uraian", ("1.250,5.5", "x"), "teks", id="no number at all stays text"),
    ],
)
def test_what_settles_it(title: str, cells: tuple[str, ...], made: str) -> None:
    assert column(title, *cells).startswith(made)


def test_a_file_whose_decimals_have_commas_has_points_between_thousands() -> None:
    assert column("Jumlah", "1.250", "1.500", mark=";") == "bilangan 1250 1500"
    text = 'Kecamatan,Luas (ha),Penduduk\nAlak,"86,91",76.908\nMaulafa,"54,8",97.976\n'
    assert read(text).text == "kecamatan,luas,penduduk\nAlak,86.91,76908\nMaulafa,54.8,97976\n"


def test_english_decimals_elsewhere_do_not_settle_a_point() -> None:
    """A sheet set to English takes 65.2 as it is meant and 221.543 as a decimal, although it was typed as a count."""
    assert refused("Kabupaten,IPM,Penduduk\nAlor,65.2,221.543\nBelu,66.15,217.973\n") == ["angka-dua-arti C2"]


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize(
    ("form", "cells", "made"),
    [
        ("ribuan-titik", ("221.543", "75"), "bilangan 221543 75"),
        ("ribuan-koma", ("221,543", "75"), "bilangan 221543 75"),
        ("desimal-titik", ("221.543", "75"), "desimal 221.543 75"),
        ("desimal-koma", ("221,543", "75"), "desimal 221.543 75"),
    ],
)
def test_a_declared_form_settles_it(form: str, cells: tuple[str, ...], made: str, mark: str) -> None:
    assert column("Jumlah", *cells, mark=mark, jumlah=form) == made
    assert column("Jumlah", *cells, mark=mark, semua=form) == made


def test_a_form_that_does_not_fit_its_column_is_refused() -> None:
    assert refused("nama,jumlah\na,1.250\nb,banyak\n", jumlah="ribuan-titik") == ["desimal-salah B3"]


def test_every_question_of_a_file_is_said_at_once() -> None:
    assert refused("n,a,b\nx,1.250,1.500\ny,2.250,-\n") == ["angka-dua-arti B2", "angka-dua-arti C2", "tanda-kosong C3"]
    assert refused("n,a\nx,-\ny,1.250\nz,n/a\n") == ["tanda-kosong B2", "angka-dua-arti B3", "tanda-kosong B4"]
    assert refused("n,a,A,,b,b\nx,1,2,3,4,5\n") == ["kolom-ganda C1", "kolom-tanpa-nama D1", "kolom-ganda F1"]


@pytest.mark.parametrize("name", ["penduduk.xlsx", "penduduk.CSV", "penduduk"])
def test_a_workbook_is_named_as_what_it_is_whatever_it_is_called(name: str) -> None:
    data = trees.zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""})
    with pytest.raises(inference.NotATable) as caught:
        inference.infer(data, name)
    code = "isi-berkas-lain" if name.endswith("CSV") else "dataset-bukan-csv"
    assert [(p.code, p.facts["ternyata"]) for p in caught.value.problems] == [(code, "buku kerja Excel (.xlsx)")]


def test_the_command_says_how_to_answer_and_takes_the_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "penduduk.csv").write_text(POPULATION)
    command = ("new", "dataset", str(tmp_path / "penduduk.csv"), *ANSWERS)
    code, out, _ = run(*command)
    assert code == 1
    assert "[angka-dua-arti]" in out
    assert not (tmp_path / "portal" / trees.BODY / "data").exists()
    assert run(*command, "angka=ribuan")[0] == 2
    code, out, _ = run(*command, "angka.jumlah_penduduk=ribuan-titik")
    assert code == 0
    assert "kolom jumlah_penduduk: titik ribuan dihapus, 3 sel (“221.543” → 221543)" in out
    made = trees.judged(tmp_path / "portal")[0].bodies["kantor-uji"].named(OpenDataset)["penduduk"]
    assert made.tables["penduduk"].rows[0] == ("Alor", 221543)


def test_a_declared_decimal_is_written_down_so_that_the_check_does_not_ask_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "penduduk.csv").write_text(POPULATION.replace("Jumlah Penduduk (orang)", "Luas (ha)"))
    assert run("new", "dataset", str(tmp_path / "penduduk.csv"), *ANSWERS, "angka=desimal-titik")[0] == 0
    text = (tmp_path / "portal" / trees.BODY / "data/penduduk/datapackage.yml").read_text()
    assert "angka: desimal-titik" in text
    corpus, _, problems = trees.judged(tmp_path / "portal")
    assert "penduduk" in corpus.bodies["kantor-uji"].named(OpenDataset)
    assert "data-angka-dua-arti" not in {p.code for p in problems}


def test_at_a_terminal_it_is_asked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "penduduk.csv").write_text(POPULATION)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    replies = iter(["entah", "ribuan-titik"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(replies))
    code, out, _ = run("new", "dataset", str(tmp_path / "penduduk.csv"), *ANSWERS)
    assert (code, list(replies)) == (0, [])
    assert "Dapat berarti 221543 atau 221,543" in out


# --- codes, counts, money -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "cells", "kind"),
    [
        pytest.param("Bagian", ("5.1", "5.2", "5.10"), "teks", id="5.1 and 5.10 are two"),
        pytest.param("Bagian", ("5.9", "5.10", "5.11"), "teks", id="5.10 after 5.9"),
        pytest.param("Rekening", ("5.1", "5.2"), "teks", id="an account by its name"),
        pytest.param("Nomor", ("1", "2"), "bilangan", id="a running number has no point"),
        pytest.param("Luas", ("5.10", "7.25"), "desimal", id="decimals of one length"),
        pytest.param("Persen", ("5.1", "5.10"), "desimal", id="a share"),
    ],
)
def test_codes_with_points_stay_text(title: str, cells: tuple[str, ...], kind: str) -> None:
    assert column(title, *cells) == " ".join([kind, *cells])


def test_a_code_that_could_be_a_number_is_told_with_the_answer_that_makes_it_one() -> None:
    made = read("bagian,x\n5.1,a\n5.10,b\n")
    assert made.told == (
        (
            "kolom bagian tetap teks: 5.1 dan 5.10 dua kode yang berbeda; bila angka, tambahkan "
            "angka.bagian=desimal-titik"
        ),
    )
    assert column("Bagian", "5.1", "5.10", bagian="desimal-titik") == "desimal 5.1 5.10"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Korban meninggal (jiwa)", "bilangan"),
        ("Jumlah kasus", "bilangan"),
        ("Rusak (unit)", "bilangan"),
        ("Pernah disurvei", "angka-ya"),
    ],
)
def test_noughts_and_ones_are_counts_where_something_is_counted(title: str, kind: str) -> None:
    assert column(title, "0", "1", "0") == f"{kind} 0 1 0"


@pytest.mark.parametrize(
    ("title", "cell", "kind"),
    [
        ("Belanja negara (rupiah)", "3325118000000000", "bilangan"),
        ("Pagu anggaran", "3325118123456789", "bilangan"),
        ("Nomor surat", "3325118000000000", "teks"),
        ("Belanja (rupiah)", "99999999999999999", "teks"),
    ],
)
def test_money_of_sixteen_digits_is_money(title: str, cell: str, kind: str) -> None:
    assert column(title, cell) == f"{kind} {cell}"


def test_long_money_passes_the_check(run: Run, tmp_path: Path) -> None:
    (tmp_path / "belanja.csv").write_text(
        "Tahun,Belanja negara (rupiah)\n2024,3325118000000000\n2025,3621313700000000\n"
    )
    assert run("new", "dataset", str(tmp_path / "belanja.csv"), *ANSWERS)[0] == 0
    made = trees.judged(tmp_path / "portal")[0].bodies["kantor-uji"].named(OpenDataset)["belanja"]
    assert made.tables["belanja"].rows[1] == (2025, 3621313700000000)


# --- rows and cells that are no data ------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["-", "–", "n/a", "tidak ada data", "Nihil", "...", "belum tersedia"])
def test_a_mark_for_nothing_is_named_with_its_cell(mark: str) -> None:
    assert refused(f"nama,jumlah\na,12\nb,{mark}\nc,7\nd,{mark}\n") == ["tanda-kosong B3", "tanda-kosong B5"]
    assert refused(f"nama,hari\na,2026-01-05\nb,{mark}\n") == ["tanda-kosong B3"]
    assert column("Uraian", "banyak", mark) == f"teks banyak {mark}"


@pytest.mark.parametrize("name", ["Jumlah", "TOTAL", "Grand Total", "Jumlah keseluruhan", "Sub-total", "Rata-rata"])
def test_a_row_that_sums_up_is_named(name: str) -> None:
    told = read(f"Kecamatan,Penduduk\nAlak,76908\nMaulafa,97976\n{name},174884\n").told
    assert told[-1].startswith(f"baris 4 berisi “{name}”: ")


@pytest.mark.parametrize("name", ["Jumlah penduduk", "Totalan", "Kupang"])
def test_other_rows_are_not(name: str) -> None:
    assert not any("berisi" in words for words in read(f"nama,n\na,1\n{name},2\n").told)


def test_titles_below_the_first_row_are_found_and_said() -> None:
    made = read("Penduduk Menurut Kecamatan, 2025;;\n;;\nKecamatan;L;P\nAlak;38.000;38.908\nSumber: BPS;;\n")
    assert made.text == "kecamatan,l,p\nAlak,38000,38908\n"
    assert (
        made.told[0] == "judul kolom ada di baris 3; di atasnya tidak ikut: baris 1 “Penduduk Menurut Kecamatan, 2025”"
    )
    assert made.told[1] == "catatan di bawah tabel tidak ikut: baris 5 “Sumber: BPS”"


def test_a_row_of_numbers_is_no_row_of_titles() -> None:
    assert refused("a,\n1,2\n") == ["kolom-tanpa-nama B1"]


def test_a_month_is_one_where_a_month_is_meant() -> None:
    assert column("Bulan", "Mar-26", "Maret 2026", "04/2026") == "teks 2026-03 2026-03 2026-04"
    assert column("Kejadian", "Mar-26", "Apr-26") == "teks Mar-26 Apr-26"
