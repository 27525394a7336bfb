"""Charts as inline SVG, made at build time: where every bar, point and word stands.

Promises: exact values in, whole coordinates out, the same bytes each time; a value that is not there is a gap with a
word, never zero, and zero is a number without a bar; a scale of time or numbers keeps true distances, and what is
missing on it is a gap; bars of either sign stand on one line of zero; series differ by pattern, dash and mark, not by
colour alone. The table beside a chart holds all its values, so that nobody needs the drawing. Knows no record;
``_bagan.html`` draws it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from terbuka.kit import table, words
from terbuka.kit.public import Parameter, PublicFile
from terbuka.kit.scale import Number, magnitude, missing_before, nice_top, places, scaled, spots_on
from terbuka.kit.told import Told

Value = Number | None

#: Width of a drawing in its own units: a phone of 360 px shows it about one to one.
WIDTH = 330
#: More series than patterns could not be told apart.
MOST_SERIES = 4
NO_DATA = "belum ada data"
GAP = "–"

_TOP, _HEIGHT = 30, 150
#: Height of a line of words and of a bar; the widest label below a column.
_LINE, _BAR, _LABEL = 14, 15, 64
#: Lines that the label of a bar may take; the table has the whole text.
_LINES = 2
_UNITS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


@dataclass(frozen=True, slots=True)
class Series:
    """``values`` in the order of the chart's labels; None where there is no data."""

    name: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """``id`` is unique on its page; ``sentence`` says what is to be seen, for those who do not look; ``unit`` what is
    counted; ``head`` what the labels are (the first column of the table); ``lowest`` where the axis of lines starts;
    ``decimals`` how exactly values are said: one at most, or always as many; ``exact`` the same in the table, where it
    holds more; ``told`` the sentence in parts, where it can be said in other languages; ``at`` where each label stands
    on a scale of time or numbers, rising, empty for steps of one width; ``behind`` on how many cases each share
    or median rests, and ``counted`` what those are: both stand in the table and its file.

    Bars lie, one below the other, to both sides of zero; ``stack`` stands as columns of parts that add up; lines join
    neighbours that both have a value and nothing missing between. Raises ValueError for what cannot be drawn truly: it
    is a mistake of the program, not of the data.
    """

    id: str
    title: str
    sentence: str
    unit: str
    labels: Sequence[str]
    series: Sequence[Series]
    kind: Literal["bars", "lines", "stack"] = "bars"
    head: str = "Rincian"
    sample: bool = False
    lowest: int = 0
    decimals: int = 1
    exact: int = 0
    told: Sequence[Told] = ()
    at: Sequence[Number] = ()
    behind: Sequence[int] = ()
    counted: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch("[a-z][a-z0-9-]*", self.id):
            raise ValueError(f"{self.id!r}: the id of a chart is letters, digits and hyphens")
        if len(self.series) > MOST_SERIES:
            raise ValueError(f"{self.id}: at most {MOST_SERIES} series can be told apart")
        if any(len(s.values) != len(self.labels) for s in self.series):
            raise ValueError(f"{self.id}: a series needs a value, or None, for each label")
        if bool(self.behind) != bool(self.counted) or len(self.behind) not in (0, len(self.labels)):
            raise ValueError(f"{self.id}: what stands behind the values is said for each label, and named")
        if self.kind == "stack" and any(v < 0 for v in self.known):
            raise ValueError(f"{self.id}: parts that add up are not negative; draw them as bars or lines")
        if self.at and (len(self.at) != len(self.labels) or any(a >= b for a, b in pairwise(self.at))):
            raise ValueError(f"{self.id}: a scale needs a rising place for each label")

    @property
    def known(self) -> list[Number]:
        return [v for s in self.series for v in s.values if v is not None]

    @property
    def is_empty(self) -> bool:
        return not self.known

    @property
    def apart(self) -> frozenset[int]:
        """Positions of labels before which something is missing on the scale."""
        return missing_before(self.at)

    @property
    def table_decimals(self) -> int:
        """Decimals of the table, which holds each value as exactly as the drawing at least."""
        return max(self.exact, self.decimals)

    @property
    def has_gap(self) -> bool:
        """Whether the drawing holds a mark that the key has to explain."""
        return self.kind != "bars" and (bool(self.apart) or any(_is_gap(self, n) for n in range(len(self.labels))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One element: ``kind`` is ``rect``, ``line``, ``path`` or ``text``; ``look`` its classes, ``pattern`` the number
    of the pattern it is filled with, 0 for none; ``own`` is a text of the program: a number, or words."""

    kind: str
    look: str = ""
    x: int = 0
    y: int = 0
    w: int = 0
    h: int = 0
    d: str = ""
    text: str = ""
    anchor: str = "start"
    pattern: int = 0
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    width: int
    height: int
    shapes: tuple[Shape, ...]


def said(value: Value, decimals: int = 1) -> str:
    """A value in Indonesian, half up, with at most one decimal, or with as many as are asked for; the words of a gap
    for None."""
    if value is None:
        return NO_DATA
    return words.exact(value, decimals, fixed=decimals > 1)


def brief(value: Number, decimals: int = 1) -> str:
    """A value as it stands in a drawing: ``12.345``, but ``2,5 juta``."""
    for size, name in _UNITS:
        if abs(Fraction(value)) >= size:
            return f"{said(Fraction(value) / size)} {name}"
    return said(value, decimals)


def as_csv(chart: Chart) -> bytes:
    """The table of a chart as a file: whole numbers as they are, others with up to four decimals or as many as its
    table has, gaps empty."""
    most = max(4, chart.exact)
    rows = (
        [label, *(_plain(s.values[n], most) for s in chart.series), *chart.behind[n : n + 1], chart.unit]
        for n, label in enumerate(chart.labels)
    )
    counted = (chart.counted,) if chart.behind else ()
    return table.rows_as_csv((chart.head, *(s.name for s in chart.series), *counted, "Satuan"), rows)


def _plain(value: Value, most: int) -> int | float | None:
    if value is None:
        return None
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else round(float(exact), most)


def pattern(number: int) -> int:
    """The pattern of a series: the first is plain, the second hatched, the third dotted, the fourth an outline."""
    return number if number in (2, 3) else 0


def point(number: int, x: int = 13, y: int = 7) -> str:
    """The mark of a series on a line, as a path: round, square, three-cornered, lozenge."""
    return (
        f"M{x - 4} {y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
        f"M{x - 4} {y - 4}h8v8h-8Z",
        f"M{x} {y - 5}l5 9h-10Z",
        f"M{x} {y - 6}l6 6l-6 6l-6-6Z",
    )[number - 1]


def drawing(chart: Chart) -> Drawing:
    """Where everything stands; nothing stands outside ``width`` and ``height``."""
    made = tuple(_lying(chart) if chart.kind == "bars" else _standing(chart))
    height = max((s.y + s.h for s in made), default=0) + 8
    return Drawing(width=WIDTH, height=height, shapes=made)


def width_of(text: str) -> int:
    """About how wide a text is in the drawing, on the generous side: its font is the reader's."""
    return sum(4 if c in "iljtf.,:;'|!()[] " else 10 if c in "mwMW%@" or ord(c) > 0x2FF else 7 for c in text)


def _mark(chart: Chart) -> Iterator[Shape]:
    if chart.sample:
        yield Shape(kind="text", look="g-mark", x=WIDTH - 2, y=11, anchor="end", text=words.SAMPLE, own=True)


# --- bars that lie


def _lying(chart: Chart) -> Iterator[Shape]:
    yield from _mark(chart)
    scale = _lying_scale(chart)
    start = y = 18 if chart.sample else 4
    for position, label in enumerate(chart.labels):
        for line in _wrapped(label):
            y += _LINE
            yield Shape(kind="text", y=y - 3, text=line)
        for number, series in enumerate(chart.series, 1):
            yield from _bar(number, series.values[position], y, scale, chart.decimals)
            y += _BAR + 3
        y += 5
    yield Shape(kind="line", look="g-axis", x=scale.zero, y=start, h=max(y - start - 5, 0))


@dataclass(frozen=True, slots=True)
class _Lying:
    """``zero`` is where bars start; ``reach`` is what ``span`` stands for, to either side."""

    zero: int
    reach: Number
    span: int


def _lying_scale(chart: Chart) -> _Lying:
    """One scale for both sides, with room for the number behind the longest bar of each."""
    right = max([width_of(brief(v, chart.decimals)) for v in chart.known if v >= 0], default=0)
    below = [v for v in chart.known if v < 0]
    top = nice_top(max(chart.known, default=0)) if not below or max(chart.known) > 0 else 0
    if not below:
        return _Lying(0, top, WIDTH - 8 - right)
    low = nice_top(-min(below))
    left = max(width_of(brief(v, chart.decimals)) for v in below) + 8
    span = WIDTH - left - 8 - max(right, width_of(NO_DATA) if any(None in s.values for s in chart.series) else 0)
    return _Lying(left + scaled(low, 0, low + top, span), low + top, span)


def _bar(number: int, value: Value, y: int, scale: _Lying, decimals: int) -> Iterator[Shape]:
    if value is None:
        yield Shape(kind="text", look="g-none", x=scale.zero + 5, y=y + 11, text=NO_DATA, own=True)
        return
    wide = max(scaled(magnitude(value), 0, scale.reach, scale.span), 2) if value else 0
    start = scale.zero - (wide if value < 0 else 0)
    if wide:
        yield Shape(kind="rect", look=f"g{number}", x=start, y=y, w=wide, h=_BAR, pattern=pattern(number))
    x, anchor = (start - 5, "end") if value < 0 else (start + wide + 5, "start")
    yield Shape(kind="text", look="g-value", x=x, y=y + 11, anchor=anchor, text=brief(value, decimals), own=True)


def _wrapped(text: str) -> list[str]:
    """A label in lines that fit; a word too long for one is cut like what is left over."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < _LINES:
        taken = 1
        while taken < len(rest) and width_of(" ".join(rest[: taken + 1])) <= WIDTH:
            taken += 1
        last = len(lines) == _LINES - 1 and taken < len(rest)
        lines.append(_cut(" ".join(rest if last else rest[:taken]), WIDTH))
        rest = rest[taken:]
    return lines or [GAP]


# --- columns and lines that stand on an axis


def _standing(chart: Chart) -> Iterator[Shape]:
    yield from _mark(chart)
    low, top = _ends(chart)
    whole = all(Fraction(v).denominator == 1 for v in chart.known)
    middle = 0 if low < 0 < top else Fraction(low + top) / 2
    ticks = [t for t in (low, middle, top) if not (whole and Fraction(t).denominator > 1)]
    left = max(width_of(brief(t, places(t, 4))) for t in ticks) + 6
    base = _TOP + _HEIGHT
    axis = base - scaled(0, low, top, _HEIGHT)
    for tick in ticks:
        y = base - scaled(tick, low, top, _HEIGHT)
        if y != axis:
            yield Shape(kind="line", look="g-grid", x=left, y=y, w=WIDTH - left)
        text = brief(tick, places(tick, 4))
        yield Shape(kind="text", look="g-tick", x=left - 4, y=y + 4, anchor="end", text=text, own=True)
    step = Fraction(WIDTH - left, max(len(chart.labels), 1))
    spots = spots_on(chart.at, len(chart.labels), left, WIDTH)
    yield from _labels(chart, spots, Fraction(WIDTH) if chart.at else step, base)
    for x in [x for n, x in enumerate(spots) if _is_gap(chart, n)] + [
        (spots[n - 1] + spots[n]) // 2 for n in sorted(chart.apart)
    ]:
        yield Shape(kind="text", look="g-none", x=x, y=base - 4, anchor="middle", text=GAP)
    if chart.kind == "stack":
        yield from _columns(chart, top, base, spots, int(step))
    else:
        yield from _lines(chart, (low, top), base, spots)
    # Last, so that no column's edge cuts it.
    yield Shape(kind="line", look="g-axis", x=left, y=axis, w=WIDTH - left)


def _is_gap(chart: Chart, n: int) -> bool:
    """Parts that miss one of them add up to nothing; of lines the first is the one that is measured."""
    return any(s.values[n] is None for s in (chart.series if chart.kind == "stack" else chart.series[:1]))


def _ends(chart: Chart) -> tuple[Number, Number]:
    """Where the axis starts and ends."""
    if chart.kind == "stack":
        return 0, nice_top(max(_totals(chart), default=0))
    known = chart.known
    deepest = min(known, default=0)
    low = chart.lowest if deepest >= chart.lowest else -nice_top(-deepest) if deepest < 0 else 0
    highest = max(known, default=0)
    if highest <= 0 and low < 0:
        return low, 0
    return low, nice_top(highest) if highest > low else low + 1


def _totals(chart: Chart) -> list[Number]:
    return [sum(s.values[n] or 0 for s in chart.series) for n in range(len(chart.labels))]


def _labels(chart: Chart, middles: Sequence[int], step: Fraction, base: int) -> Iterator[Shape]:
    """As many labels as fit, the newest (last) always among them."""
    texts = [_cut(label, _LABEL) for label in chart.labels]
    widest = max([width_of(text) for text in texts], default=0)
    every = max(-int(-(widest + 6) // step), 1)
    free = WIDTH
    for n in range(len(texts) - 1, -1, -every):
        half = width_of(texts[n]) // 2
        x = max(min(middles[n], WIDTH - half), half)
        if x + half <= free:
            yield Shape(kind="text", look="g-tick", x=x, y=base + 15, anchor="middle", text=texts[n])
            free = x - half - 4


def _columns(chart: Chart, top: Number, base: int, middles: Sequence[int], step: int) -> Iterator[Shape]:
    wide = max(2, min(26, step - 3))
    totals = _totals(chart)
    numbered = max([width_of(brief(t)) for t in totals], default=0) <= step
    for n, x in enumerate(middles):
        if _is_gap(chart, n):
            continue
        below: Number = 0
        reached = 0
        for number, series in enumerate(chart.series, 1):
            if value := series.values[n]:
                below += value
                high = max(scaled(below, 0, top, _HEIGHT), reached + 1)
                yield Shape(
                    kind="rect",
                    look=f"g{number}",
                    pattern=pattern(number),
                    x=max(x - wide // 2, 0),
                    y=base - high,
                    w=wide,
                    h=high - reached,
                )
                reached = high
        if numbered:
            text = brief(totals[n])
            yield Shape(kind="text", look="g-value", x=x, y=base - reached - 4, anchor="middle", text=text, own=True)


def _lines(chart: Chart, ends: tuple[Number, Number], base: int, middles: Sequence[int]) -> Iterator[Shape]:
    low, top = ends
    taken: list[int] = []
    apart = chart.apart
    for number, series in enumerate(chart.series, 1):
        points = [
            None if v is None else (x, base - scaled(v, low, top, _HEIGHT))
            for x, v in zip(middles, series.values, strict=True)
        ]
        pairs = [(a, b) for n, (a, b) in enumerate(pairwise(points), 1) if n not in apart]
        joined = [f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for a, b in pairs if a and b]
        if joined:
            yield Shape(kind="path", look=f"g-line g-line{number}", d="".join(joined))
        known = [(spot, v) for spot, v in zip(points, series.values, strict=True) if spot and v is not None]
        for spot, _ in known:
            yield Shape(kind="path", look=f"g-point{number}", d=point(number, *spot))
        if known:
            (x, y), value = known[-1]
            free = [at for at in (y - 9, y + 18) if all(abs(at - other) >= _LINE for other in taken)]
            if free:
                taken.append(free[0])
                text = brief(value, chart.decimals)
                inside = max(min(x + 6, WIDTH), width_of(text))
                yield Shape(kind="text", look="g-value", x=inside, y=free[0], anchor="end", text=text, own=True)


def _cut(text: str, most: int) -> str:
    if width_of(text) <= most:
        return text
    while text and width_of(text) + 10 > most:
        text = text[:-1]
    return text.rstrip() + "…"


#: What is said of these files in the description of the API.
PUBLIC = (
    PublicFile(
        "{badan}/bagan-{gambar}.csv",
        "Angka di balik sebuah gambar",
        parameters=(Parameter("gambar", "Nama gambar."),),
    ),
)
