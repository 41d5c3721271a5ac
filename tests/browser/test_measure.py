"""How much a screen says: words, controls, screens and where things stand, counted as the design counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from .conftest import SIZES, private_window
from .house import House

pytestmark = [pytest.mark.xdist_group("houses"), pytest.mark.real_clock, pytest.mark.long]
# Visible words and controls of the main part; text for screen readers and closed folds left out.
COUNT = r"""() => {
  const main = document.querySelector('main')
  const shown = each => each.checkVisibility({contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true})
      && each.getBoundingClientRect().width > 1 && each.getBoundingClientRect().height > 1
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
  let words = 0
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement
    if (parent && !parent.closest('.visually-hidden, .st_desk__demo, script, style, option') && shown(parent))
      words += (texts.currentNode.textContent.match(/[\w’'£%.,:-]*\w[\w’'£%.,:-]*/g) || []).length
  }
  const pressed = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  return {words, controls: [...main.querySelectorAll(pressed)].filter(shown).length,
          screens: document.documentElement.scrollHeight / innerHeight}
}"""
CODE = re.compile(r"\bS-\d+\b")


@dataclass(frozen=True)
class Limit:
    """The most that a page may show at 1280×900. ``screens``: how many windows it is high."""

    words: int
    controls: int
    screens: float = 1.0
    codes: bool = False  # whether it may name statements by their numbers


LIMITS = {
    "/desk/": Limit(150, 19),
    "/desk/strategy/": Limit(360, 30),
    "/desk/strategy/S-74/": Limit(170, 13, codes=True),
    "/desk/inbox/": Limit(150, 16),
    "/desk/search/?q=heating": Limit(165, 16, 1.2),
    "/desk/evidence/": Limit(150, 16, 1.2),
    "/desk/readings/": Limit(260, 26, 1.9),
    "/desk/letters/": Limit(290, 20, 1.5),
    "/desk/cases/": Limit(200, 22, 1.5),
    "/desk/cases/teams/": Limit(120, 18, 1.2),
    "/desk/crisis/1/": Limit(130, 6, 1.1),
    "/desk/readings/attribution/": Limit(250, 16, 1.4),
    "/desk/site/": Limit(330, 50, 2.05),
    "/desk/effort/": Limit(120, 16, 1.7),
    "/desk/objectives/": Limit(260, 24, 1.8),
    "/desk/equality/": Limit(230, 24, 1.6),
    "/desk/people/": Limit(270, 24, 1.5),
    "/desk/people/me/notifications/": Limit(110, 10, 1.3),
    "/desk/crisis/": Limit(220, 16, 1.4),
    "/desk/profiles/": Limit(190, 16, 1.5),
    "/desk/complaints/": Limit(160, 16),
    "/desk/portal/": Limit(140, 16, 1.4),
    "/desk/consultations/": Limit(100, 16),
    "/desk/news-by-email/": Limit(160, 16, 1.2),
    "/desk/site/feedback/": Limit(140, 30, 1.4),
    "/desk/conversations/hidden/": Limit(210, 18, 1.5),
    "/desk/conversations/listening/": Limit(180, 16, 1.2),
}


def come_in(browser: Browser, house: House, size: str, **more: object) -> Page:
    window = private_window(browser, house.address, [], size, **more)
    page = window.new_page()
    page.goto("/demonstration/")
    page.get_by_role("button", name="Finance and Corporate Services Officer").first.click()
    page.wait_for_url("**/desk/")
    return page


def beyond(page: Page, address: str, limit: Limit) -> str:
    """What a page shows too much of, in words; empty when it keeps to its limit."""
    page.goto(address)
    counted = page.evaluate(COUNT)
    over = [
        f"{name} {counted[name]:.4g}" for name in ("words", "controls", "screens") if counted[name] > getattr(limit, name) + 0.01
    ]
    if not limit.codes and (code := CODE.search(page.locator("main").inner_text())):
        over.append(code[0])
    return f"{address}: {', '.join(over)}" if over else ""


def bottom_of(page: Page, selector: str) -> float:
    box = page.locator(selector).locator("visible=true").first.bounding_box()
    return box["y"] + box["height"] if box else float("inf")


def test_no_screen_says_more_than_its_measure(browser: Browser, demonstration: House) -> None:
    page = come_in(browser, demonstration, "laptop")
    assert [words for address, limit in LIMITS.items() if (words := beyond(page, address, limit))] == []
    page.goto("/desk/")
    assert bottom_of(page, ".st_button--stop") <= SIZES["laptop"]["height"]
    page.context.close()


def test_the_doors_and_stop_are_under_the_thumb(browser: Browser, demonstration: House) -> None:
    page = come_in(browser, demonstration, "phone", has_touch=True, is_mobile=True)
    height = SIZES["phone"]["height"]
    for address in ("/desk/", "/desk/inbox/", "/desk/people/"):
        page.goto(address)
        for name in ("Today", "Inbox", "Stop all posts"):
            box = page.locator(".st_nav").get_by_role("link", name=name).bounding_box()
            assert box, name
            assert height * 0.75 <= box["y"], f"{name} on {address} is out of the thumb’s reach"
            assert box["y"] + box["height"] <= height + 1
    page.context.close()
