"""The satisfaction survey: how it is made (law data), its counts, and what follows from them on a day.

A row is a count of a group; no class here can hold the answers of one person. Figures are exact fractions; they are
rounded once, at the end (PermenPANRB 14/2017; ``content/metodologi/survei-kepuasan.md``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from terbuka.base.periods import Term
from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field
from terbuka.record.numerals import exact

#: What a respondent may answer.
SCALE = (1, 2, 3, 4)
#: Service or channel of a group that is too small to be named.
POOLED = "gabungan"
#: Rules that a method needs, each a number of its own.
RULES = ("bobot", "pengali", "kelompok-terkecil", "khi-kuadrat", "proporsi", "galat")


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyElement:
    """What is asked about (house: unsur); ``answers`` are the words for 1 to 4."""

    id: str = key("kode", needed=True)
    title: str = key("judul", needed=True)
    question: str = key("pertanyaan", needed=True)
    answers: tuple[str, ...] = key("jawaban", needed=True)
    instrument_id: str = key("peraturan", refers="aturan/peraturan", needed=True)
    article: str | None = key("pasal")
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRule:
    """One number of the method, as a whole number or a fraction in text."""

    id: str = key("kunci", needed=True)
    text: str = key("nilai", needed=True)
    instrument_id: str = key("peraturan", refers="aturan/peraturan", needed=True)
    article: str | None = key("pasal")
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyBand:
    """A grade from its lower edge on; there are no upper edges, so that no value falls between two grades."""

    id: str = key("kode", needed=True)
    title: str = key("judul", needed=True)
    edge: str = key("batas_bawah", needed=True)
    instrument_id: str = key("peraturan", refers="aturan/peraturan", needed=True)
    article: str | None = key("pasal")
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()

    @property
    def least(self) -> Fraction:
        return exact(self.edge)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyMethod:
    """How a survey is asked and counted, for the periods that end on ``from_on`` or later."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    from_on: date = key("mulai", needed=True)
    elements: tuple[SurveyElement, ...] = key("unsur", of=SurveyElement, needed=True)
    rules: tuple[SurveyRule, ...] = key("ketentuan", of=SurveyRule, needed=True)
    bands: tuple[SurveyBand, ...] = key("mutu", of=SurveyBand, needed=True)
    place: Place = place_field()

    def number(self, rule: str) -> Fraction:
        """The number of a rule; raises KeyError for one that the method does not name (the rules have looked)."""
        for known in self.rules:
            if known.id == rule:
                return Fraction(known.text)
        raise KeyError(rule)

    @property
    def least_group(self) -> int:
        """As many respondents has the smallest group that may be named."""
        return int(self.number("kelompok-terkecil"))

    @property
    def confirmed(self) -> bool:
        """Whether every number of the method was read in its source."""
        return all(part.confirmed for part in self.sourced)

    @property
    def sourced(self) -> tuple[SurveyElement | SurveyRule | SurveyBand, ...]:
        """Everything that names where it comes from."""
        return (*self.elements, *self.rules, *self.bands)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyCount:
    """How often each answer was given: one row a period, service, channel and element."""

    id: str = key("id", needed=True)
    period: str = key("periode", needed=True)
    service: str = key("layanan", needed=True)
    channel: str = key("kanal", needed=True)
    element_id: str = key("unsur", needed=True)
    ones: int = key("n1", needed=True)
    twos: int = key("n2", needed=True)
    threes: int = key("n3", needed=True)
    fours: int = key("n4", needed=True)
    population: int | None = key("populasi")
    weight: str = key("bobot", needed=True)
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()

    @property
    def counts(self) -> tuple[int, int, int, int]:
        return self.ones, self.twos, self.threes, self.fours

    @property
    def respondents(self) -> int:
        return sum(self.counts)

    @property
    def group(self) -> tuple[str, str, str]:
        """Period, service and channel: the rows of a group are about the same respondents."""
        return self.period, self.service, self.channel


@dataclass(frozen=True, slots=True, order=True)
class SurveySpan:
    """A period of a survey, ordered by its last day: a year, a half, a quarter."""

    last: date
    first: date
    code: str

    @classmethod
    def parse(cls, code: str) -> SurveySpan:
        """``2025``, ``2025-2`` (half), ``2025-t3`` (quarter). Raises ValueError for anything else."""
        span = Term.parse(code).span
        return cls(span.until, span.since, code)

    @property
    def title(self) -> str:
        """``Semester II 2025``."""
        return str(Term.parse(self.code))

    @property
    def short(self) -> str:
        """``II 2025``; a quarter as ``Tw II 2025`` where it stands alone is worded by ``title``."""
        return Term.parse(self.code).short

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementResult:
    """One element: answers by value, and their mean on the scale (house: nilai rata-rata, NRR)."""

    element: SurveyElement
    counts: tuple[int, int, int, int]
    mean: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyResult:
    """What a group of respondents said: ``index`` exact (house: IKM), ``rounded`` to two decimals once, half up, and
    the ``band`` of the rounded value; None below the lowest edge."""

    respondents: int
    elements: tuple[ElementResult, ...]
    weight: Fraction
    index: Fraction
    rounded: Fraction
    band: SurveyBand | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPeriod:
    """One period. ``needed`` is the sample for its ``population`` (None: not known); ``services`` and ``channels``
    leave out ``pooled`` respondents, whose groups are too small to be named; ``lowest`` are the elements to work on,
    the lowest first, none when all are equal."""

    span: SurveySpan
    method: SurveyMethod
    total: SurveyResult
    population: int | None = None
    needed: int | None = None
    services: Mapping[str, SurveyResult] = field(default_factory=dict)
    channels: Mapping[str, SurveyResult] = field(default_factory=dict)
    pooled_services: int = 0
    pooled_channels: int = 0
    lowest: tuple[ElementResult, ...] = ()
    running: bool = False

    @property
    def enough(self) -> bool | None:
        """Whether as many answered as the sample needs; None when that is not known."""
        return None if self.needed is None else self.total.respondents >= self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyYear:
    """A calendar year of several periods: their answers together, or None when they may not be merged."""

    year: int
    periods: tuple[SurveyPeriod, ...]
    total: SurveyResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The survey of a body on a day: periods in the order of time, none that lies ahead. ``kept`` says whether the
    register is there at all: without it there is no data, which is not the same as no satisfaction."""

    kept: bool = False
    periods: tuple[SurveyPeriod, ...] = ()
    years: tuple[SurveyYear, ...] = ()

    @property
    def latest(self) -> SurveyPeriod | None:
        return self.periods[-1] if self.periods else None

    def period(self, code: str) -> SurveyPeriod | None:
        return next((p for p in self.periods if p.span.code == code), None)


def method_of(methods: Mapping[str, SurveyMethod], span: SurveySpan) -> SurveyMethod | None:
    """The method that a period uses: the last one that began by its end."""
    begun = [m for m in methods.values() if m.from_on <= span.last]
    return max(begun, key=lambda m: m.from_on, default=None)
