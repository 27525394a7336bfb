"""Internal audit: states and repeats of findings, measures counted by hand, the working paper, page and files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

import trees
from shelves import altered
from terbuka import cli
from terbuka.base.page import File, Page
from terbuka.base.periods import Span
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.audit.judge import audit_of, measured, span_of, with_measures
from terbuka.features.audit.pages import AuditView, figure, percent, state
from terbuka.features.audit.record import Audit, AuditAssessment, AuditCriterion, AuditResult, Finding, Measured
from terbuka.kit.view import BodyView
from terbuka.law.law import Law
from terbuka.law.record import ChannelBasis
from terbuka.portal.agenda import SOURCES, agenda
from terbuka.portal.judging import assess
from terbuka.portal.pages import render

DAY = date(2026, 6, 30)
SAMPLE, REAL = "biro-contoh", "biro-rintisan"
STORIES = trees.TESTS / "scenarios/audit/temuan.yml"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.records()


@pytest.fixture(scope="module")
def sample(corpus: Corpus) -> BodyAssessment:
    return assess(corpus, dict.fromkeys(corpus.bodies, DAY)).bodies[SAMPLE]


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> Law:
    return corpus.laws["id"]


@pytest.fixture(scope="module")
def made() -> Mapping[str, Page | File]:
    return trees.pages(DAY)


def criterion(name: str, weight: int = 1, **rest: Any) -> AuditCriterion:
    return AuditCriterion(
        id=name,
        title=name,
        group="waktu",
        question=name,
        legal_basis=(ChannelBasis(instrument_id="uu-14-2008"),),
        method=name,
        weight=weight,
        weight_source="Usulan",
        confirmed=False,
        **rest,
    )


def audit(name: str, ended_on: date, results: dict[str, str] | None = None) -> Audit:
    return Audit(
        id=name,
        period=name,
        kind="menyeluruh",
        scope="Semua",
        begun_on=ended_on,
        ended_on=ended_on,
        auditor="Auditor",
        audited="PPID Pelaksana",
        results=tuple(AuditResult(criterion_id=k, value=v) for k, v in (results or {"k-1": "sesuai"}).items()),
    )


# --- findings on a day ------------------------------------------------------------------------------------


def stories() -> Iterator[Any]:
    for story in yaml.safe_load(STORIES.read_text("utf-8")):
        for wanted in story["harapan"]:
            yield pytest.param(story, wanted, id=f"{wanted['hari']} {wanted['temuan']}: {story['nama']}")


@pytest.mark.parametrize(("story", "wanted"), list(stories()))
def test_stories(story: dict[str, Any], wanted: dict[str, Any], sample: BodyAssessment, corpus: Corpus) -> None:
    rows = []
    for told in story["temuan"]:
        row = {"tindakan": "Diperbaiki.", "penanggung": "Verifikator", **told}
        rows.append(
            Finding(
                id=row["id"],
                audit_id=row["audit"],
                criterion_id=row["kriteria"],
                level="ringan",
                found_on=row["ditemukan_pada"],
                overview="Ada yang kurang.",
                action=row["tindakan"],
                owner=row["penanggung"],
                due_on=row.get("jatuh_tempo"),
                closed_on=row.get("ditutup_pada"),
            )
        )
    audits = tuple(audit(name, day) for name, day in story["audit"].items())
    records = altered(sample.records, audits=audits, findings=tuple(rows))
    law = altered(corpus.laws["id"], audit_criteria={n: criterion(n) for n in ("k-1", "k-2")})
    found = {f.row.id: f for f in audit_of(records, law, wanted["hari"]).findings or ()}[wanted["temuan"]]
    said = {None: "belum", True: "ya", False: "tidak"}[found.in_time]
    assert (found.state.value, said, found.recurrence.value) == (
        wanted["keadaan"],
        wanted["tepat_waktu"],
        wanted["ulang"],
    )


def test_the_sample_s_audits_by_hand(sample: BodyAssessment) -> None:
    """Counted in ``audit.yml`` and ``temuan.csv`` with a pencil."""
    rounds = sample.get(AuditAssessment).rounds
    assert [(r.audit.id, r.values.get("sesuai"), r.applicable) for r in rounds] == [
        ("2024-2", 11, 14),
        ("2025-1", 17, 21),
        ("2025-2", 19, 23),
        ("2026-1", 23, 25),
    ]
    assert [(f.found, f.repeated, f.closed, f.in_time, f.late, f.open) for f in (r.figures for r in rounds) if f] == [
        (3, 0, 3, 2, 1, 0),
        (3, 1, 3, 2, 1, 0),
        (2, 0, 2, 2, 0, 0),
        (1, 0, 1, 1, 0, 0),
    ]
    total = sample.get(AuditAssessment).figures
    assert (total.found, total.closed, total.in_time, total.due, total.open) == (9, 9, 7, 9, 0)
    (again,) = [f for f in sample.get(AuditAssessment).findings or () if f.before]
    assert (again.row.id, again.before, again.recurrence.value) == ("tm-2025-1-01", "tm-2024-2-01", "berulang")


def test_the_proposed_weights_by_hand(corpus: Corpus, sample: BodyAssessment) -> None:
    """5 fully, 3 of which half counts, 2 not at all, 4 not applicable: (5 + 1.5) / (5 + 3 + 2) = 65 %."""
    criteria = {n: criterion(n, w) for n, w in (("a", 5), ("b", 3), ("c", 2), ("d", 4))}
    values = {"a": "sesuai", "b": "sebagian", "c": "tidak", "d": "tidak-berlaku"}
    records = altered(sample.records, audits=(audit("2026", DAY, values),), findings=None)
    law = altered(corpus.laws["id"], audit_criteria=criteria)
    (only,) = audit_of(records, law, DAY).rounds
    assert (only.weighted, only.share, only.figures) == (Fraction(13, 20), Fraction(1, 3), None)
    records = altered(records, audits=(audit("2026", DAY, {"d": "tidak-berlaku"}),))
    (only,) = audit_of(records, law, DAY).rounds
    assert (only.weighted, only.share) == (None, None), "no division by nothing"
    assert percent(None) == "–"


@pytest.mark.parametrize(
    ("share", "said"),
    [(Fraction(23, 25), "92%"), (Fraction(17, 21), "81%"), (Fraction(1, 3), "33,3%"), (Fraction(2, 3), "66,7%"),
     (Fraction(0), "0%"), (Fraction(1), "100%"), (Fraction(1, 16), "6,3%")],
)  # fmt: skip
def test_a_share_is_rounded_once(share: Fraction, said: str) -> None:
    assert percent(share) == said


def test_an_audit_counts_from_the_day_it_ended(corpus: Corpus) -> None:
    records, law = corpus.bodies[SAMPLE], corpus.laws["id"]
    before, on = (audit_of(records, law, day) for day in (date(2026, 6, 18), date(2026, 6, 19)))
    assert (len(before.rounds), len(before.findings or ())) == (3, 8)
    assert (len(on.rounds), on.figures.open) == (4, 1)
    assert audit_of(corpus.bodies[REAL], law, DAY).findings is None


# --- measures ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-1", "2026-01-01", "2026-06-30"),
        ("2025-2", "2025-07-01", "2025-12-31"),
    ],
)
def test_periods(period: str, first: str, last: str) -> None:
    assert span_of(period) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("wrong", ["26", "2026-3", "2026-", "2026-1-1", "２０２６", "2026-q1", "-1"])
def test_what_is_no_period(wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        span_of(wrong)


def figures(corpus: Corpus, day: date, period: str, body: str = SAMPLE) -> dict[str, Measured | None]:
    made = assess(corpus, dict.fromkeys(corpus.bodies, day)).bodies[body]
    return {
        c.id: measured(made, c, span_of(period), corpus.laws["id"])
        for c in corpus.laws["id"].named(AuditCriterion).values()
    }


def counted(found: Measured | None) -> tuple[int | None, int]:
    assert found is not None
    return found.met, found.total


def test_the_bad_first_half_of_2025_by_hand(corpus: Corpus) -> None:
    """``permohonan.csv``: 49 received from January to June, 11 answered late (February 1, March 4, April 5, May 1)."""
    bad = figures(corpus, date(2025, 7, 18), "2025-1")
    assert counted(bad["permohonan-tepat-waktu"]) == (38, 49)
    assert counted(bad["perpanjangan-beralasan"]) == (17, 17)
    assert counted(bad["keberatan-tepat-waktu"]) == (3, 3)
    assert counted(bad["register-lengkap"]) == (52, 52)
    after = figures(corpus, date(2026, 1, 23), "2025-2")
    assert counted(after["permohonan-tepat-waktu"]) == (35, 35)
    assert counted(after["keberatan-tepat-waktu"]) == (0, 0)
    assert counted(after["temuan-ditindaklanjuti"]) == (4, 6), "one closed late, one still past its day"


def test_three_states_are_kept_apart(corpus: Corpus) -> None:
    """Not kept here, kept and empty, looked at by hand: none of them is zero of many."""
    real = figures(corpus, DAY, "2026-1", REAL)
    told = {name: figure(real[name]) for name in ("permohonan-tepat-waktu", "pengecualian-diuji", "petugas-dilatih")}
    assert told == {
        "permohonan-tepat-waktu": "Belum ada data",
        "pengecualian-diuji": "Belum ada data",
        "petugas-dilatih": "Diperiksa dengan tangan",
    }
    empty = figures(corpus, date(2026, 1, 23), "2025-2")["keberatan-tepat-waktu"]
    assert figure(empty) == "Nihil: tidak ada keberatan yang sudah dijawab atau lewat batas"
    assert empty is not None
    assert (empty.proposal, real["permohonan-tepat-waktu"].proposal) == ("tidak-berlaku", None)  # type: ignore[union-attr]


def test_measures_over_documents_links_and_the_office(sample: BodyAssessment, law: Law) -> None:
    """Three files, one of them 2 MB and a byte; three links, one looked at six months ago, one before that, one
    never. The span asked about says nothing of a link: it is a state on the day."""
    one, *_ = sample.records.documents.values()
    first, *_ = sample.records.register or ()
    documents = {
        "a": replace(one, size=2_000_000, has_text=True),
        "b": replace(one, size=2_000_001, has_text=False),
        "c": replace(one, size=1, has_text=None),
    }
    linked = replace(first, link="https://contoh.example", files=("a", "b", "c"), decision=None)
    entries = (
        replace(linked, link_checked_on=date(2025, 12, 31)),
        replace(linked, link_checked_on=date(2025, 12, 29), decision="1/2026", decision_on=date(2026, 7, 1)),
        replace(linked, link_checked_on=None, decision="1/2025", decision_on=date(2025, 1, 1)),
    )
    body = replace(sample.body, phones=(), opening=())
    records = altered(sample.records, body=body, documents=documents, register=entries, fulfilments=())
    changed = replace(sample, records=records)
    wanted = {
        "berkas-ringan": (2, 3),
        "berkas-berteks": (1, 2),
        "tautan-diperiksa": (1, 3),
        "dip-ditetapkan": (1, 3),
        "jalan-menghubungi": (2, 4),
    }
    for name, counts in wanted.items():
        assert counted(measured(changed, criterion("x", measure=name), span_of("2026-1"), law)) == counts, name


def test_the_program_proposes_and_does_not_judge() -> None:
    said = [
        Measured(met=m, total=t, unit="", source="").proposal for m, t in ((2, 2), (1, 2), (0, 2), (0, 0), (None, 0))
    ]
    assert said == ["sesuai", "sebagian", "tidak", "tidak-berlaku", None]


# --- the office's morning ---------------------------------------------------------------------------------


def test_an_open_finding_is_on_the_morning_list_and_no_gap(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    assessment = assess(corpus, dict.fromkeys(corpus.bodies, date(2026, 1, 10)))
    body = assessment.bodies[SAMPLE]
    items = [i for i in agenda(assessment, [SAMPLE]).items if i.kind.value == "temuan"]
    assert [(i.id, str(i.due_on), i.when.value, i.public) for i in items] == [
        ("tm-2025-1-03", "2025-12-31", "lewat", False)
    ]
    without = altered(body, audit=altered(body.get(AuditAssessment), findings=None))
    assert body.gap_count == without.gap_count
    assert [i for s in SOURCES for i in s(without) if i.kind.value == "temuan"] == []
    assert cli.main(["due", "--root", str(trees.portal()), "--body", SAMPLE, "--on", "2026-01-10"]) == 0
    assert (
        """Rabu 2025-12-31, 10 hari yang lalu
    Temuan audit 2025-1: Maklumat lengkap dan diumumkan [temuan]
      Maklumat direkam sebagai suara dan diumumkan. Penanggung: Admin penerbit.
