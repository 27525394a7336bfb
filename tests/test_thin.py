"""A portal that keeps only its own data: the rest comes with the program, a file of its own wins."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import trees
from terbuka import cli
from terbuka.base import defaults
from terbuka.portal.load import load
from terbuka.record.portal_file import BrokenPortalFile, PortalFile, as_text, read_portal_file
from test_against import commit, cut, do_git
from test_urgent import BROKEN_ROW, NOTICES, RUNNING

DAY = date(2026, 11, 30)
MADE = PortalFile(
    version="0.1.0", law_day=DAY, written={"a/b.yml": "0" * 64}, overridden={"content/tentang.md": "f" * 64}
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
    own = thin / "content/tentang.md"
    own.parent.mkdir(parents=True)
    own.write_text("---\ntitle: Milik kami\ndescription: Uraian.\n---\n\nIsi.\n", "utf-8")
    (package / "content/tentang.md").write_text("---\ntitle: Bawaan\ndescription: Uraian.\n---\n\nIsi.\n", "utf-8")
    corpus, _ = load(thin)
    assert {page.path: page.title for page in corpus.prose}["tentang.md"] == "Milik kami"
    assert defaults.overridden(thin) == ["content/tentang.md"]
    assert "content/tentang.md" not in corpus.lent


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


# --- what is done with it ---------------------------------------------------------------------------------

ON = ("--on", trees.DAY.isoformat())
EDITOR = "https://github.com/contoh/portal/edit/main/"


def built(root: Path) -> dict[str, bytes]:
    assert cli.main(["build", "--root", str(root), "--no-search", *ON]) == 0
    site = root / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("kind", "line"),
    [("gone", "berkasnya tidak ada"), ("link", "bukan berkas biasa"), ("folder", "bukan berkas biasa")],
)
def test_a_lost_portal_file_is_one_answer(thin: Path, kind: str, line: str) -> None:
    (thin / "portal.yml").unlink()
    if kind == "link":
        (thin / "portal.yml").symlink_to("/tidak/ada")
    elif kind == "folder":
        (thin / "portal.yml").mkdir()
    _, problems = load(thin)
    assert [(p.code, p.facts["isi"]) for p in problems] == [("portal-yml-salah", line)]


@pytest.mark.parametrize("path", ["content/tentang.md", "content/peta.png"])
def test_a_folder_in_the_place_of_a_page_of_the_package_is_told(package: Path, thin: Path, path: str) -> None:
    trees.put(package, path, "---\ntitle: Tentang\ndescription: Uraian.\n---\n\nIsi.\n")
    (thin / path / "lagi").mkdir(parents=True)
    _, problems = load(thin)
    assert [(p.code, p.place.path) for p in problems] == [("bukan-berkas", path)]


def test_law_of_its_own_is_a_note(package: Path, thin: Path) -> None:
    for path in ("datasets/aturan/id/topik.yml", "schemas/topik.yml", "content/tentang.md"):
        trees.put(thin, path, (package / path).read_text("utf-8") + ("\n" if path.endswith("md") else "# kami\n"))
    assert [(p.code, p.place.path) for p in load(thin)[1]] == [
        ("bawaan-diganti", "datasets/aturan/id/topik.yml"),
        ("bawaan-diganti", "schemas/topik.yml"),
    ]


def test_the_site_is_the_same_but_for_what_came_with_the_program(package: Path, thin: Path) -> None:
    repository = "repo_url: https://github.com/contoh/portal\n"
    settings = (package / "mkdocs.yml").read_text("utf-8")
    trees.put(package, "mkdocs.yml", settings + repository)
    trees.put(thin, "mkdocs.yml", f"site_name: Portal Uji\nsite_url: https://uji.example/\n{repository}")
    full = built(package)
    # What the portal says itself is not taken from the package.
    trees.put(package, "mkdocs.yml", settings.replace("Portal Uji", "Portal lain"))
    own = built(thin)
    assert own.keys() == full.keys()
    prose, home, profile = "tentang/index.html", "kantor-uji/index.html", "kantor-uji/profil/index.html"
    assert EDITOR + "content/tentang.md" in full[prose].decode()
    assert "(bawaan Terbuka)" not in full[prose].decode()
    assert EDITOR not in own[prose].decode()
    assert "<code>content/tentang.md</code> (bawaan Terbuka)." in own[prose].decode()
    assert own[home] == full[home]
    assert EDITOR + "datasets/badan/kantor-uji/badan.yml" in own[profile].decode()


def test_a_change_is_compared_in_a_thin_portal_too(thin: Path, capsys: pytest.CaptureFixture[str]) -> None:
    do_git(thin, "init", "--quiet", "--initial-branch=main")
    commit(thin)
    cut(thin, "laporan-2025")
    assert cli.main(["check", "--root", str(thin), *ON, "--against", "HEAD"]) == 3
    assert "terpenuhi 5 → 4 dari 7" in capsys.readouterr().out


def test_a_notice_goes_out_over_the_last_sound_version(thin: Path, capsys: pytest.CaptureFixture[str]) -> None:
    do_git(thin, "init", "--quiet", "--initial-branch=main")
    commit(thin)
    trees.put(thin, NOTICES, RUNNING)
    trees.put(thin, trees.REGISTER, (thin / trees.REGISTER).read_text("utf-8") + BROKEN_ROW)
    assert cli.main(["notice", "--root", str(thin), "--no-search", *ON]) == 0
    assert "Situs dibangun dari data baik yang terakhir" in capsys.readouterr().out
    assert (thin / "site/kantor-uji/serta-merta/banjir-2026/index.html").is_file()
