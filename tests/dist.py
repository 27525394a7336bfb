"""Build what a release consists of into ``dist/``: ``make dist``.

    python tests/dist.py [FOLDER]

Wheel and sdist, a list of what they are made of (CycloneDX 1.6), and ``SHA256SUMS``. Everything is made twice: from the
tree, and from the sdist in another folder with another umask. Bytes that differ end it with 1; nothing is written then.
``TERBUKA_TAG`` (set by the workflow ``rilis``) must be ``v`` and the version.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from terbuka.lifecycle import wheel

REPOSITORY = Path(__file__).resolve().parent.parent
SUMS = "SHA256SUMS"
_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
#: Licences that libraries state by the words of a list instead of an SPDX identifier.
SPDX = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


class CannotBuild(Exception):
    """There is no release of this tree; the text says why."""


def release(root: Path, tag: str = "") -> dict[str, bytes]:
    """The files of a release by their name. Raises ``CannotBuild``."""
    with tempfile.TemporaryDirectory(prefix="terbuka-dist-") as folder:
        first = built(root, Path(folder, "pohon"), 0o022)
        sdist = next(name for name in first if name.endswith(".tar.gz"))
        source = Path(folder, "sumber")
        with tarfile.open(Path(folder, "pohon", sdist)) as archive:
            archive.extractall(source, filter="data")
        second = built(source / sdist.removesuffix(".tar.gz"), Path(folder, "lain"), 0o077)
    different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if different:
        raise CannotBuild(f"tree and sdist do not give the same bytes: {', '.join(different)}")
    name = next(name for name in first if name.endswith(".whl"))
    version = name.split("-")[1]
    if tag and tag != f"v{version}":
        raise CannotBuild(f"the tag is {tag}, but the version is {version} (scripts/terbuka/__init__.py)")
    files = {**first, f"terbuka-{version}.cdx.json": materials(root, version, first[name])}
    return {**files, SUMS: "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files)).encode()}


def built(root: Path, target: Path, umask: int) -> dict[str, bytes]:
    """Wheel and sdist of the tree at ``root``; the wheel in the form in which the program packs itself."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(target)]
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(command, cwd=root, check=True, umask=umask, capture_output=True, env=environment)
    for path in target.glob("*.whl"):
        with zipfile.ZipFile(path) as archive:
            members = {inside: archive.read(inside) for inside in archive.namelist()}
        path.write_bytes(wheel.packed(members))
        wheel.opened(path)
    return {file.name: file.read_bytes() for file in target.iterdir()}


def materials(root: Path, version: str, program: bytes) -> bytes:
    """The list of the program and of the libraries in its lock: versions, licences, package URLs, hashes of every file
    that the lock allows, who needs whom. What only the build needs is ``excluded``."""
    pins = locked((root / "requirements.lock").read_text("utf-8"))
    components = {name: library(name, *pin) for name, pin in pins.items()}
    top = Component(
        type=ComponentType.APPLICATION,
        name=wheel.PROGRAM,
        version=version,
        bom_ref=wheel.PROGRAM,
        licenses=licences(distribution(wheel.PROGRAM)),
        purl=PackageURL("pypi", None, wheel.PROGRAM, version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest(program))],
    )
    bom = Bom(components=components.values(), serial_number=uuid5(NAMESPACE_OID, f"{version} {digest(program)}"))
    bom.metadata.component = top
    needs = graph(pins)
    for name, component in ((wheel.PROGRAM, top), *components.items()):
        bom.register_dependency(component, [components[other] for other in sorted(needs.get(name, ()))])
    for name in components.keys() - needs.keys():
        components[name].scope = ComponentScope.EXCLUDED
    answer = json.loads(JsonV1Dot6(bom).output_as_string())
    del answer["metadata"]["timestamp"]  # the same tree gives the same bytes, whenever it is built
    return (json.dumps(answer, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def locked(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Name -> version and hashes, as a lock of pip says it."""
    pins: dict[str, tuple[str, list[str]]] = {}
    for line in lock.splitlines():
        if pin := _PIN.match(line):
            pins[pin["name"]] = pin["version"], []
        elif digests := _HASH.findall(line):
            pins[list(pins)[-1]][1].extend(digests)
    return pins


def library(name: str, version: str, digests: Iterable[str]) -> Component:
    """One library of the lock. Raises ``CannotBuild`` when another version is installed here."""
    found = distribution(name)
    if found.version != version:
        raise CannotBuild(f"{name} {found.version} is installed, but {version} is locked")
    return Component(
        name=name,
        version=version,
        bom_ref=name,
        licenses=licences(found),
        purl=PackageURL("pypi", None, name, version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content) for content in digests],
    )


def licences(found: Distribution) -> list[License]:
    """What the library says itself: an SPDX expression, else a name, else the words of its classifiers."""
    about = found.metadata
    stated = about.get("License-Expression") or about.get("License") or "UNKNOWN"
    listed = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    if "\n" in stated or stated in ("UNKNOWN", "Dual License"):
        stated = " OR ".join(SPDX.get(name, name) for name in listed)
    if not stated:
        raise CannotBuild(f"{found.name} states no licence")
    return [LicenseFactory().make_from_string(SPDX.get(stated, stated))]


def graph(pins: Mapping[str, object]) -> dict[str, set[str]]:
    """Who needs whom of the lock, from the program down; an extra counts where somebody asks for it."""
    needs: dict[str, set[str]] = {}
    asked = [(wheel.PROGRAM, frozenset[str]())]
    seen = set()
    while asked:
        name, extras = asked.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        needs.setdefault(name, set())
        for line in distribution(name).requires or ():
            need = Requirement(line)
            other = canonicalize_name(need.name)
            marker = str(need.marker or "")
            if other in pins and ("extra ==" not in marker or any(f'extra == "{extra}"' in marker for extra in extras)):
                needs[name].add(other)
                asked.append((other, frozenset(need.extras)))
    return needs


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main(arguments: list[str]) -> int:
    target = Path(arguments[0]) if arguments else REPOSITORY / "dist"
    try:
        files = release(REPOSITORY, os.environ.get("TERBUKA_TAG", ""))
    except CannotBuild as reason:
        print(f"make dist: {reason}", file=sys.stderr)
        return 1
    target.mkdir(parents=True, exist_ok=True)
    for old in (*target.glob("terbuka-*"), *target.glob(SUMS)):
        old.unlink()
    for name, content in files.items():
        (target / name).write_bytes(content)
        print(f"{digest(content)}  {len(content):>9,}  {target.name}/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
