"""Indicators by quarter, targets, readings, obstacles and actions: each figure is counted by hand from the sample."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import trees
from shelves import altered
from terbuka import cli
from terbuka.base.page import File, Page
from terbuka.base.periods import Quarter
from terbuka.duties.agenda import When
from terbuka.duties.corpus import Corpus
from terbuka.duties.source import Source
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.guide.prose import prose
from terbuka.features.indicators import readings
from terbuka.features.indicators.actions import ActionView
from terbuka.features.indicators.agenda import ACTION, READING
from terbuka.features.indicators.files import performance_files
from terbuka.features.indicators.measured import amount
from terbuka.features.indicators.pages import IndicatorView
from terbuka.features.indicators.record import (
    ActionStage,
    ActionState,
    Indicator,
    IndicatorFilter,
    IndicatorState,
    IndicatorStatus,
    Obstacle,
    Point,
    Reading,
    Target,
    Trend,
)
from terbuka.features.service.record import REGISTERS, Request, Service
from terbuka.features.survey.record import SurveyCount
from terbuka.kit import table
from terbuka.kit.view import BodyView
from terbuka.portal.agenda import agenda
from terbuka.portal.features import everything_shown
from terbuka.portal.judging import assess
from terbuka.record.records import build
from terbuka.record.strict_yaml import parse

DAY = date(2026, 6, 30)
SAMPLE, REAL, PROVINCE = "biro-contoh", "biro-rintisan", "provinsi-contoh"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.records()


@pytest.fixture(scope="module")
def sample(corpus: Corpus) -> BodyAssessment:
    return judged(corpus)


def judged(corpus: Corpus, on: date = DAY, **records: Any) -> BodyAssessment:
    """The sample body on a day, with some of its records replaced."""
    changed = {**corpus.bodies, SAMPLE: altered(corpus.bodies[SAMPLE], **records)} if records else corpus.bodies
    made = replace(corpus, bodies=changed)
    return assess(made, dict.fromkeys(made.bodies, on)).bodies[SAMPLE]


def at(made: BodyAssessment, indicator: str, year: int, number: int) -> Point:
    return next(p for p in made.named(IndicatorState)[indicator].points if p.quarter == Quarter(year, number))


def with_indicator(corpus: Corpus, **changed: Any) -> Corpus:
    """The law with one more indicator, called ``baru``."""
    law = corpus.laws["id"]
    new = replace(law.named(Indicator)["dijawab-tepat-waktu"], id="baru", **changed)
    return altered(corpus, laws={"id": altered(law, indicators={**law.named(Indicator), "baru": new})})


# --- values, by hand --------------------------------------------------------------------------------------


def test_quarters_are_calendar_quarters() -> None:
    assert [Quarter.of(date(2025, m, 1)).number for m in range(1, 13)] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert (Quarter(2024, 1).first, Quarter(2024, 1).last) == (date(2024, 1, 1), date(2024, 3, 31))
    assert Quarter(2025, 1).shifted(-1) == Quarter(2024, 4)
    assert Quarter(2025, 4).shifted(5) == Quarter(2027, 1)
    assert str(Quarter(2025, 2)) == "Triwulan II 2025"


def test_the_bad_quarter_by_hand(corpus: Corpus, sample: BodyAssessment) -> None:
    """Received January to March 2025: 23 requests, all answered; five of them later than the law's day."""
    rows = [
        r for r in corpus.bodies[SAMPLE].rows(Request) or () if date(2025, 1, 1) <= r.received_on <= date(2025, 3, 31)
    ]
    assert len(rows) == 23
    assert all(r.answered_on for r in rows)
    late = {c.record.id for c in sample.get(Service).cases["permohonan"] if c.timeliness == "lewat-batas"}
    assert len(late & {r.id for r in rows}) == 5
    point = at(sample, "dijawab-tepat-waktu", 2025, 1)
    assert (point.part, point.rows, point.value) == (18, 23, Fraction(1800, 23))
    assert amount(point.value or Fraction(0)) == "78,3"


