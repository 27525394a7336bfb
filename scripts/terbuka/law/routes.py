"""Addresses of the portal's pages, and which of them hold enough to count as evidence.

Promises: pure functions; an address is below the site, without a leading slash, ending in ``/`` for a page.
Addresses are public promises: they are added to, never changed. Renders nothing, reads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from terbuka.law.body import Body

#: Names that stand at the top of the site and so can never be a body; the codes of the languages join them.
RESERVED = frozenset((
    "404", "aksesibilitas", "api", "assets", "badan", "batas-waktu", "berkas", "cari", "catalog", "catatan", "data",
    "glosarium",
    "hak-anda", "index", "informasi", "javascripts", "kamus", "kerangka", "kewajiban", "kode", "manifest-sha256",
    "metodologi", "pagefind", "panduan", "pengembang", "perubahan-aturan", "privasi", "robots", "search", "sitemap",
    "status", "stylesheets", "tentang", "umpan",
))  # fmt: skip
#: Names that lead to no site of anybody (RFC 2606, RFC 6761).
_NOWHERE = ("example", "invalid", "test", "localhost")

#: Further pages of a long list (``body_page``): such a name can never be that of a record with a page beside them.
FURTHER_PAGE = re.compile("halaman-[0-9]+")

HOME = ""
SEARCH = "cari/"
CATALOGUE = "kewajiban/"
DICTIONARY = "kamus/"
CODES = "kode/"
STATUS = "status/"
#: What changed in the law as it is kept here, and its feed.
LAW_CHANGES = "perubahan-aturan/"
LAW_CHANGES_FEED = "perubahan-aturan/umpan.xml"

#: Classes of information in the order people know, each with a page of its own.
CLASSES = ("berkala", "serta-merta", "setiap-saat", "dikecualikan")
#: The description of all public files (OpenAPI 3.1).
OPENAPI = "api/v1/openapi.json"
#: Classes of information with a feed of their own; what is closed is not announced.
FEED_CLASSES = CLASSES[:3]

#: The strategy of coaching, line by line with its evidence.
STRATEGY = "strategi-pembinaan"

#: Pages of the core, whose address is the same for every body; those of features join them (``Law.body_pages``).
BODY_PAGES = (
    "profil",
    "informasi",
    "daftar-informasi-publik",
    *CLASSES,
    "data",
    "ketersediaan",
    "layanan",
    "permohonan",
    "keberatan",
    "pengaduan",
    "pengalaman",
    "batas-waktu",
    "catatan",
    "cek-status",
    "standar-layanan",
    "laporan",
    "register-permohonan",
    "statistik",
    "pengawasan",
    "evaluasi",
    "bukti",
    "kinerja",
    "tindak-lanjut",
    "pelatihan",
    "tanggapan-laporan",
    STRATEGY,
)

#: Pages of a body that are made only where there is something to show.
PACKAGES = "pengadaan"
UNITS = "unit"

#: The pledge in large print, below the standards of the service.
PLEDGE = "maklumat"

#: Annual reports of the service: the page of all years, and in ``halaman_portal`` with a year behind it.
REPORTS = "laporan-tahunan"
_REPORT = re.compile(f"{REPORTS}-([0-9]{{4}})")

#: Codes of the core that a register entry may name in ``halaman_portal``; those of features join them.
EVIDENCE_PAGES = (
    "profil",
    "daftar-informasi-publik",
    "permohonan",
    "keberatan",
    "pengaduan",
    "standar-layanan",
    "ketersediaan",
    "register-permohonan",
    "statistik",
    "pengawasan",
)


def body(body_id: str) -> str:
    return f"{body_id}/"


def translated(lang: str, address: str) -> str:
    """The same page in another language: ``en/`` before its address."""
    return f"{lang}/{address}"


def body_page(body_id: str, code: str, number: int = 1) -> str:
    """Address of one of ``BODY_PAGES``; long lists go on at ``halaman-2/``, ``halaman-3/`` …"""
    return f"{body_id}/{code}/" + (f"halaman-{number}/" if number > 1 else "")


def report(body_id: str, year: int, part: str = "") -> str:
    """The annual report of a year, or a page below it: ``ringkasan``, ``triwulan``."""
    return f"{body_id}/{REPORTS}/{year}/" + (f"{part}/" if part else "")


def reported_year(page: str) -> int | None:
    """The year of an annual report as ``halaman_portal`` names it: ``laporan-tahunan-2025``; None for another page."""
    match = _REPORT.fullmatch(page)
    return int(match[1]) if match else None


def evidence_page(body_id: str, page: str) -> str:
    """Address of a page as ``halaman_portal`` names it."""
    year = reported_year(page)
    return body_page(body_id, page) if year is None else report(body_id, year)


def report_file(body: Body, year: int, ending: str, part: str = "") -> str:
    """Download of an annual report (``pdf``), of its summary, or of one of its tables (``csv``)."""
    return table_file(body, f"{REPORTS}-{year}" + (f"-{part}" if part else ""), ending)


def standard(body_id: str, part: str) -> str:
    """A page below the standards of the service: ``PLEDGE``, or the id of the duty that a procedure meets."""
    return f"{body_id}/standar-layanan/{part}/"


def evaluation(body_id: str, questionnaire_id: str) -> str:
    """The self-assessment of a body by one questionnaire."""
    return f"{body_id}/evaluasi/{questionnaire_id}/"


def evidence(body_id: str, question_id: str) -> str:
    """Where an assessor finds the evidence for one question; the address never changes."""
    return f"{body_id}/bukti/{question_id}/"


def dataset(body_id: str, dataset_id: str, table_id: str = "") -> str:
    """The page of an open dataset, or of one of its tables."""
    return f"{body_id}/data/{dataset_id}/" + (f"{table_id}/" if table_id else "")


def dataset_rows(body: Body, dataset_id: str, table_id: str, number: int) -> str:
    """A part of the rows of a table, for the script of its page; the first is number 1."""
    return api(f"{body.id}/baris/{dataset_id}/{'CONTOH-' if body.sample else ''}{table_id}-{number}.json")


def row_anchor(keys: Iterable[str]) -> str:
    """The mark of a row on the page of its table, from its key as it stands in the file: ``baris-53.01``.

    Any text makes one mark, and two keys never the same; ``data.js`` makes it in the same way."""
    return "baris-" + "+".join(quote(key, safe="") for key in keys)


def dataset_file(body: Body, dataset_id: str, name: str) -> str:
    """A download of an open dataset: ``name`` is ``<table>.csv``, ``datapackage.json`` and the like."""
    return api(f"{body.id}/data/{dataset_id}/{'CONTOH-' if body.sample else ''}{name}")


def entry(body_id: str, entry_id: str) -> str:
    return f"{body_id}/informasi/{entry_id}/"


def notice(body_id: str, notice_id: str) -> str:
    return f"{body_id}/serta-merta/{notice_id}/"


def feed(body_id: str = "", part: str = "") -> str:
    """Address of an Atom feed: of the portal, of a body, or of its ``FEED_CLASSES`` or ``UNITS``."""
    return "".join(f"{name}/" for name in (body_id, part) if name) + "umpan.xml"


def dataset_feed(body_id: str, dataset_id: str) -> str:
    """Address of the Atom feed of one open dataset."""
    return f"{dataset(body_id, dataset_id)}umpan.xml"


def indicator(body_id: str, indicator_id: str) -> str:
    return f"{body_id}/kinerja/{indicator_id}/"


def indicator_file(body: Body, indicator_id: str) -> str:
    """Download of the quarters of one indicator."""
    return table_file(body, f"kinerja-{indicator_id}", "csv")


def topic(body_id: str, topic_id: str) -> str:
    return f"{body_id}/topik/{topic_id}/"


def obligation(obligation_id: str) -> str:
    return f"kewajiban/{obligation_id}/"


def law_change(law_id: str, change_id: str) -> str:
    """A change of the law, at its mark on the page of all of them."""
    return f"{LAW_CHANGES}#{law_id}-{change_id}"


def code(name: str) -> str:
    """Address of the explanation of a problem's code."""
    return f"{CODES}{name}/"


