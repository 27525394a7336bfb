"""Programs as wheels, of any version and with any law, and thin portals that were made by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import trees
from terbuka.lifecycle import start, wheel
from terbuka.lifecycle.portrait import sha256
from terbuka.record.portal_file import PortalFile, as_text

PACKED = "terbuka/bawaan"
#: Path inside the wheel -> what its text becomes.
Edits = Mapping[str, Callable[[str], str]]
_SOURCE = trees.REPOSITORY / "scripts"
_ABOUT = """\
Metadata-Version: 2.4
Name: terbuka
Version: {version}
Requires-Python: >=3.11
{needs}
"""


def packed(target: Path, version: str, edits: Edits | None = None, needs: tuple[str, ...] = ("jinja2",)) -> Path:
    """The running program as a wheel of ``version`` in the folder ``target``, with the small law of the tests."""
    files = {path.relative_to(_SOURCE).as_posix(): path.read_bytes() for path in _program()}
    files |= {f"{PACKED}/{path}": content for path, content in _defaults().items()}
    about_program = files["terbuka/__init__.py"].decode()
    files["terbuka/__init__.py"] = re.sub('__version__ = ".*"', f'__version__ = "{version}"', about_program).encode()
    for path, edit in (edits or {}).items():
        files[path] = edit(files.get(path, b"").decode()).encode()
    about = f"terbuka-{version}.dist-info"
    listed = "\n".join(f"Requires-Dist: {need}" for need in needs)
    files[f"{about}/METADATA"] = _ABOUT.format(version=version, needs=listed).encode()
    files[f"{about}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: uji\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    target.mkdir(parents=True, exist_ok=True)
    made = target / wheel.file_name(version)
    made.write_bytes(wheel.packed(files))
    return made


def _program() -> list[Path]:
    found = sorted((_SOURCE / "terbuka").rglob("*"))
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


def _defaults() -> dict[str, bytes]:
    files = {}
    for folder in (trees.FIXTURE, trees.REPOSITORY):
        parts = ("datasets/aturan", "content") if folder == trees.FIXTURE else ("schemas",)
        for part in parts:
            found = sorted((folder / part).rglob("*"))
            files |= {p.relative_to(folder).as_posix(): p.read_bytes() for p in found if p.is_file()}
    files["mkdocs.yml"] = (trees.FIXTURE / "mkdocs.yml").read_bytes()
    files["requirements.lock"] = b"jinja2==3.1.6\n"
    return files


def portal(root: Path, made_by: Path, records: Mapping[str, bytes] | None = None) -> Path:
    """A thin portal at ``root`` with the body of the fixture, as the program in the wheel ``made_by`` would keep it."""
    for path, content in (records or body()).items():
        trees.put(root, path, content)
    trees.put(root, "mkdocs.yml", (trees.FIXTURE / "mkdocs.yml").read_bytes())
    content = made_by.read_bytes()
    supply = start.supply_of(made_by.name.split("-")[1], made_by.name, content)
    files = start.written_files(supply)
    files["requirements.txt"] = f"./pustaka/{made_by.name} --hash=sha256:{supply.sha256}\n".encode()
    files[".github/workflows/periksa.yml"] += b"# versi lama\n"
    for path, data in files.items():
        trees.put(root, path, data)
    written = {path: sha256(data) for path, data in files.items()}
    made = PortalFile(version=supply.version, law_day=date(2026, 3, 1), written=written)
    trees.put(root, "portal.yml", as_text(made))
    return root


def body() -> dict[str, bytes]:
    """The records of the fixture's body by their paths."""
    found = sorted((trees.FIXTURE / "datasets/badan").rglob("*"))
    return {path.relative_to(trees.FIXTURE).as_posix(): path.read_bytes() for path in found if path.is_file()}