def test_the_median_and_the_granted_share_by_hand(sample: BodyAssessment) -> None:
    """The 14 answered requests of April to June 2026: the seventh and the eighth took six working days each."""
    days = sorted(
        c.days
        for c in sample.get(Service).cases["permohonan"]
        if c.record.received_on >= date(2026, 4, 1) and c.stage == "selesai" and c.days is not None
    )
    assert len(days) == 14
    assert days[6:8] == [6, 6]
    assert at(sample, "waktu-jawaban", 2026, 2).value == 6
    granted = at(sample, "dikabulkan", 2026, 2)
    assert (granted.part, granted.rows) == (13, 14), "the other one is not held"


def test_few_objections_are_measured_over_four_quarters(sample: BodyAssessment) -> None:
    """Three objections in 2025, of March and April; one answered in June 2026, one still within its time."""
    name = "keberatan-tepat-waktu"
    assert [at(sample, name, 2025, n).rows for n in (2, 3, 4)] == [3, 3, 3]
    assert at(sample, name, 2026, 1).rows == 2, "that of March 2025 has left the span"
    assert (at(sample, name, 2026, 2).part, at(sample, name, 2026, 2).rows) == (1, 1)
    assert at(sample, name, 2025, 1).value is None, "the register does not cover four quarters yet"


def test_a_state_is_todays_and_the_past_is_what_was_written_down(sample: BodyAssessment) -> None:
    name = "kewajiban-terpenuhi"
    today = at(sample, name, 2026, 2)
    assert (today.part, today.rows, today.read_on) == (64, 64, None)
    written = at(sample, name, 2025, 1)
    assert (written.part, written.rows, written.read_on) == (47, 64, date(2025, 3, 27))
    year = at(sample, "kewajiban-tepat-waktu", 2026, 2)
    assert (year.part, year.rows) == (58 + 61 + 63 + 64, 4 * 64)
    assert amount(year.value or Fraction(0)) == "96,1"


def test_what_was_not_written_down_is_not_guessed(corpus: Corpus) -> None:
    made = judged(corpus, readings=())
    assert [p.value for p in made.named(IndicatorState)["kewajiban-terpenuhi"].points] == [None] * 7 + [Fraction(100)]
    assert made.named(IndicatorState)["kewajiban-tepat-waktu"].status is IndicatorStatus.NO_DATA
    gap = [r for r in corpus.bodies[SAMPLE].rows(Reading) or () if r.id != "kewajiban-terpenuhi-2025-4"]
    assert at(judged(corpus, readings=tuple(gap)), "kewajiban-tepat-waktu", 2026, 2).value is None


def test_the_last_reading_of_a_quarter_counts_and_none_of_tomorrow(corpus: Corpus) -> None:
    name = "kewajiban-terpenuhi"
    early = Reading(id="a", indicator_id=name, on=date(2026, 2, 2), part=1, whole=64)
    ahead = Reading(id="b", indicator_id=name, on=date(2026, 7, 1), part=1, whole=64)
    made = judged(corpus, readings=(early, ahead, *(corpus.bodies[SAMPLE].rows(Reading) or ())))
    assert at(made, name, 2026, 1).part == 63
    assert at(made, name, 2026, 2).part == 64


# --- stories that a lawyer can read and add to ------------------------------------------------------------


def stories() -> Iterator[Any]:
    for file in sorted((trees.TESTS / "scenarios/indikator").glob("*.yml")):
        node, problems = parse(file.read_text("utf-8"), file.name)
        assert node is not None, problems
        for entry in node.entries:
            story = entry.plain()
            assert story.keys() == {"nama", "indikator", "register", "hari", "baris", "harapan"}, story["nama"]
            yield pytest.param(story, id=f"{file.stem}:{entry.line} {story['nama']}")


