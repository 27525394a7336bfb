"""What makes a line of the strategy live: its own evidence, counted on the day.

Promises: pure; a page that exists proves nothing by existing. Which measure proves which line, and from how much on,
is data (``strategi.yml``); what a measure counts is here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import BodyAssessment, Status
from terbuka.features.audit.record import AuditAssessment
from terbuka.features.indicators.record import ActionState, IndicatorState, IndicatorStatus
from terbuka.features.service.record import Service
from terbuka.features.strategy.record import StrategyLine, StrategyProof, StrategyState
from terbuka.features.survey.record import Survey
from terbuka.features.training.record import TrainingState
from terbuka.law import routes
from terbuka.law.law import Law


def strategy_state(line: StrategyLine, made: BodyAssessment, prose: Collection[str] = ()) -> StrategyState:
    """The line on the assessed day; ``prose`` are the addresses of pages of ``content/`` that the portal has."""
    return StrategyState(line=line, counts=tuple(_count(proof, line, made, prose) for proof in line.proofs))


def _count(proof: StrategyProof, line: StrategyLine, made: BodyAssessment, prose: Collection[str]) -> int:
    if proof.measure == PROSE:
        return sum(address in prose for address in line.prose)
    return MEASURES[proof.measure](made)


def _years(register: str) -> Callable[[BodyAssessment], int]:
    """Years in which the register is kept; a year without a case is one too."""
    return lambda made: len(made.get(Service).years.get(register, ()))


def _available(made: BodyAssessment) -> int:
    return made.tally.by_status.get(Status.MET, 0) + made.tally.by_status.get(Status.DUE_SOON, 0)


def _ways(made: BodyAssessment) -> int:
    """Ways to complain: in person, telephone, WhatsApp, e-mail."""
    body = made.body
    return sum(map(bool, (body.address, body.phones, body.whatsapp, body.email)))


def _online(made: BodyAssessment) -> int:
    """Ways to send a written request from afar: a form of the office, e-mail (Perki 1/2021 Pasal 28 ayat (2)).

    A message by WhatsApp is no written request.
    """
    return sum(map(bool, (made.body.request_form, made.body.email)))


def _compared(made: BodyAssessment) -> int:
    """Indicators with a value beside a target: a number that nobody compares evaluates nothing."""
    compared = (IndicatorStatus.REACHED, IndicatorStatus.NOT_REACHED)
    return sum(state.status in compared for state in made.named(IndicatorState).values())


def _opened(made: BodyAssessment) -> int:
    return sum(bool(e.files or e.link or e.portal_page) for e in made.records.register or ())


#: The measure that counts the line's own pages of ``content/``.
PROSE = "panduan-terbit"
#: What each other choice of ``ukuran`` in ``schemas/strategi.yml`` counts.
MEASURES: Mapping[str, Callable[[BodyAssessment], int]] = {
    "pelatihan-terlaksana": lambda made: len(made.get(TrainingState).held),
    "audit-selesai": lambda made: len(made.get(AuditAssessment).rounds),
    "tahun-register-pengaduan": _years("pengaduan"),
    "saluran-pengaduan": _ways,
    "periode-survei": lambda made: len(made.get(Survey).periods),
    "indikator-bersasaran": _compared,
    "tindakan-tercatat": lambda made: len(made.every(ActionState)),
    "tahun-register-permohonan": _years("permohonan"),
    "informasi-wajib-tersedia": _available,
    "cara-daring": _online,
    "informasi-dapat-dibuka": _opened,
}


def conclude(made: BodyAssessment, law: Law, corpus: Corpus) -> BodyAssessment:
    """Each line of the strategy, after the indicators that it may look at."""
    prose = frozenset(routes.prose(page.path) for page in corpus.prose)
    lines = law.named(StrategyLine).values()
    return made.put(StrategyState, {line.id: strategy_state(line, made, prose) for line in lines})
