"""How indicators and corrective actions are shown."""

from __future__ import annotations

from terbuka.features.indicators import files, measured, pages
from terbuka.features.indicators.record import IndicatorState
from terbuka.kit.shown import Part, Shown

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
)
