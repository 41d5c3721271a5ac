"""Find a Chromium for the browser tests, or fetch one. Called by `make test`; says what it did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """A browser named by STEAMIE_BROWSER or on PATH."""
    named = os.environ.get("STEAMIE_BROWSER", "")
    return next(filter(None, (shutil.which(name) for name in (named, *NAMES) if name)), None)


def playwrights_own() -> str | None:
    """The browser Playwright downloaded earlier, if it is there."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def root() -> list[str] | None:
    """What to put before a command to run it as root: nothing, sudo, or None when neither works."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def by_apt() -> str | None:
    """Debian's package, when we may install it."""
    before = root()
    if before is None or not shutil.which("apt-get"):
        return None
    print("No Chromium here. Installing Debian's package (apt-get install chromium)…", flush=True)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run([*before, "apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run([*before, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False, **quiet)
    return found()


def by_playwright() -> str | None:
    """Playwright's own build, into this user's cache."""
    print("Fetching Playwright's Chromium (playwright install chromium)…", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return playwrights_own()


def main() -> int:
    """0 when a browser is ready, 1 when none could be had."""
    for way in (found, playwrights_own, by_apt, by_playwright):
        path = way()
        if path:
            print(f"Browser for the tests: {path}")
            return 0
    print(
        "The browser tests need Chromium, and none could be installed. Install the package 'chromium' (or Google Chrome), "
        "or set STEAMIE_BROWSER to its path, and run this again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
