"""From the cells of an office's file to the values of a register, one row at a time.

Promises: pure; only public columns are read, and what looks as if it came from a private one is refused. A message
repeats what stands in a public column at most; of personal data it says the kind and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from terbuka.base import personal
from terbuka.base.problem import Place, Problem
from terbuka.intake import moments
from terbuka.intake.source import Cell, Source
from terbuka.intake.titles import KEYS, Found
from terbuka.record import spreadsheet, tables, values
from terbuka.record.scan import WORDS
from terbuka.record.schema import Column, Schema
from terbuka.record.text import hidden

_SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?E\+?[0-9]{1,3}", re.IGNORECASE)
_SEVERAL = re.compile(r"[;,]")
_KINDS = {"angka": ("angka", "a number"), "hari": ("tanggal", "a day"), "waktu": ("waktu", "a time")}
_OTHER = ("nilai benar/salah atau jam", "true, false or a time")
#: The zone of the office, and that in which times of a column are that do not say it (empty: the office's).
Zones = tuple[ZoneInfo, str]
#: Shorter words of a private column may stand in a public one by chance.
_SHORTEST = 5


@dataclass(slots=True)
class Taken:
    """The public values of one row of the file as a canonical table has them; empty ones are left out."""

    row: int
    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: Days that could be read the other way round: place, column, as it stands there, as it was read, the other one.
    doubtful: list[tuple[Place, str, str, str, str]] = field(default_factory=list)

    @property
    def nameless(self) -> bool:
        """Without number and code nothing tells which row of the table it is; its time runs all the same."""
        return not any(self.values.get(key) for key in KEYS)


def layout(source: Source, titles: Found) -> Iterator[Problem]:
    """What a sheet hides, joins or says by its arrangement alone, in and below the row of titles."""
    public = set(titles.columns.values())
    for row in sorted(source.rows):
        if row > titles.row and row in source.hidden_rows:
            facts = {"apa": f"baris {row}", "apa_en": f"row {row}", "kelompok": "baris"}
            yield Problem("impor-tersembunyi", source.place(row), facts)
    for name, column in titles.columns.items():
        if source.is_hidden(column):
            facts = {"apa": f"kolom “{name}”", "apa_en": f"the column “{name}”", "kelompok": name}
            yield Problem("impor-tersembunyi", source.place(titles.row, column), facts)
    for top, left, bottom, right in source.merged:
        if bottom >= titles.row and any(left <= column <= right for column in public):
            yield Problem("impor-gabung", source.place(top, left), {"kelompok": "gabung"})


def take_rows(source: Source, titles: Found, schema: Schema, zone: ZoneInfo) -> list[Taken]:
    """All rows below the titles; ``zone`` is that of the office."""
    rows = [row for row in sorted(source.rows) if row > titles.row]
    month_first = {
        name: any(spreadsheet.only_month_first(moments.day_part(cell.text)) for cell in _column(source, rows, at))
        for name, at in titles.columns.items()
        if schema.column(name).type == "tanggal"
    }
    return [_take(source, titles, schema, row, (zone, month_first)) for row in rows]


def _column(source: Source, rows: list[int], at: int) -> Iterator[Cell]:
    for row in rows:
        cell = source.rows[row].get(at)
        if cell is not None and cell.kind == "teks":
            yield cell


def _take(source: Source, titles: Found, schema: Schema, row: int, days: tuple[ZoneInfo, Mapping[str, bool]]) -> Taken:
    taken = Taken(row)
    cells = source.rows[row]
    for name, at in titles.columns.items():
        cell = cells.get(at)
        if cell is None:
            continue
        column, place = schema.column(name), source.place(row, at)
        zones = (days[0], titles.zones.get(name, ""))
        text, other = _meant(cell, column, titles.words[name], zones, month_first=days[1].get(name, False))
        if isinstance(text, values.Wrong):
            taken.problems.append(Problem(text.code, place, {"kolom": name, **text.facts}))
            continue
        if problem := _not_public(text, column, place, _people(source, titles, row)):
            taken.problems.append(problem)
            continue
        taken.values[name] = text
        if other:
            taken.doubtful.append((place, name, cell.text.strip(), text, other))
    return taken


# --- one cell ---------------------------------------------------------------------------------------------


def _meant(
    cell: Cell, column: Column, words: Mapping[str, str], zones: Zones, *, month_first: bool
) -> tuple[str | values.Wrong, str]:
    """The canonical text of a cell, or what is wrong with it; and the other reading of a day."""
    zone, written_in = zones
    if cell.kind == "rumus":
        return values.Wrong("impor-rumus", {"kelompok": column.name}), ""
    if cell.kind == "galat":
        return values.Wrong("galat-excel", {"isi": cell.text, "usul": ""}), ""
    if cell.kind != "teks":
        return _from_spreadsheet(cell, column, zones), ""
    plain = cell.text.replace("\u00a0", " ").strip()
    text, other = _typed(plain, column, words, zones, month_first=month_first)
    if _SCIENTIFIC.fullmatch(text):
        return _number(column, "angka"), ""
    if (
        column.type == "tanggal"
        and month_first
        and moments.day(plain, zone, month_first=False, written_in=written_in)[1]
    ):
        return values.mixed_day(text), ""
    value = values.read(text, column)
    if isinstance(value, values.Wrong) and column.name == "id_permohonan":
        return values.Wrong("register-rujukan-mati", {"isi": plain, "tempat": "permohonan.csv", "usul": ""}), ""
    if isinstance(value, values.Wrong) and value.code == "kode-salah" and value.facts.get("usul") not in words.values():
        return values.Wrong(value.code, {**value.facts, "usul": ""}), ""
    return (value if isinstance(value, values.Wrong) else tables.as_text(value)), other


def _from_spreadsheet(cell: Cell, column: Column, zones: Zones) -> str | values.Wrong:
    """A number or a day that the spreadsheet made, where a number or a day is wanted."""
    wanted = {"tanggal": ("hari", "waktu", "angka"), "bilangan": ("angka",)}.get(column.type, ())
    if cell.kind not in wanted:
        return _number(column, cell.kind)
    text = cell.text
    if cell.kind == "waktu":
        text = moments.day(text, zones[0], month_first=False, written_in=zones[1])[0]
    value = values.read(text if cell.kind == "angka" else text[:10], column)
    return value if isinstance(value, values.Wrong) else tables.as_text(value)


def _number(column: Column, kind: str) -> values.Wrong:
    words = _KINDS.get(kind, _OTHER)
    return values.Wrong("impor-angka", {"ternyata": words[0], "ternyata_en": words[1], "kelompok": column.name})


def _typed(text: str, column: Column, words: Mapping[str, str], zones: Zones, *, month_first: bool) -> tuple[str, str]:
    if column.type == "tanggal":
        return moments.day(text, zones[0], month_first=month_first, written_in=zones[1])
    if column.type == "bilangan":
        return spreadsheet.whole(words.get(text.casefold(), text)), ""
    if column.type == "daftar-id":
        parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
        return "; ".join(words.get(part.casefold(), part.casefold()) for part in parts), ""
    return words.get(text.casefold(), text), ""


# --- people -----------------------------------------------------------------------------------------------


def _people(source: Source, titles: Found, row: int) -> Iterator[tuple[str, str]]:
    """Titles of private columns, and what stands there in this row, where it could tell who somebody is."""
    for title, at in titles.private.items():
        cell = source.rows[row].get(at)
        if cell is None or not personal.names_a_person(title):
            continue
        text = _folded(cell.text)
        telling = len(text.split()) > 1 or any(c.isdigit() for c in text) or title.casefold().startswith("nama")
        if telling and len(text) >= _SHORTEST:
            yield title, text


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _not_public(text: str, column: Column, place: Place, people: Iterator[tuple[str, str]]) -> Problem | None:
    for titles in personal.find(text):
        if not personal.blocks(titles.kind):
            continue
        words = dict(zip(("jenis", "jenis_en"), WORDS[titles.kind], strict=True))
        facts = {"kolom": column.name, **words, "kelompok": f"{column.name} {titles.kind}"}
        return Problem("impor-data-pribadi", place, facts)
    if problem := hidden(text, place.path):
        return Problem(problem.code, place, problem.facts)
    if column.type == "teks":
        folded = f" {_folded(text)} "
        for title, other in people:
            if f" {other} " in folded:
                words = {"jenis": f"isi kolom pribadi “{title}”", "jenis_en": f"what stands in the private “{title}”"}
                facts = {"kolom": column.name, **words, "kelompok": f"{column.name} {title}"}
                return Problem("impor-data-pribadi", place, facts)
    return None


def lossy(source: Source, titles: Found) -> Iterator[tuple[str, Place, int]]:
    """Private columns in which a spreadsheet made numbers of what was typed: title, first cell, how many."""
    for title, at in titles.private.items():
        hit = [
            row
            for row, cells in sorted(source.rows.items())
            if row > titles.row
            and at in cells
            and (
                cells[at].kind == "angka"
                or (cells[at].kind == "teks" and _SCIENTIFIC.fullmatch(cells[at].text.strip()))
            )
        ]
        if hit:
            yield title, source.place(hit[0], at), len(hit)