@pytest.mark.parametrize("story", list(stories()))
def test_story(story: dict[str, Any], corpus: Corpus) -> None:
    register = story["register"]
    columns = corpus.schemas[register].columns
    rows = tuple(
        build(
            REGISTERS[register],
            {"id_publik": f"uji-{n}", "topik": "anggaran", "kanal": "langsung"} | row,
            columns,
        )
        for n, row in enumerate(story["baris"])
    )
    empty = {**dict.fromkeys(REGISTERS), "obstacles": None}
    body = replace(corpus.bodies[SAMPLE].body, registers_since=None)
    made = judged(corpus, date.fromisoformat(story["hari"]), **{**empty, register: rows, "body": body})
    for quarter, expected in story["harapan"].items():
        year, number = map(int, quarter.split("-"))
        point = at(made, story["indikator"], year, number)
        assert ("-" if point.value is None else f"{amount(point.value)} dari {point.rows}") == expected, quarter


# --- no data is not zero ----------------------------------------------------------------------------------


def test_an_empty_register_has_no_value_and_never_zero(corpus: Corpus) -> None:
    """Kept since July 2024 and without a row, not kept at all, or without a row that fits."""
    for rows in ((), None):
        made = judged(corpus, requests=rows, objections=None, disputes=None)
        for name in ("dijawab-tepat-waktu", "waktu-jawaban", "dikabulkan"):
            assert made.named(IndicatorState)[name].status is IndicatorStatus.NO_DATA
            assert {p.value for p in made.named(IndicatorState)[name].points} == {None}
    counted = with_indicator(corpus, measure="banyak", counted=(), filters=(), unit="permohonan")
    assert judged(counted, requests=()).named(IndicatorState)["baru"].current.value is None
    never = (IndicatorFilter(column="jenis_pemohon", values=("tak-ada",)),)
    assert judged(with_indicator(corpus, filters=never)).named(IndicatorState)["baru"].current.value is None


def test_every_measure_of_a_register_by_hand(corpus: Corpus) -> None:
    """Five answered requests of January to March 2026 that cost something: 5000, 12000, 5000, 18500, 5000 rupiah."""
    costs = (IndicatorFilter(column="biaya", filled="terisi"),)
    first = Quarter(2026, 1)
    paid = sorted(
        r.cost
        for r in corpus.bodies[SAMPLE].rows(Request) or ()
        if Quarter.of(r.received_on) == first and r.cost is not None
    )
    assert sum(paid) == 5000 + 5000 + 12000 + 5000 + 18500
    wanted = {
        "banyak": Fraction(len(paid)),
        "jumlah": Fraction(45500),
        "rata-rata": Fraction(45500, len(paid)),
        "nilai-tengah": Fraction(0),
    }
    for measure, value in wanted.items():
        column = None if measure == "banyak" else "biaya"
        made = judged(with_indicator(corpus, measure=measure, column=column, counted=(), filters=costs, unit="rupiah"))
        assert at(made, "baru", 2026, 1).value == value, measure


def test_the_survey_of_a_half_year_holds_until_the_next_one(corpus: Corpus, sample: BodyAssessment) -> None:
    """Surveys ended on 31 December 2024 (83,24), 30 June (81,51) and 31 December 2025 (88,54), 30 June 2026 (87,96)."""
    told = {str(p.quarter): amount(p.value, 2) if p.value else None for p in sample.named(IndicatorState)["ikm"].points}
    assert told == {
        "Triwulan III 2024": None,
        "Triwulan IV 2024": "83,24",
        "Triwulan I 2025": "83,24",
        "Triwulan II 2025": "81,51",
        "Triwulan III 2025": "81,51",
        "Triwulan IV 2025": "88,54",
        "Triwulan I 2026": "88,54",
        "Triwulan II 2026": "87,96",
    }
    old = tuple(row for row in corpus.bodies[SAMPLE].rows(SurveyCount) or () if row.period == "2024-2")
    assert at(judged(corpus, survey=old), "ikm", 2025, 3).value is not None
    assert at(judged(corpus, survey=old), "ikm", 2025, 4).value is None, "older than four quarters"
    assert judged(corpus, survey=None).named(IndicatorState)["ikm"].current.value is None
    # A period that has not ended has no index yet.
    assert at(judged(corpus, date(2026, 6, 29)), "ikm", 2026, 2).value == at(sample, "ikm", 2026, 1).value


