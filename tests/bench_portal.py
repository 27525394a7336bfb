"""Measures the life of a portal of one's own: made, built for the first time, asked what an upgrade would change."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from terbuka.lifecycle import wheel


def newer(folder: Path) -> Path:
    """The running program as a wheel of a version to come."""
    _, content = wheel.own()
    now = folder / "sekarang.whl"
    now.write_bytes(content)
    whole = wheel.opened(now)
    old, new = f"terbuka-{whole.version}.dist-info", "terbuka-99.0.dist-info"
    files = {path.replace(old, new): data for path, data in whole.files.items()}
    said = f'__version__ = "{whole.version}"'.encode()
    files["terbuka/__init__.py"] = files["terbuka/__init__.py"].replace(said, b'__version__ = "99.0"')
    about = f"{new}/METADATA"
    files[about] = files[about].replace(f"Version: {whole.version}\n".encode(), b"Version: 99.0\n", 1)
    target = folder / wheel.file_name("99.0")
    target.write_bytes(wheel.packed(files))
    return target


def life(folder: Path) -> dict[str, str]:
    """By name what was measured, in an empty ``folder``."""
    root, program = folder / "portal", newer(folder)
    office = ("--id", "dinas-uji", "--nama", "Dinas Uji", "--zona", "WITA")
    started = _seconds("init", str(root), *office)
    files = [path for path in root.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    built = _seconds("build", "--root", str(root))
    asked = _seconds("upgrade", str(program), "--check", "--root", str(root), code=1)
    return {
        "init": f"{started:.1f} s, {len(files)} berkas, {size:.1f} MB",
        "portal baru: build pertama, dengan pencarian": f"{built:.1f} s",
        "portal baru: upgrade --check": f"{asked:.1f} s",
    }


def _seconds(*words: str, code: int = 0) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "terbuka", *words], capture_output=True, text=True, check=False, env={**os.environ}
    )
    if done.returncode != code:
        raise SystemExit(f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return time.perf_counter() - start
