"""Our words in the terms that catalogues elsewhere know: authority lists of the EU, IANA, ADMS, ISO 8601.

Promises: a word that the schema of datasets allows has an entry here, which a test compares. Pure tables.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from terbuka.base import media

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_ADMS = "http://purl.org/adms/"

LANGUAGE = f"{_EU}language/IND"
COUNTRY = f"{_EU}country/IDN"
THEMES = f"{_EU}data-theme"
THEME = f"{_EU}data-theme/GOVE"
STABLE = f"{_EU}planned-availability/STABLE"
PUBLIC = f"{_EU}access-right/PUBLIC"


class Box(NamedTuple):
    """Degrees, south and west negative."""

    south: Decimal
    west: Decimal
    north: Decimal
    east: Decimal

    @property
    def wkt(self) -> str:
        w, s, e, n = self.west, self.south, self.east, self.north
        return f"POLYGON(({w} {s},{e} {s},{e} {n},{w} {n},{w} {s}))"

    @property
    def middle(self) -> str:
        return f"POINT({(self.west + self.east) / 2} {(self.south + self.north) / 2})"


#: 94°45'-141°05' E, 11°15' S - 6°08' N: the span of the country as its atlases give it, rounded outwards.
INDONESIA = Box(Decimal("-11.25"), Decimal("94.75"), Decimal("6.14"), Decimal("141.09"))


class Frequency(NamedTuple):
    """``eu`` of the authority list, ``iso`` as DCAT-US repeats an interval; empty where it has none."""

    eu: str
    iso: str


FREQUENCIES = {
    "harian": Frequency("DAILY", "R/P1D"),
    "mingguan": Frequency("WEEKLY", "R/P1W"),
    "bulanan": Frequency("MONTHLY", "R/P1M"),
    "triwulanan": Frequency("QUARTERLY", "R/P3M"),
    "semesteran": Frequency("ANNUAL_2", "R/P6M"),
    "tahunan": Frequency("ANNUAL", "R/P1Y"),
    "dua-tahunan": Frequency("BIENNIAL", "R/P2Y"),
    "lima-tahunan": Frequency("QUINQUENNIAL", "R/P5Y"),
    "sekali": Frequency("NEVER", ""),
    "tidak-tentu": Frequency("IRREG", "irregular"),
}


def frequency(code: str) -> str:
    return f"{_EU}frequency/{FREQUENCIES[code].eu}"


class Licence(NamedTuple):
    """``iri`` is empty where only our own page says what may be done; ``type`` of ADMS; ``name`` for descriptors
    (SPDX, else opendefinition.org); ``title`` for people; ``known`` the title in CKAN's list of licences."""

    iri: str
    type: str
    name: str
    title: str
    known: str


LICENCES = {
    "cc-by-4.0": Licence(
        "https://creativecommons.org/licenses/by/4.0/",
        "Attribution",
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "Creative Commons Attribution",
    ),
    "cc0-1.0": Licence(
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "PublicDomain",
        "CC0-1.0",
        "CC0 1.0",
        "Creative Commons CCZero",
    ),
    "odbl-1.0": Licence(
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "ViralEffect-ShareAlike",
        "ODbL-1.0",
        "Open Data Commons Open Database License 1.0",
        "Open Data Commons Open Database License (ODbL)",
    ),
    "sebut-sumber": Licence(
        "",
        "Attribution",
        "other-at",
        "Bebas dipakai dengan menyebut sumber (UU 14/2008 Pasal 5)",
        "Other (Attribution)",
    ),
}
#: Of what the portal itself says (``LICENSE-CONTENT.md``).
OWN_LICENCE = "cc-by-4.0"
LICENCE_TYPES = {
    "Attribution": "Sebut sumber",
    "PublicDomain": "Domain publik",
    "ViralEffect-ShareAlike": "Bagikan dengan lisensi yang sama",
}
#: ``jenis_badan`` -> type of publisher.
PUBLISHERS = {
    "pemerintah-daerah": ("RegionalAuthority", "Pemerintah daerah"),
    "kementerian-lembaga": ("NationalAuthority", "Kementerian atau lembaga"),
    "bumn-bumd": ("Company", "BUMN atau BUMD"),
    "partai-politik": ("NonProfitOrganisation", "Partai politik"),
    "organisasi": ("NonGovernmentalOrganisation", "Organisasi nonpemerintah"),
}


def licence_type(code: str) -> str:
    return f"{_ADMS}licencetype/{code}"


def publisher_type(code: str) -> str:
    return f"{_ADMS}publishertype/{code}"


def media_type(kind: str) -> str:
    return _IANA + _bare(kind)


def format_label(kind: str) -> str:
    """What people call a media type, ``CSV``; of one that the EU's list does not know, the type itself."""
    return media.eu(_bare(kind)) or _bare(kind)


def file_type(kind: str) -> str:
    """The EU's IRI of a file type; of one that the list does not know, its ``OCTET``."""
    return f"{_EU}file-type/{media.eu(_bare(kind)) or 'OCTET'}"


def _bare(kind: str) -> str:
    """A media type without its parameters."""
    return kind.partition(";")[0].strip()
