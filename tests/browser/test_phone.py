"""The desk on a phone without a network: it says so, loses nothing, and stores no page of the desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from steamie.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
STORED = """async () => {
  const names = await caches.keys(), all = []
  for (const name of names) all.push(...(await (await caches.open(name)).keys()).map(each => new URL(each.url).pathname))
  return all.sort()
}"""


def test_offline_is_said_and_what_was_typed_comes_back(
    strategy: object, officer: Person, colleague: Person, client, context: BrowserContext, live_server
) -> None:
    client.force_login(officer)
    context.add_cookies([{"name": "steamie", "value": client.cookies["steamie"].value, "url": live_server.url}])
    page = context.new_page()  # not the fixture's, which takes what cannot be loaded for an error
    page.goto("/desk/posts/new/")
    page.evaluate("navigator.serviceWorker.ready")
    title = page.get_by_role("textbox", name="Headline").first
    context.set_offline(True)
    title.fill("Typed in the lift")
    expect(page.locator("#offline")).to_contain_text("You are offline.")
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(title).to_have_value("Typed in the lift")
    page.goto("/desk/inbox/")
    expect(page.locator("h1")).to_have_text("You are offline")
    stored = page.evaluate(STORED)
    assert [name for name in stored if not name.startswith("/static/")] == ["/offline/"]
    context.set_offline(False)
    page.goto("/desk/posts/new/")
    expect(title).to_have_value("Typed in the lift")
    expect(page.locator("#offline")).to_contain_text("Your words are back")

    client.force_login(colleague)  # the officer's session ran out, and somebody else sits down at the same computer
    context.add_cookies([{"name": "steamie", "value": client.cookies["steamie"].value, "url": live_server.url}])
    page.goto("/desk/posts/new/")
    expect(title).to_have_value("")
    assert page.evaluate("Object.keys(localStorage)") == []
