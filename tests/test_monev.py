"""Self-assessment and evidence for evaluators: figures computed by hand, and what is never read as zero."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

import trees
from shelves import altered
from terbuka.base.page import File, Page
from terbuka.base.rounding import half_up
from terbuka.duties.corpus import Corpus
from terbuka.features.evaluation.pages import MonevView, state
from terbuka.features.evaluation.record import (
    Evaluation,
    EvaluationEvidence,
    EvidenceFlag,
    Monev,
    QuestionnaireScore,
    SelfAssessment,
)
from terbuka.kit.view import BodyView
from terbuka.portal.judging import assess
from terbuka.record.files import Document

DAY = date(2026, 6, 30)
SAMPLE, REAL = "biro-contoh", "biro-rintisan"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.records()


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> Evaluation:
    found = corpus.laws["id"].maybe(Evaluation)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def made() -> Mapping[str, Page | File]:
    return trees.pages(DAY)


def monev(corpus: Corpus, on: date = DAY, body: str = SAMPLE, **changed: Any) -> Monev:
    records = altered(corpus.bodies[body], **changed)
    grown = replace(corpus, bodies={**corpus.bodies, body: records})
    return assess(grown, dict.fromkeys(grown.bodies, on)).bodies[body].get(Monev)


def score(found: Monev, name: str = "ki-pusat-2025") -> QuestionnaireScore:
    made = found.score(name)
    assert made is not None
    return made


def test_the_total_of_the_sample_by_hand(corpus: Corpus, law: Evaluation) -> None:
    """Weights 40, 20, 10, 10, 10, 10; then 80 per cent for the questionnaire and up to 20 for the visit."""
    found = score(monev(corpus))
    values = {a.aspect.id: a.value for a in found.aspects}
    assert values == {
        "jenis": Fraction(12 + 10 + 6 + 4 + 6, 40) * 100,
        "digitalisasi": Fraction(4 + 2 + 1 + 2, 13) * 100,
        "kualitas": Fraction(4 + 4 + 1, 10) * 100,
        "pelayanan": Fraction(6 + 3 + 4, 14) * 100,
        "komitmen": Fraction(4 + 2 + 2 + 2 + 2 + 0, 16) * 100,
        "sarana": Fraction(3 + 2 + 1, 8) * 100,
    }
    # 38 + 13.846153... + 9 + 9.285714... + 7.5 + 7.5
    assert found.total == 38 + Fraction(180, 13) + 9 + Fraction(130, 14) + Fraction(15, 2) + Fraction(15, 2)
    assert half_up(found.total) == Fraction("85.13")
    assert found.least is not None
    assert found.greatest is not None
    assert (half_up(found.least), half_up(found.greatest)) == (Fraction("68.11"), Fraction("88.11"))
    assert (law.band(found.least).title, law.band(found.greatest).title) == ("Cukup Informatif", "Menuju Informatif")


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("100", "Informatif"),
        ("90", "Informatif"),
        ("89.995", "Informatif"),
        ("89.99", "Menuju Informatif"),
        ("89.95", "Menuju Informatif"),
        ("80", "Menuju Informatif"),
        ("79.95", "Cukup Informatif"),
        ("60", "Cukup Informatif"),
        ("59.99", "Kurang Informatif"),
        ("40", "Kurang Informatif"),
        ("39.95", "Tidak Informatif"),
        ("0", "Tidak Informatif"),
    ],
)
def test_bands_by_lower_edges_of_the_printed_value(law: Evaluation, value: str, title: str) -> None:
    assert law.band(Fraction(value)).title == title


def test_unknown_weights_give_no_total(corpus: Corpus) -> None:
    found = score(monev(corpus), "ki-ntt-2025")
    assert [a.percent for a in found.aspects] == [None] * 5
    assert (found.total, found.least, found.greatest) == (None, None, None)
    assert {a.aspect.id: a.value for a in found.aspects if a.value is not None} == {
        "kualitas": 90,
        "sarana": 75,
        "jenis": 95,
    }


def test_without_the_presentation_75_is_the_ceiling(corpus: Corpus, law: Evaluation) -> None:
    assessed = assess(corpus, dict.fromkeys(corpus.bodies, DAY)).bodies[SAMPLE]
    view = MonevView(BodyView(corpus, assessed, others=True))
    questionnaire = law.questionnaire("ki-ntt", 2025)
    assert questionnaire is not None
    assert view.ceilings(questionnaire) == [
        "Tanpa presentasi tentang inovasi dan strategi (25 %) nilai akhir paling tinggi 75: Cukup Informatif."
    ]


def test_what_nobody_judged_is_not_zero(corpus: Corpus) -> None:
    rows = tuple(r for r in corpus.bodies[SAMPLE].rows(SelfAssessment) or () if r.question_id != "anggaran-layanan")
    found = score(monev(corpus, self_assessments=rows))
    commitment = next(a for a in found.aspects if a.aspect.id == "komitmen")
    assert (commitment.value, commitment.open, commitment.points, commitment.most_given) == (None, 1, 10, 13)
    assert found.total is None


def test_a_value_of_a_later_day_does_not_count_yet(corpus: Corpus) -> None:
    """The social media were judged on 15 June: on the 14th that question is still open, and so is the total."""
    assert score(monev(corpus, date(2026, 6, 14))).total is None
    assert score(monev(corpus, date(2026, 6, 15))).total is not None


def test_the_program_counts_duties_of_this_body_alone(corpus: Corpus) -> None:
    """Without its pledge the sample shows 5 of the 6 duties of the standards: 6 × 5/6 = 5 points."""
    register = tuple(
        replace(e, obligation_ids=tuple(o for o in e.obligation_ids if o != "maklumat-pelayanan"))
        for e in corpus.bodies[SAMPLE].register or ()
    )
    found = {q.question.id: q for a in score(monev(corpus, register=register)).aspects for q in a.questions}
    standards = found["standar-layanan"]
    assert (standards.covered, standards.needed, standards.points) == (5, 6, 5)
    assert [o.id for o in standards.lacking] == ["maklumat-pelayanan"]
    urgent = found["informasi-serta-merta"]
    assert (urgent.covered, urgent.needed) == (urgent.needed, urgent.needed)


def test_a_question_about_no_duty_of_this_body_is_left_out(corpus: Corpus, law: Evaluation) -> None:
    """Duties of permit givers are not this bureau's: neither points nor a maximum."""
    strange = replace(law.questions[0], groups=(), obligation_ids=("perizinan",))
    asked = replace(law, questions=(strange, *law.questions[1:]))
    grown = altered(corpus, laws={"id": altered(corpus.laws["id"], evaluation=asked)})
    kinds = next(a for a in score(monev(grown)).aspects if a.aspect.id == "jenis")
    assert (kinds.questions[0].points, kinds.questions[0].applicable) == (None, False)
    assert (kinds.points, kinds.most, kinds.value) == (26, 28, Fraction(2600, 28))


