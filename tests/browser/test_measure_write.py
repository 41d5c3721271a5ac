"""Words, controls and positions of writing and of the calendar, counted as the officer's screens are: visible, in ``main``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .chromium import SIZES
from .conftest import private_window
from .house import House

pytestmark = [pytest.mark.browser, pytest.mark.real_clock, pytest.mark.long]
# What a browser does that holds a page in memory for "Back": the page that began the post sends its form once more.
SENT_BEFORE = """async () => {
  const form = document.querySelector("main form[enctype]")
  return (await fetch(form.action, {method: "POST", body: new FormData(form)})).url
}"""
A_POST = re.compile(r"/desk/posts/\d+/$")  # not the page of a new one, which a slow answer leaves on the screen
OFFICER = "Finance and Corporate Services Officer"
MEASURE = r"""() => {
  const main = document.querySelector("main");
  const seen = (each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && each.getBoundingClientRect().width > 1;
  let words = 0;
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement;
    if (around && !around.closest(".visually-hidden, script, style, option") && seen(around))
      words += (texts.currentNode.textContent.match(/[\w’'£%.,:-]*\w[\w’'£%.,:-]*/g) || []).length;
  }
  const boxes = [...main.querySelectorAll("textarea, input[type=text], input:not([type])")].filter(seen);
  const approve = [...main.querySelectorAll(".st_act button")].find((each) => each.innerText === "Approve");
  return {
    words,
    screens: document.documentElement.scrollHeight / innerHeight,
    box: boxes.length ? boxes[0].getBoundingClientRect().top + scrollY : 0,
    approve: approve ? approve.getBoundingClientRect().bottom : 0,
  };
}"""
TABS = """() => {
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), summary")]
    .filter((each) => each.tabIndex >= 0 && each.checkVisibility());
  const week = document.querySelector("#this-week");
  const inside = stops.filter((each) => week.contains(each));
  return { skip: stops.findIndex((each) => each.hash === "#this-week") + 1, last: inside.length };
}"""


@pytest.fixture
def desk(browser: Browser, demonstration: House, strangers: list[str]) -> Any:
    """The officer of a demonstration, at a laptop."""
    window = private_window(browser, demonstration.address, strangers, "laptop")
    page = window.new_page()
    page.goto("/demonstration/")
    page.get_by_role("button", name=OFFICER).first.click()
    page.wait_for_load_state()
    yield page
    window.close()


def one_to_approve(page: Page) -> str:
    page.goto("/desk/calendar/?only=approve")
    return page.locator(".st_week .st_post[data-post]").first.get_attribute("href") or ""


@pytest.mark.xdist_group("houses")
def test_writing_and_the_calendar_keep_their_measure(desk: Page, axe: Callable[..., None]) -> None:
    to_approve = one_to_approve(desk)
    limits = {
        "/desk/posts/new/": {"words": 110, "screens": 1.0, "box": 200},
        to_approve: {"words": 200, "screens": 1.0, "box": 200},
        "/desk/calendar/": {"words": 362, "screens": 1.2},
    }
    measured = {}
    for address, most in limits.items():
        desk.goto(address)
        axe(desk)
        found = desk.evaluate(MEASURE)
        measured[address] = {name: found[name] for name, limit in most.items() if found[name] > limit}
    assert measured == {address: {} for address in limits}
    stops = desk.evaluate(TABS)
    assert stops["skip"] + stops["last"] <= 10, f"any of this week's posts in ten stops: {stops}"
    for size in SIZES.values():
        desk.set_viewport_size(size)
        desk.goto(to_approve)
        assert 0 < desk.evaluate(MEASURE)["approve"] <= size["height"]


@pytest.mark.xdist_group("houses")
def test_what_is_typed_survives_a_reload_and_back_then_save_makes_no_second_post(desk: Page) -> None:
    desk.goto("/desk/posts/new/")
    desk.get_by_role("textbox", name="Headline").fill("The hall is open late")
    desk.get_by_label("Our work").check()
    with desk.expect_response(lambda answer: "/typing/" in answer.url):
        desk.get_by_role("textbox", name="Words").first.fill("Until nine on Thursday.")
    expect(desk.locator("#kept")).to_contain_text("Kept at")
    desk.reload()
    expect(desk.get_by_text("Your words are back")).to_be_visible()
    expect(desk.get_by_role("textbox", name="Words").first).to_have_value("Until nine on Thursday.")
    saved = desk.evaluate(SENT_BEFORE)
    desk.get_by_role("textbox", name="Words").first.fill("Until ten on Thursday.")
    desk.get_by_role("button", name="Save the draft").click()
    desk.wait_for_url(A_POST)
    assert desk.url == saved
    desk.go_back()  # pages of whoever is signed in are kept by no browser: this is a new one, with nothing in it
    expect(desk.get_by_role("textbox", name="Headline")).to_have_value("")
    desk.get_by_role("button", name="Save the draft").click()
    expect(desk.get_by_text("Headline: fill this in.")).to_be_visible()
