"""The clock of open data: by when a dataset is to be updated, from its last update and its frequency.

Promises: pure; the day is an argument. Late data are a gap and block nothing; ``tidak-tentu`` and ``sekali`` have no
day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from terbuka.base.periods import Period
from terbuka.base.problem import Problem
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import BodyAssessment, RecordGap, Status
from terbuka.features.open_data.record import Dataset, DatasetState, DataState, OpenDataset

#: How long data may stand without an update; a test compares the names with the choices of the schema.
EVERY: dict[str, Period | None] = {
    "harian": Period(days=1),
    "mingguan": Period(days=7),
    "bulanan": Period(months=1),
    "triwulanan": Period(months=3),
    "semesteran": Period(months=6),
    "tahunan": Period(months=12),
    "dua-tahunan": Period(months=24),
    "lima-tahunan": Period(months=60),
    "sekali": None,
    "tidak-tentu": None,
}
#: Days ahead in which an update is near, but never more than a quarter of the whole time.
_AHEAD = timedelta(days=30)


def datasets_of(records: BodyRecords, on: date) -> dict[str, DatasetState]:
    """The state of each dataset on a day, by id."""
    return {name: state_of(dataset.record, on) for name, dataset in records.named(OpenDataset).items()}


def state_of(record: Dataset, on: date) -> DatasetState:
    """State of one dataset. A day after ``on`` counts as absent: then the day before it is taken, if there is one."""
    updated = next((day for day in (record.updated_on, record.issued_on) if day <= on), None)
    every = EVERY[record.frequency]
    if every is None or updated is None:
        return DatasetState(state=DataState.NO_DAY, due_on=None)
    due_on = every.after(updated)
    if due_on < on:
        return DatasetState(state=DataState.LATE, due_on=due_on)
    near = due_on - on <= min(_AHEAD, (due_on - updated) / 4)
    return DatasetState(state=DataState.SOON if near else DataState.CURRENT, due_on=due_on)


def dataset_problems(assessed: BodyAssessment) -> Iterator[Problem]:
    """Late data as gaps (only of a body that counts), and a note for each day after the assessed one."""
    for name, state in assessed.named(DatasetState).items():
        record = assessed.records.named(OpenDataset)[name].record
        for column, day in (("diterbitkan_pada", record.issued_on), ("dimutakhirkan_pada", record.updated_on)):
            if day > assessed.on:
                yield Problem("tanggal-depan", record.place, {"kolom": column, "isi": day, "pada": assessed.on})
        if state.state is DataState.LATE and state.due_on is not None and assessed.counted:
            facts: dict[str, Any] = {
                "badan": assessed.body.id,
                "jenis": "data",
                "id": name,
                "judul": record.title,
                "unit": assessed.body.name,
                "frekuensi": record.frequency,
                "isi": record.updated_on,
                "batas": state.due_on,
                "sejak": state.due_on + timedelta(days=1),
                "pada": assessed.on,
            }
            yield Problem("data-lewat", record.place, facts)


def record_gaps(assessed: BodyAssessment) -> Iterator[RecordGap]:
    for name, state in assessed.named(DatasetState).items():
        if state.state is DataState.LATE:
            title = assessed.records.named(OpenDataset)[name].record.title
            yield RecordGap(kind="data", id=name, title=title, status=Status.OVERDUE, due_on=state.due_on)
