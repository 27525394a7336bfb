"""The table of measures: its names are choices of the schemas, and what two places ask has one answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
import yaml

import trees
from terbuka.base.periods import Period, Quarter, Span
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
    return trees.records()


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


def stories() -> list[dict[str, Any]]:
    return cast(
        "list[dict[str, Any]]", yaml.safe_load((trees.TESTS / "scenarios/ukuran/tautan.yml").read_text("utf-8"))
    )


@pytest.mark.parametrize("story", stories(), ids=lambda story: story["nama"])
def test_a_look_at_a_link(story: dict[str, Any], corpus: Corpus, sample: BodyAssessment) -> None:
    """The audit and the indicator count the same links, and ``usia_tautan`` of the law data says how long."""
    law = replace(corpus.laws["id"], link_age=Period.parse(story["usia"]) if "usia" in story else None)
    blank = replace((sample.records.register or ())[0], link=None, replaces_id=None)
    rows = []
    for number, entry in enumerate(story["entri"]):
        announced = entry.get("diumumkan", date(2024, 1, 1))
        row = replace(blank, id=f"e{number}", link="https://uji.example", announced_on=announced, confirmed_on=None)
        rows.append(replace(row, link_checked_on=entry.get("diperiksa")))
        if entry.get("digantikan"):
            rows.append(replace(blank, id=f"baru{number}", replaces_id=f"e{number}"))
    records = sample.records.put(RegisterEntry, tuple(rows)).put(Fulfilment, ())
    made = replace(sample, records=records, on=story["pada"])
    figure = count("tautan-diperiksa", Question(made, law))
    assert [figure.met, figure.total] == story["hasil"]
    source, indicator = law.named(Source)["tautan"], law.named(Indicator)["tautan-hidup"]
    links = source.rows(made, law) or ()
    assert [sum(map(source.test(indicator.counted), links)), len(links)] == story["hasil"]
