"""The Markdown of ``content/``: written by maintainers, trusted, and still not allowed to hold HTML.

Promises: front matter is read like any other YAML; raw HTML and addresses that run code are problems.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from terbuka.base import defaults
from terbuka.base.periods import day_of
from terbuka.base.problem import Place, Problem, capped
from terbuka.duties.corpus import GUIDE, Prose, ProseMark
from terbuka.record.strict_yaml import Node, parse
from terbuka.record.text import entries, line_starts, read_text
from terbuka.record.values import is_windows_name

_TAG = re.compile(r"<(?!https?://[^\s<>]+>)[A-Za-z!/?][^>\n]*>?")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = {"https", "http", "mailto", "tel"}
_TARGET = re.compile(
    r"(!?)(?:\[[^\]\n]{0,1000})?\]\(\s*<?([^)]{0,2000})|^ {0,3}\[[^\]\n]{1,1000}\]:\s*<?(\S{1,2000})",
    re.MULTILINE,
)
# As Python-Markdown reads code: a fence that has more behind it than a language is no fence.
_CODE = re.compile(r"(?<![\\`])(`{1,20})(?!`)(.{1,2000}?)(?<!`)\1(?!`)")
_FENCE = re.compile(r"(`{3,}|~{3,}) *[\w#.+-]* *")
_FRONT = re.compile(r"---[ ]*\r?\n(.*?)^---[ ]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
#: A value that is put in when the site is built: ``{indikator:biro:dijawab-tepat-waktu}``. Not within code.
_MARK = re.compile(r"\{([A-Za-z_ -]{1,30}):([^{}\n]{1,200})\}")
_KEYS = {"title", "description"}
#: Bytes of a page that people could still read.
LARGEST_PAGE = 4_000_000
#: After so many problems a page is not looked through any further.
MOST_UNSAFE = 20_000
_PICTURES = (".png", ".jpg", ".webp")


def read_prose(root: Path) -> tuple[tuple[Prose, ...], dict[str, str], list[Problem]]:
    """Pages of ``content/``, their texts by path, and the problems (``kepala-halaman``, ``html-mentah``,
    ``tautan-berbahaya``, ``gambar-luar``, ``isi-content`` for files that are no Markdown)."""
    if not any(entries(root, "content")):
        linked = (root / "content").is_symlink()
        return (), {}, [Problem("tautan-simbolik" if linked else "folder-hilang", Place("content"))]
    pages: list[Prose] = []
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path, file in _below(root, "content"):
        if file.is_symlink():
            problems.append(Problem("tautan-simbolik", Place(path)))
        elif any(is_windows_name(part) or ";" in part or part[-1] in ". " for part in path.split("/")):
            problems.append(Problem("nama-berkas-salah", Place(path), {"isi": file.name}))
        elif file.is_dir():
            problems.append(Problem("bukan-berkas", Place(path)))
        elif file.suffix == ".md":
            text, found = read_text(root, path, LARGEST_PAGE)
            problems += found
            if text is not None:
                texts[path] = text
                page, found = _page(text, path)
                problems += found
                pages += [page] if page else []
        elif file.suffix not in _PICTURES:
            problems.append(Problem("isi-content", Place(path), {"isi": file.name}))
    return tuple(pages), texts, problems


def _below(root: Path, folder: str) -> Iterator[tuple[str, Path]]:
    """Files by path, and a folder that stands in the place of a file of the package."""
    package = defaults.folder() if defaults.is_thin(root) else None
    for path, entry in entries(root, folder):
        if entry.is_dir() and not entry.is_symlink() and not (package and (package / path).is_file()):
            yield from _below(root, path)
        else:
            yield path, entry


def _page(text: str, path: str) -> tuple[Prose | None, list[Problem]]:
    def wrong(line: int, why: str) -> tuple[None, list[Problem]]:
        return None, [Problem("kepala-halaman", Place(path, line), {"sebab": _WHY[why][0], "sebab_en": _WHY[why][1]})]

    parts = _FRONT.match(text)
    if not parts:
        return wrong(1, "missing")
    head, problems = parse(parts[1], path)
    if problems:
        return wrong(problems[0].place.line + 1, "unreadable")
    if head is None or head.kind != "peta" or not head.items.keys() >= _KEYS:
        return wrong(1, "incomplete")
    title, description = head.items["title"], head.items["description"]
    for node in (title, description):
        if node.kind != "teks" or not node.text.strip():
            return wrong(node.line + 1, "incomplete")
        if re.search("[<>]", node.text):
            return wrong(node.line + 1, "brackets")
    body = text[parts.end() :]
    below = path.removeprefix("content/")
    first = len(line_starts(text[: parts.end()]))
    more: dict[str, Any] = {}
    if below.startswith(GUIDE):
        read = _reviews(head)
        if isinstance(read, int):
            return wrong(read + 1, "unowned")
        more = read
    page = Prose(
        path=below,
        title=title.text,
        description=description.text,
        text=text,
        start=parts.end(),
        marks=tuple(_marks(text, parts.end(), path)),
        place=Place(path, 1),
        **more,
    )
    return page, _unsafe(body, path, first)


def _reviews(head: Node) -> dict[str, Any] | int:
    """Owner and days of review of a page of the guide, or the line of the front matter that is wrong."""
    owner = head.items.get("pemilik")
    if owner is None or owner.kind != "teks" or not owner.text.strip():
        return owner.line if owner else 0
    made: dict[str, Any] = {"owner": owner.text}
    for key, name in (("tinjau_lagi_pada", "review_on"), ("ditinjau_pada", "reviewed_on")):
        node = head.items.get(key)
        if node is None:
            if name == "review_on":
                return 0
            continue
        try:
            made[name] = day_of(node.text if node.kind == "teks" else "")
        except ValueError:
            return node.line
    return made


def _marks(text: str, start: int, path: str) -> Iterator[ProseMark]:
    """Where the prose behind the front matter asks for a value."""
    starts = line_starts(text)
    for match in _MARK.finditer(_without_code(text[start:])):
        at = start + match.start()
        line = bisect_right(starts, at)
        place = Place(path, line, at - starts[line - 1] + 1)
        yield ProseMark(kind=match[1], name=match[2], start=at, end=start + match.end(), place=place)


_WHY = {
    "missing": ("belum ada", "it is missing"),
    "unreadable": ("tidak terbaca", "it cannot be read"),
    "incomplete": ("tanpa title atau description", "no title or description"),
    "unowned": (
        "halaman panduan butuh pemilik (jabatan) dan tinjau_lagi_pada (tahun-bulan-hari)",
        "a page of the guide needs pemilik (a post) and tinjau_lagi_pada (year-month-day)",
    ),
    "brackets": ("ada tanda < atau >", "it has < or >"),
}


def _unsafe(body: str, path: str, first: int) -> list[Problem]:
    """Problems of the Markdown ``body``, whose first line is line ``first`` of the file; a page with very many is not
    looked through to its end, and says so."""
    problems = list(islice(_all_unsafe(body, path, first), MOST_UNSAFE))
    return list(capped(problems, at_least=len(problems) == MOST_UNSAFE))


def _all_unsafe(body: str, path: str, first: int) -> Iterator[Problem]:
    kept = _without_code(body)
    starts = line_starts(kept)

    def place(offset: int) -> Place:
        line = bisect_right(starts, offset)
        return Place(path, line + first - 1, offset - starts[line - 1] + 1)

    for tag in _TAG.finditer(kept):
        yield Problem("html-mentah", place(tag.start()), {"isi": tag[0], "kelompok": "html"})
    for target in _TARGET.finditer(kept):
        written = target[2] or target[3] or ""
        address = re.sub(r"[\s\x00-\x1f\\]", "", html.unescape(written))
        scheme = _SCHEME.match(address)
        code = ""
        if scheme and scheme[1].lower() not in _SCHEMES:
            code = "tautan-berbahaya"
        elif target[1] and (scheme or address.startswith("//")):
            code = "gambar-luar"
        if code:
            yield Problem(code, place(target.start()), {"isi": written, "kelompok": written})


def _without_code(body: str) -> str:
    """The text with code blanked out, each character in its place; a fence left open hides nothing."""
    lines = re.split(r"(\r\n?|\n)", body)
    fence, since = "", 0
    for number in range(0, len(lines), 2):
        line = lines[number]
        if not fence and (mark := _FENCE.fullmatch(line)):
            fence, since = mark[1], number
        elif fence and line.rstrip(" ") == fence:
            lines[since : number + 1 : 2] = [" " * len(hidden) for hidden in lines[since : number + 1 : 2]]
            fence = ""
    blanked = [_CODE.sub(lambda code: " " * len(code[0]), line) for line in lines]
    return "".join(blanked)
