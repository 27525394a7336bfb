"""What mkdocs is given of a portal: its prose and the settings of the shell; of a thin one those of the package too."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from terbuka.base import defaults

#: The guide is ours to render: it takes time limits and articles from the law data.
_GUIDE = "panduan"


def copy_prose(root: Path, into: Path) -> None:
    """Lay the pages of ``content/`` below ``into``: those of the package first, the portal's own over them."""
    for layer in defaults.layers(root, "content"):
        if layer.is_dir():
            left_out = {str(layer): {_GUIDE}}
            shutil.copytree(layer, into, ignore=lambda at, _, out=left_out: out.get(str(at), set()), dirs_exist_ok=True)


def lent_settings(root: Path) -> dict[str, Any]:
    """What a thin portal's ``mkdocs.yml`` leaves to the package's; nothing for a portal that is a full copy."""
    if not defaults.is_thin(root):
        return {}
    package, own = (
        yaml.safe_load((folder / defaults.SETTINGS).read_text("utf-8")) for folder in (defaults.folder(), root)
    )
    return _absent(package, own)


def lent_prose(root: Path) -> list[str]:
    """Paths of the pages that came with the program, sorted."""
    return sorted(path for path in defaults.lent(root) if path.startswith("content/"))


def _absent(package: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Keys of ``package`` that ``own`` lacks, at every depth."""
    absent = {key: value for key, value in package.items() if key not in own}
    both = {key: (value, own[key]) for key, value in package.items() if key in own}
    nested = {key: _absent(*pair) for key, pair in both.items() if all(isinstance(one, dict) for one in pair)}
    return absent | {key: value for key, value in nested.items() if value}
