"""What search engines for data read in a page: schema.org ``Dataset`` and ``DataCatalog`` as a block of JSON-LD.

Promises: a block is data and never closes its own tag, whatever was typed; a page of a sample has none as long as the
portal holds a real body. The content policy governs scripts that run; a block of this type does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from terbuka.base import media
from terbuka.base.page import Alternate
from terbuka.duties.corpus import Corpus
from terbuka.features.catalogue.dcat import JSONLD, TURTLE, iri
from terbuka.features.catalogue.entry import Area, Entry, Made
from terbuka.features.catalogue.offers import licence_address, of_dataset, offered
from terbuka.features.catalogue.registers import of_registers
from terbuka.features.open_data import files as dataset_files
from terbuka.features.open_data.record import OpenDataset
from terbuka.kit import words
from terbuka.kit.register import Register
from terbuka.kit.view import BodyView
from terbuka.kit.vocabulary import OWN_LICENCE
from terbuka.law import routes

Json = dict[str, Any]
ALTERNATES = (
    Alternate(type=media.JSON_LD, title="Katalog data (DCAT-AP, JSON-LD)", address=JSONLD),
    Alternate(type=media.of(TURTLE), title="Katalog data (DCAT-AP, Turtle)", address=TURTLE),
)
#: The least and most that Google Dataset Search reads of a description.
_SHORTEST, _LONGEST = 50, 5000
#: Datasets that the block of a home page names; the catalogue itself names all.
_NAMED = 50


def blocks(corpus: Corpus, views: tuple[BodyView, ...], registers: Sequence[Register]) -> Mapping[str, str]:
    """Address of a page -> its block; empty without an address of the site."""
    if not corpus.site_url:
        return {}
    found: dict[str, list[Json]] = {}
    shown = offered(views)
    for b in shown:
        for entry in _entries(b, registers):
            found.setdefault(entry.page, []).append(_dataset(corpus, entry))
    if not found:
        return {}
    everything = [dataset for datasets in found.values() for dataset in datasets]
    for address in ("", *(routes.body(b.id) for b in shown), *(f"{b.id}/data/" for b in shown)):
        mine = [d for d in everything if d["url"].startswith(f"{corpus.site_url}{address}")]
        found[address] = [*found.get(address, []), _catalogue(corpus, shown, mine)]
    return {address: block(values[0] if len(values) == 1 else values) for address, values in found.items()}


def _entries(b: BodyView, registers: Sequence[Register]) -> Iterator[Entry]:
    """All datasets of a body with all their files; of those of a register only what its name tells is known here."""
    for dataset in b.assessed.records.named(OpenDataset).values():
        there = dataset_files.made(b, dataset).there
        yield of_dataset(b, dataset, {d.address: Made(d.size, d.sha256) for d in there})
    yield from of_registers(b, registers)


def block(value: Any) -> str:
    """JSON inside HTML: letters that could end the block, or a line of a script, are written as numbers."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return f'<script type="{media.JSON_LD}">{text}</script>'


def _catalogue(corpus: Corpus, shown: tuple[BodyView, ...], datasets: list[Json]) -> Json:
    mark = "DATA CONTOH: " if all(b.body.sample for b in shown) else ""
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "@id": f"{corpus.site_url}#katalog",
        "name": f"{mark}{corpus.site_name}: katalog data",
        "url": corpus.site_url,
        "inLanguage": "id",
        "license": licence_address(corpus.site_url, OWN_LICENCE),
        "dataset": [{"@type": "Dataset", **{k: d[k] for k in ("@id", "name", "url")}} for d in datasets[:_NAMED]],
    }


def _dataset(corpus: Corpus, e: Entry) -> Json:
    site, body = corpus.site_url, e.b.body
    office = {"@type": "GovernmentOrganization", "name": body.name, "url": f"{site}{routes.body(body.id)}"}
    value: Json = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": iri(site, e),
        "identifier": iri(site, e),
        "name": e.name,
        "description": _description(e),
        "url": f"{site}{e.page}",
        "inLanguage": "id",
        "keywords": list(e.keywords),
        "license": licence_address(site, e.licence),
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": e.maker} if e.maker else office,
        "publisher": office,
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{site}#katalog", "url": site},
        "temporalCoverage": "/".join(day.isoformat() if day else ".." for day in (e.starts, e.ends))
        if e.starts or e.ends
        else None,
        "spatialCoverage": _place(e.area),
        "datePublished": e.issued.isoformat() if e.issued else None,
        "dateModified": e.modified.isoformat() if e.modified else None,
        "isBasedOn": list(e.sources),
        "variableMeasured": list(_variables(e)),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": d.title,
                "encodingFormat": d.media.partition(";")[0].strip(),
                "contentUrl": f"{site}{d.address}",
                **({"contentSize": f"{d.size} B", "sha256": d.sha256} if d.size is not None else {}),
            }
            for d in e.distributions
        ],
    }
    return {key: found for key, found in value.items() if found not in (None, "", [])}


def _description(e: Entry) -> str:
    said = " ".join(filter(None, (e.text, e.provenance, words.SAMPLE if e.b.body.sample else "")))
    return (said if len(said) >= _SHORTEST else f"{said} Dimuat oleh {e.b.body.name}.")[:_LONGEST]


def _place(area: Area | None) -> Json | None:
    if area is None:
        return None
    place: Json = {"@type": "Place", "name": area.name}
    if area.box:
        south, west, north, east = area.box
        place["geo"] = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
    return place


def _variables(e: Entry) -> Iterator[Json]:
    for name, text, unit in e.columns:
        unit_text = {"unitText": unit} if unit else {}
        yield {"@type": "PropertyValue", "name": name, "description": text, **unit_text}
