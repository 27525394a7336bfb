"""The information service: requests, objections, disputes, complaints, and the clocks that run for them.

A register holds nothing about a person: its schema says ``tanpa_identitas: ya``, so that an unknown column is refused
as such, and no class in ``features/service/record`` has a field for one. None is not empty: a register that is not
kept here is no data, an empty one since ``register_mulai`` is nil.

``features/service/judge`` derives stage, running clocks and timeliness of each row from its days as of the assessed
day. A clock with several starts (``menurut: uu``, ``perki``) has several due days: the earliest is the office's and
the gate's, also while a later one waits for a calendar (every year without one lies behind its year);
``rights.terms`` gives the citizen each term that is open, with the first day that is safe by both. What was late
stays late: no later letter, withdrawal or lapse undoes it (``test_what_is_late_stays_late``). An extension counts for
a start only if it was recorded by that start's due day; after the last of them it is a problem. A gap is the office's
open clock past its day, at most one a case, the main clock (``utama``) first; ``--against`` knows it by body,
register and public code. ``clocks.Clockwork`` counts each question once, so that 100,000 rows ask a few thousand.

What the site publishes of a row is what ``terbit`` says; the published calendar leaves running clocks out, because
the last day of a request tells the day on which a person came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.service import agenda
from terbuka.features.service.gaps import record_gaps, service_notes
from terbuka.features.service.judge import evidence_pages, service_of
from terbuka.features.service.measures import MEASURES
from terbuka.features.service.record import REGISTERS, Service
from terbuka.features.service.rules import service_problems
from terbuka.features.service.sources import SOURCES
from terbuka.features.service.subjects import SUBJECTS
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.service.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="service",
    tables=REGISTERS,
    rules=service_problems,
    judge=lambda made, law: made.put(Service, service_of(made.records, law, made.on)),
    gaps=service_notes,
    record_gaps=record_gaps,
    agenda=(agenda.clocks,),
    evidence_pages=evidence_pages,
    sources=SOURCES,
    measures=MEASURES,
    subjects=SUBJECTS,
    shown=_shown,
)
