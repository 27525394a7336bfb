"""What looks like a person's number or address is found; what it is never leaves through a message."""

from __future__ import annotations

import json
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import trees
from terbuka.base import personal
from terbuka.base.problem import Place, Problem, shown
from terbuka.review.report import as_json, as_text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NIK 5371010101900001", [("nik", "5371010101900001")]),
        ("NIK5371010101900001.", [("nik", "5371010101900001")]),
        ("ktp_5371010101900001.pdf", [("nik", "5371010101900001")]),
        ("1,5371010101900001,Budi", [("nik", "5371010101900001")]),
        ("perempuan: 5371014101900001", [("nik", "5371014101900001")]),
        ("5371010101900001 12 34", [("nik", "5371010101900001")]),
        ("12 5371 0101 0190 0001 7", [("nik", "5371 0101 0190 0001")]),
        ("53.71.01.010190.0001", [("nik", "53.71.01.010190.0001")]),
        ("537101-010190-0001", [("nik", "537101-010190-0001")]),
        ("53710101 01900001", [("nik", "53710101 01900001")]),
        ("５３７１０１０１０１９００００１", [("nik", "５３７１０１０１０１９００００１")]),
        ("5371–0101–0190–0001", [("nik", "5371–0101–0190–0001")]),
        ("081234567890", [("telepon", "081234567890")]),
        ("Budi 0812-3456-7890 12", [("telepon", "0812-3456-7890")]),
        ("HP:0812 3456 789", [("telepon", "0812 3456 789")]),
        ("+62 812 3456 7890", [("telepon", "+62 812 3456 7890")]),
        ("wa.me/6281234567890", [("telepon", "6281234567890")]),
        ("(0380) 832697", [("telepon", "(0380) 832697")]),
        ("+62 380 832697", [("telepon", "+62 380 832697")]),
        ("budi.s@mail.example, x", [("pos-el", "budi.s@mail.example")]),
        ("0812 3456 7890/5371010101900001", [("telepon", "0812 3456 7890"), ("nik", "5371010101900001")]),
        ("KTP 53.9999.010190.9999 berlaku", [("nik", "53.9999.010190.9999")]),
        ("KTP 539999-0101909999", [("nik", "539999-0101909999")]),
        ("5371  0101  0190  0001", [("nik", "5371  0101  0190  0001")]),
        ("5371 - 0101 - 0190 - 0001", [("nik", "5371 - 0101 - 0190 - 0001")]),
        ("5371/0101/0190/0001", [("nik", "5371/0101/0190/0001")]),
        ("5371_0101_0190_0001", [("nik", "5371_0101_0190_0001")]),
        ("5371\u00a00101\u00a00190\u00a00001", [("nik", "5371\u00a00101\u00a00190\u00a00001")]),
        ("53710101\u200b01900001", [("nik", "53710101\u200b01900001")]),
        ("537 101 010 190 0001", [("nik", "537 101 010 190 0001")]),
        ("NIK 53 71 01 01 01 90 00 01", [("nik", "53 71 01 01 01 90 00 01")]),
        ("5 3 7 1 0 1 0 1 0 1 9 0 0 0 0 1", [("nik", "5 3 7 1 0 1 0 1 0 1 9 0 0 0 0 1")]),
        ("5.371.010.101.900.001", [("nik", "5.371.010.101.900.001")]),
        ("5,371010101900001E+15", [("nik", "5,371010101900001E+15")]),
        ("lahir kabisat 5371012902920001", [("nik", "5371012902920001")]),
        ("62 812 3456 7890", [("telepon", "62 812 3456 7890")]),
        ("62-812-3456-7890", [("telepon", "62-812-3456-7890")]),
        ("+62 (0)812 3456 7890", [("telepon", "+62 (0)812 3456 7890")]),
        ("0062 812 3456 7890", [("telepon", "0062 812 3456 7890")]),
        ("0812/3456/7890", [("telepon", "0812/3456/7890")]),
        ("0812  3456  7890", [("telepon", "0812  3456  7890")]),
        ("0 8 1 2 3 4 5 6 7 8 9 0", [("telepon", "0 8 1 2 3 4 5 6 7 8 9 0")]),
        ("budi [at] mail.example", [("pos-el", "budi [at] mail.example")]),
        ("budi(AT)mail(titik)example", [("pos-el", "budi(AT)mail(titik)example")]),
        ("NIP 198001012005011001", [("nip", "198001012005011001")]),
        ("NIP 19800101 200501 1 001", [("nip", "19800101 200501 1 001")]),
        ("NPWP 01.234.567.8-901.000", [("npwp", "01.234.567.8-901.000")]),
        ("NPWP: 0012345678901000", [("npwp", "0012345678901000")]),
        ("rekening BRI 1234-5678-90123", [("rekening", "1234-5678-90123")]),
        ("paspor A1234567", [("paspor", "A1234567")]),
        ("Budi Santoso, lahir di Kupang 1 Januari 1990", [("lahir", "1 Januari 1990")]),
        ("Budi Santoso, lahir di Kupang 17 Agt 1990", [("lahir", "17 Agt 1990")]),
        ("Budi Santoso, lahir 17 December 1990", [("lahir", "17 December 1990")]),
        ("Rekening 081234567890 atas nama Budi", [("telepon", "081234567890")]),
    ],
)
def test_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(f.kind, f.value) for f in personal.find(text)] == found
    assert all(text[f.start : f.end] == f.value for f in personal.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Perki 1/2021 Pasal 15 ayat (1)",
        "2026-06-30 10:30",
        "08-12-2026 10:30",
        "08.12.2026-09.12.2026",
        "9971010101900001",
        "5371013201900001",
        "5371010113900001",
        "5371010101900000",
        "53710101019000012",
        "-8.5371010101900001",
        "123.0812345678",
        "Rp 125.000.000",
        "12 34 56 15 08 90 12 34",
        "1997 1998 1999 2000",
        "SP2D 00123/SP2D/2026",
        "user@localhost",
        "Jl. Raya El Tari 52",
        "5371013002900001",
        "5371012902910001",
        "53010101-5371-4abc-8def-081234567890",
        "9f86d081234567890884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c1",
        "085/1234/2026",
        "0812/1234/2026",
        "Rp 5.371.010.101.900.001,00",
        "31-12-2025 - 01-01-2026",
        "1.3.2.05.02.01.003.0012",
        "5.1.02.01.01.0024",
        "kode rekening 5102010100240001",
        "Kupang 12.345 23.456 35.801 1",
        "121.4006208975752",
        "uses: actions/checkout@v4.1",
        "Hari lahir Pancasila 1 Juni 1945",
    ],
)
def test_not_found(text: str) -> None:
    assert list(personal.find(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "0" * 300_000,
        "5371 " * 60_000,
        "08 " * 100_000,
        "a" * 300_000 + "@",
        "a@" * 100_000,
        "(0380) " * 50_000,
        "1." * 150_000,
        "1 " * 150_000,
        "[at]" * 80_000,
        "62 8" * 70_000,
        "nama lahir 1 " * 20_000,
        "rekening 1" * 30_000,
        "12\n" * 100_000,
        "a1 1\n" * 60_000,
        "&#1;" * 70_000,
        "1*" * 150_000,
        "1<!--" * 60_000,
    ],
)
def test_it_stays_linear(text: str) -> None:
    start = time.process_time()
    list(personal.find_wrapped(text))
    personal.as_read(text)
    assert time.process_time() - start < 6


