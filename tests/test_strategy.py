"""The strategy of coaching: every line of the document is there, opens to evidence, and says what state that is in."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

import trees
from terbuka.base.page import Page
from terbuka.duties.verdict import Status
from terbuka.features.strategy import pages as strategy
from terbuka.features.strategy.judge import strategy_state
from terbuka.features.strategy.record import StrategyLine, StrategyProof, StrategyState
from terbuka.kit.view import BodyView
from terbuka.portal.coaching import parts_of
from terbuka.portal.features import everything_shown
from terbuka.portal.judging import assess
from terbuka.portal.pages import render
from terbuka.record.strict_yaml import parse

SAMPLE, REAL = "biro-contoh", "biro-rintisan"
#: Codes of the pages of every body.
PAGES = trees.records().laws["id"].body_pages


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    corpus = trees.records()
    days = {name: records.body.sample_day or trees.DAY for name, records in corpus.bodies.items()}
    return {p.path: p.article for p in render(corpus, assess(corpus, days)) if isinstance(p, Page)}


def test_every_line_opens_to_pages_that_are_there(pages: dict[str, str]) -> None:
    for body in (SAMPLE, REAL):
        address = f"{body}/{strategy.CODE}/"
        article = pages[f"{address}index.html"]
        for line in trees.records().laws["id"].named(StrategyLine).values():
            assert f'id="{line.id}"' in article
            for code in line.pages:
                assert f'href="../../{body}/{code}/"' in article
                assert f"{body}/{code}/index.html" in pages


def line_of(article: str, name: str) -> str:
    return article[article.index(f'id="{name}"') :].partition('<li class="duty"')[0]


def test_a_page_shows_the_evidence_of_each_line(pages: dict[str, str]) -> None:
    line = line_of(pages[f"{SAMPLE}/{strategy.CODE}/index.html"], "mekanisme-pelaporan")
    assert "8 laporan sejak 1 Juli 2024, 7 sudah diputus" in line
    assert "Ada buktinya" in line
    line = line_of(pages[f"{REAL}/{strategy.CODE}/index.html"], "mekanisme-pelaporan")
    assert "Tahun yang diliput register pengaduan: 0 di portal ini, perlu sedikitnya 1." in line
    assert "Belum ada buktinya di portal ini" in line, "what a real office does outside of the portal is not known"
    assert "Ada buktinya" not in line, "that people could write does not mean that reports are answered"


def test_what_lives_at_the_real_bureau() -> None:
    """Its guide, its ways of contact and its one document are there; nothing else is claimed."""
    corpus = trees.records()
    states = assess(corpus, dict.fromkeys(corpus.bodies, trees.DAY)).bodies[REAL].named(StrategyState)
    living = {name for name, state in states.items() if state.is_living}
    assert living == {"panduan-internal", "saluran-pengaduan", "permohonan-daring", "portal-informasi"}
    assert [(proof.measure, count) for proof, count in states["ketersediaan-informasi"].lacking] == [
        ("informasi-wajib-tersedia", 0)
    ]


def test_the_source_of_a_line_is_folded(pages: dict[str, str]) -> None:
    """The document's own words, and what is only a proposal, stand behind the question and not in the list."""
    article = pages[f"{REAL}/{strategy.CODE}/index.html"]
    shown = re.sub(r"(?s)<details>.*?</details>", "", article)
    for words in ("Naskah", "belum bernomor", "bukan diketik", "usulan portal"):
        assert words not in shown
    assert article.count("Dari mana ini?") == 1 + len(trees.records().laws["id"].named(StrategyLine))


def stories() -> list[dict[str, Any]]:
    file = trees.TESTS / "scenarios/strategi/bukti.yml"
    node, problems = parse(file.read_text("utf-8"), file.name)
    assert node is not None, problems
    return [entry.plain() for entry in node.entries]


@pytest.mark.parametrize("story", stories(), ids=lambda story: story["nama"])
def test_story(story: dict[str, Any]) -> None:
    office = story.get("kantor", {})
    body = SimpleNamespace(
        address=office.get("alamat"),
        phones=(office["telepon"],) if "telepon" in office else (),
        whatsapp=office.get("whatsapp"),
        email=office.get("surel"),
        request_form=office.get("formulir"),
    )
    there = int(story.get("ada", {}).get("informasi-wajib-tersedia", 0))
    statuses = [Status.MET] * there + [Status.MISSING] * 64
    judgements = {n: SimpleNamespace(counted=True, status=status) for n, status in enumerate(statuses)}
    made: Any = SimpleNamespace(body=body, judgements=judgements)
    proofs = tuple(StrategyProof(measure=b["ukuran"], least=int(b["paling_sedikit"])) for b in story["bukti"])
    line = replace(
        next(iter(trees.records().laws["id"].named(StrategyLine).values())),
        proofs=proofs,
        prose=tuple(story.get("prosa", ())),
    )
    state = strategy_state(line, made, trees.records().laws["id"], story.get("terbit", ()))
    assert ("ya" if state.is_living else "tidak") == story["berjalan"]


def test_the_hub_lists_every_part_with_its_state(pages: dict[str, str]) -> None:
    article = pages[f"{SAMPLE}/laporan/index.html"]
    corpus = trees.records()
    assessed = assess(corpus, dict.fromkeys(corpus.bodies, trees.DAY)).bodies[SAMPLE]
    b = BodyView(corpus, assessed, others=True)
    for each in parts_of(everything_shown()):
        assert f'href="../../{SAMPLE}/{each.code}/"' in article
        assert each.state(b) in article
        assert each.code in PAGES
