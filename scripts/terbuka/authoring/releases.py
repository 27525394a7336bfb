"""A release of an open dataset: what came, went and changed since the last one, written down as data.

A shallow clone has no history, so that the state of the last release stands beside the tables: ``rilis/<table>.csv``,
one line a row with its key and the beginning of the SHA-256 of its values. Promises: pure but for ``prepared``, which
reads; a state that is not that of the last release is never compared with; nothing changed is no release.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from terbuka.authoring import editors, specimen
from terbuka.features.open_data.reading import RELEASES, STATES
from terbuka.features.open_data.record import DataTable, OpenDataset
from terbuka.record import canonical
from terbuka.record.schema import Schema
from terbuka.record.tables import as_text
from terbuka.record.text import read_text

#: Keys named a table and kind of change; the counts are of all.
MOST_KEYS = 20
#: Hexadecimal digits of a row's hash: only rows of one key are compared.
_DIGITS = 12
_HEADER = ("kunci", "sidik")


class NoRelease(Exception):
    """Nothing was written; the text says in Indonesian why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One table beside its last release. ``changed`` is None without keys; the keys are all of them, sorted as rows."""

    id: str
    sha256: str
    rows: int
    came: Sequence[str]
    went: Sequence[str]
    changed: Sequence[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A release that is not written yet: its changes, and the texts of its files by path below the root."""

    version: int
    changes: tuple[Change, ...]
    files: Mapping[str, str]


def state(table: DataTable) -> list[tuple[str, str]]:
    """Key and hash of each row, in the order of the file; without key columns the hash stands for the key too."""
    names = [c.name for c in table.spec.columns]
    at = [names.index(name) for name in table.spec.keys]
    made = []
    for row in table.rows:
        cells = [_plain(value) for value in row]
        # The names of the columns count, so that two that changed places are a change.
        told = "\x1e".join(f"{name}\x1f{cell}" for name, cell in zip(names, cells, strict=True))
        mark = hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]
        made.append((" | ".join(cells[p] for p in at) if at else mark, mark))
    return made


def _plain(value: Any) -> str:
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else as_text(value)


def compared(table: DataTable, before: Sequence[tuple[str, str]]) -> Change:
    """What became of the rows of ``table`` since the state ``before``."""
    now = state(table)
    if table.spec.keys:
        old, new = dict(before), dict(now)
        came = [name for name in new if name not in old]
        went = [name for name in old if name not in new]
        changed = [name for name in new if name in old and old[name] != new[name]]
    else:
        many, few = Counter(mark for _, mark in now), Counter(mark for _, mark in before)
        came, went, changed = list((many - few).elements()), list((few - many).elements()), None
    digest = hashlib.sha256(table.text.encode()).hexdigest()
    return Change(id=table.spec.id, sha256=digest, rows=len(now), came=came, went=went, changed=changed)


def prepared(root: Path, base: str, dataset: OpenDataset, schema: Schema, on: date, note: str) -> Prepared:
    """The next release of the dataset in the folder ``base``. Raises ``NoRelease``."""
    last = dataset.releases[-1] if dataset.releases else None
    if last is not None and on < last.on:
        raise NoRelease(f"rilis terakhir bertanggal {last.on}, sesudah {on}; rilis baru tidak dapat mendahuluinya")
    known = {t.id: t for t in last.tables} if last else {}
    changes, files = [], {}
    for name, table in dataset.tables.items():
        before = _state_of(root, f"{base}/{STATES}/{name}.csv", known[name].rows) if name in known else []
        changes.append(compared(table, before))
        rows = (_HEADER, *state(table))
        files[f"{base}/{STATES}/{name}.csv"] = "".join(canonical.row_text(row) for row in rows)
    if last is not None and {c.id: c.sha256 for c in changes} == {t.id: t.sha256 for t in last.tables}:
        raise NoRelease(f"tidak ada yang berubah sejak rilis {last.version} ({last.on}); tidak ada yang ditulis")
    version = last.version + 1 if last else 1
    path = f"{base}/{RELEASES}.yml"
    old = read_text(root, path)[0] if last else None
    text = old or specimen.heading(schema, editors.heading_of(root, path))
    files[path] = specimen.appended(text, _entry(schema, on, version, note, changes))
    return Prepared(version=version, changes=tuple(changes), files=files)


def _state_of(root: Path, path: str, rows: int) -> list[tuple[str, str]]:
    text = read_text(root, path)[0] if (root / path).is_file() else None
    read = list(csv.reader(io.StringIO(text or "", newline="")))
    if not read or tuple(read[0]) != _HEADER or len(read) != rows + 1 or any(len(row) != 2 for row in read):
        raise NoRelease(
            f"{path} tidak ada atau bukan keadaan rilis terakhir ({rows} baris), jadi perubahannya tidak dapat "
            "dihitung; kembalikan berkas itu dari versi sebelumnya"
        )
    return [(row[0], row[1]) for row in read[1:]]


def _entry(schema: Schema, on: date, version: int, note: str, changes: Sequence[Change]) -> str:
    tables = []
    for change in changes:
        made: dict[str, Any] = {
            "kode": change.id,
            "sha256": change.sha256,
            "baris": str(change.rows),
            "masuk": str(len(change.came)),
            "keluar": str(len(change.went)),
        }
        if change.changed is not None:
            made["berubah"] = str(len(change.changed))
            # The first release has every row as new: its keys are those of the table.
            named = {"kunci_masuk": change.came if version > 1 else (), "kunci_keluar": change.went}
            named["kunci_berubah"] = change.changed
            made |= {name: list(keys[:MOST_KEYS]) for name, keys in named.items() if keys}
        tables.append(made)
    values = {"tanggal": str(on), "versi": str(version), **({"catatan": note} if note else {}), "tabel": tables}
    return specimen.record(schema.columns, values, "- ")


def said(made: Prepared, dataset: OpenDataset, on: date) -> str:
    """What the release holds, for the terminal."""
    lines = [f"Rilis {made.version} dari {dataset.id}, {on}:"]
    for change in made.changes:
        told = [f"{len(change.came)} baris masuk", f"{len(change.went)} keluar"]
        told += [f"{len(change.changed)} berubah"] if change.changed is not None else ["tanpa kunci"]
        lines.append(f"  {change.id}: {', '.join(told)}; kini {change.rows} baris")
    return "\n".join([*lines, "Ditulis:", *(f"  {path}" for path in made.files)])
