"""What every page is made with: our templates, and the portal that keeps the list of its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import ClassVar, TypedDict, Unpack, dataclass_transform

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown import Markdown
from markupsafe import Markup

from terbuka.base.page import Alternate, Page, Version
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Status
from terbuka.kit import charts, languages, spoken, view, words
from terbuka.kit.origin import WHOLE, Origin, of_body, share_link
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.law.record import Condition

#: Templates of the pages of the service, which come in every language.
TRANSLATED = frozenset(
    (
        "portal.html",
        "beranda.html",
        "profil.html",
        "permohonan.html",
        "keberatan.html",
        "standar.html",
        "data.html",
        "himpunan-data.html",
    )
)
#: Said where a switch leads to a page that says that there is no translation.
ONLY_ORIGINAL = "halaman ini hanya dalam bahasa Indonesia"

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


def _unmodelled(b: BodyView) -> str:
    """What is said on each page of a body that is judged on a day whose law the portal does not know whole."""
    if not b.unmodelled and b.judged_by:
        return ""
    return str(environment().get_template("makro.html").module.menurut(b))  # type: ignore[attr-defined]


def way(address: str, up: str) -> str:
    """An address below the site as a relative link; one that leads out as it is."""
    if address.startswith(("https:", "tel:", "mailto:")):
        return address
    return (up + address) or "./"


#: The folders of templates: those of the kit and, beside its code, those of each feature. A name stands once.
TEMPLATES = sorted(Path(__file__).parents[1].rglob("templates"))


@cache
def environment(code: str = languages.ORIGINAL) -> Environment:
    """Our templates in a language, compiled once; autoescape is on for all of them."""
    language = languages.language(code)
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    env.filters.update(
        rangkai=words.listing,
        markdown=typed,
        tel=view.tel,
        **spoken.filters(language),
    )
    env.globals.update(
        r=routes,
        way=way,
        charts=charts,
        words=words,
        Status=Status,
        mail=view.mail,
        bahasa=language,
        polos=language.plain,
        tanda_id="" if language.is_original else Markup(' lang="{}"').format(languages.ORIGINAL),
        # Only Indonesian pages are searched: each language would be an index of its own.
        cari_isi=Markup(" data-pagefind-body") if language.is_original else "",
    )
    env.install_gettext_callables(language.messages.gettext, language.messages.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return env


@dataclass_transform(frozen_default=True, kw_only_default=True)
class View:
    """Exactly what a template looks at, beside the globals of ``environment``, ``up``, ``site``, ``corpus``, ``asal``
    and, on a page of a body, ``b`` and ``heading``. Each subclass is a frozen dataclass and names its template."""

    template: ClassVar[str]

    def __init_subclass__(cls, template: str) -> None:
        cls.template = template
        dataclass(frozen=True, kw_only=True)(cls)

    def forget(self) -> None:
        """Let go of what can be read again; called when the last page was made of the view."""


class OfPage(TypedDict, total=False):
    """What the caller says of the page itself, as ``Page`` has it."""

    shell: str
    section: str
    canonical: str | None
    indexed: bool
    frame_origin: str | None
    changed_on: str | None
    assets: tuple[str, ...]
    alternates: tuple[Alternate, ...]


class OfBodyPage(OfPage, total=False):
    """The same, with where its facts come from and whether it is worth passing on."""

    origin: Origin | None
    shared: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What an Indonesian page was made with: enough to make it again in another language."""

    view: View
    path: str
    title: str
    b: BodyView | None
    heading: str
    own: OfPage
    origin: Origin
    shared: bool


