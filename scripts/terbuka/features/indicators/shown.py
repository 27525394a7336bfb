"""How indicators and corrective actions are shown."""

from __future__ import annotations

from datetime import date

from terbuka.features.indicators import files, measured, pages
from terbuka.features.indicators.record import ActionState, IndicatorState
from terbuka.kit.register import Register
from terbuka.kit.shown import Part, Shown
from terbuka.kit.view import BodyView
from terbuka.law import routes


def _first_quarter(b: BodyView) -> date | None:
    points = (p for s in b.assessed.named(IndicatorState).values() for p in s.points if p.value is not None)
    return min((p.quarter.first for p in points), default=None)


SHOWN = Shown(
    files=lambda _corpus, views: files.performance_files(views),
    public=files.PUBLIC,
    parts=(
        Part(
            rank=6,
            code="kinerja",
            title="Indikator kinerja",
            text="Seberapa cepat dan lengkap layanan ini setiap triwulan, di samping sasaran dan masa lalunya sendiri.",
            state=pages.indicators_state,
            pages=pages.indicator_pages,
        ),
        Part(
            rank=7,
            code="tindak-lanjut",
            title="Kendala dan tindakan perbaikan",
            text="Apa yang menghambat, apa yang dilakukan, dan apa akibatnya.",
            state=pages.actions_state,
            pages=pages.action_pages,
        ),
    ),
    inserts={"indikator": lambda b, name: measured.told(b.assessed.named(IndicatorState)[name], b.on)},
    registers=(
        Register(
            rank=7,
            code="kinerja",
            page="kinerja",
            title="Indikator kinerja layanan informasi",
            text="Nilai setiap indikator menurut triwulan, dengan pembilang, penyebut, dan sasarannya.",
            keywords=("indikator kinerja", "layanan informasi", "PPID"),
            frequency="triwulanan",
            kept=lambda b: _first_quarter(b) is not None,
            since=_first_quarter,
            files=(("kinerja", "json"), ("kinerja-*", "csv")),
            tables=lambda b: (routes.indicator_file(b.body, name) for name in b.assessed.named(IndicatorState)),
        ),
        Register(
            rank=8,
            code="tindak-lanjut",
            page="tindak-lanjut",
            title="Kendala dan tindakan perbaikan",
            text="Kendala layanan, tindakan yang diambil, keadaannya, dan akibatnya pada indikator.",
            keywords=("tindak lanjut", "perbaikan layanan", "PPID"),
            frequency="tidak-tentu",
            kept=lambda b: bool(b.assessed.every(ActionState)),
            since=lambda b: None,
            files=(("tindak-lanjut", "csv json"),),
        ),
    ),
)
