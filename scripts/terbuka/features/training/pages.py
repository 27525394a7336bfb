"""Training as pages: what was learnt and what is missing by topic, the calendar, materials and self-tests.

Promises: hours and topics only; numbers of participants and coverage by role stay in the work repository, because a
role may be one person. A mean score is shown from five answers on. Decides no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from terbuka.base.page import File, Page
from terbuka.base.problem import Place
from terbuka.duties.corpus import GUIDE
from terbuka.features.training import agenda
from terbuka.features.training.record import Freshness, Training, TrainingQuestion, TrainingState, TrainingTopic
from terbuka.kit import icalendar, words
from terbuka.kit.origin import Origin, newest
from terbuka.kit.portal import Portal, View
from terbuka.kit.public import PublicFile
from terbuka.kit.view import BodyView
from terbuka.law import routes

CODE = "pelatihan"
#: A mean of fewer answers would tell what a person answered.
FEWEST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic with its hours so far, the last training, and the state of the whole topic in words."""

    topic: TrainingTopic
    hours: int
    last_on: date | None
    state: str
    mark: str


def state(b: BodyView) -> str:
    t = b.assessed.get(TrainingState)
    if not t.kept:
        return "Belum ada data"
    if not t.held:
        return f"{len(t.planned)} pelatihan direncanakan" if t.planned else "Belum ada pelatihan yang dicatat"
    return f"{len(t.held)} pelatihan sejak {t.held[0].on.year}, terakhir {words.day(t.held[-1].on)}"


def lines(b: BodyView) -> list[TopicLine]:
    """Topics in the order of the law data; a topic is fresh only when it is for each of its roles."""
    t, made = b.assessed.get(TrainingState), []
    for topic in b.law.named(TrainingTopic).values():
        about = [x for x in t.held if topic.id in x.topic_ids]
        states = {p.state for p in t.pairs if p.topic is topic}
        word, mark = "Segar", "ok"
        if not about:
            word, mark = "Belum pernah", "missing"
        elif states == {Freshness.OLD}:
            word, mark = "Perlu diulang", "late"
        elif states != {Freshness.FRESH}:
            word, mark = "Sebagian perlu diulang atau belum", "soon"
        hours = sum(x.hours or 0 for x in about)
        made.append(TopicLine(topic, hours, about[-1].on if about else None, word, mark))
    return made


def lead(b: BodyView) -> str:
    t = b.assessed.get(TrainingState)
    if not t.kept:
        return "Catatan pelatihan belum dimuat di portal ini. Itu bukan berarti tidak ada pelatihan."
    fresh = sum(line.mark == "ok" for line in lines(b))
    told = (
        f"{len(t.held)} pelatihan, {words.number(t.hours)} jam. " if t.held else "Belum ada pelatihan yang terlaksana. "
    )
    told += f"{fresh} dari {len(b.law.named(TrainingTopic))} topik masih segar untuk semua peran."
    coming = [x for x in t.planned if x.on >= b.on]
    return told + (f" Berikutnya: {coming[0].title}, {words.day(coming[0].on)}." if coming else "")


def score(training: Training) -> str:
    few = training.answers is None or training.answers < FEWEST_ANSWERS
    return "" if few or training.score is None else f"{training.score} dari 100"


class TrainingPage(View, template="pelatihan.html"):
    t: TrainingState
    lead: str
    lines: Sequence[TopicLine]
    score: Callable[[Training], str]
    titles: Mapping[str, str]


class TopicPage(View, template="pelatihan-topik.html"):
    topic: TrainingTopic
    materials: Sequence[tuple[str, str]]
    questions: Sequence[TrainingQuestion]


def pages(portal: Portal, b: BodyView) -> Iterator[Page]:
    name, places = b.body.name, (Place(f"datasets/badan/{b.id}/pelatihan.csv"),)
    yield portal.body_page(
        b,
        TrainingPage(
            t=b.assessed.get(TrainingState),
            lead=lead(b),
            lines=lines(b),
            score=score,
            titles={name: topic.title for name, topic in b.law.named(TrainingTopic).items()},
        ),
        routes.body_page(b.id, CODE),
        "Pelatihan petugas informasi",
        f"Pelatihan petugas informasi {name}: jam, topik, rencana, dan yang perlu diulang.",
        section="laporan",
        origin=Origin(places=places, changed_on=newest(b.on, (t.on for t in b.assessed.records.rows(Training) or ())))
        if b.assessed.get(TrainingState).kept
        else None,
    )
    found = {p.path[len(GUIDE) : -len(".md")]: p.title for p in portal.corpus.prose if p.is_guide}
    for topic in b.law.named(TrainingTopic).values():
        yield portal.body_page(
            b,
            TopicPage(
                topic=topic,
                materials=[(found[m], routes.prose(f"{GUIDE}{m}.md")) for m in topic.materials if m in found],
                questions=[q for q in b.law.named(TrainingQuestion).values() if q.topic_id == topic.id],
            ),
            routes.training_topic(b.id, topic.id),
            topic.title,
            f"Bahan dan uji diri: {topic.text}",
            section="laporan",
            origin=Origin(places=(topic.place,)),
        )


def calendar(b: BodyView) -> Iterator[File]:
    """Planned trainings as a calendar file; their days are no secret, so they are published. None without a plan."""
    items = list(agenda.trainings(b.assessed))
    if not items:
        return
    name = f"Pelatihan {b.body.short_name}{' (CONTOH)' if b.body.sample else ''}"
    content = icalendar.calendar(name, items, {b.id: b.on}, site_url=b.corpus.site_url)
    yield File(path=routes.api(f"{b.id}/pelatihan.ics"), content=content)


#: What is said of these files in the description of the API.
PUBLIC = (PublicFile("{badan}/pelatihan.ics", "Kalender pelatihan yang direncanakan"),)
