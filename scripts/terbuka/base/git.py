"""The one door to git: which commit the tree stands on, and the records of another version.

Promises: reads objects only. Nothing is checked out, no hook or filter runs, no link is written and nothing
outside the given folder or file. Knows no rule and words nothing.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

#: More than this in one version is refused before anything is written.
MOST_FILES = 50_000
MOST_BYTES = 4_000_000_000
_SECONDS = 60
_CHUNK = 1 << 20
_LINK, _SUBMODULE = b"120000", b"160000"


@dataclass(frozen=True, slots=True)
class Commit:
    """``id`` is the full hash, ``time`` ISO 8601 with offset, ``epoch`` seconds since 1970."""

    id: str
    time: str
    epoch: int


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was read: ``name`` as it was asked for, and its commit.

    ``links`` are paths that are symbolic links there and so were not written; ``files`` counts what was.
    """

    name: str
    commit: Commit
    files: int
    links: tuple[str, ...]


class NotReadable(Exception):
    """A version cannot be read. ``reason`` is one of ``nama`` (no name of a version), ``tanpa-git``,
    ``bukan-gudang`` (no repository), ``tidak-ada``, ``dangkal`` (not there, and the clone is shallow),
    ``terlalu-besar``, ``tak-terjawab`` and ``rusak``; ``detail`` is what git said, untrusted."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def head(root: Path) -> Commit | None:
    """The commit that is checked out at ``root``; None outside a repository, without a commit or without git."""
    try:
        return _commit(root, "HEAD")
    except NotReadable:
        return None


def prefix(root: Path) -> str:
    """The folder of ``root`` below the top of its repository, with a closing ``/``; empty at the top, outside
    a repository and without git."""
    try:
        return _decoded(_git(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    except NotReadable:
        return ""


def keeps(folder: Path) -> bool | None:
    """Whether a file in ``folder``, which need not exist yet, could come into a repository: False when git ignores
    it, None when no repository is around. When git cannot be asked, it is taken to keep it."""
    try:
        left_out = ignored(folder / "berkas")
    except NotReadable:
        return True
    return None if left_out is None else not left_out


def read_version(root: Path, name: str, parts: Sequence[str], into: Path) -> Version:
    """Write the files of version ``name`` of the folder ``root`` below the empty folder ``into``.

    ``parts`` are the files and folders directly below ``root`` that are wanted. Submodules are left out.
    Raises ``NotReadable``.
    """
    below = _decoded(_git(root, "rev-parse", "--show-prefix").removesuffix(b"\n")).rstrip("/")
    commit = _found(root, name)
    files, links = _listed(root, f"{commit.id}:{below}", parts)
    if len(files) > MOST_FILES or sum(size for _, _, size in files) > MOST_BYTES:
        raise NotReadable("terlalu-besar")
    try:
        _write(root, files, into)
    except (OSError, ValueError) as error:
        raise NotReadable("rusak", str(error)) from None
    return Version(name, commit, len(files), tuple(links))


def history(root: Path, start: str, parts: Sequence[str], most: int) -> list[str]:
    """Full hashes of the versions, from ``start`` backwards along first parents, in which one of ``parts`` below
    ``root`` changed; ``most`` of them. Raises ``NotReadable``."""
    commit = _found(root, start)
    content = _git(root, "rev-list", "--first-parent", f"--max-count={most}", commit.id, "--", *parts)
    return content.decode().split()


def ignored(path: Path) -> bool | None:
    """Whether git would leave the file ``path`` (there or not) out of the work tree that it lies in; None outside
    of any. A file that is tracked is not left out. Raises ``NotReadable`` (``tanpa-git``) when git cannot be asked
    although a repository is there."""
    folder = next((f for f in path.absolute().parents if f.is_dir()), path.absolute().parent)
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return None
    try:
        if _git(folder, "rev-parse", "--is-inside-work-tree").strip() != b"true":
            return None
        _git(folder, "check-ignore", "--quiet", "--", str(path.absolute()), reason="tidak-ada")
    except NotReadable as error:
        if error.reason == "tidak-ada":
            return False
        raise
    return True


def tracked(root: Path, *patterns: str) -> list[str]:
    """Paths below ``root`` of the files that git keeps or is about to keep and that fit one of the patterns of git;
    none outside a repository or without git."""
    try:
        listed = _git(root, "ls-files", "-z", "--cached", "--", *patterns)
    except NotReadable:
        return []
    return [_decoded(name) for name in listed.split(b"\0") if name]


def left_out(root: Path, *parts: str) -> list[str]:
    """Paths below ``root`` of the files in ``parts`` that are there and that git ignores, of a repository within it its
    folder with a closing ``/``; none outside a repository. Raises ``NotReadable`` (``tak-terjawab``) when git cannot be
    asked although a repository is there."""
    top = root.absolute()
    if not any((above / ".git").exists() for above in (top, *top.parents)):
        return []
    words = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", *parts)
    try:
        return [_decoded(name) for name in _git(root, *words).split(b"\0") if name]
    except NotReadable as error:
        raise NotReadable("tak-terjawab", error.detail) from None


def bundle(root: Path, into: Path) -> None:
    """Write the whole history, branches and tags, as one file that git clones from. Raises ``NotReadable``: of a
    shallow clone (``dangkal``) there is no whole history."""
    if is_shallow(root):
        raise NotReadable("dangkal")
    _git(root, "-c", "pack.threads=1", "bundle", "create", "--quiet", str(into), "HEAD", "--branches", "--tags")


def unsaved(root: Path, paths: Sequence[str]) -> list[str]:
    """Those of ``paths`` below ``root`` that stand there otherwise than in the last commit, or not in it at all: git
    could not bring them back. None outside a repository and without git; ends of lines do not count."""
    there = [path for path in paths if (root / path).is_file()]
    try:
        _git(root, "rev-parse", "--git-dir")
    except NotReadable:
        return []
    try:
        below = _decoded(_git(root, "rev-parse", "--show-prefix").removesuffix(b"\n")).rstrip("/")
        files, _ = _listed(root, f"{_commit(root, 'HEAD').id}:{below}", there) if there else ([], [])
        kept = {file[0]: b"".join(data) for file, data in zip(files, _contents(root, files), strict=True)}
    except (NotReadable, OSError):
        return there
    return [path for path in there if _one_end((root / path).read_bytes()) != _one_end(kept.get(path))]


def _one_end(content: bytes | None) -> bytes | None:
    return content.replace(b"\r\n", b"\n") if content is not None else None


def is_shallow(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


@dataclass(frozen=True, slots=True)
class Heads:
    """``branch`` is what is checked out, by the name that it has where it is pushed to; empty for a single commit.
    ``known`` are the names of all branches, here and at the remote as last seen; ``pushed`` says whether anything is
    known to be there. ``remote`` and ``url`` are the remote that counts (that of the branch, else ``origin``, else the
    first): empty without one. The address may hold a password."""

    branch: str = ""
    known: tuple[str, ...] = ()
    remote: str = ""
    url: str = ""
    pushed: bool = False


def heads(root: Path) -> Heads:
    """Branches and remote of the repository; all empty outside of one and without git."""
    try:
        remotes = _decoded(_git(root, "remote")).split()
        local = _decoded(_git(root, "branch", "--show-current")).strip()
    except NotReadable:
        return Heads()
    tracked_at = _config(root, f"branch.{local}.remote") if local else ""
    remote = next((name for name in (tracked_at, "origin", *remotes) if name in remotes), "")
    upstream = _config(root, f"branch.{local}.merge").removeprefix("refs/heads/") if tracked_at == remote else ""
    refs = _decoded(_git(root, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")).split()
    here = {ref.removeprefix("refs/heads/") for ref in refs if ref.startswith("refs/heads/")}
    base = f"refs/remotes/{remote}/"
    there = {ref.removeprefix(base) for ref in refs if remote and ref.startswith(base)} - {"HEAD"}
    url = _decoded(_git(root, "remote", "get-url", remote)).strip() if remote else ""
    return Heads(upstream or local, tuple(sorted(here | there)), remote, url, bool(there))


def _config(root: Path, key: str) -> str:
    try:
        return _decoded(_git(root, "config", "--get", key)).strip()
    except NotReadable:
        return ""


def _found(root: Path, name: str) -> Commit:
    """The commit of a name that somebody typed."""
    if not name or name.startswith("-") or not name.isprintable():
        raise NotReadable("nama")
    _git(root, "rev-parse", "--git-dir")
    try:
        return _commit(root, name)
    except NotReadable as error:
        raise NotReadable("dangkal" if is_shallow(root) else "tidak-ada", error.detail) from None


def _commit(root: Path, name: str) -> Commit:
    content = _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", reason="tidak-ada")
    commit, time, epoch = _git(
        root, "show", "-s", "--no-show-signature", "--format=%H%n%cI%n%ct", content.strip()
    ).split()
    return Commit(commit.decode(), time.decode(), int(epoch))


def _listed(root: Path, tree: str, parts: Sequence[str]) -> tuple[list[tuple[str, bytes, int]], list[str]]:
    """Path, object and size of each file below the tree, and the paths of symbolic links."""
    try:
        listing = _git(root, "ls-tree", "-r", "-z", "-l", "--full-tree", tree, "--", *parts)
    except NotReadable:
        return [], []  # the folder is not part of that version
    files, links = [], []
    for line in listing.split(b"\0"):
        about, _, raw = line.partition(b"\t")
        if not raw:
            continue
        mode, _, name, size = about.split()
        if mode == _LINK:
            links.append(_decoded(raw))
        elif mode != _SUBMODULE:
            files.append((_decoded(raw), name, int(size)))
    return files, links


def _write(root: Path, files: Sequence[tuple[str, bytes, int]], into: Path) -> None:
    for path, data in zip((f[0] for f in files), _contents(root, files), strict=True):
        if any(step in ("", ".", "..", ".git") or "\\" in step for step in path.split("/")):
            raise ValueError(path)
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for chunk in data:
                file.write(chunk)


def _contents(root: Path, files: Sequence[tuple[str, bytes, int]]) -> Iterator[Iterator[bytes]]:
    """The bytes of each file in pieces, all through one process; each must be read before the next."""
    command = ["git", "--no-replace-objects", "-C", str(root), "cat-file", "--batch"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        asked, answers = process.stdin, process.stdout
        if asked is None or answers is None:  # cannot be: both are pipes
            raise OSError
        for path, name, size in files:
            asked.write(name + b"\n")
            asked.flush()
            if answers.readline().split() != [name, b"blob", str(size).encode()]:
                process.kill()
                raise OSError(path)
            yield _pieces(answers, size)
            answers.read(1)


def _pieces(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0:
        piece = stream.read(min(size, _CHUNK))
        if not piece:
            raise OSError
        size -= len(piece)
        yield piece


def _git(root: Path, *words: str | bytes, reason: str = "bukan-gudang") -> bytes:
    command: list[str | bytes] = ["git", "--no-replace-objects", "-C", str(root), *words]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS).stdout
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotReadable(reason, lines[0] if lines else "") from None
    except (OSError, subprocess.SubprocessError):
        raise NotReadable("tanpa-git") from None


def _decoded(raw: bytes) -> str:
    """A path as the system spells it; bytes that are no UTF-8 are kept."""
    return raw.decode("utf-8", "surrogateescape")
