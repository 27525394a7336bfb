"""Updates of open datasets for the agenda of the office."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.duties.agenda import Item, Kind, item
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.open_data.record import DatasetState, OpenDataset
from terbuka.law import routes

DATASET = Kind(
    value="data",
    words="data terbuka",
    category="DATA TERBUKA",
    address=lambda item: routes.dataset(item.body_id, item.id),
    action="Muat data terbaru, lalu catat dengan terbuka release.",
)


def datasets(assessed: BodyAssessment) -> Iterator[Item]:
    """The last day without being late of each open dataset whose frequency is a clock."""
    for name, state in assessed.named(DatasetState).items():
        if state.due_on is not None:
            yield item(
                assessed,
                DATASET,
                id=name,
                title=f"Mutakhirkan data: {assessed.records.named(OpenDataset)[name].record.title}",
                due_on=state.due_on,
            )
