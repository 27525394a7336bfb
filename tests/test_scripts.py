"""Scripts, styles and templates: what is sent, and what the scripts answer without a page.

``tests/scripts/`` holds the tests that Node runs (``node --test``). They read the scripts as they are sent, and are
compared here with the program: every start day of eight years for every clock, the stories of ``scenarios/hak/`` and
``scenarios/catatan/``, codes of receipts.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from jinja2 import Environment, nodes

import rights_table
import test_rights
import trees
from terbuka.base import day_names
from terbuka.duties.corpus import Corpus
from terbuka.features.receipts import codes
from terbuka.features.service import working_days
from terbuka.kit import words
from terbuka.kit.view import BodyView
from terbuka.law import clocks
from terbuka.law.body import LocalDayOff
from terbuka.portal.judging import assess
from terbuka.record.strict_yaml import parse
from terbuka.site import assets
from terbuka.site.building import THEME

SAMPLE, OTHER = "biro-contoh", "provinsi-contoh"
FIRST, LAST = date(2020, 1, 1), date(2027, 12, 31)
SOURCES = {p.name: p.read_text("utf-8") for p in sorted((THEME / "assets").iterdir())}
SUMS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
#: What visitors get.
SENT = assets.shipped(SOURCES)
NODE = shutil.which("node")


# --- what is sent ------------------------------------------------------------------------------------------


def test_no_list_of_months_or_weekdays_stands_beside_the_one_table() -> None:
    """Their marks in any code, template, style or script; the reader of days adds other ways of writing only."""
    found = []
    for path in sorted((trees.REPOSITORY / "scripts").rglob("*")):
        if path.suffix not in (".py", ".js", ".css", ".html") or path.name == "day_names.py":
            continue
        text = path.read_text("utf-8").lower()
        found += [path.name for pair in (r"januari\W+februari", r"senin\W+selasa", r"senin\W+\d\W+selasa")
                  if re.search(pair, text)]  # fmt: skip
    assert found == []
    choices = next(c for c in trees.records().schemas["badan"].columns if c.name == "jam_layanan").columns
    assert tuple(next(c for c in choices if c.name == "hari").choices.values()) == day_names.WEEKDAYS


def test_the_table_of_names_is_in_the_script() -> None:
    sent = SENT["bersama.js"]
    assert " ".join(day_names.MONTHS) in sent
    assert " ".join(day_names.WEEKDAYS) in sent
    assert "@@" not in "".join(SENT.values())


@pytest.mark.parametrize(
    ("name", "text", "sent"),
    [
        ("a.js", "/* a\n b */\nlet x = 1; // one\n\nlet y = [1,\n  2];\n", "let x=1;let y=[1,2];\n"),
        ("a.js", 'const a = "/* no comment */ // nor this";', 'const a="/* no comment */ // nor this";\n'),
        ("a.js", "const a = `${x} ${y}\n  as it is // too`;", "const a=`${x} ${y}\n  as it is // too`;\n"),
        ("a.js", "const a = /[/]\\s +/.test(b) ? - -1 : c / 2;", "const a=/[/]\\s +/.test(b)?- -1:c / 2;\n"),
        ("a.js", "a = b\n(c)\nreturn\nx\n++y", "a=b\n(c)\nreturn\nx\n++y\n"),
        ("a.css", "/* a */\na :hover, b > c {\n  d: red !important;\n}\n", "a :hover, b > c{d:red !important;}\n"),
        ("a.css", '@media (a: b) and (c) {\n  d::after {\n    content: " ▲ " / "";\n  }\n}',
         '@media (a: b) and (c){d::after{content:" ▲ " / "";}}\n'),
        ("a.css", ":root {\n  --a: ;\n  --b: initial;\n}\n", ":root{--a: ;--b:initial;}\n"),
        ("a.svg", "<svg>\n  <!-- x -->\n</svg>", "<svg>\n  <!-- x -->\n</svg>"),
    ],
)  # fmt: skip
def test_only_comments_and_blanks_are_left_out(name: str, text: str, sent: str) -> None:
    assert assets.shipped({name: text}) == {name: sent}


def test_a_mark_of_no_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        assets.shipped({"a.js": "'@@t:tahun@@'"})


# --- form --------------------------------------------------------------------------------------------------


def test_no_line_of_a_template_script_or_style_is_long() -> None:
    long = [
        f"{path.name}:{number}"
        for path in _sources()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 160
    ]
    assert long == []


def test_no_template_calculates() -> None:
    """Sums stand in the views; what the translations fill in is no calculation."""
    env = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    found = [
        f"{path.name}:{node.lineno}"
        for path in _sources()
        if path.suffix == ".html"
        for node in env.parse(path.read_text("utf-8")).find_all(SUMS)
        if not (isinstance(node, nodes.Mod) and isinstance(node.left, nodes.MarkSafeIfAutoescape))
    ]
    assert found == []


def _sources() -> Iterator[Path]:
    for folder in ("scripts", "tests/scripts"):
        for path in sorted((trees.REPOSITORY / folder).rglob("*")):
            if path.suffix in (".html", ".js", ".mjs", ".css"):
                yield path


# --- without a page ----------------------------------------------------------------------------------------


@pytest.mark.skipif(NODE is None, reason="Node is not here; continuous integration has it")
def test_the_scripts_answer_as_the_program_does(tmp_path: Path) -> None:
    for name, text in SENT.items():
        trees.put(tmp_path, f"assets/{name}", text)
    trees.put(tmp_path, "uji.json", json.dumps(_given(), ensure_ascii=False))
    files = sorted(str(p) for p in (trees.TESTS / "scripts").glob("*.test.mjs"))
    done = subprocess.run(
        [str(NODE), "--test", *files],
        check=False, capture_output=True, text=True, encoding="utf-8", timeout=300,
        env={"PATH": "/usr/bin:/bin", "TERBUKA_UJI": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    ran = re.search(r"^# tests (\d+)$|ℹ tests (\d+)$", done.stdout, re.MULTILINE)
    assert ran, done.stdout[-500:]
    assert int(ran[1] or ran[2]) >= 75


def _given() -> dict[str, Any]:
    """What the tests of ``tests/scripts/`` compare with."""
    corpus = _with_a_day_of_its_own(trees.records())
    work = clocks.Clockwork(corpus.laws["id"])
    stories = [param.values[0] for param in rights_table.stories()]
    return {
        "kantor": {"contoh": _office(corpus, SAMPLE, 1), "lain": _office(corpus, OTHER, 11)},
        "perkiraan": _estimated(corpus),
        "nama": [[d.isoformat(), words.day(d), f"{words.weekday(d)}, {words.day(d)}"] for d in _a_day_each_month()],
        "hak": [
            story | {"hak": {step: [_term(t) for t in terms] for step, terms in found.items()}}
            for story in stories
            if (found := test_rights.found(work, rights_table.days(story))) is not None
        ],
        "catatan": list(_notes()),
        "status": list(_states(stories)),
        "kode": list(_codes()),
    }


def _with_a_day_of_its_own(corpus: Corpus) -> Corpus:
    """The sample closed on a day on which no other office is: the table of its page must know."""
    records = corpus.bodies[SAMPLE]
    closed = LocalDayOff(on=date(2026, 8, 3), name="Hari Provinsi Contoh", decree="Pergub Contoh 1/2026")
    office = replace(records.body, local_days_off=(closed,))
    return replace(corpus, bodies={**corpus.bodies, SAMPLE: replace(records, body=office)})


def _table(corpus: Corpus, name: str) -> dict[str, Any]:
    body = corpus.bodies[name].body
    view: Any = SimpleNamespace(corpus=corpus, law=corpus.law_of(body), body=body, id=name)
    table: dict[str, Any] = json.loads(working_days.table(view).content)
    return table


def _office(corpus: Corpus, name: str, step: int) -> dict[str, Any]:
    day = date(2025, 6, 2)
    b = BodyView(corpus, assess(corpus, dict.fromkeys(corpus.bodies, day)).bodies[name], others=True)
    grounds = {g.event: g.id for g in b.law.grounds.values() if g.event}
    sentences = b.for_scripts(*(s.role for s in b.law.sentences.values() if s.role))
    # Made once: the program makes it for each answer.
    calendar = clocks.calendar_of(b.law, b.body)
    with patch.object(clocks, "calendar_of", lambda *_: calendar):
        counted, plain = answers(corpus, name, step)
    # The comparison meets everything that may happen.
    assert "2028" in plain
    assert "belum-berlaku" in plain
    assert any('"semula":"2025-08-' in text for text in plain) or step > 1
    assert any("Hari Provinsi Contoh" in text for text in plain) == (name == SAMPLE)
    return {
        "tabel": _table(corpus, name),
        "mulai": FIRST.isoformat(),
        "langkah": step,
        "hitungan": counted,
        "catatan": {"kalimat": sentences, **grounds},
        "status": {"kalimat": sentences, "alasan": grounds},
    }


def answers(corpus: Corpus, name: str, step: int) -> tuple[dict[str, list[str]], set[str]]:
    """Every clock from start days of 2020 to 2027: digests of whole answers, and the answers as they are."""
    office = corpus.bodies[name].body
    law = corpus.law_of(office)
    counted: dict[str, list[str]] = {}
    plain: set[str] = set()
    for clock in law.deadlines.values():
        if clock.backwards:
            continue
        for extended in (False, True) if clock.lengths[0].extension else (False,):
            digests = counted.setdefault(f"{clock.id}{'+' if extended else ''}", [])
            for n in range(0, (LAST - FIRST).days + 1, step):
                try:
                    due = clocks.due(law, clock.id, FIRST + timedelta(n), extended=extended, body=office).as_json()
                    text = json.dumps(due, ensure_ascii=False, separators=(",", ":"))
                except clocks.CannotCount as missing:
                    year = re.search(r"ke tahun (\d+)", str(missing))
                    text = year[1] if year else "belum-berlaku"
                digests.append(hashlib.sha256(text.encode()).hexdigest()[:16])
                plain.add(text)
    return counted, plain


def _estimated(corpus: Corpus) -> dict[str, Any]:
    """The table as it stands before the decree of 2027, and what the program says then."""
    table = _table(corpus, SAMPLE)
    table["tahun"]["2027"]["status"] = "perkiraan"
    for day in table["libur"]:
        if day["tanggal"].startswith("2027"):
            day["perkiraan"], day["dasar"] = True, None
    law, office = corpus.laws["id"], corpus.bodies[SAMPLE].body
    years = [replace(y, status="perkiraan", decree=None) if y.year == 2027 else y for y in law.calendar_years]
    guessed = replace(law, calendar_years=tuple(years))
    starts = ("2026-12-01", "2026-12-21", "2027-03-01", "2027-07-01")
    return {
        "tabel": table,
        "jawaban": {
            s: clocks.due(guessed, "pemberitahuan", date.fromisoformat(s), body=office).as_json() for s in starts
        },
    }


def _a_day_each_month() -> Iterator[date]:
    for month in range(1, 13):
        yield date(2025, month, month)


def _term(term: rights_table.Told) -> list[Any]:
    return [term.event, list(term.grounds), term.start, term.opens, term.last]


def _notes() -> Iterator[dict[str, Any]]:
    """The stories of ``scenarios/catatan/``; each has a name, a day, the days of a note and some of its steps."""
    for file in sorted((trees.TESTS / "scenarios/catatan").glob("*.yml")):
        node, problems = parse(file.read_text("utf-8"), file.name)
        assert node is not None, problems
        for entry in node.entries:
            story = entry.plain()
            assert story.keys() - {"hanya"} == {"nama", "hari", "catatan", "langkah"}, story["nama"]
            yield story


def _states(stories: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What is sealed for the holder of a receipt, on the days of the stories on which an end is known."""
    for story in stories:
        for expected in story["harapan"]:
            state = test_rights.state(story, date.fromisoformat(expected["hari"]))
            if state is not None and "aman" in state:
                yield {"nama": story["nama"], "hari": expected["hari"], "status": state}


def _codes() -> Iterator[list[str]]:
    """Codes as they are typed, with two letters exchanged, and backwards; beside each what the program reads."""
    drawn = [codes.with_check(f"{n:05}ABCDEFGHJKMNPQ"[:19]) for n in range(100)]
    for code in drawn:
        for typed in (code, code.lower(), code[:5] + code[6:] + code[5], code[::-1]):
            try:
                yield [typed, codes.read(typed)]
            except codes.NotACode:
                yield [typed, ""]
