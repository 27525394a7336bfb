"""Internal audit of the information service: what is asked, what auditors recorded, and what follows on a day.

Owner, due day and evidence of a finding are internal: their columns are ``terbit: tidak`` (Perki 1/2021 Pasal 21
ayat (1) huruf k asks for number, kind, overview and action). The state of a finding comes from its days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from terbuka.base.problem import Place
from terbuka.duties.measure import Measured
from terbuka.law.record import ChannelBasis
from terbuka.record.fields import key, place_field


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCriterion:
    """One question of an audit (house: kriteria audit); ``measure`` is an entry of ``MEASURES``, None: by hand.

    ``weight`` is a proposal of this project while ``confirmed`` is False.
    """

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    group: str = key("kelompok", needed=True)
    question: str = key("pertanyaan", needed=True)
    legal_basis: tuple[ChannelBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=ChannelBasis, needed=True)
    method: str = key("cara", needed=True)
    measure: str | None = key("ukuran")
    obligation_ids: tuple[str, ...] = key("kewajiban", refers="aturan/kewajiban", default=())
    standard_id: str | None = key("standar", refers="aturan/standar")
    weight: int = key("bobot", needed=True)
    weight_source: str = key("dasar_bobot", needed=True)
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResult:
    """What the auditor says of one criterion: sesuai, sebagian, tidak, tidak-berlaku."""

    criterion_id: str = key("kriteria", refers="aturan/kriteria-audit", needed=True)
    value: str = key("nilai", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """One audit; ``auditor`` and ``audited`` are posts and never the same."""

    id: str = key("id", needed=True)
    period: str = key("periode", needed=True)
    kind: str = key("jenis", needed=True)
    scope: str = key("ruang_lingkup", needed=True)
    begun_on: date = key("mulai_pada", needed=True)
    ended_on: date = key("selesai_pada", needed=True)
    auditor: str = key("auditor", needed=True)
    audited: str = key("diaudit", needed=True)
    results: tuple[AuditResult, ...] = key("hasil", of=AuditResult, needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding of an audit (house: temuan). ``owner``, ``due_on`` and ``evidence`` are never published."""

    id: str = key("id", needed=True)
    audit_id: str = key("audit", refers="badan/audit", needed=True)
    criterion_id: str = key("kriteria", refers="aturan/kriteria-audit", needed=True)
    level: str = key("tingkat", needed=True)
    found_on: date = key("ditemukan_pada", needed=True)
    overview: str = key("gambaran", needed=True)
    action: str | None = key("tindakan")
    owner: str | None = key("penanggung")
    due_on: date | None = key("jatuh_tempo")
    evidence: str | None = key("bukti")
    closed_on: date | None = key("ditutup_pada")
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()


# --- what follows on a day --------------------------------------------------------------------------------


class FindingState(StrEnum):
    """How far a finding has come on a day: derived from its days, never typed. ``LATE`` is internal."""

    WITHOUT_ACTION = "belum-ada-tindakan"
    OPEN = "dikerjakan"
    LATE = "lewat-jatuh-tempo"
    CLOSED = "ditutup"


class Recurrence(StrEnum):
    """Whether the criterion was found before: ``REPEATED`` after it had been closed, ``STILL_OPEN`` before that."""

    FIRST = "pertama"
    REPEATED = "berulang"
    STILL_OPEN = "belum-selesai"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedFinding:
    """A finding on a day. ``in_time`` is None while it is not closed, or when it has no due day; ``before`` is the
    id of the latest earlier finding of the same criterion in another audit."""

    row: Finding
    criterion: AuditCriterion
    state: FindingState
    closed_on: date | None = None
    in_time: bool | None = None
    recurrence: Recurrence = Recurrence.FIRST
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFigures:
    """Counts of findings. ``in_time`` and ``late`` are of those closed that have a due day; ``overdue`` of the open."""

    found: int = 0
    closed: int = 0
    in_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0
    repeated: int = 0

    @property
    def due(self) -> int:
        """Findings whose promise can be judged: closed ones with a due day, and open ones past theirs."""
        return self.in_time + self.late + self.overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRound:
    """One audit that has ended. ``values`` counts results by value; ``figures`` is None while no register of
    findings is kept; ``weighted`` uses the proposed weights, half of one for ``sebagian``."""

    audit: Audit
    values: Mapping[str, int]
    weighted: Fraction | None
    findings: tuple[AssessedFinding, ...] = ()
    figures: FindingFigures | None = None

    @property
    def applicable(self) -> int:
        """Criteria that could be answered."""
        return sum(count for value, count in self.values.items() if value != "tidak-berlaku")

    @property
    def share(self) -> Fraction | None:
        """Criteria fully met among the applicable ones; None without any."""
        return Fraction(self.values.get("sesuai", 0), self.applicable) if self.applicable else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditAssessment:
    """Audits of a body that have ended by the day, oldest first, and their findings.

    No ``rounds`` is no data, not a good result. ``findings`` is None while no register of findings is kept.
    ``today`` has every criterion of the law with what the program counts on the day over the last 365 days, None
    for one that is looked at by hand: no audit, but what an audit would start from.
    """

    rounds: tuple[AuditRound, ...] = ()
    findings: tuple[AssessedFinding, ...] | None = None
    figures: FindingFigures = field(default_factory=FindingFigures)
    today: Mapping[str, Measured | None] = field(default_factory=dict)

    @property
    def latest(self) -> AuditRound | None:
        return self.rounds[-1] if self.rounds else None
