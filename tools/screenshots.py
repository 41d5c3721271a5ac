"""Photograph every page of a running demonstration, on a phone and on a laptop.

For developers. With `make run` going in another window:

    uv run python tools/screenshots.py http://localhost:8000 docs/screenshots
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser.chromium import FLAGS, SIZES, chromium

TALLEST = 6000  # pixels
PUBLIC = {
    "home": "/",
    "news": "/news/",
    "contact": "/contact/",
    "policy": "/strategy/",
    "policy-large-print": "/strategy/large-print/",
    "suggest": "/suggest/",
    "search": "/search/?q=repair",
    "sign-in": "/accounts/login/",
    "demonstration": "/demonstration/",
}
DESK = {
    "today": "/desk/",
    "suggestions": "/desk/suggestions/",
    "suggestion-links": "/desk/suggestions/links/",
    "calendar": "/desk/calendar/",
    "new-post": "/desk/posts/new/",
    "words": "/desk/calendar/words/",
    "import": "/desk/calendar/import/",
    "channels": "/desk/channels/",
    "strategy": "/desk/strategy/",
    "clause": "/desk/strategy/S-74/",
    "readings": "/desk/readings/",
    "people": "/desk/people/",
    "policies": "/desk/people/policies/",
    "evidence": "/desk/evidence/",
    "stop": "/desk/stop/",
    "more": "/desk/more/",
}


def shoot(page: Page, address: str, target: Path) -> None:
    """One picture of one page, whole."""
    answer = page.goto(address)
    size = page.viewport_size or SIZES["laptop"]
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**size, "height": min(max(whole, size["height"]), TALLEST)})  # the bar stays at the foot
    page.screenshot(path=target)
    page.set_viewport_size(size)
    print(f"{answer.status if answer else '???'} {address} → {target.name}", flush=True)


def tour(browser: Browser, base: str, folder: Path, size: str) -> None:
    """Every page at one size: the public ones as a resident, the desk as the officer."""
    held = {"has_touch": True, "is_mobile": True} if size == "phone" else {}
    window = browser.new_context(base_url=base, viewport=SIZES[size], locale="en-GB", timezone_id="Europe/London", **held)
    page = window.new_page()
    width = SIZES[size]["width"]
    for name, address in PUBLIC.items():
        shoot(page, address, folder / f"{name}-{width}.png")
    page.goto("/demonstration/")
    page.get_by_role("button", name="Finance and Corporate Services Officer").first.click()
    for name, address in DESK.items():
        shoot(page, address, folder / f"{name}-{width}.png")
    page.goto("/desk/")
    post = page.locator(".st_next a").first
    if post.count():
        shoot(page, post.get_attribute("href") or "/desk/", folder / f"post-{width}.png")
    window.close()


def main(base: str, folder: str) -> None:
    """Both sizes."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for size in SIZES:
            tour(browser, base.rstrip("/"), target, size)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
