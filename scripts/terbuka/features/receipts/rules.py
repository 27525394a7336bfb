"""Contradictions of the receipts: a case that is not there, two receipts for one case."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.problem import Problem
from terbuka.duties.records import BodyRecords
from terbuka.features.receipts.record import Receipt
from terbuka.features.service.record import REGISTERS
from terbuka.record.near import near


def receipt_problems(records: BodyRecords) -> Iterator[Problem]:
    """Nothing about a register that could not be read."""
    seen: dict[tuple[str, str], Receipt] = {}
    for receipt in records.rows(Receipt) or ():
        rows = records.rows(REGISTERS[receipt.register])
        # A register that has problems is absent too, and is told about itself.
        known = {row.id for row in rows} if rows is not None else None
        if known is None and receipt.register not in records.headers:
            known = set()
        if known is not None and receipt.case_id not in known:
            facts = {"kolom": "id_publik", "isi": receipt.case_id, "tempat": f"{receipt.register}.csv"}
            facts |= {"usul": near(receipt.case_id, known), "kelompok": receipt.case_id}
            yield Problem("register-rujukan-mati", records.cell(receipt, "id_publik"), facts)
        first = seen.setdefault((receipt.register, receipt.case_id), receipt)
        if first is not receipt:
            facts = {"isi": receipt.case_id, "sel_lain": records.cell(first, "id_publik").cell}
            yield Problem("tanda-terima-ganda", records.cell(receipt, "id_publik"), facts)
