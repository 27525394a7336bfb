"""The step of the build that maps the folders of the source into the wheel; ``base/defaults.py`` says which."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Defaults(BuildHookInterface):  # type: ignore[type-arg]
    """Puts ``CARRIED`` below ``PACKED``; an editable installation reads them where they stand."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        root = Path(self.root)
        defaults = runpy.run_path(str(root / "scripts/terbuka/base/defaults.py"))
        for path in defaults["CARRIED"]:
            build_data["force_include"][str(root / path)] = f"terbuka/{defaults['PACKED']}/{path}"
