"""Files of the information service: registers without people, statistics, and a calendar to subscribe to.

Promises: only published columns, days as the schema publishes them; a sample says so in every file. The calendar
holds duties and statements: the exact day of a request would tell when a person came (``terbuka due`` has them all).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from terbuka.base.page import File
from terbuka.base.periods import month_text
from terbuka.features.service import reported
from terbuka.features.service.charts import chart_files, request_charts
from terbuka.features.service.record import REGISTERS, Case, CaseStage, Figures, Service, Timeliness, YearFigures
from terbuka.features.service.view import ROWS, ServiceView, followed
from terbuka.kit import table
from terbuka.kit.public import PublicFile, tables
from terbuka.kit.shape import (
    Key,
    Keys,
    Schemas,
    Shape,
    by,
    count,
    day,
    flag,
    key,
    lines,
    month,
    number,
    of_column,
    one_of,
    or_null,
    plain,
    record,
    several,
    text,
    whole,
)
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.record.fields import fields_by_column
from terbuka.record.schema import Column


def service_files(views: Iterable[BodyView]) -> Iterator[File]:
    for b in views:
        service = b.assessed.get(Service)
        for register in ROWS:
            if register in service.cases:
                yield from _files_of_register(b, register)
        statistics = _statistics(b.corpus.schemas).write(b)
        yield File(path=routes.api(f"{b.id}/statistik.json"), content=table.as_json(statistics))
        yield from chart_files(b, request_charts(ServiceView(b)))
        yield from reported.files(b)


def _files_of_register(b: BodyView, register: str) -> Iterator[File]:
    case = _case(b.corpus.schemas, register)
    rows = (case.row(_Row(c, b.on)) for c in b.assessed.get(Service).cases[register])
    yield from table.derived(routes.service_file(b.body, register, "csv"), case.names, rows)
    document = _register(b.corpus.schemas, register).write(b)
    content = (table.one_a_line(document) + "\n").encode()
    yield File(path=routes.service_file(b.body, register, "json"), content=content)


# --- registers --------------------------------------------------------------------------------------------

STAGES: dict[str, str] = {
    CaseStage.RECEIVED: "diterima",
    CaseStage.CHECKED: "kelengkapannya diperiksa",
    CaseStage.AWAITING: "menunggu perbaikan pemohon",
    CaseStage.INCOMPLETE: "tidak lengkap",
    CaseStage.PROCESSED: "diproses",
    CaseStage.EXTENDED: "diperpanjang",
    CaseStage.CLOSED: "selesai",
    CaseStage.WITHDRAWN: "dicabut",
}
TIMELINESS: dict[str, str] = {
    Timeliness.IN_TIME: "batas waktunya dipenuhi",
    Timeliness.LATE: "lewat batas waktu",
    Timeliness.UNKNOWN: "belum dapat dihitung, karena kalendernya belum ada",
}
#: Columns that say nothing before there is an answer.
_OF_AN_ANSWER = {"putusan", "putusan_atasan", "alasan_tolak", "subjek", "diarahkan_ke", "cara"}


class _Row(NamedTuple):
    case: Case
    on: date


def _heads() -> Keys[BodyView]:
    """What these files say of a body first: nothing of its parent, the day before the mark of a sample."""
    kept = {one.name: one for one in table.HEAD}
    return kept["id"], kept["nama"], kept["contoh"], table.ASSESSED, kept["peringatan"]


def _register(schemas: Schemas, kind: str) -> Shape[BodyView]:
    """A register without people: ``kind`` is one of ``ROWS``."""
    return record(
        "Satu register layanan informasi, tanpa identitas.",
        _heads(),
        key("register", lambda _: kind, text("Register mana.", const=kind)),
        key("baris", lambda b: (_Row(case, b.on) for case in b.assessed.get(Service).cases[kind]),
            lines("Barisnya, menurut urutan register.", _case(schemas, kind))),
    )  # fmt: skip


def _case(schemas: Schemas, kind: str) -> Shape[_Row]:
    fields = fields_by_column(REGISTERS[kind])
    giving: Key[_Row] = key("hari_pemenuhan", lambda r: r.case.days_to_give,
        or_null(count("Banyaknya hari sampai informasinya diberikan.")))  # fmt: skip
    return record(
        "Satu perkara: kolom yang boleh terbit, lalu yang dihitung portal.",
        [_published(column, fields[column.name]) for column in schemas[kind].columns if column.published != "tidak"],
        key("tahap", lambda r: r.case.stage, one_of("Sejauh mana pada hari penilaian.", STAGES)),
        key("waktu", lambda r: r.case.timeliness,
            or_null(one_of("Apakah batas waktunya dipenuhi.", TIMELINESS), "null selama belum diketahui.")),
        key("hari", lambda r: r.case.days,
            or_null(count("Banyaknya hari sampai dijawab, dihitung seperti batas waktunya."))),
        [giving] if kind == "permohonan" else [],
        key("diperpanjang", lambda r: r.case.extended, flag("true bila jawabannya diperpanjang.")),
    )  # fmt: skip


def _published(column: Column, field: str) -> Key[_Row]:
    """A value may be held back until there is an answer, so that any but the id may be null; what is dated after the
    assessed day is not there yet."""
    name, monthly, of_answer = column.name, column.published == "bulan", column.name in _OF_AN_ANSWER

    def read(row: _Row) -> Any:
        value = getattr(row.case.record, field)
        if isinstance(value, date):
            if value > row.on:
                return None
            return month_text(value) if monthly else value.isoformat()
        return None if of_answer and row.case.stage.is_open else plain(value)

    if monthly:
        return Key(name, {**or_null(month(" ".join(column.text.split()))).schema, "title": column.title}, read)
    return Key(name, of_column(replace(column, required=column.required and column.type == "id")).schema, read)


# --- statistics -------------------------------------------------------------------------------------------


def _statistics(schemas: Schemas) -> Shape[BodyView]:
    years = several("Tahun demi tahun.", _year())
    listed = or_null(years, "null bila register ini tidak dimuat di portal; bukan nol.")
    return record(
        "Angka layanan informasi satu badan.",
        _heads(),
        key("register", lambda b: b.assessed.get(Service),
            record("Angka setiap register.", [_of_register(name, listed) for name in (*ROWS, "pengaduan")])),
        key("tindak_lanjut_pengaduan", lambda b: followed(b) if "pengaduan" in b.assessed.get(Service).cases else None,
            or_null(several("Yang sudah ditindaklanjuti, yang terbaru lebih dulu.", reported.followed_shape(schemas)),
                "null bila register pengaduan tidak dimuat di portal; bukan nihil.")),
    )  # fmt: skip


def _of_register(name: str, listed: Shape[Iterable[YearFigures] | None]) -> Key[Service]:
    return key(name, lambda service: service.years[name] if name in service.cases else None, listed)


def _year() -> Shape[YearFigures]:
    return record(
        "Satu tahun kalender.",
        key("tahun", lambda y: y.year, whole("Tahunnya.")),
        key("sejak", lambda y: y.since, day("Hari pertama yang diliput angkanya.")),
        key("sampai", lambda y: y.until, day("Hari terakhir yang diliput angkanya.")),
        key("setahun", lambda y: y.total, _figures("Angka seluruh tahun.")),
        key("bulan", lambda y: {f"{y.year}-{number:02}": figures for number, figures in y.months.items()},
            by("Angka setiap bulan yang diliput; kuncinya seperti 2026-05.", _figures("Angka satu bulan."))),
    )  # fmt: skip


def _figures(about: str) -> Shape[Figures]:
    return record(
        about,
        key("diterima", lambda f: f.received, count("Diterima dalam masa ini; yang lain di bawah ini bagian darinya.")),
        key("dijawab", lambda f: f.answered, count("Sudah dijawab pada hari penilaian.")),
        key("dalam_batas", lambda f: f.in_time, count("Dijawab dalam batas waktu.")),
        key("terlambat", lambda f: f.late, count("Dijawab sesudah batas waktu.")),
        key("tidak_dapat_dihitung", lambda f: f.uncounted,
            count("Batasnya tidak dapat dihitung karena kalendernya belum ada.")),
        key("berjalan", lambda f: f.open, count("Masih berjalan.")),
        key("berjalan_lewat_batas", lambda f: f.open_late, count("Masih berjalan dan sudah lewat batas waktu.")),
        key("berakhir_lewat_batas", lambda f: f.ended_late,
            count("Dicabut atau tidak dilengkapi, tanpa jawaban, sesudah lewat batas waktu.")),
        key("dapat_dinilai", lambda f: f.judged,
            count("Penyebut dalam_batas: dalam batas, terlambat, dan lewat batas tanpa jawaban.")),
        key("tidak_lengkap", lambda f: f.incomplete, count("Berakhir karena tidak dilengkapi pemohon.")),
        key("dicabut", lambda f: f.withdrawn, count("Dicabut pemohon.")),
        key("diperpanjang", lambda f: f.extended, count("Waktu jawabannya diperpanjang.")),
        key("hari", lambda f: f, _days()),
        key("pemenuhan", lambda f: f, _giving()),
        _by_value("putusan", "Banyaknya menurut putusan.", lambda f: f.decisions),
        _by_value(
            "alasan_tolak",
            "Banyaknya menurut alasan. Satu penolakan boleh punya beberapa.",
            lambda f: f.refusals,
        ),
        _by_value("jenis", "Banyaknya menurut jenis. Kosong bila registernya tidak mencatat jenis.", lambda f: f.kinds),
        _by_value("kanal", "Banyaknya menurut kanal. Kosong bila tidak dicatat.", lambda f: f.channels),
        _by_value(
            "tindak_lanjut",
            "Banyaknya menurut tindak lanjut. Kosong bila tidak dicatat.",
            lambda f: f.follow_ups,
        ),
    )  # fmt: skip


def _by_value(name: str, about: str, read: Callable[[Figures], Mapping[str, int]]) -> Key[Figures]:
    return key(name, lambda f: dict(sorted(read(f).items())), by(about, count("Banyaknya.")))


#: A median lies between two days.
_MEDIAN: Shape[Fraction | None] = or_null(Shape(number("Nilai tengah (median).").schema, float))


def _days() -> Shape[Figures]:
    return record(
        "Lama menjawab, dalam hari. null bila belum ada yang dijawab.",
        key("dihitung", lambda f: f.days_counted, count("Banyaknya jawaban yang dihitung.")),
        key("tercepat", lambda f: f.fastest, or_null(count("Paling cepat."))),
        key("nilai_tengah", lambda f: f.median, _MEDIAN),
        key("persentil_90", lambda f: f.p90,
            or_null(count("Sembilan dari sepuluh jawaban tidak lebih lama dari ini."))),
        key("terlama", lambda f: f.slowest, or_null(count("Paling lama."))),
    )  # fmt: skip


def _giving() -> Shape[Figures]:
    return record(
        "Lama sampai informasinya diberikan, dalam hari, dihitung sejak diterima.",
        key("dikabulkan", lambda f: f.granted, count("Dikabulkan seluruhnya atau sebagian.")),
        key("diberikan", lambda f: f.given, count("Di antaranya yang hari diberikannya tercatat.")),
        key("dihitung", lambda f: f.give_counted, count("Banyaknya yang lamanya dapat dihitung.")),
        key("nilai_tengah", lambda f: f.give_median, _MEDIAN),
        key("persentil_90", lambda f: f.give_p90, or_null(count("Sembilan dari sepuluh tidak lebih lama dari ini."))),
    )


def _public(register: str) -> tuple[PublicFile, ...]:
    title = f"Register {register} tanpa identitas"
    return (
        PublicFile(f"{{badan}}/register-{register}.json", title, lambda schemas: _register(schemas, register)),
        *tables(f"register-{register}", title),
    )


#: What is said of these files in the description of the API.
PUBLIC = (
    *(file for register in ROWS for file in _public(register)),
    PublicFile("{badan}/statistik.json", "Angka layanan informasi", _statistics),
)
