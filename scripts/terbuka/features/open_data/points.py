"""Points in degrees as inline SVG, made at build time: no map service, no coast, only where things lie.

Promises: the same bytes each time; a kilometre is as long sideways as upwards in the middle of the drawing; two kinds
of points differ by shape, not by colour alone; what lies on the same spot is drawn once and counted. Knows no record;
``_peta.html`` draws it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from terbuka.kit import words
from terbuka.kit.told import Told, joined
from terbuka.record.numerals import with_comma

#: Width of a drawing in its own units, as that of charts, and its greatest height.
WIDTH, TALLEST = 330, 400
#: A drawing holds at most so many marks; more points are drawn on a coarser raster.
MOST = 4_000
_LEFT, _BELOW, _EDGE = 4, 34, 8
#: Kilometres in a degree of latitude; half the width of a label.
_KM, _LABEL = 111.32, 22
_STEPS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True)
class Kind:
    """``spots`` are pairs of latitude and longitude in degrees, south and west negative."""

    name: str
    spots: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the graticule; ``text`` are its degrees, empty where there is no room for them."""

    d: str
    x: float
    y: float
    text: str
    upright: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """``paths`` are the marks by kind, in the order given; ``bar`` is the length of the scale bar in units of the
    drawing and its kilometres."""

    id: str
    title: str
    sentence: str
    height: int
    kinds: Sequence[Kind]
    paths: Sequence[str]
    lines: Sequence[Line]
    bar: tuple[float, int]
    step: str
    drawn: int
    sample: bool
    told: Sequence[Told] = ()

    @property
    def bar_y(self) -> int:
        """Where the scale bar begins, from above."""
        return self.height - 10

    @property
    def label_y(self) -> int:
        """The line of the words under the drawing, from above."""
        return self.height - 5

    @property
    def bar_label_x(self) -> float:
        """Where the length of the scale bar is written, from the left."""
        return self.bar[0] + 10

    @property
    def count(self) -> int:
        return sum(len(k.spots) for k in self.kinds)


@dataclass(frozen=True, slots=True)
class _Frame:
    """From degrees to the drawing; ``scale`` is units for a degree of latitude."""

    north: float
    south: float
    west: float
    east: float
    scale: float
    narrow: float
    left: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        x = self.left + (longitude - self.west) * self.scale * self.narrow
        return x, _EDGE + (self.north - latitude) * self.scale

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale


def drawn(*, mark: str, title: str, told: Sequence[Told], kinds: Sequence[Kind], sample: bool) -> Map | None:
    """The map of some points, at most two kinds of them; None without any."""
    spots = [spot for kind in kinds for spot in kind.spots]
    if not spots:
        return None
    frame = _frame(spots)
    paths, count = _marks(frame, kinds)
    step = next(s for s in _STEPS if s >= (frame.east - frame.west) / 7 or s == _STEPS[-1])
    return Map(
        id=mark,
        title=title,
        sentence=joined(told),
        told=told,
        height=round(frame.height) + _EDGE + _BELOW,
        kinds=kinds,
        paths=paths,
        lines=tuple(_graticule(frame, step)),
        bar=_bar(frame),
        step=words.number(step, 0 if step >= 1 else 2 if step < 0.1 else 1),
        drawn=count,
        sample=sample,
    )


def _frame(spots: Sequence[tuple[float, float]]) -> _Frame:
    latitudes, longitudes = [s[0] for s in spots], [s[1] for s in spots]
    north, south, west, east = max(latitudes), min(latitudes), min(longitudes), max(longitudes)
    # A single point still gets some ground around it.
    margin = max((north - south) * 0.04, (east - west) * 0.04, 0.02)
    north, south, west, east = north + margin, south - margin, west - margin, east + margin
    narrow = math.cos(math.radians((north + south) / 2))
    wide = WIDTH - 2 * _LEFT
    scale = min(wide / ((east - west) * narrow), TALLEST / (north - south))
    left = _LEFT + (wide - (east - west) * narrow * scale) / 2
    return _Frame(north, south, west, east, scale, narrow, left)


def _marks(frame: _Frame, kinds: Sequence[Kind]) -> tuple[list[str], int]:
    """One path a kind: a dot of no length on each spot, whose ends the style makes round or square."""
    for raster in (2, 1, 0.5):
        found = [sorted({_on(frame, raster, *spot) for spot in kind.spots}) for kind in kinds]
        count = sum(map(len, found))
        if count <= MOST:
            break
    return ["".join(f"M{x / raster:g} {y / raster:g}h0" for x, y in dots) for dots in found], count


def _on(frame: _Frame, raster: float, latitude: float, longitude: float) -> tuple[int, int]:
    x, y = frame.at(latitude, longitude)
    return round(x * raster), round(y * raster)


def _graticule(frame: _Frame, step: float) -> Iterator[Line]:
    low, right = _EDGE + frame.height, WIDTH - frame.left
    for n in range(math.ceil(frame.west / step), math.floor(frame.east / step) + 1):
        x, _ = frame.at(0, n * step)
        yield Line(
            d=f"M{x:.1f} {_EDGE}V{low:.1f}", x=round(x, 1), y=round(low + 11, 1), upright=True,
            text=degrees(n * step, "BT", "BB") if _LABEL < x < WIDTH - _LABEL else "",
        )  # fmt: skip
    for n in range(math.ceil(frame.south / step), math.floor(frame.north / step) + 1):
        _, y = frame.at(n * step, 0)
        yield Line(
            d=f"M{frame.left:.1f} {y:.1f}H{right:.1f}", x=round(frame.left + 1, 1), y=round(y - 2, 1),
            text=degrees(n * step, "LU", "LS"), upright=False,
        )  # fmt: skip


def degrees(value: float, plus: str, minus: str) -> str:
    """``9° LS``, ``120,5° BT``; the equator is ``0°``."""
    number = with_comma(f"{abs(value):.2f}".rstrip("0").rstrip("."))
    return f"{number}°" if number == "0" else f"{number}° {plus if value > 0 else minus}"


def _bar(frame: _Frame) -> tuple[float, int]:
    a_kilometre = frame.scale / _KM
    longest = max((s for s in _SCALES if s * a_kilometre <= WIDTH / 3), default=_SCALES[0])
    return round(longest * a_kilometre, 1), longest
