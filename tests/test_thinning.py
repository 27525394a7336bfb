"""``terbuka upgrade --dari-salinan``: a full copy of the program becomes a portal that keeps only its own data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import trees
from terbuka import __version__, cli
from terbuka.base import defaults
from terbuka.cli import replacing
from terbuka.lifecycle import start, thinning
from terbuka.record.portal_file import read_portal_file

ON = ("--on", "2026-06-30")
Run = Callable[..., tuple[int, str, str]]
#: What the ``init`` of that time copied besides schemas, law, prose and ``mkdocs.yml``; of each a few lines.
PROGRAM = {
    ".editorconfig": b"root = true\n",
    ".github/CODEOWNERS": b"* @pemelihara\n",
    ".github/ISSUE_TEMPLATE/config.yml": b"blank_issues_enabled: false\n",
    ".github/workflows/periksa.yml": b"name: periksa\n",
    ".gitignore": b"site/\n",
    "CONTRIBUTING.md": b"# Panduan\n",
    "LICENSE": b"MIT\n",
    "Makefile": b"all:\n",
    "pyproject.toml": b"[project]\n",
    "requirements.lock": b"jinja2==3.1.6\n",
    "scripts/terbuka/__init__.py": b'__version__ = "0.1.0"\n',
    "scripts/terbuka/cli/__init__.py": b"",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What comes with the running program: schemas, law and prose of a made-up portal."""
    folder = trees.grow(tmp_path / "bawaan", {"content/privasi.md": PRIVACY, "requirements.lock": "jinja2==3.1.6\n"})
    monkeypatch.setattr(defaults, "folder", lambda: folder)
    content = b"PK wheel"
    name = f"terbuka-{__version__}-py3-none-any.whl"
    monkeypatch.setattr(start, "own_supply", lambda: start.supply_of(__version__, name, content))
    return folder


PRIVACY = "---\ntitle: Privasi\ndescription: Uraian.\n---\n\nIsi lama.\n"


