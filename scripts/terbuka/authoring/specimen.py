"""How a new record is written: an entry of YAML with a comment above each key, or a row of a table.

Promises: the strict reader gives back the very text that was given, whatever signs it holds; every other byte of
the file stays. Knows the shape of a kind and no rule about it: wrong values are written too, for the check to see.
"""

from __future__ import annotations

import io
import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from terbuka.record.schema import Column, Schema

WIDTH = 110
_PLAIN = re.compile(r"[^\W_](.*[^\s:])?|[(+/].*[^\s:]")
#: Other readers of YAML would take these words for something else than text.
_LOOKS_TYPED = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n|[-+]?[0-9][0-9_.,:eE+-]*|[-+]?\.?(inf|nan)|0[xob].*")
_OWN_SHAPE = ("tanggal", "waktu", "bilangan", "ya-tidak", "id")


def entry(schema: Schema, values: Mapping[str, Any], indent: int = 0) -> str:
    """One entry of a list, as lines with their ends.

    ``values`` by key: text; a list of texts; for lists of records a list of mappings, for records a mapping.
    Keys without a value are written as comments when they are optional, and left out when they are required.
    """
    lines: list[str] = []
    lead = "- "
    for column in schema.columns:
        given = column.name in values
        if column.required and not given:
            continue
        lines += _comment(column, "  " if lead == "  " else "")
        if given:
            lines += _key(column, values[column.name], lead)
            lead = "  "
        else:
            lines += _left_out(column, "  " if lead == "  " else "")
    return "".join(f"{' ' * indent}{line}".rstrip(" ") + "\n" for line in lines)


def record(columns: Sequence[Column], values: Mapping[str, Any], lead: str = "") -> str:
    """The keys of one record that have a value, as lines with their ends and without comments; ``lead`` stands before
    the first key, such as ``- `` for an entry of a list."""
    lines: list[str] = []
    for column in columns:
        if column.name in values:
            lines += _key(column, values[column.name], lead if not lines else " " * len(lead))
    return "".join(f"{line}\n" for line in lines)


def scalar(text: str, column: Column, indent: int = 0) -> list[str]:
    """The text as a value of YAML: what follows ``key:`` on its line, and the lines below it.

    ``indent`` is that of the key. Text of one line is plain or in single quotes, long text is folded.
    """
    if "\n" in text:
        return _literal(text, indent) or [json.dumps(text, ensure_ascii=False)]
    words = text.split(" ")
    if len(text) + indent + len(column.name) > WIDTH and all(words) and text.isprintable():
        below = " " * (indent + 2)
        folded = textwrap.wrap(text, WIDTH - len(below), break_long_words=False, break_on_hyphens=False)
        return [">-", *(below + line for line in folded)]
    typed = column.type.removeprefix("daftar-") not in _OWN_SHAPE and _LOOKS_TYPED.fullmatch(text)
    if _PLAIN.fullmatch(text) and text.isprintable() and ": " not in text and " #" not in text and not typed:
        return [text]
    return ["'" + text.replace("'", "''") + "'"]


def _literal(text: str, indent: int) -> list[str]:
    """Several lines as they are; nothing when a block would not give them back."""
    lines = text.split("\n")
    sound = all(line.isprintable() and line == line.rstrip(" ") for line in lines)
    if not sound or not lines[0] or lines[0].startswith(" ") or not lines[-1]:
        return []
    return ["|-", *((" " * (indent + 2) + line) if line else "" for line in lines)]


def _key(column: Column, value: Any, lead: str) -> list[str]:
    """A key with its value; ``lead`` is what stands before the key, the rest is written below it."""
    below = " " * len(lead)
    if isinstance(value, str):
        first, *rest = scalar(value, column, len(below))
        return [f"{lead}{column.name}: {first}", *rest]
    lines = [f"{lead}{column.name}:"]
    if isinstance(value, Mapping) and column.type == "peta":
        return [*lines, *(f"{below}  {_quoted(name)}: {_quoted(text)}" for name, text in value.items())]
    if isinstance(value, Mapping):
        for inner, item in _given(column, value):
            lines += _key(inner, item, below + "  ")
        return lines
    for item in value:
        start = below + "  - "
        if isinstance(item, str):
            first, *rest = scalar(item, column, len(start))
            lines += [start + first, *rest]
            continue
        for inner, text in _given(column, item):
            lines += _key(inner, text, start)
            start = " " * len(start)
    return lines


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _given(column: Column, values: Mapping[str, Any]) -> Iterator[tuple[Column, Any]]:
    return ((inner, values[inner.name]) for inner in column.columns if inner.name in values)


