"""Searches all public text of a body for personal data, with the list of what its office may show.

Promises: each value that is not allowed is one problem, masked; what is searched are values as they are read (YAML
unfolded, escapes and entities decoded, lines of a paragraph joined), never those with a grammar of their own (days,
amounts, coordinates, choices, hashes); an allowance that nobody needs, or that is for a NIK, is a problem.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from terbuka.base import personal
from terbuka.base.problem import Place, Problem, capped, cell_name
from terbuka.record import values
from terbuka.record.cells import cell_finder, cells_of, overlong
from terbuka.record.files import AllowedContact
from terbuka.record.schema import Column
from terbuka.record.strict_yaml import Node
from terbuka.record.text import line_starts

#: Between the pages of a text that was taken out of a document.
PAGE_END = "\f"
_DIGITS_OF_NIK = 16
#: What each kind is called, in both languages.
WORDS = {
    "nik": ("NIK atau nomor KK", "NIK or family card number"),
    "telepon": ("nomor telepon", "telephone number"),
    "pos-el": ("alamat pos-el", "e-mail address"),
    "nip": ("NIP", "NIP (number of a civil servant)"),
    "npwp": ("NPWP", "NPWP (tax number)"),
    "rekening": ("nomor rekening", "bank account"),
    "paspor": ("nomor paspor", "passport number"),
    "lahir": ("tanggal lahir seseorang", "day of somebody's birth"),
}
#: What to do with what is no person's, by whether it may be allowed.
_ELSE = (
    (
        "Bila milik kantor, atau bukan data pribadi sama sekali: daftarkan di kontak-kantor.yml dengan nilai, tempat, "
        "dan alasannya."
    ),
    "If it is the office's, or not personal at all: list it in kontak-kantor.yml with value, place and reason.",
)
_ELSE_NIK = (
    "NIK tidak dapat diizinkan, siapa pun pemiliknya. Bila angka ini bukan NIK, tulis empat angka terakhirnya saja.",
    "A NIK cannot be allowed, whoever owns it. If this number is no NIK, write its last four digits only.",
)
#: Types whose values have a grammar of their own.
_TYPED = frozenset(
    ("tanggal", "waktu", "bilangan", "tahun", "desimal", "lintang", "bujur", "koordinat", "ya-tidak", "angka-ya")
)
#: ``privasi`` of a column that a program writes: a hash, a key.
CODE_OF_PROGRAM = "sidik"

#: So many values that block, and a file is not looked through any further: it says so, and it blocks.
MOST_HITS = 20_000

#: A value and where it stands.
Hit = tuple[personal.Found, Place]


@dataclass
class Allowances:
    """What one body may show: its own contacts in ``badan.yml``, its notices and ``content/``, the rest as listed.

    ``own`` is None while ``badan.yml`` cannot be read: then only a NIK is certainly not the office's. ``helps`` are
    the telephones of help in the notices, None while those cannot be read; they are offices, so the number of a
    mobile telephone needs a permission of its own. A NIK is nobody's to allow.
    """

    base: str
    own: tuple[str, ...] | None
    listed: tuple[AllowedContact, ...]
    helps: tuple[str, ...] | None = ()
    used: set[AllowedContact] = field(default_factory=set)

    def __call__(self, value: str, path: str) -> bool:
        """Whether the body allows the plain ``value`` in the file ``path``."""
        if value.isdigit() and len(value) == _DIGITS_OF_NIK:
            return False
        for contact in self.listed:
            if path == self._path(contact) and _holds(contact.value, value):
                self.used.add(contact)
                return True
        notices = f"{self.base}/peringatan.yml"
        if path == notices and self._helps(value):
            return True
        at_home = path in (f"{self.base}/badan.yml", notices) or path.startswith("content/")
        return at_home and (self.own is None or any(_holds(contact, value) for contact in self.own))

    def _helps(self, value: str) -> bool:
        if "@" in value or personal.is_mobile(value):
            return False
        return self.helps is None or any(_holds(phone, value) for phone in self.helps)

    def _path(self, contact: AllowedContact) -> str:
        return contact.where if contact.where.startswith("content/") else f"{self.base}/{contact.where}"

    def unused(self) -> Iterator[Problem]:
        for contact in self.listed:
            if any(found.kind == "nik" for found in personal.find(contact.value)):
                yield Problem("kontak-nik", contact.place, {"tempat": contact.where})
            elif contact not in self.used:
                yield Problem("kontak-tak-terpakai", contact.place, {"tempat": contact.where})


def _holds(contact: str, value: str) -> bool:
    known = personal.plain(contact)
    return value == known if "@" in value else value in known


# --- what is found ----------------------------------------------------------------------------------------


def in_text(text: str, path: str) -> Iterator[Hit]:
    """In a text as it stands, by the ending of its ``path``: JSON without its escapes, Markdown as it is read."""
    if path.endswith(".csv"):
        yield from in_table(text, path, ())
    elif path.endswith(".json"):
        yield from _placed(personal.find(_unescaped(text)), text, path)
    elif path.endswith(".md"):
        yield from _in_prose(text, path)
    else:
        yield from _placed(personal.find_wrapped(text), text, path)


def in_tree(text: str, path: str, tree: Node, columns: Sequence[Column]) -> Iterator[Hit]:
    """In the values, keys and comments of a YAML text; ``columns`` are those of its schema, none when it has none."""
    raw = list(_placed(personal.find(text), text, path))
    found = [hit for value, node, column in _scalars(tree, columns) for hit in _in_scalar(value, node, column, path)]
    lines = text.splitlines() if len(raw) > len(found) else []
    comments = [hit for hit in raw if lines and _in_comment(lines, hit[1])]
    if not found:
        yield from comments
        return
    exact = _by_value(raw)
    told = set()
    for one, place in found:
        spots = exact.get(personal.plain(one.value), [])
        at = bisect_left(spots, place)
        spot = spots.pop(at) if at < len(spots) else place
        told.add((personal.plain(one.value), spot))
        yield one, spot
    yield from (hit for hit in comments if (personal.plain(hit[0].value), hit[1]) not in told)


def in_table(text: str, path: str, columns: Sequence[Column]) -> Iterator[Hit]:
    """In the cells of a CSV text; ``columns`` are those of its schema, none when it has none."""
    if overlong(text, path):
        return  # refused as such; a line without an end is no table
    raw = list(enough(_placed(personal.find(text), text, path)))
    known = {column.name: column for column in columns}
    if raw:
        cell_of = cell_finder(text)
        for one, place in raw:
            exact, name, cell = cell_of(place)
            if not (name in known and _has_own_grammar(cell, known[name])):
                yield one, exact
    if any(sign in text for sign in _SIGNS) and _TO_BE_READ.search(text):
        yield from _in_marked_cells(text, path, {personal.plain(one.value) for one, _ in raw})


#: Where cells are read otherwise than they stand: entities, escapes, emphasis, lines within a cell.
_SIGNS = '&\\*`"'
_TO_BE_READ = re.compile(r'&(?:#|[a-z]{2,8};)|[\\*`]|(?:^|[,\n])"[^"\n]*\n')


def _in_marked_cells(text: str, path: str, known: set[str]) -> Iterator[Hit]:
    for line, number, cells in cells_of(text):
        for at, cell in enumerate(cells, 1):
            shown = personal.as_read(cell)
            if shown != cell:
                for one in personal.find(shown):
                    if personal.plain(one.value) not in known:
                        yield one, Place(path, line, cell=cell_name(at, number))


def _placed(found: Iterable[personal.Found], text: str, path: str) -> Iterator[Hit]:
    starts: list[int] = []
    for one in found:
        starts = starts or line_starts(text)
        line = bisect_right(starts, one.start)
        yield one, Place(path, line, one.start - starts[line - 1] + 1)


def enough(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits until ``MOST_HITS`` of them block, and so many notes."""
    blocking = notes = 0
    for hit in hits:
        if personal.blocks(hit[0].kind):
            blocking += 1
            yield hit
        elif notes < MOST_HITS:
            notes += 1
            yield hit
        if blocking >= MOST_HITS:
            return


