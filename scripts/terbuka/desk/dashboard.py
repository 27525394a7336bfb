"""The dashboard of the head of an office and of the PPID Utama: one page that never leaves the office.

Promises: pure; what is told comes from the agenda and the assessment, nothing is counted a second way. A page holds
everything it needs (no network, no script). Offices stand in alphabetical order, are not added up and not ranked; a
duty that the parent was to show is the parent's. No data, not due yet and not a duty of this unit are words, not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from terbuka.duties.agenda import DUTY, Agenda, Item, When
from terbuka.duties.corpus import Corpus
from terbuka.duties.next_steps import next_steps
from terbuka.duties.verdict import UNPROVEN, Assessment, BodyAssessment, Judgement, Owed, Status
from terbuka.features.indicators.actions import EFFECTS
from terbuka.features.indicators.measured import amount
from terbuka.features.indicators.pages import STATES
from terbuka.features.indicators.record import IndicatorState, IndicatorStatus, Point
from terbuka.features.service import charts as service_charts
from terbuka.features.service.agenda import CLOCK
from terbuka.features.service.record import Figures, Service, YearFigures
from terbuka.features.training.record import ROLES, Freshness, TrainingState
from terbuka.kit import words
from terbuka.kit.charts import Chart
from terbuka.kit.portal import environment
from terbuka.kit.view import BodyView
from terbuka.portal.agenda import agenda

#: Rows of a list that fit on the sheet; what is beyond stands folded below and is named.
SHOWN = 5
#: Lines that the units, their missed targets and what is late share on the sheet; the most of the last; up to how many
#: offices the targets are named; from how many on the print is small.
_LINES_OF_UNITS, _MOST_LATE, _TARGETS_NAMED, _DENSE = 28, 12, 6, 15
_MONTHS = 12
#: Quarters of an indicator: those of the last twelve months, and the present one.
_QUARTERS = 5
OFFICE = "kantor"
_BEARERS = {"kantor": "Kantor ini", "pemohon": "Pemohon", "komisi-informasi": "Komisi Informasi"}
_REGISTERS = {"permohonan": "Permohonan", "keberatan": "Keberatan", "pengaduan": "Pengaduan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something with a day. ``distance`` is told from the assessed day; ``who`` must act; ``law`` and ``note`` may be
    empty."""

    title: str
    kind: str
    day: str
    distance: str
    who: str
    law: str
    note: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A register in the last twelve months and in the twelve before; None where it does not cover all of them."""

    title: str
    now: Figures | None
    before: Figures | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An indicator that has a value or a target: ``values`` by quarter, oldest first, None where there is no data.

    ``target`` and ``state`` are words; ``trend`` tells of the quarter before and may be empty; ``told`` is the quarter
    that is judged.
    """

    title: str
    unit: str
    values: tuple[str | None, ...]
    target: str
    state: str
    trend: str
    told: str
    missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One office on its assessed day. ``late`` and ``soon`` are what the office must do, ``waiting`` what others must;
    ``absent`` are duties with nothing there, the easiest first, ``owed`` what its units rely on it for,
    ``with_parent`` how many it relies on its parent for; ``uncounted`` clocks have no calendar."""

    b: BodyView
    late: tuple[Line, ...]
    soon: tuple[Line, ...]
    waiting: tuple[Line, ...]
    absent: tuple[Judgement, ...]
    owed: tuple[Owed, ...]
    with_parent: int
    uncounted: int
    years: tuple[Year, ...]
    chart: Chart | None
    measures: tuple[Measure, ...]
    #: Titles of the indicators without any value or target.
    unmeasured: tuple[str, ...]
    #: The quarters of the columns; the last one may still be running.
    quarters: tuple[str, ...]
    reached: int
    targets: int
    #: Who is to be trained in what, a topic a line; None where no training is recorded.
    training: tuple[str, ...] | None

    @property
    def missed(self) -> tuple[Measure, ...]:
        return tuple(measure for measure in self.measures if measure.missed)

    @property
    def available(self) -> int:
        """Duties judged by the gate that are well on the day."""
        return self.b.assessed.tally.well

    @property
    def judged(self) -> int:
        return self.b.assessed.tally.judged

    def kinds(self, lines: Iterable[Line]) -> str:
        """``2 batas waktu layanan, 1 informasi wajib``."""
        return tally(line.kind for line in lines)

    @property
    def chart_first(self) -> bool:
        """Whether there is more room for the chart beside what is coming than beside what is late."""
        here = len(self.late[:SHOWN]) + len(self.owed[:SHOWN]) + len(self.absent[:SHOWN])
        return here < len(self.soon[:SHOWN]) + len(self.waiting[:SHOWN])

    @property
    def keeps_registers(self) -> bool:
        """Whether any register of the service is kept; without one nobody knows whether a request is late."""
        return bool(self.b.assessed.get(Service).cases)

    @property
    def late_services(self) -> tuple[Line, ...]:
        return tuple(line for line in self.late if line.kind == CLOCK.words)

    @property
    def late_duties(self) -> tuple[Line, ...]:
        return tuple(line for line in self.late if line.kind == DUTY.words)

    @property
    def late_others(self) -> tuple[Line, ...]:
        return tuple(line for line in self.late if line not in self.late_services and line not in self.late_duties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A PPID Utama with its units in alphabetical order, or (``head`` is None) offices without one in this portal."""

    head: Office | None
    units: tuple[Office, ...]

    @property
    def offices(self) -> tuple[Office, ...]:
        return ((self.head,) if self.head else ()) + self.units

    @property
    def days(self) -> tuple[date, ...]:
        """The assessed days, each once."""
        return tuple(sorted({office.b.on for office in self.offices}))

    @property
    def late(self) -> tuple[Line, ...]:
        """What is late, office by office, the longest first within each."""
        return tuple(line for office in self.offices for line in office.late)

    @property
    def late_shown(self) -> int:
        """How much of it fits below the table of the units."""
        left = _LINES_OF_UNITS - 2 * (len(self.offices) + len(self.missed))
        return max(min(left, _MOST_LATE), 0)

    @property
    def missed(self) -> tuple[Office, ...]:
        """Offices that do not reach a target of their own; none when there are too many offices to name them."""
        return tuple(o for o in self.offices if o.missed) if len(self.offices) <= _TARGETS_NAMED else ()

    @property
    def is_dense(self) -> bool:
        return len(self.offices) > _DENSE


