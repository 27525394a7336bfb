"""Open datasets as files to download.

Promises: the canonical CSV has the bytes of the repository; the same data give the same bytes in every format; a cell
that a spreadsheet would take for a formula is made harmless in the files for spreadsheets, and only there; a file that
cannot be made is left out and said, and takes no other with it.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from terbuka.base.page import File
from terbuka.base.store import FILES
from terbuka.base.store import key as store_key
from terbuka.features.open_data.descriptor import descriptor
from terbuka.features.open_data.parquet import parquet
from terbuka.features.open_data.record import DataColumn, DataTable, OpenDataset
from terbuka.kit import table, words
from terbuka.kit.optional import optional
from terbuka.kit.origin import schema_address
from terbuka.kit.public import Parameter, PublicFile
from terbuka.kit.shape import Json, Schemas, Shape, key, record, several, text, within
from terbuka.kit.view import BodyView
from terbuka.kit.vocabulary import LICENCES
from terbuka.kit.workbooks import opened
from terbuka.law import routes
from terbuka.record.spot import Spot

#: Parquet is smaller than CSV only from about here.
PARQUET_FROM = 10_000
#: A sheet of Excel has no more rows, the header included.
MOST_SHEET_ROWS = 1_048_576
#: Above it the workbook is written row by row, so that it needs no memory of its own.
_LARGE = 20_000
#: Digits of a number that a spreadsheet keeps.
_DIGITS = 15
_EXACT = "CSV"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file: ``title`` and ``note`` for people, ``address`` below the site, ``size`` in bytes, ``sha256`` in
    hexadecimal. ``instead`` are the words for a file that could not be made; it has no size."""

    title: str
    note: str
    address: str
    size: int = 0
    sha256: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetFiles:
    """All files of a dataset: by table, those of the whole, and the contents by address."""

    tables: Mapping[str, tuple[Download, ...]]
    whole: tuple[Download, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def there(self) -> list[Download]:
        """The files that could be made, those of the whole last."""
        return [d for group in (*self.tables.values(), self.whole) for d in group if not d.instead]


class _Contents(Mapping[str, bytes]):
    """The contents by address, out of the store: a large portal does not hold them all at once."""

    def __init__(self) -> None:
        self.makers: dict[str, Callable[[], bytes]] = {}

    def __getitem__(self, address: str) -> bytes:
        return self.makers[address]()

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)


def made(b: BodyView, dataset: OpenDataset) -> DatasetFiles:
    """The files of a dataset of a body, each made once: what decides its bytes is its key in the store."""
    contents = _Contents()
    seen = [*(one.read(b) for one in table.HEAD), b.body, dataset.record, b.corpus.site_url, sorted(_types(b).items())]
    frame = store_key(*map(repr, seen))

    def download(title: str, note: str, name: str, source: Sequence[str], make: Callable[[], bytes]) -> Download:
        address, one = routes.dataset_file(b.body, dataset.id, name), store_key(frame, name, *source)
        contents.makers[address] = lambda: b.store.made(one, make)
        content = b.store.get(FILES, f"{one}-sum")
        if content is None:
            file = optional(address, lambda: contents[address])
            if file.instead:
                return Download(title=title, note=note, address=address, instead=file.instead)
            content = f"{len(file.content)} {hashlib.sha256(file.content).hexdigest()}".encode()
            b.store.put(FILES, f"{one}-sum", content)
        size, sha256 = content.decode().split()
        return Download(title=title, note=note, address=address, size=int(size), sha256=sha256)

    tables = {name: tuple(_table_files(download, b, dataset, one)) for name, one in dataset.tables.items()}
    plain = {name: next(d for d in found if d.title == _EXACT) for name, found in tables.items()}
    texts = [part for name, one in dataset.tables.items() for part in (name, one.text)]
    whole = (
        download("ZIP", "semua tabel dan keterangannya", f"{dataset.id}.zip", texts,
                 lambda: archive(b, dataset, b.corpus.site_url)),
        download("datapackage.json", "keterangan untuk program", "datapackage.json", texts,
                 lambda: describe(b, dataset, b.corpus.site_url, plain)),
    )  # fmt: skip
    return DatasetFiles(tables=tables, whole=whole, contents=contents)


def _table_files(
    download: Callable[..., Download], b: BodyView, dataset: OpenDataset, one: DataTable
) -> Iterator[Download]:
    name, source = one.spec.id, [one.text]
    codes = any(c.type == "teks" and (c.name in one.spec.keys or c.refers_table) for c in one.spec.columns)
    safer = "; kode seperti 0012 atau 53.01 hanya utuh di XLSX" if codes else ""
    if len(one.rows) < MOST_SHEET_ROWS:
        yield download("Excel (XLSX)", "dengan lembar kamus", f"{name}.xlsx", source, lambda: workbook(one, b, dataset))
        yield download(
            "CSV untuk Excel", f"titik koma, koma desimal{safer}", f"{name}-excel.csv", source,
            lambda: for_excel(one),
        )  # fmt: skip
    # The exact bytes come after what a spreadsheet opens unharmed.
    yield download(_EXACT, "untuk program: UTF-8, koma", f"{name}.csv", source, one.text.encode)
    yield download("JSON", "untuk program", f"{name}.json", source, lambda: as_json(one, b, dataset))
    if len(one.rows) > PARQUET_FROM:
        yield download("Parquet", "untuk tabel besar", f"{name}.parquet", source, lambda: parquet(one))


