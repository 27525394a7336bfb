"""Every problem's code is explained, and the page says what the command says."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import trees
from terbuka import cli
from terbuka.base import explain, personal
from terbuka.base.page import Page
from terbuka.base.problem import codes
from terbuka.duties.verdict import Assessment
from terbuka.portal.load import load
from terbuka.portal.pages import render

PARTS = ("judul", "mengapa", "perbaiki", "sebelum", "sesudah", "resep")


def test_every_code_has_all_parts_and_nothing_else_is_explained() -> None:
    table = explain._table()
    assert list(table["kode"]) == [code for code in table["kode"] if code in codes()]
    for code in codes():
        row = table["kode"][code]
        assert set(row) - {"khusus_excel"} == set(PARTS), code
        assert all(row[part].strip() == row[part] != "" for part in PARTS), code
    assert {row["resep"] for row in table["kode"].values()} == set(table["resep"])
    for name, recipe in table["resep"].items():
        assert set(recipe) == {"excel", "peramban"}, name
        assert all(text.count("{perbaiki}") == 1 for text in recipe.values()), name


def test_words_are_short_and_whole() -> None:
    wrong = {code: faults for code in codes() if (faults := list(wanting(explain.explanation(code))))}
    assert wrong == {}


def wanting(what: explain.Explanation) -> Iterator[str]:
    """What an explanation lacks, or has too much of."""
    text = explain.as_text(what)
    if len(what.title) > 60 or not what.title.endswith((".", ")")):
        yield "title"
    if not 1 <= len(re.findall(r"[.?](?= |$)", what.why)) <= 3 or len(what.why) > 240:
        yield "why"
    if what.before == what.after:
        yield "before and after"
    if any("{" + part in text for part in ("perbaiki", "isi", "kolom")):
        yield "a mark that is not filled in"
    if list(personal.find(text)):
        yield "personal data"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    corpus, _ = load(trees.grow(tmp_path_factory.mktemp("kode") / "portal"))
    made = (p for p in render(corpus, Assessment(bodies={})) if isinstance(p, Page))
    return {p.path: p for p in made if p.path.startswith("kode/")}


def test_a_page_for_every_code_and_a_list_of_all(pages: dict[str, Page]) -> None:
    assert set(pages) == {"kode/index.html", *(f"kode/{code}/index.html" for code in codes())}
    links = re.findall(r'href="../kode/([a-z0-9-]+)/"', pages["kode/index.html"].article)
    assert sorted(links) == sorted(codes())


def test_page_and_command_say_the_same(pages: dict[str, Page], capsys: pytest.CaptureFixture[str]) -> None:
    differ = []
    for code in codes():
        assert cli.main(["explain", code]) == 0
        told = capsys.readouterr().out
        article = pages[f"kode/{code}/index.html"].article.partition("<article>")[2].partition("</article>")[0]
        shown = re.sub(r"<[^>]+>", "", article)
        # The command writes the code and its meaning in one line, the page in two.
        if html.unescape(shown).split() != told.replace(f"{code}: ", f"{code} ", 1).split():
            differ.append(code)
    assert differ == []


@pytest.mark.parametrize("typed", ["[tanggal-salah]", " Tanggal-Salah "])
def test_a_code_is_found_as_it_is_copied(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", typed]) == 0
    assert capsys.readouterr().out.startswith("tanggal-salah: ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tangal-salah", "mungkin maksudnya: tanggal-salah"),
        ("tanggal", "mungkin maksudnya: tanggal-"),
        ("qqqq", "semua kode ada di halaman /kode/ portal"),
        ("\x1b[31m", "kode “\\u001b[31m” tidak dikenal"),
    ],
)
def test_an_unknown_code_is_wrong_use(typed: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", typed]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_the_check_names_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal", {f"{trees.BODY}/badan.yml": ""})
    assert cli.main(["check", "--root", str(root)]) == 1
    assert capsys.readouterr().out.endswith(" terbuka explain KODE menjelaskan lebih jauh.\n")
