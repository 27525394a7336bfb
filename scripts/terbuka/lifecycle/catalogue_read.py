"""A saved catalogue as entries of the register and answers about datasets: CKAN, DCAT, ``data.json``.

Promises: no network and no clock; each dataset of the file is either taken or named with the reason and what to do; no
person is taken over; what the catalogue does not say is not made up, but for what ``ASSUMED`` lists for all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from terbuka.base import personal
from terbuka.base.problem import shown
from terbuka.lifecycle import catalogue_json, catalogue_rdf, catalogue_words
from terbuka.lifecycle.catalogue_package import MOST_BYTES, CannotTake, Catalogue, Link, Package
from terbuka.record import values
from terbuka.record.schema import Column

#: Columns of an entry that no catalogue tells, with what is written for all of them, and why.
ASSUMED = {
    "kelas": ("setiap-saat", "kelas informasi tidak ada di katalog"),
    "status_dokumen": ("belum-ditetapkan", "PPID belum menetapkannya; karena itu belum memenuhi kewajiban"),
    "waktu_pembuatan": ("tidak diketahui", "katalog hanya menyebut hari terbit"),
    "tempat_pembuatan": ("tidak diketahui", "tidak ada di katalog"),
    "retensi": ("tidak diketahui", "isi menurut jadwal retensi arsip"),
    "bentuk": ("elektronik", "katalog memuat berkas elektronik"),
}
_LONGEST = {"judul": 200, "ringkasan": 1000, "produsen": 200, "kata_kunci": 60, "judul_data": 150, "wilayah": 120}
_MOST_OTHER_LINKS = 10
#: Titles that stand with the name of a human being, not of an office.
_PERSON = re.compile(
    r"(?:^|\s)(?:Drs|Dra|Ir|dr|Hj?)\.\s+[A-Z]|,\s*(?:[SM]\.?\s?(?:Sos|Si|Kom|IP|STP|AP|Pd|H|E|T|M|Ak|Kes)|A\.?Md)\b\.?"
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A dataset that is not taken: ``reason`` and what to do ``instead``, in Indonesian."""

    title: str
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register by column, without number and address; ``notes`` what is to be looked at."""

    cells: Mapping[str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of an open dataset before its CSV file is there: keys of ``terbuka new dataset`` and their
    values, texts or lists of texts; ``file`` is the address of its CSV file. ``alone``: no entry goes with it."""

    title: str
    values: Mapping[str, Any]
    file: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """``there``: how many datasets the catalogue says it has, ``read`` how many the file holds."""

    entries: tuple[Entry, ...] = ()
    datasets: tuple[Answers, ...] = ()
    refused: tuple[Refused, ...] = ()
    read: int = 0
    there: int | None = None
    contacts: int = 0


def read(
    path: Path, zone: tzinfo, on: date, topics: Mapping[str, str] | None = None, known: Sequence[Mapping[str, str]] = ()
) -> Taken:
    """What of a saved file can be taken. ``zone`` is the clock of the office, ``on`` today there, ``topics`` the
    titles of the topics of the law by id, ``known`` the rows that its register has. Raises ``CannotTake``."""
    catalogue = opened(path)
    desk = _Desk(zone, on, topics or {}, known)
    for package in catalogue.packages:
        desk.take(package)
    return Taken(
        tuple(desk.entries),
        tuple(desk.datasets),
        tuple(desk.refused),
        len(catalogue.packages),
        catalogue.there,
        sum(package.contacts for package in catalogue.packages),
    )


# --- the file ------------------------------------------------------------------------------------------------


def opened(path: Path) -> Catalogue:
    """The datasets of a file, whatever it is of what can be read; at least one. Raises ``CannotTake``."""
    catalogue = _opened(path)
    if not catalogue.packages:
        raise CannotTake(
            f"“{shown(path.name, 80)}” tidak memuat satu himpunan data pun; simpan jawaban package_search, "
            "katalog DCAT, atau data.json"
        )
    return catalogue


