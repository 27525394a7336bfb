"""One way of writing a table, so that differences show what people changed: ``terbuka format``.

UTF-8 without BOM, LF, comma, quotes only where needed, ISO days, columns in the order of the schema, rows by
its ``urutan`` and then by its key. Accepts what Excel in Indonesia writes. Promises: what a table says stays
the same; nothing is guessed: what cannot be understood is left as it is and said, and a table whose rows
cannot be told apart is left whole; a second time changes nothing. Touches only the tables of bodies.

``terbuka format [FILE…]`` touches only the tables of bodies (``datasets/badan/*/<kind>.csv`` of a schema with
``bentuk: tabel``). Canonical is: UTF-8 without BOM, LF, comma, quotes only around commas, quotes and line breaks, ISO
days, columns in the order of the schema, rows by the schema's ``urutan`` (the register: ``nomor``), then by its key.
A register sorted so keeps the order of the printed DIP, and a new entry is one new line at the end. A column that is
not in the file is not added. Rows stay where they are while a cell they are sorted by is empty or not understood.

- BOM, UTF-16 with BOM, CR LF, ``;`` or tab, ``sep=``, empty rows and columns, case and blanks in names of columns:
  corrected, said once for the file
- bytes that are no UTF-8: read as ANSI (cp1252), every cell with such a letter is named; left when the file also
  holds letters in UTF-8, or ends in the middle of one
- ``31/03/2026``, ``31-3-2026``, ``5 Maret 2026``, ``2026/3/5``, midnight behind a day: the ISO day
- ``03/04/2026``: day first, as people write here; named with its other reading
- the same, in a table that also holds a day with the month first (``03/31/2026``): left: nobody can tell
- ``1.250``, ``12,00`` in a column of whole numbers: ``1250``, ``12``
- blanks around ids, days, numbers, links, choices; case of a choice; blanks in a list: corrected
- ``31/03/26``, ``46112``, ``1,250``, ``007``, ``Rp 1.250``, ``=A1``, ``#N/A``, an unknown column: left and named
- an open quote, a row with too many or too few cells, two columns of one name, content below no name: the whole file
  is left
- text: never touched; line breaks in it become LF

Exit code: 0 well, 1 when something was left (or, with ``--check``, would change), 2 for a file that is no such table.
What the check refuses for other reasons is the check's to say.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from terbuka.base.problem import Place, Problem, cell_name, shown
from terbuka.record import signatures, spreadsheet, tables, values
from terbuka.record.cells import has_long_cell, overlong
from terbuka.record.headings import HEADER_ROWS, Headings
from terbuka.record.schema import Column, Schema
from terbuka.record.schemas import by_label
from terbuka.record.text import LARGEST_BYTES, hidden, line, link_on_the_way, not_utf8, other_content

BODIES = "datasets/badan"
_SEPARATORS = {",": "koma", ";": "titik koma", "\t": "tab"}
_SEP_LINE = re.compile(r'\ufeff?"?sep=(.)"?[,;\t]*(\r\n?|\n)', re.IGNORECASE)
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_AS_TYPED = ("teks", "markdown")


class NotATable(Exception):
    """A named file is no table of a body; the text says so."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A changed value: its place before, the row's key, and what there is to say about it."""

    place: Place
    key: str
    column: str
    before: str
    after: str
    note: str = ""


@dataclass(slots=True)
class Tidied:
    """What became of one file: ``new`` equals ``old`` when nothing is to change; ``left`` was not understood."""

    path: str
    old: bytes
    new: bytes
    whole: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return self.new != self.old


# --- files -----------------------------------------------------------------------------------------------


def find(root: Path, schemas: Mapping[str, Schema], wanted: Sequence[Path] = ()) -> list[tuple[str, Schema]]:
    """The tables of all bodies, or those of ``wanted``, by their path below the root. Raises ``NotATable``."""
    kinds = {f"{kind}.csv": schema for kind, schema in schemas.items() if schema.shape == "tabel"}
    there = {
        f"{BODIES}/{folder.name}/{name}": schema
        for folder in sorted((root / BODIES).iterdir() if (root / BODIES).is_dir() else ())
        for name, schema in sorted(kinds.items())
        if (folder / name).is_file()
    }
    if not wanted:
        return list(there.items())
    top = root.resolve()
    chosen = {}
    for file in wanted:
        full = file.resolve()
        path = full.relative_to(top).as_posix() if full.is_relative_to(top) else file.as_posix()
        if path not in there:
            raise NotATable(
                f"“{file}” bukan tabel di {BODIES}/<badan>/; format hanya merapikan tabel portal, "
                f"bukan YAML, dokumen, atau data lain"
            )
        chosen[path] = there[path]
    return list(chosen.items())


