"""What the law says to a citizen: grounds, rights, channels, papers, sentences with their articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field

if TYPE_CHECKING:
    pass
from terbuka.law.record import ChannelBasis, StepBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionGround:
    """A ground of objection (UU 14/2008 Pasal 35); ``id`` is its letter."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str | None = key("uraian")
    event: str | None = key("peristiwa")
    role: str | None = key("peran")
    needs_no_number: bool = key("tanpa_nomor", needed=True)
    arises: str | None = key("timbul")
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, needed=True)
    rests_on: str | None = key("bersandar_pada")
    confirmed: bool | None = key("terkonfirmasi")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintChannel:
    """A way to complain (house: saluran pengaduan); ``body_contact`` is the key of the body that holds its address."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    group: str = key("kelompok", needed=True)
    body_contact: str | None = key("kontak_badan")
    purpose: str = key("untuk", needed=True)
    not_for: str | None = key("bukan_untuk")
    link: str | None = key("tautan")
    other_way: str | None = key("cara_lain")
    legal_basis: tuple[ChannelBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=ChannelBasis, default=())
    confirmed: bool = key("terkonfirmasi", needed=True)
    place: Place = place_field()


#: A time limit named in a sentence: ``{pemberitahuan}``, with ``+`` its extension.
LIMIT_MARK = re.compile(r"\{([^{}+]*)(\+?)\}")


#: What stands before the id of an indicator of the same body: ``{indikator:dijawab-tepat-waktu}``.
INDICATOR_MARK = "indikator:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One point of the notice of rights on the back of a form (Perki 1/2021 Lampiran VI).

    ``text`` names time limits by ``LIMIT_MARK``.
    """

    id: str = key("id", needed=True)
    form: str = key("formulir", needed=True)
    text: str = key("teks", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, needed=True)
    rests_on: str | None = key("bersandar_pada")
    confirmed: bool | None = key("terkonfirmasi")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence about the law that pages for citizens say (house: kalimat hukum).

    ``nature``: ``hukum`` (an article says it), ``tafsir`` (our reading of one), ``kebiasaan`` (practice) or ``saran``
    (prudent, ordered by no article). ``rests_on`` are the words of the article, in brief; ``pages`` where it is said.
    ``text`` names time limits by ``LIMIT_MARK``.
    """

    id: str = key("id", needed=True)
    pages: tuple[str, ...] = key("halaman", needed=True)
    role: str | None = key("peran")
    nature: str = key("jenis", needed=True)
    text: str = key("teks", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, default=())
    rests_on: str = key("bersandar_pada", needed=True)
    confirmed: bool = key("terkonfirmasi", needed=True)
    note: str | None = key("catatan")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterKind:
    """Who may ask, and the papers to enclose (house: syarat pemohon; Perki 1/2021 Pasal 27)."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    enclosed: str = key("sertakan", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, needed=True)
    rests_on: str | None = key("bersandar_pada")
    confirmed: bool | None = key("terkonfirmasi")
    place: Place = place_field()
