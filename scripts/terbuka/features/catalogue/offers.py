"""What the portal offers as data: the open datasets and its own registers, as plain entries for any catalogue.

Promises: made-up data are never among what is offered for harvest as long as the portal holds a real body; a register
that is not kept, or holds nothing to read, has no entry; days by the assessed day, never the clock; of registers of
people no day of a row is told. Holds no HTML and no syntax of a catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from terbuka.base import media
from terbuka.features.catalogue.entry import Area, Distribution, Entry, Made, area_of
from terbuka.features.catalogue.registers import of_registers
from terbuka.features.open_data.record import COORDINATE, LATITUDE, LONGITUDE, OpenDataset
from terbuka.kit.register import Register
from terbuka.kit.view import BodyView
from terbuka.kit.vocabulary import LICENCES, Box
from terbuka.law import routes
from terbuka.record.spot import Spot

#: Ends of the names of files that the catalogue may name.
OFFERED = tuple(f".{ending}" for kind in media.MEDIA if kind.eu for ending in kind.endings)
METHOD = "metodologi/keterbukaan-data/"


def offered(views: Iterable[BodyView]) -> tuple[BodyView, ...]:
    """The bodies whose data may be harvested: the real ones; all of them in a portal of samples."""
    views = tuple(views)
    return tuple(v for v in views if not v.body.sample) or views


def exists(site_url: str, views: Iterable[BodyView], registers: Sequence[Register]) -> bool:
    """Whether there is a catalogue: the site has an address, and somebody offers something."""
    return bool(site_url) and any(
        v.assessed.records.named(OpenDataset) or any(register.kept(v) for register in registers) for v in offered(views)
    )


# --- open datasets -----------------------------------------------------------------------------------------


def of_dataset(b: BodyView, dataset: OpenDataset, files: Mapping[str, Made] | None = None) -> Entry:
    """The entry of an open dataset with its files that are among ``files``; without it with the canonical ones.

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
        area=_area(b, dataset),
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
        distributions=tuple(_downloads(b, dataset, files)),
    )


#: End of the name of a file of a table -> what it is called.
_OF_TABLE = {
    ".csv": "CSV",
    ".xlsx": "Excel (XLSX)",
    "-excel.csv": "CSV untuk Excel",
    ".json": "JSON",
    ".parquet": "Parquet",
}


def _downloads(b: BodyView, dataset: OpenDataset, files: Mapping[str, Made] | None) -> Iterator[Distribution]:
    """Found among what the site holds, so that no file is made a second time to be summed up."""

    def address(name: str) -> str:
        return routes.dataset_file(b.body, dataset.id, name)

    if files is None:
        files = {address(f"{name}.csv"): Made.of(table.text.encode()) for name, table in dataset.tables.items()}
    wanted = [
        (address(f"{name}{end}"), f"{table.spec.title} ({label})")
        for name, table in dataset.tables.items()
        for end, label in _OF_TABLE.items()
    ]
    title = dataset.record.title
    wanted.append((address(f"{dataset.id}.zip"), f"{title} (ZIP)"))
    wanted.append((address("datapackage.json"), f"{title} (datapackage.json)"))
    for place, label in wanted:
        if known := files.get(place):
            yield Distribution(title=label, address=place, media=media.of(place), size=known.size, sha256=known.sha256)


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


def _area(b: BodyView, dataset: OpenDataset) -> Area | None:
    """What the dataset says of itself, else the area of its body, with the box of its coordinates."""
    known, box = area_of(b), extent(dataset)
    if name := dataset.record.area:
        return Area(name=name, box=box)
    return replace(known, box=box, country=False) if known and box else known


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


# --- both --------------------------------------------------------------------------------------------------


def entries(b: BodyView, registers: Iterable[Register], files: Mapping[str, Made] | None = None) -> Iterator[Entry]:
    """Everything that a body offers as data: its open datasets, then its registers."""
    for dataset in b.assessed.records.named(OpenDataset).values():
        yield of_dataset(b, dataset, files)
    yield from of_registers(b, registers, files)


def licence_address(site_url: str, code: str) -> str:
    """The IRI of a licence; the law's own free use is explained on a page of the portal."""
    return LICENCES[code].iri or f"{site_url}{METHOD}#{code}"
