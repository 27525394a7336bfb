"""A register that the portal makes tables of: what the catalogue of data says of it. Each stands in its feature."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from terbuka.kit.view import BodyView


def _no_tables(_b: BodyView) -> Iterator[str]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A table that the portal makes of its own records. ``files`` are stems and endings below ``api/v1/<body>/``;
    a stem that ends in ``*`` stands for all that begin so, and ``tables`` tells their addresses from the records.
    ``rank`` is its place in the catalogue."""

    rank: int
    code: str
    page: str
    title: str
    text: str
    keywords: tuple[str, ...]
    frequency: str
    kept: Callable[[BodyView], bool]
    since: Callable[[BodyView], date | None]
    files: tuple[tuple[str, str], ...]
    tables: Callable[[BodyView], Iterator[str]] = _no_tables
    mark: str = "dataset"
    plain_names: bool = False


def kept_since(b: BodyView) -> date | None:
    """Since when the body keeps the registers of its service, by its own word."""
    return b.body.registers_since
