"""Values of the specimen ``badan.yml`` that nobody means: what an office forgot to replace is found by them.

Promises: the list is read from the specimen itself, so that a new example there is known here; lines of it that name a
real choice (``Sekretaris Daerah``, a day) are no examples.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from terbuka.authoring import bodies
from terbuka.law.routes import is_placeholder
from terbuka.record.strict_yaml import Node, parse

_LINE = re.compile(r"^# ?( *)(?:([a-z_]+):|-)(?: (.+))?$", re.MULTILINE)
#: How the specimen spells what is still to be written.
_OPEN = re.compile(r"…|@@|^\(kode |^kode-")
_LINK = re.compile(r"https?://|[^@\s]+@(?=[^@\s]+$)")


def left_over(values: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Key and value of what is still an example, of values as ``typed`` gives them: one of the specimen, one with ``…``
    or ``@@`` in it, or an address that leads nowhere. Opening hours are one when they are nothing but its line."""
    found = []
    for key, texts in values.items():
        for text in texts:
            sole = "{" in text and len(texts) == 1
            known = text in _examples().get(key, ()) and (sole or "{" not in text)
            if known or "…" in text or "@@" in text or _leads_nowhere(text):
                found.append((key, text))
    return found


def typed(text: str) -> dict[str, list[str]]:
    """Keys of a ``badan.yml`` and their values as text: a list as its entries, a mapping on one line in braces. Empty
    when it cannot be read; ``terbuka check`` says why."""
    node, problems = parse(text, "")
    if problems or node is None:
        return {}
    return {key: _flat(value) for key, value in node.items.items()}


@cache
def _examples() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    key = ""
    for indent, name, raw in _LINE.findall(bodies.specimen()):
        key = name if name and not indent else key
        node, problems = parse(raw, "") if raw else (None, [])
        for text in _flat(node) if node and not problems else []:
            if _OPEN.search(text) or text.startswith("{"):
                found.setdefault(key, set()).add(text)
    return {key: frozenset(texts) for key, texts in found.items()}


def _flat(node: Node) -> list[str]:
    if node.kind == "peta":
        return ["{" + ", ".join(f"{key}: {', '.join(_flat(value))}" for key, value in node.items.items()) + "}"]
    return [text for entry in node.entries for text in _flat(entry)] if node.kind == "daftar" else [node.text]


def _leads_nowhere(text: str) -> bool:
    start = _LINK.match(text)
    return start is not None and is_placeholder("https://" + text[start.end() :])
