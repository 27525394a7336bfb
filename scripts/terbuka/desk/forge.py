"""The door to a forge: the issues of a project, read and written with the forge's own command line.

Promises: fixed arguments, never a shell; every text goes in as JSON through standard input. Only an issue with our
label, our key and our own name as its author is touched. Bounded calls, each with a time limit; one call changes title,
text and state together, so that nothing is left half done. What a command says is never read for its meaning: what
happened is told by the status of the answer.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from terbuka.base import media
from terbuka.desk.issues import CLOSED, OPEN, Issue, marked

LABEL = "terbuka"
#: Who writes with the token of a job on GitHub; nobody can register a name with brackets.
GITHUB_JOB = "github-actions[bot]"
#: Nothing new is written when more issues carry the label than can be read.
PER_PAGE, MOST_PAGES = 50, 10
#: GitHub slows down who writes more in a minute.
MOST_WRITES = 40
SECONDS = 30
_STATUS = re.compile(r"HTTP/[0-9.]+ ([0-9]{3})")
#: Not signed in, no right, not there, switched off.
_NO_RIGHTS = (401, 403, 404, 410)


class NoRights(Exception):
    """The forge may not be written to here; the text says why, in Indonesian."""


class NoAnswer(Exception):
    """The forge did not answer as it should; the text says how, in Indonesian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forge:
    """How a forge calls what all have. ``path`` of the issues of the project; ``query`` sorts the oldest first."""

    program: str
    path: str
    query: str
    header: str
    number: str
    text: str
    name: str
    opened: str
    change: str
    fallback: str | None = None


