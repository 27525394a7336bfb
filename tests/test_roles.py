"""Pages find what they need of the law by its role: no id of a law stands in code, templates or scripts.

How an id of law is told from a word of the program that is spelled alike stands in ``law_ids.py``. That nothing was
missed is shown by the last test: a small made-up law is built twice, the second time with another id for every record,
and both sites are the same but for those ids.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

import law_ids
import trees
from terbuka.base.page import File, Page
from terbuka.law.roles import bearer, bearing
from terbuka.portal.pages import render
from terbuka.record.strict_yaml import parse

#: Literals that are spelled like an id of the law and mean something else; a line may only go.
OTHERS = {
    "data-terbuka": "an anchor of the home page",
    "ikm": "a measure of the survey, a key of its file",
    "informasi-berkala": "an entry of the glossary",
    "keberatan-berkala": "a step of the visitor, kept in calendars that were saved",
    "kuasa": "a field of a letter; a word beside which a number is one of a person",
    "kuesioner": "a part of an address",
    "pemeriksaan-kelengkapan": "a stage of a case",
    "perbaikan": "an anchor of the survey's page",
    "pos-el": "a way to reach the office; a kind of finding about a person",
    "rahasia": "a field of a letter",
}

#: Regulations that sentences in code, templates and scripts name; the number may only fall.
MOST_TITLES = 38


def test_no_id_of_the_law_is_asked_for_by_its_name() -> None:
    assert law_ids.found()[1] == {}


def test_what_is_spelled_like_an_id_means_something_else() -> None:
    spelled = set().union(*law_ids.found()[0].values())
    assert sorted(spelled) == sorted(OTHERS), "an id of the law, or one more line of OTHERS"


def test_regulations_that_code_names_become_fewer() -> None:
    """Sentences that name a regulation stand in code yet: they belong into the law data (``kalimat-hukum.yml``)."""
    files = [path for path in law_ids.PACKAGE.rglob("*") if path.suffix in (".py", ".html", ".js")]
    assert sum(len(law_ids.titles(path)) for path in files) <= MOST_TITLES


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", 'law.deadlines.get("pemberitahuan")'),
        ("a.py", 'law.deadlines["kelengkapan"]'),
        ("a.py", 'law.named(Indicator)["ikm"]'),
        ("a.py", 'b.law.named(Indicator).get("dikabulkan")'),
        ("a.py", '"a" in b.law.grounds'),
        ("a.py", 'clock.deadline.id == "gugatan"'),
        ("a.py", 'kind.obligation_id in ("laporan-layanan-lengkap",)'),
        ("a.html", "{{ b.limits.get('pemberitahuan') }}"),
        ("a.html", "{% if 'a' in b.law.grounds %}"),
        ("a.html", "{% if g.id == 'b' %}"),
        ("a.html", "{{ h.kalimat(b, 'jawaban') }}"),
        ("a.html", "{{ m.waktu(b, ['gugatan']) }}"),
        ("a.js", 'k.due("gugatan", start, false)'),
        ("a.js", 'if (g.id === "b") x();'),
    ],
)
def test_an_id_is_found_where_it_is_asked_for(tmp_path: Path, name: str, text: str) -> None:
    """Also one that is a word of the program elsewhere, or a single letter."""
    (tmp_path / name).write_text(text, "utf-8")
    assert law_ids.literals(tmp_path / name)[1]


def test_a_literal_that_is_an_id_is_found_wherever_it_stands(tmp_path: Path) -> None:
    for name, text in (("a.py", '"""tiap-alasan"""\nONE = ("pengajuan-keberatan",)'), ("a.js", 'x("tiap-alasan")')):
        (tmp_path / name).write_text(text, "utf-8")
    assert law_ids.literals(tmp_path / "a.py")[0] == {"pengajuan-keberatan"}
    assert law_ids.literals(tmp_path / "a.js")[0] == {"tiap-alasan"}


# --- roles -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Record:
    id: str
    role: str | None


def test_records_are_found_by_role_in_the_order_of_the_law() -> None:
    law = {name: Record(name, role) for name, role in (("a", "x"), ("b", None), ("c", "y"), ("d", "x"))}
    assert [r.id for r in bearing(law, "y", "x")] == ["c", "a", "d"]
    assert bearer(law, "x") == law["a"]
    assert bearer(law, "z") is None


def _asked() -> Iterable[tuple[str, str]]:
    """Roles that templates and scripts ask for, with the call."""
    names = "kalimat|kalimat_p|for_scripts|sentences_as|clocks|limit|entries_about|peran"
    calls = rf"(?<![a-z_])(?:{names})\(((?:[^()]|\([^()]*\))*)\)"
    for path in law_ids.PACKAGE.rglob("*"):
        if path.suffix in (".html", ".js"):
            for call in re.finditer(calls, path.read_text("utf-8")):
                yield from ((word, call[0]) for word in re.findall(r"""['"]([a-z-]+)['"]""", call[1]))


