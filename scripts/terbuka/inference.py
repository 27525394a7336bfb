"""A first description of a table from its file alone: ``terbuka new dataset``.

Promises: pure; what an Indonesian Excel wrote becomes canonical, and each conversion is told with an example; a column
that is not wholly understood stays text as it is. What a file cannot say (units, meaning, licence) is not invented.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from terbuka import canonical, spreadsheet
from terbuka.load import scan, tables, values
from terbuka.model import Column
from terbuka.personal import is_private_header
from terbuka.problem import Place, Problem, cell_name, shown

_MARKS = {",": "koma", ";": "titik koma", "\t": "tab", "|": "garis tegak"}
_SEP = re.compile(r'"?sep=(.)"?[,;\t]*(\r\n?|\n)', re.IGNORECASE)
_UNIT = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_RUPIAH = re.compile(r"(?i)rp\.?\s?(?=[-0-9])")
_COMMA = re.compile(r"-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+),[0-9]+")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_YES = {"ya": "ya", "tidak": "tidak", "true": "ya", "false": "tidak", "yes": "ya", "no": "tidak"}
_NAMED = {"lat": "lintang", "latitude": "lintang", "lintang": "lintang"}
_NAMED |= {"lon": "bujur", "lng": "bujur", "long": "bujur", "longitude": "bujur", "bujur": "bujur"}
_CODES = {"kode", "code", "id"}
#: A column with so few values, each so often on average, is one of reference codes.
_MOST_CHOICES, _ROWS_A_CHOICE = 12, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One column: ``choices`` in the order of their first row; ``unit`` what its title named in parentheses."""

    name: str
    title: str
    type: str
    required: bool
    unit: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """The table in its canonical form; ``told`` is what was converted, ``keys`` may be empty."""

    text: str
    rows: int
    columns: tuple[Guess, ...]
    keys: tuple[str, ...]
    told: tuple[str, ...]


