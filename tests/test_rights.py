"""Which steps of a citizen live on a day, as Python counts; ``test_scripts.py`` reads the same table with scripts."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

import rights_table
import shelves
import trees
from terbuka.features.receipts import states as receipt_states
from terbuka.features.service.judge import service_of
from terbuka.features.service.record import REGISTERS
from terbuka.law import rights
from terbuka.law.clocks import Clockwork
from terbuka.record.records import build


@pytest.fixture(scope="module")
def work() -> Clockwork:
    return Clockwork(trees.own().laws["id"])


def found(work: Clockwork, days: dict[str, date]) -> dict[str, list[rights_table.Told]]:
    return {
        step: [
            rights_table.Told(
                event=t.event,
                grounds=t.ground_ids,
                start=t.starts_on.isoformat(),
                opens=t.opens.isoformat() if t.opens else "",
                last=t.last.isoformat() if t.last else "",
            )
            for t in rights.terms(work, step, days)
        ]
        for step in rights_table.STEPS
    }


def state(story: dict[str, Any], on: date) -> dict[str, Any] | None:
    """What would be sealed of the story's case on a day."""
    told = rights_table.row(story, on)
    if told is None:
        return None
    register, cells = told
    corpus = trees.own()
    law, body = corpus.laws["id"], corpus.bodies["biro-contoh"].body
    given = {"id_publik": "uji", "topik": "anggaran", "kanal": "surat"} | cells
    record = build(REGISTERS[register], given, corpus.schemas[register].columns)
    (case,) = service_of(shelves.records(body=body, **{register: (record,)}), law, on).cases[register]
    main = next(d for d in law.deadlines.values() if d.register == register and d.main)
    view: Any = SimpleNamespace(on=on, main_deadline=lambda _: main)
    return receipt_states.state(view, case, Clockwork(law, body), {})


@pytest.mark.parametrize("story", list(rights_table.stories()))
def test_story(story: dict[str, Any], work: Clockwork) -> None:
    for expected in story["harapan"]:
        told = rights_table.described(found(work, rights_table.days(story)), story, expected["hari"])
        assert told == {key: value for key, value in expected.items() if key != "hari"}, expected["hari"]


@pytest.mark.parametrize("story", list(rights_table.stories()))
def test_a_receipt_tells_the_same(story: dict[str, Any]) -> None:
    """What is sealed for the holder: of an answer it is not known whether it satisfies, so that one is always told."""
    for expected in story["harapan"]:
        made = state(story, date.fromisoformat(expected["hari"]))
        if made is None:
            continue
        step = "keberatan" if made["register"] == "permohonan" else "sengketa"
        wanted = expected.get(step, {})
        if "hasil" not in story["peristiwa"] and "dijawab" in made and step == "keberatan":
            assert "aman" in made
            continue
        ends = wanted.get("hidup", {}) | wanted.get("berakhir", {})
        assert made["aman"] == [wanted.get("buka", ""), wanted.get("anjuran") or max(ends.values())], expected["hari"]
        names = {"c": "batas-jawaban", "a": "jawaban", "d": "jawaban", "g": "jawaban"}
        several = {names.get(name, name): end for name, end in ends.items()}
        assert made.get("akhir") == (several if len(set(several.values())) > 1 else None)


def test_every_event_of_the_law_has_a_story(work: Clockwork) -> None:
    seen = set()
    for story in rights_table.stories():
        seen |= {t.event for terms in found(work, rights_table.days(story.values[0])).values() for t in terms}
    assert seen == {e.event for d in work.law.deadlines.values() for e in d.events}


def test_every_ground_of_the_act_has_its_own_start(work: Clockwork) -> None:
    named = [g for d in work.law.deadlines.values() for e in d.events for g in e.ground_ids]
    assert sorted(named) == sorted(work.law.grounds), "each ground once"


def test_what_is_our_reading_or_was_not_read_says_so(work: Clockwork) -> None:
    """Only objections have several starts; that each counts for itself is said by one sentence, as our reading."""
    assert {d.step for d in work.law.deadlines.values() if len(d.events) > 1} == {"keberatan"}
    assert work.law.sentences["tiap-alasan"].nature == "tafsir"
    assert work.law.sentences["sengketa-diam"].confirmed is False
    assert {d.id for d in work.law.deadlines.values() if d.confirmed is False} == {"pengajuan-sengketa-tanpa-tanggapan"}


def test_no_window_is_guessed(work: Clockwork) -> None:
    """A year without a calendar gives no first and no last day, and hides nothing that can be counted."""
    assert rights.terms(work, "keberatan", {"diterima": date(2030, 1, 7)}) == ()
    (term,) = rights.terms(work, "keberatan", {"diterima": date(2027, 12, 10), "lengkap": date(2027, 12, 20)})
    assert (term.starts_on, term.opens, term.last) == (date(2027, 12, 27), None, None), "the later end is not known"


def test_a_receipt_tells_what_can_be_counted_beside_what_cannot() -> None:
    """Refused late in 2027: the term of the silence ends before 2028, that of the refusal in it, without a calendar.
    While the first lives it is told; afterwards nothing is said to have ended."""
    story = {"peristiwa": {"diterima": "2027-11-01", "dijawab": "2027-12-10", "hasil": "a"}}
    alive, afterwards = (state(story, date.fromisoformat(day)) for day in ("2027-12-20", "2028-01-04"))
    assert alive is not None
    assert (alive["aman"], alive["lain"]) == (["", "2027-12-28"], True)
    assert afterwards is not None
    assert "aman" not in afterwards
