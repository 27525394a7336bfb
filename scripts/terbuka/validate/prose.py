"""Values that the prose of ``content/`` asks for and that are not there.

``INSERTS`` are the kinds of marks, each with all names that it knows; ``render.prose`` puts the values in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from terbuka.model import Corpus
from terbuka.problem import Problem
from terbuka.validate.near import near


def _indicators(corpus: Corpus) -> Iterator[str]:
    """``biro-contoh:dijawab-tepat-waktu``: a body and one of the indicators of its law."""
    for name, records in corpus.bodies.items():
        law = corpus.laws.get(records.body.jurisdiction_id)
        yield from (f"{name}:{indicator}" for indicator in (law.indicators if law else ()))


#: Kind of mark -> the names that may stand behind it.
INSERTS: Mapping[str, Callable[[Corpus], Iterable[str]]] = {"indikator": _indicators}


def prose_problems(corpus: Corpus) -> Iterator[Problem]:
    known: dict[str, list[str]] = {}
    for page in corpus.prose:
        for mark in page.marks:
            if mark.kind not in INSERTS:
                facts = {"isi": f"{mark.kind}:{mark.name}", "usul": near(mark.kind, INSERTS)}
                yield Problem("sisipan-tak-dikenal", mark.place, {**facts, "pilihan": ", ".join(INSERTS)})
                continue
            names = known.setdefault(mark.kind, list(INSERTS[mark.kind](corpus)))
            if mark.name not in names and mark.name.partition(":")[0] not in corpus.unread:
                facts = {"isi": f"{mark.kind}:{mark.name}", "usul": near(mark.name, names)}
                facts["pilihan"] = f"{mark.kind}:{names[0]}" if names else "(belum ada)"
                yield Problem("sisipan-tak-dikenal", mark.place, facts)
