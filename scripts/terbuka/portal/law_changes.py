"""What changed in the law as it is kept here: its page, its feed and its JSON; and how old program and law are.

Promises: every recorded change is there, newest first, at an address that stays; the page is made also where a law
records none, and says so. Ages are told for the day on which the bodies are judged, never by a clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from terbuka.base.page import File, Page
from terbuka.base.problem import Place
from terbuka.duties.corpus import Corpus
from terbuka.kit import table, words
from terbuka.kit.atom import Entry, Feed, as_xml
from terbuka.kit.origin import Origin
from terbuka.kit.portal import Portal, View
from terbuka.kit.public import PublicFile
from terbuka.kit.shape import Schemas, Shape, columns, day, key, or_null, record, several, text, within
from terbuka.law import routes
from terbuka.law.ages import Age, ages
from terbuka.law.law import Law
from terbuka.law.record import LawChange, Obligation

TITLE = "Perubahan aturan"


def ages_on_pages(portal: Portal) -> tuple[Age, ...]:
    """How old program and law are on the day of the pages, that of the real bodies. Samples do not age: beside them
    alone, only days are said."""
    day_of_pages = max((v.on for v in portal.views if not v.body.sample), default=None)
    return ages(portal.corpus.laws.values(), day_of_pages)


def of_duty(law: Law, duty: Obligation) -> list[LawChange]:
    """The changes that name a duty, newest first."""
    return [change for change in law.changes if duty.id in change.obligation_ids]


# --- the page -----------------------------------------------------------------------------------------------


class LawChangesPage(View, template="perubahan-aturan.html"):
    laws: Sequence[tuple[Law, Sequence[tuple[date, Sequence[LawChange]]]]]
    kinds: Mapping[str, str]


def page(portal: Portal) -> Page:
    laws = portal.corpus.laws
    days = [day for law in laws.values() if (day := law.as_of)]
    newest = f" Yang terbaru {words.day(max(days))}." if days else ""
    return portal.page(
        LawChangesPage(
            laws=[(law, _by_day(law)) for law in laws.values()],
            kinds=portal.corpus.schemas["perubahan"].column("jenis").choices,
        ),
        routes.LAW_CHANGES + "index.html",
        TITLE,
        f"Apa yang berubah dalam aturan yang dipakai portal ini, bagi kantor dan bagi warga.{newest}",
        section="kewajiban",
        origin=Origin(
            said=("Dari catatan perubahan data hukum portal ini.",),
            places=tuple(Place(f"datasets/aturan/{name}/perubahan.yml") for name, law in laws.items() if law.changes),
            changed_on=max(days, default=None),
        ),
        shared=True,
    )


def _by_day(law: Law) -> list[tuple[date, Sequence[LawChange]]]:
    return [(day, list(changes)) for day, changes in groupby(law.changes, key=lambda change: change.on)]


# --- the feed -----------------------------------------------------------------------------------------------


def feed(corpus: Corpus) -> File:
    """The changes of all laws, newest first; a change is dated by its day alone."""
    kinds = corpus.schemas["perubahan"].column("jenis").choices
    changes = [(law, change) for law in corpus.laws.values() for change in law.changes]
    changes.sort(key=lambda pair: pair[1].on, reverse=True)
    return File(
        path=routes.LAW_CHANGES_FEED,
        content=as_xml(
            Feed(
                link=corpus.site_url + routes.LAW_CHANGES_FEED,
                page=corpus.site_url + routes.LAW_CHANGES,
                title=f"{TITLE} {corpus.site_name}",
                author=corpus.site_name,
                unchanged=corpus.commit_time or "1970-01-01T00:00:00Z",
                entries=[_entry(corpus, law, change, kinds) for law, change in changes],
            )
        ),
    )


def _entry(corpus: Corpus, law: Law, change: LawChange, kinds: Mapping[str, str]) -> Entry:
    # The first moment of the day in UTC is a morning hour of the same day in all of Indonesia.
    when = f"{change.on.isoformat()}T00:00:00Z"
    parts = (change.text, f"Bagi kantor: {change.for_office}", f"Bagi warga: {change.for_citizen}")
    return Entry(
        link=corpus.site_url + routes.law_change(law.jurisdiction_id, change.id),
        title=change.title,
        updated=when,
        published=when,
        author=corpus.site_name,
        summary=" ".join(" ".join(part.split()) for part in parts),
        categories=((change.kind, kinds[change.kind]),),
    )


# --- the JSON -----------------------------------------------------------------------------------------------


def files(corpus: Corpus) -> Iterator[File]:
    """``perubahan-aturan.json`` and the feed."""
    yield feed(corpus)
    content = table.as_json(_shape(corpus.schemas).write(corpus))
    yield File(path=routes.api("perubahan-aturan.json"), content=content)


def _shape(schemas: Schemas) -> Shape[Corpus]:
    return record(
        "Isi berkas.",
        key("aturan", lambda corpus: corpus.laws.values(), several("Hukum yang dipakai portal ini.", _law(schemas))),
    )  # fmt: skip


#: A law with its day, for files that say no more of it.
LAW_DAY: Shape[Law] = record(
    "Satu hukum.",
    key("id", lambda law: law.jurisdiction_id, text("Kode hukum, nama foldernya.")),
    key("hukum_per", lambda law: law.as_of,
        or_null(day("Hari perubahan terakhir yang tercatat."), "null bila tidak ada yang tercatat.")),
)  # fmt: skip


def _law(schemas: Schemas) -> Shape[Law]:
    return record(
        "Satu hukum.",
        LAW_DAY.keys,
        key("perubahan", lambda law: [(law, change) for change in law.changes],
            several("Semua perubahan yang tercatat, yang terbaru lebih dulu.", _change(schemas))),
    )  # fmt: skip


def _change(schemas: Schemas) -> Shape[tuple[Law, LawChange]]:
    given = schemas["perubahan"].columns
    plain = columns(LawChange, (column for column in given if column.name != "dasar_hukum"))
    return record(
        "Satu perubahan.",
        within(lambda pair: pair[1], plain),
        key("dasar_hukum", lambda pair: [words.basis(pair[0], one) for one in pair[1].legal_basis],
            several("Pasal yang menjadi dasarnya.", text("Peraturan dan pasalnya."))),
        key("alamat", lambda pair: routes.law_change(pair[0].jurisdiction_id, pair[1].id),
            text("Alamatnya, di bawah alamat portal.")),
    )  # fmt: skip


#: What is said of these files in the description of the API.
PUBLIC = (
    PublicFile("perubahan-aturan.json", "Perubahan aturan: apa yang berubah dalam data hukum portal ini", _shape),
)
