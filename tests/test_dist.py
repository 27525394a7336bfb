"""What a release consists of: the same bytes each time, a list of materials that is valid, sums that hold."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tarfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

import cyclonedx.schema
import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

import dist
import terbuka
import trees
from terbuka.lifecycle import wheel

VERSION = terbuka.__version__
WHEEL, SDIST, LIST = f"terbuka-{VERSION}-py3-none-any.whl", f"terbuka-{VERSION}.tar.gz", f"terbuka-{VERSION}.cdx.json"
#: What a wheel is built from, at the top of the source.
SOURCES = (".gitignore", "LICENSE", "LICENSE-CONTENT.md", "hatch_build.py", "pyproject.toml")
FOLDERS = ("content", "datasets/aturan", "schemas", "scripts/terbuka")


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return dist.release(trees.REPOSITORY)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The source in another folder, with what programs leave there."""
    root = tmp_path / "salinan/terbuka"
    for folder in FOLDERS:
        shutil.copytree(trees.REPOSITORY / folder, root / folder)
    for name in (*SOURCES, "mkdocs.yml", "requirements.lock"):
        shutil.copy(trees.REPOSITORY / name, root / name)
    (root / "scripts/terbuka/kit/__pycache__").mkdir(exist_ok=True)
    (root / "scripts/terbuka/kit/__pycache__/sisa.cpython-311.pyc").write_bytes(b"0")
    (root / "content/.DS_Store").write_bytes(b"0")
    return root


def test_a_release_is_two_packages_a_list_of_materials_and_their_sums(files: Mapping[str, bytes]) -> None:
    assert sorted(files) == sorted((WHEEL, SDIST, LIST, "SHA256SUMS"))
    lines = files["SHA256SUMS"].decode().splitlines()
    assert lines == [f"{hashlib.sha256(files[name]).hexdigest()}  {name}" for name in sorted((WHEEL, SDIST, LIST))]


def test_the_wheel_of_a_release_is_the_one_that_the_program_packs(files: Mapping[str, bytes]) -> None:
    assert wheel.own() == (WHEEL, files[WHEEL])


def test_another_folder_umask_and_clock_give_the_same_bytes(
    files: Mapping[str, bytes], source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    before = os.umask(0o077)
    try:
        assert dist.release(source) == files
    finally:
        os.umask(before)


def test_the_sdist_holds_what_the_wheel_is_built_from_and_nothing_else(
    files: Mapping[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / SDIST).write_bytes(files[SDIST])
    with tarfile.open(tmp_path / SDIST) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    alone = {name for name in inside if not name.startswith(tuple(f"{folder}/" for folder in FOLDERS))}
    assert alone == {*SOURCES, "PKG-INFO", "mkdocs.yml", "requirements.lock"}
    assert [name for name in inside if name.endswith(".pyc") or ".DS_Store" in name] == []


def test_a_tree_that_differs_from_its_sdist_is_no_release(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = dist.built

    def other(root: Path, target: Path, umask: int) -> dict[str, bytes]:
        return {**built(root, target, umask), SDIST: str(umask).encode()}

    monkeypatch.setattr(dist, "built", other)
    with pytest.raises(dist.CannotBuild, match=re.escape(f"do not give the same bytes: {SDIST}")):
        dist.release(source)


def test_a_tag_must_name_the_version(source: Path) -> None:
    with pytest.raises(dist.CannotBuild, match=r"the tag is v9\.9\.9, but the version is "):
        dist.release(source, "v9.9.9")


def test_a_failed_build_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERBUKA_TAG", "v9.9.9")
    assert dist.main([str(tmp_path / "hasil")]) == 1
    assert capsys.readouterr().err.startswith("make dist: the tag is v9.9.9")
    assert not (tmp_path / "hasil").exists()


@pytest.fixture
def materials(files: Mapping[str, bytes]) -> dict:
    return json.loads(files[LIST])


#: Where the schema says it lies; the others are named from there.
ID = "http://cyclonedx.org/schema/bom-1.6.schema.json"


def test_the_list_of_materials_follows_its_schema(materials: dict) -> None:
    """Held against the JSON Schemas that the library brings; its own validator drags a grammar of addresses along that
    every process of the tests would load."""
    schemas = Path(cyclonedx.schema.__file__).parent / "_res"
    beside = [(path.name, json.loads(path.read_text("utf-8"))) for path in schemas.glob("*.schema.json")]
    named = [(urljoin(ID, name), Resource.from_contents(schema, DRAFT7)) for name, schema in beside]
    whole = json.loads((schemas / "bom-1.6.SNAPSHOT.schema.json").read_text("utf-8"))
    validator = Draft7Validator(whole, registry=Registry().with_resources(named))
    assert [error.message for error in validator.iter_errors(materials)] == []
    assert [error.message for error in validator.iter_errors(materials | {"components": [{"name": "x"}]})] != []


def test_the_list_names_every_library_of_the_lock_with_version_licence_and_hashes(materials: dict) -> None:
    pins = dist.locked((trees.REPOSITORY / "requirements.lock").read_text("utf-8"))
    assert len(pins) > 40
    found = {part["name"]: part for part in materials["components"]}
    assert found.keys() == pins.keys()
    for name, (version, digests) in pins.items():
        part = found[name]
        assert (part["version"], part["purl"]) == (version, f"pkg:pypi/{name}@{version}")
        assert sorted(h["content"] for h in part["hashes"]) == sorted(digests)
        assert part["licenses"]


def test_the_list_says_what_the_program_needs_and_what_only_its_build_needs(
    files: Mapping[str, bytes], materials: dict
) -> None:
    top = materials["metadata"]["component"]
    assert (top["name"], top["version"]) == ("terbuka", VERSION)
    assert [h["content"] for h in top["hashes"]] == [hashlib.sha256(files[WHEEL]).hexdigest()]
    project = tomllib.loads((trees.REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    direct = {re.split(r"[\[><=; ]", need, maxsplit=1)[0] for need in project["dependencies"]}
    needs = {row["ref"]: set(row.get("dependsOn", ())) for row in materials["dependencies"]}
    assert needs["terbuka"] == direct
    assert "pagefind-bin" in needs["pagefind"]
    excluded = {part["name"] for part in materials["components"] if part.get("scope") == "excluded"}
    assert "hatchling" in excluded
    assert not excluded & {"mkdocs", "jinja2", "pagefind-bin"}


def test_the_list_holds_no_clock_and_no_place(materials: dict) -> None:
    text = json.dumps(materials)
    assert "timestamp" not in text
    assert "://" not in text.replace(materials["$schema"], "")
