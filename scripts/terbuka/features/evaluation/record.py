"""Evaluation of openness by the Komisi Informasi or the PPID Utama (house: monev), as an office prepares for it.

What assessors ask and how they weigh is data of the law (``monev.yml``); a weight that is not known is None. What an
office shows stands in ``bukti-monev.yml``, what it gives itself in ``penilaian-mandiri.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from terbuka.base.problem import Place
from terbuka.base.rounding import half_up
from terbuka.law.record import Obligation, StepBasis
from terbuka.record.fields import key, place_field

if TYPE_CHECKING:
    from terbuka.record.files import Document


# --- the law's data ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A category of final values, from its lower edge on."""

    title: str = key("judul", needed=True)
    edge: int = key("mulai", needed=True)
    confirmed: bool = key("terkonfirmasi", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationAspect:
    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage with its percentage of the final value; ``own``: answered by the office, else only by the assessor."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    percent: int | None = key("bobot")
    own: bool = key("mandiri", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectWeight:
    """An aspect with its percentage of the questionnaire's value."""

    aspect_id: str = key("aspek", refers="aturan/monev/aspek", needed=True)
    percent: int | None = key("bobot")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """How one assessor evaluates in one year (house: instrumen); no aspects: they are not known."""

    id: str = key("id", needed=True)
    assessor_id: str = key("penilai", needed=True)
    assessor: str = key("nama", needed=True)
    year: int = key("tahun", needed=True)
    stages: tuple[Stage, ...] = key("tahap", of=Stage, default=())
    weights: tuple[AspectWeight, ...] = key("aspek", of=AspectWeight, default=())
    source: str = key("sumber", needed=True)
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()

    @property
    def title(self) -> str:
        return f"{self.assessor} {self.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationQuestion:
    """A question that the office answers about itself, or that the program answers from duties (``computed``)."""

    id: str = key("id", needed=True)
    aspect_id: str = key("aspek", refers="aturan/monev/aspek", needed=True)
    text: str = key("teks", needed=True)
    guide: str | None = key("petunjuk")
    obligation_ids: tuple[str, ...] = key("kewajiban", refers="aturan/kewajiban", default=())
    groups: tuple[str, ...] = key("rumpun", refers="aturan/kewajiban/rumpun", default=())
    computed: bool = key("dihitung", needed=True)
    kinds: tuple[str, ...] = key("jenis_bukti", refers="skema/bukti-monev/jenis", default=())
    most: int = key("nilai_maks", needed=True)
    confirmed: bool = key("terkonfirmasi", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """``monev.yml``: bands, aspects, questionnaires by assessor and year, questions. ``largest`` is in bytes,
    ``link_age`` a period (``P3M``) after which a link is to be looked at again."""

    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, needed=True)
    largest: int = key("batas_berkas", needed=True)
    link_age: str = key("umur_tautan", needed=True)
    note: str | None = key("catatan")
    bands: tuple[Band, ...] = key("kategori", of=Band, needed=True)
    aspects: tuple[EvaluationAspect, ...] = key("aspek", of=EvaluationAspect, needed=True)
    questionnaires: tuple[Questionnaire, ...] = key("instrumen", of=Questionnaire, needed=True)
    questions: tuple[EvaluationQuestion, ...] = key("pertanyaan", of=EvaluationQuestion, needed=True)
    place: Place = place_field()

    @property
    def id(self) -> str:
        """What a problem calls this record."""
        return "monev"

    def questionnaire(self, assessor_id: str, year: int) -> Questionnaire | None:
        return next((q for q in self.questionnaires if (q.assessor_id, q.year) == (assessor_id, year)), None)

    def asked(self, questionnaire: Questionnaire) -> tuple[EvaluationQuestion, ...]:
        """The questions of a questionnaire: those about its aspects."""
        aspects = {w.aspect_id for w in questionnaire.weights}
        return tuple(q for q in self.questions if q.aspect_id in aspects)

    def band(self, value: Fraction) -> Band:
        """The category of a value as it is printed, by lower edges: 89.95 is below 90."""
        return next(band for band in self.bands if half_up(value) >= band.edge)


# --- what an office records -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationEvidence:
    """Evidence for an evaluation: exactly one of ``files``, ``link``, ``portal_page`` and ``entry_id``."""

    id: str = key("id", needed=True)
    question_ids: tuple[str, ...] = key("pertanyaan", refers="aturan/monev/pertanyaan", needed=True)
    title: str = key("judul", needed=True)
    kind: str = key("jenis", needed=True)
    made_on: date = key("tanggal", needed=True)
    text: str | None = key("uraian")
    files: tuple[str, ...] = key("berkas", refers="berkas", default=())
    link: str | None = key("tautan")
    link_checked_on: date | None = key("tautan_diperiksa")
    link_opens: bool | None = key("tautan_terbuka")
    portal_page: str | None = key("halaman_portal", refers="halaman")
    entry_id: str | None = key("entri", refers="badan/daftar-informasi-publik")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessment:
    """What an office gives itself for one question of one questionnaire."""

    id: str = key("id", needed=True)
    assessor_id: str = key("penilai", refers="aturan/monev/penilai", needed=True)
    year: int = key("tahun", needed=True)
    question_id: str = key("pertanyaan", needed=True)
    points: int = key("nilai", needed=True)
    reason: str = key("alasan", needed=True)
    evidence_ids: tuple[str, ...] = key("bukti", refers="badan/bukti-monev", default=())
    assessed_on: date = key("dinilai_pada", needed=True)
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()


# --- what follows on a day --------------------------------------------------------------------------------


class EvidenceFlag(StrEnum):
    """Why evidence may not convince an assessor; the value is its sentence in the table of reasons."""

    AHEAD = "bukti-bertanggal-depan"
    DEAD = "bukti-tautan-mati"
    UNCHECKED = "bukti-tautan-belum-diperiksa"
    STALE = "bukti-tautan-lama"
    TOO_LARGE = "bukti-terlalu-besar"
    NOWHERE = "bukti-tidak-terbuka"
    NOT_DECIDED = "bukti-belum-ditetapkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One thing that can be opened: a file, a link, or a page of the portal (its code)."""

    document: Document | None = None
    link: str | None = None
    checked_on: date | None = None
    portal_page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedEvidence:
    record: EvaluationEvidence
    items: tuple[EvidenceItem, ...]
    flags: tuple[EvidenceFlag, ...]
    #: Files over the limit, by name.
    large: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScore:
    """Points of one question: None while nobody has given any, or where none of its duties is this body's
    (``applicable``). ``covered`` of ``needed`` duties count for a computed one; ``lacking`` are the others."""

    question: EvaluationQuestion
    points: Fraction | None
    row: SelfAssessment | None = None
    evidence: tuple[AssessedEvidence, ...] = ()
    applicable: bool = True
    covered: int = 0
    needed: int = 0
    lacking: tuple[Obligation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectScore:
    """An aspect: ``value`` from 0 to 100, None until each question that applies has points."""

    aspect: EvaluationAspect
    percent: int | None
    questions: tuple[QuestionScore, ...]

    @property
    def counted(self) -> tuple[QuestionScore, ...]:
        return tuple(q for q in self.questions if q.applicable)

    @property
    def open(self) -> int:
        return sum(q.points is None for q in self.counted)

    @property
    def points(self) -> Fraction:
        return sum((q.points for q in self.questions if q.points is not None), Fraction())

    @property
    def most(self) -> int:
        return sum(q.question.most for q in self.counted)

    @property
    def most_given(self) -> int:
        """The highest points of the questions that have any, so that what is open is never read as zero."""
        return sum(q.question.most for q in self.counted if q.points is not None)

    @property
    def value(self) -> Fraction | None:
        return self.points * 100 / self.most if self.most and not self.open else None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireScore:
    """What an office gives itself by one questionnaire on the assessed day.

    ``total`` is that of the questionnaire alone, from 0 to 100: None unless all weights are known and all aspects have
    a value. ``least`` and ``greatest`` are the final values that the stages of the assessor leave open.
    """

    questionnaire: Questionnaire
    aspects: tuple[AspectScore, ...]

    @property
    def begun(self) -> bool:
        """Whether the office gave itself any points here."""
        return any(q.row for a in self.aspects for q in a.questions)

    @property
    def open(self) -> int:
        return sum(a.open for a in self.aspects)

    @property
    def weighed(self) -> bool:
        return bool(self.aspects) and all(a.percent is not None for a in self.aspects)

    @property
    def total(self) -> Fraction | None:
        if not self.weighed or any(a.value is None for a in self.aspects):
            return None
        return sum((a.value * a.percent / 100 for a in self.aspects if a.value is not None and a.percent), Fraction())

    @property
    def least(self) -> Fraction | None:
        """The final value when the assessor's own stages bring nothing."""
        total, stages = self.total, self.questionnaire.stages
        own = [s.percent for s in stages if s.own]
        if total is None or not stages or any(s.percent is None for s in stages):
            return None
        return total * sum(p for p in own if p is not None) / 100

    @property
    def greatest(self) -> Fraction | None:
        """The final value when the assessor's own stages bring all they can."""
        least = self.least
        return None if least is None else least + sum(s.percent or 0 for s in self.questionnaire.stages if not s.own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Monev:
    """The evidence and the self-assessments of a body on a day; ``scores`` keep the order of the law's data."""

    evidence: tuple[AssessedEvidence, ...] = ()
    scores: tuple[QuestionnaireScore, ...] = ()

    def for_question(self, question_id: str) -> tuple[AssessedEvidence, ...]:
        return tuple(e for e in self.evidence if question_id in e.record.question_ids)

    def score(self, questionnaire_id: str) -> QuestionnaireScore | None:
        return next((s for s in self.scores if s.questionnaire.id == questionnaire_id), None)


def known_sum(percents: Iterable[int | None]) -> tuple[int, int]:
    """The sum of the known percentages, and how many are not known."""
    given = list(percents)
    return sum(p for p in given if p is not None), sum(p is None for p in given)
