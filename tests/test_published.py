"""The JSON Schemas that the portal publishes, held against the files that it publishes."""

from __future__ import annotations

import functools
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import duckdb
import pytest
from jsonschema import Draft7Validator, FormatChecker

import trees
from terbuka import cli
from terbuka.base.page import File
from terbuka.duties.verdict import Status
from terbuka.features.exclusions.record import ExclusionState
from terbuka.features.service.record import CaseStage, Timeliness
from terbuka.law import routes
from terbuka.portal.pages import render
from terbuka.portal.schema_files import API
from terbuka.record import json_schema as kinds
from test_urgent import ENDED, NOTICES, RUNNING


def closed(made: Any) -> Any:
    """The schema without room for keys that it does not describe: so that none goes undescribed."""
    if isinstance(made, list):
        return [closed(v) for v in made]
    if not isinstance(made, dict):
        return made
    more = {"additionalProperties": False} if "properties" in made else {}
    return {**{k: closed(v) for k, v in made.items()}, **more}


def json_files(root: Path) -> dict[str, Any]:
    corpus, assessment, problems = trees.judged(root)
    assert assessment is not None, problems
    made = (f for f in render(corpus, assessment) if isinstance(f, File) and f.path.endswith(".json") and f.content)
    # The catalogue at the top of the site keeps a standard of its own (test_catalogue).
    return {f.path: json.loads(f.content) for f in made if f.path.startswith("api/")}


@cache
def of_repository() -> dict[str, Any]:
    return json_files(trees.portal())


@pytest.fixture
def portals(tmp_path: Path) -> tuple[dict[str, Any], ...]:
    """The small portal as it is, the same with notices, and the repository's."""
    return (
        json_files(trees.grow(tmp_path / "kecil")),
        json_files(trees.grow(tmp_path / "darurat", {NOTICES: RUNNING + ENDED})),
        of_repository(),
    )


def schema_of(path: str) -> str | None:
    """Address of the schema that describes the file at ``path``; None for the schemas and OpenAPI."""
    parts = path.removesuffix(".json").split("/")[2:]
    if parts[0] in ("skema", "openapi"):
        return None
    if len(parts) == 1:
        return routes.json_schema(f"api/{parts[0]}")
    if parts[1] == "data":
        # The description keeps a standard of its own (test_dataset_files).
        return None if parts[-1].endswith("datapackage") else routes.json_schema("api/badan/data")
    return routes.json_schema(f"api/badan/{parts[1].removeprefix('CONTOH-')}")


def wrong(files: dict[str, Any]) -> Iterator[str]:
    for path, content in files.items():
        address = schema_of(path)
        if address is not None:
            validator = Draft7Validator(closed(files[address]), format_checker=FormatChecker())
            for error in validator.iter_errors(content):
                yield f"{path} {list(error.absolute_path)}: {error.message[:200]}"


def test_every_file_keeps_its_schema_and_every_key_is_described(portals: tuple[dict[str, Any], ...]) -> None:
    for files in portals:
        assert list(wrong(files)) == []
    described = {schema_of(path) for files in portals for path in files} - {None}
    published = {path for path in of_repository() if path.startswith("api/v1/skema/api/")}
    assert described == published, "a schema that describes no file, or a file without one"


def test_every_file_names_its_schema(portals: tuple[dict[str, Any], ...]) -> None:
    """First, so that an editor and a reader see it at once; the address of the portal comes before it."""
    for files in portals:
        site = files["api/v1/portal.json"]["alamat"]
        for path, content in files.items():
            if schema := schema_of(path):
                assert next(iter(content)) == "$schema", path
                assert content["$schema"] == f"{site}{schema}", path