class NotATable(Exception):
    """The file is refused; ``problems`` say why, with places in the file."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__()
        self.problems = list(problems)


@dataclass(slots=True)
class _Raw:
    path: str
    told: list[str] = field(default_factory=list)
    local: bool = False


def infer(data: bytes, path: str) -> Inferred:
    """The description of the table in ``data``; ``path`` names it in problems. Raises ``NotATable``."""
    raw = _Raw(path)
    header, rows = _rows(_text(data, raw), raw)
    names = _names(header, raw)
    _no_people(header, rows, raw)
    made, columns = [], []
    for at, title in enumerate(header.cells):
        cells = [row.cells[at].strip() for row in rows]
        guess, converted = _column(names[at], _titled(title), cells, raw)
        columns.append(guess)
        made.append(converted)
    body = [canonical.row_text(cells) for cells in zip(*made, strict=True)]
    text = canonical.row_text(names) + "".join(body)
    keys = _keys(columns, made)
    return Inferred(text=text, rows=len(rows), columns=tuple(columns), keys=keys, told=tuple(raw.told))


# --- letters, separator, header ---------------------------------------------------------------------------


def _text(data: bytes, raw: _Raw) -> str:
    text, told, problems = canonical.letters(data, raw.path)
    if problems:
        raise NotATable(problems)
    raw.told += told
    if named := _SEP.match(text):
        raw.told.append(f"baris “{shown(named[0].strip(), 20)}” dihapus")
        text = text[named.end() :]
    if "\r" in text:
        raw.told.append("ganti baris Windows (CRLF) menjadi LF")
    return text


def _rows(text: str, raw: _Raw) -> tuple[tables.Row, list[tables.Row]]:
    """Header and rows, all of one width. The separator is the one that gives the most cells in even rows."""
    found: list[tuple[int, str, list[tables.Row]]] = []
    first = next((kept for kept in text.splitlines() if kept.strip()), "")
    # A header with any of the signs is none of one column, even where another sign would make all rows even.
    for mark in [mark for mark in _MARKS if mark in first] or [","]:
        rows = _split(text, mark)
        if rows and len({len(row.cells) for row in rows}) == 1:
            found.append((len(rows[0].cells), mark, rows))
    if not found:
        raise NotATable([_uneven(text, raw)])
    width, mark, rows = max(found, key=lambda one: one[0])
    if len(rows) < 2:
        raise NotATable([Problem("data-tanpa-baris", Place(raw.path), {"isi": raw.path})])
    raw.local = mark == ";"
    if mark != ",":
        raw.told.append(f"pemisah {_MARKS[mark]} menjadi koma")
    empty = [at for at in range(width) if not any(row.cells[at].strip() for row in rows)]
    if empty:
        raw.told.append(f"{len(empty)} kolom kosong dihapus")
        for row in rows:
            row.cells = [cell for at, cell in enumerate(row.cells) if at not in empty]
    return rows[0], rows[1:]


def _split(text: str, mark: str) -> list[tables.Row] | None:
    csv.field_size_limit(tables.LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows, start = [], 1
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append(tables.Row(start, number, cells))
            start = reader.line_num + 1
    except csv.Error:
        return None
    return rows


def _uneven(text: str, raw: _Raw) -> Problem:
    """Why no separator gives even rows: an empty file, a broken quote or cell, or the first row of another width."""
    if not text.strip():
        return Problem("berkas-kosong", Place(raw.path, 1), {"kolom": ["nama_kolom"]})
    first = text.strip().splitlines()[0]
    mark = max(_MARKS, key=first.count)
    rows = _split(text, mark)
    if rows is None:
        return Problem("kutip-rusak", Place(raw.path, 1), {"isi": first, "baris": 1, "sampai": len(text.splitlines())})
    width = len(rows[0].cells)
    wrong = next(row for row in rows if len(row.cells) != width)
    return Problem("jumlah-sel", Place(raw.path, wrong.line), {"ada": len(wrong.cells), "harus": width})


def _names(header: tables.Row, raw: _Raw) -> list[str]:
    """Names for the columns as the portal writes them: small letters, digits, underscores."""
    names: list[str] = []
    for at, title in enumerate(header.cells):
        place = Place(raw.path, header.line, at + 1, cell_name(at + 1, header.number))
        plain = values.meant_id(_UNIT.sub("", title)).replace("-", "_").strip("_")[:60]
        name = plain if plain[:1].isalpha() or not plain else f"kolom_{plain}"
        if not name:
            raise NotATable([Problem("kolom-tanpa-nama", place)])
        if name in names:
            raise NotATable([Problem("kolom-ganda", place, {"isi": title})])
        names.append(name)
    changed = [f"“{shown(old, 60)}” → {new}" for old, new in zip(header.cells, names, strict=True) if old != new]
    if changed:
        raw.told.append(f"nama kolom: {', '.join(changed)}")
    return names


def _no_people(header: tables.Row, rows: Sequence[tables.Row], raw: _Raw) -> None:
    """Refuses what tells of people; the values are never repeated."""
    if is_private_header(header.cells):
        raise NotATable([Problem("register-privat-di-repositori", Place(raw.path, header.line), {"isi": raw.path})])
    for row in (header, *rows):
        for at, cell in enumerate(row.cells):
            # The place is the cell of the file as it is; the text alone would not tell it.
            found = [
                p.facts for p in scan.in_records(cell, raw.path, lambda value, path: False) if p.code == "data-pribadi"
            ]
            place = Place(raw.path, row.line, at + 1, cell_name(at + 1, row.number))
            if found:
                raise NotATable([Problem("data-pribadi", place, facts) for facts in found])


# --- columns ----------------------------------------------------------------------------------------------


def _column(name: str, title: str, cells: list[str], raw: _Raw) -> tuple[Guess, list[str]]:
    there = [cell for cell in cells if cell]
    unit = _UNIT.search(title)
    kind, convert, why = next(_kinds(name, there, raw))
    made = [convert(cell) if cell else "" for cell in cells]
    changed = [(old, new) for old, new in zip(cells, made, strict=True) if old != new]
    if changed:
        old, new = changed[0]
        raw.told.append(f"kolom {name}: {why}, {len(changed)} sel (“{shown(old, 40)}” → {shown(new, 40)})")
    guess = Guess(
        name=name,
        title=(_UNIT.sub("", title) if kind in ("bilangan", "desimal") and unit else title)[:100],
        type=kind,
        required=len(there) == len(cells),
        unit=unit[1].strip() if unit and kind in ("bilangan", "desimal") else "",
        choices=_choices(there) if kind == "teks" else (),
    )
    return guess, made


def _titled(text: str) -> str:
    words = " ".join(text.replace("_", " ").split())
    return words[:1].upper() + words[1:]


_Kind = tuple[str, Callable[[str], str], str]


def _same(text: str) -> str:
    return text


def _kinds(name: str, there: list[str], raw: _Raw) -> Iterator[_Kind]:
    """Types that every value of the column can have, the surest first; text at the end."""
    plain = [_RUPIAH.sub("", cell) for cell in there]
    # A code is a name, whatever it is made of: 53.10 is not 53.1, and has no unit.
    coded = bool(_CODES & set(name.split("_"))) or any(re.fullmatch(r"-?0[0-9]+|[0-9]{16,}", cell) for cell in there)
    if there and not coded:
        if ("tahun" in name or "year" in name) and _all("tahun", there):
            yield "tahun", _same, ""
        if set(there) == {"0", "1"}:
            yield "angka-ya", _same, ""
        yield from _numbers(name, plain, raw)
    if there and {cell.casefold() for cell in there} <= _YES.keys():
        yield "ya-tidak", lambda text: _YES[text.casefold()], "ya dan tidak ditulis dengan satu cara"
    month_first = any(map(spreadsheet.only_month_first, there))
    days = [spreadsheet.day(cell, month_first=month_first)[0] for cell in there]
    if there and _all("tanggal", days):
        yield "tanggal", lambda text: spreadsheet.day(text, month_first=month_first)[0], "tanggal dibaca hari dahulu"
    if there and _all("koordinat", there):
        yield "koordinat", _same, ""
    yield "teks", _same, ""


def _numbers(name: str, plain: list[str], raw: _Raw) -> Iterator[_Kind]:
    last = name.rpartition("_")[2]

    def decimal_kind(kind: str) -> str:
        return _NAMED.get(last, kind) if kind == "desimal" else kind

    def local(text: str) -> str:
        return _RUPIAH.sub("", text).replace(".", "").replace(",", ".")

    commas = any(_COMMA.fullmatch(cell) for cell in plain)
    # Two points can only stand between thousands; one can in a file with `;`, where decimals have commas.
    many = any(cell.count(".") > 1 for cell in plain)
    points = all(_THOUSANDS.fullmatch(cell) or _all("bilangan", [cell]) for cell in plain)
    if commas and _all("desimal", [local(cell) for cell in plain]):
        if all("." not in cell or _COMMA.fullmatch(cell) or _THOUSANDS.fullmatch(cell) for cell in plain):
            yield decimal_kind("desimal"), local, "koma desimal menjadi titik"
    elif points and (raw.local or many) and any("." in cell for cell in plain):
        yield "bilangan", local, "titik ribuan dihapus"
    if _all("bilangan", plain):
        yield "bilangan", lambda text: _RUPIAH.sub("", text), "Rp dihapus"
    if _all("desimal", plain):
        yield decimal_kind("desimal"), lambda text: _RUPIAH.sub("", text), "Rp dihapus"


def _all(kind: str, cells: Sequence[str]) -> bool:
    column = Column(name="x", title="", text="", type=kind)
    return not any(isinstance(values.read(cell, column), values.Wrong) for cell in cells)


def _choices(there: list[str]) -> tuple[str, ...]:
    distinct = dict.fromkeys(there)
    few = 1 < len(distinct) <= _MOST_CHOICES and len(distinct) * _ROWS_A_CHOICE <= len(there)
    return tuple(distinct) if few and all(len(cell) <= 60 for cell in distinct) else ()


def _keys(columns: Sequence[Guess], cells: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The fewest and leftmost full columns that tell all rows apart; measures tell nothing apart."""
    fit = [at for at, c in enumerate(columns) if c.required and c.type in ("teks", "tahun", "tanggal", "bilangan")]
    for size in (1, 2, 3):
        for chosen in combinations(fit[:8], size):
            kinds = [columns[at].type for at in chosen]
            # A count may happen to differ in each row: it is a key only as the first column, as a code is.
            if any(kind == "bilangan" and at > 0 for kind, at in zip(kinds, chosen, strict=True)):
                continue
            rows = list(zip(*(cells[at] for at in chosen), strict=True))
            if len(set(rows)) == len(rows):
                return tuple(columns[at].name for at in chosen)
    return ()
