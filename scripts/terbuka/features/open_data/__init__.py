"""Open data: datasets with their tables, charts, points and releases; how usable all information is as data.

A dataset of one table is one page; of several, one page more a table. Rows, by ``features/open_data/view``: up to 300
(``WHOLE``) all stand in the page, of a longer table 100 (``FIRST``), fewer when they hold more than 36,000 letters;
the others in plain pages of 500 rows (``PLAIN``, ``noindex``) up to 5,000 rows (``PLAIN_MOST``), beyond that in the
downloads alone. With the script 25 rows are shown at a time, and ``/api/v1/<body>/baris/<dataset>/<table>-<n>.json``
holds the cells of 1,000 rows (``PART``) as they stand in the CSV, with what the codes among them mean. A page of rows
fetches the one part it needs; sorting, searching and a mark that is not in the page need all parts, and above 0.6 MB
(estimated) the reader is asked first. ``data.js`` says a value as ``kit/cells.said`` does, and makes the mark of a
row as ``routes.row_anchor`` does; a browser test compares both on the islands. On a disk (``file:``) nothing can be
fetched: the plain pages stay.

``points`` draws degrees without any map service: one path a kind of points, dots of no length with round or square
ends, which is 10 bytes a point; what lies on the same half unit is drawn once.

A shallow clone has no history, so ``terbuka release`` keeps what it compares with: ``rilis/<table>.csv`` has one line
a row, its key and twelve digits of the SHA-256 of its named values (27 bytes a row in the villages of NTT).
``rilis.yml`` has a record a release: counts, SHA-256 of each table, and up to 20 keys each that came, went, changed.
A table without keys has no "changed": there a row went and another came. The state must have as many rows as the last
release says, else nothing is compared and nothing written. What the keys say stays public after a row is gone: a key
is never a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.duties.verdict import BodyAssessment
from terbuka.features.open_data import agenda
from terbuka.features.open_data.judge import dataset_problems, datasets_of, record_gaps
from terbuka.features.open_data.openness import Openness
from terbuka.features.open_data.record import DatasetState, DataState
from terbuka.features.open_data.rules import data_problems
from terbuka.features.open_data.usability import openness_of
from terbuka.kit.feature import Feature
from terbuka.law.law import Law

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _judge(assessed: BodyAssessment, _law: Law) -> BodyAssessment:
    states = datasets_of(assessed.records, assessed.on)
    late = {name: state.state is DataState.LATE for name, state in states.items() if state.due_on}
    return assessed.put(DatasetState, states).put(Openness, openness_of(assessed.records, assessed.judgements, late))


def _shown() -> Shown:
    from terbuka.features.open_data.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="open_data",
    rules=data_problems,
    judge=_judge,
    gaps=dataset_problems,
    record_gaps=record_gaps,
    agenda=(agenda.datasets,),
    shown=_shown,
)
