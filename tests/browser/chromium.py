"""The browser that tests and photographs use: where it is, how it starts, and the two sizes of its windows."""

from __future__ import annotations

import os
import shutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",  # letters as wide as in a window
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]",  # nothing leaves this machine
]
SIZES = {"phone": {"width": 390, "height": 844}, "laptop": {"width": 1280, "height": 900}}


def chromium() -> str | None:
    """The browser named by STEAMIE_BROWSER, or on PATH, first the one without windows; None means Playwright's own."""
    named = os.environ.get("STEAMIE_BROWSER", "")
    found = (
        shutil.which(name) for name in (named, "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome") if name
    )
    return next(filter(None, found), None)
