"""The code on a receipt, and what may be known without it: a fingerprint, a key, a sealed state.

Promises: pure, except ``draw``, which asks the system for randomness. A code holds 95 random bits, so a plain SHA-256
of it cannot be guessed backwards, and no slow hash is needed. From the fingerprint nobody comes to the code or to the
key, from the key nobody to the code. What is sealed is the same bytes for the same state: a build can be repeated.

``status.js`` and ``cek-status.js`` do the same with the browser's own means; a test compares both.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any

#: Crockford's letters: no I, L, O and U, so that nothing is read as something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Random symbols of five bits each, and the check symbol behind them.
RANDOM_SYMBOLS = 19
LENGTH = RANDOM_SYMBOLS + 1
GROUP = 4
#: Every sealed state has this many bytes inside, so that its length tells nothing.
SEALED_BYTES = 768
_MARK = "terbuka:tanda-terima:1"
_NONCE_BYTES = 16
_SAID_ALIKE = str.maketrans("ILO", "110")


class NotACode(Exception):
    """``reason`` is ``huruf`` (a sign that no code has), ``panjang`` (too short or too long) or ``cek`` (a typo)."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def _times_two(value: int) -> int:
    """Doubling in the field of 32 elements (x^5 + x^2 + 1)."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def check_symbol(symbols: str) -> str:
    """The symbol behind ``symbols``: each place counts with another power of two in a field of 32, so that any one
    wrong symbol and any two that changed places are found."""
    total = 0
    for symbol in symbols:
        total = _times_two(total ^ ALPHABET.index(symbol))
    return ALPHABET[total]


def draw() -> str:
    """A new code in its groups: ``7K3M-9QXT-2B4D-W8HN-P5RC``."""
    return grouped(with_check("".join(secrets.choice(ALPHABET) for _ in range(RANDOM_SYMBOLS))))


def with_check(symbols: str) -> str:
    return symbols + check_symbol(symbols)


def grouped(code: str) -> str:
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """The bare code that somebody typed, in capitals and without dashes; raises ``NotACode``."""
    code = "".join(typed.split()).replace("-", "").upper().translate(_SAID_ALIKE)
    if any(symbol not in ALPHABET for symbol in code):
        raise NotACode("huruf")
    if len(code) != LENGTH:
        raise NotACode("panjang")
    if check_symbol(code[:-1]) != code[-1]:
        raise NotACode("cek")
    return code


def fingerprint(body_id: str, code: str) -> str:
    """What the portal keeps and publishes of a code: SHA-256 as 64 hexadecimal digits."""
    return _derived("sidik", body_id, code)


def key(body_id: str, code: str) -> str:
    """What the office's repository keeps to seal the state of the case: 64 hexadecimal digits."""
    return _derived("kunci", body_id, code)


def _derived(purpose: str, body_id: str, code: str) -> str:
    return hashlib.sha256(f"{_MARK}:{purpose}:{body_id}:{read(code)}".encode()).hexdigest()


def seal(key_hex: str, state: Mapping[str, Any]) -> str:
    """A state that only the holder of the code can read, as base64.

    A synthetic nonce (the first 16 bytes of HMAC-SHA256 over the padded text) and then the text under a key stream
    of PBKDF2-HMAC-SHA256 with one round: SIV (as in RFC 5297, with other primitives) over the two that both the
    standard library and every browser have. Equal states give equal bytes, different ones different nonces.
    Raises ValueError for a state that does not fit.
    """
    text = json.dumps(state, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    if len(text) > SEALED_BYTES:
        raise ValueError("state too long to be sealed")
    padded = text.ljust(SEALED_BYTES)
    nonce = _nonce(key_hex, padded)
    return base64.b64encode(nonce + _under_stream(key_hex, nonce, padded)).decode()


def unseal(key_hex: str, sealed: str) -> dict[str, Any]:
    """The state; raises ValueError when the key is another one or a bit was changed."""
    raw = base64.b64decode(sealed, validate=True)
    nonce, padded = raw[:_NONCE_BYTES], _under_stream(key_hex, raw[:_NONCE_BYTES], raw[_NONCE_BYTES:])
    if not hmac.compare_digest(nonce, _nonce(key_hex, padded)):
        raise ValueError("sealed with another key")
    made: dict[str, Any] = json.loads(padded)
    return made


def _nonce(key_hex: str, padded: bytes) -> bytes:
    return hmac.digest(bytes.fromhex(key_hex), f"{_MARK}:nonce:".encode() + padded, "sha256")[:_NONCE_BYTES]


def _under_stream(key_hex: str, nonce: bytes, text: bytes) -> bytes:
    salt = f"{_MARK}:arus:".encode() + nonce
    stream = hashlib.pbkdf2_hmac("sha256", bytes.fromhex(key_hex), salt, 1, dklen=len(text))
    return bytes(a ^ b for a, b in zip(text, stream, strict=True))