def dashboard(corpus: Corpus, assessment: Assessment, only: str | None = None) -> str:
    """One HTML page: the sheet of the body ``only``, or of the only body; of several the overview of each PPID Utama.

    A PPID Utama that is asked for gets its own sheet and, on the next one, the overview of its units.
    """
    made = agenda(assessment)
    offices = {name: _office(corpus, assessment, made, name) for name in assessment.bodies}
    if only is None and len(offices) == 1:
        only = next(iter(offices))
    circles = _circles(offices)
    sheets: Sequence[Office] = ()
    if only is not None:
        sheets = [offices[only]]
        circles = [c for c in circles if c.head is not None and c.head.b.id == only and c.units]
    sample = any(office.b.body.sample for office in (sheets or [o for c in circles for o in c.offices]))
    template = environment().get_template("dasbor.html")
    return template.render(sheets=sheets, circles=circles, shown=SHOWN, sample=sample, corpus=corpus)


def tally(names: Iterable[str]) -> str:
    """How many of each, in the order in which they first came."""
    count: dict[str, int] = {}
    for name in names:
        count[name] = count.get(name, 0) + 1
    return ", ".join(f"{words.number(n)} {name}" for name, n in count.items())


def _office(corpus: Corpus, assessment: Assessment, made: Agenda, name: str) -> Office:
    assessed = assessment.bodies[name]
    b = BodyView(corpus, assessed, others=len(assessment.bodies) > 1)
    states = tuple(assessed.named(IndicatorState).values())
    kept = [s for s in states if s.current.target is not None or any(p.value is not None for p in _recent(s))]
    near = [i for i in made.of(name) if i.when is not When.LATER]
    ours = [i for i in near if i.bearer == OFFICE]
    return Office(
        b=b,
        late=tuple(_line(i, assessed) for i in ours if i.when is When.LATE),
        soon=tuple(_line(i, assessed) for i in ours if i.when is not When.LATE),
        waiting=tuple(_line(i, assessed) for i in near if i.bearer != OFFICE),
        absent=tuple(
            step.judgement
            for step in next_steps(assessed, corpus.law_of(assessed.body))
            if step.judgement.status is Status.MISSING
        ),
        owed=assessed.owed,
        with_parent=sum(j.reason == UNPROVEN for j in assessed.judgements.values()),
        uncounted=made.uncounted[name],
        years=tuple(_years(assessed)),
        chart=_chart(b),
        measures=tuple(_measure(s) for s in kept),
        unmeasured=tuple(s.indicator.title for s in states if s not in kept),
        quarters=tuple(_quarter(p) for p in _recent(states[0])) if states else (),
        reached=sum(s.status is IndicatorStatus.REACHED for s in states),
        targets=sum(s.current.target is not None for s in states),
        training=_training(assessed.get(TrainingState)),
    )