@pytest.fixture
def root(tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal of the old kind, as that ``init`` left it and an office has kept it since."""
    assert package.is_dir()
    root = trees.grow(tmp_path / "portal", {**PROGRAM, "content/privasi.md": PRIVACY})
    originals = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if p.is_file() and p.name != "mkdocs.yml"}
    listed = {path: frozenset({hashlib.sha256(file.read_bytes()).hexdigest()[:16]}) for path, file in originals.items()}
    monkeypatch.setattr(thinning, "known", lambda: listed)
    return root


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str, str]:
        code = cli.main(["upgrade", "--dari-salinan", *words, "--root", str(root), *ON])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def files(root: Path, below: str = "") -> dict[str, bytes]:
    found = sorted(path for path in (root / below).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


THIN = {
    *start.OWN,
    *start.WRITTEN,
    "portal.yml",
    f"pustaka/terbuka-{__version__}-py3-none-any.whl",
    "requirements.txt",
}

PREVIEW = f"""\
Portal salinan penuh (program 0.1.0) menjadi portal ramping dengan terbuka {__version__}, hukum per HARI. Catatan di \
datasets/badan/ tidak disentuh.

KEWAJIBAN tetap: tidak ada yang datang, hilang, atau berubah selangnya.

STATUS sebelum dan sesudah, keduanya dinilai pada 2026-06-30
  Kantor Uji, Provinsi Uji: terpenuhi 5 dari 7 (tetap)

DIHAPUS, karena bukan punya kantor dan kini ikut program
  .github/: 1 berkas
  CONTRIBUTING.md
  LICENSE
  Makefile
  content/: 2 berkas
  datasets/aturan/: 24 berkas
  pyproject.toml
  requirements.lock
  schemas/: 60 berkas
  scripts/: 2 berkas

"""


def without_day(text: str, root: Path) -> str:
    portal = read_portal_file(root)
    return text.replace(f"hukum per {portal.law_day}", "hukum per HARI") if portal else text


def test_an_untouched_copy_becomes_a_thin_portal(root: Path, run: Run) -> None:
    before = files(root)
    judged = trees.judged(root)[1]
    code, preview, err = run("--check")
    assert (code, err) == (1, "")
    assert files(root) == before
    assert preview.endswith("\n\nTidak ada yang ditulis. Untuk menjalankannya: ulangi tanpa --check.\n")

    code, out, err = run()
    assert (code, err) == (0, "")
    said = without_day(out, root)
    start_of_files = said.index("DITULIS\n")
    counted = PREVIEW.replace("60 berkas", f"{sum(path.startswith('schemas/') for path in before)} berkas").replace(
        "24 berkas", f"{sum(path.startswith('datasets/aturan/') for path in before)} berkas"
    )
    assert said[:start_of_files] == counted
    assert said[start_of_files:] == (
        "DITULIS\n"
        + "".join(f"  {path}\n" for path in sorted(THIN - {"mkdocs.yml"}))
        + "\nSelesai: portal ini kini ramping, dengan portal.yml dan program di pustaka/. Berikutnya:\n"
        "  python -m pip install --require-hashes --only-binary :all: -r requirements.txt\n"
        "  terbuka check\n"
        '  git add --all && git commit -m "portal ramping"\n'
        "Kembali ke keadaan sebelumnya: git revert pada commit itu.\n"
    )
    after = files(root)
    records = {path for path in before if path.startswith("datasets/badan/")}
    assert set(after) == records | THIN
    assert {path: after[path] for path in records} == {path: before[path] for path in records}
    assert after["mkdocs.yml"] == before["mkdocs.yml"]
    again = trees.judged(root)[1]
    assert judged is not None
    assert again is not None
    assert again.bodies["kantor-uji"].tally == judged.bodies["kantor-uji"].tally
    assert not (root / "scripts").exists()


@pytest.mark.parametrize(("typed", "written"), [("", False), ("t", False), ("Y", True), ("ya", True)])
def test_on_a_terminal_it_is_written_only_after_a_yes(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch, typed: str, written: bool
) -> None:
    asked = []
    monkeypatch.setattr(replacing, "at_a_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or typed)
    code, out, err = run()
    assert (code, err, asked) == (0, "", ["Jalankan? [y/T] "])
    assert (root / "portal.yml").exists() == written
    assert out.endswith("\nTidak ada yang ditulis.\n") == (not written)


def test_an_answer_that_never_comes_writes_nothing(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "at_a_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: (_ for _ in ()).throw(EOFError))
    before = files(root)
    code, _, err = run()
    assert (code, err) == (2, "terbuka: jawaban berakhir sebelum selesai; tidak ada yang ditulis\n")
    assert files(root) == before


def test_what_the_office_changed_stays_and_is_named(root: Path, run: Run) -> None:
    """In prose and law it wins as before; a program file of its own, and what nobody knows, is left."""
    own: Mapping[str, str] = {
        "content/privasi.md": PRIVACY.replace("Isi lama.", "Isi kantor."),
        "content/sejarah.md": "---\ntitle: Sejarah\ndescription: Uraian.\n---\n\nMilik kami.\n",
        "Makefile": "all:\n\techo kami\n",
        "scripts/impor.py": "print()\n",
        ".github/workflows/periksa.yml": "name: punya kami\n",
        "catatan rapat.txt": "Rapat.\n",
        "scripts/terbuka/__pycache__/x.cpython-311.pyc": "x",
    }
    for path, text in own.items():
        trees.put(root, path, text)
    code, out, err = run()
    assert (code, err) == (0, "")
    assert (
        """
DIUBAH KANTOR, atau dari versi program yang tidak dikenal: tetap dipakai di tempat bawaan
  content/privasi.md: hapus bila ini bukan perubahan kantor; bedanya dari bawaan:
    --- bawaan/content/privasi.md
    +++ kantor/content/privasi.md
    @@ -3,4 +3,4 @@
     description: Uraian.
     ---

    -Isi lama.
    +Isi kantor.

TULISAN DAN ATURAN TAMBAHAN KANTOR, tetap
  content/sejarah.md

TIDAK DIKENAL, dibiarkan; hapus sendiri bila tidak diperlukan
  Makefile
  catatan rapat.txt
  scripts/impor.py

BERKAS PROGRAM YANG DIUBAH DI SINI, dibiarkan
  .github/workflows/periksa.yml: salin dari perubahan ini yang perlu
    --- di sini/.github/workflows/periksa.yml
    +++ program/.github/workflows/periksa.yml
"""
        in out
    )
    kept = files(root)
    assert {path: kept.get(path) for path in own if "__pycache__" not in path} == {
        path: text.encode() for path, text in own.items() if "__pycache__" not in path
    }
    assert "scripts/terbuka/__pycache__/x.cpython-311.pyc" not in kept
    portal = read_portal_file(root)
    assert portal is not None
    assert list(portal.overridden) == ["content/privasi.md"]
    assert ".github/workflows/periksa.yml" not in portal.written


#: An old program that can still be run, cut down to its answer.
ANSWERS = """\
import sys
assert sys.argv[1:4] == ["check", "--format", "json"]
print('{"badan": [{"id": "kantor-uji", "dinilai": 6, "status": {"terpenuhi": 3, "segera": 1, "lewat": 2}}]}')
raise SystemExit(3)
"""


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("raise SystemExit(2)\n", "salinan ini diblokir, atau programnya tidak dapat dijalankan di sini.\n\nDIHAPUS"),
        (
            ANSWERS,
            (
                "hukum di salinan ini lebih lama daripada yang dibaca program baru; yang dibandingkan hanya jumlahnya."
                "\n\nSTATUS sebelum dan sesudah\n  Kantor Uji, Provinsi Uji: terpenuhi 4 dari 6 → 5 dari 7\n\nDIHAPUS"
            ),
        ),
    ],
)
def test_a_copy_that_only_its_own_program_can_read(root: Path, run: Run, program: str, said: str) -> None:
    """What the copy lacks is lent to a copy of it, never in its own place; then its own program is asked."""
    old = {"schemas/tenggat.yml": "kolom: []\n", trees.DUTIES: "bukan daftar\n", "scripts/terbuka/__main__.py": program}
    for path, text in old.items():
        trees.put(root, path, text)
    known = {**thinning.known()} | {
        path: frozenset({hashlib.sha256(text.encode()).hexdigest()[:16]}) for path, text in old.items()
    }
    before = files(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thinning, "known", lambda: known)
        code, out, err = run("--check")
    assert (code, err) == (1, "")
    assert f"\n\nPerbandingan kewajiban tidak ada: {said}" in out
    assert files(root) == before


def test_a_law_of_the_office_that_is_broken_stops_it(root: Path, run: Run) -> None:
    """The program brings a sound one, but the office changed that file, so that it stays and blocks."""
    broken = (root / trees.DUTIES).read_text("utf-8").replace("nilai: P6M", "nilai: enam", 1)
    trees.put(root, trees.DUTIES, broken)
    before = files(root)
    code, out, err = run()
    assert (code, err) == (1, "")
    head, *_, last = out.splitlines()
    assert head == (
        "Dengan hukum dan skema bawaan program, portal ini diblokir; perbaiki dahulu di salinannya, lalu ulangi:"
    )
    assert f"\n  {trees.DUTIES}:" in out
    assert last == "Tidak ada yang ditulis."
    assert files(root) == before


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("portal.yml", "", "portal ini sudah ramping; memutakhirkannya: terbuka upgrade"),
        (
            ".github/workflows/uji.yml",
            "name: uji\n",
            (
                "di folder ini program Terbuka sendiri dikembangkan, atau program yang berjalan dibaca dari sini; "
                "pasang dahulu wheel terbuka di luar folder ini (python -m pip install terbuka-….whl), lalu ulangi"
            ),
        ),
    ],
)
def test_what_is_no_copy_is_not_touched(root: Path, run: Run, path: str, content: str, said: str) -> None:
    trees.put(root, path, content)
    before = files(root)
    assert run() == (2, "", f"terbuka: {said}\n")
    assert files(root) == before


def test_a_folder_without_the_program_is_no_copy(root: Path, run: Run) -> None:
    (root / thinning.PROGRAM).unlink()
    assert run() == (
        2,
        "",
        "terbuka: folder ini bukan portal salinan penuh (tanpa datasets/badan atau scripts/terbuka/__init__.py)\n",
    )


def test_the_list_of_what_was_once_copied() -> None:
    """It knows this repository's law and program as they were; nothing of an office stands in it."""
    listed = thinning.known()
    assert {"schemas/badan.yml", "datasets/aturan/id/tenggat.yml", "scripts/terbuka/__init__.py", "Makefile"} <= set(
        listed
    )
    assert not [path for path in listed if path.startswith(("datasets/badan", "tests", "README"))]
    assert all(len(digest) == 16 for digests in listed.values() for digest in digests)
