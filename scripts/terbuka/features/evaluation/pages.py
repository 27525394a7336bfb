"""What an office shows an assessor of openness: its self-assessment by assessor and year, and the evidence by question.

Promises: a value is called a self-assessment wherever it stands; what is not known is said and never counted; a point
has its reason beside it. Compares no bodies. Decides no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from terbuka.base.page import Page
from terbuka.base.problem import Place, reason_words
from terbuka.features.evaluation.record import (
    AspectScore,
    AssessedEvidence,
    Band,
    Evaluation,
    EvaluationEvidence,
    EvaluationQuestion,
    EvidenceItem,
    Monev,
    Questionnaire,
    QuestionnaireScore,
    QuestionScore,
    SelfAssessment,
    Stage,
)
from terbuka.kit import words
from terbuka.kit.charts import Chart, Series
from terbuka.kit.origin import Origin, of_body, of_rows
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView
from terbuka.law import routes

#: What a value of this page is; never left out beside one.
OWN = "Nilai mandiri (bukan nilai Komisi Informasi)"
UNKNOWN = "belum diketahui"
_KIND = "bukti-monev"
#: Shape and word of how a question got its points.
_WAYS = {
    "dihitung": ("other", "dihitung program"),
    "dinilai": ("ok", "dinilai kantor"),
    "belum": ("none", "belum dinilai"),
    "tidak": ("nil", "tidak berlaku bagi kantor ini"),
}


def points(value: Fraction | int | None) -> str:
    """``4``, ``3,67``; empty for none. Rounded here, once."""
    if value is None:
        return ""
    return words.exact(value, 2)


def score(value: Fraction) -> str:
    """A value from 0 to 100 with two places: ``85,13``."""
    return words.exact(value, 2, fixed=True)


class MonevView:
    """Evidence and self-assessments of one body as pages and files see them."""

    def __init__(self, b: BodyView):
        self.b, self.made = b, b.assessed.get(Monev)

    @property
    def law(self) -> Evaluation | None:
        return self.b.law.maybe(Evaluation)

    @property
    def begun(self) -> list[QuestionnaireScore]:
        return [s for s in self.made.scores if s.begun]

    @property
    def kept(self) -> bool:
        """Whether the office recorded anything."""
        return bool(self.made.evidence or self.begun)

    @cached_property
    def questions(self) -> Mapping[str, EvaluationQuestion]:
        return {q.id: q for q in self.law.questions} if self.law else {}

    @property
    def by_aspect(self) -> list[tuple[str, list[EvaluationQuestion]]]:
        """Titles of all aspects with their questions."""
        aspects = self.law.aspects if self.law else ()
        return [(a.title, [q for q in self.questions.values() if q.aspect_id == a.id]) for a in aspects]

    def aspect(self, question: EvaluationQuestion) -> str:
        return next(a.title for a in (self.law.aspects if self.law else ()) if a.id == question.aspect_id)

    # --- words

    def verdict(self, made: QuestionnaireScore) -> str:
        """The value of the questionnaire, or why there is none."""
        if not made.aspects:
            return f"Aspek dan bobot {made.questionnaire.title} {UNKNOWN}, jadi belum dapat dinilai mandiri."
        if not made.weighed:
            return f"Tidak dijumlahkan: bobot aspek {UNKNOWN}. Nilainya hanya per aspek."
        if made.open:
            return f"Belum dijumlahkan: {words.number(made.open)} pertanyaan belum dinilai kantor."
        if made.total is None:
            return "Tidak dijumlahkan: ada aspek tanpa satu pun pertanyaan yang berlaku bagi kantor ini."
        return f"{score(made.total)} dari 100"

    def final(self, made: QuestionnaireScore) -> str:
        """What the final value can be, given that the assessor's own stages are still open."""
        if self.law is None or made.least is None or made.greatest is None:
            return ""
        low, high = self.law.band(made.least), self.law.band(made.greatest)
        between = low.title if low is high else f"{low.title} sampai {high.title}"
        theirs = words.listing(s.title for s in made.questionnaire.stages if not s.own)
        if not theirs:
            return f"Nilai akhir {score(made.least)} ({low.title})."
        return (
            f"Nilai akhir antara {score(made.least)} dan {score(made.greatest)} ({between}): selebihnya {theirs}, yang "
            "hanya dapat dinilai penilai."
        )

    def ceilings(self, questionnaire: Questionnaire) -> list[str]:
        """The highest final value without each stage that only the assessor can judge."""
        stages = [s for s in questionnaire.stages if not s.own and s.percent is not None]
        return [
            self._ceiling(stage, self.law.band(Fraction(100 - (stage.percent or 0)))) for stage in stages if self.law
        ]

    def _ceiling(self, stage: Stage, band: Band) -> str:
        most = 100 - (stage.percent or 0)
        return f"Tanpa {stage.title} ({stage.percent} %) nilai akhir paling tinggi {most}: {band.title}."

    def stages(self, questionnaire: Questionnaire) -> str:
        """``kuesioner penilaian mandiri 80 % + visitasi 20 %``."""
        told = [f"{s.title} {f'{s.percent} %' if s.percent else UNKNOWN}" for s in questionnaire.stages]
        return " + ".join(told) or UNKNOWN

    def weight(self, made: AspectScore) -> str:
        return f"{made.percent} %" if made.percent is not None else UNKNOWN

    def value(self, made: AspectScore) -> str:
        if made.value is not None:
            return score(made.value)
        return f"{words.number(made.open)} belum dinilai" if made.open else "tidak berlaku"

    def pointed(self, made: AspectScore) -> str:
        """``12 dari 16``; of what has points when some is still open; never a zero for what nobody judged."""
        if not made.most_given:
            return "belum ada"
        return f"{points(made.points)} dari {words.number(made.most_given)}" + (" yang dinilai" if made.open else "")

    def way(self, made: QuestionScore) -> tuple[str, str]:
        """Shape and word of how the points came about."""
        if not made.applicable:
            return _WAYS["tidak"]
        if made.question.computed:
            return _WAYS["dihitung"]
        return _WAYS["dinilai" if made.row else "belum"]

    def reason(self, made: QuestionScore) -> str:
        """Why the points are as they are: the office's own words, or what the program counted."""
        if made.row is not None:
            return made.row.reason
        if not made.applicable:
            return "Tidak satu pun kewajiban ini dinilai bagi kantor ini."
        if made.question.computed:
            day = words.day(self.b.on)
            return (
                f"{words.number(made.covered)} dari {words.number(made.needed)} kewajiban yang dinilai bagi kantor ini "
                f"terpenuhi pada {day}."
            )
        return ""

    def chart(self, made: QuestionnaireScore) -> Chart:
        """Values of the aspects, in the order of the questionnaire; a gap for an aspect that is not judged whole."""
        known = [(a.value, a.aspect.title) for a in made.aspects if a.value is not None]
        told = "Belum ada aspek yang dinilai seluruhnya."
        if known:
            least = min(value for value, _ in known)
            lowest = words.listing(title for value, title in known if value == least)
            told = f"Yang terendah {lowest}: {score(least)}."
        return Chart(
            id=f"nilai-mandiri-{made.questionnaire.id}",
            title=f"Nilai mandiri per aspek, {made.questionnaire.title}",
            sentence=told,
            unit="nilai 0 sampai 100",
            head="Aspek",
            labels=[a.aspect.title for a in made.aspects],
            series=[Series("Nilai mandiri", [a.value for a in made.aspects])],
            behind=[len(a.counted) for a in made.aspects],
            counted="Pertanyaan yang dinilai",
            decimals=2,
            sample=self.b.body.sample,
        )

    def flags(self, evidence: AssessedEvidence) -> str:
        """``tautannya belum diperiksa; berkasnya lebih besar dari batas``; empty for evidence without doubt."""
        return "; ".join(reason_words(flag, {}) for flag in evidence.flags)

    @property
    def doubtful(self) -> list[AssessedEvidence]:
        return [e for e in self.made.evidence if e.flags]

    def kind(self, name: str) -> str:
        return self.b.corpus.label(_KIND, "jenis", name)

    def where(self, item: EvidenceItem) -> str:
        """Address below the site, or the link itself."""
        if item.document:
            return routes.document(self.b.id, item.document.name)
        return item.link or routes.evidence_page(self.b.id, item.portal_page or "")

    def shown_for(self, question_id: str) -> tuple[AssessedEvidence, ...]:
        return self.made.for_question(question_id)

    def marks(self, question_id: str) -> list[tuple[Questionnaire, QuestionScore]]:
        """The points of a question by each questionnaire that asks it."""
        return [
            (s.questionnaire, q)
            for s in self.made.scores
            for a in s.aspects
            for q in a.questions
            if q.question.id == question_id
        ]

    def file(self, ending: str, questionnaire_id: str = "") -> str:
        kind = f"evaluasi-{questionnaire_id}" if questionnaire_id else "evaluasi"
        return routes.table_file(self.b.body, kind, ending)

    @property
    def method(self) -> str:
        return "metodologi/nilai-mandiri/"


