"""What is available where: every page says the same of a duty, in words that claim no more than is recorded."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import trees
from shelves import altered
from terbuka.base.page import File, Page
from terbuka.base.problem import Place
from terbuka.cli import common
from terbuka.duties.agenda import PLAN
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import PlannedDuty, RegisterEntry, Reply
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import Assessment
from terbuka.features.guide.agenda import GUIDE
from terbuka.kit import icalendar
from terbuka.kit.view import BodyView
from terbuka.portal.agenda import agenda
from terbuka.portal.judging import assess, gap_problems
from terbuka.portal.pages import render

SAMPLE, PROVINCE, REAL = "biro-contoh", "provinsi-contoh", "biro-rintisan"
GATHERING = ("laporan", "standar-layanan")


def changed(name: str, **parts: Any) -> Corpus:
    corpus = trees.records()
    return replace(corpus, bodies={**corpus.bodies, name: altered(corpus.bodies[name], **parts)})


def assessed(corpus: Corpus, on: date = trees.DAY) -> Assessment:
    return assess(corpus, dict.fromkeys(corpus.bodies, on))


def made(corpus: Corpus, on: date = trees.DAY) -> dict[str, Page | File]:
    return {page.path: page for page in render(corpus, assessed(corpus, on))}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page | File]:
    return made(trees.records())


def plain(article: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", article).split()).replace(" .", ".")


def shown(article: str) -> str:
    """What a reader sees before anything is unfolded."""
    return plain(re.sub(r"(?s)<details.*?</details>", " ", article))


def states(article: str) -> dict[str, str]:
    """State and reason of each duty of a page, by the duty's code."""
    found = {}
    for row in article.split('<li class="duty"')[1:]:
        duty = re.search(r'href="[./]*kewajiban/([a-z0-9-]+)/', row)
        told = re.search(r'(?s)<p><span class="status.*?</p>', row)
        if duty and told:
            found.setdefault(duty[1], plain(told[0]))
    return found


@pytest.mark.parametrize("body", [SAMPLE, PROVINCE, REAL])
def test_no_two_pages_tell_two_stories_of_one_duty(pages: dict[str, Page | File], body: str) -> None:
    """The reports page said "Belum ada di portal ini" of what the availability page called available elsewhere."""
    everywhere = states(trees.article(pages, f"{body}/ketersediaan/"))
    for code in GATHERING:
        article = trees.article(pages, f"{body}/{code}/")
        assert "Belum ada di portal ini" not in article
        told = {duty: words for duty, words in states(article).items() if duty in everywhere}
        assert told == {duty: everywhere[duty] for duty in told}, code
    for name, page in pages.items():
        if name.startswith("kewajiban/") and isinstance(page, Page) and name.count("/") == 2:
            duty = name.split("/")[1]
            row = page.article.partition(f"/{body}/ketersediaan/")[2]
            told = re.search(r'(?s)<p><span class="status.*?</p>', row) if row else None
            if told and duty in everywhere:
                assert plain(told[0]) == everywhere[duty], duty


def test_what_the_parent_provides_is_named_and_linked(pages: dict[str, Page | File]) -> None:
    reports = trees.article(pages, f"{SAMPLE}/laporan/")
    row = reports[reports.index("kewajiban/ringkasan-laporan-keuangan/") :].partition('<li class="duty"')[0]
    assert "Tersedia di badan induk" in row
    assert "Disediakan Pemerintah Provinsi Contoh." in row
    assert f'href="../../{PROVINCE}/informasi/laporan-keuangan-2025/"' in row


def test_nothing_is_said_to_be_missing_at_a_real_office_before_it_says_so(pages: dict[str, Page | File]) -> None:
    told = [p for name, p in pages.items() if name.startswith(f"{REAL}/") and isinstance(p, Page)]
    assert len(told) > 50
    for page in told:
        assert "belum tersedia" not in plain(page.article).lower(), page.path
    assert "64 belum tercatat di portal ini" in plain(trees.article(pages, f"{REAL}/ketersediaan/"))


