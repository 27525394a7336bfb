"""Standards of the service: pledge, costs and procedures, part by part.

``maklumat.yml``, ``biaya.yml`` and ``sop.yml`` hold as text what the documents hold; ``standar.yml`` says which parts
are asked for, each with its article or as practice. ``features/standards/judge`` compares them: what is missing is on
the page and a note (``standar-belum-lengkap``), never a gap, because the duty is judged by its register entry. A time
limit stands in a sentence as ``{id}`` or in a step as ``batas_waktu: id`` and is filled in from ``tenggat.yml`` for
the assessed day. A nested YAML record whose class has a ``place`` knows its own line. Totals of the example requests
are computed. The pledge's sheet for the notice board picks one of three sizes by the lines it needs
(``StandardsView.sheet``); ``test_citizen.py`` prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.standards.judge import evidence_pages, standard_notes, standards_of
from terbuka.features.standards.measures import MEASURES
from terbuka.features.standards.record import ExperienceQuestion, Fees, Pledge, Procedure, Standard, StandardState
from terbuka.features.standards.rules import law_problems, standard_problems
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.standards.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="standards",
    lists={"sop": Procedure, "maklumat": Pledge, "biaya": Fees},
    law_lists={"standar": Standard, "pengalaman": ExperienceQuestion},
    rules=lambda records, law, _corpus: standard_problems(records, law),
    law_rules=law_problems,
    judge=lambda made, law: made.put(StandardState, standards_of(made.records, law, made.on)),
    gaps=standard_notes,
    evidence_pages=evidence_pages,
    measures=MEASURES,
    shown=_shown,
)
