"""The description of ``api/v1/`` in OpenAPI 3.1, from the JSON Schemas and from the files that were made.

Promises: pure; a path for each family of files, with the values of its parameters that exist in this portal and the
example of a file that is there. A file
of no family is left out, and a test finds it with ``undescribed``. A sample's files whose names start with
``CONTOH-`` have a path of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from terbuka.base import media
from terbuka.base.periods import YEAR_SHAPE
from terbuka.kit.json_parts import Json, Schemas
from terbuka.portal.api import API, BODY_API, api_schemas

BELOW = "api/v1/"
SELF = "openapi.json"
_SAMPLE = "CONTOH-"
_PARAMETER = re.compile(r"\{([a-z]+)\}")
#: What a parameter means, the form of its value, and whether the paths list all values of this portal.
_PARAMETERS: dict[str, tuple[str, str, bool]] = {
    "badan": ("Kode badan, sama dengan bagian pertama alamat halamannya.", "[a-z0-9-]+", True),
    "sidik": ("Dua angka pertama sidik tanda terima.", "[0-9a-f]{2}", False),
    "indikator": ("Kode indikator.", "[a-z0-9-]+", True),
    "gambar": ("Nama gambar.", "[a-z0-9-]+", True),
    "tahun": ("Tahun laporan.", YEAR_SHAPE, True),
    "tabel": ("Nama tabel laporan.", "[a-z0-9-]+", True),
    "kuesioner": ("Kode kuesioner penilai.", "[a-z0-9-]+", True),
    "jenis": ("Jenis data, seperti di kamus data.", "[a-z0-9-]+", True),
    "himpunan": ("Kode dataset.", "[a-z0-9-]+", True),
    "isi": ("Nama berkas dataset; datapackage.json menyebut semuanya.", "[A-Za-z0-9._-]+", False),
    "berkas": ("Nama berkas yang diterangkan skemanya.", "[a-z0-9-]+", True),
}
#: Families that no JSON Schema of ours describes; the first that fits a file holds it.
_OTHERS: dict[str, str] = {
    "panduan-petugas.pdf": "Panduan petugas",
    "{badan}/batas-waktu.ics": "Kalender batas waktu, untuk dilanggani",
    "{badan}/pelatihan.ics": "Kalender pelatihan yang direncanakan",
    "{badan}/daftar-informasi-publik.csv": "Daftar Informasi Publik satu badan, sebagai tabel untuk program",
    "{badan}/daftar-informasi-publik-excel.csv": "Daftar Informasi Publik satu badan, sebagai tabel untuk Excel",
    "{badan}/dikecualikan.csv": "Informasi yang dikecualikan satu badan, sebagai tabel untuk program",
    "{badan}/dikecualikan-excel.csv": "Informasi yang dikecualikan satu badan, sebagai tabel untuk Excel",
    "{badan}/register-permohonan.csv": "Register permohonan tanpa identitas, sebagai tabel untuk program",
    "{badan}/register-permohonan-excel.csv": "Register permohonan tanpa identitas, sebagai tabel untuk Excel",
    "{badan}/register-keberatan.csv": "Register keberatan tanpa identitas, sebagai tabel untuk program",
    "{badan}/register-keberatan-excel.csv": "Register keberatan tanpa identitas, sebagai tabel untuk Excel",
    "{badan}/register-sengketa.csv": "Register sengketa tanpa identitas, sebagai tabel untuk program",
    "{badan}/register-sengketa-excel.csv": "Register sengketa tanpa identitas, sebagai tabel untuk Excel",
    "{badan}/tanggapan-laporan.csv": "Ringkasan pengaduan yang sudah diputus, sebagai tabel untuk program",
    "{badan}/tanggapan-laporan-excel.csv": "Ringkasan pengaduan yang sudah diputus, sebagai tabel untuk Excel",
    "{badan}/tindak-lanjut.csv": "Kendala dan tindakan perbaikan, sebagai tabel untuk program",
    "{badan}/tindak-lanjut-excel.csv": "Kendala dan tindakan perbaikan, sebagai tabel untuk Excel",
    "{badan}/survei.csv": "Hitungan survei kepuasan per kelompok, sebagai tabel untuk program",
    "{badan}/survei-excel.csv": "Hitungan survei kepuasan per kelompok, sebagai tabel untuk Excel",
    "{badan}/audit.csv": "Hasil setiap audit internal, sebagai tabel untuk program",
    "{badan}/audit-excel.csv": "Hasil setiap audit internal, sebagai tabel untuk Excel",
    "{badan}/temuan.csv": "Temuan audit: jenis, gambaran umum, dan tindakan, sebagai tabel untuk program",
    "{badan}/temuan-excel.csv": "Temuan audit: jenis, gambaran umum, dan tindakan, sebagai tabel untuk Excel",
    "{badan}/pengawasan.pdf": "Halaman Pengawasan sebagai PDF",
    "{badan}/evaluasi.xlsx": "Bukti dan nilai mandiri untuk penilai, sebagai buku kerja",
    "{badan}/evaluasi-{kuesioner}.pdf": "Nilai mandiri satu kuesioner sebagai PDF",
    "{badan}/bagan-{gambar}.csv": "Angka di balik sebuah gambar",
    "{badan}/kinerja-{indikator}.csv": "Triwulan satu indikator kinerja",
    "{badan}/laporan-tahunan-{tahun}-ringkasan.pdf": "Ringkasan laporan tahunan layanan",
    "{badan}/laporan-tahunan-{tahun}.pdf": "Laporan tahunan layanan",
    "{badan}/laporan-tahunan-{tahun}-{tabel}.csv": "Satu tabel laporan tahunan layanan",
    "{badan}/data/{himpunan}/{isi}.csv": "Satu tabel dataset",
    "{badan}/data/{himpunan}/datapackage.json": "Keterangan satu dataset (Data Package v2)",
    "{badan}/data/{himpunan}/{isi}.xlsx": "Satu tabel dataset sebagai buku kerja",
    "{badan}/data/{himpunan}/{isi}.parquet": "Satu tabel besar dataset sebagai Parquet",
    "{badan}/data/{himpunan}/{isi}.zip": "Seluruh dataset dalam satu ZIP",
    "templat/{jenis}.csv": "Templat kosong satu jenis tabel",
    "templat/{jenis}.yml": "Templat kosong satu jenis catatan",
    "skema/api/badan/{berkas}.json": "Skema JSON satu berkas milik badan",
    "skema/api/{berkas}.json": "Skema JSON satu berkas",
    "skema/{jenis}.json": "Skema JSON satu jenis data",
}


#: Files of a body that lie deeper than beside the others.
_DEEPER: dict[str, str] = {
    "status": "{badan}/status/{sidik}.json",
    "data": "{badan}/data/{himpunan}/{isi}.json",
    "baris": "{badan}/baris/{himpunan}/{isi}.json",
}


def openapi(schemas: Schemas, paths: Iterable[str], *, portal: str, url: str, version: str) -> Json:
    """The description of the files at ``paths`` (below the portal); ``url`` is the portal's address or empty."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    examples: dict[str, dict[str, str]] = {}
    families = dict(_families())
    forms = _forms()
    for path in sorted(paths):
        below = path.removeprefix(BELOW)
        family = _family(below.replace(_SAMPLE, "", 1), forms)
        if family is None:
            continue
        template, values = family
        if _SAMPLE in below:
            head, _, name = template.rpartition("/")
            template = f"{head}/{_SAMPLE}{name}"
        examples.setdefault(template, values)
        known = found[template]
        for key, value in values.items():
            known[key].add(value)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Data terbuka {portal}",
            "version": "1",
            "summary": "Berkas baca-saja: JSON, CSV, kalender, PDF, dan XLSX; tanpa kunci dan tanpa pendaftaran.",
            "description": (
                f"Dibuat Terbuka {version}. Alamat tidak dihapus dan kunci hanya ditambah. Nama berkas milik badan "
                f"contoh diawali {_SAMPLE}; isinya karangan. Alamat yang datanya tidak ada menjawab 404."
            ),
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": url + BELOW.rstrip("/")}] if url else [{"url": "."}],
        "tags": [
            {"name": "portal", "description": "Semua badan sekaligus."},
            {"name": "badan", "description": "Satu badan."},
            {"name": "contoh", "description": "Badan karangan. Jangan memakai angkanya untuk keadaan nyata."},
        ],
        "paths": {"/" + name: {"get": _get(name, found[name], examples[name], families)} for name in sorted(found)},
        "components": {"schemas": {_component(name): made for name, made in api_schemas(schemas)}},
    }


