"""Every page of the portal, one after another.

Promises: pages come in a fixed order and one by one, so that ten thousand of them never sit in memory; each
holds one ``<h1>``; its links are relative, so that the site works below any path. Decides no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from terbuka.base import explain
from terbuka.base.page import File, Page
from terbuka.base.problem import Place, Severity
from terbuka.base.store import Store
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.features.catalogue import dcat, structured_data
from terbuka.features.catalogue.entry import Made
from terbuka.features.catalogue.offers import OFFERED
from terbuka.features.exclusions.pages import exclusion_gaps
from terbuka.features.guide import pages as guide
from terbuka.features.notices.view import Notices, NoticeView
from terbuka.kit import origin, view
from terbuka.kit.origin import Origin
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView, DutyRow
from terbuka.law import routes
from terbuka.law.ages import Age
from terbuka.law.law import Law
from terbuka.law.record import LawChange, Obligation
from terbuka.portal import coaching, data, editions, feeds, law_changes, preview
from terbuka.portal import schema_files as json_schemas
from terbuka.portal.agenda import calendar_files
from terbuka.portal.features import everything_shown, registers
from terbuka.portal.home import home, home_and_services
from terbuka.record.schema import Column, Schema


def render(
    corpus: Corpus, assessment: Assessment, *, offline: bool = False, store: Store | None = None
) -> Iterator[Page | File]:
    """Everything of the site that is not an editorial page, in a fixed order.

    ``offline`` is for a site without a server: its search page lists all pages instead of asking an index. Files of
    open data that the ``store`` holds are not made again.
    """
    described: list[str] = []
    for item in _everything(corpus, assessment, offline=offline, store=store or Store()):
        left_out = isinstance(item, File) and item.instead
        if item.path.startswith(routes.api("")) and not left_out:
            described.append(item.path)
        yield item
    yield json_schemas.openapi(corpus, described)


def _everything(corpus: Corpus, assessment: Assessment, *, offline: bool, store: Store) -> Iterator[Page | File]:
    """All but the description of the files, which is made from their addresses."""
    others = len(assessment.bodies) > 1
    inserts = {kind: insert for shown in everything_shown() for kind, insert in shown.inserts.items()}
    views = tuple(
        BodyView(corpus, made, others=others, store=store, inserts=inserts) for made in assessment.bodies.values()
    )
    made: dict[str, Made] = {}
    for item in _made(corpus, assessment, views, offline):
        if isinstance(item, File) and not item.instead:
            item = json_schemas.named(corpus, item)  # noqa: PLW2901 (the same file)
            if item.path.startswith("api/") and item.path.endswith(OFFERED):
                made[item.path] = Made.of(item.content)
        yield item
    yield from dcat.files(corpus, views, made, registers())


def _made(corpus: Corpus, assessment: Assessment, views: tuple[BodyView, ...], offline: bool) -> Iterator[Page | File]:
    blocks = structured_data.blocks(corpus, views, registers())
    portal = Portal(corpus, views, structured=blocks, data_alternates=structured_data.ALTERNATES)
    shown = everything_shown()
    parts = coaching.parts_of(shown)
    yield from _top(portal)
    for b in views:
        yield from home_and_services(portal, b)
        for one in shown:
            yield from one.pages(portal, b)
        yield from coaching.pages(portal, b, parts)
        for document in b.documents.values():
            yield File(path=routes.document(b.id, document.name), source=document.path)
    yield from editions.pages(portal)
    yield from guide.pages(portal)
    yield from _catalogue(portal)
    yield law_changes.page(portal)
    yield _dictionary(portal)
    yield from _codes(portal)
    yield _status(portal)
    yield _search(portal, offline)
    yield from preview.pictures(corpus)
    yield from feeds.files(corpus, views)
    yield from data.templates(corpus)
    yield from json_schemas.files(corpus)
    yield from data.files(corpus, views)
    yield from law_changes.files(corpus)
    yield from calendar_files(assessment, views)
    for one in shown:
        yield from one.files(corpus, views)
    listed = dict.fromkeys(routes.prose(p.path) for p in corpus.prose) | dict(portal.listed)
    yield from data.for_robots(corpus, views, sorted(listed.items()))


class DictionaryPage(View, template="kamus.html"):
    schemas: Sequence[tuple[Schema, str]]
    flat: Callable[[Iterable[Column]], Iterator[tuple[str, Column]]]


def _dictionary(portal: Portal) -> Page:
    schemas = portal.corpus.schemas.values()
    return portal.page(
        DictionaryPage(schemas=[(schema, data.template_name(schema)) for schema in schemas], flat=view.flat),
        routes.DICTIONARY + "index.html",
        "Kamus data",
        "Arti setiap kolom dan kunci data di portal ini: wajib atau tidak, pilihannya, dan contohnya.",
        section="metodologi",
        origin=Origin(places=(Place("schemas/"),)),
    )


class CodesPage(View, template="kode-daftar.html"):
    groups: Sequence[tuple[Severity, Sequence[explain.Explanation]]]
    effects: Mapping[Severity, tuple[str, str]]


class CodePage(View, template="kode.html"):
    x: explain.Explanation


def _codes(portal: Portal) -> Iterator[Page]:
    """What each problem means and how to correct it: for officers, so only the list is searched."""
    all_codes = explain.explanations()
    yield portal.page(
        CodesPage(
            groups=[(severity, [e for e in all_codes if e.severity is severity]) for severity in explain.EFFECTS],
            effects=explain.EFFECTS,
        ),
        routes.CODES + "index.html",
        "Kode masalah",
        "Arti setiap masalah yang disebut pemeriksaan data, alasan aturannya, dan cara memperbaikinya.",
        section="metodologi",
        origin=origin.PROGRAM,
    )
    for what in all_codes:
        yield portal.page(
            CodePage(x=what),
            routes.code(what.code) + "index.html",
            f"{what.code}: {what.title.removesuffix('.')}",
            what.why,
            section="metodologi",
            indexed=False,
            origin=origin.PROGRAM,
        )


class StatusPage(View, template="status.html"):
    by: date | None
    excluded: Mapping[str, int]
    program: Age
    laws: Sequence[Age]


def _status(portal: Portal) -> Page:
    program, *laws = law_changes.ages_on_pages(portal)
    return portal.page(
        StatusPage(
            by=data.rebuilt_by(portal.views),
            excluded={v.id: exclusion_gaps(v) for v in portal.views},
            program=program,
            laws=laws,
        ),
        routes.STATUS + "index.html",
        "Status portal",
        "Kapan portal ini dibangun, dari data yang mana, apa yang diperiksa, dan kapan pembangunan berikutnya.",
        section="tentang",
    )


class PortalPage(View, template="portal.html"):
    real: Sequence[BodyView]
    samples: Sequence[BodyView]


def _top(portal: Portal) -> Iterator[Page]:
    name = portal.corpus.site_name
    if len(portal.views) == 1:
        b = portal.views[0]
        yield home(portal, b, "", canonical=routes.body(b.id))
    else:
        yield portal.page(
            PortalPage(
                real=[v for v in portal.views if not v.body.sample and v.parent is None],
                samples=[v for v in portal.views if v.body.sample and v.parent is None],
            ),
            "index.html",
            name,
            "Cari dokumen, minta informasi, atau laporkan masalah. Gratis, kecuali biaya salinan.",
            section="beranda",
            shared=True,
        )


class SearchPage(View, template="cari.html"): ...


class OfflineSearchPage(View, template="cari-luring.html"):
    found: Sequence[tuple[str, str, str]]


def _search(portal: Portal, offline: bool) -> Page:
    """The search or, where no index can be fetched, every page by its name; then all others must be made."""
    found = {(title, whose, address) for title, whose, address in portal.titles}
    found |= {(p.title, "", routes.prose(p.path)) for p in portal.corpus.prose}
    return portal.page(
        OfflineSearchPage(found=sorted(found, key=lambda f: (f[0].casefold(), *f))) if offline else SearchPage(),
        routes.SEARCH + "index.html",
        "Cari",
        "Cari dokumen, layanan, dan kewajiban hukum di seluruh portal ini.",
        section="cari",
    )


class CataloguePage(View, template="katalog.html"):
    duties: Sequence[tuple[Law, Obligation]]
    groups: Sequence[tuple[str, Sequence[Obligation]]]


class DutyPage(View, template="kewajiban.html"):
    o: Obligation
    law: Law
    parts: Sequence[Obligation]
    umbrella: Obligation | None
    bodies: Sequence[tuple[BodyView, DutyRow]]
    notices: Mapping[str, Sequence[NoticeView]]
    changes: Sequence[LawChange]


def _catalogue(portal: Portal) -> Iterator[Page]:
    laws = portal.corpus.laws
    duties = [(law, o) for law in laws.values() for o in law.obligations.values()]
    groups = [(group, [o for _, o in duties if o.group == group]) for group in view.GROUPS]
    yield portal.page(
        CataloguePage(duties=duties, groups=[(group, members) for group, members in groups if members]),
        routes.CATALOGUE + "index.html",
        "Kewajiban menurut hukum",
        f"{len(duties)} butir informasi dan layanan yang diminta hukum dari badan publik, dengan pasalnya.",
        section="kewajiban",
        origin=Origin(places=tuple(Place(f"datasets/aturan/{name}/kewajiban/") for name in laws)),
        shared=True,
    )
    for law, duty in duties:
        parts = [o for o in law.obligations.values() if o.umbrella_id == duty.id]
        yield portal.page(
            DutyPage(
                o=duty,
                law=law,
                parts=parts,
                umbrella=law.obligations.get(duty.umbrella_id or ""),
                bodies=[(v, v.rows[duty.id]) for v in portal.views if v.law is law and duty.id in v.rows],
                notices={v.id: v.view(Notices).by_duty.get(duty.id, []) for v in portal.views},
                changes=law_changes.of_duty(law, duty),
            ),
            routes.obligation(duty.id) + "index.html",
            duty.title,
            duty.summary or f"{duty.title}: dasar hukum dan ketersediaannya di tiap badan publik.",
            section="kewajiban",
            origin=origin.of_duty(duty),
            shared=True,
        )
