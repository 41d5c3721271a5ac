"""The loop of the README in few presses, typing apart: by keyboard, in the dark; and without a script, large, from the right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from .conftest import private_window
from .guest import LONDON
from .house import House

pytestmark = [pytest.mark.real_clock, pytest.mark.long, pytest.mark.xdist_group("houses")]
MOST, STOPS = 18, 90  # presses of the whole loop, and tab stops to anything on a page
OFFICER = "Come in as Morag Sinclair"
REACHED = "each => each === document.activeElement"
TWICE_AS_LARGE: dict[str, Any] = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}


class Walker:
    """Somebody who works through the desk; each press is counted."""

    def __init__(self, page: Page, *, by_keyboard: bool) -> None:
        self.page, self.by_keyboard, self.presses = page, by_keyboard, 0

    def press(self, what: Locator) -> None:
        """Press a link or a button and come to its page, which has a heading and a way on."""
        self.presses += 1
        with self.page.expect_event("load"):
            self._reach(what, "Enter") if self.by_keyboard else what.click()
        expect(self.page.locator("h1")).to_be_visible()
        assert self.page.locator(".st_nav a[href]").count() > 1

    def open_door(self, name: str) -> None:
        """Go to a room. On a small screen those of now and then stand behind "More", and a page to write on has a way back."""
        if not self._seen(name) and not self._seen("More"):
            self.press(self.page.get_by_role("link", name="Calendar").locator("visible=true").first)
        if not self._seen(name):
            self.press(self._doors("More").first)
            self.press(self.page.locator("main").get_by_role("link", name=name).first)
            return
        self.press(self._doors(name).first)

    def _doors(self, name: str) -> Locator:
        return self.page.locator(".st_nav").get_by_role("link", name=name).locator("visible=true")

    def _seen(self, name: str) -> bool:
        return self._doors(name).count() > 0

    def set_day(self, day: datetime) -> None:
        """Type when it goes out, at ten: on the keyboard, digit by digit as the box asks for them."""
        box = self.page.locator("#id_when")
        if not self.by_keyboard:
            box.fill(f"{day:%Y-%m-%d}T10:00")
            return
        self._reach(box)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type("1000AM")
        expect(box).to_have_value(f"{day:%Y-%m-%d}T10:00")

    def choose(self, what: Locator) -> None:
        """Tick a box or one answer of several."""
        self.presses += 1
        self._reach(what, "Space") if self.by_keyboard else what.check()
        expect(what).to_be_checked()

    def type(self, what: Locator, words: str) -> None:
        """Type into a box."""
        if not self.by_keyboard:
            what.fill(words)
            return
        self._reach(what)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def _reach(self, what: Locator, then: str = "") -> None:
        for _ in range(STOPS):
            if what.evaluate(REACHED):
                break
            self.page.keyboard.press("Tab")
        assert what.evaluate(REACHED), f"{what} is not reached in {STOPS} stops"
        if then:
            self.page.keyboard.press(then)


def from_the_right(route: Route) -> None:
    """The same page in a language that runs from the right."""
    answer = route.fetch(max_redirects=0)
    if "text/html" in answer.headers.get("content-type", ""):
        route.fulfill(response=answer, body=answer.text().replace('dir="ltr"', 'dir="rtl"', 1))
    else:
        route.fulfill(response=answer)


@pytest.fixture(params=["by keyboard alone, in the dark", "without a script, at 200 %, from the right"])
def walker(request: pytest.FixtureRequest, browser: Browser, demonstration: House, strangers: list[str]) -> Iterator[Walker]:
    by_keyboard = "keyboard" in request.param
    other = {"color_scheme": "dark"} if by_keyboard else TWICE_AS_LARGE | {"java_script_enabled": False}
    window = private_window(browser, demonstration.address, strangers, "laptop", **other)
    page = window.new_page()
    page.goto("/demonstration/")
    page.get_by_role("button", name=re.compile(f"^{OFFICER}")).first.click()
    page.wait_for_url("**/desk/**")
    if not by_keyboard:
        window.route("**/desk/**", from_the_right)
    yield Walker(page, by_keyboard=by_keyboard)
    window.close()
    assert strangers == []


def test_from_writing_to_the_rows_behind_a_figure_in_eighteen_presses(walker: Walker) -> None:
    page, name = walker.page, "The hall is open late on Thursday"
    walker.open_door("Calendar")
    walker.press(page.get_by_role("link", name="Write a post").first)
    walker.set_day(datetime.now(LONDON) + timedelta(days=3))
    walker.type(page.get_by_role("textbox", name="Headline"), name)
    walker.type(page.get_by_role("textbox", name="Words").first, "The hall is open until nine on Thursday. Come in and see it.")
    walker.choose(page.get_by_label("Our work"))
    walker.press(page.get_by_role("button", name="Save the draft"))
    expect(page.locator("h1")).to_contain_text(name)
    walker.press(page.get_by_role("button", name="Approve", exact=True))
    expect(page.locator("main [role=status]").first).to_contain_text("Approved. It goes out on")
    walker.press(page.get_by_role("button", name="Undo").first)
    expect(page.locator("main [role=status]").first).to_contain_text("The approval is undone. Nothing was sent.")
    walker.press(page.get_by_role("button", name="Approve", exact=True))
    walker.open_door("Results")
    walker.press(page.locator("main").get_by_role("link", name="Readings").first)
    walker.press(page.get_by_role("button", name="Read the figures now"))
    expect(page.locator("main")).to_contain_text("Asked for on" if walker.by_keyboard else "See how far it is")
    walker.open_door("Strategy")
    walker.press(page.locator("main a[href^='?state=']").first)
    walker.press(page.locator("main a[href*='/desk/strategy/S-']").locator("visible=true").first)
    expect(page.locator("main")).to_contain_text("How it stands")
    assert walker.presses <= MOST
