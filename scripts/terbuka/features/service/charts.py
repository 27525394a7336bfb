"""Charts of the registers of the service: requests by month and how the legal day was kept, time taken by quarter.

Promises: pure; the figures are those of ``features/service/figures``. A month that the register does not cover is not
drawn; a month without a request is zero; a quarter without an answer has no median.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from terbuka.base.day_names import MONTHS
from terbuka.base.page import File
from terbuka.features.service.counted import count
from terbuka.features.service.record import Figures, YearFigures
from terbuka.features.service.view import ServiceView
from terbuka.kit import charts, words
from terbuka.kit.charts import Chart, Series
from terbuka.kit.view import BodyView
from terbuka.law import routes

#: As many of the newest months and quarters as a phone shows side by side.
_MONTHS, _QUARTERS = 24, 8
_PARTS: tuple[tuple[str, Callable[[Figures], int]], ...] = (
    ("Dijawab dalam batas waktu", lambda f: f.in_time),
    ("Lewat batas waktu", lambda f: f.missed),
    ("Masih berjalan, belum lewat", lambda f: f.open - f.open_late),
    (
        "Dicabut, tidak dilengkapi, atau tidak dapat dihitung",
        lambda f: f.withdrawn + f.incomplete + f.uncounted - f.ended_late,
    ),
)


def request_charts(s: ServiceView) -> list[Chart]:
    """The charts of the register of requests; none while it has no row."""
    years = s.service.years.get("permohonan", ())
    if not any(y.total.received for y in years):
        return []
    return [by_month(s.b, years), _by_quarter(s.b, years)]


def chart_files(b: BodyView, made: list[Chart]) -> Iterator[File]:
    """The table of each chart as CSV."""
    for chart in made:
        yield File(path=routes.chart_file(b.body, chart.id), content=charts.as_csv(chart))


def short_month(year: int, month: int) -> str:
    """``Jul 2025``."""
    return f"{MONTHS[month - 1][:3]} {year}"


def by_month(b: BodyView, years: tuple[YearFigures, ...], most: int = _MONTHS) -> Chart:
    """The requests of the newest ``most`` months; ``years`` holds at least one month."""
    months = [((y.year, n), f) for y in reversed(years) for n, f in sorted(y.months.items())][-most:]
    received = sum(f.received for _, f in months)
    late = sum(f.missed for _, f in months)
    worst = max(months, key=lambda m: m[1].missed)
    told = f"{_month(*months[0][0])} sampai {words.day(b.on)}: {count(received)} permohonan diterima"
    if late:
        told += f", {count(late)} di antaranya lewat batas waktu, paling banyak pada {_month(*worst[0])}."
    else:
        told += ", tidak ada yang lewat batas waktu."
    series = [Series(title, [get(f) for _, f in months]) for title, get in _PARTS]
    return Chart(
        id="permohonan-bulan",
        title="Permohonan per bulan diterima, menurut batas waktunya",
        sentence=told,
        unit="permohonan",
        head="Bulan diterima",
        labels=[short_month(*when) for when, _ in months],
        series=[s for n, s in enumerate(series) if n < 2 or any(s.values)],
        kind="stack",
        sample=b.body.sample,
    )


def _by_quarter(b: BodyView, years: tuple[YearFigures, ...]) -> Chart:
    quarters = [((y.year, n), m, y.answers.get(n, 0)) for y in reversed(years) for n, m in sorted(y.medians.items())][
        -_QUARTERS:
    ]
    known = [(when, m, answers) for when, m, answers in quarters if m is not None]
    told = "Belum ada permohonan yang dijawab."
    if known:
        (slowest, most, of_most), (newest, last, of_last) = max(known, key=lambda k: k[1]), known[-1]
        told = (
            f"Dari {count(of_last)} permohonan {_quarter(*newest)} yang sudah dijawab, separuhnya selesai dalam "
            f"{charts.said(last)} hari kerja atau kurang."
        )
        if slowest != newest:
            told += f" Paling lama {_quarter(*slowest)}: {charts.said(most)} hari kerja"
            told += f" (dari {count(of_most)} jawaban)."
    return Chart(
        id="permohonan-triwulan",
        title="Nilai tengah waktu menjawab per triwulan diterima",
        sentence=told,
        unit="hari kerja",
        head="Triwulan diterima",
        labels=[f"{_ROMAN[n - 1]} {year}" for (year, n), _, _ in quarters],
        series=[Series("Nilai tengah waktu menjawab", [m for _, m, _ in quarters])],
        kind="lines",
        behind=[answers for _, _, answers in quarters],
        counted="Jawaban yang dihitung",
        sample=b.body.sample,
    )


_ROMAN = ("I", "II", "III", "IV")


def _month(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year}"


def _quarter(year: int, number: int) -> str:
    return f"triwulan {_ROMAN[number - 1]} {year}"
