"""``terbuka doctor`` on a portal that keeps only its own data: each finding by its facts, and the probes."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import terbuka
import trees
from terbuka.base import defaults
from terbuka.desk import probe
from terbuka.desk.doctor import as_text, findings
from terbuka.desk.facts import GOOD, LOOK, WRONG, Facts, Override, ThinFacts
from terbuka.record.portal_file import PortalFile
from terbuka.record.portal_file import as_text as portal_text

TODAY = date(2026, 11, 30)
A, B, C = "a" * 64, "b" * 64, "c" * 64
WHEEL = "terbuka-0.2.0-py3-none-any.whl"
LOCK = (
    f"./pustaka/{WHEEL} \\\n    --hash=sha256:{C} \\\n    --hash=sha256:{A}\njinja2==3.1.6 \\\n    --hash=sha256:{B}\n"
)
PORTAL = PortalFile(
    version="0.2.0",
    law_day=date(2026, 11, 1),
    written={".github/workflows/terbit.yml": A, "requirements.txt": B},
    overridden={"content/privasi.md": A},
)
THIN = ThinFacts(
    running="0.2.0",
    portal=PORTAL,
    overrides={"content/privasi.md": Override(own=B, original=A)},
    written={".github/workflows/terbit.yml": A, "requirements.txt": B},
    wheels={WHEEL: A},
)
FACTS = Facts(
    python=(3, 11, 9),
    platform="linux",
    lock=LOCK,
    lock_name="requirements.txt",
    installed={"jinja2": "3.1.6"},
    encoding="UTF-8",
    indexer="pagefind 1.5.2",
    committed=None,
    attributes=None,
    owners=None,
    thin=THIN,
)
OF_A_THIN_PORTAL = ("portal-yml", "program-portal", "berkas-terbuka", "pengganti")


def told(facts: Facts) -> str:
    return as_text([f for f in findings(facts, TODAY) if f.code in OF_A_THIN_PORTAL])


def test_a_sound_portal() -> None:
    assert (
        told(FACTS)
        == f"""\
baik           portal.yml: versi 0.2.0, hukum per 2026-11-01
baik           Program portal: pustaka/{WHEEL}, seperti dicatat di requirements.txt
baik           Berkas dari Terbuka: 2 berkas, masih seperti ditulis
baik           Pengganti bawaan: bawaannya belum berubah: content/privasi.md

