"""The context of our statements in RDF, and the same statements as Turtle.

Promises: the same document gives the same bytes; a reader of RDF sees addresses and types, one of JSON plain values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rdflib import BNode, Literal, URIRef

Node = dict[str, Any]

_PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LINKS = (
    "dcat:accessURL", "dcat:contactPoint", "dcat:dataset", "dcat:distribution", "dcat:downloadURL", "dcat:landingPage",
    "dcat:mediaType", "dcat:theme", "dcat:themeTaxonomy", "dcatap:availability", "dct:accessRights",
    "dct:accrualPeriodicity", "dct:conformsTo", "dct:creator", "dct:format", "dct:language", "dct:license",
    "dct:provenance", "dct:publisher", "dct:relation", "dct:spatial", "dct:temporal", "dct:type", "foaf:homepage",
    "skos:inScheme", "vcard:hasEmail", "vcard:hasTelephone", "vcard:hasURL",
)  # fmt: skip
_TYPED = {
    "dcat:bbox": "geo:wktLiteral",
    "dcat:byteSize": "xsd:nonNegativeInteger",
    "dcat:centroid": "geo:wktLiteral",
    "dcat:endDate": "xsd:date",
    "dcat:startDate": "xsd:date",
    "dct:issued": "xsd:date",
    "dct:modified": "xsd:date",
}
_SAID = ("dcat:keyword", "dct:description", "dct:title", "rdfs:label", "skos:prefLabel")
#: The same for every portal: a reader of RDF sees IRIs and types, a reader of JSON sees plain values.
CONTEXT: Node = {
    **_PREFIXES,
    **{name: {"@type": "@id"} for name in _LINKS},
    **{name: {"@type": kind} for name, kind in _TYPED.items()},
    **{name: {"@language": "id"} for name in _SAID},
}


def turtle(document: Node) -> bytes:
    """The same statements as Turtle, sorted; unnamed nodes stand inside the statement that points at them.

    Our nodes are flat but for those, so that they are told to rdflib one by one; its reader of JSON-LD warns about its
    own parts.
    """
    from rdflib import BNode, Graph, URIRef
    from rdflib.namespace import RDF

    graph = Graph(bind_namespaces="none")
    for prefix, address in _PREFIXES.items():
        graph.bind(prefix, address)

    def value(key: str, said: Any) -> Literal | URIRef | BNode:
        if not isinstance(said, dict) or "@value" in said:
            return _plain(key, said)
        unnamed = BNode(f"n{len(graph)}")
        tell(unnamed, said)
        return unnamed

    def tell(subject: URIRef | BNode, node: Node) -> None:
        for key, found in node.items():
            for said in found if isinstance(found, list) else [found]:
                if key == "@type":
                    graph.add((subject, RDF.type, URIRef(_full(said))))
                elif key != "@id":
                    graph.add((subject, URIRef(_full(key)), value(key, said)))

    for node in document["@graph"]:
        tell(URIRef(node["@id"]), node)
    return graph.serialize(format="turtle", encoding="utf-8")


def _full(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return _PREFIXES[prefix] + rest


def _plain(key: str, said: Any) -> Literal | URIRef:
    """A value of the context as rdflib's: an address, a typed text, or a text in a language."""
    from rdflib import Literal, URIRef

    if isinstance(said, dict):
        return Literal(said["@value"], lang=said["@language"])
    if key in _LINKS:
        return URIRef(said)
    if key in _TYPED:
        return Literal(said, datatype=URIRef(_full(_TYPED[key])), normalize=False)
    return Literal(said, lang="id" if key in _SAID else None)
