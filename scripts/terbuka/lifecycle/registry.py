"""The program by its name from the registry that pip is set up with.

Promises: no address stands here; pip is asked once, and what it fetched is hashed and thrown away. Anybody can register
a name: a portal is tied to what pip finds only when that is the very program that is running.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from terbuka.lifecycle import wheel
from terbuka.lifecycle.start import CannotStart, Supply

_SECONDS = 120
_NOT_REACHED = (
    "terbuka {version} tidak didapat dari tempat pustaka yang dipakai pip di komputer ini: sambungan terputus, atau "
    "versi ini belum diterbitkan di sana. Pakai --dari pustaka: programnya ikut di dalam portal, tanpa sambungan."
)
_ANOTHER = (
    "terbuka {version} di tempat pustaka yang dipakai pip di komputer ini bukan program yang sedang berjalan: nama itu "
    "dapat didaftarkan siapa saja. Jangan dipasang dari sana. Pakai --dari pustaka, dan laporkan kepada pemelihara. "
    "Tidak ada yang ditulis."
)


def supply(version: str) -> Supply:
    """The wheel of the running ``version`` as pip finds it; raises ``CannotStart`` when it finds none, or another
    program of that name."""
    with TemporaryDirectory(prefix="terbuka-") as folder:
        found = fetched(f"terbuka=={version}", Path(folder))
        if found is None:
            raise CannotStart(_NOT_REACHED.format(version=version))
        if not _is_ours(found):
            raise CannotStart(_ANOTHER.format(version=version))
        return Supply(version=version, sha256=hashlib.sha256(found.read_bytes()).hexdigest())


def _is_ours(found: Path) -> bool:
    """Whether a wheel holds the files of the running program and no others; what stands beside the program, as its
    list of authors, is the packer's."""
    try:
        theirs = wheel.opened(found)
        ours = wheel.running()
    except wheel.BadWheel:
        return False
    return {path: data for path, data in theirs.files.items() if path.startswith(f"{wheel.PROGRAM}/")} == ours


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
