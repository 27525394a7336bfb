"""The rules of judging as stories that a lawyer can read, correct and add to: ``tests/scenarios/*.yml``.

A story has ``nama`` (a sentence), short forms of ``kewajiban``, ``daftar`` (register entries), ``pernyataan``,
``pemenuhan``, ``paket`` with ``dokumen_paket``, ``dikecualikan``, ``badan`` and ``peraturan``, perhaps ``induk`` (the
body above, with a ``daftar`` of its own), and ``harapan``: what is expected of a duty (the first one, unless named) or
of excluded information (``informasi``) on a day, at the office or, with ``di: induk``, at the body above. What is left
out has the value that changes nothing. A story with ``kalender`` (years) is counted with the portal's own calendars,
those of ``kalender_perkiraan`` as they stand before their decree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

import shelves
import trees
from terbuka.base.periods import Period
from terbuka.base.problem import reasons
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import Fulfilment, Package, PlannedDuty, RegisterEntry, Statement
from terbuka.duties.verdict import Judgement
from terbuka.features.evaluation.record import EvidenceFlag
from terbuka.features.exclusions.judge import OPENING
from terbuka.features.exclusions.record import AssessedExclusion, Exclusion, ExclusionState
from terbuka.law.body import Body, LocalDayOff
from terbuka.law.law import Law
from terbuka.law.record import Condition, Dated, Instrument, LegalBasis, Obligation, PackageDocument, PeriodLimit
from terbuka.law.roles import bearing
from terbuka.portal.judging import assess, assessed_days
from terbuka.record.files import Document
from terbuka.record.strict_yaml import parse

SCENARIOS = sorted((trees.TESTS / "scenarios").glob("*.yml"))
STORY_KEYS = {"nama", "badan", "peraturan", "kewajiban", "daftar", "pernyataan", "harapan"}
STORY_KEYS |= {"pemenuhan", "induk", "paket", "dokumen_paket", "dikecualikan", "kalender", "rencana"}
STORY_KEYS |= {"kalender_perkiraan"}


def stories() -> Iterator[Any]:
    for file in SCENARIOS:
        node, problems = parse(file.read_text("utf-8"), file.name)
        assert node is not None, problems
        for entry in node.entries:
            story = entry.plain()
            assert story.keys() <= STORY_KEYS, f"{file.name}:{entry.line}: {story.keys() - STORY_KEYS}"
            yield pytest.param(story, id=f"{file.stem}:{entry.line} {story['nama']}")


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def dated(value: Any) -> tuple[Dated, ...]:
    spans = [{"mulai": "2021-06-30", "nilai": value}] if isinstance(value, str) else value
    return tuple(Dated(from_on=date.fromisoformat(s["mulai"]), value=s["nilai"]) for s in spans or ())


def period_limits(value: Any) -> tuple[PeriodLimit, ...]:
    spans = [{"mulai": "2021-06-30", "nilai": value}] if isinstance(value, str) else value
    return tuple(
        PeriodLimit(
            from_on=date.fromisoformat(s["mulai"]),
            value=s["nilai"],
            confirmed=s.get("terkonfirmasi", "ya") == "ya",
            why="Karangan",
        )
        for s in spans or ()
    )


def obligation(short: dict[str, Any]) -> Obligation:
    basis = [
        LegalBasis(instrument_id="uji", article="Pasal 1", from_on=day(b["mulai"]), until=day(b.get("sampai")))
        for b in short.get("dasar", [{"mulai": "2010-01-01"}])
    ]
    conditions = short.get("berlaku_jika", {}).items()
    return Obligation(
        id=short["id"],
        title=short["id"],
        title_en=short["id"],
        nature=short.get("jenis", "terbit"),
        judged=short.get("dinilai", "sendiri"),
        bearer=short.get("satuan", "unit"),
        set_by="ppid",
        umbrella_id=short.get("induk"),
        intervals=dated(short.get("selang")),
        yearly_due=dated(short.get("tahunan")),
        period_limits=period_limits(short.get("usia_periode")),
        legal_basis=tuple(basis),
        applies_if=tuple(Condition(trait=trait, values=(value,)) for trait, value in conditions),
        confirmed=True,
    )


def entry(short: dict[str, Any]) -> RegisterEntry:
    place = short.get("tempat", "berkas")
    start, _, end = short.get("periode", "").partition("..")
    return RegisterEntry(
        id=short["id"],
        number=1,
        title=short["id"],
        summary="Ringkasan",
        holder="Tata Usaha",
        maker="Tata Usaha",
        made_when="2026",
        made_where="Kota Uji",
        medium="elektronik",
        retention="5 tahun",
        information_class="berkala",
        obligation_ids=tuple(short.get("melayani", ())),
        period_from=day(start),
        period_until=day(end),
        announced_on=day(short.get("diumumkan")),
        confirmed_on=day(short.get("dikonfirmasi")),
        document_status=short.get("dokumen", "ditetapkan"),
        files=("a.pdf",) if place == "berkas" else (),
        link="https://uji.example/" if place == "tautan" else None,
        portal_page=place if place not in ("berkas", "tautan", "tidak-ada") else None,
        language="id",
        licence="cc-by-4.0",
    )


def exclusion(short: dict[str, Any]) -> Exclusion:
    ends = day(short.get("sampai"))
    return Exclusion(
        id=short["id"],
        number=1,
        title=short["id"],
        ground_ids=("a",),
        partial=False,
        harm_if_open="Akibat",
        gain_if_closed="Manfaat",
        tested_on=date(2020, 1, 1),
        decision="1/KEP",
        decided_on=day(short.get("ditetapkan")) or date(2020, 1, 2),
        approved_by="Sekretaris Daerah",
        term=short.get("jangka", "sampai-tanggal" if ends else "selama-diperlukan"),
        last_on=ends,
        review_on=day(short.get("ditinjau")),
        opening_decision="2/KEP" if "dibuka" in short else None,
        opening_on=day(short.get("dibuka")),
        opening_entry_id=short.get("entri"),
    )


def own_law() -> Law:
    """The law as the repository has it: its calendars and the clock of the PPID's declaration."""
    return trees.own().laws["id"]


