"""What the issue of each unit on a forge should say, and the document that carries it to where it is written.

Promises: pure. The text names days and no distances, so it changes only when something has; nothing that was typed is
read as Markdown, as a mention or as a reference. What comes back from a file is believed only if its sums are right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from terbuka.base.problem import shown
from terbuka.duties.agenda import DUTY, STATEMENT, WEEK, Agenda, Item, When
from terbuka.duties.verdict import BodyAssessment
from terbuka.kit import icalendar
from terbuka.law import routes
from terbuka.review.github import plain
from terbuka.review.report import weekday

VERSION = 1
#: GitHub refuses a text of more than 65,536 letters.
MOST_LETTERS = 60_000
#: Lines and letters of one part; the rest is counted.
MOST_ITEMS, MOST_LETTERS_OF_A_PART = 20, 12_000
MOST_ISSUES = 500
OPEN, CLOSED = "open", "closed"
_LONGEST_TITLE, _LONGEST_TEXT = 150, 200
_KEY = re.compile(r"<!-- terbuka:isu=[a-z0-9-]{1,100} -->")
_SUM = re.compile(r"<!-- terbuka:sidik=([0-9a-f]{64}) -->")
#: Signs that forges read before a word or number as a reference, besides those that ``plain`` takes apart.
_REFERENCE = re.compile(r"([!~%&$^])(?=\w)|(?<=\bgh)(-)(?=\d)", re.IGNORECASE)
_COMMAND = re.compile("terbuka [a-z]+")
_APART = "\u200b"
_BEARERS = {"pemohon": "Menunggu pemohon.", "komisi-informasi": "Di Komisi Informasi."}
_WRITTEN_BY = (
    "Ditulis oleh pemeriksaan malam, dan hanya diubah bila isinya berubah. Tulis tanggapan sebagai komentar; "
    "label `terbuka` jangan dilepas."
)
_ELSEWHERE = (
    "Batas waktu permohonan dan hal lain yang hanya untuk kantor tidak ditulis di sini, karena tempat ini terbuka bagi "
    "umum atau tidak diketahui tertutup. `terbuka due` di komputer kantor menyebut semuanya."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """``key`` is the first line of ``text``: by it the issue is found again. ``sum`` stands in its second line and
    differs when title, text or state do."""

    body_id: str
    key: str
    title: str
    text: str
    state: str
    sum: str


class Broken(Exception):
    """A document cannot be relied on; the text says what is wrong, in Indonesian."""


def issues(
    agenda: Agenda, bodies: Mapping[str, BodyAssessment], site_url: str = "", *, private: bool = False
) -> list[Issue]:
    """One issue a body, in the order of the agenda; none for samples. ``site_url`` ends in ``/``; without it, or while
    it leads nowhere, nothing is linked. ``private``: only the office reads the issue."""
    outside = agenda.told_outside(private=private)
    known = "" if routes.is_placeholder(site_url) else site_url
    return [_issue(outside, bodies[name], known, private) for name in outside.on if not bodies[name].body.sample]


def _issue(agenda: Agenda, assessed: BodyAssessment, site_url: str, private: bool) -> Issue:
    items = [one for one in agenda.of(assessed.body.id) if one.when is not When.LATER]
    # A gap of the service would tell outside that a request is late, though its line is left out.
    red = assessed.gate_count > 0 if private else any(assessed.counts(gap.obligation.id) for gap in assessed.gaps)
    waiting = red or any(one.bearer == "kantor" for one in items)
    parts = [*_parts(items, agenda, site_url), *_missing(agenda, assessed, site_url)]
    if not parts:
        parts = ["Tidak ada yang lewat, dan tidak ada yang jatuh tempo dalam 30 hari."]
    if not waiting:
        parts.append("Isu ini ditutup sekarang dan dibuka lagi bila ada yang perlu dikerjakan.")
    uncounted = agenda.uncounted[assessed.body.id]
    if uncounted:
        parts.append(f"Belum dapat dihitung: {uncounted} batas waktu yang berjalan, karena kalendernya belum ada.")
    text = "\n\n".join([*parts, *([] if private else [_ELSEWHERE]), _WRITTEN_BY])
    return issue(assessed.body.id, f"Yang perlu dikerjakan: {shown(assessed.body.name, _LONGEST_TITLE)}", text, waiting)


def issue(body_id: str, title: str, text: str, waiting: bool) -> Issue:
    """The issue of a body with its key and sum in front of ``text``."""
    key, state = f"<!-- terbuka:isu={body_id} -->", OPEN if waiting else CLOSED
    total = _sum(title, state, text)
    return Issue(
        body_id=body_id,
        key=key,
        title=title,
        text=f"{key}\n<!-- terbuka:sidik={total} -->\n\n{text}\n",
        state=state,
        sum=total,
    )


def _sum(title: str, state: str, text: str) -> str:
    return sha256(json.dumps([VERSION, title, state, text]).encode()).hexdigest()


def _parts(items: Sequence[Item], agenda: Agenda, site_url: str) -> Iterator[str]:
    parts: list[tuple[str, Callable[[Item], bool]]] = [
        ("Lewat batas", lambda one: one.when is When.LATE),
        ("Dalam tujuh hari", lambda one: one.due_on <= agenda.on[one.body_id] + WEEK),
        ("Berakhir dalam 30 hari", lambda one: one.kind is STATEMENT),
        ("Lainnya dalam 30 hari", lambda one: True),
    ]
    left = list(items)
    for heading, belongs in parts:
        here = [one for one in left if belongs(one)]
        left = [one for one in left if not belongs(one)]
        if here:
            yield f"### {heading} ({len(here)})\n\n" + "\n".join(_bounded([_line(one, site_url) for one in here]))


def _bounded(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    size = 0
    for line in lines[:MOST_ITEMS]:
        size += len(line)
        if size > MOST_LETTERS_OF_A_PART:
            break
        kept.append(line)
    rest = len(lines) - len(kept)
    return [*kept, f"- dan {rest} lainnya; `terbuka due` menyebut semuanya"] if rest else kept


def _line(item: Item, site_url: str) -> str:
    sentences = [f"**{weekday(item.due_on)}**: {_quoted(item.title)} ({item.kind.words})."]
    sentences += [_BEARERS[item.bearer]] if item.bearer in _BEARERS else []
    sentences += [_sentence(_quoted("; ".join(item.articles)))] if item.articles else []
    sentences += [_sentence(_quoted(item.note))] if item.note else []
    sentences += [_COMMAND.sub(r"`\g<0>`", item.kind.action)] if item.kind.action and item.bearer == "kantor" else []
    if site_url:
        address = routes.obligation(item.id) if item.kind is DUTY else icalendar.page(item)
        sentences.append(f"[Halamannya]({_address(site_url + address)}).")
    return "- " + " ".join(sentences)


def _missing(agenda: Agenda, assessed: BodyAssessment, site_url: str) -> Iterator[str]:
    number = agenda.missing[assessed.body.id]
    if number:
        stage = "" if assessed.counted else " Selama rintisan ini belum dihitung."
        page = (
            f" [Daftarnya]({_address(site_url + routes.body_page(assessed.body.id, 'ketersediaan'))})."
            if site_url
            else ""
        )
        yield (
            f"### Belum tercatat ({number})\n\n{number} informasi wajib belum tercatat sama sekali.{stage}{page} "
            "`terbuka check` menyebutnya satu per satu."
        )
    if first := agenda.first_steps.get(assessed.body.id):
        titles = "\n".join(f"- {_quoted(title)}" for title in first)
        yield f"### Mulai dari yang termudah\n\n{titles}\n\nUrutannya saran. `terbuka check` menunjukkan perintahnya."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "…")) else f"{text}."


def _quoted(text: str) -> str:
    apart = _REFERENCE.sub(lambda found: f"{found[0]}{_APART}", shown(text, _LONGEST_TEXT))
    return plain(apart)


def _address(url: str) -> str:
    return quote(url, safe=":/%#?=&-._~")


# --- the document ---------------------------------------------------------------------------------------------


def as_json(wanted: Sequence[Issue], *, whole: bool) -> str:
    """Shape: keys as documented in ``docs/answers.md``. ``whole``: no body of the portal is left out, so that issues of
    bodies that are not named may be closed."""
    document = {
        "versi": VERSION,
        "lengkap": whole,
        "isu": [
            {"badan": i.body_id, "kunci": i.key, "judul": i.title, "isi": i.text, "keadaan": i.state, "sidik": i.sum}
            for i in wanted
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def read_json(text: str) -> tuple[list[Issue], bool]:
    """Issues and ``whole`` of a document that ``as_json`` wrote; raises ``Broken`` for any other."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise Broken("bukan JSON, atau terpotong") from None
    if not isinstance(document, dict) or document.get("versi") != VERSION:
        raise Broken(f"bukan jawaban terbuka due --format forge versi {VERSION}")
    rows, whole = document.get("isu"), document.get("lengkap")
    if not isinstance(rows, list) or not isinstance(whole, bool) or len(rows) > MOST_ISSUES:
        raise Broken("isu atau lengkap tidak seperti semestinya")
    read = [_read(row, number) for number, row in enumerate(rows, 1)]
    if len({one.key for one in read}) < len(read):
        raise Broken("dua isu berkunci sama")
    return read, whole


def _read(row: Any, number: int) -> Issue:
    names = ("badan", "kunci", "judul", "isi", "keadaan", "sidik")
    if not isinstance(row, dict) or any(not isinstance(row.get(name), str) for name in names):
        raise Broken(f"isu ke-{number} tidak lengkap")
    _, _, text = row["isi"].partition("\n\n")
    again = issue(row["badan"], row["judul"], text.removesuffix("\n"), row["keadaan"] == OPEN)
    same = (again.key, again.text, again.state, again.sum) == (row["kunci"], row["isi"], row["keadaan"], row["sidik"])
    if not same or not _KEY.fullmatch(again.key) or len(again.text) > MOST_LETTERS:
        raise Broken(f"isi isu ke-{number} tidak cocok dengan sidiknya")
    return again


def marked(text: str) -> tuple[str, str] | None:
    """Key and sum in the first two lines of an issue's text; None when it is not one of ours. An issue whose second
    line was changed by hand has the sum ``""``."""
    lines = [line.rstrip() for line in text.split("\n", 2)]
    if not _KEY.fullmatch(lines[0]):
        return None
    total = _SUM.fullmatch(lines[1]) if len(lines) > 1 else None
    return lines[0], total[1] if total else ""
