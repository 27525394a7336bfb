"""Indicators and corrective actions as pages see them, and their pages.

Promises: no value is said as "belum ada data", never as zero; a value stands beside its target, its own past and how
many rows it was taken from; nothing is ranked and no unit is compared with another. Of an action only its month is
told, and never who is in charge or what proves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from terbuka.base.page import Page
from terbuka.base.problem import Place
from terbuka.duties.source import Source
from terbuka.features.indicators.actions import ActionView, action_views
from terbuka.features.indicators.measured import NO_DATA, amount, said, when
from terbuka.features.indicators.record import (
    LATEST,
    ActionState,
    IndicatorState,
    IndicatorStatus,
    Point,
    Target,
    Trend,
)
from terbuka.kit import words
from terbuka.kit.charts import Chart, Series
from terbuka.kit.origin import Origin, newest
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.record.schema import Schema

STATES = {
    IndicatorStatus.NO_DATA: NO_DATA,
    IndicatorStatus.NO_TARGET: "Belum ada sasaran",
    IndicatorStatus.REACHED: "Sasaran tercapai",
    IndicatorStatus.NOT_REACHED: "Sasaran belum tercapai",
}
MARKS = {
    IndicatorStatus.NO_DATA: "other",
    IndicatorStatus.NO_TARGET: "nil",
    IndicatorStatus.REACHED: "ok",
    IndicatorStatus.NOT_REACHED: "late",
}
_REACHED = {IndicatorStatus.REACHED: "Tercapai", IndicatorStatus.NOT_REACHED: "Belum tercapai"}
#: The same at the head of a sentence about a value.
TRENDS = {Trend.BETTER: "Lebih baik", Trend.SAME: "Tetap", Trend.WORSE: "Lebih buruk"}


@dataclass(frozen=True, slots=True)
class Row:
    """One quarter of an indicator in words."""

    quarter: str
    value: str
    out_of: str
    target: str
    state: str
    mark: str
    remark: str


class IndicatorView:
    """One indicator of one body as pages see it."""

    def __init__(self, b: BodyView, state: IndicatorState):
        self.b, self.state, self.i = b, state, state.indicator
        self.source = b.law.named(Source)[self.i.source]
        self.address = routes.indicator(b.id, self.i.id)

    @property
    def mark(self) -> str:
        return MARKS[self.state.status]

    @property
    def word(self) -> str:
        return STATES[self.state.status]

    def when(self, point: Point) -> str:
        return when(self.state, point, self.b.on)

    def value(self, point: Point) -> str:
        return NO_DATA if point.value is None else said(point.value, self.i)

    def out_of(self, point: Point) -> str:
        """``14 dari 15``, or how many rows; empty without a value."""
        if point.value is None or not point.rows or self.i.measure == LATEST:
            return ""
        if point.part is None:
            return f"{words.number(point.rows)} baris"
        return f"{words.number(point.part)} dari {words.number(point.rows)}"

    def target(self, target: Target | None) -> str:
        if target is None:
            return ""
        return f"{self.least} {said(target.value, self.i)}{'' if target.decided_with else ' (usulan)'}"

    @property
    def least(self) -> str:
        return "paling sedikit" if self.i.more_is_better else "paling banyak"

    @property
    def trend(self) -> str:
        """``Membaik: sebelumnya 83,3 persen, Triwulan I 2026``; empty without an earlier value."""
        before, way = self.state.before, self.state.trend
        if before is None or before.value is None or way is None:
            return ""
        return f"{TRENDS[way]}: sebelumnya {said(before.value, self.i)}, {before.quarter}"

    @property
    def lead(self) -> str:
        """The answer first: value, when, out of how many, and the target."""
        now = self.state.current
        if now.value is None:
            return f"{NO_DATA}: {self.when(now)}."
        told = self.out_of(now)
        target = f" Sasaran {self.target(now.target)}: {self.word.removeprefix('Sasaran ')}." if now.target else ""
        return f"{self.value(now)}, {self.when(now)}{f' ({told})' if told else ''}.{target}"

    @property
    def why_empty(self) -> str:
        """Why there is no value, and how an officer brings one about."""
        if not self.source.as_of:
            return (
                f"Dihitung dari {self.source.title.lower()}, yang belum dimuat di portal ini, masih kosong, atau tidak "
                f"punya baris yang cocok pada masa ini. Petugas mengisinya di {self.source.kept_in}.csv."
            )
        if self.i.span > 1:
            return (
                f"Perlu catatan {self.i.span} triwulan berturut-turut. Petugas mencatat keadaan pada akhir setiap "
                "triwulan di capaian.csv."
            )
        return (
            f"Dihitung dari {self.source.title.lower()}, yang belum dimuat di portal ini. Petugas mengisinya di "
            f"{self.source.kept_in}.csv."
        )

    @property
    def chart(self) -> Chart:
        """Value and target by quarter, oldest first."""
        points = self.state.points
        series = [Series("Nilai", [p.value for p in points])]
        if any(p.target for p in points):
            series.append(Series(f"Sasaran, {self.least}", [p.target.value if p.target else None for p in points]))
        rows = [] if self.i.measure == LATEST or not any(p.rows for p in points) else [p.rows for p in points]
        return Chart(
            id="tren",
            title=self.i.title,
            sentence=self._seen(),
            unit=self.i.unit,
            labels=[p.quarter.short + (" (berjalan)" if p.running else "") for p in points],
            series=series,
            kind="lines",
            head="Triwulan",
            decimals=self.i.places,
            behind=rows,
            counted="Dari berapa baris data" if rows else "",
            sample=self.b.body.sample,
        )

    def _seen(self) -> str:
        """What the chart shows: from where to where, and the least favourable quarter."""
        known = [(p.value, p) for p in self.state.points if p.value is not None]
        if not known:
            return f"{NO_DATA}."
        (first, begun), (last, now) = known[0], known[-1]
        if len(known) == 1:
            return f"Baru satu triwulan punya nilai: {self._with_parts(now)} pada {now.quarter}."
        value, worst = (min if self.i.more_is_better else max)(known, key=lambda found: found[0])
        least = "Terendah" if self.i.more_is_better else "Tertinggi"
        ends = f"{self._with_parts(begun)} pada {begun.quarter}", f"{self._with_parts(now)} pada {now.quarter}"
        told = f"Dari {ends[0]} menjadi {ends[1]}."
        return told if value in (first, last) else f"{told} {least} {self._with_parts(worst)} pada {worst.quarter}."

    def _with_parts(self, point: Point) -> str:
        """``83,3 persen (10 dari 12)``: a share with its counts, any other value as it is."""
        value = said(point.value, self.i) if point.value is not None else NO_DATA
        return f"{value} ({self.out_of(point)})" if point.part is not None and point.rows else value

    def rows(self) -> list[Row]:
        """Newest first."""
        return [self._row(point) for point in reversed(self.state.points)]

    def _row(self, point: Point) -> Row:
        reached = point.reached(self.i)
        status = (
            IndicatorStatus.NO_DATA
            if point.value is None
            else IndicatorStatus.NO_TARGET
            if reached is None
            else IndicatorStatus.REACHED
            if reached
            else IndicatorStatus.NOT_REACHED
        )
        remark = f"Dicatat {words.day(point.read_on)}" if point.read_on else "Berjalan" if point.running else ""
        return Row(
            quarter=str(point.quarter),
            value=NO_DATA if point.value is None else amount(point.value, self.i.places),
            out_of=self.out_of(point),
            target=amount(point.target.value, self.i.places) if point.target else "",
            state=_REACHED.get(status, ""),
            mark=MARKS[status],
            remark=remark,
        )

    @property
    def measured(self) -> bool:
        """Whether any quarter has a value."""
        return any(point.value is not None for point in self.state.points)

    @property
    def span(self) -> str:
        """Which time a value is about."""
        if self.source.as_of:
            told = "Keadaan pada hari itu; triwulan yang lalu menurut catatan pada akhir triwulan."
        else:
            schema = self.b.corpus.schemas.get(self.source.kind or "")
            named = (c.title.lower() for c in (schema.columns if schema else ()) if c.name == self.i.day_column)
            told = f"Triwulan menurut “{next(named, self.i.day_column)}”."
        if self.i.measure == LATEST:
            return f"{told} Yang terbaru dalam {self.i.span} triwulan."
        return told + (f" {self.i.span} triwulan dihitung bersama." if self.i.span > 1 else "")

    @property
    def basis(self) -> str:
        return words.bases(self.b.law, self.i.legal_basis)

    @property
    def actions(self) -> list[ActionView]:
        """What was done about this indicator."""
        return [a for a in action_views(self.b) if a.state.obstacle.indicator_id == self.i.id]


def indicator_views(b: BodyView) -> list[IndicatorView]:
    return [IndicatorView(b, state) for state in b.assessed.named(IndicatorState).values()]


# --- the hub's clauses, and the pages ---------------------------------------------------------------------


def indicators_state(b: BodyView) -> str:
    """``12 indikator: 9 mencapai sasaran, 1 belum``; "Belum ada data" while none has a value."""
    states = list(b.assessed.named(IndicatorState).values())
    if not any(s.current.value is not None for s in states):
        return NO_DATA
    return f"{len(states)} indikator: {_counted(states)}"


def _counted(states: Sequence[IndicatorState]) -> str:
    """``11 dari 12 sasaran tercapai; 2 belum punya sasaran; 1 belum ada datanya``."""

    def count(status: IndicatorStatus) -> int:
        return sum(s.status is status for s in states)

    reached, judged = count(IndicatorStatus.REACHED), len(states)
    told = []
    for status, text in (
        (IndicatorStatus.NO_TARGET, "belum punya sasaran"),
        (IndicatorStatus.NO_DATA, "belum ada datanya"),
    ):
        judged -= count(status)
        told += [f"{words.number(count(status))} {text}"] if count(status) else []
    first = [f"{words.number(reached)} dari {words.number(judged)} sasaran tercapai"] if judged else []
    return "; ".join([*first, *told])


def actions_state(b: BodyView) -> str:
    made = b.assessed.every(ActionState)
    if not made:
        return NO_DATA
    still = sum(a.stage.is_open for a in made)
    return f"{words.number(len(made))} tindakan: {_done(len(made) - still, still)}"


def _done(done: int, still: int) -> str:
    if not still:
        return "semua selesai"
    return (
        f"{words.number(done)} selesai, {words.number(still)} berjalan" if done else f"{words.number(still)} berjalan"
    )


def _origin(b: BodyView, *kinds: str) -> Origin:
    """The tables that are there, the targets, and what the law data say of the indicators."""
    base, records = f"datasets/badan/{b.id}/", b.assessed.records
    files = [f"{kind}.csv" for kind in dict.fromkeys(kinds) if kind in records.headers]
    files += ["sasaran.yml"] if records.rows(Target) else []
    law = Place(f"datasets/aturan/{b.law.jurisdiction_id}/indikator.yml")
    return Origin((f"Dihitung dari data pada {words.day(b.on)}.",), (*(Place(base + name) for name in files), law))


class IndicatorsPage(View, template="kinerja.html"):
    found: Sequence[IndicatorView]
    lead: str
    proposed: bool


class IndicatorPage(View, template="indikator.html"):
    v: IndicatorView
    choices: Schema


def indicator_pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    """The overview, and a page an indicator."""
    found = indicator_views(b)
    yield portal.body_page(
        b,
        IndicatorsPage(
            found=found, lead=indicators_state(b), proposed=bool(found) and not any(v.i.decided_with for v in found)
        ),
        routes.body_page(b.id, "kinerja"),
        "Indikator kinerja",
        f"Indikator kinerja layanan informasi {b.body.name}: nilai, sasaran, dan arahnya setiap triwulan.",
        section="laporan",
        origin=_origin(b, *(source.kept_in for source in b.law.named(Source).values()), "capaian"),
    )
    for v in found:
        yield portal.body_page(
            b,
            IndicatorPage(v=v, choices=b.corpus.schemas["indikator"]),
            v.address,
            v.i.title,
            f"{v.i.title}, {b.body.name}. {v.lead}"[:300],
            section="laporan",
            origin=_origin(b, v.source.kept_in, *(["capaian"] if v.source.as_of else [])),
        )


class ActionsPage(View, template="tindak-lanjut.html"):
    found: Sequence[ActionView]
    lead: str


def action_pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    found = action_views(b)
    rows = [made.obstacle for made in b.assessed.every(ActionState)]
    days = [day for row in rows for day in (row.found_on, row.begun_on, row.done_on)]
    yield portal.body_page(
        b,
        ActionsPage(found=found, lead=actions_state(b)),
        routes.body_page(b.id, "tindak-lanjut"),
        "Kendala dan tindakan perbaikan",
        f"Kendala layanan informasi {b.body.name}, tindakan perbaikannya, dan akibatnya.",
        section="laporan",
        origin=replace(_origin(b, "kendala"), changed_on=newest(b.on, days)),
    )
