"""What was checked or made before: an entry counts only for exactly what it was made of, and only while it is whole."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import trees
from terbuka.base import store
from terbuka.base.problem import Problem
from terbuka.base.store import FILES, FOLDER, VERDICTS, Store, key
from terbuka.cli.common import store_of
from terbuka.duties.corpus import Corpus
from terbuka.features.open_data.reading import KIND, remember
from terbuka.features.open_data.record import OpenDataset
from terbuka.portal.checking import validate
from terbuka.portal.load import load
from terbuka.record import constraints, records
from terbuka.record.schema import Schema
from terbuka.record.strict_yaml import Node
from test_dataset_files import DESCRIPTION, POSTS, RAIN
from test_dataset_files import FOLDER as DATA


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {f"{DATA}/{KIND}.yml": DESCRIPTION, f"{DATA}/pos.csv": POSTS, f"{DATA}/hujan.csv": RAIN}
    return trees.grow(tmp_path / "portal", files)


def check(root: Path) -> tuple[Corpus, list[str]]:
    """One run of the check with the store of ``root``; the corpus and the codes of what is wrong in the data."""
    here = store_of(root)
    corpus, found = load(root, store=here)
    problems: list[Problem] = [*found, *validate(corpus)]
    remember(here, corpus, problems)
    return corpus, [p.code for p in problems if p.place.path.startswith(DATA)]


def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each table whose rules are checked from now on adds its number of rows."""
    seen: list[int] = []
    real = constraints.broken

    def broken(rows: Sequence[Mapping[str, Any]], *rest: Any, **named: Any) -> Iterator[constraints.Broken]:
        seen.append(len(rows))
        return real(rows, *rest, **named)

    monkeypatch.setattr("terbuka.record.tables.broken", broken)
    return seen


def test_an_unchanged_table_is_not_checked_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, codes = check(root)
    assert codes == []
    checked = looked_at(monkeypatch)
    again, codes = check(root)
    made = again.bodies["kantor-uji"].named(OpenDataset)["curah-hujan"]
    assert (codes, made.proven) == ([], True)
    assert 3 not in checked
    # The rows are there all the same, when somebody asks for them.
    assert made == first.bodies["kantor-uji"].named(OpenDataset)["curah-hujan"]
    assert (len(made.tables["hujan"].rows), made.tables["hujan"].lines[-1]) == (3, 4)


@pytest.mark.parametrize(
    ("file", "before", "after", "code"),
    [
        ("hujan.csv", "2026-01-02,1000", "2026-01-02,1001", "di-luar-batas"),
        ("hujan.csv", "p2,2026-01-02", "p3,2026-01-02", "data-rujukan-mati"),
        ("pos.csv", "\np2,", "\np9,", "data-rujukan-mati"),  # the other table did not change
        ("pos.csv", "-8.5 123.25", "-48.5 123.25", "data-luar-indonesia"),
        ("pos.csv", "+62 Pos Atas", "hubungi 0812 3456 7890", "data-pribadi"),
        (f"{KIND}.yml", 'maks: "1000"', 'maks: "999"', "di-luar-batas"),
        (f"{KIND}.yml", "kunci: [pos, hari]", "kunci: [hari, lengkap]", "wajib-kosong"),
    ],
    ids=["cell", "reference", "row referred to", "coordinate", "personal", "limit", "key"],
)
def test_what_changed_is_checked_again(root: Path, file: str, before: str, after: str, code: str) -> None:
    assert check(root)[1] == []
    path = root / DATA / file
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    assert check(root)[1] == [code]
    assert check(root)[1] == [code]


def test_a_table_with_a_problem_is_never_remembered(root: Path) -> None:
    trees.put(root, f"{DATA}/pos.csv", POSTS.replace("+62 Pos Atas", "hubungi 0812 3456 7890"))
    assert check(root)[1] == check(root)[1] == ["data-pribadi"]


def test_another_program_believes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(root)
    monkeypatch.setattr(store, "program", lambda: b"another version")
    assert not check(root)[0].bodies["kantor-uji"].named(OpenDataset)["curah-hujan"].proven


