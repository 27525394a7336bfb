"""A smoke run for systems on which the tests do not run: a new portal is started, checked and built.

    python tests/smoke.py [--wheel] [FOLDER]

Uses the command as it is installed; with ``--wheel`` the program as an office gets it: packed as a wheel, installed by
pip into an empty folder, and run there without anything of this repository. A new portal is sound, and while it is
``rintisan`` its check ends with 0. Ends with 1 and says what was expected when an exit code or a file is another one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

#: What a built portal has: the home page of the portal and of its body, and the register as data.
FILES = ("index.html", "kantor-kami/index.html", "api/v1/kantor-kami/daftar-informasi-publik.csv")


def steps(portal: Path, site: Path) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The commands of a run, each with the code with which it must end."""
    return (
        (0, ("init", str(portal), "--id", "kantor-kami", "--nama", "Kantor Kami", "--zona", "WITA")),
        (0, ("check", "--root", str(portal))),
        (0, ("build", "--no-search", "--root", str(portal), "--out", str(site))),
    )


def smoke(folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """Run all steps in ``folder``; what went wrong, empty when nothing did."""
    site = folder / "site"
    for expected, arguments in steps(folder / "portal", site):
        print("terbuka", *arguments, flush=True)
        command = [sys.executable, "-m", "terbuka", *arguments]
        code = subprocess.run(command, check=False, cwd=folder, env=environment).returncode
        if code != expected:
            return f"terbuka {arguments[0]} ended with {code}, not with {expected}"
    missing = [name for name in FILES if not (site / name).is_file()]
    return f"the site lacks {', '.join(missing)}" if missing else ""


def installed(folder: Path) -> dict[str, str]:
    """The program as a wheel, installed below ``folder``; the environment in which Python finds it there, and with the
    libraries that are installed already."""
    from terbuka.lifecycle import wheel

    name, data = wheel.own()
    (folder / name).write_bytes(data)
    target = folder / "program"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(folder / name)], check=True)
    environment = {**os.environ, "PYTHONPATH": str(target)}
    ask = [sys.executable, "-c", "import terbuka; print(terbuka.__file__)"]
    place = subprocess.run(ask, check=True, cwd=folder, env=environment, capture_output=True, text=True).stdout
    if not Path(place.strip()).is_relative_to(target):
        raise RuntimeError(f"not the installed wheel runs, but {place}")
    return environment


def main(arguments: list[str]) -> int:
    places = [argument for argument in arguments if argument != "--wheel"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(places[0] if places else temporary).resolve()
        fault = smoke(folder, installed(folder) if "--wheel" in arguments else None)
    print(fault or "all well")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
