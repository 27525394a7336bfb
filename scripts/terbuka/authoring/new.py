"""A new record of a body, from answers to its text in the right file: ``terbuka new``.

Promises: any kind of list or table that bodies have, by its schema alone; what the portal would refuse, or what
looks like personal data, is not written; of an existing file every other byte stays. Reads, never asks.

``terbuka new KIND`` knows every kind of a body that holds several records (``BODY_TABLES``, ``BODY_LISTS`` and the
lists among ``BODY_OTHERS`` in ``portal/kinds``) by its schema; a new kind needs no code here. A list gets one more
entry at its end, with the words of the schema as a comment above each key and optional keys behind a ``#``; a table
gets one more row where ``format`` would put it, or at its end when its rows are in no order. Every other byte stays:
line ends, BOM, indentation, comments. A list written in square brackets is refused, not rewritten.

- **Before anything is written** the portal is loaded and validated with the new text in the place of the file
  (``load(root, instead)``). What is wrong only then, or stands in the new lines, is told in the words of the check
  (1); what is wrong elsewhere holds nothing up. A file that has problems already is left.
- **Made by itself**: the number, where the table's ``urutan`` is a whole number with ``min: 1``; the id, from the
  title, name or duty of the record (fields ``title``, ``name``, ``obligation_id`` of its class); columns with
  ``seperti_sebelumnya: ya`` in the schema, as in the last row. What is a claim is never made up. All of it is told.
- **Typed**: ``KOLOM=NILAI``, several values with ``;``, records within a record as ``bantuan.nama=…``, the second as
  ``bantuan.2.nama=…``. On a terminal what is missing is asked for until the check would take it, and what was typed
  as ``KOLOM=`` also when it may stay empty; elsewhere all that is missing is listed at once (2).
- ``new badan KODE`` starts from ``authoring/badan.yml`` like ``init``, as ``rintisan``, so that its gaps do not turn
  a portal red that was complete.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from terbuka.authoring import bodies as first
from terbuka.authoring import editors, specimen
from terbuka.authoring.answers import CannotAdd, Given, Path_, column_at, nested, said
from terbuka.base import periods
from terbuka.base.problem import Place, Problem, blocking, shown
from terbuka.duties.record import REGISTER
from terbuka.portal.checking import validate
from terbuka.portal.kinds import BODY_LISTS, BODY_OTHERS, BODY_TABLES
from terbuka.portal.load import load
from terbuka.record import canonical, records, tables, values
from terbuka.record.schema import Column, Schema
from terbuka.record.strict_yaml import Node, parse
from terbuka.record.text import JUNK, entries, hidden, read_text

BODY = "badan"
ALIASES = {"entri": REGISTER}
BODIES = canonical.BODIES
_LONGEST_ID = 60
#: Fields of records whose words can become the address of a record, the best first.
_NAMING = ("title", "name", "obligation_id", "indicator_id")


class Unsound(Exception):
    """Nothing was written: what stands there already, or what would, has problems."""

    def __init__(self, problems: Sequence[Problem], *, there: bool):
        super().__init__()
        self.problems, self.there = list(problems), there


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be added to: the kind, its file as it is (None: not there yet), and what it holds already."""

    schema: Schema
    cls: type
    body: str
    path: str
    old: str | None
    mark: bytes
    header: tuple[str, ...]
    known: tuple[Mapping[str, str], ...]
    table: tables.Table = field(default_factory=tables.Table)
    root_node: Node | None = None
    #: The first line of a new file of YAML, which tells an editor the schema; None where the portal holds none.
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """The file with the new record: ``line`` is where the record starts, ``last`` where it ends."""

    text: str
    line: int
    last: int


# --- which kind, which file ------------------------------------------------------------------------------


def kinds(schemas: Mapping[str, Schema]) -> dict[str, type]:
    """The kinds of a body that hold several records, each with its class."""
    listed: list[tuple[str, type | None]] = [*BODY_TABLES.items(), *BODY_LISTS.items(), *BODY_OTHERS.items()]
    return {kind: cls for kind, cls in listed if cls and kind in schemas and schemas[kind].shape in ("tabel", "daftar")}


