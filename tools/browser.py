"""Find a Chromium for the browser tests, or fetch one. Called by `make test`; says what it did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

LIGHT = "chromium-headless-shell"  # Chromium without its windows: a third of the processor's time for each page
NAMES = (LIGHT, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE_SECONDS = 120  # with a mirror that does not answer


def found() -> str | None:
    """A browser named by STEAMIE_BROWSER or on PATH."""
    named = os.environ.get("STEAMIE_BROWSER", "")
    return next(filter(None, (shutil.which(name) for name in (named, *NAMES) if name)), None)


def light() -> str | None:
    """The light one, where it is here, or where we are the machine's owner and its package can be had at once."""
    if os.environ.get("STEAMIE_BROWSER"):
        return None
    return shutil.which(LIGHT) or (by_apt(LIGHT) if os.geteuid() == 0 else None)


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


def by_apt(*packages: str) -> str | None:
    """The first of Debian's packages that can be had, when we may install it."""
    before = root()
    if before is None or not shutil.which("apt-get"):
        return None
    told = ["-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10"]
    quietly([*before, "apt-get", "update", *told])
    for package in packages:
        print(f"Installing Debian's package (apt-get install {package})…", flush=True)
        quietly([*before, "apt-get", "install", "-y", "--no-install-recommends", package, *told])
        if path := shutil.which(package):
            return path
    return None


def quietly(command: list[str]) -> None:
    """Run it without its output; one that fails, or never ends, leaves the next way to be tried."""
    told = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(command, check=False, env=told, stdout=subprocess.DEVNULL, timeout=PATIENCE_SECONDS)


def by_playwright() -> str | None:
    """Playwright's own build, into this user's cache."""
    print("Fetching Playwright's Chromium (playwright install chromium)…", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return playwrights_own()


def main() -> int:
    """0 when a browser is ready, 1 when none could be had."""
    for way in (light, found, playwrights_own, partial(by_apt, LIGHT, "chromium"), by_playwright):
        path = way()
        if path:
            print(f"Browser for the tests: {path}")
            return 0
    print(
        f"The browser tests need Chromium, and none could be installed. Install the package '{LIGHT}' or 'chromium' (or Google "
        "Chrome), or set STEAMIE_BROWSER to its path, and run this again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