def test_an_action_leads_to_what_it_answers(corpus: Corpus, sample: BodyAssessment) -> None:
    view = BodyView(corpus, sample, others=True)
    by_id = {made.obstacle.id: ActionView(view, made) for made in sample.every(ActionState)}
    told = {name: by_id[name].related for name in ("kd-2025-01", "kd-2025-04", "kd-2025-06", "kd-2025-07")}
    assert told == {
        "kd-2025-01": ("Permohonan dijawab tepat waktu", f"{SAMPLE}/kinerja/dijawab-tepat-waktu/"),
        "kd-2025-04": (by_id["kd-2025-04"].related[0], f"{SAMPLE}/statistik/#pengaduan"),
        "kd-2025-06": ("Permohonan dijawab tepat waktu", f"{SAMPLE}/pengawasan/#tm-2025-1-01"),
        "kd-2025-07": ("Waktu penyelesaian", f"{SAMPLE}/survei-kepuasan/#unsur"),
    }
    assert by_id["kd-2025-07"].effect == (
        "81,51 poin dari 100 (Triwulan II 2025) menjadi 88,54 poin dari 100 (Triwulan I 2026): lebih baik"
    )


def test_a_quarter_without_a_row_is_zero_only_for_a_count(corpus: Corpus) -> None:
    requests = tuple(
        r for r in corpus.bodies[SAMPLE].rows(Request) or () if Quarter.of(r.received_on) != Quarter(2026, 1)
    )
    made = judged(
        with_indicator(corpus, measure="banyak", counted=(), filters=(), unit="permohonan"), requests=requests
    )
    assert at(made, "baru", 2026, 1).value == 0, "the register is kept and nobody asked"
    assert at(made, "dijawab-tepat-waktu", 2026, 1).value is None
    assert made.named(IndicatorState)["dijawab-tepat-waktu"].trend is None


def test_an_open_request_past_its_day_is_not_in_time(corpus: Corpus) -> None:
    """Received on 9 June 2026 and extended: not judged on its last day, late on the day after."""
    open_one = next(r for r in corpus.bodies[SAMPLE].rows(Request) or () if r.id == "pi-2026-035")
    assert isinstance(open_one, Request)
    assert open_one.answered_on is None
    due = next(
        clock.due_on
        for case in judged(corpus).get(Service).cases["permohonan"]
        if case.record.id == "pi-2026-035"
        for clock in case.running
        if clock.deadline.main
    )
    assert due is not None
    after = date.fromordinal(due.toordinal() + 1)
    alone = {"requests": (open_one,), "objections": None, "disputes": None}
    assert at(judged(corpus, due, **alone), "dijawab-tepat-waktu", 2026, 2).value is None
    assert at(judged(corpus, after, **alone), "dijawab-tepat-waktu", 2026, 2).value == 0


def test_a_quarter_that_runs_is_told_as_running(corpus: Corpus) -> None:
    made = judged(corpus, date(2026, 5, 15)).named(IndicatorState)
    answered, duties = made["dijawab-tepat-waktu"], made["kewajiban-terpenuhi"]
    assert answered.points[-1].running
    assert answered.current.quarter == Quarter(2026, 1)
    assert duties.current.quarter == Quarter(2026, 2), "a state is that of today"


# --- targets and trend ------------------------------------------------------------------------------------


def test_a_target_rules_from_its_day(sample: BodyAssessment) -> None:
    points = [at(sample, "dijawab-tepat-waktu", y, n) for y, n in ((2024, 4), (2025, 1), (2025, 4), (2026, 1))]
    assert [p.target.amount if p.target else None for p in points] == [None, "90", "90", "95"]
    state = sample.named(IndicatorState)["dijawab-tepat-waktu"]
    assert [p.reached(state.indicator) for p in points] == [None, False, True, True]