def test_an_officer_who_confirms_it_is_believed() -> None:
    reply = Reply(
        obligation_id="maklumat-pelayanan",
        text="Maklumatnya sedang disusun.",
        written_by="Kepala Subbagian Tata Usaha",
        written_on=trees.DAY,
        place=Place(""),
    )
    corpus = changed(REAL, replies=(reply,))
    told = states(trees.article(made(corpus), f"{REAL}/ketersediaan/"))
    assert told["maklumat-pelayanan"].startswith("Belum tersedia ")
    assert told["standar-biaya"].startswith("Belum tercatat di portal ini ")
    # The entry stands in the register, so it is recorded; that it is not decided is the officer's own word.
    assert told["strategi-metode-pembinaan-atasan"].startswith("Belum lengkap di portal ini ")


@pytest.mark.parametrize("body", [SAMPLE, PROVINCE, REAL])
def test_the_check_says_of_a_duty_what_its_page_says(body: str) -> None:
    """Whatever is missing, also where the unit itself says that there is none yet."""
    records = trees.records().bodies[body]
    reply = Reply(
        obligation_id="maklumat-pelayanan",
        text="Maklumatnya sedang disusun.",
        written_by="Kepala Subbagian Tata Usaha",
        written_on=trees.DAY,
        place=Place(""),
    )
    register = tuple(e for e in records.register or () if "maklumat-pelayanan" not in e.obligation_ids)
    running = replace(records.body, stage="berjalan")
    corpus = changed(body, body=running, register=register, replies=(reply,))
    problems = [
        p for p in gap_problems(assessed(corpus)) if p.code == "kewajiban-belum-tersedia" and p.facts["badan"] == body
    ]
    told = states(trees.article(made(corpus), f"{body}/ketersediaan/"))
    said = {p.facts["kewajiban"]: p.sentence("temuan").partition(":")[0] for p in problems}
    assert said["maklumat-pelayanan"] == "Belum tersedia"
    assert {duty: told[duty][: len(words)] for duty, words in said.items()} == said


def test_a_unit_says_of_its_parent_what_the_parent_says_of_itself() -> None:
    pages = made(trees.records(), date(2030, 1, 1))
    above = states(trees.article(pages, f"{PROVINCE}/ketersediaan/"))
    below = states(trees.article(pages, f"{SAMPLE}/ketersediaan/"))
    late = {duty for duty, words in below.items() if words.startswith("Perlu dimutakhirkan di badan induk")}
    lacking = {duty for duty, words in below.items() if words.startswith("Belum lengkap di badan induk")}
    assert late
    assert all(re.match("(Perlu dimutakhirkan|Lewat batas) sejak", above[duty]) for duty in late)
    assert all(above[duty].startswith("Belum ") for duty in lacking)


def test_a_new_year_hides_no_request_that_is_still_late() -> None:
    """On 2 January the newest year is empty; what waits since the year before is still said, on both pages."""
    waiting = "permohonan dari tahun sebelumnya masih berjalan lewat batas"
    pages = made(trees.records(), date(2027, 1, 2))
    statistics, home = (plain(trees.article(pages, f"{SAMPLE}/{name}")) for name in ("statistik/", ""))
    assert f"2027 (sampai 2 Januari): nihil, tidak ada permohonan. 3 {waiting}." in statistics
    assert "Permohonan dari tahun sebelumnya yang masih berjalan lewat batas: 3." in home
    first = made(trees.records(), date(2024, 7, 2))
    home = plain(trees.article(first, f"{SAMPLE}/"))
    assert "Tahun 2024: permohonan yang diterima: 2. Belum ada yang dapat dinilai batas waktunya." in home
    assert "0 dari 0" not in home
    assert waiting not in plain(trees.article(first, f"{SAMPLE}/statistik/"))


@pytest.mark.parametrize(("on", "said"), [("2026-11-30", "50 dari 64"), ("2024-01-31", "0 dari 64")])
def test_home_availability_and_strategy_count_in_the_same_words(on: str, said: str) -> None:
    pages = made(trees.records(), date.fromisoformat(on))
    word = "tercatat di portal ini" if said.startswith("0") else "tersedia"
    for name in ("", "ketersediaan/", "strategi-pembinaan/"):
        told = plain(trees.article(pages, f"{SAMPLE}/{name}"))
        assert f"{said} informasi wajib {word}" in told, name


