"""Contradictions between bodies: who stands below whom, and what is met through another one."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import Fulfilment
from terbuka.duties.records import BodyRecords
from terbuka.law.body import Body
from terbuka.law.law import Law
from terbuka.record.near import near


def family_problems(corpus: Corpus) -> Iterator[Problem]:
    """All that is wrong between the bodies of one portal."""
    for records in corpus.bodies.values():
        yield from _above(records.body, corpus)
        law = corpus.laws.get(records.body.jurisdiction_id)
        if law is not None:
            for record in records.fulfilments or ():
                yield from _fulfilment(record, records, law, corpus)
    yield from _twins(corpus)


def _above(body: Body, corpus: Corpus) -> Iterator[Problem]:
    """The parent is there, is a public body of the same sort, and no body stands above itself."""
    if body.parent_id is None:
        return
    if body.parent_name:
        yield Problem("badan-publik-ganda", body.place, {"isi": body.parent_name, "induk": body.parent_id})
    parent = corpus.parent_of(body)
    if parent is None:
        return
    seen = [body.id]
    here: Body | None = parent
    while here is not None and here.id not in seen:
        seen.append(here.id)
        here = corpus.parent_of(here)
    if here is not None and here.id == body.id:
        yield Problem("induk-badan-melingkar", body.place, {"isi": " → ".join([*seen, body.id])})
    elif parent.is_unit or not body.is_unit:
        facts = {"badan": body.name, "bentuk": body.form, "induk": parent.name, "bentuk_induk": parent.form}
        yield Problem("induk-badan-bentuk", body.place, facts)
    elif parent.sample != body.sample:
        yield Problem("induk-contoh", body.place, {"badan": body.name, "induk": parent.name})


def _twins(corpus: Corpus) -> Iterator[Problem]:
    """Two bodies that people could not tell apart: a folder that was copied and not filled in."""
    seen: dict[tuple[str, str], str] = {}
    for body_id, records in corpus.bodies.items():
        names = {"nama": records.body.name, "nama_pendek": records.body.short_name}
        same = {column: seen[column, name] for column, name in names.items() if (column, name) in seen}
        if same:
            columns = " dan ".join(same)
            facts = {"kolom": columns, "isi": names[next(iter(same))], "lain": next(iter(same.values()))}
            yield Problem("badan-kembar", records.body.place, facts)
        for column, name in names.items():
            seen.setdefault((column, name), body_id)


def _fulfilment(record: Fulfilment, records: BodyRecords, law: Law, corpus: Corpus) -> Iterator[Problem]:
    if lacking := _lacking(record):
        yield Problem("pemenuhan-kurang", record.place, {"isi": record.id, "kurang": lacking, "kelompok": record.id})
        return
    if record.through_parent and record.body_id is not None:
        yield from _entry_of(record, records, corpus)
    if not record.through_parent:
        portal = law.portals.get(record.portal_id or "")
        facts = {"isi": record.portal_id, "pilihan": sorted(law.portals), "kelompok": record.id}
        if portal is None:
            yield Problem("portal-tak-dikenal", record.place, facts)
        elif record.obligation_id in law.obligations and record.obligation_id not in portal.obligation_ids:
            shows = {"pilihan": list(portal.obligation_ids), "portal": portal.name}
            yield Problem("portal-tak-menutup", record.place, {**facts, "isi": record.obligation_id, **shows})


def _lacking(record: Fulfilment) -> list[str]:
    """Keys without which nobody could find what the record speaks of."""
    link = {"tautan": record.link, "tautan_diperiksa": record.link_checked_on}
    if not record.through_parent:
        wanted = {"portal": record.portal_id, "kode_unit": record.unit_code, **link}
    elif record.body_id or record.entry_id or not record.link:
        wanted = {"badan": record.body_id, "entri": record.entry_id}
    else:
        wanted = link
    return [name for name, value in wanted.items() if value is None]


def _entry_of(record: Fulfilment, records: BodyRecords, corpus: Corpus) -> Iterator[Problem]:
    facts = {"isi": record.body_id, "kelompok": record.id}
    if record.body_id == records.body.id:
        yield Problem("pemenuhan-diri-sendiri", record.place, facts)
        return
    holder = corpus.bodies.get(record.body_id or "")
    if holder is None:
        if record.body_id not in corpus.unread:
            facts["usul"] = near(record.body_id or "", corpus.bodies)
            yield Problem("pemenuhan-badan-tak-dikenal", record.place, facts)
    elif holder.register is not None and record.entry_id not in {e.id for e in holder.register}:
        known = [e.id for e in holder.register]
        said = {"isi": record.entry_id, "badan": record.body_id, "usul": near(record.entry_id or "", known)}
        yield Problem("pemenuhan-entri-tak-dikenal", record.place, {**facts, **said})
