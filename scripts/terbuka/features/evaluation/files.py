"""The self-assessment of an office as files to hand in: a workbook of all of it, a paper for each questionnaire.

Promises: each of them says that it is a self-assessment; made only where the office recorded something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from terbuka.base.page import File
from terbuka.duties.corpus import Corpus
from terbuka.features.evaluation.pages import OWN, MonevView, points
from terbuka.features.evaluation.record import AspectScore, QuestionnaireScore
from terbuka.kit import charts, words
from terbuka.kit.document import Block, Document, Grid, Heading, Listing, Paragraph
from terbuka.kit.optional import optional, optional_paper
from terbuka.kit.public import Parameter, PublicFile
from terbuka.kit.view import BodyView
from terbuka.kit.workbook import Sheet, Value, workbook
from terbuka.law import routes


def monev_files(corpus: Corpus, views: Iterable[BodyView]) -> Iterator[File]:
    for b in views:
        v = MonevView(b)
        if v.kept:
            title = f"{OWN}: {b.body.name}"
            sheets = partial(_sheets, v, corpus.site_url)
            yield optional(v.file("xlsx"), lambda title=title, sheets=sheets: workbook(title, sheets()))  # type: ignore[misc]
        for score in v.begun:
            chart = v.chart(score)
            yield File(path=routes.chart_file(b.body, chart.id), content=charts.as_csv(chart))
            yield optional_paper(v.file("pdf", score.questionnaire.id), partial(_paper, v, score, corpus.site_url))


# --- the workbook -----------------------------------------------------------------------------------------


def _sheets(v: MonevView, site: str) -> list[Sheet]:
    b = v.b
    said = [f"{OWN}. {b.body.name}, menurut keadaan {words.day(b.on)}."] + ([words.SAMPLE] if b.body.sample else [])
    aspects: list[list[Value]] = [
        [s.questionnaire.title, a.aspect.title, v.weight(a), a.value if a.value is not None else v.value(a)]
        for s in v.begun
        for a in s.aspects
    ]
    aspects += [
        [s.questionnaire.title, "Jumlah", "", s.total if s.total is not None else v.verdict(s)] for s in v.begun
    ]
    return [
        Sheet("Aspek", said, ("Instrumen", "Aspek", "Bobot", "Nilai mandiri"), aspects, (40, 28, 16, 40)),
        Sheet(
            "Pertanyaan",
            said,
            ("Instrumen", "Aspek", "Kode", "Pertanyaan", "Nilai", "Tertinggi", "Cara", "Alasan", "Alamat bukti"),
            list(_questions(v, site)),
            (28, 20, 22, 44, 8, 10, 18, 44, 50),
        ),
        Sheet(
            "Bukti",
            said,
            ("Kode", "Pertanyaan", "Judul", "Jenis", "Tanggal", "Tempat", "Byte", "SHA-256", "Diperiksa", "Ragu"),
            list(_evidence(v, site)),
            (22, 26, 40, 24, 12, 60, 12, 66, 12, 40),
        ),
    ]


def _questions(v: MonevView, site: str) -> Iterator[list[Value]]:
    for s in v.begun:
        for a in s.aspects:
            for q in a.questions:
                yield [
                    s.questionnaire.title,
                    a.aspect.title,
                    q.question.id,
                    q.question.text,
                    q.points,
                    q.question.most,
                    v.way(q)[1],
                    v.reason(q),
                    site + routes.evidence(v.b.id, q.question.id),
                ]


def _evidence(v: MonevView, site: str) -> Iterator[list[Value]]:
    for e in v.made.evidence:
        record, doubts = e.record, v.flags(e)
        head: list[Value] = [
            record.id, "; ".join(record.question_ids), record.title, v.kind(record.kind), record.made_on,
        ]  # fmt: skip
        for item in e.items:
            place = v.where(item)
            document = item.document
            yield [
                *head,
                place if item.link else site + place,
                document.size if document else None,
                document.sha256 if document else None,
                item.checked_on,
                doubts,
            ]
        if not e.items:
            yield [*head, None, None, None, None, doubts]


# --- the paper --------------------------------------------------------------------------------------------


def _paper(v: MonevView, score: QuestionnaireScore, site: str) -> Document:
    b, q = v.b, score.questionnaire
    blocks: list[Block] = [Paragraph(f"{OWN}: {v.verdict(score)}")]
    blocks += [Paragraph(v.final(score))] if v.final(score) else []
    blocks += [
        Paragraph("Nilai diberikan kantor sendiri; yang bertanda “dihitung program” dari ketersediaan informasi.")
    ]
    blocks += [Paragraph(line) for line in v.ceilings(q)]
    source = f"Tahap: {v.stages(q)}. Sumber: {q.source}" + ("" if q.confirmed else " (belum dipastikan)") + "."
    blocks.append(Paragraph(source, small=True))
    blocks.append(
        Grid(
            "Nilai mandiri per aspek, 0 sampai 100",
            ("Aspek", "Bobot", "Nilai mandiri", "Poin"),
            [(a.aspect.title, v.weight(a), v.value(a), v.pointed(a)) for a in score.aspects],
            numeric=(1, 2, 3),
            widths=(4, 2, 2, 2),
        )
    )
    for aspect in score.aspects:
        blocks += _aspect(v, aspect)
    if v.doubtful:
        blocks += [
            Heading(1, "Bukti yang perlu dilihat lagi"),
            Listing([f"{e.record.title}: {v.flags(e)}." for e in v.doubtful]),
        ]
    blocks += _annex(v, score, site)
    return Document(
        title=f"Nilai mandiri {q.title}",
        subtitle="Bukan nilai Komisi Informasi",
        office=b.body.name,
        day=words.day(b.on),
        address=site + routes.evaluation(b.id, q.id),
        sample=b.body.sample,
        blocks=blocks,
    )


def _annex(v: MonevView, score: QuestionnaireScore, site: str) -> list[Block]:
    """The evidence for the questions of a questionnaire: where it stands, its day, size and checksum."""
    asked = {q.question.id for a in score.aspects for q in a.questions}
    rows = []
    for e in v.made.evidence:
        if not asked & set(e.record.question_ids):
            continue
        for item in e.items:
            place, document = v.where(item), item.document
            sums = [document.sha256[i : i + 16] for i in range(0, 64, 16)] if document else []
            checked = f"diperiksa {words.day(item.checked_on)}" if item.checked_on else ""
            proof = f"{words.size(document.size)}; {' '.join(sums)}" if document else checked
            rows.append((e.record.title, words.day(e.record.made_on), place if item.link else site + place, proof))
    if not rows:
        return []
    own = f"Bukti setiap pertanyaan berada di {site}{v.b.id}/bukti/, dengan alamat yang tetap."
    header = ("Bukti", "Tanggal", "Tempat", "Ukuran dan SHA-256")
    return [Heading(1, "Daftar bukti"), Paragraph(own), Grid("Bukti yang dicatat", header, rows, widths=(4, 2, 6, 4))]


def _aspect(v: MonevView, score: AspectScore) -> list[Block]:
    rows = []
    for q in score.questions:
        shown = "; ".join(e.record.title + (" (perlu dilihat lagi)" if e.flags else "") for e in
                          v.shown_for(q.question.id))  # fmt: skip
        given = f"{points(q.points)} dari {q.question.most}" if q.points is not None else v.way(q)[1]
        why = " ".join(part for part in (v.reason(q), f"({v.way(q)[1]})" if q.points is not None else "") if part)
        rows.append((q.question.text, given, why, shown or "belum dicatat"))
    title = f"{score.aspect.title}: pertanyaan, nilai, alasan, bukti"
    grid = Grid(title, ("Pertanyaan", "Nilai", "Alasan", "Bukti"), rows, widths=(5, 2, 6, 5))
    return [Heading(1, score.aspect.title), grid]


#: What is said of these files in the description of the API.
PUBLIC = (
    PublicFile("{badan}/evaluasi.xlsx", "Bukti dan nilai mandiri untuk penilai, sebagai buku kerja"),
    PublicFile(
        "{badan}/evaluasi-{kuesioner}.pdf",
        "Nilai mandiri satu kuesioner sebagai PDF",
        parameters=(Parameter("kuesioner", "Kode kuesioner penilai."),),
    ),
)
