"""How the survey is shown."""

from __future__ import annotations

from datetime import date

from terbuka.features.survey import files, pages
from terbuka.features.survey.record import Survey
from terbuka.kit.register import Register
from terbuka.kit.shown import Part, Shown
from terbuka.kit.view import BodyView


def _since(b: BodyView) -> date | None:
    periods = b.assessed.get(Survey).periods
    return min((p.span.first for p in periods), default=None)


SHOWN = Shown(
    files=lambda _corpus, views: files.survey_files(views),
    public=files.PUBLIC,
    parts=(
        Part(
            rank=5,
            code=pages.CODE,
            title=pages.TITLE,
            text="Seberapa puas orang yang dilayani, menurut sembilan unsur, dan apa yang paling perlu diperbaiki.",
            state=pages.state,
            pages=pages.pages,
        ),
    ),
    registers=(
        Register(
            rank=9,
            code="survei",
            page="survei-kepuasan",
            title="Survei kepuasan layanan",
            text="Hitungan jawaban survei menurut periode, unsur, dan kelompok, serta Indeks Kepuasan Masyarakat.",
            keywords=("survei kepuasan", "IKM", "SKM"),
            frequency="tidak-tentu",
            kept=lambda b: bool(b.assessed.get(Survey).periods),
            since=_since,
            files=(("survei", "csv json"),),
        ),
    ),
)
