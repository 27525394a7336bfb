"""The catalogue for harvesters: DCAT-AP 3.0.1 as JSON-LD and Turtle, DCAT-US 1.1 (non-federal) as ``data.json``.

Promises: the same records and day give the same bytes; every node has an address, but for periods, which readers would
fetch by it; every term of an authority list is typed and labelled, so that the shapes hold without the lists at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from terbuka.base import media
from terbuka.base.page import File
from terbuka.duties.corpus import Corpus
from terbuka.features.catalogue.entry import Area, Distribution, Entry, Made, area_of
from terbuka.features.catalogue.offers import entries, licence_address, offered
from terbuka.features.catalogue.triples import CONTEXT, Node, turtle
from terbuka.kit import table, vocabulary, words
from terbuka.kit.register import Register
from terbuka.kit.view import BodyView, tel
from terbuka.law import routes
from terbuka.law.body import Body

JSONLD, TURTLE, DATA_JSON = "catalog.jsonld", "catalog.ttl", "data.json"

PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"


def files(
    corpus: Corpus, views: Iterable[BodyView], made: Mapping[str, Made], registers: Sequence[Register]
) -> Iterator[File]:
    """The three files of the catalogue at the top of the site; none without an address of the site, and none that
    would be empty. ``made`` are the files of the site by address, ``registers``
    the tables that features make."""
    views = offered(views)
    found = [entry for b in views for entry in entries(b, registers, made)]
    if not corpus.site_url or not found:
        return
    document = jsonld(corpus, views, found)
    yield File(path=JSONLD, content=table.as_json(document))
    yield File(path=TURTLE, content=turtle(document))
    yield File(path=DATA_JSON, content=table.as_json(data_json(corpus, found)))


def jsonld(corpus: Corpus, views: Iterable[BodyView], found: Iterable[Entry]) -> Node:
    """The catalogue as a flat list of nodes: itself, datasets with their files, then what they point at."""
    graph = _Graph(corpus, tuple(views))
    graph.catalogue(tuple(found))
    return {"@context": CONTEXT, "@graph": [*graph.main, *(graph.terms[iri] for iri in sorted(graph.terms))]}


def iri(site_url: str, entry: Entry) -> str:
    """The lasting name of a dataset."""
    return f"{site_url}{entry.page}#{entry.mark}"


def as_iri(link: str) -> str:
    """A link as it may stand in RDF: letters that would end it are written as numbers."""
    return quote(link, safe="%/:?#[]@!$&'()*+,;=~-._")


class _Graph:
    """``main`` nodes in the order of reading, ``terms`` those that several may point at, by IRI."""

    def __init__(self, corpus: Corpus, views: tuple[BodyView, ...]):
        self.corpus, self.views, self.site = corpus, views, corpus.site_url
        self.main: list[Node] = []
        self.terms: dict[str, Node] = {}

    def term(self, iri: str, kind: str | list[str], **rest: Any) -> str:
        self.terms.setdefault(iri, {"@id": iri, "@type": kind, **{k.replace("__", ":"): v for k, v in rest.items()}})
        return iri

    def concept(self, iri: str, label: str, scheme: str = "") -> str:
        return self.term(iri, "skos:Concept", skos__prefLabel=label, **({"skos__inScheme": scheme} if scheme else {}))

    def catalogue(self, found: tuple[Entry, ...]) -> None:
        day = max(v.on for v in self.views)
        issued = min((e.issued for e in found if e.issued), default=day)
        modified = max((e.changed for e in found), default=day)
        sample = all(v.body.sample for v in self.views)
        datasets = [self.dataset(e) for e in found]
        node: Node = {
            "@id": f"{self.site}#katalog",
            "@type": "dcat:Catalog",
            "dct:title": f"{'DATA CONTOH: ' if sample else ''}{self.corpus.site_name}: katalog data",
            "dct:description": "Himpunan data terbuka dan register layanan informasi yang dimuat di portal ini."
            + (f" {words.SAMPLE}" if sample else ""),
            "dct:publisher": self.publisher(),
            "dct:language": self.term(vocabulary.LANGUAGE, "dct:LinguisticSystem", rdfs__label="Bahasa Indonesia"),
            "dct:license": self.licence(vocabulary.OWN_LICENCE),
            "dct:spatial": sorted({self.area(e.b, area_of(e.b)) for e in found} - {None}),
            "dcat:themeTaxonomy": self.themes(),
            "foaf:homepage": self.term(self.site, "foaf:Document"),
            "dct:issued": issued.isoformat(),
            "dct:modified": modified.isoformat(),
            "dcat:dataset": datasets,
        }
        self.main.insert(0, _filled(node))

    def dataset(self, e: Entry) -> str:
        own = iri(self.site, e)
        below = f"{self.site}{e.page}#"
        suffix = e.mark.removeprefix("dataset")
        body = e.b.body
        text = f"{e.text} {words.SAMPLE}" if body.sample else e.text
        place = len(self.main)
        node = {
            "@id": own,
            "@type": "dcat:Dataset",
            "dct:identifier": own,
            "dct:title": e.name,
            "dct:description": text,
            "dcat:keyword": list(e.keywords),
            "dcat:theme": self.theme(),
            "dct:publisher": self.agent(body),
            "dct:creator": self.maker(e, f"{below}produsen{suffix}"),
            "dcat:contactPoint": self.contact(e.b),
            "dct:language": self.term(vocabulary.LANGUAGE, "dct:LinguisticSystem", rdfs__label="Bahasa Indonesia"),
            "dct:spatial": self.area(e.b, e.area, f"{below}wilayah{suffix}"),
            "dct:temporal": self.period(e),
            "dct:accrualPeriodicity": self.term(vocabulary.frequency(e.frequency), "dct:Frequency"),
            "dct:accessRights": self.term(vocabulary.PUBLIC, "dct:RightsStatement", rdfs__label="Terbuka untuk umum"),
            "dct:conformsTo": self.term(PACKAGE, "dct:Standard", dct__title="Data Package v2") if e.packaged else None,
            "dct:provenance": self.term(f"{below}asal{suffix}", "dct:ProvenanceStatement", rdfs__label=e.provenance)
            if e.provenance
            else None,
            "dct:relation": [as_iri(link) for link in e.sources],
            "dcat:landingPage": self.term(f"{self.site}{e.page}", "foaf:Document"),
            "dct:issued": e.issued.isoformat() if e.issued else None,
            "dct:modified": e.changed.isoformat(),
            "dcat:distribution": [self.distribution(e, d) for d in e.distributions],
        }
        self.main.insert(place, _filled(node))
        return own

    def distribution(self, e: Entry, d: Distribution) -> str:
        """One file. Without its checksum: DCAT-AP wants it as ``xsd:hexBinary``, which udata reads as bytes and then
        refuses the whole dataset; ``manifest-sha256.txt`` and the descriptor of a dataset hold it."""
        own = f"{self.site}{e.page}#berkas-{d.address.rpartition('/')[2]}"
        address = f"{self.site}{d.address}"
        node = {
            "@id": own,
            "@type": "dcat:Distribution",
            "dct:title": d.title,
            "dct:description": f"{e.name}: {d.title}.",
            "dcat:accessURL": f"{self.site}{e.page}",
            "dcat:downloadURL": address,
            "dcat:mediaType": self.media_type(d.media),
            "dct:format": self.format(d.media),
            "dct:license": self.licence(e.licence),
            "dct:conformsTo": self.term(f"{self.site}{d.schema}", "dct:Standard", dct__title=f"Skema JSON {d.title}")
            if d.schema
            else None,
            "dct:modified": e.changed.isoformat(),
            "dcatap:availability": self.concept(vocabulary.STABLE, "Alamatnya tetap"),
            "dcat:byteSize": str(d.size) if d.size is not None else None,
        }
        self.main.append(_filled(node))
        return own

    # --- who

    def publisher(self) -> str:
        """Who answers for the whole: the one body, or the body above all others, or the portal."""
        bodies = [v.body for v in self.views]
        ids = {b.id for b in bodies}
        tops = [b for b in bodies if b.parent_id not in ids]
        if len(tops) == 1:
            return self.agent(tops[0])
        code, label = vocabulary.PUBLISHERS[str(tops[0].traits["jenis_badan"])]
        kind = self.concept(vocabulary.publisher_type(code), label)
        return self.term(f"{self.site}#penerbit", "foaf:Agent", foaf__name=self.corpus.site_name, dct__type=kind)

    def agent(self, body: Body) -> str:
        code, label = vocabulary.PUBLISHERS[str(body.traits["jenis_badan"])]
        return self.term(
            f"{self.site}{routes.body(body.id)}#badan",
            "foaf:Agent",
            foaf__name=f"{'DATA CONTOH: ' if body.sample else ''}{body.name}",
            dct__type=self.concept(vocabulary.publisher_type(code), label),
        )

    def maker(self, e: Entry, iri: str) -> str | None:
        """Who made the data, where that is an office; a third party, whose kind is unknown, is in ``provenance``."""
        if not e.maker or e.third_party:
            return None
        code, label = vocabulary.PUBLISHERS[str(e.b.body.traits["jenis_badan"])]
        kind = self.concept(vocabulary.publisher_type(code), label)
        return self.term(iri, "foaf:Agent", foaf__name=e.maker, dct__type=kind)

    def contact(self, b: BodyView) -> str:
        """The ways that the records name; without any, the page that says how to ask."""
        body = b.body
        page = routes.body_page(b.id, "profil" if routes.can_be_reached(body) else "permohonan")
        ways = {
            "vcard__hasEmail": as_iri(f"mailto:{body.email}") if body.email else None,
            "vcard__hasTelephone": as_iri(tel(body.phones[0])) if body.phones else None,
        }
        return self.term(
            f"{self.site}{routes.body(b.id)}#kontak",
            ["vcard:Kind", "vcard:Organization"],
            vcard__fn=body.name,
            vcard__hasURL=f"{self.site}{page}",
            **{name: way for name, way in ways.items() if way},
        )

    # --- what, where, when

    def licence(self, code: str) -> str:
        """Named as CKAN's list of licences names it, which it compares by title; the law's own free use in our words
        too."""
        said = vocabulary.LICENCES[code]
        kind = self.concept(vocabulary.licence_type(said.type), vocabulary.LICENCE_TYPES[said.type])
        known = {"@value": said.known, "@language": "en"}
        return self.term(
            licence_address(self.site, code),
            "dct:LicenseDocument",
            dct__title=known if said.iri else [known, said.title],
            dct__identifier=said.name,
            dct__type=kind,
        )

    def media_type(self, kind: str) -> str:
        name = kind.partition(";")[0].strip()
        return self.term(vocabulary.media_type(kind), "dct:MediaType", rdfs__label=name)

    def format(self, kind: str) -> str:
        """``dct:IMT`` beside the class of DCAT-AP, and first: by it CKAN sees that there is a label to read."""
        label = vocabulary.format_label(kind)
        return self.term(vocabulary.file_type(kind), ["dct:IMT", "dct:MediaTypeOrExtent"], rdfs__label=label)

    def themes(self) -> str:
        return self.term(vocabulary.THEMES, "skos:ConceptScheme", dct__title="Tema data")

    def theme(self) -> str:
        return self.concept(vocabulary.THEME, "Pemerintahan dan sektor publik", self.themes())

    def area(self, b: BodyView, area: Area | None, iri: str = "") -> str | None:
        """The place of an area: of the nation its own, of a body one for all its data, else the one at ``iri``."""
        if area is None:
            return None
        if area.country:
            return self._location(vocabulary.COUNTRY, area.name, area.box)
        shared = area == area_of(b)
        return self._location(f"{self.site}{routes.body(b.id)}#wilayah" if shared else iri, area.name, area.box)

    def _location(self, iri: str, name: str, box: vocabulary.Box | None) -> str:
        known = {"dcat__bbox": box.wkt, "dcat__centroid": box.middle} if box else {}
        return self.term(iri, "dct:Location", skos__prefLabel=name, **known)

    def period(self, e: Entry) -> Node | None:
        """Without an address: udata fetches a period that has one before it reads its days."""
        known = {"dcat:startDate": e.starts, "dcat:endDate": e.ends}
        days = {name: day.isoformat() for name, day in known.items() if day}
        return {"@type": "dct:PeriodOfTime", **days} if days else None


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}


# --- DCAT-US 1.1 -------------------------------------------------------------------------------------------

_POD = "https://project-open-data.cio.gov/v1.1/schema"


def data_json(corpus: Corpus, found: Iterable[Entry]) -> Node:
    """Project Open Data 1.1 as bodies outside a federal government fill it in."""
    return {
        "@context": f"{_POD}/catalog.jsonld",
        "@id": f"{corpus.site_url}{DATA_JSON}",
        "@type": "dcat:Catalog",
        "conformsTo": _POD,
        "describedBy": f"{_POD}/catalog.json",
        "dataset": [_pod_dataset(corpus.site_url, e) for e in found],
    }


def _pod_dataset(site: str, e: Entry) -> Node:
    body = e.b.body
    contact = {
        "@type": "vcard:Contact",
        "fn": body.name,
        "hasEmail": f"mailto:{body.email}" if body.email else None,
    }
    node = {
        "@type": "dcat:Dataset",
        "identifier": iri(site, e),
        "title": e.name,
        "description": " ".join(filter(None, (e.text, e.provenance, words.SAMPLE if body.sample else ""))),
        "keyword": list(e.keywords),
        "modified": e.changed.isoformat(),
        "issued": e.issued.isoformat() if e.issued else None,
        "publisher": {"@type": "org:Organization", "name": body.name},
        "contactPoint": _filled(contact),
        "accessLevel": "public",
        "license": licence_address(site, e.licence),
        "accrualPeriodicity": vocabulary.FREQUENCIES[e.frequency].iso,
        "spatial": e.area.name if e.area else None,
        "temporal": f"{e.starts}/{e.ends}" if e.starts and e.ends else None,
        "language": ["id"],
        "landingPage": f"{site}{e.page}",
        "references": [*dict.fromkeys(map(as_iri, e.sources))],
        "distribution": [_pod_file(site, d) for d in e.distributions],
    }
    return _filled(node)


def _pod_file(site: str, d: Distribution) -> Node:
    node = {
        "@type": "dcat:Distribution",
        "title": d.title,
        "downloadURL": f"{site}{d.address}",
        "mediaType": d.media.partition(";")[0].strip(),
        "format": vocabulary.format_label(d.media),
        "describedBy": f"{site}{d.schema}" if d.schema else None,
        "describedByType": media.JSON_SCHEMA if d.schema else None,
    }
    return _filled(node)
