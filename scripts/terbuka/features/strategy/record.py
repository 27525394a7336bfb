"""The strategy of coaching: each line of the document with the pages that are its living evidence."""

from __future__ import annotations

from dataclasses import dataclass

from terbuka.base.problem import Place
from terbuka.law.record import StepBasis
from terbuka.record.fields import key, place_field


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyProof:
    """What a line needs to be live: at least ``least`` of what ``measure`` counts."""

    measure: str = key("ukuran", needed=True)
    least: int = key("paling_sedikit", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyLine:
    """One line of the strategy (house: baris strategi); ``quote`` is the line as the document has it.

    ``pages`` are codes of pages of a body, ``prose`` addresses of pages of ``content/``.
    """

    id: str = key("id", needed=True)
    part: str = key("bagian", needed=True)
    title: str = key("judul", needed=True)
    quote: str = key("naskah", needed=True)
    pages: tuple[str, ...] = key("halaman", refers="halaman/strategi", needed=True)
    prose: tuple[str, ...] = key("prosa", default=())
    proofs: tuple[StrategyProof, ...] = key("bukti", of=StrategyProof, default=())
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, default=())
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyState:
    """A line on a day; ``counts`` is what was counted for each of its proofs, in their order."""

    line: StrategyLine
    counts: tuple[int, ...]

    @property
    def lacking(self) -> tuple[tuple[StrategyProof, int], ...]:
        """Proofs of which there is too little, with what there is."""
        pairs = zip(self.line.proofs, self.counts, strict=True)
        return tuple((proof, count) for proof, count in pairs if count < proof.least)

    @property
    def is_living(self) -> bool:
        """Whether all its evidence is there; a line for which none is named never is."""
        return bool(self.counts) and not self.lacking
