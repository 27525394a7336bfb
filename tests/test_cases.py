"""Every mistake has a folder: files laid over a sound portal, and the whole answer of ``terbuka check``.

``tests/cases/<code>[__variant]/`` holds the files, perhaps ``hapus.txt`` (files to delete, one a line) and
``hari.txt`` (the assessed day), and ``expected.txt``: exit code, Indonesian answer, ``---``, English answer. Every gap
is listed there (``--semua``); how many are told as a path is tested in ``test_path.py``.
``pytest tests/test_cases.py --rewrite`` writes the expected texts anew; read the difference as an officer
would before committing it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import trees
from terbuka import __version__, cli
from terbuka.authoring import inference
from terbuka.base import defaults
from terbuka.base.problem import Place, Problem, blocking, codes
from terbuka.cli import building
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.portal.judging import assess, gap_problems
from terbuka.review.report import as_json, as_text

CASES = trees.TESTS / "cases"
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir())
OURS = ("expected.txt", "hapus.txt", "hari.txt")

#: Codes that no folder of files can bring about, each with its test.
ELSEWHERE = {
    **dict.fromkeys(
        ("portal-yml-salah", "portal-yml-lebih-baru", "pemutakhiran-terhenti", "bawaan-diganti", "skema-lebih-terbuka"),
        "test_a_thin_portal_tells_of_its_own_file",
    ),
    "berkas-terlalu-besar": "test_a_huge_document",
    "tautan-simbolik": "test_symbolic_links",
    "berkas-besar": "test_a_large_file_is_a_note_with_its_reason",
    "berkas-besar-unggah": "test_a_file_that_no_browser_can_upload_is_a_note_with_that_reason",
    "dataset-bukan-csv": "test_a_workbook_is_told_how_to_become_a_table",
    "angka-dua-arti": "test_a_number_with_two_readings_is_refused_with_both",
    **dict.fromkeys(("baris-terlalu-panjang", "yaml-terlalu-banyak", "data-pribadi-banyak"), "test_far_too_much"),
    "tautan-dalam-mati": "test_words_of_the_site",
    "situs-gagal": "test_words_of_the_site",
    "mesin-belum-terpasang": "test_words_of_the_site",
    "berkas-tak-jadi": "test_words_of_a_file_that_is_left_out",
    "huruf-tak-tercetak": "test_words_of_a_file_that_is_left_out",
    **dict.fromkeys(
        (f"impor-{name}" for name in ("tak-terbaca", "lembar", "kolom-hilang", "tersembunyi", "gabung", "rumus")),
        "test_codes_of_the_import_have_cases_of_their_own",
    ),
    **dict.fromkeys(
        (f"impor-{name}" for name in ("angka", "data-pribadi", "kembar", "kode", "kolom-berulang")),
        "test_codes_of_the_import_have_cases_of_their_own",
    ),
    **dict.fromkeys(
        (f"impor-{name}" for name in ("jawaban", "terlalu-sedikit", "selisih-kecil", "hari-tak-dikenal")),
        "test_codes_of_the_import_have_cases_of_their_own",
    ),
}


def planted(case: Path, target: Path) -> tuple[Path, str]:
    """The tree of a case and its day."""
    root = trees.grow(target)
    for path in (case / "hapus.txt").read_text().split() if (case / "hapus.txt").exists() else []:
        (root / path).unlink()
    trees.overlay(root, case, OURS)
    day = (case / "hari.txt").read_text().strip() if (case / "hari.txt").exists() else str(trees.DAY)
    return root, day


Reading = tuple[Corpus, Assessment | None, list[Problem]]
Answer = Callable[[Path, str], tuple[str, Reading]]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Answer:
    """The answer of the command in both languages, and the one reading that both come from."""

    def ask(root: Path, day: str) -> tuple[str, Reading]:
        reading = building.read(cli.parser().parse_args(["check", "--root", str(root), "--on", day]))
        answers = []
        with monkeypatch.context() as patch:
            patch.setattr(building, "read", lambda options: reading)
            for language in ("id", "en"):
                code = cli.main(["check", "--semua", "--root", str(root), "--on", day, "--lang", language])
                out, err = capsys.readouterr()
                assert err == ""
                answers.append(out)
        return f"kode keluar: {code}\n{answers[0]}---\n{answers[1]}", reading

    return ask


def test_some_were_found() -> None:
    assert len(FOLDERS) > 100


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path, answer: Answer, rewrite: bool) -> None:
    root, day = planted(case, tmp_path / "portal")
    found, (corpus, assessment, problems) = answer(root, day)
    expected = case / "expected.txt"
    if rewrite:
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")
    assert f"[{case.name.split('__')[0]}]" in found
    # Reading and comparing know no day. What judging adds blocks nothing, on the day and ten years later.
    if assessment is not None:
        on = date.fromisoformat(day)
        later = assess(corpus, dict.fromkeys(corpus.bodies, on.replace(year=on.year + 10)))
        assert not blocking([*problems, *gap_problems(later)])


def test_a_workbook_is_told_how_to_become_a_table() -> None:
    with pytest.raises(inference.NotATable) as caught:
        inference.infer(trees.zipped({"xl/workbook.xml": ""}), "penduduk.xlsx")
    assert as_text(caught.value.problems) == (
        "DIBLOKIR (1): tidak ada yang terbit sampai ini diperbaiki\n"
        "\n"
        "penduduk.xlsx  [dataset-bukan-csv]\n"
        "  “penduduk.xlsx” adalah buku kerja Excel (.xlsx); himpunan data dibuat dari berkas CSV.\n"
        "  → Bila berisi tabel: buka, pilih lembar yang memuat tabelnya, Simpan Sebagai, jenis “CSV UTF-8 (dibatasi "
        "koma)”, lalu ulangi perintahnya dengan berkas itu. Satu lembar menjadi satu tabel.\n"
    )


def test_a_number_with_two_readings_is_refused_with_both() -> None:
    data = b"Kabupaten,Jumlah Penduduk (orang)\nAlor,221.543\nBelu,217.973\n"
    with pytest.raises(inference.NotATable) as caught:
        inference.infer(data, "penduduk.csv")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("angka-dua-arti", "penduduk.csv:2 (sel B2)")
    assert problem.sentence("temuan") == (
        "“221.543” di “jumlah_penduduk” dapat berarti 221543 atau 221,543, dan tidak ada angka lain di kolom itu yang "
        "memutuskannya."
    )
    assert problem.sentence("cara") == (
        "Ulangi perintahnya dengan artinya: angka.jumlah_penduduk=ribuan-titik bila berarti 221543, atau "
        "angka.jumlah_penduduk=desimal-titik bila berarti 221,543. Untuk semua kolom sekaligus: angka=ribuan-titik."
    )


def test_every_code_has_a_case() -> None:
    shown = {case.name.split("__")[0] for case in FOLDERS}
    assert shown <= set(codes())
    assert set(codes()) - shown == set(ELSEWHERE)
    assert set(ELSEWHERE.values()) <= globals().keys()


def test_expected_texts_keep_the_secret() -> None:
    """Only invented office contacts and the law's own numbers may stand in an answer."""
    texts = {case.name: (case / "expected.txt").read_text("utf-8") for case in FOLDERS}
    told = {name: re.findall(r"53710[0-9]*|08[0-9]{8,}|[\w.]+@[\w.]+", text) for name, text in texts.items()}
    assert {name: secrets for name, secrets in told.items() if secrets} == {}


