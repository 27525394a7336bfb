"""What an editor needs to help with the data: JSON Schemas, settings for VS Code and vscode.dev, modelines.

Promises: everything comes from ``schemas/``; of ``.vscode/settings.json`` and ``.vscode/extensions.json`` only the
keys that are ours are set, whatever else a maintainer put there stays. The folder ``.vscode/skema/`` is ours whole.

Three users, one source (``schemas/``). The check has its own form (``record/schemas``: typed values, keywords of
ours). Editors and the site get the form of ``record/json_schema``: an editor reads YAML 1.2, where ``2026-06-30`` and
``ya`` are text, bare digits are a number and an empty key is null, so each value may be written as the check takes
it; ``tests/test_editors.py`` holds the two against each other, type by type. The one difference: bare ``true``,
``null``, ``~`` as text, which the check takes and an editor flags. "Empty" is said with ``not``, because an editor
would offer a type ``null`` as a choice. What only editors know (``markdownDescription``, ``enumDescriptions``,
``patternErrorMessage``) is left out of what is published.

``terbuka schema`` writes ``.vscode/skema/*.json`` and sets our keys in ``.vscode/settings.json`` and
``.vscode/extensions.json``; other keys there stay. **Run it after a change in ``schemas/``** (``--check`` ends with 1
when something is stale; a test here asks the same). Every YAML file of ``datasets/`` starts with
``editors.modeline(path)``; ``init`` and the settings do without it for files that officers add.

Published schemas of ``api/v1/`` have no ``additionalProperties: false``, since keys may be added; the test closes
them and reads the files of three portals. Times carry a pattern beside their format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from terbuka.base import defaults
from terbuka.features.open_data.reading import KIND as DATA_KIND
from terbuka.features.open_data.reading import RELEASES
from terbuka.portal.kinds import BODY_LISTS, BODY_OTHERS, LAW_LISTS, LAW_OPTIONAL, LAW_RECORDS
from terbuka.record.json_schema import for_editor
from terbuka.record.schema import Schema

FOLDER = ".vscode/skema"
SETTINGS, EXTENSIONS = ".vscode/settings.json", ".vscode/extensions.json"
MARK = "# yaml-language-server: $schema="
_BODY, _LAW = "datasets/badan/*/", "datasets/aturan/*/"
#: Where the YAML of each kind stands; ``*`` is any one name.
PLACES: dict[str, str] = {
    **{kind: f"{_BODY}{kind}.yml" for kind in BODY_OTHERS},
    **{kind: f"{_BODY}{kind}.yml" for kind in BODY_LISTS},
    **{kind: f"{_LAW}{kind}.yml" for kind in [*LAW_LISTS, *LAW_OPTIONAL, *LAW_RECORDS]},
    DATA_KIND: f"{_BODY}data/*/{DATA_KIND}.yml",
    RELEASES: f"{_BODY}data/*/{RELEASES}.yml",
    "penilaian": f"{_LAW}penilaian.yml",
    "kewajiban": f"{_LAW}kewajiban/*.yml",
    "kalender": f"{_LAW}kalender/*.yml",
}
_OURS: dict[str, Any] = {
    "files.encoding": "utf8",
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    # Long lines of text are the officer's, and a formatter of YAML would break them anew.
    "yaml.format.enable": False,
    "yaml.schemaStore.enable": False,
    "redhat.telemetry.enabled": False,
}
_EXTENSIONS = ("redhat.vscode-yaml", "mechatroner.rainbow-csv")


class NotPlainJson(Exception):
    """A file of settings that cannot be added to, because it holds comments or mistakes; the text is its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file that must be written, or removed when ``content`` is None; ``path`` is below the root."""

    path: str
    content: str | None


def changes(root: Path, schemas: Mapping[str, Schema]) -> list[Change]:
    """What must change below ``root``, sorted by path, so that editors know ``schemas``. Raises ``NotPlainJson``."""
    wanted = dict(_files(root, schemas))
    folder = root / FOLDER
    stale = [f"{FOLDER}/{f.name}" for f in folder.glob("*.json")] if folder.is_dir() else []
    made = [Change(path=p, content=None) for p in stale if p not in wanted]
    made += [Change(path=p, content=text) for p, text in wanted.items() if _read(root / p) != text]
    return sorted(made, key=lambda change: change.path)


def write(root: Path, made: list[Change]) -> None:
    for change in made:
        file = root / change.path
        if change.content is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(change.content, "utf-8", newline="\n")


def hinted(root: Path) -> bool:
    """Whether new files of the portal begin with a ``modeline``: a thin one holds no hints until it asks for them."""
    return not defaults.is_thin(root) or (root / FOLDER).is_dir()


def heading_of(root: Path, path: str) -> str | None:
    """The first line of a new file at ``path``: its ``modeline`` where the portal is ``hinted``."""
    return modeline(path) if hinted(root) else None


def unhinted(path: str, text: str) -> str:
    """The text without its ``modeline``."""
    return text.removeprefix(f"{modeline(path)}\n")


def modeline(path: str) -> str | None:
    """The first line of the YAML file at ``path`` (below the root), without its end; None for no data file."""
    kind = next((kind for kind, place in PLACES.items() if _matches(path, place)), None)
    if kind is None:
        return None
    return f"{MARK}{'../' * (len(PurePosixPath(path).parts) - 1)}{FOLDER}/{kind}.json"


def _matches(path: str, place: str) -> bool:
    return bool(re.fullmatch(re.escape(place).replace(r"\*", "[^/]+"), path))


def _files(root: Path, schemas: Mapping[str, Schema]) -> Iterator[tuple[str, str]]:
    for kind, schema in schemas.items():
        yield f"{FOLDER}/{kind}.json", _dump(for_editor(schema))
    settings = _object(root, SETTINGS)
    theirs = settings.get("yaml.schemas")
    others = {k: v for k, v in theirs.items() if not k.startswith(FOLDER)} if isinstance(theirs, dict) else {}
    ours = {f"{FOLDER}/{kind}.json": [PLACES[kind]] for kind in sorted(PLACES.keys() & schemas.keys())}
    yield SETTINGS, _dump({**settings, **_OURS, "yaml.schemas": {**others, **ours}})
    extensions = _object(root, EXTENSIONS)
    listed = extensions.get("recommendations")
    known = listed if isinstance(listed, list) else []
    yield EXTENSIONS, _dump({**extensions, "recommendations": [*known, *(e for e in _EXTENSIONS if e not in known)]})


def _object(root: Path, path: str) -> dict[str, Any]:
    text = _read(root / path)
    try:
        made = json.loads(text) if text and text.strip() else {}
    except ValueError:
        raise NotPlainJson(path) from None
    if not isinstance(made, dict):
        raise NotPlainJson(path)
    return made


def _read(file: Path) -> str | None:
    """The text of a file; None when it is not there or no UTF-8, which then reads as different."""
    try:
        return file.read_bytes().decode()
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
