"""Reviews of the internal guide for the agenda of the office."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.duties.agenda import Item, Kind, item
from terbuka.duties.corpus import Prose
from terbuka.duties.verdict import BodyAssessment
from terbuka.law import routes

GUIDE = Kind(
    value="panduan",
    words="peninjauan panduan",
    category="PANDUAN",
    address=lambda item: routes.prose(f"{item.id}.md"),
    action="Baca ulang halamannya, lalu tulis hari peninjauan berikutnya.",
)


def guide_reviews(assessed: BodyAssessment) -> Iterator[Item]:
    """The days by which pages of the internal guide are to be reviewed; no gap, never counted."""
    for page in assessed.every(Prose):
        if page.review_on is not None:
            yield item(
                assessed,
                GUIDE,
                id=page.path.removesuffix(".md"),
                title=f"Tinjau panduan: {page.title}",
                due_on=page.review_on,
                note=f"Pemilik: {page.owner}.",
                public=False,
            )