"""
        in capsys.readouterr().out
    )


# --- the working paper ------------------------------------------------------------------------------------


def new_paper(folder: Path, *more: str, period: str = "2025-1", body: str = SAMPLE) -> tuple[int, Path]:
    file = folder / "kertas.xlsx"
    words = ["audit", "new", period, "--body", body, "--root", str(trees.portal()), "--out", str(file), *more]
    return cli.main(words), file


def test_the_paper_holds_figures_and_leaves_the_judgement_blank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, file = new_paper(tmp_path, "--on", "2025-07-18")
    assert code == 0
    assert capsys.readouterr().out == (
        f"Kertas kerja: {file}\nKerangka catatan untuk audit.yml: {file.with_suffix('.yml')}\n"
        "Keduanya tetap di kantor. Angka program mengusulkan; hasilnya diputuskan auditor, yang bukan yang diaudit.\n"
    )
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Kertas kerja", "Temuan", "Temuan lama", "Petunjuk"]
    paper = book["Kertas kerja"]
    rows = {row[1]: row for row in paper.iter_rows(min_row=2, values_only=True)}
    late = rows["permohonan-tepat-waktu"]
    assert late[8:11] == ("38 dari 49 permohonan yang sudah dijawab atau lewat batas", "permohonan.csv", "sebagian")
    assert rows["petugas-dilatih"][8:11] == ("diperiksa dengan tangan", None, None)
    assert {row[11:14] for row in rows.values()} == {(None, None, None)}
    assert (paper.protection.sheet, paper["A1"].protection.locked, paper["L2"].protection.locked) == (True, True, False)
    (choice,) = paper.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("L2:L26", '"sesuai,sebagian,tidak,tidak-berlaku"')
    heads = [cell.value for cell in book["Temuan"][1]]
    assert [h for h in heads if "INTERNAL" in str(h)] == [
        f"{n} (INTERNAL)" for n in ("penanggung", "jatuh_tempo", "bukti")
    ]
    earlier = [row[0] for row in book["Temuan lama"].iter_rows(min_row=2, values_only=True)]
    assert earlier[0] == "tm-2024-2-02", "what is still open comes first"
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row), "no formula"
    skeleton = yaml.safe_load(file.with_suffix(".yml").read_text("utf-8"))[0]
    assert (skeleton["id"], skeleton["auditor"], len(skeleton["hasil"])) == ("2025-1", None, 25)
    assert skeleton["hasil"][3] == {
        "kriteria": "permohonan-tepat-waktu",
        "nilai": None,
        "catatan": "38 dari 49 permohonan yang sudah dijawab atau lewat batas.",
    }


def test_the_same_paper_has_the_same_bytes(tmp_path: Path) -> None:
    papers = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        papers.append(new_paper(tmp_path / name)[1].read_bytes())
    assert papers[0] == papers[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2027", "--body", SAMPLE], "periode 2027 belum mulai: hari penilaiannya 2026-06-30"),
        (
            ["2026"],
            f"portal ini punya beberapa badan; pilih dengan --body: {SAMPLE}, {REAL}, provinsi-contoh",
        ),
        (["2026", "--body", "dinas"], f"badan “dinas” tidak ada; yang ada: {SAMPLE}, {REAL}, provinsi-contoh"),
        (["2026", "--body", SAMPLE, "--out", "a.pdf"], "“a.pdf” bukan .xlsx; beri nama dengan akhiran .xlsx"),
    ],
)
def test_what_makes_no_paper(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", "new", *words, "--root", str(trees.portal())]) == 2
    assert capsys.readouterr().err == f"terbuka: {said}\n"


def test_the_paper_never_lies_where_it_would_be_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    words = ["audit", "new", "2026-1", "--root", str(root), "--on", str(DAY)]
    assert cli.main([*words, "--out", str(root / "datasets/a.xlsx")]) == 2
    assert capsys.readouterr().err == (
        "terbuka: kertas kerja audit tidak ditulis di datasets/, karena isinya akan terbit; pakai folder privat/ atau "
        "tempat di luar repositori\n"
    )
    assert cli.main(words) == 0
    assert (root / "privat/audit-2026-1-kantor-uji.xlsx").exists()
    capsys.readouterr()
    assert cli.main(words) == 2
    file = root / "privat/audit-2026-1-kantor-uji.xlsx"
    assert capsys.readouterr().err == f"terbuka: “{file}” sudah ada dan tidak ditimpa; pilih nama lain dengan --out\n"


def test_a_paper_that_was_uploaded_blocks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    out = tmp_path / "kertas.xlsx"
    assert cli.main(["audit", "new", "2026", "--root", str(root), "--on", str(DAY), "--out", str(out)]) == 0
    trees.put(root, f"{trees.BODY}/berkas/kertas.xlsx", out.read_bytes())
    capsys.readouterr()
    assert cli.main(["check", "--root", str(root), "--on", str(DAY)]) == 1
    assert "register-privat" in capsys.readouterr().out


# --- page and files ---------------------------------------------------------------------------------------


def test_the_page_answers_first(made: dict[str, Page | File]) -> None:
    text = trees.article(made, f"{SAMPLE}/pengawasan/")
    assert (
        '<p class="lead">Audit 2026 semester 1, selesai 19 Juni 2026: 23 dari 25 kriteria sesuai. 9 temuan sejak audit '
        "2024 semester 2, semuanya sudah ditutup.</p>"
    ) in text
    assert "7 dari 9 temuan yang jatuh temponya tiba ditutup tepat waktu." in text
    assert "<strong>Berulang: sudah ditutup dalam audit 2024-2</strong>" in text
    assert "Bobotnya usulan proyek ini, bukan ketetapan; jumlahnya 76." in text
    assert "Belum sepenuhnya sesuai: data pribadi terlindungi dan temuan lama ditindaklanjuti." in text


def test_without_audits_the_page_says_what_is_to_stand_there(made: dict[str, Page | File]) -> None:
    text = trees.article(made, f"{REAL}/pengawasan/")
    assert "Belum ada audit internal yang dicatat di portal ini. Itu bukan berarti tidak ada temuan." in text
    assert f"terbuka audit new 2026-1 --body {REAL}" in text
    assert not [path for path in made if path.endswith(("audit.csv", "temuan.csv")) and REAL in path]


def view(corpus: Corpus, records: BodyRecords) -> AuditView:
    changed = replace(corpus, bodies={**corpus.bodies, SAMPLE: records})
    return AuditView(BodyView(changed, assess(changed, dict.fromkeys(changed.bodies, DAY)).bodies[SAMPLE], others=True))


def test_no_register_is_not_no_finding(corpus: Corpus) -> None:
    records = corpus.bodies[SAMPLE]
    assert view(corpus, altered(records, findings=None)).followed == "Register temuannya belum dimuat di portal ini."
    assert view(corpus, altered(records, findings=())).followed == "Nihil: tidak ada temuan."
    assert state(view(corpus, altered(records, audits=(), findings=())).b) == "Belum ada data"
    assert state(view(corpus, records).b) == "4 audit, terakhir 19 Juni 2026"
    opened = tuple(replace(f, closed_on=None) if f.id == "tm-2026-1-01" else f for f in records.rows(Finding) or ())
    still = view(corpus, altered(records, findings=opened))
    assert still.followed == "9 temuan sejak audit 2024 semester 2, 8 sudah ditutup, 1 belum selesai."
    assert still.findings(still.rounds[0])[0].done == "Belum selesai"


def test_owner_due_day_and_evidence_leave_the_office_nowhere(corpus: Corpus) -> None:
    """Marked values in the internal columns: not a byte of them in any page or file of the site."""
    records = corpus.bodies[SAMPLE]
    marked = tuple(
        replace(f, owner="PENANGGUNG-RAHASIA", evidence="BUKTI-RAHASIA", due_on=date(2031, 3, 7), closed_on=None)
        for f in records.rows(Finding) or ()
    )
    changed = altered(corpus, bodies={**corpus.bodies, SAMPLE: altered(records, findings=marked)})
    for item in render(changed, assess(changed, dict.fromkeys(changed.bodies, DAY))):
        content = item.article.encode() if isinstance(item, Page) else item.content or b""
        for secret in (b"RAHASIA", b"2031-03-07", b"20310307", b"7 Maret 2031"):
            assert secret not in content, item.path


def rows(made: dict[str, Page | File], name: str) -> list[dict[str, str]]:
    file = made[f"api/v1/{SAMPLE}/CONTOH-{name}.csv"]
    assert isinstance(file, File)
    assert file.content is not None
    return list(csv.DictReader(io.StringIO(file.content.decode())))


def test_the_files_hold_public_columns_and_months(made: dict[str, Page | File], corpus: Corpus) -> None:
    found = rows(made, "temuan")
    hidden = {c.name for c in corpus.schemas["temuan"].columns if c.published == "tidak"}
    assert hidden == {"penanggung", "jatuh_tempo", "bukti"}
    assert not hidden & set(found[0])
    again = next(row for row in found if row["id"] == "tm-2025-1-01")
    wanted = {"ditemukan_pada": "2025-07", "ditutup_pada": "2025-09", "jenis": "Batas waktu", "keadaan": "ditutup"}
    assert again == {**again, **wanted, "berulang_dari": "tm-2024-2-01"}
    trend = rows(made, "audit")
    assert [(r["audit"], r["sesuai"], r["diperiksa"], r["temuan"], r["ditutup_tepat_waktu"]) for r in trend] == [
        ("2024-2", "11", "14", "3", "2"),
        ("2025-1", "17", "21", "3", "2"),
        ("2025-2", "19", "23", "2", "2"),
        ("2026-1", "23", "25", "1", "1"),
    ]


def test_measuring_again_changes_nothing(sample: BodyAssessment, corpus: Corpus) -> None:
    law: Law = corpus.laws["id"]
    assert with_measures(sample, law) == sample
    assert list(sample.get(AuditAssessment).today) == list(law.named(AuditCriterion))


def test_the_paper_of_the_page_is_tagged_and_says_what_the_page_says(made: dict[str, Page | File]) -> None:
    """Number, kind, overview and action of each finding; small enough to be sent as evidence."""
    import pypdfium2

    file = made[f"api/v1/{SAMPLE}/CONTOH-pengawasan.pdf"]
    assert isinstance(file, File)
    assert file.content is not None
    assert b"/StructTreeRoot" in file.content
    assert len(file.content) < 2_000_000
    paper = pypdfium2.PdfDocument(file.content)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in paper).split())
    assert text.count("DATA CONTOH, bukan keadaan sebenarnya") == len(paper)
    for said in (
        "23 dari 25 kriteria sesuai. 9 temuan sejak audit 2024 semester 2, semuanya sudah ditutup.",
        "Bobotnya usulan, bukan ketetapan.",
        "Permohonan dibagi kepada dua petugas",
    ):
        assert said in text
    for kept in ("Kepala Subbagian Tata Usaha", "map audit"):
        assert kept not in text


def test_the_drawings_show_what_the_table_holds(corpus: Corpus) -> None:
    records = corpus.bodies[SAMPLE]
    criteria, findings = view(corpus, records).drawn
    assert criteria.labels == ["2024-2", "2025-1", "2025-2", "2026-1"]
    assert criteria.series[0].values == [Fraction(1100, 14), Fraction(1700, 21), Fraction(1900, 23), 92]
    assert criteria.sentence == (
        "Kriteria yang sesuai: dari 78,6% dari 14 yang diperiksa (2024-2) menjadi 92% dari 25 yang diperiksa (2026-1)."
    )
    assert criteria.behind == [14, 21, 23, 25]
    assert [(s.name, list(s.values)) for s in findings.series] == [
        ("Ditutup tepat waktu", [2, 2, 2, 1]),
        ("Ditutup terlambat", [1, 1, 0, 0]),
    ]
    assert len(view(corpus, altered(records, findings=None)).drawn) == 1
    alone = tuple(a for a in records.rows(Audit) or () if a.id == "2026-1")
    assert view(corpus, altered(records, audits=alone, findings=())).drawn == [], "one audit is no trend"