def statement(short: dict[str, Any]) -> Statement:
    return Statement(
        id=f"{short['kewajiban']}-{short['tanggal']}",
        obligation_id=short["kewajiban"],
        kind=short["jenis"],
        reason="Alasan",
        ground="Dasar",
        signer="Kepala Kantor Uji",
        signed_on=date.fromisoformat(short["tanggal"]),
        until=date.fromisoformat(short["hingga"]),
    )


def fulfilment(short: dict[str, Any]) -> Fulfilment:
    return Fulfilment(
        id=f"{short['kewajiban']}-{short['tanggal']}",
        obligation_id=short["kewajiban"],
        way=short["cara"],
        body_id="induk" if "entri" in short else None,
        entry_id=short.get("entri"),
        portal_id="sirup" if short["cara"] == "portal-nasional" else None,
        title=short.get("dokumen", "Dokumen"),
        period_until=day(short.get("meliput_sampai")),
        link="https://uji.example/" if "diperiksa" in short else None,
        link_checked_on=day(short.get("diperiksa")),
        reason="Alasan",
        ground="Dasar",
        signer="Kepala Kantor Uji",
        signed_on=date.fromisoformat(short["tanggal"]),
        until=date.fromisoformat(short["hingga"]),
    )


def promise(short: dict[str, Any]) -> PlannedDuty:
    due_on = date.fromisoformat(short["paling_lambat"])
    return PlannedDuty(obligation_id=short["kewajiban"], due_on=due_on, set_by="Kepala Kantor Uji")


def package(short: dict[str, Any]) -> Package:
    return Package(
        id=short["id"],
        name=short["id"],
        year=2026,
        method=short.get("metode", "tender"),
        construction=short.get("konstruksi") == "ya",
        handed_over_on=day(short.get("serah_terima")),
        entry_ids=tuple(short.get("entri", ())),
    )


def document(short: dict[str, Any]) -> PackageDocument:
    conditions = short.get("bila", {}).items()
    return PackageDocument(
        id=short["salah_satu"][0],
        title=short["salah_satu"][0],
        obligation_ids=tuple(short["salah_satu"]),
        applies_if=tuple(Condition(trait=trait, values=(value,)) for trait, value in conditions),
        confirmed=True,
    )