def _by_value(hits: Iterable[Hit]) -> dict[str, list[Place]]:
    made: dict[str, list[Place]] = {}
    for one, place in hits:
        made.setdefault(personal.plain(one.value), []).append(place)
    return made


# --- YAML -------------------------------------------------------------------------------------------------


def _scalars(tree: Node, columns: Sequence[Column]) -> Iterator[tuple[str, Node, Column | None]]:
    """Each scalar and key of a tree with its node and its column."""
    waiting: list[tuple[Node, Sequence[Column], Column | None]] = [(tree, columns, None)]
    while waiting:
        node, below, column = waiting.pop()
        if node.kind == "teks":
            yield node.text, node, column
        elif node.kind == "daftar":
            waiting += ((entry, below, _one_of(column)) for entry in reversed(node.entries))
        else:
            known = {c.name: c for c in below}
            for key, child in node.items.items():
                own = known.get(key)
                if own is None:
                    yield key, replace(child, line=node.key_lines.get(key, child.line), column=1), None
                waiting.append((child, own.columns if own else (), own))


def _one_of(column: Column | None) -> Column | None:
    if column is None or not column.type.startswith("daftar-"):
        return column
    return replace(column, type=column.type.removeprefix("daftar-"))


#: Without five digits, a sign of an address or an entity nothing can be found.
_WORTH = re.compile(r"@|&|at ?[\])}]|\d(?:\D*\d){4}", re.IGNORECASE)


