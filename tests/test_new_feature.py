"""A feature is one folder: a made-up one, field visits, is laid over a copy of the program and looked at.

``tests/new_feature/`` holds it as it would stand in the repository: a register, a contradiction, a date of the agenda,
a page with its template, a table to download, an entry of the catalogue, a case.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import trees

FEATURE = trees.TESTS / "new_feature"
TUPLE = "scripts/terbuka/portal/features.py"
CASE = FEATURE / "tests/cases/kunjungan-terbalik"
VISITS = "id,mulai,selesai,tempat,laporan_pada\nkl-1,2026-06-01,2026-06-02,Kantor Camat Uji,\n"
TABLE = "api/v1/kantor-uji/kunjungan.csv"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with the feature: its files, its name among the imports and its line in the tuple."""
    root = tmp_path_factory.mktemp("salinan")
    for folder in ("scripts", "schemas"):
        shutil.copytree(trees.REPOSITORY / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(FEATURE, root, dirs_exist_ok=True)
    trees.change(root, TUPLE, "    exclusions,\n", "    exclusions,\n    field_visit,\n")
    trees.change(root, TUPLE, "    strategy.FEATURE,\n", "    field_visit.FEATURE,\n    strategy.FEATURE,\n")
    return root


def terbuka(copy: Path, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The copied command on a portal, in a process of its own: this one holds the program as it is."""
    return subprocess.run(
        [sys.executable, "-m", "terbuka", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(copy / "scripts")},
    )


@pytest.fixture(scope="module")
def portal(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal whose office keeps the register, built with the copy."""
    root = trees.grow(tmp_path_factory.mktemp("kunjungan") / "portal")
    shutil.copytree(copy / "schemas", root / "schemas", dirs_exist_ok=True)
    trees.put(root, "datasets/badan/kantor-uji/kunjungan.csv", VISITS)
    built = terbuka(copy, root, "build", "--no-search", "--on", str(trees.DAY), "--out", str(root / "situs"))
    assert built.returncode == 0, built.stdout + built.stderr
    return root


def test_it_is_one_folder_one_schema_one_case_and_its_line_in_the_tuple(copy: Path) -> None:
    """Two lines of one file are changed: the import and the place in the order."""
    laid = {path.relative_to(FEATURE).as_posix() for path in FEATURE.rglob("*") if path.is_file()} - set(_stray())
    places = {
        "/".join(name.split("/")[: 4 if name.startswith("scripts/") else 3 if name.startswith("tests/") else 2])
        for name in laid
    }
    assert places == {"scripts/terbuka/features/field_visit", "schemas/kunjungan.yml", "tests/cases/kunjungan-terbalik"}
    changed = [
        path.relative_to(copy).as_posix()
        for path in copy.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
        for before in [trees.REPOSITORY / path.relative_to(copy)]
        if not before.exists() or before.read_bytes() != path.read_bytes()
    ]
    assert set(changed) - laid == {TUPLE}
    before, after = ((root / TUPLE).read_text("utf-8").splitlines() for root in (trees.REPOSITORY, copy))
    assert len(after) - len(before) == 2


def _stray() -> Iterator[str]:
    """What an editor or Python itself leaves beside the files."""
    yield from (path.relative_to(FEATURE).as_posix() for path in FEATURE.rglob("*.pyc"))


def test_its_contradiction_is_told(copy: Path, tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    shutil.copytree(copy / "schemas", root / "schemas", dirs_exist_ok=True)
    trees.overlay(root, CASE, ("expected.txt",))
    answer = terbuka(copy, root, "check", "--on", str(trees.DAY))
    expected = (CASE / "expected.txt").read_text("utf-8").split("---\n")[0]
    assert f"kode keluar: {answer.returncode}\n{answer.stdout}" == expected
    explained = terbuka(copy, root, "explain", "kunjungan-terbalik")
    assert explained.stdout.startswith("kunjungan-terbalik: Kunjungan selesai sebelum mulai.")


def test_its_date_stands_in_the_agenda(copy: Path, portal: Path) -> None:
    due = terbuka(copy, portal, "due", "--on", str(trees.DAY), "--format", "json")
    (body,) = json.loads(due.stdout)["badan"]
    (visit,) = [one for one in body["butir"] if one["jenis"] == "kunjungan"]
    assert (visit["judul"], visit["jatuh_tempo"]) == ("Laporan kunjungan: Kantor Camat Uji", "2026-06-16")


def test_its_page_stands_in_the_hub_and_its_columns_in_the_dictionary(portal: Path) -> None:
    page, hub, dictionary = (
        (portal / "situs" / name / "index.html").read_text("utf-8")
        for name in ("kantor-uji/kunjungan", "kantor-uji/laporan", "kamus")
    )
    assert "Kantor Camat Uji" in page
    assert f'href="../../{TABLE}"' in page
    assert "kunjungan/" in hub
    assert "1 kunjungan" in hub
    assert "Hari terakhir kunjungan." in dictionary


def test_its_table_is_described_and_offered(portal: Path) -> None:
    site = portal / "situs"
    (row,) = csv.DictReader((site / TABLE).read_text("utf-8").splitlines())
    assert row["tempat"] == "Kantor Camat Uji"
    described = json.loads((site / "api/v1/openapi.json").read_text("utf-8"))
    assert described["paths"]["/{badan}/kunjungan.csv"]["get"]["summary"].startswith("Kunjungan lapangan")
    offered = json.loads((site / "data.json").read_text("utf-8"))["dataset"]
    assert "Kunjungan lapangan Kantor Uji" in {dataset["title"] for dataset in offered}