def body(short: dict[str, Any]) -> Body:
    traits: dict[str, str | bool] = {"jenis_badan": "pemerintah-daerah", "pendidikan_umum": False}
    traits |= {k: {"ya": True, "tidak": False}.get(v, v) for k, v in short.get("sifat", {}).items()}
    return Body(
        id="kantor",
        name="Kantor Uji",
        short_name="Kantor Uji",
        sample="hari_contoh" in short,
        sample_day=day(short.get("hari_contoh")),
        stage=short.get("tahap", "berjalan"),
        pilot_until=day(short.get("rintisan_sampai")),
        form=short.get("bentuk", "unit-kerja"),
        jurisdiction_id="id",
        parent_name="Pemerintah Provinsi Uji",
        ppid_role="pelaksana",
        traits=traits,
        time_zone=short.get("zona_waktu", "Asia/Makassar"),
        address=short.get("alamat"),
        local_days_off=tuple(
            LocalDayOff(on=date.fromisoformat(text), name="Libur setempat", decree="Keputusan uji")
            for text in short.get("libur_setempat", [])
        ),
        source="Karangan",
    )


def corpus(story: dict[str, Any]) -> Corpus:
    instrument = Instrument(
        id="uji",
        name="Perki Uji",
        title="Perki Uji",
        confirmed=True,
        until=day(story.get("peraturan", {}).get("sampai")),
    )
    duties = [obligation(short) for short in story.get("kewajiban", [])]
    years, guesses = ([int(year) for year in story.get(key, [])] for key in ("kalender", "kalender_perkiraan"))
    law = Law(
        jurisdiction_id="id",
        instruments={"uji": instrument},
        obligations={o.id: o for o in duties},
        steps={},
        topics={},
        soon=Period.parse("P30D"),
        opening_window=60,
        deadlines={d.id: d for d in bearing(own_law().deadlines, OPENING)},
        calendar_years=tuple(
            replace(y, status="perkiraan", decree=None) if y.year in guesses else y
            for y in own_law().calendar_years
            if y.year in years
        ),
        package_documents={d.id: d for d in map(document, story.get("dokumen_paket", []))},
    )
    records = shelves.records(
        body=body(story.get("badan", {})),
        register=tuple(entry(short) for short in story.get("daftar", [])),
        statements=tuple(statement(short) for short in story.get("pernyataan", [])),
        exclusions=tuple(exclusion(short) for short in story.get("dikecualikan", [])),
        fulfilments=tuple(fulfilment(short) for short in story.get("pemenuhan", [])),
        plan=tuple(promise(short) for short in story.get("rencana", [])),
        packages=tuple(package(short) for short in story.get("paket", [])),
        documents={"a.pdf": Document(name="a.pdf", path="a.pdf", kind="pdf", size=1, sha256="")},
    )
    if "induk" not in story:
        return Corpus(laws={"id": law}, bodies={"kantor": records}, schemas={})
    records = replace(records, body=replace(records.body, parent_id="induk", parent_name=None))
    above = replace(body({"bentuk": "badan-publik"}), id="induk", name="Pemerintah Provinsi Uji")
    parent = shelves.records(body=above, register=tuple(entry(short) for short in story["induk"].get("daftar", [])))
    return Corpus(laws={"id": law}, bodies={"kantor": records, "induk": parent}, schemas={})


def said(value: Any) -> Any:
    return [said(v) for v in value] if isinstance(value, list | tuple) else str(value)


def described(judgement: Judgement, expected: dict[str, Any]) -> dict[str, Any]:
    """The judgement in the words of a story; keys that a story need not name only when it names them."""
    told = {
        "status": judgement.status.value,
        "jatuh_tempo": str(judgement.due_on) if judgement.due_on else None,
        "alasan": judgement.reason or None,
        "bagian": f"{judgement.covered} dari {judgement.needed}" if judgement.needed else None,
    }
    told = {key: value for key, value in told.items() if value is not None}
    asked = {
        "ditanya": judgement.asked,
        "dihitung": "ya" if judgement.counted else "tidak",
        "bukti": [e.entry.id for e in judgement.evidence],
        "fakta": {key: said(judgement.facts[key]) for key in expected.get("fakta", {})},
    }
    return told | {key: value for key, value in asked.items() if key in expected}


def told(made: AssessedExclusion, expected: dict[str, Any]) -> dict[str, Any]:
    """What follows for excluded information, in the words of a story: its state, and the days that it names."""
    days = {
        "batas": made.due_on,
        "diingatkan": made.warn_on,
        "terbuka": made.open_since,
        "lewat_tinjau": made.review_since,
        "tanpa_kalender": made.missing_year,
    }
    flags = {"perkiraan": made.estimated, "terlambat_ditetapkan": made.declared_late}
    all_of_it = {name: str(value or "tidak-ada") for name, value in days.items()}
    all_of_it |= {name: "ya" if value else "tidak" for name, value in flags.items()}
    return {"keadaan": made.state.value} | {name: all_of_it[name] for name in expected if name in all_of_it}