def test_every_role_is_used_and_every_role_that_is_asked_for_exists() -> None:
    roles = set().union(*law_ids.roles().values())
    asked = {word: call for word, call in _asked() if word not in {"meta", "note", "sengketa-", "tingkat"}}
    assert {word: call for word, call in asked.items() if word not in roles} == {}
    code = "".join(p.read_text("utf-8") for p in law_ids.PACKAGE.rglob("*.py") if p.name != "role_rules.py")
    code += "".join(p.read_text("utf-8") for p in law_ids.PACKAGE.rglob("*.html"))
    assert {role for role in roles - set(asked) if not re.search(rf"""['"]{role}['"]""", code)} == set()


# --- another law -------------------------------------------------------------------------------------------

DAY = date(2026, 6, 30)
#: Columns of type ``id`` that name no record of the law.
_OWN = {
    "halaman", "halaman_portal", "entri", "entri_pembuka", "menggantikan", "id_publik", "id_permohonan", "penilai",
    "kunci", "kode", "unsur",
}  # fmt: skip


class _Plain(yaml.SafeDumper):
    """Writes every value as text, as the program reads it."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


def _read(path: Path) -> Any:
    node, problems = parse(path.read_text("utf-8"), path.name)
    assert not problems, problems
    return node.plain() if node is not None else None


def _dump(value: Any) -> str:
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)


class Renaming:
    """Gives every record of the law of a portal another id, and every reference to it with it."""

    def __init__(self, root: Path, mark: str):
        self.root, self.mark, self.schemas = root, mark, law_ids.schemas()
        self.known = {record["id"] for _, records in self._law() for record in records}

    def _law(self) -> Iterable[tuple[Path, list[dict[str, Any]]]]:
        for path in sorted((self.root / "datasets/aturan/id").rglob("*.yml")):
            records, schema = _read(path), self.schemas[self._kind(path)]
            by_id = isinstance(records, list) and schema["kolom"][0]["tipe"] == "id"
            if by_id:
                yield path, records

    def _kind(self, path: Path) -> str:
        return path.parent.name if path.parent.name in self.schemas else path.stem

    def name(self, value: str) -> str:
        ground, _, number = value.partition("-")
        return self.mark + value if value in self.known or (ground in self.known and number.isdigit()) else value

    def _text(self, value: str) -> str:
        return re.sub(r"\{([a-z0-9-]+)(\+?)\}", lambda m: f"{{{self.name(m[1])}{m[2]}}}", value)

    def record(self, record: dict[str, Any], columns: list[dict[str, Any]], of_law: bool) -> None:
        for column in columns:
            key, value = column["nama"], record.get(column["nama"])
            refers = column["tipe"] in ("id", "daftar-id")
            if value is None or (refers and (key in _OWN or (key == "id" and not of_law))):
                continue
            if column["tipe"] == "id":
                record[key] = self.name(value)
            elif column["tipe"] == "daftar-id":
                record[key] = [self.name(v) for v in value]
            elif column["tipe"] == "teks":
                record[key] = self._text(value) if isinstance(value, str) else value
            elif column["tipe"] in ("daftar", "objek"):
                for inner in value if isinstance(value, list) else [value]:
                    self.record(inner, column["isi"], of_law=False)

    def _table(self, path: Path) -> None:
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        types = {c["nama"]: c["tipe"] for c in self.schemas[path.stem]["kolom"]}
        refers = {n: types[k] for n, k in enumerate(rows[0]) if types[k] in ("id", "daftar-id") and k not in _OWN}
        out = io.StringIO()
        for row in rows[1:]:
            for n, kind in refers.items():
                if rows[0][n] != "id" and row[n]:
                    several = row[n].split("; ") if kind == "daftar-id" else [row[n]]
                    row[n] = "; ".join(map(self.name, several))
        csv.writer(out, lineterminator="\n").writerows(rows)
        path.write_text(out.getvalue(), "utf-8")

    def write(self) -> None:
        for path in sorted((self.root / "datasets").rglob("*.yml")):
            content, schema = _read(path), self.schemas[self._kind(path)]
            of_law = "aturan" in path.parts and schema["kolom"][0]["tipe"] == "id"
            for record in content if isinstance(content, list) else [content] if content else []:
                self.record(record, schema["kolom"], of_law)
            if content is not None:
                path.write_text(_dump(content), "utf-8")
        for path in (self.root / "datasets/badan").rglob("*.csv"):
            if path.stem in self.schemas:
                self._table(path)


def _site(root: Path) -> dict[str, str]:
    """Articles of all pages and texts of all files, by path."""
    corpus, assessment, problems = trees.judged(root, DAY)
    assert assessment is not None, [(p.code, str(p.place), p.sentence("temuan")) for p in problems]
    made: dict[str, str] = {}
    for item in render(corpus, assessment):
        if isinstance(item, Page):
            made[item.path] = item.article
        elif isinstance(item, File) and item.path.endswith((".json", ".csv", ".xml", ".ics", ".txt", ".jsonld")):
            made[item.path] = item.content.decode()
    return made


#: Both sites by path, and the ids of the law.
Sites = tuple[dict[str, str], dict[str, str], frozenset[str]]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The made-up law as it is written, the same with other ids, and the ids."""
    made = []
    for mark in ("", "q"):
        root = trees.grow(tmp_path_factory.mktemp("hukum") / "portal")
        trees.overlay(root, trees.TESTS / "fixtures/peran")
        renaming = Renaming(root, mark)
        renaming.write()
        made.append(_site(root))
    return made[0], made[1], frozenset(renaming.known)


