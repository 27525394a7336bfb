"""Every page of the portal, one after another.

Promises: pages come in a fixed order and one by one, so that ten thousand of them never sit in memory; each
holds one ``<h1>``; its links are relative, so that the site works below any path. Decides no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import nh3
from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown import Markdown
from markupsafe import Markup

import terbuka
from terbuka import explain, routes
from terbuka.model import Assessment, Condition, Corpus, Obligation, RegisterEntry, Status
from terbuka.page import File, Page
from terbuka.render import data, view, words
from terbuka.render.view import BodyView

#: Rows on one page of a long list; more go on at ``halaman-2/``.
ROWS = 250

_TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote", "h3"}
_markdown = Markdown(output_format="html")


def typed(text: str) -> Markup:
    """Markdown that an officer typed, as safe HTML: few tags, links only to https and mail."""
    html = _markdown.reset().convert(text)
    html = re.sub(r"<(/?)h[1-6]>", r"<\1h3>", html)
    return Markup(  # noqa: S704 - what nh3 lets through is safe HTML
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"https", "mailto", "tel"},
            link_rel="nofollow noopener noreferrer",
        )
    )


def way(address: str, up: str) -> str:
    """An address below the site as a relative link; one that leads out as it is."""
    if address.startswith(("https:", "tel:", "mailto:")):
        return address
    return (up + address) or "./"


@cache
def environment() -> Environment:
    """Our templates, compiled once; autoescape is on for all of them."""
    env = Environment(
        loader=PackageLoader("terbuka.render"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    env.filters.update(
        hari=words.day,
        angka=words.number,
        besar=words.size,
        jam=words.clock,
        rangkai=words.listing,
        markdown=typed,
        tel=view.tel,
    )
    env.globals.update(
        r=routes,
        way=way,
        words=words,
        Status=Status,
        mail=view.mail,
    )
    return env


@dataclass
class _Portal:
    corpus: Corpus
    views: tuple[BodyView, ...]
    listed: list[tuple[str, str | None]] = field(default_factory=list)

    def page(self, template: str, path: str, title: str, description: str, **rest: Any) -> Page:
        """Render one article; ``rest`` holds fields of the page and what the template looks at."""
        own = {k: rest.pop(k) for k in Page.__slots__ if k in rest}
        up = "../" * path.count("/")
        article = environment().get_template(template).render(up=up, site=self, corpus=self.corpus, **rest)
        page = Page(path=path, title=title, description=description, article=article, **own)
        b: BodyView | None = rest.get("b")
        real = not (b and b.body.sample and self.has_real)
        if page.indexed and page.canonical in (None, page.address) and real:
            self.listed.append((page.address, page.changed_on))
        return page

    def condition(self, condition: Condition) -> str:
        """To whom a duty applies, in the words of the schema of bodies."""
        traits = {c.name: c for c in self.corpus.schemas["badan"].column("sifat").columns}
        trait = traits.get(condition.trait)
        choices = trait.choices if trait else {}
        values = words.listing(choices.get(v, v) for v in condition.values)
        return f"{trait.title if trait else condition.trait}: {values}"

    def has_prose(self, address: str) -> bool:
        """Whether a page of ``content/`` stands at the address, so that a link may lead there."""
        return any(routes.prose(p.path) == address for p in self.corpus.prose)

    @property
    def has_real(self) -> bool:
        return any(not v.body.sample for v in self.views)

    def body_page(self, b: BodyView, template: str, address: str, title: str, description: str, **rest: Any) -> Page:
        mark = "DATA CONTOH: " if b.body.sample else ""
        # The name of the office closes the title, unless the title is that name.
        name = "" if title == b.body.name else f" – {b.body.short_name}"
        rest.setdefault("shell", b.id)
        return self.page(
            template,
            address + "index.html",
            mark + title + name,
            mark + description,
            b=b,
            heading=title,
            **rest,
        )


def render(corpus: Corpus, assessment: Assessment) -> Iterator[Page | File]:
    """Everything of the site that is not an editorial page, in a fixed order."""
    views = tuple(
        BodyView(corpus, assessed, others=len(assessment.bodies) > 1) for assessed in assessment.bodies.values()
    )
    portal = _Portal(corpus, views)
    yield from _top(portal)
    for b in views:
        yield from _home_and_services(portal, b)
        yield from _information(portal, b)
        yield from _availability(portal, b)
        for entry in b.entries:
            yield _entry(portal, b, entry)
        for document in b.documents.values():
            yield File(path=routes.document(b.id, document.name), source=document.path)
    yield from _catalogue(portal)
    yield _dictionary(portal)
    yield from _codes(portal)
    yield _status(portal)
    yield from data.templates(corpus)
    yield from data.files(corpus, views)
    listed = dict.fromkeys(routes.prose(p.path) for p in corpus.prose) | dict(portal.listed)
    yield from data.for_robots(corpus, views, sorted(listed.items()))


def _dictionary(portal: _Portal) -> Page:
    schemas = portal.corpus.schemas.values()
    return portal.page(
        "kamus.html",
        routes.DICTIONARY + "index.html",
        "Kamus data",
        "Arti setiap kolom dan kunci data di portal ini: wajib atau tidak, pilihannya, dan contohnya.",
        section="metodologi",
        schemas=[(schema, data.template_name(schema)) for schema in schemas],
        flat=view.flat,
    )


def _codes(portal: _Portal) -> Iterator[Page]:
    """What each problem means and how to correct it: for officers, so only the list is searched."""
    all_codes = explain.explanations()
    yield portal.page(
        "kode-daftar.html",
        routes.CODES + "index.html",
        "Kode masalah",
        "Arti setiap masalah yang disebut pemeriksaan data, alasan aturannya, dan cara memperbaikinya.",
        section="metodologi",
        groups=[(severity, [e for e in all_codes if e.severity is severity]) for severity in explain.EFFECTS],
        effects=explain.EFFECTS,
    )
    for what in all_codes:
        yield portal.page(
            "kode.html",
            routes.code(what.code) + "index.html",
            f"{what.code}: {what.title.removesuffix('.')}",
            what.why,
            section="metodologi",
            indexed=False,
            x=what,
        )


def _status(portal: _Portal) -> Page:
    return portal.page(
        "status.html",
        routes.STATUS + "index.html",
        "Status portal",
        "Kapan portal ini dibangun, dari data yang mana, apa yang diperiksa, dan kapan pembangunan berikutnya.",
        section="tentang",
        by=data.rebuilt_by(portal.views),
        version=terbuka.__version__,
    )


# --- the portal ------------------------------------------------------------------------------------------


def _top(portal: _Portal) -> Iterator[Page]:
    name = portal.corpus.site_name
    if len(portal.views) == 1:
        b = portal.views[0]
        yield _home(portal, b, "", canonical=routes.body(b.id))
    else:
        yield portal.page(
            "portal.html",
            "index.html",
            name,
            "Cari dokumen, minta informasi, atau laporkan masalah. Gratis, kecuali biaya salinan.",
            section="beranda",
            real=[v for v in portal.views if not v.body.sample],
            samples=[v for v in portal.views if v.body.sample],
        )
    yield portal.page(
        "cari.html",
        routes.SEARCH + "index.html",
        "Cari",
        "Cari dokumen, layanan, dan kewajiban hukum di seluruh portal ini.",
        section="cari",
        only=portal.views[0] if len(portal.views) == 1 else None,
    )


def _home(portal: _Portal, b: BodyView, address: str, **rest: Any) -> Page:
    return portal.body_page(
        b,
        "beranda.html",
        address,
        b.body.name,
        f"{b.body.name}: cari dokumen, minta informasi, atau laporkan masalah. Gratis.",
        section="beranda",
        **rest,
    )


def _home_and_services(portal: _Portal, b: BodyView) -> Iterator[Page]:
    def fixed(code: str, title: str, description: str, section: str, template: str = "", **rest: Any) -> Page:
        address = routes.body_page(b.id, code)
        return portal.body_page(b, template or f"{code}.html", address, title, description, section=section, **rest)

    name = b.body.name
    answer = b.limits.get("pemberitahuan")
    promise = f", dijawab paling lambat {answer.days}" if answer else ""
    yield _home(portal, b, routes.body(b.id))
    yield fixed("profil", "Profil", f"Alamat, kontak, jam layanan, dan peran PPID {name}.", "profil")
    yield fixed(
        "layanan",
        "Layanan",
        f"Minta informasi, ajukan keberatan, atau sampaikan pengaduan kepada {name}.",
        "layanan",
    )
    form = b.body.request_form
    parts = urlsplit(form) if form else None
    yield fixed(
        "permohonan",
        "Permohonan Informasi",
        f"Cara meminta informasi kepada {name}: siapkan KTP{promise}.",
        "layanan",
        frame_origin=f"https://{parts.netloc}" if parts else None,
    )
    yield fixed("keberatan", "Keberatan", f"Cara mengajukan keberatan kepada atasan PPID {name}.", "layanan")
    yield fixed("pengaduan", "Pengaduan", f"Ke mana melapor tentang layanan {name}.", "layanan")
    yield fixed(
        "standar-layanan",
        "Standar Layanan",
        f"Maklumat, prosedur, biaya, waktu, dan formulir layanan informasi {name}.",
        "standar-layanan",
        template="himpunan.html",
        lead="Maklumat, prosedur, biaya, waktu, dan formulir layanan informasi.",
        gathered=_gathered(b, "standar-layanan"),
    )
    yield fixed(
        "laporan",
        "Laporan & Evaluasi",
        f"Laporan layanan, kinerja, dan keuangan {name}, serta ketersediaan informasi wajib.",
        "laporan",
        template="himpunan.html",
        lead="Laporan layanan, kinerja, dan keuangan, serta ketersediaan informasi wajib.",
        gathered=_gathered(b, "laporan"),
    )


def _gathered(b: BodyView, page: str) -> list[tuple[str, list[tuple[Obligation, list[RegisterEntry], Any]]]]:
    """Headings with their duties, each with the entries that serve it and its row."""
    result = []
    for gathering in b.law.gatherings:
        duties = [b.law.obligations[i] for i in gathering.obligation_ids if i in b.rows]
        if duties and gathering.page == page:
            result.append((gathering.title, [(d, b.by_duty.get(d.id, [])[:ROWS], b.rows[d.id]) for d in duties]))
    return result


# --- information -----------------------------------------------------------------------------------------


def _information(portal: _Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        "informasi.html",
        routes.body_page(b.id, "informasi"),
        "Informasi Publik",
        f"Semua informasi publik {b.body.name}, menurut topik dan menurut kelas.",
        section="informasi",
    )
    for code in routes.CLASSES:
        title = words.CLASS_TITLES[code]
        yield from _long(
            portal, b, "kelas.html", code, title, f"{title} {b.body.name}.", b.by_class.get(code, []),
            wanting=b.wanting(code),
        )  # fmt: skip
    yield from _long(
        portal, b, "daftar.html", "daftar-informasi-publik", "Daftar Informasi Publik",
        f"Daftar Informasi Publik (DIP) {b.body.name}, dapat disaring dan diunduh.", b.entries,
    )  # fmt: skip
    for topic in b.law.topics.values():
        entries = b.by_topic.get(topic.id, [])
        yield portal.body_page(
            b,
            "topik.html",
            routes.topic(b.id, topic.id),
            topic.title,
            f"{topic.text} {b.body.name}.",
            section="informasi",
            topic=topic,
            entries=entries[:ROWS],
            more=max(0, len(entries) - ROWS),
        )


def _long(
    portal: _Portal,
    b: BodyView,
    template: str,
    code: str,
    title: str,
    description: str,
    entries: Any,
    **rest: Any,
) -> Iterator[Page]:
    """A list that goes on over several pages when it is long."""
    chunks = view.split(entries, ROWS)
    for number, chunk in enumerate(chunks, 1):
        yield portal.body_page(
            b,
            template,
            routes.body_page(b.id, code, number),
            title if number == 1 else f"{title}, halaman {number}",
            description,
            section="informasi",
            indexed=number == 1,
            entries=chunk,
            total=len(entries),
            number=number,
            last=len(chunks),
            code=code,
            **rest,
        )


def _entry(portal: _Portal, b: BodyView, entry: RegisterEntry) -> Page:
    changed = max((d for d in (entry.announced_on, entry.confirmed_on) if d and d <= b.on), default=None)
    return portal.body_page(
        b,
        "entri.html",
        routes.entry(b.id, entry.id),
        entry.title,
        entry.summary if len(entry.summary) <= 200 else entry.summary[:199] + "…",
        section="informasi",
        changed_on=changed.isoformat() if changed else None,
        e=entry,
    )


# --- duties ----------------------------------------------------------------------------------------------


def _availability(portal: _Portal, b: BodyView) -> Iterator[Page]:
    yield portal.body_page(
        b,
        "ketersediaan.html",
        routes.body_page(b.id, "ketersediaan"),
        "Ketersediaan Informasi Wajib",
        f"{b.available} dari {b.assessed.tally.judged} informasi wajib {b.body.name} tersedia pada {words.day(b.on)}.",
        section="laporan",
        t=b.assessed.tally,
    )


def _catalogue(portal: _Portal) -> Iterator[Page]:
    laws = portal.corpus.laws
    duties = [(law, o) for law in laws.values() for o in law.obligations.values()]
    yield portal.page(
        "katalog.html",
        routes.CATALOGUE + "index.html",
        "Kewajiban menurut hukum",
        f"{len(duties)} butir informasi dan layanan yang diminta hukum dari badan publik, dengan pasalnya.",
        section="kewajiban",
        duties=duties,
        groups=[
            (group, [o for _, o in duties if o.group == group])
            for group in view.GROUPS
            if any(o.group == group for _, o in duties)
        ],
    )
    for law, duty in duties:
        parts = [o for o in law.obligations.values() if o.umbrella_id == duty.id]
        yield portal.page(
            "kewajiban.html",
            routes.obligation(duty.id) + "index.html",
            duty.title,
            duty.summary or f"{duty.title}: dasar hukum dan ketersediaannya di tiap badan publik.",
            section="kewajiban",
            o=duty,
            law=law,
            parts=parts,
            umbrella=law.obligations.get(duty.umbrella_id or ""),
            bodies=[(v, v.rows[duty.id]) for v in portal.views if v.law is law and duty.id in v.rows],
        )
