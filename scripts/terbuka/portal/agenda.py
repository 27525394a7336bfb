"""The agenda of all bodies: the core's sources and those of every feature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from terbuka.base.page import File
from terbuka.duties.agenda import Agenda, Item, calendars, duties, plan, statements
from terbuka.duties.verdict import Assessment, BodyAssessment, Status
from terbuka.features.service.record import Service
from terbuka.kit import icalendar
from terbuka.kit.public import PublicFile
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.portal.features import FEATURES


def agenda(assessment: Assessment, only: Iterable[str] | None = None) -> Agenda:
    """The agenda of all bodies, or of those called ``only``."""
    wanted = set(assessment.bodies) if only is None else set(only)
    bodies = [made for name, made in assessment.bodies.items() if name in wanted]
    items = [one for made in bodies for source in SOURCES for one in source(made)]
    order = {made.body.id: number for number, made in enumerate(bodies)}
    return Agenda(
        items=tuple(sorted(items, key=lambda i: (order[i.body_id], i.due_on, i.kind.value, i.id))),
        on={made.body.id: made.on for made in bodies},
        names={made.body.id: made.body.name for made in bodies},
        missing={made.body.id: sum(j.status is Status.MISSING for j in made.gaps) for made in bodies},
        uncounted={
            made.body.id: sum(
                clock.due_on is None
                for cases in made.get(Service).cases.values()
                for case in cases
                for clock in case.running
            )
            for made in bodies
        },
    )


#: What the core knows; each feature adds its own. In no order: items are sorted.
SOURCES: list[Callable[[BodyAssessment], Iterator[Item]]] = [
    duties,
    statements,
    plan,
    calendars,
    *(source for feature in FEATURES for source in feature.agenda),
]


def calendar_files(assessment: Assessment, views: Iterable[BodyView]) -> Iterator[File]:
    """The days of each body that may be published, for phones and office calendars."""
    for b in views:
        found = agenda(assessment, [b.id])
        items = [one for one in found.items if one.public]
        if items:
            name = f"Batas waktu {b.body.short_name}{' (CONTOH)' if b.body.sample else ''}"
            content = icalendar.calendar(name, items, found.on, site_url=b.corpus.site_url)
            yield File(path=routes.api(f"{b.id}/batas-waktu.ics"), content=content)


#: What is said of this file in the description of the API.
PUBLIC = (PublicFile("{badan}/batas-waktu.ics", "Kalender batas waktu, untuk dilanggani"),)