def _back(text: str, ids: Iterable[str]) -> str:
    known = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
    return re.sub(rf"(?<![a-z0-9])q({known})(?![a-z0-9])", r"\1", text)


def test_a_law_with_other_ids_gives_the_same_pages(sites: Sites) -> None:
    usual, other, ids = sites
    assert {_back(path, ids) for path in other} == set(usual)
    differ = {_back(path, ids) for path, text in other.items() if _back(text, ids) != usual[_back(path, ids)]}
    # The catalogue of data tells the size and the checksum of each file.
    assert differ == {"catalog.jsonld"}
    assert "qpemberitahuan" in other["api/v1/kantor-uji/hari-kerja.json"]


def test_the_made_up_law_has_every_role() -> None:
    """Else the test above would prove nothing of a role that the law lacks."""
    found: dict[str, set[str]] = {}
    for path in (trees.TESTS / "fixtures/peran/datasets/aturan/id").rglob("*.yml"):
        kind = path.parent.name if path.parent.name == "kewajiban" else path.stem
        records = _read(path)
        roles = {r["peran"] for r in records if "peran" in r} if isinstance(records, list) else set()
        if roles:
            found[kind] = roles
    assert found == law_ids.roles()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("permohonan", ["Bunyi minta-nik", "Bunyi minta-nik-lagi", "12 hari kerja", "Membetulkan permohonan"]),
        ("keberatan", ["Bunyi keberatan-tulis", "25 hari kerja", "20 hari kerja", "Menggugat"]),
        ("batas-waktu", ["Bunyi hitung-nol", "12 hari kerja"]),
        ("dikecualikan", ["dengan alasan qtertutup: ditolak karena dikecualikan", "paling lambat 25 hari kerja"]),
        ("laporan-tahunan", ["Laporan tahunan karangan", "Ikhtisar karangan", "Kiriman karangan"]),
        ("survei-kepuasan", ["Survei karangan", "Hasil survei karangan"]),
        ("profil", ["Maklumat pelayanan"]),
        ("pengaduan", ["Bunyi adu-rahasia"]),
        ("", ["Bunyi biaya-singkat", "Bunyi minta-singkat"]),
    ],
)
def test_the_pages_say_what_the_other_law_says(sites: Sites, page: str, words: list[str]) -> None:
    other: Mapping[str, str] = sites[1]
    article = other[f"kantor-uji/{page}/index.html".replace("//", "/")]
    assert [word for word in words if word not in article] == []
