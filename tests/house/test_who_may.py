"""Promise 7: every address, for every office and situation, answers exactly as ``who_may.txt`` says; an unlisted one fails.

A run asks, at each address, one of those who are to get the same answer and two of those who are refused, each time others.
``make crawl`` asks everybody everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.template.backends.django import Template
from django.test import override_settings
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.surroundings import THOROUGH

from .world import WHO, World, build, undone

TABLE = Path(__file__).parent / "who_may.txt"
METHODS = ("get", "head", "post")


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every address the house answers, as its route."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


GIVEN = {"approve": {"do": "approve"}}  # what a row sends besides nothing
HEAD_FOR = ("officer", "staff", "anyone")  # looking without the page is looking: three people show it
ALIKE = ("officer", "forum", "anyone")  # for an address that answers everybody alike
REFUSED = 2  # people asked of those who are to be refused; of those who are answered, one


def rows() -> dict[str, list[str]]:
    """The matrix: a route, with what is sent or whose thing it is about, and what each in ``WHO`` gets."""
    lines = [line.split() for line in TABLE.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return {route: cells for route, *cells in lines}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folders = {"DATA": tmp_path_factory.mktemp("data"), "MEDIA_ROOT": tmp_path_factory.mktemp("media")}
    with django_db_blocker.unblock(), undone(), override_settings(**folders):  # whoever keeps files hears of it
        yield build()


def seen(answer: Any) -> str:
    """One letter for what an answer means to whoever asked. The legend stands at the top of the table."""
    where = answer.headers.get("Location", "")
    if where.startswith(("/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/")):
        return "a"
    if where.startswith("/accounts/login/"):
        return "s"
    if where.startswith("/desk/people/second-factor/"):
        return "f"
    return {403: "-", 405: ".", 404: "0"}.get(answer.status_code, "Y" if answer.status_code < 500 else "!")


def ask(world: World, who: str, method: str, address: str, given: dict[str, str] | None = None) -> Any:
    """The answer to one request, which leaves no trace."""
    cache.clear()
    with undone():
        answer = getattr(world.browser(who), method)(address, given or {})
    if answer.streaming:
        list(answer.streaming_content)  # closes the file behind it
    return answer


def cell(world: World, who: str, row: str) -> str:
    """What looking and acting give; a third letter where HEAD does not answer as GET does."""
    route, _, which = row.partition("|")
    address = world.address(route, who, which.partition(",")[0])
    look = seen(ask(world, who, "get", address))
    act = seen(ask(world, who, "post", address, GIVEN.get(which.partition(",")[2])))
    head = seen(ask(world, who, "head", address)) if who in HEAD_FOR else look
    return look + act + ("" if head == look else f"/{head}")


def people_asked(cells: list[str], number: int) -> list[str]:
    """Whom a run asks at the address of this number: by and by each of those who are to get the same."""
    if len(cells) != len(WHO) or THOROUGH:
        return list(ALIKE if len(cells) == 1 else WHO)
    alike: dict[str, list[str]] = {}
    for who, expected in zip(WHO, cells, strict=True):
        alike.setdefault(expected, []).append(who)
    asked: set[str] = set()
    for expected, people in alike.items():
        asked |= {people[(number + step) % len(people)] for step in range(1 if "Y" in expected else REFUSED)}
    return [who for who in WHO if who in asked]


@pytest.fixture
def _unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may see a page, not how it looks."""
    monkeypatch.setattr(Template, "render", lambda *given, **named: "")


PARTS = 4  # of the matrix: each is a test of its own, so that several can run beside each other


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.usefixtures("_unrendered")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_address_answers_each_person_as_the_matrix_says(world: World, part: int) -> None:
    table = rows()
    known = {row.partition("|")[0] for row in table}
    wrong = []
    every = [*table, *sorted({route for route in addresses() if not route.startswith(WAGTAIL)} - known)]
    for number, row in list(enumerate(every))[part::PARTS]:
        listed = table.get(row, [])
        expected = dict(zip(WHO, listed * len(WHO) if len(listed) == 1 else listed, strict=False))
        now = {who: cell(world, who, row) for who in people_asked(listed, number)}
        if any(expected.get(who) != answer for who, answer in now.items()):
            wrong.append(line(row, [cell(world, who, row) for who in WHO]))

    assert wrong == [], "differs from who_may.txt; this is how it is now:\n" + "\n".join(wrong)
    assert known <= set(addresses()), "listed, but there is no such address"


