"""A pretended ``gh`` or ``glab``: answers ``api`` calls from a file of issues and writes each call down.

It stands in the path under either name. ``PRETEND`` is the folder with ``issues.json`` and ``calls.jsonl``;
``PRETEND_RIGHTS`` is ``write``, ``read`` or ``none``; ``PRETEND_STATUS`` makes every answer that status;
``PRETEND_USER`` is the name of the token's owner, empty when it may not ask; ``PRETEND_LABELS`` is ``drop`` when the
token may set no label.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit


def main(words: list[str]) -> int:
    folder, hub = Path(os.environ["PRETEND"]), Path(words[0]).name == "gh"
    method, path = words[words.index("--method") + 1], words[words.index("--header") + 2]
    payload = json.loads(sys.stdin.buffer.read()) if "--input" in words else None
    with (folder / "calls.jsonl").open("a", encoding="utf-8") as calls:
        calls.write(json.dumps({"words": words[1:], "method": method, "path": path, "payload": payload}) + "\n")
    if os.environ.get("PRETEND_STATUS") == "sleep":
        time.sleep(20)
    if os.environ.get("PRETEND_STATUS") == "nonsense":
        print("Selamat pagi")
        return 1
    if status := os.environ.get("PRETEND_STATUS"):
        return answer(int(status), {"message": "Not Found"})
    return serve(folder / "issues.json", hub, method, path, payload)


def serve(file: Path, hub: bool, method: str, path: str, payload: Any) -> int:
    issues = json.loads(file.read_text("utf-8")) if file.exists() else []
    rights, user = os.environ.get("PRETEND_RIGHTS", "write"), os.environ.get("PRETEND_USER", "")
    if path == "user":
        return answer(200, {"login" if hub else "username": user}) if user else answer(403, {})
    if rights == "none" or (rights == "read" and method != "GET"):
        return answer(403, {"message": "Resource not accessible by integration"})
    if method == "GET":
        asked = parse_qs(urlsplit(path).query)
        labelled = [one for one in issues if asked["labels"][0] in _names(one)]
        size, page = int(asked["per_page"][0]), int(asked["page"][0])
        return answer(200, labelled[(page - 1) * size : page * size])
    if method == "POST":
        author = {"login": user or "github-actions[bot]", "username": user}
        issue = {"number": len(issues) + 1, "iid": len(issues) + 1, "state": "open" if hub else "opened"}
        names = payload.pop("labels") if hub else payload.pop("labels").split(",")
        names = [] if os.environ.get("PRETEND_LABELS") == "drop" else names
        issue |= {"user" if hub else "author": author, "labels": [{"name": n} for n in names] if hub else names}
        issues.append(issue | payload)
        issue = issues[-1]
    else:
        issue = issues[int(path.rsplit("/", 1)[1]) - 1]
        event = payload.pop("state_event", None)
        issue |= payload | ({"state": {"close": "closed", "reopen": "opened"}[event]} if event else {})
    file.write_text(json.dumps(issues), "utf-8")
    return answer(201, issue)


def _names(issue: Any) -> list[str]:
    return [one["name"] if isinstance(one, dict) else one for one in issue["labels"]]


def answer(status: int, content: Any) -> int:
    reason = "OK" if status < 300 else "No"
    sys.stdout.write(f"HTTP/2.0 {status} {reason}\nContent-Type: application/json\r\n\r\n{json.dumps(content)}")
    if status > 299:
        sys.stderr.write(f"gh: Resource not accessible (HTTP {status})\n")
    return int(status > 299)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