def test_a_broken_entry_is_as_good_as_none(tmp_path: Path) -> None:
    name, other = key("a"), key("b")
    Store(tmp_path).put(VERDICTS, name, b"3 ya")
    entry = tmp_path / VERDICTS / name
    assert Store(tmp_path).get(VERDICTS, name) == b"3 ya"
    whole = entry.read_bytes()
    for broken in (b"", whole[:-1], whole + b" ", whole.replace(b"3 ya", b"4 ya")):
        entry.write_bytes(broken)
        assert Store(tmp_path).get(VERDICTS, name) is None
    (tmp_path / VERDICTS / other).write_bytes(whole)  # under another name
    assert Store(tmp_path).get(VERDICTS, other) is None


def test_keys_of_different_parts_differ() -> None:
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key("ab", "c", ""), key("1:a"), key("a")}) == 6


def test_a_file_is_made_once(tmp_path: Path) -> None:
    makings: list[int] = []

    def make() -> bytes:
        makings.append(1)
        return b"isi"

    assert [Store(tmp_path).made(key("x"), make) for _ in range(3)] == [b"isi"] * 3
    assert len(makings) == 1


def test_it_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a build only its own files are there; verdicts that nobody asked for go when they are many."""
    monkeypatch.setattr(store, "_UNUSED_VERDICTS", 2)
    for number in range(4):
        here = Store(tmp_path)
        here.put(FILES, key(str(number)), b"x")
        here.put(VERDICTS, key(str(number)), b"x")
        here.tidy(FILES)
        here.tidy(VERDICTS)
        assert [p.name for p in (tmp_path / FILES).iterdir()] == [key(str(number))]
        assert len(list((tmp_path / VERDICTS).iterdir())) <= 3


def test_where_nothing_can_be_written_all_goes_on(root: Path) -> None:
    trees.put(root, "build", "a file, not a folder")
    assert check(root)[1] == check(root)[1] == []


def test_a_store_that_somebody_handed_in_is_not_believed(root: Path, tmp_path: Path) -> None:
    """A change could bring its own verdicts: what git keeps there, or a link to elsewhere, is no store of ours."""
    assert store_of(root).folder == root / FOLDER
    (tmp_path / "elsewhere").mkdir()
    (root / "build").symlink_to(tmp_path / "elsewhere")
    assert store_of(root).folder is None


def test_git_sees_nothing_of_it_in_a_portal_without_a_rule_for_it(root: Path) -> None:
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    check(root)
    assert (root / FOLDER / VERDICTS).is_dir()
    status = ["git", "-C", str(root), "status", "--porcelain", "--untracked-files=all", "--", "build"]
    assert subprocess.run(status, check=True, capture_output=True, text=True).stdout == ""


def test_a_store_that_git_keeps_is_not_believed(root: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    assert store_of(root).folder == root / FOLDER
    trees.put(root, f"{FOLDER}/{VERDICTS}/{key('x')}", "handed in")
    subprocess.run(["git", "-C", str(root), "add", "-f", FOLDER], check=True)
    assert store_of(root).folder is None


def test_a_sound_record_is_not_held_against_its_rules_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "datasets/badan/kantor-uji/badan.yml"
    looked: list[str] = []
    real = records._constraints

    def constrained(instance: Any, schema: Schema, node: Node, path: str, bad: set[tuple[str | int, ...]]) -> Any:
        looked.append(path)
        return real(instance, schema, node, path, bad)

    monkeypatch.setattr(records, "_constraints", constrained)
    first = load(root, store=store_of(root))
    assert "datasets/badan/kantor-uji/badan.yml" in looked
    looked.clear()
    assert load(root, store=store_of(root)) == first
    assert looked == []
    sound = path.read_text("utf-8")
    path.write_text(f"{sound}warna: biru\n", "utf-8")
    for _ in range(2):  # what is wrong is never remembered
        _, problems = load(root, store=store_of(root))
        assert "kunci-tak-dikenal" in {p.code for p in problems}
    assert looked == ["datasets/badan/kantor-uji/badan.yml"] * 2
