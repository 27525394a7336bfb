"""Documents from strangers: what is said of them, and that one bad one does not spoil the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import trees
from terbuka.base.store import Store
from terbuka.record import peek
from terbuka.record.documents import KINDS
from terbuka.record.insides import read_folders
from trees import zipped

SHEET = {"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}
PDF = (trees.FIXTURE / trees.BODY / "berkas/laporan-2025.pdf").read_bytes()


def look(tmp_path: Path, kind: str, data: bytes) -> dict[str, Any]:
    file = tmp_path / f"x.{kind}"
    file.write_bytes(data)
    return peek.look([{"path": str(file), "kind": kind}])[str(file)]


def texts(answer: dict[str, Any]) -> str:
    """All that was read: pages and what does not show on them."""
    return "\n".join([answer["text"], *(text for _, text in answer["parts"])])


def test_text_of_a_pdf(tmp_path: Path) -> None:
    answer = look(tmp_path, "pdf", PDF)
    assert (answer["ok"], answer["pages"]) == (True, 1)
    assert answer["text"].startswith("Laporan layanan informasi Kantor Uji tahun 2025.")


@pytest.mark.parametrize(
    ("kind", "members", "text"),
    [
        ("xlsx", SHEET | {"xl/sharedStrings.xml": "<si><r><t>08123</t></r><r><t>456789</t></r></si>"}, "08123456789"),
        ("xlsx", SHEET | {"xl/worksheets/s.xml": '<c t="str"><v>1</v></c><c t="str"><v>2</v></c>'}, "1\n\n2"),
        ("xlsx", SHEET | {"xl/pivotCache/p.xml": "<s><v>rahasia</v></s>"}, "rahasia"),
        ("docx", {"word/document.xml": "<w:p><w:r><w:t>0812</w:t></w:r><w:r><w:t>3456</w:t></w:r></w:p>"}, "08123456"),
        ("docx", {"word/document.xml": "<w:p/>", "word/comments.xml": "<w:p>catatan</w:p>"}, "catatan"),
        ("docx", {"word/document.xml": "<w:p/>", "docProps/core.xml": "<dc:creator>Budi</dc:creator>"}, "Budi"),
        ("odt", {"content.xml": "<text:p>a<text:span>b</text:span>c</text:p>"}, "abc"),
        ("ods", {"content.xml": "<text:p>&#53;&#51;</text:p>"}, "53"),
        (
            "docx",
            {
                "word/document.xml": "<w:p/>",
                "word/embeddings/Book1.xlsx": zipped(SHEET | {"xl/sharedStrings.xml": "<si><t>di dalam</t></si>"}),
            },
            "di dalam",
        ),
    ],
)
def test_text_of_office_files(tmp_path: Path, kind: str, members: dict[str, str | bytes], text: str) -> None:
    answer = look(tmp_path, kind, zipped(members))
    assert answer["ok"]
    assert text in texts(answer)


@pytest.mark.parametrize(
    ("kind", "data", "why"),
    [
        ("pdf", b"%PDF-1.4\n", "rusak"),
        ("pdf", b"", "rusak"),
        ("pdf", PDF.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Launch >>"), "aksi"),
        ("xlsx", b"PK\x03\x04", "rusak"),
        ("xlsx", zipped({"a.txt": "x"}), "jenis-lain"),
        ("docx", zipped(SHEET), "jenis-lain"),
        ("xlsx", zipped(SHEET | {"xl/vbaProject.bin": "x"}), "makro"),
        ("xlsx", zipped(SHEET | {"xl/macrosheets/sheet1.xml": "x"}), "makro"),
        ("ods", zipped({"content.xml": "", "Basic/Standard/Module1.xml": "x"}), "makro"),
        ("xlsx", zipped(SHEET | {"xl/externalLinks/externalLink1.xml": "x"}), "tautan-luar"),
        ("xlsx", zipped(SHEET | {f"x{i}.xml": "" for i in range(5_001)}), "bom"),
        ("xlsx", zipped(SHEET | {"xl/a.xml": b"0" * 61_000_000}), "bom"),
        (
            "docx",
            zipped({"word/document.xml": "", "word/embeddings/a.xlsx": zipped(SHEET | {"xl/vbaProject.bin": "x"})}),
            "makro",
        ),
    ],
)
def test_refused(tmp_path: Path, kind: str, data: bytes, why: str) -> None:
    answer = look(tmp_path, kind, data)
    assert (answer["ok"], answer["why"]) == (False, why)


def test_harmless_parts_are_no_macros(tmp_path: Path) -> None:
    link = '<Relationship Type="http://x/hyperlink" Target="https://uji.example/" TargetMode="External"/>'
    parts = {"xl/printerSettings/printerSettings1.bin": "x", "xl/_rels/workbook.xml.rels": link}
    assert look(tmp_path, "xlsx", zipped(SHEET | parts))["ok"]


def test_one_that_kills_its_reader_does_not_spoil_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def ask(requests: list[dict[str, str]]) -> list[dict[str, Any]]:
        """A process that dies at the first document called ``mati``."""
        names = [r["path"] for r in requests]
        asked.append(names)
        alive = names[: names.index("mati")] if "mati" in names else names
        return [{"path": name, "ok": True} for name in alive]

    monkeypatch.undo()
    monkeypatch.setattr(peek, "_ask", ask)
    answers = peek.look([{"path": name, "kind": "pdf"} for name in ("a", "mati", "b", "c")])
    assert {path: answer["ok"] for path, answer in answers.items()} == {"a": True, "mati": False, "b": True, "c": True}
    assert answers["mati"]["why"] == "macet"
    assert asked == [["a", "mati", "b", "c"], ["b", "c"]]


def test_kinds_and_sums(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    path = f"{trees.BODY}/berkas"
    folder = read_folders(root, [path], Store())[path]
    assert folder.problems == []
    assert {name: (d.kind, d.size, d.has_text, d.page_count) for name, d in folder.documents.items()} == {
        "laporan-2025.pdf": ("pdf", len(PDF), True, 1),
        "program-2026.csv": ("csv", 47, None, None),
    }
    assert read_folders(root, ["tidak/ada"], Store())["tidak/ada"].documents == {}


def test_nothing_that_a_browser_would_run_is_a_kind() -> None:
    assert not set(KINDS) & {"html", "htm", "svg", "xml", "js", "xhtml", "swf", "xlsm", "docm", "exe", "zip"}
