"""How numbers are written in Indonesian, how those of a column are, and what they can mean.

Promises: pure. ``221.543`` has two readings; it is read only where something certain settles it: another cell of the
column, the way the whole file is written, what the column measures, or the form that a person declared. ``NoReading``
says what else a column is, ``TwoReadings`` that somebody must be asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

#: Forms that a person may declare (``angka=ribuan-titik``), each with the sign before its decimals.
FORMS = {
    "ribuan-titik": ("Titik memisahkan ribuan (221.543 = dua ratus ribu)", ","),
    "desimal-titik": ("Titik adalah tanda desimal (221.543 = dua ratus koma lima)", "."),
    "ribuan-koma": ("Koma memisahkan ribuan (221,543 = dua ratus ribu)", "."),
    "desimal-koma": ("Koma adalah tanda desimal (221,543 = dua ratus koma lima)", ","),
}
_RUPIAH = re.compile(r"(?i)(?:rp\.?|idr)\s?(?=[-0-9])")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
#: By the sign before the decimals: what can only be written so.
_CERTAIN = {
    ",": re.compile(r"-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+)"),
    ".": re.compile(r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}|[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+)"),
}
_DECIMAL = re.compile(r"-?[0-9]+([.,])[0-9]+")
_TWO = re.compile(r"-?[1-9][0-9]{0,2}([.,])[0-9]{3}")


def _listed(*words: str) -> frozenset[str]:
    return frozenset(" ".join(words).split())


#: What is measured so has decimals: a share, an index, degrees.
_RATES = _listed(
    "% ‰ persen persentase prosentase proporsi indeks index laju gini ipm derajat",
    "lintang bujur latitude longitude lat lon lng long koordinat",
)
_COUNTS = _listed(
    "orang jiwa jumlah banyak banyaknya total unit buah kali kasus kejadian kk keluarga rumah desa kelurahan sekolah",
    "kecamatan pegawai permohonan keberatan dokumen korban ekor lembar",
)
_MONEY = _listed(
    "rupiah rp idr dolar usd belanja anggaran pagu pendapatan realisasi harga biaya nilai dana hibah utang",
)


class NoReading(Exception):
    """The column holds no numbers, or none in one way of writing."""


class TwoReadings(Exception):
    """Every number that could settle it is missing: ``at`` is the first cell with two readings, ``readings`` both."""

    def __init__(self, at: int, sign: str, readings: tuple[str, str]):
        super().__init__(sign)
        self.at, self.sign, self.readings = at, sign, readings

    @property
    def forms(self) -> tuple[str, str]:
        """The forms that settle it: the sign between thousands, the sign before decimals."""
        return ("ribuan-titik", "desimal-titik") if self.sign == "." else ("ribuan-koma", "desimal-koma")


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers: ``convert`` makes the canonical text of a cell; ``why`` says in words what it changes."""

    whole: bool
    convert: Callable[[str], str]
    why: str


def with_comma(text: str) -> str:
    """A number with a point before its decimals, as it is written here: ``3,5``."""
    return text.replace(".", ",")


def with_point(text: str) -> str:
    """A number with a comma before its decimals, as programs write it: ``3.5``."""
    return text.replace(",", ".")


def grouped(whole: int) -> str:
    """A whole number with points between thousands: ``1.234``."""
    return with_point(f"{whole:,}")