def test_some_were_found() -> None:
    assert len(list(stories())) > 40


@pytest.mark.parametrize("story", list(stories()))
def test_story(story: dict[str, Any]) -> None:
    read = corpus(story)
    for expected in story["harapan"]:
        on = date.fromisoformat(expected.pop("hari"))
        assessed = assess(read, dict.fromkeys(read.bodies, on)).bodies[expected.pop("di", "kantor")]
        if "keadaan" in expected:
            assert ("ya" if assessed.gate_count else "tidak") == expected.pop("gerbang", "tidak"), on
            rows = {made.row.id: made for made in assessed.every(AssessedExclusion)}
            made = rows[expected.pop("informasi", story["dikecualikan"][0]["id"])]
            assert told(made, expected) == expected, on
            continue
        named = expected.pop("kewajiban", None) or story["kewajiban"][0]["id"]
        if "titipan" in expected:
            assert [o.judgement.obligation.id for o in assessed.owed] == expected.pop("titipan")
        if "serentak" in expected:
            assert str(assessed.bulk_confirmed_on or "tidak-ada") == expected.pop("serentak")
        if "dihitung_gerbang" in expected:
            assert [j.obligation.id for j in assessed.gate_gaps] == expected.pop("dihitung_gerbang"), on
        if "gerbang" in expected:
            assert ("ya" if assessed.gate_gaps else "tidak") == expected.pop("gerbang")
        if expected["status"] == "di-luar-katalog":
            assert named not in assessed.judgements, on
            continue
        assert described(assessed.judgements[named], expected) == expected, on


def test_every_reason_has_a_story() -> None:
    said_of = {e.get("alasan") for story in stories() for e in story.values[0]["harapan"]}
    of_evidence = {flag.value for flag in EvidenceFlag}  # worked out in test_monev
    assert said_of - {None} == set(reasons()) - of_evidence


def test_every_state_of_an_exclusion_has_a_story() -> None:
    expected = [e for story in stories() for e in story.values[0]["harapan"]]
    assert {e["keadaan"] for e in expected if "keadaan" in e} == {state.value for state in ExclusionState}


def test_the_tally_adds_up() -> None:
    for story in stories():
        read = corpus(story.values[0])
        for expected in story.values[0]["harapan"]:
            tally = (
                assess(read, dict.fromkeys(read.bodies, date.fromisoformat(expected["hari"]))).bodies["kantor"].tally
            )
            others = (
                tally.not_applicable,
                tally.references,
                tally.events,
                tally.processes,
                tally.details,
                tally.by_parts,
                tally.by_parent,
            )
            assert tally.catalogue == tally.judged + sum(others)
            assert tally.judged == sum(tally.by_status.values())
            assert tally.catalogue == sum(tally.by_nature.values())


# --- which day it is -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Jakarta", "2026-06-30"), ("Asia/Makassar", "2026-07-01"), ("Asia/Jayapura", "2026-07-01")],
)
def test_the_day_of_the_office(zone: str, expected: str) -> None:
    """At 16.30 UTC it is still 23.30 in Jakarta, and half past midnight in Makassar."""
    read = corpus({"kewajiban": [], "badan": {"zona_waktu": zone}})
    now = datetime(2026, 6, 30, 16, 30, tzinfo=UTC)
    assert assessed_days(read, now) == {"kantor": date.fromisoformat(expected)}


def test_a_sample_has_its_own_day() -> None:
    read = corpus({"kewajiban": [], "badan": {"hari_contoh": "2026-06-30"}})
    now = datetime(2036, 1, 1, tzinfo=UTC)
    assert assessed_days(read, now) == {"kantor": date(2026, 6, 30)}
    assert assessed_days(read, now, date(2027, 1, 1)) == {"kantor": date(2027, 1, 1)}


def test_a_given_day_rules_everywhere() -> None:
    read = corpus({"kewajiban": []})
    assert assessed_days(read, datetime(2026, 1, 1, tzinfo=UTC), date(2026, 6, 30)) == {"kantor": date(2026, 6, 30)}
