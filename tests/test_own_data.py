"""The repository's own law, samples and prose: what a lawyer or an officer may have to answer for.

This is the module that an edit of ``datasets/`` or ``content/`` may redden; then the edit is wrong, or the fact stated
here has changed with the law. All that the program does is tested on records of the tests (``tests/records``). Whether
the records are sound at all, ``terbuka check`` says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import trees
from terbuka.authoring import format_report as canonical_report
from terbuka.base.page import Page
from terbuka.duties.corpus import Corpus
from terbuka.duties.first_steps import first_plan
from terbuka.duties.verdict import Status
from terbuka.features.audit.record import AuditCriterion
from terbuka.features.guide.prose import prose
from terbuka.features.service.judge import service_of
from terbuka.features.service.record import REGISTERS
from terbuka.features.standards.record import Standard
from terbuka.features.strategy.record import StrategyLine
from terbuka.features.survey.record import SurveyMethod
from terbuka.kit import sentences
from terbuka.law.clocks import Clockwork, calendar_of
from terbuka.law.law import Law
from terbuka.law.private_register import ImportColumn
from terbuka.portal.features import BODY_PAGES
from terbuka.portal.judging import assess, gap_problems
from terbuka.portal.pages import render
from terbuka.record import canonical
from terbuka.record.schemas import read_schemas
from test_path import about, at_a_terminal, first_commands, still_open_after, thin_portal
from test_sentences import LEGAL
from test_service import stories

OFFICE, SAMPLE, REAL = "provinsi-contoh", "biro-contoh", "biro-pemerintahan-setda-ntt"
DAY = date(2026, 6, 30)
#: The day on which an office starts.
START = date(2026, 12, 1)
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


#: The document that the strategy was given as; it is not part of the repository.
SEED = trees.REPOSITORY.parent / "shared/seed/strategi-dan-metode-pembinaan.txt"
#: The same document, as the office of the seed has it in its own folder.
COPY = trees.REPOSITORY / f"datasets/badan/{REAL}/berkas/strategi-dan-metode-pembinaan.txt"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.own()


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> Law:
    return corpus.laws["id"]


@pytest.fixture(scope="module")
def method(law: Law) -> SurveyMethod:
    (only,) = law.named(SurveyMethod).values()
    return only


# --- to whom a duty is addressed --------------------------------------------------------------------------


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


# --- the strategy -----------------------------------------------------------------------------------------

#: The page that proves a line before all others, as soon as the portal has it.
FIRST = {
    "pelatihan": "pelatihan",
    "audit-internal": "pengawasan",
    "evaluasi-kinerja": "kinerja",
    "kendala-dan-perbaikan": "tindak-lanjut",
}


def words(text: str) -> list[str]:
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
    for line in corpus.laws["id"].named(StrategyLine).values():
        heading = schema.label("bagian", line.part)
        if heading not in headings:
            headings.append(heading)
            told += words(heading)
        told += words(line.quote)
    assert told == words(text[re.search(r"(?m)^I\. Pembinaan", text).start() :])  # type: ignore[union-attr]
    assert headings == list(schema.column("bagian").choices.values())


def test_a_page_that_the_portal_has_is_named_by_the_line_that_it_proves() -> None:
    """When this fails, write the code first under ``halaman`` of that line in ``datasets/aturan/id/strategi.yml``."""
    lines = trees.own().laws["id"].named(StrategyLine)
    there = {name: code for name, code in FIRST.items() if code in BODY_PAGES}
    assert {name: lines[name].pages[0] for name in there} == there


# --- clocks and days --------------------------------------------------------------------------------------


def test_every_clock_that_a_register_runs_has_a_story(law: Law) -> None:
    told = {name for story in stories() for e in story.values[0]["harapan"] for name in e.get("berjalan", {})}
    assert told == {d.id for d in law.deadlines.values() if d.register}
    assert all(d.main for d in law.deadlines.values() if d.extension_column)


def test_every_register_has_one_main_clock(law: Law) -> None:
    assert sorted(d.register or "" for d in law.deadlines.values() if d.main) == sorted(REGISTERS)


def test_no_known_calendar_breaks_the_bound(law: Law) -> None:
    """What is held to be certain without a calendar is true in every year that has one."""
    work = Clockwork(law)
    bare = Clockwork(replace(law, calendar_years=()))
    longest = 0
    for deadline in law.deadlines.values():
        if deadline.unit != "hari-kerja" or deadline.backwards or not deadline.starts:
            continue
        for year in law.calendar_years:
            for n in range(366):
                start = date(year.year, 1, 1) + timedelta(days=n)
                days: dict[str, date | None] = {s.column: start for s in deadline.starts}
                known = work.due(deadline.id, start)
                span = bare.span(deadline, days, start)
                if known is None or span is None:
                    continue
                assert span.first <= known.count.due_on <= span.last, (deadline.id, start)
                if known.days == 10:
                    longest = max(longest, (known.count.due_on - start).days)
    assert longest == 26, "penilaian.yml names the longest ten working days of the calendars"


def changes_of_law() -> list[date]:
    """Each day since 2010 on which an article, an interval or a time limit of this portal's law starts."""
    law = trees.own().laws["id"]
    starts = {b.from_on for o in law.obligations.values() for b in o.legal_basis if b.from_on}
    starts |= {v.from_on for o in law.obligations.values() for v in (*o.intervals, *o.yearly_due)}
    starts |= {n.from_on for d in law.deadlines.values() for n in d.lengths}
    starts |= {i.from_on for i in law.instruments.values() if i.from_on}
    return sorted(day for day in starts if day >= date(2010, 1, 1))


