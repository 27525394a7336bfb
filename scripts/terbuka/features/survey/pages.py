"""The satisfaction survey as its pages and files show it: the answer in words, charts, tables, the sheet for the desk.

Promises: figures are those of ``features/survey/judge``, said with two decimals; results under different weights
never stand in one line or one chart; a body without data says what belongs here. Decides no rule.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from urllib.parse import urlsplit

import segno
from markupsafe import Markup

from terbuka.base.page import Page
from terbuka.base.rounding import half_up
from terbuka.duties.record import RegisterEntry
from terbuka.features.indicators.record import ActionState
from terbuka.features.survey.record import (
    ElementResult,
    Survey,
    SurveyBand,
    SurveyCount,
    SurveyElement,
    SurveyMethod,
    SurveyPeriod,
    SurveyResult,
    SurveyRule,
)
from terbuka.kit import origin, words
from terbuka.kit.charts import Chart, Series
from terbuka.kit.portal import Portal, View
from terbuka.kit.scale import rising
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.law.record import Obligation
from terbuka.law.roles import bearing

CODE = "survei-kepuasan"
TITLE = "Survei Kepuasan Masyarakat"
KIND = "survei"
#: The role of the duties that the page shows.
DUTIES = "survei"
#: The lowest value that any answers can give.
_FLOOR = 25


def two(value: Fraction) -> str:
    """Two decimals, half up: ``84,72``."""
    return words.exact(value, 2, fixed=True)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A service or channel in one period; ``pooled`` respondents have no result of their own."""

    title: str
    respondents: int
    result: SurveyResult | None


class SurveyView:
    """The survey of one body as the page sees it."""

    def __init__(self, b: BodyView):
        self.b = b
        self.survey = b.assessed.get(Survey)
        self.latest = self.survey.latest
        #: The newest first, as people read.
        self.periods = tuple(reversed(self.survey.periods))
        self.form = b.body.survey_form
        self.form_host = urlsplit(self.form).netloc if self.form else ""

    @cached_property
    def method(self) -> SurveyMethod | None:
        """The method of the newest period, else the newest one."""
        newest = max(self.b.law.named(SurveyMethod).values(), key=lambda m: m.from_on, default=None)
        return self.latest.method if self.latest else newest

    @property
    def state(self) -> str:
        if self.latest is None:
            return "Belum ada data"
        return f"Nilai {two(self.latest.total.rounded)} pada {self.latest.span.title}"

    # --- in words

    @property
    def lead(self) -> str:
        p = self.latest
        if p is None:
            return f"Belum ada hasil survei kepuasan {self.b.body.short_name} di portal ini."
        return (
            f"{p.span.title}: nilai kepuasan {two(p.total.rounded)} dari 100{self.band(p.total)}, "
            f"dari {words.number(p.total.respondents)} responden."
        )

    @staticmethod
    def band(result: SurveyResult) -> str:
        return f", mutu {result.band.id} ({result.band.title.lower()})" if result.band else ""

    @property
    def change(self) -> str:
        """How the newest value compares with the one before, or why it does not."""
        if len(self.periods) < 2:
            return ""
        now, before = self.periods[:2]
        if not self.comparable(before):
            return f"Tidak dibandingkan dengan {before.span.title}: cara menghitungnya berbeda."
        by = now.total.rounded - before.total.rounded
        if not by:
            return f"Sama dengan {before.span.title}."
        return f"{'Naik' if by > 0 else 'Turun'} {two(abs(by))} dari {before.span.title} ({two(before.total.rounded)})."

    @property
    def sample(self) -> str:
        """Whether enough people answered."""
        p = self.latest
        if p is None:
            return ""
        if p.needed is None:
            return "Banyaknya orang yang dilayani belum dicatat, jadi sampel yang dianjurkan tidak dapat dihitung."
        served = (
            f"Dari {words.number(p.population or 0)} orang yang dilayani, dianjurkan {words.number(p.needed)} responden"
        )
        if p.enough:
            return f"{served}; tercapai {words.number(p.total.respondents)}."
        few = f"{served}; baru {words.number(p.total.respondents)}."
        return f"{few} Nilainya petunjuk saja, belum mewakili semua yang dilayani."

    @property
    def lowest(self) -> tuple[ElementResult, ...]:
        return self.latest.lowest if self.latest else ()

    @property
    def lowest_words(self) -> str:
        return words.listing(f"{_low(e.element.title)} ({two(e.mean)} dari 4)" for e in self.lowest)

    def actions(self, element: SurveyElement) -> list[ActionState]:
        """Corrective actions that answer an element, the newest first."""
        tied = [
            a
            for a in self.b.assessed.every(ActionState)
            if (a.obstacle.related_kind, a.obstacle.related_id) == ("unsur", element.id)
        ]
        return sorted(tied, key=lambda a: (a.obstacle.found_on, a.obstacle.id), reverse=True)

    # --- tables

    def comparable(self, p: SurveyPeriod) -> bool:
        """Whether a period is counted like the newest one."""
        newest = self.latest
        return newest is not None and (p.method.id, p.total.weight) == (newest.method.id, newest.total.weight)

    @property
    def other_weights(self) -> tuple[SurveyPeriod, ...]:
        return tuple(p for p in self.periods if not self.comparable(p))

    def highest(self, p: SurveyPeriod) -> str:
        """The most that a period could reach under its weight."""
        return two(half_up(4 * len(p.total.elements) * p.total.weight * p.method.number("pengali")))

    def before(self, e: ElementResult) -> str:
        """The mean of an element one period earlier, where that is comparable."""
        if len(self.periods) < 2 or not self.comparable(self.periods[1]):
            return "–"
        return next((two(x.mean) for x in self.periods[1].total.elements if x.element.id == e.element.id), "–")

    def parts(self, p: SurveyPeriod, column: str) -> list[PartRow]:
        """The services or channels of a period, and what was pooled."""
        results, pooled = {
            "layanan": (p.services, p.pooled_services),
            "kanal": (p.channels, p.pooled_channels),
        }[column]
        label = self.b.corpus.schemas[KIND].label
        rows = [PartRow(label(column, name), r.respondents, r) for name, r in results.items()]
        return rows + ([PartRow(label(column, "gabungan"), pooled, None)] if pooled else [])

    def source(self, part: SurveyElement | SurveyRule | SurveyBand) -> str:
        known = self.b.law.instruments.get(part.instrument_id)
        return f"{known.name if known else part.instrument_id}{f', {part.article}' if part.article else ''}"

    def rule_title(self, rule: SurveyRule) -> str:
        nested = next(c for c in self.b.corpus.schemas["skm"].column("ketentuan").columns if c.name == "kunci")
        return nested.choices.get(rule.id, rule.id)

    def file(self, ending: str) -> str:
        return routes.table_file(self.b.body, KIND, ending)

    # --- charts

    @cached_property
    def charts(self) -> list[Chart]:
        p = self.latest
        if p is None:
            return []
        return [self._trend(), self._elements(p)]

    def _trend(self) -> Chart:
        known = [p for p in self.survey.periods if self.comparable(p)]
        high, low = (f(known, key=lambda p: p.total.rounded) for f in (max, min))
        asked = words.number(known[-1].total.respondents)
        told = f"{known[-1].span.title}: {two(known[-1].total.rounded)}, dari {asked} responden."
        if high is not low and high.total.rounded != low.total.rounded:
            told += f" Tertinggi {two(high.total.rounded)} ({high.span.title}),"
            told += f" terendah {two(low.total.rounded)} ({low.span.title})."
        return Chart(
            id="ikm-periode",
            title="Nilai kepuasan (IKM) per periode",
            sentence=told,
            unit="nilai 25 sampai 100",
            head="Periode",
            labels=[p.span.short for p in known],
            series=[Series("IKM", [p.total.rounded for p in known])],
            kind="lines",
            lowest=_FLOOR,
            decimals=2,
            at=rising([p.span.last.toordinal() for p in known]),
            behind=[p.total.respondents for p in known],
            counted="Responden",
            sample=self.b.body.sample,
        )

    def _elements(self, p: SurveyPeriod) -> Chart:
        told = f"Yang terendah {self.lowest_words}." if self.lowest else "Semua unsur bernilai sama."
        told += f" Dari {words.number(p.total.respondents)} responden."
        return Chart(
            id="ikm-unsur",
            title=f"Nilai rata-rata setiap unsur, {p.span.title}",
            sentence=told,
            unit="nilai 1 sampai 4",
            head="Unsur",
            labels=[e.element.title for e in p.total.elements],
            series=[Series("Nilai rata-rata", [e.mean for e in p.total.elements])],
            behind=[sum(e.counts) for e in p.total.elements],
            counted="Responden",
            decimals=2,
            sample=self.b.body.sample,
        )


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]


