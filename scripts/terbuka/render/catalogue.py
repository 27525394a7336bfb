"""What the portal offers as data: the open datasets and its own registers, as plain entries for any catalogue.

Promises: made-up data are never among what is offered for harvest as long as the portal holds a real body; a register
that is not kept, or holds nothing to read, has no entry; days by the assessed day, never the clock; of registers of
people no day of a row is told. Holds no HTML and no syntax of a catalogue.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from terbuka import routes
from terbuka.model import COORDINATE, LATITUDE, LONGITUDE, Column, OpenDataset, Spot
from terbuka.render import words
from terbuka.render.origin import changed_on
from terbuka.render.view import REGISTER, BodyView
from terbuka.render.vocabulary import INDONESIA, LICENCES, OWN_LICENCE, XLSX, Box

#: Ends of the names of files that the catalogue may name.
OFFERED = (".csv", ".json", ".parquet", ".xlsx", ".zip")
METHOD = "metodologi/keterbukaan-data/"


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the site as it was made: its bytes counted, and their SHA-256 in hexadecimal."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> Made:
        return cls(len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """One file: ``size`` in bytes and ``sha256`` in hexadecimal are None and empty while it is not made; ``schema``
    is the address of the JSON Schema that describes it."""

    title: str
    address: str
    media: str
    size: int | None = None
    sha256: str = ""
    schema: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where the data are about; ``box`` None while no coordinate tells."""

    name: str
    box: Box | None = None
    country: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One dataset of a catalogue. ``page`` is its address below the site, ``mark`` what stands behind ``#`` in its
    IRI; ``maker`` who made the data when that is another than the office; ``columns`` its measured columns."""

    b: BodyView
    id: str
    page: str
    mark: str = "dataset"
    title: str
    text: str
    keywords: tuple[str, ...]
    frequency: str
    licence: str
    area: Area
    starts: date | None
    ends: date | None
    issued: date | None
    modified: date | None
    provenance: str = ""
    maker: str = ""
    third_party: bool = False
    sources: tuple[str, ...] = ()
    packaged: bool = False
    columns: tuple[tuple[str, str, str], ...] = ()
    distributions: tuple[Distribution, ...] = ()

    @property
    def name(self) -> str:
        """What it is called outside its page: a sample says so."""
        return f"DATA CONTOH: {self.title}" if self.b.body.sample else self.title


def offered(views: Iterable[BodyView]) -> tuple[BodyView, ...]:
    """The bodies whose data may be harvested: the real ones; all of them in a portal of samples."""
    views = tuple(views)
    return tuple(v for v in views if not v.body.sample) or views


def exists(site_url: str, views: Iterable[BodyView]) -> bool:
    """Whether there is a catalogue: the site has an address, and somebody offers something."""
    return bool(site_url) and any(
        v.assessed.records.datasets or any(register.kept(v) for register in REGISTERS) for v in offered(views)
    )


# --- open datasets -----------------------------------------------------------------------------------------


def of_dataset(b: BodyView, dataset: OpenDataset, made: Mapping[str, Made] | None = None) -> Entry:
    """The entry of an open dataset with those of its files that are among ``made``; without it with the canonical ones.

    Without a period the data are a state: right from the day they were issued to the day they were looked at last.
    """
    record = dataset.record
    starts, ends = record.period_from, record.period_until
    if starts is None and ends is None:
        starts, ends = record.issued_on, record.updated_on
    return Entry(
        b=b,
        id=dataset.id,
        page=routes.dataset(b.id, dataset.id),
        title=record.title,
        text=" ".join(record.text.split()),
        keywords=record.keywords or (record.title,),
        frequency=record.frequency,
        licence=record.licence,
        area=_area(dataset),
        starts=starts,
        ends=ends,
        issued=record.issued_on if record.issued_on <= b.on else None,
        modified=record.updated_on if record.updated_on <= b.on else None,
        provenance=_provenance(dataset),
        maker=record.producer,
        third_party=bool(record.third_party),
        sources=tuple(s.link for s in record.sources if s.link),
        packaged=True,
        columns=tuple(dict.fromkeys((c.title, c.text, c.unit or "") for s in record.tables for c in s.columns)),
        distributions=tuple(_downloads(b, dataset, made)),
    )


#: End of the name of a file of a table, or of the whole -> what it is called, its media type.
_OF_TABLE = {
    ".csv": ("CSV", "text/csv"),
    ".xlsx": ("Excel (XLSX)", XLSX),
    "-excel.csv": ("CSV untuk Excel", "text/csv"),
    ".json": ("JSON", "application/json"),
    ".parquet": ("Parquet", "application/vnd.apache.parquet"),
}


def _downloads(b: BodyView, dataset: OpenDataset, made: Mapping[str, Made] | None) -> Iterator[Distribution]:
    """Found among what the site holds, so that no file is made a second time to be summed up."""

    def address(name: str) -> str:
        return routes.dataset_file(b.body, dataset.id, name)

    if made is None:
        made = {address(f"{name}.csv"): Made.of(table.text.encode()) for name, table in dataset.tables.items()}
    wanted = [
        (address(f"{name}{end}"), f"{table.spec.title} ({label})", media)
        for name, table in dataset.tables.items()
        for end, (label, media) in _OF_TABLE.items()
    ]
    title = dataset.record.title
    wanted.append((address(f"{dataset.id}.zip"), f"{title} (ZIP)", "application/zip"))
    wanted.append((address("datapackage.json"), f"{title} (datapackage.json)", "application/json"))
    for place, label, media in wanted:
        if known := made.get(place):
            yield Distribution(title=label, address=place, media=media, size=known.size, sha256=known.sha256)


def _provenance(dataset: OpenDataset) -> str:
    record = dataset.record
    said = [f"Produsen data: {record.producer}."]
    if record.steward:
        said.append(f"Walidata: {record.steward}.")
    if record.third_party:
        said.append("Data pihak ketiga, bukan data resmi kantor ini.")
    if record.official:
        said.append(f"Rujukan: {record.official}.")
    if record.sources:
        said.append(f"Sumber: {'; '.join(s.title for s in record.sources)}.")
    return " ".join(said)


def _area(dataset: OpenDataset) -> Area:
    box = extent(dataset)
    name = dataset.record.area
    return Area(name=name, box=box) if name else Area(name="Indonesia", box=INDONESIA, country=True)


def extent(dataset: OpenDataset) -> Box | None:
    """The box around every coordinate of the dataset; None without any."""
    south, west = [], []
    for table in dataset.tables.values():
        kinds = {c.type: c.name for c in table.spec.columns}
        if COORDINATE in kinds:
            spots = [s for s in table.values(kinds[COORDINATE]) if isinstance(s, Spot)]
            south += [s.latitude for s in spots]
            west += [s.longitude for s in spots]
        elif LATITUDE in kinds and LONGITUDE in kinds:
            pairs = zip(table.values(kinds[LATITUDE]), table.values(kinds[LONGITUDE]), strict=True)
            known = [(a, o) for a, o in pairs if a is not None and o is not None]
            south += [a for a, _ in known]  # type: ignore[misc]
            west += [o for _, o in known]  # type: ignore[misc]
    return Box(min(south), min(west), max(south), max(west)) if south else None


# --- registers ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A table that the portal makes of its own records. ``files`` are stems and endings below ``api/v1/<body>/``;
    a stem that ends in ``*`` stands for all that begin so."""

    code: str
    page: str
    title: str
    text: str
    keywords: tuple[str, ...]
    frequency: str
    kept: Callable[[BodyView], bool]
    since: Callable[[BodyView], date | None]
    files: tuple[tuple[str, str], ...]
    mark: str = "dataset"
    plain_names: bool = False


