"""Typed text as a paper can show it: fonts for nearly all scripts, and a sign where no font has a letter.

Promises: any text can be set, also one that no font knows; what was replaced is told; nothing of the system's fonts is
used, so that a paper is the same on every computer. The fonts are files of a package that is never run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

#: Stands for a letter that cannot be shown.
REPLACEMENT = "\ufffd"
#: The package whose fonts (Noto, OFL-1.1) are read, and where they lie in it.
_PACKAGE, _FOLDER = "dynamic_font", "assets/fonts"
#: They draw nothing and only turn the order of what follows; a stray one would turn a whole paper.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u00ad\u034f\u180b-\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]")
#: What typst says of letters that it cannot show; each is quoted as Rust quotes.
_MISSING = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.*?)"`')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


@cache
def fonts() -> typst.Fonts:
    """The fonts that typst brings, and after them those for other scripts; the first alone where these are missing."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(p) for p in _folders()])


def _folders() -> list[Path]:
    found = find_spec(_PACKAGE)  # finds a top-level package without running it
    places = [Path(place, _FOLDER) for place in (found.submodule_search_locations or ())] if found else []
    return [place for place in places if place.is_dir()]


def clean(text: str) -> str:
    """The text without what no font can hold: control characters, halves of letters and letters of private use become
    the replacement; marks that only turn the direction go; each line break is one."""
    return "".join(map(_clean, _TURNING.sub("", re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text))))


def _clean(letter: str) -> str:
    if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Co"):
        return letter
    return REPLACEMENT


def each(value: Any, change: Callable[[str], str]) -> Any:
    """A nested value of lists and mappings with ``change`` done to every text in it; keys stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: each(v, change) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [each(v, change) for v in value]
    return value


def missing(diagnostic: str) -> list[str]:
    """The letters (or letters with their marks) that typst says it could not show, each once."""
    return list(dict.fromkeys(_unquoted(quoted) for quoted in _MISSING.findall(diagnostic)))


def _unquoted(quoted: str) -> str:
    def letter(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else _SHORT.get(match[2], match[2])

    return _ESCAPED.sub(letter, quoted)


def without(text: str, signs: Iterable[str]) -> str:
    """The text with the replacement for each of ``signs``; what draws nothing by itself goes."""
    for sign in sorted(signs, key=len, reverse=True):
        kept = "".join(c for c in sign if " " <= c <= "~")
        shown = kept + REPLACEMENT if len(kept) < len(_UNSEEN.sub("", sign)) else kept
        text = text.replace(sign, shown)
    return text


def latin(text: str) -> str:
    """The text in letters that every font has: the last way out."""
    return "".join(c if c == "\n" or " " <= c <= "~" or "\u00a1" <= c <= "\u017f" else REPLACEMENT for c in text)


def is_seen(sign: str) -> bool:
    """Whether a reader misses the sign where it is not shown."""
    return bool(_UNSEEN.sub("", sign))


def codes(signs: Iterable[str]) -> str:
    """Signs by their numbers: ``U+11EE0, U+1E030``."""
    letters = dict.fromkeys(c for sign in signs for c in sign if not " " <= c <= "~" and is_seen(c))
    return ", ".join(f"U+{ord(c):04X}" for c in letters)
