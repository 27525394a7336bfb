"""The pages of the service in other languages: what is translated, what is not, how one gets to the other."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import trees
from terbuka.base.page import Page, Version
from terbuka.features.open_data import openness_words as openness
from terbuka.kit import charts, languages, words
from terbuka.kit.portal import ONLY_ORIGINAL, TRANSLATED, environment
from terbuka.kit.spoken import filters, typed_in_original
from terbuka.portal.editions import DESCRIPTIONS, MENU, linked
from terbuka.portal.judging import assess
from terbuka.portal.pages import render
from terbuka.portal.shells import shells

PACKAGE = trees.REPOSITORY / "scripts/terbuka"
THEME = PACKAGE / "theme"
#: Templates that the pages of the service include or call: only their marked texts are asked for.
SHARED = (
    "makro.html", "asal.html", "bahasa-lain.html", "kalimat.html",
    "_data.html", "_keterbukaan.html", "_bagan.html", "_peta.html",
)  # fmt: skip
#: Modules that make sentences in parts, and what other code hands to these pages.
TELLING = ("kit/cells.py", "features/open_data/view.py", "features/open_data/charts.py", "features/open_data/pages.py")
HANDED = {
    *("Ya", "Tidak", charts.NO_DATA, words.SAMPLE, "LU", "LS", "BT", "BB", *(name for _, name in charts._UNITS)),
    *("semua tabel dan keterangannya", "keterangan untuk program", "untuk program: UTF-8, koma", "dengan lembar kamus"),
    *("titik koma, koma desimal", "kode seperti 0012 atau 53.01 hanya utuh di XLSX", "untuk program"),
    *("untuk tabel besar", "CSV untuk Excel"),
}
EN = languages.language("en")
ID = languages.language("id")
CODES = languages.codes()

THIRD = """
msgid ""
msgstr ""
"Language: tet\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Kontak"
msgstr "Kontaktu"

msgid "%(num)s hari kerja"
msgid_plural "%(num)s hari kerja"
msgstr[0] "loron servisu %(num)s"

msgctxt "kerangka"
msgid "Bahasa Indonesia"
msgstr "Tetun"

msgctxt "kerangka"
msgid "Cari"
msgstr "Buka"
"""


def catalogue(code: str) -> dict[tuple[str, str | None], str]:
    """(msgid, context) -> its translation, of what is not fuzzy."""
    with (languages.FOLDER / f"{code}.po").open("rb") as file:
        found = read_po(file)
    return {(m.id[0] if isinstance(m.id, tuple) else m.id, m.context): m.string for m in found if m.id and not m.fuzzy}


def asked_for() -> set[str]:
    """Every marked text of the templates, and the titles and descriptions that code hands on."""
    env = environment()
    found = {ONLY_ORIGINAL, "bahasa Indonesia", "DATA CONTOH", "Aksesibilitas", "Komisi Informasi", "Semua badan"}
    found |= set(DESCRIPTIONS.values()) | {title for _, title, _ in MENU} | HANDED | told()
    found |= {*openness.TITLES.values(), *openness.REASONS.values()}
    described = trees.records().schemas["datapackage"]
    columns = next(c for c in described.column("tabel").columns if c.name == "kolom")
    kinds = next(c for c in columns.columns if c.name == "tipe")
    for column in (described.column("frekuensi"), described.column("lisensi"), kinds):
        found |= set(column.choices.values())
    for name in (*TRANSLATED, *SHARED):
        source = trees.template(name).read_text("utf-8")
        for _, _, message in env.extract_translations(source, ("_", "gettext", "ngettext", "polos")):  # type: ignore[attr-defined]
            found.add(message[0] if isinstance(message, tuple) else message)
    # What is no text in the template comes from elsewhere.
    return found - {None}


def told() -> set[str]:
    """The sentences and words of the modules that say something about rows."""
    found = set()
    for name in TELLING:
        for node in ast.walk(ast.parse((PACKAGE / name).read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "%(" in node.value:
                found.add(node.value)
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Told", "Word"):
                found |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def framed() -> set[str]:
    """The words around a page: what the theme asks for with ``t('…')``."""
    return {word for path in THEME.rglob("*.html") for word in re.findall(r"\bt\('([^']+)'\)", path.read_text("utf-8"))}


@pytest.fixture(scope="module")
def own() -> dict[str, Page]:
    """All pages of this repository's portal by address."""
    corpus = trees.records()
    made = render(corpus, assess(corpus, dict.fromkeys(corpus.bodies, date(2026, 6, 30))))
    return {item.address: item for item in made if isinstance(item, Page)}


