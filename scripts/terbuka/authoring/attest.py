"""Writes down that one entry was looked at and is still true: ``terbuka attest``.

Promises: one entry a call, so that nobody ticks a whole register at once; only the three cells of the
confirmation change, every other byte of the file stays; nothing is written unless the result reads well.
A touched file is not fresh and an untouched one is not stale: what counts is that somebody looked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from terbuka.base import personal
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import REGISTER, RegisterEntry
from terbuka.duties.records import BodyRecords
from terbuka.record import canonical, tables

COLUMNS = ("dikonfirmasi_pada", "dikonfirmasi_oleh", "yang_diperiksa")
SHORTEST = 10


class CannotAttest(Exception):
    """Nothing was written; the text says in Indonesian why, and what to do."""


@dataclass(frozen=True, slots=True)
class Attested:
    """What was written: the entry as it was, the file, and the three new values."""

    entry: RegisterEntry
    path: str
    on: date
    by: str
    checked: str


def attest(
    root: Path,
    corpus: Corpus,
    entry_id: str,
    *,
    by: str,
    checked: str,
    on: date | None,
    days: Mapping[str, date],
    body_id: str | None,
) -> Attested:
    """Set the confirmation of one entry in the register's file.

    ``days`` is today at each body (a sample's own day): the day taken without ``on``, and the latest allowed.
    Raises ``CannotAttest``; then the file is untouched.
    """
    records, entry = _find(corpus, entry_id, body_id)
    today = days[records.body.id]
    on = on or today
    _fit(by, checked, entry, on, today)
    path = f"datasets/badan/{records.body.id}/{REGISTER}.csv"
    if lacking := [c for c in COLUMNS if c not in records.headers[REGISTER]]:
        raise CannotAttest(f"kolom {', '.join(lacking)} belum ada di {path}; tambahkan dulu di baris pertama")
    file = root / path
    data = file.read_bytes()
    changed = _with_cells(
        data, entry, records.headers[REGISTER], dict(zip(COLUMNS, (on.isoformat(), by, checked), strict=True))
    )
    _, problems = tables.read(changed.decode("utf-8-sig"), corpus.schemas[REGISTER], path)
    if problems:
        raise CannotAttest(f"hasilnya tidak akan terbaca: {problems[0].sentence('temuan')}")
    canonical.write(file, changed)
    return Attested(entry, path, on, by, checked)


def _find(corpus: Corpus, entry_id: str, body_id: str | None) -> tuple[BodyRecords, RegisterEntry]:
    if body_id is not None and body_id not in corpus.bodies:
        raise CannotAttest(f"badan “{body_id}” tidak ada; yang ada: {', '.join(corpus.bodies)}")
    found = [
        (records, entry)
        for name, records in corpus.bodies.items()
        if body_id in (None, name)
        for entry in records.register or ()
        if entry.id == entry_id
    ]
    if not found:
        raise CannotAttest(f"entri “{entry_id}” tidak ada; lihat kolom id di daftar-informasi-publik.csv")
    if len(found) > 1:
        names = ", ".join(records.body.id for records, _ in found)
        raise CannotAttest(f"entri “{entry_id}” ada di beberapa badan ({names}); pilih dengan --body")
    return found[0]


def _fit(by: str, checked: str, entry: RegisterEntry, on: date, today: date) -> None:
    if not by.strip() or not checked.strip() or not (by + checked).isprintable():
        raise CannotAttest("isi --by dengan jabatan dan --checked dengan apa yang dibandingkan, satu baris saja")
    if len(checked.strip()) < SHORTEST:
        raise CannotAttest(
            "--checked terlalu pendek; sebut apa yang dibandingkan dengan apa, "
            "misalnya “alamat dan struktur dicocokkan dengan Pergub”"
        )
    if any(True for _ in personal.find(f"{by} {checked}")):
        raise CannotAttest("ada yang tampak seperti data pribadi; tulis jabatan saja, tanpa nomor atau alamat pos-el")
    if on > today:
        raise CannotAttest(f"{on} belum tiba; konfirmasi hanya untuk hari pemeriksaan yang sudah terjadi")
    if entry.confirmed_on is not None and on < entry.confirmed_on:
        raise CannotAttest(f"entri ini sudah dikonfirmasi pada {entry.confirmed_on}, sesudah {on}")


def _with_cells(data: bytes, entry: RegisterEntry, header: tuple[str, ...], values: dict[str, str]) -> bytes:
    """The file with some cells of one record changed; all other bytes as they were."""
    lines = list(io.StringIO(data.decode("utf-8"), newline=""))
    first = entry.place.line - 1
    reader = csv.reader(lines[first:], strict=True)
    cells = next(reader)
    last = first + reader.line_num
    for name, value in values.items():
        cells[header.index(name)] = value
    ending = lines[last - 1][len(lines[last - 1].rstrip("\r\n")) :]
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return "".join([*lines[:first], out.getvalue() + ending, *lines[last:]]).encode()
