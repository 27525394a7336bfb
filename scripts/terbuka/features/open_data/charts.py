"""Charts of an open dataset: those that its description asks for, else one that its columns suggest.

Promises: rows with the same label are added up, and the page says so; a label without a value is a gap, and so is a
time that is missing; labels stand as declared, else as numbers, else in time, else as in the file; never more bars or
lines than can be told apart, and what is left out is said. The description was checked at the door.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from terbuka.base.day_names import MONTHS
from terbuka.base.periods import MONTH_LABEL
from terbuka.features.open_data.order import Order
from terbuka.features.open_data.record import DataChart
from terbuka.features.open_data.view import TableView
from terbuka.kit import words
from terbuka.kit.charts import MOST_SERIES, Chart, Series, brief
from terbuka.kit.scale import Number, magnitude, places
from terbuka.kit.told import Figure, Told, Word, joined

#: Labels that a chart of bars shows, and the most that a default chart may have to be worth showing.
MOST_BARS, WORTH = 25, 30
#: Gaps of time that are named in words.
_GAPS = 3
_Sums = dict[str, dict[str, Number | None]]


def charts_of(t: TableView, *, sample: bool) -> list[Chart]:
    """The charts of one table, in the order of its description; empty when it wants none or none fits."""
    asked = [c for c in t.spec.charts if c.kind != "tanpa"]
    if not t.spec.charts:
        asked = default(t)
    charts = [_chart(t, chart, f"{t.dataset.id}-{t.id}-{n}", sample) for n, chart in enumerate(asked, 1)]
    return [chart for chart in charts if not chart.is_empty]


def default(t: TableView) -> list[DataChart]:
    """A number over time, each time once; else how many rows each of a few choices has."""
    numbers = [c for c in t.columns if c.is_number]
    for n, column in enumerate(t.columns):
        if numbers and is_time(t, n) and 3 <= len(t.counts[n]) == t.count:
            return [DataChart(kind="garis", x=column.name, y=numbers[0].name)]
    for n, column in enumerate(t.columns):
        few = 2 <= len([v for v in t.counts[n] if v is not None]) <= WORTH
        if few and (column.choices or column.refers_table or column.type in ("ya-tidak", "angka-ya")):
            return [DataChart(kind="batang", x=column.name)]
    return []


def is_time(t: TableView, n: int) -> bool:
    """Whether a column says when: a day, a year, or a month or quarter written as ``2026-03``, ``2026-T1``."""
    return Order(t, n, [_key(v) for v in t.counts[n] if v is not None]).is_time


def _chart(t: TableView, asked: DataChart, mark: str, sample: bool) -> Chart:
    names = [c.name for c in t.columns]
    x = names.index(asked.x or names[0])
    y = names.index(asked.y) if asked.y else None
    group = names.index(asked.group) if asked.group else None
    sums, repeated = _sums(t, x, y, group)
    order = Order(t, x, list(sums))
    lines = asked.kind == "garis"
    labels, left = _labels(order, sums, lines=lines)
    groups, other = _groups(t, group, sums)
    series = [Series(title, [sums.get(label, {}).get(name) for label in labels]) for name, title in groups]
    exact = max((places(v) for s in series for v in s.values if v is not None), default=0)
    counted = t.columns[y] if y is not None else None
    unit = (counted.unit or counted.title.lower()) if counted else Word("baris")
    title = asked.title or f"{counted.title if counted else t.spec.title} menurut " + (t.columns[x].title.lower())
    sentences = list(_extremes(labels, series, unit, lambda label: _label(t, x, label), min(exact, 2)))
    sentences += [
        Told("Tidak ada data antara %(mulai)s dan %(sampai)s.", {"mulai": _label(t, x, a), "sampai": _label(t, x, b)})
        for a, b in order.gaps()[:_GAPS]
    ]
    if counted and repeated:
        sentences.append(Told("Baris dengan label yang sama dijumlahkan.", {}))
    rest = ((left, "%(banyak)s label lain ada di tabelnya."), (other, "%(banyak)s kelompok lain ada di tabelnya."))
    sentences += [Told(message, {"banyak": Figure(words.number(n))}) for n, message in rest if n]
    return Chart(
        id=f"data-{mark}",
        title=title,
        sentence=joined(sentences),
        told=tuple(sentences),
        unit=unit,
        labels=[_label(t, x, label) for label in labels],
        series=series,
        kind="lines" if lines else "bars",
        head=t.columns[x].title,
        sample=sample,
        decimals=max(1, min(exact, 2)),
        exact=exact,
        at=order.at if lines else (),
    )


def _sums(t: TableView, x: int, y: int | None, group: int | None) -> tuple[_Sums, bool]:
    """By label and group: the sum, or the number of rows; and whether anything was added up."""
    sums: _Sums = {}
    repeated = False
    for row in t.table.rows:
        if row[x] is None:
            continue
        cells = sums.setdefault(_key(row[x]), {})
        name = _key(row[group]) if group is not None else ""
        value = _exact(row[y]) if y is not None else 1
        before = cells.get(name)
        repeated = repeated or (y is not None and name in cells)
        cells[name] = before if value is None else (before or 0) + value
    return sums, repeated


def _key(value: object) -> str:
    return "ya" if value is True else "tidak" if value is False else "" if value is None else str(value)


def _exact(value: object) -> Number | None:
    return Fraction(value) if isinstance(value, Decimal) else value if isinstance(value, int) else None


def _labels(order: Order, sums: _Sums, *, lines: bool) -> tuple[list[str], int]:
    """The labels in their order, and how many are left out: of too many bars those that reach least far. Bars over time
    have one of no length for what is missing between."""
    if lines or order.is_declared or len(order.labels) <= MOST_BARS:
        return list(order.labels if lines else order.with_missing(MOST_BARS)), 0
    if order.is_time:
        return order.labels, 0
    reach = {label: magnitude(sum(v for v in cells.values() if v is not None)) for label, cells in sums.items()}
    kept = set(sorted(order.labels, key=lambda label: -reach[label])[:MOST_BARS])
    return [label for label in order.labels if label in kept], len(order.labels) - MOST_BARS


def _groups(t: TableView, group: int | None, sums: _Sums) -> tuple[list[tuple[str, str]], int]:
    """The groups with their titles, and how many are left out: of too many the smallest."""
    if group is None:
        return [("", Word("Jumlah"))], 0
    total: dict[str, Number] = defaultdict(int)
    for cells in sums.values():
        for name, value in cells.items():
            total[name] += value or 0
    ordered = Order(t, group, list(total)).labels
    largest = set(sorted(ordered, key=lambda name: -magnitude(total[name]))[:MOST_SERIES])
    kept = [name for name in ordered if name in largest]
    return [(name, _label(t, group, name) or Word("tanpa isi")) for name in kept], len(ordered) - len(kept)


def _label(t: TableView, n: int, text: str) -> str:
    known = t.labels.get(n, {}).get(text, "")
    if known:
        return known if t.columns[n].refers_table else f"{text}: {known}"
    if month := MONTH_LABEL.fullmatch(text):
        return f"{MONTHS[int(month[2]) - 1][:3]} {month[1]}"
    return Word(text.capitalize()) if text in ("ya", "tidak") else text


def _extremes(
    labels: Sequence[str], series: Sequence[Series], unit: str, word: Callable[[str], str], decimals: int
) -> Iterator[Told]:
    """What is to be seen: the highest and the lowest value, with whose they are."""
    known = [(v, label, s.name) for s in series for label, v in zip(labels, s.values, strict=True) if v is not None]
    if not known:
        return
    several = len(series) > 1

    def told(item: tuple[Number, str, str]) -> Told:
        whose = (word(item[1]), item[2]) if several else (word(item[1]),)
        values = {"banyak": Figure(brief(item[0], max(1, decimals))), "satuan": unit, "siapa": whose}
        return Told("%(banyak)s %(satuan)s (%(siapa)s)", values)

    high, low = max(known, key=lambda i: i[0]), min(known, key=lambda i: i[0])
    if high[0] == low[0]:
        yield Told("Tertinggi %(tinggi)s.", {"tinggi": told(high)})
    else:
        yield Told("Tertinggi %(tinggi)s, terendah %(rendah)s.", {"tinggi": told(high), "rendah": told(low)})