def tidy_file(root: Path, path: str, schema: Schema) -> Tidied:
    """Read one table of the tree and make it canonical; nothing is written."""
    if linked := link_on_the_way(root, path):
        return Tidied(path, b"", b"", left=[Problem("tautan-simbolik", Place(linked))])
    size = (root / path).stat().st_size
    if size > LARGEST_BYTES:
        facts = {"ukuran_mb": size // 1_000_000, "batas_mb": LARGEST_BYTES // 1_000_000}
        return Tidied(path, b"", b"", left=[Problem("berkas-terlalu-besar", Place(path), facts)])
    return tidy((root / path).read_bytes(), schema, path)


def write(path: Path, content: bytes) -> None:
    """Put the content in the place of the file, or make it, in one step; a crash leaves the old file whole."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".~lock.", suffix="#", delete=False) as file:
        new = Path(file.name)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        try:
            file.write(content)
            file.close()
            new.chmod(mode)
            new.replace(path)
        except BaseException:
            file.close()
            new.unlink(missing_ok=True)
            raise


# --- one table -------------------------------------------------------------------------------------------


def tidy(data: bytes, schema: Schema, path: str) -> Tidied:
    """The canonical bytes of a table, with all that changed and all that was not understood."""
    tidied = Tidied(path, data, data)
    try:
        _Tidy(schema, tidied).run(data)
    except _LeaveAll as leave:
        tidied.new, tidied.whole, tidied.cells, tidied.notes = data, [], [], []
        tidied.left = list(leave.problems)
    return tidied


def refused(tidied: Tidied, schema: Schema) -> list[Problem]:
    """What ``terbuka check`` would still refuse in the tidied table by itself, apart from what was left; with places in
    that table. A table that is called tidy is one that the check takes."""
    if any(problem.place.cell == "" for problem in tidied.left):
        return []
    _, problems = tables.parse(tidied.new.decode(), schema, tidied.path)
    told = {(p.code, p.facts.get("kolom"), p.facts.get("isi")) for p in tidied.left}
    return [p for p in problems if (p.code, p.facts.get("kolom"), p.facts.get("isi")) not in told]


def letters(data: bytes, path: str) -> tuple[str, list[str], list[Problem]]:
    """The text of any file that a spreadsheet wrote, what was done to its letters, and why it cannot be read."""
    tidied = Tidied(path, data, data)
    shape = Schema(kind="", title="", text="", shape="tabel", key=None, columns=(), place=Place(path))
    try:
        return _Tidy(shape, tidied).decoded(data), tidied.whole, []
    except _LeaveAll as leave:
        return "", [], list(leave.problems)


class _LeaveAll(Exception):
    def __init__(self, *problems: Problem):
        super().__init__(*problems)
        self.problems = problems


class _Tidy:
    def __init__(self, schema: Schema, tidied: Tidied):
        self.schema, self.made, self.path = schema, tidied, tidied.path
        self.known = {c.name: c for c in schema.columns}
        self.headings = Headings(schema)
        self.ansi = self.month_first = False
        #: Lines before the header that are gone.
        self.shift = 0

    def run(self, data: bytes) -> None:
        text, mark = self._separator(self.decoded(data))
        records = self._split(text, mark)
        header, rows = self._header(records[0]), records[1:]
        rows = self._even(rows, len(header))
        names, rows = self._columns(header, records[0], rows)
        days = [
            row.cells[at].strip()
            for at, name in enumerate(names)
            if name in self.known and _may_be_a_day(self.known[name])
            for row in rows
        ]
        self.month_first = any(map(spreadsheet.only_month_first, days))
        typed = [self._row(row, names) for row in rows]
        if self.month_first:
            self.made.notes.append("ada tanggal yang bulannya di depan, jadi tanggal seperti 03/04/2026 tidak ditebak")
        elif any(cell.note.startswith("dibaca") for cell in self.made.cells) and (
            sure := sum(map(spreadsheet.only_day_first, days))
        ):
            self.made.notes.append(f"{sure} tanggal lain di tabel ini hanya dapat dibaca hari dahulu")
        order = self._order(names)
        lines = [[names[at] for at in order], *([row[at] for at in order] for row in self._sorted(typed, names))]
        self.made.new = "".join(row_text(cells) for cells in lines).encode()
        if self.made.changed and not self.made.whole and not any(c.before != c.after for c in self.made.cells):
            self.made.whole.append("tanda kutip dan akhir berkas ditulis dengan satu cara")

    def _said(self, words: str) -> None:
        self.made.whole.append(words)

    # --- letters and syntax ---

    def decoded(self, data: bytes) -> str:
        text = self._letters(data)
        if text.startswith("\ufeff"):
            text = text.removeprefix("\ufeff")
            self._said("tanda BOM dihapus")
        if found := hidden(text, self.path) or overlong(text, self.path):
            raise _LeaveAll(found)
        return text

    def _letters(self, data: bytes) -> str:
        problem = other_content(data, self.path)
        if problem and problem.code == "isi-berkas-lain":
            raise _LeaveAll(problem)
        try:
            if problem is None:
                return data.decode("utf-8")
        except UnicodeDecodeError as error:
            problem = not_utf8(data, self.path, error)
        try:
            if problem.facts.get("huruf") == "UTF-16":
                text = data.decode(signatures.utf16(data))
                self._said("kode huruf UTF-16 menjadi UTF-8")
                return text
            # Letters of both encodings in one file, or one cut in the middle: nobody can tell what was meant.
            if problem.code == "bukan-utf8" and not _UTF8_LETTER.search(data):
                text = data.decode("cp1252")
                self._said("kode huruf ANSI (Windows-1252) menjadi UTF-8; cocokkan huruf khusus di bawah ini")
                self.ansi = True
                return text
        except UnicodeDecodeError:
            pass
        raise _LeaveAll(problem)

    def _separator(self, text: str) -> tuple[str, str]:
        """The text from its header on, and the sign between its cells: the one under which columns are known."""
        named = _SEP_LINE.match(text)
        marks: Sequence[str] = tuple(_SEPARATORS)
        if named:
            self.shift = 1
            text = text[named.end() :]
            marks = [mark for mark in marks if mark == named[1]]
            if not marks:
                raise _LeaveAll(Problem("baris-sep", Place(self.path, 1), {"isi": line(named[0], 1)}))
        first = next((kept for kept in io.StringIO(text, newline=None) if kept.strip(" ,;\t\n")), "").rstrip("\n")
        if not first:
            raise _LeaveAll(Problem("berkas-kosong", Place(self.path, 1), {"kolom": list(self.known)}))
        known = {mark: sum(self._meant(cell) in self.known for cell in first.split(mark)) for mark in marks}
        best = max(known, key=lambda mark: known[mark])
        if not known[best] and (below := self._header_below(text, marks)):
            raise _LeaveAll(below)
        if not known[best] or (first.count(best) and list(known.values()).count(known[best]) > 1):
            facts = {"isi": first[:200], "kolom_kurang": list(self.known)}
            raise _LeaveAll(Problem("kolom-tak-dikenal", Place(self.path, 1, 1, "A1"), facts))
        if not first.count(best):
            self._alone(text)
        if named:
            self._said(f"baris “{line(named[0], 1)}” dihapus")
        if best != ",":
            self._said(f"pemisah {_SEPARATORS[best]} menjadi koma")
        if "\r" in text:
            self._said("ganti baris Windows (CRLF) menjadi LF")
        return text, best

    def _header_below(self, text: str, marks: Sequence[str]) -> Problem | None:
        """The problem of a table whose names of columns stand below titles and notes."""
        lines = list(islice(io.StringIO(text, newline=None), HEADER_ROWS))
        for mark in marks:
            if at := self.headings.row_of([line_.rstrip("\n").split(mark) for line_ in lines]):
                above = "; ".join(line_.strip(f" {mark}\n") for line_ in lines[:at] if line_.strip(f" {mark}\n"))
                number = at + 1 + self.shift
                return Problem("judul-kolom-di-bawah", Place(self.path, number), {"baris_judul": number, "isi": above})
        return None

    def _alone(self, text: str) -> None:
        """A header of one column does not tell what separates: then nothing else in the file may either."""
        for number, words in enumerate(io.StringIO(text, newline=None), self.shift + 1):
            if parts := next((words.count(mark) for mark in ",;\t|" if mark in words), 0):
                facts = {"ada": parts + 1, "harus": 1}
                raise _LeaveAll(Problem("jumlah-sel", Place(self.path, number), facts))

    def _split(self, text: str, mark: str) -> list[tables.Row]:
        csv.field_size_limit(tables.LONGEST_CELL)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        rows: list[tables.Row] = []
        shift = self.shift
        start, number, blank = 1, 0, 0
        try:
            for cells in reader:
                number += 1
                if any(cell.strip() for cell in cells):
                    rows.append(tables.Row(start + shift, number + shift, cells))
                else:
                    blank += 1
                start = reader.line_num + 1
        except csv.Error:
            record = islice(io.StringIO(text, newline=""), start - 1, reader.line_num)
            if has_long_cell(record, tables.LONGEST_CELL, mark):
                limit = {"batas": tables.LONGEST_CELL}
                raise _LeaveAll(Problem("sel-terlalu-panjang", Place(self.path, start + shift), limit)) from None
            facts = {"isi": line(text, start), "baris": start + shift, "sampai": max(start, reader.line_num) + shift}
            raise _LeaveAll(Problem("kutip-rusak", Place(self.path, start + shift), facts)) from None
        if blank:
            self._said(f"{blank} baris kosong dihapus")
        return rows

    # --- header ---

    def _meant(self, name: str) -> str:
        """The column that a name in the header means, or its title; else the name."""
        return self.headings.meant(name) or name

    def _header(self, row: tables.Row) -> list[str]:
        names = [self._meant(cell) for cell in row.cells]
        while names and not names[-1].strip():
            names.pop()
        twice = {name for name in names if name in self.known and names.count(name) > 1}
        if twice:
            raise _LeaveAll(
                *(
                    Problem("kolom-ganda", self._place(row, at), {"isi": name})
                    for at, name in enumerate(names)
                    if name in twice and name in names[:at]
                )
            )
        other = [(old, new) for old, new in zip(row.cells, names, strict=False) if old != new]
        if other:
            self._said("nama kolom dibetulkan: " + ", ".join(f"“{shown(old)}” → {new}" for old, new in other))
        if len(row.cells) > len(names):
            self._said(f"{len(row.cells) - len(names)} kolom kosong di kanan dihapus")
        return names

    def _even(self, rows: list[tables.Row], width: int) -> list[tables.Row]:
        """Rows of one length; a row that is too long or short may have lost a comma anywhere."""
        wrong = []
        for row in rows:
            if not any(cell.strip() for cell in row.cells[width:]):
                row.cells = row.cells[:width]
            if len(row.cells) != width:
                facts = {"ada": len(row.cells), "harus": width}
                wrong.append(Problem("jumlah-sel", Place(self.path, row.line), facts))
        if wrong:
            raise _LeaveAll(*wrong)
        return rows

    def _columns(
        self, names: list[str], header: tables.Row, rows: list[tables.Row]
    ) -> tuple[list[str], list[tables.Row]]:
        """Names without empty columns; the places of cells are kept by ``tables.Row`` numbers and ``at``."""
        self.at = list(range(len(names)))
        empty = {at for at, name in enumerate(names) if not name.strip() and not any(r.cells[at].strip() for r in rows)}
        if empty:
            self._said(f"{len(empty)} kolom kosong tanpa nama dihapus")
            self.at = [at for at in self.at if at not in empty]
            for row in rows:
                row.cells = [row.cells[at] for at in self.at]
        free = [name for name in self.known if name not in names]
        for at in self.at:
            if names[at] not in self.known:
                if not names[at].strip():
                    raise _LeaveAll(Problem("kolom-tanpa-nama", self._place(header, at)))
                facts = {"isi": names[at], "kolom_kurang": free}
                self.made.left.append(Problem("kolom-tak-dikenal", self._place(header, at), facts))
        return [names[at] for at in self.at], rows

    def _place(self, row: tables.Row, at: int) -> Place:
        return Place(self.path, row.line, at + 1, cell_name(at + 1, row.number))

    # --- rows ---

    def _row(self, row: tables.Row, names: Sequence[str]) -> list[str]:
        cells = []
        key = row.cells[names.index(self.schema.key)].strip() if self.schema.key in names else ""
        for at, (name, before) in enumerate(zip(names, row.cells, strict=True)):
            place = self._place(row, self.at[at])
            after, other, problem = self._value(before, self.known.get(name))
            if problem:
                self.made.left.append(Problem(problem.code, place, {"kolom": name, **problem.facts}))
            note = f"dibaca hari dahulu; bukan {other}" if other else ""
            if self.ansi and not before.isascii():
                note = "huruf khusus dibaca sebagai ANSI"
            if note or after != _same_lines(before):
                self.made.cells.append(Cell(place, key, name, before, after, note))
            cells.append(after)
        return cells

    def _value(self, text: str, column: Column | None) -> tuple[str, str, values.Wrong | None]:
        """The canonical text of a cell, its other reading, and why it was left when it was not understood."""
        if not text.strip():
            return "", "", None
        if column is None:
            return _same_lines(text), "", None
        meant, other = self._meant_value(text, column)
        value = values.read(meant, column)
        if isinstance(value, values.Wrong):
            if self.month_first and spreadsheet.day(text.strip(), month_first=False)[1]:
                return _same_lines(text), "", values.mixed_day(text)
            given = values.read(text, column)
            return _same_lines(text), "", given if isinstance(given, values.Wrong) else value
        if column.pattern and not re.fullmatch(column.pattern, meant):
            wrong = values.Wrong("pola-salah", {"isi": text, "bentuk": column.pattern_words})
            return _same_lines(text), "", wrong
        return _same_lines(tables.as_text(value)), other, None

    def _meant_value(self, text: str, column: Column) -> tuple[str, str]:
        trimmed = text.strip()
        if column.pattern and not re.fullmatch(column.pattern, text):
            day, other = spreadsheet.day(trimmed, month_first=self.month_first)
            month = spreadsheet.month(trimmed)
            return next((t for t in (trimmed, day, month) if re.fullmatch(column.pattern, t)), text), other
        if column.type in _AS_TYPED:
            return text, ""
        if column.type == "tanggal":
            return spreadsheet.day(trimmed, month_first=self.month_first)
        if column.type == "bilangan":
            return spreadsheet.whole(trimmed), ""
        if column.type in ("pilihan", "ya-tidak"):
            allowed = list(column.choices) or ["ya", "tidak"]
            same = [choice for choice in allowed if choice.casefold() == trimmed.casefold()]
            if not same and (labelled := by_label(column).get(trimmed.lower())):
                same = [labelled]
            return (same[0] if len(same) == 1 and trimmed not in allowed else trimmed), ""
        return trimmed, ""

    # --- order ---

    def _order(self, names: list[str]) -> list[int]:
        wanted = [names.index(name) for name in self.known if name in names]
        wanted += [at for at, name in enumerate(names) if name not in self.known]
        if wanted != list(range(len(names))):
            self._said("kolom diurutkan menurut skema")
        return wanted

    def _sorted(self, rows: list[list[str]], names: list[str]) -> list[list[str]]:
        """Rows in their order; as they are while a cell that they are sorted by is empty or not understood."""
        by = [name for name in (self.schema.order, self.schema.key) if name in names]
        keys: list[tuple[Any, ...]] = []
        for row in rows:
            cells = [values.read(row[names.index(name)], self.known[name]) for name in by]
            if any(cell == "" or isinstance(cell, values.Wrong) for cell in cells):
                return rows
            keys.append(tuple(cells))
        order = sorted(range(len(rows)), key=lambda at: (keys[at], at))
        if order != list(range(len(rows))):
            self._said(f"baris diurutkan menurut {', lalu '.join(by)}")
        return [rows[at] for at in order]


def _may_be_a_day(column: Column) -> bool:
    return column.type == "tanggal" or column.pattern is not None


def _same_lines(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


def row_text(cells: Sequence[str]) -> str:
    """One row as it stands in a canonical table, with its line end."""
    quoted = ('"' + c.replace('"', '""') + '"' if any(mark in c for mark in ',"\n') else c for c in cells)
    return ",".join(quoted) + "\n"