def _kept_since(b: BodyView) -> date | None:
    return b.body.registers_since


def _first_announced(b: BodyView) -> date | None:
    return min((e.announced_on for e in b.entries if e.announced_on and e.announced_on <= b.on), default=None)


def _case(code: str, title: str, text: str, *keywords: str, mark: str = "") -> Register:
    return Register(
        code=f"register-{code}",
        page="register-permohonan",
        mark=f"dataset-{mark}" if mark else "dataset",
        title=title,
        text=f"{text} Tanpa identitas; hari ditulis sampai bulannya.",
        keywords=(*keywords, "layanan informasi", "PPID"),
        frequency="tidak-tentu",
        kept=lambda b: code in b.assessed.service.cases,
        since=_kept_since,
        files=((f"register-{code}", "csv json"),),
    )


def _survey_since(b: BodyView) -> date | None:
    periods = b.assessed.survey.periods
    return min((p.span.first for p in periods), default=None)


def _first_quarter(b: BodyView) -> date | None:
    points = (p for s in b.assessed.indicators.values() for p in s.points if p.value is not None)
    return min((p.quarter.first for p in points), default=None)


REGISTERS = (
    Register(
        code="daftar-informasi-publik",
        page="daftar-informasi-publik",
        title="Daftar Informasi Publik",
        text="Semua informasi publik yang dikuasai kantor dan tidak dikecualikan, satu baris satu informasi.",
        keywords=("daftar informasi publik", "DIP", "PPID"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.entries),
        since=_first_announced,
        files=(("daftar-informasi-publik", "csv json"),),
    ),
    Register(
        code="dikecualikan",
        page="dikecualikan",
        title="Daftar informasi yang dikecualikan",
        text="Informasi yang ditutup: alasan, pasal, akibat, keputusan, dan sampai kapan, satu baris satu informasi.",
        keywords=("informasi dikecualikan", "uji konsekuensi", "PPID"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.assessed.exclusions),
        since=lambda b: None,
        files=(("dikecualikan", "csv json"),),
    ),
    _case(
        "permohonan", "Register permohonan informasi", "Permohonan informasi dan jawabannya, satu baris satu.",
        "permohonan informasi",
    ),
    _case(
        "keberatan", "Register keberatan informasi", "Keberatan atas jawaban permohonan dan putusannya.",
        "keberatan informasi", mark="keberatan",
    ),
    _case(
        "sengketa", "Register sengketa informasi", "Sengketa di Komisi Informasi dan hasilnya.",
        "sengketa informasi", "Komisi Informasi", mark="sengketa",
    ),
    Register(
        code="statistik",
        page="statistik",
        title="Statistik layanan informasi",
        text="Banyaknya permohonan, keberatan, sengketa, dan pengaduan menurut tahun dan bulan, serta lama jawabannya.",
        keywords=("statistik", "layanan informasi", "PPID"),
        frequency="bulanan",
        kept=lambda b: bool(b.assessed.service.cases),
        since=_kept_since,
        files=(("statistik", "json"),),
        plain_names=True,
    ),
    Register(
        code="kinerja",
        page="kinerja",
        title="Indikator kinerja layanan informasi",
        text="Nilai setiap indikator menurut triwulan, dengan pembilang, penyebut, dan sasarannya.",
        keywords=("indikator kinerja", "layanan informasi", "PPID"),
        frequency="triwulanan",
        kept=lambda b: _first_quarter(b) is not None,
        since=_first_quarter,
        files=(("kinerja", "json"), ("kinerja-*", "csv")),
    ),
    Register(
        code="tindak-lanjut",
        page="tindak-lanjut",
        title="Kendala dan tindakan perbaikan",
        text="Kendala layanan, tindakan yang diambil, keadaannya, dan akibatnya pada indikator.",
        keywords=("tindak lanjut", "perbaikan layanan", "PPID"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.assessed.actions),
        since=lambda b: None,
        files=(("tindak-lanjut", "csv json"),),
    ),
    Register(
        code="survei",
        page="survei-kepuasan",
        title="Survei kepuasan layanan",
        text="Hitungan jawaban survei menurut periode, unsur, dan kelompok, serta Indeks Kepuasan Masyarakat.",
        keywords=("survei kepuasan", "IKM", "SKM"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.assessed.survey.periods),
        since=_survey_since,
        files=(("survei", "csv json"),),
    ),
    Register(
        code="pengawasan",
        page="pengawasan",
        title="Audit internal layanan informasi",
        text="Hasil audit menurut kriteria, dan temuan dengan nomor, jenis, gambaran umum, dan tindakannya.",
        keywords=("audit internal", "temuan", "pengawasan"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.assessed.audit.rounds),
        since=lambda b: None,
        files=(("audit", "csv"), ("temuan", "csv")),
    ),
    Register(
        code="tanggapan-laporan",
        page="tanggapan-laporan",
        title="Tanggapan atas laporan masyarakat",
        text="Apa yang dilaporkan orang dan apa yang dikerjakan, tanpa nama.",
        keywords=("pengaduan", "tanggapan", "layanan publik"),
        frequency="tidak-tentu",
        kept=lambda b: "pengaduan" in b.assessed.service.cases,
        since=_kept_since,
        files=(("tanggapan-laporan", "csv"),),
    ),
    Register(
        code="laporan-tahunan",
        page="laporan-tahunan",
        title="Tabel laporan tahunan layanan informasi",
        text="Semua tabel laporan tahunan layanan informasi menurut Perki 1/2021 Pasal 56, setiap tahun.",
        keywords=("laporan tahunan", "layanan informasi", "PPID"),
        frequency="tahunan",
        kept=lambda b: bool(b.assessed.reports),
        since=lambda b: min((date(y.year, 1, 1) for y in b.assessed.reports), default=None),
        files=(("laporan-tahunan-*", "csv"),),
    ),
)  # fmt: skip


