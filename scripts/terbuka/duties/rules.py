"""Contradictions within the records of one body, and with the law that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any

from terbuka.base.problem import Place, Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import Fulfilment, RegisterEntry, Statement
from terbuka.duties.records import BodyRecords
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.record.numerals import with_comma
from terbuka.record.schema import ADVISED_BYTES, UPLOAD_BYTES


def body_problems(records: BodyRecords, corpus: Corpus, opened: Collection[str] = ()) -> Iterator[Problem]:
    """Problems of the core's records; ``opened`` are the documents that records of features lead to."""
    body = records.body
    if body.sample != (body.sample_day is not None):
        yield Problem("hari-contoh", body.place)
    law = corpus.laws.get(body.jurisdiction_id)
    if law is None:
        return
    yield from _register(records, opened)
    yield from _statements(records.statements)
    yield from _statements(records.fulfilments)
    yield from _emblem(records)
    yield from _large(records)
    yield from _plan(records, law)
    for reply in records.replies:
        if reply.planned_on is not None and reply.planned_on < reply.written_on:
            days = {"rencana": reply.planned_on, "tanggal": reply.written_on}
            yield Problem("rencana-terbalik", reply.place, {"isi": reply.obligation_id, **days})


def _plan(records: BodyRecords, law: Law) -> Iterator[Problem]:
    """A promise is of a duty that is judged by itself, and for a day within the time of starting up."""
    last = records.body.pilot_until
    for promise in records.plan or ():
        named = promise.obligation_id
        duty = law.obligations.get(named)
        facts: dict[str, Any] = {"kolom": "kewajiban", "isi": named, "kelompok": named}
        if duty is None:
            continue
        if duty.judged != "sendiri" or duty.nature not in ("terbit", "tersedia"):
            yield Problem("rencana-tak-dinilai", promise.place, {**facts, "payung": duty.umbrella_id or "-"})
        elif last is not None and promise.due_on > last:
            yield Problem(
                "rencana-sesudah-rintisan", promise.place, {**facts, "rencana": promise.due_on, "akhir": last}
            )


def _large(records: BodyRecords) -> Iterator[Problem]:
    """Files that are published all the same, and that many people or the office itself cannot open or send."""
    for document in records.documents.values():
        yield from large(document.path, document.size, ADVISED_BYTES)


def large(path: str, size: int, most: int) -> Iterator[Problem]:
    """A note about a file of more than ``most`` bytes."""
    if size > most:
        mega = f"{Decimal(size) / 1_000_000:.1f}"
        sizes = {"ukuran_mb": with_comma(mega), "ukuran_mb_en": mega, "batas_mb": most // 1_000_000}
        code = "berkas-besar-unggah" if size > UPLOAD_BYTES else "berkas-besar"
        yield Problem(code, Place(path), {**sizes, "unggah_mb": UPLOAD_BYTES // 1_000_000})


#: The largest emblem, in bytes: it stands on every page.
LARGEST_EMBLEM = 30_000


def _emblem(records: BodyRecords) -> Iterator[Problem]:
    document = records.documents.get(records.body.emblem or "")
    if document is not None and document.size > LARGEST_EMBLEM:
        sizes = {"ukuran": document.size // 1000, "batas": LARGEST_EMBLEM // 1000}
        yield Problem("lambang-terlalu-besar", records.body.place, {"isi": document.name, **sizes})


def _register(records: BodyRecords, opened: Collection[str]) -> Iterator[Problem]:
    if records.register is None:
        return
    named = set(opened)
    named |= {records.body.emblem} if records.body.emblem else set()
    for entry in records.register:
        named.update(entry.files)
        yield from _entry(entry, records)
    for name, document in records.documents.items():
        if name not in named and document.size:
            yield Problem("berkas-yatim", Place(document.path))
    yield from _replacements(records)


def _entry(entry: RegisterEntry, records: BodyRecords) -> Iterator[Problem]:
    if routes.FURTHER_PAGE.fullmatch(entry.id):
        yield Problem("kode-terlarang", records.cell(entry, "id"), {"kolom": "id", "isi": entry.id})
    if entry.period_from and entry.period_until and entry.period_until < entry.period_from:
        start = records.cell(entry, "periode_mulai").cell
        facts = {"mulai": entry.period_from, "selesai": entry.period_until, "sel_lain": start}
        yield Problem("periode-terbalik", records.cell(entry, "periode_selesai"), facts)
    pairs: tuple[tuple[str, object, str, object], ...] = (
        ("keputusan_dip", entry.decision, "tanggal_keputusan_dip", entry.decision_on),
        ("tanggal_keputusan_dip", entry.decision_on, "keputusan_dip", entry.decision),
        ("tautan_diperiksa", entry.link_checked_on, "tautan", entry.link),
    )
    for filled, there, pair, other in pairs:
        if there and not other:
            yield Problem("pasangan-kurang", records.cell(entry, filled), {"kolom": filled, "pasangan": pair})


def _replacements(records: BodyRecords) -> Iterator[Problem]:
    """Entries that replace themselves in the end; each entry is walked over once."""
    before = {e.id: e.replaces_id for e in records.register or ()}
    done: set[str] = set()
    circular: set[str] = set()
    for start in before:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done and here not in path:
            path[here] = None
            here = before.get(here)
        if here in path:
            walked = list(path)
            circular.update(walked[walked.index(str(here)) :])
        done.update(path)
    for entry in records.register or ():
        if entry.id in circular:
            place = records.cell(entry, "menggantikan")
            yield Problem("pengganti-melingkar", place, {"isi": entry.id, "kelompok": entry.id})


def _statements(statements: Sequence[Statement] | Sequence[Fulfilment]) -> Iterator[Problem]:
    by_duty: dict[str, list[Statement | Fulfilment]] = {}
    for statement in statements:
        if statement.until < statement.signed_on:
            facts = {"isi": statement.id, "mulai": statement.signed_on, "selesai": statement.until}
            yield Problem("pernyataan-terbalik", statement.place, {**facts, "kelompok": statement.id})
        else:
            by_duty.setdefault(statement.obligation_id, []).append(statement)
    for named, same in by_duty.items():
        first, *rest = sorted(same, key=lambda s: (s.signed_on, s.until))
        for statement in rest:
            if statement.signed_on <= first.until:
                facts = {"isi": named, "baris_pertama": first.place.line, "kelompok": statement.id}
                yield Problem("pernyataan-bentrok", statement.place, facts)
            first = max(first, statement, key=lambda s: s.until)
