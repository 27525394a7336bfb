"""Lays what was taken from an office's file over the table of a body.

Promises: rows are added and changed, never deleted, and an empty cell of the file empties nothing; a row keeps its
public code, known by its number; the new table is checked with the whole portal before anybody writes it. All rows
or none, unless part of them is asked for.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from terbuka.base.problem import Place, Problem, Severity, blocking, in_order
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.intake.cells import Taken, layout, lossy, take_rows
from terbuka.intake.source import Source
from terbuka.intake.titles import Found, find_titles
from terbuka.law.private_register import ImportColumn
from terbuka.record import canonical, tables
from terbuka.record.schema import Schema

_CODE = re.compile(r"([a-z][a-z0-9]*)-([0-9]{4})-([0-9]{1,6})")
_MOST_ROUNDS = 10
#: All problems of the portal with the texts by path in the place of its files.
Check = Callable[[Mapping[str, str]], Sequence[Problem]]


class CannotImport(Exception):
    """Nothing was compared; the text says in Indonesian why, and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file that changes the table: public code, row there, and cells as column, before, after."""

    id: str
    row: int
    cells: tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class Imported:
    """What an import does. ``new`` is the text of the whole table, ``old`` None for one that is not there yet.

    ``refused`` are rows of the file that are left out because of ``problems``; while ``blocked`` nothing is written.
    """

    path: str
    source: Source
    found: Found
    old: str | None
    new: str = ""
    added: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    same: int = 0
    kept: int = 0
    nameless: list[int] = field(default_factory=list)
    #: New rows of the file that may be a row of the table without a number: row there, public code.
    alike: list[tuple[int, str]] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    doubtful: list[tuple[Place, str, str, str, str]] = field(default_factory=list)
    lossy: list[tuple[str, Place, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: What the check would only note about rows of the file.
    noted: list[Problem] = field(default_factory=list)
    blocked: bool = False

    @property
    def changes(self) -> bool:
        return bool(self.added or self.changed)


def take(
    source: Source,
    schema: Schema,
    corpus: Corpus,
    records: BodyRecords,
    check: Check,
    *,
    old: str | None,
    mapping: Sequence[ImportColumn] = (),
    requests: Mapping[str, str],
    partly: bool = False,
) -> Imported:
    """Compare the file with the body's table of the kind ``schema``, whose text is ``old``.

    ``mapping`` comes before the body's own map; ``requests`` are the public ids of requests by their number in the
    office, in small letters; ``partly`` leaves out rows that have problems instead of all.
    Raises ``CannotImport`` when the table that is there cannot be read.
    """
    path = f"{canonical.BODIES}/{records.body.id}/{schema.kind}.csv"
    own = [
        *mapping,
        *(made for made in records.rows(ImportColumn) or () if made.column not in {m.column for m in mapping}),
    ]
    law = corpus.law_of(records.body)
    titles = find_titles(source, schema, law, own)
    made = Imported(path, source, titles, old, problems=[*titles.problems])
    if made.problems:
        made.blocked = True
        return made
    made.problems += layout(source, titles)
    if made.problems:
        made.blocked = True
        return made
    made.lossy = list(lossy(source, titles))
    if "id_permohonan" in titles.words:
        titles.words["id_permohonan"] = dict(requests)
    table = _Table(schema, path, old, titles)
    rows = take_rows(source, titles, schema, ZoneInfo(records.body.time_zone))
    made.nameless = [taken.row for taken in rows if taken.nameless and not taken.problems]
    _merge(made, table, [taken for taken in rows if not taken.nameless or taken.problems], check, partly=partly)
    return made


def _merge(imported: Imported, table: _Table, rows: list[Taken], check: Check, *, partly: bool) -> None:
    """Lay the sound rows over the table and check it; with ``partly`` again without those that turn out unsound."""
    refused: dict[int, list[Problem]] = {taken.row: taken.problems for taken in rows if taken.problems}
    for problem in _twins(rows, imported):
        refused.setdefault(problem.place.line, []).append(problem)
    elsewhere: list[Problem] = []
    for _ in range(_MOST_ROUNDS):
        sound = [taken for taken in rows if taken.row not in refused]
        laid = table.laid(sound)
        for row, problem in laid.problems(imported):
            refused.setdefault(row, []).append(problem)
        if laid.refused:
            continue
        at_rows, elsewhere, imported.noted = _checked(laid, imported, check)
        for row, problem in at_rows:
            refused.setdefault(row, []).append(problem)
        if not at_rows or elsewhere:
            break
    else:
        imported.blocked = True
    imported.problems = in_order([*imported.problems, *(p for found in refused.values() for p in found), *elsewhere])
    imported.refused = sorted(refused)
    imported.blocked = imported.blocked or bool(elsewhere or (refused and not partly))
    imported.new, imported.added, imported.changed = laid.text, laid.added, laid.changed
    imported.same, imported.kept, imported.alike = laid.same, laid.kept, laid.alike
    imported.doubtful = [d for taken in rows if taken.row not in refused for d in taken.doubtful]


def _twins(rows: Iterable[Taken], imported: Imported) -> list[Problem]:
    """Rows of the file with one number or one code."""
    problems = []
    for key in ("nomor", "id_publik"):
        first: dict[str, int] = {}
        for taken in rows:
            value = taken.values.get(key)
            if value and first.setdefault(value, taken.row) != taken.row:
                place = imported.source.place(taken.row, imported.found.columns[key])
                other = imported.source.place(first[value], imported.found.columns[key])
                problems.append(Problem("impor-kembar", place, {"kolom": key, "isi": value, "sel_lain": other.cell}))
    return problems


def _checked(
    laid: _Laid, imported: Imported, check: Check
) -> tuple[list[tuple[int, Problem]], list[Problem], list[Problem]]:
    """What the change brings: problems of rows of the file, with the cell there, all others, and notes about rows."""
    if not laid.added and not laid.changed:
        return [], [], []
    after = [p for p in check({imported.path: laid.text}) if p.severity is not Severity.GAP]
    if not after:
        return [], [], []
    before = {_same(p) for p in check({})}
    at_rows: list[tuple[int, Problem]] = []
    elsewhere: list[Problem] = []
    notes: list[Problem] = []
    for problem in after:
        row = laid.row_of(problem.place) if problem.place.path == imported.path else None
        if _same(problem) in before:
            continue
        if row is not None and blocking([problem]):
            at_rows.append((row, _at_source(problem, row, laid, imported)))
        elif row is not None and problem.place.cell:
            notes.append(_at_source(problem, row, laid, imported))
        elif blocking([problem]):
            elsewhere.append(problem)
    return at_rows, elsewhere, notes


def _at_source(problem: Problem, row: int, laid: _Laid, imported: Imported) -> Problem:
    """A problem of the new table as one of the office's file: its cells there, and no code that is not given yet."""
    columns, facts = imported.found.columns, dict(problem.facts)
    other = columns.get(str(facts.get("kolom_lain", "")))
    if other is not None and " " not in str(facts.get("sel_lain", " ")):
        facts["sel_lain"] = imported.source.place(row, other).cell
    if facts.get("kode") in {added.id for added in laid.added}:
        facts["kode"] = f"Baris {row}"
    at = columns.get(str(facts.get("kolom", "")), 0)
    return replace(problem, place=imported.source.place(row, at), facts=facts)