def test_evidence_that_may_not_open(corpus: Corpus) -> None:
    records = corpus.bodies[SAMPLE]
    by_id = {e.id: e for e in records.rows(EvaluationEvidence) or ()}
    link, photo = by_id["medsos-2026"], by_id["foto-meja-2026"]
    heavy = Document(name=photo.files[0], path="", kind="png", size=2_000_001, sha256="0" * 64)

    def flags(evidence: Any, on: date = DAY, **changed: Any) -> tuple[EvidenceFlag, ...]:
        return monev(corpus, on, evaluation_evidence=(evidence,), self_assessments=(), **changed).evidence[0].flags

    assert flags(link) == ()
    assert flags(link, date(2026, 9, 15)) == (), "three months to the day"
    assert flags(link, date(2026, 9, 16)) == (EvidenceFlag.STALE,)
    assert flags(link, date(2026, 6, 14)) == (EvidenceFlag.AHEAD, EvidenceFlag.UNCHECKED)
    assert flags(replace(link, link_opens=False)) == (EvidenceFlag.DEAD,)
    assert flags(photo) == ()
    assert flags(photo, documents={**records.documents, heavy.name: heavy}) == (EvidenceFlag.TOO_LARGE,)
    exact = replace(heavy, size=2_000_000)
    assert flags(photo, documents={**records.documents, heavy.name: exact}) == ()
    page = by_id["statistik-2026"]
    assert flags(page, requests=None) == (EvidenceFlag.NOWHERE,)
    entry = by_id["sk-ppid-2026"]
    draft = tuple(
        replace(e, document_status="belum-ditetapkan") if e.id == entry.entry_id else e for e in records.register or ()
    )
    assert flags(entry, register=draft) == (EvidenceFlag.NOT_DECIDED,)