def test_which_kinds_block() -> None:
    kinds = ("nik", "telepon", "pos-el", "nip", "npwp", "rekening", "paspor", "lahir")
    assert [kind for kind in kinds if personal.blocks(kind)] == ["nik", "telepon", "pos-el"]


def test_a_number_that_a_line_cuts() -> None:
    """In running text; numbers below each other in a table are not joined."""
    cut = {
        "NIK 53710101\n01900001 ada": "53710101\n01900001",
        "Budi, 5371-\r\n0101 0190 0001": "5371-\r\n0101 0190 0001",
    }
    assert {text: found.value for text in cut for found in personal.find_wrapped(text)} == cut
    assert list(personal.find_wrapped("53710101\n01900001\n")) == []
    assert list(personal.find_wrapped("Kupang 1249 8806 121 4304\n7 Alor 12")) == []


def test_one_in_a_table_of_numbers_that_is_called_a_nik() -> None:
    """Rows that can be read as a NIK by chance are none; one that is said to be one is."""
    rows = "\n".join(f"{n}371 1{n}9{n} 4{n}88 {n}1{n}5" for n in range(1, 10)) + "\n5371 0101 0190 0001"
    assert list(personal.find(rows)) == []
    assert [f.value for f in personal.find(f"{rows}\nNIK 5371 0101 0190 0002")] == ["5371 0101 0190 0002"]


