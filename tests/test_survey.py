"""The satisfaction survey: worked examples of PermenPANRB 14/2017 and its traps, small groups, pages and files.

Hand-computed: each figure in an assertion was worked out from the counts beside it, not taken from the program.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import trees
from shelves import altered
from terbuka import cli
from terbuka.base.page import File, Page
from terbuka.base.rounding import half_up
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.features.survey.judge import (
    NotMergeable,
    band_of,
    index,
    lowest_elements,
    needed_sample,
    result_of,
    survey_of,
)
from terbuka.features.survey.pooling import TooFew, pool
from terbuka.features.survey.record import POOLED, SurveyCount, SurveyMethod, SurveySpan, method_of
from terbuka.law.law import Law
from terbuka.portal.judging import assess, produced
from terbuka.portal.pages import render
from terbuka.record.fields import fields_by_column

DAY = date(2026, 6, 30)
SAMPLE, REAL = "biro-contoh", "biro-rintisan"
NINTH = Fraction(1, 9)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.records()


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> Law:
    return corpus.laws["id"]


@pytest.fixture(scope="module")
def method(law: Law) -> SurveyMethod:
    (only,) = law.named(SurveyMethod).values()
    return only


def rows(
    method: SurveyMethod, answers: Mapping[str, tuple[int, int, int, int]], *, weight: str = "1/9", **about: object
) -> tuple[SurveyCount, ...]:
    """Counts of one group: ``answers`` by element, the others as under ``""``."""
    told = {"period": "2025-1", "service": "permohonan", "channel": "surel", "population": None, **about}
    made = []
    for element in method.elements:
        one, two, three, four = answers.get(element.id, answers[""])
        made.append(
            SurveyCount(
                id=f"{told['period']}-{told['service']}-{told['channel']}-{element.id}",
                element_id=element.id,
                ones=one,
                twos=two,
                threes=three,
                fours=four,
                weight=weight,
                **told,  # type: ignore[arg-type]
            )
        )
    return tuple(made)


def kept(corpus: Corpus, counted: tuple[SurveyCount, ...] | None) -> BodyRecords:
    return altered(corpus.bodies[SAMPLE], survey=counted)


# --- the method is data ----------------------------------------------------------------------------------


def test_a_row_cannot_be_about_a_person() -> None:
    assert list(fields_by_column(SurveyCount)) == [
        "id", "periode", "layanan", "kanal", "unsur", "n1", "n2", "n3", "n4", "populasi", "bobot",
    ]  # fmt: skip
    assert {f.name for f in fields(SurveyCount)} - set(fields_by_column(SurveyCount).values()) == {"row", "place"}


# --- traps of real code ----------------------------------------------------------------------------------


def test_the_same_29_answers_are_91_48_by_a_ninth_and_90_56_by_0_11() -> None:
    """29 respondents whose nine sums of answers add up to 955: 955/29/9 × 25 = 91.4751…; with 0.11 90.5603…"""
    sums = (107, 106, 103, 109, 105, 106, 108, 104, 107)
    assert sum(sums) == 955
    means = [Fraction(s, 29) for s in sums]
    assert half_up(index(means, NINTH, Fraction(25))) == Fraction("91.48")
    assert half_up(index(means, Fraction(11, 100), Fraction(25))) == Fraction("90.56")
    assert half_up(index(means, Fraction(111, 1000), Fraction(25))) == Fraction("91.38")


def test_full_marks_are_100_by_a_ninth_and_only_99_by_0_11(method: SurveyMethod) -> None:
    best = {"": (0, 0, 0, 5)}
    assert result_of(rows(method, best), method).index == 100
    assert result_of(rows(method, best, weight="11/100"), method).index == 99
    worst = result_of(rows(method, {"": (5, 0, 0, 0)}), method)
    assert (worst.index, worst.band and worst.band.id) == (25, "D")


@pytest.mark.parametrize(
    ("exact", "shown", "grade"),
    [
        ("76.605", "76.61", "B"),  # in no band where upper edges are 76.60 and lower ones 76.61
        ("76.6049", "76.60", "C"),
        ("88.305", "88.31", "A"),
        ("88.3049", "88.30", "B"),
        ("64.995", "65.00", "C"),
        ("64.9949", "64.99", "D"),
        ("76.00", "76.00", "C"),  # a typo of real code calls it B
        ("65.31", "65.31", "C"),
        ("62.50", "62.50", "D"),  # C in the bands of KepmenPAN 25/2004
        ("81.25", "81.25", "B"),  # A there
        ("100", "100.00", "A"),
        ("25", "25.00", "D"),
    ],
)
def test_rounded_once_half_up_then_lower_edges_alone(exact: str, shown: str, grade: str, method: SurveyMethod) -> None:
    rounded = half_up(Fraction(exact))
    band = band_of(rounded, method.bands)
    assert (rounded, band and band.id) == (Fraction(shown), grade)


@given(st.fractions(min_value=25, max_value=100))
def test_no_value_falls_between_two_grades(value: Fraction) -> None:
    (method,) = trees.records().laws["id"].named(SurveyMethod).values()
    assert band_of(half_up(value), method.bands) is not None


def test_the_mean_is_not_rounded_on_the_way(method: SurveyMethod) -> None:
    """Seven respondents: waktu 2+3+3+3+3+3+3 = 20/7, the others 3. (8 × 3 + 20/7) × 25/9 = 4700/63 = 74.603… → 74.60.

    With the mean rounded to 2.9 on the way it would be 74.72.
    """
    made = result_of(rows(method, {"": (0, 0, 7, 0), "waktu": (0, 1, 6, 0)}), method)
    assert made.index == Fraction(4700, 63)
    assert made.rounded == Fraction("74.60")
    assert made.respondents == 7


@pytest.mark.parametrize(
    ("population", "needed"),
    [
        (10, 10), (20, 19), (50, 44), (100, 80), (150, 108), (200, 132), (300, 169), (500, 217), (1000, 278),
        (5000, 357), (100_000, 383),
    ],
)  # fmt: skip
def test_needed_sample_by_krejcie_and_morgan(population: int, needed: int, method: SurveyMethod) -> None:
    assert needed_sample(population, method) == needed


def test_one_person_is_a_sample_of_one(method: SurveyMethod) -> None:
    assert needed_sample(1, method) == 1


# --- what is not merged ----------------------------------------------------------------------------------


def test_results_under_another_weight_are_not_merged(corpus: Corpus, law: Law, method: SurveyMethod) -> None:
    ninth = rows(method, {"": (0, 0, 5, 0)}, period="2025-1")
    other = rows(method, {"": (0, 0, 5, 0)}, period="2025-2", weight="11/100")
    with pytest.raises(NotMergeable, match="1/9, 11/100"):
        result_of([*ninth, *other], method)
    made = survey_of(kept(corpus, ninth + other), law, DAY)
    assert [p.total.rounded for p in made.periods] == [75, Fraction("74.25")]
    (year,) = made.years
    assert year.total is None


def test_two_weights_that_are_one_fraction_are_one_weight(method: SurveyMethod) -> None:
    both = [*rows(method, {"": (0, 0, 5, 0)}), *rows(method, {"": (0, 0, 5, 0)}, weight="2/18", channel="surat")]
    assert result_of(both, method).index == 75


def test_a_year_and_its_half_are_not_added_up(corpus: Corpus, law: Law, method: SurveyMethod) -> None:
    both = rows(method, {"": (0, 0, 5, 0)}, period="2025") + rows(method, {"": (0, 0, 0, 5)}, period="2025-1")
    (year,) = survey_of(kept(corpus, both), law, DAY).years
    assert [p.span.code for p in year.periods] == ["2025-1", "2025"]
    assert year.total is None


def test_halves_of_a_year_are_weighed_by_their_respondents(corpus: Corpus, law: Law, method: SurveyMethod) -> None:
    """30 times 3 and 10 times 4: (90 + 40) / 40 = 3.25 → 81.25, not the middle of 75 and 100."""
    both = rows(method, {"": (0, 0, 30, 0)}, period="2025-1") + rows(method, {"": (0, 0, 0, 10)}, period="2025-2")
    (year,) = survey_of(kept(corpus, both), law, DAY).years
    assert year.total is not None
    assert (year.total.rounded, year.total.respondents) == (Fraction("81.25"), 40)


# --- periods ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "first", "last", "title", "short"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "Tahun 2025", "2025"),
        ("2025-1", date(2025, 1, 1), date(2025, 6, 30), "Semester I 2025", "I 2025"),
        ("2025-2", date(2025, 7, 1), date(2025, 12, 31), "Semester II 2025", "II 2025"),
        ("2024-t1", date(2024, 1, 1), date(2024, 3, 31), "Triwulan I 2024", "I 2024"),
        ("2025-t4", date(2025, 10, 1), date(2025, 12, 31), "Triwulan IV 2025", "IV 2025"),
    ],
)
def test_spans(code: str, first: date, last: date, title: str, short: str) -> None:
    span = SurveySpan.parse(code)
    assert (span.first, span.last, span.title, span.short) == (first, last, title, short)
    assert span.holds(first)
    assert span.holds(last)


@pytest.mark.parametrize("code", ["", "2025-3", "2025-t5", "25-1", "2025-", "2025-01", "2025-T1", "x"])
def test_no_span(code: str) -> None:
    with pytest.raises(ValueError, match=code or "^$"):
        SurveySpan.parse(code)


def test_a_period_that_has_not_begun_is_no_result_and_one_that_runs_says_so(
    corpus: Corpus, law: Law, method: SurveyMethod
) -> None:
    both = rows(method, {"": (0, 0, 5, 0)}, period="2026-1") + rows(method, {"": (0, 0, 5, 0)}, period="2026-2")
    made = survey_of(kept(corpus, both), law, date(2026, 6, 29))
    assert [(p.span.code, p.running) for p in made.periods] == [("2026-1", True)]
    assert [p.running for p in survey_of(kept(corpus, both), law, DAY).periods] == [False]


def test_no_register_is_no_data_and_an_empty_one_has_no_result(corpus: Corpus, law: Law) -> None:
    assert not survey_of(kept(corpus, None), law, DAY).kept
    empty = survey_of(kept(corpus, ()), law, DAY)
    assert (empty.kept, empty.periods, empty.latest) == (True, (), None)


def test_an_older_period_keeps_its_own_method(method: SurveyMethod) -> None:
    later = replace(method, id="baru", from_on=date(2026, 1, 1))
    both = {"baru": later, method.id: method}
    assert method_of(both, SurveySpan.parse("2025-2")) is method
    assert method_of(both, SurveySpan.parse("2026-1")) is later
    assert method_of(both, SurveySpan.parse("2016")) is None


# --- the lowest elements ---------------------------------------------------------------------------------


def test_the_lowest_elements_come_first(method: SurveyMethod) -> None:
    answers = {"": (0, 0, 10, 0), "waktu": (5, 5, 0, 0), "sarana": (0, 5, 5, 0), "biaya": (0, 1, 9, 0)}
    found = lowest_elements(result_of(rows(method, answers), method))
    assert [(e.element.id, e.mean) for e in found] == [
        ("waktu", Fraction(3, 2)),
        ("sarana", Fraction(5, 2)),
        ("biaya", Fraction(29, 10)),
    ]


def test_elements_that_are_level_are_named_together_and_when_all_are_none_is(method: SurveyMethod) -> None:
    answers = {"": (0, 0, 10, 0), "waktu": (0, 5, 5, 0)}
    found = lowest_elements(result_of(rows(method, answers), method))
    assert [e.element.id for e in found] == ["waktu"]  # the second lowest are all the others
    assert lowest_elements(result_of(rows(method, {"": (0, 0, 10, 0)}), method)) == ()


# --- small groups ----------------------------------------------------------------------------------------

_GROUPS = st.dictionaries(
    st.tuples(st.sampled_from(["permohonan", "keberatan", "konsultasi"]), st.sampled_from(["surel", "surat", "lisan"])),
    st.integers(min_value=1, max_value=12),
    min_size=1,
)


@given(_GROUPS)
def test_no_part_that_is_written_is_small_and_none_stands_for_one_hidden_group(
    sizes: dict[tuple[str, str], int],
) -> None:
    """What is published are sums over whole parts, so nothing smaller than a part follows from them."""
    assume(sum(sizes.values()) >= 5)
    parts = pool(sizes, 5)
    assert parts.keys() == sizes.keys()
    for part in set(parts.values()):
        inside = [group for group, other in parts.items() if other == part]
        assert sum(sizes[group] for group in inside) >= 5
        if POOLED in part:
            assert len(inside) >= 2
        else:
            assert inside == [part]
        if part[0] != POOLED:
            assert {service for service, _ in inside} == {part[0]}


def test_a_large_group_keeps_its_name_unless_a_small_one_needs_it() -> None:
    assert pool({("permohonan", "surel"): 12, ("konsultasi", "langsung"): 5}, 5) == {
        ("permohonan", "surel"): ("permohonan", "surel"),
        ("konsultasi", "langsung"): ("konsultasi", "langsung"),
    }
    small = {("permohonan", "surel"): 12, ("permohonan", "surat"): 2, ("permohonan", "lisan"): 3}
    assert pool(small, 5)["permohonan", "surel"] == ("permohonan", "surel")
    assert pool(small, 5)["permohonan", "surat"] == ("permohonan", POOLED)
    # Alone it would be the difference between the total and the rest: a larger one hides it.
    lonely = {("permohonan", "surel"): 12, ("konsultasi", "langsung"): 6, ("keberatan", "surat"): 1}
    assert pool(lonely, 5) == {
        ("permohonan", "surel"): ("permohonan", "surel"),
        ("konsultasi", "langsung"): (POOLED, POOLED),
        ("keberatan", "surat"): (POOLED, POOLED),
    }


def test_too_few_at_all() -> None:
    with pytest.raises(TooFew):
        pool({("permohonan", "surel"): 4}, 5)
    with pytest.raises(TooFew):
        pool({}, 5)


def test_every_group_of_the_sample_and_every_published_figure_has_five_respondents(corpus: Corpus, law: Law) -> None:
    made = survey_of(corpus.bodies[SAMPLE], law, DAY)
    for period in made.periods:
        every = [*period.services.values(), *period.channels.values()]
        assert min(r.respondents for r in every) >= 5
        assert period.pooled_services == 0 or period.pooled_services >= 5
        assert period.total.respondents == sum(r.respondents for r in period.services.values()) + period.pooled_services


# --- the command -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["survei"],
            "terbuka: sebutkan periodenya: --period 2026-1 (semester), 2026-t2 (triwulan), atau 2026 (setahun)\n",
        ),
        (["survei", "--period", "2005"], "terbuka: tidak ada metode survei di skm.yml untuk periode 2005\n"),
        (["permohonan", "--replace"], "terbuka: --period, --population, dan --replace hanya untuk survei\n"),
    ],
)
def test_wrong_use(words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    file = tmp_path / "formulir.csv"
    file.write_text("Timestamp,Layanan\n01/02/2026,Keberatan\n")
    code = cli.main(["import", words[0], str(file), *words[1:], "--root", str(root)])
    assert (code, capsys.readouterr().err) == (2, said)


# --- pages and files -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made() -> Mapping[str, Page | File]:
    return trees.pages(DAY)


def content(made: Mapping[str, Page | File], path: str) -> str:
    file = made[f"api/v1/{path}"]
    assert isinstance(file, File)
    return file.content.decode()


def test_the_answer_comes_first_and_in_words(made: Mapping[str, Page | File]) -> None:
    """66 respondents in the first half of 2026; the nine sums of answers add up to 2,090."""
    sums = (231, 229, 226, 253, 233, 236, 241, 222, 219)
    assert half_up(Fraction(sum(sums), 66) * 25 / 9) == Fraction("87.96")
    page = trees.article(made, f"{SAMPLE}/survei-kepuasan/")
    assert (
        '<p class="lead">Semester I 2026: nilai kepuasan 87,96 dari 100, mutu B (baik), dari 66 responden. '
        "Turun 0,58 dari Semester II 2025 (88,54).</p>"
    ) in page
    assert "Dari 78 orang yang dilayani, dianjurkan 65 responden; tercapai 66." in page
    assert "angka metodenya belum dipastikan dari naskah peraturannya" in page
    assert "DATA CONTOH" in page
    assert "nan" not in page.lower().replace("layanan", "").replace("pertanyaan", "").split()


def test_the_year_is_what_the_report_of_that_year_says(
    corpus: Corpus, law: Law, made: Mapping[str, Page | File]
) -> None:
    """2025: 2,135 points of 70 respondents: 2135/70 × 25/9 = 84.7222… → 84.72, as its entry in the register reads."""
    (year,) = survey_of(corpus.bodies[SAMPLE], law, DAY).years[:1]
    assert year.year == 2025
    assert year.total is not None
    assert (year.total.index, year.total.respondents) == (Fraction(2135, 70) * 25 / 9, 70)
    entry = next(e for e in corpus.bodies[SAMPLE].register or () if e.id == "survei-kepuasan-2025")
    assert entry.title == "Survei Kepuasan Masyarakat 2025: nilai 84,72"
    assert (
        "Tahun 2025, 2 periode digabung: nilai <strong>84,72</strong>, mutu B (baik), 70 responden."
        in trees.article(made, f"{SAMPLE}/survei-kepuasan/")
    )


def test_the_real_bureau_has_no_invented_figure(made: Mapping[str, Page | File]) -> None:
    page = trees.article(made, f"{REAL}/survei-kepuasan/")
    assert "Belum ada hasil survei kepuasan Biro Rintisan di portal ini." in page
    assert "terbuka import survei" in page
    assert "Unduh" not in page
    assert f"{REAL}/survei-kepuasan/lembar/index.html" not in made
    assert not [path for path in made if path.startswith(f"api/v1/{REAL}/") and "survei" in path]


def test_files_hold_counts_and_exact_values(made: Mapping[str, Page | File]) -> None:
    counted = list(csv.DictReader(io.StringIO(content(made, f"{SAMPLE}/CONTOH-survei.csv"))))
    assert len(counted) == 9 * 18
    assert {row["bobot"] for row in counted} == {"1/9"}
    told = json.loads(content(made, f"{SAMPLE}/CONTOH-survei.json"))
    assert told["peringatan"] == "DATA CONTOH, bukan keadaan sebenarnya"
    assert [p["periode"] for p in told["periode"]] == ["2024-2", "2025-1", "2025-2", "2026-1"]
    newest = told["periode"][-1]["hasil"]
    assert (newest["ikm"], newest["ikm_tepat"], newest["mutu"]) == (87.96, "2375/27", "B")
    assert newest["unsur"]["sarana"]["rata_rata_tepat"] == "73/22"
    assert told["tahun"] == [{"tahun": 2025, "periode": ["2025-1", "2025-2"], "hasil": told["tahun"][0]["hasil"]}]
    assert (
        content(made, f"{SAMPLE}/CONTOH-bagan-ikm-periode.csv").splitlines()[-1]
        == "I 2026,87.96,66,nilai 25 sampai 100"
    )


def test_other_weights_are_shown_apart(corpus: Corpus, method: SurveyMethod) -> None:
    old = rows(method, {"": (0, 0, 3, 3), "waktu": (0, 2, 2, 2)}, period="2025-2", weight="11/100")
    new = rows(method, {"": (0, 0, 3, 3)}, period="2026-1")
    changed = replace(corpus, bodies={**corpus.bodies, SAMPLE: kept(corpus, old + new)})
    pages = {i.path: i for i in render(changed, assess(changed, dict.fromkeys(changed.bodies, DAY)))}
    page = trees.article(pages, f"{SAMPLE}/survei-kepuasan/")
    assert "Tidak dibandingkan dengan Semester II 2025: cara menghitungnya berbeda." in page
    assert "bobot 11/100, nilai tertinggi yang mungkin 99,00" in page
    assert content(pages, f"{SAMPLE}/CONTOH-bagan-ikm-periode.csv").count("\n") == 2
    assert "belum diketahui" in page  # no population, no needed sample


def test_the_sheet_for_the_desk_leads_to_the_form(corpus: Corpus, made: Mapping[str, Page | File]) -> None:
    page = trees.article(made, f"{SAMPLE}/survei-kepuasan/lembar/")
    assert "<svg" in page
    assert "Kode QR" in page
    assert corpus.bodies[SAMPLE].body.survey_form == "https://formulir.contoh.example/survei-kepuasan"
    assert "Atau buka: https://formulir.contoh.example/survei-kepuasan" in page
    assert "style=" not in page
    main = made[f"{SAMPLE}/survei-kepuasan/index.html"]
    assert isinstance(main, Page)
    assert main.frame_origin == "https://formulir.contoh.example"


def test_the_page_counts_as_evidence_only_with_a_survey(corpus: Corpus) -> None:

    assert "survei-kepuasan" in produced(corpus.bodies[SAMPLE], DAY)
    assert "survei-kepuasan" not in produced(kept(corpus, ()), DAY)


def test_a_question_and_an_edge_that_change_are_data(tmp_path: Path) -> None:
    """Only ``skm.yml`` is touched: the page asks and grades by it, and the import knows the new title."""
    skm = "datasets/aturan/id/skm.yml"
    question = "Seberapa cepat Anda dilayani?"
    root = trees.grow(tmp_path / "portal")
    trees.change(root, skm, "Bagaimana kecepatan waktu dalam memberikan pelayanan?", question)
    trees.change(root, skm, '"88,31"', '"75,00"')
    trees.change(root, skm, '"76,61"', '"70,00"')
    elements = ("persyaratan", "prosedur", question, "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana")
    file = tmp_path / "formulir.csv"
    lines = [",".join(["Layanan", "Kanal", *elements]), *["permohonan,surel," + ",".join("3" * 9)] * 5]
    file.write_text("\n".join(lines) + "\n")
    assert cli.main(["import", "survei", str(file), "--period", "2026-1", "--root", str(root)]) == 0
    corpus, assessment, problems = trees.judged(root)
    assert assessment is not None, problems
    page = trees.article({i.path: i for i in render(corpus, assessment)}, "kantor-uji/survei-kepuasan/")
    assert "nilai kepuasan 75,00 dari 100, mutu A (sangat baik), dari 5 responden." in page
    assert question in page