def kind_named(name: str, schemas: Mapping[str, Schema]) -> str:
    """The kind that was typed, ``badan`` included. Raises ``CannotAdd``."""
    known = [BODY, *ALIASES, *kinds(schemas)]
    if name not in known:
        near = get_close_matches(name[:80].lower(), known, 1, 0.6)
        meant = f"; mungkin maksudnya: {near[0]}" if near else ""
        raise CannotAdd(f"jenis “{shown(name, 80)}” tidak dikenal{meant}. Yang ada: {', '.join(known)}")
    return ALIASES.get(name, name)


def bodies(root: Path) -> list[str]:
    """Codes of the bodies in the portal: names of folders."""
    base = root / BODIES
    there = sorted(base.iterdir()) if base.is_dir() else []
    return [e.name for e in there if e.is_dir() and values.ID.fullmatch(e.name) and not JUNK.fullmatch(e.name)]


def draft(root: Path, schemas: Mapping[str, Schema], kind: str, body: str) -> Draft:
    """The file that a record of ``kind`` goes into. Raises ``Unsound`` when the file cannot be read as it is,
    ``CannotAdd`` when there is no such body."""
    known = bodies(root)
    if body not in known:
        raise CannotAdd(f"badan “{shown(body, 80)}” tidak ada; yang ada: {', '.join(known) or 'belum ada'}")
    schema = schemas[kind]
    table = schema.shape == "tabel"
    path = f"{BODIES}/{body}/{kind}.{'csv' if table else 'yml'}"
    file = root / path
    made = Draft(schema, kinds(schemas)[kind], body, path, None, b"", tuple(c.name for c in schema.columns), ())
    made = replace(made, hint=editors.heading_of(root, path))
    if not file.exists() and not file.is_symlink():
        return made
    old, problems = read_text(root, path)
    if old is None or blocking(problems):
        raise Unsound(problems, there=True)
    mark = b"\xef\xbb\xbf" if file.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    made = replace(made, old=old, mark=mark)
    return _with_table(made) if table else _with_list(made)


def _with_table(made: Draft) -> Draft:
    read, problems = tables.read(str(made.old), made.schema, made.path)
    if blocking(problems):
        raise Unsound(problems, there=True)
    known = tuple({name: tables.as_text(cell) for name, cell in cells.items()} for _, cells in read.rows)
    return replace(made, header=read.header, known=known, table=read)


def _with_list(made: Draft) -> Draft:
    node, problems = parse(str(made.old), made.path)
    if node is not None and not problems:
        problems = records.check(node, made.schema, made.path)[1]
    if blocking(problems):
        raise Unsound(problems, there=True)
    entries = node.entries if node else []
    return replace(
        made,
        known=tuple({key: inner.text for key, inner in one.items.items()} for one in entries),
        root_node=node,
    )


# --- what the record gives by itself -------------------------------------------------------------------


def defaults(made: Draft, given: Given) -> dict[Path_, tuple[str, str]]:
    """Values that the record itself gives, each with the reason in words: the next number, what is as in the
    row before, and an address from the name once that is known."""
    found: dict[Path_, tuple[str, str]] = {}
    for column in made.schema.columns:
        if column is numbering(made.schema):
            numbers = [int(row[column.name]) for row in made.known if row.get(column.name)]
            found[(column.name,)] = str(max(numbers, default=0) + 1), "nomor berikutnya"
        elif column.as_before and made.known and made.known[-1].get(column.name):
            found[(column.name,)] = made.known[-1][column.name], "seperti baris sebelumnya"
    key, source = made.schema.key, naming(made.schema, made.cls)
    if key and source and (source,) in given:
        found[(key,)] = _address(given[source,], {row.get(key, "") for row in made.known}), f"dari {source}"
    return {path: made_up for path, made_up in found.items() if path not in given and made_up[0]}


def numbering(schema: Schema) -> Column | None:
    """The column that counts the rows of a table: the one they are sorted by, when it counts from 1."""
    column = schema.column(schema.order) if schema.order else None
    return column if column and column.type == "bilangan" and column.minimum == "1" else None


def by_itself(schema: Schema, cls: type, given: Given) -> set[str]:
    """Names of the columns that will be known as soon as everything else is given."""
    number, source = numbering(schema), naming(schema, cls)
    return ({number.name} if number else set()) | (
        {str(schema.key)} if source and (source,) not in given and schema.column(source).required else set()
    )


