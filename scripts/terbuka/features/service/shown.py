"""How the service and its registers are shown."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.page import File, Page
from terbuka.features.service import citizen, files, reported, working_days
from terbuka.features.service.pages import service_pages
from terbuka.features.service.record import Service
from terbuka.kit.portal import Portal
from terbuka.kit.register import Register, kept_since
from terbuka.kit.shown import Part, Shown
from terbuka.kit.view import BodyView


def _pages(portal: Portal, b: BodyView) -> Iterator[Page | File]:
    yield from citizen.pages(portal, b)
    yield from service_pages(portal, b)


def _case(rank: int, code: str, title: str, text: str, *keywords: str, mark: str = "") -> Register:
    return Register(
        rank=rank,
        code=f"register-{code}",
        page="register-permohonan",
        mark=f"dataset-{mark}" if mark else "dataset",
        title=title,
        text=f"{text} Tanpa identitas; hari ditulis sampai bulannya.",
        keywords=(*keywords, "layanan informasi", "PPID"),
        frequency="tidak-tentu",
        kept=lambda b: code in b.assessed.get(Service).cases,
        since=kept_since,
        files=((f"register-{code}", "csv json"),),
    )


SHOWN = Shown(
    pages=_pages,
    files=lambda _corpus, views: files.service_files(views),
    public=(*files.PUBLIC, *reported.PUBLIC, *working_days.PUBLIC, *citizen.PUBLIC),
    parts=(
        Part(
            rank=4,
            code=reported.CODE,
            title=reported.TITLE,
            text="Apa yang dilaporkan warga, apa yang dilakukan kantor, dan berapa lamanya.",
            state=reported.state,
            pages=reported.pages,
        ),
    ),
    registers=(
        _case(
            3,
            "permohonan",
            "Register permohonan informasi",
            "Permohonan informasi dan jawabannya, satu baris satu.",
            "permohonan informasi",
        ),
        _case(
            4,
            "keberatan",
            "Register keberatan informasi",
            "Keberatan atas jawaban permohonan dan putusannya.",
            "keberatan informasi",
            mark="keberatan",
        ),
        _case(
            5,
            "sengketa",
            "Register sengketa informasi",
            "Sengketa di Komisi Informasi dan hasilnya.",
            "sengketa informasi",
            "Komisi Informasi",
            mark="sengketa",
        ),
        Register(
            rank=6,
            code="statistik",
            page="statistik",
            title="Statistik layanan informasi",
            text=(
                "Banyaknya permohonan, keberatan, sengketa, dan pengaduan menurut tahun dan bulan, serta lama "
                "jawabannya."
            ),
            keywords=("statistik", "layanan informasi", "PPID"),
            frequency="bulanan",
            kept=lambda b: bool(b.assessed.get(Service).cases),
            since=kept_since,
            files=(("statistik", "json"),),
            plain_names=True,
        ),
        Register(
            rank=11,
            code="tanggapan-laporan",
            page="tanggapan-laporan",
            title="Tanggapan atas laporan masyarakat",
            text="Apa yang dilaporkan orang dan apa yang dikerjakan, tanpa nama.",
            keywords=("pengaduan", "tanggapan", "layanan publik"),
            frequency="tidak-tentu",
            kept=lambda b: "pengaduan" in b.assessed.get(Service).cases,
            since=kept_since,
            files=(("tanggapan-laporan", "csv"),),
        ),
    ),
)
