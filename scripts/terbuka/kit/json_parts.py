"""What the schemas of the files below ``api/v1/`` are put together from.

Promises: every key is described in Indonesian; a key is needed unless it is said to be optional; objects stay open
for keys that come later, as the files themselves do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from terbuka.base.periods import DAY_SHAPE, MONTH_SHAPE
from terbuka.record import json_patterns as patterns
from terbuka.record.json_schema import explained
from terbuka.record.schema import Column, Schema

Json = dict[str, Any]
Schemas = Mapping[str, Schema]


def record(about: str, keys: Json, optional: Iterable[str] = ()) -> Json:
    """An object with these keys, each needed unless ``optional``."""
    needed = [name for name in keys if name not in set(optional)]
    return {"type": "object", "description": about, "properties": keys, "required": needed}


HEAD_OPTIONAL = ("induk", "peringatan")
ASSESSED = "Hari penilaian: keadaan di bawah ini adalah keadaan pada hari itu."
_DAY: Json = {"type": "string", "format": "date"}
#: RFC 3339, which asks for seconds. With a pattern too: few validators know the form of a time by its name.
_MOMENT: Json = {
    "type": "string",
    "format": "date-time",
    "pattern": f"^{DAY_SHAPE}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(Z|[+-][0-9]{{2}}:[0-9]{{2}})$",
}


def text(about: str, **more: Any) -> Json:
    return {"type": "string", "description": about, **more}


def count(about: str) -> Json:
    return {"type": "integer", "minimum": 0, "description": about}


def flag(about: str) -> Json:
    return {"type": "boolean", "description": about}


def day(about: str) -> Json:
    return {**_DAY, "description": about}


def moment(about: str) -> Json:
    return {**_MOMENT, "description": about}


def month(about: str) -> Json:
    return text(f"{about} Hanya sampai bulannya.", pattern=f"^{MONTH_SHAPE}$")


def one_of(about: str, values: Mapping[str, str]) -> Json:
    """One of a few values; ``values`` gives the words for each."""
    words = "; ".join(f"{value} = {label}" for value, label in values.items())
    return {"enum": list(values), "description": f"{about} Pilihan: {words}."}


def several(about: str, items: Json) -> Json:
    return {"type": "array", "description": about, "items": items}


def or_null(made: Json, when: str = "") -> Json:
    """The same, or null; ``when`` says what null means, if it is more than "not there"."""
    made = {**made, "description": f"{made['description']} {when}".strip()}
    if "enum" in made:
        return {**made, "enum": [*made["enum"], None]}
    return {**made, "type": [made["type"], "null"]}


def choice(column: Column, about: str = "") -> Json:
    """A column with a list of allowed values, where the file calls it otherwise."""
    return one_of(about or " ".join(column.text.split()), column.choices)


def about(schema: Schema, name: str) -> str:
    """What the column ``name`` means, for a key that carries its value."""
    return " ".join(schema.column(name).text.split())


def typed(columns: Iterable[Column], names: Iterable[str] | None = None) -> Json:
    """Keys with the values of columns as our JSON has them: days as text, numbers, true and false, lists, null."""
    wanted = None if names is None else set(names)
    return {c.name: _typed(c) for c in columns if wanted is None or c.name in wanted}


def _typed(column: Column) -> Json:
    said = explained(column)
    made: Json = {"title": said["title"], "description": said["description"]}
    kind = column.type.removeprefix("daftar-")
    core = _core(column, kind)
    if kind != column.type:
        core = {"type": "array", "items": core}
    made |= core
    if column.required:
        return made
    if "enum" in made:
        return {**made, "enum": [*made["enum"], None]}
    return {**made, "type": [made["type"], "null"]}


def _core(column: Column, kind: str) -> Json:
    if kind == "ya-tidak":
        return {"type": "boolean"}
    if kind == "pilihan":
        return {"enum": list(column.choices)}
    if kind == "bilangan":
        return {"type": "integer"}
    if kind == "tanggal":
        return _DAY
    if kind == "waktu":
        return _MOMENT
    return {"type": "string", "pattern": f"^(?:{patterns.of(column, kind)[0]})$"}


def head() -> Json:
    """What most files say of a body first; ``HEAD_OPTIONAL`` are the keys that may be absent."""
    return {
        "id": text("Kode badan, sama dengan bagian pertama alamat halamannya."),
        "nama": text("Nama resmi badan."),
        "contoh": flag("true bila badan ini karangan. Jangan memakai angkanya dalam tulisan tentang keadaan nyata."),
        "induk": text("Kode badan induk. Hanya ada bila induknya ada di portal ini."),
        "peringatan": text("Tanda bahwa isinya data contoh. Hanya ada bila contoh bernilai true."),
    }
