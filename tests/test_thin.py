"""A portal that keeps only its own data: the rest comes with the program, a file of its own wins."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import trees
from terbuka.base import defaults
from terbuka.portal.load import load
from terbuka.record.portal_file import BrokenPortalFile, PortalFile, as_text, read_portal_file

DAY = date(2026, 11, 30)
MADE = PortalFile(
    version="0.1.0", law_day=DAY, written={"a/b.yml": "0" * 64}, overridden={"content/privasi.md": "f" * 64}
)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What comes with the program: schemas, law and prose of a made-up portal."""
    folder = trees.grow(tmp_path / "bawaan")
    monkeypatch.setattr(defaults, "folder", lambda: folder)
    return folder


@pytest.fixture
def thin(tmp_path: Path, package: Path) -> Path:
    """The same portal, with its own data only."""
    root = tmp_path / "portal"
    shutil.copytree(package / "datasets/badan", root / "datasets/badan")
    shutil.copy(package / "mkdocs.yml", root / "mkdocs.yml")
    (root / "portal.yml").write_text(as_text(MADE), "utf-8")
    return root


def test_a_thin_portal_reads_as_the_full_copy_does(package: Path, thin: Path) -> None:
    full, problems = load(package)
    own, same = load(thin)
    assert [str(p) for p in same] == [str(p) for p in problems]
    assert own.laws.keys() == full.laws.keys()
    assert (own.schemas, [page.text for page in own.prose]) == (full.schemas, [page.text for page in full.prose])
    assert own.bodies.keys() == full.bodies.keys()
    assert "schemas/badan.yml" in own.lent
    assert not full.lent


def test_a_file_of_the_portal_wins_and_is_named(package: Path, thin: Path) -> None:
    own = thin / "content/privasi.md"
    own.parent.mkdir(parents=True)
    own.write_text("---\ntitle: Milik kami\ndescription: Uraian.\n---\n\nIsi.\n", "utf-8")
    (package / "content/privasi.md").write_text("---\ntitle: Bawaan\ndescription: Uraian.\n---\n\nIsi.\n", "utf-8")
    corpus, _ = load(thin)
    assert {page.path: page.title for page in corpus.prose}["privasi.md"] == "Milik kami"
    assert defaults.overridden(thin) == ["content/privasi.md"]
    assert "content/privasi.md" not in corpus.lent


def test_bodies_never_come_with_the_program(package: Path, thin: Path) -> None:
    shutil.rmtree(thin / "datasets/badan")
    (thin / "datasets/badan").mkdir()
    assert load(thin)[0].bodies == {}
    assert load(package)[0].bodies


def test_the_portal_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_portal_file(tmp_path) is None
    (tmp_path / "portal.yml").write_text(as_text(MADE), "utf-8")
    assert read_portal_file(tmp_path) == MADE


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("versi: 0.1.0", "versi: nol", 3, "versi"),
        ("hukum_per: 2026-11-30", "hukum_per: kemarin", 4, "hukum_per"),
        ("sumber: pustaka", "sumber: https://contoh.example", 5, "sumber"),
        ("sumber: pustaka", "milik: kami", 5, "kunci milik tidak dikenal"),
        ("a/b.yml", "../b.yml", 7, "tulisan: ../b.yml"),
        ("versi: 0.1.0\n", "versi: [\n", 5, "tidak terbaca sebagai YAML"),
        ("hukum_per: 2026-11-30", "hukum_per: 2026-02-30", 4, "hukum_per"),
        ("tulisan:\n  a/b.yml: " + "0" * 64, "tulisan: semua", 6, "tulisan"),
    ],
)
def test_a_changed_portal_file_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    (tmp_path / "portal.yml").write_text(as_text(MADE).replace(old, new), "utf-8")
    with pytest.raises(BrokenPortalFile) as broken:
        read_portal_file(tmp_path)
    assert (broken.value.line, broken.value.reason) == (line, reason)