def _in_scalar(value: str, node: Node, column: Column | None, path: str) -> Iterator[Hit]:
    if not _WORTH.search(value) or (column is not None and _has_own_grammar(value, column)):
        return
    for one in personal.find(personal.as_read(value)):
        yield one, Place(path, node.line, node.column)


def _in_comment(lines: Sequence[str], place: Place) -> bool:
    before = lines[place.line - 1][: place.column - 1] if place.line <= len(lines) else ""
    return before.lstrip().startswith("#") or " #" in before


def _has_own_grammar(text: str, column: Column) -> bool:
    """Whether the value is of a kind that is never text: a day, an amount, a coordinate, a choice, a hash."""
    if column.choices and text in column.choices:
        return True
    if column.privacy == CODE_OF_PROGRAM:
        return column.pattern is not None and re.fullmatch(column.pattern, text) is not None
    return column.type in _TYPED and not isinstance(values.read(text, column), values.Wrong)


# --- JSON and Markdown ------------------------------------------------------------------------------------

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")


def _unescaped(text: str) -> str:
    """A JSON text without its escapes; its lines stay what they are."""
    if "\\" not in text:
        return text
    shown = _ESCAPE.sub(lambda match: sign if (sign := chr(int(match[1], 16))).isprintable() else " ", text)
    return shown.replace("\\/", "/")


_PARAGRAPH = re.compile(r"(?:[^\n]*[^\s][^\n]*(?:\n|\Z))+")


def _in_prose(text: str, path: str) -> Iterator[Hit]:
    raw = list(_placed(personal.find(text), text, path))
    yield from raw
    known = {personal.plain(one.value) for one, _ in raw}
    for paragraph in _PARAGRAPH.finditer(text):
        shown = personal.as_read(paragraph[0])
        if shown == paragraph[0]:
            continue
        for one in personal.find(shown):
            if personal.plain(one.value) not in known:
                yield one, Place(path, text.count("\n", 0, paragraph.start()) + 1)


# --- what is not allowed ----------------------------------------------------------------------------------


def in_records(text: str, path: str, allowed: Callable[[str, str], bool]) -> Iterator[Problem]:
    """Problems of a text file, with line and column, in a table with the cell."""
    return problems(in_text(text, path), allowed)


def in_document(text: str, path: str, allowed: Callable[[str, str], bool]) -> Iterator[Problem]:
    """Problems of the text of a PDF or office file, with the page where there are pages."""

    def hits() -> Iterator[Hit]:
        for one in personal.find_wrapped(text):
            page = text.count(PAGE_END, 0, one.start) + 1 if PAGE_END in text or path.endswith(".pdf") else 0
            yield one, Place(path, page=page)

    return problems(hits(), allowed)


def in_names(paths: Iterable[str], allowed: Callable[[str, str], bool]) -> Iterator[Problem]:
    """Problems of the names of files, which become addresses."""
    for path in paths:
        for titles in personal.find(path.rsplit("/", 1)[-1]):
            if personal.blocks(titles.kind) and not allowed(personal.plain(titles.value), path):
                yield Problem("data-pribadi-nama", Place(path), _facts(titles))


def in_all(
    texts: Mapping[str, str], allowed: Callable[[str, str], bool], found: Mapping[str, Sequence[Hit]] | None = None
) -> Iterator[Problem]:
    """Problems of several text files by path; of those whose values were looked at when they were read, what was
    ``found`` then."""
    for path, text in texts.items():
        hits = (found or {}).get(path)
        yield from problems(in_text(text, path) if hits is None else hits, allowed)


def problems(hits: Iterable[Hit], allowed: Callable[[str, str], bool]) -> Iterator[Problem]:
    """The problem of each hit that is not allowed; beyond a number their count. A file that was not looked through to
    its end says that it was not."""
    count: Counter[bool] = Counter()
    last = ""

    def refused() -> Iterator[Problem]:
        nonlocal last
        for one, place in enough(hits):
            last = place.path
            blocks = personal.blocks(one.kind)
            count[blocks] += 1
            if not allowed(personal.plain(one.value), place.path):
                yield Problem("data-pribadi" if blocks else "data-pribadi-dimuat", place, _facts(one))

    yield from capped(refused())
    if count[True] >= MOST_HITS:
        yield Problem("data-pribadi-banyak", Place(last), {"jumlah": MOST_HITS})


def _facts(found: personal.Found) -> dict[str, str]:
    otherwise = _ELSE_NIK if found.kind == "nik" else _ELSE
    return {
        "jenis": WORDS[found.kind][0],
        "jenis_en": WORDS[found.kind][1],
        "selain": otherwise[0],
        "selain_en": otherwise[1],
        "samar": personal.masked(found),
        "kelompok": found.kind,
    }
