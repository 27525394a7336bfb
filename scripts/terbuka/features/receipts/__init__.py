"""Receipts with a code, by which a citizen sees the state of a case without a name.

A code is 19 random Crockford symbols (95 bits) and a check symbol over a field of 32 elements: one wrong symbol and
any two that changed places are found. ``tanda-terima.csv`` holds SHA-256 of the code with the id of the body
(``sidik``, published) and another such hash (``kunci``, never published). The build seals the state of each case with
the key and publishes ``api/v1/<body>/status/<first two digits>.json``. Sealing is SIV (a synthetic nonce, so that
equal states give equal bytes) from HMAC-SHA256 and PBKDF2 with one round, because those are what the standard library
and a browser share; every sealed text has one length. ``cek-status.js`` does the same, and ``tests/test_receipts.py``
holds both together. Fingerprints and keys are ``privasi: sidik`` in their schema and never searched as text. The code
of the sample (``SAMPLE_CODE``) is known to all and opens a made-up case. Files with a code are refused where git
would keep or the site would show them. The page holds about 1.1 KB a receipt in the one file that a browser asks for:
with 10,000 receipts 46 KB (35 compressed), sealed in 0.3 s.
"""

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
