"""What can be wrong with the records, as objects; how it is worded stands in ``pesan.toml``, and of a code that one
feature alone raises in ``messages.toml`` of that feature.

Promises: a problem knows its place, its code and its facts; two runs over the same tree give the same
problems in the same order; what it says never repeats a personal identifier in full. Never raises for bad
data, never knows any rule.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from terbuka.base import personal

#: Facts that come from the schemas, not from the records; examples of numbers in them are shown as they are.
_OF_SCHEMAS = frozenset({"bentuk", "uraian"})
#: Letters shown of what was found (``isi``), and of all other facts.
_MOST_FOUND = 160
_MOST_SAID = 700
_MOST_READ = 4_000


class Severity(Enum):
    """Effect: ``BLOCKED`` stops publication, ``GAP`` turns the check red, ``NOTE`` is only said."""

    BLOCKED = "diblokir"
    GAP = "kekurangan"
    NOTE = "catatan"


def cell_name(column: int, row: int) -> str:
    """Name of a cell as a spreadsheet shows it, from column and row counted from 1: 3, 5 gives ``C5``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in the tree: path from the root with ``/``; line, column and page from 1; spreadsheet cell."""

    path: str
    line: int = 0
    column: int = 0
    cell: str = ""
    page: int = 0

    def __str__(self) -> str:
        return self.said()

    def said(self, language: str = "id") -> str:
        """The spot as people read it; personal data in a file's name is masked."""
        text = shown(self.path, 400)
        if self.line:
            text += f":{self.line}"
        if self.cell:
            text += f" ({'sel' if language == 'id' else 'cell'} {self.cell})"
        if self.page:
            text += f", {'halaman' if language == 'id' else 'page'} {self.page}"
        return text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``code`` is a key of ``pesan.toml``; ``facts`` fill its sentences; ``more`` holds the other places of
    the same mistake after grouping.
    """

    code: str
    place: Place
    facts: Mapping[str, Any] = field(default_factory=dict)
    more: tuple[Place, ...] = ()

    @property
    def severity(self) -> Severity:
        return Severity(_table()[self.code]["akibat"])

    def sentence(self, part: str, language: str = "id") -> str:
        """Word one part of the message: ``temuan`` (what was found), ``cara`` (what to do), ``contoh``.

        What was probably meant (``usul``) opens the remedy when the facts know it.
        """
        words = _table()[self.code].get(language, {})
        text = str(words.get(part, ""))
        if part == "cara" and "usul" in words and self.facts.get("usul"):
            text = f"{words['usul']} {text}"
        return text.format_map(_Shown(self.facts))

    def as_json(self) -> dict[str, Any]:
        """Shape: the keys of the public ``check --format json``; days and paths are text."""
        return {
            "kode": self.code,
            "akibat": self.severity.value,
            "berkas": shown(self.place.path, 400),
            "baris": self.place.line or None,
            "kolom": self.place.column or None,
            "sel": self.place.cell or None,
            "halaman": self.place.page or None,
            "temuan": self.sentence("temuan"),
            "cara": self.sentence("cara"),
            "contoh": self.sentence("contoh") or None,
            "found": self.sentence("temuan", "en"),
            "remedy": self.sentence("cara", "en"),
            "tempat_lain": [
                {"baris": p.line or None, "sel": p.cell or None, "halaman": p.page or None} for p in self.more
            ],
            "fakta": {key: _plain(key, value) for key, value in sorted(self.facts.items())},
        }


class _Shown(dict[str, str]):
    """Facts as they may stand in a sentence: one line, masked, no control characters, bounded length."""

    def __init__(self, facts: Mapping[str, Any]):
        super().__init__({key: _fact(key, value) for key, value in facts.items()})


def _fact(key: str, value: Any) -> str:
    limit = _MOST_FOUND if key == "isi" else _MOST_SAID
    return shown(value, limit, masking=key not in _OF_SCHEMAS)


def shown(value: Any, limit: int = _MOST_SAID, *, masking: bool = True) -> str:
    """Write a found value so that it can harm nobody: visible, bounded, personal identifiers masked.

    It cannot break a line, a terminal or a log.
    """
    if isinstance(value, list | tuple):
        return _cut(", ".join(shown(v, limit, masking=masking) for v in value), limit)
    text = str(value)[:_MOST_READ]
    text = personal.hide(text) if masking else text
    return _cut("".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text), limit)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _plain(key: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(key, v) for v in value]
    return value if isinstance(value, int | bool) else _fact(key, value)


@cache
def _table() -> Mapping[str, Any]:
    return {**tomllib.loads((files("terbuka.base") / "pesan.toml").read_text("utf-8")), **of_features()}


@cache
def of_features() -> Mapping[str, Any]:
    """The rows of ``messages.toml`` beside the code of each feature; each holds its explanation too."""
    rows: dict[str, Any] = {}
    for path in sorted(Path(__file__).parents[1].glob("features/*/messages.toml")):
        rows |= tomllib.loads(path.read_text("utf-8"))
    return rows


def codes() -> Sequence[str]:
    """All codes that a problem may carry, in the order of the table."""
    return [code for code in _table() if code not in ("alasan", "sebutan")]


def reasons() -> Sequence[str]:
    """All reasons that a status may have, in the order of the table."""
    return list(_table()["alasan"])


def reason_words(code: str, facts: Mapping[str, Any], language: str = "id", part: str = "alasan") -> str:
    """The sentence for a reason of the judge: why a duty has its status (``alasan``) or what its office can
    do (``cara``); empty for none."""
    words = _table()["alasan"][code][language] if code else {}
    return str(words.get(part, "")).format_map(_Shown(facts))


def pick(words: tuple[str, str], language: str) -> str:
    """Of a sentence in Indonesian and in English the one in ``language``."""
    return words[0] if language == "id" else words[1]


def absence_words(absence: str, language: str = "id") -> str:
    """How pages and command say that a duty is not met, for a value of ``duties.verdict.Absence``."""
    return str(_table()["sebutan"][absence][language])


def about(code: str) -> Mapping[str, Any]:
    """The row of the table for ``code``: ``akibat``, ``id``, ``en``."""
    return dict(_table()[code])


def blocking(problems: Iterable[Problem]) -> bool:
    """True when one of the problems stops publication."""
    return any(p.severity is Severity.BLOCKED for p in problems)


#: Problems of one kind that a file may bring up; the others are counted.
MOST_OF_A_KIND = 500


def capped(problems: Iterable[Problem], *, at_least: bool = False) -> Iterator[Problem]:
    """The first problems of each code in each file; how many more there are is one more problem or note, ``at_least``
    so many where whoever looked stopped."""
    count: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = problem.place.path, problem.code
        count[kind] += 1
        if count[kind] <= MOST_OF_A_KIND:
            yield problem
    for (path, code), number in count.items():
        if number > MOST_OF_A_KIND:
            note = _table()[code]["akibat"] == Severity.NOTE.value
            more = number - MOST_OF_A_KIND
            facts = {
                "jumlah": f"sedikitnya {more}" if at_least else more,
                "jumlah_en": f"at least {more}" if at_least else more,
                "ditampilkan": MOST_OF_A_KIND,
                "kode": code,
                "kelompok": code,
            }
            yield Problem("catatan-lagi" if note else "masalah-lagi", Place(path), facts)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by effect, place and code, the same for the same tree whatever the order of discovery."""
    rank = list(Severity)

    def key(problem: Problem) -> tuple[int, Place, str, str]:
        facts = str(sorted(problem.facts.items()))
        return rank.index(problem.severity), problem.place, problem.code, facts

    return sorted(problems, key=key)


def grouped(problems: Iterable[Problem], at_least: int = 3) -> list[Problem]:
    """Fold one repeated mistake into its first place: same file, same code, same remedy.

    The fact ``kelompok`` (else ``kolom``), with ``sebab``, says which remedies are the same. A group is made from
    ``at_least`` equal problems on; fewer stay as they are.
    """
    found: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        same_remedy = str(problem.facts.get("kelompok", problem.facts.get("kolom", "")))
        key = (problem.place.path, problem.code, f"{same_remedy} {problem.facts.get('sebab', '')}")
        found.setdefault(key, []).append(problem)
    result = []
    for same in found.values():
        if len(same) < at_least or same[0].severity is Severity.GAP:
            result += same
        else:
            first = same[0]
            result.append(Problem(first.code, first.place, first.facts, tuple(p.place for p in same[1:])))
    return in_order(result)
