"""What a kind of record is: its columns, their types, limits and words, as ``schemas/`` describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from terbuka.base.problem import Place
from terbuka.record.fields import place_field

#: Practice, no article: what opens on a telephone; more than an assessor of one Komisi Informasi daerah takes.
ADVISED_BYTES = 2_000_000


#: More than the page of the repository takes by upload in a browser.
UPLOAD_BYTES = 25_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column or key of a kind of record, as its schema describes it; ``choices`` maps value to label.

    ``published`` says how the portal publishes a value: ``utuh`` whole, ``bulan`` its month, ``tidak`` not at
    all; ``not_before`` are the columns whose day may not be later than this one's.
    """

    name: str
    title: str
    text: str
    type: str
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    pattern: str | None = None
    pattern_words: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    longest: int | None = None
    #: The key of the same table, when it holds every value of this column.
    refers_to: str | None = None
    #: What else its values name: records, documents, pages (``portal.references``).
    target: str | None = None
    example: str | tuple[str, ...] | None = None
    privacy: str | None = None
    annex_i: bool = False
    published: str = "utuh"
    not_before: tuple[str, ...] = ()
    #: A new record is written like the one before unless something else is said.
    as_before: bool = False
    #: Whole numbers of money may be longer than others.
    money: bool = False
    columns: tuple[Column, ...] = ()
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One kind of record: ``shape`` is ``catatan``, ``daftar`` or ``tabel``.

    ``order`` is the column that the rows of a table are sorted by before its key; None: by the key alone.
    ``impersonal``: a register that may hold nothing about a person, so that an unknown column is refused as such.
    """

    kind: str
    title: str
    text: str
    shape: str
    key: str | None
    columns: tuple[Column, ...]
    order: str | None = None
    impersonal: bool = False
    place: Place = place_field()

    def column(self, name: str) -> Column:
        """The column called ``name``; raises KeyError when the schema has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def label(self, column: str, value: str) -> str:
        """The words for an allowed value, ``value`` itself when the schema does not list it."""
        return self.column(column).choices.get(value, value)
