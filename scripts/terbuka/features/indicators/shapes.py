"""The JSON Schemas of the files of indicators and corrective actions."""

from __future__ import annotations

from terbuka.base.periods import QUARTER
from terbuka.features.indicators.record import ActionStage, IndicatorStatus, Trend
from terbuka.kit.json_parts import (
    ASSESSED,
    HEAD_OPTIONAL,
    Json,
    Schemas,
    about,
    choice,
    count,
    day,
    flag,
    head,
    month,
    one_of,
    or_null,
    record,
    several,
    text,
    typed,
)

_STATUS: dict[str, str] = {
    IndicatorStatus.NO_DATA: "belum ada data",
    IndicatorStatus.NO_TARGET: "ada nilainya, belum ada sasaran",
    IndicatorStatus.REACHED: "sasaran tercapai",
    IndicatorStatus.NOT_REACHED: "sasaran belum tercapai",
}
_TREND: dict[str, str] = {Trend.BETTER: "lebih baik", Trend.SAME: "sama", Trend.WORSE: "lebih buruk"}
_STAGE: dict[str, str] = {
    ActionStage.PLANNED: "belum dimulai",
    ActionStage.RUNNING: "berjalan",
    ActionStage.OVERDUE: "berjalan, melewati batas yang direncanakan",
    ActionStage.DONE: "selesai pada waktunya",
    ActionStage.DONE_LATE: "selesai sesudah batas yang direncanakan",
}


def _number(said: str) -> Json:
    return {"type": "number", "description": said}


def _body(said: str, keys: Json) -> Json:
    return record(said, {**head(), "pada": day(ASSESSED), **keys}, HEAD_OPTIONAL)


def indicators(schemas: Schemas) -> Json:
    kind = schemas["indikator"]
    quarter = record(
        "Satu triwulan.",
        {
            "triwulan": text("Tahun dan triwulan, misalnya 2026-T2.", pattern=f"^{QUARTER}$"),
            "sampai": day("Hari terakhir yang dihitung."),
            "nilai": or_null(_number("Nilai dalam satuannya."), "null berarti belum ada data, bukan nol."),
            "satuan": text(about(kind, "satuan")),
            "pembilang": or_null(count("Banyaknya yang dihitung, untuk ukuran bagian.")),
            "penyebut": or_null(count("Banyaknya yang disaring, untuk ukuran bagian.")),
            "dicatat_pada": or_null(day("Hari keadaan ini dicatat."), "null bila dihitung dari register."),
            "sasaran": or_null(_number("Sasaran yang berlaku pada triwulan itu.")),
            "tercapai": or_null(flag("true bila sasaran tercapai."), "null tanpa nilai atau tanpa sasaran."),
            "berjalan": flag("true bila triwulannya belum berakhir."),
        },
    )
    one = record(
        "Satu indikator.",
        {
            "id": text(about(kind, "id")),
            "judul": text(about(kind, "judul")),
            "uraian": text(about(kind, "uraian")),
            "rumus": text(about(kind, "rumus")),
            "sumber": text(about(kind, "sumber")),
            "ukuran": choice(kind.column("ukuran")),
            "satuan": text(about(kind, "satuan")),
            "arah": choice(kind.column("arah")),
            "ditetapkan_dengan": or_null(text(about(kind, "ditetapkan_dengan"))),
            "alamat": text("Alamat halamannya, di bawah alamat portal."),
            "keadaan": one_of("Keadaan pada hari penilaian.", _STATUS),
            "arah_perubahan": or_null(one_of("Dibandingkan triwulan sebelumnya.", _TREND)),
            "terkini": text("Triwulan yang menentukan keadaannya."),
            "triwulan": several("Delapan triwulan terakhir, yang lama lebih dahulu.", quarter),
        },
    )
    return _body("Indikator kinerja satu badan.", {"indikator": several("Menurut urutan data aturan.", one)})


def actions(schemas: Schemas) -> Json:
    """Obstacles and actions: published columns, days as months, then what the program derives."""
    kind = schemas["kendala"]
    rows: Json = {}
    for column in kind.columns:
        if column.published == "bulan":
            made = month(" ".join(column.text.split()))
            rows[column.name] = made if column.required else or_null(made)
        elif column.published == "utuh":
            rows |= typed([column])
    row = record(
        "Satu kendala dengan tindakannya.",
        {
            **rows,
            "keadaan": one_of("Dihitung dari tanggalnya.", _STAGE),
            "indikator": or_null(text("Indikator yang memperlihatkan akibatnya.")),
            "sebelum": or_null(_number("Nilai pada triwulan sebelum tindakan dimulai.")),
            "sesudah": or_null(_number("Nilai pada triwulan sesudah tindakan selesai.")),
            "akibat": or_null(one_of("Akibat yang terukur.", _TREND)),
        },
    )
    return _body("Kendala dan tindakan perbaikan satu badan.", {"tindakan": several("Menurut urutan tabelnya.", row)})
