"""Internal audits as their page and files show them: results, findings with kind, overview and action, the trend.

Promises: of a finding only published columns leave (Perki 1/2021 Pasal 21 ayat (1) huruf k); owner, due day and
evidence are not even read here. No audit is no data, not a good result. Decides no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from terbuka.base.page import Page
from terbuka.base.periods import Term
from terbuka.base.problem import Place
from terbuka.duties.measure import Measured
from terbuka.features.audit.record import (
    AssessedFinding,
    AuditAssessment,
    AuditCriterion,
    AuditResult,
    AuditRound,
    FindingFigures,
    Recurrence,
)
from terbuka.kit import words
from terbuka.kit.charts import Chart, Series
from terbuka.kit.lists import Gathered, gathered
from terbuka.kit.origin import Origin, newest
from terbuka.kit.portal import Portal, View
from terbuka.kit.scale import rising
from terbuka.kit.view import BodyView
from terbuka.law import routes

CODE = "pengawasan"
TITLE = "Pengawasan: audit internal"
MARKS = {"sesuai": "ok", "sebagian": "soon", "tidak": "late", "tidak-berlaku": "other"}
_LESS = ("soon", "late")
NO_PERSONS = (
    "Temuan audit adalah hal yang perlu diperbaiki dalam layanan, bukan kesalahan seseorang. Nama orang, penanggung, "
    "dan bukti tidak diterbitkan."
)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One criterion as an audit judged it."""

    criterion: AuditCriterion
    mark: str
    word: str
    note: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as everybody may read it; ``group`` is its kind, ``done`` when it was closed or that it is not."""

    id: str
    title: str
    group: str
    level: str
    overview: str
    action: str
    mark: str
    done: str
    again: str


@dataclass(frozen=True, slots=True)
class Today:
    """A criterion with what the program counts on the assessed day."""

    criterion: AuditCriterion
    articles: str
    figure: str


class AuditView:
    """The audits of one body as the page sees them."""

    def __init__(self, b: BodyView):
        self.b, self.audit = b, b.assessed.get(AuditAssessment)
        self.figures: FindingFigures = self.audit.figures
        self.kept = self.audit.findings is not None

    @property
    def rounds(self) -> tuple[AuditRound, ...]:
        """Newest first."""
        return self.audit.rounds[::-1]

    @property
    def latest(self) -> AuditRound | None:
        return self.audit.latest

    # --- sentences

    @property
    def lead(self) -> str:
        """The answer first: how the last audit came out, and what became of the findings."""
        if self.latest is None:
            return "Belum ada audit internal yang dicatat di portal ini. Itu bukan berarti tidak ada temuan."
        return f"{self.met(self.latest)} {self.followed}"

    def met(self, audit: AuditRound) -> str:
        """``Audit 2026-1, selesai 19 Juni 2026: 22 dari 25 kriteria sesuai.``"""
        said = f"Audit {self.period(audit)}, selesai {words.day(audit.audit.ended_on)}"
        if not audit.applicable:
            return f"{said}: tidak ada kriteria yang dapat diterapkan."
        return f"{said}: {audit.values.get('sesuai', 0)} dari {audit.applicable} kriteria sesuai."

    @property
    def followed(self) -> str:
        f = self.figures
        if not self.kept:
            return "Register temuannya belum dimuat di portal ini."
        if not f.found:
            return "Nihil: tidak ada temuan."
        first = self.period(self.audit.rounds[0])
        told = f"{f.found} temuan sejak audit {first}"
        rest = "semuanya sudah ditutup" if not f.open else f"{f.closed} sudah ditutup, {f.open} belum selesai"
        return f"{told}, {rest}."

    @staticmethod
    def period(audit: AuditRound) -> str:
        """``2025 semester 1``."""
        term = Term.parse(audit.audit.period)
        return f"{term.year} semester {term.number}" if term.months < 12 else str(term.year)

    def kind(self, audit: AuditRound) -> str:
        return self.b.corpus.label("audit", "jenis", audit.audit.kind).lower()

    def wanting(self, audit: AuditRound) -> list[str]:
        """Criteria that the audit did not find fully met, in small letters."""
        named = (
            self.b.law.named(AuditCriterion)[r.criterion_id].title
            for r in audit.audit.results
            if MARKS[r.value] in _LESS
        )
        return [title[:1].lower() + title[1:] for title in named]

    def examined(self, made: AuditRound) -> str:
        """Who examined whom, when, and what."""
        audit = made.audit
        when = words.span(audit.begun_on, audit.ended_on)
        return (
            f"Diperiksa {when} oleh {audit.auditor}. Yang diaudit: {audit.audited}. Ruang lingkup "
            f"({self.kind(made)}): {audit.scope}"
        )

    # --- results and findings

    def results(self, audit: AuditRound) -> list[ResultRow]:
        return [self._result(result) for result in audit.audit.results]

    def _result(self, result: AuditResult) -> ResultRow:
        values = next(c for c in self.b.corpus.schemas["audit"].column("hasil").columns if c.name == "nilai").choices
        criterion = self.b.law.named(AuditCriterion)[result.criterion_id]
        return ResultRow(criterion, MARKS[result.value], values[result.value], result.note or "")

    def findings(self, audit: AuditRound) -> list[FindingRow]:
        return [self._finding(found) for found in audit.findings]

    def _finding(self, finding: AssessedFinding) -> FindingRow:
        row, labels = finding.row, self.b.corpus.label
        closed = finding.closed_on
        again = ""
        if finding.recurrence is not Recurrence.FIRST:
            before = next(f for f in self.audit.findings or () if f.row.id == finding.before)
            what = "Berulang: sudah ditutup" if finding.recurrence is Recurrence.REPEATED else "Sudah ditemukan"
            again = f"{what} dalam audit {before.row.audit_id}"
        return FindingRow(
            id=row.id,
            title=finding.criterion.title,
            group=labels("kriteria-audit", "kelompok", finding.criterion.group),
            level=labels("temuan", "tingkat", row.level),
            overview=row.overview,
            action=row.action or "",
            mark="ok" if closed else "soon",
            done=f"Ditutup {words.month(closed)}" if closed else "Belum selesai",
            again=again,
        )

    @cached_property
    def kinds(self) -> list[tuple[str, int, int, int]]:
        """Kind, findings, repeated ones and closed ones, in the order of the schema; only kinds with any."""
        choices = self.b.corpus.schemas["kriteria-audit"].column("kelompok").choices
        made = []
        for group, title in choices.items():
            mine = [f for f in self.audit.findings or () if f.criterion.group == group]
            if mine:
                again = sum(f.recurrence is Recurrence.REPEATED for f in mine)
                made.append((title, len(mine), again, sum(f.closed_on is not None for f in mine)))
        return made

    @property
    def kept_promises(self) -> str:
        """``7 dari 9 temuan ditutup tepat waktu``; empty while no promise can be judged."""
        f = self.figures
        return f"{f.in_time} dari {f.due} temuan yang jatuh temponya tiba ditutup tepat waktu." if f.due else ""

    # --- drawings

    @cached_property
    def drawn(self) -> list[Chart]:
        """Results and findings from audit to audit, the oldest first; none before there are two audits."""
        rounds, sample = self.audit.rounds, self.b.body.sample
        if len(rounds) < 2:
            return []
        labels = [made.audit.id for made in rounds]
        first, last = (
            f"{percent(made.share)} dari {words.number(made.applicable)} yang diperiksa ({made.audit.id})"
            for made in (rounds[0], rounds[-1])
        )
        shares = [None if made.share is None else made.share * 100 for made in rounds]
        result = Chart(
            id="audit-kriteria",
            title="Kriteria yang sesuai menurut audit",
            sentence=f"Kriteria yang sesuai: dari {first} menjadi {last}.",
            unit="persen dari kriteria yang diperiksa",
            head="Audit",
            labels=labels,
            series=[Series("Kriteria sesuai", shares)],
            kind="lines",
            at=rising([made.audit.ended_on.toordinal() for made in rounds]),
            behind=[made.applicable for made in rounds],
            counted="Kriteria yang diperiksa",
            sample=sample,
        )
        return [result, self._findings_chart(labels)] if self.kept else [result]

    def _findings_chart(self, labels: Sequence[str]) -> Chart:
        counts = [made.figures or FindingFigures() for made in self.audit.rounds]
        parts = [
            Series("Ditutup tepat waktu", [f.in_time for f in counts]),
            Series("Ditutup terlambat", [f.late for f in counts]),
            Series("Ditutup, tanpa jatuh tempo", [f.closed - f.in_time - f.late for f in counts]),
            Series("Belum selesai", [f.open for f in counts]),
        ]
        return Chart(
            id="audit-temuan",
            title="Temuan menurut audit, dan penyelesaiannya",
            sentence=self.followed,
            unit="temuan",
            head="Audit",
            labels=labels,
            series=[part for n, part in enumerate(parts) if n == 0 or any(part.values)],
            kind="stack",
            sample=self.b.body.sample,
        )

    # --- what is asked

    @cached_property
    def today(self) -> list[tuple[str, list[Today]]]:
        """The criteria by group, each with its figure on the assessed day; days of receipt over the last year."""
        if not self.b.law.named(AuditCriterion):
            return []
        choices = self.b.corpus.schemas["kriteria-audit"].column("kelompok").choices
        rows = [
            (criterion, Today(criterion, words.bases(self.b.law, criterion.legal_basis), figure(found)))
            for criterion in self.b.law.named(AuditCriterion).values()
            for found in [self.audit.today.get(criterion.id)]
        ]
        groups = [(title, [t for c, t in rows if c.group == group]) for group, title in choices.items()]
        return [(title, mine) for title, mine in groups if mine]

    @property
    def weights(self) -> int:
        return sum(c.weight for c in self.b.law.named(AuditCriterion).values())

    @property
    def confirmed(self) -> bool:
        """Whether a decision that was read sets the weights; else they are this project's proposal."""
        return all(c.confirmed for c in self.b.law.named(AuditCriterion).values())


