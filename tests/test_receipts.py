"""A receipt from the desk to the citizen's phone: the code, what is kept of it, the files, the page, and that
walking through numbers or files yields nothing.

The portal is built from the repository's law and sample body, with cases of its own on the sample's day (30 June
2026), and receipts that the command has made for them.
"""

from __future__ import annotations

import csv
import ctypes
import hashlib
import io
import json
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import axe_playwright_python
import pypdfium2
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page

import trees
from browser import running_browser
from terbuka import cli
from terbuka.base import git
from terbuka.base.page import File
from terbuka.features.receipts import codes as receipt_code
from terbuka.features.receipts import paper as receipt_files
from terbuka.features.receipts import states as receipt_states
from terbuka.portal.judging import assess
from terbuka.portal.load import load
from terbuka.portal.pages import render
from web import Served, serving

ROOT = trees.REPOSITORY
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
SAMPLE, REAL = "biro-contoh", "biro-rintisan"
BODY = f"datasets/badan/{SAMPLE}"
TABLE = f"{BODY}/tanda-terima.csv"
DAY = date(2026, 6, 30)
PHONE = {"width": 360, "height": 740}

#: Cases of the tests: what differs from a request that came over the counter and was recorded that day.
REQUESTS: dict[str, dict[str, str]] = {
    "uji-proses": {"diterima_pada": "2026-06-19", "dinyatakan_lengkap_pada": "2026-06-22"},
    "uji-kurang": {"diterima_pada": "2026-06-25", "diminta_perbaikan_pada": "2026-06-26"},
    "uji-lewat": {"diterima_pada": "2026-06-08", "dinyatakan_lengkap_pada": "2026-06-08"},
    "uji-diperpanjang": {
        "diterima_pada": "2026-06-08",
        "dinyatakan_lengkap_pada": "2026-06-08",
        "diperpanjang_pada": "2026-06-19",
        "alasan_perpanjangan": "belum-dikuasai",
    },
    "uji-ditolak": {
        "diterima_pada": "2026-06-08",
        "dinyatakan_lengkap_pada": "2026-06-08",
        "dijawab_pada": "2026-06-18",
        "putusan": "ditolak",
        "alasan_tolak": "pengecualian-17-i",
    },
    "uji-terlambat": {
        "diterima_pada": "2026-06-08",
        "dinyatakan_lengkap_pada": "2026-06-08",
        "dijawab_pada": "2026-06-26",
        "diberikan_pada": "2026-06-26",
        "putusan": "dikabulkan-seluruhnya",
    },
    # Silent from 20 January on, then refused: the term of the silence has ended, that of the refusal lives.
    "uji-diam": {
        "diterima_pada": "2026-01-05",
        "dinyatakan_lengkap_pada": "2026-01-05",
        "dijawab_pada": "2026-06-08",
        "putusan": "ditolak",
        "alasan_tolak": "pengecualian-17-i",
    },
    # Asked for repair after the three days for it: the office stays late.
    "uji-surat-terlambat": {"diterima_pada": "2026-06-08", "diminta_perbaikan_pada": "2026-06-15"},
    "uji-dicabut": {"diterima_pada": "2026-06-22", "dicabut_pada": "2026-06-24"},
    "uji-baru": {"diterima_pada": "2026-06-29"},
    "uji-diganti": {"diterima_pada": "2026-06-29"},
}
OBJECTION = {
    "id_publik": "uji-keberatan", "nomor": "UJI/KB", "id_permohonan": "uji-ditolak", "alasan": "a",
    "diterima_pada": "2026-06-22", "dicatat_pada": "2026-06-23",
}  # fmt: skip


