"""What one column of a file is: its type, unit, codes; and its cells as the portal writes them.

Promises: pure; a column that is not wholly understood stays text as it is, and a cell with two readings is refused with
what it may mean (``NotRead``) instead of settled by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from terbuka.base.problem import shown
from terbuka.record import numerals, spreadsheet, values
from terbuka.record.schema import Column

UNIT = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_YES = {"ya": "ya", "tidak": "tidak", "true": "ya", "false": "tidak", "yes": "ya", "no": "tidak"}
_NAMED = {"lat": "lintang", "latitude": "lintang", "lintang": "lintang"}
_NAMED |= {"lon": "bujur", "lng": "bujur", "long": "bujur", "longitude": "bujur", "bujur": "bujur"}
_CODES = {"kode", "code", "id"}
#: With a point in it, what is named so is a code as well: 5.1 and 5.10 are two.
_DOTTED_CODES = {"no", "nomor", "rekening", "akun", "butir", "pasal", "bab", "versi", "klasifikasi"}
_MONTHLY = {"bulan", "periode", "masa", "month"}
#: A column with so few values, each so often on average, is one of reference codes.
_MOST_CHOICES, _ROWS_A_CHOICE = 12, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One column: ``choices`` in the order of their first row; ``unit`` what its title named in parentheses."""

    name: str
    title: str
    type: str
    required: bool
    unit: str = ""
    choices: tuple[str, ...] = ()
    #: The form of its numbers, where a person declared it and it matters.
    form: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a column before its cells: ``form`` its declared way of writing numbers, ``explicit`` when it
    was declared for this column alone; ``style`` the sign before decimals in the rest of the file."""

    name: str
    title: str
    form: str
    style: str
    explicit: bool = False


class NotRead(Exception):
    """Cells that nobody can read for certain: row from 0, code of the problem, facts."""

    def __init__(self, cells: Sequence[tuple[int, str, dict[str, Any]]]):
        super().__init__()
        self.cells = cells


_Kind = tuple[str, Callable[[str], str], str]


def column(about: About, cells: list[str], told: list[str]) -> tuple[Guess, list[str]]:
    """The column and its canonical cells; what was changed is added to ``told``. Raises ``NotRead``."""
    there = [cell for cell in cells if cell]
    unit = UNIT.search(about.title)
    kind, convert, why = next(_kinds(about, cells, told))
    made = [convert(cell) if cell else "" for cell in cells]
    changed = [(old, new) for old, new in zip(cells, made, strict=True) if old != new]
    if changed:
        old, new = changed[0]
        told.append(f"kolom {about.name}: {why}, {len(changed)} sel (“{shown(old, 40)}” → {shown(new, 40)})")
    number = kind in ("bilangan", "desimal")
    guess = Guess(
        name=about.name,
        title=(UNIT.sub("", about.title) if number and unit else about.title)[:100],
        type=kind,
        required=len(there) == len(cells),
        unit=unit[1].strip() if unit and number else "",
        choices=_choices(there) if kind == "teks" else (),
        form="desimal-titik" if kind == "desimal" and about.form and _all_open(made) else "",
    )
    return guess, made


def titled(text: str) -> str:
    """A title as a page shows it."""
    words = " ".join(text.replace("_", " ").split())
    return words[:1].upper() + words[1:]


def _all_open(cells: Sequence[str]) -> bool:
    """Whether the canonical cells can be taken for thousands: somebody said that they are none."""
    dotted = [cell for cell in cells if "." in cell]
    return bool(dotted) and all(numerals.two_readings(cell) for cell in dotted)


def _same(text: str) -> str:
    return text


def _kinds(about: About, cells: Sequence[str], told: list[str]) -> Iterator[_Kind]:
    """Types that every value of the column can have, the surest first; text at the end."""
    real = [(row, cell) for row, cell in enumerate(cells) if cell and not spreadsheet.is_empty_mark(cell)]
    there = [cell for _, cell in real]
    marks = [(row, cell) for row, cell in enumerate(cells) if cell and spreadsheet.is_empty_mark(cell)]
    empty = [(row, "tanda-kosong", {"isi": cell}) for row, cell in marks]
    try:
        for kind in _typed(about, real, told):
            if empty:
                raise NotRead(empty)
            yield kind
    except NotRead as refused:
        # Marks for nothing and numbers with two readings are told in one round.
        both = {cell[:2]: cell for cell in (*empty, *refused.cells)}
        raise NotRead([both[key] for key in sorted(both)]) from None
    if there and _all("koordinat", there) and not marks:
        yield "koordinat", _same, ""
    yield "teks", _same, ""


def _typed(about: About, real: Sequence[tuple[int, str]], told: list[str]) -> Iterator[_Kind]:
    """The types of numbers, of yes and no, and of days; nothing for a column without values."""
    there = [cell for _, cell in real]
    if not there:
        return
    titles = (about.title, about.name)
    money, words = numerals.is_money(*titles), set(about.name.split("_"))
    # A code is a name, whatever it is made of: 53.10 is not 53.1, and has no unit.
    coded = bool(_CODES & words) or any(re.fullmatch(r"-?0[0-9]+", cell) for cell in there)
    coded = coded or (not money and any(re.fullmatch(r"[0-9]{16,}", cell) for cell in there))
    if not coded:
        if ("tahun" in about.name or "year" in about.name) and _all("tahun", there):
            yield "tahun", _same, ""
        if set(there) == {"0", "1"} and not numerals.is_count(*titles):
            yield "angka-ya", _same, ""
        yield from _numbers(about, real, told)
    if {cell.casefold() for cell in there} <= _YES.keys():
        yield "ya-tidak", lambda text: _YES[text.casefold()], "ya dan tidak ditulis dengan satu cara"
    month_first = any(map(spreadsheet.only_month_first, there))
    days = [spreadsheet.day(cell, month_first=month_first)[0] for cell in there]
    if _all("tanggal", days):
        yield "tanggal", lambda text: spreadsheet.day(text, month_first=month_first)[0], "tanggal dibaca hari dahulu"
    if words & _MONTHLY and all(map(spreadsheet.month, there)):
        yield "teks", spreadsheet.month, "bulan ditulis dengan satu cara"


def _numbers(about: About, real: Sequence[tuple[int, str]], told: list[str]) -> Iterator[_Kind]:
    there, titles = [cell for _, cell in real], (about.title, about.name)
    if not about.form and _dotted_code(about, there):
        if any("." in cell for cell in there) and _all("desimal", there):
            told.append(
                f"kolom {about.name} tetap teks: 5.1 dan 5.10 dua kode yang berbeda; bila angka, tambahkan "
                f"angka.{about.name}=desimal-titik"
            )
        return
    try:
        numbers = numerals.numbers(there, form=about.form, file_style=about.style, titles=titles)
    except numerals.TwoReadings as both:
        row, cell = real[both.at]
        thousands, decimals = both.forms
        facts = {"isi": cell, "ribuan": both.readings[0], "desimal": both.readings[1]}
        facts |= {"tanda_ribuan": thousands, "tanda_desimal": decimals}
        raise NotRead([(row, "angka-dua-arti", facts)]) from None
    except numerals.NoReading:
        if about.explicit:
            raise NotRead([_not_so(real)]) from None
        return
    texts = [numbers.convert(cell) for cell in there]
    if numbers.whole and _all("bilangan", texts, money=numerals.is_money(*titles)):
        yield "bilangan", numbers.convert, numbers.why
    elif _all("desimal", texts):
        last = about.name.rpartition("_")[2]
        yield _NAMED.get(last, "desimal"), numbers.convert, numbers.why


def _dotted_code(about: About, there: Sequence[str]) -> bool:
    if numerals.is_rate(about.title, about.name):
        return False
    named = bool(_DOTTED_CODES & set(about.name.split("_"))) and any("." in cell for cell in there)
    return named or numerals.dotted_codes(there)


def _not_so(real: Sequence[tuple[int, str]]) -> tuple[int, str, dict[str, Any]]:
    """The first cell that is no number, in a column that was said to hold them."""
    kind = Column(name="x", title="", text="", type="desimal")
    row, cell = next((one for one in real if isinstance(values.read(one[1], kind), values.Wrong)), real[0])
    return row, "desimal-salah", {"isi": cell, "usul": "", "sebab": "", "sebab_en": ""}


def _all(kind: str, cells: Sequence[str], *, money: bool = False) -> bool:
    column_ = Column(name="x", title="", text="", type=kind, money=money)
    return not any(isinstance(values.read(cell, column_), values.Wrong) for cell in cells)


def _choices(there: list[str]) -> tuple[str, ...]:
    distinct = dict.fromkeys(there)
    few = 1 < len(distinct) <= _MOST_CHOICES and len(distinct) * _ROWS_A_CHOICE <= len(there)
    return tuple(distinct) if few and all(len(cell) <= 60 for cell in distinct) else ()


def keys(columns: Sequence[Guess], cells: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The fewest and leftmost full columns that tell all rows apart; measures tell nothing apart."""
    fit = [at for at, c in enumerate(columns) if c.required and c.type in ("teks", "tahun", "tanggal", "bilangan")]
    for size in (1, 2, 3):
        for chosen in combinations(fit[:8], size):
            kinds = [columns[at].type for at in chosen]
            # A count may happen to differ in each row: it is a key only as the first column, as a code is.
            if any(kind == "bilangan" and at > 0 for kind, at in zip(kinds, chosen, strict=True)):
                continue
            rows = list(zip(*(cells[at] for at in chosen), strict=True))
            if len(set(rows)) == len(rows):
                return tuple(columns[at].name for at in chosen)
    return ()
