"""Files of the survey: the counts as CSV, the results as JSON with exact fractions, the tables of the charts.

Promises: each value that is shown stands beside its exact fraction; what is not known is null, never zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from terbuka.base.page import File
from terbuka.base.rounding import half_up
from terbuka.features.survey.pages import KIND, SurveyView
from terbuka.features.survey.record import ElementResult, SurveyCount, SurveyPeriod, SurveyResult, SurveyYear
from terbuka.kit import charts, table
from terbuka.kit.public import PublicFile, tables
from terbuka.kit.shape import (
    Schemas,
    Shape,
    by,
    count,
    day,
    flag,
    in_words,
    key,
    number,
    or_null,
    record,
    several,
    text,
    whole,
    within,
)
from terbuka.kit.view import BodyView
from terbuka.law import routes


def survey_files(views: Sequence[BodyView]) -> Iterator[File]:
    for b in views:
        yield from files(b)


def files(b: BodyView) -> Iterator[File]:
    """None for a body without a survey."""
    s = SurveyView(b)
    if not s.survey.kept:
        return
    codes = {p.span.code for p in s.survey.periods}
    counted = [row for row in b.assessed.records.rows(SurveyCount) or () if row.period in codes]
    yield from table.register(s.file("csv"), b.corpus.schemas[KIND].columns, counted)
    yield File(path=s.file("json"), content=table.as_json(_survey(b.corpus.schemas).write(s)))
    for chart in s.charts:
        yield File(path=routes.chart_file(b.body, chart.id), content=charts.as_csv(chart))


def _survey(schemas: Schemas) -> Shape[SurveyView]:
    """Periods in the order of time, and years of several periods."""
    return record(
        "Hasil survei kepuasan satu badan, tanpa data responden.",
        within(lambda s: s.b, (*table.HEAD, table.ASSESSED)),
        key("periode", lambda s: s.survey.periods,
            several("Periode demi periode, yang terlama lebih dulu.", _period(schemas))),
        key("tahun", lambda s: s.survey.years, several("Tahun demi tahun, yang terbaru lebih dulu.", _year())),
    )  # fmt: skip


def _period(schemas: Schemas) -> Shape[SurveyPeriod]:
    services, channels = (schemas[KIND].column(name).choices for name in ("layanan", "kanal"))
    return record(
        "Satu periode.",
        key("periode", lambda p: p.span.code, text("Kode periode: 2025, 2025-2 (semester), 2025-t3 (triwulan).")),
        key("mulai", lambda p: p.span.first, day("Hari pertama periode.")),
        key("selesai", lambda p: p.span.last, day("Hari terakhir periode.")),
        key("sementara", lambda p: p.running, flag("true bila periode belum berakhir pada hari penilaian.")),
        key("metode", lambda p: p.method.id, text("Kode metode di skm.yml.")),
        key("metode_terkonfirmasi", lambda p: p.method.confirmed,
            flag("true bila semua angka metodenya sudah dibaca di naskahnya.")),
        key("populasi", lambda p: p.population,
            or_null(count("Banyaknya orang yang dilayani."), "null bila tidak diketahui.")),
        key("sampel_dianjurkan", lambda p: p.needed,
            or_null(count("Responden yang dianjurkan (Krejcie dan Morgan)."), "null tanpa populasi.")),
        key("hasil", lambda p: p.total, _result("Semua responden.")),
        key("terendah", lambda p: [e.element.id for e in p.lowest],
            several("Kode unsur yang paling perlu diperbaiki, yang terendah lebih dulu.", text("Kode unsur."))),
        key("layanan", lambda p: p.services, by(f"Menurut layanan: {in_words(services)}.", _result("Satu layanan."))),
        key("kanal", lambda p: p.channels, by(f"Menurut kanal: {in_words(channels)}.", _result("Satu kanal."))),
        key("digabung", lambda p: p, _pooled()),
    )  # fmt: skip


def _pooled() -> Shape[SurveyPeriod]:
    return record(
        "Responden dari kelompok yang terlalu kecil untuk disebut.",
        key("layanan", lambda p: p.pooled_services, count("Tidak dirinci menurut layanan.")),
        key("kanal", lambda p: p.pooled_channels, count("Tidak dirinci menurut kanal.")),
    )


def _year() -> Shape[SurveyYear]:
    return record(
        "Satu tahun dengan beberapa periode.",
        key("tahun", lambda y: y.year, whole("Tahunnya.")),
        key("periode", lambda y: [p.span.code for p in y.periods],
            several("Periode yang digabung.", text("Kode periode."))),
        key("hasil", lambda y: y.total,
            or_null(_result("Semua periode itu bersama."), "null bila tidak boleh digabung.")),
    )  # fmt: skip


def _fraction(about: str) -> Shape[Fraction]:
    return Shape(text(about, pattern="^[0-9]+(/[0-9]+)?$").schema, str)


def _result(about: str) -> Shape[SurveyResult]:
    return record(
        about,
        key("responden", lambda r: r.respondents, count("Banyaknya responden.")),
        key("bobot", lambda r: r.weight, _fraction("Bobot setiap unsur, sebagai pecahan.")),
        key("ikm", lambda r: float(r.rounded), number("Indeks Kepuasan Masyarakat, dibulatkan sekali ke dua angka.")),
        key("ikm_tepat", lambda r: r.index, _fraction("IKM sebagai pecahan.")),
        key("mutu", lambda r: r.band.id if r.band else None, or_null(text("Huruf mutu menurut batas bawah."))),
        key("unsur", _by_element, by("Menurut kode unsur di skm.yml.", _element())),
    )


def _by_element(result: SurveyResult) -> Mapping[str, ElementResult]:
    return {e.element.id: e for e in result.elements}


def _element() -> Shape[ElementResult]:
    return record(
        "Satu unsur.",
        key("rata_rata", lambda e: float(half_up(e.mean)),
            number("Nilai rata-rata 1 sampai 4, dua angka di belakang koma.")),
        key("rata_rata_tepat", lambda e: e.mean, _fraction("Nilai rata-rata sebagai pecahan.")),
        key("jawaban", lambda e: e.counts, several("Banyaknya jawaban 1, 2, 3, dan 4.", count("Banyaknya jawaban."))),
    )  # fmt: skip


#: What is said of these files in the description of the API.
PUBLIC = (
    PublicFile("{badan}/survei.json", "Hasil survei kepuasan", _survey),
    *tables("survei", "Hitungan survei kepuasan per kelompok"),
)