def terbuka(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return trees.terbuka(*arguments, "--root", str(root), **environment)


def add(root: Path, register: str, rows: list[dict[str, str]]) -> None:
    path = root / BODY / f"{register}.csv"
    header = next(csv.reader([path.read_text("utf-8").splitlines()[0]]))
    out = io.StringIO()
    csv.DictWriter(out, header, lineterminator="\n").writerows(rows)
    path.write_text(path.read_text("utf-8") + out.getvalue(), "utf-8")


def grow(root: Path) -> Path:
    """The portal of the tests with the cases above, in a git repository of its own."""
    shutil.copytree(trees.portal(), root)
    shutil.copyfile(ROOT / ".gitignore", root / ".gitignore")
    common = {"topik": "anggaran", "kanal": "surat"}
    rows = [
        {"id_publik": name, "nomor": name.upper().replace("-", "/"), "dicatat_pada": case["diterima_pada"]}
        | common
        | case
        for name, case in REQUESTS.items()
    ]
    add(root, "permohonan", rows)
    add(root, "keberatan", [OBJECTION])
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


def code_on(file: Path) -> str:
    """The code that stands on a receipt in HTML."""
    found = re.search(r'<p class="k">([0-9A-Z-]+)</p>', file.read_text("utf-8"))
    assert found is not None
    return found[1]


@dataclass(frozen=True)
class Desk:
    """A portal whose desk has given receipts: their codes by public code, and all that the command said."""

    root: Path
    codes: dict[str, str]
    replaced: str
    said: str


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = grow(tmp_path_factory.mktemp("tanda") / "portal")
    said, codes = [], {}
    for name in (*REQUESTS, "uji-keberatan"):
        number = OBJECTION["nomor"] if name == "uji-keberatan" else name.upper().replace("-", "/")
        done = terbuka(root, "receipt", number)
        assert done.returncode == 0, done.stderr
        said += [done.stdout, done.stderr]
        codes[name] = code_on(root / f"privat/tanda-terima/{SAMPLE}/{name}.html")
    old = codes["uji-diganti"]
    done = terbuka(root, "receipt", "uji-diganti", "--baru")
    assert done.returncode == 0, done.stderr
    said += [done.stdout, done.stderr]
    codes["uji-diganti"] = code_on(root / f"privat/tanda-terima/{SAMPLE}/uji-diganti.html")
    return Desk(root, codes, old, "\n".join(said))


@pytest.fixture(scope="module")
def site(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tanda-situs") / "site"
    done = terbuka(desk.root, "build", "--no-search", "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[Served]:
    with serving(site, "/portal/") as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE)
    yield context
    context.close()


# --- the code ---------------------------------------------------------------------------------------------

symbols = st.text(receipt_code.ALPHABET, min_size=receipt_code.RANDOM_SYMBOLS, max_size=receipt_code.RANDOM_SYMBOLS)


def refused(typed: str) -> str:
    with pytest.raises(receipt_code.NotACode) as caught:
        receipt_code.read(typed)
    return caught.value.reason


def test_a_drawn_code_has_more_than_eighty_bits_and_no_letter_that_reads_as_another() -> None:
    assert set("ILOU").isdisjoint(receipt_code.ALPHABET)
    assert len(set(receipt_code.ALPHABET)) == 32
    assert 32**receipt_code.RANDOM_SYMBOLS >= 2**80
    drawn = {receipt_code.draw() for _ in range(200)}
    assert len(drawn) == 200
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}", code) for code in drawn)
    # Every symbol turns up at every place: none is fixed.
    for place in range(receipt_code.RANDOM_SYMBOLS):
        assert len({receipt_code.read(code)[place] for code in drawn}) > 16


@given(symbols, st.data())
def test_one_wrong_symbol_and_any_two_that_changed_places_are_found(text: str, data: st.DataObject) -> None:
    code = receipt_code.with_check(text)
    place = data.draw(st.integers(0, receipt_code.LENGTH - 1))
    other = data.draw(st.sampled_from([s for s in receipt_code.ALPHABET if s != code[place]]))
    assert refused(code[:place] + other + code[place + 1 :]) == "cek"
    second = data.draw(st.integers(0, receipt_code.LENGTH - 1))
    if code[place] != code[second]:
        mixed = list(code)
        mixed[place], mixed[second] = mixed[second], mixed[place]
        assert refused("".join(mixed)) == "cek"


@given(symbols)
def test_a_code_may_be_typed_as_people_type(text: str) -> None:
    code = receipt_code.with_check(text)
    loose = receipt_code.grouped(code).lower().replace("1", "l").replace("0", "o").replace("-", " - ")
    assert receipt_code.read(f" {loose}\n") == code


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "panjang"),
        ("7K3M", "panjang"),
        ("C0NT-0HC0-NT0H-C0NT-0HC8-0", "panjang"),
        ("U" * 20, "huruf"),
        ("é" * 20, "huruf"),
    ],
)
def test_what_is_no_code_is_told_apart(typed: str, reason: str) -> None:
    assert refused(typed) == reason


def test_fingerprint_and_key_are_plain_hashes_that_anyone_can_check() -> None:
    code = receipt_states.SAMPLE_CODE
    for purpose, made in (("sidik", receipt_code.fingerprint), ("kunci", receipt_code.key)):
        text = f"terbuka:tanda-terima:1:{purpose}:{SAMPLE}:{code}"
        assert made(SAMPLE, receipt_code.grouped(code)) == hashlib.sha256(text.encode()).hexdigest()
        assert made(REAL, code) != made(SAMPLE, code)


def test_what_is_sealed_opens_with_its_key_only_and_tells_nothing_by_its_length() -> None:
    key, other = "ab" * 32, "cd" * 32
    short, long = receipt_code.seal(key, {"a": 1}), receipt_code.seal(key, {"a": "x" * 600, "b": "é"})
    assert receipt_code.unseal(key, long) == {"a": "x" * 600, "b": "é"}
    assert len(short) == len(long)
    assert receipt_code.seal(key, {"a": 1}) == short
    assert receipt_code.seal(key, {"a": 2})[:20] != short[:20]
    with pytest.raises(ValueError, match="another key"):
        receipt_code.unseal(other, short)
    changed = "B" if short[40] == "A" else "A"
    with pytest.raises(ValueError, match="another key"):
        receipt_code.unseal(key, short[:40] + changed + short[41:])
    with pytest.raises(ValueError, match="too long"):
        receipt_code.seal(key, {"a": "x" * 800})


def test_the_fullest_state_fits() -> None:
    """Every day of a request, all due days, and the longest topic: the build must never stop at a seal."""
    day = "2026-06-30"
    days = ["diterima", "dicatat", "kurang", "dilengkapi", "lengkap", "diperpanjang", "dijawab", "diberikan", "dicabut"]
    days += ["kurang_diterima", "pada", "batas", "batas_akhir", "semula", "lengkapi"]
    state = dict.fromkeys(days, day) | {
        "aman": [day, day],
        "perkiraan": True,
        "anggapan": True,
        "lain": True,
        "topik": "x" * 80,
    }
    state["akhir"] = {"batas-jawaban": day, "jawaban": day}
    state |= {"register": "permohonan", "tahap": "pemeriksaan-kelengkapan", "waktu": "belum-dapat-dihitung"}
    receipt_code.seal("ab" * 32, {**state, "putusan": "belum-didokumentasikan"})


# --- the command ------------------------------------------------------------------------------------------


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return grow(tmp_path / "portal")


def table(root: Path) -> list[list[str]]:
    return list(csv.reader((root / TABLE).read_text("utf-8").splitlines()))[1:]


def whole(root: Path) -> dict[str, bytes]:
    """Every file but git's own and what was found sound before."""
    files = (p for p in root.rglob("*") if p.is_file() and not {".git", "simpanan"} & set(p.parts))
    return {str(p.relative_to(root)): p.read_bytes() for p in files}