def of_registers(b: BodyView, made: Mapping[str, Made] | None = None) -> Iterator[Entry]:
    """The entries of the registers that a body keeps; with ``made`` (by address) their files have size and sum, and
    only those that are there are named."""
    for register in REGISTERS:
        if register.kept(b):
            since = register.since(b)
            yield Entry(
                b=b,
                id=register.code,
                page=routes.body_page(b.id, register.page),
                mark=register.mark,
                title=f"{register.title} {b.body.short_name}",
                text=f"{register.text} Kantor: {b.body.name}. Keadaan pada {words.day(b.on)}.",
                keywords=register.keywords,
                frequency=register.frequency,
                licence=OWN_LICENCE,
                area=Area(name="Indonesia", box=INDONESIA, country=True),
                starts=min(since or b.on, b.on),
                ends=b.on,
                issued=since if since and since <= b.on else None,
                modified=_newest(b) if register.code == REGISTER else b.on,
                provenance=f"Disusun portal ini dari catatan {b.body.name}.",
                columns=tuple(_columns(b, register.code)),
                distributions=tuple(_tables(b, register, made)),
            )


def _newest(b: BodyView) -> date | None:
    return max((day for e in b.entries if (day := changed_on(e, b.on))), default=None)


def _columns(b: BodyView, code: str) -> Iterator[tuple[str, str, str]]:
    """Columns of the registers whose schema is published as it is."""
    schema = b.corpus.schemas.get(code) if code in (REGISTER, "dikecualikan") else None
    columns: tuple[Column, ...] = schema.columns if schema else ()
    yield from ((c.title, " ".join(c.text.split()), "") for c in columns)


