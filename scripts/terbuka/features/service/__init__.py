"""The information service: requests, objections, disputes, complaints, and the clocks that run for them."""

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
