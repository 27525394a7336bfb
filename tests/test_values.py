"""One way of writing each value; what is refused says what was probably meant."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from terbuka.base.periods import FIRST_DAY, LAST_DAY
from terbuka.base.problem import Place, Problem
from terbuka.record.schema import Column
from terbuka.record.schemas import TYPES
from terbuka.record.tables import as_text
from terbuka.record.values import Wrong, is_windows_name, meant_id, read


def column(kind: str) -> Column:
    return Column(name="x", title="X", text="X", type=kind)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("tanggal", "2026-03-31", date(2026, 3, 31)),
        ("tanggal", "2028-02-29", date(2028, 2, 29)),
        ("tanggal", "1900-01-01", FIRST_DAY),
        ("tanggal", "2199-12-31", LAST_DAY),
        ("waktu", "2026-06-29 14:30", datetime(2026, 6, 29, 14, 30)),  # noqa: DTZ001 (local time)
        ("waktu", "2026-06-29 00:00", datetime(2026, 6, 29)),  # noqa: DTZ001 (local time)
        ("bilangan", "0", 0),
        ("bilangan", "-5", -5),
        ("bilangan", "999999999999999", 999_999_999_999_999),
        ("ya-tidak", "ya", True),
        ("ya-tidak", "tidak", False),
        ("id", "profil-2026", "profil-2026"),
        ("id", "a" * 80, "a" * 80),
        ("tautan", "https://ppid.contoh.go.id:8443/a?b=c#d", "https://ppid.contoh.go.id:8443/a?b=c#d"),
        ("daftar-id", "a; b;c;", ("a", "b", "c")),
        ("daftar-berkas", "A_1.pdf; b.csv", ("A_1.pdf", "b.csv")),
        ("daftar-teks", "satu hal; hal lain", ("satu hal", "hal lain")),
        ("teks", "no", "no"),
        ("teks", "010", "010"),
        ("teks", "12:30", "12:30"),
        ("teks", "1_000", "1_000"),
        ("teks", " tepi ", " tepi "),
        ("markdown", "dua\nbaris", "dua\nbaris"),
    ],
)
def test_accepted(kind: str, text: str, value: Any) -> None:
    assert read(text, column(kind)) == value


@pytest.mark.parametrize(
    ("kind", "text", "code", "meant"),
    [
        ("waktu", "2026-06-29", "waktu-salah", ""),
        ("waktu", "14:30", "waktu-salah", ""),
        ("waktu", "2026-06-29T14:30", "waktu-salah", "2026-06-29 14:30"),
        ("waktu", "2026-06-29 14:30:00", "waktu-salah", "2026-06-29 14:30"),
        ("waktu", "29/06/2026 14.30 WITA", "waktu-salah", "2026-06-29 14:30"),
        ("waktu", "29 Juni 2026, pukul 9.05", "waktu-salah", "2026-06-29 09:05"),
        ("waktu", "2026-06-29 2:30 PM", "waktu-salah", "2026-06-29 14:30"),
        ("waktu", "2026-06-29T14:30Z", "waktu-salah", ""),
        ("waktu", "2026-06-29 14:30 +07:00", "waktu-salah", ""),
        ("waktu", "5 Juni 2026 pukul 09.15 WITA", "waktu-salah", "2026-06-05 09:15"),
        ("waktu", "2026-06-29  14:30", "waktu-salah", "2026-06-29 14:30"),
        ("waktu", "２０２６-06-29 14:30", "waktu-salah", "2026-06-29 14:30"),
        ("waktu", "2026-06-29 24:00", "waktu-tidak-ada", None),
        ("waktu", "2026-06-29 14:60", "waktu-tidak-ada", None),
        ("waktu", "2026-02-30 10:00", "waktu-tidak-ada", None),
        ("waktu", "0026-06-29 14:30", "di-luar-batas", None),
        ("tanggal", "31/03/2026", "tanggal-salah", "2026-03-31"),
        ("tanggal", "1-3-2026", "tanggal-salah", "2026-03-01"),
        ("tanggal", "31.3.26", "tanggal-salah", "2026-03-31"),
        ("tanggal", "2026-3-5", "tanggal-salah", "2026-03-05"),
        ("tanggal", "2026/03/05", "tanggal-salah", "2026-03-05"),
        ("tanggal", "5 Maret 2026", "tanggal-salah", "2026-03-05"),
        ("tanggal", "5-Agt-26", "tanggal-salah", "2026-08-05"),
        ("tanggal", "2026-03-31 00:00:00", "tanggal-salah", "2026-03-31"),
        ("tanggal", "2026-03-31T08:00", "tanggal-salah", "2026-03-31"),
        ("tanggal", "46112", "tanggal-salah", "2026-03-31"),
        ("tanggal", "２０２６-03-31", "tanggal-salah", "2026-03-31"),
        ("tanggal", " 2026-03-31", "tanggal-salah", "2026-03-31"),
        ("tanggal", "03/31/2026", "tanggal-salah", ""),
        ("tanggal", "31 Foo 2026", "tanggal-salah", ""),
        ("tanggal", "besok", "tanggal-salah", ""),
        ("tanggal", "2026-13-01", "tanggal-tidak-ada", None),
        ("tanggal", "2026-02-29", "tanggal-tidak-ada", None),
        ("tanggal", "0000-01-01", "tanggal-tidak-ada", None),
        ("tanggal", "0026-01-05", "di-luar-batas", None),
        ("tanggal", "9999-12-31", "di-luar-batas", None),
        ("bilangan", "1.250", "bilangan-salah", "1250"),
        ("bilangan", "1,250,000", "bilangan-salah", "1250000"),
        ("bilangan", "1_000", "bilangan-salah", "1000"),
        ("bilangan", "1 250", "bilangan-salah", "1250"),
        ("bilangan", "Rp 1.234,-", "bilangan-salah", "1234"),
        ("bilangan", "Rp. 1.250,00", "bilangan-salah", "1250"),
        ("bilangan", "１２", "bilangan-salah", "12"),
        ("bilangan", "007", "bilangan-salah", "7"),
        ("bilangan", "12,5", "bilangan-salah", ""),
        ("bilangan", "(1.000)", "bilangan-salah", ""),
        ("bilangan", "+5", "bilangan-salah", ""),
        ("bilangan", "1e3", "bilangan-salah", ""),
        ("bilangan", "2026000000000001", "bilangan-terlalu-panjang", None),
        ("ya-tidak", "Ya", "ya-tidak-salah", None),
        ("ya-tidak", "no", "ya-tidak-salah", None),
        ("id", "Profil Kantor", "kode-salah", "profil-kantor"),
        ("id", "a--b", "kode-salah", "a-b"),
        ("id", "__proto__", "kode-salah", "proto"),
        ("id", "Émile", "kode-salah", "emile"),
        ("id", "!!!", "kode-salah", ""),
        ("id", "a" * 81, "kode-salah", "a" * 80),
        ("daftar-id", "a, b", "kode-salah", "a; b"),
        ("daftar-id", "a; a", "daftar-salah", None),
        ("daftar-id", "a;;b", "daftar-salah", None),
        ("daftar-id", ";", "daftar-salah", None),
        ("daftar-berkas", "../rahasia.pdf", "nama-berkas-salah", None),
        ("daftar-berkas", "a..b.pdf", "nama-berkas-salah", None),
        ("daftar-berkas", ".htaccess", "nama-berkas-salah", None),
        ("daftar-berkas", "a b.pdf", "nama-berkas-salah", None),
        ("tautan", "http://uji.example/", "tautan-salah", None),
        ("tautan", "https://localhost/", "tautan-salah", None),
        ("tautan", "https://10.0.0.1/", "tautan-salah", None),
        ("tautan", "https://:x@uji.example/", "tautan-salah", None),
        ("tautan", "https://../", "tautan-salah", None),
        ("tautan", "https://uji.example:99999/", "tautan-salah", None),
        ("tautan", "https://uji.example/a b", "tautan-salah", None),
        ("tautan", "https://uji.example/" + "a" * 2000, "tautan-salah", None),
        ("tautan", "https://[", "tautan-salah", None),
        ("tautan", "javascript:alert(1)", "tautan-salah", None),
        ("teks", "#N/A", "galat-excel", ""),
        ("teks", " #REF! ", "galat-excel", ""),
        ("teks", "########", "galat-excel", ""),
        ("teks", '="007"', "galat-excel", "007"),
        ("bilangan", '="007"', "galat-excel", "7"),
        ("teks", "=1+1", "galat-excel", ""),
        ("teks", "dua\nbaris", "ganti-baris", None),
        ("id", "a\r\nb", "ganti-baris", None),
    ],
)
def test_refused(kind: str, text: str, code: str, meant: str | None) -> None:
    wrong = read(text, column(kind))
    assert isinstance(wrong, Wrong)
    assert (wrong.code, wrong.facts.get("usul")) == (code, meant)


@given(st.text(), st.sampled_from(TYPES))
def test_no_text_makes_it_fail(text: str, kind: str) -> None:
    made = read(text, column(kind))
    if isinstance(made, Wrong):
        problem = Problem(made.code, Place("x"), {"kolom": "x", **made.facts})
        for language in ("id", "en"):
            for part in ("temuan", "cara", "contoh"):
                assert problem.sentence(part, language).isprintable()


@given(st.text(), st.sampled_from([kind for kind in TYPES if not kind.startswith("daftar")]))
def test_what_is_accepted_is_not_changed(text: str, kind: str) -> None:
    made = read(text, column(kind))
    assert isinstance(made, Wrong) or as_text(made) == text


_CODES = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True).filter(lambda code: not is_windows_name(code))


@given(st.lists(_CODES, min_size=1, unique=True))
@example(["com10", "nul-1"])
def test_lists_come_back(values: list[str]) -> None:
    assert read("; ".join(values), column("daftar-id")) == tuple(values)


@given(st.text())
def test_a_meant_value_is_acceptable(text: str) -> None:
    """A proposal that would be refused again is worse than none."""
    for kind in ("tanggal", "bilangan", "id"):
        made = read(text, column(kind))
        if isinstance(made, Wrong) and made.facts.get("usul") and made.code != "galat-excel":
            assert not isinstance(read(made.facts["usul"], column(kind)), Wrong)
    assert meant_id(text).isascii()


@pytest.mark.parametrize("digit", ["٣", "३", "৩", "３", "³", "½"])
def test_digits_of_other_scripts_are_no_numbers(digit: str) -> None:
    assert unicodedata.numeric(digit)
    for text in (digit, f"202{digit}-01-01"):
        for kind in ("bilangan", "tanggal"):
            assert isinstance(read(text, column(kind)), Wrong)


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("tanggal", "31/03/26", "tahunnya hanya dua angka"),
        ("tanggal", "05-Jun-26", "tahunnya hanya dua angka"),
        ("tanggal", "46178", "itu nomor urut hari buatan Excel"),
        ("tanggal", "00/01/1900", "itu nol yang ditampilkan Excel sebagai tanggal"),
        ("tanggal", "Maret 2026", "harinya tidak ditulis, hanya bulan dan tahun"),
        ("tanggal", "Mar-26", "harinya tidak ditulis, hanya bulan dan tahun"),
        ("tanggal", "1 Juni", "tahunnya tidak ditulis"),
        ("tanggal", "1-3 Juni 2026", "itu lebih dari satu hari"),
        ("tanggal", "1 s.d. 3 Juni 2026", "itu lebih dari satu hari"),
        ("tanggal", "03/31/2026", "bulannya ditulis di depan"),
        ("tanggal", "31/02/2026", "hari itu tidak ada di kalender"),
        ("tanggal", "Kamis, 5 Juni 2026", "nama harinya tidak cocok, 2026-06-05 adalah hari Jumat"),
        ("tanggal", "5 Marga 2026", "nama bulannya tidak dikenal"),
        ("tanggal", "5 Juni 2026 pukul 09.15 WITA", "kolom ini untuk hari saja, tanpa jam"),
        ("bilangan", "Rp 1.250", "mata uangnya ikut ditulis"),
        ("bilangan", "12 orang", "ada kata di belakang angkanya"),
        ("bilangan", "12%", "tanda persennya ikut ditulis"),
        ("bilangan", "007", "ada nol di depan, seperti pada kode"),
        ("bilangan", "1.250", "ribuannya dipisah"),
        ("bilangan", "12.5", "ada angka di belakang titik desimal"),
        ("bilangan", "12,5", "ada koma di antara angkanya"),
        ("bilangan", "8,12E+10", "bentuk singkat buatan Excel, angka aslinya hilang"),
        ("bilangan", "(1.000)", "kurung dipakai sebagai tanda kurang"),
        ("bilangan", "１２", "angkanya dari huruf lain (lebar penuh)"),
        ("bilangan", "dua belas", "tidak memuat angka"),
        ("desimal", "12,5", "ada koma di antara angkanya"),
        ("desimal", "221,543", "dapat berarti 221543 atau 221,543"),
        ("desimal", "12 ha", "ada kata di belakang angkanya"),
    ],
)
def test_each_refusal_names_its_own_reason(kind: str, text: str, why: str) -> None:
    wrong = read(text, column(kind))
    assert isinstance(wrong, Wrong)
    assert wrong.facts["sebab"] == f": {why}"
    problem = Problem(wrong.code, Place("x"), {"kolom": "x", **wrong.facts})
    assert problem.sentence("temuan").endswith(f"yang dapat dibaca: {why}.")
    assert problem.sentence("temuan", "en").endswith(".")


def test_a_number_with_two_readings_is_not_proposed_as_one_of_them() -> None:
    wrong = read("221,543", column("desimal"))
    assert isinstance(wrong, Wrong)
    assert wrong.facts["usul"] == ""


@pytest.mark.parametrize("kind", ["tanggal", "waktu", "bilangan", "desimal", "tahun", "ya-tidak", "angka-ya"])
@pytest.mark.parametrize("mark", ["-", "–", "n/a", "N/A", "tidak ada data", "Belum ada", "..."])
def test_a_mark_for_nothing_is_no_value(kind: str, mark: str) -> None:
    assert read(mark, column(kind)) == Wrong("tanda-kosong", {"isi": mark})
    assert read(mark, column("teks")) == mark


def test_all_wrong_parts_of_a_list_are_told_at_once() -> None:
    wrong = read("Profil Kantor; laporan; Uang Daerah", column("daftar-id"))
    assert wrong == Wrong(
        "kode-salah", {"isi": "Profil Kantor; Uang Daerah", "usul": "profil-kantor; laporan; uang-daerah"}
    )


def test_money_may_have_sixteen_digits_and_other_numbers_not() -> None:
    money = Column(name="x", title="X", text="", type="bilangan", money=True)
    assert read("3325118000000000", money) == 3_325_118_000_000_000
    for text, kind in (("3325118000000000", column("bilangan")), ("9007199254740993", money)):
        wrong = read(text, kind)
        assert isinstance(wrong, Wrong)
        assert wrong.code == "bilangan-terlalu-panjang"


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("1 Juni 2026 pukul 23.15 WITA", "2026-06-01"),
        ("2026-06-02T00:25:40+08:00", "2026-06-02"),
        ("2026-06-02 00:25", "2026-06-02"),
        ("2026-06-01T16:25:00Z", ""),
        ("2026-06-01T16:25:00+00:00", ""),
        ("1 Juni 2026 16.25 UTC", ""),
    ],
)
def test_a_day_is_proposed_only_from_a_time_of_ours(text: str, proposed: str) -> None:
    """16.25 UTC on 1 June is 2 June in every zone of Indonesia."""
    found = read(text, Column(name="hari", title="Hari", text="hari", type="tanggal"))
    assert isinstance(found, Wrong)
    assert (found.code, found.facts["usul"]) == ("tanggal-salah", proposed)