_MEDIA = {"csv": "text/csv", "json": "application/json"}


def _tables(b: BodyView, register: Register, made: Mapping[str, Made] | None) -> Iterator[Distribution]:
    for stem, endings in register.files:
        for ending in endings.split():
            for address in _addresses(b, register, stem, ending, made):
                known = made.get(address) if made is not None else None
                name = address.rpartition("/")[2].removeprefix("CONTOH-").removesuffix(f".{ending}")
                yield Distribution(
                    title=f"{register.title}: {name} ({ending.upper()})" if "*" in stem else
                    f"{register.title} ({ending.upper()})",
                    address=address,
                    media=_MEDIA[ending],
                    size=known.size if known else None,
                    sha256=known.sha256 if known else "",
                    schema=routes.json_schema(f"api/badan/{name}") if ending == "json" else "",
                )  # fmt: skip


def _addresses(
    b: BodyView, register: Register, stem: str, ending: str, made: Mapping[str, Made] | None
) -> Iterator[str]:
    address = routes.api(f"{b.id}/{stem}.{ending}") if register.plain_names else routes.table_file(b.body, stem, ending)
    if "*" in stem:
        first, last = address.split("*")
        yield from sorted(a for a in made or () if a.startswith(first) and a.endswith(last))
    elif made is None or address in made:
        yield address


def entries(b: BodyView, made: Mapping[str, Made] | None = None) -> Iterator[Entry]:
    """Everything that a body offers as data: its open datasets, then its registers."""
    for dataset in b.assessed.records.datasets.values():
        yield of_dataset(b, dataset, made)
    yield from of_registers(b, made)


def licence_address(site_url: str, code: str) -> str:
    """The IRI of a licence; the law's own free use is explained on a page of the portal."""
    return LICENCES[code].iri or f"{site_url}{METHOD}#{code}"
