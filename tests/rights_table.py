"""The stories of ``scenarios/hak/``: which steps of a citizen live on a day, for the tests of both programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

import trees
from terbuka.record.strict_yaml import parse

STEPS = ("keberatan", "sengketa", "gugatan")
FILES = sorted((trees.TESTS / "scenarios/hak").glob("*.yml"))


@dataclass(frozen=True)
class Told:
    """A term as either program gives it: days are ISO text, ``last`` empty where it cannot be counted."""

    event: str
    grounds: tuple[str, ...]
    start: str
    opens: str
    last: str


def stories() -> Iterator[Any]:
    for file in FILES:
        node, problems = parse(file.read_text("utf-8"), file.name)
        assert node is not None, problems
        for entry in node.entries:
            story = entry.plain()
            assert story.keys() == {"nama", "peristiwa", "harapan"}, story["nama"]
            yield pytest.param(story, id=f"{file.stem}:{entry.line} {story['nama']}")


def days(story: dict[str, Any]) -> dict[str, date]:
    return {k: date.fromisoformat(v) for k, v in story["peristiwa"].items() if k not in ("hasil", "nomor")}


def row(story: dict[str, Any], on: date) -> tuple[str, dict[str, str]] | None:
    """The register and the cells that the office has of a story on a day: its newest case, so far as registers go.

    None for what stands in no register with receipts.
    """
    known = {name: day.isoformat() for name, day in days(story).items() if day <= on}
    if "keberatan" in known:
        if {"sengketa", "putusan"} & known.keys():
            return None
        cells = {"alasan": ["c"], "diterima_pada": known["keberatan"], "dicatat_pada": known.get("dicatat")}
        if "ditanggapi" in known:
            cells |= {"ditanggapi_pada": known["ditanggapi"], "putusan_atasan": "ditolak"}
        return "keberatan", {k: v for k, v in cells.items() if v}
    if "diterima" not in known:
        return None
    cells = {"diterima_pada": known["diterima"], "dinyatakan_lengkap_pada": known.get("lengkap")}
    cells["diperpanjang_pada"] = known.get("diperpanjang")
    if "dijawab" in known:
        cells |= {"dijawab_pada": known["dijawab"], "putusan": "dikabulkan-sebagian"}
    return "permohonan", {k: v for k, v in cells.items() if v}


def described(found: dict[str, Iterable[Told]], story: dict[str, Any], on: str) -> dict[str, Any]:
    """What a story says, from what a program found: of an answer only the ground that the visitor names."""
    result = story["peristiwa"].get("hasil", "")
    made: dict[str, Any] = {}
    for step in STEPS:
        ends: dict[str, str] = {}
        opens: list[str] = []
        for term in found[step]:
            grounds = term.grounds if term.event != "jawaban" else (result,) if result else ()
            for name in grounds or ((term.event,) if step != "keberatan" else ()):
                ends[name] = term.last
                opens += [term.opens] if term.opens > term.start else []
        parts: dict[str, Any] = {
            "hidup": {n: d for n, d in sorted(ends.items()) if d >= on},
            "berakhir": {n: d for n, d in sorted(ends.items()) if d < on},
            "anjuran": min((d for d in ends.values() if d >= on), default=None),
            "buka": min(opens, default=None),
        }
        if parts := {key: value for key, value in parts.items() if value}:
            made[step] = parts
    return made
