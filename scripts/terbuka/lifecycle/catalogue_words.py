"""What catalogues elsewhere call licences, frequencies, formats and days, in the words of our records.

Promises: pure; a word that is not listed is not known, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo

from terbuka.base import media
from terbuka.base.periods import DAY_SHAPE, day_of, is_day
from terbuka.kit.vocabulary import FREQUENCIES, LICENCES, frequency

#: Licence of a dataset -> that of an entry of the register.
OF_ENTRIES = {
    "cc-by-4.0": "cc-by-4.0",
    "cc0-1.0": "domain-publik",
    "sebut-sumber": "sebut-sumber",
}
#: What the law itself allows everybody (UU 14/2008 Pasal 5).
BY_LAW = "sebut-sumber"
_LICENCES = {
    "cc-by-4.0": "cc-by-4.0",
    "cc-by-4": "cc-by-4.0",
    "https://creativecommons.org/licenses/by/4.0": "cc-by-4.0",
    "cc0": "cc0-1.0",
    "cc0-1.0": "cc0-1.0",
    "cc-zero": "cc0-1.0",
    "https://creativecommons.org/publicdomain/zero/1.0": "cc0-1.0",
    "odbl-1.0": "odbl-1.0",
    "odc-odbl": "odbl-1.0",
    "https://opendatacommons.org/licenses/odbl/1-0": "odbl-1.0",
    "other-at": "sebut-sumber",
    "other (attribution)": "sebut-sumber",
    "sebut-sumber": "sebut-sumber",
}
_LICENCES |= {said.title.casefold(): code for code, said in LICENCES.items()}
#: Without a version, or with an older one: our grammar has no name for it, and the law's own use asks no more.
_LIKE_BY_LAW = re.compile(
    r"cc-by|cc-by-[123](\.[05])?|creative commons attribution"
    r"|https://(www\.)?(opendefinition\.org/licenses/cc-by|creativecommons\.org/licenses/by/[123]\.[05](/[a-z]+)?)"
)
_UNSAID = frozenset(("notspecified", "license not specified", "not specified", "none", "-", "tidak disebutkan"))


def licence(names: Iterable[str], own_mark: str = "#") -> tuple[str, str]:
    """The licence of a dataset that one of ``names`` means, and the name that nothing here answers to; both empty when
    the catalogue names none. A name is an id, a title or an address."""
    unknown = ""
    for name in names:
        said = re.sub(r"^http://", "https://", name.strip().casefold()).rstrip("/")
        said = re.sub(r"(/legalcode|/deed\.[a-z]+)$", "", said)
        marked = said.rpartition(own_mark)[2]
        if said in _LICENCES or (said.startswith("https://") and marked in _LICENCES):
            return _LICENCES.get(said) or _LICENCES[marked], ""
        if _LIKE_BY_LAW.fullmatch(said):
            return BY_LAW, ""
        if said not in _UNSAID:
            unknown = unknown or name
    return "", unknown


_FREQUENCIES: dict[str, str] = {}
for _code, _names in {
    "harian": "harian|setiap hari|daily|day|p1d",
    "mingguan": "mingguan|setiap minggu|weekly|p1w|p7d",
    "bulanan": "bulanan|setiap bulan|monthly|p1m",
    "triwulanan": "triwulanan|setiap triwulan|kuartalan|quarterly|p3m",
    "semesteran": "semesteran|setiap semester|biannual|semiannual|semi-annual|p6m",
    "tahunan": "tahunan|setiap tahun|annual|annually|yearly|1 tahun|p1y",
    "dua-tahunan": "dua tahunan|setiap dua tahun|biennial|p2y",
    "lima-tahunan": "lima tahunan|setiap lima tahun|p5y",
    "sekali": "sekali|sekali saja|never|notplanned|as needed once",
    "tidak-tentu": "tidak tentu|tidak-tentu|bila ada perubahan|sewaktu-waktu|irregular|irreg|asneeded",
}.items():
    _FREQUENCIES |= dict.fromkeys(_names.split("|"), _code)
_FREQUENCIES |= {frequency(code).casefold(): code for code in FREQUENCIES}


def interval(text: str) -> str:
    """The frequency that a text means, a code of our schema; empty when it is not known."""
    said = text.strip().casefold()
    if not said.startswith("http"):
        return _FREQUENCIES.get(said.removeprefix("r/"), "")
    return _FREQUENCIES.get(said) or _FREQUENCIES.get(re.split("[/#]", said)[-1], "")


_FORMATS = {
    "csv": "csv",
    "gif": "gambar",
    "html": "laman",
    "htm": "laman",
    "jpeg": "gambar",
    "jpg": "gambar",
    "json": "json",
    "geojson": "json",
    "mp3": "audio",
    "mp4": "video",
    "pdf": "pdf",
    "png": "gambar",
    "xlsx": "xlsx",
    media.CSV: "csv",
    media.HTML: "laman",
    media.JSON: "json",
    media.XLSX: "xlsx",
    media.PDF: "pdf",
}
#: What answers programs and opens no document.
_SERVICES = frozenset(
    ("api", "rest", "wms", "wfs", "wmts", "wcs", "esri rest", "arcgis geoservices rest api", "sparql")
)


def form(kind: str, address: str) -> str:
    """The format of a link, a code of our schema; empty for a service, which is no document."""
    said = re.split("media-types/|file-type/", kind.strip().casefold())[-1].lstrip(".")
    if said in _SERVICES:
        return ""
    ending = address.partition("?")[0].rpartition("/")[2].rpartition(".")[2].casefold()
    return _FORMATS.get(said) or (_FORMATS.get(ending) if not said else None) or "lainnya"


def day(text: str, zone: tzinfo) -> date | None:
    """The day of a date, or of a moment by the clock of ``zone``; a moment that names no zone is one of UTC, as CKAN
    writes them. None for anything else: days in other ways of writing have several readings."""
    said = text.strip()
    try:
        if is_day(said):
            return day_of(said)
        if not re.match(rf"{DAY_SHAPE}[T ][0-9]{{2}}:", said):
            return None
        moment = datetime.fromisoformat(said)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def language(text: str) -> str:
    """``en`` or ``id``; Indonesian where nothing else is said."""
    return "en" if re.split("[/#]", text.strip().casefold())[-1] in ("en", "eng", "english", "inggris") else "id"
