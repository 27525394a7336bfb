"""The program by its name from the registry that pip is set up with.

Promises: no address stands here; pip is asked once, and what it fetched is hashed and thrown away.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from terbuka.lifecycle.start import CannotStart, Supply

_SECONDS = 120
_NOT_REACHED = (
    "terbuka {version} tidak didapat dari tempat pustaka yang dipakai pip di komputer ini: sambungan terputus, atau "
    "versi ini belum diterbitkan di sana. Pakai --dari pustaka: programnya ikut di dalam portal, tanpa sambungan."
)


def supply(version: str) -> Supply:
    """The wheel of ``version`` as pip finds it; raises ``CannotStart`` when it finds none."""
    with TemporaryDirectory(prefix="terbuka-") as folder:
        wheel = fetched(f"terbuka=={version}", Path(folder))
        if wheel is None:
            raise CannotStart(_NOT_REACHED.format(version=version))
        return Supply(version=version, sha256=hashlib.sha256(wheel.read_bytes()).hexdigest())


def fetched(wanted: str, into: Path) -> Path | None:
    """The wheel that pip finds for the requirement ``wanted``, in the empty folder ``into``; None when it finds none or
    nothing can be reached."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", "download"]
    command += ["--no-deps", "--only-binary", ":all:", "--dest", str(into), wanted]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    wheels = list(into.glob("terbuka-*.whl"))
    return None if done.returncode or len(wheels) != 1 else wheels[0]
