"""Corrective actions and readings of indicators for the agenda of the office."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.periods import Quarter
from terbuka.duties.agenda import Item, Kind, item
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.indicators.record import ActionState, Reading

ACTION = Kind(
    value="tindak-lanjut",
    words="tindakan perbaikan",
    category="TINDAKAN PERBAIKAN",
    page="tindak-lanjut",
    action="Selesaikan tindakannya, lalu catat hasilnya pada kendala itu.",
)
READING = Kind(
    value="capaian",
    words="catatan capaian",
    category="CAPAIAN",
    page="kinerja",
    action="Jalankan terbuka measure sebelum triwulannya berakhir.",
)


def actions(assessed: BodyAssessment) -> Iterator[Item]:
    """Corrective actions that are not done; their exact day is for the office."""
    for action in assessed.every(ActionState):
        if action.stage.is_open:
            row = action.obstacle
            yield item(
                assessed,
                ACTION,
                id=row.id,
                title=f"Tindakan perbaikan: {row.action}",
                due_on=row.due_on,
                note=f"Penanggung jawab: {row.owner}.",
                public=False,
            )


def readings(assessed: BodyAssessment) -> Iterator[Item]:
    """The end of the quarter, for an office that writes its states down and has not done so in this one: afterwards
    nobody can tell any more."""
    quarter = Quarter.of(assessed.on)
    known = [r for r in assessed.records.rows(Reading) or () if r.on <= assessed.on]
    if known and not any(Quarter.of(r.on) == quarter for r in known):
        yield item(
            assessed,
            READING,
            id=f"{quarter.year}-{quarter.number}",
            title=f"Catat capaian {quarter} dengan terbuka measure",
            due_on=quarter.last,
            note="Sesudah itu keadaannya tidak dapat dihitung lagi.",
            public=False,
        )
