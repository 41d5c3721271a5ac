"""A post in its formats on a phone without JavaScript: every one opens, and says when the words have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from steamie.channels.contract import Outgoing
from steamie.evidence.actors import SETUP
from steamie.formats.actions import offer
from steamie.people.models import Person
from steamie.website import actions
from steamie.website.actions import build_site
from tests.website.making import NOW, association, publication

from .conftest import private_window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_clock]
WORDS = Outgoing(marker="K4P2T7", title="Food pantry open this Friday", text="Friday, ten until one. Ring 0141 944 3891.")


@pytest.fixture
def phone(browser: Browser, live_server: Any, strangers: list[str]) -> Iterator[Page]:
    window = private_window(browser, live_server.url, strangers, java_script_enabled=False)
    page = window.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    yield page
    assert (strangers, window.cookies()) == ([], [])
    window.close()


def test_a_post_in_four_formats_changed_and_told(
    phone: Page, officer: Person, fits: Callable[[Page, int], None], live_server: Any
) -> None:
    association()
    build_site(by=SETUP)
    publication(officer, kind="website")
    page = actions.add_news(WORDS, shown_at=NOW)
    path = page.get_url()
    offer(path=path, sort="easy read", address="https://example.org/easy", made_by="A studio", by=officer)
    phone.goto(path)
    strip = phone.locator("#other-formats, [aria-labelledby=other-formats]").last
    expect(strip.get_by_role("link", name="Easy Read")).to_have_count(1)
    fits(phone, 390)
    phone.goto(f"/formats/large-print{path}")
    assert float(phone.evaluate("parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)")) >= 24  # 18 point
    fits(phone, 390)
    phone.goto(f"/formats/listening{path}")
    expect(phone.locator("audio")).to_have_count(1)
    expect(phone.get_by_text("zero one four one, nine four four, three eight nine one")).to_be_visible()
    assert phone.request.get(f"/formats/pdf{path}").body()[:5] == b"%PDF-"

    actions.change_news(page, Outgoing(marker="K4P2T7", title=WORDS.title, text="Saturday, ten until one."))
    phone.goto(path)
    phone.reload()  # a browser keeps a public page for a minute
    expect(phone.get_by_text("An older version. The words have changed since.")).to_be_visible()
    phone.goto(f"/formats/large-print{path}")
    phone.reload()
    expect(phone.get_by_text("Saturday, ten until one.")).to_be_visible()