# --- the catalogue -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_is_complete(code: str) -> None:
    """What is missing is listed here; until then the page shows the Indonesian text, marked as such."""
    there = catalogue(code)
    assert sorted(asked_for() - {message for message, context in there if context is None}) == []
    assert sorted(framed() - {message for message, context in there if context == languages.FRAME}) == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_names_the_same_values_and_the_same_tags(code: str) -> None:
    def kept(text: str) -> tuple[list[str], list[str]]:
        return sorted(set(re.findall(r"%\(\w+\)s", text))), sorted(re.findall(r"<[^>]+>", text))

    with (languages.FOLDER / f"{code}.po").open("rb") as file:
        for message in read_po(file):
            if message.id and isinstance(message.id, str):
                assert kept(message.id) == kept(str(message.string)), message.id


def test_the_pages_of_the_service_are_translated_whole_the_law_included(own: dict[str, Page]) -> None:
    left = {
        (page.address, text)
        for page in own.values()
        if page.lang == "en"
        for text in re.findall(r'<span lang="id" data-asli>([^<]*)', page.article)
    }
    # The name of the portal is the office's own.
    assert left <= {("en/", trees.records().site_name)}


def test_what_a_catalogue_lacks_stays_indonesian_and_is_marked(tmp_path: Path) -> None:
    (tmp_path / "tet.po").write_text(THIRD, "utf-8")
    tetun = languages.language("tet", tmp_path)
    assert (tetun.name, tetun.messages.gettext("Kontak")) == ("Tetun", "Kontaktu")
    assert tetun.messages.gettext("Biaya") == '<span lang="id" data-asli>Biaya</span>'
    assert tetun.plain("Biaya") == "Biaya"
    word = filters(tetun)["kata"]
    assert word("10 hari kerja") == "loron servisu 10"
    assert word("<b>") == '<span lang="id" data-asli>&lt;b&gt;</span>'
    assert tetun.day(date(2026, 6, 30)) == "30 Juni 2026"


def test_days_numbers_and_spans_are_said_as_the_language_does() -> None:
    said = filters(EN)
    assert said["hari"](date(2026, 6, 30)) == "30 June 2026"
    assert said["hari"](None) == ""
    assert said["angka"](12345) == "12,345"
    assert said["jam"]("08:00") == "08:00"
    assert said["saat"]("2026-06-30T08:05:00+08:00") == "30 June 2026 08:05 WITA"
    assert [said["kata"](x) for x in ("10 hari kerja", "1 hari kerja", "hari itu juga")] == [
        "10 working days",
        "1 working day",
        "the same day",
    ]
    assert filters(ID)["hari"](date(2026, 6, 30)) == "30 Juni 2026"


def test_what_officers_typed_is_escaped_and_marked() -> None:
    assert typed_in_original('<img src=x onerror="a()">') == (
        '<span lang="id">&lt;img src=x onerror=&#34;a()&#34;&gt;</span>'
    )
    assert typed_in_original("") == ""


# --- from one language to another --------------------------------------------------------------------------


def test_each_page_of_the_service_and_its_translation_name_each_other(own: dict[str, Page]) -> None:
    for address in ("biro-contoh/", "biro-contoh/permohonan/", "biro-rintisan/profil/", ""):
        original, english = own[address], own["en/" + address]
        assert (original.lang, english.lang, english.shell) == ("id", "en", "en/" + original.shell)
        assert original.versions == (Version(lang="en", name="English", address="en/" + address),)
        assert english.versions == (Version(lang="id", name="Bahasa Indonesia", address=address),)
    count = sum(page.lang == "en" for page in own.values())
    assert count == 1 + 6 * 3 + 2


def test_the_switch_of_any_other_page_leads_to_where_it_is_said_that_there_is_none(own: dict[str, Page]) -> None:
    said = Version(
        lang="en",
        name="English",
        address="en/biro-contoh/#terjemahan",
        same=False,
        note="this page is in Indonesian only",
    )
    assert own["biro-contoh/statistik/"].versions == (said,)
    assert 'id="terjemahan"' in own["en/biro-contoh/"].article
    assert own["kewajiban/"].versions[0].address == "en/#terjemahan"
    assert 'id="terjemahan"' in own["en/"].article


