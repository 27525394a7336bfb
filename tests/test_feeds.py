"""Atom feeds, calendars, the map of the site and OpenAPI: read by the tools of those who use them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
from lxml import etree
from openapi_spec_validator import OpenAPIV31SpecValidator

import trees
from terbuka import cli
from terbuka.base.page import Alternate, File, Page
from terbuka.duties.agenda import Item, Kind, When
from terbuka.features.exclusions.agenda import EXCLUSION
from terbuka.features.guide.agenda import GUIDE
from terbuka.features.open_data.agenda import DATASET
from terbuka.features.service.agenda import CLOCK
from terbuka.kit import icalendar as ics
from terbuka.kit.atom import MOST_ENTRIES, Entry, Feed, as_xml
from terbuka.law import routes
from terbuka.portal.judging import assess
from terbuka.portal.pages import render
from terbuka.portal.schema_files import API
from terbuka.portal.shells import shells
from test_urgent import ENDED, NOTICES, RUNNING

ATOM = etree.RelaxNG(etree.parse(trees.TESTS / "atom.rng"))
OFFICE = "kantor-uji"


def made(root: Path, on: date = trees.DAY) -> dict[str, Page | File]:
    corpus, assessment, problems = trees.judged(root, on)
    assert assessment is not None, problems
    return {item.path: item for item in render(corpus, assessment)}


@cache
def of_portal() -> dict[str, bytes]:
    return {item.path: item.content for item in trees.pages().values() if isinstance(item, File)}


def feeds() -> list[str]:
    return [path for path in of_portal() if path.endswith("umpan.xml")]


# --- the feeds are valid ---------------------------------------------------------------------------------


def wrong(data: bytes) -> Iterator[str]:
    """What keeps a feed from being valid: the schema, and what the RFC says in words only."""
    root = etree.fromstring(data)
    if not ATOM.validate(root):
        yield str(ATOM.error_log.last_error)
        return
    name = "{http://www.w3.org/2005/Atom}"
    rels = [[link.get("rel") for link in part.findall(f"{name}link")] for part in (root, *root.iter(f"{name}entry"))]
    if rels != [["self", "alternate"], *([["alternate"]] * (len(rels) - 1))]:
        yield f"links: {rels}"
    ids = [e.text for e in root.iter(f"{name}id")]
    yield from (f"an id twice: {i}" for i in ids if ids.count(i) > 1)
    for stamp in (*root.iter(f"{name}updated"), *root.iter(f"{name}published")):
        if datetime.fromisoformat(stamp.text).tzinfo is None:
            yield f"no offset: {stamp.text}"
    read = feedparser.parse(data)
    if read.bozo:
        yield str(read.bozo_exception)


@pytest.mark.parametrize("path", feeds())
def test_every_feed_is_valid_and_every_entry_leads_to_a_page(path: str) -> None:
    data = of_portal()[path]
    assert list(wrong(data)) == []
    read = feedparser.parse(data)
    pages = {item.address for item in trees.pages().values() if isinstance(item, Page)}
    for entry in read.entries:
        assert entry.id == entry.link
        assert entry.link.removeprefix("https://terbuka.example/").partition("#")[0] in pages
        assert entry.summary.strip()
        assert entry.tags


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"<updated>", b"<updated>kemarin "),
        (b"<id>", b"<id></id><id>"),
        (b"<title>", b"<judul>x</judul><title>"),
        (b'rel="self"', b'rel="self" style="x"'),
    ],
    ids=["no-time", "id-twice", "unknown-element", "unknown-attribute"],
)
def test_a_feed_that_is_not_valid_is_found(was: bytes, now: bytes) -> None:
    data = of_portal()["biro-contoh/umpan.xml"]
    assert list(wrong(data.replace(was, now, 1)))


# --- what stands in them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", feeds())
def test_a_feed_keeps_the_rules_that_feedvalidator_has_beyond_the_schema(path: str) -> None:
    """It names itself, leads to a page that is there, has absolute ids, no day to come, and text without markup."""
    read = feedparser.parse(of_portal()[path])
    site, there = "https://terbuka.example/", {page.path for page in trees.pages().values() if isinstance(page, Page)}
    assert [link.href for link in read.feed.links if link.rel == "self"] == [read.feed.id] == [site + path]
    assert f"{read.feed.link.removeprefix(site)}index.html" in there
    for entry in read.entries:
        assert entry.id == entry.link
        assert f"{entry.link.removeprefix(site).partition('#')[0]}index.html" in there
        assert datetime.fromisoformat(entry.updated).date() <= trees.DAY
        assert entry.get("published", entry.updated) <= entry.updated
        assert entry.title.strip()
        assert entry.summary.strip()
        assert entry.title_detail.type == entry.summary_detail.type == "text/plain"


def test_a_feed_for_the_portal_each_body_each_class_and_a_parent_with_its_units() -> None:
    for body in ("biro-contoh", "provinsi-contoh"):
        assert {f"{body}/umpan.xml", *(f"{body}/{c}/umpan.xml" for c in routes.FEED_CLASSES)} <= set(feeds())
    data = ["biro-contoh/data/kunjungan-meja-contoh", "biro-rintisan/data/wilayah-ntt"]
    assert [path for path in feeds() if "/data/" in path] == [f"{name}/umpan.xml" for name in data]
    assert [path for path in feeds() if "/unit/" in path] == ["provinsi-contoh/unit/umpan.xml"]
    whose = {e.author for e in feedparser.parse(of_portal()["provinsi-contoh/unit/umpan.xml"]).entries}
    assert {"Pemerintah Provinsi Contoh", "Biro Contoh, Sekretariat Daerah Provinsi Contoh"} <= whose


def test_the_portals_feed_holds_no_sample_beside_a_real_body() -> None:
    assert b"CONTOH" not in of_portal()["umpan.xml"]
    assert b"<title>DATA CONTOH: " in of_portal()["biro-contoh/umpan.xml"]


def test_an_entry_tells_when_it_was_announced_and_when_it_was_looked_at_again(tmp_path: Path) -> None:
    items = made(trees.grow(tmp_path / "p"))
    corpus, assessment, _ = trees.judged(tmp_path / "p")
    assert assessment is not None
    entries = assessment.bodies[OFFICE].records.register or ()
    read = {e.id: e for e in feedparser.parse(trees.content(items, f"{OFFICE}/umpan.xml")).entries}
    for entry in entries:
        days = [d for d in (entry.announced_on, entry.confirmed_on) if d and d <= trees.DAY]
        shown = read.get(corpus.site_url + routes.entry(OFFICE, entry.id))
        assert (shown is not None) == bool(days)
        if shown is not None:
            assert shown.updated[:10] == max(days).isoformat()
            assert {t.term for t in shown.tags} >= {entry.information_class}
    assert len(read) >= 3


def test_a_day_to_come_is_no_change(tmp_path: Path) -> None:
    """What is announced in 2026 is not in the feed of a day in 2025, nor is it called announced."""
    day = date(2025, 12, 1)
    entries = feedparser.parse(trees.content(made(trees.grow(tmp_path / "p"), day), f"{OFFICE}/umpan.xml")).entries
    assert all(datetime.fromisoformat(e.updated).date() <= day for e in entries)
    assert len(entries) < len(feedparser.parse(trees.content(made(tmp_path / "p"), f"{OFFICE}/umpan.xml")).entries)


def test_notices_stand_in_all_information_and_in_their_class_only(tmp_path: Path) -> None:
    items = made(trees.grow(tmp_path / "p", {NOTICES: RUNNING + ENDED}))
    for path, there in [("umpan.xml", True), (f"{OFFICE}/umpan.xml", True), (f"{OFFICE}/serta-merta/umpan.xml", True),
                        (f"{OFFICE}/berkala/umpan.xml", False)]:  # fmt: skip
        assert (b"/serta-merta/banjir-2026/</id>" in trees.content(items, path)) is there, path


DATA = f"datasets/badan/{OFFICE}/data/pasar"
PASAR = """\
judul: Pasar Kota Uji
uraian: Pasar dan banyaknya kios.
produsen: Bagian Ekonomi Kantor Uji
frekuensi: tahunan
diterbitkan_pada: 2026-01-10
dimutakhirkan_pada: 2026-05-02
lisensi: cc-by-4.0
tabel:
  - kode: pasar
    berkas: pasar.csv
    judul: Pasar
    kunci: [nama]
    kolom:
      - {nama: nama, judul: Pasar, uraian: Nama pasar., tipe: teks, wajib: ya}
      - {nama: kios, judul: Kios, uraian: Banyaknya kios., tipe: bilangan, satuan: kios}
