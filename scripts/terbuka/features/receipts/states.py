"""What the holder of a receipt may see of the own case, sealed with the key of the receipt; and the page for it.

Promises: the site holds a fingerprint and sealed bytes of one length for each receipt, and nothing else: no number, no
public code, no day. Due days are those of ``clocks``, by which the office is judged; steps those of ``rights``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from terbuka.base.page import File, Page
from terbuka.features.receipts import codes as receipt_code
from terbuka.features.receipts.record import RECEIPT_REGISTERS, Receipt
from terbuka.features.service.record import REGISTERS, Case, Objection, Request, Service, Timeliness
from terbuka.features.service.view import KEPT, STAGES
from terbuka.kit.portal import Portal, View
from terbuka.kit.public import Parameter, PublicFile
from terbuka.kit.shape import Schemas, Shape, by, flag, key, record, text
from terbuka.kit.view import BodyView
from terbuka.law import rights, routes
from terbuka.law.clocks import Clockwork
from terbuka.record.fields import fields_by_column

#: Days that the holder is shown: name in the sealed state -> column of the register.
_DAYS = {
    "permohonan": {
        "diterima": "diterima_pada",
        "dicatat": "dicatat_pada",
        "kurang": "diminta_perbaikan_pada",
        "kurang_diterima": "surat_kurang_diterima_pada",
        "dilengkapi": "diperbaiki_pada",
        "lengkap": "dinyatakan_lengkap_pada",
        "diperpanjang": "diperpanjang_pada",
        "dijawab": "dijawab_pada",
        "diberikan": "diberikan_pada",
        "dicabut": "dicabut_pada",
    },
    "keberatan": {
        "diterima": "diterima_pada",
        "dicatat": "dicatat_pada",
        "dijawab": "ditanggapi_pada",
        "dicabut": "dicabut_pada",
    },
}
#: The step that the holder has after the office's answer, or its silence, and the days of the state by the names
#: that ``rights`` has for them.
_NEXT = {
    "permohonan": (
        "keberatan",
        {name: name for name in ("diterima", "lengkap", "diperpanjang", "dijawab")} | {"dicatat": "tercatat"},
    ),
    "keberatan": ("sengketa", {"diterima": "keberatan", "dicatat": "dicatat", "dijawab": "ditanggapi"}),
}
#: The role of the clock within which a request is completed.
_REPAIR = "tenggat-perbaikan"
#: A code that anyone may try, of a made-up office only.
SAMPLE_CODE = receipt_code.with_check("C0NT0HC0NT0HC0NT0HC")


class StatusPage(View, template="cek-status.html"):
    gives_receipts: bool
    labels: Mapping[str, Mapping[str, str]]
    grounds: Mapping[str, str]
    try_it: str


def pages(portal: Portal, b: BodyView) -> Iterator[Page | File]:
    """The page of one body, and a small file for each first two digits of its fingerprints."""
    receipts = b.assessed.records.rows(Receipt)
    known = {receipt.fingerprint for receipt in receipts or ()}
    try_it = b.body.sample and receipt_code.fingerprint(b.id, SAMPLE_CODE) in known
    yield portal.body_page(
        b,
        StatusPage(
            gives_receipts=receipts is not None,
            labels=_labels(b) if receipts is not None else {},
            grounds={g.event: g.id for g in b.law.grounds.values() if g.event},
            try_it=receipt_code.grouped(SAMPLE_CODE) if try_it else "",
        ),
        routes.body_page(b.id, "cek-status"),
        "Cek status permohonan",
        f"Lihat sampai mana permohonan Anda kepada {b.body.name}, dengan kode di tanda terima.",
        section="layanan",
        assets=("layanan.css", "bersama.js", "cek-status.js"),
    )
    yield from _buckets(b)


def _labels(b: BodyView) -> Mapping[str, Mapping[str, str]]:
    schemas = b.corpus.schemas
    return {
        "tahap": {stage.value: title for stage, title in STAGES.items()},
        "waktu": {kept.value: title for kept, title in KEPT.items()},
        "putusan": schemas["permohonan"].column("putusan").choices,
        "putusan_atasan": schemas["keberatan"].column("putusan_atasan").choices,
        "topik": {t.id: t.title for t in b.law.topics.values()},
    }


def _buckets(b: BodyView) -> Iterator[File]:
    kept = b.assessed.get(Service).cases
    cases = {(register, c.record.id): c for register in RECEIPT_REGISTERS for c in kept.get(register, ())}
    work = Clockwork(b.law, b.body)
    asked = {r.id: r.received_on for r in b.assessed.records.rows(Request) or ()}
    buckets: dict[str, dict[str, str]] = defaultdict(dict)
    for receipt in b.assessed.records.rows(Receipt) or ():
        case = cases.get((receipt.register, receipt.case_id))
        if case is not None:
            sealed = receipt_code.seal(receipt.key, state(b, case, work, asked))
            buckets[routes.bucket(receipt.fingerprint)][receipt.fingerprint] = sealed
    shape = _sealed_states(b.corpus.schemas)
    for name, sealed_states in sorted(buckets.items()):
        document = shape.write(_Bucket(b, sealed_states))
        yield File(path=routes.status_bucket(b.id, name), content=(json.dumps(document, indent=0) + "\n").encode())


class _Bucket(NamedTuple):
    b: BodyView
    sealed: Mapping[str, str]


def _sealed_states(_schemas: Schemas) -> Shape[_Bucket]:
    """The state of each case can only be read with the code on its receipt."""
    sealed = text("Keadaan perkara, tersegel; hanya terbaca dengan kode pada tanda terimanya.")
    return record(
        "Tanda terima yang sidik kodenya diawali dua angka yang sama.",
        key("badan", lambda bucket: bucket.b.id, text("Kode badan.")),
        key("contoh", lambda bucket: bucket.b.body.sample, flag("Apakah badan ini karangan.")),
        key("isi", lambda bucket: dict(sorted(bucket.sealed.items())),
            by("Menurut sidik (SHA-256) kode tanda terima.", sealed)),
    )  # fmt: skip


#: What is said of this file in the description of the API.
PUBLIC = (
    PublicFile(
        "{badan}/status/{sidik}.json",
        "Keadaan tersegel menurut tanda terima",
        _sealed_states,
        (Parameter("sidik", "Dua angka pertama sidik tanda terima.", "[0-9a-f]{2}", listed=False),),
    ),
)


def state(b: BodyView, case: Case, work: Clockwork, asked: Mapping[str, date]) -> dict[str, Any]:
    """What is sealed, without what is not known; days are ISO text. ``asked`` are the days of requests by code.

    ``batas`` is the office's day (the earliest), ``batas_akhir`` the later one by another reading, ``semula`` the
    office's day before a day off that was decreed later; ``lengkapi`` the last day to complete an incomplete
    request, ``anggapan`` where it counts from a day that stands for the receipt of the letter; ``batas_pasti`` the
    last day that the office's can have been where it cannot be counted; ``aman`` the days on which the next step is
    safe, the first of them empty when it is open already, ``akhir`` the last day by event where they differ, and
    ``lain`` where a further term cannot be counted.
    """
    record = case.record
    named = fields_by_column(REGISTERS[case.register])
    made: dict[str, Any] = {
        "register": case.register,
        "pada": b.on,
        "tahap": case.stage.value,
        "waktu": case.timeliness.value if case.timeliness else None,
    }
    for name, column in _DAYS[case.register].items():
        day = getattr(record, named[column])
        made[name] = day if day is not None and day <= b.on else None
    if isinstance(record, Request):
        made["topik"] = record.topic_id[:80]
        made["putusan"] = record.decision if not case.stage.is_open else None
    elif isinstance(record, Objection):
        made["putusan"] = record.decision if not case.stage.is_open else None
        made["permohonan"] = asked.get(record.request_id or "")
    made |= _clocks(b, case, made, work)
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in made.items() if v not in (None, False)}


def _clocks(b: BodyView, case: Case, days: Mapping[str, Any], work: Clockwork) -> dict[str, Any]:
    made: dict[str, Any] = {}
    main = b.main_deadline(case.register)
    if main is None or not main.starts or days["dicabut"]:
        return made
    columns = {column: days[name] for name, column in _DAYS[case.register].items()}
    dues = work.all_due(main, columns, b.on)
    known = [due for due in dues if due is not None]
    if known and len(known) == len(dues):
        first = min(known, key=lambda due: due.count.due_on)
        last = max(due.count.due_on for due in known)
        made["batas"] = first.count.due_on
        made["batas_akhir"] = last if last > first.count.due_on else None
        made["semula"] = first.moved_from
        made["perkiraan"] = first.count.estimated
    for clock in case.running:
        if clock.deadline.role == _REPAIR:
            made["lengkapi"] = clock.due_on
            made["anggapan"] = clock.assumed
        if clock.deadline.main and clock.by_bound:
            made["batas_pasti"] = clock.due_on
    # Before repair nobody can say from when the Perki counts; what is late is late by the Act already.
    if not case.stage.lacks_papers or case.timeliness is Timeliness.LATE:
        made |= _next_step(case, days, b.on, work)
    return made


def _next_step(case: Case, days: Mapping[str, Any], on: date, work: Clockwork) -> dict[str, Any]:
    """First and last safe day of what the holder may do next (Perki 1/2021 Pasal 41; UU 14/2008 Pasal 36-37), and
    the last day for each event where they differ."""
    step, names = _NEXT[case.register]
    own = {name: days.get(key) for key, name in names.items()}
    whole = rights.terms(work, step, own)
    # A term that cannot be counted hides none that can; while it may live, nothing is said to have ended.
    found = [term for term in whole if term.last is not None and term.opens is not None]
    ends = {term.event: term.last for term in found if term.last is not None}
    advised = rights.advised(found, on)
    if not found or (advised is None and len(found) < len(whole)):
        return {}
    last = advised or max(ends.values())
    opens = "" if days["dijawab"] else min(term.opens for term in found if term.opens is not None).isoformat()
    if opens > last.isoformat():
        return {}
    made: dict[str, Any] = {"aman": [opens, last.isoformat()], "lain": len(found) < len(whole)}
    if len(set(ends.values())) > 1:
        # An answer that came late ends with the answer itself.
        made["akhir"] = {event: end.isoformat() for event, end in ends.items() if not event.endswith("-terlambat")}
    return made