def test_every_public_file_passes_the_validator_that_the_page_names(tmp_path: Path) -> None:
    files = json_files(trees.grow(tmp_path / "portal", {NOTICES: RUNNING + ENDED}))
    for path, content in files.items():
        trees.put(tmp_path, path, json.dumps(content))
    checked = [(path, schema) for path in files if (schema := schema_of(path)) is not None]
    assert len(checked) >= 5
    for path, schema in checked:
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, path]
        done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (0, "ok -- validation done\n"), done.stdout


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("api/v1/portal.json", lambda f: f.update(kunci_baru=1)),
        ("api/v1/portal.json", lambda f: f["badan"][0].update(pada="30/06/2026")),
        ("api/v1/portal.json", lambda f: f["badan"][0].update(pada="2026-02-30")),
        ("api/v1/ketersediaan.json", lambda f: f["badan"][0]["kewajiban"][0].update(status="baik")),
        ("api/v1/ketersediaan.json", lambda f: f["badan"][0]["ringkasan"].pop("dinilai")),
        ("api/v1/daftar-informasi-publik.json", lambda f: f["badan"][0]["informasi"][0].update(nomor="1")),
        ("api/v1/dikecualikan.json", lambda f: f["badan"][0].pop("informasi")),
        ("api/v1/peringatan.json", lambda f: f["badan"][0]["serta_merta"][0].update(berakhir_pada="besok")),
        # RFC 3339 asks for seconds; validators that know `date-time` refuse a time without them.
        (
            "api/v1/peringatan.json",
            lambda f: f["badan"][0]["serta_merta"][0].update(berakhir_pada="2026-06-30T18:00+08:00"),
        ),
        (f"api/v1/{trees.BODY.rsplit('/', 1)[-1]}/daftar-informasi-publik.json", lambda f: f.update(usulan=-1)),
    ],
    ids=itertools.count(),
)
def test_what_is_not_as_described_is_found(path: str, change: Any, tmp_path: Path) -> None:
    files = json_files(trees.grow(tmp_path / "portal", {NOTICES: RUNNING}))
    assert list(wrong(files)) == []
    change(files[path])
    assert len(list(wrong(files))) >= 1


def test_each_schema_is_sound_says_where_it_stands_and_describes_each_key() -> None:
    corpus, assessment, _ = trees.judged(trees.portal())
    assert assessment is not None
    found = {path: made for path, made in of_repository().items() if path.startswith("api/v1/skema/")}
    files = sum(bool(file.schema) for file in API.files.values())
    assert len(found) == len(corpus.schemas) + files
    for path, made in found.items():
        Draft7Validator.check_schema(made)
        assert made["$id"] == corpus.site_url + path
        assert made["title"].strip()
        assert "x-" not in "".join(f'"{k}' for k in words(made))
        for key, value in keys(made):
            assert value.get("description", "").strip(), (path, key)


def words(made: Any) -> set[str]:
    if isinstance(made, list):
        return {k for v in made for k in words(v)}
    if isinstance(made, dict):
        return set(made) | {k for v in made.values() for k in words(v)}
    return set()