def test_in_every_state_of_the_law_since_2010_all_is_judged_and_prose_is_filled_in() -> None:
    corpus = trees.own()
    for on in {day + timedelta(days=n) for day in changes_of_law() for n in (-1, 0)}:
        judged = assess(corpus, dict.fromkeys(corpus.bodies, on))
        assert gap_problems(judged) is not None
        assert prose(corpus, judged)


# --- the first steps of a new office ----------------------------------------------------------------------


def kinds_of_bodies() -> list[tuple[str, str]]:
    about = trees.own().schemas["badan"]
    traits = {column.name: column for column in about.column("sifat").columns}
    return [(form, kind) for form in about.column("bentuk").choices for kind in traits["jenis_badan"].choices]


@pytest.mark.parametrize(("form", "kind"), kinds_of_bodies())
def test_every_kind_of_body_starts_with_fifteen_duties_within_six_months(law: Law, form: str, kind: str) -> None:
    plan = first_plan(law, form, {"jenis_badan": kind, "pendidikan_umum": False, "pemberi_izin": False}, START)
    assert len({row.duty.id for row in plan}) == len(plan) == 15
    days = [row.due_on for row in plan]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(2026, 12, 8), date(2027, 6, 2))
    assert all(calendar_of(law).off(day) is None for day in days)
    assert {row.duty.information_class or row.duty.cluster for row in plan} >= {"berkala", "layanan", "setiap-saat"}