def state(b: BodyView) -> str:
    """One clause for the hub."""
    v = MonevView(b)
    if not v.kept:
        return "Belum ada data"
    told = f"{words.number(len(v.made.evidence))} bukti"
    if v.doubtful:
        told += f", {words.number(len(v.doubtful))} perlu dilihat lagi"
    first = next((s for s in v.begun if s.total is not None), None)
    if first is not None and first.total is not None:
        return f"Nilai mandiri {score(first.total)} dengan instrumen {first.questionnaire.title}; {told}"
    return f"{told}; nilai mandiri belum dapat dijumlahkan"


def _origin(b: BodyView) -> Origin:
    rows = b.assessed.records.rows(SelfAssessment) or ()
    evidence = of_rows(b, "bukti-monev.yml", len(b.assessed.records.rows(EvaluationEvidence) or ()))
    kept = f"{words.number(len(b.assessed.get(Monev).evidence))} bukti dan {words.number(len(rows))} nilai"
    said = f"Dari {kept} yang ditulis kantor; yang dihitung program menurut keadaan {words.day(b.on)}."
    law = b.law.maybe(Evaluation)
    places = [*(evidence.places if b.assessed.get(Monev).evidence else ())]
    places += of_rows(b, "penilaian-mandiri.csv", len(rows)).places if rows else ()
    places += [Place(law.place.path)] if law else []
    return Origin((said,), tuple(places) or of_body(b).places)