def schema_of(path: str) -> str:
    """Name of the JSON Schema of a file below ``api/v1/`` (``portal``, ``badan/dikecualikan``); empty without one."""
    if not path.startswith(BELOW) or not path.endswith(".json"):
        return ""
    family = _family(path.removeprefix(BELOW).replace(_SAMPLE, "", 1), _forms())
    return dict(_families())[family[0]][1] if family else ""


def undescribed(paths: Iterable[str]) -> list[str]:
    """Files below ``api/v1/`` that belong to no family; the description itself is not looked for."""
    forms = _forms()
    own = (path for path in paths if path != BELOW + SELF)
    return [path for path in own if _family(path.removeprefix(BELOW).replace(_SAMPLE, "", 1), forms) is None]


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    """Those that begin with a word come before those that begin with any body, those that name more before others."""
    names = sorted((name for name, _ in _families()), key=lambda name: (name.startswith("{"), name.count("{")))
    return [(name, re.compile(_form(name))) for name in names]


def _families() -> Iterator[tuple[str, tuple[str, str]]]:
    """Path below ``api/v1/`` -> what it holds, and the name of its JSON Schema or nothing."""
    for name, (title, _) in API.items():
        yield f"{name}.json", (title, name)
    for name, (title, _) in BODY_API.items():
        yield _DEEPER.get(name, f"{{badan}}/{name}.json"), (title, f"badan/{name}")
    for template, title in _OTHERS.items():
        yield template, (title, "")


