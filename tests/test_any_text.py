"""What the check accepts, every renderer can write: any script, any sign, any length, and what no file should hold."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import icalendar as reader
import openpyxl
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image
from rdflib import Graph

import trees
from terbuka import cli
from terbuka.base.page import File, Page
from terbuka.duties.agenda import DUTY, Item, When
from terbuka.features.catalogue import dcat, structured_data
from terbuka.features.open_data.parquet import parquet
from terbuka.features.open_data.record import DataColumn, DataTable, TableSpec
from terbuka.features.receipts.paper import pdf as receipt_pdf
from terbuka.features.receipts.paper import qr_svg
from terbuka.kit import atom, charts, icalendar, lettering, optional, table
from terbuka.kit.document import Document, Grid, Heading, Listing, Paragraph
from terbuka.kit.pdf import Paper, paper
from terbuka.kit.portal import environment
from terbuka.kit.workbook import Sheet, workbook
from terbuka.portal import preview
from terbuka.portal.pages import render
from terbuka.record.text import hidden

#: A word of each: scripts of the archipelago, of neighbours and of the world, signs, and a word without end.
SAMPLES = {
    "emoji": "Layanan 🙂 cepat 🏛️ 🇮🇩 1️⃣",
    "Jawa": "ꦥꦼꦩꦼꦫꦶꦤ꧀ꦠꦃ",
    "Bali": "ᬧᭂᬫᬾᬭᬶᬦ᭄ᬢᬄ",
    "Lontara": "ᨄᨛᨆᨛᨑᨗᨈ",
    "Batak": "ᯇᯔᯒᯉ᯲ᯖ",
    "Sunda": "ᮕᮨᮙᮨᮛᮤᮔ᮪ᮒᮂ",
    "Rejang": "ꤰꤱꤲꤳ",
    "Cina": "政府信息公开 透明度",
    "Jepang": "情報公開せいど",
    "Korea": "정보공개",
    "Arab": "معلومات عامة ١٢٣",
    "Ibrani": "מידע ציבורי",
    "Thai": "ข้อมูลสาธารณะ",
    "Dewanagari": "सार्वजनिक सूचना",
    "Tamil": "பொது தகவல்",
    "Khmer": "ព័ត៌មានសាធារណៈ",
    "Latin": "Đặng Ñandú žluťoučký œuvre ŋ ǵ ả",
    "Yunani": "Δημόσιες πληροφορίες",
    "Kiril": "Публичная информация",
    "tanda": "½ × ≤ √ ∑ → ✓ ☎ ♿ © ™ € ¥ № § ¶ † ‰ ′ ″",
    "tanda kutip": "'\"`´‘’“”„«»‹› & < > \\ / # $ % * _ ~ ^ | @ ; = + -",
    "gabungan": "e\u0301 n\u0303 a\u0323\u0302 Z\u0351\u036b\u0343",
    "kata panjang": "Pertanggungjawaban" * 30,
    "baris": "baris satu\nbaris dua",
}
#: What no font of any package has, and what no file may hold: only the writers themselves meet it.
WORST = "𑻠𑻡 \U0001e030 \ue000 \U0010ffff \x00\x07\x1b \ud800 \u202eabc\u2066x \ufeff \ufffe \u2028 \u200b"
SEEN = tuple(SAMPLES.values())


def accepted(text: str) -> bool:
    return hidden(text, "x") is None


typed = st.one_of(
    st.sampled_from(SEEN),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp")),
        min_size=1,
        max_size=60,
    ).filter(lambda text: accepted(text) and bool(text.strip())),
)
few = settings(max_examples=40, deadline=None, derandomize=True)


def test_the_samples_are_what_the_check_accepts() -> None:
    assert [name for name, text in SAMPLES.items() if not accepted(text)] == []
    assert not accepted(WORST)


# --- papers


def document(text: str) -> Document:
    return Document(
        title=text,
        subtitle=text,
        office=text,
        day="30 Juni 2026",
        address="https://portal.example/",
        sample=True,
        blocks=(
            Heading(1, text),
            Paragraph(text),
            Listing([text, text], numbered=True),
            Grid(text, (text, "Jumlah"), [[text, "1"]] * 3, numeric=(1,), widths=(1, 3)),
        ),
    )


def printed(content: bytes) -> str:
    with_pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in with_pages)


@given(typed)
@example(WORST)
@few
def test_a_paper_shows_any_text_or_says_what_it_replaced(text: str) -> None:
    made = paper(document(text))
    shown = printed(made.content)
    assert ("menggantikan huruf yang belum dapat dicetak" in shown) == bool(made.replaced)
    assert made == paper(document(text))


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_of_the_samples_is_replaced(name: str) -> None:
    """All scripts that are in use in the archipelago, and the usual ones of the world, have a font."""
    made = paper(document(SAMPLES[name]))
    assert not made.replaced
    assert lettering.REPLACEMENT not in printed(made.content)


def test_a_letter_without_a_font_is_a_sign_and_is_named() -> None:
    made = paper(document("Naskah 𑻠 kuno"))
    assert list(made.replaced) == ["𑻠"]
    shown = printed(made.content)
    assert f"Naskah {lettering.REPLACEMENT} kuno" in shown
    assert "(U+11EE0). Tulisan aslinya ada di situs." in " ".join(shown.split())


def test_a_computer_without_the_fonts_still_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "_folders", list)
    lettering.fonts.cache_clear()
    try:
        made = paper(document("Aksara ꦗꦮ dan 🙂"))
    finally:
        lettering.fonts.cache_clear()
    assert set("ꦗꦮ🙂") <= set("".join(made.replaced))
    assert "Aksara" in printed(made.content)


def test_a_word_without_end_stays_on_the_sheet() -> None:
    """In a heading, a paragraph and a narrow column; and it is copied out whole, without letters between."""
    word = "Pertanggungjawaban" * 20
    content = paper(document(word)).content
    assert "".join(printed(content).split()).count(word) >= 5
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        right = [text.get_charbox(n)[2] for n in range(text.count_chars())]
        assert max(right) <= page.get_width() - 50


def test_a_cell_longer_than_a_sheet_goes_on_on_the_next() -> None:
    words = [f"kata{n}" for n in range(3000)]
    long = Document(title="x", office="y", day="z", blocks=(Grid("T", ("a", "b"), [["1", " ".join(words)]]),))
    shown = printed(paper(long).content)
    assert all(word in shown for word in words[::100])
    assert words[-1] in shown


@given(typed)
@example(WORST)
@few
def test_a_receipt_shows_any_text(text: str) -> None:
    names = ("title", "parent", "office", "contacts", "mark", "content", "skipped", "code", "link", "page")
    sheet: dict[str, Any] = dict.fromkeys(names, text)
    pairs = [(text, text), (text, text)]
    texts = [text]
    lists = {"facts": pairs, "limits": pairs, "blanks": texts, "rules": texts, "rights": texts}
    content = receipt_pdf(sheet | lists, qr_svg("x"))
    assert pypdfium2.PdfDocument(content).is_tagged()


@pytest.mark.parametrize("error", [RuntimeError("rusak"), SystemError("panik")])
def test_a_paper_that_fails_is_left_out(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(_: Document) -> Paper:
        raise error

    monkeypatch.setattr(optional, "paper", broken)
    file = optional.optional_paper("api/v1/x.pdf", lambda: document("x"))
    assert (file.content, file.instead) == (b"", optional.INSTEAD)
    assert [(p.code, p.place.path) for p in file.notes] == [("berkas-tak-jadi", "api/v1/x.pdf")]


# --- tables


@given(typed)
@few
def test_a_workbook_holds_any_text(text: str) -> None:
    content = workbook(text, [Sheet("Aspek", [text], (text, "b"), [[text, 1]], (20, 10))])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [sheet["A1"].value, sheet["A3"].value, sheet["A4"].value] == [text, text, text]


@given(typed)
@few
def test_a_table_as_csv_holds_any_text(text: str) -> None:
    rows = list(csv.reader(io.StringIO(table.rows_as_csv((text,), [[text]]).decode(), newline="")))
    assert rows == [[table.guarded(text)], [table.guarded(text)]]


def test_a_table_as_parquet_holds_any_text(tmp_path: Path) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["isi"])
    writer.writerows([text] for text in SEEN)
    column = DataColumn(name="isi", title="Isi", text="x", type="teks")
    spec = TableSpec(id="t", file="t.csv", title="T", columns=(column,))
    one = DataTable(spec=spec, path="t.csv", rows=[(t,) for t in SEEN], lines=range(len(SEEN)), text=out.getvalue())
    file = tmp_path / "t.parquet"
    file.write_bytes(parquet(one))
    with duckdb.connect() as base:
        assert base.execute("SELECT isi FROM read_parquet(?)", [str(file)]).fetchall() == [(t,) for t in SEEN]


# --- for programs


@given(typed)
@few
def test_a_feed_holds_any_text(text: str) -> None:
    entry = atom.Entry(link="https://p.example/a", title=text,
                       updated="2026-06-30T00:00:00Z", author=text, summary=text,
                       categories=((text, text),), content=text)  # fmt: skip
    feed = atom.Feed(link="https://p.example/f", page="https://p.example/", title=text, author=text,
                     unchanged="2026-06-30T00:00:00Z", entries=[entry])  # fmt: skip
    root = ET.fromstring(atom.as_xml(feed))  # noqa: S314 - our own
    names = {"a": atom.ATOM}
    assert root.findtext("a:title", namespaces=names) == text
    assert root.findtext("a:entry/a:content", namespaces=names) == text


@given(typed)
@few
def test_a_calendar_holds_any_text(text: str) -> None:
    item = Item(body_id="b", body_name=text, kind=DUTY, id="x", title=text, due_on=date(2026, 7, 1),
                when=When.SOON, articles=(text,), note=text)  # fmt: skip
    content = icalendar.calendar(text, [item], {"b": date(2026, 6, 30)})
    assert all(len(line) <= icalendar.LONGEST_LINE for line in content.split(b"\r\n"))
    (event,) = reader.Calendar.from_ical(content).walk("VEVENT")
    lines = re.sub(r"\r\n?", "\n", text)
    kept = "".join(c for c in lines if c == "\n" or unicodedata.category(c) != "Cc")
    assert str(event["SUMMARY"]) == kept


def test_a_calendar_keeps_blanks_and_letters_that_python_does_not_know() -> None:
    """What is dropped must not hang on the version of Python: its table of letters grows with each."""
    text = "Jalan\u00a0Uji \u200bdan\u2028\U000323b0 \U0001fae9"
    assert not any(letter.isprintable() for letter in "\u00a0\u200b\u2028\U000323b0")
    assert icalendar.text(f"{text}\x00\x07\x7f\x85\ud83d") == text


@given(typed)
@few
def test_linked_data_hold_any_text(text: str) -> None:
    node = {"@id": "https://p.example/x", "@type": "dcat:Dataset", "dct:title": text}
    graph = Graph().parse(data=dcat.turtle({"@graph": [node]}), format="turtle")
    assert text in {str(o) for o in graph.objects()}
    block = structured_data.block({"name": text})
    assert (
        json.loads(block.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))["name"] == text
    )


# --- pictures


@given(typed)
@example(WORST)
@few
def test_the_preview_draws_any_name(text: str) -> None:
    content = preview.picture(text, text, sample=True)
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (preview.WIDTH, preview.HEIGHT)
    assert len(content) < 100_000


@given(typed)
@few
def test_a_chart_draws_any_label(text: str) -> None:
    for kind in ("bars", "lines", "stack"):
        made = charts.Chart(id="g", title=text, sentence=text, unit=text, labels=[text, "b"], head=text,
                            series=[charts.Series(text, [1, 2]), charts.Series("y", [3, None])], kind=kind)  # type: ignore[arg-type] # fmt: skip
        module: Any = environment().get_template("_bagan.html").module
        drawn = str(module.bagan(made))
        svg = ET.fromstring(drawn[drawn.index("<svg") : drawn.index("</svg>") + 6])  # noqa: S314 - our own
        assert {float(t.get("x", 0)) <= charts.WIDTH for t in svg.iter("text")} == {True}
        assert text in (html.fromstring(drawn).xpath("string(//th[@scope='row'])"), text)


@given(typed)
@few
def test_a_code_of_squares_holds_any_address(text: str) -> None:
    assert ET.fromstring(qr_svg(text[:200])).tag.endswith("svg")  # noqa: S314 - our own


# --- the whole portal


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page | File]:
    """The sample with a sentence in all scripts behind every name, title and summary that is typed freely."""
    root = tmp_path_factory.mktemp("aksara") / "portal"
    shutil.copytree(trees.portal(), root)
    words = "🙂 ꦗꦮ ᬩᬮᬶ ᨄᨛ 政府 معلومات <&\"' 𑻠"
    body = root / "datasets/badan/biro-contoh"
    _change_yaml(body / "badan.yml", ("nama", "nama_pendek"), words)
    for name in ("laporan-tahunan.yml", "audit.yml", "sop.yml", "maklumat.yml", "peringatan.yml", "bukti-monev.yml"):
        _change_yaml(body / name, ("judul", "uraian", "ringkasan", "keterangan"), words)
    for name in ("daftar-informasi-publik.csv", "dikecualikan.csv", "temuan.csv", "kendala.csv", "paket.csv"):
        _change_table(body / name, ("judul", "ringkasan", "temuan", "gambaran", "uraian", "kendala", "nama"), words)
    for name in (root / "datasets/badan/biro-contoh/data").glob("*/datapackage.yml"):
        _change_yaml(name, ("judul", "uraian"), words)
    corpus, assessment, problems = trees.judged(root, date(2026, 11, 24))
    assert assessment is not None, [(p.code, str(p.place), p.facts) for p in problems][:3]
    return {item.path: item for item in render(corpus, assessment)}


def _change_yaml(file: Path, keys: tuple[str, ...], words: str) -> None:
    def longer(line: re.Match[str]) -> str:
        value = line[2].strip().strip("\"'")
        return f"{line[1]}{json.dumps(f'{value} {words}', ensure_ascii=False)}"

    text = file.read_text("utf-8")
    file.write_text(re.sub(rf"(?m)^((?:[ -]*)(?:{'|'.join(keys)}): )([^|>\n][^\n]*)$", longer, text), "utf-8")


def _change_table(file: Path, columns: tuple[str, ...], words: str) -> None:
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    for row in rows:
        row.update({name: f"{row[name]} {words}" for name in columns if row.get(name)})
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_portal_in_all_scripts_is_written_whole(everything: dict[str, Page | File]) -> None:
    files = [item for item in everything.values() if isinstance(item, File)]
    assert [file.path for file in files if file.instead] == []
    papers = [file for file in files if file.path.endswith(".pdf") and not file.source]
    assert len(papers) > 5
    assert {problem.code for file in papers for problem in file.notes} == {"huruf-tak-tercetak"}
    for file in papers:
        assert pypdfium2.PdfDocument(file.content).is_tagged()


def test_every_file_of_it_can_be_read(everything: dict[str, Page | File]) -> None:
    read: dict[str, Any] = {
        "json": json.loads,
        "xml": ET.fromstring,
        "ics": reader.Calendar.from_ical,
        "csv": lambda content: list(csv.reader(io.StringIO(content.decode(), newline=""))),
        "xlsx": lambda content: openpyxl.load_workbook(io.BytesIO(content)),
        "ttl": lambda content: Graph().parse(data=content, format="turtle"),
        "png": lambda content: Image.open(io.BytesIO(content)).verify(),
    }
    seen = set()
    for path, item in everything.items():
        ending = path.rsplit(".", 1)[-1]
        if isinstance(item, File) and not item.source and ending in read:
            read[ending](item.content)
            seen.add(ending)
    assert seen >= {"json", "xml", "ics", "csv", "xlsx", "ttl", "png"}


def test_no_page_of_it_holds_a_letter_that_html_forbids(everything: dict[str, Page | File]) -> None:
    for item in everything.values():
        if isinstance(item, Page):
            bad = {c for c in item.article if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"}
            assert bad == set(), item.path


GUIDE = """\
---
title: Panduan petugas
description: Panduan uji.
pemilik: PPID Pelaksana
tinjau_lagi_pada: 2027-05-24
---