def test_a_receipt_is_made_and_its_code_forgotten(portal: Path) -> None:
    before = table(portal)
    done = terbuka(portal, "receipt", "uji/proses")
    assert (done.returncode, done.stderr) == (0, "")
    folder = portal.resolve() / f"privat/tanda-terima/{SAMPLE}"
    assert done.stdout == (
        "Tanda terima uji-proses:\n"
        f"  {folder}/uji-proses.pdf\n"
        f"  {folder}/uji-proses.html\n"
        "Kodenya hanya ada di berkas itu. Cetak, serahkan kepada pemohon, lalu hapus berkasnya.\n"
        f"Simpan (commit) perubahan di {TABLE}; statusnya terlihat sesudah situs dibangun ulang.\n"
    )
    assert sorted(p.name for p in folder.iterdir()) == ["uji-proses.html", "uji-proses.pdf"]
    if os.name == "posix":
        assert {stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()} == {0o600}
    code = receipt_code.read(code_on(folder / "uji-proses.html"))
    row = ["permohonan", "uji-proses", receipt_code.fingerprint(SAMPLE, code), receipt_code.key(SAMPLE, code)]
    assert sorted(table(portal)) == sorted([*before, row])
    assert terbuka(portal, "format", "--check", str(portal / TABLE)).returncode == 0
    assert terbuka(portal, "check").stdout.count("tanda-terima") == 0
    # Nothing of the code is where git looks.
    listed = subprocess.run(
        ["git", "-C", str(portal), "ls-files", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert TABLE in listed
    assert [p for p in listed if code.encode() in (portal / p).read_bytes().replace(b"-", b"")] == []
    assert not [p for p in listed if p.startswith("privat")]


def test_a_second_receipt_needs_a_word_and_ends_the_first(portal: Path) -> None:
    assert terbuka(portal, "receipt", "UJI/PROSES").returncode == 0
    first, kept = table(portal), whole(portal)
    again = terbuka(portal, "receipt", "UJI/PROSES")
    assert again.returncode == 2
    assert again.stderr == (
        "terbuka: uji-proses sudah punya tanda terima. Kodenya tidak dapat dicetak ulang karena tidak disimpan; ganti "
        "dengan --baru, dan yang lama tidak berlaku lagi\n"
    )
    assert whole(portal) == kept
    anew = terbuka(portal, "receipt", "UJI/PROSES", "--baru")
    assert anew.returncode == 0
    assert "Tanda terima yang lama tidak berlaku lagi sejak situs dibangun ulang." in anew.stdout
    assert len(table(portal)) == len(first)
    mine = next(row for row in first if row[1] == "uji-proses")
    assert mine[2] not in (portal / TABLE).read_text("utf-8")
    assert mine[3] not in (portal / TABLE).read_text("utf-8")


def test_a_paper_that_fails_leaves_the_page_to_print(
    portal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever waits at the desk gets a receipt; a PDF of an older code does not stay beside it."""

    def broken(*_: object) -> bytes:
        raise RuntimeError("rusak")

    old = portal / "privat/tanda-terima/biro-contoh/uji-baru.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"lama")
    monkeypatch.setattr(receipt_files, "pdf", broken)
    monkeypatch.setenv("TERBUKA_SITE_URL", "https://portal.example")
    assert cli.main(["receipt", "UJI/BARU", "--root", str(portal)]) == 0
    assert "PDF-nya tidak dapat dibuat; cetak dari berkas HTML, isinya sama." in capsys.readouterr().out
    assert not old.exists()
    assert code_on(old.with_suffix(".html"))


def test_the_first_receipt_of_a_body_makes_the_table(portal: Path) -> None:
    (portal / TABLE).unlink()
    assert terbuka(portal, "receipt", "UJI/PROSES").returncode == 0
    assert [row[:2] for row in table(portal)] == [["permohonan", "uji-proses"]]


@pytest.mark.parametrize(
    ("change", "arguments", "said"),
    [
        (
            "",
            ["0999/X"],
            (
                "nomor “0999/X” tidak ada di permohonan.csv dan keberatan.csv; catat barisnya di register lebih "
                "dulu, dan periksa bahwa hari diterimanya sudah tiba"
            ),
        ),
        (
            "",
            ["UJI/KB", "--register", "permohonan"],
            (
                "nomor “UJI/KB” tidak ada di permohonan.csv; catat barisnya di register lebih dulu, dan periksa "
                "bahwa hari diterimanya sudah tiba"
            ),
        ),
        (
            "tanpa-nomor",
            ["uji-proses"],
            (
                "uji-proses belum punya nomor pendaftaran; isi kolom nomor di permohonan.csv lebih dulu (UU 14/2008 "
                "Pasal 22 ayat (5))"
            ),
        ),
        ("", ["uji-proses", "--body", "dinas"], "badan “dinas” tidak ada; yang ada: "),
        (
            "kembar",
            ["UJI/PROSES"],
            (
                "nomor itu ada di beberapa tempat: biro-contoh (permohonan uji-proses), biro-contoh "
                "(keberatan uji-kembar); pilih dengan --body atau --register"
            ),
        ),
    ],
    ids=["unknown", "other-register", "no-number", "unknown-body", "two"],
)
def test_wrong_orders_change_nothing(portal: Path, change: str, arguments: list[str], said: str) -> None:
    if change == "tanpa-nomor":
        trees.change(portal, f"{BODY}/permohonan.csv", "uji-proses,UJI/PROSES,", "uji-proses,,")
    if change == "kembar":
        add(portal, "keberatan", [OBJECTION | {"id_publik": "uji-kembar", "nomor": "UJI/PROSES"}])
    before = whole(portal)
    done = terbuka(portal, "receipt", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"terbuka: {said}")
    assert whole(portal) == before


def test_blocked_data_give_no_receipt(portal: Path) -> None:
    trees.change(
        portal, f"{BODY}/permohonan.csv", "uji-proses,UJI/PROSES,2026-06-19", "uji-proses,UJI/PROSES,2026-06-99"
    )
    done = terbuka(portal, "receipt", "uji-kurang")
    assert done.returncode == 1
    assert "[tanggal-tidak-ada]" in done.stdout
    assert not (portal / "privat").exists()


@pytest.mark.parametrize("folder", ["datasets", "content/x", "site", "site/a/b", "build", "lain", "."])
def test_a_code_is_not_written_where_git_or_the_site_would_take_it(portal: Path, folder: str) -> None:
    before = whole(portal)
    done = terbuka(portal, "receipt", "UJI/PROSES", "--out", str(portal / folder))
    assert done.returncode == 2
    assert "dapat ikut tersimpan di git atau terbit bersama situs" in done.stderr
    assert whole(portal) == before


def test_other_folders_are_judged_by_their_own_repository(portal: Path, tmp_path: Path) -> None:
    other = tmp_path / "lain"
    subprocess.run(["git", "init", "-q", str(other)], check=True)
    assert terbuka(portal, "receipt", "UJI/PROSES", "--out", str(other / "x")).returncode == 2
    trees.put(other, ".gitignore", "x/\n")
    assert terbuka(portal, "receipt", "UJI/PROSES", "--out", str(other / "x")).returncode == 0
    assert (other / f"x/{SAMPLE}/uji-proses.pdf").is_file()
    # A link that leads back into the repository is followed first.
    if os.name == "posix":
        (tmp_path / "pintas").symlink_to(portal / "content")
        assert terbuka(portal, "receipt", "UJI/KURANG", "--out", str(tmp_path / "pintas")).returncode == 2
    assert terbuka(portal, "receipt", "UJI/KURANG", "--out", str(tmp_path / "usb")).returncode == 0


def test_without_a_repository_only_the_private_folder_is_taken(portal: Path) -> None:
    shutil.rmtree(portal / ".git")
    assert git.keeps(portal / "privat") is None
    assert terbuka(portal, "receipt", "UJI/PROSES", "--out", str(portal / "lain")).returncode == 2
    assert terbuka(portal, "receipt", "UJI/PROSES").returncode == 0


def test_a_folder_that_cannot_be_written_leaves_the_old_receipt_good(portal: Path, tmp_path: Path) -> None:
    trees.put(tmp_path, "berkas", "bukan folder")
    before = whole(portal)
    done = terbuka(portal, "receipt", "UJI/PROSES", "--out", str(tmp_path / "berkas"))
    assert done.returncode == 2
    assert done.stderr.startswith("terbuka: tidak dapat menulis: ")
    assert whole(portal) == before


def test_a_real_office_needs_its_real_address(portal: Path) -> None:
    """A QR code that leads to the placeholder would be found out at the citizen's home."""
    rows = (
        "id_publik,nomor,diterima_pada,dicatat_pada,topik,kanal\nnyata-1,1/PPID,2026-06-29,2026-06-29,anggaran,surat\n"
    )
    trees.put(portal, f"datasets/badan/{REAL}/permohonan.csv", rows)
    asked = ("receipt", "1/PPID", "--on", "2026-06-30")
    done = terbuka(portal, *asked)
    assert done.returncode == 2
    assert done.stderr == (
        "terbuka: alamat portal masih contoh (https://terbuka.example/), jadi kode QR tidak menuju ke mana pun; isi "
        "site_url di mkdocs.yml dengan alamat yang sebenarnya\n"
    )
    done = terbuka(portal, *asked, TERBUKA_SITE_URL="https://ppid.contoh.go.id/portal")
    assert done.returncode == 0, done.stderr
    text = (portal / f"privat/tanda-terima/{REAL}/nyata-1.html").read_text("utf-8")
    assert f"https://ppid.contoh.go.id/portal/{REAL}/cek-status/" in re.sub("<[^>]*>", "", text)
    assert "DATA CONTOH" not in text


# --- the sheet --------------------------------------------------------------------------------------------


def sheet(desk: Desk, name: str, ending: str) -> Path:
    return desk.root / f"privat/tanda-terima/{SAMPLE}/{name}.{ending}"


def link_of(desk: Desk, name: str) -> str:
    return f"https://terbuka.example/{SAMPLE}/cek-status/#{desk.codes[name]}"


#: As the law's data say them.
RULES = (
    "Kantor menjawab tertulis paling lambat 10 hari kerja sejak permintaan diterima. (UU 14/2008 Pasal 22 ayat (7))",
    "Waktu itu dapat diperpanjang satu kali, 7 hari kerja, dengan alasan tertulis. (UU 14/2008 Pasal 22 ayat (8))",
)


@pytest.mark.parametrize("name", ["uji-proses", "uji-keberatan"])
def test_the_pdf_is_one_tagged_page_that_says_all(desk: Desk, name: str) -> None:
    data = sheet(desk, name, "pdf").read_bytes()
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    assert [round(x) for x in document[0].get_size()] == [595, 842]
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)
    language = (ctypes.c_ushort * 32)()
    pypdfium2.raw.FPDFCatalog_GetLanguage(document.raw, language, 64)
    assert bytes(language).decode("utf-16-le").rstrip("\0") == "id"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    text = re.sub(r"\s+", " ", document[0].get_textpage().get_text_range())
    wanted = [
        "Biro Contoh, Sekretariat Daerah Provinsi Contoh",
        "DATA CONTOH, bukan keadaan sebenarnya",
        "(0000) 123456",
    ]
    wanted += [desk.codes[name], "https://terbuka.example/biro-contoh/cek-status/", "Sabtu dan Minggu tidak dihitung"]
    if name == "uji-proses":
        wanted += [
            "Tanda bukti penerimaan permohonan informasi",
            "Nomor pendaftaran UJI/PROSES",
            "Diterima Jumat, 19 Juni 2026",
        ]
        wanted += ["Hari terakhir jawaban Jumat, 3 Juli 2026", "Bila diperpanjang Selasa, 14 Juli 2026", *RULES]
        wanted += ["Nama pemohon", "Ajukan keberatan kepada Atasan PPID"]
    else:
        wanted += [
            "Tanda terima keberatan",
            "Nomor registrasi UJI/KB",
            "Hari terakhir tanggapan Senin, 3 Agustus 2026",
            "Atasan PPID menanggapi tertulis paling lambat 30 hari kerja sejak keberatan diterima. (UU 14/2008",
        ]
    assert [w for w in wanted if w not in text] == []
    assert "anggaran" not in text.lower()
    document.close()


def test_days_off_on_the_way_are_named_with_their_decree(desk: Desk) -> None:
    text = sheet(desk, "uji-lewat", "html").read_text("utf-8")
    found = re.search(r"Tidak dihitung: [^<]*", text)
    assert found is not None
    assert found[0].startswith("Tidak dihitung: Sabtu, Minggu, dan 16 Juni 2026 Tahun Baru Islam. Menurut ")
    assert "<td>Selasa, 23 Juni 2026</td>" in text
    assert all(rule in text for rule in RULES)


def modules(link: str) -> list[list[bool]]:
    return [[bool(x) for x in row] for row in segno.make_qr(link, error="m").matrix_iter(border=4)]


def test_the_qr_code_of_both_files_holds_the_address(desk: Desk, browser: Browser) -> None:
    """Looked at as a telephone does: dark and light at the middle of every module of the picture."""
    from PIL import Image

    wanted = modules(link_of(desk, "uji-proses"))
    assert wanted != modules(link_of(desk, "uji-lewat"))
    size = len(wanted)
    page = browser.new_page(viewport={"width": 900, "height": 1400}, device_scale_factor=4)
    page.goto(sheet(desk, "uji-proses", "html").as_uri())
    shot = Image.open(io.BytesIO(page.locator(".code svg").screenshot())).convert("L")
    page.close()
    step = shot.width / size
    seen = [
        [shot.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 128 for x in range(size)] for y in range(size)
    ]
    assert seen == wanted
    document = pypdfium2.PdfDocument(sheet(desk, "uji-proses", "pdf"))
    scale = 6
    drawn = document[0].render(scale=scale).to_pil().convert("L")
    document.close()
    step = 36 / 25.4 * 72 * scale / size
    # The picture stands somewhere on the left; a wrong place shows no finder pattern.
    left = int((18 / 25.4 * 72 + 9) * scale)
    pixels = drawn.load()

    def at(x0: int, y0: int, x: int, y: int) -> bool:
        return bool(pixels[int(x0 + (x + 0.5) * step), int(y0 + (y + 0.5) * step)] < 128)

    corner = [(x, y) for x in range(4, 11) for y in range(4, 11)]
    places = [
        (left, top)
        for top in range(0, drawn.height - int(step * size), 2)
        if all(at(left, top, x, y) == wanted[y][x] for x, y in corner)
    ]
    assert any(all(at(*p, x, y) == wanted[y][x] for x in range(size) for y in range(size)) for p in places)


@pytest.mark.parametrize("name", ["uji-lewat", "uji-keberatan"])
def test_the_html_sheet_prints_on_one_page_and_needs_nobody(desk: Desk, name: str, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    address = sheet(desk, name, "html").as_uri()
    page.goto(address)
    assert asked == [address]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(document) == 1
    document.close()
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))") == []
    page.close()


def test_what_is_typed_is_text_on_the_sheet(portal: Path) -> None:
    nasty = "<b>#1</b> $x$ *a* #panic()"
    trees.change(portal, f"{BODY}/permohonan.csv", "UJI/PROSES", f"{nasty}")
    done = terbuka(portal, "receipt", "uji-proses")
    assert done.returncode == 0, done.stderr
    folder = portal / f"privat/tanda-terima/{SAMPLE}"
    assert "&lt;b&gt;#1&lt;/b&gt; $x$ *a* #panic()" in (folder / "uji-proses.html").read_text("utf-8")
    document = pypdfium2.PdfDocument(folder / "uji-proses.pdf")
    assert nasty in document[0].get_textpage().get_text_range()
    document.close()


# --- what the site holds ----------------------------------------------------------------------------------


def buckets(site: Path) -> dict[str, str]:
    """Every published fingerprint with its sealed state."""
    found: dict[str, str] = {}
    for file in sorted((site / f"api/v1/{SAMPLE}/status").glob("*.json")):
        made = json.loads(file.read_text("utf-8"))
        assert sorted(made) == ["$schema", "badan", "contoh", "isi"]
        assert all(print_.startswith(file.stem) for print_ in made["isi"])
        found |= made["isi"]
    return found


def test_walking_yields_nothing(desk: Desk, site: Path) -> None:
    """All published files together: no code, no key, no number, no exact day of a case, no length that tells."""
    rows = table(desk.root)
    assert sorted(buckets(site)) == sorted(row[2] for row in rows)
    assert len({len(sealed) for sealed in buckets(site).values()}) == 1
    status = "".join(p.read_text("utf-8") for p in (site / f"api/v1/{SAMPLE}/status").iterdir())
    assert re.findall(r"20\d\d-\d\d-\d\d|uji-|UJI/", status) == []
    secrets = [row[3] for row in rows] + [receipt_code.read(code) for code in [*desk.codes.values(), desk.replaced]]
    numbers = [row.upper().replace("-", "/") for row in REQUESTS] + ["UJI/KB"]
    days = {day for case in REQUESTS.values() for name, day in case.items() if name.endswith("_pada")} - {"2026-06-29"}
    for file in sorted(site.rglob("*")):
        if not file.is_file():
            continue
        text = file.read_bytes().decode("utf-8", "replace")
        assert [s for s in secrets if s in text.replace("-", "")] == [], file
        assert [n for n in numbers if n in text] == [], file
        if re.search(r"status/|register-permohonan|cek-status", file.relative_to(site).as_posix()):
            assert [d for d in days if d in text] == [], file
    assert [row[2] for row in rows if row[2] in (site / f"{SAMPLE}/cek-status/index.html").read_text("utf-8")] == []


def test_nothing_of_a_code_was_said_or_kept(desk: Desk) -> None:
    for code in [*desk.codes.values(), desk.replaced]:
        assert code not in desk.said
        for path, data in whole(desk.root).items():
            assert path.startswith("privat/") or receipt_code.read(code).encode() not in data.replace(b"-", b""), path


def test_two_builds_seal_the_same_bytes(desk: Desk) -> None:
    corpus, problems = load(desk.root)
    assert problems == []
    assessment = assess(corpus, dict.fromkeys(corpus.bodies, DAY))
    made, again = (
        {f.path: f.content for f in render(corpus, assessment) if isinstance(f, File) and "/status/" in f.path}
        for _ in range(2)
    )
    assert made == again
    assert len(made) > 5


STATES: dict[str, dict[str, object]] = {
    "uji-proses": {
        "tahap": "diproses", "waktu": "dalam-batas", "diterima": "2026-06-19", "dicatat": "2026-06-19",
        "lengkap": "2026-06-22", "batas": "2026-07-03", "batas_akhir": "2026-07-06",
        "aman": ["2026-07-07", "2026-08-14"],
    },
    # Nobody can say yet from when the Perki counts: no window.
    "uji-kurang": {
        "tahap": "menunggu-perbaikan", "waktu": "dalam-batas", "diterima": "2026-06-25", "dicatat": "2026-06-25",
        "kurang": "2026-06-26", "batas": "2026-07-09", "lengkapi": "2026-07-01", "anggapan": True,
    },
    "uji-surat-terlambat": {
        "tahap": "menunggu-perbaikan", "waktu": "lewat-batas", "diterima": "2026-06-08", "dicatat": "2026-06-08",
        "kurang": "2026-06-15", "batas": "2026-06-23", "lengkapi": "2026-06-19", "anggapan": True,
        "aman": ["2026-06-29", "2026-08-04"],
    },
    "uji-diam": {
        "tahap": "selesai", "waktu": "lewat-batas", "diterima": "2026-01-05", "dicatat": "2026-01-05",
        "lengkap": "2026-01-05", "dijawab": "2026-06-08", "putusan": "ditolak", "batas": "2026-01-20",
        "aman": ["", "2026-07-21"], "akhir": {"batas-jawaban": "2026-03-05", "jawaban": "2026-07-21"},
    },
    "uji-lewat": {
        "tahap": "diproses", "waktu": "lewat-batas", "diterima": "2026-06-08", "dicatat": "2026-06-08",
        "lengkap": "2026-06-08", "batas": "2026-06-23", "aman": ["2026-06-24", "2026-08-04"],
    },
    "uji-diperpanjang": {
        "tahap": "diperpanjang", "waktu": "dalam-batas", "diterima": "2026-06-08", "dicatat": "2026-06-08",
        "lengkap": "2026-06-08", "diperpanjang": "2026-06-19", "batas": "2026-07-02",
        "aman": ["2026-07-03", "2026-08-13"],
    },
    "uji-ditolak": {
        "tahap": "selesai", "waktu": "dalam-batas", "diterima": "2026-06-08", "dicatat": "2026-06-08",
        "lengkap": "2026-06-08", "dijawab": "2026-06-18", "putusan": "ditolak", "batas": "2026-06-23",
        "aman": ["", "2026-07-30"],
    },
    # Late: silence was a ground from the office's day on, so the term may have begun then.
    "uji-terlambat": {
        "tahap": "selesai", "waktu": "lewat-batas", "diterima": "2026-06-08", "dicatat": "2026-06-08",
        "lengkap": "2026-06-08", "dijawab": "2026-06-26", "diberikan": "2026-06-26", "putusan": "dikabulkan-seluruhnya",
        "batas": "2026-06-23", "aman": ["", "2026-08-04"],
        "akhir": {"batas-jawaban": "2026-08-04", "jawaban": "2026-08-07"},
    },
    # Withdrawn before the answer: no clock runs any more.
    "uji-dicabut": {
        "tahap": "dicabut", "waktu": "dalam-batas", "diterima": "2026-06-22", "dicatat": "2026-06-22",
        "dicabut": "2026-06-24",
    },
    # Not declared complete: the window waits for the last day on which that may happen.
    "uji-baru": {
        "tahap": "pemeriksaan-kelengkapan", "waktu": "dalam-batas", "diterima": "2026-06-29", "dicatat": "2026-06-29",
        "batas": "2026-07-13", "aman": ["2026-07-17", "2026-08-26"],
    },
    "uji-keberatan": {
        "tahap": "diproses", "waktu": "dalam-batas", "diterima": "2026-06-22", "dicatat": "2026-06-23",
        "permohonan": "2026-06-08", "batas": "2026-08-03", "batas_akhir": "2026-08-04",
        "aman": ["2026-08-05", "2026-08-24"],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_the_holder_reads_the_state_of_the_own_case(name: str, desk: Desk, site: Path) -> None:
    code = desk.codes[name]
    sealed = buckets(site)[receipt_code.fingerprint(SAMPLE, code)]
    found = receipt_code.unseal(receipt_code.key(SAMPLE, code), sealed)
    head = {"register": "keberatan" if name == "uji-keberatan" else "permohonan", "pada": "2026-06-30"}
    if name != "uji-keberatan":
        head["topik"] = "anggaran"
    assert found == head | STATES[name]


# --- the page ---------------------------------------------------------------------------------------------


def opened(context: BrowserContext, address: str) -> tuple[Page, list[str], list[str]]:
    """A page, what it complained about, and every address it asked for."""
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: asked.append(r.url))
    page.goto(address, wait_until="networkidle")
    return page, said, asked


def told(page: Page) -> list[str]:
    page.locator("[data-hasil] h2").wait_for()
    return [line for line in page.locator("[data-hasil] h2, [data-hasil] p:not(.actions)").all_inner_texts() if line]


def silent(first: str, last: str, now: str, step: str = "keberatan") -> str:
    return f"Bila tidak dijawab, paling aman ajukan {step} antara {first} dan {last}. {now}."


def unhappy(last: str) -> str:
    when = f"paling lambat {last}, dihitung dari hari yang tercatat di kantor"
    return f"Tidak puas? Ajukan keberatan {when}. Sekarang waktunya."


READING = (
    "Tiap alasan punya waktunya sendiri: kantor yang diam dihitung sejak batas jawabannya lewat, penolakan sejak "
    "penolakannya Anda terima. Paling aman pakai akhir yang paling awal di antara yang belum lewat. "
    "(UU 14/2008 Pasal 35 ayat (1) dan Pasal 36 ayat (1); bacaan kami)"
)
UNREAD = (
    "Keberatan tidak ditanggapi 30 hari kerja? Jalan ke Komisi Informasi terbuka; ajukan paling lambat 14 hari kerja "
    "sesudah waktu itu habis. Tanyakan dahulu kepada Komisi Informasi. "
    "(Perki 1/2013 Pasal 5 dan Pasal 13; belum dicocokkan dengan naskahnya)"
)
SENT = "hitungannya sejak hari Anda terima (Perki 1/2021 Pasal 33 ayat (3))"
REPAIR = "Lengkapi permohonan Anda paling lambat Rabu, 1 Juli 2026. Tinggal 1 hari. Dihitung sejak suratnya dikirim."
STORIES = {
    "uji-proses": [
        "Permohonan Anda: diproses",
        "Kantor menjawab paling lambat Jumat, 3 Juli 2026. Tinggal 3 hari.",
        "Dihitung sejak dinyatakan lengkap (Perki 1/2021): Senin, 6 Juli 2026.",
        silent("Selasa, 7 Juli 2026", "Jumat, 14 Agustus 2026", "Belum waktunya"),
    ],
    "uji-kurang": [
        "Permohonan Anda: menunggu perbaikan pemohon",
        f"{REPAIR} Bila Anda menerimanya kemudian, {SENT}.",
        "Kantor menjawab paling lambat Kamis, 9 Juli 2026. Tinggal 9 hari.",
    ],
    "uji-lewat": [
        "Permohonan Anda: diproses",
        "Kantor menjawab paling lambat Selasa, 23 Juni 2026. Lewat batas sejak 24 Juni 2026.",
        silent("Rabu, 24 Juni 2026", "Selasa, 4 Agustus 2026", "Sekarang waktunya"),
    ],
    "uji-diperpanjang": [
        "Permohonan Anda: diperpanjang",
        "Kantor menjawab paling lambat Kamis, 2 Juli 2026. Tinggal 2 hari.",
        silent("Jumat, 3 Juli 2026", "Kamis, 13 Agustus 2026", "Belum waktunya"),
    ],
    "uji-ditolak": [
        "Permohonan Anda: selesai",
        "Jawaban kantor: Ditolak (dikecualikan).",
        "Dijawab dalam batas: batasnya Selasa, 23 Juni 2026.",
        unhappy("Kamis, 30 Juli 2026"),
    ],
    "uji-terlambat": [
        "Permohonan Anda: selesai",
        "Jawaban kantor: Dikabulkan seluruhnya.",
        "Dijawab sesudah batasnya: batasnya Selasa, 23 Juni 2026.",
        unhappy("Selasa, 4 Agustus 2026"),
        "Karena tidak ditanggapi sampai batasnya: paling lambat Selasa, 4 Agustus 2026.",
        "Karena jawabannya, atau karena terlambat: paling lambat Jumat, 7 Agustus 2026.",
        READING,
    ],
    "uji-diam": [
        "Permohonan Anda: selesai",
        "Jawaban kantor: Ditolak (dikecualikan).",
        "Dijawab sesudah batasnya: batasnya Selasa, 20 Januari 2026.",
        unhappy("Selasa, 21 Juli 2026"),
        "Karena tidak ditanggapi sampai batasnya: waktunya berakhir Kamis, 5 Maret 2026.",
        "Karena jawabannya, atau karena terlambat: paling lambat Selasa, 21 Juli 2026.",
        READING,
    ],
    "uji-dicabut": [
        "Permohonan Anda: dicabut",
        "Dicabut, jadi tidak diproses lagi. Anda dapat meminta lagi kapan saja.",
    ],
    "uji-keberatan": [
        "Keberatan Anda: diproses",
        "Atasan PPID menanggapi paling lambat Senin, 3 Agustus 2026. Tinggal 34 hari.",
        "Dihitung sejak dicatat dalam register: Selasa, 4 Agustus 2026.",
        silent("Rabu, 5 Agustus 2026", "Senin, 24 Agustus 2026", "Belum waktunya", "sengketa ke Komisi Informasi"),
        UNREAD,
    ],
}
END = "Menurut data kantor per 30 Juni 2026. Ada yang keliru? Hubungi kantor dan sebut nomor pendaftaran Anda."


@pytest.mark.parametrize("name", STORIES)
def test_the_qr_code_opens_the_own_case_and_leaves_no_trace(
    name: str, desk: Desk, phone: BrowserContext, served: Served
) -> None:
    page, said, asked = opened(phone, f"{served.url}{SAMPLE}/cek-status/#{desk.codes[name]}")
    assert told(page) == [*STORIES[name], END]
    assert page.url == f"{served.url}{SAMPLE}/cek-status/"
    assert page.evaluate("document.activeElement.tagName") == "H2"
    # Only the file of the first two digits was asked for, and nothing that the code could be read from.
    print_ = receipt_code.fingerprint(SAMPLE, desk.codes[name])
    files = [u for u in asked if "/api/" in u]
    assert files == [f"{served.url}api/v1/{SAMPLE}/status/{print_[:2]}.json"]
    assert [u for u in asked if not u.startswith((served.url, "data:"))] == []
    assert page.evaluate("Object.assign({}, localStorage, sessionStorage)") == {}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))") == []
    page.get_by_role("button", name="Bersihkan").click()
    assert page.locator("[data-hasil]").is_hidden()
    assert page.get_by_label("Kode di tanda terima").input_value() == ""
    assert said == []


