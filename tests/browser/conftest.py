"""A real browser for journeys: one Chromium for the session, one private window for each test, and axe-core."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from steamie_drills.surroundings import template
from tests.surroundings import shared_by_all

from .chromium import FLAGS, SIZES, chromium
from .house import House, loaded_once, start

VENDOR = Path(__file__).parent / "vendor"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# WCAG 2.2 A and AA, and axe's own best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of these, what another size and the other colours can change.
LAPTOP = ("color-contrast", "target-size", "landmark-unique", "region", "heading-order", "aria-hidden-focus")
# A browser without a screen says so; ours is to be taken for the one people use.
ORDINARY = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
PATIENCE = 60_000  # milliseconds: a busy machine is slow, not wrong


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole session."""
    # Playwright's synchronous interface runs a loop in this thread; Django then thinks our queries are asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        window = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield window
        window.close()


@pytest.fixture
def strangers() -> list[str]:
    """Addresses off this machine that a page asked for: there must be none."""
    return []


def private_window(browser: Browser, address: str, strangers: list[str], size: str = "phone", **more: Any) -> BrowserContext:
    """A window that remembers nobody, and notes every third party that a page asks for; the browser reaches none."""
    told = {"viewport": SIZES[size], "locale": "en-GB", "timezone_id": "Europe/London", "user_agent": ORDINARY}
    window = browser.new_context(base_url=address, **told | more)
    window.set_default_timeout(PATIENCE)

    def note(request: Request) -> None:
        if request.url.startswith("http") and urlsplit(request.url).hostname not in LOOPBACK:
            strangers.append(request.url)

    window.on("request", note)  # to hold each request up, as a route does, costs a third of a page and the browser's cache
    return window


@pytest.fixture
def context(browser: Browser, live_server, strangers: list[str]) -> Iterator[BrowserContext]:
    """A private window on the live server, at phone size."""
    window = private_window(browser, live_server.url, strangers)
    yield window
    window.close()


@pytest.fixture
def page(context: BrowserContext, strangers: list[str]) -> Iterator[Page]:
    """A page; its test fails if it asked for anything off this machine or wrote an error on the console."""
    errors: list[str] = []
    tab = context.new_page()
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    expected = "Failed to load resource: the server responded with a status of 4"  # pages that refuse say so by status
    assert [text for text in errors if not text.startswith(expected)] == []
    assert strangers == []


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """``axe(page)`` asserts that axe-core finds nothing: WCAG 2.2 AA and best practice, or only the rules named."""
    source = (VENDOR / "axe.min.js").read_text()

    def check(page: Page, *rules: str) -> None:
        page.wait_for_load_state()  # before the style sheets are there, everything is too small
        if not page.evaluate("!!window.axe"):
            page.evaluate(source)
        wanted = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
        found = page.evaluate(
            "only => axe.run(document, {runOnly: only, preload: false, resultTypes: ['violations']})"
            ".then(result => result.violations)",
            wanted,
        )
        told = [f"{one['id']}: {one['help']}: " + "; ".join(node["html"][:160] for node in one["nodes"]) for one in found]
        assert told == [], f"{page.url}\n" + "\n".join(told)

    return check


@pytest.fixture
def fits() -> Callable[[Page, int], None]:
    """``fits(page, 360)`` asserts that nothing sticks out sideways at this width, either way the page runs."""

    def check(page: Page, width: int = 360) -> None:
        before = page.viewport_size
        page.set_viewport_size({"width": width, "height": 800})
        for direction in ("ltr", "rtl"):
            page.evaluate("way => { document.documentElement.dir = way }", direction)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{page.url} is {wide} px too wide at {width} px, {direction}"
        page.evaluate("document.documentElement.dir = 'ltr'")
        page.set_viewport_size(before)

    return check


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A running demonstration of this worker's own: a copy of the one that was loaded from nothing for all of them.

    What it published before keeps the addresses of the house it was loaded in.
    """
    folder = tmp_path_factory.mktemp("demo")
    loaded = loaded_once(shared_by_all(tmp_path_factory) / "loaded")
    shutil.copytree(loaded, folder / "data", ignore=shutil.ignore_patterns("run"))
    with running("demo", folder) as house:
        yield house


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A running house with nothing in it: it finds its tables as after a first start."""
    folder = tmp_path_factory.mktemp("up")
    (folder / "data").mkdir()
    shutil.copy(template() / "steamie.sqlite3", folder / "data")
    with running("up", folder) as house:
        yield house


@contextmanager
def running(command: str, folder: Path, *, port: int | None = None, **more: str) -> Iterator[House]:
    """A house that is well, stopped afterwards without complaint."""
    house = start(command, folder, port=port, **more)
    try:
        house.wait_until_well()
        yield house
        house.stop()
    finally:
        house.end()
