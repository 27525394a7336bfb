"""A point on the map."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Spot(NamedTuple):
    """A point in degrees, south and west negative; ``text`` as it was written."""

    latitude: Decimal
    longitude: Decimal
    text: str
