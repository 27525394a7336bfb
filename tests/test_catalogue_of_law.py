"""The catalogue of duties: to whom a duty is addressed, and what in it is our inference and not its article."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

import trees
from terbuka.base.page import Page
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Status
from terbuka.portal.judging import assess
from terbuka.portal.pages import render

OFFICE = "provinsi-contoh"
DAY = date(2026, 6, 30)
#: UU 14/2008 Pasal 16, letter by letter.
ORGANISATION = {
    "a": "nonpemerintah-asas-dan-tujuan",
    "b": "nonpemerintah-program-dan-kegiatan",
    "c": "nonpemerintah-kepengurusan",
    "d": "nonpemerintah-pengelolaan-dana",
    "e": "nonpemerintah-cara-mengambil-keputusan",
    "f": "nonpemerintah-keputusan-organisasi",
    "g": "nonpemerintah-informasi-lain",
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.own()


def of_kind(corpus: Corpus, kind: str) -> Corpus:
    """The portal with an office of another kind of body."""
    records = corpus.bodies[OFFICE]
    body = replace(records.body, traits={**records.body.traits, "jenis_badan": kind})
    return replace(corpus, bodies={OFFICE: replace(records, body=body)})


def test_each_letter_of_the_article_on_organisations_is_a_duty(corpus: Corpus) -> None:
    duties = corpus.laws["id"].obligations
    assert {o.id for o in duties.values() if o.id.startswith("nonpemerintah-")} == set(ORGANISATION.values())
    for letter, name in ORGANISATION.items():
        assert [(b.instrument_id, b.article) for b in duties[name].legal_basis] == [
            ("uu-14-2008", f"Pasal 16 huruf {letter}")
        ]
        assert not duties[name].confirmed, "the text was not at hand"


@pytest.mark.parametrize(
    "kind", ["organisasi", "pemerintah-daerah", "kementerian-lembaga", "bumn-bumd", "partai-politik"]
)
def test_they_are_asked_of_organisations_and_of_nobody_else(corpus: Corpus, kind: str) -> None:
    portal = of_kind(corpus, kind)
    judged = assess(portal, {OFFICE: DAY}).bodies[OFFICE].judgements
    states = {name: judged[name].status for name in ORGANISATION.values()}
    asked = {name for name, status in states.items() if status is Status.MISSING}
    # Letter g only refers to other laws.
    assert asked == (set(ORGANISATION.values()) - {ORGANISATION["g"]} if kind == "organisasi" else set())
    assert all(judged[name].applicable == (kind == "organisasi") for name in ORGANISATION.values())


INFERRED = {
    "salinan-laporan-ke-ki": "Batas 31 Maret.",
    "anggaran-layanan": "Selang setahun sekali.",
    "profil-anggaran-dasar": "Bahwa kantor pemerintah tidak memiliki anggaran dasar.",
}


def test_what_is_inferred_is_said_on_the_page_of_the_duty_and_beside_its_state(corpus: Corpus) -> None:
    duties = corpus.laws["id"].obligations
    found = {o.id: o.inferred for o in duties.values() if o.inferred and not o.id.startswith("nonpemerintah-")}
    assert found.keys() == INFERRED.keys()
    made = {p.address: p.article for p in render(corpus, assess(corpus, dict.fromkeys(corpus.bodies, DAY)))
            if isinstance(p, Page)}  # fmt: skip
    for name, words in INFERRED.items():
        assert (found[name] or "").startswith(words)
        assert f"<strong>Kesimpulan portal, bukan bunyi pasal:</strong> {words}" in made[f"kewajiban/{name}/"]
    rows = made[f"{OFFICE}/ketersediaan/"]
    (row,) = re.findall(r'<li class="duty" id="salinan-laporan-ke-ki".*?</li>', rows, re.DOTALL)
    assert "sebagian kesimpulan portal" in row


def test_an_interval_that_no_article_names_is_an_inference(corpus: Corpus) -> None:
    """A duty whose note says that its article names no interval has none, or says that it is inferred."""
    for duty in corpus.laws["id"].obligations.values():
        if duty.note and re.search(r"tidak menyebut (selang|hari)", duty.note) and not duty.inferred:
            assert not duty.intervals, duty.id
            assert not duty.yearly_due, duty.id
