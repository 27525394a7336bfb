"""The frames around pages: menus that people know, the same on every page of a body.

Promises: short menus that never list records; a link to a page of ``content/`` only when that page exists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from terbuka.base.page import NavItem, Shell, Version
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.features.notices.view import lines
from terbuka.features.open_data.record import OpenDataset
from terbuka.kit import languages, words
from terbuka.kit.languages import Language
from terbuka.kit.portal import ONLY_ORIGINAL
from terbuka.law import routes
from terbuka.law.body import Body
from terbuka.portal import law_changes
from terbuka.portal.editions import menu

KOMISI_INFORMASI = "https://komisiinformasi.go.id/"
PROSE_MENU = (("hak-anda", "Hak Anda"), ("metodologi", "Metodologi"), ("tentang", "Tentang"))
PORTAL_FOOTER = (("panduan", "Panduan petugas"), ("pengembang", "Untuk pengembang"))
PROSE_FOOTER = (
    ("hak-anda", "Hak Anda"),
    ("aksesibilitas", "Aksesibilitas"),
    ("privasi", "Privasi"),
    ("glosarium", "Glosarium"),
    ("metodologi", "Metodologi"),
)


def shells(corpus: Corpus, assessment: Assessment) -> tuple[Shell, ...]:
    """The shell of the portal, ``""``, and one for each body, with the urgent notices that run."""
    assessed = assessment.bodies
    bodies = [r.body for r in corpus.bodies.values()]
    return (
        replace(_portal(corpus), urgent=lines(corpus, assessed, None)),
        *(replace(_body(corpus, body), urgent=lines(corpus, assessed, body)) for body in bodies),
        *(edition for said in languages.others() for edition in _editions(corpus, assessment, said)),
    )


def _editions(corpus: Corpus, assessment: Assessment, language: Language) -> Iterator[Shell]:
    """The frames of the pages in another language; urgent notices stay in Indonesian, and are marked so."""
    bodies = [r.body for r in corpus.bodies.values()]
    home = routes.translated(language.code, routes.HOME)
    footer = (
        *_prose(corpus, ((f"{language.code}/aksesibilitas", language.plain("Aksesibilitas")),)),
        NavItem(section="", title=language.plain("Komisi Informasi"), address=KOMISI_INFORMASI),
        *([NavItem(section="", title=language.plain("Semua badan"), address=home)] if len(bodies) > 1 else ()),
    )
    yield replace(
        _portal(corpus),
        name=routes.translated(language.code, ""),
        title=language.plain(corpus.site_name),
        home=home,
        nav=(NavItem(section="beranda", title=language.plain("Beranda"), address=home),),
        footer=footer,
        urgent=lines(corpus, assessment.bodies, None),
        depths=(1,),
        lang=language.code,
        words=dict(language.frame),
    )
    for records in corpus.bodies.values():
        body = records.body
        contact = NavItem(
            section="",
            title=language.plain("Kontak"),
            address=routes.translated(language.code, routes.body_page(body.id, "profil")) + "#kontak",
        )
        yield replace(
            _body(corpus, body),
            name=routes.translated(language.code, body.id),
            home=routes.translated(language.code, routes.body(body.id)),
            nav=menu(language, body.id),
            footer=(contact, *footer),
            urgent=lines(corpus, assessment.bodies, body),
            # Only pages of datasets lie deeper.
            depths=(*(() if len(bodies) > 1 else (1,)), 2, 3, *((4,) if records.named(OpenDataset) else ())),
            lang=language.code,
            words=dict(language.frame),
        )


def _pairs(corpus: Corpus) -> dict[str, tuple[Version, ...]]:
    """Editorial pages that stand below ``content/<language>/`` too: address -> the same page in other languages."""
    there = {routes.prose(p.path) for p in corpus.prose}
    found: dict[str, tuple[Version, ...]] = {}
    spoken = [languages.language(languages.ORIGINAL), *languages.others()]
    for address in sorted(there):
        ways = {said: address if said.is_original else routes.translated(said.code, address) for said in spoken}
        same = {said: way for said, way in ways.items() if way in there}
        if len(same) > 1:
            for said, way in same.items():
                found[way] = tuple(
                    Version(lang=other.code, name=other.name, address=to) for other, to in same.items() if other != said
                )
    return found


def _homes() -> tuple[Version, ...]:
    """Where the switch of an editorial page without a translation leads."""
    return tuple(
        Version(
            lang=said.code,
            name=said.name,
            address=routes.translated(said.code, routes.HOME) + "#terjemahan",
            same=False,
            note=said.plain(ONLY_ORIGINAL),
        )
        for said in languages.others()
    )


def _prose(corpus: Corpus, wanted: tuple[tuple[str, str], ...]) -> Iterator[NavItem]:
    there = {routes.prose(p.path) for p in corpus.prose}
    for name, title in wanted:
        if f"{name}/" in there:
            yield NavItem(section=name, title=title, address=f"{name}/")


def _portal(corpus: Corpus) -> Shell:
    nav = (
        NavItem(section="beranda", title="Beranda", address=routes.HOME),
        NavItem(section="kewajiban", title="Kewajiban Hukum", address=routes.CATALOGUE),
        *_prose(corpus, PROSE_MENU),
    )
    footer = (
        *(i for i in _prose(corpus, PROSE_FOOTER) if i.section not in dict(PROSE_MENU)),
        *_prose(corpus, PORTAL_FOOTER),
        NavItem(section="", title=law_changes.TITLE, address=routes.LAW_CHANGES),
        NavItem(section="", title="Status portal", address=routes.STATUS),
        NavItem(section="", title="Komisi Informasi", address=KOMISI_INFORMASI),
    )
    return Shell(
        name="",
        title=corpus.site_name,
        home=routes.HOME,
        nav=nav,
        footer=footer,
        feeds=(
            (f"Informasi baru dan berubah {corpus.site_name}", routes.feed()),
            (f"{law_changes.TITLE} {corpus.site_name}", routes.LAW_CHANGES_FEED),
        ),
        preview=routes.preview(""),
        versions=_homes(),
        pairs=_pairs(corpus),
    )


def _feeds(corpus: Corpus, body: Body) -> Iterator[tuple[str, str]]:
    yield f"Informasi baru dan berubah {body.short_name}", routes.feed(body.id)
    for code in routes.FEED_CLASSES:
        yield f"{words.CLASS_TITLES[code]} {body.short_name}", routes.feed(body.id, code)
    if corpus.units_of(body):
        yield f"{body.short_name} dan unitnya", routes.feed(body.id, routes.UNITS)


def _body(corpus: Corpus, body: Body) -> Shell:
    def item(section: str, title: str, code: str) -> NavItem:
        return NavItem(section=section, title=title, address=routes.body_page(body.id, code))

    nav = (
        NavItem(section="beranda", title="Beranda", address=routes.body(body.id)),
        item("profil", "Profil", "profil"),
        *([item(routes.UNITS, "PPID Pelaksana", routes.UNITS)] if corpus.units_of(body) else []),
        item("informasi", "Informasi Publik", "informasi"),
        item("layanan", "Layanan", "layanan"),
        item("standar-layanan", "Standar Layanan", "standar-layanan"),
        item("laporan", "Laporan & Evaluasi", "laporan"),
    )
    footer = [
        NavItem(section="", title="Kontak", address=routes.body_page(body.id, "profil") + "#kontak"),
        item("", "Pengaduan", "pengaduan"),
        NavItem(section="", title="Kewajiban Hukum", address=routes.CATALOGUE),
        *_prose(corpus, PROSE_FOOTER),
    ]
    if parent := corpus.parent_of(body):
        footer.append(NavItem(section="", title="PPID Utama", address=routes.body(parent.id)))
    elif body.lead_ppid:
        footer.append(NavItem(section="", title="PPID Utama", address=body.lead_ppid))
    footer.append(NavItem(section="", title="Komisi Informasi", address=KOMISI_INFORMASI))
    footer.append(NavItem(section="", title="Status portal", address=routes.STATUS))
    if len(corpus.bodies) > 1:
        footer.append(NavItem(section="", title="Semua badan", address=routes.HOME))
    ways = [body.address, *body.phones[:1], body.email]
    return Shell(
        name=body.id,
        title=body.short_name,
        home=routes.body(body.id),
        nav=nav,
        footer=tuple(footer),
        sample=body.sample,
        feeds=tuple(_feeds(corpus, body)),
        contact=" · ".join(w for w in ways if w),
        preview=routes.preview(body.id),
        emblem=routes.document(body.id, body.emblem) if body.emblem else "",
    )
