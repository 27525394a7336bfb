"""How a record declares the column that each field is read from."""

from __future__ import annotations

from dataclasses import field, fields
from typing import Any

from terbuka.base.problem import Place

NOWHERE = Place("")


def key(
    name: str, *, of: type | None = None, default: Any = None, needed: bool = False, refers: str | None = None
) -> Any:
    """Declare a field that is read from the column ``name``; ``of`` is the class of nested records, ``refers`` what the
    program takes for granted that its values name (``rujuk`` of its column)."""
    metadata = {"key": name, "of": of, "refers": refers}
    return field(metadata=metadata) if needed else field(default=default, metadata=metadata)


def fields_by_column(cls: type) -> dict[str, str]:
    """The fields of a record by the column that each is read from, in the order of the schema."""
    return {f.metadata["key"]: f.name for f in fields(cls) if "key" in f.metadata}


def place_field() -> Any:
    return field(default=NOWHERE, compare=False, repr=False)
