"""A document of a body as a file, and what an officer said about files and values that were looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedContact:
    """A value that looks personal but belongs to the office and may be read by all, with place and reason."""

    value: str = key("nilai", needed=True)
    where: str = key("tempat", needed=True)
    reason: str = key("alasan", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCheck:
    """That a post has looked at a document which cannot be searched whole; ``fingerprint`` is that of its content."""

    file: str = key("berkas", refers="berkas", needed=True)
    fingerprint: str = key("sidik", needed=True)
    checker: str = key("pemeriksa", needed=True)
    on: date = key("pada", needed=True)
    result: str | None = key("hasil")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file in ``berkas/``: ``size`` in bytes, ``has_text`` None when that cannot be told for its type."""

    name: str
    path: str
    kind: str
    size: int
    sha256: str
    has_text: bool | None = None
    page_count: int | None = None
