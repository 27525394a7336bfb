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
from terbuka.record.near import near, near_file
from terbuka.record.numerals import with_comma
from terbuka.record.schema import ADVISED_BYTES, UPLOAD_BYTES


def body_problems(records: BodyRecords, corpus: Corpus, opened: Collection[str] = ()) -> Iterator[Problem]:
    """Problems of the core's records; ``opened`` are the documents that records of features lead to."""
    body = records.body
    if body.sample != (body.sample_day is not None):
        yield Problem("hari-contoh", body.place)
    law = corpus.laws.get(body.jurisdiction_id)
    if law is None:
        if corpus.laws:
            facts = {"isi": body.jurisdiction_id, "pilihan": sorted(corpus.laws)}
            yield Problem("aturan-tak-dikenal", body.place, facts)
        return
    yield from _register(records, law, opened)
    yield from _statements(records.statements, law)
    yield from _statements(records.fulfilments, law)
    yield from _emblem(records)
    yield from _large(records)
    yield from _plan(records, law)
    for reply in records.replies:
        if reply.obligation_id not in law.obligations:
            usul = near(reply.obligation_id, law.obligations)
            yield Problem("kewajiban-tak-dikenal", reply.place, {"isi": reply.obligation_id, "usul": usul})
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
            yield Problem("kewajiban-tak-dikenal", promise.place, {**facts, "usul": near(named, law.obligations)})
        elif duty.judged != "sendiri" or duty.nature not in ("terbit", "tersedia"):
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
    name = records.body.emblem
    if name is None:
        return
    document = records.documents.get(name)
    if document is None:
        facts = {"kolom": "lambang", "isi": name, "usul": near_file(name, records.documents), "kelompok": name}
        yield Problem("berkas-tidak-ada", records.body.place, facts)
    elif document.size > LARGEST_EMBLEM:
        sizes = {"ukuran": document.size // 1000, "batas": LARGEST_EMBLEM // 1000}
        yield Problem("lambang-terlalu-besar", records.body.place, {"isi": name, **sizes})


def _register(records: BodyRecords, law: Law, opened: Collection[str]) -> Iterator[Problem]:
    if records.register is None:
        return
    named = set(opened)
    named |= {records.body.emblem} if records.body.emblem else set()
    for entry in records.register:
        named.update(entry.files)
        yield from _entry(entry, records, law)
    for name, document in records.documents.items():
        if name not in named and document.size:
            yield Problem("berkas-yatim", Place(document.path))
    yield from _replacements(records)


def _entry(entry: RegisterEntry, records: BodyRecords, law: Law) -> Iterator[Problem]:
    for column, code, value, usul, choices in _dead_references(entry, records, law):
        facts: dict[str, Any] = {"kolom": column, "isi": value, "usul": usul, "pilihan": choices, "kelompok": value}
        yield Problem(code, records.cell(entry, column), facts)
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


def _dead_references(
    entry: RegisterEntry, records: BodyRecords, law: Law
) -> Iterator[tuple[str, str, str, str, list[str]]]:
    """Column, code of the problem, value, what was probably meant, and what may be written."""
    for name in entry.obligation_ids:
        if name not in law.obligations:
            yield "kewajiban", "kewajiban-tak-dikenal", name, near(name, law.obligations), []
    for name in entry.topic_ids:
        if name not in law.topics:
            yield "topik", "topik-tak-dikenal", name, near(name, law.topics), sorted(law.topics)
    for name in entry.files:
        if name not in records.documents:
            yield "berkas", "berkas-tidak-ada", name, near_file(name, records.documents), []
    page = entry.portal_page
    if page and page not in law.evidence_pages and not routes.reported_year(page):
        pages = [*law.evidence_pages, f"{routes.REPORTS}-<tahun>"]
        yield "halaman_portal", "halaman-tak-dikenal", page, near(page, pages), pages


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


def _statements(statements: Sequence[Statement] | Sequence[Fulfilment], law: Law) -> Iterator[Problem]:
    by_duty: dict[str, list[Statement | Fulfilment]] = {}
    for statement in statements:
        named = statement.obligation_id
        if named not in law.obligations:
            usul = near(named, law.obligations)
            facts: dict[str, Any] = {"kolom": "kewajiban", "isi": named, "usul": usul, "kelompok": named}
            yield Problem("kewajiban-tak-dikenal", statement.place, facts)
        if statement.until < statement.signed_on:
            facts = {"isi": statement.id, "mulai": statement.signed_on, "selesai": statement.until}
            yield Problem("pernyataan-terbalik", statement.place, {**facts, "kelompok": statement.id})
        else:
            by_duty.setdefault(named, []).append(statement)
    for named, same in by_duty.items():
        first, *rest = sorted(same, key=lambda s: (s.signed_on, s.until))
        for statement in rest:
            if statement.signed_on <= first.until:
                facts = {"isi": named, "baris_pertama": first.place.line, "kelompok": statement.id}
                yield Problem("pernyataan-bentrok", statement.place, facts)
            first = max(first, statement, key=lambda s: s.until)
