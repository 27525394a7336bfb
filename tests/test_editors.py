"""Hints for editors: the schemas say what the check says, the files in the repository are current."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

import trees
from terbuka import cli
from terbuka.authoring import editors
from terbuka.record import json_schema as kinds
from terbuka.record import records
from terbuka.record.json_schema import for_editor, for_programs
from terbuka.record.schema import Column, Schema
from terbuka.record.schemas import SEVERAL, SINGLE, TYPES, read_schemas
from terbuka.record.strict_yaml import parse
from terbuka.record.values import Wrong, read
from trees import column

ROOT = trees.REPOSITORY
SCHEMAS, _ = read_schemas(ROOT)
DATA = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "datasets").rglob("*.yml"))
Run = Callable[..., tuple[int, str, str]]


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: days, times, ``ya`` and ``yes`` are text; ``true``, numbers and nothing are not."""


Core.yaml_implicit_resolvers = {}
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null|Null|NULL|)\Z"), ["~", "n", "N", ""])
Core.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(true|True|TRUE|false|False|FALSE)\Z"), ["t", "T", "f", "F"]
)
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+\Z"), list("-+0123456789"))
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z"),
    list("-+.0123456789"),
)
for _tag, _make in (("int", lambda loader, node: int(node.value)), ("float", lambda loader, node: float(node.value))):
    Core.add_constructor(f"tag:yaml.org,2002:{_tag}", _make)


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, Core)  # noqa: S506 (a safe loader)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(a) for a in arguments])
        return code, *capsys.readouterr()

    return command


@cache
def of_file(kind: str) -> Any:
    made = json.loads((ROOT / f".vscode/skema/{kind}.json").read_text("utf-8"))
    Draft7Validator.check_schema(made)
    return Draft7Validator(made)


# --- the repository's own files --------------------------------------------------------------------------


def test_what_is_committed_is_what_the_schemas_give(run: Run) -> None:
    code, said, _ = run("schema", "--check", "--root", ROOT)
    assert (code, said) == (0, f"Petunjuk untuk editor sudah sesuai dengan schemas/ ({len(SCHEMAS)} jenis data).\n")