@pytest.mark.parametrize("kind", sorted({kind for _, kind in kinds_of_bodies()}))
def test_every_command_for_these_duties_works_as_it_is_shown(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An office pastes the fifteen commands one after the other and answers what they ask; then the duties are met."""
    commands = first_commands(thin_portal(tmp_path / "portal", about(kind, "badan-publik")))
    root = thin_portal(tmp_path / "portal", about(kind, "unit-kerja"))
    assert first_commands(root) == commands
    planned = first_plan(trees.own().laws["id"], "unit-kerja", {"jenis_badan": kind}, START)
    assert [duty for duty, _ in commands] == [row.duty.id for row in planned]
    monkeypatch.chdir(root)
    assert still_open_after(commands, root, at_a_terminal(monkeypatch, capsys)) == {}


# --- sentences, procedures, weights -----------------------------------------------------------------------


def test_what_was_not_read_is_marked(law: Law) -> None:
    """A sentence or right that rests only on regulations that nobody read is not confirmed, and the page says so."""
    unread = {i.id for i in law.instruments.values() if not i.confirmed}
    for owner in [*law.sentences.values(), *law.rights.values()]:
        if owner.legal_basis and all(b.instrument_id in unread for b in owner.legal_basis):
            assert owner.confirmed is False, owner.id
    assert sentences.said(law, law.sentences["sengketa-diam"], DAY).mark == sentences.UNREAD
    assert sentences.said(law, law.sentences["tiap-alasan"], DAY).mark == "bacaan kami"
    assert sentences.said(law, law.sentences["waktu-berjalan"], DAY).mark == ""


def test_the_page_of_rights_says_no_sentence_about_the_law_of_its_own() -> None:
    text = re.sub(r"\{kalimat:[a-z-]+\}", "", (trees.REPOSITORY / "content/hak-anda.md").read_text("utf-8"))
    assert [line for line in text.splitlines() if LEGAL.search(line)] == []


def test_the_seven_procedures_are_those_of_the_law(corpus: Corpus) -> None:
    """Perki 1/2021 Pasal 23 ayat (2): each detail of the umbrella is a procedure, and no other."""
    law = corpus.laws["id"]
    below = [o.id for o in law.obligations.values() if o.umbrella_id == "standar-layanan"]
    assert list(law.named(Standard)["sop"].obligation_ids) == below
    assert len(below) == 7
    letters = [
        p.article for p in law.named(Standard)["maklumat"].parts if p.article and p.article.startswith("Pasal 47")
    ]
    assert letters == [f"Pasal 47 ayat (2) huruf {x}" for x in "abcdef"]
    assert all(p.confirmed for p in law.named(Standard)["maklumat"].parts if p.article in letters)


def test_every_criterion_says_that_its_weight_is_a_proposal(corpus: Corpus) -> None:
    criteria = corpus.laws["id"].named(AuditCriterion).values()
    assert 20 <= len(criteria) <= 30
    assert {(c.weight_source, c.confirmed) for c in criteria} == {("Usulan proyek", False)}


# --- the survey -------------------------------------------------------------------------------------------


def test_nine_elements_four_answers_and_nothing_called_confirmed_that_was_not_read(method: SurveyMethod) -> None:
    """facts.md 4: the annex was not seen; all of the method rests on users of the rule."""
    assert [e.id for e in method.elements] == [
        "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana",
    ]  # fmt: skip
    assert all(len(e.answers) == 4 and e.question.endswith("?") for e in method.elements)
    assert not any(part.confirmed for part in method.sourced)
    assert {r.id: r.text for r in method.rules} == {
        "bobot": "1/9",
        "pengali": "25",
        "kelompok-terkecil": "5",
        "khi-kuadrat": "3841/1000",
        "proporsi": "1/2",
        "galat": "1/20",
    }
    assert [(b.id, b.title, b.edge) for b in method.bands] == [
        ("A", "Sangat baik", "88,31"),
        ("B", "Baik", "76,61"),
        ("C", "Kurang baik", "65,00"),
        ("D", "Tidak baik", "25,00"),
    ]


def test_the_element_that_replaced_the_pledge_and_the_one_before_it_are_known_by_word(law: Law) -> None:
    """Elements 8 and 9 change places between implementations: no title "U8" or "U9" is guessed from a number."""
    titles = {t for m in law.named(ImportColumn).values() if m.register == "survei" for t in m.titles}
    assert {"U1", "U7", "Penanganan pengaduan", "Sarana dan prasarana"} <= titles
    assert titles.isdisjoint({"U8", "U9"})


# --- the samples ------------------------------------------------------------------------------------------


def test_the_sample_register_is_what_its_documents_say(corpus: Corpus) -> None:
    """The sample's reports state figures of 2025 and of January to May 2026."""
    sample = corpus.bodies[SAMPLE]
    years = {y.year: y for y in service_of(sample, corpus.laws["id"], DAY).years["permohonan"]}
    total = years[2025].total
    assert (total.received, total.late, total.extended, total.fastest, total.slowest) == (84, 11, 24, 2, 26)
    assert total.median == 8
    assert total.decisions == {
        "dikabulkan-seluruhnya": 67, "dikabulkan-sebagian": 9, "ditolak": 4, "tidak-dikuasai": 4,
    }  # fmt: skip
    assert [years[2026].months[m].received for m in range(1, 6)] == [6, 5, 8, 7, 5]


def test_the_tables_of_this_repository_are_canonical() -> None:
    schemas, _ = read_schemas(trees.REPOSITORY)
    found = canonical.find(trees.REPOSITORY, schemas)
    assert len(found) >= 2
    for path, schema in found:
        made = canonical.tidy_file(trees.REPOSITORY, path, schema)
        assert (made.changed, made.left) == (False, []), canonical_report.said(made)


# --- who may read them -------------------------------------------------------------------------------------

#: How a file of tests reaches the records of the repository.
READS = re.compile(
    r"trees\.own\(|(?:REPOSITORY|ROOT) / f?\"(?:datasets|content)|(?:judged|load|find)\((?:trees\.REPOSITORY|ROOT)\b"
    r"|\"--root\", (?:str\()?(?:trees\.REPOSITORY|ROOT)\b|\"datasets\", \"content\""
)
#: Files of tests that may, with their reason. **This list may only get shorter.**
READERS = {
    "test_own_data": "this one",
    "test_rights": "stories of citizens hold the law itself to its articles",
    "test_scenarios": "so do scenarios of duties and clocks",
    "test_workdays": "and the calendars to their decrees",
    "test_portal_workflows": "no body of this repository comes along in a new portal",
    "test_site": "the portal as it is published, in a browser",
    "test_long_words": "its pages with words that never end",
    "test_docs": "what the documents say of it",
    "test_published": "the page for developers, whose examples are run",
    "test_feeds": "two pages that name the description of the interface",
    "test_editors": "files that editors are given for its folders",
    "test_citizen": "still to be turned: its letters are written for the samples",
    "test_dataset_pages": "still to be turned: it counts the villages of one dataset",
}


def test_only_these_read_the_records_of_the_repository() -> None:
    files = {path.stem: path.read_text("utf-8") for path in trees.TESTS.glob("test_*.py")}
    assert {name for name, text in files.items() if READS.search(text)} == set(READERS)
