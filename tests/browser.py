"""The browser of the tests: found, or installed, or a clear failure. Browser tests are never skipped.

`find_browser()` looks, in this order, at TERBUKA_BROWSER, at the system's Chromium or Chrome, at Debian's
package (as root, where apt-get is), and at Playwright's own build. Only the last two install something. Every
candidate has to start and name its version before it is believed: some systems put a command there that only
says what to install.

    python tests/browser.py        prints the path; what is being installed is told on stderr
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VARIABLE = "TERBUKA_BROWSER"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_running: list[Browser] = []  # at most one


class BrowserMissing(RuntimeError):
    """No browser could be found or installed; the text says what to do."""


@functools.cache
def find_browser() -> str:
    """Return the path of a Chromium or Chrome that starts; raise BrowserMissing when there is none."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        if _starts(chosen):
            return chosen
        raise BrowserMissing(
            f"{VARIABLE}={chosen} does not start as a browser; name a Chromium or Chrome, or unset it."
        )
    for source in (_system, _debian, _playwright):
        path = source()
        if path:
            return path
    raise BrowserMissing(
        "The tests need Chromium or Google Chrome, and none could be found or installed. Install one (Debian,"
        f" as root: apt-get install chromium) or name its path in {VARIABLE}, then run the tests again."
    )


def launch_args() -> list[str]:
    """Return the command-line arguments for a browser that stays quiet on the network."""
    return [*(["--no-sandbox"] if _is_root() else []), *QUIET]


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run the browser through Playwright, and end both afterwards; inside another such block, lend that one.

    Playwright runs once per process: without lending, a test file would depend on which files ran before it.
    """
    from playwright.sync_api import sync_playwright

    if _running:
        yield _running[0]
        return
    # Before Playwright runs: the search may have to run it too, and it cannot run twice.
    path = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=launch_args())
        _running.append(browser)
        try:
            yield browser
        finally:
            _running.remove(browser)
            browser.close()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _starts(path: str) -> bool:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "chrom" in answer.stdout.lower()


def _system() -> str | None:
    found = (shutil.which(command) for command in COMMANDS)
    return next((path for path in found if path and _starts(path)), None)


def _debian() -> str | None:
    if not (_is_root() and shutil.which("apt-get")):
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _install(["apt-get", "update"], environment)
    _install(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], environment)
    return _system()


def _playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not _starts(path):
        _install([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))
    return path if _starts(path) else None


def _install(command: list[str], environment: dict[str, str]) -> None:
    """Run one installing step; whether it helped is seen by looking for the browser again."""
    print("+", " ".join(command), file=sys.stderr)
    subprocess.run(command, env=environment, stdout=sys.stderr, stdin=subprocess.DEVNULL, timeout=900, check=False)


if __name__ == "__main__":
    try:
        print(find_browser())
    except BrowserMissing as missing:
        sys.exit(str(missing))
