"""The media types of the files that a portal has: what each is called at IANA and in the EU's list of file types.

Promises: the one list; whoever names a media type takes it from here. Servers, catalogues, feeds, the preview and the
description of the API ask by ending or use a name. https://www.iana.org/assignments/media-types
"""

from __future__ import annotations

from dataclasses import dataclass

ATOM = "application/atom+xml"
CSV = "text/csv"
HTML = "text/html"
JSON = "application/json"
#: What GitHub calls the JSON of its interface.
JSON_OF_GITHUB = "application/vnd.github+json"
JSON_LD = "application/ld+json"
JSON_SCHEMA = "application/schema+json"
PDF = "application/pdf"
PARQUET = "application/vnd.apache.parquet"
TEXT = "text/plain"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
#: Bytes of which nothing is known.
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Media:
    """``endings`` of the names of such files; ``eu`` is the code in the EU's list of file types where a catalogue
    offers them. ``utf8``: a server says the encoding too; ``packs``: its bytes are not packed already; ``strange``:
    not every server knows it by itself."""

    type: str
    endings: tuple[str, ...] = ()
    eu: str = ""
    utf8: bool = False
    packs: bool = False
    strange: bool = False


#: In the order in which the configurations of servers list them.
MEDIA = (
    Media(HTML, ("html",), utf8=True, packs=True),
    Media("text/css", ("css",), utf8=True, packs=True),
    Media(CSV, ("csv",), "CSV", utf8=True, packs=True, strange=True),
    Media("text/calendar", ("ics",), utf8=True, packs=True, strange=True),
    Media("text/javascript", ("js", "mjs"), utf8=True, packs=True),
    Media(TEXT, ("txt",), utf8=True, packs=True),
    Media("text/turtle", ("ttl",), utf8=True, packs=True, strange=True),
    Media("text/xml", ("xml",), utf8=True, packs=True),
    Media(ATOM, packs=True),
    Media("application/geo+json", ("geojson",), packs=True, strange=True),
    # What older servers call scripts.
    Media("application/javascript", utf8=True, packs=True),
    Media(JSON, ("json",), "JSON", packs=True),
    Media(JSON_LD, ("jsonld",), packs=True, strange=True),
    Media("application/manifest+json", ("webmanifest",), packs=True, strange=True),
    Media(PDF, ("pdf",)),
    Media(JSON_SCHEMA),
    Media(PARQUET, ("parquet",), "PARQUET", strange=True),
    Media(XLSX, ("xlsx",), "XLSX"),
    # What older servers call XML.
    Media("application/xml", packs=True),
    Media("application/yaml", ("yml", "yaml"), packs=True, strange=True),
    Media(ZIP, ("zip",), "ZIP"),
    Media("image/svg+xml", ("svg",), packs=True),
)
_BY_ENDING = {ending: media for media in MEDIA for ending in media.endings}
_EU = {media.type: media.eu for media in MEDIA if media.eu}


def of(name: str) -> str:
    """The media type of a file by the ending of its name; ``KeyError`` for an ending that no file of ours has."""
    return _BY_ENDING[_ending(name)].type


def served(name: str) -> str | None:
    """What a server says of a file: its media type, with the encoding of a text; None for an ending not listed."""
    media = _BY_ENDING.get(_ending(name))
    if media is None:
        return None
    return f"{media.type}; charset=utf-8" if media.utf8 else media.type


def eu(media_type: str) -> str:
    """The code of the EU's list of file types; empty where no catalogue offers such files."""
    return _EU.get(media_type, "")


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
