"""The JSON Schema of the tables of open datasets; ``datapackage.json`` beside them keeps Data Package v2."""

from __future__ import annotations

from terbuka.kit.json_parts import HEAD_OPTIONAL, Json, Schemas, count, head, record, several, text


def table(_schemas: Schemas) -> Json:
    cell: Json = {
        "description": "Isi sel; null bila kosong. Koordinat adalah lintang dan bujur dalam derajat.",
        "anyOf": [
            {"type": ["string", "number", "boolean", "null"]},
            {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        ],
    }
    row: Json = {"type": "array", "description": "Isi menurut urutan kolom.", "items": cell}
    return record(
        "Satu tabel himpunan data terbuka.",
        {
            **head(),
            "himpunan": text("Kode himpunan data; keterangannya di datapackage.json di sampingnya."),
            "tabel": text("Kode tabel."),
            "kolom": several("Nama kolom, menurut urutannya.", text("Nama kolom.")),
            "baris": several("Semua baris.", row),
        },
        HEAD_OPTIONAL,
    )


def rows(_schemas: Schemas) -> Json:
    meanings: Json = {
        "type": "object",
        "description": "Menurut kode yang ada di bagian ini: artinya.",
        "additionalProperties": text("Arti kode."),
    }
    row: Json = {
        "type": "array",
        "description": "Isi sel seperti di CSV; kosong bila kosong.",
        "items": {"type": "string"},
    }
    return record(
        "Sebagian baris sebuah tabel, yang diambil halamannya; seluruh tabel ada di folder data/.",
        {
            **head(),
            "himpunan": text("Kode himpunan data."),
            "tabel": text("Kode tabel."),
            "kolom": several("Nama kolom, menurut urutannya.", text("Nama kolom.")),
            "mulai": count("Nomor baris pertama bagian ini; baris data pertama bernomor 1."),
            "arti": {
                "type": "object",
                "description": "Menurut nomor kolom, dihitung dari 0: arti kodenya.",
                "additionalProperties": meanings,
            },
            "baris": several("Baris bagian ini, paling banyak seribu.", row),
        },
        HEAD_OPTIONAL,
    )