def test_every_question_has_its_address_in_every_body(made: dict[str, Page | File], law: Evaluation) -> None:
    for body in (SAMPLE, REAL):
        for question in law.questions:
            assert f"{body}/bukti/{question.id}/index.html" in made
    shown = trees.article(made, f"{SAMPLE}/bukti/meja-layanan/")
    assert "CONTOH-foto-meja-layanan-2026.png" in shown
    assert "<summary>Sidik berkas (SHA-256)</summary>" in shown
    assert "18 Mei 2026" in shown


def test_the_pages_say_that_it_is_a_self_assessment(made: dict[str, Page | File]) -> None:
    for path in (f"{SAMPLE}/evaluasi/", f"{SAMPLE}/evaluasi/ki-pusat-2025/"):
        shown = trees.article(made, path)
        assert "Nilai mandiri (bukan nilai Komisi Informasi): <strong>85,13 dari 100</strong>." in shown
        assert "Nilai akhir antara 68,11 dan 88,11 (Cukup Informatif sampai Menuju Informatif)" in shown
    assert "belum diketahui" in trees.article(made, f"{SAMPLE}/evaluasi/")
    bare = trees.article(made, f"{REAL}/evaluasi/")
    assert "Kantor ini belum mencatat bukti dan belum menilai dirinya di portal ini." in bare
    assert "0 dari" not in trees.article(made, f"{REAL}/evaluasi/").split("Komitmen organisasi")[1].split("</tr>")[0]


def test_the_hub_says_how_far_it_is(corpus: Corpus) -> None:
    assessed = assess(corpus, dict.fromkeys(corpus.bodies, DAY)).bodies
    told = {name: state(BodyView(corpus, found, others=True)) for name, found in assessed.items()}
    assert told[SAMPLE] == "Nilai mandiri 85,13 dengan instrumen Komisi Informasi Pusat 2025; 20 bukti"
    assert told[REAL] == "Belum ada data"


def test_workbook_and_papers_stand_only_where_something_was_recorded(made: dict[str, Page | File]) -> None:
    files = {p: i.content for p, i in made.items() if isinstance(i, File) and "evaluasi" in p.rsplit("/", 1)[-1]}
    assert sorted(files) == [
        "api/v1/biro-contoh/CONTOH-evaluasi-ki-ntt-2025.pdf",
        "api/v1/biro-contoh/CONTOH-evaluasi-ki-pusat-2025.pdf",
        "api/v1/biro-contoh/CONTOH-evaluasi.xlsx",
    ]
    book = zipfile.ZipFile(io.BytesIO(files["api/v1/biro-contoh/CONTOH-evaluasi.xlsx"]))
    words = book.read("xl/sharedStrings.xml").decode()
    assert "DATA CONTOH, bukan keadaan sebenarnya" in words
    assert "Nilai mandiri (bukan nilai Komisi Informasi)" in words
    assert all(p.startswith(b"%PDF") and len(p) < 200_000 for name, p in files.items() if name.endswith(".pdf"))
