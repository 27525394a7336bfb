"""Sentences about the law on pages for citizens: each is data with its article, said where it says it is, and nowhere
else; ``tests/scenarios/kalimat-hukum/*.yml`` are situations of a citizen with what must and must not be read there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

import trees
from terbuka.base.page import Page
from terbuka.duties.corpus import Corpus
from terbuka.features.guide.prose import prose
from terbuka.kit.limits import limits
from terbuka.kit.sentences import may_be_said
from terbuka.law.law import Law
from terbuka.portal.judging import assess
from terbuka.portal.pages import render
from terbuka.record.strict_yaml import parse

OFFICE, REAL = "biro-contoh", "biro-rintisan"
DAY = date(2026, 6, 30)
#: Templates of the pages on which a citizen acts, and what they are made of.
CITIZENS = (
    "permohonan", "keberatan", "pengaduan", "cek-status", "catatan", "layanan", "batas-waktu", "surat", "kalimat",
    "tanda-terima",
)  # fmt: skip
#: An article, or the words by which an obligation or a right is told.
LEGAL = re.compile(
    r"\bPasal\b|\bUU \d|\bPerki\b|\bUndang-[Uu]ndang\b|\b[Ww]ajib\b|\b[Bb]erhak\b|\b[Hh]arus\b|\b[Ll]ewat batas\b"
    r"|\b[Pp]aling lambat\b|\b\d+ hari kerja\b|\b[Bb]elum tercatat: \b|[Bb]oleh (?:langsung|mengajukan|meminta|ditolak)"
)
#: What only looks like it: a label beside a field, and the words of a letter that its writer signs.
HARMLESS = re.compile(r"\(wajib\)|isinya sudah lewat batas pembaruan")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.records()


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> Law:
    return corpus.laws["id"]


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> dict[str, str]:
    """What can be read on each page of an office and in the prose, by ``<office>/<page>`` and ``hak-anda``; what
    scripts say included."""
    judged = assess(corpus, dict.fromkeys(corpus.bodies, DAY))
    made = {p.address: p.article for p in render(corpus, judged) if isinstance(p, Page) and p.lang == "id"}
    there = {address.strip("/"): read(article) for address, article in made.items()}
    return there | {"beranda": there[OFFICE], "hak-anda": re.sub(r"\s+", " ", prose(corpus, judged)["hak-anda.md"])}


def read(article: str) -> str:
    """The text of a page, and the sentences that its script is given."""
    given = re.search(r"data-kalimat='([^']*)'", article)
    scripted = json.loads(unescape(given[1])) if given else {}
    beside = " ".join(" ".join(x.values()) for said in scripted.values() for x in said)
    whole = re.sub(r'<details class="sources".*?</details>', "", article, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", whole))) + " " + beside


def filled(text: str, corpus: Corpus) -> str:
    known = limits(corpus, corpus.laws["id"], DAY)
    return re.sub(r"\{([^{}+]*)(\+?)\}", lambda m: known[m[1]].extension if m[2] else known[m[1]].days, text)


# --- the situations of a citizen ---------------------------------------------------------------------------

STORY_KEYS = {"nama", "halaman", "kalimat", "hak", "berbunyi", "tidak"}


def stories() -> Iterator[Any]:
    for file in sorted((trees.TESTS / "scenarios/kalimat-hukum").glob("*.yml")):
        node, problems = parse(file.read_text("utf-8"), file.name)
        assert node is not None, problems
        for entry in node.entries:
            story = entry.plain()
            assert story.keys() <= STORY_KEYS, f"{file.name}:{entry.line}: {story.keys() - STORY_KEYS}"
            yield pytest.param(story, id=f"{file.stem}:{entry.line} {story['nama']}")


@pytest.mark.parametrize("story", list(stories()))
def test_a_citizen_reads_what_the_law_says(story: dict[str, Any], pages: dict[str, str], corpus: Corpus) -> None:
    law = corpus.laws["id"]
    for name in story["halaman"]:
        page = pages.get(f"{OFFICE}/{name}") or pages[name]
        for sentence in story.get("kalimat", []):
            assert name in law.sentences[sentence].pages, (sentence, name)
            assert filled(law.sentences[sentence].text, corpus) in page, (sentence, name)
        for right in story.get("hak", []):
            assert filled(law.rights[right].text, corpus) in page, (right, name)
        for words in story.get("berbunyi", []):
            assert words in page, (words, name)
        for words in story.get("tidak", []):
            assert words not in page, (words, name)


def test_every_sentence_and_every_right_has_a_situation_on_each_of_its_pages(law: Law) -> None:
    told = [story.values[0] for story in stories()]
    shown = {(sentence, page) for s in told for sentence in s.get("kalimat", []) for page in s["halaman"]}
    # Which of the three commissions a body's page names is its own.
    others = {("komisi-kabupaten", "keberatan"), ("komisi-pusat", "keberatan")}
    assert {(s.id, page) for s in law.sentences.values() for page in s.pages} - shown == others
    assert {right for s in told for right in s.get("hak", [])} == set(law.rights)


# --- the data ----------------------------------------------------------------------------------------------


def test_every_sentence_names_its_article_and_the_words_it_rests_on(law: Law) -> None:
    for sentence in law.sentences.values():
        ours = sentence.nature in ("saran", "kebiasaan")
        assert bool(sentence.legal_basis) or ours, sentence.id
        assert not (ours and sentence.confirmed), f"{sentence.id}: advice and practice are no confirmed law"
        assert len(sentence.rests_on) > 20, sentence.id
    owners = [*law.rights.values(), *law.grounds.values(), *law.steps.values(), *law.requester_kinds.values()]
    assert [o.id for o in owners if not o.rests_on or o.confirmed is None] == []


def test_a_sentence_is_said_only_while_its_law_rules(corpus: Corpus, law: Law) -> None:
    def there(name: str, day: str) -> bool:
        on, found = date.fromisoformat(day), law.sentences[name]
        return may_be_said(law, found.legal_basis, found.text, limits(corpus, law, on), on)

    days = ("2010-04-29", "2010-04-30", "2021-06-29", "2021-06-30")
    assert [there("waktu-berjalan", day) for day in days] == [False, True, True, True]
    assert [there("tanpa-nik", day) for day in days] == [False, False, False, True]
    assert [there("periksa-lengkap", day) for day in days] == [False, False, False, True]
    assert [there("simpan-bukti", day) for day in days] == [True] * 4


# --- the pages ---------------------------------------------------------------------------------------------


def literal(template: str) -> list[str]:
    """The lines of a template without what the data fills in: comments, expressions, statements, attributes of data."""
    text = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    # What stands in quotes within an expression is text of the template too.
    text = re.sub(r"\{\{(.*?)\}\}|\{%(.*?)%\}", _quoted, text, flags=re.DOTALL)
    return [HARMLESS.sub("", line) for line in text.splitlines()]


def _quoted(found: re.Match[str]) -> str:
    inside = found[1] or found[2] or ""
    # Names of sentences, pages and clocks are no text.
    quoted = re.findall(r"'([^']*)'|\"([^\"]*)\"", inside)
    return " ".join(a or b for a, b in quoted if not re.fullmatch(r"[a-z0-9_-]+", a or b))


@pytest.mark.parametrize("name", CITIZENS)
def test_no_template_says_a_sentence_about_the_law_of_its_own(name: str) -> None:
    lines = literal(trees.template(f"{name}.html").read_text("utf-8"))
    found = [line.strip() for line in lines if LEGAL.search(line)]
    assert found == [], "move the sentence to kalimat-hukum.yml and say it with kalimat()"


def test_prose_sets_articles_small_and_takes_no_markup_from_data(corpus: Corpus) -> None:
    """As on the pages: the article and the mark stand in the small style; what data say is text, also with signs."""
    law = corpus.laws["id"]
    odd = replace(law.sentences["hak-informasi"], text='<b onclick="x">Anda</b> & "dia"')
    changed = replace(corpus, laws={**corpus.laws, "id": replace(law, sentences={**law.sentences, odd.id: odd})})
    made = prose(changed, assess(changed, dict.fromkeys(changed.bodies, DAY)))
    # What stands around a mark stays as it is written, quotes included.
    method = made["tentang.md"]
    assert 'dijawab "belum dapat dihitung", dan yang' in method
    assert not re.search(r"[{}]|&#", method)
    text = made["hak-anda.md"]
    assert '&lt;b onclick="x"&gt;Anda&lt;/b&gt; &amp; "dia" <span class="law">(UU 14/2008 Pasal 4)</span>' in text
    assert '<span class="law">(saran)</span>' in text
    assert set(re.findall(r"</?[a-z][^>]*>", text)) == {'<span class="law">', "</span>"}


@pytest.mark.parametrize(
    "line",
    [
        "<p>Kantor wajib memberi nomor.</p>",
        "{{ _('Paling lambat besok.') }}",
        "{% set x = 'UU 14/2008 Pasal 22' %}",
        "<p>Dijawab dalam 10 hari kerja.</p>",
        "Anda boleh langsung mengajukan keberatan",
    ],
)
def test_the_search_for_such_sentences_finds_them(line: str) -> None:
    assert any(LEGAL.search(found) for found in literal(line))


@pytest.mark.parametrize(
    "line", ['<span class="need">(wajib)</span>', "{{ h.kalimat_p(b, ['wajib']) }}", "{# wajib #}"]
)
def test_the_search_for_such_sentences_lets_the_rest_be(line: str) -> None:
    assert not any(LEGAL.search(found) for found in literal(line))


def test_pages_say_where_their_sentences_come_from(corpus: Corpus) -> None:
    judged = assess(corpus, dict.fromkeys(corpus.bodies, DAY))
    made = {p.address: p.article for p in render(corpus, judged) if isinstance(p, Page)}
    for name in ("permohonan", "keberatan", "cek-status", "catatan", "batas-waktu", "pengaduan"):
        article = made[f"{OFFICE}/{name}/"]
        box = re.search(r'<details class="sources".*?</details>', article, re.DOTALL)
        assert box is not None, name
        for sentence in corpus.laws["id"].sentences.values():
            if name in sentence.pages:
                assert sentence.rests_on in unescape(box[0]), (name, sentence.id)


def test_the_telephone_is_not_the_way_to_hand_in_an_objection(corpus: Corpus) -> None:
    judged = assess(corpus, dict.fromkeys(corpus.bodies, DAY))
    made = {p.address: p.article for p in render(corpus, judged) if isinstance(p, Page)}
    article = made[f"{REAL}/keberatan/"]
    places = [article.index(part) for part in ("mailto:", "<b>Datang</b>", "Telepon hanya untuk bertanya", "tel:")]
    assert places == sorted(places)


def test_the_commission_that_is_not_known_is_a_gap_and_no_guess(corpus: Corpus, pages: dict[str, str]) -> None:
    page = pages[f"{REAL}/keberatan"]
    assert "Komisi Informasi Provinsi Uji" in page
    assert "Alamatnya belum tercatat di portal ini" in page
    records = corpus.bodies[REAL]
    unknown = replace(records, body=replace(records.body, commission=None))
    without = replace(corpus, bodies={**corpus.bodies, REAL: unknown})
    judged = assess(without, dict.fromkeys(without.bodies, DAY))
    made = {p.address: p.article for p in render(without, judged) if isinstance(p, Page)}
    page = read(made[f"{REAL}/keberatan/"])
    assert "Komisi Informasi yang berwenang belum tercatat di portal ini" in page
    assert "diajukan ke Komisi Informasi kabupaten atau kota itu bila ada" in page


def test_the_number_of_a_person_is_written_by_hand_and_never_typed() -> None:
    """The sheet has a line for it; no field does, and the plain text of the letter does not hold it."""
    template = trees.template("permohonan.html").read_text("utf-8")
    assert "s.tangan('NIK, atau nomor keputusan badan hukum (tulis tangan)')" in template
    assert not re.search(r"s\.isi\('nik", template)
    macro = (
        trees.template("surat.html").read_text("utf-8").split("{% macro tangan(title) %}")[1].split("{% endmacro %}")[0]
    )
    assert "data-t" not in macro
    assert "data-isi" not in macro
