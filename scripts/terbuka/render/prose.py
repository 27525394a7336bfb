"""Prose of ``content/`` with the values that it asks for: ``{indikator:biro-contoh:dijawab-tepat-waktu}``.

Promises: pure; a page without a mark is left to be copied as it is. A further kind of mark is one entry here and one
in ``validate.prose``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from terbuka.model import Assessment, Corpus
from terbuka.render import measured


def _indicator(name: str, assessment: Assessment) -> str:
    body_id, _, indicator = name.partition(":")
    made = assessment.bodies.get(body_id)
    state = made.indicators.get(indicator) if made else None
    if made is None or state is None:
        return measured.NO_DATA.lower()
    told = measured.told(state, made.on)
    return f"{told} (data contoh)" if made.body.sample else told


INSERTS: Mapping[str, Callable[[str, Assessment], str]] = {"indikator": _indicator}


def prose(corpus: Corpus, assessment: Assessment) -> dict[str, str]:
    """The texts that differ from their files, by path below ``content/``."""
    made = {}
    for page in corpus.prose:
        text = page.text
        for mark in reversed(page.marks):
            text = (
                text[: mark.start] + escape(INSERTS[mark.kind](mark.name, assessment), quote=False) + text[mark.end :]
            )
        if page.marks:
            made[page.path] = text
    return made
