"""Many files changed together: whatever stops it, the portal is as it was, or becomes what it was to be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from terbuka.lifecycle import journal

BEFORE = {"a.txt": b"lama\r\n", "pustaka/lama.whl": b"PK lama", "scripts/x/y.py": b"y", "portal.yml": b"versi: 1\n"}
CHANGES: dict[str, bytes | None] = {
    "a.txt": b"baru",
    "b/c.txt": b"tambahan",
    "portal.yml": b"versi: 2\n",
    "pustaka/baru.whl": b"PK baru",
    "pustaka/lama.whl": None,
    "scripts/x/y.py": None,
}
AFTER = {"a.txt": b"baru", "b/c.txt": b"tambahan", "portal.yml": b"versi: 2\n", "pustaka/baru.whl": b"PK baru"}


class Killed(BaseException):
    """What a dead process never gets to handle."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "portal"
    for path, content in BEFORE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def there(root: Path) -> dict[str, bytes]:
    """All files but those of a journal, by path; an empty folder counts as one."""
    found = [path for path in root.rglob("*") if path.is_file() or not any(path.iterdir())]
    listed = {path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b"" for path in found}
    return {path: content for path, content in listed.items() if not path.startswith(journal.FOLDER)}


def stopping(monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException) -> None:
    """Let the step number ``at`` of all that change the disk fail, and all that come after it too if it is a death."""
    count = 0

    def guarded(real: Callable[..., None]) -> Callable[..., None]:
        def step(*arguments: object) -> None:
            nonlocal count
            count += 1
            if count == at or (count > at and isinstance(error, Killed)):
                raise error
            real(*arguments)

        return step

    for name in ("_write", "_rename", "_remove"):
        monkeypatch.setattr(journal, name, guarded(getattr(journal, name)))


def steps(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many steps a whole change takes."""
    count = 0
    with monkeypatch.context() as patch:

        def counted(real: Callable[..., None]) -> Callable[..., None]:
            def step(*arguments: object) -> None:
                nonlocal count
                count += 1
                real(*arguments)

            return step

        for name in ("_write", "_rename", "_remove"):
            patch.setattr(journal, name, counted(getattr(journal, name)))
        with journal.alone(root):
            journal.change(root, CHANGES, "portal.yml")
    return count


def test_all_is_written_and_nothing_is_left_behind(root: Path) -> None:
    with journal.alone(root):
        journal.change(root, CHANGES, "portal.yml")
    assert there(root) == AFTER
    assert not (root / journal.FOLDER).exists()


def test_a_death_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = steps(root, monkeypatch)
    assert most > 15
    ends = set()
    for at in range(1, most + 1):
        portal = tmp_path / str(at)
        for path, content in BEFORE.items():
            (portal / path).parent.mkdir(parents=True, exist_ok=True)
            (portal / path).write_bytes(content)
        with monkeypatch.context() as patch:
            stopping(patch, at, Killed())
            with pytest.raises(Killed), journal.alone(portal):
                journal.change(portal, CHANGES, "portal.yml")
        assert journal.unfinished(portal) or there(portal) in (BEFORE, AFTER)
        with journal.alone(portal):
            ends.add((journal.finish(portal), there(portal) == AFTER))
            assert there(portal) in (BEFORE, AFTER)
            journal.change(portal, CHANGES, "portal.yml")
        assert there(portal) == AFTER
        assert not (portal / journal.FOLDER).exists()
    assert ends >= {(False, False), (True, True)}


def test_an_error_at_any_step_puts_everything_back(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    most = steps(root, monkeypatch)
    reasons = []
    for at in range(1, most + 1):
        portal = tmp_path / str(at)
        for path, content in BEFORE.items():
            (portal / path).parent.mkdir(parents=True, exist_ok=True)
            (portal / path).write_bytes(content)
        with monkeypatch.context() as patch:
            stopping(patch, at, OSError(28, "No space left on device", str(portal / "a.txt")))
            with journal.alone(portal):
                try:
                    journal.change(portal, CHANGES, "portal.yml")
                except journal.CannotWrite as error:
                    reasons.append((error.why, error.halfway))
        assert there(portal) in (BEFORE, AFTER)
        assert not journal.unfinished(portal)
    assert len(reasons) > 10
    assert set(reasons) == {("disk ini penuh", False)}


def test_when_nothing_can_be_written_any_more_the_rest_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(28, "No space left on device", str(root / "portal.yml"))
    with monkeypatch.context() as patch:
        rename = journal._rename

        def once(old: Path, new: Path) -> None:
            if new.name != "jurnal.json" and (root / "b/c.txt").exists():
                raise full
            rename(old, new)

        patch.setattr(journal, "_rename", once)
        patch.setattr(journal, "_remove", lambda path: (_ for _ in ()).throw(full) if path.exists() else None)
        with pytest.raises(journal.CannotWrite) as error, journal.alone(root):
            journal.change(root, CHANGES, "portal.yml")
    assert (error.value.path, error.value.halfway) == ("portal.yml", True)
    assert journal.unfinished(root)
    with journal.alone(root):
        assert journal.finish(root)
    assert there(root) == BEFORE


def test_a_file_that_was_changed_in_between_is_not_overwritten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_carry_out", lambda *arguments: (_ for _ in ()).throw(Killed()))
        patch.setattr(journal, "_put_back", lambda *arguments: None)
        rename = journal._rename
        patch.setattr(journal, "_rename", lambda old, new: None if old.name.endswith("mundur") else rename(old, new))
        with pytest.raises(Killed), journal.alone(root):
            journal.change(root, CHANGES, "portal.yml")
    assert journal.unfinished(root)
    (root / "a.txt").write_bytes(b"punya kantor")
    with pytest.raises(journal.Touched) as touched, journal.alone(root):
        journal.finish(root)
    assert touched.value.paths == ("a.txt",)
    assert there(root) == {**BEFORE, "a.txt": b"punya kantor"}
    (root / "a.txt").write_bytes(BEFORE["a.txt"])
    with journal.alone(root):
        assert journal.finish(root)
    assert there(root) == AFTER


HOLD = """
import sys, time
from pathlib import Path
from terbuka.lifecycle import journal
with journal.alone(Path(sys.argv[1])):
    print("dipegang", flush=True)
    sys.stdin.read()
"""


def test_of_two_at_once_the_second_is_told(root: Path) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HOLD, str(root)], stdin=pipe, stdout=pipe, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "dipegang\n"
        with pytest.raises(journal.Busy), journal.alone(root):
            pass
        first.kill()
    with journal.alone(root):  # the system has let go of it
        journal.change(root, CHANGES, "portal.yml")
    assert there(root) == AFTER


def test_no_link_is_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "luar"
    outside.mkdir()
    (root / "b").symlink_to(outside)
    with journal.alone(root), pytest.raises(journal.CannotWrite) as error:
        journal.change(root, CHANGES, "portal.yml")
    assert (error.value.path, error.value.why) == (
        "b",
        "ini tautan (symbolic link), bukan berkas; ganti dengan berkas atau folder aslinya",
    )
    assert list(outside.iterdir()) == []
    assert (root / "a.txt").read_bytes() == BEFORE["a.txt"]


def test_no_pipe_is_waited_for(root: Path) -> None:
    (root / "a.txt").unlink()
    os.mkfifo(root / "a.txt")
    with journal.alone(root), pytest.raises(journal.CannotWrite) as error:
        journal.change(root, CHANGES, "portal.yml")
    assert (error.value.path, error.value.why) == ("a.txt", "ini alat atau pipa, padahal seharusnya berkas")
    assert (root / "a.txt").is_fifo()
