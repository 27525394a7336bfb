"""Finds the public columns of a register among the titles of an office's file.

Promises: a column that is needed, or that the body's own map names, and is not found stops the import, and so does one
whose title has nearly been found: a renamed question must not lose its answers in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from terbuka.base import personal
from terbuka.base.problem import Problem, shown
from terbuka.intake import moments
from terbuka.intake.source import Cell, Source
from terbuka.law.law import Law
from terbuka.law.private_register import ImportColumn, PrivateColumn
from terbuka.record import spreadsheet
from terbuka.record.records import build, check
from terbuka.record.schema import Column, Schema
from terbuka.record.strict_yaml import parse
from terbuka.record.text import read_text

KEYS = ("id_publik", "nomor")
_ROWS_SEARCHED = 20
#: A title so near to a known one is a slip or a renaming, not another question.
_SAME, _SIMILAR = 0.8, 0.55
_LONGEST_TITLE = 80
#: A shorter word says too little to know a title by.
_TELLING = 5


@dataclass(slots=True)
class Found:
    """Where the public columns stand (``columns``: name -> column number), what fills the others (``constants``), what
    words mean (``words``: column -> plain word -> value), in which zone times are that do not say it (``zones``), and
    the titles that are left out."""

    row: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    private: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_mapping(path: Path, schema: Schema) -> tuple[tuple[ImportColumn, ...], list[Problem]]:
    """The map in the file ``path``, of the kind ``impor``."""
    text, problems = read_text(path.parent, path.name)
    node, found = parse(text, path.name) if text is not None else (None, [])
    problems += found
    if node is None or problems:
        return (), problems
    instance, problems = check(node, schema, path.name)
    if problems:
        return (), problems
    return tuple(build(ImportColumn, record, schema.columns) for record in instance), []


def plain(title: str) -> str:
    """A title without case, signs and what stands in brackets at its end."""
    kept = re.sub(r"\([^)]*\)\s*$", "", title) or title
    return re.sub(r"[\W_]+", " ", kept).strip().casefold()


def find_titles(source: Source, schema: Schema, law: Law, own: Sequence[ImportColumn]) -> Found:
    """The columns of the register ``schema`` in the file; ``own`` is the body's own map, before that of the law."""
    found = Found()
    kept = [made for made in own if made.register == schema.kind]
    named = {made.column for made in kept}
    kept += [m for m in law.named(ImportColumn).values() if m.register == schema.kind and m.column not in named]
    by_column = {made.column: made for made in kept}
    wanted: dict[str, list[str]] = {}
    for column in schema.columns:
        made = by_column.get(column.name)
        titles_ = (*made.titles, *made.utc_titles) if made else ()
        wanted[column.name] = [plain(t) for t in (*titles_, column.name, column.title)]
        found.words[column.name] = _words(column, law, made)
        if made is not None and made.constant is not None:
            found.constants[column.name] = made.constant
    titles = _header(source, found, wanted)
    _sort(source, found, titles, wanted, schema, _private(law, schema))
    utc = {plain(title) for made in (*own, *law.named(ImportColumn).values()) for title in made.utc_titles}
    for name, at in found.columns.items():
        found.zones[name] = moments.UTC if plain(titles[at]) in utc else moments.zone_of_title(titles[at])
    found.problems += _missing(source, found, schema, wanted, named)
    for name in found.columns:
        found.constants.pop(name, None)
    return found


def _words(column: Column, law: Law, made: ImportColumn | None) -> dict[str, str]:
    meant = {value.casefold(): value for value in column.choices}
    meant |= {label.casefold(): value for value, label in column.choices.items()}
    if column.name == "topik":
        meant |= {topic.title.casefold(): topic.id for topic in law.topics.values()}
    return meant | {word.casefold(): value for word, value in ((made.words if made else None) or {}).items()}


def _private(law: Law, schema: Schema) -> set[str]:
    return {plain(p.title) for p in law.named(PrivateColumn).values() if p.register == schema.kind}