def test_a_long_text_is_searched_to_its_end() -> None:
    """Whatever its length, and wherever its parts meet."""
    for letters in (999_990, 1_000_000, 2_000_003, 4_100_000):
        for filling in ("a", "kata\n"):
            text = (filling * letters)[:letters] + " 5371010101900001"
            assert [f.start for f in personal.find(text)] == [letters + 1]


HARMLESS = [json.loads(line) for line in (trees.TESTS / "fixtures/tidak-pribadi.jsonl").read_text("utf-8").splitlines()]


def test_harmless_texts_are_let_through() -> None:
    """Letters, budgets, tables, codes, coordinates, hashes, days: at most one in a hundred is taken for personal."""
    assert len(HARMLESS) == 300
    taken = [one["jenis"] for one in HARMLESS if list(personal.find_wrapped(one["teks"]))]
    assert len(taken) <= 3, taken


def test_a_text_as_it_is_read() -> None:
    assert personal.as_read("&#53;371&nbsp;0101\n0190 **00**01 \\- x") == "5371\u00a00101 0190 0001 - x"
    assert personal.as_read("satu\n- dua\n\ntiga") == "satu\n- dua\n\ntiga"


_NIKS = st.builds(
    lambda p, r, c, d, m, y, n: f"{p}{r:02d}{c:02d}{d:02d}{m:02d}{y:02d}{n:04d}",
    st.sampled_from([11, 31, 53, 71, 94]),
    st.integers(1, 99),
    st.integers(1, 99),
    st.integers(1, 28),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(1, 9999),
)
_PHONES = st.from_regex(r"08[1-9][0-9]{2}[- ]?[0-9]{4}[- ]?[0-9]{3,4}", fullmatch=True)
_EMAILS = st.from_regex(r"[a-z]{3,10}\.[a-z]{3,10}@[a-z]{3,10}\.example", fullmatch=True)
_LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Po", "Zs", "Cc"), exclude_characters="@.%+"), max_size=200)


@settings(deadline=None)
@given(_NIKS | _PHONES | _EMAILS, _LETTERS, _LETTERS)
def test_no_message_repeats_it(secret: str, before: str, after: str) -> None:
    """Whatever fact it stands in, wherever it stands, in text and in JSON: only the masked form goes out."""
    text = f"{before} {secret} {after}"
    problem = Problem(
        "hukum-rujukan-mati",
        Place(f"datasets/{secret}.yml", 1),
        {"isi": text, "kolom": [text], "pemilik": text, "tempat": text, "usul": text, "kelompok": text},
    )
    kept = secret if "@" in secret else secret[4:]
    for said in (as_text([problem]), as_text([problem], "en"), as_json([problem], None, 1), shown(text)):
        assert kept not in said


