"""How audits are shown."""

from __future__ import annotations

from terbuka.features.audit import files, pages
from terbuka.features.audit.record import AuditAssessment
from terbuka.kit.register import Register
from terbuka.kit.shown import Part, Shown

SHOWN = Shown(
    files=files.files,
    public=files.PUBLIC,
    parts=(
        Part(
            rank=3,
            code=pages.CODE,
            title=pages.TITLE,
            text="Siapa memeriksa layanan, apa yang ditemukan, dan apa yang diperbaiki.",
            state=pages.state,
            pages=pages.pages,
        ),
    ),
    registers=(
        Register(
            rank=10,
            code="pengawasan",
            page="pengawasan",
            title="Audit internal layanan informasi",
            text="Hasil audit menurut kriteria, dan temuan dengan nomor, jenis, gambaran umum, dan tindakannya.",
            keywords=("audit internal", "temuan", "pengawasan"),
            frequency="tidak-tentu",
            kept=lambda b: bool(b.assessed.get(AuditAssessment).rounds),
            since=lambda b: None,
            files=(("audit", "csv"), ("temuan", "csv")),
        ),
    ),
)
