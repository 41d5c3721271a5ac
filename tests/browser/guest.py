"""Somebody at a browser, and what anybody does there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

LONDON = ZoneInfo("Europe/London")
PARTS = "[...new Set([...document.querySelectorAll('*')].map(each => each.tagName + each.className))].sort()"
BUILT = f"location.pathname + innerWidth + {PARTS}"


class Guest:
    """Somebody at a browser. Every page they come to is looked over by axe-core, again whenever it is built otherwise."""

    seen: ClassVar[set[str]] = set()  # by anybody, at each width

    def __init__(self, page: Page, axe: Callable[[Page], None]) -> None:
        self.page, self.looked_over = page, axe

    def axe(self, page: Page) -> None:
        """Look the page over, unless one built of just the same parts was."""
        built = page.evaluate(BUILT)
        if built not in self.seen:
            self.looked_over(page)
            self.seen.add(built)

    def open(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address)
        self.axe(self.page)

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Press a button and wait for the page it leads to.

        A draft that is kept for the first time changes the address of the page it stands on: that is no other page.
        """
        with self.page.expect_event("load"):
            (within or self.page).get_by_role("button", name=name).first.click()
        self.axe(self.page)

    def follow(self, link: Locator) -> None:
        """Follow a link."""
        link.click()
        self.page.wait_for_load_state()
        self.axe(self.page)

    def reads(self, words: str | re.Pattern[str]) -> None:
        """See these words on the page."""
        expect(self.page.locator("body")).to_contain_text(words)

    def comes_in(self, door: str) -> Guest:
        """Through the demonstration's door, without a password."""
        self.open("/demonstration/")
        self.press(re.compile(f"^{door}"))
        return self


def box(page: Page, name: str) -> Locator:
    """Where something is typed; the previews carry the same names. The first, when a second is still folded away."""
    return page.get_by_role("textbox", name=name).first


def set_time(page: Page, seconds: int) -> datetime:
    """The first whole minute that leaves so many seconds for what comes before it."""
    due = (datetime.now(LONDON) + timedelta(seconds=seconds + 60)).replace(second=0, microsecond=0)
    page.locator("#id_when").fill(f"{due:%Y-%m-%dT%H:%M}")
    return due


def wait(page: Page, until_then: datetime) -> None:
    page.wait_for_timeout(max((until_then - datetime.now(LONDON)).total_seconds(), 0) * 1000)