def naming(schema: Schema, cls: type) -> str | None:
    """The column from which the key can be made; None when the key is no address of its own."""
    fields = getattr(cls, "__dataclass_fields__", {})
    if "id" not in fields or fields["id"].metadata.get("key") != schema.key:
        return None
    names = (fields[name].metadata.get("key") for name in _NAMING if name in fields)
    return next((name for name in names if name), None)


def _address(words: str, taken: set[str]) -> str:
    address = values.meant_id(words)
    if len(address) > _LONGEST_ID:
        address = address[: _LONGEST_ID + 1].rpartition("-")[0] or address[:_LONGEST_ID]
    made, number = address, 2
    while made and made in taken:
        made, number = f"{address}-{number}", number + 1
    return made


# --- the new text ----------------------------------------------------------------------------------------


def compose(made: Draft, given: Given) -> Composed:
    """The file with the record in it. Raises ``CannotAdd`` when the file's own form does not allow it, and
    ``Unsound`` for signs that nobody can see."""
    for path, text in given.items():
        if found := hidden(text, said(path)):
            raise Unsound([Problem(found.code, Place(made.path), found.facts)], there=False)
    return _row(made, given) if made.schema.shape == "tabel" else _entry(made, given)


def _row(made: Draft, given: Given) -> Composed:
    if outside := [path[0] for path in given if path[0] not in made.header]:
        raise CannotAdd(f"kolom {', '.join(outside)} belum ada di {made.path}; tambahkan dulu di baris pertama")
    cells = {path[0]: canonical_text(text, column_at(made.schema.columns, path)) for path, text in given.items()}
    row = _row_before(made, cells)
    old = made.old if made.old is not None else canonical.row_text(made.header)
    text = specimen.with_line(old, canonical.row_text([cells.get(name, "") for name in made.header]), row)
    added = sum(cell.count("\n") for cell in cells.values())
    line = row or len(specimen.lines_of(old)) + 1
    return Composed(text, line, line + added)


def _row_before(made: Draft, cells: Mapping[str, str]) -> int | None:
    """The line of the row that comes next in the canonical order; None for the end of the table, which also is
    the place when the rows there are in no order."""
    by = [made.schema.column(name) for name in (made.schema.order, made.schema.key) if name in made.header]

    def rank(row: Mapping[str, str]) -> list[Any]:
        return [values.read(row.get(column.name, ""), column) for column in by]

    ranks, mine = [rank(row) for row in made.known], rank(cells)
    if any(isinstance(value, values.Wrong) or value == "" for value in [*mine, *(v for r in ranks for v in r)]):
        return None
    if ranks != sorted(ranks):
        return None
    return next((row.line for (row, _), there in zip(made.table.rows, ranks, strict=True) if there > mine), None)


def canonical_text(text: str, column: Column) -> str:
    """An answer as a cell holds it; as it was typed when it is not understood."""
    value = values.read(text, column)
    return text if isinstance(value, values.Wrong) else tables.as_text(value)


def _entry(made: Draft, given: Given) -> Composed:
    root = made.root_node
    indent = root.column - 1 if root else 0
    old = made.old if made.old is not None else specimen.heading(made.schema, made.hint)
    text = specimen.appended(old, specimen.entry(made.schema, nested(made.schema.columns, given), indent))
    node, _ = parse(text, made.path)
    if node is None or node.kind != "daftar" or len(node.entries) != len(made.known) + 1:
        raise CannotAdd(
            f"{made.path} ditulis dengan cara lain (misalnya dalam kurung siku), jadi tidak dapat ditambahi; "
            "tulis satu catatan di satu blok yang diawali tanda hubung, seperti di biro-contoh"
        )
    return Composed(text, node.entries[-1].line, len(specimen.lines_of(text)))


# --- judged before it is written -------------------------------------------------------------------------