def test_links_of_a_translation_stay_in_its_language_or_say_where_they_lead() -> None:
    def turned(link: str) -> str:
        return linked(link, "../../", EN, {"biro/", "biro/profil/", ""})

    assert turned('<a class="t" href="../../biro/profil/#kontak">x</a>') == (
        '<a class="t" href="../../en/biro/profil/#kontak">x</a>'
    )
    assert turned('<a href="../../biro/statistik/">x</a>') == (
        '<a href="../../biro/statistik/" hreflang="id">x <span class="only">(in Indonesian)</span></a>'
    )
    for same in ('<a href="#surat">x</a>', '<a href="https://a.example/">x</a>', '<a href="tel:+62380">x</a>'):
        assert turned(same) == same
    assert turned('<a hreflang="id" href="../../biro/">x</a>') == '<a hreflang="id" href="../../biro/">x</a>'


def test_a_translation_brings_no_script_no_form_and_nothing_to_the_search(own: dict[str, Page]) -> None:
    english = [page for page in own.values() if page.lang == "en"]
    assert [page.path for page in english if any(name.endswith(".js") for name in page.assets)] == []
    assert [page.path for page in english if "data-pagefind-body" in page.article] == []
    assert [page.path for page in english if 'class="letter"' in page.article or page.frame_origin] == []
    letter = own["en/biro-contoh/permohonan/"].article
    assert 'hreflang="id" href="../../../biro-contoh/permohonan/#surat"' in letter


def test_frames_of_a_language_hold_its_words_and_only_pages_that_exist(own: dict[str, Page]) -> None:
    corpus = trees.records()
    made = {s.name: s for s in shells(corpus, assess(corpus, dict.fromkeys(corpus.bodies, date(2026, 6, 30))))}
    english = made["en/biro-contoh"]
    assert (english.lang, english.words["Cari"], english.depths) == ("en", "Search", (2, 3, 4))
    assert [item.title for item in english.nav] == [
        "Home",
        "Profile",
        "Request information",
        "Objection",
        "Costs and time limits",
        "Open data",
    ]
    there = own.keys() | {"en/aksesibilitas/"}
    for item in (*english.nav, *english.footer, *made["en/"].nav, *made["en/"].footer):
        assert item.address.startswith("https:") or item.address.partition("#")[0] in there, item
    (pair,) = made[""].pairs["aksesibilitas/"]
    assert (pair.lang, pair.address) == ("en", "en/aksesibilitas/")


def test_the_code_of_a_language_is_no_name_for_a_body(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    (root / trees.BODY).rename(root / "datasets/badan/en")
    _, _, problems = trees.judged(root)
    assert [problem.code for problem in problems] == ["badan-terlarang"]


def test_a_third_language_is_one_catalogue_and_no_code(tmp_path: Path) -> None:
    """A copy of the program, one more file in it, and a portal built with that."""
    shutil.copytree(PACKAGE, tmp_path / "lib/terbuka", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "lib/terbuka/kit/bahasa/tet.po").write_text(THIRD, "utf-8")
    root = trees.grow(tmp_path / "portal")
    done = subprocess.run(
        [sys.executable, "-m", "terbuka", "build", "--no-search", "--on", "2026-06-30", "--root", str(root),
         "--out", str(tmp_path / "site")],
        check=False, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(tmp_path / "lib"), "TERBUKA_SITE_URL": "https://uji.example"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "site/tet/kantor-uji/profil/index.html").read_text("utf-8")
    assert '<html lang="tet"' in page
    assert '<h2 id="kontak">Kontaktu</h2>' in page
    assert "</svg>Buka</a>" in page
    assert '<span lang="id" data-asli>Rincian</span>' in page
    assert re.findall(r'<a class="lang" lang="(\w+)"[^>]*href="([^"]*)">([^<]*)', page) == [
        ("id", "../../../kantor-uji/profil/", "Bahasa Indonesia"),
        ("en", "../../../en/kantor-uji/profil/", "English"),
    ]
    names = ("en", "id", "tet", "x-default")
    heads = [(tmp_path / f"site/{way}kantor-uji/profil/index.html").read_text("utf-8") for way in ("", "en/", "tet/")]
    for head in heads:
        assert tuple(re.findall(r'<link rel="alternate" hreflang="([^"]+)"', head)) == names
