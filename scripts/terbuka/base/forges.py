"""Forges by the address of a repository: which kind one is, and where the pages of a repository appear.

Promises: pure; no network; user and password of an address are dropped while it is read, so they are never repeated.
Sources: the documentation of GitHub Pages, GitLab Pages and Codeberg Pages; only for their own hosts is the address of
the pages known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

GITHUB, GITLAB, FORGEJO = "github", "gitlab", "forgejo"
#: A label of the host's name, and the kind of forge that it tells of.
_MARKS = {"github": GITHUB, "gitlab": GITLAB, "codeberg": FORGEJO, "forgejo": FORGEJO, "gitea": FORGEJO}
#: Where the same repositories are reached by SSH when its own port is closed.
_SAME = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}
_PAGES = {"github.com": ".github.io", "gitlab.com": ".gitlab.io", "codeberg.org": ".codeberg.page"}
_SHORT = re.compile(r"(?:[^@/:\s]+@)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+):(?!/)(.+)")
_STEP = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Repository:
    """``host`` in small letters; ``path`` is owner, groups and name, without ``.git``."""

    host: str
    path: str

    @property
    def kind(self) -> str:
        """``github``, ``gitlab``, ``forgejo``; empty when the host does not tell."""
        return kind_of(self.host)

    @property
    def shown(self) -> str:
        return f"{self.host}/{self.path}"


def kind_of(host: str) -> str:
    """The kind of forge that a host's name tells of; empty when it does not."""
    return next((kind for mark, kind in _MARKS.items() if mark in host.lower().split(".")), "")


def read_remote(url: str) -> Repository | None:
    """What a remote of git points to; None for a folder and for what is no address of a repository."""
    short = _SHORT.fullmatch(url.strip())
    try:
        parts = urlsplit(url.strip())
        host, path = (short[1], short[2]) if short else (parts.hostname or "", parts.path)
    except ValueError:
        return None
    if not short and parts.scheme not in ("https", "http", "ssh", "git"):
        return None
    steps = path.strip("/").removesuffix(".git").split("/")
    if not host or len(steps) < 2 or not all(_STEP.fullmatch(step) for step in steps):
        return None
    host = host.lower()
    return Repository(_SAME.get(host, host), "/".join(steps))


def pages_address(repository: Repository) -> str | None:
    """The address at which the forge shows the pages of a repository, with a closing ``/``; None where it is not
    known. A project whose name is that address itself is shown at its top."""
    ending = _PAGES.get(repository.host)
    owner, *rest = repository.path.split("/")
    if ending is None or (repository.host != "gitlab.com" and len(rest) != 1):
        return None
    host = f"{owner.lower()}{ending}"
    if rest[-1].lower() == ("pages" if repository.host == "codeberg.org" else host) and len(rest) == 1:
        return f"https://{host}/"
    return f"https://{host}/{'/'.join(rest)}/"


def is_pages_host(host: str, repository: Repository) -> bool:
    """Whether pages at ``host`` are shown by the forge of ``repository`` under a name that it gave to somebody; a
    domain of one's own is not, nor are the names that the forges draw by lot (GitHub for private pages, GitLab for each
    project)."""
    ending = _PAGES.get(repository.host, "")
    name = repository.path.rpartition("/")[2].lower()
    drawn = (repository.host == "github.com" and host.endswith(".pages.github.io")) or (
        repository.host == "gitlab.com" and host.startswith(f"{name}-")
    )
    return bool(ending) and host.endswith(ending) and not drawn