def keys(made: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(made, list):
        for value in made:
            yield from keys(value)
    elif isinstance(made, dict):
        for name, value in made.items():
            if name == "properties":
                yield from value.items()
            yield from keys(value)


def test_the_schemas_of_kinds_are_those_of_the_editors() -> None:
    for path, made in of_repository().items():
        if path.startswith("api/v1/skema/") and "/api/" not in path.removeprefix("api/"):
            kind = path.rsplit("/", 1)[-1]
            own = json.loads((trees.REPOSITORY / ".vscode/skema" / kind).read_text("utf-8"))
            plain = kinds.without(own, kinds.EDITOR_ONLY)
            assert {k: v for k, v in made.items() if k != "$id"} == plain


def test_a_new_column_is_described_without_code(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    with (root / "schemas/daftar-informasi-publik.yml").open("a", encoding="utf-8") as file:
        file.write("  - nama: warna\n    judul: Warna\n    uraian: Warna sampul.\n    tipe: daftar-teks\n")
    files = json_files(root)
    assert list(wrong(files)) == []
    entry = files[routes.json_schema("api/badan/daftar-informasi-publik")]["properties"]["informasi"]["items"]
    assert entry["properties"]["warna"]["description"] == "Warna sampul."


def test_states_are_told_in_words_on_the_page_about_the_data() -> None:
    page = (trees.REPOSITORY / "content/metodologi/data-terbuka.md").read_text("utf-8")
    for state in (*Status, *ExclusionState):
        assert f"`{state.value}`" in page, state


# --- the page for developers -----------------------------------------------------------------------------

PAGE = (trees.REPOSITORY / "content/pengembang.md").read_text("utf-8")
ADDRESS = "https://terbuka.example/"
LASTING = RUNNING.replace("berakhir_pada: 2026-06-30 18:00", "berakhir_pada: 2099-12-31 18:00")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a real site on this machine's loopback: on its day much is late, and a notice runs for long."""
    folder = tmp_path_factory.mktemp("pengembang")
    root = trees.grow(folder / "portal", {NOTICES: LASTING})
    code = cli.main(["build", "--root", str(root), "--out", str(folder / "site"), "--no-search", "--on", "2027-06-30"])
    assert code == 0
    handler = functools.partial(Quiet, directory=str(folder / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def ran(command: list[str], snippet: str, portal: str, folder: Path) -> str:
    """What a snippet prints when it asks the served site instead of the address in the page."""
    assert ADDRESS in snippet
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        [*command, snippet.replace(ADDRESS, portal)],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path, "no_proxy": "127.0.0.1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_snippets_in_the_page_are_all_run() -> None:
    assert (len(snippets("sh")), len(snippets("python")), len(snippets("js"))) == (3, 3, 1)
    assert len(snippets("sql")) == 1
    assert len(snippets("r")) == 1  # not run: there is no R where the tests run; the page says so
    assert len(re.findall("^```$", PAGE, re.MULTILINE)) == 9


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_snippets_of_curl(portal: str, tmp_path: Path) -> None:
    first, validation, sums = snippets("sh")
    assert json.loads(ran(["sh", "-ec"], first, portal, tmp_path))["badan"][0]["id"] == "kantor-uji"
    assert ran(["sh", "-ec"], validation, portal, tmp_path) == "ok -- validation done\n"
    if shutil.which("sha256sum"):
        assert ran(["sh", "-ec"], sums, portal, tmp_path) == "api/v1/ketersediaan.json: OK\n"


def test_snippets_of_python(portal: str, tmp_path: Path) -> None:
    gaps, frame, change = snippets("python")
    lines = ran([sys.executable, "-c"], gaps, portal, tmp_path).splitlines()
    assert len(lines) >= 2
    assert all(re.fullmatch(r"Kantor Uji, Provinsi Uji \| (lewat|belum-tersedia) \| \S.*", line) for line in lines)
    assert ran([sys.executable, "-c"], change, portal, tmp_path) == "Data berubah: \n"
    assert ran([sys.executable, "-c"], change, portal, tmp_path) == ""
    (tmp_path / "commit-terakhir.txt").write_text("lain")
    assert ran([sys.executable, "-c"], change, portal, tmp_path) == "Data berubah: \n"

    said = ran([sys.executable, "-c"], frame.replace("kode-badan", "kantor-uji"), portal, tmp_path)
    counted = {line.split()[0]: int(line.split()[1]) for line in said.splitlines()[1:]}
    assert counted == by_class(portal)


def by_class(portal: str) -> dict[str, int]:
    """Entries of the register of the served site by class, as its JSON has them."""
    with urlopen(f"{portal}api/v1/kantor-uji/daftar-informasi-publik.json") as answer:  # noqa: S310 - our own server
        return dict(Counter(entry["kelas"] for entry in json.load(answer)["informasi"]))


def test_snippet_of_duckdb(portal: str, tmp_path: Path) -> None:
    """The reading over HTTP is an extension that DuckDB fetches itself: here the file lies beside."""
    (snippet,) = snippets("sql")
    address = f"{ADDRESS}api/v1/kode-badan/daftar-informasi-publik.csv"
    assert address in snippet
    with urlopen(address.replace(ADDRESS, portal).replace("kode-badan", "kantor-uji")) as answer:  # noqa: S310 - our own server
        (tmp_path / "daftar.csv").write_bytes(answer.read())
    with duckdb.connect() as database:
        rows = database.sql(snippet.replace(address, str(tmp_path / "daftar.csv")).rstrip().rstrip(";")).fetchall()
    assert {name: count for name, count, _ in rows} == by_class(portal)
    assert all(isinstance(newest, date) for *_, newest in rows), "days come in as days"


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on this machine")
def test_snippet_of_javascript(portal: str, tmp_path: Path) -> None:
    (notices,) = snippets("js")
    said = ran(["node", "--input-type=module", "-e"], notices, portal, tmp_path)
    address = f"{portal}kantor-uji/serta-merta/banjir-2026/"
    assert said == f"Banjir di Kelurahan Uji, jauhi bantaran sungai {address}\n"


def test_the_page_names_the_schema_of_every_file() -> None:
    named = re.findall(r"\]\(\.\./(api/v1/skema/[^)]+)\)", PAGE)
    wanted = {routes.json_schema(f"api/{name}") for name, _ in API.schemas(of_schemas())}
    assert {name for name in named if "/api/" in name.removeprefix("api/")} == wanted
    assert set(named) <= of_repository().keys()


def of_schemas() -> Any:
    return trees.judged(trees.portal())[0].schemas


def test_every_state_that_the_program_knows_has_its_words() -> None:
    made = dict(API.schemas(of_schemas()))
    listed = [set(v["enum"]) - {None} for schema in made.values() for _, v in keys(schema) if "enum" in v]
    for states in (Status, ExclusionState, CaseStage, Timeliness):
        assert {s.value for s in states} in listed