def files(views: Iterable[BodyView]) -> Iterator[File]:
    for b in views:
        for dataset in b.assessed.records.named(OpenDataset).values():
            contents = made(b, dataset).contents
            for path in contents:
                yield optional(path, partial(contents.__getitem__, path))


# --- for machines -----------------------------------------------------------------------------------------


def describe(b: BodyView, dataset: OpenDataset, site_url: str, tables: Mapping[str, Download]) -> bytes:
    """``datapackage.json`` beside the files of the site; paths are relative to it."""
    found = {
        name: {"path": d.address.rsplit("/", 1)[-1], "bytes": d.size, "hash": d.sha256} for name, d in tables.items()
    }
    homepage = site_url + routes.dataset(b.id, dataset.id)
    return table.as_json(descriptor(dataset, homepage=homepage, sample=b.body.sample, files=found))


class _Table(NamedTuple):
    b: BodyView
    dataset: OpenDataset
    of: DataTable


def _table(_schemas: Schemas) -> Shape[_Table]:
    """Names of columns once, then the rows as lists; a decimal is a number, a coordinate its latitude and longitude."""
    cell: Json = {
        "description": "Isi sel; null bila kosong. Koordinat adalah lintang dan bujur dalam derajat.",
        "anyOf": [
            {"type": ["string", "number", "boolean", "null"]},
            {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        ],
    }
    return record(
        "Satu tabel himpunan data terbuka.",
        within(lambda t: t.b, table.HEAD),
        key("himpunan", lambda t: t.dataset.id,
            text("Kode himpunan data; keterangannya di datapackage.json di sampingnya.")),
        key("tabel", lambda t: t.of.spec.id, text("Kode tabel.")),
        key("kolom", lambda t: [c.name for c in t.of.spec.columns],
            several("Nama kolom, menurut urutannya.", text("Nama kolom."))),
        key("baris", lambda t: t.of.rows,
            several("Semua baris.", several("Isi menurut urutan kolom.", Shape(cell, _plain)))),
    )  # fmt: skip


def as_json(one: DataTable, b: BodyView, dataset: OpenDataset) -> bytes:
    schema = {"$schema": schema_address(b.corpus, "badan/data")} if b.corpus.site_url else {}
    document = _table(b.corpus.schemas).write(_Table(b, dataset, one))
    return table.as_short_json({**schema, **document})


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Spot):
        return [float(value.latitude), float(value.longitude)]
    return value.isoformat() if isinstance(value, date) else value