# --- what cannot be a folder of files --------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no symbolic links")
def test_symbolic_links(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    outside = tmp_path / "luar"
    outside.mkdir()
    (outside / "rahasia.txt").write_text("Budi 5371010101900001")
    (outside / "rahasia.md").write_text("rahasia")
    links = {
        "content/rahasia.md": "rahasia.md",
        "content/luar": "",
        "datasets/aturan/lain": "",
        "datasets/badan/lain": "",
        f"{trees.BODY}/kontak-kantor.yml": "rahasia.txt",
        f"{trees.BODY}/berkas/rahasia.txt": "rahasia.txt",
    }
    for path, target in links.items():
        (root / path).symlink_to(outside / target)
    _, _, problems = trees.judged(root)
    assert as_text(problems) == "\n".join(
        [
            "DIBLOKIR (6): tidak ada yang terbit sampai ini diperbaiki",
            "",
            *(
                f"{path}  [tautan-simbolik]\n"
                "  Ini bukan berkas, melainkan penunjuk (symbolic link) ke tempat lain.\n"
                "  → Ganti dengan berkas atau folder aslinya.\n"
                for path in sorted(links)
            ),
        ]
    )


@pytest.mark.parametrize(
    "path", ["datasets", "datasets/badan", trees.BODY, f"{trees.BODY}/berkas", "schemas", "content", "mkdocs.yml"]
)
def test_a_link_on_the_way(tmp_path: Path, path: str) -> None:
    root = trees.grow(tmp_path / "portal")
    (root / path).rename(tmp_path / "pindah")
    (root / path).symlink_to(tmp_path / "pindah")
    _, assessment, problems = trees.judged(root)
    assert assessment is None
    assert {(p.code, str(p.place)) for p in problems if p.code == "tautan-simbolik"} == {("tautan-simbolik", path)}


def test_a_thin_portal_tells_of_its_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What such a portal does not hold comes from the package, which no folder of files can stand for."""
    package = trees.grow(tmp_path / "bawaan")
    monkeypatch.setattr(defaults, "folder", lambda: package)
    root = tmp_path / "portal"
    shutil.copytree(package / "datasets/badan", root / "datasets/badan")
    shutil.copy(package / "mkdocs.yml", root)

    def said(portal: str) -> str:
        (root / "portal.yml").write_text(portal, "utf-8")
        return as_text(trees.judged(root)[2])

    sound = "versi: 0.1.0\nhukum_per: 2026-11-30\nsumber: pustaka\ntulisan: {}\ntimpaan: {}\n"
    assert said(sound) == ""
    assert said(sound.replace("pustaka", "kantor")) == (
        "DIBLOKIR (1): tidak ada yang terbit sampai ini diperbaiki\n"
        "\n"
        "portal.yml:3  [portal-yml-salah]\n"
        "  Baris ini di portal.yml bukan seperti yang ditulis program: sumber. Tanpanya tidak diketahui program dan "
        "hukum mana yang dipakai portal ini.\n"
        "  → Berkas ini ditulis program dan tidak diubah dengan tangan. Kembalikan dari riwayat: git restore "
        "portal.yml, atau tab History di halaman repositori.\n"
    )
    assert said(sound.replace("0.1.0", "99.0")) == (
        "CATATAN (1): tidak menghalangi apa pun\n"
        "\n"
        "portal.yml:1  [portal-yml-lebih-baru]\n"
        f"  Portal ini sudah memakai terbuka 99.0, tetapi yang terpasang di sini terbuka {__version__}. Penilaiannya "
        "menurut program dan hukum yang lama.\n"
        "  → Pasang program portal ini, di foldernya: python -m pip install --require-hashes --only-binary :all: -r "
        "requirements.txt\n"
    )
    (root / "schemas").mkdir()
    schema = (package / "schemas/permohonan.yml").read_bytes()
    (root / "schemas/permohonan.yml").write_bytes(schema.replace(b"\n", b"\r\n"))
    assert said(sound) == "", "the same with other ends of lines"
    (root / "schemas/permohonan.yml").write_bytes(schema + b"# kami\n")
    assert said(sound) == (
        "CATATAN (1): tidak menghalangi apa pun\n"
        "\n"
        "schemas/permohonan.yml  [bawaan-diganti]\n"
        "  schemas/permohonan.yml di portal ini menggantikan aturan atau skema yang datang bersama program, dan isinya "
        "lain. Data diperiksa dan dinilai menurut berkas kantor ini.\n"
        "  → Bila tidak disengaja, hapus: yang dari program dipakai lagi. Bila disengaja, cocokkan setiap kali program "
        "diperbarui; terbuka upgrade --check menunjukkan bedanya.\n"
    )
    opened = schema.replace(
        b"    maks_panjang: 60\n    terbit: tidak\n", b"    maks_panjang: 60\n    terbit: utuh\n", 1
    )
    (root / "schemas/permohonan.yml").write_bytes(opened.replace(b"tanpa_identitas: ya\n", b"", 1))
    assert said(sound).endswith(
        "\n"
        "schemas/permohonan.yml:3  [skema-lebih-terbuka]\n"
        "  Skema “permohonan” tulisan kantor ini membuka lebih banyak daripada skema program, di: nomor, "
        "tanpa_identitas. Yang terbit dapat menunjuk kepada seseorang.\n"
        "  → Tulis terbit:, privasi:, dan tanpa_identitas: di kolom itu seperti di skema program, atau hapus berkas "
        "ini. Bila memang harus terbit, minta PPID memeriksanya dahulu.\n"
    )
    shutil.rmtree(root / "schemas")
    trees.put(root, ".terbuka-upgrade/jurnal.json", "[]")
    assert said(sound) == (
        "DIBLOKIR (1): tidak ada yang terbit sampai ini diperbaiki\n"
        "\n"
        "portal.yml:1  [pemutakhiran-terhenti]\n"
        "  Pemutakhiran portal ini terhenti di tengah: sebagian berkasnya sudah baru, sebagian masih lama.\n"
        "  → Jalankan terbuka upgrade di komputer yang sama; yang terhenti diselesaikan dahulu. Atau batalkan "
        "semuanya: git restore . lalu hapus folder .terbuka-upgrade.\n"
    )


def test_a_huge_document(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    with (root / trees.BODY / "berkas/laporan-2025.pdf").open("r+b") as file:
        file.truncate(50_000_001 + 999_999)
    _, _, problems = trees.judged(root)
    assert as_text(problems) == (
        "DIBLOKIR (1): tidak ada yang terbit sampai ini diperbaiki\n"
        "\n"
        "datasets/badan/kantor-uji/berkas/laporan-2025.pdf  [berkas-terlalu-besar]\n"
        "  Berkas ini 51 MB; batasnya 50 MB.\n"
        "  → Perkecil atau bagi berkasnya; tabel dibagi per tahun atau per wilayah menjadi beberapa berkas. Yang tetap "
        "terlalu besar boleh ditaruh di laman lain dan ditautkan dari daftar informasi publik.\n"
    )


def test_far_too_much(tmp_path: Path) -> None:
    """Files that are too large to lie among the cases; what they cost is measured in ``test_bounds.py``."""
    root = trees.grow(tmp_path / "portal")
    trees.put(root, f"{trees.BODY}/permohonan.csv", "id_publik," * 300_000)
    trees.put(root, f"{trees.BODY}/pernyataan.yml", "- a\n" * 260_000)
    trees.put(root, f"{trees.BODY}/berkas/program-2026.csv", "nama,hp\n" + "Budi,081234567890\n" * 20_001)
    _, _, problems = trees.judged(root)
    base = "datasets/badan/kantor-uji"
    assert as_text([p for p in problems if p.code != "data-pribadi"]) == (
        "DIBLOKIR (4): tidak ada yang terbit sampai ini diperbaiki\n"
        "\n"
        f"{base}/berkas/program-2026.csv  [data-pribadi-banyak]\n"
        "  Sesudah 20000 nilai yang mirip data pribadi, sisa berkas ini tidak dibaca lagi.\n"
        "  → Berkas seperti ini daftar orang: jangan diterbitkan. Terbitkan jumlah per kelompok, lalu hapus berkasnya, "
        "juga dari riwayat (UU 27/2022).\n"
        "\n"
        f"{base}/berkas/program-2026.csv  [masalah-lagi]\n"
        "  Ada 19500 masalah lagi dengan kode data-pribadi di berkas ini; hanya 500 yang pertama disebut.\n"
        "  → Perbaiki yang sudah disebut, lalu periksa lagi. Masalah yang sama di banyak tempat biasanya satu sebab: "
        "satu kolom, atau cara berkas disimpan.\n"
        "\n"
        f"{base}/permohonan.csv:1  [baris-terlalu-panjang]\n"
        "  Baris ini 3000000 huruf; batasnya 2000000. Tabel sepanjang itu tidak dibaca.\n"
        "  → Lihat apakah berkasnya memang tabel. Bila tahun atau wilayah ditulis ke samping sebagai kolom, tulis ke "
        "bawah sebagai baris.\n"
        "\n"
        f"{base}/pernyataan.yml:249998  [yaml-terlalu-banyak]\n"
        "  Sampai di sini berkas ini sudah memuat lebih dari 250000 kunci dan nilai; sisanya tidak dibaca.\n"
        "  → Data sebanyak itu ditulis sebagai tabel CSV, atau dibagi menjadi beberapa berkas bila jenisnya "
        "mengizinkan.\n"
    )


def test_words_of_the_site() -> None:
    problems = [
        Problem("tautan-dalam-mati", Place("kantor-uji/index.html"), {"isi": "hilang/"}),
        Problem("situs-gagal", Place("mkdocs.yml"), {"alat": "mkdocs", "isi": "Config value: 'x'"}),
        Problem("mesin-belum-terpasang", Place("mkdocs.yml"), {"mesin": "properdocs"}),
    ]
    assert as_text(problems) == (
        "DIBLOKIR (3): tidak ada yang terbit sampai ini diperbaiki\n"
        "\n"
        "kantor-uji/index.html  [tautan-dalam-mati]\n"
        "  Tautan ini menuju halaman yang tidak ada: hilang/\n"
        "  → Perbaiki alamatnya, atau hapus tautannya.\n"
        "\n"
        "mkdocs.yml  [mesin-belum-terpasang]\n"
        "  mkdocs.yml meminta mesin properdocs, yang belum terpasang di komputer ini.\n"
        "  → Jalankan: python -m pip install properdocs. Atau hapus baris mesin di bawah extra; situs yang jadi sama. "
        "Situs lama tetap utuh.\n"
        "\n"
        "mkdocs.yml  [situs-gagal]\n"
        "  Situs tidak dapat dibangun oleh mkdocs: Config value: 'x'\n"
        "  → Situs lama tetap utuh. Kirim pesan ini kepada pemelihara portal.\n"
    )


def test_words_of_a_file_that_is_left_out() -> None:
    path = Place("api/v1/kantor-uji/laporan-tahunan-2025.pdf")
    problems = [
        Problem("berkas-tak-jadi", path, {"isi": "TypstError: x"}),
        Problem("huruf-tak-tercetak", path, {"huruf": "U+11EE0", "isi": "Naskah 𑻠"}),
    ]
    assert as_text(problems) == (
        "CATATAN (2): tidak menghalangi apa pun\n"
        "\n"
        "api/v1/kantor-uji/laporan-tahunan-2025.pdf  [berkas-tak-jadi]\n"
        "  Berkas ini tidak dapat dibuat: TypstError: x\n"
        "  → Situs terbit tanpa berkas ini, dan halamannya mengatakan demikian. Kirim pesan ini kepada pemelihara "
        "portal.\n"
        "\n"
        "api/v1/kantor-uji/laporan-tahunan-2025.pdf  [huruf-tak-tercetak]\n"
        "  Huruf U+11EE0 belum dapat dicetak di berkas ini, dan diganti tanda �. Tulisannya: “Naskah 𑻠”\n"
        "  → Situs tetap menampilkan tulisan aslinya. Bila tulisan itu perlu terbaca di kertas, tulis juga dengan "
        "huruf Latin di datanya.\n"
    )


def test_codes_of_the_import_have_cases_of_their_own() -> None:
    """``terbuka check`` cannot bring them about: they are of the office's files. See ``test_intake.py``."""
    answers = "".join(path.read_text("utf-8") for path in (trees.TESTS / "impor").glob("*/expected.txt"))
    answers += (trees.TESTS / "test_intake.py").read_text("utf-8")
    wanted = {code for code, test in ELSEWHERE.items() if test.startswith("test_codes_of_the_import")}
    assert wanted <= set(re.findall(r"\[(impor-[a-z-]+)\]", answers))


def test_json_says_the_same(tmp_path: Path, rewrite: bool) -> None:
    """The machine-readable answer of one case, whole; personal data is masked there too."""
    root, _ = planted(CASES / "data-pribadi__nik-ringkasan", tmp_path / "portal")
    _, assessment, problems = trees.judged(root)
    expected = trees.TESTS / "fixtures/json/data-pribadi.json"
    found = as_json(problems, assessment, 1) + "\n"
    if rewrite:
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_a_large_file_is_a_note_with_its_reason(tmp_path: Path, answer: Answer) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.put(root, f"{trees.BODY}/berkas/program-2026.csv", "kegiatan,pagu\n" + "Rapat kerja,1\n" * 160_000)
    said, _ = answer(root, str(trees.DAY))
    assert said.startswith("kode keluar: 0\n")
    assert "[berkas-besar]\n  Berkas ini 2,2 MB; anjurannya paling besar 2 MB, supaya terbuka dengan ponsel" in said
    assert "This file has 2.2 MB; at most 2 MB are advised" in said


def test_a_file_that_no_browser_can_upload_is_a_note_with_that_reason(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.put(root, f"{trees.BODY}/berkas/program-2026.csv", "kegiatan,pagu\n" + "Rapat kerja,1\n" * 1_800_000)
    (problem,) = trees.judged(root)[2]
    assert problem.code == "berkas-besar-unggah"
    assert problem.sentence("temuan").startswith(
        "Berkas ini 25,2 MB. Halaman repositori hanya menerima unggahan sampai 25 MB"
    )
