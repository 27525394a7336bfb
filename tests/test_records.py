"""YAML records: whatever stands in them gives problems or records, never a failure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import trees
from terbuka.duties.record import RegisterEntry, Statement
from terbuka.law.body import Body
from terbuka.portal.load import KINDS
from terbuka.record.records import build, check
from terbuka.record.schema import Column
from terbuka.record.schemas import read_schemas
from terbuka.record.strict_yaml import parse
from terbuka.review.report import as_json, as_text

SCHEMAS = read_schemas(trees.REPOSITORY)[0]
YAML_KINDS = {kind: cls for kind, cls in KINDS.items() if SCHEMAS[kind].shape != "tabel"}

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_WILD = st.recursive(_TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3))
_GOOD = {
    "teks": "Kantor Uji",
    "markdown": "Teks *tebal*.",
    "id": "kantor-uji",
    "tanggal": "2026-01-05",
    "bilangan": "10",
    "ya-tidak": "ya",
    "tautan": "https://uji.example/",
}


def plausible(column: Column) -> st.SearchStrategy[Any]:
    """Often a value that fits the column, often one that does not."""
    if column.type == "objek":
        return record(column.columns) | _WILD
    if column.type == "daftar":
        return st.lists(record(column.columns), max_size=2) | _WILD
    one = st.sampled_from(list(column.choices) or [_GOOD.get(column.type.removeprefix("daftar-"), "x")])
    if isinstance(column.example, str):
        one |= st.just(column.example)
    if column.type.startswith("daftar-"):
        return st.lists(one | _TEXT, max_size=3) | _WILD
    if column.type == "peta":
        return st.dictionaries(_TEXT, _TEXT, max_size=3) | _WILD
    return one | one | one | _WILD


def record(columns: tuple[Column, ...]) -> st.SearchStrategy[Any]:
    required = {c.name: plausible(c) for c in columns if c.required}
    optional = {c.name: plausible(c) for c in columns if not c.required}
    return st.fixed_dictionaries(required, optional=optional)


def written(value: Any) -> str:
    """One line of YAML in which every scalar stands in double quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(k)}: {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return '"' + "".join(f"\\U{ord(c):08x}" if not c.isalnum() or not c.isascii() else c for c in value) + '"'


@pytest.mark.parametrize("kind", YAML_KINDS)
def test_anything_gives_problems_or_records(kind: str) -> None:
    schema, cls = SCHEMAS[kind], YAML_KINDS[kind]
    one = record(schema.columns)
    whole = (st.lists(one, min_size=1, max_size=3) if schema.shape == "daftar" else one) | _WILD

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(whole)
    def run(value: Any) -> None:
        node, problems = parse(written(value), "x.yml")
        if node is None:
            return
        instance, found = check(node, schema, "x.yml")
        problems += found
        as_text(problems)
        as_json(problems, None, 1)
        if not problems and cls is not None:
            given_too = {"id": "x"} if cls is Body else {}
            for made in instance if schema.shape == "daftar" else [instance]:
                assert isinstance(build(cls, made, schema.columns, **given_too), cls)

    run()


def read(text: str, kind: str) -> tuple[Any, list[tuple[str, int]]]:
    node, problems = parse(text, "x.yml")
    assert node is not None, problems
    instance, problems = check(node, SCHEMAS[kind], "x.yml")
    return instance, [(p.code, p.place.line) for p in problems]


STATEMENT = """\
- id: nihil-2026
  kewajiban: penelitian
  jenis: nihil
  alasan: Tidak ada
  dasar: Rencana kerja
  penanda_tangan: Kepala
  tanggal: 2026-01-05
  berlaku_hingga: 2026-12-31
"""


def test_a_sound_statement() -> None:
    instance, problems = read(STATEMENT, "pernyataan")
    assert problems == []
    made = build(Statement, instance[0], SCHEMAS["pernyataan"].columns)
    assert (made.id, str(made.signed_on), str(made.until)) == ("nihil-2026", "2026-01-05", "2026-12-31")


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("id: nihil-2026", "id: Nihil 2026", [("kode-salah", 1)]),
        ("jenis: nihil", "jenis: kosong", [("pilihan-salah", 3)]),
        ("alasan: Tidak ada", "alasan:", [("wajib-kosong", 4)]),
        ("alasan: Tidak ada", 'alasan: "  "', [("wajib-kosong", 4)]),
        ("alasan: Tidak ada", "alasan: [a]", [("bentuk-salah", 4)]),
        ("alasan: Tidak ada", "alasan: {a: b}", [("bentuk-salah", 4)]),
        ("alasan: Tidak ada", "alasan: |\n    dua\n    baris", [("ganti-baris", 4)]),
        ("  alasan: Tidak ada\n", "", [("kunci-kurang", 1)]),
        ("alasan: Tidak ada", "alasan: Tidak ada\n  nomor: 1", [("kunci-tak-dikenal", 5)]),
        ("tanggal: 2026-01-05", "tanggal: 05/01/2026", [("tanggal-salah", 7)]),
        ("tanggal: 2026-01-05", "tanggal: 2026-13-01", [("tanggal-tidak-ada", 7)]),
        ("tanggal: 2026-01-05", "tanggal: 0026-01-05", [("di-luar-batas", 7)]),
        ("tanggal: 2026-01-05", "tanggal:\n    - 2026-01-05", [("bentuk-salah", 8)]),
        ("- id: nihil-2026", "- x\n- id: nihil-2026", [("bentuk-salah", 1)]),
    ],
)
def test_each_mistake_is_one_problem(old: str, new: str, problems: list[tuple[str, int]]) -> None:
    assert STATEMENT.count(old) == 1
    assert read(STATEMENT.replace(old, new), "pernyataan")[1] == problems


def test_optional_keys_may_be_left_empty() -> None:
    text = (trees.FIXTURE / trees.BODY / "badan.yml").read_text("utf-8")
    instance, problems = read(text + "whatsapp:\nlaman: ''\nfaksimile:\nppid_utama: ' '\n", "badan")
    assert problems == []
    made = build(Body, instance, SCHEMAS["badan"].columns, id="kantor-uji")
    assert (made.whatsapp, made.website, made.fax, made.lead_ppid) == (None, None, (), None)


def test_a_column_that_the_program_does_not_know_is_kept() -> None:
    columns = (*SCHEMAS["daftar-informasi-publik"].columns, Column(name="warna", title="Warna", text="", type="teks"))
    row = {f.metadata["key"]: "x" for f in RegisterEntry.__dataclass_fields__.values() if "key" in f.metadata}
    days = {c.name: "2026-01-01" for c in columns if c.type == "tanggal"}
    made = build(RegisterEntry, row | days | {"warna": "biru"}, columns)
    assert made.extra == {"warna": "biru"}
