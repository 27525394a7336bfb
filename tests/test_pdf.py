"""A paper as PDF: what stands on it, and that what was typed stays text."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw
import pytest

from terbuka.kit.document import Document, Grid, Heading, Listing, Paragraph
from terbuka.kit.pdf import pdf

HOSTILE = '#import "x": * $a$ *b* _c_ \\ [d] <e> @f `g` // h #sys.inputs https://x.example'


def paper(sample: bool = False, text: str = "Semua permohonan dijawab.") -> Document:
    rows = [[f"Bulan {n}", str(n)] for n in range(1, 91)]
    return Document(
        title="Laporan Uji",
        subtitle="Tahun 2025",
        office="Kantor Uji",
        day="30 Juni 2026",
        sample=sample,
        blocks=(
            Heading(1, "Gambaran"),
            Paragraph(text),
            Listing(("satu", text), numbered=True),
            Grid("Permohonan per bulan", ("Bulan", text), rows, numeric=(1,), widths=(3, 1)),
        ),
    )


def texts(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def test_head_of_a_table_office_and_number_stand_on_every_sheet() -> None:
    sheets = texts(pdf(paper()))
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert "Bulan" in sheet
        assert "Kantor Uji · data per 30 Juni 2026" in sheet
        assert f"Halaman {number} dari {len(sheets)}" in sheet
        assert "CONTOH" not in sheet
    assert all("DATA CONTOH, bukan keadaan sebenarnya" in sheet for sheet in texts(pdf(paper(sample=True))))


def test_it_is_tagged_has_a_title_and_a_language() -> None:
    content = pdf(paper())
    document = pypdfium2.PdfDocument(content)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "Laporan Uji"
    size = pypdfium2.raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    found = ctypes.create_string_buffer(size)
    pypdfium2.raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(found, ctypes.POINTER(ctypes.c_ushort)), size)
    assert found.raw.decode("utf-16-le").rstrip("\0") == "id"
    assert b"pdfuaid" in content


def test_what_was_typed_stays_text() -> None:
    joined = " ".join(" ".join(texts(pdf(paper(text=HOSTILE)))).split())
    assert joined.count(HOSTILE) >= 2


def test_the_same_paper_is_the_same_bytes() -> None:
    assert pdf(paper(sample=True)) == pdf(paper(sample=True))


def test_a_row_of_another_length_is_a_mistake_of_the_program() -> None:
    grid = Grid("Tabel", ("a", "b"), [["1"]])
    with pytest.raises(ValueError, match="Tabel"):
        pdf(Document(title="x", office="y", day="z", blocks=(grid,)))