def document(body_id: str, name: str) -> str:
    return f"{body_id}/berkas/{name}"


def preview(body_id: str) -> str:
    """The picture shown beside a shared link; ``""`` is the portal's."""
    return f"assets/pratinjau/{body_id or 'index'}.png"


def api(name: str) -> str:
    return f"api/v1/{name}"


def json_schema(name: str) -> str:
    """The JSON Schema of a kind of record (``badan``), or of a file below ``api/v1/`` (``api/portal``)."""
    return api(f"skema/{name}.json")


def table_file(body: Body, kind: str, ending: str) -> str:
    """Download of one table of a body; a sample says so in the name of the file."""
    mark = "CONTOH-" if body.sample else ""
    return f"api/v1/{body.id}/{mark}{kind}.{ending}"


def chart_file(body: Body, chart_id: str) -> str:
    """Download of the table of a chart."""
    return table_file(body, f"bagan-{chart_id}", "csv")


def excel_file(address: str) -> str:
    """The copy for spreadsheets of a CSV: ``…/statistik.csv`` -> ``…/statistik-excel.csv``."""
    return f"{address.removesuffix('.csv')}-excel.csv"


def register_file(body: Body, ending: str) -> str:
    """Download of a body's register."""
    return table_file(body, "daftar-informasi-publik", ending)


def workday_table(body_id: str) -> str:
    """Which days count as working days for a body, and the time limits, for the scripts of its pages."""
    return api(f"{body_id}/hari-kerja.json")


def duty_titles(body_id: str) -> str:
    """Titles and articles of the duties of a body, for a letter about one of them."""
    return api(f"{body_id}/judul-kewajiban.json")


def bucket(fingerprint: str) -> str:
    """The first digits of a fingerprint: a browser that looks one up asks for this file and names no more."""
    return fingerprint[:2]


def status_bucket(body_id: str, bucket_name: str) -> str:
    """Sealed states of the cases whose receipt has a fingerprint that begins so."""
    return api(f"{body_id}/status/{bucket_name}.json")


def check_status(body_id: str, code: str = "") -> str:
    """Address at which the holder of a receipt looks; what stands behind ``#`` is not sent to any server."""
    return body_page(body_id, "cek-status") + (f"#{code}" if code else "")


def about_duty(address: str, obligation_id: str) -> str:
    """Address of a letter that is filled in with a duty; what stands behind ``#`` is not sent to any server."""
    return f"{address}#kewajiban={obligation_id}"


def training_topic(body_id: str, topic_id: str) -> str:
    """Material and self-test of one topic of training."""
    return f"{body_id}/pelatihan/{topic_id}/"


def service_file(body: Body, register: str, ending: str) -> str:
    """Download of a register of the service, without people; a sample says so in the name of the file."""
    return table_file(body, f"register-{register}", ending)


def prose(path: str) -> str:
    """Address of a page of ``content/``: ``metodologi/bukti.md`` -> ``metodologi/bukti/``."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/"


def can_be_reached(body: Body) -> bool:
    """Whether the records name any way to reach the office."""
    return bool(body.address or body.phones or body.email or body.whatsapp)


def is_placeholder(url: str) -> bool:
    """Whether the address of a portal is still one that leads nowhere, or none at all."""
    host = urlsplit(url).hostname or ""
    return not host or host.rpartition(".")[2] in _NOWHERE