def _opened(path: Path) -> Catalogue:
    name = shown(path.name, 80)
    if not path.is_file():
        raise CannotTake(f"berkas “{name}” tidak ada")
    if path.stat().st_size > MOST_BYTES:
        raise CannotTake(
            f"“{name}” lebih besar dari {MOST_BYTES // 1_000_000} MB, jadi tidak dibaca dan tidak ada yang diambil; "
            "simpan per organisasi, atau per bagian (rows=1000&start=0)"
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotTake(f"“{name}” bukan teks UTF-8; simpan jawaban katalognya apa adanya, tanpa diubah") from None
    start = text.lstrip()[:200].casefold()
    if not start:
        raise CannotTake(f"“{name}” kosong")
    if start.startswith(("<!doctype html", "<html")):
        raise CannotTake(
            f"“{name}” halaman web, bukan katalog; simpan jawaban API-nya, misalnya "
            "…/api/3/action/package_search?rows=1000"
        )
    if not start.startswith(("{", "[")):
        return catalogue_rdf.read_text(text)
    return _of_json(_json(text, name))


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise CannotTake(f"“{name}” tidak terbaca sebagai JSON: terpotong atau rusak; simpan ulang") from None


def _of_json(document: Any) -> Catalogue:
    if catalogue_json.is_data_json(document):
        return catalogue_json.data_json(document)
    if catalogue_json.is_ckan(document):
        return catalogue_json.ckan(document)
    return catalogue_rdf.read_json_ld(document)


# --- one dataset ---------------------------------------------------------------------------------------------


class _Refuse(Exception):
    def __init__(self, reason: str, instead: str) -> None:
        super().__init__(reason)
        self.reason, self.instead = reason, instead


@dataclass
class _Desk:
    """Takes one dataset after the other, and remembers titles and links."""

    zone: tzinfo
    on: date
    topics: Mapping[str, str]
    known: Sequence[Mapping[str, str]]
    entries: list[Entry] = field(default_factory=list)
    datasets: list[Answers] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.known:
            self.titles.setdefault(_same(row.get("judul", "")), "entri yang sudah ada")
            if row.get("tautan"):
                self.links.setdefault(row["tautan"], row.get("judul", ""))

    def take(self, package: Package) -> None:
        notes: list[str] = []
        try:
            title = _title(package)
            code = _licence(package)
            cells, link = self._entry(package, title, code, notes)
            sheet = self._sheet(package, title, cells, code)
            if code not in catalogue_words.OF_ENTRIES:
                self.datasets += [replace(sheet, alone=True)] if sheet else []
                raise _Refuse(
                    f"lisensi {code} hanya ada untuk himpunan data, bukan untuk entri",
                    "pakai lembar jawabannya" if sheet else "simpan CSV-nya, lalu terbuka new dataset FILE.csv",
                )
        except _Refuse as refusal:
            name = shown(personal.hide(package.title), 100) or "(tanpa judul)"
            self.refused.append(Refused(name, refusal.reason, refusal.instead))
            return
        self.titles.setdefault(_same(title), title)
        if link:
            self.links[link] = title
        self.entries.append(Entry(cells, tuple(notes)))
        self.datasets += [sheet] if sheet else []

    def _sheet(self, package: Package, title: str, cells: Mapping[str, str], code: str) -> Answers | None:
        """The answers for the first CSV file; None without one."""
        csv = next((a for one in package.links if (a := _address(one)) and _form(one) == "csv"), "")
        if not csv or len(title) > _LONGEST["judul_data"]:
            return None
        return Answers(title, self._dataset(package, title, cells, code), csv)

    def _entry(self, package: Package, title: str, code: str, notes: list[str]) -> tuple[dict[str, str], str]:
        link, others = self._links(package, notes)
        unit = _unit(package, notes)
        cells = {
            "judul": title,
            "ringkasan": _summary(package, title, notes),
            "penguasa": unit,
            "penanggung_jawab": unit,
            "bahasa": catalogue_words.language(package.language),
            "lisensi": catalogue_words.OF_ENTRIES.get(code, ""),
            "topik": "; ".join(self._topics(package)),
            "diumumkan_pada": self._day(package.issued, "hari terbit", notes),
            **self._period(package, notes),
            **{column: value for column, (value, _) in ASSUMED.items()},
        }
        if not catalogue_words.licence(package.licence)[0]:
            notes.append("lisensi tidak disebut; ditulis sebut-sumber")
        if link:
            cells |= {"tautan": link.address, "format": _form(link)}
        if others:
            cells["uraian"] = "\n".join(["Berkas lain:", "", *others])
        if _same(title) in self.titles and not link:
            raise _Refuse(
                "judulnya sama dengan entri lain, dan alamatnya tidak diambil",
                "bila isinya lain, catat dengan judul yang lain",
            )
        if _same(title) in self.titles:
            notes.append("judulnya sama dengan entri lain; tambahkan yang membedakan, misalnya tahunnya")
        return {name: cell for name, cell in cells.items() if cell}, link.address if link else ""

    def _links(self, package: Package, notes: list[str]) -> tuple[Link | None, list[str]]:
        """The link of the entry, and the others as lines of Markdown. Raises ``_Refuse``."""
        if not package.links and not package.landing:
            raise _Refuse("tidak memuat satu berkas atau alamat pun", "catat dengan terbuka new entri bila ada isinya")
        whole = [one for one in package.links if _address(one) and _form(one)]
        landing = Link("", package.landing)
        if not whole and _address(landing):
            whole = [Link("", package.landing, "html")]
        plain_http = any(one.address.startswith("http://") for one in (*package.links, landing))
        left = sum(1 for one in package.links if not _address(one) or not _form(one)) + package.more_links
        if not whole and not plain_http:
            raise _Refuse(
                "tidak ada alamat https yang membuka dokumen",
                "simpan berkasnya di berkas/ lalu catat dengan terbuka new entri",
            )
        if left:
            why = "http, layanan, atau bukan alamat dokumen"
            notes.append(f"{left} alamat tidak diambil ({why}); buka dan isi kolom tautan bila ada https-nya")
        if not whole:
            return None, []
        first = whole[0]
        if first.address in self.links:
            raise _Refuse(f"alamatnya sama dengan “{shown(self.links[first.address], 80)}”", "tidak perlu apa-apa")
        rest = whole[1 : 1 + _MOST_OTHER_LINKS]
        if len(whole) > 1 + len(rest):
            notes.append(f"{len(whole) - 1 - len(rest)} berkas lain tidak disebut di entri")
        return first, [f"- <{one.address}>" for one in rest]

    def _topics(self, package: Package) -> list[str]:
        """Topics of which a keyword is the id, the title, or a word of the title."""
        words = {word.casefold() for word in package.keywords}
        return [
            code
            for code, title in self.topics.items()
            if words & {code, title.casefold(), *(w for w in re.split(r"\W+", title.casefold()) if len(w) > 3)}
        ]

    def _day(self, text: str, what: str, notes: list[str]) -> str:
        if not text:
            return ""
        found = catalogue_words.day(text, self.zone)
        if found is None or found > self.on or found.year < 1946:
            notes.append(f"{what} “{shown(text, 40)}” tidak diambil: bukan tahun-bulan-hari, atau belum tiba")
            return ""
        return found.isoformat()

    def _period(self, package: Package, notes: list[str]) -> dict[str, str]:
        """First and last day; an end may lie in the future."""
        days = [catalogue_words.day(text, self.zone) for text in (package.starts, package.ends)]
        unread = [t for t, d in zip((package.starts, package.ends), days, strict=True) if t and d is None]
        fits = all(d is None or 1946 <= d.year <= 2058 for d in days)
        if unread or not fits or (days[0] and days[1] and days[0] > days[1]):
            typed = " … ".join(shown(text, 40) for text in (package.starts, package.ends) if text)
            notes.append(f"periode “{typed}” tidak diambil: bukan tahun-bulan-hari yang berurutan")
            return {}
        names = ("periode_mulai", "periode_selesai")
        return {name: d.isoformat() for name, d in zip(names, days, strict=True) if d}

    def _dataset(self, package: Package, title: str, cells: Mapping[str, str], code: str) -> dict[str, Any]:
        """What ``terbuka new dataset`` need not ask any more; a key that is not known is left out."""
        changed = catalogue_words.day(package.modified, self.zone)
        issued = cells.get("diumumkan_pada", "")
        answers: dict[str, Any] = {
            "judul": title,
            "uraian": cells["ringkasan"],
            "produsen": cells.get("penguasa", ""),
            "periode_mulai": cells.get("periode_mulai", ""),
            "periode_sampai": cells.get("periode_selesai", ""),
            "frekuensi": catalogue_words.interval(package.frequency),
            "diterbitkan_pada": issued,
            "dimutakhirkan_pada": changed.isoformat() if changed and issued <= str(changed) <= str(self.on) else "",
            "lisensi": code,
            "kata_kunci": [w for w in package.keywords if len(w) <= _LONGEST["kata_kunci"] and _harmless(w)],
            "wilayah": package.area if len(package.area) <= _LONGEST["wilayah"] and _harmless(package.area) else "",
            "topik": [t for t in cells.get("topik", "").split("; ") if t],
        }
        return {name: value for name, value in answers.items() if value}


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _harmless(text: str) -> bool:
    """Whether a text holds no personal data, and nothing that ends a value of a list or runs in a spreadsheet."""
    formula = text.startswith("=") or values.could_be_formula(text)
    return ";" not in text and not formula and next(personal.find(text), None) is None


def _title(package: Package) -> str:
    if package.closed:
        raise _Refuse("di katalog asal tidak terbuka untuk umum", "jangan diterbitkan sebelum PPID memutuskannya")
    if not package.title:
        raise _Refuse("tidak berjudul", "beri judul di katalog asal, lalu simpan lagi")
    if found := next(personal.find(package.title), None):
        raise _Refuse(f"judulnya memuat data pribadi ({found.kind})", "beri judul lain dengan terbuka new entri")
    if len(package.title) > _LONGEST["judul"]:
        raise _Refuse(
            f"judulnya lebih dari {_LONGEST['judul']} huruf", "catat dengan judul yang lebih pendek: terbuka new entri"
        )
    return package.title


def _licence(package: Package) -> str:
    """The law's own use where the catalogue names no licence. Raises ``_Refuse`` for terms that our records have no
    word for: ours would allow what they do not."""
    code, unknown = catalogue_words.licence(package.licence)
    if not code and unknown:
        raise _Refuse(
            f"lisensinya “{shown(unknown, 80)}” tidak ada padanannya",
            "tanyakan kepada produsen apakah boleh sebut-sumber atau cc-by-4.0, lalu catat dengan terbuka new entri",
        )
    return code or catalogue_words.BY_LAW


def _unit(package: Package, notes: list[str]) -> str:
    """The office that publishes; empty when it is a human being, or nobody is named."""
    name = package.publisher
    if package.person or _PERSON.search(name) or next(personal.find(name), None):
        notes.append("penerbitnya tampak seperti orang dan tidak diambil; ditulis nama badan")
        return ""
    return name if len(name) <= _LONGEST["produsen"] else ""


def _summary(package: Package, title: str, notes: list[str]) -> str:
    """The description, at most as long as the register allows; the title where there is none that may be shown."""
    text = package.text
    if text and next(personal.find(text), None):
        notes.append("uraiannya memuat data pribadi dan tidak diambil; tulis ringkasan sendiri")
        text = ""
    elif not text:
        notes.append("tanpa uraian; ringkasannya sama dengan judul")
    most = _LONGEST["ringkasan"]
    if len(text) > most:
        notes.append(f"uraiannya dipendekkan menjadi {most} huruf")
        text = text[: most - 1].rsplit(" ", 1)[0].rstrip(" .,;:") + "…"
    return text or f"{title.rstrip('.')}."


_LINK = Column(name="tautan", title="", text="", type="tautan")


def _address(link: Link) -> str:
    """The address of a document; empty for what is no https, and for the front page of a site."""
    if isinstance(values.read(link.address, _LINK), values.Wrong) or next(personal.find(link.address), None):
        return ""
    parts = urlsplit(link.address)
    return link.address if parts.path.strip("/") or parts.query else ""


def _form(link: Link) -> str:
    return catalogue_words.form(link.kind, link.address)