def archive(b: BodyView, dataset: OpenDataset, site_url: str) -> bytes:
    """One ZIP with the description, the tables as they stand in the repository, and a text to read."""
    out = io.BytesIO()
    found = {}
    for name, one in dataset.tables.items():
        content = one.text.encode()
        found[name] = {"path": one.spec.file, "bytes": len(content), "hash": hashlib.sha256(content).hexdigest()}
    homepage = site_url + routes.dataset(b.id, dataset.id)
    described = descriptor(dataset, homepage=homepage, sample=b.body.sample, files=found)
    members = {
        "BACA-SAYA.txt": _read_me(b, dataset, homepage).encode(),
        "datapackage.json": table.as_json(described),
        **{one.spec.file: one.text.encode() for one in dataset.tables.values()},
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            info = zipfile.ZipInfo(f"{'CONTOH-' if b.body.sample else ''}{dataset.id}/{name}", _EPOCH)
            info.create_system = 3  # as on Unix, wherever it is made
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return out.getvalue()


def _read_me(b: BodyView, dataset: OpenDataset, homepage: str) -> str:
    record = dataset.record
    lines = [words.SAMPLE] if b.body.sample else []
    lines += [record.title, "", record.text, "", f"Produsen: {record.producer}"]
    if record.third_party:
        lines.append(f"Data pihak ketiga, bukan data resmi {b.body.name}; rujukan: {record.official}.")
    lines += [f"Dimutakhirkan: {words.day(record.updated_on)}", f"Lisensi: {LICENCES[record.licence].title}"]
    lines += [f"Sumber: {s.title} {s.link or ''}".rstrip() for s in record.sources]
    lines += ["", "Arti setiap kolom ada di datapackage.json.", f"Halamannya: {homepage}", ""]
    return "\n".join(lines)


# --- for spreadsheets -------------------------------------------------------------------------------------


def for_excel(one: DataTable) -> bytes:
    """As an Indonesian Excel opens it by double click: semicolons, decimal commas, dd/mm/yyyy, with a mark of UTF-8."""
    rows = ([value.text if isinstance(value, Spot) else value for value in row] for row in one.rows)
    return table.for_excel([c.name for c in one.spec.columns], rows)


def workbook(one: DataTable, b: BodyView, dataset: OpenDataset) -> bytes:
    """Typed cells below a frozen header, and a sheet that explains the columns; never a formula or a link."""
    out = io.BytesIO()
    large = len(one.rows) > _LARGE
    title = f"{'CONTOH: ' if b.body.sample else ''}{dataset.record.title}: {one.spec.title}"
    book = opened(out, title, {"in_memory": not large, "constant_memory": large})
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Data")
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(one.spec.columns):
        sheet.set_column(at, at, max(12, min(40, len(column.name) + 4)))
    for at, column in enumerate(one.spec.columns):
        sheet.write_string(0, at, column.name, head)
    if one.rows:
        sheet.autofilter(0, 0, len(one.rows), len(one.spec.columns) - 1)
    for line, row in enumerate(one.rows, 1):
        for at, value in enumerate(row):
            _write(sheet, line, at, value, day)
    _dictionary(book.add_worksheet("Kamus"), one, b, dataset, head)
    book.close()
    return out.getvalue()


def _write(sheet: Any, line: int, at: int, value: object, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(line, at, "ya" if value else "tidak")
    elif isinstance(value, int | Decimal):
        # A spreadsheet keeps 15 digits; a longer number stays whole as text.
        longer = len(f"{abs(value):f}".replace(".", "").strip("0")) > _DIGITS
        sheet.write_string(line, at, str(value)) if longer else sheet.write_number(line, at, float(value))
    elif isinstance(value, date):
        sheet.write_datetime(line, at, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 (a day)
    else:
        sheet.write_string(line, at, value.text if isinstance(value, Spot) else str(value))


def _dictionary(sheet: Any, one: DataTable, b: BodyView, dataset: OpenDataset, head: Any) -> None:
    record = dataset.record
    said = [words.SAMPLE] if b.body.sample else []
    said += [f"{record.title}: {one.spec.title}", record.text, f"Produsen: {record.producer}"]
    if record.third_party:
        said.append(f"Data pihak ketiga, bukan data resmi {b.body.name}; rujukan: {record.official}.")
    said += [f"Dimutakhirkan {words.day(record.updated_on)}. Lisensi: {LICENCES[record.licence].title}."]
    for line, sentence in enumerate(said):
        sheet.write_string(line, 0, sentence)
    first = len(said) + 1
    names = ("Kolom", "Judul", "Arti", "Tipe", "Satuan", "Wajib", "Kode dan artinya", "Merujuk")
    for at, name in enumerate(names):
        sheet.write_string(first, at, name, head)
        sheet.set_column(at, at, (24, 24, 60, 14, 14, 8, 50, 24)[at])
    known = _types(b)
    for line, column in enumerate(one.spec.columns, first + 1):
        for at, cell in enumerate(_explained(column, known)):
            sheet.write_string(line, at, cell)


def _types(b: BodyView) -> Mapping[str, str]:
    """What the types of columns are called, from the schema."""
    tables = b.corpus.schemas["datapackage"].column("tabel")
    columns = next(c for c in tables.columns if c.name == "kolom")
    return next(c for c in columns.columns if c.name == "tipe").choices


def _explained(column: DataColumn, types: Mapping[str, str]) -> tuple[str, ...]:
    codes = "; ".join(f"{code} = {meaning}" for code, meaning in (column.choices or {}).items())
    aim = f"{column.refers_table}.{column.refers_column}" if column.refers_table else ""
    return (
        column.name, column.title, column.text, types[column.type], column.unit or "",
        "ya" if column.required else "tidak", codes, aim,
    )  # fmt: skip


_DATASET = Parameter("himpunan", "Kode dataset.")
_IN_DATASET = (
    _DATASET,
    Parameter("isi", "Nama berkas dataset; datapackage.json menyebut semuanya.", "[A-Za-z0-9._-]+", listed=False),
)
_PLACE = "{badan}/data/{himpunan}/{isi}"
#: What is said of these files in the description of the API.
PUBLIC = (
    PublicFile(f"{_PLACE}.json", "Tabel himpunan data terbuka", _table, parameters=_IN_DATASET),
    PublicFile("{badan}/data/{himpunan}/datapackage.json", "Keterangan satu dataset (Data Package v2)"),
    PublicFile(f"{_PLACE}.csv", "Satu tabel dataset"),
    PublicFile(f"{_PLACE}.xlsx", "Satu tabel dataset sebagai buku kerja"),
    PublicFile(f"{_PLACE}.parquet", "Satu tabel besar dataset sebagai Parquet"),
    PublicFile(f"{_PLACE}.zip", "Seluruh dataset dalam satu ZIP"),
)
