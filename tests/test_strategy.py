"""The strategy of coaching: every line of the document is there, opens to evidence, and says what state that is in."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import trees
from terbuka import routes
from terbuka.assess import assess
from terbuka.model import Corpus
from terbuka.page import Page
from terbuka.render import render, strategy
from terbuka.render.coaching import PARTS, Part
from terbuka.render.view import BodyView

SAMPLE, REAL = "biro-contoh", "biro-pemerintahan-setda-ntt"
#: The document that the strategy was given as; it is not part of the repository.
SEED = trees.REPOSITORY.parent / "shared/seed/strategi-dan-metode-pembinaan.txt"
#: The same document, as the office of the seed has it in its own folder.
COPY = trees.REPOSITORY / f"datasets/badan/{REAL}/berkas/strategi-dan-metode-pembinaan.txt"
#: The page that proves a line before all others, as soon as the portal has it.
FIRST = {
    "pelatihan": "pelatihan",
    "audit-internal": "pengawasan",
    "evaluasi-kinerja": "kinerja",
    "kendala-dan-perbaikan": "tindak-lanjut",
}


def said(text: str) -> list[str]:
    """The words of a text, without numbers of lines, bullets and punctuation."""
    lines = [re.sub(r"^\s*(?:[IVX]+\.|\d+\.|[•-])\s*", "", line) for line in text.splitlines()]
    return re.findall(r"[\w/-]+", " ".join(lines).replace("*", ""))


@pytest.mark.parametrize("file", [SEED, COPY], ids=["as given", "as the office has it"])
def test_every_line_of_the_document_has_its_line(file: Path) -> None:
    """Headings and quotes in their order are the document behind its title, word by word: nothing left out or added."""
    if not file.exists():
        pytest.skip(f"the document {file.name} is not on this computer")
    text = file.read_text("utf-8")
    corpus = trees.own()
    schema = corpus.schemas["strategi"]
    told: list[str] = []
    headings: list[str] = []
    for line in corpus.laws["id"].strategy.values():
        heading = schema.label("bagian", line.part)
        if heading not in headings:
            headings.append(heading)
            told += said(heading)
        told += said(line.quote)
    assert told == said(text[re.search(r"(?m)^I\. Pembinaan", text).start() :])  # type: ignore[union-attr]
    assert headings == list(schema.column("bagian").choices.values())


def test_a_page_that_the_portal_has_is_named_by_the_line_that_it_proves() -> None:
    """When this fails, write the code first under ``halaman`` of that line in ``datasets/aturan/id/strategi.yml``."""
    lines = trees.own().laws["id"].strategy
    there = {name: code for name, code in FIRST.items() if code in routes.BODY_PAGES}
    assert {name: lines[name].pages[0] for name in there} == there


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    corpus = trees.own()
    days = {name: records.body.sample_day or trees.DAY for name, records in corpus.bodies.items()}
    return {p.path: p.article for p in render(corpus, assess(corpus, days)) if isinstance(p, Page)}


def test_every_line_opens_to_pages_that_are_there(pages: dict[str, str]) -> None:
    for body in (SAMPLE, REAL):
        address = f"{body}/{strategy.CODE}/"
        article = pages[f"{address}index.html"]
        for line in trees.own().laws["id"].strategy.values():
            assert f'id="{line.id}"' in article
            for code in line.pages:
                assert f'href="../../{body}/{code}/"' in article
                assert f"{body}/{code}/index.html" in pages


def test_the_state_is_that_of_the_first_page(pages: dict[str, str]) -> None:
    article = pages[f"{SAMPLE}/{strategy.CODE}/index.html"]
    line = article[article.index('id="mekanisme-pelaporan"') :].partition('<li class="duty"')[0]
    assert "8 laporan sejak 1 Juli 2024, 7 sudah diputus" in line
    assert "Ada datanya" in line
    other = pages[f"{REAL}/{strategy.CODE}/index.html"]
    line = other[other.index('id="mekanisme-pelaporan"') :].partition('<li class="duty"')[0]
    assert "belum ada data" in line
    assert "Ada datanya" not in line, "that people could write does not mean that reports are answered"


def test_a_line_lives_by_its_first_page_or_by_prose() -> None:
    corpus = trees.own()
    line = corpus.laws["id"].strategy["mekanisme-pelaporan"]
    found = {
        told: strategy._row(view(corpus, told), line, [part(told)]).is_living
        for told in ("Belum ada data", "3 laporan", "Nihil sejak 1 Juli 2024")
    }
    assert found == {"Belum ada data": False, "3 laporan": True, "Nihil sejak 1 Juli 2024": True}


def part(told: str) -> Part:
    return Part("tanggapan-laporan", "Judul", "", lambda _: told, lambda *_: iter(()))


def view(corpus: Corpus, _: str) -> Any:
    body = SimpleNamespace(address="Jalan", phones=(), whatsapp=None, email=None)
    return SimpleNamespace(corpus=corpus, body=body, id="kantor", law=corpus.laws["id"])


def test_the_hub_lists_every_part_with_its_state(pages: dict[str, str]) -> None:
    article = pages[f"{SAMPLE}/laporan/index.html"]
    corpus = trees.own()
    assessed = assess(corpus, dict.fromkeys(corpus.bodies, trees.DAY)).bodies[SAMPLE]
    b = BodyView(corpus, assessed, others=True)
    for each in PARTS:
        assert f'href="../../{SAMPLE}/{each.code}/"' in article
        assert each.state(b) in article
        assert each.code in routes.BODY_PAGES
