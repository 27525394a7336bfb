"""The table of measures: its names are choices of the schemas, and what two places ask has one answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import trees
from terbuka.base.periods import Quarter, Span
from terbuka.duties.corpus import Corpus
from terbuka.duties.measure import Measure, Question, count
from terbuka.duties.record import Fulfilment, RegisterEntry
from terbuka.duties.source import Source
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.audit.record import AuditCriterion
from terbuka.features.indicators.record import Indicator, IndicatorState, IndicatorStatus
from terbuka.features.strategy.judge import PROSE
from terbuka.features.strategy.record import StrategyLine
from terbuka.portal.judging import assess

DAY = date(2026, 6, 30)
SAMPLE = "biro-contoh"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.own()


@pytest.fixture(scope="module")
def sample(corpus: Corpus) -> BodyAssessment:
    return assess(corpus, dict.fromkeys(corpus.bodies, DAY)).bodies[SAMPLE]


def test_every_measure_is_a_choice_and_used(corpus: Corpus) -> None:
    """A measure that no criterion and no line of the strategy names would rot."""
    law = corpus.laws["id"]
    of_audit = set(corpus.schemas["kriteria-audit"].column("ukuran").choices)
    of_strategy = set(corpus.schemas["strategi"].column("bukti").columns[0].choices)
    assert not of_audit & of_strategy
    assert {*law.named(Measure), PROSE} == of_audit | of_strategy
    assert {c.measure for c in law.named(AuditCriterion).values()} - {None} == of_audit
    assert {proof.measure for line in law.named(StrategyLine).values() for proof in line.proofs} == of_strategy


def test_what_is_judged_says_what_it_counts_and_where(corpus: Corpus, sample: BodyAssessment) -> None:
    law = corpus.laws["id"]
    for name in corpus.schemas["kriteria-audit"].column("ukuran").choices:
        figure = count(name, Question(sample, law, named=("maklumat", "sop")))
        assert figure.unit, name
        assert figure.source, name


#: An indicator of the law data and the measure of the audit that asks the same.
SAME = {
    "dijawab-tepat-waktu": "permohonan-tepat-waktu",
    "keberatan-tepat-waktu": "keberatan-tepat-waktu",
    "pengaduan-tepat-waktu": "pengaduan-tepat-waktu",
    "tautan-hidup": "tautan-diperiksa",
}


@pytest.mark.parametrize(("indicator", "measure"), SAME.items())
def test_indicator_and_audit_say_the_same(corpus: Corpus, sample: BodyAssessment, indicator: str, measure: str) -> None:
    """Over the days of the indicator's quarters, each that has a value."""
    law, recipe = corpus.laws["id"], corpus.laws["id"].named(Indicator)[indicator]
    compared = 0
    for point in sample.named(IndicatorState)[indicator].points:
        if point.value is None or (law.named(Source)[recipe.source].as_of and point.quarter != Quarter.of(DAY)):
            continue
        days = Span(point.quarter.shifted(1 - recipe.span).first, min(point.quarter.last, DAY))
        figure = count(measure, Question(sample, law, days))
        assert (figure.met, figure.total) == (point.part, point.rows), point.quarter
        compared += 1
    assert compared or sample.named(IndicatorState)[indicator].status is IndicatorStatus.NO_DATA


def test_a_look_at_a_link_counts_as_long_as_the_law_data_say(corpus: Corpus, sample: BodyAssessment) -> None:
    """Six months by ``usia_tautan``: the last day counts, the next one and a look after the day do not; what another
    entry replaced is not asked for."""
    law = corpus.laws["id"]
    assert str(law.link_age) == "6 bulan"
    first = replace((sample.records.register or ())[0], link="https://contoh.example", announced_on=date(2025, 1, 1))
    days = (date(2025, 12, 31), date(2025, 12, 29), date(2026, 7, 1), None)
    rows = [replace(first, id=f"e{n}", replaces_id=None, link_checked_on=day) for n, day in enumerate(days)]
    rows.append(replace(first, id="baru", link=None, replaces_id="e3"))
    records = sample.records.put(RegisterEntry, tuple(rows)).put(Fulfilment, ())
    figure = count("tautan-diperiksa", Question(replace(sample, records=records), law))
    assert (figure.met, figure.total) == (1, 3)
