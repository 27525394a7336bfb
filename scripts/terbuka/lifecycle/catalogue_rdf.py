"""Reads a DCAT catalogue in RDF: JSON-LD, Turtle or RDF/XML.

Promises: nothing is fetched: a context that lies elsewhere, and entities of XML, are refused before rdflib sees them;
what rdflib cannot read is one message.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from xml.sax import SAXException

from terbuka.base.problem import shown
from terbuka.lifecycle.catalogue_package import (
    MOST_LINKS,
    MOST_RDF_BYTES,
    CannotTake,
    Catalogue,
    Link,
    Package,
    bounded,
    one_line,
    plain,
)

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_DCT, _DCAT = "http://purl.org/dc/terms/", "http://www.w3.org/ns/dcat#"
_FOAF, _SCHEMA, _RDF = (
    "http://xmlns.com/foaf/0.1/",
    "http://schema.org/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
)
_LABELS = (
    f"{_FOAF}name",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    f"{_DCT}title",
    f"{_DCT}identifier",
)
_DECLARED = re.compile(r"\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
#: Rights of access that are not everybody's, as an address or as a word.
_CLOSED = re.compile(r"(?:^|[/#:])(restricted|non[-_ ]?public|private|confidential|sensitive)/?$", re.IGNORECASE)
#: Where rdflib gives a text back that stands for no address of its own.
_BASE = "urn:katalog:"
#: Stands before what rdflib could not read: its own words, for a programmer.
_UNREADABLE = (SyntaxError, SAXException, ValueError, KeyError, TypeError, AttributeError, LookupError, RecursionError)


def read_json_ld(document: Any) -> Catalogue:
    """The datasets of a document of JSON-LD. Raises ``CannotTake``."""
    if where := next(_elsewhere(document), ""):
        raise CannotTake(
            f"konteks JSON-LD katalog ini ada di internet (“{shown(where, 80)}”) dan tidak diambil; "
            "simpan katalognya sebagai Turtle (.ttl) atau RDF/XML"
        )
    try:
        text = json.dumps(document)
    except RecursionError:
        raise CannotTake("katalog ini bertingkat terlalu dalam untuk dibaca; simpan ulang") from None
    return _read(text, "json-ld")


def read_text(text: str) -> Catalogue:
    """The datasets of a text in RDF/XML, when it begins with ``<``, else in Turtle. Raises ``CannotTake``."""
    if not text.lstrip().startswith("<") or re.match(r"\s*<[a-z][a-z0-9+.-]*:[^>\s]*>", text):
        return _read(text, "turtle")
    declared = _DECLARED.match(text)
    if declared and declared[1].lower() not in ("utf-8", "us-ascii", "ascii"):
        raise CannotTake(f"RDF/XML ini memakai pengodean {shown(declared[1], 40)}; simpan sebagai UTF-8")
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise CannotTake("RDF/XML ini memuat DOCTYPE atau entitas, yang tidak dibaca; simpan katalognya sebagai Turtle")
    return _read(text, "xml")


def _elsewhere(document: Any) -> Iterator[str]:
    """Addresses of contexts that a reader of JSON-LD would fetch."""
    waiting = [(document, False)]
    while waiting:
        value, in_context = waiting.pop()
        if isinstance(value, list):
            waiting += [(one, in_context) for one in value]
        elif isinstance(value, dict):
            if isinstance(value.get("@import"), str):
                yield value["@import"]
            waiting += [(one, name == "@context") for name, one in value.items()]
        elif in_context and isinstance(value, str):
            yield value


def _read(text: str, form: str) -> Catalogue:
    from rdflib import Graph, URIRef

    if len(text) > MOST_RDF_BYTES:
        raise CannotTake(
            f"katalog RDF ini lebih besar dari {MOST_RDF_BYTES // 1_000_000} MB; simpan per bagian, "
            "atau simpan jawaban package_search (JSON)"
        )
    graph = Graph(bind_namespaces="none")
    try:
        with _silent():
            graph.parse(data=text, format=form, publicID=_BASE)
    except _UNREADABLE as error:
        raise CannotTake(f"katalog ini tidak terbaca sebagai RDF ({type(error).__name__}); simpan ulang") from None
    kinds = (URIRef(f"{_DCAT}Dataset"), URIRef(f"{_DCAT}DatasetSeries"))
    reader = _Reader(graph)
    found = {node for kind in kinds for node in graph.subjects(URIRef(f"{_RDF}type"), kind)}
    return Catalogue(tuple(reader.package(node) for node in bounded(sorted(found, key=reader.rank))))


@contextmanager
def _silent() -> Iterator[None]:
    """Without the warnings of rdflib about values that it cannot read, and about its own parts."""
    log = logging.getLogger("rdflib")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


class _Reader:
    """What the statements of a graph say; of several values the Indonesian one, else the first in order."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def nodes(self, node: Any, name: str) -> list[Node]:
        from rdflib import URIRef

        return sorted(self.graph.objects(node, URIRef(name)), key=self.rank)

    def rank(self, node: Any) -> tuple[str, ...]:
        """The order of nodes; those without an address by what is said of them, as their names change each time."""
        from rdflib import BNode

        if not isinstance(node, BNode):
            return ("", str(node))
        return ("-", *sorted(f"{p} {o}" for p, o in self.graph.predicate_objects(node) if not isinstance(o, BNode)))

    def text(self, node: Any, *names: str) -> str:
        """The text of the first of ``names`` that says something; of a thing its label, else its address."""
        for name in names:
            found = sorted(self.nodes(node, name), key=lambda one: getattr(one, "language", None) != "id")
            if text := next((words for one in found if (words := self.words(one))), ""):
                return text
        return ""

    def words(self, node: Any) -> str:
        from rdflib import Literal

        if isinstance(node, Literal):
            return str(node)
        labels = (str(one) for name in _LABELS for one in self.nodes(node, name) if isinstance(one, Literal))
        return next(labels, self.address(node))

    def address(self, node: Any) -> str:
        from rdflib import URIRef

        return str(node).removeprefix(_BASE) if isinstance(node, URIRef) else ""

    def every(self, node: Any, name: str) -> list[str]:
        """Addresses and words of all values."""
        found = self.nodes(node, name)
        texts = [text for one in found for text in (self.address(one), self.words(one))]
        return [*dict.fromkeys(text for text in texts if text)]

    def package(self, node: Any) -> Package:
        files = self.nodes(node, f"{_DCAT}distribution")
        publisher = next(iter(self.nodes(node, f"{_DCT}publisher")), None)
        kinds = {self.address(kind) for kind in self.nodes(publisher, f"{_RDF}type")} if publisher else set()
        period = next(iter(self.nodes(node, f"{_DCT}temporal")), None)
        licences = self.every(node, f"{_DCT}license")
        for file in files:
            licences += [*self.every(file, f"{_DCT}license"), *self.every(file, f"{_DCT}rights")]
        rights = self.every(node, f"{_DCT}accessRights")
        return Package(
            title=plain(self.text(node, f"{_DCT}title")),
            text=plain(self.text(node, f"{_DCT}description")),
            publisher=plain(self.text(node, f"{_DCT}publisher")),
            person=f"{_FOAF}Person" in kinds or f"{_SCHEMA}Person" in kinds,
            licence=tuple(dict.fromkeys(licences)),
            issued=self.text(node, f"{_DCT}issued"),
            modified=self.text(node, f"{_DCT}modified"),
            starts=self.text(period, f"{_DCAT}startDate", f"{_SCHEMA}startDate") if period else "",
            ends=self.text(period, f"{_DCAT}endDate", f"{_SCHEMA}endDate") if period else "",
            frequency=next(iter(self.every(node, f"{_DCT}accrualPeriodicity")), ""),
            area=self._area(node),
            language=next(iter(self.every(node, f"{_DCT}language")), ""),
            keywords=tuple(plain(str(word)) for word in self.nodes(node, f"{_DCAT}keyword")),
            links=tuple(self.link(file) for file in files[:MOST_LINKS]),
            landing=next(iter(self.every(node, f"{_DCAT}landingPage")), ""),
            contacts=len(self.nodes(node, f"{_DCAT}contactPoint")),
            closed=any(_CLOSED.search(one) for one in rights),
            more_links=max(0, len(files) - MOST_LINKS),
        )

    def _area(self, node: Any) -> str:
        text = self.text(node, f"{_DCT}spatial")
        return "" if ":" in text else plain(text)

    def link(self, node: Any) -> Link:
        addresses = [*self.every(node, f"{_DCAT}downloadURL"), *self.every(node, f"{_DCAT}accessURL")]
        return Link(
            plain(self.text(node, f"{_DCT}title")),
            one_line(next(iter(addresses), "")),
            self.text(node, f"{_DCT}format", f"{_DCAT}mediaType"),
        )
