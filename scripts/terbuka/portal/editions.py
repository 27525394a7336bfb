"""The pages of the service in other languages: the same templates and facts, other words.

Promises: an edition holds the pages of ``TRANSLATED`` and says so; a link from it leads to the same language where
there is such a page, and is marked where it leads to Indonesian. A page is made from what its Indonesian one was made
with, so that the two cannot part. A further language is a further catalogue and no code.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from terbuka.base.page import NavItem, Page, Version
from terbuka.kit import languages
from terbuka.kit.languages import Language
from terbuka.kit.portal import Kept, Portal
from terbuka.law import routes

#: What search engines show below the title, by template; ``%(nama)s`` is the office, ``%(portal)s`` the portal,
#: ``%(judul)s`` the heading of the page.
DESCRIPTIONS = {
    "portal.html": "%(portal)s: cari dokumen, minta informasi, atau laporkan masalah.",
    "beranda.html": "%(nama)s: cari dokumen, minta informasi, atau laporkan masalah. Gratis.",
    "profil.html": "Alamat, kontak, jam layanan, dan peran PPID %(nama)s.",
    "permohonan.html": "Cara meminta informasi kepada %(nama)s.",
    "keberatan.html": "Cara mengajukan keberatan kepada atasan PPID %(nama)s.",
    "standar.html": "Biaya, jam layanan, dan batas waktu %(nama)s.",
    "data.html": "Data terbuka %(nama)s.",
    "himpunan-data.html": "%(judul)s: data terbuka %(nama)s, dengan unduhan dan arti setiap kolom.",
}
#: Templates of pages whose heading an officer typed: it is never translated.
TYPED = frozenset(("himpunan-data.html",))
#: Menu of an edition: section, title, code of the page (empty: the home page).
MENU = (
    ("beranda", "Beranda", ""),
    ("profil", "Profil", "profil"),
    ("layanan", "Minta informasi", "permohonan"),
    ("keberatan", "Keberatan", "keberatan"),
    ("standar-layanan", "Biaya dan waktu", "standar-layanan"),
    ("informasi", "Data", "data"),
)
_LINK = re.compile(r"<a ([^>]*?)href=\"([^\"]*)\"([^>]*)>(.*?)</a>", re.DOTALL)
_SCRIPT = (".js",)


def pages(portal: Portal) -> Iterator[Page]:
    """Every page of the service in every other language; all Indonesian pages must have been made before."""
    translated = {kept.path.removesuffix("index.html") for kept in portal.kept}
    for language in languages.others():
        known = translated | {
            page for page in ("aksesibilitas/",) if portal.has_prose(routes.translated(language.code, page))
        }
        for kept in portal.kept:
            yield _page(portal, language, kept, known)
            kept.view.forget()


def _page(portal: Portal, language: Language, kept: Kept, known: set[str]) -> Page:
    b, template = kept.b, kept.view.template
    path = routes.translated(language.code, kept.path)
    up = "../" * path.count("/")
    address = kept.path.removesuffix("index.html")
    name = b.body.name if b else ""
    heading = kept.heading if template in TYPED else language.plain(kept.heading)
    mark = language.plain("DATA CONTOH") + ": " if b and b.body.sample else ""
    title = mark + heading + (f" – {b.body.short_name}" if b and heading != name else "")
    values = {"nama": name, "portal": portal.corpus.site_name, "judul": heading}
    description = language.plain(DESCRIPTIONS[template]) % values
    article = portal.article(kept.view, kept.path, b, heading, language.code)
    own = kept.own.copy()
    own["assets"] = tuple(name for name in own.get("assets", ()) if not name.endswith(_SCRIPT))
    own["frame_origin"] = None
    own["shell"] = routes.translated(language.code, own.get("shell", ""))
    if template == "keberatan.html":
        own["section"] = "keberatan"
    if (canonical := own.get("canonical")) is not None:
        own["canonical"] = routes.translated(language.code, canonical)
    page = Page(
        path=path,
        title=title,
        description=mark + description,
        article=article,
        lang=language.code,
        versions=_versions(language, address),
        **own,
    )
    whole = article + "\n" + portal.foot(page, b, kept.origin, kept.shared)
    page = replace(page, article=linked(whole, up, language, known))
    if page.indexed and page.canonical in (None, page.address) and not (b and b.body.sample and portal.has_real):
        portal.listed.append((page.address, page.changed_on))
    return page


def _versions(language: Language, address: str) -> tuple[Version, ...]:
    original = Version(lang=languages.ORIGINAL, name=languages.language(languages.ORIGINAL).name, address=address)
    return (
        original,
        *(
            Version(lang=other.code, name=other.name, address=routes.translated(other.code, address))
            for other in languages.others()
            if other.code != language.code
        ),
    )


def linked(article: str, up: str, language: Language, known: set[str]) -> str:
    """The article with its links to pages of the site turned to the same language where the page is in ``known``; any
    other one is marked as leading to Indonesian. Links within the page, to downloads, and out of the site, stay."""

    def turned(match: re.Match[str]) -> str:
        before, href, after, inner = match.groups()
        target = html.unescape(href)
        address, _, anchor = ("" if target == "./" else target.removeprefix(up)).partition("#")
        stays = "hreflang=" in before + after or after.endswith(" download")
        if stays or not (target.startswith(up) or target == "./"):
            return match[0]
        if address in known:
            to = html.escape(up + routes.translated(language.code, address) + (f"#{anchor}" if anchor else ""))
            return f'<a {before}href="{to}"{after}>{inner}</a>'
        note = f' <span class="only">({language.messages.gettext("bahasa Indonesia")})</span>'
        return f'<a {before}href="{href}"{after} hreflang="{languages.ORIGINAL}">{inner}{note}</a>'

    return _LINK.sub(turned, article)


def menu(language: Language, body_id: str) -> tuple[NavItem, ...]:
    """The menu of a body's edition."""
    return tuple(
        NavItem(
            section=section,
            title=language.plain(title),
            address=routes.translated(language.code, routes.body_page(body_id, code) if code else routes.body(body_id)),
        )
        for section, title, code in MENU
    )
