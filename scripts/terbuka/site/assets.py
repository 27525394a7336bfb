"""Scripts and styles as the site ships them: names of months and weekdays filled in, comments and indentation left out.

Promises: pure; the same text in, the same text out. Texts in quotes stay as they are, and a script means the same:
an end of line goes only where no statement can end. The readable files stand in ``theme/assets/``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pygments.lexer import Lexer
from pygments.lexers import CssLexer, JavascriptLexer
from pygments.token import Comment, Operator, Punctuation, Text, _TokenType

from terbuka.base.day_names import MONTHS, WEEKDAYS

_Token = tuple[_TokenType, str]
#: Scripts that are sent as one, because only one page needs them: what stands before the named one.
TOGETHER = {"catatan.js": ("langkah.js",), "cek-status.js": ("status.js",)}
_NAMES = {"bulan": MONTHS, "pekan": WEEKDAYS}
#: Signs that mean the same with and without a blank, whatever stands beside them.
_JOINING = {(Operator, sign) for sign in ("=", "===", "!==", "&&", "||", "?", ":", ">", ">=", "<=")}
_TOKEN = re.compile(r"@@t:([a-z]+)@@")


def shipped(sources: Mapping[str, str]) -> dict[str, str]:
    """The texts of ``assets/`` as they are sent, by name; ``sources`` are the readable ones.

    Raises ``KeyError`` for a mark ``@@t:…@@`` that names no table.
    """
    parts = {part for before in TOGETHER.values() for part in before}
    return {
        name: "".join(_finished(part, sources[part]) for part in (*TOGETHER.get(name, ()), name))
        for name in sources
        if name not in parts
    }


def _finished(name: str, text: str) -> str:
    if name.endswith(".js"):
        filled = _TOKEN.sub(lambda mark: " ".join(_NAMES[mark[1]]), text)
        return _stripped(filled, JavascriptLexer(), _script_gap)
    return _stripped(text, CssLexer(), _style_gap) if name.endswith(".css") else text


def _stripped(text: str, lexer: Lexer, kept: Callable[[str, _Token, _Token], str]) -> str:
    """Comments go, and of the blanks between two tokens what ``kept`` says of one blank or one end of line."""
    pieces: list[str] = []
    gap, before = "", None
    for _, kind, value in lexer.get_tokens_unprocessed(text):
        if not value.strip() if kind in Text else kind in Comment and kind is not Comment.Preproc:
            gap = "\n" if "\n" in gap + value else " "
            continue
        token = kind, value
        pieces.append(kept(gap, before, token) if before else "")
        pieces.append(value)
        gap, before = "", token
    return "".join(pieces) + "\n"


def _script_gap(gap: str, before: _Token, after: _Token) -> str:
    """Nothing beside a bracket, comma or semicolon; an end of line stays where it may end a statement."""
    closed = before[0] in Punctuation and (gap == " " or before[1][-1] in "{([,;")
    opens = after[0] in Punctuation and (gap == " " or after[1][0] in ")]}")
    joins = gap == " " and (before in _JOINING or after in _JOINING)
    return "" if closed or opens or joins else gap


def _style_gap(gap: str, before: _Token, after: _Token) -> str:
    """Nothing beside a brace and after a comma, colon or semicolon; elsewhere a blank may join two selectors, or be
    the whole value of a custom property."""
    if before[1][-1] == ":" and after[1][0] == ";":
        return " "
    closed = before[0] in Punctuation and before[1][-1] in "{},:;"
    return "" if closed or (after[0] in Punctuation and after[1][0] in "{}") else gap
