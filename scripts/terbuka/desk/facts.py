"""What ``terbuka doctor`` looks at, and what it says of one thing: the facts that ``probe`` gathers, and a finding.

Promises: records only; nothing is read and nothing judged here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from terbuka.base.defaults import LOCK
from terbuka.base.forges import Repository
from terbuka.base.git import Heads
from terbuka.base.problem import shown
from terbuka.record.portal_file import PortalFile

GOOD, LOOK, WRONG = "baik", "perlu dilihat", "salah"
#: Bytes free: below the first nothing can be built, below the second a large portal may not fit.
TOO_LITTLE, LITTLE = 200_000_000, 1_000_000_000
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Override:
    """A file of the portal in the place of one of the package: SHA-256 of both, ``original`` None when the package no
    longer has it."""

    own: str
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThinFacts:
    """Of a portal that keeps only its own data. ``portal`` is None when ``portal.yml`` cannot be relied on; ``broken``
    is then its line and the reason. ``running`` is the version of the program that runs. ``overrides`` and ``written``
    by path, the second with the SHA-256 of each file of ``tulisan`` as it stands, None where it is missing.
    ``wheels``: name -> SHA-256 of the wheels in ``pustaka/``.
    """

    running: str
    portal: PortalFile | None
    broken: tuple[int, str] = (0, "")
    overrides: Mapping[str, Override] = field(default_factory=dict)
    written: Mapping[str, str | None] = field(default_factory=dict)
    wheels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """What matters of a body: ``stage`` is ``rintisan`` or ``berjalan``."""

    id: str
    sample: bool
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was found. Texts are None where a file is missing.

    ``git`` is empty when all is well, else a reason of ``git.NotReadable`` (``tanpa-git``, ``bukan-gudang``,
    ``tidak-ada`` for a repository without a commit), ``git_said`` what git said. ``committed`` is the time of the
    commit in seconds since 1970. ``blocked`` counts what blocks the records, None when they could not be read at
    all. ``private`` are files that git keeps although they may hold people. ``calendars``: law -> year -> status;
    ``calendar_asked_from``: law -> month and day from which that of the next year is asked for.
    ``free`` is in bytes. ``indexer`` is the version that answered. ``lock_name`` is the file that ``lock`` was read
    from, ``owners_path`` that of ``owners``. ``workflows`` and ``forgejo_workflows``: name -> text; ``gitlab_ci`` is
    ``.gitlab-ci.yml``. ``heads`` are the branches; of its address only ``forge`` is told, None for a folder and
    what is no forge. ``domain`` is what a file CNAME in ``content/`` names. ``identities``: body -> key of its
    ``badan.yml`` -> values as typed, of bodies that are no sample. ``thin`` is None for a portal that is a full copy.
    """

    python: tuple[int, int, int]
    platform: str
    lock: str | None
    lock_name: str = LOCK
    installed: Mapping[str, str]
    encoding: str
    missing_zones: Sequence[str] = ()
    writable: bool = True
    free: int = LITTLE
    indexer: str | None
    git: str = ""
    git_said: str = ""
    shallow: bool = False
    committed: int | None
    private: Sequence[str] = ()
    attributes: str | None
    owners: str | None
    owners_path: str = ""
    workflows: Mapping[str, str] = field(default_factory=dict)
    forgejo_workflows: Mapping[str, str] = field(default_factory=dict)
    gitlab_ci: str | None = None
    heads: Heads = field(default_factory=Heads)
    forge: Repository | None = None
    domain: str = ""
    blocked: int | None = 0
    site_url: str = ""
    repository: bool = True
    bodies: Sequence[BodyFacts] = ()
    calendars: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    calendar_asked_from: Mapping[str, str | None] = field(default_factory=dict)
    identities: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    thin: ThinFacts | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: ``state`` is ``baik``, ``perlu dilihat`` or ``salah``; ``remedy`` is empty
    when nothing is to be done."""

    code: str
    title: str
    state: str
    found: str
    remedy: str = ""


def some(names: Sequence[str], most: int = _MOST_NAMED) -> str:
    """The first names, and how many more."""
    rest = len(names) - most
    told = ", ".join(shown(name, 120) for name in names[:most])
    return f"{told}, dan {rest} lainnya" if rest > 0 else told