def state(b: BodyView) -> str:
    return SurveyView(b).state


class SurveyPage(View, template="survei-kepuasan.html"):
    s: SurveyView
    two: Callable[[Fraction], str]
    entries: Sequence[RegisterEntry]
    duties: Sequence[Obligation]


class SheetPage(View, template="survei-lembar.html"):
    s: SurveyView
    qr: Markup


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    s = SurveyView(b)
    rows = len(b.assessed.records.rows(SurveyCount) or ())
    duties = bearing(b.law.obligations, DUTIES)
    yield portal.body_page(
        b,
        SurveyPage(
            s=s,
            two=two,
            entries=[e for e in b.entries if {d.id for d in duties} & set(e.obligation_ids)],
            duties=duties,
        ),
        routes.body_page(b.id, CODE),
        TITLE,
        s.lead,
        section="laporan",
        frame_origin=f"https://{s.form_host}" if s.form else None,
        origin=origin.of_rows(b, f"{KIND}.csv", rows) if rows else None,
    )
    if s.form:
        yield portal.body_page(
            b,
            SheetPage(
                s=s,
                qr=Markup(qr_svg(s.form)),  # noqa: S704 - drawn by us, holds nothing that was typed
            ),
            f"{routes.body_page(b.id, CODE)}lembar/",
            "Lembar survei untuk meja layanan",
            f"Kode QR survei kepuasan {b.body.name}, satu lembar untuk dicetak.",
            section="laporan",
            indexed=False,
            assets=("standar.js", "maklumat.css", "survei.css"),
        )


def qr_svg(address: str) -> str:
    """The QR code of an address, readable with a quarter of it worn off, with its quiet zone."""
    out = io.BytesIO()
    code = segno.make_qr(address, error="q")
    code.save(out, kind="svg", border=4, xmldecl=False, omitsize=True, title="Kode QR", lineclass=None, svgclass="qr")
    return out.getvalue().decode().strip()
