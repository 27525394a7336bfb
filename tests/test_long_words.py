"""Pages in a real browser, with a word without end wherever an officer types freely: nothing gets wider than a phone.

Print opens what is folded, and each ``summary`` shows that it has the focus.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

import trees
from browser import running_browser
from test_site import KINDS, PROVINCE, REAL, SAMPLE
from web import Served, serving

WORD = "Pertanggungjawaban" * 4
PHONE = {"width": 360, "height": 740}
#: Keys and columns that officers fill in their own words.
KEYS = ("nama_pendek", "judul", "uraian", "ringkasan", "keterangan", "alamat", "nama_induk", "jabatan")
COLUMNS = ("judul", "ringkasan", "uraian", "penguasa", "penanggung_jawab", "temuan", "gambaran", "kendala", "tindakan",
           "nama", "konsekuensi_dibuka", "keputusan", "retensi")  # fmt: skip


def lengthened(root: Path) -> None:
    """Put the word behind every free text of the bodies, as far as the schema leaves room."""
    for folder in (SAMPLE, REAL, PROVINCE):
        for file in sorted((root / "datasets/badan" / folder).rglob("*")):
            if file.suffix == ".yml":
                text = file.read_text("utf-8")
                keys = "|".join(("nama", *KEYS) if file.name == "badan.yml" else KEYS)  # of a column it is a code
                text = re.sub(rf"(?m)^((?:[ -]*)(?:{keys}): )([^|>\n][^\n]*)$", _longer, text)
                file.write_text(text, "utf-8")
            elif file.suffix == ".csv" and file.parent.name == folder:
                _lengthen_table(file)


def _longer(line: re.Match[str]) -> str:
    value = line[2].strip().strip("\"'")
    return f'{line[1]}"{value[:30]} {WORD}"' if '"' not in value and "\\" not in value else line[0]


def _lengthen_table(file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    for row in rows:
        row.update({name: f"{row[name][:30]} {WORD}" for name in COLUMNS if row.get(name)})
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("panjang") / "portal"
    for part in ("schemas", "datasets", "content"):
        shutil.copytree(trees.REPOSITORY / part, root / part)
    text = (trees.REPOSITORY / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"(?m)^site_name: .*$", f"site_name: Portal {WORD}", text), "utf-8")
    lengthened(root)
    command = [sys.executable, "-m", "terbuka", "build", "--root", str(root), "--no-search"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[:3000]
    return root / "site"


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[Served]:
    with serving(site) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


#: What stands out of the page to the right and is in no box with a scroll of its own.
WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll,.vh,svg'))
    .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 30)).slice(0, 5)"""
#: Text that a box cuts away, where nobody can scroll to it.
CUT = """() => [...document.querySelectorAll('.page *, .head *, .foot *')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX)
        && !e.closest('.vh,svg') && e.checkVisibility())
    .map(e => e.tagName + '.' + e.className).slice(0, 5)"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_word_without_end_widens_no_page(script: bool, browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=True)
    if not script:
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    found = {}
    for kind, address in KINDS.items():
        page.goto(served.url + address, wait_until="load")
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        wide, cut = page.evaluate(WIDE), page.evaluate(CUT)
        if wide or cut:
            found[kind] = (wide, cut)
    context.close()
    assert found == {}


FOCUS = """() => [...document.querySelectorAll('summary')].filter(e => e.checkVisibility()).map(e => {
    e.focus({focusVisible: true});
    const s = getComputedStyle(e);
    return [e.textContent.trim().slice(0, 30), s.outlineStyle, parseFloat(s.outlineWidth)];
}).filter(([_, style, width]) => style === 'none' || width < 2)"""


def test_every_summary_shows_that_it_has_the_focus(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    found, seen = {}, 0
    for kind, address in KINDS.items():
        page.goto(served.url + address, wait_until="load")
        page.keyboard.press("Tab")
        seen += page.locator("summary").count()
        if hidden := page.evaluate(FOCUS):
            found[kind] = hidden
    context.close()
    assert seen > 50
    assert found == {}


FOLDED = """() => [...document.querySelectorAll('.page details:not([open])')].map(e => {
    if (!e.checkVisibility()) return '';
    const p = [...e.querySelectorAll(':scope > :not(summary)')].find(c => !c.querySelector('.vh') && !c.matches('.vh'));
    return p ? p.textContent.trim().replace(/\\s+/g, ' ').slice(0, 24) : '';
}).filter(t => /^[A-Za-z .,]{12,}$/.test(t)).slice(0, 3)"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_print_opens_what_is_folded(script: bool, browser: Browser, served: Served) -> None:
    context = browser.new_context()
    if not script:
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    looked_at = 0
    for kind in ("availability", "standards", "days", "entry", "dataset", "evaluation", "request", "statistics"):
        page.goto(served.url + KINDS[kind], wait_until="load")
        folded: list[str] = page.evaluate(FOLDED)
        if not folded:
            continue
        looked_at += 1
        sheets = pypdfium2.PdfDocument(page.pdf())
        text = "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in sheets)
        missing = [t for t in folded if "".join(t.split()) not in text]
        assert missing == [], kind
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(".page details:not([open])").count() >= len(folded), kind
    assert looked_at >= 3
    context.close()
