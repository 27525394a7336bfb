"""Contradictions within the list of excluded information, with the register, and with the grounds of the law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.law_rules import in_order
from terbuka.duties.records import BodyRecords
from terbuka.features.exclusions.record import Exclusion, ExclusionGround, ground_of
from terbuka.law.law import Law

KIND = "dikecualikan"
#: A later day, and the day that it cannot come before.
_ORDER = (
    ("tanggal_keputusan", "tanggal_uji"),
    ("berakhir_pada", "tanggal_keputusan"),
    ("ditinjau_pada", "tanggal_keputusan"),
    ("tanggal_pembukaan", "tanggal_keputusan"),
)
_PAIRS = (("keputusan_pembukaan", "tanggal_pembukaan"), ("tanggal_pembukaan", "keputusan_pembukaan"))


def exclusion_problems(records: BodyRecords, law: Law, corpus: Corpus) -> Iterator[Problem]:
    """Contradictions of every row; none knows the day on which it is asked."""
    for row in records.rows(Exclusion) or ():
        yield from _conditions(row, records, law, corpus)
        yield from _days(row, records)
        yield from _longest(row, records, law)
        if records.register is not None:
            yield from _entries(row, records)


def _values(row: Exclusion) -> dict[str, Any]:
    return {
        "tanggal_uji": row.tested_on,
        "tanggal_keputusan": row.decided_on,
        "berakhir_pada": row.last_on,
        "ditinjau_pada": row.review_on,
        "keputusan_pembukaan": row.opening_decision,
        "tanggal_pembukaan": row.opening_on,
        "peraturan_lain": row.other_law,
        "peristiwa_akhir": row.ending_event,
        "bagian_terbuka": row.open_part,
    }


def _conditions(row: Exclusion, records: BodyRecords, law: Law, corpus: Corpus) -> Iterator[Problem]:
    """What one column asks of another: needed beside it, or of no use beside it."""
    values = _values(row)
    grounds = [found[0] for name in row.ground_ids if (found := ground_of(law, name))]
    other = [g.id for g in grounds if g.needs_other_law]
    partial = "ya" if row.partial else "tidak"
    needed = [
        (bool(other), "peraturan_lain", "dasar", ", ".join(other)),
        (row.partial, "bagian_terbuka", "sebagian", partial),
        (row.fixed_term, "berakhir_pada", "jangka", row.term),
        (not row.fixed_term and row.last_on is None, "ditinjau_pada", "jangka", row.term),
        (row.term == "sampai-peristiwa", "peristiwa_akhir", "jangka", row.term),
    ]
    useless = [
        (not row.partial, "bagian_terbuka", "sebagian", partial),
        (row.term != "sampai-peristiwa", "peristiwa_akhir", "jangka", row.term),
    ]
    for asked, column, because, content in needed:
        if asked and values[column] is None:
            text = corpus.schemas[KIND].column(column).text if KIND in corpus.schemas else ""
            facts = {"kolom": column, "karena": because, "isi": content, "uraian": text}
            yield Problem("isian-kurang", records.cell(row, column), facts)
    for asked, column, because, content in useless:
        if asked and values[column] is not None:
            facts = {"kolom": column, "karena": because, "isi": content}
            yield Problem("isian-bertentangan", records.cell(row, column), facts)
    for column, pair in _PAIRS:
        if values[column] and not values[pair]:
            yield Problem("pasangan-kurang", records.cell(row, column), {"kolom": column, "pasangan": pair})


def _days(row: Exclusion, records: BodyRecords) -> Iterator[Problem]:
    values = _values(row)
    for later, earlier in _ORDER:
        day, before = values[later], values[earlier]
        if day is not None and before is not None and day < before:
            facts = {
                "kolom": later,
                "isi": day,
                "kolom_lain": earlier,
                "tanggal": before,
                "sel_lain": records.cell(row, earlier).cell,
            }
            yield Problem("tanggal-terbalik", records.cell(row, later), facts)


def _longest(row: Exclusion, records: BodyRecords, law: Law) -> Iterator[Problem]:
    """A term beyond what the law allows, counted from the decision; one ground without a limit is enough for more.

    An open-ended row is measured by its review day. Source: Perki 1/2021 Pasal 51, PP 61/2010 Pasal 5.
    """
    grounds = [found[0] for name in row.ground_ids if (found := ground_of(law, name))]
    limits = [ground.longest_on(row.decided_on) for ground in grounds]
    column, day = ("berakhir_pada", row.last_on) if row.last_on else ("ditinjau_pada", row.review_on)
    if not limits or day is None or len(grounds) != len(row.ground_ids) or None in limits:
        return
    last, longest = max((limit.after(row.decided_on), str(limit)) for limit in limits if limit)
    if day > last:
        facts: dict[str, Any] = {"kolom": column, "isi": day, "lama": longest, "terakhir": last}
        facts |= {"dasar": ", ".join(row.ground_ids), "kelompok": row.id}
        yield Problem("pengecualian-terlalu-lama", records.cell(row, column), facts)


def _entries(row: Exclusion, records: BodyRecords) -> Iterator[Problem]:
    known = {entry.id for entry in records.register or ()}
    if row.id in known and row.opening_entry_id is None and not row.partial:
        yield Problem("tertutup-dan-terbuka", records.cell(row, "id"), {"isi": row.id, "kelompok": row.id})


def ground_problems(law: Law, _corpus: Corpus) -> Iterator[Problem]:
    """The terms of a ground stand in order."""
    for ground in law.named(ExclusionGround).values():
        yield from in_order("paling_lama", ground.id, [v.from_on for v in ground.longest], ground.place)
