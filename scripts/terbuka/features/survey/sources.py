"""Periods of the survey that have ended, as indicators look at them."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.source import Derived, Source
from terbuka.features.survey.record import Survey

SOURCES: Mapping[str, Source] = {
    "survei": Source(
        title="Survei kepuasan",
        rows=lambda made, law: (
            [p for p in made.get(Survey).periods if not p.running] if made.get(Survey).kept else None
        ),
        register="survei",
        derived={
            "periode": Derived(lambda period: period.span.code, "Kode periode, misalnya 2025-2."),
            "selesai": Derived(lambda period: period.span.last, "Hari terakhir periode.", (), "tanggal"),
            "ikm": Derived(lambda period: period.total.index, "Indeks kepuasan, eksak.", (), "bilangan"),
            "responden": Derived(lambda period: period.total.respondents, "Banyaknya responden.", (), "bilangan"),
        },
    ),
}