baik 4, perlu dilihat 0, salah 0"""
    )


def test_a_portal_that_somebody_changed() -> None:
    overrides = {
        "content/privasi.md": Override(own=B, original=C),
        "content/glosarium.md": Override(own=B, original=A),
        "content/lama.md": Override(own=B, original=None),
        "content/tentang.md": Override(own=A, original=A),
        "datasets/aturan/id/kewajiban/semua.yml": Override(own=B, original=A),
        "schemas/badan.yml": Override(own=B, original=A),
    }
    thin = replace(
        THIN,
        running="0.3.0",
        overrides=overrides,
        written={".github/workflows/terbit.yml": C, "requirements.txt": None},
        wheels={WHEEL: B},
    )
    text = (trees.TESTS / "fixtures/portal-berubah.txt").read_text("utf-8")
    assert told(replace(FACTS, thin=thin)) + "\n" == text


@pytest.mark.parametrize(
    ("code", "state", "found", "facts"),
    [
        ("portal-yml", LOOK, "tidak dapat dipakai, baris 5: sumber", {"portal": None, "broken": (5, "sumber")}),
        ("portal-yml", LOOK, "portal memakai versi 0.2.0, yang berjalan di sini versi 0.1.9", {"running": "0.1.9"}),
        ("portal-yml", LOOK, "portal memakai versi 0.2.0, yang berjalan di sini versi 0.10.0", {"running": "0.10.0"}),
        ("program-portal", WRONG, f"pustaka/{WHEEL} tidak ada", {"wheels": {}}),
        (
            "program-portal", WRONG, f"isi pustaka/{WHEEL} lain daripada yang dicatat di requirements.txt",
            {"wheels": {WHEEL: B}},
        ),
        ("program-portal", LOOK, "pustaka/ juga memuat lama.whl", {"wheels": {WHEEL: C, "lama.whl": A}}),
        (
            "program-portal", LOOK, "pustaka/ memuat versi 0.2.0, portal.yml menyebut 0.3.0",
            {"portal": replace(PORTAL, version="0.3.0")},
        ),
        (
            "program-portal", LOOK, "requirements.txt menyebut tidak satu pun versi, portal.yml 0.2.0",
            {"portal": replace(PORTAL, source="pypi")},
        ),
        (
            "berkas-terbuka", LOOK, "tidak ada lagi: requirements.txt",
            {"written": {".github/workflows/terbit.yml": A, "requirements.txt": None}},
        ),
        ("pengganti", GOOD, "tidak ada; naskah, skema, dan aturan dari paket", {"overrides": {}}),
        (
            "pengganti", LOOK, "belum tercatat di portal.yml: content/privasi.md",
            {"portal": replace(PORTAL, overridden={})},
        ),
        (
            "pengganti", LOOK, "aturan atau skema sendiri: schemas/badan.yml",
            {"overrides": {"schemas/badan.yml": Override(own=B, original=A)}},
        ),
    ],
)  # fmt: skip
def test_each_finding(code: str, state: str, found: str, facts: dict[str, Any]) -> None:
    made = [f for f in findings(replace(FACTS, thin=replace(THIN, **facts)), TODAY) if f.code == code]
    assert [(f.state, f.found) for f in made] == [(state, found)]
    assert bool(made[0].remedy) == (state != GOOD)


def test_an_older_program_is_installed_again_and_a_newer_one_upgrades() -> None:
    def remedy(running: str) -> str:
        return next(f.remedy for f in findings(replace(FACTS, thin=replace(THIN, running=running)), TODAY)
                    if f.code == "portal-yml")  # fmt: skip

    assert remedy("0.1.9") == ("Pasang versi portal ini: python -m pip install --require-hashes -r requirements.txt")
    assert remedy("0.10.0").endswith("lalu jalankan terbuka upgrade.")


def test_a_program_from_the_registry_is_named_in_the_lock() -> None:
    facts = replace(FACTS, lock="terbuka==0.2.0 \\\n", thin=replace(THIN, portal=replace(PORTAL, source="pypi")))
    assert {f.code: f.found for f in findings(facts, TODAY)}["program-portal"] == "versi 0.2.0 dari PyPI"


def test_a_lock_that_names_no_wheel() -> None:
    made = {f.code: f for f in findings(replace(FACTS, lock="jinja2==3.1.6 \\\n"), TODAY)}
    assert (made["program-portal"].state, made["program-portal"].found) == (
        WRONG,
        "requirements.txt tidak menyebut program di pustaka/",
    )


def test_a_lock_that_is_missing_is_told_once() -> None:
    made = {f.code: f.found for f in findings(replace(FACTS, lock=None), TODAY)}
    assert made["pustaka"] == "requirements.txt tidak ada"
    assert "program-portal" not in made


def test_a_full_copy_has_none_of_these() -> None:
    codes = {f.code for f in findings(replace(FACTS, thin=None), TODAY)}
    assert not codes & set(OF_A_THIN_PORTAL)


# --- probes ----------------------------------------------------------------------------------------------


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = trees.grow(tmp_path / "bawaan", {"content/privasi.md": "bawaan\n", "content/tentang.md": "sama\n"})
    monkeypatch.setattr(defaults, "folder", lambda: folder)
    return folder


def test_the_probes_on_a_thin_portal(tmp_path: Path, package: Path) -> None:
    root = tmp_path / "portal"
    shutil.copytree(package / "datasets/badan", root / "datasets/badan")
    for path, text in {
        "mkdocs.yml": (package / "mkdocs.yml").read_text("utf-8"),
        "content/privasi.md": "milik kami\n",
        "content/lama.md": "dahulu bawaan\n",
        "content/berita.md": "selalu milik kami\n",
        "requirements.txt": LOCK,
        f"pustaka/{WHEEL}": "roda",
    }.items():
        trees.put(root, path, text)
    portal = PortalFile(
        version=terbuka.__version__,
        law_day=TODAY,
        written={"requirements.txt": sha256(root / "requirements.txt"), "hilang.yml": A},
        overridden={"content/privasi.md": A, "content/lama.md": B},
    )
    trees.put(root, "portal.yml", portal_text(portal))
    found = probe.facts(root, None)
    assert (found.lock_name, found.lock) == ("requirements.txt", LOCK)
    assert found.thin == ThinFacts(
        running=terbuka.__version__,
        portal=portal,
        overrides={
            "content/lama.md": Override(sha256(root / "content/lama.md"), None),
            "content/privasi.md": Override(sha256(root / "content/privasi.md"), sha256(package / "content/privasi.md")),
        },
        written={"requirements.txt": sha256(root / "requirements.txt"), "hilang.yml": None},
        wheels={WHEEL: sha256(root / f"pustaka/{WHEEL}")},
    )
    trees.put(root, "portal.yml", "versi: nol\n")
    broken = probe.facts(root, None).thin
    assert broken is not None
    assert (broken.portal, broken.broken) == (None, (1, "versi"))
    assert list(broken.overrides) == ["content/privasi.md"]


def test_the_probes_on_a_full_copy(tmp_path: Path) -> None:
    found = probe.facts(trees.grow(tmp_path / "portal"), None)
    assert (found.lock_name, found.thin) == ("requirements.lock", None)


@pytest.mark.usefixtures("package")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "portal"
    trees.put(root, "portal.yml", portal_text(replace(PORTAL, written={"requirements.txt": A})))
    trees.put(tmp_path, "rahasia.txt", "x")
    (root / "requirements.txt").symlink_to(tmp_path / "rahasia.txt")
    thin = probe.facts(root, None).thin
    assert thin is not None
    assert thin.written == {"requirements.txt": None}


@pytest.mark.parametrize(
    "path", [".gitlab-ci.yml", ".github/workflows/terbit.yml", "requirements.txt", ".gitattributes"]
)
@pytest.mark.parametrize("kind", ["pipe", "endless"])
def test_what_is_no_file_is_never_waited_for(tmp_path: Path, package: Path, path: str, kind: str) -> None:
    root = tmp_path / "portal"
    trees.put(root, "portal.yml", portal_text(PORTAL))
    trees.put(root, "datasets/kosong.txt", (package / "mkdocs.yml").read_text("utf-8"))
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(root / path)
    else:
        (root / path).symlink_to("/dev/zero")
    found = probe.facts(root, None)
    assert (found.lock, found.gitlab_ci, found.attributes, found.workflows) == (None, None, None, {})
