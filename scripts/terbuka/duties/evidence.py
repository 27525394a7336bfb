"""What counts as evidence for a duty on a day, in this register or elsewhere.

Promises: pure. An entry that does not count says why; what it takes is told to citizens in
``content/metodologi/bukti.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from terbuka.duties.record import Fulfilment, RegisterEntry
from terbuka.duties.records import BodyRecords
from terbuka.law import routes


@dataclass(frozen=True)
class Candidate:
    """An entry, or a record that a duty is met elsewhere, and why it does not count, if so.

    ``body_id`` names the body that holds the entry, when it is another one.
    """

    entry: RegisterEntry | Fulfilment
    counts_from: date | None
    refused: str = ""
    facts: Mapping[str, Any] | None = None
    body_id: str | None = None

    @property
    def counts(self) -> bool:
        return self.counts_from is not None and not self.refused


def candidate(entry: RegisterEntry, on: date, produced: frozenset[str], body_id: str | None = None) -> Candidate:
    """Whether an entry counts on the day: decided, dated, and somewhere to be opened.

    ``produced`` are the pages that the portal makes for the body of the entry.
    """
    facts: dict[str, Any] = {"entri": entry.title, "entri_id": entry.id}
    days = [d for d in (entry.announced_on, entry.confirmed_on) if d is not None]
    past = [d for d in days if d <= on]
    counts_from = max(past, default=None)
    if entry.document_status != "ditetapkan":
        return Candidate(entry, counts_from, "belum-ditetapkan", facts, body_id)
    if counts_from is None:
        refused = "tanggal-depan" if days else "tanpa-tanggal"
        return Candidate(entry, None, refused, facts | ({"tanggal": min(days)} if days else {}), body_id)
    if entry.files or entry.link:
        return Candidate(entry, counts_from, body_id=body_id)
    if entry.portal_page is None:
        return Candidate(entry, counts_from, "tanpa-tempat", facts, body_id)
    if entry.portal_page not in produced:
        if year := routes.reported_year(entry.portal_page):
            return Candidate(entry, counts_from, "laporan-belum-selesai", facts | {"tahun": year}, body_id)
        return Candidate(entry, counts_from, "halaman-tidak-dibuat", facts | {"halaman": entry.portal_page}, body_id)
    return Candidate(entry, counts_from, body_id=body_id)


#: Codes of the pages of a body that hold enough on a day to count as evidence.
Produced = Callable[[BodyRecords, date], frozenset[str]]


def proof(record: Fulfilment, on: date, others: Mapping[str, BodyRecords], produced: Produced) -> Candidate:
    """What a record of being met elsewhere leads to: an entry of another body, or a link with its day.

    Whether that body and that entry exist has been checked before.
    """
    holder = others.get(record.body_id or "") if record.through_parent else None
    entry = next((e for e in (holder.register if holder else None) or () if e.id == record.entry_id), None)
    if holder is not None and entry is not None:
        return candidate(entry, on, produced(holder, on), holder.body.id)
    checked = record.link_checked_on
    facts = {"entri": record.title}
    if record.link is None or checked is None:
        return Candidate(record, None, "tanpa-tempat", facts)
    if checked > on:
        return Candidate(record, None, "tanggal-depan", facts | {"tanggal": checked})
    return Candidate(record, checked)
