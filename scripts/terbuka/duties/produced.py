"""Which pages of a body hold enough on a day to count as evidence: those of the core."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.duties.records import BodyRecords
from terbuka.law.routes import can_be_reached


def produced(records: BodyRecords) -> Iterator[str]:
    """Codes of the core's pages that are produced with real content."""
    body = records.body
    yield "ketersediaan"
    if body.address or body.about:
        yield "profil"
    if records.register:
        yield "daftar-informasi-publik"
    if can_be_reached(body) or body.request_form:
        yield "permohonan"
    if can_be_reached(body):
        yield from ("keberatan", "pengaduan")