def _comment(column: Column, indent: str) -> list[str]:
    """What a key means, as comments. Office contacts come without an example, which would look like a number."""
    words = [f"{column.title}{'' if column.required else ' (boleh tidak diisi)'}. {column.text}"]
    if column.choices:
        words.append(f"Pilihan: {', '.join(column.choices)}.")
    if column.example is not None and column.privacy is None:
        shown = column.example if isinstance(column.example, str) else "; ".join(column.example)
        words.append(f"Contoh: {shown}")
    mark = f"{indent}# "
    return textwrap.wrap(
        " ".join(" ".join(words).split()),
        WIDTH,
        initial_indent=mark,
        subsequent_indent=mark,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _left_out(column: Column, indent: str) -> list[str]:
    """An optional key that waits behind a ``#``: taken away, what stands there is the key again."""
    lines = [f"{indent}# {column.name}:"]
    lead = "- " if column.type == "daftar" else "  "
    for inner in column.columns:
        lines += [f"{indent}# {line}" for line in _comment(inner, "  " if lead == "- " else "    ")]
        lines.append(f"{indent}#   {lead}{inner.name}:")
        lead = "  "
    return lines


def appended(old: str, made: str) -> str:
    """The text of a list with an entry below all that is there, set apart, with the line ends of the file."""
    end = line_end(old)
    gap = "" if not old else "" if old.endswith(("\n\n", "\n\r\n")) else end if old.endswith("\n") else end * 2
    return old + gap + made.replace("\n", end)


def heading(schema: Schema, modeline: str | None = None) -> str:
    """What a new file of the kind begins with: the line that tells an editor its schema, and what the kind is."""
    about = f"{schema.title}. {schema.text}"
    lines = textwrap.wrap(" ".join(about.split()), WIDTH, initial_indent="# ", subsequent_indent="# ")
    return "\n".join([modeline, *lines] if modeline else lines) + "\n"


def with_line(old: str, row: str, line: int | None) -> str:
    """The text of a table with a row in front of ``line`` (from 1), or at its end, with its line ends."""
    end = line_end(old)
    row = row.replace("\n", end)
    if line is None:
        return old + ("" if old.endswith(("\n", "\r")) else end) + row
    there = lines_of(old)
    return "".join([*there[: line - 1], row, *there[line - 1 :]])


def lines_of(text: str) -> list[str]:
    """The lines with their ends, whatever ends them: LF, CR LF or CR."""
    return io.StringIO(text, newline="").readlines()


def line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def filled_in(text: str, columns: Sequence[Column], values: Mapping[str, Any]) -> str:
    """The specimen of one record with ``values`` in it; keys that it only mentions are brought to life."""
    lines = text.split("\n")
    for column in columns:
        if column.name not in values:
            continue
        value = values[column.name]
        if isinstance(value, Mapping):
            for inner, item in _given(column, value):
                _put(lines, inner, item, "  ")
        else:
            _put(lines, column, value, "")
    return "\n".join(lines)


def _put(lines: list[str], column: Column, value: Any, indent: str) -> None:
    written = _key(column, value, indent)
    marks = (rf"{indent}{column.name}:(?!\S)", rf"{indent}# ?{column.name}:(?!\S)")
    at = next((n for mark in marks for n, line in enumerate(lines) if re.match(mark, line)), None)
    if at is None:
        while lines and not lines[-1]:
            lines.pop()
        lines += [*written, ""]
        return
    last = at + 1
    while last < len(lines) and re.match(rf"(# ?)?{indent} +- ?", lines[last]):
        last += 1
    lines[at:last] = written
