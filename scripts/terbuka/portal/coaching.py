"""Coaching, supervision, evaluation and reports: the hub and its pages, in the order in which it lists them.

Promises: each part has a page for every body, also while there is nothing to show: then the page says what is to
stand there. ``PARTS`` is the one place where such a page is made known; hub, strategy and build follow it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from terbuka.base.page import Page
from terbuka.features.annual_report import pages as report_pages
from terbuka.features.audit import pages as audit
from terbuka.features.evaluation import pages as monev
from terbuka.features.indicators import pages as performance
from terbuka.features.information.pages import gathered
from terbuka.features.service import reported
from terbuka.features.strategy import pages as strategy
from terbuka.features.survey import pages as survey
from terbuka.features.training import pages as training
from terbuka.kit import origin
from terbuka.kit.portal import Portal
from terbuka.kit.view import BodyView
from terbuka.law import routes


@dataclass(frozen=True, slots=True)
class Part:
    """One subject: ``code`` is that of its page (``routes.BODY_PAGES``), ``title`` and ``text`` tell citizens what it
    is; ``state`` gives one short clause ("Belum ada data" while there is none), ``pages`` its pages."""

    code: str
    title: str
    text: str
    state: Callable[[BodyView], str]
    pages: Callable[[Portal, BodyView], Iterator[Page]]


def _strategy_state(b: BodyView) -> str:
    return strategy.state(b, PARTS)


def _strategy_pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    return strategy.pages(portal, b, PARTS)


PARTS: tuple[Part, ...] = (
    Part(
        strategy.CODE,
        strategy.TITLE,
        "Pembinaan, pengawasan, evaluasi, dan monitoring: setiap baris dengan halaman yang membuktikannya.",
        _strategy_state,
        _strategy_pages,
    ),
    Part(
        training.CODE,
        "Pelatihan",
        "Apa yang dipelajari petugas, dan apa yang perlu diulang.",
        training.state,
        training.pages,
    ),
    Part(
        audit.CODE,
        audit.TITLE,
        "Siapa memeriksa layanan, apa yang ditemukan, dan apa yang diperbaiki.",
        audit.state,
        audit.pages,
    ),
    Part(
        reported.CODE,
        reported.TITLE,
        "Apa yang dilaporkan warga, apa yang dilakukan kantor, dan berapa lamanya.",
        reported.state,
        reported.pages,
    ),
    Part(
        survey.CODE,
        survey.TITLE,
        "Seberapa puas orang yang dilayani, menurut sembilan unsur, dan apa yang paling perlu diperbaiki.",
        survey.state,
        survey.pages,
    ),
    Part(
        "kinerja",
        "Indikator kinerja",
        "Seberapa cepat dan lengkap layanan ini setiap triwulan, di samping sasaran dan masa lalunya sendiri.",
        performance.indicators_state,
        performance.indicator_pages,
    ),
    Part(
        "tindak-lanjut",
        "Kendala dan tindakan perbaikan",
        "Apa yang menghambat, apa yang dilakukan, dan apa akibatnya.",
        performance.actions_state,
        performance.action_pages,
    ),
    Part(
        routes.REPORTS,
        report_pages.TITLE,
        "Angka permintaan informasi, keberatan, sengketa, kendala, dan rencana perbaikan, satu laporan setiap tahun.",
        report_pages.state,
        report_pages.pages,
    ),
    Part("evaluasi", "Bahan evaluasi (Monev)", "Nilai mandiri dan bukti untuk penilai.", monev.state, monev.pages),
)


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        "himpunan.html",
        routes.body_page(b.id, "laporan"),
        "Laporan & Evaluasi",
        f"Laporan layanan, kinerja, dan keuangan {b.body.name}, serta ketersediaan informasi wajib.",
        section="laporan",
        lead="Laporan layanan, kinerja, dan keuangan, serta ketersediaan informasi wajib.",
        parts=PARTS,
        gathered=gathered(b, "laporan"),
        origin=origin.of_entries(b, b.entries),
    )
    for part in PARTS:
        yield from part.pages(portal, b)
