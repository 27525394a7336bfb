"""The JSON Schemas of the files below ``api/v1/``. A further file is one entry of ``API`` or ``BODY_API``.

Promises: what comes from a table or a YAML record is described by its schema, the rest here; a test reads the real
files of a portal and fails when a key of theirs is not described.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from terbuka.duties.verdict import Status
from terbuka.features.exclusions.record import ExclusionState
from terbuka.features.indicators import shapes as performance
from terbuka.features.open_data import shapes as datasets
from terbuka.features.service import shapes as service
from terbuka.features.survey import shapes as survey
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
    moment,
    one_of,
    or_null,
    record,
    several,
    text,
    typed,
)
from terbuka.record.json_schema import DRAFT

_STATUS: dict[str, str] = {
    Status.MET: "tersedia dan belum lewat batas",
    Status.DUE_SOON: "tersedia, segera perlu dimutakhirkan",
    Status.OVERDUE: "lewat batas waktu",
    Status.MISSING: "belum tercatat lengkap di portal ini; belum tentu belum ada di kantor",
    Status.NIL: "dinyatakan nihil: tidak ada kejadian",
    Status.NOT_A_DUTY: "dinyatakan bukan kewajiban unit ini",
    Status.NOT_JUDGED: "tidak dinilai untuk badan ini",
}
_STATE: dict[str, str] = {
    ExclusionState.NOT_YET: "keputusannya belum berlaku pada hari penilaian",
    ExclusionState.CLOSED: "dikecualikan",
    ExclusionState.UNCOUNTED: "batas penetapannya belum dapat dihitung",
    ExclusionState.SOON: "masanya segera berakhir",
    ExclusionState.LATE: "penetapan terbukanya terlambat",
    ExclusionState.DECLARED: "sudah ditetapkan terbuka",
    ExclusionState.UNPUBLISHED: "sudah terbuka menurut hukum, belum dimuat",
    ExclusionState.OPENED: "sudah dibuka",
}
_BODIES = "Semua badan di portal ini, satu butir satu badan."
_PAGE = "Alamat halamannya, di bawah alamat portal."


def _body(about_it: str, keys: Json) -> Json:
    return record(about_it, {**head(), **keys}, HEAD_OPTIONAL)


def _bodies(made: Json) -> Json:
    return record("Isi berkas.", {"badan": several(_BODIES, made)})


def _fallback() -> Json:
    return record(
        "Terisi hanya bila situs memakai data yang lebih lama karena data terbaru diblokir.",
        {
            "sebab": text("Apa yang terjadi, dengan kalimat biasa."),
            "commit_terbaru": or_null(text("Kode perubahan data terbaru, yang tidak tampil.")),
            "waktu_commit_terbaru": or_null(moment("Waktu perubahan data terbaru.")),
        },
    )


def _catalogue() -> Json:
    return record(
        "Katalog data untuk pemanen, di bawah alamat portal.",
        {
            "dcat_ap_jsonld": text("DCAT-AP 3.0.1 sebagai JSON-LD."),
            "dcat_ap_turtle": text("Isi yang sama sebagai Turtle."),
            "dcat_us": text("DCAT-US 1.1 (data.json)."),
        },
    )


def _body_of_portal(schemas: Schemas) -> Json:
    return record(
        "Satu badan.",
        {
            **{name: made for name, made in head().items() if name not in HEAD_OPTIONAL},
            "tahap": choice(schemas["badan"].column("tahap")),
            "pada": day(ASSESSED),
            "kekurangan": count("Banyaknya kekurangan: informasi wajib yang belum tercatat atau lewat batas."),
            "kekurangan_dihitung": count(
                "Kekurangan yang membuat pemeriksaan merah; selama rintisan hanya yang sudah dijanjikan."
            ),
            "belum_terbukti_untuk_unit": count(
                "Banyaknya butir milik unit yang dinyatakan dipenuhi di badan ini, tetapi belum terbukti di sini."
            ),
        },
    )


def _portal(schemas: Schemas) -> Json:
    return record(
        "Isi berkas.",
        {
            "nama": text("Nama portal."),
            "alamat": or_null(text("Alamat portal, diakhiri garis miring.", format="uri")),
            "commit": or_null(text("Kode perubahan (commit) data yang tampil; berubah bila datanya berubah.")),
            "waktu_commit": or_null(moment("Waktu perubahan itu.")),
            "cadangan": or_null(_fallback()),
            "openapi": text("Alamat gambaran semua berkas (OpenAPI 3.1), di bawah alamat portal."),
            "umpan": text("Alamat umpan Atom informasi baru dan berubah, di bawah alamat portal."),
            "katalog": or_null(_catalogue(), "null bila belum ada data yang dapat dipanen."),
            "versi": record(
                "Versi.",
                {
                    "api": text("Versi susunan berkas di bawah api/.", const="v1"),
                    "terbuka": text("Versi program yang membangun portal."),
                },
            ),
            "bangun_ulang_paling_lambat": or_null(
                day("Sesudah hari ini portal berhenti dimutakhirkan bila belum dibangun ulang."),
                "null bila portal hanya berisi data contoh.",
            ),
            "badan": several(_BODIES, _body_of_portal(schemas)),
        },
    )


def _availability(schemas: Schemas) -> Json:
    keys = {
        "tahap": choice(schemas["badan"].column("tahap")),
        "rintisan_sampai": or_null(day("Hari terakhir rintisan."), "null bila belum ditetapkan."),
        "pada": day(ASSESSED),
        "ringkasan": _summary(schemas),
        "kewajiban": several("Semua kewajiban dalam katalog.", _duty(schemas)),
    }
    return _bodies(_body("Ketersediaan informasi wajib satu badan.", keys))


def _summary(schemas: Schemas) -> Json:
    natures = schemas["kewajiban"].column("jenis").choices
    left_out = {
        "bukan_untuk_badan_ini": count("Bukan untuk badan sejenis ini."),
        "rujukan": count("Dasar atau asas, bukan informasi."),
        "kejadian": count("Hanya bila ada kejadian."),
        "proses": count("Proses layanan yang belum dinilai."),
        "rincian": count("Rincian butir lain, dinilai di dalamnya."),
        "melalui_bagian": count("Terdiri dari bagian yang dinilai sendiri."),
        "melalui_induk": count("Kewajiban badan induk."),
    }
    return record(
        "Hitungan dengan penyebutnya.",
        {
            "katalog": count("Banyaknya butir dalam katalog yang berlaku pada hari penilaian."),
            "dinilai": count("Banyaknya butir yang dinilai untuk badan ini."),
            "tidak_dinilai": record("Banyaknya butir yang tidak dinilai, menurut sebabnya.", left_out),
            "status": record(
                "Banyaknya butir yang dinilai, menurut status.", {s: count(w) for s, w in _STATUS.items()}
            ),
            "jenis": record(
                "Banyaknya butir menurut jenis. Jenis yang tidak punya butir tidak ditulis.",
                {nature: count(label) for nature, label in natures.items()},
                natures,
            ),
        },
    )


def _duty(schemas: Schemas) -> Json:
    duty = schemas["kewajiban"]
    return record(
        "Satu kewajiban.",
        {
            "id": text("Kode kewajiban; halamannya ada di kewajiban/<kode>/."),
            "judul": text("Nama informasi atau layanan yang diminta hukum."),
            "kelas": or_null(
                one_of("Kelas informasi.", {**duty.column("kelas").choices, **duty.column("rumpun").choices})
            ),
            "jenis": choice(duty.column("jenis")),
            "dasar_hukum": several(
                "Peraturan dan pasal yang berlaku pada hari penilaian.", text("Peraturan dan pasal.")
            ),
            "status": one_of("Keadaan pada hari penilaian.", _STATUS),
            "dihitung": flag("true bila butir ini masuk hitungan."),
            "jatuh_tempo": or_null(day("Hari terakhir yang masih sah."), "null bila tidak ada batas waktunya."),
            "alasan": or_null(text("Mengapa statusnya begitu, dengan kalimat biasa.")),
            "bukti": several(
                "Di mana dapat dibuka.", text("Alamat di bawah portal, atau alamat https di tempat lain.")
            ),
            "dipenuhi_melalui": or_null(
                record(" ".join(schemas["pemenuhan"].text.split()), typed(schemas["pemenuhan"].columns)),
                "null bila tidak dinyatakan dipenuhi di tempat lain.",
            ),
            "paket": or_null(several("Paket pengadaan yang menentukan status butir ini.", _package())),
            "keterangan_unit": or_null(text("Jawaban unit atas butir yang belum tercatat atau lewat batas.")),
            "rencana_tersedia_pada": or_null(day("Hari yang direncanakan unit.")),
            "masa_laporan": or_null(
                record(
                    "Masa yang dilaporkan bukti yang menentukan.",
                    {"mulai": or_null(day("Hari pertama.")), "selesai": or_null(day("Hari terakhir."))},
                ),
                "null bila butir ini tidak melaporkan suatu masa, atau belum ada buktinya.",
            ),
            "terakhir_diperiksa": or_null(
                day("Hari terakhir diumumkan atau diperiksa."), "Hanya untuk butir tanpa selang pemutakhiran."
            ),
            "direncanakan_paling_lambat": or_null(day("Hari yang dijanjikan selama rintisan.")),
        },
    )


def _package() -> Json:
    return record(
        "Satu paket.",
        {
            "id": text("Kode paket."),
            "nama": text("Nama paket."),
            "dinilai": flag("true sejak paket diserahterimakan."),
            "wajib": several("Dokumen yang wajib diumumkan.", text("Kode dokumen.")),
            "belum_ada": several("Dokumen wajib yang belum diumumkan.", text("Kode dokumen.")),
        },
    )


def _register_of_body(schemas: Schemas) -> Json:
    kind = schemas["daftar-informasi-publik"]
    decision = record(
        "Keputusan PPID terakhir yang menetapkan daftar ini.",
        {"nomor": text("Nomor keputusan."), "tanggal": or_null(day("Tanggal keputusan."))},
    )
    entry = record("Satu informasi.", {"alamat": text(_PAGE), **typed(kind.columns)})
    keys = {
        "keputusan": or_null(decision, "null bila belum ditetapkan."),
        "usulan": count("Banyaknya informasi yang masih usulan, belum ditetapkan dengan keputusan."),
        "informasi": several("Daftarnya, menurut nomor.", entry),
    }
    return _body("Daftar Informasi Publik satu badan.", keys)


def _exclusions_of_body(schemas: Schemas) -> Json:
    row = record(
        "Satu informasi yang dikecualikan: kolom yang diisi petugas, lalu yang dihitung portal.",
        {
            "alamat": text(_PAGE),
            **typed(schemas["dikecualikan"].columns),
            "keadaan": one_of("Keadaan pada hari penilaian.", _STATE),
            "dasar_hukum": several("Pasal setiap alasannya.", text("Pasal.")),
            "batas_penetapan": or_null(day("Hari terakhir bagi PPID untuk menetapkannya terbuka.")),
            "batas_perkiraan": flag("true bila batas itu memakai kalender yang masih perkiraan."),
            "tahun_tanpa_kalender": or_null(
                {"type": "integer", "description": "Tahun yang membuat batasnya belum dapat dihitung."}
            ),
            "terbuka_mulai": or_null(day("Hari pertama informasi itu terbuka menurut hukum.")),
        },
    )
    listed = several("Daftarnya. Daftar kosong berarti badan menyatakan tidak menutup apa pun.", row)
    keys = {"pada": day(ASSESSED), "informasi": or_null(listed, "null bila badan belum memuat daftarnya.")}
    return _body("Informasi yang dikecualikan satu badan.", keys)


def _notices(schemas: Schemas) -> Json:
    kind = schemas["peringatan"]
    said = typed(kind.columns, ("judul", "peristiwa", "bahaya", "siapa", "tindakan", "evakuasi", "diumumkan_oleh"))
    helps = typed(kind.column("bantuan").columns)
    update = {"waktu": moment(about(kind, "pembaruan")), "isi": text("Apa yang berubah.")}
    service = {"nama": text("Nama lembaga."), "untuk": text("Untuk apa."), "tautan": or_null(text("Laman resminya."))}
    one = record(
        "Satu peringatan.",
        {
            "id": text("Kode peringatan."),
            "alamat": text(_PAGE),
            "tautan": or_null(text("Alamat lengkap halamannya.", format="uri")),
            "judul": said["judul"],
            "jenis": several(about(kind, "jenis"), text("Kode kewajiban.")),
            "berlaku": flag("true bila berlaku pada hari penilaian. Bandingkan sendiri dengan berakhir_pada."),
            **{name: made for name, made in said.items() if name != "judul"},
            "bantuan": several(about(kind, "bantuan"), record("Satu tempat meminta bantuan.", helps)),
            "waktu_peristiwa": moment(about(kind, "waktu_peristiwa")),
            "waktu_diketahui": or_null(moment(about(kind, "waktu_diketahui"))),
            "waktu_pengumuman": moment(about(kind, "waktu_pengumuman")),
            "jeda_menit": {
                "type": "integer",
                "description": "Menit dari peristiwa diketahui (atau terjadi) sampai diumumkan.",
            },
            "berakhir_pada": moment(about(kind, "berakhir_pada")),
            "pembaruan": several(about(kind, "pembaruan"), record("Satu kabar.", update)),
            "dicabut_pada": or_null(moment(about(kind, "dicabut_pada"))),
            "alasan_dicabut": or_null(text(about(kind, "alasan_dicabut"))),
            "layanan_berwenang": several("Lembaga yang berwenang; ikuti lebih dahulu.", record("Lembaga.", service)),
        },
    )
    keys = {
        "pada": day(ASSESSED),
        "umpan": text("Alamat umpan Atom badan ini, di bawah alamat portal."),
        "tanpa_peristiwa": or_null(text("Kalimat untuk ditampilkan bila tidak ada yang berlaku.")),
        "serta_merta": several("Semua peringatan, juga yang sudah berakhir.", one),
    }
    return _bodies(_body("Peringatan satu badan.", keys))


Maker = Callable[[Schemas], Json]
#: File below ``api/v1/`` -> its title and what makes its schema.
API: dict[str, tuple[str, Maker]] = {
    "portal": ("Portal: dari data mana, sampai kapan, dan badan mana saja", _portal),
    "ketersediaan": ("Ketersediaan informasi wajib", _availability),
    "daftar-informasi-publik": ("Daftar Informasi Publik semua badan", lambda s: _bodies(_register_of_body(s))),
    "dikecualikan": ("Informasi yang dikecualikan semua badan", lambda s: _bodies(_exclusions_of_body(s))),
    "peringatan": ("Peringatan (informasi serta-merta) semua badan", _notices),
}
#: File below ``api/v1/<body>/`` (a sample's name starts with ``CONTOH-``) -> the same.
BODY_API: dict[str, tuple[str, Maker]] = {
    "daftar-informasi-publik": ("Daftar Informasi Publik satu badan", _register_of_body),
    "dikecualikan": ("Informasi yang dikecualikan satu badan", _exclusions_of_body),
    "register-permohonan": ("Register permohonan tanpa identitas", lambda s: service.register(s, "permohonan")),
    "register-keberatan": ("Register keberatan tanpa identitas", lambda s: service.register(s, "keberatan")),
    "register-sengketa": ("Register sengketa tanpa identitas", lambda s: service.register(s, "sengketa")),
    "statistik": ("Angka layanan informasi", service.statistics),
    "kinerja": ("Indikator kinerja", performance.indicators),
    "tindak-lanjut": ("Kendala dan tindakan perbaikan", performance.actions),
    "survei": ("Hasil survei kepuasan", survey.survey),
    "status": ("Keadaan tersegel menurut tanda terima", service.sealed_states),
    "data": ("Tabel himpunan data terbuka", datasets.table),
    "baris": ("Sebagian baris sebuah tabel, untuk halamannya", datasets.rows),
    "hari-kerja": ("Kalender hari kerja dan batas waktu", service.working_days),
    "judul-kewajiban": ("Judul dan dasar hukum setiap kewajiban", service.duty_titles),
}


def api_schemas(schemas: Schemas) -> Iterator[tuple[str, Json]]:
    """Each schema with its name: ``portal``, ``badan/dikecualikan``; without the address at which it stands."""
    own = text("Alamat JSON Schema berkas ini; tidak ada bila portal belum punya alamat.", format="uri")
    for below, files in (("", API), ("badan/", BODY_API)):
        for name, (title, make) in files.items():
            made = make(schemas)
            yield below + name, {"title": title, **made, "properties": {"$schema": own, **made["properties"]}}


def at(address: str, made: Json) -> Json:
    """The schema as it is published at ``address``."""
    return {"$schema": DRAFT, "$id": address, **made}
