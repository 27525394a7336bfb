"""Links for a site that is opened by double click: a folder on a disk has no server that answers with its index.

Promises: only links between pages of the site change, and only from a folder to the page in it; links that
lead out, files, questions and marks stay as they are. Plain text in, plain text out.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_TAG = re.compile(r"<(?:a|area|form|link|script|img|audio|source)\s[^>]*>")
_POLICY = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_WAY = re.compile(r'(?<=\s)(href|src|action)="([^"]*)"')


def from_disk(text: str) -> str:
    """A page whose relative links to folders lead to the ``index.html`` in them.

    Its content policy names files too: a page on a disk has no origin, and not every browser takes its
    neighbours for ``'self'``.
    """
    text = _POLICY.sub(lambda policy: policy[0].replace("'self'", "'self' file:"), text, count=1)
    return _TAG.sub(lambda tag: _WAY.sub(lambda way: f'{way[1]}="{_to_file(way[2])}"', tag[0]), text)


def from_top(text: str, url: str) -> str:
    """The page that stands at the top and names the rest from the root of ``url``, with links relative to itself."""
    root = urlsplit(url).path or "/"

    def relative(way: re.Match[str]) -> str:
        below = way[2].startswith(root) and not way[2].startswith("//")
        return f'{way[1]}="{(way[2].removeprefix(root) or "./") if below else way[2]}"'

    return _TAG.sub(lambda tag: _WAY.sub(relative, tag[0]), text)


def _to_file(address: str) -> str:
    place = re.split(r"[?#]", address, maxsplit=1)[0]
    rest = address[len(place) :]
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", place):
        return address
    if place.rpartition("/")[2] in (".", ".."):
        place += "/"
    return f"{place}index.html{rest}" if place.endswith("/") else address
