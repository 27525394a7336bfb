"""Contradictions within the registers of the information service, and between them.

Promises: pure and without a clock: an order of days that is impossible by any reading of the law is a problem with
both cells named; being late is not. A day that no calendar covers is left to the judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.features.service.record import REGISTERS, Dispute, Objection, Request, ServiceRecord
from terbuka.law.clocks import Clockwork, Due
from terbuka.law.deadlines import Deadline
from terbuka.law.law import Law
from terbuka.law.sentences import ObjectionGround
from terbuka.record.fields import fields_by_column
from terbuka.record.schema import Schema

#: Columns that are filled together: (filled, pair) for every row with the first one filled.
_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "permohonan": (
        ("putusan", "dijawab_pada"),
        ("dijawab_pada", "putusan"),
        ("diperpanjang_pada", "alasan_perpanjangan"),
        ("alasan_perpanjangan", "diperpanjang_pada"),
        ("subjek", "subjek_disetujui_oleh"),
    ),
    "keberatan": (("putusan_atasan", "ditanggapi_pada"), ("ditanggapi_pada", "putusan_atasan")),
    "sengketa": (("putusan", "diputus_pada"), ("diputus_pada", "putusan")),
    "pengaduan": (
        ("hasil", "diputus_pada"),
        ("diputus_pada", "hasil"),
        ("tindak_lanjut", "diputus_pada"),
        ("ringkasan", "diputus_pada"),
        ("ringkasan", "ringkasan_disetujui_oleh"),
    ),
}
#: The role of the clock of an answer.
_ANSWER = "tenggat-jawab"
_REFUSED = "ditolak"


def service_problems(records: BodyRecords, law: Law, corpus: Corpus) -> Iterator[Problem]:
    """All contradictions of the registers that could be read."""
    for register, cls in REGISTERS.items():
        rows = records.every(cls)
        if rows:
            yield from _rows(register, rows, records, corpus.schemas[register])
            yield from _exposed(register, rows, records, corpus.schemas[register])
    work = Clockwork(law, records.body)
    yield from _requests(records, work)
    yield from _objections(records, law, work)
    yield from _disputes(records)


_FIELDS: dict[type, dict[str, str]] = {cls: fields_by_column(cls) for cls in REGISTERS.values()}


def _getter(record: ServiceRecord, column: str) -> Any:
    return attrgetter(_FIELDS[type(record)][column])


def _value(record: ServiceRecord, column: str) -> Any:
    return getattr(record, _FIELDS[type(record)][column])


# --- one row at a time ------------------------------------------------------------------------------------


def _rows(register: str, rows: Sequence[ServiceRecord], records: BodyRecords, schema: Schema) -> Iterator[Problem]:
    orders = [
        (later.name, _getter(rows[0], later.name), earlier, _getter(rows[0], earlier))
        for later in schema.columns
        for earlier in later.not_before
    ]
    pairs = [(f, _getter(rows[0], f), p, _getter(rows[0], p)) for f, p in _PAIRS[register]]
    numbers: dict[str, ServiceRecord] = {}
    for row in rows:
        said: set[str] = set()
        for later, get_later, earlier, get_earlier in orders:
            after, before = get_later(row), get_earlier(row)
            if after is not None and before is not None and after < before and later not in said:
                said.add(later)
                yield _order(records, row, later, row, earlier)
        for filled, get_filled, pair, get_pair in pairs:
            if get_filled(row) is not None and get_pair(row) is None:
                facts = {"kolom": filled, "pasangan": pair, "kelompok": f"{filled} {pair}"}
                yield Problem("pasangan-kurang", records.cell(row, filled), facts)
        if row.number is not None:
            first = numbers.setdefault(row.number, row)
            if first is not row:
                facts = {"isi": row.number, "kolom": "nomor", "kode": row.id, "kode_lain": first.id}
                facts |= {"sel_lain": records.cell(first, "nomor").cell, "kelompok": row.number}
                yield Problem("nomor-ganda", records.cell(row, "nomor"), facts)


def _order(records: BodyRecords, row: ServiceRecord, column: str, other: ServiceRecord, other_column: str) -> Problem:
    """A day that lies before one that it must follow; ``other`` may stand in another register."""
    place, first = records.cell(row, column), records.cell(other, other_column)
    facts = {
        "kode": row.id,
        "kolom": column,
        "isi": _value(row, column),
        "kolom_lain": other_column,
        "isi_lain": _value(other, other_column),
        "sel_lain": first.cell if first.path == place.path else f"{first.cell} {first.path.rsplit('/', 1)[-1]}",
    }
    return Problem("urutan-tanggal", place, facts)


def _exposed(register: str, rows: Sequence[ServiceRecord], records: BodyRecords, schema: Schema) -> Iterator[Problem]:
    """A note when the repository itself can be read by all, and holds what the portal would not publish whole."""
    if records.body.repository != "terbuka":
        return
    hidden = (c.name for c in schema.columns if c.published != "utuh")
    held = [name for name in hidden if any(_value(row, name) is not None for row in rows)]
    if held:
        facts = {"register": schema.title, "kolom": held, "kelompok": register}
        yield Problem("register-terbuka", rows[0].place, facts)


# --- requests ---------------------------------------------------------------------------------------------


def _requests(records: BodyRecords, work: Clockwork) -> Iterator[Problem]:
    for row in records.rows(Request) or ():
        if row.decision == _REFUSED and not row.refusal_ids:
            facts = {"kolom": "putusan", "pasangan": "alasan_tolak", "kelompok": "putusan alasan_tolak"}
            yield Problem("pasangan-kurang", records.cell(row, "putusan"), facts)
        if row.subject is not None and row.answered_on is None and row.withdrawn_on is None:
            yield Problem("subjek-terlalu-awal", records.cell(row, "subjek"), {"kode": row.id, "kolom": "subjek"})
        yield from _extension(row, records, work)


def _days(row: Request) -> dict[str, date | None]:
    """The days of a request by column: which of them starts or extends a clock is said by the law data."""
    return {column: getattr(row, name) for column, name in _FIELDS[Request].items() if column.endswith("_pada")}


def _unextended(row: Request, answer: Deadline, work: Clockwork) -> tuple[Due | None, ...]:
    days = {**_days(row), "diperpanjang_pada": None}
    return work.all_due(answer, days, date.max)


def _extension(row: Request, records: BodyRecords, work: Clockwork) -> Iterator[Problem]:
    """An extension after the last day that any law gives for the answer extends nothing (UU 14/2008 Pasal 22 (8))."""
    answer = work.clock(_ANSWER)
    if row.extended_on is None or answer is None:
        return
    dues = _unextended(row, answer, work)
    if not dues or None in dues:
        return
    last = max((d for d in dues if d is not None), key=lambda d: d.count.due_on)
    if row.extended_on > last.count.due_on:
        start = next(s.column for s in answer.starts if _value(row, s.column) == last.count.start)
        facts = {
            "kode": row.id,
            "kolom": "diperpanjang_pada",
            "isi": row.extended_on,
            "batas": last.count.due_on,
            "lama": last.days,
            "kolom_lain": start,
            "isi_lain": last.count.start,
            "sel_lain": records.cell(row, start).cell,
            "pasal": "; ".join(last.articles),
        }
        yield Problem("perpanjangan-terlambat", records.cell(row, "diperpanjang_pada"), facts)


# --- objections -------------------------------------------------------------------------------------------


def _objections(records: BodyRecords, law: Law, work: Clockwork) -> Iterator[Problem]:
    requests = {r.id: r for r in records.rows(Request) or ()}
    for row in records.rows(Objection) or ():
        grounds = [law.grounds[name] for name in row.ground_ids if name in law.grounds]
        if row.request_id is None:
            needing = [g.id for g in grounds if not g.needs_no_number]
            if needing:
                facts: dict[str, Any] = {"kode": row.id, "kolom": "id_permohonan", "alasan": needing}
                yield Problem("keberatan-tanpa-permohonan", records.cell(row, "id_permohonan"), facts)
            continue
        request = requests.get(row.request_id)
        if request is None:
            continue
        if row.received_on < request.received_on:
            yield _order(records, row, "diterima_pada", request, "diterima_pada")
        elif len(grounds) == len(row.ground_ids):
            yield from _before_any_ground(row, request, grounds, records, work)


def _before_any_ground(
    row: Objection,
    request: Request,
    grounds: Iterable[ObjectionGround],
    records: BodyRecords,
    work: Clockwork,
) -> Iterator[Problem]:
    """An objection that came before each of its grounds could have arisen (UU 14/2008 Pasal 35-36)."""
    waiting: list[tuple[str, date | None, str]] = []
    for ground in grounds:
        if ground.arises == "jawaban" and (request.answered_on is None or row.received_on < request.answered_on):
            waiting.append((ground.id, request.answered_on, "dijawab_pada"))
        elif ground.arises == "lewat-batas":
            deadline = work.clock(_ANSWER)
            dues = work.all_due(deadline, _days(request), row.received_on) if deadline else ()
            if not dues or None in dues:
                return
            first = min(d.count.due_on for d in dues if d is not None)
            if row.received_on > first:
                return
            waiting.append((ground.id, first, "diterima_pada"))
        else:
            return
    if not waiting:
        return
    _, day, column = min(waiting, key=lambda w: w[1] or date.max)
    other = records.cell(request, column)
    facts = {
        "kode": row.id,
        "kolom": "diterima_pada",
        "isi": row.received_on,
        "alasan": [name for name, _, _ in waiting],
        "permohonan": request.id,
        "keadaan": _STATES[column].format(hari=day) if day else _UNANSWERED,
        "keadaan_en": _STATES_EN[column].format(hari=day) if day else _UNANSWERED_EN,
        "sel_lain": f"{other.cell or other.line} {other.path.rsplit('/', 1)[-1]}",
    }
    yield Problem("keberatan-terlalu-awal", records.cell(row, "diterima_pada"), facts)


_STATES: Mapping[str, str] = {
    "dijawab_pada": "permohonan itu baru dijawab {hari}",
    "diterima_pada": "batas waktu jawabannya baru habis {hari}",
}
_STATES_EN: Mapping[str, str] = {
    "dijawab_pada": "that request was answered on {hari} only",
    "diterima_pada": "the time for its answer ended on {hari} only",
}
_UNANSWERED = "permohonan itu belum dijawab"
_UNANSWERED_EN = "that request has no answer yet"


# --- disputes ---------------------------------------------------------------------------------------------


def _disputes(records: BodyRecords) -> Iterator[Problem]:
    objections = {o.id: o for o in records.every(Objection)}
    for row in records.rows(Dispute) or ():
        objection = objections.get(row.objection_id)
        if objection is not None and row.received_on < objection.received_on:
            yield _order(records, row, "diterima_pada", objection, "diterima_pada")