class EvaluationPage(View, template="evaluasi.html"):
    v: MonevView


class QuestionnairePage(View, template="evaluasi-instrumen.html"):
    v: MonevView
    points: Callable[[Fraction | int | None], str]
    s: QuestionnaireScore


class EvidencePage(View, template="bukti-monev.html"):
    v: MonevView


class QuestionPage(View, template="bukti-pertanyaan.html"):
    v: MonevView
    points: Callable[[Fraction | int | None], str]
    q: EvaluationQuestion


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    """The overview, a page for each questionnaire, the list of evidence, and a page for each question."""
    v, name, source = MonevView(b), b.body.name, _origin(b)
    yield portal.body_page(
        b,
        EvaluationPage(v=v),
        routes.body_page(b.id, "evaluasi"),
        "Bahan evaluasi (Monev)",
        f"Nilai mandiri {name} menurut penilai dan tahun, dengan buktinya. Bukan nilai Komisi Informasi.",
        section="laporan",
        origin=source,
    )
    for made in v.made.scores:
        yield portal.body_page(
            b,
            QuestionnairePage(v=v, points=points, s=made),
            routes.evaluation(b.id, made.questionnaire.id),
            f"Nilai mandiri {made.questionnaire.title}",
            f"Penilaian mandiri {name} dengan instrumen {made.questionnaire.title}, pertanyaan demi pertanyaan.",
            section="laporan",
            indexed=made.begun,
            origin=source,
        )
    yield portal.body_page(
        b,
        EvidencePage(v=v),
        routes.body_page(b.id, "bukti"),
        "Bukti evaluasi",
        f"Bukti yang biasa dicari penilai keterbukaan informasi {name}, menurut pertanyaan.",
        section="laporan",
        indexed=bool(v.made.evidence),
        origin=source,
    )
    for question in v.questions.values():
        yield portal.body_page(
            b,
            QuestionPage(v=v, points=points, q=question),
            routes.evidence(b.id, question.id),
            f"Bukti: {question.id}",
            question.text,
            section="laporan",
            indexed=False,
            origin=source,
        )