def test_fewer_days_are_better(sample: BodyAssessment) -> None:
    """Four working days in the first quarter, six in the second, at most eight wanted."""
    state = sample.named(IndicatorState)["waktu-jawaban"]
    assert (state.status, state.trend) == (IndicatorStatus.REACHED, Trend.WORSE)
    assert at(sample, "waktu-jawaban", 2025, 4).reached(state.indicator) is False


def test_a_decimal_target_is_exact(corpus: Corpus) -> None:
    target = Target(id="t", indicator_id="waktu-jawaban", amount="6,0", unit="hari kerja", from_on=date(2026, 1, 1))
    assert judged(corpus, targets=(target,)).named(IndicatorState)["waktu-jawaban"].status is IndicatorStatus.REACHED
    less = replace(target, amount="5,999")
    assert judged(corpus, targets=(less,)).named(IndicatorState)["waktu-jawaban"].status is IndicatorStatus.NOT_REACHED


def test_values_are_rounded_once_and_half_up() -> None:
    shown = {Fraction(1, 20): "0,1", Fraction(9995, 100): "100", Fraction(2, 3): "0,7", Fraction(1234): "1.234"}
    assert {value: amount(value) for value in shown} == shown


# --- obstacles and actions --------------------------------------------------------------------------------


def test_the_effect_is_the_quarter_before_and_the_one_after(corpus: Corpus, sample: BodyAssessment) -> None:
    """Begun in May 2025, done on 2 June: the first quarter of 2025 against the third."""
    made = next(a for a in sample.every(ActionState) if a.obstacle.id == "kd-2025-01")
    assert made.before
    assert made.after
    assert (made.before.quarter, made.after.quarter) == (Quarter(2025, 1), Quarter(2025, 3))
    assert (made.before.value, made.after.value, made.effect) == (Fraction(1800, 23), 100, Trend.BETTER)
    view = BodyView(corpus, sample, others=True)
    assert (
        ActionView(view, made).effect
        == "78,3 persen (Triwulan I 2025) menjadi 100 persen (Triwulan III 2025): lebih baik"
    )


def test_an_action_that_did_not_help_says_so(corpus: Corpus, sample: BodyAssessment) -> None:
    made = next(a for a in sample.every(ActionState) if a.obstacle.id == "kd-2025-02")
    assert (made.stage, made.effect) == (ActionStage.DONE_LATE, Trend.WORSE)
    told = ActionView(BodyView(corpus, sample, others=True), made)
    assert told.effect == "9 hari kerja (Triwulan I 2025) menjadi 10 hari kerja (Triwulan IV 2025): lebih buruk"


def test_no_effect_before_the_quarter_has_ended(corpus: Corpus) -> None:
    for day, known in ((date(2025, 9, 29), False), (date(2025, 9, 30), True)):
        made = next(a for a in judged(corpus, day).every(ActionState) if a.obstacle.id == "kd-2025-01")
        assert (made.after is not None) is known


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2025, 5, 4), ActionStage.PLANNED),
        (date(2025, 5, 5), ActionStage.RUNNING),
        (date(2025, 6, 1), ActionStage.RUNNING),
        (date(2025, 6, 2), ActionStage.DONE),
    ],
)
def test_the_state_of_an_action_comes_from_its_days(corpus: Corpus, day: date, stage: ActionStage) -> None:
    made = next(a for a in judged(corpus, day).every(ActionState) if a.obstacle.id == "kd-2025-01")
    assert made.stage is stage


