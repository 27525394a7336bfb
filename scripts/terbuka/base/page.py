"""What is rendered and handed to the site: pages to be put into the shell, and files as they are.

Promises: plain values, no rule, no reading. ``path`` is the place below the site, always with ``/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from terbuka.base.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The same page in another language. ``same`` is false where there is none: then ``address`` leads to a page in
    that language that says so, and ``note`` says it to screen readers."""

    lang: str
    name: str
    address: str
    same: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same facts in another form: its media type, what it is called, its address below the site."""

    type: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One HTML page: an article that ``site`` stitches into the shell.

    ``path`` ends in ``index.html`` (or is ``404.html``); ``article`` is finished, escaped HTML and holds the
    one ``<h1>``; ``shell`` names the navigation around it (a body's id, or ``""`` for the portal);
    ``section`` is the entry of that navigation which is active; ``canonical`` is a path below the site when
    the page has another home; ``indexed`` says whether search engines and our search may list it;
    ``frame_origin`` is the one https origin that the page may put in a frame; ``changed_on`` an ISO day;
    ``assets`` are files of ``assets/`` (``.js``, ``.css``) that only such pages need, in the order of loading;
    ``alternates`` are named in the head; ``versions`` lead to other languages.
    """

    path: str
    title: str
    description: str
    article: str
    shell: str = ""
    section: str = ""
    canonical: str | None = None
    indexed: bool = True
    frame_origin: str | None = None
    changed_on: str | None = None
    assets: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    lang: str = "id"
    versions: tuple[Version, ...] = ()

    @property
    def address(self) -> str:
        """Address below the site: ``a/b/`` for ``a/b/index.html``, ``""`` for the home page."""
        return self.path.removesuffix("index.html")

    @property
    def up(self) -> str:
        """Relative way from this page to the top of the site: ``""``, ``../``, ``../../`` …"""
        return "../" * self.path.count("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of the site that is not a page: bytes, or ``source``, a file of the root to be copied.

    ``instead`` says that the file could not be made: it is not written, and pages that link to it say this in the
    place of the link. ``notes`` tell the office what is to be known of it."""

    path: str
    content: bytes = b""
    source: str | None = None
    instead: str = ""
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One entry of a menu: ``section`` is matched with the page's, ``address`` is below the site."""

    section: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """One line above every page of a shell: plain text, an address below the site, and the absolute time (ISO 8601)
    at which the reader's clock hides it; empty when it must not."""

    title: str
    address: str
    issuer: str
    until: str = ""
    until_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A frame around pages: ``name`` is what ``Page.shell`` says; ``urgent`` stands above every page; ``feeds`` are
    title and address of the Atom feeds that pages name in their head; ``preview`` the picture of its shared links,
    ``emblem`` that of its office.

    ``lang`` is the language of the frame and ``words`` its words by the Indonesian ones; ``depths`` say how deep its
    pages lie; ``versions`` and ``pairs`` (by address) are the other languages of editorial pages.
    """

    name: str
    title: str
    home: str
    nav: tuple[NavItem, ...]
    footer: tuple[NavItem, ...]
    sample: bool = False
    contact: str = ""
    urgent: tuple[Urgent, ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    preview: str = ""
    emblem: str = ""
    lang: str = "id"
    words: Mapping[str, str] = field(default_factory=dict)
    depths: tuple[int, ...] = (1, 2, 3, 4, 5)
    versions: tuple[Version, ...] = ()
    pairs: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
