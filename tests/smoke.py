"""A smoke run for systems on which the tests do not run: a new portal is started, checked and built.

    python tests/smoke.py [FOLDER]

Uses the command as it is installed. A new portal is sound, and while it is ``rintisan`` its check ends with 0. Ends
with 1 and says what was expected when an exit code or a file is another one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
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


def smoke(folder: Path) -> str:
    """Run all steps in ``folder``; what went wrong, empty when nothing did."""
    site = folder / "site"
    for expected, arguments in steps(folder / "portal", site):
        print("terbuka", *arguments, flush=True)
        code = subprocess.run([sys.executable, "-m", "terbuka", *arguments], check=False).returncode
        if code != expected:
            return f"terbuka {arguments[0]} ended with {code}, not with {expected}"
    missing = [name for name in FILES if not (site / name).is_file()]
    return f"the site lacks {', '.join(missing)}" if missing else ""


def main(arguments: list[str]) -> int:
    if arguments:
        fault = smoke(Path(arguments[0]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            fault = smoke(Path(folder))
    print(fault or "all well")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
