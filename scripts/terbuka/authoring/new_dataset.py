"""A new open dataset of a body: description and table from one CSV file and a few answers.

Promises: pure but for the look at what is there; the description comes from ``schemas/datapackage.yml``, and what the
file cannot say comes from the answers, never from a guess. Judged by ``new.judge`` before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from terbuka.authoring import answers, editors, specimen
from terbuka.authoring.answers import CannotAdd, Given
from terbuka.authoring.guesses import Guess
from terbuka.authoring.inference import Inferred
from terbuka.base.problem import Problem, shown
from terbuka.features.open_data.reading import DESCRIPTION
from terbuka.record import numerals
from terbuka.record.schema import Column, Schema
from terbuka.record.strict_yaml import Node, parse
from terbuka.record.values import ID, meant_id

#: Answers about single columns, as ``satuan.jumlah=orang``; ``-`` as unit says that there is none.
OF_COLUMNS = ("satuan", "judul", "uraian")
#: How numbers are written, of one column (``angka.jumlah=ribuan-titik``) or of all (``angka=ribuan-titik``).
FORM = "angka"
NO_UNIT = "-"


def dataset_id(root: Path, base: str, wanted: str | None, file: Path) -> str:
    """The id of the new dataset: ``wanted``, else the name of the file. Raises ``CannotAdd``."""
    made = wanted or meant_id(file.stem)[:60].strip("-")
    if not ID.fullmatch(made) or len(made) > 60:
        meant = meant_id(made)
        raise CannotAdd(f"kode “{shown(made, 80)}” tidak dapat dipakai" + (f"; mungkin {meant}" if meant else ""))
    if (root / base / "data" / made).exists() or (root / base / "data" / made).is_symlink():
        raise CannotAdd(
            f"himpunan data “{made}” sudah ada di {base}/data/{made}; ganti tabelnya di sana lalu jalankan "
            f"terbuka release {made}, atau beri kode lain dengan kode=…"
        )
    return made


def from_yaml(text: str, name: str) -> list[tuple[str, str]]:
    """Answers of a file, as pairs of name and value. Raises ``CannotAdd``."""
    node, problems = parse(text, name)
    if problems or node is None or node.kind != "peta":
        told = problems[0].sentence("temuan") if problems else "isinya bukan pasangan kunci dan nilai"
        raise CannotAdd(f"{name}: {told}")
    return list(_flat(node, ""))


def _flat(node: Node, before: str) -> Iterator[tuple[str, str]]:
    for name, child in node.items.items():
        if child.kind == "peta":
            yield from _flat(child, f"{before}{name}.")
        elif child.kind == "daftar":
            yield f"{before}{name}", "; ".join(entry.text for entry in child.entries)
        else:
            yield f"{before}{name}", child.text


def forms(pairs: list[tuple[str, str]]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The declared ways of writing numbers by column (empty: all), and the other answers. Raises ``CannotAdd``."""
    made: dict[str, str] = {}
    rest: list[tuple[str, str]] = []
    for name, value in pairs:
        key, _, column = name.strip().partition(".")
        if key != FORM:
            rest.append((name, value))
            continue
        if value.strip() not in numerals.FORMS:
            known = ", ".join(numerals.FORMS)
            raise CannotAdd(f"{name}: “{shown(value, 80)}” tidak dikenal; tulis salah satu: {known}")
        made[column] = value.strip()
    return made, rest


def form_column(problem: Problem) -> tuple[tuple[str, str], Column]:
    """The question that a number with two readings asks, as a path and a column with its choices."""
    of = problem.facts
    words = {form: numerals.FORMS[form][0] for form in (of["tanda_ribuan"], of["tanda_desimal"])}
    asks = Column(
        name=FORM,
        title=f"Arti “{of['isi']}” di kolom {of['kolom']}",
        text=f"Dapat berarti {of['ribuan']} atau {of['desimal']}. " + "; ".join(f"{k}: {v}" for k, v in words.items()),
        type="pilihan",
        required=True,
        choices=words,
    )
    return (FORM, str(of["kolom"])), asks