def written(value: float, places: int = 0) -> str:
    """A number as written here, rounded to ``places``: ``1.234,5``."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def exact(text: str) -> Fraction:
    """The exact value of ``95``, ``3,5`` or ``1/9``; raises ValueError for anything else."""
    return Fraction(with_point(text))


def words_of(title: str) -> set[str]:
    """The words of a title or unit, as the lists above have them."""
    return set(re.findall(r"[a-zà-ÿ]+|[%‰]", title.casefold()))


def is_rate(*titles: str) -> bool:
    """Whether a title or unit speaks of a share, an index or degrees: never of thousands."""
    return any(words_of(title) & _RATES for title in titles)


def is_count(*titles: str) -> bool:
    """Whether a title or unit speaks of things that are counted, so that 0 and 1 are numbers of them."""
    return any(words_of(title) & _COUNTS for title in titles)


def is_money(*titles: str) -> bool:
    """Whether a title or unit speaks of money, whose amounts may be long."""
    return any(words_of(title) & _MONEY for title in titles)


def two_readings(text: str) -> tuple[str, str] | None:
    """``221.543`` as a whole number and as a decimal with a point; None for what has one reading."""
    match = _TWO.fullmatch(text)
    return (text.replace(match[1], ""), with_point(text)) if match else None


def bare(text: str) -> str:
    """A number without the sign of the currency before it."""
    return _RUPIAH.sub("", text)


def style(cells: Sequence[str]) -> str:
    """The sign before decimals that the cells can only have been written with; empty when none tells or they differ."""
    signs = {sign for cell in map(bare, cells) for sign in (_sign(cell),) if sign}
    return signs.pop() if len(signs) == 1 else ""


def _sign(cell: str) -> str:
    """The sign before decimals that one cell tells; empty for a whole number, for two readings, for no number."""
    for sign, shape in _CERTAIN.items():
        if shape.fullmatch(cell):
            return sign
    match = _DECIMAL.fullmatch(cell)
    return match[1] if match and not _TWO.fullmatch(cell) else ""


def numbers(cells: Sequence[str], *, form: str, file_style: str, titles: Sequence[str]) -> Numbers:
    """How the cells of a column, none of them empty, are read. ``form`` was declared, else empty; ``file_style`` is the
    sign before decimals that the rest of the file tells. Raises ``NoReading`` and ``TwoReadings``."""
    plain = [bare(cell) for cell in cells]
    marked = [cell for cell in plain if not _WHOLE.fullmatch(cell)]
    if any(not (_sign(cell) or _TWO.fullmatch(cell)) for cell in marked):
        raise NoReading
    sign = FORMS[form][1] if form else _settled(cells, plain, file_style, titles)
    if any(_sign(cell) not in ("", sign) for cell in marked):
        raise NoReading
    thousands = "." if sign == "," else ","

    def convert(text: str) -> str:
        return with_point(bare(text).replace(thousands, ""))

    whole = not any(sign in cell for cell in marked)
    return Numbers(whole, convert, _said(cells, marked, sign, thousands, whole=whole))


def _said(cells: Sequence[str], marked: Sequence[str], sign: str, thousands: str, *, whole: bool) -> str:
    names = {".": "titik", ",": "koma"}
    if any(thousands in cell for cell in marked) and whole:
        return f"{names[thousands]} ribuan dihapus"
    if marked and sign == ",":
        return "koma desimal menjadi titik"
    if any(thousands in cell for cell in marked):
        return f"{names[thousands]} ribuan dihapus"
    return "Rp dihapus" if any(bare(cell) != cell for cell in cells) else ""


def _settled(cells: Sequence[str], plain: Sequence[str], file_style: str, titles: Sequence[str]) -> str:
    """The sign before decimals, where it is certain."""
    if own := style(plain):
        return own
    open_at = next((at for at, cell in enumerate(plain) if _TWO.fullmatch(cell)), None)
    if open_at is None:
        return "."
    match = _TWO.fullmatch(plain[open_at])
    sign = match[1] if match else "."
    other = "," if sign == "." else "."
    if any(other in cell for cell in plain):
        raise NoReading
    if is_rate(*titles):
        return sign
    # Rupiah have no thousandth part; and where decimals have commas, a point can only stand between thousands.
    if any(bare(cell) != cell for cell in cells) or file_style == other:
        return other
    whole, decimal = two_readings(plain[open_at]) or ("", "")
    raise TwoReadings(open_at, sign, (whole, with_comma(decimal)))


def dotted_codes(cells: Sequence[str]) -> bool:
    """Whether cells like ``5.1`` and ``5.10`` are names of parts, which would become one as numbers."""
    dotted = [cell for cell in cells if re.fullmatch(r"[0-9]{1,4}\.[0-9]{1,4}", cell)]
    lengths = {len(cell.partition(".")[2]) for cell in dotted}
    return len(lengths) > 1 and any(cell.endswith("0") for cell in dotted)


_LONGEST_NAME = 40
_TOTAL = re.compile(
    r"(?i)((sub|grand)[ -]?)?(jumlah|total)( (seluruhnya|keseluruhan|semua|total|umum|besar|akhir))?:?|rata[- ]?rata:?"
)


def is_total(text: str) -> bool:
    """Whether a cell names a row that sums up the others."""
    return text[:1] in " jJtTsSgGrR" and len(text) < _LONGEST_NAME and bool(_TOTAL.fullmatch(" ".join(text.split())))
