"""What is counted of the standards of the service."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.measure import Measure, Question
from terbuka.features.standards.record import StandardState


def _standard(question: Question) -> Measure:
    """Parts of one standard; of several procedures the complete ones."""
    states = [s for s in question.made.every(StandardState) if s.standard.id in question.named]
    several, kept_in = len(states) > 1, f"{question.named[0]}.yml" if question.named else ""
    unit = "prosedur lengkap" if several else "bagian"
    if not any(s.record is not None for s in states):
        return Measure(rows=lambda q: None, unit=unit, kept_in=kept_in)
    if several:
        return Measure(rows=lambda q: states, part=lambda s: s.complete, unit=unit, kept_in=kept_in)
    (state,) = states
    return Measure(rows=lambda q: state.parts, part=lambda p: p not in state.missing, unit=unit, kept_in=kept_in)


MEASURES: Mapping[str, Measure] = {
    "bagian-standar": Measure(made_for=_standard),
}