def test_a_code_is_typed_and_slips_are_told_in_words(desk: Desk, phone: BrowserContext, served: Served) -> None:
    page, said, asked = opened(phone, f"{served.url}{SAMPLE}/cek-status/")
    field, alert = page.get_by_label("Kode di tanda terima"), page.locator("#kode-galat")
    good = desk.codes["uji-proses"]
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    for typed, words in (
        ("", "Ketik kode di tanda terima Anda."),
        ("UJI/PROSES", "Tanda “U” tidak ada dalam kode. Kode hanya angka dan huruf, tanpa I, L, O, dan U."),
        ("012/PPID/2026", "Tanda “/” tidak ada dalam kode. Kode hanya angka dan huruf, tanpa I, L, O, dan U."),
        (good[:-2], "Kode terdiri dari 20 angka dan huruf. Yang Anda ketik 18."),
        (wrong, "Ada yang salah ketik: satu tanda keliru, atau dua tanda tertukar. Cocokkan lagi dengan tanda terima."),
    ):
        field.fill(typed)
        page.get_by_role("button", name="Lihat status").click()
        assert alert.inner_text() == words
        assert field.get_attribute("aria-invalid") == "true"
        assert page.evaluate("document.activeElement.id") == "kode"
    # A slip is found without asking anybody.
    assert [u for u in asked if "/api/" in u] == []
    field.fill(good.lower().replace("0", "o").replace("1", "l").replace("-", " "))
    field.press("Enter")
    assert told(page)[0] == "Permohonan Anda: diproses"
    assert alert.is_hidden()
    assert said == []


