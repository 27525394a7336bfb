"""The JSON Schema of the results of a satisfaction survey.

Promises: each value that is shown stands beside its exact fraction; what is not known is null, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.kit.json_parts import (
    ASSESSED,
    HEAD_OPTIONAL,
    Json,
    Schemas,
    count,
    day,
    flag,
    head,
    or_null,
    record,
    several,
    text,
)

_FRACTION = {"pattern": "^[0-9]+(/[0-9]+)?$"}


def survey(schemas: Schemas) -> Json:
    """Periods in the order of time, and years of several periods."""
    columns = schemas["survei"]
    services, channels = (columns.column(name).choices for name in ("layanan", "kanal"))
    period = record(
        "Satu periode.",
        {
            "periode": text("Kode periode: 2025, 2025-2 (semester), 2025-t3 (triwulan)."),
            "mulai": day("Hari pertama periode."),
            "selesai": day("Hari terakhir periode."),
            "sementara": flag("true bila periode belum berakhir pada hari penilaian."),
            "metode": text("Kode metode di skm.yml."),
            "metode_terkonfirmasi": flag("true bila semua angka metodenya sudah dibaca di naskahnya."),
            "populasi": or_null(count("Banyaknya orang yang dilayani."), "null bila tidak diketahui."),
            "sampel_dianjurkan": or_null(
                count("Responden yang dianjurkan (Krejcie dan Morgan)."), "null tanpa populasi."
            ),
            "hasil": _result("Semua responden."),
            "terendah": several(
                "Kode unsur yang paling perlu diperbaiki, yang terendah lebih dulu.", text("Kode unsur.")
            ),
            "layanan": _by(f"Menurut layanan: {_words(services)}.", _result("Satu layanan.")),
            "kanal": _by(f"Menurut kanal: {_words(channels)}.", _result("Satu kanal.")),
            "digabung": record(
                "Responden dari kelompok yang terlalu kecil untuk disebut.",
                {"layanan": count("Tidak dirinci menurut layanan."), "kanal": count("Tidak dirinci menurut kanal.")},
            ),
        },
    )
    year = record(
        "Satu tahun dengan beberapa periode.",
        {
            "tahun": {"type": "integer", "description": "Tahunnya."},
            "periode": several("Periode yang digabung.", text("Kode periode.")),
            "hasil": or_null(_result("Semua periode itu bersama."), "null bila tidak boleh digabung."),
        },
    )
    keys = {
        "pada": day(ASSESSED),
        "periode": several("Periode demi periode, yang terlama lebih dulu.", period),
        "tahun": several("Tahun demi tahun, yang terbaru lebih dulu.", year),
    }
    return record("Hasil survei kepuasan satu badan, tanpa data responden.", {**head(), **keys}, HEAD_OPTIONAL)


def _result(about: str) -> Json:
    element = record(
        "Satu unsur.",
        {
            "rata_rata": {"type": "number", "description": "Nilai rata-rata 1 sampai 4, dua angka di belakang koma."},
            "rata_rata_tepat": text("Nilai rata-rata sebagai pecahan.", **_FRACTION),
            "jawaban": several("Banyaknya jawaban 1, 2, 3, dan 4.", count("Banyaknya jawaban.")),
        },
    )
    return record(
        about,
        {
            "responden": count("Banyaknya responden."),
            "bobot": text("Bobot setiap unsur, sebagai pecahan.", **_FRACTION),
            "ikm": {"type": "number", "description": "Indeks Kepuasan Masyarakat, dibulatkan sekali ke dua angka."},
            "ikm_tepat": text("IKM sebagai pecahan.", **_FRACTION),
            "mutu": or_null(text("Huruf mutu menurut batas bawah.")),
            "unsur": _by("Menurut kode unsur di skm.yml.", element),
        },
    )


def _by(about: str, made: Json) -> Json:
    return {"type": "object", "description": about, "additionalProperties": made}


def _words(choices: Mapping[str, str]) -> str:
    return "; ".join(f"{value} = {label}" for value, label in choices.items())