def test_an_action_past_its_day_is_due_at_the_office_and_no_gap(corpus: Corpus) -> None:
    obstacle = next(o for o in corpus.bodies[SAMPLE].rows(Obstacle) or () if o.id == "kd-2026-01")
    open_one = replace(obstacle, due_on=date(2026, 6, 29), done_on=None, proof=None)
    changed = altered(corpus, bodies={**corpus.bodies, SAMPLE: altered(corpus.bodies[SAMPLE], obstacles=(open_one,))})
    made = assess(changed, dict.fromkeys(changed.bodies, DAY))
    (action,) = made.bodies[SAMPLE].every(ActionState)
    assert action.stage is ActionStage.OVERDUE
    assert made.bodies[SAMPLE].gap_count == 0
    (item,) = [i for i in agenda(made, [SAMPLE]).items if i.kind is ACTION]
    assert (item.when, item.public, item.note) == (
        When.LATE,
        False,
        "Penanggung jawab: Kepala Subbagian Tata Usaha.",
    )
    share = made.bodies[SAMPLE].named(IndicatorState)["perbaikan-tepat-waktu"].points[-1]
    assert share.value is None, "the register now begins in this quarter, and four are measured together"


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2026, 3, 30), date(2026, 3, 31)), (date(2026, 3, 31), None), (date(2026, 4, 1), date(2026, 6, 30))],
)
def test_the_end_of_a_quarter_is_due_until_its_states_are_written_down(
    corpus: Corpus, day: date, due: date | None
) -> None:
    """The sample wrote down the first quarter of 2026 on its last day; the others never did and are not asked."""
    made = assess(corpus, dict.fromkeys(corpus.bodies, day))
    found = [(i.body_id, i.due_on) for i in agenda(made).items if i.kind is READING]
    assert found == ([(SAMPLE, due)] if due else [])


def test_what_was_found_later_is_not_known_yet(corpus: Corpus) -> None:
    assert {a.obstacle.id for a in judged(corpus, date(2025, 1, 1)).every(ActionState)} == {"kd-2024-01"}


# --- pages and files --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made() -> Mapping[str, Page | File]:
    return trees.pages(DAY)


def test_a_page_names_the_file_that_an_officer_fills_in(made: dict[str, Page | File]) -> None:
    files = {"cakupan-pelatihan": "pelatihan", "ikm": "survei", "kewajiban-terpenuhi": "daftar-informasi-publik"}
    for indicator, file in files.items():
        assert f"Petugas mengisinya di {file}.csv." in trees.article(made, f"{REAL}/kinerja/{indicator}/")
        assert f"{SAMPLE}/{file}.csv" in trees.article(made, f"{SAMPLE}/kinerja/{indicator}/")


def test_each_indicator_has_a_page_for_every_body(corpus: Corpus, made: dict[str, Page | File]) -> None:
    for body in corpus.bodies:
        for name, indicator in corpus.laws["id"].named(Indicator).items():
            text = trees.article(made, f"{body}/kinerja/{name}/")
            assert f"<h1>{indicator.title}</h1>" in text
            assert "<strong>Indikator usulan.</strong>" in text


def test_a_page_says_the_answer_first(made: dict[str, Page | File]) -> None:
    lead = re.search('<p class="lead">(.*?)</p>', trees.article(made, f"{SAMPLE}/kinerja/tautan-hidup/"))
    assert lead
    assert lead[1] == "83,3 persen, 30 Juni 2026 (5 dari 6). Sasaran paling sedikit 90 persen (usulan): belum tercapai."


def test_no_page_shows_a_zero_a_nan_or_an_owner_where_there_is_nothing(made: dict[str, Page | File]) -> None:
    for path, page in made.items():
        if isinstance(page, Page) and ("/kinerja/" in path or "/tindak-lanjut/" in path):
            text = re.sub("<[^>]+>", " ", page.article)
            assert not re.search(r"\bnan\b|\bNone\b|Fraction|inf\b", text), path
            if path.startswith(REAL):
                assert not re.search(r"\b0 persen", text), path


def test_the_real_bureau_shows_what_is_to_stand_there(made: dict[str, Page | File]) -> None:
    assert '<p class="lead">Belum ada data.</p>' in trees.article(made, f"{REAL}/kinerja/")
    assert "Petugas mencatatnya di <code>kendala.csv</code>" in trees.article(made, f"{REAL}/tindak-lanjut/")
    assert "Petugas mengisinya di permohonan.csv" in trees.article(made, f"{REAL}/kinerja/dikabulkan/")


