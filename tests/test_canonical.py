"""``terbuka format``: one way of writing a table; what it says stays the same, and nothing is guessed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import trees
from terbuka import cli
from terbuka.authoring import format_report as canonical_report
from terbuka.record import canonical
from terbuka.record.schema import Schema
from terbuka.record.schemas import read_schemas
from terbuka.record.tables import as_text, read
from terbuka.record.text import hidden
from terbuka.record.values import Wrong
from terbuka.record.values import read as read_value

column = trees.column

SMALL = Schema(
    kind="uji",
    title="Uji",
    text="Uji",
    shape="tabel",
    key="id",
    order="nomor",
    columns=(
        column("id", "id", required=True),
        column("nomor", "bilangan", required=True),
        column("kelas", "pilihan", choices={"satu": "Kelas Satu", "serta-merta": "Serta merta"}),
        column("mulai_pada", "tanggal"),
        column("nama"),
        column("waktu", pattern="[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|tidak diketahui", pattern_words="2026"),
        column("banyak", "daftar-id"),
        column("uraian", "markdown"),
        column("sah", "ya-tidak"),
    ),
)
REGISTER = read_schemas(trees.REPOSITORY)[0]["daftar-informasi-publik"]


def tidy(text: str | bytes) -> canonical.Tidied:
    return canonical.tidy(text.encode() if isinstance(text, str) else text, SMALL, "t.csv")


def said(text: str | bytes) -> list[str]:
    return canonical_report.said(tidy(text)).splitlines()[1:]


# --- properties ------------------------------------------------------------------------------------------


def formula(text: str) -> bool:
    """Whether the check refuses the text because a spreadsheet would run it."""
    return isinstance(read_value(text, column("x", "markdown")), Wrong)


#: What people type: no control characters, nothing that a spreadsheet takes for a formula or an error.
WORDS = st.text(
    st.characters(blacklist_categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Cn"), blacklist_characters="\ufffd"),
    max_size=12,
).filter(lambda t: not t.lstrip().startswith(("=", "#")) and not t.isspace() and not formula(t))
IDS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "kelas": st.none() | st.sampled_from(["satu", "serta-merta"]),
    "mulai_pada": st.none() | DAYS,
    "nama": st.none() | WORDS.filter(bool),
    "waktu": st.none() | st.sampled_from(["2026", "2026-03", "tidak diketahui"]) | DAYS.map(str),
    "banyak": st.none() | st.lists(IDS, min_size=1, max_size=3, unique=True).map(tuple),
    "uraian": st.none()
    | st.lists(WORDS.filter(bool), min_size=1, max_size=3)
    .map("\n".join)
    .filter(lambda text: text.strip() and not formula(text)),
    "sah": st.none() | st.booleans(),
}
ROW = st.fixed_dictionaries({"nomor": st.integers(-(10**15) + 1, 10**15 - 1), **VALUES})
TABLES = st.dictionaries(IDS, ROW, min_size=1, max_size=6)


def rows_of(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": key, **row} for key, row in table.items()]


def written(rows: Sequence[dict[str, Any]], names: Sequence[str], **how: Any) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, **how)
    writer.writerow(names)
    writer.writerows([as_text(row[name]) for name in names] for row in rows)
    return file.getvalue()


def values_in(data: bytes) -> list[dict[str, Any]]:
    table, problems = read(data.decode(), SMALL, "t.csv")
    assert not problems, [p.sentence("temuan") for p in problems]
    return [values for _, values in table.rows]


@given(TABLES, st.permutations([c.name for c in SMALL.columns]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@settings(deadline=None)
def test_a_sound_table_keeps_its_values(table: dict[str, Any], names: list[str], quoting: Any) -> None:
    rows = rows_of(table)
    text = written(rows, names, quoting=quoting, lineterminator="\n")
    made = tidy(text)
    assert not made.left
    before, after = values_in(text.encode()), values_in(made.new)
    assert sorted(before, key=lambda v: v["id"]) == sorted(after, key=lambda v: v["id"])
    assert after == sorted(after, key=lambda v: (v["nomor"], v["id"]))
    assert made.new.split(b"\n")[0] == ",".join(c.name for c in SMALL.columns).encode()
    assert tidy(made.new).new == made.new
    assert canonical_report.said(tidy(made.new)) == "t.csv: sudah rapi"


def as_excel(name: str, value: Any) -> str:
    """A value as a spreadsheet with Indonesian settings shows and saves it."""
    if isinstance(value, date):
        return value.strftime("%d/%m/") + f"{value.year:04}"
    if name == "nomor":
        return f"{value:,}".replace(",", ".")
    if name == "waktu" and value and len(value) == 10 and value[0].isdigit():
        return "/".join(reversed(value.split("-")))
    return as_text(value)


@given(TABLES, st.booleans(), st.integers(0, 3), st.sampled_from([";", "\t"]))
@settings(deadline=None)
def test_what_excel_saves_comes_back(table: dict[str, Any], named: bool, spare: int, mark: str) -> None:
    rows = rows_of(table)
    names = [c.name for c in SMALL.columns]
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=mark)
    writer.writerow([n.replace("_", " ").title() for n in names] + [""] * spare)
    writer.writerows([as_excel(n, row[n]) for n in names] + [""] * spare for row in rows)
    writer.writerow([""] * (len(names) + spare))
    text = (f"sep={mark}\r\n" if named else "") + file.getvalue()
    made = tidy(("\ufeff" + text).encode())
    assert not made.left, [p.sentence("temuan") for p in made.left]
    assert sorted(values_in(made.new), key=lambda v: v["id"]) == sorted(rows, key=lambda v: str(v["id"]))
    assert tidy(made.new).new == made.new


CELLS = st.sampled_from(
    [
        *(
            "",
            " ",
            "a",
            "b-1",
            " c ",
            "1",
            "1.250",
            "1,5",
            "007",
            "31/03/2026",
            "03/04/2026",
            "03/31/2026",
            "31/02/2026",
        ),
        *("2026-3-5", "Ya", "Kelas", "x;y", 'k"u', "=A1", "#N/A", "é", "a\r\nb", "a\nb", "46112", "5 Mei 2026", "id"),
    ]
)


@given(
    st.lists(st.sampled_from(["id", "Nomor", "nama", "mulai pada", "waktu", "uraian", "asing", "", "sah"]), max_size=7),
    st.lists(st.lists(CELLS, max_size=7), max_size=4),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
@settings(max_examples=300, deadline=None)
def test_twice_is_once(names: list[str], rows: list[list[str]], mark: str, letters: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=mark).writerows([names, *rows])
    once = tidy(file.getvalue().encode(letters))
    twice = tidy(once.new)
    assert twice.new == once.new
    assert twice.changed is False
    assert sorted(p.code for p in twice.left) == sorted(p.code for p in once.left) or not once.changed
    # Not one letter goes astray: every cell that is not said to be changed is there as often as before.
    if once.changed and letters != "cp1252":
        before = [c.before for c in once.cells]
        after = [c.after for c in once.cells]
        old = sorted(cells_below(file.getvalue(), mark))
        new = sorted(cells_below(once.new.decode(), ","))
        for text in filter(str.strip, before):
            old.remove(re.sub(r"\r\n?", "\n", text))
        for text in filter(str.strip, after):
            new.remove(text)
        assert old == new


def cells_below(text: str, mark: str) -> list[str]:
    """All cells that are not blank, below the header."""
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if any(c.strip() for c in row)]
    return [re.sub(r"\r\n?", "\n", cell) for row in rows[1:] for cell in row if cell.strip()]


@given(st.sampled_from(["", "id,nama\n", "id;nama\r\n", "\ufeffid\n"]), st.binary(max_size=60))
@settings(deadline=None)
def test_any_bytes_are_tidied_once_or_left(header: str, rest: bytes) -> None:
    data = header.encode() + rest
    made = tidy(data)
    assert made.changed or made.new == data
    assert tidy(made.new).new == made.new
    if made.changed:
        assert hidden(made.new.decode(), "t.csv") is None


# --- what is understood ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("mulai_pada", "31/03/2026", "2026-03-31"),
        ("mulai_pada", "13-3-2026", "2026-03-13"),
        ("mulai_pada", "3.3.2026", "2026-03-03"),
        ("mulai_pada", "2026-3-5", "2026-03-05"),
        ("mulai_pada", "2026/03/05", "2026-03-05"),
        ("mulai_pada", "5 Maret 2026", "2026-03-05"),
        ("mulai_pada", "5-Agt-2026", "2026-08-05"),
        ("mulai_pada", "2026-03-31 00:00:00", "2026-03-31"),
        ("mulai_pada", " 2026-03-31 ", "2026-03-31"),
        ("mulai_pada", "05/05/2026", "2026-05-05"),
        ("waktu", "31/03/2026", "2026-03-31"),
        ("waktu", " 2026", "2026"),
        ("waktu", "Mar-26", "2026-03"),
        ("waktu", "Nopember 2025", "2025-11"),
        ("waktu", "03/2026", "2026-03"),
        ("mulai_pada", "Jum’at, 5 Juni 2026", "2026-06-05"),
        ("mulai_pada", "1 Nopember 2025", "2025-11-01"),
        ("mulai_pada", "12 Pebruari 2026", "2026-02-12"),
        ("mulai_pada", "Senin, 8/6/2026", "2026-06-08"),
        ("nomor", "1.250", "1250"),
        ("nomor", "-1.250.000,00", "-1250000"),
        ("nomor", "12,00", "12"),
        ("nomor", " 7 ", "7"),
        ("kelas", "Serta-Merta", "serta-merta"),
        ("kelas", " satu", "satu"),
        ("sah", "Ya", "ya"),
        ("banyak", "a;b ;c;", "a; b; c"),
        ("id", " x-1 ", "x-1"),
        ("nama", "   ", ""),
    ],
)
def test_understood(name: str, before: str, after: str) -> None:
    row = {"id": "a", "nomor": "1", "nama": "n", name: before}
    made = tidy(f"{','.join(row)}\n" + ",".join(f'"{cell}"' for cell in row.values()) + "\n")
    assert made.left == []
    assert [(c.column, c.before, c.after, c.note) for c in made.cells] == [(name, before, after, "")]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("mulai_pada", "31/03/26", "tanggal-salah"),
        ("mulai_pada", "31/02/2026", "tanggal-salah"),
        ("mulai_pada", "03/31/2026", "tanggal-salah"),
        ("mulai_pada", "46112", "tanggal-salah"),
        ("mulai_pada", "2026-03-31 08:00", "tanggal-salah"),
        ("mulai_pada", "31/03-2026", "tanggal-salah"),
        ("mulai_pada", "5 Marga 2026", "tanggal-salah"),
        ("mulai_pada", "Maret 2026", "tanggal-salah"),
        ("mulai_pada", "31/03/0026", "tanggal-salah"),
        ("waktu", "Mar-6", "pola-salah"),
        ("nomor", "1,250", "bilangan-salah"),
        ("nomor", "1.25", "bilangan-salah"),
        ("nomor", "007", "bilangan-salah"),
        ("nomor", "Rp 1.250", "bilangan-salah"),
        ("nomor", "1.234.567.890.123.456", "bilangan-salah"),
        ("nomor", "#N/A", "galat-excel"),
        ("sah", "yes", "ya-tidak-salah"),
        ("id", "Kantor Kami", "kode-salah"),
        ("banyak", "a;;b", "daftar-salah"),
        ("nama", "a\nb", "ganti-baris"),
    ],
)
def test_left_as_it_is(name: str, text: str, code: str) -> None:
    row = {"id": "a", "nomor": "1", "nama": "n", name: text}
    made = tidy(f"{','.join(row)}\n" + ",".join(f'"{cell}"' for cell in row.values()) + "\n")
    assert [p.code for p in made.left] == [code]
    assert made.cells == []
    (record,) = csv.DictReader(io.StringIO(made.new.decode(), newline=""))
    assert record[name] == text


def test_a_day_with_two_readings_is_said_with_both() -> None:
    assert said("id,nomor,mulai_pada\na,1,03/04/2026\nb,2,31/12/2025\n") == [
        "  1 sel perlu dicocokkan:",
        "    sel C2 (a, mulai_pada): “03/04/2026” → “2026-04-03”; dibaca hari dahulu; bukan 2026-03-04",
        "  1 sel diubah:",
        "    sel C3 (b, mulai_pada): “31/12/2025” → “2025-12-31”",
        "  Catatan: 1 tanggal lain di tabel ini hanya dapat dibaca hari dahulu.",
    ]


def test_no_day_is_guessed_beside_days_with_the_month_first() -> None:
    text = "id,nomor,mulai_pada\na,1,03/04/2026\nb,2,12/31/2025\nc,3,05/05/2026\n"
    assert said(text) == [
        "  1 sel diubah:",
        "    sel C4 (c, mulai_pada): “05/05/2026” → “2026-05-05”",
        "  2 hal tidak dipahami dan dibiarkan; perbaiki sendiri:",
        (
            "    sel C2: “03/04/2026” di “mulai_pada” bukan tanggal yang dapat dibaca: kolom ini juga memuat tanggal "
            "yang bulannya di depan, jadi artinya tidak pasti. [tanggal-salah]"
        ),
        (
            "    sel C3: “12/31/2025” di “mulai_pada” bukan tanggal yang dapat dibaca: bulannya ditulis di depan. "
            "[tanggal-salah]"
        ),
        "  Catatan: ada tanggal yang bulannya di depan, jadi tanggal seperti 03/04/2026 tidak ditebak.",
    ]


def test_the_whole_mess_of_a_spreadsheet() -> None:
    text = (
        "\ufeffsep=;\r\nNama ;ID;Mulai Pada;nomor;;\r\nBiro;b ;2/1/2026;1.002;;\r\n;;;;;\r\nKantor;a;;2;;\r\n;;;;;\r\n"
    )
    made = tidy(text)
    assert made.new.decode() == "id,nomor,mulai_pada,nama\na,2,,Kantor\nb,1002,2026-01-02,Biro\n"
    assert canonical_report.said(made).splitlines() == [
        "t.csv: dirapikan",
        "  Seluruh berkas: tanda BOM dihapus.",
        "  Seluruh berkas: baris “sep=;” dihapus.",
        "  Seluruh berkas: pemisah titik koma menjadi koma.",
        "  Seluruh berkas: ganti baris Windows (CRLF) menjadi LF.",
        "  Seluruh berkas: 2 baris kosong dihapus.",
        "  Seluruh berkas: nama kolom dibetulkan: “Nama ” → nama, “ID” → id, “Mulai Pada” → mulai_pada.",
        "  Seluruh berkas: 2 kolom kosong di kanan dihapus.",
        "  Seluruh berkas: kolom diurutkan menurut skema.",
        "  Seluruh berkas: baris diurutkan menurut nomor, lalu id.",
        "  1 sel perlu dicocokkan:",
        "    sel C3 (b, mulai_pada): “2/1/2026” → “2026-01-02”; dibaca hari dahulu; bukan 2026-02-01",
        "  2 sel diubah:",
        "    sel B3 (b, id): “b ” → “b”",
        "    sel D3 (b, nomor): “1.002” → “1002”",
    ]


def test_ansi_letters_are_read_and_shown() -> None:
    made = tidy("id;nomor;nama\na;1;Soé – kafe\nb;2;biasa\n".encode("cp1252"))
    assert made.new.decode() == "id,nomor,nama\na,1,Soé – kafe\nb,2,biasa\n"
    assert canonical_report.said(made).splitlines()[1:] == [
        "  Seluruh berkas: kode huruf ANSI (Windows-1252) menjadi UTF-8; cocokkan huruf khusus di bawah ini.",
        "  Seluruh berkas: pemisah titik koma menjadi koma.",
        "  1 sel perlu dicocokkan:",
        "    sel C2 (a, nama): “Soé – kafe”; huruf khusus dibaca sebagai ANSI",
    ]


def test_unicode_text_of_excel_is_read() -> None:
    assert tidy("id\tnomor\tnama\na\t1\té\n".encode("utf-16")).new.decode() == "id,nomor,nama\na,1,é\n"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        pytest.param("id,nama\na,é\n".encode() + b"b,\xe9\n", ["bukan-utf8"], id="two encodings"),
        pytest.param("id,nama\na,é".encode()[:-1], ["terpotong"], id="cut in a letter"),
        pytest.param(b"id,nama\na,\x81\n", ["bukan-utf8"], id="no letter of ANSI"),
        pytest.param(b'id,nama\na,"b\n', ["kutip-rusak"], id="open quote"),
        pytest.param(b"id,nama\na\nb,1,2\n", ["jumlah-sel", "jumlah-sel"], id="cells"),
        pytest.param(b"id,ID,nama\na,b,c\n", ["kolom-ganda"], id="one column twice"),
        pytest.param(b"id|nama\na|b\n", ["kolom-tak-dikenal"], id="bars"),
        pytest.param(b"id,,nama\na,1,b\n", ["kolom-tanpa-nama"], id="no name"),
        pytest.param(b"id\na;b\n", ["jumlah-sel"], id="one column"),
        pytest.param(b"sep=|\nid|nama\n", ["baris-sep"], id="sep with bars"),
        pytest.param(b"a,b\nc,d\n", ["kolom-tak-dikenal"], id="no header"),
        pytest.param(b"\n \n", ["berkas-kosong"], id="empty"),
        pytest.param("id,nama\na,b\u200bc\n".encode(), ["karakter-tersembunyi"], id="hidden"),
        pytest.param(b"id,nama\na," + b"x" * 20_001 + b"\n", ["sel-terlalu-panjang"], id="long"),
    ],
)
def test_a_table_that_cannot_be_told_is_left_whole(data: bytes, codes: list[str]) -> None:
    made = tidy(data)
    assert made.new is data
    assert [p.code for p in made.left] == codes
    assert (made.whole, made.cells) == ([], [])


def test_unknown_columns_stay_behind_the_known() -> None:
    made = tidy("asing;Nomor;id\nx;1;a\n")
    assert made.new.decode() == "id,nomor,asing\na,1,x\n"
    assert [(p.code, p.place.cell) for p in made.left] == [("kolom-tak-dikenal", "A1")]


@pytest.mark.parametrize("second", ["", "x"])
def test_rows_stay_where_they_are_while_their_order_is_not_known(second: str) -> None:
    text = f"id,nomor\nb,9\nc,{second}\na,1\n"
    assert tidy(text).new.decode() == text


def test_the_first_twenty_cells_are_shown() -> None:
    made = tidy("id,nomor\n" + "".join(f"a{n:02},{n}.000\n" for n in range(1, 31)))
    lines = canonical_report.said(made).splitlines()
    assert lines[1] == "  30 sel diubah:"
    assert lines[-1] == "    … dan 10 lainnya (--all menampilkan semuanya)"
    assert len(lines) == 23
    assert len(canonical_report.said(made, most=None).splitlines()) == 32


def test_personal_data_is_masked_in_what_is_said() -> None:
    assert "5371010101900001" not in "\n".join(said("id,nomor,nama\na,5371010101900001,n\n"))


# --- the command -----------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    code = cli.main(["format", *arguments])
    out, err = capsys.readouterr()
    return code, (out + err).splitlines()


def everything(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_only_tables_of_bodies_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal", {f"{trees.BODY}/berkas/luar.csv": "a;b\r\n1;2\r\n"})
    clean = (root / trees.REGISTER).read_bytes()
    assert run(capsys, "--root", str(root))[0] == 0
    assert (root / trees.REGISTER).read_bytes() == clean
    messy = "\ufeff" + clean.decode().replace("\n", "\r\n")
    trees.put(root, trees.REGISTER, messy)
    before = everything(root)
    code, lines = run(capsys, "--root", str(root), "--check")
    assert (code, everything(root)) == (1, before)
    assert lines == [
        f"{trees.REGISTER}: akan dirapikan",
        "  Seluruh berkas: tanda BOM dihapus.",
        "  Seluruh berkas: ganti baris Windows (CRLF) menjadi LF.",
        "Selesai: 1 dari 1 tabel perlu dirapikan; jalankan terbuka format.",
    ]
    (root / trees.REGISTER).chmod(0o640)
    code, lines = run(capsys, "--root", str(root), str(root / trees.REGISTER))
    assert (code, lines[0]) == (0, f"{trees.REGISTER}: dirapikan")
    assert lines[-1] == "Selesai: 1 dari 1 tabel dirapikan. Baca perubahannya sebelum mengirim."
    assert everything(root) == {**before, trees.REGISTER: clean}
    assert (root / trees.REGISTER).stat().st_mode & 0o777 == 0o640
    assert run(capsys, "--root", str(root), trees.REGISTER, "--check") == (
        0,
        [f"{trees.REGISTER}: sudah rapi", "Selesai: 0 dari 1 tabel perlu dirapikan."],
    )


def test_a_register_saved_by_excel_becomes_what_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    clean = (root / trees.REGISTER).read_bytes()
    names, *rows = csv.reader(io.StringIO(clean.decode(), newline=""))
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(names)
    writer.writerows([re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", cell) for cell in row] for row in reversed(rows))
    trees.put(root, trees.REGISTER, "\ufeff" + file.getvalue())
    assert run(capsys, "--root", str(root))[0] == 0
    assert (root / trees.REGISTER).read_bytes() == clean


def test_what_is_left_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal", {trees.REGISTER: "id,nomor\na,1\nb\n"})
    assert run(capsys, "--root", str(root)) == (
        1,
        [
            f"{trees.REGISTER}: dibiarkan seperti adanya",
            "  1 hal tidak dipahami dan dibiarkan; perbaiki sendiri:",
            "    baris 3: Baris ini berisi 1 sel, sedangkan nama kolomnya 2. [jumlah-sel]",
            "Selesai: 0 dari 1 tabel dirapikan; 1 tabel memuat yang tidak dipahami atau ditolak.",
        ],
    )


@pytest.mark.parametrize("path", [f"{trees.BODY}/badan.yml", f"{trees.BODY}/berkas/program-2026.csv", "tidak-ada.csv"])
def test_other_files_are_wrong_use(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    before = everything(root)
    code, lines = run(capsys, "--root", str(root), str(root / path))
    assert code == 2
    assert "bukan tabel di datasets/badan/<badan>/" in lines[0]
    assert everything(root) == before


def test_a_crash_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(b"lama")

    def fail(*_: object) -> None:
        raise OSError("penuh")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="penuh"):
        canonical.write(file, b"baru")
    assert everything(tmp_path) == {"t.csv": b"lama"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    (root / trees.REGISTER).rename(tmp_path / "luar.csv")
    (root / trees.REGISTER).symlink_to(tmp_path / "luar.csv")
    made = canonical.tidy_file(root, trees.REGISTER, REGISTER)
    assert ([p.code for p in made.left], made.changed) == (["tautan-simbolik"], False)


def test_a_choice_written_in_its_words_becomes_its_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.change(root, trees.REGISTER, "Permanen,setiap-saat,maklumat", "Permanen,Setiap Saat,maklumat")
    code, lines = run(capsys, "--root", str(root))
    assert code == 0
    assert "    sel K6 (maklumat-2026, kelas): “Setiap Saat” → “setiap-saat”" in lines
    assert cli.main(["check", "--root", str(root), "--on", str(trees.DAY)]) == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("Permanen,setiap-saat,maklumat", "Permanen,kapan-saja,maklumat", "pilihan-salah", id="no choice"),
        pytest.param("maklumat-2026,5,Maklumat pelayanan", "maklumat-2026,5,", "wajib-kosong", id="nothing required"),
        pytest.param("maklumat-2026,5,", "maklumat-2026,0,", "di-luar-batas", id="out of range"),
        pytest.param("maklumat-2026,5,", "profil-kantor,5,", "kunci-ganda", id="a key twice"),
    ],
)
def test_format_never_calls_tidy_what_the_check_refuses(
    old: str, new: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.change(root, trees.REGISTER, old, new)
    code, lines = run(capsys, "--root", str(root))
    assert code == 1
    assert any(line.endswith(f"[{said}]") for line in lines)
    assert any("masih ditolak terbuka check" in line for line in lines)
    assert cli.main(["check", "--root", str(root), "--on", str(trees.DAY)]) == 1


def test_titles_of_the_dictionary_become_names_of_columns() -> None:
    made = tidy("ID,Nomor,Mulai Pada\na,1,2026-01-05\n")
    assert made.left == []
    assert made.new == b"id,nomor,mulai_pada\na,1,2026-01-05\n"


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_is_read_with_and_without_its_mark(coding: str) -> None:
    made = tidy("id,nomor,nama\na,1,Kupang\n".encode(coding))
    assert made.left == []
    assert made.new == b"id,nomor,nama\na,1,Kupang\n"
    assert made.whole == ["kode huruf UTF-16 menjadi UTF-8"]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (trees.zipped({"xl/workbook.xml": "<x/>"}), "buku kerja Excel (.xlsx)"),
        (trees.zipped({"word/document.xml": "<x/>"}), "dokumen Word (.docx)"),
        (trees.zipped({"a.csv": "id\n"}), "arsip ZIP"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "dokumen Office lama (.xls, .doc, .ppt), atau yang terkunci kata sandi"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "gambar JPEG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<html><table></table></html>", "halaman web atau XML"),
    ],
)
def test_what_is_no_text_is_named_as_what_it_is(data: bytes, named: str) -> None:
    made = tidy(data)
    assert [(p.code, p.facts["ternyata"]) for p in made.left] == [("isi-berkas-lain", named)]
    assert made.new == data


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_names_of_columns_below_a_title_are_found_and_said(mark: str) -> None:
    text = f"Register 2026{mark}{mark}\n{mark}{mark}\n" + mark.join(("id", "nomor", "nama")) + "\n"
    made = tidy(text + mark.join(("a", "1", "x")) + "\n")
    assert [(p.code, p.place.line, p.facts["isi"]) for p in made.left] == [("judul-kolom-di-bawah", 3, "Register 2026")]
    assert not made.changed


def test_a_line_that_is_no_row_is_left() -> None:
    """Neither ``format`` nor ``new dataset`` cuts a line of millions of letters into cells."""
    data = b"a," * 1_500_000
    for refused in (
        canonical.tidy(data, trees.records().schemas["paket"], "x.csv").left,
        canonical.letters(data, "x.csv")[2],
    ):
        assert [problem.code for problem in refused] == ["baris-terlalu-panjang"]