def _form(template: str) -> str:
    parts = _PARAMETER.split(template)
    return "".join(f"(?P<{p}>{_PARAMETERS[p][1]})" if n % 2 else re.escape(p) for n, p in enumerate(parts))


def _family(below: str, forms: Iterable[tuple[str, re.Pattern[str]]]) -> tuple[str, dict[str, str]] | None:
    for template, form in forms:
        if fitted := form.fullmatch(below):
            return template, fitted.groupdict()
    return None


def _component(name: str) -> str:
    return name.replace("/", ".")


def _get(
    template: str, values: dict[str, set[str]], example: dict[str, str], families: dict[str, tuple[str, str]]
) -> Json:
    """``example`` are the parameters of one file that is there: together they lead to it."""
    sample = _SAMPLE in template
    title, schema = families[template.replace(_SAMPLE, "")]
    content: Json = {"schema": {"$ref": f"#/components/schemas/{_component(schema)}"}} if schema else {}
    parameters = [_parameter(name, values[name], example[name]) for name in _PARAMETER.findall(template)]
    answers: Json = {"200": {"description": f"{title}.", "content": {media.of(template): content}}}
    if parameters:
        answers["404"] = {"description": "Berkas itu tidak ada: badan itu tidak punya datanya."}
    return {
        "operationId": re.sub(r"[^a-z0-9]+", "-", template.lower()).strip("-"),
        "summary": title + (" (DATA CONTOH)" if sample else ""),
        "tags": ["contoh" if sample else "badan" if "{badan}" in template else "portal"],
        **({"parameters": parameters} if parameters else {}),
        "responses": answers,
    }


def _parameter(name: str, values: set[str], example: str) -> Json:
    said, form, listed = _PARAMETERS[name]
    kind: Json = {"type": "string", "enum": sorted(values)} if listed else {"type": "string", "pattern": f"^{form}$"}
    return {"name": name, "in": "path", "required": True, "description": said, "schema": kind, "example": example}