def test_the_period_stands_beside_the_state(pages: dict[str, Page | File]) -> None:
    article = trees.article(pages, f"{SAMPLE}/ketersediaan/")
    told = states(article)
    assert told["ringkasan-kinerja"] == "Tersedia masa 2025"
    assert told["laporan-layanan-lengkap"] == "Tersedia masa 2025"
    assert told["perbendaharaan-inventaris"] == "Tersedia keadaan 31 Desember 2025"
    assert told["maklumat-pelayanan"] == "Tersedia"
    row = article[article.index('id="maklumat-pelayanan"') :].partition('<li class="duty"')[0]
    assert "Terakhir diumumkan atau diperiksa 3 Februari 2026." in plain(row)
    assert "usulan portal" not in shown(article).lower()
    assert "Masa laporan: usulan portal" in plain(trees.article(pages, "kewajiban/ringkasan-kinerja/"))


def test_an_old_summary_that_was_confirmed_this_year_is_late_and_says_why() -> None:
    corpus = trees.records()
    register = tuple(
        replace(e, period_from=date(2018, 1, 1), period_until=date(2018, 12, 31))
        if "ringkasan-kinerja" in e.obligation_ids
        else e
        for e in corpus.bodies[SAMPLE].register or ()
    )
    pages = made(changed(SAMPLE, register=register))
    told = states(trees.article(pages, f"{SAMPLE}/ketersediaan/"))["ringkasan-kinerja"]
    assert told == (
        "Perlu dimutakhirkan sejak 30 Juni 2021 masa 2018 Yang terbaru di sini melaporkan masa sampai 31 Desember "
        "2018. Laporan masa berikutnya diharapkan dalam 1 tahun 6 bulan sesudahnya. Lama itu usulan portal, bukan "
        "bunyi pasal."
    )
    data = json.loads(trees.content(pages, "api/v1/ketersediaan.json"))
    (body,) = (b for b in data["badan"] if b["id"] == SAMPLE)
    (duty,) = (d for d in body["kewajiban"] if d["id"] == "ringkasan-kinerja")
    assert (duty["status"], duty["masa_laporan"]) == ("lewat", {"mulai": "2018-01-01", "selesai": "2018-12-31"})


# --- starting up -----------------------------------------------------------------------------------------


def test_the_real_bureau_has_neither_an_end_nor_a_plan_and_its_page_says_so(pages: dict[str, Page | File]) -> None:
    records = trees.records().bodies[REAL]
    assert (records.body.pilot_until, records.plan) == (None, ())
    article = plain(trees.article(pages, f"{REAL}/ketersediaan/"))
    assert "Hari akhir rintisan dan rencananya belum ditetapkan." in article
    assert "Yang direncanakan lebih dahulu" not in article


def planned(until: date | None = date(2026, 12, 31), set_by: str | None = "Kepala Kantor Uji") -> Corpus:
    records: BodyRecords = trees.records().bodies[REAL]
    promise = PlannedDuty(obligation_id="maklumat-pelayanan", due_on=date(2026, 7, 31), set_by=set_by)
    return changed(REAL, body=replace(records.body, pilot_until=until), plan=(promise,))


def test_a_plan_is_shown_with_its_days() -> None:
    pages = made(planned())
    article = plain(trees.article(pages, f"{REAL}/ketersediaan/"))
    assert "datanya sedang dikumpulkan sampai 31 Desember 2026." in article
    assert "Yang direncanakan lebih dahulu Maklumat pelayanan Informasi Publik Paling lambat 31 Juli 2026." in article
    assert "Ditetapkan oleh Kepala Kantor Uji." in article
    data = json.loads(trees.content(pages, "api/v1/ketersediaan.json"))
    (body,) = (b for b in data["badan"] if b["id"] == REAL)
    assert body["rintisan_sampai"] == "2026-12-31"
    told = {d["id"]: d["direncanakan_paling_lambat"] for d in body["kewajiban"] if d["direncanakan_paling_lambat"]}
    assert told == {"maklumat-pelayanan": "2026-07-31"}


@pytest.mark.parametrize(
    ("posts", "lead", "rows"),
    [
        ((None, None), 1, []),
        ((None, "Kepala Kantor Uji"), 0, ["Usulan, belum ditetapkan pimpinan.", "Ditetapkan oleh Kepala Kantor Uji."]),
    ],
)
def test_a_plan_that_nobody_has_set_is_said_to_be_a_proposal_once(
    posts: tuple[str | None, str | None], lead: int, rows: list[str]
) -> None:
    ids = ("maklumat-pelayanan", "standar-biaya")
    plan = tuple(
        PlannedDuty(obligation_id=duty, due_on=date(2026, 7, 31), set_by=post)
        for duty, post in zip(ids, posts, strict=True)
    )
    body = replace(trees.records().bodies[REAL].body, pilot_until=date(2026, 12, 31))
    article = trees.article(made(changed(REAL, body=body, plan=plan)), f"{REAL}/ketersediaan/")
    section = article.partition('id="rencana"')[2].partition("</ul>")[0]
    assert section.count("<p>Usulan awal, belum ditetapkan pimpinan.</p>") == lead
    assert re.findall('<p class="meta">(.*?)</p>', section) == rows