@given(st.text())
def test_hiding_changes_nothing_else(text: str) -> None:
    if not list(personal.find(text)):
        assert personal.hide(text) == text
    assert list(personal.find(personal.hide(text))) == []


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789 .-/_+()@at[]\n,:E5371081262", max_size=300))
def test_any_digits_and_signs_are_searched_and_hidden(text: str) -> None:
    """In order, none inside another, each as it stands; nothing is left when all are masked."""
    found = list(personal.find(text))
    assert all(text[one.start : one.end] == one.value for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {f.value for f in found} <= {f.value for f in personal.find_wrapped(text)} or "\n" in text
    assert list(personal.find(personal.hide(text))) == []
    personal.as_read(text)


NUMBER = "5371010101900001"
PLACES = {
    "cell": (trees.REGISTER, "Profil Kantor Uji,Alamat", f"Budi {NUMBER},Alamat"),
    "number": (trees.REGISTER, "profil-kantor,1,", f"profil-kantor,{NUMBER},"),
    "day": (trees.REGISTER, "2026-03-02", NUMBER),
    "choice": (trees.REGISTER, "Sesuai JRA,berkala", f"Sesuai JRA,{NUMBER}"),
    "code": (trees.REGISTER, "profil-kantor,1,", f"Budi {NUMBER},1,"),
    "known duty": (trees.REGISTER, ",laporan-layanan,", f",budi-{NUMBER},"),
    "file": (trees.REGISTER, "laporan-2025.pdf", f"ktp-{NUMBER}.pdf"),
    "link": (trees.REGISTER, "https://uji.example/maklumat", f"http://uji.example/{NUMBER}"),
    "quote": (trees.REGISTER, ",Alamat dan", f',"Budi {NUMBER} dan'),
    "header": (trees.REGISTER, "penguasa,", f"{NUMBER},"),
    "separator": (trees.REGISTER, "id,nomor", f"{NUMBER};nomor"),
    "yaml": (f"{trees.BODY}/badan.yml", "zona_waktu: Asia/Makassar", f"zona_waktu: {NUMBER}"),
    "broken yaml": (f"{trees.BODY}/badan.yml", "alamat: Jalan Uji 1", f"alamat: Budi: {NUMBER}"),
    "key": (f"{trees.BODY}/badan.yml", "surel:", f"{NUMBER}:"),
    "html": ("content/tentang.md", "Portal ini karangan.", f"<b {NUMBER}>"),
    "address": ("content/tentang.md", "https://uji.example/", f"javascript:{NUMBER}"),
    "law": (trees.DUTIES, "induk: profil\n", f"induk: budi-{NUMBER}\n"),
    "schema": ("schemas/topik.yml", "tipe: id", f"tipe: {NUMBER}"),
}


@pytest.mark.parametrize("where", PLACES)
def test_it_stays_hidden_wherever_it_stands(where: str, tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    path, old, new = PLACES[where]
    file = root / path
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    _, assessment, problems = trees.judged(root)
    assert assessment is None
    said = as_text(problems) + as_text(problems, "en") + as_json(problems, assessment, 1)
    assert problems
    assert not re.search("5371|10101900001|01900001", said)


def test_a_list_of_allowances(tmp_path: Path) -> None:
    """A value, its place, its reason; the same value elsewhere is still refused."""
    root = trees.grow(
        tmp_path / "portal",
        {
            f"{trees.BODY}/kontak-kantor.yml": (
                "- nilai: 0812-3456-7890\n  tempat: berkas/program-2026.csv\n  alasan: Nomor layanan\n"
                "- nilai: piket@uji.example\n  tempat: content/tentang.md\n  alasan: Alamat piket\n"
            ),
            f"{trees.BODY}/berkas/program-2026.csv": "nama,telepon\nLayanan,081234567890\n",
        },
    )
    trees.change(root, "content/tentang.md", "karangan.", "karangan. Tanya piket@uji.example atau ppid@uji.example.")
    assert trees.judged(root)[2] == []
    trees.change(root, trees.REGISTER, "Janji layanan Kantor Uji.", "Telepon 0812 3456 7890.")
    assert [(p.code, str(p.place)) for p in trees.judged(root)[2]] == [("data-pribadi", f"{trees.REGISTER}:6 (sel D6)")]


def test_codes_of_business_and_of_goods_are_no_people() -> None:
    """A NIB begins with its day of issue; the code of a place of goods has no district."""
    for harmless in ("NIB 0812250012345", "NIB: 0811240054321 (OSS)", "Kode lokasi 12.24.00.11.01.01.2026"):
        assert list(personal.find(harmless)) == []
    for unsafe in ("HP 0812250012345", "NIB atau HP: 0812-2500-1234", "NIB 9120 HP 0812250012345"):
        assert [found.kind for found in personal.find(unsafe)] == ["telepon"]


def test_an_address_within_a_link() -> None:
    found = list(personal.find("https://wa.example/?ke=budi%40contoh.test&x=1"))
    assert [(one.kind, one.value) for one in found] == [("pos-el", "budi%40contoh.test")]
    assert personal.plain(found[0].value) == "budi@contoh.test"
