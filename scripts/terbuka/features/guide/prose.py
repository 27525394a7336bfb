"""Prose of ``content/`` with the values that it asks for: ``{indikator:biro-contoh:dijawab-tepat-waktu}``,
``{tenggat:pemberitahuan}`` (``+``: its extension), ``{pasal:pemberitahuan}``, ``{peraturan:uu-14-2008}``,
``{kewajiban:maklumat}``, ``{kalimat:waktu-berjalan}``.

Promises: pure; a page without a mark is left to be copied as it is. What comes from a law is that of the first body
that is no sample, on its assessed day. A further kind of mark is one entry here and one in ``portal.prose_rules``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from markupsafe import Markup

from terbuka.duties.corpus import Corpus, Prose
from terbuka.duties.verdict import Assessment, BodyAssessment
from terbuka.features.indicators import measured
from terbuka.features.indicators.record import IndicatorState
from terbuka.kit.limits import Limit, limits
from terbuka.kit.sentences import may_be_said, said
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.law.sentences import LIMIT_MARK


@dataclass(frozen=True)
class Values:
    """What the marks of prose can name."""

    corpus: Corpus
    bodies: Mapping[str, BodyAssessment]

    @cached_property
    def keeper(self) -> BodyAssessment:
        """The body whose law and day speak in prose."""
        made = list(self.bodies.values())
        return next((m for m in made if not m.body.sample), made[0])

    @cached_property
    def law(self) -> Law:
        return self.corpus.law_of(self.keeper.body)

    @cached_property
    def limits(self) -> dict[str, Limit]:
        return limits(self.corpus, self.law, self.keeper.on)


def _indicator(values: Values, name: str, _up: str) -> str:
    body_id, _, indicator = name.partition(":")
    assessed = values.bodies.get(body_id)
    state = assessed.named(IndicatorState).get(indicator) if assessed else None
    if assessed is None or state is None:
        return measured.NO_DATA.lower()
    told = measured.told(state, assessed.on)
    return f"{told} (data contoh)" if assessed.body.sample else told


def _limit(values: Values, name: str, _up: str) -> str:
    limit = values.limits[name.removesuffix("+")]
    return limit.extension if name.endswith("+") else limit.days


def _duty(values: Values, name: str, up: str) -> str:
    return f"[{values.law.obligations[name].title}]({up}{routes.obligation(name)})"


def _sentence(values: Values, name: str, _up: str) -> str:
    """A sentence of the law with its article and, where it is no wording of a law, its mark, both set small; nothing
    while it does not rule. The one insert with markup: all that the data say in it is escaped."""
    found = values.law.sentences[name]
    if not may_be_said(values.law, found.legal_basis, found.text, values.limits, values.keeper.on):
        return ""

    def limit(mark: re.Match[str]) -> str:
        known = values.limits[mark[1]]
        return known.extension if mark[2] else known.days

    made = said(values.law, found, values.keeper.on)
    beside = "; ".join(part for part in (made.article, made.mark) if part)
    small = f' <span class="law">({_plain(beside)})</span>' if beside else ""
    return Markup(_plain(LIMIT_MARK.sub(limit, made.text)) + small)  # noqa: S704 - each part was escaped


def _plain(text: str) -> str:
    """The text without a meaning as HTML, quotes left as they are; what is markup already stays."""
    return str(text) if isinstance(text, Markup) else escape(text, quote=False)


#: Kind of mark -> its value as Markdown; ``up`` leads from the page to the top of the site.
INSERTS: Mapping[str, Callable[[Values, str, str], str]] = {
    "indikator": _indicator,
    "tenggat": _limit,
    "pasal": lambda values, name, _up: values.limits[name].article,
    "peraturan": lambda values, name, _up: values.law.instruments[name].name,
    "kewajiban": _duty,
    "kalimat": _sentence,
}


def filled(page: Prose, values: Values) -> str:
    """The text of a page, front matter included, with a value for each mark."""
    text, up = page.text, "../" * routes.prose(page.path).count("/")
    for mark in reversed(page.marks):
        value = _plain(INSERTS[mark.kind](values, mark.name, up))
        text = text[: mark.start] + value + text[mark.end :]
    return text


def prose(corpus: Corpus, assessment: Assessment) -> dict[str, str]:
    """The texts that differ from their files, by path below ``content/``; the guide has pages of its own."""
    values = Values(corpus, assessment.bodies)
    if not assessment.bodies:
        return {}
    return {page.path: filled(page, values) for page in corpus.prose if page.marks and not page.is_guide}
