"""A fresh, empty house: every page of the desk answers, states nothing that nobody knows, and says what to do."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from steamie.people.models import Person

pytestmark = pytest.mark.django_db
EDITOR = "/desk/website/"  # Wagtail's own pages, which upload "0%" of a picture and have tests of their own
BUTTONS = {405}  # an address that only a button opens
NO_DRAFT = {"strategy:check", "strategy:statements"}  # about a document that is being brought in, when there is one
TO_DO = {  # page: what it says to do while there is nothing to show
    "calendar:calendar": "Open this quarter for planning",
    "channels:register": "Add an account",
    "desk:today": "set up",
    "letters:outbox": "appear here once one is written",
    "monitoring:by_hand": "Add an account first",
    "monitoring:engagement": "The desk sets one once it has read posts and followers",
    "monitoring:readings": "When a post has been sent",
    "people:cover": "Invite a colleague first",
    "people:everyone": "Invite someone",
    "people:policies": "Record a policy",
    "posts:new": "The officer adds one under Channels",
    "publishing:differences": "Connect a Facebook Page first",
    "publishing:waiting": "appear here, with the reason",
    "suggestions_desk:links": "Make a new one",
    "suggestions_desk:queue": "New suggestions come in from the desk, by links and posters",
    "website_desk:site": "Write one in the editor",
}
WITHOUT_A_STRATEGY = {
    "evidence:record": "It begins by itself with the first thing that is done",
    "strategy:board": "Load a strategy",
    "strategy:review": "Load a new edition",
    "strategy:risks": "Load a strategy",
    "strategy:shelf": "Load a strategy",
}


@pytest.fixture(params=["with a strategy", "without one"])
def pages(request: pytest.FixtureRequest, client: Client) -> dict[str, str]:
    """The words of every page of the desk that needs no number, by name, as the officer reads it."""
    if request.param == "with a strategy":
        request.getfixturevalue("strategy")
    officer: Person = request.getfixturevalue("officer")
    client.force_login(officer)
    return dict(read(client))


def read(client: Client) -> Iterator[tuple[str, str]]:
    for name, address in sorted(addresses()):
        answer = client.get(address)
        if answer.status_code in BUTTONS or (name in NO_DRAFT and answer.status_code == 404):
            continue
        assert answer.status_code in {200, 302}, (name, answer.status_code)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            yield name, words(answer.text.partition("<main")[2].partition("</main>")[0])


def addresses() -> Iterator[tuple[str, str]]:
    for name in names(get_resolver()):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue  # it is about one thing, and there is none
        if address.startswith("/desk/") and not address.startswith(EDITOR):
            yield name, address


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{space}{entry.name}"


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_each_page_answers_and_says_what_to_do_and_no_share_of_nothing(pages: dict[str, str]) -> None:
    without = "No strategy is loaded yet" in pages["strategy:board"]
    expected = TO_DO | (WITHOUT_A_STRATEGY if without else {})

    assert len(pages) > 30
    assert {name: says for name, says in expected.items() if says not in pages.get(name, "")} == {}
    assert {name: found for name, page in pages.items() if (found := re.findall(r".{20}(?<![\d.])0(?:\.0)? ?%", page))} == {}