def test_unknown_and_replaced_codes_open_nothing(desk: Desk, phone: BrowserContext, served: Served) -> None:
    other = receipt_code.with_check("7K3M9QXT2B4DW8HNP5R")
    for code in (desk.replaced, receipt_code.grouped(other)):
        page, _, _ = opened(phone, f"{served.url}{SAMPLE}/cek-status/#{code}")
        alert = page.locator("#kode-galat")
        alert.wait_for()
        assert alert.inner_text().startswith(
            "Kode ini tidak dikenal di kantor ini. Mungkin tanda terimanya sudah diganti"
        )
        assert page.locator("[data-hasil]").is_hidden()
        assert "#" not in page.url


def test_without_a_connection_it_says_so(desk: Desk, phone: BrowserContext, served: Served) -> None:
    page, _, _ = opened(phone, f"{served.url}{SAMPLE}/cek-status/")
    phone.set_offline(True)
    page.get_by_label("Kode di tanda terima").fill(desk.codes["uji-proses"])
    page.get_by_role("button", name="Lihat status").click()
    page.get_by_text("Statusnya tidak dapat dimuat. Periksa sambungan, lalu coba lagi.").wait_for()


@pytest.mark.parametrize("hash_", ["<img src=x onerror=alert(1)>", "%E0%A4%A", "a" * 5000, "isi=1&x=2"])
def test_a_strange_fragment_is_only_text(hash_: str, phone: BrowserContext, served: Served) -> None:
    page, said, asked = opened(phone, f"{served.url}{SAMPLE}/cek-status/#{hash_}")
    page.locator("#kode-galat").wait_for()
    assert page.locator("#kode-galat img, [data-hasil] img").count() == 0
    assert len(page.get_by_label("Kode di tanda terima").input_value()) <= 60
    assert [u for u in asked if "/api/" in u] == []
    assert said == []