def test_owner_evidence_and_exact_days_leave_the_office_nowhere(corpus: Corpus, made: dict[str, Page | File]) -> None:
    secret = {t for o in corpus.bodies[SAMPLE].rows(Obstacle) or () for t in (o.proof, o.due_on.isoformat()) if t}
    secret.add("Penanggung jawab:")
    for path, item in made.items():
        if "tindak-lanjut" in path:
            text = item.article if isinstance(item, Page) else (item.content or b"").decode()
            assert not [s for s in secret if s in text], path


def test_files_of_indicators(made: dict[str, Page | File]) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(trees.content(made, f"api/v1/{SAMPLE}/CONTOH-kinerja-dijawab-tepat-waktu.csv").decode())
        )
    )
    assert rows[2] == {
        "triwulan": "2025-T1", "sampai": "2025-03-31", "nilai": "78.26087", "satuan": "persen", "pembilang": "18",
        "penyebut": "23", "dicatat_pada": "", "sasaran": "90", "tercapai": "tidak", "berjalan": "tidak",
    }  # fmt: skip
    file = json.loads(trees.content(made, f"api/v1/{REAL}/kinerja.json"))
    assert {q["nilai"] for i in file["indikator"] for q in i["triwulan"]} == {None}
    assert "peringatan" in json.loads(trees.content(made, f"api/v1/{SAMPLE}/CONTOH-kinerja.json"))


def test_no_ranking_and_no_word_about_persons(made: dict[str, Page | File]) -> None:
    text = trees.article(made, f"{SAMPLE}/kinerja/")
    assert PROVINCE not in text
    assert "peringkat" not in text.lower()


# --- writing a state down -----------------------------------------------------------------------------------


def test_measure_writes_todays_states_once(corpus: Corpus, sample: BodyAssessment) -> None:
    """Five states have a value; the one over four quarters shares the reading of its first."""
    law, known = corpus.laws["id"], corpus.bodies[SAMPLE].rows(Reading) or ()
    found = list(readings.today(sample, law))
    assert [(r.id, r.part, r.whole) for r in found] == [
        ("kewajiban-terpenuhi-2026-2", 64, 64),
        ("daftar-mutakhir-2026-2", 24, 24),
        ("berkas-berteks-2026-2", 27, 27),
        ("tautan-hidup-2026-2", 5, 6),
        ("cakupan-pelatihan-2026-2", 11, 12),
    ]
    schema = corpus.schemas["capaian"]
    once = readings.table(schema, known, found)
    file = (trees.portal() / f"datasets/badan/{SAMPLE}/capaian.csv").read_bytes()
    assert once.startswith(file)
    assert once.count(b"\n") == file.count(b"\n") + 5
    assert readings.table(schema, (*known, *found), found) == once


def test_measure_on_a_portal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.change(root, f"{trees.BODY}/badan.yml", "contoh: tidak", "contoh: ya\nhari_contoh: 2026-06-30")
    assert cli.main(["measure", "kantor-uji", "--root", str(root)]) == 0
    assert capsys.readouterr().out == (
        f"Dicatat: kewajiban-terpenuhi, 2026-06-30: 7 dari 7\n  {trees.BODY}/capaian.csv\n"
    )
    assert trees.judged(root)[2] == []
    assert cli.main(["measure", "kantor-lain", "--root", str(root)]) == 2
    assert "badan “kantor-lain” tidak ada; yang ada: kantor-uji" in capsys.readouterr().err


# --- in prose ---------------------------------------------------------------------------------------------


