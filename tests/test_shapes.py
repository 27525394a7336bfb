"""A shape says once what is written and how it is described."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from jsonschema import Draft7Validator

import graph
from terbuka.kit.public import Parameter, PublicFile, tables
from terbuka.kit.shape import (
    Shape,
    by,
    count,
    day,
    key,
    lines,
    moment,
    one_of,
    optional,
    or_null,
    record,
    several,
    text,
    within,
)
from terbuka.kit.table import one_a_line
from terbuka.portal.openapi import Api
from terbuka.portal.schema_files import API


@dataclass
class Visit:
    day: date
    until: datetime | None
    people: dict[str, int]
    note: str | None = None


VISIT: Shape[Visit] = record(
    "Satu kunjungan.",
    key("hari", lambda v: v.day, day("Harinya.")),
    key("sampai", lambda v: v.until, or_null(moment("Berakhirnya."), "null selama berlangsung.")),
    key("orang", lambda v: v.people, by("Banyaknya menurut peran.", count("Banyaknya."))),
    optional("catatan", lambda v: v.note, text("Hanya ada bila ditulis.")),
)
RUNNING = Visit(date(2026, 6, 30), None, {"petugas": 2})
OVER = Visit(date(2026, 7, 1), datetime(2026, 7, 1, 9, tzinfo=UTC), {}, "Selesai.")


def sound(shape: Shape[Any], value: Any) -> Any:
    """What is written, after it was held against what is said of it."""
    Draft7Validator.check_schema(shape.schema)
    written = shape.write(value)
    assert list(Draft7Validator(shape.schema).iter_errors(written)) == []
    return written


def test_what_is_written_is_what_is_described() -> None:
    assert sound(VISIT, RUNNING) == {"hari": "2026-06-30", "sampai": None, "orang": {"petugas": 2}}
    assert sound(VISIT, OVER) == {
        "hari": "2026-07-01",
        "sampai": "2026-07-01T09:00:00+00:00",
        "orang": {},
        "catatan": "Selesai.",
    }
    assert VISIT.schema["required"] == ["hari", "sampai", "orang"]
    assert VISIT.names == ["hari", "sampai", "orang", "catatan"]
    assert VISIT.row(RUNNING) == ["2026-06-30", None, {"petugas": 2}, None]
    assert VISIT.schema["properties"]["sampai"]["type"] == ["string", "null"]
    assert VISIT.schema["properties"]["sampai"]["description"] == "Berakhirnya. null selama berlangsung."


def test_a_list_of_records_a_choice_and_keys_of_a_part() -> None:
    state = {"baik": "semua hadir", "batal": "tidak jadi"}
    listed: Shape[tuple[str, list[Visit]]] = record(
        "Isi.",
        key("keadaan", lambda pair: pair[0], or_null(one_of("Keadaannya.", state))),
        key("kunjungan", lambda pair: pair[1], several("Semuanya.", VISIT)),
        within(lambda pair: pair[1][0], VISIT.keys[:1]),
    )
    written = sound(listed, ("baik", [RUNNING, OVER]))
    assert [v["hari"] for v in written["kunjungan"]] == ["2026-06-30", "2026-07-01"]
    assert list(written) == ["keadaan", "kunjungan", "hari"]
    assert listed.schema["properties"]["keadaan"] == {
        "enum": ["baik", "batal", None],
        "description": "Keadaannya. Pilihan: baik = semua hadir; batal = tidak jadi.",
    }


def test_of_two_keys_with_one_name_the_later_counts() -> None:
    shape: Shape[Visit] = record("Isi.", VISIT.keys, key("hari", lambda v: v.day.year, count("Tahunnya.")))
    assert sound(shape, RUNNING)["hari"] == 2026
    assert shape.names == VISIT.names


def test_a_long_list_is_written_one_a_line() -> None:
    shape: Shape[list[Visit]] = record(
        "Isi.", key("banyak", len, count("Banyaknya.")), key("baris", lambda rows: rows, lines("Semuanya.", VISIT))
    )
    assert one_a_line(shape.write([RUNNING, OVER])) == (
        '{"banyak": 2, "baris": [\n'
        '{"hari": "2026-06-30", "sampai": null, "orang": {"petugas": 2}},\n'
        '{"hari": "2026-07-01", "sampai": "2026-07-01T09:00:00+00:00", "orang": {}, "catatan": "Selesai."}\n]}'
    )
    assert one_a_line(shape.write([])) == '{"banyak": 0, "baris": [\n\n]}'


def test_the_description_of_the_api_is_the_sum_of_what_is_said_of_each_file() -> None:
    visits = Parameter("kunjungan", "Kode kunjungan.", "[0-9]+")
    api = Api(
        (
            PublicFile("{badan}/kunjungan.json", "Kunjungan", lambda _: VISIT),
            PublicFile("{badan}/kunjungan-{kunjungan}.pdf", "Satu kunjungan", parameters=(visits,)),
            *tables("kunjungan", "Kunjungan"),
        )
    )
    paths = [
        "api/v1/a/kunjungan.json", "api/v1/a/kunjungan-12.pdf", "api/v1/b/kunjungan-excel.csv", "api/v1/a/lain.json",
    ]  # fmt: skip
    assert api.undescribed(paths) == ["api/v1/a/lain.json"]
    assert api.schema_of(paths[0]) == "badan/kunjungan"
    described = api.openapi({}, paths, portal="Uji", url="", version="0")
    assert list(described["paths"]) == [
        "/{badan}/kunjungan-excel.csv",
        "/{badan}/kunjungan-{kunjungan}.pdf",
        "/{badan}/kunjungan.json",
    ]
    pdf = described["paths"]["/{badan}/kunjungan-{kunjungan}.pdf"]["get"]
    assert [(p["name"], p["example"], p["schema"]) for p in pdf["parameters"]] == [
        ("badan", "a", {"type": "string", "enum": ["a"]}),
        ("kunjungan", "12", {"type": "string", "enum": ["12"]}),
    ]
    assert list(pdf["responses"]["200"]["content"]) == ["application/pdf"]
    assert list(described["components"]["schemas"]) == ["badan.kunjungan"]


#: Modules that write JSON below ``api/v1/`` whose keys no shape of ours describes, and why.
OTHER_STANDARDS = {
    "features/catalogue/dcat": "DCAT-AP and DCAT-US",
    "lifecycle/leaving": "Data Package v2 and JSON Schema, for other programs",
    "features/open_data/files": "Data Package v2, beside the table that has a shape",
    "portal/schema_files": "JSON Schema and OpenAPI",
}
WRITERS = {"as_json", "as_short_json", "one_a_line"}


def test_public_json_is_written_from_a_shape() -> None:
    """Whoever writes JSON for the site declares shapes, or keeps a standard of others."""
    writing = {m for m in map(graph.name, graph.MODULES) if m != "kit/table" and _calls(m) & WRITERS}
    declared = {m for m in writing if any(t == "kit/shape" for t in graph.edges()[m])}
    assert writing - declared <= OTHER_STANDARDS.keys()


def _calls(module: str) -> set[str]:
    nodes = (n for n in ast.walk(graph.tree(graph.PACKAGE / f"{module}.py")) if isinstance(n, ast.Call))
    return {
        n.func.attr if isinstance(n.func, ast.Attribute) else n.func.id
        for n in nodes
        if (isinstance(n.func, ast.Attribute) and isinstance(n.func.value, ast.Name) and n.func.value.id == "table")
        or isinstance(n.func, ast.Name)
    }


def test_every_file_is_described_once() -> None:
    names = [file.schema for file in API.files.values() if file.schema]
    assert len(names) == len(set(names))
    assert all(file.title for file in API.files.values())
    parameters = {parameter for file in API.files.values() for parameter in file.parameters}
    assert len(parameters) == len({parameter.name for parameter in parameters}), "two meanings of one parameter"
