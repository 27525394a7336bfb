"""Which program an upgrade takes: a wheel that was named, a version, or the newest that is known; and what it needs.

Promises: no address stands here; pip is asked only for a version that is not in the portal, or when the portal has its
program by name. Nothing of a wheel is run.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from email.parser import HeaderParser
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion, Version

from terbuka.base.problem import shown
from terbuka.lifecycle import registry
from terbuka.lifecycle.start import LIBRARY
from terbuka.lifecycle.wheel import Wheel
from terbuka.record.portal_file import REGISTRY, PortalFile

_NAME = re.compile(r"terbuka-([^-]+)-py3-none-any\.whl")


class NoOffer(Exception):
    """There is no such program; the text says why and what to do."""


def wanted(root: Path, portal: PortalFile, asked: str | None, folder: Path) -> Path | None:
    """The wheel that is ``asked`` for, by file or version, else the newest that is newer than the portal's program;
    None when none is. What pip brings lies in ``folder``; it is asked when the portal has its program by name, and for
    a version that is not in the portal. Raises ``NoOffer``."""
    if asked is None:
        return _newest(root, portal, folder)
    if asked.endswith(".whl") or Path(asked).exists():
        return Path(asked)
    number = _number(asked)
    if number is None:
        raise NoOffer(
            f"“{shown(asked, 80)}” bukan berkas wheel dan bukan nomor versi; tulis misalnya "
            "terbuka upgrade terbuka-0.2.0-py3-none-any.whl atau terbuka upgrade 0.2.0"
        )
    own = next((path for one, path in in_library(root) if one == number), None)
    fetched = own or registry.fetched(f"terbuka=={number}", folder)
    if fetched is None:
        raise NoOffer(
            f"terbuka {number} tidak ada di {LIBRARY}/ dan tidak didapat lewat pip: sambungan terputus, atau versi itu "
            "belum diterbitkan di sana. Unduh wheel-nya dari halaman rilis, lalu: terbuka upgrade BERKAS.whl"
        )
    return fetched


def heard_of(portal: PortalFile, folder: Path) -> str:
    """The version of a newer program that pip knows by the name of ours, for a portal that keeps its program itself;
    empty when it knows none. Anybody can register a name: nothing of what pip brings is run or kept."""
    newer = [] if portal.source == REGISTRY else _newer(portal, _through_pip(folder))
    return str(newer[0][0]) if newer else ""


def _newest(root: Path, portal: PortalFile, folder: Path) -> Path | None:
    known = in_library(root) + (_through_pip(folder) if portal.source == REGISTRY else [])
    newer = _newer(portal, known)
    return max(newer)[1] if newer else None


def _newer(portal: PortalFile, known: list[tuple[Version, Path]]) -> list[tuple[Version, Path]]:
    return [(number, path) for number, path in known if number > Version(portal.version)]


def _through_pip(folder: Path) -> list[tuple[Version, Path]]:
    fetched = registry.fetched("terbuka", folder)
    match = _NAME.fullmatch(fetched.name) if fetched else None
    number = _number(match[1]) if match else None
    return [(number, fetched)] if fetched and number is not None else []


def in_library(root: Path) -> list[tuple[Version, Path]]:
    """The wheels in ``pustaka/`` by their version, as their names have it."""
    matches = [(path, _NAME.fullmatch(path.name)) for path in sorted((root / LIBRARY).glob("*.whl"))]
    numbered = [(_number(match[1]), path) for path, match in matches if match]
    return [(number, path) for number, path in numbered if number is not None]


def is_older(version: str, portal: PortalFile) -> bool:
    """Whether a program of that version is older than the one that the portal has."""
    return Version(version) < Version(portal.version)


def own_wheel(root: Path, portal: PortalFile) -> Path | None:
    """The wheel in the portal of the very program that ``portal.yml`` names; None where there is none."""
    return next((path for one, path in in_library(root) if one == Version(portal.version)), None)


def _number(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


# --- what a program needs ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Needs:
    """What stands between this computer and a program: ``python`` that it asks for and is not here; ``libraries`` as
    pip takes them, that are missing or of another version."""

    python: str
    libraries: tuple[str, ...]


def needs(wheel: Wheel) -> Needs:
    """What the wheel asks for, held against the Python that runs and what is installed in it."""
    (text,) = (data for path, data in wheel.files.items() if path.endswith(".dist-info/METADATA"))
    about = HeaderParser().parsestr(text.decode("utf-8", "replace"))
    python = str(about["Requires-Python"] or "")
    here = ".".join(map(str, sys.version_info[:3]))
    fits = not python or SpecifierSet(python).contains(here, prereleases=True)
    asked = [Requirement(line) for line in about.get_all("Requires-Dist") or ()]
    missing = [one for one in asked if (one.marker is None or one.marker.evaluate({"extra": ""})) and not _there(one)]
    return Needs("" if fits else python, tuple(f"{one.name}{_extras(one)}{one.specifier}" for one in missing))


def _there(asked: Requirement) -> bool:
    try:
        return asked.specifier.contains(version(asked.name), prereleases=True)
    except PackageNotFoundError:
        return False


def _extras(asked: Requirement) -> str:
    return f"[{','.join(sorted(asked.extras))}]" if asked.extras else ""
