"""The JSON Schema of one kind of record: of the YAML that an officer types, or of one row of a table.

An editor reads YAML 1.2: a day is text, bare digits are a number, ``ya`` is text. The check reads text only and
takes the types from ``schemas/``; where the two differ, both are allowed here. A row of a table is what a reader
of CSV gives: text in every cell.
"""

from __future__ import annotations

from typing import Any

from terbuka.record import json_patterns as patterns
from terbuka.record.schema import Column, Schema

DRAFT = "http://json-schema.org/draft-07/schema#"
#: What only editors know; a strict validator takes offence at words it does not know.
EDITOR_ONLY = frozenset(("enumDescriptions", "markdownDescription", "patternErrorMessage"))
_EMPTY = {"$ref": "#/definitions/kosong"}
_DEFINITIONS = {
    "kosong": {
        "not": {"anyOf": [{"type": ["array", "boolean", "number", "object"]}, {"type": "string", "pattern": r"\S"}]},
    }
}


def for_editor(schema: Schema) -> dict[str, Any]:
    """The schema that ``.vscode/`` hands to an editor, with its explanations in Markdown."""
    table = schema.shape == "tabel"
    record = _record(schema.columns, table=table)
    about = {"title": schema.title, "description": _one_line(schema.text)}
    if table:
        about["description"] += " Skema ini untuk satu baris tabel CSV: setiap sel adalah teks."
    if schema.shape == "daftar":
        record = {"type": "array", "items": record}
    return {"$schema": DRAFT, **about, **record, **({} if table else {"definitions": _DEFINITIONS})}


def for_programs(schema: Schema) -> dict[str, Any]:
    """The same for everybody: without what only editors know."""
    made: dict[str, Any] = without(for_editor(schema), EDITOR_ONLY)
    return made


def without(value: Any, keywords: frozenset[str]) -> Any:
    """A copy of a JSON Schema without some keywords; names of properties are no keywords."""
    if isinstance(value, list):
        return [without(v, keywords) for v in value]
    if not isinstance(value, dict):
        return value
    return {
        k: {name: without(v, keywords) for name, v in value[k].items()} if k == "properties" else without(v, keywords)
        for k, v in value.items()
        if k not in keywords
    }


def _record(columns: tuple[Column, ...], *, table: bool) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {c.name: {**explained(c), **(_cell(c) if table else _key(c))} for c in columns},
        "required": [c.name for c in columns if c.required],
        "additionalProperties": False,
    }


def explained(column: Column) -> dict[str, Any]:
    """Title and meaning of a column, with form and limits; an editor adds allowed values and example itself."""
    kind = column.type.removeprefix("daftar-")
    said = [_one_line(column.text)]
    words = patterns.of(column, kind)[1] if column.pattern or kind in patterns.TYPES else ""
    if words:
        said.append(f"Bentuk: {words}.")
    if column.minimum is not None or column.maximum is not None:
        said.append(f"Batas: {column.minimum or '…'} sampai {column.maximum or '…'}.")
    needed = "*Wajib diisi.*" if column.required else "*Boleh tidak ditulis.*"
    in_words = "; ".join(f"{value} = {label}" for value, label in column.choices.items())
    return {
        "title": column.title,
        "description": " ".join([*said, *([f"Pilihan: {in_words}."] if in_words else [])]),
        "markdownDescription": "\n\n".join([*said, needed]),
    }


def _key(column: Column) -> dict[str, Any]:
    """The value of a YAML key; one that may be left out may also stand there without a value."""
    core = _value(column)
    made = core if column.required else {"anyOf": [core, _EMPTY]}
    return made | ({"examples": [_example(column)]} if column.example else {})


def _example(column: Column) -> Any:
    several = column.type.startswith("daftar-")
    example = column.example
    if several and isinstance(example, str):
        return [part.strip() for part in example.split(";")]
    if not several and column.type == "bilangan":
        return int(str(example))
    return list(example) if isinstance(example, tuple) else example


def _value(column: Column) -> dict[str, Any]:
    if column.type == "objek":
        return _record(column.columns, table=False)
    if column.type == "daftar":
        return {"type": "array", "items": _record(column.columns, table=False), "minItems": 1}
    if column.type == "peta":
        values = {"type": ["string", "number"], "minLength": 1}
        return {"type": "object", "additionalProperties": values, "minProperties": 1}
    if column.type.startswith("daftar-"):
        items = _scalar(column, column.type.removeprefix("daftar-"))
        return {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}
    return _scalar(column, column.type)


def _scalar(column: Column, kind: str) -> dict[str, Any]:
    if kind == "ya-tidak":
        return {"enum": ["ya", "tidak"]}
    if kind == "pilihan":
        return {"enum": list(column.choices), "enumDescriptions": list(column.choices.values())}
    if kind == "bilangan":
        made: dict[str, Any] = {"type": ["integer", "string"]}
        made |= {"minimum": int(column.minimum)} if column.minimum is not None else {}
        made |= {"maximum": int(column.maximum)} if column.maximum is not None else {}
        return made | _pattern(column, kind)
    day_like = kind in ("tanggal", "waktu", "tautan", "berkas")
    return {"type": "string" if day_like else ["string", "number"], **_pattern(column, kind)}


def _pattern(column: Column, kind: str) -> dict[str, Any]:
    pattern, words = patterns.of(column, kind)
    made: dict[str, Any] = {"pattern": f"^(?:{pattern})$"}
    if words:
        made["patternErrorMessage"] = f"Tulis {words}."
    if longest := patterns.longest(column, kind):
        made["maxLength"] = longest
    return made


def _cell(column: Column) -> dict[str, Any]:
    """One cell as a reader of CSV gives it; several values are parted by semicolons."""
    kind = column.type.removeprefix("daftar-")
    made: dict[str, Any] = {"type": "string"}
    values = {"pilihan": list(column.choices), "ya-tidak": ["ya", "tidak"]}.get(kind)
    if values:
        labels = list(column.choices.values()) or ["Ya", "Tidak"]
        more = [] if column.required else [""]
        made |= {"enum": values + more, "enumDescriptions": [*labels, *("Kosong" for _ in more)]}
    else:
        pattern, words = patterns.of(column, kind)
        if column.type.startswith("daftar-"):
            pattern = r"[^\r\n]+" if kind == "teks" else rf"\s*({pattern})(\s*;\s*({pattern}))*\s*;?\s*"
        made["pattern"] = f"^(?:{pattern})$" if column.required else rf"^(?:{pattern}|\s*)$"
        made |= {"patternErrorMessage": f"Tulis {words}."} if words else {}
        longest = patterns.longest(column, kind)
        made |= {"maxLength": longest} if longest and kind == column.type else {}
    example = column.example
    if example:
        made["examples"] = [example if isinstance(example, str) else "; ".join(example)]
    return made


def _one_line(text: str) -> str:
    return " ".join(text.split())