@pytest.mark.django_db
@pytest.mark.usefixtures("_unrendered")
def test_the_website_s_editor_opens_to_editors_only_and_never_its_settings(world: World) -> None:
    for route in sorted({route for route in addresses() if route.startswith(WAGTAIL)}):
        address = world.address(route, "officer")
        assert seen(ask(world, "staff", "post", address)) == "-", route
        assert seen(ask(world, "anyone", "get", address)) == "s", route
        if route.removeprefix(WAGTAIL).partition("/")[0] in CLOSED_TO_EDITORS and "chooser/" not in route:
            answer = ask(world, "officer", "get", address)
            assert answer.status_code in (302, 403, 404, 405), route
            assert answer.headers.get("Location", "/desk/website/") == "/desk/website/", route


def test_each_situation_is_asked_for_often_and_a_refusal_by_two() -> None:
    listed = [cells for cells in rows().values() if len(cells) == len(WHO)]
    asked = Counter(who for number, cells in enumerate(listed) for who in people_asked(cells, number))
    assert set(asked) == set(WHO)
    assert min(asked.values()) >= len(listed) / 10
    refused = people_asked(["YY", *["--"] * 12], 3)
    assert (len(refused), refused[0]) == (3, "officer")


class Offers(HTMLParser):
    """The links and buttons that a page offers: (method, address)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.form = ("get", "")
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.found.add(("get", str(given["href"])))
        elif tag == "form":
            self.form = (given.get("method") or "get", given.get("action") or "")
        elif tag == "button" and given.get("type") != "button":
            self.found.add((self.form[0], given.get("formaction") or self.form[1]))


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("who", ["team", "forum", "none"])
def test_nobody_is_offered_what_they_would_be_refused(world: World, who: str) -> None:
    """From the first page on, through every page a person is led to: no link and no button answers with a refusal.

    The others' walks are in ``test_html.py``, which reads each page they are led to as well.
    """
    ahead, met, refused = [("get", "/desk/", "the start")], Counter(), []
    while ahead:
        method, address, page = ahead.pop(0)
        view = _view(method, address)
        if not view or met[view] >= ENOUGH.get(view, 1):
            continue
        met[view] += 1
        answer = ask(world, who, method, address)
        if answer.status_code == 403:
            refused.append(f"{page} offers {method} {address}")
        if answer.status_code == 302:
            ahead.append(("get", urljoin(address, answer.headers["Location"]), address))
        if method == "get" and answer.headers.get("Content-Type", "").startswith("text/html"):
            ahead += [(way, urljoin(address, place), address) for way, place in sorted(Offers(answer.content.decode()).found)]

    assert refused == [], "\n".join(refused)
    assert len(met) >= 5, "the walk led nowhere"


ENOUGH = {"get posts:post": 3}  # one of each kind of page is enough, but posts stand in many ways


def _view(method: str, address: str) -> str:
    """Which view answers, or nothing for what is not the desk's."""
    path = urlsplit(address).path
    if not path.startswith("/desk/") or path.startswith("/" + WAGTAIL):
        return ""
    try:
        return f"{method} {resolve(path).view_name}"
    except Resolver404:
        return f"{method} {path}"


WAGTAIL = "desk/website/"
# Nobody makes people, groups, sites or workflows there: offices are given on the desk, by two people.
CLOSED_TO_EDITORS = {"users", "groups", "sites", "collections", "workflows", "documents", "redirects", "locales"}


def line(row: str, cells: list[str]) -> str:
    """A row as the table writes it: one cell when all are alike."""
    return f"{row:58} " + " ".join(f"{cell:7}" for cell in (cells if len(set(cells)) > 1 else cells[:1])).rstrip()
