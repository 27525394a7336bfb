"""By when visits are to be reported."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.features.field_visit.record import PAGE, Visit

from terbuka.duties.agenda import Item, Kind, item
from terbuka.duties.verdict import BodyAssessment

REPORT = Kind(value="kunjungan", words="laporan kunjungan", category="KUNJUNGAN", page=PAGE)


def reports(made: BodyAssessment) -> Iterator[Item]:
    for visit in made.records.every(Visit):
        if visit.last <= made.on and visit.reported_on is None:
            yield item(made, REPORT, id=visit.id, title=f"Laporan kunjungan: {visit.where}", due_on=visit.due_on)
