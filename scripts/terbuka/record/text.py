"""From bytes to text: one encoding, no hidden characters, no links out of the tree.

Promises: what is read is exactly what stands in the file, or a problem says why not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from terbuka.base import defaults, personal
from terbuka.base.problem import Place, Problem
from terbuka.record import signatures

LARGEST_BYTES = 100_000_000
#: Letters shown on each side of a fault, out of those that are searched for personal data.
_CONTEXT = 50
_SEARCHED = 500
_ALLOWED = {"\n", "\r", "\t"}
_REFUSED = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_MARK = "\ufeff"
#: LF, CR LF or CR.
LINE_END = re.compile(r"\r\n?|\n")
#: Made by programs, not by people; never read, never published.
JUNK = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|\.gitkeep|\.~lock\..*#|~\$.*")


def entries(root: Path, folder: str) -> Iterator[tuple[str, Path]]:
    """Path text and path of all that stands in a folder of the tree, sorted, without what programs leave
    behind; nothing when the folder is missing or is reached through a symbolic link. What a thin portal takes from the
    package stands among its own."""
    if link_on_the_way(root, folder):
        return
    found: dict[str, Path] = {}
    for layer in defaults.layers(root, folder):
        if layer.is_dir():
            own = layer == root / folder
            found |= {e.name: e for e in layer.iterdir() if own or defaults.belongs(f"{folder}/{e.name}")}
    for name in sorted(found):
        if not JUNK.fullmatch(name):
            yield f"{folder}/{name}", found[name]


def read_text(root: Path, path: str, largest: int = LARGEST_BYTES) -> tuple[str | None, list[Problem]]:
    """Decode one file of the tree as UTF-8.

    A byte-order mark is dropped and noted. Errors: ``tautan-simbolik``, ``bukan-berkas``, ``bukan-utf8`` and
    ``terpotong`` (with the line), ``karakter-tersembunyi`` and ``karakter-rusak`` (line and column),
    ``berkas-terlalu-besar``.
    """
    full = defaults.located(root, path)
    if linked := link_on_the_way(root, path):
        return None, [Problem("tautan-simbolik", Place(linked))]
    if not full.is_file():
        return None, [Problem("bukan-berkas", Place(path))]
    size = full.stat().st_size
    if size > largest:
        facts = {"ukuran_mb": -(-size // 1_000_000), "batas_mb": largest // 1_000_000}
        return None, [Problem("berkas-terlalu-besar", Place(path), facts)]
    data = full.read_bytes()
    if found := other_content(data, path):
        return None, [found]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [not_utf8(data, path, error)]
    problems = []
    if text.startswith(_MARK):
        text = text.removeprefix(_MARK)
        problems.append(Problem("bom", Place(path, 1)))
    if found := hidden(text, path):
        return None, [*problems, found]
    return text, problems


def link_on_the_way(root: Path, path: str) -> str | None:
    """The first symbolic link between the root and ``path``, itself included."""
    here = root
    parts = path.split("/")
    for number, part in enumerate(parts):
        here = here / part
        if here.is_symlink():
            return "/".join(parts[: number + 1])
    return None


def line_starts(text: str) -> list[int]:
    """Offsets at which lines start, whatever ends them: LF, CR LF or CR."""
    return [0, *(m.end() for m in LINE_END.finditer(text))]


def line(text: str, number: int) -> str:
    """The line with this number (from 1), without blanks around it; empty when there is none."""
    if number < 1:
        return ""
    start, ends = 0, LINE_END.finditer(text)
    for _ in range(number - 1):
        end = next(ends, None)
        if end is None:
            return ""
        start = end.end()
    end = next(ends, None)
    return text[start : end.start() if end else len(text)].strip()


def around(text: str, offset: int) -> str:
    """The part of a line that stands around ``offset``, masked, short enough to be shown whole."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    end = LINE_END.search(text, offset)
    last = end.start() if end else len(text)
    before = personal.hide(text[max(start, offset - _SEARCHED) : offset])
    after = personal.hide(text[offset : min(last, offset + _SEARCHED)])
    return (
        ("…" if len(before) > _CONTEXT else "")
        + (before[-_CONTEXT:] + after[:_CONTEXT]).strip(" ")
        + ("…" if len(after) > _CONTEXT else "")
    )


#: What may begin as a web page does, and is a text.
_PROSE = (".md", ".yml", ".yaml")


def other_content(data: bytes, path: str) -> Problem | None:
    """The problem of a file that is no text whatever its name says: a workbook, a picture, an archive; or UTF-16."""
    if is_16 := signatures.utf16(data):
        facts = {"huruf": "UTF-16", "isi": line(data[:2_000].decode(is_16, "replace").removeprefix(_MARK), 1)}
        return Problem("bukan-utf8", Place(path, 1), facts)
    found = None if path.lower().endswith(_PROSE) else signatures.of_no_text(data)
    if found is None:
        return None
    facts = {"isi": path.rsplit("/", 1)[-1], "ternyata": found[0], "ternyata_en": found[1]}
    return Problem("isi-berkas-lain", Place(path), facts)


def not_utf8(data: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    """The problem of bytes that are no UTF-8, with the line as it was probably meant."""
    if signatures.utf16(data):
        return other_content(data, path) or Problem("bukan-utf8", Place(path, 1), {"huruf": "UTF-16", "isi": ""})
    before = LINE_END.split(data[: error.start].decode("utf-8"))
    if error.end == len(data) and error.reason == "unexpected end of data":
        return Problem("terpotong", Place(path, len(before)), {"isi": before[-1].strip()})
    after = re.split(rb"[\r\n]", data[error.start :], maxsplit=1)[0].decode("cp1252", "replace")
    facts = {"huruf": "ANSI", "isi": around(before[-1] + after, len(before[-1]))}
    return Problem("bukan-utf8", Place(path, len(before)), facts)


def hidden(text: str, path: str) -> Problem | None:
    """Control characters and direction marks can make a file say something else than it shows."""
    if text.isascii() and text.isprintable():
        return None
    for character in sorted(set(text)):
        code = ""
        if character == "\ufffd":
            code = "karakter-rusak"
        elif character not in _ALLOWED and _is_hidden(character):
            code = "karakter-tersembunyi"
        if code:
            at = text.index(character)
            starts = line_starts(text[:at])
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            facts = {"karakter": name, "isi": around(text, at)}
            return Problem(code, Place(path, len(starts), at - starts[-1] + 1), facts)
    return None


def _is_hidden(character: str) -> bool:
    number = ord(character)
    is_none = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    return is_none or unicodedata.category(character) in _REFUSED
