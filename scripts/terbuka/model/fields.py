"""How a record declares the column that each field is read from."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from terbuka.problem import Place

NOWHERE = Place("")


def key(name: str, *, of: type | None = None, default: Any = None, needed: bool = False) -> Any:
    """Declare a field that is read from the column ``name``; ``of`` is the class of nested records."""
    metadata = {"key": name, "of": of}
    return field(metadata=metadata) if needed else field(default=default, metadata=metadata)


def place_field() -> Any:
    return field(default=NOWHERE, compare=False, repr=False)
