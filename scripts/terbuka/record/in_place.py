"""Changes of a table or a YAML file where it stands: names, one more cell or key, one cell or key become several.

Promises: pure; no other byte changes: quotes, line ends, comments, blanks and a byte-order mark stay as typed.
What cannot be changed so that the rest stays is ``Broken``, with its line; then nothing was changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from terbuka.record.text import line_starts

#: What a cell or key of old becomes: its name and how its new values follow from the old one.
Split = Callable[[str], Sequence[str] | None]
_CELL = re.compile(r'"(?:[^"]|"")*"|(?:[^",\r\n][^,\r\n]*)?')
_END = re.compile(r"\r\n?|\n")
#: Text that YAML reads back as itself, and nobody takes for a number, a day or a yes.
_PLAIN = re.compile(r"[A-Za-z][\w./()-]*(?: [\w./()-]+)*")
_TYPED = re.compile(r"(?i:true|false|yes|no|on|off|y|n|null)")
_MARK = "\ufeff"


class Broken(Exception):
    """A record that cannot be changed in its place; ``line`` from 1, ``reason`` in Indonesian."""

    def __init__(self, line: int, reason: str):
        super().__init__(reason)
        self.line, self.reason = line, reason


# --- tables --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    """One record as it was typed: cells with their quotes, what ends it, its first line."""

    line: int
    cells: list[str]
    end: str

    @property
    def blank(self) -> bool:
        return not any(_plain(cell).strip() for cell in self.cells)


def rename_column(text: str, old: str, new: str) -> str:
    """The header names ``new`` what it called ``old``; a table that does not name it stays."""
    rows, at = _table(text, old)
    if at is not None:
        _free(rows[0], (new,))
        rows[0].cells[at] = _typed(new, rows[0].cells[at])
    return _joined(text, rows)


def split_column(text: str, old: str, new: Sequence[str], split: Split) -> str:
    """The column ``old`` becomes the columns ``new`` in its place; ``split`` gives their values, None: it cannot."""
    rows, at = _table(text, old)
    if at is None:
        return text
    _free(rows[0], [name for name in new if name != old])
    for number, row in enumerate(rows):
        if row.blank and number:
            continue
        value = _plain(row.cells[at])
        parts = new if not number else split(value) if value.strip() else [""] * len(new)
        if parts is None:
            raise Broken(row.line, f"isi kolom {old} tidak dapat dibagi menjadi {' dan '.join(new)}")
        row.cells[at : at + 1] = [_typed(part, row.cells[at]) for part in parts]
    return _joined(text, rows)


def add_column(text: str, name: str, value: str) -> str:
    """A last column with one ``value`` in all rows; a table that has it already stays."""
    rows, at = _table(text, name)
    for number, row in enumerate(rows):
        if at is None and not row.blank:
            row.cells.append(_typed(value if number else name, ""))
    return _joined(text, rows)


def has_rows(text: str) -> bool:
    """Whether the table holds a record below its header."""
    return any(not row.blank for row in _rows(text)[1:])


def columns(text: str) -> list[str]:
    """The names in the header of a table."""
    rows = _rows(text)
    return [_plain(cell) for cell in rows[0].cells] if rows else []


def _table(text: str, name: str) -> tuple[list[_Row], int | None]:
    """The rows, all of the width of the header, and where in it the column stands."""
    rows = _rows(text)
    if not rows:
        raise Broken(1, "berkas kosong")
    width = len(rows[0].cells)
    for row in rows:
        if len(row.cells) != width and not row.blank:
            raise Broken(row.line, f"baris ini memuat {len(row.cells)} sel, padahal judulnya {width}")
    names = [_plain(cell) for cell in rows[0].cells]
    return rows, names.index(name) if name in names else None


def _free(header: _Row, new: Sequence[str]) -> None:
    for name in new:
        if name in [_plain(cell) for cell in header.cells]:
            raise Broken(header.line, f"kolom {name} sudah ada di samping kolom lamanya")


def _rows(text: str) -> list[_Row]:
    rows: list[_Row] = []
    at, line, body = 0, 1, text.removeprefix(_MARK)
    while at < len(body):
        cells, start = [], at
        while True:
            cell = _CELL.match(body, at)
            at = cell.end() if cell else at
            cells.append(cell.group() if cell else "")
            if body[at : at + 1] != ",":
                break
            at += 1
        end = _END.match(body, at)
        if end is None and at < len(body):
            raise Broken(line, "tanda kutip tidak ditutup, atau berdiri di tengah sel")
        rows.append(_Row(line, cells, end.group() if end else ""))
        at = end.end() if end else at
        line += len(_END.findall(body, start, at))
    return rows


def _joined(text: str, rows: Sequence[_Row]) -> str:
    mark = _MARK if text.startswith(_MARK) else ""
    return mark + "".join(",".join(row.cells) + row.end for row in rows)


def _plain(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


def _typed(value: str, like: str) -> str:
    """A cell with quotes where it needs them, or where the one in its place had them."""
    needs = any(sign in value for sign in ',"\r\n') or like.startswith('"')
    return '"' + value.replace('"', '""') + '"' if needs else value


# --- YAML ----------------------------------------------------------------------------------------------------


def rename_key(text: str, path: Sequence[str], new: str) -> str:
    """The key at ``path`` (lists on the way are gone through) is called ``new`` wherever it stands."""
    changes = []
    for mapping in _mappings(text, path[:-1]):
        names = [key.value for key, _ in mapping.value]
        for key, _ in mapping.value:
            if key.value == path[-1]:
                if new in names:
                    raise Broken(key.start_mark.line + 1, f"kunci {new} sudah ada di samping kunci lamanya")
                changes.append((_span(text, key), new))
    return _changed(text, changes)


def split_key(text: str, path: Sequence[str], new: Sequence[str], split: Split) -> str:
    """The key at ``path`` becomes the keys ``new`` in its place, each with its part of the value."""
    changes = []
    for mapping in _mappings(text, path[:-1]):
        for key, value in mapping.value:
            if key.value != path[-1]:
                continue
            line = key.start_mark.line + 1
            one_line = isinstance(value, yaml.ScalarNode) and value.end_mark.line == value.start_mark.line
            parts = split(value.value) if one_line else None
            if parts is None:
                raise Broken(line, f"isi kunci {path[-1]} tidak dapat dibagi menjadi {' dan '.join(new)}")
            pairs = [f"{name}: {_scalar(part)}" for name, part in zip(new, parts, strict=True) if part]
            start, end = _span(text, key)[0], _span(text, value)[1]
            changes.append(((start, end), _between(text, mapping, key).join(pairs)))
    return _changed(text, changes)


def add_key(text: str, path: Sequence[str], value: str) -> str:
    """Each mapping in which ``path`` may stand has it, with ``value`` where it was missing: as a line of its own below
    the last key with a value of one line."""
    changes = []
    for mapping in _mappings(text, path[:-1]):
        if any(key.value == path[-1] for key, _ in mapping.value):
            continue
        simple = [
            (key, held)
            for key, held in mapping.value
            if isinstance(held, yaml.ScalarNode) and held.end_mark.line == key.start_mark.line
        ]
        if not simple:
            raise Broken(mapping.start_mark.line + 1, f"tidak ada tempat untuk kunci {path[-1]} di catatan ini")
        key, held = simple[-1]
        end = _span(text, held)[1]
        changes.append(((end, end), f"{_between(text, mapping, key)}{path[-1]}: {_scalar(value)}"))
    return _changed(text, changes, beyond_comments=True)


def has_mappings(text: str, path: Sequence[str]) -> bool:
    """Whether a key at ``path`` could stand anywhere, and is missing there."""
    return any(path[-1] not in [key.value for key, _ in mapping.value] for mapping in _mappings(text, path[:-1]))


def _mappings(text: str, path: Sequence[str]) -> Iterator[Any]:
    try:
        tree = yaml.compose(text.removeprefix(_MARK), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Broken(mark.line + 1 if mark else 1, "tidak terbaca sebagai YAML") from None
    except yaml.YAMLError:
        raise Broken(1, "tidak terbaca sebagai YAML") from None
    yield from _below(tree, path)


def _below(node: Any, path: Sequence[str]) -> Iterator[Any]:
    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _below(entry, path)
    elif isinstance(node, yaml.MappingNode):
        if not path:
            yield node
        for key, value in node.value if path else ():
            if key.value == path[0]:
                yield from _below(value, path[1:])


def _span(text: str, node: Any) -> tuple[int, int]:
    """Where a node stands in the text as it was typed."""
    starts, shift = line_starts(text.removeprefix(_MARK)), len(text) - len(text.removeprefix(_MARK))
    first, last = node.start_mark, node.end_mark
    return starts[first.line] + first.column + shift, starts[last.line] + last.column + shift


def _between(text: str, mapping: Any, key: Any) -> str:
    """What stands between two keys of the mapping: a comma, or a new line as deep as the key."""
    if mapping.flow_style:
        return ", "
    end = _END.search(text)
    depth: int = key.start_mark.column
    return (end.group() if end else "\n") + " " * depth


def _scalar(value: str) -> str:
    sure = _PLAIN.fullmatch(value) and not _TYPED.fullmatch(value)
    return value if sure else "'" + value.replace("'", "''") + "'"


def _changed(text: str, changes: Sequence[tuple[tuple[int, int], str]], *, beyond_comments: bool = False) -> str:
    for (start, end), new in sorted(changes, reverse=True):
        if beyond_comments and new[:1] in "\r\n":
            rest = _END.search(text, end)
            end_of_line = rest.start() if rest else len(text)
            text = text[:end_of_line] + new + text[end_of_line:]
        else:
            text = text[:start] + new + text[end:]
    return text
