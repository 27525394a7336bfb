"""What a record of the law is to the program: its role (``peran``), a word of its schema, never its id.

Promises: pure. Ids belong to the data of one law; another law that fills in the same roles needs no code. What a
page asks for and a law does not have is left out of the page; what cannot be judged without is a problem
(``law/role_rules``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeVar


class HasRole(Protocol):
    @property
    def role(self) -> str | None: ...


R = TypeVar("R", bound=HasRole)


def bearing(records: Mapping[str, R], *roles: str) -> tuple[R, ...]:
    """The records that have one of ``roles``: role by role, those of one role in the order of the law."""
    return tuple(record for role in roles for record in records.values() if record.role == role)


def bearer(records: Mapping[str, R], role: str) -> R | None:
    """The first record that has ``role``; None when the law has none."""
    return next(iter(bearing(records, role)), None)
