"""What is kept of a receipt: never its code, and nothing about a person."""

from __future__ import annotations

from dataclasses import dataclass, field

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field

#: Registers that receipts are given for (UU 14/2008 Pasal 22 ayat (4)-(5); Perki 1/2021 Pasal 43).
RECEIPT_REGISTERS = ("permohonan", "keberatan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt that was given for the case ``case_id`` of ``register``: the fingerprint of its code (published) and
    the key that seals the state of the case (never published); both 64 hexadecimal digits."""

    register: str = key("register", needed=True)
    case_id: str = key("id_publik", needed=True)
    fingerprint: str = key("sidik", needed=True)
    key: str = key("kunci", needed=True)
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()
