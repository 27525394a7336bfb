"""CSV tables: all or nothing, every problem with its cell, and a sound table comes back exactly."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import trees
from terbuka.base.problem import MOST_OF_A_KIND, Place, Problem
from terbuka.record.cells import cell_finder
from terbuka.record.schema import Schema
from terbuka.record.schemas import read_schemas
from terbuka.record.tables import LONGEST_CELL, MOST_PROBLEMS, as_text, read
from terbuka.review.report import as_json
from terbuka.review.report import as_text as report

REGISTER = read_schemas(trees.REPOSITORY)[0]["daftar-informasi-publik"]


column = trees.column

SMALL = Schema(
    kind="uji",
    title="Uji",
    text="Uji",
    shape="tabel",
    key="id",
    columns=(
        column("id", "id", required=True),
        column("jumlah", "bilangan", minimum="1", maximum="9"),
        column("kelas", "pilihan", choices={"satu": "Kelas Satu", "dua": "Kelas Dua"}),
        column("hari", "tanggal", minimum="2000-01-01"),
        column("nama", required=True, longest=10),
        column("kode", pattern="[A-Z]+", pattern_words="huruf besar"),
        column("ganti", "id", refers_to="id"),
        column("banyak", "daftar-id"),
        column("teks", "markdown"),
        column("sah", "ya-tidak"),
    ),
)
HEADER = "id,jumlah,kelas,hari,nama,kode,ganti,banyak,teks,sah\n"


def found(text: str, schema: Schema = SMALL) -> list[tuple[str, str]]:
    """Code and spot of each problem, in the order of the report."""
    table, problems = read(text, schema, "t.csv")
    assert not (table.rows and problems)
    return [(p.code, p.place.cell or str(p.place.line)) for p in sorted(problems, key=lambda p: (p.place, p.code))]


def facts(text: str) -> Mapping[str, Any]:
    (problem,) = read(text, SMALL, "t.csv")[1]
    return problem.facts


def test_a_sound_table() -> None:
    table, problems = read(
        HEADER + 'a,5,satu,2026-01-02,Ani,AB,b,x; y,"dua\nbaris",ya\nb,,,,Budi,,,,,\n', SMALL, "t.csv"
    )
    assert problems == []
    assert table.header == tuple(HEADER.strip().split(","))
    assert [(row.line, row.number) for row, _ in table.rows] == [(2, 2), (4, 3)]
    assert [cells for _, cells in table.rows] == [
        {
            "id": "a",
            "jumlah": 5,
            "kelas": "satu",
            "hari": date(2026, 1, 2),
            "nama": "Ani",
            "kode": "AB",
            "ganti": "b",
            "banyak": ("x", "y"),
            "teks": "dua\nbaris",
            "sah": True,
        },
        dict.fromkeys(table.header) | {"id": "b", "nama": "Budi"},
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends(end: str) -> None:
    text = end.join(["id,nama", "a,Ani", "", "b,", "c,Cici", ""])
    assert found(text) == [("wajib-kosong", "B4")]
    assert read(text.replace("b,", "b,Budi"), SMALL, "t.csv")[0].rows[1][0].line == 4


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ("a,0,,,Ani,,,,,", [("di-luar-batas", "B2")]),
        ("a,10,,,Ani,,,,,", [("di-luar-batas", "B2")]),
        ("a,,tiga,,Ani,,,,,", [("pilihan-salah", "C2")]),
        ("a,,,1999-12-31,Ani,,,,,", [("di-luar-batas", "D2")]),
        ("a,,,,,,,,,", [("wajib-kosong", "E2")]),
        ("a,,,,   ,,,,,", [("wajib-kosong", "E2")]),
        ("a,,,,\u00a0,,,,,", [("wajib-kosong", "E2")]),
        ("a,,,,Ani Budi Cici,,,,,", [("terlalu-panjang", "E2")]),
        ("a,,,,Ani,ab,,,,", [("pola-salah", "F2")]),
        ("a,,,,Ani,AB1,,,,", [("pola-salah", "F2")]),
        ("a,,,,Ani,,b,,,", [("rujukan-mati", "G2")]),
        ("a,,,,Ani,,,B,,", [("kode-salah", "H2")]),
        ("a,,,,Ani,,,,,iya", [("ya-tidak-salah", "J2")]),
        (",,,,,,,,x,", [("wajib-kosong", "2")]),
        (
            "a,x,y,z,,,,,,",
            [("bilangan-salah", "B2"), ("pilihan-salah", "C2"), ("tanggal-salah", "D2"), ("wajib-kosong", "E2")],
        ),
        ("a,,,,Ani,,,,", [("jumlah-sel", "2")]),
        ("a,,,,Ani,,,,,,,,", []),
        ("a,,,,Ani,,,,,,x", [("jumlah-sel", "2")]),
        ('a,,,,"Ani\nBudi",,,,,', [("ganti-baris", "E2")]),
        ('a,,,,"Ani",,,,,,x\nb', [("jumlah-sel", "2"), ("jumlah-sel", "3")]),
        ('a,,,,"Ani\n",,,,,,x', [("kutip-rusak", "2")]),
        ('a,,,,"Ani,,,,,', [("kutip-rusak", "2")]),
        ('a,,,,"An"i,,,,,', [("kutip-rusak", "2")]),
        ("a,,,," + "x" * (LONGEST_CELL + 1) + ",,,,,", [("sel-terlalu-panjang", "2")]),
        ('a,,,,"' + "x\n" * LONGEST_CELL + ",,,,,", [("kutip-rusak", "2")]),
        ("A B,,,,Ani,,,,,\nb,,,,Budi,,A B,,,", [("kode-salah", "A2"), ("kode-salah", "G3")]),
        ("A B,,,,Ani,,,,,\nb,,,,Budi,,a-b,,,", [("kode-salah", "A2")]),
        ("a,,,,Ani,,,,\nb,,,,Budi,,a,,,", [("jumlah-sel", "2")]),
        ("a,,,,Ani,,,,,\na,,,,Budi,,,,,\na,,,,Cici,,,,,", [("kunci-ganda", "A3"), ("kunci-ganda", "A4")]),
    ],
)
def test_rows(row: str, problems: list[tuple[str, str]]) -> None:
    assert found(HEADER + row + "\n") == problems


@pytest.mark.parametrize(
    ("header", "problems"),
    [
        ("id,nama,Jumlah", [("kolom-salah-eja", "C1")]),
        ("id,nama,zzz", [("kolom-tak-dikenal", "C1")]),
        ("id,nama,", [("kolom-tanpa-nama", "C1")]),
        ("id,nama,nama", [("kolom-ganda", "C1")]),
        ("id,jumlah", [("kolom-kurang", "1")]),
        ("nama,nam", [("kolom-kurang", "1"), ("kolom-tak-dikenal", "B1")]),
        ("id, nama", [("kolom-salah-eja", "B1")]),
        ("id;nama", [("pemisah-salah", "1")]),
        ("id\tnama", [("pemisah-salah", "1")]),
        ("sep=,\nid,nama", [("baris-sep", "1")]),
        ('"sep=;"\nid;nama', [("baris-sep", "1")]),
        ("", [("berkas-kosong", "1")]),
        (",,", [("berkas-kosong", "1")]),
        ('"",', [("berkas-kosong", "1")]),
        (",,\nid;nama", [("pemisah-salah", "1")]),
        ('"id,nama', [("kutip-rusak", "1")]),
    ],
)
def test_headers(header: str, problems: list[tuple[str, str]]) -> None:
    assert found(header + "\n") == problems


def test_hints() -> None:
    assert facts(HEADER + "a,,Kelas Dua,,Ani,,,,,\n")["usul"] == "dua"
    assert facts(HEADER + "a,,DUA,,Ani,,,,,\n")["usul"] == "dua"
    assert facts(HEADER + "a,,xyz,,Ani,,,,,\n")["usul"] == ""
    assert facts(HEADER + "profil,,,,Ani,,,,,\nb,,,,Budi,,profl,,,\n")["usul"] == "profil"
    assert facts(HEADER + "a,0,,,Ani,,,,,\n")["batas"] == "1 … 9"
    assert facts(HEADER + "a,,,1999-01-01,Ani,,,,,\n")["batas"] == "2000-01-01 …"


def test_cells_of_a_free_table() -> None:
    text = 'a,b\r\n1,"dua\r\nbaris, x"\r\n3,4\r\n'
    cell = cell_finder(text)
    spots = {(1, 1): "A1", (1, 3): "B1", (2, 1): "A2", (2, 3): "B2", (3, 1): "B2", (3, 9): "B2", (4, 3): "B3"}
    assert {at: cell(Place("x", *at))[0].cell for at in spots} == spots
    assert cell_finder('a\n"b')(Place("x", 2, 2))[0].cell == "A2"


# --- hostile tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ",".join(f"k{i}" for i in range(100_000)) + "\n",
        ",".join(["id"] * 100_000) + "\n",
        "id,nama" + "," * 100_000 + "\n",
        "id,nama\n" + "a,Ani\n" * 20_000,
        "id,nama,banyak\n" + ("a,Ani," + ";".join(f"x{i}" for i in range(3_000)) + "\n") * 50,
        "id,nama,ganti\n" + "".join(f"a{i},Ani,b{i}\n" for i in range(5_000)),
        "id,nama,kelas\n" + "".join(f"a{i},Ani,zzzz{i}\n" for i in range(5_000)),
        "id,nama\n" + "\n" * 500_000,
        "id,nama\n" + '"' * 1_000_000,
        "id,nama\n" + "a" * 10_000_000,
    ],
    ids=["columns", "twins", "commas", "keys", "lists", "references", "choices", "blanks", "quotes", "one cell"],
)
def test_it_stays_quick(text: str) -> None:
    start = time.perf_counter()
    read(text, SMALL, "t.csv")
    assert time.perf_counter() - start < 6


def test_ten_thousand_wrong_rows_are_said_in_a_few_lines() -> None:
    _, problems = read("id,nama,hari\n" + "".join(f"a{i},Ani,1/1/2026\n" for i in range(10_000)), SMALL, "t.csv")
    assert len(problems) == MOST_OF_A_KIND + 1
    assert "Ada 9500 masalah lagi dengan kode tanggal-salah" in report(problems)
    assert len(report(problems).splitlines()) < 12
    _, problems = read("id,nama\n" + "".join(f"a{i},\n" for i in range(10_000)), SMALL, "t.csv")
    assert len(problems) == MOST_OF_A_KIND + 1
    assert f"Ada sedikitnya {MOST_PROBLEMS - MOST_OF_A_KIND} masalah lagi" in report(problems)


_CELLS = st.text(max_size=12) | st.sampled_from(
    ["", " ", "a", "ya", "1", "2026-01-01", "satu", "0", "=1", '"', "\n", "a;b", "a; a", "\0", "Ani,Budi", "\r"]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.lists(_CELLS, max_size=12), max_size=6), st.sampled_from([HEADER, "id,nama\n", ""]))
def test_any_cells_give_only_problems(rows: list[list[str]], header: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    said(read(header + out.getvalue(), SMALL, "t.csv")[1])


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_only_problems(text: str) -> None:
    said(read(text, SMALL, "t.csv")[1])
    said(read(HEADER + text, SMALL, "t.csv")[1])


def said(problems: list[Problem]) -> None:
    for language in ("id", "en"):
        assert all(line.isprintable() for line in report(problems, language).split("\n"))
    as_json(problems, None, 1)


_WORD = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
_LINE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=10).filter(
    lambda text: text.strip() and not text.startswith(("=", "#")) and not text.strip().startswith("#")
)
_ROW = st.fixed_dictionaries(
    {
        "id": _WORD,
        "jumlah": st.none() | st.integers(1, 9),
        "kelas": st.none() | st.sampled_from(["satu", "dua"]),
        "hari": st.none() | st.dates(date(2000, 1, 1), date(2199, 12, 31)),
        "nama": _LINE,
        "kode": st.none() | st.from_regex("[A-Z]{1,9}", fullmatch=True),
        "ganti": st.none(),
        "banyak": st.none() | st.lists(_WORD, min_size=1, max_size=4, unique=True).map(tuple),
        "teks": st.none() | _LINE,
        "sah": st.none() | st.booleans(),
    }
)


@settings(deadline=None, max_examples=60)
@given(st.lists(_ROW, max_size=6, unique_by=lambda row: row["id"]))
def test_a_sound_table_comes_back_exactly(rows: list[dict[str, Any]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names := HEADER.strip().split(","))
    writer.writerows([as_text(row[name]) for name in names] for row in rows)
    table, problems = read(out.getvalue(), SMALL, "t.csv")
    assert problems == []
    assert [cells for _, cells in table.rows] == rows


def test_the_real_register_comes_back_exactly() -> None:
    """The fixture's register, read and written again, is the same file."""
    text = (trees.FIXTURE / trees.REGISTER).read_text("utf-8")
    table, problems = read(text, REGISTER, trees.REGISTER)
    assert problems == []
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows([as_text(cells[name]) for name in table.header] for _, cells in table.rows)
    assert out.getvalue() == text