def _same(problem: Problem) -> tuple[str, str, str]:
    """A problem apart from where it stands: rows move when others are added."""
    facts = {key: value for key, value in problem.facts.items() if key not in ("sel_lain", "baris_pertama")}
    return problem.code, problem.place.path, str(sorted(facts.items()))


# --- the table --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Laid:
    """The table with the rows of a file over it; ``refused`` are rows that cannot be laid: row, column, code, facts."""

    text: str
    added: list[Row]
    changed: list[Row]
    same: int
    kept: int
    refused: list[tuple[int, str, str, dict[str, str]]]
    rows: Mapping[str, int]
    alike: list[tuple[int, str]] = field(default_factory=list)

    def problems(self, imported: Imported) -> list[tuple[int, Problem]]:
        columns = imported.found.columns
        return [
            (row, Problem(code, imported.source.place(row, columns.get(column, 0)), facts))
            for row, column, code, facts in self.refused
        ]

    def row_of(self, place: Place) -> int | None:
        """The row of the file that the record at a line of the new table came from."""
        lines = self.text.split("\n")
        if not 0 < place.line <= len(lines):
            return None
        (header, cells) = (next(csv.reader([line])) for line in (lines[0], lines[place.line - 1]))
        return self.rows.get(dict(zip(header, cells, strict=False)).get("id_publik", ""))


