"""The strategy of coaching: each line of the document with the pages that are its living evidence."""

from __future__ import annotations

from dataclasses import dataclass

from terbuka.model.fields import key, place_field
from terbuka.model.law import StepBasis
from terbuka.problem import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyLine:
    """One line of the strategy (house: baris strategi); ``quote`` is the line as the document has it.

    ``pages`` are codes of pages of a body, ``prose`` addresses of pages of ``content/``.
    """

    id: str = key("id", needed=True)
    part: str = key("bagian", needed=True)
    title: str = key("judul", needed=True)
    quote: str = key("naskah", needed=True)
    pages: tuple[str, ...] = key("halaman", needed=True)
    prose: tuple[str, ...] = key("prosa", default=())
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", of=StepBasis, default=())
    place: Place = place_field()