def _header(source: Source, found: Found, wanted: Mapping[str, Iterable[str]]) -> dict[int, str]:
    """The titles by column number: the row among the first ones in which most columns are known."""
    known = {title for titles in wanted.values() for title in titles}
    best: tuple[int, int] = (0, 0)
    for row in sorted(source.rows)[:_ROWS_SEARCHED]:
        hits = sum(plain(cell.text) in known for cell in source.rows[row].values() if cell.kind == "teks")
        if hits > best[0]:
            best = (hits, row)
    found.row = best[1] if best[0] > 1 else 0
    cells = source.rows.get(found.row, {})
    return {at: " ".join(cell.text.split()) for at, cell in cells.items() if cell.kind == "teks"}


def _sort(
    source: Source,
    found: Found,
    titles: Mapping[int, str],
    wanted: Mapping[str, Sequence[str]],
    schema: Schema,
    private: set[str],
) -> None:
    """Each title is a public column, a private one, or not known."""
    for at, title in titles.items():
        names = [n for n, meant in wanted.items() if plain(title) in meant]
        if len(names) > 1 or (names and schema.column(names[0]).type == "bilangan"):
            # A form calls the day it was sent as a question may be called: what stands below tells them apart.
            dated = holds_days(source, found.row, at)
            names = [n for n in names if (schema.column(n).type == "tanggal") == dated]
        name = next(iter(names), None)
        said = shown(title, _LONGEST_TITLE)
        if plain(title) in private or "PRIBADI" in title:
            found.private[said] = at
        elif name is None:
            (found.private if personal.names_a_person(title) else found.unknown)[said] = at
        elif name in found.columns:
            found.problems.append(_twice(source, found.row, at, found.columns[name], titles, name))
        else:
            found.columns[name] = at


def holds_days(source: Source, row: int, at: int) -> bool:
    """Whether a column holds days or times below its title in ``row``, and nothing else."""
    below = [cells[at] for number, cells in source.rows.items() if number > row and at in cells]
    return bool(below) and all(_is_day(cell) for cell in below)


def _is_day(cell: Cell) -> bool:
    if cell.kind != "teks":
        return cell.kind in ("hari", "waktu")
    read = spreadsheet.read_day(moments.day_part(cell.text))
    return bool(read.iso) or read.why in ("tahun", "bulan-depan")


def _twice(source: Source, row: int, at: int, before: int, titles: Mapping[int, str], name: str) -> Problem:
    """A second title of the column ``name``: the same one once more, or another that means it too."""
    place, said, other = (
        source.place(row, at),
        shown(titles[at], _LONGEST_TITLE),
        shown(titles[before], _LONGEST_TITLE),
    )
    if plain(titles[at]) == plain(titles[before]):
        return Problem("kolom-ganda", place, {"isi": said, "kelompok": name})
    facts = {"isi": said, "lain": other, "sel_lain": source.place(row, before).cell, "kolom": name, "kelompok": name}
    return Problem("impor-kolom-berulang", place, facts)


def _missing(
    source: Source, titles: Found, schema: Schema, wanted: Mapping[str, Sequence[str]], named: set[str]
) -> Iterable[Problem]:
    """Columns that had to be there. Without a row of titles nothing of the file may be repeated."""
    free = {plain(title): title for title in titles.unknown} if titles.row else {}
    key_found = any(key in titles.columns for key in KEYS)
    for column in schema.columns:
        if column.name in titles.columns or column.name in titles.constants:
            continue
        near = _near(wanted[column.name], list(free), _SAME)
        needed = column.required and column.name != "id_publik"
        if needed or column.name in named or near or (column.name == "nomor" and not key_found):
            usul = near or _near(wanted[column.name], list(free), _SIMILAR)
            facts = {"kolom": column.name, "judul": column.title, "usul": free.get(usul, ""), "kelompok": column.name}
            yield Problem("impor-kolom-hilang", source.place(titles.row or 1), facts)


def _near(wanted: Iterable[str], titles: Sequence[str], least: float) -> str:
    """The title that one of the wanted ones probably became; below ``_SAME`` one with its words in it will do."""
    for title in wanted:
        if close := get_close_matches(title, titles, 1, least):
            return close[0]
    if least < _SAME:
        for words in (set(title.split()) for title in wanted):
            for title in titles:
                if words <= set(title.split()) or any(
                    len(word) >= _TELLING and word in words for word in title.split()
                ):
                    return title
    return ""