def figure(measured: Measured | None) -> str:
    """``38 dari 49 permohonan …``; what cannot be counted says why, and is never zero."""
    if measured is None:
        return "Diperiksa dengan tangan"
    if not measured.known:
        return "Belum ada data"
    if not measured.total:
        return f"Nihil: tidak ada {measured.unit}"
    return f"{words.number(measured.met or 0)} dari {words.number(measured.total)} {measured.unit}"


def percent(share: Fraction | None) -> str:
    """One decimal, rounded half up once: ``92,3%``; ``–`` for none."""
    if share is None:
        return "–"
    return f"{words.exact(share * 100)}%"


def state(b: BodyView) -> str:
    """One clause for hub and strategy."""
    view = AuditView(b)
    if view.latest is None:
        return "Belum ada data"
    return f"{len(view.rounds)} audit, terakhir {words.day(view.latest.audit.ended_on)}"


# --- the page ---------------------------------------------------------------------------------------


def _changed(b: BodyView) -> date | None:
    """When an audit ended, or a finding was found or closed, last."""
    audits = [made.audit.ended_on for made in b.assessed.get(AuditAssessment).rounds]
    found = [day for f in b.assessed.get(AuditAssessment).findings or () for day in (f.row.found_on, f.row.closed_on)]
    return newest(b.on, [*audits, *found])


class AuditPage(View, template="pengawasan.html"):
    v: AuditView
    percent: Callable[[Fraction | None], str]
    no_persons: str
    gathered: Gathered
    criteria: int


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    view = AuditView(b)
    where = f"datasets/badan/{b.id}/"
    names = [f"{where}audit.yml", *([f"{where}temuan.csv"] if view.kept else [])]
    said = f"Dari {len(view.rounds)} audit dan {view.figures.found} temuan." if view.rounds else "Belum ada data."
    places = [*names, f"datasets/aturan/{b.law.jurisdiction_id}/kriteria-audit.yml"]
    yield portal.body_page(
        b,
        AuditPage(
            v=view,
            percent=percent,
            no_persons=NO_PERSONS,
            gathered=gathered(b, CODE),
            criteria=len(b.law.named(AuditCriterion)),
        ),
        routes.body_page(b.id, CODE),
        TITLE,
        f"Audit internal layanan informasi {b.body.name}: hasil, temuan, dan tindakannya.",
        section="laporan",
        origin=Origin((said,), tuple(Place(path) for path in places), _changed(b)),
    )
