"""The fields of a class are the columns of its schema, in the same order, of the same kind."""

from __future__ import annotations

import dataclasses
import re
from importlib import import_module

import pytest

import trees
from terbuka.duties.verdict import Status
from terbuka.portal.load import KINDS
from terbuka.record.schema import Column
from terbuka.record.schemas import problems_with_model, read_schemas

PACKAGE = trees.REPOSITORY / "scripts/terbuka"
#: The modules that declare records: wherever a column is declared.
RECORDS = sorted(
    p for p in PACKAGE.rglob("*.py") if re.search("record.fields import .*\\bkey\\b", p.read_text("utf-8"))
)


def names() -> list[object]:
    """What the modules of records define."""
    modules = [import_module(f"terbuka.{'.'.join(p.relative_to(PACKAGE).with_suffix('').parts)}") for p in RECORDS]
    return [v for m in modules for v in vars(m).values() if getattr(v, "__module__", "") == m.__name__]


SCHEMAS, PROBLEMS = read_schemas(trees.REPOSITORY)
CLASSES = {kind: cls for kind, cls in KINDS.items() if cls is not None}


def keys(cls: type) -> list[tuple[str, bool, type | None, str | None]]:
    return [
        (f.metadata["key"], f.default is dataclasses.MISSING, f.metadata["of"], f.metadata["refers"])
        for f in dataclasses.fields(cls)
        if "key" in f.metadata
    ]


def agree(cls: type, columns: tuple[Column, ...]) -> None:
    assert [name for name, *_ in keys(cls)] == [c.name for c in columns], cls
    for (name, needed, nested, refers), column in zip(keys(cls), columns, strict=True):
        assert column.required or not needed, name
        # A reference that a portal's schema may leave out would be followed into nothing.
        assert column.target == refers, name
        if nested is not None:
            assert column.type == "daftar", name
            agree(nested, column.columns)


def test_schemas_are_sound() -> None:
    assert PROBLEMS == []
    assert set(SCHEMAS) >= set(KINDS)


@pytest.mark.parametrize("kind", CLASSES)
def test_fields_are_columns(kind: str) -> None:
    agree(CLASSES[kind], SCHEMAS[kind].columns)
    assert list(problems_with_model(SCHEMAS[kind], CLASSES[kind])) == []


def test_every_class_with_keys_has_a_schema() -> None:
    def nested(cls: type) -> set[type]:
        below = {of for _, _, of, _ in keys(cls) if of is not None}
        return below.union(*(nested(of) for of in below))

    reached = set(CLASSES.values()).union(*(nested(cls) for cls in CLASSES.values()))
    declared = {c for c in names() if dataclasses.is_dataclass(c) and isinstance(c, type) and keys(c)}
    assert declared == reached


def test_the_words_of_a_status_are_the_house_s() -> None:
    assert {status.name: status.value for status in Status} == {
        "MET": "terpenuhi",
        "DUE_SOON": "segera",
        "OVERDUE": "lewat",
        "MISSING": "belum-tersedia",
        "NIL": "nihil",
        "NOT_A_DUTY": "bukan-kewajiban",
        "NOT_JUDGED": "tidak-dinilai",
    }


def test_records_are_frozen() -> None:
    for value in names():
        if dataclasses.is_dataclass(value) and isinstance(value, type):
            assert value.__dataclass_params__.frozen, value
