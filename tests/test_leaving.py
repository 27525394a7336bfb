"""Everything that an office has typed leaves as one ZIP, is described for other programs, and opens again."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

import trees
from terbuka.base import defaults
from terbuka.site import archive

TOP = "terbuka-data"


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A whole portal of made-up records that may be changed."""
    return Path(shutil.copytree(trees.portal(), tmp_path / "portal"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return trees.grow(tmp_path / "portal")


def export(root: Path, target: Path, *more: str, code: int = 0) -> str:
    done = trees.terbuka("export", "--root", str(root), "--out", str(target), *more)
    assert (done.returncode, done.stderr if not code else "") == (code, "")
    return done.stderr if code else done.stdout


def unpacked(target: Path, into: Path) -> Path:
    with zipfile.ZipFile(target) as packed:
        packed.extractall(into)
    return into / TOP


def content(folder: Path) -> dict[str, bytes]:
    """Files by path, without what the check keeps for its next run."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    return {path: data for path, data in found.items() if not path.startswith("build/")}


def git(root: Path, *words: str) -> str:
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True, text=True).stdout


# --- there and back -------------------------------------------------------------------------------------------


def test_all_files_come_back_byte_for_byte_and_the_check_says_the_same(portal: Path, tmp_path: Path) -> None:
    export(portal, tmp_path / "data.zip")
    again = unpacked(tmp_path / "data.zip", tmp_path / "lain") / "portal"
    assert content(again) == content(portal)
    words = ("check", "--on", str(trees.DAY))
    assert trees.terbuka(*words, cwd=again).stdout == trees.terbuka(*words, cwd=portal).stdout


def test_a_thin_portal_opens_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = trees.grow(tmp_path / "bawaan")
    monkeypatch.setattr(defaults, "folder", lambda: package)
    root = tmp_path / "portal"
    shutil.copytree(package / "datasets/badan", root / "datasets/badan")
    shutil.copy(package / "mkdocs.yml", root)
    trees.put(root, "portal.yml", "versi: 0.2.0\nhukum_per: 2026-11-30\nsumber: pustaka\ntulisan: {}\ntimpaan: {}\n")
    trees.put(root, "pustaka/terbuka.whl", "bukan isian kantor")
    export(root, tmp_path / "data.zip")
    again = unpacked(tmp_path / "data.zip", tmp_path / "lain")
    assert {path.split("/")[0] for path in content(again / "portal")} == {"datasets", "mkdocs.yml", "portal.yml"}
    done = trees.terbuka("check", "--on", str(trees.DAY), "--root", str(again / "portal"))
    assert (done.returncode, done.stderr) == (0, "")
    # What came with the program is explained, though it is not among the files.
    assert (again / "kamus/daftar-informasi-publik.schema.json").is_file()


def test_the_same_files_give_the_same_bytes(portal: Path, tmp_path: Path) -> None:
    export(portal, tmp_path / "satu.zip")
    export(portal, tmp_path / "dua.zip")
    assert (tmp_path / "satu.zip").read_bytes() == (tmp_path / "dua.zip").read_bytes()


def test_one_body_leaves_without_the_others(portal: Path, tmp_path: Path) -> None:
    told = export(portal, tmp_path / "data.zip", "--body", "biro-rintisan")
    files = content(unpacked(tmp_path / "data.zip", tmp_path / "lain"))
    bodies = {path.split("/")[3] for path in files if path.startswith("portal/datasets/badan/")}
    assert bodies == {"biro-rintisan"}
    assert "  datasets/badan/biro-contoh: badan lain\n" in told
    text = files["katalog/catalog.ttl"].decode()
    assert "biro-rintisan" in text
    assert "/biro-contoh/" not in text


# --- for other programs ---------------------------------------------------------------------------------------


def test_other_programs_read_every_table(portal: Path, tmp_path: Path) -> None:
    export(portal, tmp_path / "data.zip")
    folder = unpacked(tmp_path / "data.zip", tmp_path / "lain")
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
    assert {"portal/" + path for path in content(folder / "portal")} == {one["path"] for one in described}
    tables = {one["path"] for one in described if "schema" in one}
    # Documents that happen to be tables, and the states of releases, have no description of their own.
    undescribed = re.compile(".*/(berkas|rilis)/[^/]+")
    csv = {one["path"] for one in described if one["path"].endswith(".csv")}
    assert tables == {path for path in csv if not undescribed.fullmatch(path)}
    assert len(tables) > 10


def test_a_wrong_value_is_seen_by_other_programs_too(small: Path, tmp_path: Path) -> None:
    export(small, tmp_path / "data.zip")
    folder = unpacked(tmp_path / "data.zip", tmp_path / "lain")
    trees.change(
        folder / "portal",
        trees.REGISTER,
        ",elektronik,Sesuai JRA,berkala,profil-kedudukan",
        ",elektronik,,kadang,profil-kedudukan",
    )
    trees.change(folder / "portal", trees.REGISTER, "profil-kantor,1,", "profil-kantor,satu,")
    report = Package(str(folder / "datapackage.json")).validate()
    assert {"constraint-error", "type-error"} <= {kind for (kind,) in report.flatten(["type"])}


def test_the_manifest_and_the_dictionary(small: Path, tmp_path: Path) -> None:
    export(small, tmp_path / "data.zip")
    files = content(unpacked(tmp_path / "data.zip", tmp_path / "lain"))
    lines = files.pop("manifest-sha256.txt").decode().splitlines()
    assert lines == [f"{hashlib.sha256(data).hexdigest()}  {path}" for path, data in sorted(files.items())]
    words = files["kamus/KAMUS.md"].decode()
    assert "## Daftar Informasi Publik (`daftar-informasi-publik`)" in words
    assert "- `judul` (teks, wajib): Judul. Nama informasi seperti orang akan mencarinya." in words
    assert files["README.txt"].decode().startswith("SEMUA ISIAN KANTOR / EVERYTHING THE OFFICE HAS TYPED\r\n")
    assert b"@@" not in files["README.txt"]


def test_the_catalogue_can_be_taken_again(portal: Path, tmp_path: Path) -> None:
    export(portal, tmp_path / "data.zip")
    folder = unpacked(tmp_path / "data.zip", tmp_path / "lain")
    other = trees.grow(tmp_path / "kantor-lain")
    words = ("import", "katalog", str(folder / "katalog/catalog.ttl"), "--root", str(other), "--check")
    assert trees.terbuka(*words).stdout.startswith("Dapat diambil ")


# --- what is said, and what stays -----------------------------------------------------------------------------


def test_the_whole_answer(small: Path, tmp_path: Path) -> None:
    trees.put(small, "datasets/badan/kantor-uji/Thumbs.db", "x")
    trees.put(small, "katalog/privat/daftar.csv", "x")
    told = export(small, tmp_path / "data.zip")
    size, sums = (tmp_path / "data.zip").stat().st_size, hashlib.sha256((tmp_path / "data.zip").read_bytes())
    count = len(content(small)) - 2
    assert told == (
        f"Dikemas: {count} berkas, 1 di antaranya tabel dengan skemanya, di {tmp_path / 'data.zip'} "
        f"({round(size / 1000)} KB)\n"
        f"SHA-256: {sums.hexdigest()}\n"
        "Jangan diterbitkan sebelum dibaca: isinya repositori kerja apa adanya, termasuk hari persis dan nomor "
        "pendaftaran yang di situs disamarkan.\n"
        "Tidak ikut (2):\n"
        "  datasets/badan/kantor-uji/Thumbs.db: bukan isian kantor\n"
        "  katalog/privat: folder privat\n"
        "Dibuka lagi: urai ZIP-nya, lalu terbuka check --root terbuka-data/portal\n"
    )


def test_links_and_what_git_ignores_stay_behind_and_are_named(small: Path, tmp_path: Path) -> None:
    trees.put(tmp_path, "rahasia.txt", "di luar portal")
    (small / trees.BODY / "berkas/luar.txt").symlink_to(tmp_path / "rahasia.txt")
    (small / "content/luar").symlink_to(tmp_path)
    trees.put(small, ".gitignore", "*.sementara\nprivat/\n")
    trees.put(small, f"{trees.BODY}/catatan.sementara", "x")
    trees.put(small, "privat/register.csv", "x")
    git(small, "init", "-q")
    told = export(small, tmp_path / "data.zip")
    assert (
        "Tidak ikut (5):\n"
        "  .gitignore: di luar folder isian\n"
        "  content/luar: tautan simbolik\n"
        "  datasets/badan/kantor-uji/berkas/luar.txt: tautan simbolik\n"
        "  datasets/badan/kantor-uji/catatan.sementara: diabaikan git\n"
        "  privat: folder privat\n"
    ) in told
    files = content(unpacked(tmp_path / "data.zip", tmp_path / "lain"))
    assert not [path for path in files if "luar" in path or "/privat/" in path or path.endswith(".sementara")]
    readme = files["README.txt"].decode()
    assert "TIDAK IKUT / LEFT BEHIND\r\n  .gitignore: di luar folder isian\r\n" in readme


def test_no_name_in_the_zip_leads_out_of_its_folder(small: Path, tmp_path: Path) -> None:
    for name in ("..\\..\\luar.txt", "C:luar.txt", "a:b"):
        (small / trees.BODY / "berkas" / name).write_text("x", "utf-8")
    told = export(small, tmp_path / "data.zip")
    assert told.count(": namanya berarti tempat lain di Windows\n") == 3
    with zipfile.ZipFile(tmp_path / "data.zip") as packed:
        assert not [name for name in packed.namelist() if {"\\", ":"} & set(name) or ".." in name.split("/")]


def test_a_repository_within_that_git_ignores_stays_behind(small: Path, tmp_path: Path) -> None:
    trees.put(small, ".gitignore", f"{trees.BODY}/dalam/\n")
    trees.put(small, f"{trees.BODY}/dalam/rahasia.txt", "x")
    git(small, "init", "-q")
    git(small / trees.BODY / "dalam", "init", "-q")
    assert "  datasets/badan/kantor-uji/dalam: diabaikan git\n" in export(small, tmp_path / "data.zip")
    assert not [path for path in content(unpacked(tmp_path / "data.zip", tmp_path / "lain")) if "rahasia" in path]


def test_nothing_leaves_while_git_cannot_say_what_it_ignores(small: Path, tmp_path: Path) -> None:
    trees.put(small, ".gitignore", "*.sementara\n")
    trees.put(small, f"{trees.BODY}/catatan.sementara", "x")
    (small / ".git").write_text("gitdir: /tidak/ada\n", "utf-8")
    assert "git tidak menjawab di folder ini" in export(small, tmp_path / "data.zip", code=2)
    assert not (tmp_path / "data.zip").exists()


def test_data_that_the_check_blocks_leave_too(small: Path, tmp_path: Path) -> None:
    trees.change(small, trees.REGISTER, "id,nomor", "id,nomer")
    told = export(small, tmp_path / "data.zip")
    assert "Tidak dapat disertakan:\n  katalog (DCAT): data masih diblokir terbuka check\n" in told
    folder = unpacked(tmp_path / "data.zip", tmp_path / "lain")
    assert content(folder / "portal") == content(small)
    assert not (folder / "katalog").exists()
    described: list[dict[str, Any]] = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
    (register,) = (one for one in described if one["path"].endswith("daftar-informasi-publik.csv"))
    assert (register["type"], "schema" in register) == ("file", False)


# --- refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("site/data.zip", "ZIP isian kantor tidak ditulis di site/, karena isinya akan terbit"),
        ("content/data.zip", "ZIP isian kantor tidak ditulis di content/, karena isinya akan terbit"),
        ("data.zip", "tidak ditulis di dalam repositori git yang belum mengabaikannya; pakai folder privat/"),
        ("privat/data.tar", "bukan .zip; beri nama dengan akhiran .zip"),
    ],
)
def test_places_that_would_be_published_are_refused(small: Path, target: str, message: str) -> None:
    git(small, "init", "-q")
    assert message in export(small, small / target, code=2)
    assert not (small / target).exists()


def test_a_folder_that_is_not_there_is_not_made(small: Path, tmp_path: Path) -> None:
    assert "tidak ada" in export(small, tmp_path / "belum/data.zip", code=2)
    assert not (tmp_path / "belum").exists()


def test_a_full_disk_leaves_no_half_file(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "put", full)
    told = export(small, tmp_path / "data.zip", code=2)
    assert told == (f"terbuka: “{tmp_path / 'data.zip'}” tidak dapat dibaca atau ditulis (No space left on device)\n")
    assert not (tmp_path / "data.zip").exists()


def test_nothing_is_written_over(small: Path, tmp_path: Path) -> None:
    trees.put(tmp_path, "data.zip", "lama")
    assert "sudah ada dan tidak ditimpa" in export(small, tmp_path / "data.zip", code=2)
    assert (tmp_path / "data.zip").read_text("utf-8") == "lama"


def test_without_a_place_it_lies_in_the_private_folder(small: Path) -> None:
    assert trees.terbuka("export", "--root", str(small)).returncode == 0
    assert (small / "privat/data-portal.zip").is_file()
    assert trees.terbuka("export", "--root", str(small), "--body", "tidak-ada").returncode == 2


# --- history --------------------------------------------------------------------------------------------------


def test_the_history_leaves_as_one_file_that_git_clones(small: Path, tmp_path: Path) -> None:
    git(small, "init", "-q")
    git(small, "add", "-A")
    git(small, "commit", "-q", "-m", "pertama")
    export(small, tmp_path / "data.zip", "--riwayat")
    folder = unpacked(tmp_path / "data.zip", tmp_path / "lain")
    assert "dengan nama dan pos-el setiap\n" in (folder / "README.txt").read_text("utf-8")
    git(tmp_path, "clone", "-q", str(folder / "riwayat.bundle"), "lama")
    assert git(tmp_path / "lama", "log", "--format=%s") == "pertama\n"
    assert (tmp_path / "lama" / trees.REGISTER).read_bytes() == (small / trees.REGISTER).read_bytes()


def test_a_history_that_is_not_whole_is_refused(small: Path, tmp_path: Path) -> None:
    assert "bukan repositori git dengan riwayat; jalankan tanpa --riwayat" in export(
        small, tmp_path / "data.zip", "--riwayat", code=2
    )
    for message in ("satu", "dua"):
        trees.put(small, "content/catatan.txt", message)
        git(small, "init", "-q")
        git(small, "add", "-A")
        git(small, "commit", "-q", "-m", message)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{small}", "dangkal")
    told = export(tmp_path / "dangkal", tmp_path / "data.zip", "--riwayat", code=2)
    assert "salinan ini dangkal, jadi riwayatnya tidak utuh; jalankan git fetch --unshallow" in told
    assert not (tmp_path / "data.zip").exists()
