"""The internal guide: pages for officers and one PDF, with time limits and articles of the assessed day.

Promises: what the text takes from the law is never typed; an overdue review is said by the assessed day and by the
reader's clock. Reads Markdown with the library of the prose. Decides no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from terbuka.base.page import File, Page
from terbuka.duties.corpus import GUIDE, GUIDE_LINK, Prose
from terbuka.features.guide.prose import Values, filled
from terbuka.kit import words
from terbuka.kit.document import Block, Document, Grid, Heading, Listing, Paragraph
from terbuka.kit.optional import optional_paper
from terbuka.kit.origin import Origin
from terbuka.kit.portal import Portal, View
from terbuka.kit.public import PublicFile
from terbuka.kit.view import BodyView
from terbuka.law import routes

PDF = "api/v1/panduan-petugas.pdf"
_LINK = re.compile(r'href="([^":#/]+)\.md')


class _Tree(Treeprocessor):
    """Keeps the tree of a text after its inline marks were read."""

    root: Element

    def run(self, root: Element) -> None:
        self.root = root


def _markdown() -> tuple[Markdown, _Tree]:
    reader = Markdown(extensions=["tables"], output_format="html")
    tree = _Tree(reader)
    reader.treeprocessors.register(tree, "kept", 15)
    return reader, tree


def ordered(portal: Portal) -> list[Prose]:
    """Pages of the guide: the index first, the others in the order in which it links them."""
    pages = {p.path.removeprefix(GUIDE): p for p in portal.corpus.prose if p.is_guide}
    first = pages.get("index.md")
    linked = GUIDE_LINK.findall(first.text) if first else []
    names = dict.fromkeys(["index.md", *linked, *sorted(pages)])
    return [pages[name] for name in names if name in pages]


class GuidePage(View, template="panduan.html"):
    prose: Prose
    html: Markup
    on: date
    late: bool
    pdf: str


def pages(portal: Portal) -> Iterator[Page | File]:
    """Each page of the guide and its PDF; none without a guide or without a body whose law it could name."""
    b = next((v for v in portal.views if not v.body.sample), next(iter(portal.views), None))
    guide = ordered(portal)
    if b is None or not guide:
        return
    values = Values(portal.corpus, {v.id: v.assessed for v in portal.views})
    for prose in guide:
        address = routes.prose(prose.path)
        reader, _ = _markdown()
        html = reader.convert(filled(prose, values)[prose.start :])
        region = f'<div class="scroll" role="region" aria-label="{escape(prose.title)}" tabindex="0">'
        html = html.replace("<table>", region + '<table class="data slim">').replace("</table>", "</table></div>")
        base = "" if prose.path == f"{GUIDE}index.md" else "../"
        html = _LINK.sub(lambda m, base=base: f'href="{base}{"" if m[1] == "index" else m[1] + "/"}', html)  # type: ignore[misc]
        yield portal.page(
            GuidePage(
                prose=prose,
                html=Markup(html),  # noqa: S704 - trusted prose: raw HTML in it is a problem
                on=b.on,
                late=prose.review_on is not None and prose.review_on < b.on,
                pdf=PDF,
            ),
            address + "index.html",
            prose.title,
            prose.description,
            section="panduan",
            origin=Origin(places=(prose.place,), changed_on=prose.reviewed_on),
            shared=True,
        )
    yield optional_paper(PDF, lambda: document(portal, b, guide, values))


def document(portal: Portal, b: BodyView, guide: list[Prose], values: Values) -> Document:
    """The whole guide as one paper."""
    blocks: list[Block] = []
    for prose in guide:
        reader, tree = _markdown()
        reader.convert(filled(prose, values)[prose.start :])
        for element in tree.root:
            blocks += _blocks(element, prose.title)
        blocks.append(Paragraph(_review(prose), small=True))
    return Document(
        title="Panduan petugas informasi",
        subtitle="Langkah, batas waktu, dan pedoman praktis",
        office=portal.corpus.site_name,
        day=words.day(b.on),
        address=portal.corpus.site_url + GUIDE,
        sample=b.body.sample,
        blocks=tuple(blocks),
    )


def _review(prose: Prose) -> str:
    done = f"Ditinjau {words.day(prose.reviewed_on)}" if prose.reviewed_on else "Belum ditinjau pemiliknya"
    return f"Pemilik: {prose.owner}. {done}; ditinjau lagi paling lambat {words.day(prose.review_on)}."


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _blocks(element: Element, title: str) -> Iterator[Block]:
    match element.tag:
        case "h1" | "h2" | "h3" | "h4":
            yield Heading(int(element.tag[1]), _text(element))
        case "ul" | "ol":
            yield Listing([_text(item) for item in element], numbered=element.tag == "ol")
        case "table":
            rows: list[list[Any]] = [[_text(cell) for cell in row] for row in element.iter("tr")]
            yield Grid(title, rows[0], rows[1:])
        case _:
            if text := _text(element):
                yield Paragraph(text)


#: What is said of these files in the description of the API.
PUBLIC = (PublicFile("panduan-petugas.pdf", "Panduan petugas"),)