def take(pairs: list[tuple[str, str]], schema: Schema, inferred: Inferred) -> tuple[Given, dict[tuple[str, str], str]]:
    """Answers about the dataset by path, and those about its columns by (key, column). Raises ``CannotAdd``."""
    given: Given = {}
    of_columns: dict[tuple[str, str], str] = {}
    names = {guess.name for guess in inferred.columns}
    whole = replace(schema, columns=tuple(c for c in schema.columns if c.name != "tabel"))
    for name, value in pairs:
        key, dot, column = name.strip().partition(".")
        if dot and key in OF_COLUMNS:
            if column not in names:
                raise CannotAdd(f"kolom “{shown(column, 80)}” tidak ada di tabel ini; yang ada: {', '.join(names)}")
            of_columns[key, column] = answers.tidy(value)
        else:
            answers.answer(whole, f"{name}={value}", given)
    return given, of_columns


def asked(schema: Schema, inferred: Inferred, given: Given, of_columns: Mapping[tuple[str, str], str]) -> Iterator[Any]:
    """What must still be answered, as pairs of path and column: required keys, and the unit of each number."""
    for column in schema.columns:
        known = column.name in ("tabel", "diterbitkan_pada", "dimutakhirkan_pada")
        if column.required and not known and (column.name,) not in given:
            yield (column.name,), column
    for guess in inferred.columns:
        if guess.type in ("bilangan", "desimal") and not guess.unit and ("satuan", guess.name) not in of_columns:
            yield ("satuan", guess.name), _unit_column(guess)


def _unit_column(guess: Guess) -> Column:
    return Column(
        name="satuan",
        title=f"Satuan kolom {guess.title}",
        text=f"Satu satuan untuk seluruh kolom {guess.name}; tulis {NO_UNIT} bila memang tanpa satuan.",
        type="teks",
        required=True,
        longest=40,
        example="orang",
    )


def composed(
    schema: Schema,
    path: str,
    file: str,
    inferred: Inferred,
    given: Given,
    of_columns: Mapping[tuple[str, str], str],
    on: date,
) -> str:
    """The text of ``datapackage.yml``; both days are ``on`` unless they were given."""
    record = answers.nested(schema.columns, given)
    record.setdefault("diterbitkan_pada", str(on))
    record.setdefault("dimutakhirkan_pada", record["diterbitkan_pada"])
    table: dict[str, Any] = {"kode": file.removesuffix(".csv"), "berkas": file, "judul": record["judul"]}
    table |= {"kunci": list(inferred.keys)} if inferred.keys else {}
    table["kolom"] = [_column(guess, of_columns) for guess in inferred.columns]
    record["tabel"] = [table]
    return (editors.modeline(path) or "") + "\n" + specimen.record(schema.columns, record)


def _column(guess: Guess, of_columns: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    told = {key: of_columns.get((key, guess.name), "") for key in OF_COLUMNS}
    unit = told["satuan"] or guess.unit
    title = told["judul"] or guess.title
    made: dict[str, Any] = {"nama": guess.name, "judul": title, "uraian": told["uraian"] or f"{title.rstrip('.')}."}
    made["tipe"] = guess.type
    made |= {"wajib": "ya"} if guess.required else {}
    made |= {"satuan": unit} if unit and unit != NO_UNIT else {}
    made |= {FORM: guess.form} if guess.form else {}
    made |= {"pilihan": {choice: choice for choice in guess.choices}} if guess.choices else {}
    return made


def said(base: str, inferred: Inferred, of_columns: Mapping[tuple[str, str], str], dataset: str) -> str:
    """What was written, what was converted, and what was inferred and has to be looked at."""
    lines = [f"Ditulis: {base}/{DESCRIPTION} dan tabelnya ({inferred.rows} baris)."]
    if inferred.told:
        lines += ["Diubah ke bentuk baku:", *(f"  {words}" for words in inferred.told)]
    lines.append("Diduga dari isinya; ubah bila tidak benar:")
    for guess in inferred.columns:
        rest = [guess.type, *(["wajib"] if guess.required else []), *(["kunci"] if guess.name in inferred.keys else [])]
        rest += [f"{len(guess.choices)} pilihan"] if guess.choices else []
        rest += [f"satuan {guess.unit}"] if guess.unit else []
        lines.append(f"  {guess.name}: {', '.join(rest)}")
    if not inferred.keys:
        lines.append("Tidak ada kolom yang membedakan setiap baris; tanpa kunci, riwayat tidak dapat menyebut baris.")
    bare = [g.name for g in inferred.columns if ("uraian", g.name) not in of_columns]
    if bare:
        lines.append(f"Uraian masih sama dengan judulnya; tulis artinya: {', '.join(bare)}.")
    lines.append(f"Berikutnya: baca lagi {DESCRIPTION}, jalankan terbuka check, lalu terbuka release {dataset}.")
    return "\n".join(lines)
