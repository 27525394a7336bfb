"""Records and findings by their class: what holds them names no feature, and the type checker keeps each type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

T = TypeVar("T")
S = TypeVar("S", bound="Shelved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """Holds, by class: rows of a kind (a tuple, or None when they are not kept or have problems), records by id (a
    mapping), or one state."""

    shelf: Mapping[type, Any] = field(default_factory=dict, repr=False)

    def rows(self, cls: type[T]) -> tuple[T, ...] | None:
        """The rows of a kind; None when the register is not kept here, or has problems."""
        rows: tuple[T, ...] | None = self.shelf.get(cls)
        return rows

    def every(self, cls: type[T]) -> tuple[T, ...]:
        """The rows of a kind, none when there are none to speak of."""
        return self.rows(cls) or ()

    def named(self, cls: type[T]) -> Mapping[str, T]:
        """Records by their id, in the order of their file."""
        records: Mapping[str, T] = self.shelf.get(cls) or {}
        return records

    def get(self, cls: type[T]) -> T:
        """The one state of that class; an empty one where nothing was judged."""
        state = self.shelf.get(cls)
        return cls() if state is None else state

    def maybe(self, cls: type[T]) -> T | None:
        """The one record of that class; None when there is none."""
        record: T | None = self.shelf.get(cls)
        return record

    def put(self: S, cls: type[T], value: tuple[T, ...] | Mapping[str, T] | T | None) -> S:
        """The same with ``value`` in the place of what was held of that class."""
        return replace(self, shelf={**self.shelf, cls: value})