def test_the_sample_can_be_tried(phone: BrowserContext, served: Served) -> None:
    page, said, _ = opened(phone, f"{served.url}{SAMPLE}/cek-status/")
    page.get_by_role("button", name="Coba kode contoh").click()
    assert told(page)[0] == "Permohonan Anda: diproses"
    assert page.url == f"{served.url}{SAMPLE}/cek-status/"
    assert said == []


def test_the_case_goes_into_the_notes_and_into_the_letter(desk: Desk, phone: BrowserContext, served: Served) -> None:
    page, said, _ = opened(phone, f"{served.url}{SAMPLE}/cek-status/#{desk.codes['uji-lewat']}")
    told(page)
    page.get_by_role("link", name="Siapkan surat keberatan").click()
    page.wait_for_load_state("networkidle")
    assert page.url == f"{served.url}{SAMPLE}/keberatan/"
    assert page.locator("input[name=alasan]:checked").evaluate_all("all => all.map(e => e.value)") == ["c"]
    assert page.get_by_label("Ceritakan singkat apa yang terjadi").input_value() == (
        "Permohonan saya diterima Senin, 8 Juni 2026 dan harus dijawab paling lambat Selasa, 23 Juni 2026. Sampai "
        "Selasa, 30 Juni 2026 saya belum menerima jawaban tertulis."
    )
    page, more, _ = opened(phone, f"{served.url}{SAMPLE}/cek-status/#{desk.codes['uji-diperpanjang']}")
    told(page)
    page.get_by_role("link", name="Simpan di catatan HP ini").click()
    page.wait_for_load_state("networkidle")
    assert page.url == f"{served.url}{SAMPLE}/catatan/"
    values = {
        name: page.locator(f"#n-{name}").input_value()
        for name in ("perihal", "nomor", "diterima", "lengkap", "diperpanjang")
    }
    assert values == {
        "perihal": "Permohonan tentang Anggaran", "nomor": "", "diterima": "2026-06-08", "lengkap": "2026-06-08",
        "diperpanjang": "2026-06-19",
    }  # fmt: skip
    assert page.evaluate("Object.keys(localStorage)") == []
    page.get_by_role("button", name="Simpan di HP ini").click()
    assert page.evaluate("Object.keys(localStorage)") == [f"catatan:{SAMPLE}"]
    assert said + more == []


