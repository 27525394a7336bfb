"""Which branches start a workflow when they are pushed, read from its text: GitHub and Forgejo, and GitLab.

Promises: pure; what cannot be read with certainty is None, never a guess. Sources: the syntax of workflows of GitHub
(``on.push.branches``, ``branches-ignore``, filter patterns) and the keywords ``rules`` and ``only`` of GitLab.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from terbuka.record.strict_yaml import Node, parse

_WILD = re.compile(r"\*\*|\*|\[[^\]]*\]|[?+]|.", re.DOTALL)
_GITLAB_NAME = re.compile(r"""\$CI_COMMIT_(?:BRANCH|REF_NAME) *== *["']([^"']+)["']""")
_GITLAB_PATTERN = re.compile(r"\$CI_COMMIT_(?:BRANCH|REF_NAME) *=~")
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pushes:
    """Pushed branches that start a workflow: those that fit ``names`` (patterns; with ``!`` what is left out again) and
    none of ``but``."""

    names: tuple[str, ...]
    but: tuple[str, ...] = ()

    def take(self, branch: str) -> bool:
        taken = False
        for name in self.names:
            if _fits(branch, name.removeprefix("!")):
                taken = not name.startswith("!")
        return taken and not any(_fits(branch, name) for name in self.but)


NONE, ALL = Pushes(()), Pushes(("**",))


def of_workflow(text: str) -> Pushes | None:
    """Of a workflow of GitHub or Forgejo; None when it cannot be read."""
    node, problems = parse(text, "")
    if problems or node is None or "on" not in node.items:
        return None
    on = node.items["on"]
    if on.kind != "peta":
        return ALL if "push" in _texts(on) else NONE
    push = on.items.get("push")
    if push is None:
        return NONE
    if "branches" in push.items:
        return Pushes(tuple(_texts(push.items["branches"])))
    if "branches-ignore" in push.items:
        return Pushes(ALL.names, tuple(_texts(push.items["branches-ignore"])))
    return NONE if push.items.keys() & {"tags", "tags-ignore"} else ALL


def of_gitlab(text: str) -> Pushes | None:
    """Of ``.gitlab-ci.yml`` as a whole: every branch when one job has no condition that names some, or names the
    default branch; None when a condition is a pattern, or the file cannot be read and has the old ``only``."""
    code = _COMMENT.sub("", text)
    if "$CI_DEFAULT_BRANCH" in code:
        return ALL
    if _GITLAB_PATTERN.search(code):
        return None
    names = _GITLAB_NAME.findall(code)
    if re.search(r"^\s*only:", code, re.MULTILINE):
        node, problems = parse(text, "")
        if problems or node is None:
            return None
        names += [name for job in node.items.values() for name in _only(job)]
        return ALL if "branches" in names else Pushes(tuple(names))
    return Pushes(tuple(names)) if names else ALL


def _only(job: Node) -> list[str]:
    only = job.items.get("only")
    return [] if only is None else _texts(only.items["refs"]) if "refs" in only.items else _texts(only)


def _texts(node: Node) -> list[str]:
    return [entry.text for entry in node.entries] if node.kind == "daftar" else [node.text]


def _fits(branch: str, pattern: str) -> bool:
    wild = {"**": ".*", "*": "[^/]*", "?": "?", "+": "+"}
    parts = (wild.get(part) or (part if part.startswith("[") else re.escape(part)) for part in _WILD.findall(pattern))
    try:
        return re.fullmatch("".join(parts), branch) is not None
    except re.error:
        return branch == pattern
