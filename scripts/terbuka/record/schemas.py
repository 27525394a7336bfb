"""The description of each kind of record, read from ``schemas/``, and the same as JSON Schema.

Promises: a schema that is accepted can be used without a further check. The rules for YAML records are
owned by JSON Schema, which is generated from here, those for tables by ``constraints``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from terbuka.base.periods import PATTERNS
from terbuka.base.problem import Place, Problem
from terbuka.record.schema import Column, Schema
from terbuka.record.strict_yaml import Node, parse
from terbuka.record.text import entries, read_text
from terbuka.record.values import Wrong, read

SINGLE = ("teks", "id", "tanggal", "bilangan", "ya-tidak", "pilihan", "tautan", "markdown")
SEVERAL = ("daftar-teks", "daftar-id", "daftar-berkas")
#: Types whose values are texts, each of which may have a pattern and a greatest length.
_TEXTS = ("teks", "id", "tautan", "markdown", *SEVERAL)
#: ``waktu`` is not for tables: spreadsheets rewrite times.
TYPES = (*SINGLE, *SEVERAL, "waktu", "daftar", "objek", "peta")
_FLAGS = {"wajib", "lampiran_i", "seperti_sebelumnya"}
_KIND_OF = {"kolom": "daftar", "isi": "daftar", "pilihan": "peta", "tidak_sebelum": "daftar"}
#: How a value of a column is published, the most open first: whole, its month, not at all.
PUBLISHED = ("utuh", "bulan", "tidak")
_NAME = re.compile("[a-z][a-z0-9_]{0,59}")
SHAPES = ("catatan", "daftar", "tabel")
_SCHEMA_KEYS = {"judul", "uraian", "bentuk", "kunci", "urutan", "dasar", "kolom", "tanpa_identitas"}
_COLUMN_KEYS = {"nama", "judul", "uraian", "tipe", "wajib", "pilihan", "pola", "bentuk_pola", "min", "maks"}
_COLUMN_KEYS |= {"maks_panjang", "contoh", "privasi", "lampiran_i", "seperti_sebelumnya", "rujuk", "isi", "terbit"}
_COLUMN_KEYS |= {"tidak_sebelum"}


def read_schemas(root: Path) -> tuple[dict[str, Schema], list[Problem]]:
    """All kinds of ``schemas/*.yml`` by name. Errors: ``skema-salah`` with the line, and those of reading."""
    schemas: dict[str, Schema] = {}
    problems: list[Problem] = []
    for path, file in entries(root, "schemas"):
        if file.suffix != ".yml":
            problems.append(Problem("berkas-tak-dikenal", Place(path), {"isi": file.name, "pilihan": ["*.yml"]}))
            continue
        text, found = read_text(root, path)
        problems += found
        node, found = parse(text, path) if text is not None else (None, [])
        problems += found
        if node is None:
            if text is not None and not found:
                problems.append(Problem("skema-salah", Place(path, 1), {"sebab": "kosong"}))
            continue
        try:
            schemas[file.stem] = _schema(file.stem, node, path)
        except _Bad as bad:
            problems.append(Problem("skema-salah", Place(path, bad.line), {"sebab": bad.reason}))
    return schemas, problems


def more_open(schemas: Mapping[str, Schema], originals: Mapping[str, Schema]) -> Iterator[Problem]:
    """The note ``skema-lebih-terbuka`` for each schema that publishes more than that of the same name in ``originals``,
    or lets more be written that may be personal."""
    for kind in sorted(schemas.keys() & originals.keys()):
        own, original = schemas[kind], originals[kind]
        before = {column.name: column for column in original.columns}
        columns = [one.name for one in own.columns if _is_more_open(one, before.get(one.name), original)]
        columns += ["tanpa_identitas"] if original.impersonal and not own.impersonal else []
        if columns:
            yield Problem("skema-lebih-terbuka", own.place, {"isi": kind, "kolom": ", ".join(columns)})


def _is_more_open(column: Column, before: Column | None, original: Schema) -> bool:
    if before is None:
        return original.impersonal and column.published != PUBLISHED[-1]
    wider = PUBLISHED.index(column.published) < PUBLISHED.index(before.published)
    return wider or (column.privacy is not None and column.privacy != before.privacy)


def problems_with_model(schema: Schema, cls: type) -> Iterator[Problem]:
    """What the program needs of a kind and its schema does not promise: columns, their types, ``wajib``, ``rujuk``."""
    for reason in _lacking(schema.columns, cls, schema.shape == "tabel"):
        yield Problem("skema-salah", schema.place, {"sebab": reason, "kelompok": reason})


def _lacking(columns: tuple[Column, ...], cls: type, table: bool) -> Iterator[str]:
    by_name = {c.name: c for c in columns}
    for spec in dataclasses.fields(cls):
        name = spec.metadata.get("key")
        if name is None:
            continue
        column = by_name.get(name)
        wanted = _TYPE_OF.get(str(spec.type).removesuffix(" | None"), SEVERAL if table else ("daftar", *SEVERAL))
        if column is None:
            yield f"kolom {name} tidak ada"
        elif column.type not in wanted:
            yield f"tipe kolom {name} harus {' atau '.join(wanted)}"
        elif spec.default is dataclasses.MISSING and not column.required:
            yield f"kolom {name} harus wajib: ya"
        elif spec.metadata["refers"] not in (None, column.target):
            yield f"kolom {name} harus rujuk: {spec.metadata['refers']}"
        elif spec.metadata.get("of") is not None:
            yield from _lacking(column.columns, spec.metadata["of"], table)


_TYPE_OF = {
    "str": ("teks", "id", "pilihan", "tautan", "markdown"),
    "date": ("tanggal",),
    "datetime": ("waktu",),
    "int": ("bilangan",),
    "bool": ("ya-tidak",),
    "Mapping[str, str]": ("peta",),
    "Mapping[str, str | bool]": ("objek",),
}


class _Bad(Exception):
    def __init__(self, node: Node, reason: str):
        super().__init__(reason)
        self.line, self.reason = node.line, reason


def _schema(kind: str, node: Node, path: str) -> Schema:
    _keys(node, _SCHEMA_KEYS, {"judul", "uraian", "bentuk", "kolom"})
    shape = node.items["bentuk"].text
    if shape not in SHAPES:
        raise _Bad(node.items["bentuk"], f"bentuk: {shape}")
    columns = _columns(node.items["kolom"], path)
    key = node.items["kunci"].text if "kunci" in node.items else None
    names = {c.name for c in columns}
    if key is not None and key not in names:
        raise _Bad(node.items["kunci"], f"kunci: {key}")
    order = node.items["urutan"].text if "urutan" in node.items else None
    if order is not None and (shape != "tabel" or order not in names):
        raise _Bad(node.items["urutan"], f"urutan: {order}")
    if shape == "tabel" and key is not None:
        columns = tuple(dataclasses.replace(c, target=None, refers_to=key) if c.target == key else c for c in columns)
    for column in columns:
        if shape == "tabel":
            _fits_a_table(column, node)
        _check_order(column, columns, node)
    impersonal = node.items["tanpa_identitas"].text if "tanpa_identitas" in node.items else "tidak"
    if impersonal not in ("ya", "tidak") or (impersonal == "ya" and shape != "tabel"):
        raise _Bad(node.items["tanpa_identitas"], f"tanpa_identitas: {impersonal}")
    return Schema(
        kind=kind,
        title=node.items["judul"].text,
        text=node.items["uraian"].text,
        shape=shape,
        key=key,
        columns=columns,
        order=order,
        impersonal=impersonal == "ya",
        place=Place(path, node.line),
    )


def _check_order(column: Column, columns: tuple[Column, ...], node: Node) -> None:
    """Days are compared with days of the same row."""
    days = {c.name for c in columns if c.type == "tanggal"} - {column.name}
    for name in column.not_before:
        if column.type != "tanggal" or name not in days:
            raise _Bad(node, f"{column.name}: tidak_sebelum: {name}")


def _fits_a_table(column: Column, node: Node) -> None:
    """A cell holds one value or several, and several have no rules of their own yet."""
    if column.type not in (*SINGLE, *SEVERAL):
        raise _Bad(node, f"{column.name}: tipe {column.type} tidak untuk tabel")
    if column.type in SEVERAL and (column.pattern or column.longest or column.refers_to):
        raise _Bad(node, f"{column.name}: pola, maks_panjang, dan rujuk tidak untuk {column.type}")


def _columns(node: Node, path: str) -> tuple[Column, ...]:
    if node.kind != "daftar" or not node.entries:
        raise _Bad(node, "kolom")
    columns = tuple(_column(entry, path) for entry in node.entries)
    names = [c.name for c in columns]
    for entry, name in zip(node.entries, names, strict=True):
        if names.count(name) > 1:
            raise _Bad(entry, f"kolom ganda: {name}")
    return columns


def _column(node: Node, path: str) -> Column:
    _keys(node, _COLUMN_KEYS, {"nama", "judul", "uraian", "tipe"})

    def text(name: str) -> str | None:
        return node.items[name].text if name in node.items else None

    if not _NAME.fullmatch(str(text("nama"))):
        raise _Bad(node.items["nama"], f"nama: {text('nama')}")
    kind = str(text("tipe"))
    if kind not in TYPES:
        raise _Bad(node.items["tipe"], f"tipe: {kind}")
    if (kind == "pilihan") != ("pilihan" in node.items) or (kind in ("daftar", "objek")) != ("isi" in node.items):
        raise _Bad(node, f"tipe: {kind}")
    for name in _FLAGS & node.items.keys():
        if text(name) not in ("ya", "tidak"):
            raise _Bad(node.items[name], f"{name}: {text(name)}")
    _check_limits(node, kind)
    published = text("terbit") or "utuh"
    if published not in PUBLISHED or (published == "bulan" and kind != "tanggal"):
        raise _Bad(node.items["terbit"], f"terbit: {published}")
    example = node.items.get("contoh")
    longest = text("maks_panjang")
    return Column(
        name=str(text("nama")),
        title=str(text("judul")),
        text=str(text("uraian")),
        type=kind,
        required=text("wajib") == "ya",
        choices={k: n.text for k, n in node.items["pilihan"].items.items()} if "pilihan" in node.items else {},
        pattern=_pattern(node.items["pola"]) if "pola" in node.items else None,
        pattern_words=text("bentuk_pola"),
        minimum=text("min"),
        maximum=text("maks"),
        longest=int(longest) if longest else None,
        target=text("rujuk"),
        example=_example(example) if example else None,
        privacy=text("privasi"),
        annex_i=text("lampiran_i") == "ya",
        published=published,
        not_before=tuple(e.text for e in node.items["tidak_sebelum"].entries) if "tidak_sebelum" in node.items else (),
        as_before=text("seperti_sebelumnya") == "ya",
        columns=_columns(node.items["isi"], path) if "isi" in node.items else (),
        place=Place(path, node.line),
    )


_NAMED = re.compile("<([a-z-]+)>")


def _pattern(node: Node) -> str:
    """A pattern with those of the calendar in the place of their names: ``<lama>|tidak-ada``."""
    if unknown := set(_NAMED.findall(node.text)) - PATTERNS.keys():
        raise _Bad(node, f"pola: {', '.join(sorted(unknown))}")
    return _NAMED.sub(lambda name: PATTERNS[name[1]], node.text)


def _check_limits(node: Node, kind: str) -> None:
    """Patterns and lengths of texts only, patterns that compile, ranges that can be read."""
    pattern = node.items.get("pola")
    if pattern is not None:
        try:
            re.compile(_pattern(pattern))
        except re.error as error:
            raise _Bad(pattern, f"pola: {error}") from None
        if "bentuk_pola" not in node.items:
            raise _Bad(pattern, "bentuk_pola")
    for name in {"pola", "maks_panjang"} & node.items.keys():
        if kind not in _TEXTS:
            raise _Bad(node.items[name], f"{name}: tipe {kind}")
    longest = node.items.get("maks_panjang")
    if longest is not None and not re.fullmatch("[1-9][0-9]{0,5}", longest.text):
        raise _Bad(longest, f"maks_panjang: {longest.text}")
    for name in {"min", "maks"} & node.items.keys():
        column = Column(name=name, title="", text="", type=kind)
        limit = node.items[name]
        if kind not in ("tanggal", "bilangan") or isinstance(read(limit.text, column), Wrong):
            raise _Bad(limit, f"{name}: {limit.text}")


def _example(node: Node) -> str | tuple[str, ...]:
    return tuple(e.text for e in node.entries) if node.kind == "daftar" else node.text


def _keys(node: Node, allowed: set[str], needed: set[str]) -> None:
    if node.kind != "peta":
        raise _Bad(node, node.text or node.kind)
    for key, child in node.items.items():
        if key not in allowed:
            raise _Bad(child, f"kunci tidak dikenal: {key}")
        if child.kind != _KIND_OF.get(key, "teks") and key != "contoh":
            raise _Bad(child, f"{key}: {child.kind}")
    for key in sorted(needed - node.items.keys()):
        raise _Bad(node, f"kunci kurang: {key}")


def json_schema(schema: Schema) -> dict[str, Any]:
    """JSON Schema (draft-07) of one kind of YAML record, with the Indonesian descriptions."""
    record = _object(schema.columns)
    record |= {"title": schema.title, "description": schema.text}
    if schema.shape == "daftar":
        record = {"type": "array", "items": record}
    return {"$schema": "http://json-schema.org/draft-07/schema#", **record}


def _object(columns: tuple[Column, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {c.name: _property(c) for c in columns},
        "required": [c.name for c in columns if c.required],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    made: dict[str, Any]
    if column.type == "objek":
        made = _object(column.columns)
    elif column.type == "daftar":
        made = {"type": "array", "items": _object(column.columns), "minItems": 1}
    elif column.type.startswith("daftar-"):
        made = {"type": "array", "items": _scalar(column), "minItems": 1, "uniqueItems": True}
    elif column.type == "peta":
        made = {
            "type": "object",
            "additionalProperties": {"type": "string", "minLength": 1},
            "minProperties": 1,
        }
    else:
        made = _scalar(column)
    return {"title": column.title, "description": column.text, **made}


def by_label(column: Column) -> dict[str, str]:
    """Allowed values by the words that people know them by, in lower case."""
    return {label.lower(): value for value, label in column.choices.items()}


def limits(column: Column) -> str:
    """The range of a column as people read it; an open end is left out."""
    return f"{column.minimum or ''} … {column.maximum or ''}".strip()


def _scalar(column: Column) -> dict[str, Any]:
    if column.type == "ya-tidak":
        return {"type": "boolean"}
    if column.type == "pilihan":
        return {"type": "string", "enum": list(column.choices), "x-kata": by_label(column)}
    number = column.type == "bilangan"
    made: dict[str, Any] = {"type": "integer"} if number else {"type": "string", "minLength": 1}
    if column.minimum is not None:
        made |= {"minimum": int(column.minimum)} if number else {"x-min": column.minimum}
    if column.maximum is not None:
        made |= {"maximum": int(column.maximum)} if number else {"x-maks": column.maximum}
    if column.minimum is not None or column.maximum is not None:
        made["x-batas"] = limits(column)
    if column.pattern:
        made |= {"pattern": rf"\A(?:{column.pattern})\Z", "x-bentuk": column.pattern_words}
    if column.longest:
        made["maxLength"] = column.longest
    return made