def test_what_was_read_before_never_hides_what_changed() -> None:
    """A sound table is remembered by path; another text or another schema is looked at again."""
    text = HEADER + "a,1,satu,2026-01-02,Nama,AB,,,,ya\n"
    wrong = HEADER + "a,0,satu,2026-01-02,Nama,AB,,,,ya\n"
    stricter = replace(
        SMALL, columns=tuple(replace(c, minimum="2") if c.name == "jumlah" else c for c in SMALL.columns)
    )
    assert found(text) == []
    assert found(wrong) == [("di-luar-batas", "B2")]
    assert found(text) == []
    assert found(text, stricter) == [("di-luar-batas", "B2")]
    assert read(text, SMALL, "t.csv") == read(text, SMALL, "lain.csv")


def test_what_the_column_would_refuse_again_is_not_proposed_and_said_at_once() -> None:
    """Corrected as proposed, ``1.250`` would have been out of range in the next round."""
    column = trees.column("n", "bilangan", maximum="100")
    schema = Schema(kind="u", title="U", text="U.", shape="tabel", key=None, columns=(column,), place=Place("s.yml"))
    _, problems = read("n\n1.250\n", schema, "u.csv")
    assert [(p.code, p.facts["isi"], p.facts["usul"]) for p in problems] == [
        ("di-luar-batas", "1250", ""),
        ("bilangan-salah", "1.250", ""),
    ]
    _, problems = read("n\n1.250\n", replace(schema, columns=(trees.column("n", "bilangan", maximum="2000"),)), "v.csv")
    assert [(p.code, p.facts["usul"]) for p in problems] == [("bilangan-salah", "1250")]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Judul Informasi", "judul"),
        ("JUDUL", "judul"),
        ("Diterima pada", "diterima_pada"),
        ("Tanggal diterima pada loket", "diterima_pada"),
        ("Tanggal Diterima", "diterima_pada"),
        ("Tanggal", ""),
        ("Catatan kantor", ""),
    ],
)
def test_human_headings_are_matched_to_titles(heading: str, meant: str) -> None:
    columns = (trees.column("judul"), trees.column("diterima_pada", "tanggal"))
    columns = (columns[0], replace(columns[1], title="Diterima pada"))
    schema = Schema(kind="u", title="U", text="U.", shape="tabel", key=None, columns=columns, place=Place("s.yml"))
    _, problems = read(f"{heading},x\na,b\n", schema, "u.csv")
    assert str(problems[0].facts["usul"]) == meant
    assert not any("Hapus kolom" in p.sentence("cara") for p in problems)
