"""Values that the prose of ``content/`` asks for and that are not there.

``INSERTS`` are the kinds of marks, each with all names that it knows; ``features.guide.prose`` puts the values in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.marks import time_limits
from terbuka.features.indicators.record import Indicator
from terbuka.law.law import Law
from terbuka.record.near import near


def _indicators(corpus: Corpus) -> Iterator[str]:
    """``biro-contoh:dijawab-tepat-waktu``: a body and one of the indicators of its law."""
    for name, records in corpus.bodies.items():
        law = corpus.laws.get(records.body.jurisdiction_id)
        yield from (f"{name}:{indicator}" for indicator in (law.named(Indicator) if law else ()))


def _in_every_law(names: Callable[[Law], Iterable[str]]) -> Callable[[Corpus], Iterable[str]]:
    """Names that each law knows, since a page of ``content/`` belongs to no body."""

    def common(corpus: Corpus) -> Iterable[str]:
        known = [dict.fromkeys(names(law)) for law in corpus.laws.values()]
        return [name for name in known[0] if all(name in other for other in known)] if known else []

    return common


#: Kind of mark -> the names that may stand behind it.
INSERTS: Mapping[str, Callable[[Corpus], Iterable[str]]] = {
    "indikator": _indicators,
    "tenggat": _in_every_law(time_limits),
    "pasal": _in_every_law(lambda law: law.deadlines),
    "peraturan": _in_every_law(lambda law: law.instruments),
    "kewajiban": _in_every_law(lambda law: law.obligations),
    "kalimat": _in_every_law(lambda law: law.sentences),
}


def prose_problems(corpus: Corpus) -> Iterator[Problem]:
    known: dict[str, list[str]] = {}
    for page in corpus.prose:
        for mark in page.marks:
            if mark.kind not in INSERTS:
                facts = {"isi": f"{mark.kind}:{mark.name}", "kelompok": mark.name, "usul": near(mark.kind, INSERTS)}
                yield Problem("sisipan-tak-dikenal", mark.place, {**facts, "pilihan": ", ".join(INSERTS)})
                continue
            if mark.kind != "indikator" and not corpus.laws:
                continue
            names = known.setdefault(mark.kind, list(INSERTS[mark.kind](corpus)))
            if mark.name not in names and mark.name.partition(":")[0] not in corpus.unread:
                facts = {"isi": f"{mark.kind}:{mark.name}", "kelompok": mark.name, "usul": near(mark.name, names)}
                facts["pilihan"] = f"{mark.kind}:{names[0]}" if names else "(belum ada)"
                yield Problem("sisipan-tak-dikenal", mark.place, facts)