@pytest.mark.parametrize("path", DATA)
def test_every_data_file_names_its_schema_and_keeps_it(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    first = text.partition("\n")[0]
    assert first == editors.modeline(path)
    file = ((ROOT / path).parent / first.removeprefix(editors.MARK)).resolve()
    assert file == ROOT / ".vscode/skema" / f"{file.stem}.json"
    errors = [f"{list(e.absolute_path)}: {e.message}" for e in of_file(file.stem).iter_errors(as_an_editor_reads(text))]
    assert errors == []


def test_every_kind_of_yaml_has_its_place_and_every_place_a_file_or_is_optional() -> None:
    assert set(editors.PLACES) == {kind for kind, schema in SCHEMAS.items() if schema.shape != "tabel"}
    mapped = json.loads((ROOT / editors.SETTINGS).read_text("utf-8"))["yaml.schemas"]
    for file, (place,) in mapped.items():
        assert (ROOT / file).is_file()
        assert list(ROOT.glob(place)) or place.endswith(("/keterangan.yml", "/rencana.yml")), place


@pytest.mark.parametrize("kind", sorted(k for k, s in SCHEMAS.items() if s.shape == "tabel"))
def test_every_row_of_every_table_keeps_the_schema_of_its_rows(kind: str) -> None:
    rows = 0
    for path in sorted((ROOT / "datasets/badan").glob(f"*/{kind}.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert [e.message for e in of_file(kind).iter_errors(row)] == []
                rows += 1
    assert rows
    key = SCHEMAS[kind].key or ""
    broken = {**row, key: "Bukan Kode"}
    assert [list(e.absolute_path) for e in of_file(kind).iter_errors(broken)] == [[key]]


def test_another_reader_of_yaml_agrees() -> None:
    """check-jsonschema brings its own YAML 1.2; one kind of each shape and one that holds times."""
    for kind in ("badan", "pernyataan", "peringatan", "kalender", "tenggat"):
        files = [p for p in DATA if editors.modeline(p).endswith(f"/{kind}.json")]  # type: ignore[union-attr]
        command = Path(sys.executable).with_name("check-jsonschema")
        done = subprocess.run(
            [str(command), "--schemafile", f".vscode/skema/{kind}.json", *files],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


# --- one value -------------------------------------------------------------------------------------------

#: Type -> more of its column, what is typed rightly, what is typed wrongly.
TYPED: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "teks": ({"longest": 12}, ["Kantor", "2026", "1.50", '"true"'], ["[a, b]", "{a: b}", "Terlalu panjang"]),
    "id": ({}, ["profil-biro", "2026", "a1"], ["Profil Biro", "profil_biro", "-a", "[a]"]),
    "tanggal": ({}, ["2026-06-30", '"2026-06-30"'], ["30/06/2026", "30 Juni 2026", "2026-6-30", "2026-13-01", "20260"]),
    "waktu": ({}, ["2026-06-30 14:05"], ["2026-06-30T14:05", "2026-06-30 14.05", "2026-06-30", "2026-06-30 25:00"]),
    "bilangan": ({"minimum": "0"}, ["12", '"12"', "0"], ["1.250,00", "Rp 1", "1_000", "-1", "1,5", '"012"']),
    "ya-tidak": ({}, ["ya", "tidak", '"ya"'], ["true", "yes", "Ya", "1"]),
    "pilihan": ({"choices": {"satu": "Satu"}}, ["satu"], ["Satu", "dua", "[satu]"]),
    "tautan": ({}, ["https://x.go.id/a?b=c#d", "https://x.go.id"], ["http://x.go.id", "x.go.id", "https://x", "https://a@b.id/"]),
    "markdown": ({}, ["satu **dua**", '"a\\nb"'], ["[a]", "{a: b}"]),
    "daftar-teks": ({}, ["[a, b]", "[2026]"], ["a; b", "[a, a]", "[[a]]"]),
    "daftar-id": ({}, ["[a, b-1]"], ["a-b", "[A B]", "[a, a]"]),
    "daftar-berkas": ({}, ["[a.pdf, B_1.csv]"], ["a.pdf", "[../a.pdf]", "[a..b]", "[a b.pdf]"]),
    "daftar": ({"columns": (column("isi", required=True),)}, ["[{isi: a}]"], ["a", "[a]", "[{}]", "[{isi: a, x: b}]"]),
    "objek": ({"columns": (column("isi", required=True),)}, ["{isi: a}"], ["a", "{}", "{isi: a, asing: b}"]),
    "peta": ({}, ["{a: b}", "{'1': 2}"], ["a", "[a]", "{a: [b]}"]),
}  # fmt: skip


def small(kind: str, *, required: bool, shape: str = "catatan") -> Schema:
    more, _, _ = TYPED[kind]
    return Schema(
        kind="kecil",
        title="Kecil",
        text="Kecil",
        shape=shape,
        key=None,
        columns=(column("k", kind, required=required, **more),),
    )


def editor_takes(schema: Schema, text: str) -> bool:
    made = for_editor(schema)
    Draft7Validator.check_schema(made)
    return bool(Draft7Validator(made).is_valid(as_an_editor_reads(text)))


def check_takes(schema: Schema, text: str) -> bool:
    node, problems = parse(text, "kecil.yml")
    assert not problems
    assert node is not None
    return not records.check(node, schema, "kecil.yml")[1]


def test_every_type_is_tried() -> None:
    assert set(TYPED) == set(TYPES)


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("kind", TYPED)
def test_an_editor_and_the_check_take_and_refuse_the_same(kind: str, required: bool) -> None:
    schema = small(kind, required=required)
    _, right, wrong = TYPED[kind]
    for text in right:
        assert check_takes(schema, f"k: {text}"), text
        assert editor_takes(schema, f"k: {text}"), text
    for text in wrong:
        assert not check_takes(schema, f"k: {text}"), text
        assert not editor_takes(schema, f"k: {text}"), text
    for text in ("k:", 'k: ""', 'k: "  "', "asing: 1"):
        assert check_takes(schema, text) is editor_takes(schema, text), text


@pytest.mark.parametrize("word", ["true", "null", "~"])
def test_bare_words_that_an_editor_cannot_read_as_text(word: str) -> None:
    """The one place where the check is kinder; quotes settle it."""
    schema = small("teks", required=True)
    assert check_takes(schema, f"k: {word}")
    assert not editor_takes(schema, f"k: {word}")
    assert editor_takes(schema, f'k: "{word}"')


ALPHABET = st.text(alphabet="09aZ-_./:;@ ~\n", max_size=14)
NEAR = st.sampled_from(
    ["2026-06-30", "1999-02-28", "2026-06-30 14:05", "-12", "0", "a-b", "https://a.id/", "https://a-b.go.id:443/?x=[1]"]
)


@given(text=st.one_of(ALPHABET, NEAR, st.builds(lambda a, b, n: a[:n] + b + a[n:], NEAR, ALPHABET, st.integers(0, 30))))
@settings(max_examples=400, deadline=None)
def test_no_pattern_refuses_what_the_check_takes(text: str) -> None:
    for kind in (*SINGLE, *SEVERAL, "waktu"):
        if kind in ("pilihan", "ya-tidak"):
            continue
        one = Column(name="k", title="K", text="K", type=kind)
        if isinstance(read(text, one), Wrong) or not text.strip():
            continue
        if kind not in SEVERAL:
            assert Draft7Validator(for_editor(of(one))).is_valid({"k": text}), (kind, text)
        if kind != "waktu" and "\n" not in text:
            assert Draft7Validator(for_editor(of(one, "tabel"))).is_valid({"k": text}), (kind, text)


def of(one: Column, shape: str = "catatan") -> Schema:
    return Schema(kind="kecil", title="Kecil", text="Kecil", shape=shape, key=None, columns=(one,))


def keywords(made: Any) -> set[str]:
    """All keywords of a JSON Schema; names of properties are no keywords."""
    if isinstance(made, list):
        return {k for v in made for k in keywords(v)}
    if not isinstance(made, dict):
        return set()
    found = set(made)
    for key, value in made.items():
        found |= {k for v in value.values() for k in keywords(v)} if key in ("properties", "definitions") else set()
        found |= keywords(value) if key not in ("properties", "definitions", "examples", "enum") else set()
    return found


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=lambda s: s.kind)
def test_only_words_of_the_draft_are_published(schema: Schema) -> None:
    known = keywords(Draft7Validator.META_SCHEMA) | set(Draft7Validator.META_SCHEMA["properties"])
    made = for_programs(schema)
    assert not keywords(made) - known
    assert keywords(for_editor(schema)) - known <= kinds.EDITOR_ONLY


def test_the_patterns_mean_the_same_in_javascript() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine")
    asked = []
    for kind, (_, right, wrong) in TYPED.items():
        core = for_editor(small(kind, required=True))["properties"]["k"]
        pattern = core.get("pattern") or core.get("items", {}).get("pattern")
        if pattern:
            asked += [[pattern, text, bool(re.search(pattern, text))] for text in (*right, *wrong)]
    patterns = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps([for_editor(s) for s in SCHEMAS.values()]))
    asked += [[json.loads(p), "", bool(re.search(json.loads(p), ""))] for p in sorted(set(patterns))]
    assert len(asked) > 60
    script = (
        "const a = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(a.filter(([p, t, want]) => new RegExp(p, 'u').test(t) !== want)))"
    )
    done = subprocess.run([node, "-e", script], input=json.dumps(asked), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


# --- the command -----------------------------------------------------------------------------------------


def test_the_command_writes_tells_and_removes(tmp_path: Path, run: Run) -> None:
    root = trees.grow(tmp_path / "portal")
    code, said, _ = run("schema", "--check", "--root", root)
    assert code == 1
    assert "berubah: .vscode/skema/badan.json\n" in said
    assert not (root / ".vscode").exists()
    assert run("schema", "--root", root)[0] == 0
    assert run("schema", "--check", "--root", root)[0] == 0
    trees.put(root, ".vscode/skema/lama.json", "{}")
    trees.change(root, "schemas/topik.yml", "contoh: Anggaran", "contoh: Kinerja")
    assert run("schema", "--check", "--root", root) == (
        1,
        "tidak dipakai: .vscode/skema/lama.json\nberubah: .vscode/skema/topik.json\nPerbarui dengan terbuka schema.\n",
        "",
    )
    assert run("schema", "--root", root) == (
        0,
        (
            "dihapus: .vscode/skema/lama.json\nditulis: .vscode/skema/topik.json\n"
            "Petunjuk untuk editor sekarang sesuai dengan schemas/.\n"
        ),
        "",
    )


def test_settings_of_a_maintainer_stay(tmp_path: Path, run: Run) -> None:
    root = trees.grow(tmp_path / "portal")
    theirs = {"editor.rulers": [120], "yaml.schemas": {"a.json": "b.yml", ".vscode/skema/lama.json": ["c.yml"]}}
    trees.put(root, editors.SETTINGS, json.dumps(theirs))
    trees.put(root, editors.EXTENSIONS, '{"recommendations": ["ms-python.python"]}')
    assert run("schema", "--root", root)[0] == 0
    made = json.loads((root / editors.SETTINGS).read_text("utf-8"))
    assert made["editor.rulers"] == [120]
    assert made["yaml.schemas"]["a.json"] == "b.yml"
    assert ".vscode/skema/lama.json" not in made["yaml.schemas"]
    assert json.loads((root / editors.EXTENSIONS).read_text("utf-8"))["recommendations"] == [
        "ms-python.python",
        "redhat.vscode-yaml",
        "mechatroner.rainbow-csv",
    ]


@pytest.mark.parametrize("text", ["{ // catatan\n}", "[]", "{,}"])
def test_settings_that_are_no_plain_json_are_left_alone(tmp_path: Path, run: Run, text: str) -> None:
    root = trees.grow(tmp_path / "portal", {editors.SETTINGS: text})
    assert run("schema", "--root", root) == (
        2,
        "",
        (
            "terbuka: .vscode/settings.json tidak terbaca sebagai JSON dan tidak disentuh; hapus komentar dan koma "
            "penutup di dalamnya, atau pindahkan berkas itu, lalu ulangi\n"
        ),
    )
    assert (root / editors.SETTINGS).read_text("utf-8") == text
    assert not (root / editors.FOLDER).exists()
