"""Maklumat, costs and procedures: completeness against the law's data, time limits that are never typed, follow-up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import trees
from shelves import altered
from terbuka.base.page import File, Page
from terbuka.duties.corpus import Corpus
from terbuka.features.service.record import Complaint
from terbuka.features.standards.judge import standards_of
from terbuka.features.standards.pages import StandardsView
from terbuka.features.standards.record import Pledge, Procedure, Standard
from terbuka.kit.view import BodyView
from terbuka.law.body import Body
from terbuka.portal.judging import assess
from terbuka.portal.pages import render

DAY = date(2026, 6, 30)
SAMPLE = "biro-contoh"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.records()


@pytest.fixture(scope="module")
def made() -> Mapping[str, Page | File]:
    return trees.pages(DAY)


def test_only_what_was_read_in_an_article_is_called_confirmed(corpus: Corpus) -> None:
    for standard in corpus.laws["id"].named(Standard).values():
        for part in standard.parts:
            borrowed = part.instrument_id in (None, "praktik-ppid", "uu-25-2009")
            assert part.confirmed != borrowed or part.name == "audio", (standard.id, part.name)


def test_what_is_dated_after_the_day_is_not_there_yet(corpus: Corpus) -> None:
    records, law = corpus.bodies[SAMPLE], corpus.laws["id"]
    (pledge,) = records.rows(Pledge) or ()
    for day, missing in ((date(2026, 1, 26), ["tanggal"]), (date(2026, 1, 27), [])):
        state = next(s for s in standards_of(records, law, day) if isinstance(s.record, Pledge))
        assert [p.name for p in state.missing] == missing
    bare = altered(records, pledges=(altered(pledge, evaluation=(), recordings=(), signed_by=None),))
    state = next(s for s in standards_of(bare, law, DAY) if isinstance(s.record, Pledge))
    assert [p.name for p in state.missing] == ["evaluasi", "audio", "ditandatangani_oleh"]


def test_what_a_step_asks_for_depends_on_the_procedure(corpus: Corpus) -> None:
    states = {s.obligation.id: s for s in standards_of(corpus.bodies[SAMPLE], corpus.laws["id"], DAY)}
    assert "batas_waktu" in [p.name for p in states["sop-permintaan"].parts]
    assert "batas_waktu" not in [p.name for p in states["sop-pendokumentasian"].parts]
    assert all(s.complete for s in states.values())


def test_completeness_is_counted_and_named(corpus: Corpus) -> None:
    records = corpus.bodies[SAMPLE]
    first, second, third, *rest = records.rows(Procedure) or ()
    cut = altered(records, procedures=(altered(first, performers=(), results=()), second, *rest))
    assert third.obligation_id == "sop-keberatan"
    changed = replace(corpus, bodies={**corpus.bodies, SAMPLE: cut})
    assessed = assess(changed, dict.fromkeys(changed.bodies, DAY)).bodies[SAMPLE]
    told = StandardsView(BodyView(changed, assessed, others=True)).counted()
    assert told == (
        "5 dari 7 SOP lengkap; Standar pengumuman: belum ada pelaksana dan keluaran; "
        "Standar pengajuan keberatan: belum ditulis di sini."
    )
    whole = assess(corpus, dict.fromkeys(corpus.bodies, DAY)).bodies[SAMPLE]
    assert assessed.gaps == whole.gaps, "an incomplete procedure is no second gap beside its duty"


def test_a_limit_that_changes_changes_the_sentence(corpus: Corpus) -> None:
    """A term that is five days from a day on stands so in pledge and procedure; an older day keeps the older one."""
    law = corpus.laws["id"]
    deadline = law.deadlines["pemberitahuan"]
    shorter = replace(deadline.lengths[0], from_on=date(2026, 7, 1), days=5)
    deadlines = {**law.deadlines, deadline.id: replace(deadline, lengths=(*deadline.lengths, shorter))}
    changed = replace(corpus, laws={"id": replace(law, deadlines=deadlines)})
    for day, days in ((DAY, "10"), (date(2026, 7, 1), "5")):
        found = {i.path: i for i in render(changed, assess(changed, dict.fromkeys(corpus.bodies, day)))}
        sentence = f"Kami menjawab paling lambat {days} hari kerja sejak permintaan diterima."
        assert sentence in trees.article(found, f"{SAMPLE}/standar-layanan/")
        assert f"<b>paling lambat {days} hari kerja, dapat diperpanjang satu kali 7 hari kerja" in trees.article(
            found, f"{SAMPLE}/standar-layanan/sop-permintaan/"
        )


def test_totals_are_computed(made: dict[str, Page | File]) -> None:
    text = trees.article(made, f"{SAMPLE}/standar-layanan/")
    for total in ("Gratis", "Rp 12.000", "Rp 14.000 ditambah pengiriman menurut tarif jasa pengiriman"):
        assert f"<td><b>{total}</b></td>" in text
    assert "Rp 300 per lembar" in text


def test_a_long_pledge_is_set_smaller(corpus: Corpus) -> None:
    records = corpus.bodies[SAMPLE]
    (pledge,) = records.rows(Pledge) or ()
    sizes = []
    for times in (0, 1, 30):
        basis = pledge.legal_basis if times else ()
        shared = pledge.evaluation if times else ()
        pledges = (replace(pledge, legal_basis=basis, evaluation=shared, guarantee=pledge.guarantee * times),)
        longer = altered(records, pledges=pledges)
        changed = replace(corpus, bodies={**corpus.bodies, SAMPLE: longer})
        assessed = assess(changed, dict.fromkeys(changed.bodies, DAY)).bodies[SAMPLE]
        sizes.append(StandardsView(BodyView(changed, assessed, others=True)).sheet())
    assert sizes == ["p1", "p2", "p3"]


def test_what_is_not_written_says_where_its_document_is_or_how_to_ask(made: dict[str, Page | File]) -> None:
    real = trees.article(made, "biro-rintisan/standar-layanan/")
    assert "Belum ditulis di portal ini. Dokumennya juga belum tercatat di portal ini." in real
    assert "#kewajiban=maklumat-pelayanan" in real
    assert "biro-rintisan/standar-layanan/maklumat/index.html" not in made
    province = trees.article(made, "provinsi-contoh/standar-layanan/sop-keberatan/")
    assert "Belum ditulis di portal ini. Dokumennya: <a href=" in province
    page = made["provinsi-contoh/standar-layanan/sop-keberatan/index.html"]
    assert isinstance(page, Page)
    assert not page.indexed, "nobody looks for a page that says nothing"


def test_the_portal_never_names_an_account(corpus: Corpus) -> None:
    """A number of an account on a page can be forged: no key holds one."""
    names = {c.name for c in corpus.schemas["biaya"].column("cara_bayar").columns}
    assert names == {"cara", "keterangan"}


def test_follow_up_is_published_in_aggregate(corpus: Corpus, made: dict[str, Page | File]) -> None:
    file = made[f"api/v1/{SAMPLE}/statistik.json"]
    assert isinstance(file, File)
    told = json.loads(file.content)
    years = {y["tahun"]: y["setahun"] for y in told["register"]["pengaduan"]}
    assert years[2025]["tindak_lanjut"] == {"penjelasan": 1, "petugas": 2, "sarana": 1}
    assert years[2026]["tindak_lanjut"] == {"informasi": 1}
    done = told["tindak_lanjut_pengaduan"]
    assert [d["bulan"] for d in done] == ["2026-02", "2025-08", "2025-04", "2024-12", "2024-08"]
    assert set(done[0]) == {"bulan", "jenis", "hasil", "tindak_lanjut", "ringkasan"}
    page = trees.article(made, f"{SAMPLE}/statistik/")
    assert "Anda sampaikan, kami lakukan" in page
    for complaint in corpus.bodies[SAMPLE].rows(Complaint) or ():
        assert complaint.id not in page
        assert str(complaint.number) not in page + file.content.decode()
    assert "Kepala Subbagian Tata Usaha" not in page
    other = made["api/v1/biro-rintisan/statistik.json"]
    assert isinstance(other, File)
    assert json.loads(other.content)["tindak_lanjut_pengaduan"] is None, "no data is not an empty list"


def test_an_overview_is_told_only_after_the_decision(corpus: Corpus) -> None:
    records = corpus.bodies[SAMPLE]
    days = {**dict.fromkeys(corpus.bodies, DAY), SAMPLE: date(2025, 8, 1)}
    found = {i.path: i for i in render(corpus, assess(corpus, days))}
    page = trees.article(found, f"{SAMPLE}/statistik/")
    told = [c.overview for c in records.rows(Complaint) or () if c.overview and c.overview in page]
    assert told == [
        c.overview for c in records.rows(Complaint) or () if c.id in ("ad-2024-01", "ad-2024-02", "ad-2025-01")
    ]


def test_hostile_words_are_text(tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)>"
    sop = f"- kewajiban: program-nama\n  tujuan: '{evil}'\n  langkah:\n    - apa: '{evil}'\n      siapa: '{evil}'\n"
    biaya = f"tarif:\n  - kode: x\n    untuk: '{evil}'\n    menurut: '{evil}'\n"
    maklumat = f"pernyataan: '{evil}'\njaminan: ['{evil}', '{evil} dua']\n"
    root = trees.grow(
        tmp_path / "portal",
        {f"{trees.BODY}/{name}.yml": text for name, text in (("sop", sop), ("biaya", biaya), ("maklumat", maklumat))},
    )
    corpus, assessment, _ = trees.judged(root)
    assert assessment is not None
    pages = {p.path: p for p in render(corpus, assessment) if isinstance(p, Page)}
    body: Body = corpus.bodies["kantor-uji"].body
    for path in ("", "maklumat/", "program-nama/"):
        text = pages[f"{body.id}/standar-layanan/{path}index.html"].article
        assert "<img" not in text
        assert "&lt;img src=x onerror=alert(1)&gt;" in text
