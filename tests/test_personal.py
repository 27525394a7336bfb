"""What looks like a person's number or address is found; what it is never leaves through a message."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trees
from terbuka import personal
from terbuka.problem import Place, Problem, shown
from terbuka.report import as_json, as_text


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
    ],
    ids=["zeros", "groups", "prefixes", "local part", "signs", "area codes", "dots"],
)
def test_it_stays_linear(text: str) -> None:
    start = time.perf_counter()
    list(personal.find(text))
    assert time.perf_counter() - start < 3


_NIKS = st.builds(
    lambda p, c, d, m, y, n: f"{p}{c:04d}{d:02d}{m:02d}{y:02d}{n:04d}",
    st.sampled_from([11, 31, 53, 71, 94]),
    st.integers(0, 9999),
    st.integers(1, 31),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(1, 9999),
)
_PHONES = st.from_regex(r"08[1-9][0-9]{2}[- ]?[0-9]{4}[- ]?[0-9]{3,4}", fullmatch=True)
_EMAILS = st.from_regex(r"[a-z]{3,10}\.[a-z]{3,10}@[a-z]{3,10}\.example", fullmatch=True)
_LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Po", "Zs", "Cc"), exclude_characters="@.%+"), max_size=200)


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