# Panduan petugas

Aksara ꦗꦮ dan 🙂.
"""


@pytest.mark.parametrize("command", [("build", "--no-search"), ("notice", "--no-search"), ("archive", "2026")])
def test_a_paper_that_fails_takes_no_site_down(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a build nor an urgent notice nor an archive: the page says it, a note names it, the exit code stays."""

    def broken(_: Document) -> Paper:
        raise RuntimeError("huruf rusak")

    monkeypatch.setattr(optional, "paper", broken)
    root = trees.grow(tmp_path / "portal", {"content/panduan/index.md": GUIDE})
    out = tmp_path / ("arsip.zip" if command[0] == "archive" else "site")
    assert cli.main([*command, "--root", str(root), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "api/v1/panduan-petugas.pdf  [berkas-tak-jadi]\n  Berkas ini tidak dapat dibuat: RuntimeError" in told
    if command[0] == "archive":
        with zipfile.ZipFile(out) as archive:
            names = {name.partition("/")[2]: name for name in archive.namelist()}
            page = archive.read(names["situs/panduan/index.html"]).decode()
    else:
        names = {file.relative_to(out).as_posix(): "" for file in out.rglob("*")}
        page = (out / "panduan/index.html").read_text("utf-8")
    assert not any(name.endswith("panduan-petugas.pdf") for name in names)
    assert optional.INSTEAD in page
    assert "panduan-petugas.pdf" not in page
