"""Contradictions of the strategy: pages that no body has, regulations that the law does not list."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.problem import Problem
from terbuka.features.strategy.record import StrategyLine
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.record.near import dead_in_law, near


def strategy_problems(law: Law) -> Iterator[Problem]:
    # The page of the strategy is no evidence for itself.
    known = [code for code in law.body_pages if code != routes.STRATEGY]
    for line in law.named(StrategyLine).values():
        for code in line.pages:
            if code not in known:
                facts = {"isi": code, "pemilik": line.id, "usul": near(code, known), "kelompok": code}
                yield Problem("strategi-halaman", line.place, facts)
        for basis in line.legal_basis:
            if basis.instrument_id not in law.instruments:
                yield dead_in_law(line, "dasar_hukum", basis.instrument_id, law.instruments, "peraturan.yml")