@dataclass
class Portal:
    corpus: Corpus
    views: tuple[BodyView, ...]
    #: What search engines for data read, by the address of the page, and where such a page says it stands otherwise.
    structured: Mapping[str, str] = field(default_factory=dict)
    data_alternates: tuple[Alternate, ...] = ()
    listed: list[tuple[str, str | None]] = field(default_factory=list)
    #: Every page that people look for, in the order it was made: what it is called, whose it is, its address.
    titles: list[tuple[str, str, str]] = field(default_factory=list)
    #: What the pages of the service were made with, for the other languages; made by ``editions``.
    kept: list[Kept] = field(default_factory=list)

    def page(
        self,
        view: View,
        path: str,
        title: str,
        description: str,
        *,
        b: BodyView | None = None,
        heading: str = "",
        origin: Origin | None = None,
        shared: bool | None = None,
        **own: Unpack[OfPage],
    ) -> Page:
        """Render one article and its foot; ``heading`` is the title without the office's name.

        ``origin`` says where the facts come from; ``shared`` whether the page is worth passing on (each page
        of a body is, unless told otherwise).
        """
        from_where = origin or (of_body(b) if b else WHOLE)
        if from_where.changed_on:
            own.setdefault("changed_on", from_where.changed_on.isoformat())
        shared = b is not None if shared is None else shared
        heading = heading or title
        translated = view.template in TRANSLATED
        if translated:
            self.kept.append(Kept(view, path, title, b, heading, own, from_where, shared))
        article = self.article(view, path, b, heading)
        versions = self.versions(path, translated, b)
        page = Page(path=path, title=title, description=description, article=article, versions=versions, **own)
        page = replace(page, article=article + "\n" + self.foot(page, b, from_where, shared))
        if data := self.structured.get(page.address):
            alternates = (*page.alternates, *self.data_alternates)
            page = replace(page, article=f"{page.article}\n{data}", alternates=alternates)
        real = not (b and b.body.sample and self.has_real)
        if page.indexed and page.canonical in (None, page.address):
            self.titles.append((heading, b.unit if b else "", page.address))
            if real:
                self.listed.append((page.address, page.changed_on))
        return page

    def article(self, view: View, path: str, b: BodyView | None, heading: str, code: str = languages.ORIGINAL) -> str:
        """The template with its view, in a language; ``path`` is that of the Indonesian page."""
        place = path if code == languages.ORIGINAL else routes.translated(code, path)
        up = "../" * place.count("/")
        names = {"up": up, "site": self, "corpus": self.corpus, "asal": up + path.removesuffix("index.html")}
        if b:
            names |= {"b": b, "heading": heading}
        return environment(code).get_template(view.template).render(names, **vars(view))

    def versions(self, path: str, same: bool, b: BodyView | None) -> tuple[Version, ...]:
        """The page in each other language, or the place there that says that it is only in Indonesian."""
        address = path.removesuffix("index.html")
        elsewhere = (routes.body(b.id) if b else routes.HOME) + "#terjemahan"
        return tuple(
            Version(
                lang=said.code,
                name=said.name,
                address=routes.translated(said.code, address if same else elsewhere),
                same=same,
                note="" if same else said.plain(ONLY_ORIGINAL),
            )
            for said in languages.others()
        )

    def foot(self, page: Page, b: BodyView | None, from_where: Origin, shared: bool) -> str:
        address = self.corpus.site_url + (page.address if page.canonical is None else page.canonical)
        place = from_where.places[0] if from_where.places else None
        return (
            environment(page.lang)
            .get_template("asal.html")
            .render(
                up=page.up,
                corpus=self.corpus,
                origin=from_where,
                address=address,
                title=page.title,
                share=share_link(page.title, address) if shared else "",
                report=b.report_link(address, page.title) if b else "",
                edit=self.corpus.edit_link(place) if place else "",
                unmodelled=_unmodelled(b) if b else "",
            )
        )

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

    def body_page(
        self, b: BodyView, view: View, address: str, title: str, description: str, **own: Unpack[OfBodyPage]
    ) -> Page:
        mark = "DATA CONTOH: " if b.body.sample else ""
        # The name of the office closes the title, unless the title is that name.
        name = "" if title == b.body.name else f" – {b.body.short_name}"
        own.setdefault("shell", b.id)
        return self.page(
            view, address + "index.html", mark + title + name, mark + description, b=b, heading=title, **own
        )
