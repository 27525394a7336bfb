"""Urgent notices as pages see them: their words, their times in the zone of the office, their lines above pages.

Promises: every end goes out as an absolute time, so that the reader's own clock can end a notice that the portal
could not end; a sample does not age, so its notices have no such time. Decides no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from terbuka.base.page import Urgent
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.notices.record import EmergencyService, Notice
from terbuka.kit import words
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.law.body import Body
from terbuka.law.law import Law
from terbuka.law.record import Obligation

#: Lines of one body above a page; what is more is counted and led to the list.
MOST_LINES = 3


@dataclass
class NoticeView:
    """One notice of ``body`` on the assessed day ``on``."""

    notice: Notice
    body: Body
    law: Law
    on: date

    @property
    def address(self) -> str:
        return routes.notice(self.body.id, self.notice.id)

    @property
    def running(self) -> bool:
        """Whether it had not ended when the portal was made; to the minute only the reader's clock knows."""
        return self.notice.runs_on(self.on)

    @property
    def until(self) -> str:
        """The absolute end for the reader's clock; empty when that clock must not be asked."""
        return "" if self.body.sample or not self.running else self.iso(self.notice.over_at)

    def iso(self, local: datetime) -> str:
        return self.body.instant(local).isoformat(timespec="minutes")

    def said(self, local: datetime) -> str:
        """``29 Juni 2026 pukul 14.30 WITA``."""
        return words.at(local, words.ZONES.get(self.body.time_zone, ""))

    @property
    def delay(self) -> str:
        """How long the announcement took, as a sentence."""
        minutes = self.notice.delay_minutes
        since = "peristiwa diketahui" if self.notice.known_at else "peristiwa"
        if minutes <= 0:
            return f"Diumumkan pada saat {since} juga."
        return f"Diumumkan {words.duration(minutes)} setelah {since}."

    @property
    def duties(self) -> list[Obligation]:
        return [self.law.obligations[i] for i in self.notice.obligation_ids]

    @cached_property
    def services(self) -> list[EmergencyService]:
        """The services competent for its kinds, in the order of the law's list."""
        kinds = set(self.notice.obligation_ids)
        return [
            s
            for s in self.law.named(EmergencyService).values()
            if not s.obligation_ids or kinds & set(s.obligation_ids)
        ]


class Notices:
    """The notices of a body: ``every`` one, newest first, those that were ``running`` when the portal was made, and
    those that had ``ended``."""

    def __init__(self, b: BodyView):
        self.every = views(b.assessed, b.law)
        self.running = [v for v in self.every if v.running]
        self.ended = [v for v in self.every if not v.running]
        self.by_duty = by_duty(self.every)
        self.last_end = last_end(self.running)


def views(assessed: BodyAssessment, law: Law) -> list[NoticeView]:
    """All notices of a body, newest announcement first."""
    made = [NoticeView(n, assessed.body, law, assessed.on) for n in assessed.records.rows(Notice) or ()]
    return sorted(made, key=lambda v: (v.notice.announced_at, v.notice.id), reverse=True)


def by_duty(made: Iterable[NoticeView]) -> dict[str, list[NoticeView]]:
    found: dict[str, list[NoticeView]] = {}
    for view in made:
        for name in view.notice.obligation_ids:
            found.setdefault(name, []).append(view)
    return found


def last_end(running: Iterable[NoticeView]) -> str:
    """The absolute time at which the last of them ends; empty when the reader's clock must not be asked."""
    ends = [v for v in running if v.until]
    return max(ends, key=lambda v: v.notice.over_at).until if ends else ""


def lines(corpus: Corpus, bodies: Mapping[str, BodyAssessment], shown_at: Body | None) -> tuple[Urgent, ...]:
    """The lines above every page of a body: its own notices and those of the body it is part of.

    ``shown_at`` None is the portal itself: there stand the notices of all bodies, but those of samples only
    where nothing real is shown.
    """
    real = any(not made.body.sample for made in bodies.values())
    found: list[Urgent] = []
    for made in bodies.values():
        body = made.body
        above = shown_at is not None and shown_at.parent_id == body.id
        if shown_at is None and body.sample and real:
            continue
        if shown_at is not None and body.id != shown_at.id and not above:
            continue
        running = [v for v in views(made, corpus.law_of(body)) if v.running]
        found += (_line(view) for view in running[:MOST_LINES])
        if rest := running[MOST_LINES:]:
            title = f"{words.number(len(rest))} peringatan lain"
            address = routes.body_page(body.id, "serta-merta")
            found.append(Urgent(title=title, address=address, issuer=_issuer(body), until=last_end(rest)))
    return tuple(found)


def _issuer(body: Body) -> str:
    return f"CONTOH, {body.short_name}" if body.sample else body.short_name


def _line(view: NoticeView) -> Urgent:
    return Urgent(
        title=view.notice.title,
        address=view.address,
        issuer=_issuer(view.body),
        until=view.until,
        until_words=f"berlaku sampai {view.said(view.notice.over_at)}",
    )
