"""Names that cannot be stored everywhere, and texts that a spreadsheet would run."""

from __future__ import annotations

from pathlib import Path

import pytest

import trees
from terbuka.record.values import Wrong, could_be_formula, read

BAD = ["CON.pdf", "nul.txt", "Com1.csv", "lpt9.tar.pdf", "aux", "a;b.pdf", "laporan.pdf.", "laporan.", "prn.2026.csv"]


@pytest.mark.parametrize("name", BAD)
def test_names_of_documents(name: str, tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal", {f"{trees.BODY}/berkas/{name}": "isi"})
    found = {p.code for p in trees.judged(root)[2] if p.place.path.endswith(f"/{name}")}
    assert "nama-berkas-salah" in found


@pytest.mark.parametrize("name", ["nul.md", "a;b.md", "com1.png", "con/tentang.md", "akhir./tentang.md"])
def test_names_of_pages(name: str, tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal", {f"content/{name}": "---\ntitle: a\ndescription: b\n---\nisi\n"})
    assert [p.code for p in trees.judged(root)[2] if p.place.path == f"content/{name}"] == ["nama-berkas-salah"]


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_names_of_folders_and_ids(name: str, tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal", {f"datasets/badan/{name}/badan.yml": "nama: a\n"})
    assert "nama-folder-salah" in {p.code for p in trees.judged(root)[2]}
    wrong = read(name, trees.column("id", "id"))
    assert isinstance(wrong, Wrong)
    assert wrong.facts["usul"] == f"{name}-1"


@pytest.mark.parametrize("name", ["console", "nulis", "com10", "kontak.pdf", "aux-1.pdf", "laporan.con.pdf"])
def test_names_that_only_look_like_them(name: str) -> None:
    assert read(name, trees.column("berkas", "berkas")) == name


RUN = [
    "@SUM(1+1)",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|'x'!A0",
    " =1+1",
    "＝1+1",
    "+A1*2",
    '-HYPERLINK("x")',
    "+'Lembar 1'!A1",
]
FINE = [
    "+62 380 832697",
    "+62-380-832697",
    "@akun",
    "@biro.pemerintahan",
    "-",
    "--",
    "- butir",
    "-5",
    "@ppid (Instagram)",
]


def test_texts_that_a_spreadsheet_would_run() -> None:
    assert [text for text in RUN if not could_be_formula(text)] == []
    assert [text for text in FINE if could_be_formula(text)] == []
    for kind in ("teks", "markdown", "daftar-teks"):
        wrong = read("@SUM(A1)", trees.column("a", kind))
        assert isinstance(wrong, Wrong)
        assert wrong.code == "teks-rumus"


@pytest.mark.parametrize(
    "text", ["+" * 20_000, "+1+" * 6_000, "-" + " " * 20_000, "+'" + "a" * 20_000, "+" + "a." * 9_000]
)
def test_long_texts_are_looked_at_quickly(text: str) -> None:
    assert not could_be_formula(text)
