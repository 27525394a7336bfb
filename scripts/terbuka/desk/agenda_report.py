"""How the agenda is told: text for the morning, Markdown for an issue, JSON for programs.

Promises: pure; what was typed by anyone is shown as ``problem.shown`` shows it. Knows no rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from terbuka.base.problem import shown
from terbuka.desk.ages import as_line, as_values
from terbuka.duties.agenda import Agenda, Item, When
from terbuka.law.ages import Age
from terbuka.review.github import plain
from terbuka.review.report import weekday

_HEADINGS = {
    When.LATE: "LEWAT",
    When.TODAY: "HARI INI",
    When.SOON: "30 HARI KE DEPAN",
}
_BEARERS = {"pemohon": "menunggu pemohon", "komisi-informasi": "di Komisi Informasi"}


def as_text(agenda: Agenda, ages: Sequence[Age] = ()) -> str:
    """Body by body, the latest first; what lies further ahead than a month is only counted. How old program and law
    are closes it."""
    lines: list[str] = []
    for body_id, on in agenda.on.items():
        items = agenda.of(body_id)
        lines += [_title(agenda, body_id, items), ""]
        for state, heading in _HEADINGS.items():
            here = [item for item in items if item.when is state]
            if here:
                lines += [f"  {heading} ({len(here)})", *(f"  {line}" for line in _lines(here, on)), ""]
        lines += [f"  {line}" for line in _rest(agenda, body_id, items)] + [""]
    lines += [as_line(ages)] if ages else []
    return "\n".join(lines).rstrip("\n")


def _title(agenda: Agenda, body_id: str, items: tuple[Item, ...]) -> str:
    mark = " [DATA CONTOH]" if any(item.sample for item in items) else ""
    stage = "" if all(item.counted for item in items) else " (rintisan: belum dihitung)"
    return f"{shown(agenda.names[body_id])}{mark}, pada {weekday(agenda.on[body_id])}{stage}"


def _lines(items: list[Item], on: date) -> Iterator[str]:
    last: date | None = None
    for item in items:
        if item.due_on != last:
            yield f"{weekday(item.due_on)}{_distance(item.due_on, on)}"
            last = item.due_on
        told = [f"({_BEARERS[item.bearer]})"] if item.bearer in _BEARERS else []
        told += [f"[{item.kind.value}]"]
        yield f"  {shown(item.title)} {' '.join(told)}"
        if item.articles:
            yield f"    {shown('; '.join(item.articles))}"
        if item.note:
            yield f"    {shown(item.note)}"


def _distance(due_on: date, on: date) -> str:
    days = (due_on - on).days
    if not days:
        return ""
    return f", {-days} hari yang lalu" if days < 0 else f", {days} hari lagi"


def _rest(agenda: Agenda, body_id: str, items: tuple[Item, ...]) -> Iterator[str]:
    later = sum(item.when is When.LATER for item in items)
    missing, uncounted = agenda.missing[body_id], agenda.uncounted[body_id]
    if not any(item.when is not When.LATER for item in items):
        yield "Tidak ada yang lewat, dan tidak ada yang jatuh tempo dalam 30 hari."
    if later:
        yield f"Sesudah itu: {later} lagi (terbuka due --format json memuat semuanya)."
    if missing:
        yield f"Belum tercatat sama sekali: {missing} informasi wajib (terbuka check menyebutnya)."
    if uncounted:
        yield f"Belum dapat dihitung: {uncounted} batas waktu yang berjalan, karena kalendernya belum ada."


def as_markdown(agenda: Agenda, ages: Sequence[Age] = ()) -> str:
    """The same as lists of tasks, for the text of an issue; nothing in it is read as Markdown."""
    lines: list[str] = []
    for body_id, on in agenda.on.items():
        items = agenda.of(body_id)
        lines += [f"## {plain(_title(agenda, body_id, items))}", ""]
        for state, heading in _HEADINGS.items():
            here = [item for item in items if item.when is state]
            if here:
                lines += [f"### {heading.capitalize()} ({len(here)})", ""]
                lines += [_task(item, on) for item in here] + [""]
        lines += [plain(line) + "\n" for line in _rest(agenda, body_id, items)]
    lines += [plain(as_line(ages))] if ages else []
    return "\n".join(lines).rstrip("\n")


def _task(item: Item, on: date) -> str:
    told = [f"**{item.due_on}**{_distance(item.due_on, on)}: {plain(shown(item.title))}"]
    told += [plain(_BEARERS[item.bearer])] if item.bearer in _BEARERS else []
    told += [plain(shown("; ".join(item.articles)))] if item.articles else []
    told += [plain(shown(item.note))] if item.note else []
    return "- [ ] " + ". ".join(part.rstrip(".") for part in told) + "."


def as_json(agenda: Agenda, ages: Sequence[Age] = ()) -> str:
    """Shape: keys as documented in ``docs/answers.md``; days are ISO text."""
    document: dict[str, Any] = {
        "versi": 1,
        "umur": as_values(ages) if ages else None,
        "badan": [
            {
                "id": body_id,
                "nama": agenda.names[body_id],
                "pada": on.isoformat(),
                "belum_tersedia": agenda.missing[body_id],
                "belum_dapat_dihitung": agenda.uncounted[body_id],
                "butir": [_item(item) for item in agenda.of(body_id)],
            }
            for body_id, on in agenda.on.items()
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _item(item: Item) -> dict[str, Any]:
    return {
        "jenis": item.kind.value,
        "id": item.id,
        "judul": item.title,
        "jatuh_tempo": item.due_on.isoformat(),
        "keadaan": item.when.value,
        "penanggung": item.bearer,
        "register": item.register,
        "dasar_hukum": list(item.articles),
        "catatan": item.note or None,
        "dihitung": item.counted,
        "contoh": item.sample,
    }
