"""Each register has a copy that a spreadsheet opens unharmed, and its page offers it before the exact file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

import trees
from terbuka.base.page import File, Page
from terbuka.kit import table
from terbuka.portal.pages import render

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PAGES = {
    "daftar-informasi-publik": "daftar-informasi-publik",
    "dikecualikan": "dikecualikan",
    "register-permohonan": "register-permohonan",
    "statistik": "register-keberatan",
    "tindak-lanjut": "tindak-lanjut",
    "pengawasan": "temuan",
    "survei-kepuasan": "survei",
    "tanggapan-laporan": "tanggapan-laporan",
}
BODY = "biro-contoh"


@dataclass
class _Record:
    extra: dict[str, str]


@cache
def files() -> dict[str, Page | File]:
    corpus, assessment, problems = trees.judged(trees.portal())
    assert assessment is not None, problems
    return {made.path: made for made in render(corpus, assessment)}


def rows(content: bytes, mark: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=mark))


@pytest.mark.parametrize(("page", "stem"), PAGES.items())
def test_the_safe_copy_is_offered_first(page: str, stem: str) -> None:
    article = trees.article(files(), f"{BODY}/{page}/")
    links = re.findall(rf'href="[./]*(api/v1/{BODY}/CONTOH-{stem}(?:-excel)?\.csv)" download>(.*?)</a>', article)
    safe, exact = (f"api/v1/{BODY}/CONTOH-{stem}{end}.csv" for end in ("-excel", ""))
    assert [address for address, _ in links] == [safe, exact]
    assert "Excel" in links[0][1]
    assert links[1][1].startswith("CSV untuk program")
    first, second = rows(trees.content(files(), safe), ";"), rows(trees.content(files(), exact), ",")
    assert trees.content(files(), safe).startswith(b"\xef\xbb\xbf")
    assert (len(first), first[0]) == (len(second), second[0])
    assert not any(cell.startswith(STARTS) and not re.fullmatch(r"-[0-9,]+", cell) for row in first for cell in row)


@pytest.mark.parametrize("start", STARTS)
def test_what_a_spreadsheet_would_run_is_text(start: str) -> None:
    """The exact file keeps its letters, the copy says that they are text; a negative number stays a number."""
    column = trees.column("judul")
    record = _Record({"judul": f"{start}SUM(A1)"})
    exact, safe = table.register("api/v1/x/daftar.csv", [column], [record])
    written = f"{start}SUM(A1)".replace("\r", "\n")
    assert rows(bytes(exact.content or b""), ",") == [["judul"], [written]]
    assert (safe.path, rows(bytes(safe.content or b""), ";")) == (
        "api/v1/x/daftar-excel.csv",
        [["judul"], [f"'{written}"]],
    )
    assert rows(table.for_excel([f"{start}A"], []), ";") == [[f"'{start}A"]]


def test_values_as_an_indonesian_excel_reads_them() -> None:
    values = [-3, -9.5, Decimal("-9.5865"), date(2026, 3, 5), True, None, ("a", "b"), "5.10"]
    assert rows(table.for_excel("abcdefgh", [values]), ";")[1] == [
        "-3", "-9,5", "-9,5865", "05/03/2026", "ya", "", "a; b", "5.10",
    ]  # fmt: skip


def test_every_copy_has_its_exact_file() -> None:
    copies = [path for path in files() if path.endswith("-excel.csv") and "/data/" not in path]
    assert len(copies) > len(PAGES)
    assert all(path.replace("-excel.csv", ".csv") in files() for path in copies)