def wrong_answer(schema: Schema, column: Column, text: str) -> list[Problem]:
    """What the check says about one value alone; its references are looked at with the whole record."""
    if found := hidden(text, column.name):
        return [found]
    alone = replace(schema, key=None, order=None, columns=(replace(column, refers_to=None, required=True),))
    if schema.shape != "tabel":
        alone = replace(alone, shape="daftar")
    else:
        cell = canonical_text(text, column)
        _, problems = tables.read(canonical.row_text([column.name]) + canonical.row_text([cell]), alone, column.name)
        # A cell that is not understood leaves its row, which is this cell alone, empty.
        return [p for p in problems if p.code != "wajib-kosong"]
    written = specimen.entry(alone, nested(alone.columns, {(column.name,): text}))
    node, problems = parse(written, column.name)
    return problems if node is None else records.check(node, alone, column.name)[1]


def judge(root: Path, made: Mapping[str, str], spot: tuple[str, int, int]) -> tuple[list[Problem], list[Problem]]:
    """Load and validate the portal with the texts ``made``; ``spot`` is the file and the lines of what is new.

    Returns notes about what is new, and what is wrong elsewhere already. Raises ``Unsound``.
    """
    problems = _all(root, made)
    path, line, last = spot
    own = [p for p in problems if p.place.path == path and line <= p.place.line <= last]
    if broken := [p for p in problems if p.place.path.startswith("schemas/") and blocking([p])]:
        raise Unsound(broken, there=True)
    if not blocking(problems):
        return own, []
    before: dict[Any, int] = {}
    for problem in _all(root, {}):
        before[_same(problem)] = before.get(_same(problem), 0) + 1
    new, there = [], []
    for problem in (p for p in problems if blocking([p])):
        if problem in own or not before.get(_same(problem)):
            new.append(problem)
        else:
            before[_same(problem)] -= 1
            there.append(problem)
    if new:
        raise Unsound(new, there=False)
    return own, there


def _all(root: Path, made: Mapping[str, str]) -> list[Problem]:
    corpus, problems = load(root, made)
    return [*problems, *validate(corpus)]


def _same(problem: Problem) -> tuple[str, str, str]:
    """What a problem is known by, wherever its line has moved to."""
    facts = {k: v for k, v in problem.facts.items() if not k.startswith(("baris", "sel", "sampai"))}
    return problem.code, problem.place.path, str(sorted(facts.items()))


def write(root: Path, made: Draft, composed: Composed) -> None:
    canonical.write(root / made.path, made.mark + composed.text.encode())


# --- a body ----------------------------------------------------------------------------------------------


def body_code(root: Path, code: str) -> None:
    """Whether a new body may have the code. Raises ``CannotAdd``."""
    if fault := first.code_fault(code):
        raise CannotAdd(fault)
    if (root / BODIES / code).exists() or (root / BODIES / code).is_symlink():
        raise CannotAdd(f"badan “{code}” sudah ada di {BODIES}/{code}")


def _zones(root: Path) -> set[str]:
    """The time zones of the bodies that the portal has already."""
    zones: set[str] = set()
    for _, folder in entries(root, BODIES):
        text, _ = read_text(root, f"{BODIES}/{folder.name}/badan.yml")
        node, faults = parse(text, "") if text else (None, [])
        zone = node.items.get("zona_waktu") if node and not faults else None
        zones |= {zone.text} if zone and zone.text else set()
    return zones & {zone for zone, _ in periods.ZONES.values()}


def compose_body(root: Path, schemas: Mapping[str, Schema], given: Given) -> dict[str, str]:
    """The files of a new body by name in its folder. It begins as ``rintisan``: what it still lacks is shown and not
    counted, so that a body can be added to a portal that is complete. Its time zone is that of the other bodies when
    they have one and the same."""
    for path, text in given.items():
        if found := hidden(text, said(path)):
            raise Unsound([found], there=False)
    laws = [e.name for _, e in entries(root, "datasets/aturan") if e.is_dir()]
    begun = {"nama_pendek": given.get(("nama",), ""), "tahap": "rintisan"}
    begun |= {"yurisdiksi": laws[0]} if len(laws) == 1 else {}
    zones = _zones(root)
    begun |= {"zona_waktu": zones.pop()} if len(zones) == 1 else {}
    columns = schemas[BODY].columns
    filled = {**{k: v for k, v in begun.items() if v}, **nested(columns, given)}
    about = first.specimen().replace("@@nama@@", "")
    if not editors.hinted(root):
        about = editors.unhinted(f"{BODIES}/kode/badan.yml", about)
    return first.body_files(schemas, specimen.filled_in(about, columns, filled))
