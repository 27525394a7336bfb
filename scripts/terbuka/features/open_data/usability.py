"""What makes information usable, aspect by aspect: current, a series, an open format, searchable, a dictionary, a
licence, a contact, and the five stars of open data (https://5stardata.info/).

Promises: pure; an aspect that makes no sense for a kind of information is absent, never "not met": a procedure has no
series, a decree no dictionary, a photograph nothing to search, a document no stars. Nothing is added up or ranked.
Method: ``content/metodologi/keterbukaan-data.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from terbuka.duties.record import RegisterEntry
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import AVAILABLE, Judgement, Status
from terbuka.features.open_data.openness import Aspect, Check, Openness
from terbuka.features.open_data.record import OpenDataset
from terbuka.law.routes import can_be_reached
from terbuka.record.files import Document

#: Kinds of file: tables for programs, documents with words in them, and what has none. A table in an open format
#: that a program reads without a licence is worth three stars, one in another format two.
OPEN_TABLES = frozenset(("csv", "json", "ods"))
TABLES = OPEN_TABLES | {"xlsx"}
#: Pictures and sound: nothing in them to search.
WORDLESS = frozenset(("png", "jpg", "jpeg", "webp", "ogg", "mp3"))
_OPEN = OPEN_TABLES | WORDLESS | {"pdf", "txt", "odt"}
_THREE_STARS = 3
_ONE_PERIOD, _ADDRESS = "sekali", "https://"


def openness_of(
    records: BodyRecords, judgements: Mapping[str, Judgement], late: Mapping[str, bool] | None = None
) -> Openness:
    """The checks of all entries and open datasets of a body on the day of ``judgements``; order of ``Aspect``.

    ``late`` says of a dataset whether its next issue is overdue on that day; one that is not in it is never due.
    """
    register = records.register or ()
    replaced = {e.replaces_id for e in register if e.replaces_id}
    first: dict[str, date] = {}
    for e in register:
        if e.period_from:
            for duty in e.obligation_ids:
                first[duty] = min(first.get(duty, e.period_from), e.period_from)
    dated = _dated(judgements)
    return Openness(
        entries={
            e.id: _ordered(
                None if e.id in replaced else _current(dated.get(e.id, [])),
                _entry_series(e, first),
                *_files([found for name in e.files if (found := records.documents.get(name))]),
                Check(Aspect.LICENCE, True, "lisensi-tertulis"),
                _contact(records),
            )
            for e in register
        },
        datasets=_OnDemand(
            {
                name: partial(of_dataset, d, records, (late or {}).get(name))
                for name, d in records.named(OpenDataset).items()
            }
        ),
    )


class _OnDemand(Mapping[str, tuple[Check, ...]]):
    """Checks of datasets, made when they are asked for: a verdict does not need the rows of an unchanged table."""

    def __init__(self, makers: Mapping[str, Callable[[], tuple[Check, ...]]]):
        self._makers = makers

    def __getitem__(self, name: str) -> tuple[Check, ...]:
        return self._makers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def _ordered(*checks: Check | None) -> tuple[Check, ...]:
    order = list(Aspect)
    return tuple(sorted((c for c in checks if c), key=lambda c: order.index(c.aspect)))


def _dated(judgements: Mapping[str, Judgement]) -> dict[str, list[Status]]:
    """By entry of the body itself: the states of the duties with a time limit that it proves."""
    found: dict[str, list[Status]] = defaultdict(list)
    for judgement in judgements.values():
        if judgement.due_on is not None:
            for evidence in judgement.evidence:
                if isinstance(evidence.entry, RegisterEntry) and evidence.body_id is None:
                    found[evidence.entry.id].append(judgement.status)
    return found


def _current(states: list[Status]) -> Check | None:
    """By the duties that the entry proves; what was replaced is an archive, and what no rule dates is not judged."""
    if Status.OVERDUE in states:
        return Check(Aspect.CURRENT, False, "lewat")
    return Check(Aspect.CURRENT, True, "dalam-batas") if any(s in AVAILABLE for s in states) else None


def _entry_series(entry: RegisterEntry, first: Mapping[str, date]) -> Check | None:
    """Only of what is about a period: an earlier period of the same duty is there too."""
    start = entry.period_from
    if start is None or not entry.obligation_ids:
        return None
    earlier = any(first[duty] < start for duty in entry.obligation_ids)
    return Check(Aspect.SERIES, earlier, "ada-periode-lalu" if earlier else "satu-periode")


def _files(documents: list[Document]) -> Iterator[Check]:
    kinds = {d.kind for d in documents}
    if not kinds:
        return
    is_open = bool(kinds & _OPEN)
    yield Check(Aspect.OPEN_FORMAT, is_open, "terbuka" if is_open else "hanya-tertutup")
    if worded := [d for d in documents if d.kind not in WORDLESS]:
        scans = any(d.has_text is False for d in worded)
        yield Check(Aspect.SEARCHABLE, not scans, "hasil-pindai" if scans else "berteks")
    # A document in words is not data: one star would say that it is bad data.
    if kinds & TABLES:
        yield Check(Aspect.DICTIONARY, False, "tabel-tanpa-kamus")
        stars = _THREE_STARS if kinds & OPEN_TABLES else _THREE_STARS - 1
        yield Check(Aspect.STARS, stars >= _THREE_STARS, f"bintang-{stars}", stars)


def of_dataset(dataset: OpenDataset, records: BodyRecords, late: bool | None) -> tuple[Check, ...]:
    """The checks of an open dataset; ``late`` None when it is never due."""
    stars = _dataset_stars(dataset)
    return _ordered(
        None if late is None else Check(Aspect.CURRENT, not late, "lewat" if late else "dalam-batas"),
        _dataset_series(dataset),
        Check(Aspect.OPEN_FORMAT, True, "terbuka"),
        Check(Aspect.SEARCHABLE, True, "berteks"),
        Check(Aspect.DICTIONARY, True, "ada-kamus"),
        Check(Aspect.LICENCE, True, "lisensi-tertulis"),
        _contact(records),
        Check(Aspect.STARS, stars >= _THREE_STARS, f"bintang-{stars}", stars),
    )


def _dataset_series(dataset: OpenDataset) -> Check | None:
    """Of data that come again and tell their time: more than one year, or day, stands in a column."""
    timed = [
        (table, c) for table in dataset.tables.values() for c in table.spec.columns if c.type in ("tahun", "tanggal")
    ]
    if dataset.record.frequency == _ONE_PERIOD or not timed:
        return None
    several = any(len({v for v in table.values(c.name) if v is not None}) > 1 for table, c in timed)
    return Check(Aspect.SERIES, several, "ada-periode-lalu" if several else "satu-periode")


def _dataset_stars(dataset: OpenDataset) -> int:
    """Three for CSV; four when every table names its rows by web addresses; five when it also links to other data."""
    named = linked = bool(dataset.tables)
    for table in dataset.tables.values():
        addresses = [
            c.name
            for c in table.spec.columns
            if c.type == "teks"
            and _ADDRESS in table.text
            and all(str(v).startswith(_ADDRESS) for v in table.values(c.name))
        ]
        named = named and any(name in table.spec.keys for name in addresses)
        linked = linked and any(name not in table.spec.keys for name in addresses)
    return _THREE_STARS + named + (named and linked)


def _contact(records: BodyRecords) -> Check:
    reached = can_be_reached(records.body)
    return Check(Aspect.CONTACT, reached, "ada-kontak" if reached else "tanpa-kontak")