def github(project: str) -> Forge:
    """``project`` is ``owner/name``; raises ``ValueError`` for anything else."""
    if not re.fullmatch(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+", project):
        raise ValueError(project)
    return Forge(
        program="gh",
        path=f"repos/{project}/issues",
        query="sort=created&direction=asc",
        header=f"Accept: {media.JSON_OF_GITHUB}",
        number="number",
        text="body",
        name="login",
        opened="open",
        change="PATCH",
        fallback=GITHUB_JOB,
    )


def gitlab(project: str) -> Forge:
    """``project`` is its number; raises ``ValueError`` for anything else."""
    if not re.fullmatch("[0-9]{1,18}", project):
        raise ValueError(project)
    return Forge(
        program="glab",
        path=f"projects/{project}/issues",
        query="scope=all&order_by=created_at&sort=asc",
        header=f"Content-Type: {media.JSON}",
        number="iid",
        text="description",
        name="username",
        opened="opened",
        change="PUT",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An issue of ours that the forge has; ``sum`` as it was last written."""

    number: int
    title: str
    key: str
    sum: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be done for one issue: ``what`` is ``buat``, ``ubah``, ``tutup``, ``buka-lagi`` or ``tetap``.
    ``wanted`` is None for an issue of a body that is gone, ``standing`` for a new one."""

    what: str
    wanted: Issue | None
    standing: Standing | None


def steps(wanted: Sequence[Issue], standing: Sequence[Standing], *, whole: bool) -> list[Step]:
    """What makes the issues of the forge say what they should. An issue whose sum is the same is left as it is, also
    when somebody has closed or reopened it: nobody is asked the same thing twice. Of two with one key, as two runs at
    once leave them, the oldest stays. Pure."""
    oldest: dict[str, Standing] = {}
    again = [one for one in standing if oldest.setdefault(one.key, one) is not one and one.state == OPEN]
    planned = [_step(issue, oldest.get(issue.key)) for issue in wanted]
    planned += [Step(what="tutup", wanted=None, standing=one) for one in again]
    if whole:
        keys = {issue.key for issue in wanted}
        gone = [one for key, one in oldest.items() if key not in keys and one.state == OPEN]
        planned += [Step(what="tutup", wanted=None, standing=one) for one in gone]
    return planned


def _step(issue: Issue, standing: Standing | None) -> Step:
    if standing is None:
        return Step(what="buat" if issue.state == OPEN else "tetap", wanted=issue, standing=None)
    if standing.sum == issue.sum:
        what = "tetap"
    elif standing.state == issue.state:
        what = "ubah"
    else:
        what = "tutup" if issue.state == CLOSED else "buka-lagi"
    return Step(what=what, wanted=issue, standing=standing)


def standing(forge: Forge) -> list[Standing]:
    """Our issues, the oldest first; raises ``NoRights`` and ``NoAnswer``."""
    own = _own_name(forge)
    return [
        Standing(
            number=row[forge.number],
            title=str(row.get("title", "")),
            key=mark[0],
            sum=mark[1],
            state=OPEN if row.get("state") == forge.opened else CLOSED,
        )
        for row in _rows(forge)
        if _author(forge, row) == own and isinstance(row.get(forge.number), int) and "pull_request" not in row
        if (mark := marked(str(row.get(forge.text) or "")))
    ]


def carry_out(forge: Forge, step: Step) -> None:
    """Write one step; raises ``NoRights`` and ``NoAnswer``."""
    if step.what == "tetap":
        return
    payload: dict[str, Any] = {}
    if step.wanted is not None:
        payload = {"title": step.wanted.title, forge.text: step.wanted.text}
    if step.standing is None:
        labels = LABEL if forge.program == "glab" else [LABEL]
        _labelled(forge, _call(forge, "POST", forge.path, {**payload, "labels": labels}))
        return
    if forge.program == "glab" and step.what in ("tutup", "buka-lagi"):
        payload["state_event"] = "close" if step.what == "tutup" else "reopen"
    elif forge.program == "gh":
        payload["state"] = CLOSED if step.what == "tutup" else step.wanted.state if step.wanted else CLOSED
    _call(forge, forge.change, f"{forge.path}/{step.standing.number}", payload)


def _labelled(forge: Forge, answer: Any) -> None:
    """A forge drops in silence a label that the token may not set; without it the issue would be made again."""
    row = answer if isinstance(answer, Mapping) else {}
    labels = row.get("labels")
    names = [one.get("name") if isinstance(one, Mapping) else one for one in labels] if isinstance(labels, list) else []
    if LABEL not in names:
        number = row.get(forge.number)
        where = f"isu nomor {number}" if isinstance(number, int) else "isu yang baru"
        raise NoAnswer(f"{where} dibuat tanpa label; pasang label {LABEL} padanya, supaya tidak dibuat dua kali")


def _own_name(forge: Forge) -> str:
    """By whose name we write. The token of a job on GitHub may not ask that, and has one name."""
    try:
        answer = _call(forge, "GET", "user")
    except NoRights:
        if forge.fallback is None:
            raise
        return forge.fallback
    name = answer.get(forge.name) if isinstance(answer, Mapping) else None
    if not isinstance(name, str) or not name:
        raise NoAnswer("nama penulisnya tidak terbaca")
    return name


def _author(forge: Forge, row: Mapping[str, Any]) -> str | None:
    author = row.get("user") if forge.program == "gh" else row.get("author")
    name = author.get(forge.name) if isinstance(author, Mapping) else None
    return name if isinstance(name, str) else None


def _rows(forge: Forge) -> Iterator[Mapping[str, Any]]:
    for page in range(1, MOST_PAGES + 1):
        query = f"labels={LABEL}&state=all&{forge.query}&per_page={PER_PAGE}&page={page}"
        answer = _call(forge, "GET", f"{forge.path}?{query}")
        if not isinstance(answer, list) or not all(isinstance(row, Mapping) for row in answer):
            raise NoAnswer("daftar isunya tidak terbaca")
        yield from answer
        if len(answer) < PER_PAGE:
            return
    raise NoAnswer(f"lebih dari {PER_PAGE * MOST_PAGES} isu berlabel {LABEL}; lepas label itu dari yang lama")


def _call(forge: Forge, method: str, path: str, payload: Mapping[str, Any] | None = None) -> Any:
    """The JSON that the forge answers with."""
    command = [forge.program, "api", "--include", "--method", method, "--header", forge.header, path]
    if payload is not None:
        command += ["--input", "-"]
    try:
        done = subprocess.run(
            command,
            input=b"" if payload is None else json.dumps(payload).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise NoRights(f"perintah {forge.program} tidak ada di sini") from None
    except subprocess.TimeoutExpired:
        raise NoAnswer(f"{forge.program} tidak menjawab dalam {SECONDS} detik") from None
    except OSError as error:
        raise NoRights(f"perintah {forge.program} tidak dapat dijalankan ({error.strerror})") from None
    head, _, content = done.stdout.replace(b"\r\n", b"\n").partition(b"\n\n")
    status = _STATUS.match(head.decode("utf-8", "replace"))
    if status is None:
        raise NoAnswer(f"{forge.program} berakhir dengan kode {done.returncode} tanpa jawaban dari forge")
    number = int(status[1])
    if number in _NO_RIGHTS:
        raise NoRights(f"forge menjawab {number}: tokennya tidak ada atau tanpa hak atas isu, atau isu dimatikan")
    if number >= 300:
        raise NoAnswer(f"forge menjawab {number}")
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise NoAnswer("jawaban forge bukan JSON") from None


def apply(
    forge: Forge, wanted: Sequence[Issue], *, whole: bool, tell: Callable[[Step], None]
) -> tuple[list[Step], str]:
    """Carry out what is needed and ``tell`` each step once it is done; what was left undone with the reason, or an
    empty list. Raises ``NoAnswer``."""
    try:
        planned = steps(wanted, standing(forge), whole=whole)
    except NoRights as error:
        return [Step(what="buat", wanted=issue, standing=None) for issue in wanted], str(error)
    writes = 0
    for number, step in enumerate(planned):
        if step.what != "tetap" and writes == MOST_WRITES:
            return planned[number:], f"sudah {MOST_WRITES} isu ditulis; sisanya pada jalan berikutnya"
        try:
            carry_out(forge, step)
        except NoRights as error:
            return planned[number:], str(error)
        writes += step.what != "tetap"
        tell(step)
    return [], ""
