"""Reads saved answers of CKAN (``package_search`` and its kin) and ``data.json`` (DCAT-US).

Promises: pure; whatever stands where another kind of value is expected counts as not said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from terbuka.lifecycle.catalogue_package import (
    MOST_LINKS,
    CannotTake,
    Catalogue,
    Link,
    Package,
    bounded,
    one_line,
    plain,
)

_FREQUENCY = ("accrual_periodicity", "frequency", "update_frequency", "frekuensi", "frekuensi_pemutakhiran")
_STARTS = ("temporal_start", "temporal_from", "periode_mulai")
_ENDS = ("temporal_end", "temporal_to", "periode_sampai", "periode_selesai")
_AREA = ("spatial_text", "wilayah", "cakupan_wilayah")
_ACCESS = ("access_rights", "access_level", "accessLevel", "visibility", "capacity")
#: What says that everybody may read; where nothing is said, everybody may.
_OPEN = frozenset(("", "public", "open", "publik", "terbuka"))
_NOT_PRIVATE = frozenset(("", "false", "0", "no", "tidak"))
_CONTACTS = ("author", "author_email", "maintainer", "maintainer_email", "contact_name", "contact_email")


def is_ckan(document: Any) -> bool:
    if isinstance(document, dict):
        return any(name in document for name in ("success", "result", "results", "resources"))
    return isinstance(document, list) and not any(isinstance(e, dict) and "@type" in e for e in document)


def is_data_json(document: Any) -> bool:
    return isinstance(document, dict) and "@graph" not in document and isinstance(document.get("dataset"), list)


def ckan(document: Any) -> Catalogue:
    """The datasets of an answer of CKAN. Raises ``CannotTake``."""
    if isinstance(document, dict) and document.get("success") is False:
        raise CannotTake("jawaban CKAN ini menyatakan gagal (success: false); simpan ulang jawabannya")
    result = document.get("result", document) if isinstance(document, dict) else document
    there = None
    if isinstance(result, dict) and isinstance(result.get("results"), list):
        count = result.get("count")
        there = count if isinstance(count, int) and not isinstance(count, bool) else None
        result = result["results"]
    elif isinstance(result, dict) and ("resources" in result or "title" in result):
        result = [result]
    if not isinstance(result, list):
        raise CannotTake("jawaban CKAN ini tidak memuat himpunan data; simpan jawaban package_search")
    if result and all(isinstance(entry, str) for entry in result):
        raise CannotTake(
            "berkas ini hanya daftar kode (package_list); simpan jawaban package_search, yang memuat keterangannya"
        )
    return Catalogue(tuple(_ckan_package(entry) for entry in bounded(result)), there)


def _ckan_package(entry: Any) -> Package:
    record = _mapping(entry)
    extras = {said(e.get("key")): e.get("value") for e in _mappings(record.get("extras"))}

    def anywhere(*names: str) -> str:
        return next((text for name in names for place in (record, extras) if (text := said(place.get(name)))), "")

    links = [
        Link(plain(said(r.get("name")) or said(r.get("title"))), one_line(said(r.get("url"))), said(r.get("format")))
        for r in _mappings(record.get("resources"))
        if said(r.get("state")) != "deleted"
    ]
    organisation = _mapping(record.get("organization"))
    groups = [said(g.get("title")) or said(g.get("display_name")) for g in _mappings(record.get("groups"))]
    tags = [said(t.get("display_name")) or said(t.get("name")) for t in _mappings(record.get("tags"))]
    return Package(
        title=plain(said(record.get("title_translated")) or said(record.get("title")) or said(record.get("name"))),
        text=plain(said(record.get("notes_translated")) or said(record.get("notes"))),
        publisher=plain(said(organisation.get("title")) or anywhere("publisher_name")),
        licence=_filled(said(record.get(name)) for name in ("license_id", "license_url", "license_title")),
        issued=anywhere("issued", "metadata_created"),
        modified=anywhere("modified", "metadata_modified"),
        starts=anywhere(*_STARTS),
        ends=anywhere(*_ENDS),
        frequency=anywhere(*_FREQUENCY),
        area=plain(anywhere(*_AREA)),
        language=anywhere("language"),
        keywords=_filled(plain(word) for word in (*tags, *groups)),
        links=tuple(links[:MOST_LINKS]),
        contacts=sum(bool(anywhere(name)) for name in _CONTACTS),
        closed=_closed(anywhere, record.get("private")),
        more_links=max(0, len(links) - MOST_LINKS),
    )


def _closed(anywhere: Callable[..., str], private: Any) -> bool:
    """Whether a dataset is not public in CKAN; a word that we do not know there counts as not public."""
    marked = private if isinstance(private, bool) else anywhere("private").casefold() not in _NOT_PRIVATE
    rights = anywhere(*_ACCESS).casefold().rstrip("/").rpartition("/")[2]
    return marked or anywhere("state").casefold() not in ("", "active") or rights not in _OPEN


def data_json(document: Mapping[str, Any]) -> Catalogue:
    """The datasets of a ``data.json`` of DCAT-US 1.1; of 3 what has the same keys."""
    return Catalogue(tuple(_pod_package(entry) for entry in bounded(document["dataset"])))


def _pod_package(entry: Any) -> Package:
    record = _mapping(entry)
    links = [
        Link(
            plain(said(d.get("title"))),
            one_line(said(d.get("downloadURL")) or said(d.get("accessURL"))),
            said(d.get("format")) or said(d.get("mediaType")),
        )
        for d in _mappings(record.get("distribution"))
    ]
    starts, ends = _temporal(record.get("temporal"))
    terms = [said(part.get("license")) for part in (record, *_mappings(record.get("distribution")))]
    words = record.get("keyword")
    contact = _mapping(record.get("contactPoint"))
    return Package(
        title=plain(said(record.get("title"))),
        text=plain(said(record.get("description"))),
        publisher=plain(said(_mapping(record.get("publisher")).get("name"))),
        licence=_filled(terms),
        issued=said(record.get("issued")),
        modified=said(record.get("modified")),
        starts=starts,
        ends=ends,
        frequency=said(record.get("accrualPeriodicity")),
        area=plain(said(record.get("spatial"))),
        language=next(iter(_texts(record.get("language"))), ""),
        keywords=_filled(plain(word) for word in _texts(words)),
        links=tuple(links[:MOST_LINKS]),
        landing=said(record.get("landingPage")),
        contacts=sum(bool(said(contact.get(name))) for name in ("fn", "hasEmail")),
        closed=said(record.get("accessLevel")).casefold() not in _OPEN,
        more_links=max(0, len(links) - MOST_LINKS),
    )


def _temporal(value: Any) -> tuple[str, str]:
    """First and last day: a text with a stroke between them, or the first of a list of periods."""
    period = next(_mappings(value), None)
    if period is None:
        starts, _, ends = said(value).partition("/")
        return starts, ends
    return said(period.get("startDate")), said(period.get("endDate"))


def said(value: Any) -> str:
    """A value as text: of texts in several languages the Indonesian one; empty for what is no single value."""
    if isinstance(value, dict):
        return next((said(value[name]) for name in ("id", "@value", "en") if isinstance(value.get(name), str)), "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _texts(value: Any) -> list[str]:
    return [said(one) for one in value] if isinstance(value, list) else [said(value)]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _filled(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
