"""What public pages weigh on the wire, cold, in a real browser on a phone: files, bytes, scripts, cookies, and who else is asked.

uv run --no-sync python benchmarks/weights.py http://127.0.0.1:8000 [--json]

Each page in a window of its own that remembers nothing, 390 pixels wide; once as it opens, without scrolling. ``repair`` is a
whole report of a repair: each of its steps as a step comes, up to the form's last. Bytes are those of the line, headers included.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser.chromium import FLAGS, chromium

LIMITS = {"/": 60, "repair": 30}  # kilobytes
PAGES = ("/", "/news/", "/services/", "/strategy/", "/contact/")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        rows = [weighed(browser, given.address, page, lambda window, page=page: opened(window, page)) for page in PAGES]
        rows.append(weighed(browser, given.address, "repair", whole_repair))
        browser.close()
    print(json.dumps(rows, indent=1) if given.json else "\n".join(map(as_line, rows)))
    return int(
        any(row["kb"] > LIMITS.get(row["page"], 1000) or row["scripts"] or row["cookies"] or row["others"] for row in rows)
    )


def weighed(browser: Browser, address: str, name: str, walk: Callable[[Page], None]) -> dict[str, Any]:
    """One walk in a fresh window."""
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    window = context.new_page()
    asked: dict[str, str] = {}
    bytes_of: dict[str, float] = {}
    line = context.new_cdp_session(window)
    line.send("Network.enable")
    line.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    line.on("Network.loadingFinished", lambda event: bytes_of.update({event["requestId"]: event["encodedDataLength"]}))
    walk(window)
    window.wait_for_load_state("networkidle")
    here = urlsplit(address).netloc
    row = {
        "page": name,
        "kb": round(sum(bytes_of.values()) / 1024, 1),
        "files": len(bytes_of),
        "scripts": window.locator("script[src], script:not([type='application/ld+json'])").count(),
        "cookies": len(context.cookies()),
        "others": sorted({urlsplit(url).netloc for url in asked.values()} - {here, ""}),
        "parts": {urlsplit(asked[one]).path: round(size / 1024, 1) for one, size in bytes_of.items() if one in asked},
    }
    context.close()
    return row


def opened(window: Page, page: str) -> None:
    window.goto(page, wait_until="load")


def whole_repair(window: Page) -> None:
    """A leak in the kitchen, up to the page that shows what would be sent."""
    window.goto("/repairs/")
    window.get_by_role("main").get_by_role("button", name="Report a repair").click()
    window.get_by_role("radio", name="Kitchen").check()
    window.get_by_role("button", name="Continue").click()
    window.get_by_role("radio", name="Water leaks").check()
    window.get_by_role("button", name="Continue").click()
    window.get_by_label("What has happened?").fill("Water drips through the ceiling.")
    window.get_by_label("Your name").fill("Somebody")
    window.get_by_label("Your address").fill("14 Example Street")
    window.get_by_label("Your postcode").fill("EX1 1AA")
    window.wait_for_timeout(3100)  # what comes back sooner is looked at as a machine's
    window.get_by_role("button", name="Continue").click()
    window.get_by_role("button", name="Send the repair").wait_for()


def as_line(row: dict[str, Any]) -> str:
    parts = ", ".join(f"{name} {size}" for name, size in row["parts"].items())
    seen = f"scripts {row['scripts']}, cookies {row['cookies']}, others {row['others']}"
    return f"{row['page']:12}{row['kb']:7} KB in {row['files']} files; {seen}: {parts}"


if __name__ == "__main__":
    sys.exit(main())
