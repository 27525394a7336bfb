"""How single values look, as patterns that both JavaScript and Python read; whole values, without ``^`` and ``$``.

Promises: each accepts what ``terbuka check`` accepts of its type. What a pattern cannot know (whether the day
exists, the length of the name of a host) is left to the check.
"""

from __future__ import annotations

from terbuka.base.periods import DAY, PATTERNS
from terbuka.record.schema import Column

MOMENT = f"{DAY} {PATTERNS['jam']}"
WHOLE = "-?(0|[1-9][0-9]{0,14})"
ID = "[a-z0-9]+(-[a-z0-9]+)*"
FILE = r"[A-Za-z0-9](?!.*\.\.)[A-Za-z0-9._\-]{0,119}"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_REST = r"[!#-&(-;=?-\[\]_a-z~]*"
LINK = rf"[Hh][Tt][Tt][Pp][Ss]://({_LABEL}\.)+[A-Za-z0-9\-]*[A-Za-z][A-Za-z0-9\-]*(:[0-9]*)?([/?#]{_REST})?"
ONE_LINE = r"[^\r\n]*\S[^\r\n]*"
ANY = r"[\s\S]*\S[\s\S]*"

LONGEST_ID, LONGEST_LINK = 80, 2_000

_BY_TYPE = {
    "tanggal": (DAY, "tanggal seperti 2026-06-30 (tahun-bulan-hari)"),
    "waktu": (MOMENT, "waktu setempat seperti 2026-06-30 14:05"),
    "bilangan": (WHOLE, "angka saja, tanpa titik dan koma"),
    "id": (ID, "kode dari huruf kecil, angka, dan tanda hubung, misalnya profil-biro"),
    "berkas": (FILE, "nama berkas dari huruf, angka, titik, dan tanda hubung, tanpa spasi"),
    "tautan": (LINK, "alamat lengkap yang diawali https://"),
    "markdown": (ANY, ""),
}
#: Types whose values look one way, whatever the column.
TYPES = frozenset(_BY_TYPE) - {"markdown"}


def of(column: Column, kind: str) -> tuple[str, str]:
    """The pattern of one value of the type ``kind`` in ``column``, and the words for it (may be empty)."""
    if column.pattern:
        return column.pattern, column.pattern_words or ""
    return _BY_TYPE.get(kind, (ONE_LINE, "isinya dalam satu baris"))


def longest(column: Column, kind: str) -> int | None:
    """Most characters of one value."""
    return {"id": LONGEST_ID, "tautan": LONGEST_LINK}.get(kind, column.longest)
