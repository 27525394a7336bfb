"""What a kind of record is, and all that was read from one root."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from terbuka.base.problem import Place
from terbuka.duties.records import BodyRecords
from terbuka.law.body import Body
from terbuka.law.law import Law
from terbuka.record.fields import place_field
from terbuka.record.schema import Schema

#: A link from one page of the guide to another.
GUIDE_LINK = re.compile(r"\]\(([^)#:\s]+\.md)(?:#[^)]*)?\)")
#: The folder of ``content/`` with the internal guide.
GUIDE = "panduan/"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseMark:
    """A place in prose where a value is put in: ``{kind:name}``, from ``start`` to ``end`` of the text of the file."""

    kind: str
    name: str
    start: int
    end: int
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A Markdown page of ``content/``: trusted text, already checked; ``path`` below ``content/``.

    ``text`` is the whole file, front matter included; what is read begins at ``start``; ``marks`` are in the order of
    the text. A page of the internal guide also has an ``owner`` (a post), the day of its next review, and of the last
    one, None while its owner has not reviewed it.
    """

    path: str
    title: str
    description: str
    text: str = ""
    start: int = 0
    marks: tuple[ProseMark, ...] = ()
    owner: str | None = None
    reviewed_on: date | None = None
    review_on: date | None = None
    place: Place = place_field()

    @property
    def is_guide(self) -> bool:
        return self.path.startswith(GUIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """Why older data are shown: the ``newest`` commit and its time (ISO 8601) hold problems; only the urgent
    notices are taken from there."""

    newest: str | None = None
    newest_time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that was read from one root, free of problems of form.

    ``unread`` are the folders of bodies whose ``badan.yml`` has problems.

    ``site_name``, ``site_url`` (with a closing ``/``), ``edit_url`` (with ``{path}`` and ``{line}``, empty
    when the repository is not named) and ``engine``, which renders the shell (empty when not named), come from
    ``mkdocs.yml``; ``lent`` are the paths that came with the program;
    ``commit`` and ``commit_time`` (ISO 8601) from git, None outside a repository.
    """

    laws: Mapping[str, Law]
    bodies: Mapping[str, BodyRecords]
    schemas: Mapping[str, Schema]
    prose: tuple[Prose, ...] = ()
    site_name: str = "Terbuka"
    site_url: str = ""
    edit_url: str = ""
    engine: str = ""
    lent: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    commit: str | None = None
    commit_time: str | None = None
    fallback: Fallback | None = None

    @property
    def time_zone(self) -> str:
        """Where the clock of the portal hangs: at its first real body, else at its first, else in Jakarta."""
        bodies = [records.body for records in self.bodies.values()]
        first = next((b for b in bodies if not b.sample), next(iter(bodies), None))
        return first.time_zone if first else "Asia/Jakarta"

    def local(self, iso: str) -> str:
        """A moment (ISO 8601 with offset) by the clock of the portal."""
        return datetime.fromisoformat(iso).astimezone(ZoneInfo(self.time_zone)).isoformat()

    def law_of(self, body: Body) -> Law:
        return self.laws[body.jurisdiction_id]

    def is_lent(self, path: str) -> bool:
        """Whether the file, or all that is known of the folder (with a closing ``/``), came with the program."""
        return path in self.lent or (path.endswith("/") and any(lent.startswith(path) for lent in self.lent))

    def edit_link(self, place: Place) -> str:
        """Where the forge opens the very line in its editor; empty when the repository is not named, or when the
        file came with the program."""
        if not self.edit_url or not place.path or place.path.endswith("/") or place.path in self.lent:
            return ""
        line = f"#L{place.line}" if place.line else ""
        return self.edit_url.replace("#L{line}", line).replace("{path}", quote(place.path))

    def parent_of(self, body: Body) -> Body | None:
        """The body above a unit, when it is in this portal."""
        above = self.bodies.get(body.parent_id or "")
        return above.body if above else None

    def parent_name(self, body: Body) -> str | None:
        """The name of the body above a unit, wherever it is."""
        above = self.parent_of(body)
        return above.name if above else body.parent_name

    def units_of(self, body: Body) -> tuple[Body, ...]:
        """The units below a body that are in this portal, by name."""
        below = (r.body for r in self.bodies.values() if r.body.parent_id == body.id)
        return tuple(sorted(below, key=lambda b: (b.name, b.id)))

    def label(self, kind: str, column: str, value: str) -> str:
        """The words that a schema gives to an allowed value."""
        return self.schemas[kind].label(column, value)