def test_the_page_and_the_program_read_a_code_alike(phone: BrowserContext, served: Served) -> None:
    page, _, _ = opened(phone, f"{served.url}{SAMPLE}/cek-status/")
    codes = [receipt_code.draw() for _ in range(300)]
    slips = [code[:5] + code[6:] + code[5] for code in codes] + [c.replace("-", "", 1)[::-1] for c in codes]
    for typed in (codes, slips):
        seen = page.evaluate("all => all.map(c => terbuka.kode(c).kode || '')", typed)
        wanted = []
        for code in typed:
            try:
                wanted.append(receipt_code.read(code))
            except receipt_code.NotACode:
                wanted.append("")
        assert seen == wanted


def test_without_scripts_the_desk_is_named(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}{SAMPLE}/cek-status/#0000-0000-0000-0000-0000")
    text = page.locator(".page").inner_text()
    assert "Mencocokkan kode memerlukan JavaScript. Tanpa itu, sebutkan nomor pendaftaran Anda kepada petugas." in text
    assert "Nomor pendaftaran saja tidak membuka apa pun." in text
    assert "(0000) 123456" in text
    assert page.get_by_label("Kode di tanda terima").is_hidden()
    page.goto(f"{served.url}{REAL}/cek-status/")
    assert "belum memberi tanda terima berkode" in page.locator(".page").inner_text()
    context.close()