def _training(state: TrainingState) -> tuple[str, ...] | None:
    """``Prosedur permohonan informasi (PPID Pelaksana: terakhir segar 12 Mei 2027)``: by role, which is internal."""
    if not state.kept:
        return None
    told: dict[str, list[str]] = {}
    for pair in state.pairs:
        if pair.state is not Freshness.FRESH:
            since = f"terakhir segar {words.day(pair.fresh_until)}" if pair.fresh_until else "belum pernah"
            told.setdefault(pair.topic.title, []).append(f"{ROLES[pair.role]}: {since}")
    return tuple(f"{title} ({'; '.join(roles)})" for title, roles in told.items())


def _line(item: Item, assessed: BodyAssessment) -> Line:
    return Line(
        title=item.title,
        kind=item.kind.words,
        day=f"{item.due_on.day} {service_charts.short_month(item.due_on.year, item.due_on.month)}",
        distance=distance(item.due_on, assessed.on),
        who=_BEARERS.get(item.bearer, item.bearer),
        law="; ".join(item.articles[:1]),
        note=item.note,
        unit=assessed.body.short_name,
    )


def distance(due_on: date, on: date) -> str:
    """``lewat 3 hari``, ``hari ini``, ``5 hari lagi``."""
    days = (due_on - on).days
    if not days:
        return "hari ini"
    return f"lewat {words.number(-days)} hari" if days < 0 else f"{words.number(days)} hari lagi"


# --- the past of the office itself ------------------------------------------------------------------------


def _chart(b: BodyView) -> Chart | None:
    years = b.assessed.get(Service).years.get("permohonan", ())
    made = service_charts.by_month(b, years, _MONTHS) if any(y.months for y in years) else None
    # Twelve empty columns say less than the word for it, which the page has.
    return made if made is None or any(made.known) else None


def _recent(state: IndicatorState) -> Sequence[Point]:
    return state.points[-_QUARTERS:]


def _quarter(point: Point) -> str:
    return point.quarter.short + (" (berjalan)" if point.running else "")


def _measure(state: IndicatorState) -> Measure:
    indicator, target = state.indicator, state.current.target
    least = "min." if indicator.more_is_better else "maks."
    decided = target is None or target.decided_with is not None
    return Measure(
        title=indicator.title,
        unit=indicator.unit,
        values=tuple(None if p.value is None else amount(p.value, indicator.places) for p in _recent(state)),
        target=""
        if target is None
        else f"{least} {amount(target.value, indicator.places)}{'' if decided else ' (usulan)'}",
        state=STATES[state.status].removeprefix("Sasaran ").capitalize(),
        trend=EFFECTS[state.trend] if target and state.trend else "",
        told=state.current.quarter.short,
        missed=state.status is IndicatorStatus.NOT_REACHED,
    )


def _years(assessed: BodyAssessment) -> Iterable[Year]:
    for register, title in _REGISTERS.items():
        months = _by_month(assessed.get(Service).years.get(register, ()))
        end = assessed.on.year * 12 + assessed.on.month - 1
        yield Year(title=title, now=_added(months, end), before=_added(months, end - _MONTHS))


def _by_month(years: Sequence[YearFigures]) -> Mapping[int, Figures]:
    return {y.year * 12 + month - 1: figures for y in years for month, figures in y.months.items()}


def _added(months: Mapping[int, Figures], end: int) -> Figures | None:
    """Counts of the twelve months that end with ``end``; None unless the register covers each of them."""
    span = range(end - _MONTHS + 1, end + 1)
    if any(month not in months for month in span):
        return None
    taken = [months[month] for month in span]
    return Figures(
        received=sum(f.received for f in taken),
        in_time=sum(f.in_time for f in taken),
        late=sum(f.late for f in taken),
        open=sum(f.open for f in taken),
        open_late=sum(f.open_late for f in taken),
        ended_late=sum(f.ended_late for f in taken),
    )


# --- a PPID Utama and its units ---------------------------------------------------------------------------


def _circles(offices: Mapping[str, Office]) -> list[Circle]:
    """Each office that has units in this portal with them, then the others, all in alphabetical order."""
    by_name = sorted(offices.values(), key=lambda o: o.b.body.name.casefold())
    heads = {o.b.body.parent_id for o in by_name} & offices.keys()
    made = [
        Circle(head=o, units=tuple(u for u in by_name if u.b.body.parent_id == o.b.id))
        for o in by_name
        if o.b.id in heads
    ]
    placed = {o.b.id for circle in made for o in circle.offices}
    rest = tuple(o for o in by_name if o.b.id not in placed)
    return made + ([Circle(head=None, units=rest)] if rest else [])