def test_a_value_stands_in_prose_and_in_an_officers_sentence(tmp_path: Path, corpus: Corpus) -> None:
    """The text of a page, of a page without data, and what stands as code."""
    page = """---
title: Tentang
description: Uji.
---

# Tentang

Tersedia: {indikator:kantor-uji:kewajiban-terpenuhi}; dijawab: {indikator:kantor-uji:dijawab-tepat-waktu}.

Tulis `{indikator:kantor-uji:kewajiban-terpenuhi}`.
"""
    root = trees.grow(tmp_path / "portal", {"content/tentang.md": page})
    found, assessment, problems = trees.judged(root)
    assert problems == []
    assert assessment is not None
    assert "Tersedia: 100 persen (30 Juni 2026); dijawab: belum ada data." in prose(found, assessment)["tentang.md"]
    assert "Tulis `{indikator:kantor-uji:kewajiban-terpenuhi}`." in prose(found, assessment)["tentang.md"]
    out = tmp_path / "situs"
    assert cli.main(["build", "--no-search", "--on", "2026-06-30", "--root", str(root), "--out", str(out)]) == 0
    assert "Tersedia: 100 persen (30 Juni 2026)" in (out / "tentang/index.html").read_text("utf-8")
    inserts = {kind: insert for shown in everything_shown() for kind, insert in shown.inserts.items()}
    view = BodyView(corpus, judged(corpus), others=True, inserts=inserts)
    assert view.said("Tepat waktu: {indikator:dijawab-tepat-waktu}.") == "Tepat waktu: 100 persen (Triwulan II 2026)."


# --- the registry -----------------------------------------------------------------------------------------


def test_every_column_of_every_source_can_be_read(corpus: Corpus, sample: BodyAssessment) -> None:
    for name, source in corpus.laws["id"].named(Source).items():
        rows = source.rows(sample, corpus.laws["id"])
        assert rows, name
        for column in source.columns:
            get = source.getter(column)
            for row in rows:
                value = get(row)
                derived = source.derived.get(column)
                if derived and derived.values and value is not None:
                    assert {True: "ya", False: "tidak"}.get(value, str(value)) in derived.values


def test_the_words_of_a_view_for_every_indicator(corpus: Corpus, sample: BodyAssessment) -> None:
    view = BodyView(corpus, sample, others=True)
    told = {name: IndicatorView(view, state).lead for name, state in sample.named(IndicatorState).items()}
    assert told["waktu-jawaban"] == (
        "6 hari kerja, Triwulan II 2026 (14 baris). Sasaran paling banyak 8 hari kerja: tercapai."
    )
    assert told["penolakan-dikuatkan"] == "Belum ada data: 4 triwulan sampai Triwulan II 2026."
    assert told["kewajiban-tepat-waktu"] == (
        "96,1 persen, 4 triwulan sampai Triwulan II 2026 (246 dari 256). Sasaran paling sedikit 95 persen: tercapai."
    )


def test_obstacles_of_the_sample_are_all_closed(corpus: Corpus, sample: BodyAssessment) -> None:
    assert all(not a.stage.is_open for a in sample.every(ActionState))
    assert all(isinstance(o, Obstacle) and o.proof for o in corpus.bodies[SAMPLE].rows(Obstacle) or ())


def test_indicators_that_measure_the_same_share_their_readings(corpus: Corpus) -> None:
    law = corpus.laws["id"]
    one, year = law.named(Indicator)["kewajiban-terpenuhi"], law.named(Indicator)["kewajiban-tepat-waktu"]
    assert isinstance(one, Indicator)
    assert (one.filters, one.counted) == (year.filters, year.counted)


def test_a_text_that_a_spreadsheet_takes_for_a_formula_stays_a_text_in_every_table(corpus: Corpus) -> None:
    """Numbers below zero are numbers; the JSON says what was written."""
    assert table.rows_as_csv(("@a", "b"), [("+1", -1), ("-x", -0.5), ("x", None)]) == b"'@a,b\n'+1,-1\n'-x,-0.5\nx,\n"
    (first, *_) = corpus.bodies[SAMPLE].rows(Obstacle) or ()
    made = judged(corpus, obstacles=(replace(first, action="+SUM(A1)|x"),))
    files = {f.path: f.content for f in performance_files([BodyView(corpus, made, others=True)])}
    told = files[f"api/v1/{SAMPLE}/CONTOH-tindak-lanjut.csv"].decode()
    assert "'+SUM(A1)|x" in told
    assert "'+SUM" not in files[f"api/v1/{SAMPLE}/CONTOH-tindak-lanjut.json"].decode()
