"""The languages that pages of the service come in besides Indonesian: one catalogue a language, ``bahasa/<code>.po``.

Promises: a further language is a further catalogue and no code. The msgid is the Indonesian text of a template, or of
the law's data; what a catalogue lacks, or marks as fuzzy, stays Indonesian and is marked as such. Catalogues are part
of the program and trusted like its templates: they may hold HTML. Knows no page.

Indonesian is the original: its text in the template is the msgid. ``{{ _('…') }}`` and ``{% trans %}`` for content (a
missing one becomes a ``<span lang="id" data-asli>``), ``{{ polos('…') }}`` inside attributes, ``|kata`` for texts of
law and schemas (``10 hari kerja`` goes by the plural rules of the catalogue), ``|asli`` or ``{{ tanda_id }}`` for
what officers typed. A template stays one for all languages: what is Indonesian by nature (letters, scripts with
words) stands in ``{% if bahasa.is_original %}``. ``Portal.page`` keeps what a page of ``TRANSLATED`` was made with,
and ``editions`` makes it again below ``en/``, so that the two cannot part; canonical, ``hreflang`` (both ways,
``x-default`` Indonesian) and the switch come from ``Page.versions``. The switch of an untranslated page leads to
``#terjemahan`` on the home page of the language, which says what is translated. The theme asks for its words with
``t('…')``: context ``kerangka``. Other languages are not indexed: Pagefind would make an index of each. The code of a
language can be no body's (``routes.RESERVED``).

A sentence that code makes is a ``Told`` (``kit/told``): the msgid and its values, of which each knows what it is
(``Figure`` a number as written here, ``Word`` a word of the program, a day; a plain text was typed). ``str`` of it is
Indonesian, ``|ucap`` says it in the language of the page; ``test_languages.py`` reads the msgids out of the modules
in ``TELLING``. Of open data the list and the page of a dataset are translated: it shows the first rows of each table
and leads to the Indonesian pages for all of them, also where a dataset has one table. Downloads are not marked as
Indonesian one by one.
"""

from __future__ import annotations

import gettext
import io
import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from terbuka.law.routes import RESERVED

if TYPE_CHECKING:
    from babel import Locale

FOLDER = Path(__file__).with_name("bahasa")
#: The language of the records, of the templates, and of every page without a translation.
ORIGINAL = "id"
#: Context of the words around a page: they stand in attributes too, so a missing one is never marked.
FRAME = "kerangka"
#: In this context a language says its own name: the translation of ``Bahasa Indonesia``.
_NAME = "Bahasa Indonesia"
_COUNTED = re.compile(r"(\d+) (.+)")


class _Original(gettext.NullTranslations):
    """What is left where a catalogue has nothing: the Indonesian text, marked as Indonesian."""

    def gettext(self, message: str) -> str:
        return f'<span lang="{ORIGINAL}" data-asli>{message}</span>'

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code (as in ``lang``), its own name, its catalogue, its way to write days and numbers."""

    code: str
    name: str
    messages: gettext.NullTranslations
    plain_messages: gettext.NullTranslations
    frame: tuple[tuple[str, str], ...] = ()
    locale: Locale | None = None

    @property
    def is_original(self) -> bool:
        return self.code == ORIGINAL

    def plain(self, text: str) -> str:
        """The translation, or the Indonesian text as it is: for attributes, titles and descriptions."""
        return self.plain_messages.gettext(text)

    def has(self, text: str) -> bool:
        return self.plain_messages.gettext(text) != text

    def counted(self, text: str) -> str | None:
        """``10 hari kerja`` -> ``10 working days``, by the plural rules of the language; None when it is no such text
        or the catalogue does not know the unit."""
        match = _COUNTED.fullmatch(text)
        if not match:
            return None
        message = f"%(num)s {match[2]}"
        said = self.plain_messages.ngettext(message, message, int(match[1]))
        return None if said == message else said % {"num": self.number(int(match[1]))}

    def day(self, value: date | None) -> str:
        """``30 June 2026``; empty for no day."""
        from babel.dates import format_date

        return format_date(value, "long", locale=self.locale) if value else ""

    def span(self, start: date, end: date) -> str:
        """``2026``, ``2024–2026`` for whole years, else ``1 Jan – 30 Jun 2026``."""
        from babel.dates import format_interval

        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        return format_interval(start, end, "yMMMd", locale=self.locale)

    def number(self, value: float | Decimal, places: int = 0) -> str:
        from babel.numbers import format_decimal

        return format_decimal(value, format="#,##0" + ("." + "0" * places if places else ""), locale=self.locale)

    def clock(self, text: str) -> str:
        """``08:00`` as the language writes it."""
        from babel.dates import format_time

        return format_time(time.fromisoformat(text), "short", locale=self.locale)


def codes(folder: Path = FOLDER) -> tuple[str, ...]:
    """Codes of the languages with a catalogue, in order; Indonesian needs none."""
    return tuple(sorted(path.stem for path in folder.glob("*.po") if path.stem != ORIGINAL))


@cache
def language(code: str, folder: Path = FOLDER) -> Language:
    """The language with this code; ``id`` gives the texts back as they are."""
    if code == ORIGINAL:
        return Language(code, _NAME, gettext.NullTranslations(), gettext.NullTranslations())
    from babel import Locale
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    with (folder / f"{code}.po").open("rb") as file:
        catalogue = read_po(file)
    frame = tuple((str(m.id), str(m.string)) for m in catalogue if m.context == FRAME and m.string and not m.fuzzy)

    def compiled(fallback: gettext.NullTranslations | None) -> gettext.NullTranslations:
        out = io.BytesIO()
        write_mo(out, catalogue)
        out.seek(0)
        made = Translations(out)
        # Babel writes no plural rule of a language that it does not know, though it has read it.
        made.plural = gettext.c2py(catalogue.plural_expr)  # type: ignore[assignment]
        if fallback is not None:
            made.add_fallback(fallback)
        return made

    return Language(
        code=code,
        name=dict(frame).get(_NAME, code),
        messages=compiled(_Original()),
        plain_messages=compiled(None),
        frame=frame,
        # A language that Babel does not know writes days and numbers as Indonesian does.
        locale=catalogue.locale or Locale(ORIGINAL),
    )


def others() -> tuple[Language, ...]:
    """Every language besides Indonesian."""
    return tuple(language(code) for code in codes())


def reserved() -> frozenset[str]:
    """Names that stand at the top of the site and so can never be a body: its pages, and its languages."""
    return RESERVED | frozenset(codes())
