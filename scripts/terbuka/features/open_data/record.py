"""An open dataset (house: himpunan data): its description, its tables with their typed rows.

Keys of the file are Indonesian; the public ``datapackage.json`` has the names of Data Package v2. A value is text, int,
Decimal, date, bool or, for ``koordinat``, a ``Spot``; None for an empty cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field

NUMBERS = ("bilangan", "desimal")
#: A pair of columns with degrees, instead of one column ``koordinat``.
LATITUDE, LONGITUDE, COORDINATE = "lintang", "bujur", "koordinat"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource:
    title: str = key("judul", needed=True)
    link: str | None = key("tautan")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataColumn:
    """A column; ``choices`` are reference codes with their meaning, ``minimum`` and ``maximum`` as typed."""

    name: str = key("nama", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    type: str = key("tipe", needed=True)
    required: bool | None = key("wajib")
    unit: str | None = key("satuan")
    #: ``desimal-titik``: somebody said that its points stand before decimals.
    form: str | None = key("angka")
    choices: Mapping[str, str] | None = key("pilihan")
    minimum: str | None = key("min")
    maximum: str | None = key("maks")
    refers_table: str | None = key("rujuk_tabel")
    refers_column: str | None = key("rujuk_kolom")
    place: Place = place_field()

    @property
    def is_number(self) -> bool:
        return self.type in NUMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class DataChart:
    """A chart that the data ask for; ``kind`` is ``batang``, ``garis`` or ``tanpa``."""

    kind: str = key("jenis", needed=True)
    title: str | None = key("judul")
    x: str | None = key("x")
    y: str | None = key("y")
    group: str | None = key("kelompok")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """One CSV file of a dataset; ``keys`` are the columns that tell its rows apart."""

    id: str = key("kode", needed=True)
    file: str = key("berkas", needed=True)
    title: str = key("judul", needed=True)
    text: str | None = key("uraian")
    keys: tuple[str, ...] = key("kunci", default=())
    columns: tuple[DataColumn, ...] = key("kolom", of=DataColumn, needed=True)
    charts: tuple[DataChart, ...] = key("grafik", of=DataChart, default=())
    place: Place = place_field()

    def column(self, name: str) -> DataColumn:
        """The column called ``name``; raises KeyError when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What ``datapackage.yml`` says; ``id`` is the name of the folder and part of the address."""

    id: str
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    producer: str = key("produsen", needed=True)
    steward: str | None = key("walidata")
    third_party: bool | None = key("pihak_ketiga")
    official: str | None = key("rujukan")
    period_from: date | None = key("periode_mulai")
    period_until: date | None = key("periode_sampai")
    frequency: str = key("frekuensi", needed=True)
    issued_on: date = key("diterbitkan_pada", needed=True)
    updated_on: date = key("dimutakhirkan_pada", needed=True)
    licence: str = key("lisensi", needed=True)
    sources: tuple[DataSource, ...] = key("sumber", of=DataSource, default=())
    keywords: tuple[str, ...] = key("kata_kunci", default=())
    area: str | None = key("wilayah")
    obligation_ids: tuple[str, ...] = key("kewajiban", refers="aturan/kewajiban", default=())
    topic_ids: tuple[str, ...] = key("topik", refers="aturan/topik", default=())
    tables: tuple[TableSpec, ...] = key("tabel", of=TableSpec, needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True)
class DataTable:
    """The rows of one table: each a tuple in the order of ``spec.columns``. ``lines`` are their lines in the file;
    ``text`` the file as it stands, ``path`` where."""

    spec: TableSpec
    path: str
    rows: Sequence[tuple[object, ...]]
    lines: Sequence[int]
    text: str = field(repr=False, default="")

    def values(self, name: str) -> list[object]:
        """One column; raises KeyError when there is none."""
        position = [c.name for c in self.spec.columns].index(self.spec.column(name).name)
        return [row[position] for row in self.rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRelease:
    """What became of one table in a release: counts of rows, and of their keys the first ones (``MOST_KEYS``).

    ``changed`` is None for a table without keys: there a changed row is one that went and one that came.
    """

    id: str = key("kode", needed=True)
    sha256: str = key("sha256", needed=True)
    rows: int = key("baris", needed=True)
    came: int = key("masuk", needed=True)
    went: int = key("keluar", needed=True)
    changed: int | None = key("berubah")
    keys_came: tuple[str, ...] = key("kunci_masuk", default=())
    keys_went: tuple[str, ...] = key("kunci_keluar", default=())
    keys_changed: tuple[str, ...] = key("kunci_berubah", default=())
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release of a dataset, as ``terbuka release`` wrote it; the first one has every row as new."""

    on: date = key("tanggal", needed=True)
    version: int = key("versi", needed=True)
    note: str | None = key("catatan")
    tables: tuple[TableRelease, ...] = key("tabel", of=TableRelease, needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True)
class OpenDataset:
    """A dataset with its tables by id, in the order of its description, and its releases, the oldest first. A dataset
    with a problem is absent.

    ``proven``: these very rows were found sound before, by this program."""

    record: Dataset
    tables: Mapping[str, DataTable]
    releases: tuple[Release, ...] = ()
    proven: bool = field(default=False, compare=False)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def row_count(self) -> int:
        return sum(len(table.rows) for table in self.tables.values())


class DataState(StrEnum):
    """Where a dataset stands with its frequency on a day; ``LATE`` is a gap, ``NO_DAY`` has no clock."""

    CURRENT = "mutakhir"
    SOON = "segera"
    LATE = "lewat"
    NO_DAY = "tanpa-batas"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetState:
    """``due_on`` is the last day without being late; None without a clock."""

    state: DataState
    due_on: date | None