def test_after_the_last_day_the_page_says_that_everything_counts() -> None:
    article = plain(trees.article(made(planned(), date(2027, 1, 1)), f"{REAL}/ketersediaan/"))
    assert "Rintisan berakhir 31 Desember 2026. Sejak itu semua kekurangan dihitung." in article
    assert "masih rintisan" not in article


def test_no_promise_and_no_last_day_holds_the_site_up() -> None:
    """Red, never blocked: also for an office that publishes nothing with gaps once it is ``berjalan``."""
    records = trees.records().bodies[REAL]
    for stage, expected in (("rintisan", False), ("berjalan", True)):
        body = replace(records.body, gate="ketat", stage=stage, pilot_until=date(2026, 6, 29))
        made_of = assessed(changed(REAL, body=body))
        assert made_of.bodies[REAL].gate_count >= 64
        assert common.held_back(made_of) is expected


def test_the_agenda_names_what_was_promised_and_the_end() -> None:
    def of(on: date) -> list[tuple[str, str, bool]]:
        items = agenda(assessed(planned(), on), [REAL]).items
        return [(i.id, i.due_on.isoformat(), i.counted) for i in items if i.kind is PLAN]

    assert of(date(2026, 6, 30)) == [("maklumat-pelayanan", "2026-07-31", True), ("rintisan", "2026-12-31", False)]
    assert of(date(2027, 1, 1)) == []


def test_each_kind_of_the_agenda_has_a_page_and_a_category() -> None:
    item = agenda(assessed(planned()), [REAL]).items[0]
    for kind in trees.kinds_of_agenda():
        of_kind = replace(item, kind=kind, id="panduan/index" if kind is GUIDE else item.id)
        assert icalendar.page(of_kind), kind
        assert icalendar.calendar("Uji", [of_kind], {REAL: trees.DAY}, site_url="https://uji.example/")


# --- the home page ---------------------------------------------------------------------------------------


def without_topics(entry: RegisterEntry) -> RegisterEntry:
    return replace(entry, topic_ids=())


def test_the_home_page_never_denies_entries_that_exist() -> None:
    entries = tuple(map(without_topics, trees.records().bodies[REAL].register or ()))
    pages = made(changed(REAL, register=entries, datasets={}))
    for page in ("", "informasi/"):
        article = plain(trees.article(pages, f"{REAL}/{page}"))
        tiles = article.partition("Yang sering dicari" if not page else "Menurut topik")[2]
        assert "belum ada" not in tiles.partition("Informasi wajib" if not page else "Menurut kelas")[0]
        assert f"Tanpa topik {len(entries)} informasi" in article
    assert "Without a topic" in plain(trees.article(pages, f"en/{REAL}/"))


def test_an_empty_portal_says_that_nothing_is_recorded() -> None:
    pages = made(changed(REAL, register=(), datasets={}))
    article = plain(trees.article(pages, f"{REAL}/"))
    assert "belum tercatat" in article
    assert "Tanpa topik" not in article


# --- where things come from ------------------------------------------------------------------------------


def test_provenance_stands_behind_its_question(pages: dict[str, Page | File]) -> None:
    """What maintainers note about an article or a sentence is one tap away, not in the sentence."""
    corpus = trees.records()
    b = BodyView(corpus, assessed(corpus).bodies[SAMPLE], others=True)
    unread = next(d for d in b.law.obligations.values() if not d.confirmed)
    for path in (f"{SAMPLE}/ketersediaan/", f"kewajiban/{unread.id}/", "kewajiban/ringkasan-kinerja/"):
        told = shown(trees.article(pages, path)).partition("Sumber dan perubahan")[0]
        for words in ("belum terkonfirmasi", "belum ditinjau", "belum dibaca"):
            assert words not in told, path
    folded = plain(trees.article(pages, f"kewajiban/{unread.id}/"))
    assert "Dari mana ini?" in folded
    assert "Pasal untuk butir ini belum dibaca dalam naskah lengkap peraturannya." in folded