class _Table:
    """The table as it is: its columns, and its rows by public code, in their order."""

    def __init__(self, schema: Schema, path: str, old: str | None, titles: Found):
        self.schema, self.path, self.found = schema, path, titles
        self.order = [c.name for c in schema.columns]
        self.header: list[str] = list(self.order) if old is None else []
        self.rows: dict[str, dict[str, str]] = {}
        if old is not None:
            table, problems = tables.read(old, schema, path)
            if problems:
                raise CannotImport(f"{path} sendiri masih bermasalah; jalankan terbuka check dan perbaiki dahulu")
            self.header = list(table.header)
            for _, cells in table.rows:
                self.rows[str(cells["id_publik"])] = {n: tables.as_text(v) for n, v in cells.items()}
        self.numbers = {row["nomor"]: name for name, row in self.rows.items() if row.get("nomor")}

    def laid(self, rows: Sequence[Taken]) -> _Laid:
        made = _Laid("", [], [], 0, 0, [], {})
        table = {name: dict(row) for name, row in self.rows.items()}
        came_from: dict[str, int] = {}
        new: list[tuple[Taken, dict[str, str]]] = []
        for taken in rows:
            given = dict(taken.values)
            name = given.get("id_publik") or self.numbers.get(given.get("nomor", ""), "")
            if other := self._claimed(name, given):
                facts = {"kolom": "nomor", "kode": name, "kode_lain": other}
                made.refused.append((taken.row, "nomor" if "nomor" in given else "id_publik", "impor-kode", facts))
            elif name not in table:
                new.append((taken, {**self.found.constants, **given}))
            else:
                came_from[name] = taken.row
                constants = {c: v for c, v in self.found.constants.items() if not table[name].get(c)}
                self._change(made, table[name], name, taken.row, {**constants, **given})
        codes = _Codes(self.schema, table, [given["id_publik"] for _, given in new if given.get("id_publik")])
        for taken, given in sorted(new, key=lambda pair: (pair[1].get("diterima_pada", ""), pair[0].row)):
            name = given.get("id_publik") or codes.next(given.get("diterima_pada", ""))
            table[name] = {**given, "id_publik": name}
            came_from[name] = taken.row
            made.alike += [(taken.row, other) for other in self._alike(given)]
            made.added.append(Row(name, taken.row, tuple((c, "", given[c]) for c in self.order if given.get(c))))
        made.rows = came_from
        made.text = self._text(table)
        return made

    def _claimed(self, name: str, given: Mapping[str, str]) -> str:
        """The other row that has this number already."""
        other = self.numbers.get(given.get("nomor", ""), "")
        return other if other and other != name else ""

    def _alike(self, given: Mapping[str, str]) -> list[str]:
        """Rows without a number that may be the same case: received on that day, about that topic."""
        same = ("diterima_pada", "topik") if "topik" in self.order else ("diterima_pada", "alasan")
        return [
            name
            for name, row in self.rows.items()
            if not row.get("nomor") and all(row.get(c) == given.get(c) for c in same)
        ]

    def _change(self, made: _Laid, row: dict[str, str], name: str, number: int, given: Mapping[str, str]) -> None:
        cells = tuple((c, row.get(c, ""), given[c]) for c in self.order if given.get(c) and given[c] != row.get(c, ""))
        made.kept += sum(1 for c in self.found.columns if c != "id_publik" and row.get(c) and not given.get(c))
        if cells:
            row.update({column: after for column, _, after in cells})
            made.changed.append(Row(name, number, cells))
        else:
            made.same += 1

    def _text(self, table: Mapping[str, Mapping[str, str]]) -> str:
        used = {c for row in table.values() for c, value in row.items() if value}
        header = [c for c in self.order if c in self.header or c in used]
        lines = [header, *([row.get(c, "") for c in header] for row in table.values())]
        text = "".join(canonical.row_text(cells) for cells in lines)
        return canonical.tidy(text.encode(), self.schema, self.path).new.decode()


class _Codes:
    """New public codes: the letters of the codes in use (else of the schema's example), the year, the next number.

    The number of a request in the office's register does not enter them.
    """

    def __init__(self, schema: Schema, table: Iterable[str], given: Iterable[str]):
        example = _CODE.fullmatch(str(schema.column("id_publik").example or ""))
        self.letters, self.width = (example[1], len(example[3])) if example else ("r", 3)
        taken = [match for name in (*table, *given) if (match := _CODE.fullmatch(name))]
        if taken:
            self.letters, self.width = taken[-1][1], max(len(m[3]) for m in taken)
        self.last: dict[str, int] = {}
        for match in taken:
            if match[1] == self.letters:
                self.last[match[2]] = max(self.last.get(match[2], 0), int(match[3]))

    def next(self, day: str) -> str:
        year = day[:4] or "0000"
        self.last[year] = self.last.get(year, 0) + 1
        return f"{self.letters}-{year}-{self.last[year]:0{self.width}}"