"""


def with_releases(root: Path) -> Path:
    """The fixture with a dataset of two releases: 20 January, and 2 May with a row more and one changed."""
    files = {f"{DATA}/datapackage.yml": PASAR, f"{DATA}/pasar.csv": "nama,kios\nInpres,10\n"}
    trees.grow(root, files)
    command = ["release", "pasar", "--body", OFFICE, "--root", str(root)]
    assert cli.main([*command, "--on", "2026-01-20", "--note", "Rilis pertama."]) == 0
    trees.put(root, f"{DATA}/pasar.csv", "nama,kios\nInpres,12\nOeba,8\n")
    assert cli.main([*command, "--on", "2026-05-02", "--note", "Pasar Oeba dibuka."]) == 0
    return root


def test_a_feed_tells_of_a_dataset_and_of_its_releases(tmp_path: Path) -> None:
    """In its own feed and in those of all information of the office and the portal; a class has no data."""
    items = made(with_releases(tmp_path / "p"))
    page = f"https://uji.example/{OFFICE}/data/pasar/"
    own = feedparser.parse(trees.content(items, f"{OFFICE}/data/pasar/umpan.xml"))
    assert [(e.id, e.title, e.updated[:10]) for e in own.entries] == [
        (f"{page}#rilis-2", "Pasar Kota Uji: rilis 2", "2026-05-02"),
        (f"{page}#rilis-1", "Pasar Kota Uji: rilis 1", "2026-01-20"),
        (page, "Pasar Kota Uji", "2026-01-10"),
    ]
    assert own.entries[0].summary == "Pasar Oeba dibuka. Pasar: 1 baris masuk, 0 keluar, 1 berubah; kini 2 baris."
    assert own.entries[2].summary == "Pasar dan banyaknya kios."
    shown = items[f"{OFFICE}/data/pasar/index.html"]
    assert isinstance(shown, Page)
    assert all(f'id="{e.id.rpartition("#")[2]}"' in shown.article for e in own.entries[:2])
    ids = {e.id for e in own.entries}
    for path, there in (("umpan.xml", True), (f"{OFFICE}/umpan.xml", True), (f"{OFFICE}/berkala/umpan.xml", False)):
        assert bool(ids & {e.id for e in feedparser.parse(trees.content(items, path)).entries}) is there, path
    before = feedparser.parse(trees.content(made(tmp_path / "p", date(2026, 3, 1)), f"{OFFICE}/data/pasar/umpan.xml"))
    assert [e.id for e in before.entries] == [f"{page}#rilis-1", page]


def test_a_dataset_without_releases_is_dated_by_its_last_update(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "p", {f"{DATA}/datapackage.yml": PASAR, f"{DATA}/pasar.csv": "nama,kios\nInpres,10\n"})
    (entry,) = feedparser.parse(trees.content(made(root), f"{OFFICE}/data/pasar/umpan.xml")).entries
    assert (entry.published[:10], entry.updated[:10]) == ("2026-01-10", "2026-05-02")


def test_newest_first_at_most_fifty_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    for path in feeds():
        read = feedparser.parse(of_portal()[path])
        stamps = [datetime.fromisoformat(e.updated) for e in read.entries]
        assert stamps == sorted(stamps, reverse=True)
        assert len(stamps) <= MOST_ENTRIES
        assert not stamps or datetime.fromisoformat(read.feed.updated) == stamps[0]
    root = trees.grow(tmp_path / "p", {NOTICES: RUNNING})
    first, second = made(root), made(root)
    assert [trees.content(first, p) for p in first if p.endswith("umpan.xml")] == [
        trees.content(second, p) for p in second if p.endswith("umpan.xml")
    ]


def test_what_people_type_is_text_in_a_feed() -> None:
    evil = "<script>alert(1)</script> & ]]> “kutip” 🌊"
    entry = Entry(
        link="https://x.example/a/",
        title=evil,
        updated="2026-06-30T00:00:00+08:00",
        author=evil,
        summary=evil,
        categories=((evil, evil),),
    )
    data = as_xml(
        Feed(
            link="https://x.example/umpan.xml",
            page="https://x.example/",
            title=evil,
            author=evil,
            unchanged="",
            entries=[entry],
        )
    )
    assert list(wrong(data)) == []
    assert etree.fromstring(data).findtext("{*}entry/{*}title") == evil


def test_pages_name_the_feeds_in_their_head_and_link_them() -> None:
    corpus, assessment, _ = trees.judged(trees.portal())
    assert assessment is not None
    named = {shell.name: [address for _, address in shell.feeds] for shell in shells(corpus, assessment)}
    assert named[""] == ["umpan.xml", "perubahan-aturan/umpan.xml"]
    assert named["provinsi-contoh"] == [
        "provinsi-contoh/umpan.xml",
        "provinsi-contoh/berkala/umpan.xml",
        "provinsi-contoh/serta-merta/umpan.xml",
        "provinsi-contoh/setiap-saat/umpan.xml",
        "provinsi-contoh/unit/umpan.xml",
    ]
    pages = {page.path: page for page in trees.pages().values() if isinstance(page, Page)}
    for path in (path for path in feeds() if "/data/" in path):
        page = pages[path.replace("umpan.xml", "index.html")]
        title = feedparser.parse(of_portal()[path]).feed.title
        assert Alternate(type="application/atom+xml", title=title, address=path) in page.alternates
        named[path] = [path]
    assert {address for addresses in named.values() for address in addresses} == set(feeds())
    linked = {page.path: page.article for page in trees.pages().values() if isinstance(page, Page)}
    for path in feeds():
        name = path.rpartition("/")[0]
        page_of_feed = name if "/" in name or path == routes.LAW_CHANGES_FEED else f"{name}/informasi"
        where = f"{page_of_feed}/index.html" if name else "index.html"
        assert path in linked[where], path


# --- calendars -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [p for p in of_portal() if p.endswith(".ics")])
def test_every_calendar_is_one_and_nothing_in_it_is_lost(path: str) -> None:
    data = of_portal()[path]
    calendar = icalendar.Calendar.from_ical(data)
    assert [e for part in calendar.walk() for e in part.errors] == []
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    events = calendar.walk("VEVENT")
    assert len(events) == data.count(b"BEGIN:VEVENT\r\n")
    assert events
    uids = [str(e["uid"]) for e in events]
    assert len(uids) == len(set(uids))
    pages = {page.path for page in trees.pages().values() if isinstance(page, Page)}
    for event in events:
        assert f"{event.decoded('dtstart'):%Y%m%d}" not in str(event["uid"])
        assert event.decoded("sequence") > 0
        assert f"{str(event['url']).removeprefix('https://terbuka.example/')}index.html" in pages
        assert event.required <= tuple(event) or {"UID", "DTSTAMP"} <= set(event)
        assert (event.decoded("dtend") - event.decoded("dtstart")).days == 1
        assert type(event.decoded("dtstart")) is date
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_an_event_whose_day_moves_stays_the_same_event() -> None:
    """A phone moves what it has: the same UID, a higher SEQUENCE, another day."""
    sample = Item(
        body_id="kantor-uji", body_name="Kantor Uji", kind=EXCLUSION, id="naskah/terbuka", title="Tinjau",
        due_on=date(2026, 7, 1), when=When.LATER,
    )  # fmt: skip

    def event(item: Item, on: date) -> Any:
        data = ics.calendar("Uji", [item], {"kantor-uji": on}, site_url="https://uji.example/")
        (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
        return found

    before, after = event(sample, date(2026, 6, 1)), event(replace(sample, due_on=date(2026, 8, 3)), date(2026, 6, 2))
    assert before["uid"] == after["uid"] == "dikecualikan.naskah.terbuka@kantor-uji.terbuka.invalid"
    assert before.decoded("sequence") < after.decoded("sequence")
    assert (before.decoded("dtstart"), after.decoded("dtstart")) == (date(2026, 7, 1), date(2026, 8, 3))
    assert before["url"] == "https://uji.example/kantor-uji/dikecualikan/"


@pytest.mark.parametrize("kind", trees.kinds_of_agenda(), ids=lambda kind: kind.value)
def test_every_kind_of_event_has_a_page(kind: Kind) -> None:
    item = Item(
        body_id="biro-contoh", body_name="", kind=kind, id="kunjungan", title="", due_on=trees.DAY, when=When.LATER,
        register="permohonan" if kind is CLOCK else None,
    )  # fmt: skip
    address = ics.page(replace(item, id="panduan/index") if kind is GUIDE else item)
    if kind is DATASET:
        address = address.replace("kunjungan", "kunjungan-meja-contoh")
    assert f"{address}index.html" in {page.path for page in trees.pages().values() if isinstance(page, Page)}


def test_no_calendar_is_empty(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """RFC 5545 asks for a component; an office without a plan has no calendar of trainings, and no link to one."""
    assert "api/v1/biro-rintisan/pelatihan.ics" not in of_portal()
    with pytest.raises(ValueError, match="needs an event"):
        ics.calendar("Kosong", [], {})
    root = trees.grow(tmp_path / "p")
    # Nothing is recorded, so nothing can be late.
    for path in (root / "datasets/badan/kantor-uji").glob("*"):
        if path.name == "daftar-informasi-publik.csv":
            path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n", "utf-8")
        elif path.name != "badan.yml":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert cli.main(["due", "--root", str(root), "--on", "2026-06-30", "--format", "ics"]) == 0
    out, err = capfd.readouterr()
    assert (out, err.strip().splitlines()[-1]) == ("", "Tidak ada batas waktu, jadi tidak ada kalender.")


# --- the map of the site ---------------------------------------------------------------------------------


def test_the_map_of_the_site_is_valid_and_has_the_day_of_every_entry() -> None:
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = etree.fromstring(of_portal()["sitemap.xml"])
    assert root.tag == f"{name}urlset"
    assert 0 < len(root) <= 50_000
    for url in root:
        assert [part.tag for part in url] in ([f"{name}loc"], [f"{name}loc", f"{name}lastmod"])
        assert url[0].text.startswith("https://terbuka.example/")
        assert len(url[0].text) < 2048
        if len(url) == 2:
            assert date.fromisoformat(url[1].text) <= trees.DAY


def test_a_page_with_facts_has_the_day_of_the_newest_of_them(tmp_path: Path) -> None:
    items = made(trees.grow(tmp_path / "p", {NOTICES: RUNNING}))
    found = dict(
        re.findall(
            r"<loc>[^<]*/(kantor-uji/[^<]*)</loc><lastmod>([^<]*)<", trees.content(items, "sitemap.xml").decode()
        )
    )
    for code in ("informasi", "berkala", "serta-merta", "daftar-informasi-publik"):
        assert f"{OFFICE}/{code}/" in found
    own = {a: day for a, day in found.items() if a.startswith(f"{OFFICE}/informasi/") and a != f"{OFFICE}/informasi/"}
    assert len(own) >= 3
    assert found[f"{OFFICE}/informasi/"] == max(own.values())
    assert found[f"{OFFICE}/serta-merta/"] == found[f"{OFFICE}/serta-merta/banjir-2026/"] == "2026-06-29"


def test_every_page_whose_facts_have_a_day_has_it() -> None:
    """In a portal of samples, which holds every kind of page."""
    own = trees.records()
    bodies = {name: records for name, records in own.bodies.items() if records.body.sample}
    corpus = replace(own, bodies=bodies)
    assessment = assess(corpus, {name: r.body.sample_day or trees.DAY for name, r in bodies.items()})
    (text,) = (item.content.decode() for item in render(corpus, assessment) if item.path == "sitemap.xml")  # type: ignore[union-attr]
    days = dict(re.findall(r"<loc>https://terbuka\.example/([^<]*)</loc><lastmod>([^<]*)<", text))
    for page in (
        "",
        *(["data", "pelatihan", "pengawasan", "tindak-lanjut", "standar-layanan", "dikecualikan", "laporan-tahunan"]),
    ):
        address = f"biro-contoh/{page}/" if page else "biro-contoh/"
        assert days.get(address, "") > "2024", address
    assert days["biro-contoh/"] == max(days[f"biro-contoh/{page}/"] for page in ("informasi", "data", "serta-merta"))
    assert days["biro-contoh/data/"] == days["biro-contoh/data/kunjungan-meja-contoh/"]
    assert all(date.fromisoformat(day) <= trees.DAY for address, day in days.items() if "contoh/" in address)


def test_what_the_calendar_alone_changes_has_no_day(tmp_path: Path) -> None:
    text = trees.content(made(trees.grow(tmp_path / "p")), "sitemap.xml").decode()
    assert re.search(r"<loc>[^<]*/kantor-uji/ketersediaan/</loc></url>", text)


# --- OpenAPI ---------------------------------------------------------------------------------------------


@cache
def described() -> dict[str, Any]:
    result: dict[str, Any] = json.loads(of_portal()[routes.OPENAPI])
    return result


def test_the_description_is_valid() -> None:
    assert [str(e) for e in OpenAPIV31SpecValidator(described()).iter_errors()] == []


def test_every_public_file_is_described_and_every_described_one_is_there() -> None:
    files = {path for path in of_portal() if path.startswith("api/v1/")}
    assert API.undescribed(files) == []
    covered: set[str] = set()
    for template, item in described()["paths"].items():
        form = re.escape(template)
        for parameter in item["get"].get("parameters", ()):
            schema = parameter["schema"]
            values = "|".join(schema["enum"]) if "enum" in schema else schema["pattern"].strip("^$")
            form = form.replace(re.escape(f"{{{parameter['name']}}}"), f"(?:{values})")
        fitting = {path for path in files if re.fullmatch(form, path.removeprefix("api/v1"))}
        assert fitting, template
        covered |= fitting
    assert covered == files - {routes.OPENAPI}


def test_the_examples_of_a_path_lead_to_a_file() -> None:
    for template, item in described()["paths"].items():
        path = template
        for parameter in item["get"].get("parameters", ()):
            path = path.replace(f"{{{parameter['name']}}}", parameter["example"])
        assert f"api/v1{path}" in of_portal(), template


def test_a_file_of_no_family_is_found() -> None:
    assert API.undescribed(["api/v1/portal.json", "api/v1/baru.json"]) == ["api/v1/baru.json"]


def test_samples_are_named_in_the_description() -> None:
    paths = described()["paths"]
    register = "daftar-informasi-publik.csv"
    bodies = {p: paths[f"/{{badan}}/{p}{register}"]["get"]["parameters"][0]["schema"]["enum"] for p in ("", "CONTOH-")}
    assert bodies == {"": ["biro-rintisan"], "CONTOH-": ["biro-contoh", "provinsi-contoh"]}
    assert paths[f"/{{badan}}/CONTOH-{register}"]["get"]["tags"] == ["contoh"]


def test_the_description_is_linked() -> None:
    for page in ("pengembang.md", "metodologi/data-terbuka.md"):
        assert f"{routes.OPENAPI})" in (trees.REPOSITORY / "content" / page).read_text("utf-8")
    assert json.loads(of_portal()["api/v1/portal.json"])["openapi"] == routes.OPENAPI
