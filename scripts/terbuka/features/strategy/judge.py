"""What makes a line of the strategy live: its own evidence, counted on the day.

Promises: pure; a page that exists proves nothing by existing. Which measure proves which line, and from how much on,
is data (``strategi.yml``); what a measure counts is in ``measures`` of its feature.
"""

from __future__ import annotations

from collections.abc import Collection

from terbuka.duties import measure
from terbuka.duties.corpus import Corpus
from terbuka.duties.measure import Question
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.strategy.record import StrategyLine, StrategyProof, StrategyState
from terbuka.law import routes
from terbuka.law.law import Law

#: The choice of ``ukuran`` that counts the line's own pages of ``content/``.
PROSE = "panduan-terbit"


def strategy_state(
    line: StrategyLine, assessed: BodyAssessment, law: Law, prose: Collection[str] = ()
) -> StrategyState:
    """The line on the assessed day; ``prose`` are the addresses of pages of ``content/`` that the portal has."""
    return StrategyState(line=line, counts=tuple(_count(proof, line, assessed, law, prose) for proof in line.proofs))


def _count(proof: StrategyProof, line: StrategyLine, assessed: BodyAssessment, law: Law, prose: Collection[str]) -> int:
    if proof.measure == PROSE:
        return sum(address in prose for address in line.prose)
    return measure.count(proof.measure, Question(assessed, law)).met or 0


def conclude(assessed: BodyAssessment, law: Law, corpus: Corpus) -> BodyAssessment:
    """Each line of the strategy, after the indicators that it may look at."""
    prose = frozenset(routes.prose(page.path) for page in corpus.prose)
    lines = law.named(StrategyLine).values()
    return assessed.put(StrategyState, {line.id: strategy_state(line, assessed, law, prose) for line in lines})
