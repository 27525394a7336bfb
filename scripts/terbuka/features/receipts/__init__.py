"""Receipts with a code, by which a citizen sees the state of a case without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.receipts.record import Receipt
from terbuka.features.receipts.rules import receipt_problems
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.receipts.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="receipts",
    tables={"tanda-terima": Receipt},
    rules=lambda records, _law, _corpus: receipt_problems(records),
    shown=_shown,
)
