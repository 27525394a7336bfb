"""The JSON Schemas of the files of the information service: registers, figures, working days, titles of duties.

Promises: of a register only what its schema publishes is described; a day that is published as its month reads so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from terbuka.features.service.record import CaseStage, Timeliness
from terbuka.kit.json_parts import (
    ASSESSED,
    Json,
    Schemas,
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
from terbuka.record.schema import Column

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
REGISTERS = ("permohonan", "keberatan", "sengketa", "pengaduan")


def _body(about: str, keys: Json) -> Json:
    own = {name: made for name, made in head().items() if name != "induk"}
    return record(about, {**own, "pada": day(ASSESSED), **keys}, ("peringatan",))


def register(schemas: Schemas, kind: str) -> Json:
    """A register without people: ``kind`` is ``permohonan``, ``keberatan`` or ``sengketa``."""
    columns = {c.name: _published(c) for c in schemas[kind].columns if c.published != "tidak"}
    giving = kind == "permohonan"
    row = record(
        "Satu perkara: kolom yang boleh terbit, lalu yang dihitung portal.",
        {
            **columns,
            "tahap": one_of("Sejauh mana pada hari penilaian.", STAGES),
            "waktu": or_null(one_of("Apakah batas waktunya dipenuhi.", TIMELINESS), "null selama belum diketahui."),
            "hari": or_null(count("Banyaknya hari sampai dijawab, dihitung seperti batas waktunya.")),
            **({"hari_pemenuhan": or_null(count("Banyaknya hari sampai informasinya diberikan."))} if giving else {}),
            "diperpanjang": flag("true bila jawabannya diperpanjang."),
        },
    )
    keys = {
        "register": text("Register mana.", const=kind),
        "baris": several("Barisnya, menurut urutan register.", row),
    }
    return _body("Satu register layanan informasi, tanpa identitas.", keys)


def _published(column: Column) -> Json:
    """A value may be held back until there is an answer, so that any but the id may be null."""
    if column.published == "bulan":
        return {**or_null(month(" ".join(column.text.split()))), "title": column.title}
    made: Json = typed((replace(column, required=column.required and column.type == "id"),))[column.name]
    return made


def statistics(schemas: Schemas) -> Json:
    year = record(
        "Satu tahun kalender.",
        {
            "tahun": {"type": "integer", "description": "Tahunnya."},
            "sejak": day("Hari pertama yang diliput angkanya."),
            "sampai": day("Hari terakhir yang diliput angkanya."),
            "setahun": _figures("Angka seluruh tahun."),
            "bulan": _by("Angka setiap bulan yang diliput; kuncinya seperti 2026-05.", _figures("Angka satu bulan.")),
        },
    )
    listed = or_null(several("Tahun demi tahun.", year), "null bila register ini tidak dimuat di portal; bukan nol.")
    registers = record("Angka setiap register.", dict.fromkeys(REGISTERS, listed))
    keys = {"register": registers, "tindak_lanjut_pengaduan": _followed(schemas["pengaduan"].columns)}
    return _body("Angka layanan informasi satu badan.", keys)


def _followed(columns: Iterable[Column]) -> Json:
    """Decided complaints with an approved overview; their overview is there, the follow-up may not be recorded."""
    known = {c.name: replace(c, required=c.name != "tindak_lanjut") for c in columns}
    told = record(
        "Satu pengaduan yang sudah diputus dan ringkasannya sudah disetujui, tanpa identitas.",
        {
            "bulan": month("Bulan putusannya."),
            **typed(known[name] for name in ("jenis", "hasil", "tindak_lanjut", "ringkasan")),
        },
    )
    return or_null(
        several("Yang sudah ditindaklanjuti, yang terbaru lebih dulu.", told),
        "null bila register pengaduan tidak dimuat di portal; bukan nihil.",
    )


def sealed_states(_schemas: Schemas) -> Json:
    """A bucket of receipts: the state of each case can only be read with the code on its receipt."""
    sealed = text("Keadaan perkara, tersegel; hanya terbaca dengan kode pada tanda terimanya.")
    return record(
        "Tanda terima yang sidik kodenya diawali dua angka yang sama.",
        {
            "badan": text("Kode badan."),
            "contoh": flag("Apakah badan ini karangan."),
            "isi": _by("Menurut sidik (SHA-256) kode tanda terima.", sealed),
        },
    )


def _figures(about: str) -> Json:
    days = record(
        "Lama menjawab, dalam hari. null bila belum ada yang dijawab.",
        {
            "dihitung": count("Banyaknya jawaban yang dihitung."),
            "tercepat": or_null(count("Paling cepat.")),
            "nilai_tengah": or_null({"type": "number", "description": "Nilai tengah (median)."}),
            "persentil_90": or_null(count("Sembilan dari sepuluh jawaban tidak lebih lama dari ini.")),
            "terlama": or_null(count("Paling lama.")),
        },
    )
    giving = record(
        "Lama sampai informasinya diberikan, dalam hari, dihitung sejak diterima.",
        {
            "dikabulkan": count("Dikabulkan seluruhnya atau sebagian."),
            "diberikan": count("Di antaranya yang hari diberikannya tercatat."),
            "dihitung": count("Banyaknya yang lamanya dapat dihitung."),
            "nilai_tengah": or_null({"type": "number", "description": "Nilai tengah (median)."}),
            "persentil_90": or_null(count("Sembilan dari sepuluh tidak lebih lama dari ini.")),
        },
    )
    return record(
        about,
        {
            "diterima": count("Diterima dalam masa ini; yang lain di bawah ini bagian darinya."),
            "dijawab": count("Sudah dijawab pada hari penilaian."),
            "dalam_batas": count("Dijawab dalam batas waktu."),
            "terlambat": count("Dijawab sesudah batas waktu."),
            "tidak_dapat_dihitung": count("Batasnya tidak dapat dihitung karena kalendernya belum ada."),
            "berjalan": count("Masih berjalan."),
            "berjalan_lewat_batas": count("Masih berjalan dan sudah lewat batas waktu."),
            "berakhir_lewat_batas": count("Dicabut atau tidak dilengkapi, tanpa jawaban, sesudah lewat batas waktu."),
            "dapat_dinilai": count("Penyebut dalam_batas: dalam batas, terlambat, dan lewat batas tanpa jawaban."),
            "tidak_lengkap": count("Berakhir karena tidak dilengkapi pemohon."),
            "dicabut": count("Dicabut pemohon."),
            "diperpanjang": count("Waktu jawabannya diperpanjang."),
            "hari": days,
            "pemenuhan": giving,
            "putusan": _by("Banyaknya menurut putusan.", count("Banyaknya.")),
            "alasan_tolak": _by("Banyaknya menurut alasan. Satu penolakan boleh punya beberapa.", count("Banyaknya.")),
            "jenis": _by("Banyaknya menurut jenis. Kosong bila registernya tidak mencatat jenis.", count("Banyaknya.")),
            "kanal": _by("Banyaknya menurut kanal. Kosong bila tidak dicatat.", count("Banyaknya.")),
            "tindak_lanjut": _by("Banyaknya menurut tindak lanjut. Kosong bila tidak dicatat.", count("Banyaknya.")),
        },
    )


def _by(about: str, values: Json) -> Json:
    """An object whose keys are values of the data."""
    return {"type": "object", "description": about, "additionalProperties": values}


def working_days(schemas: Schemas) -> Json:
    calendar, clock = schemas["kalender"], schemas["tenggat"]
    signs = text("Satu tanda untuk setiap hari sejak 1 Januari: 1 hari kerja, 0 bukan.", pattern="^[01]{365,366}$")
    note = or_null(text("Hal yang perlu diketahui."))
    year = record("Satu tahun.", {"status": choice(calendar.column("status")), "catatan": note, "kerja": signs})
    off = record(
        "Satu hari libur.",
        {
            "tanggal": day("Harinya."),
            "jenis": text("Libur nasional, cuti bersama, atau libur setempat."),
            "nama": text("Nama hari libur."),
            "dasar": or_null(text("Keputusannya."), "null selama belum ada."),
            "perkiraan": flag("true bila masih perkiraan."),
            "ditetapkan": day("Hari keputusannya. Hanya ada bila ditetapkan dalam tahun berjalan."),
        },
        ("ditetapkan",),
    )
    length = record(
        "Lama menurut aturan.",
        {
            "mulai": day("Hari pertama aturan ini dipakai."),
            "lama": count("Banyaknya hari; nol berarti hari itu juga."),
            "perpanjangan": or_null(count("Banyaknya hari tambahan yang boleh diminta satu kali.")),
        },
    )
    event = record(
        "Satu peristiwa.",
        {
            "peristiwa": text("Yang menjadi hari nol."),
            "alasan": several("Huruf alasan keberatan yang timbul darinya.", text("Huruf.")),
        },
    )
    limit = record(
        "Satu batas waktu. langkah, sejak, dan terkonfirmasi hanya ada pada langkah warga, peran hanya bila ada.",
        {
            **typed(clock.columns, ("id", "judul", "dihitung_dari", "satuan")),
            "nilai": several("Lama menurut aturan, yang paling lama berlaku lebih dulu.", length),
            "dasar_hukum": several("Peraturan dan pasalnya.", text("Peraturan dan pasal.")),
            "catatan": note,
            "peran": choice(clock.column("peran")),
            "langkah": choice(clock.column("langkah")),
            "sejak": several("Peristiwa yang memulai hitungannya, masing-masing dengan awal dan akhir sendiri.", event),
            "terkonfirmasi": flag("false bila naskah pasalnya belum dibaca."),
        },
        ("peran", "langkah", "sejak", "terkonfirmasi"),
    )
    bound = record(
        "Untuk tahun tanpa kalender: n hari kerja tidak lebih panjang dari kali x n + tambah hari kalender.",
        {"kali": count("Pengalinya."), "tambah": count("Hari kalender yang ditambahkan.")},
    )
    return record(
        "Kalender hari kerja dan batas waktu satu badan.",
        {
            **_short_head(),
            "zona_waktu": text("Zona waktu kantor, seperti Asia/Makassar."),
            "tahun": _by("Setiap tahun yang punya kalender.", year),
            "libur": several("Hari libur selain Sabtu dan Minggu.", off),
            "tenggat": several("Batas waktu yang dihitung maju.", limit),
            "terpanjang": bound,
        },
        ("terpanjang",),
    )


def duty_titles(_schemas: Schemas) -> Json:
    duty = record(
        "Satu kewajiban.",
        {"judul": text("Nama informasi atau layanan."), "dasar_hukum": text("Peraturan dan pasalnya.")},
    )
    return record("Judul setiap kewajiban.", {**_short_head(), "kewajiban": _by("Menurut kode kewajiban.", duty)})


def _short_head() -> Json:
    return {"badan": text("Kode badan."), "contoh": flag("true bila badan ini karangan.")}
