"""Every page is HTML without an error: each that a visitor or an office is led to, and what a form answers that came empty.

On the way, nobody is offered a link or a button that would be refused them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from .page_rules import problems
from .test_who_may import Offers, ask, world
from .world import World

__all__ = ["world"]

START = (
    "/desk/",
    "/",
    "/suggest/",
    "/strategy/",
    "/accounts/login/",
    "/nothing-here/",
    "/go/nothing/",
    "/search/?q=repair",
    "/search/?q=rpair",
)
NOT_OURS = re.compile(r"^/(desk/website|static|media|documents)/|/logout/|^/(?!desk/).*\.\w{2,11}$")
ENOUGH = {"desk/posts/<int:pk>/": 6}  # one page of a kind is enough, but posts stand in many ways
WEBSITE = "^((?:"  # the site's own pages, by Wagtail
OFFICES = ("officer", "staff", "committee", "auditor", "lapsed", "anyone")  # the others see parts of these
SOUND = """<!doctype html><html lang="en"><head><title>A page</title></head><body><h1>One</h1>{}</body></html>"""


def kind_of(method: str, address: str) -> str:
    """Which sort of page an address leads to; nothing for what is a file, or not ours."""
    place = urlsplit(address)
    if place.netloc or NOT_OURS.search(place.path):
        return ""
    route = route_at(place.path)
    route = re.sub(r"^/(news|services|jobs)/.+", r"/\1/…", place.path) if route.startswith(WEBSITE) else route
    asked = sorted(re.findall(r"(?:^|&)(\w+)=", place.query))
    return f"{method} {route} {' '.join(asked)}".strip()


@cache
def route_at(path: str) -> str:
    """The route that answers a path: the same few hundred are asked for thousands of times."""
    try:
        return resolve(path).route
    except Resolver404:
        return path


class Walk:
    """One person's walk through the house: what is wrong, by page."""

    checked: set[str] = set()  # pages that several people see alike are read once

    def __init__(self, world: World, who: str) -> None:
        self.world, self.who = world, who
        self.met: Counter[str] = Counter()
        self.wrong: dict[str, list[str]] = {}
        self.refused: list[str] = []

    def go(self) -> None:
        """Breadth first; forms are sent empty, and leave no trace."""
        ahead = [("get", address, "the start") for address in START]
        while ahead:
            method, address, page = ahead.pop(0)
            kind = kind_of(method, address)
            if not kind or self.met[kind] >= ENOUGH.get(kind.partition(" ")[2], 1):
                continue
            self.met[kind] += 1
            answer = ask(self.world, self.who, method, address)
            if answer.status_code == 403:
                self.refused.append(f"{page} offers {method} {address}")
            if where := answer.headers.get("Location"):
                ahead.append(("get", urljoin(address, where), address))
            elif answer.headers.get("Content-Type", "").startswith("text/html"):
                ahead += self.look(f"{method} {address}", address, answer)

    def look(self, name: str, address: str, answer: Any) -> list[tuple[str, str, str]]:
        """Read a page, and give what it offers."""
        text = answer.content.decode()
        steady = re.sub(r'(name="csrfmiddlewaretoken" value|nonce|"X-CSRFToken")="[^"]*"', "", text)
        if steady not in self.checked:
            self.checked.add(steady)
            wrong = problems(text if "<html" in text else SOUND.format(text)) + unsendable(text, answer.headers)
            if wrong:
                self.wrong[name] = wrong
        return [(way, urljoin(address, place), address) for way, place in sorted(Offers(text).found)]


def unsendable(text: str, headers: Mapping[str, str]) -> list[str]:
    """A browser sends the forms of a page with this policy as from nowhere ("Origin: null"), and our guard refuses them."""
    guarded = "csrfmiddlewaretoken" in text and headers.get("Referrer-Policy") == "no-referrer"
    return ["a guarded form that no browser can send"] if guarded else []


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("who", OFFICES)
def test_every_page_is_sound_html_and_nothing_on_it_is_refused(world: World, who: str) -> None:
    walk = Walk(world, who)
    walk.go()

    assert walk.wrong == {}
    assert walk.refused == []
    assert len(walk.met) > 20


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<p>one<div>two</div></p>", "Unexpected end tag (p)"),
        ("<p><span><b>one</b></p></span>", "Unexpected end tag"),
        ('<p id="a">one</p><p id="a">two</p>', "two elements have the id “a”"),
        ('<span>one<ul><li>two</li></ul></span>', "ul in span"),
        ('<label for="a">one<p>two</p></label><input id="a">', "p in label"),
        ('<a href="/">one<button>two</button></a>', "button in a"),
        ('<button>one<a href="/">two</a></button>', "a in button"),
        ('<a href="/"><h2>one</h2></a><h4>two</h4>', "a heading of level 4 after one of level 2"),
        ("<h2> <svg></svg></h2>", "a heading without words"),
        ('<input name="a">', "a control without a label"),
        ('<label for="b">one</label>', "for names “b”, which is not there"),
        ("<label>one</label>", "a label without a control"),
        ('<nav aria-labelledby="x">one</nav>', "aria-labelledby names “x”"),
        ('<a href="#x">one</a>', "leads to “#x”"),
        ('<a href="/"></a>', "a a without words"),
        ('<img src="/x.png">', "a picture without alt"),
        ('<table border="1"><tr><th scope="col">one</th></tr></table>', "obsolete attribute border"),
        ("<center>one</center>", "obsolete"),
        ("<table><tr><td>one</td></tr></table>", "a table without headers"),
        ("<table><tr><th>one</th></tr></table>", "a header without its scope"),
        ('<table><tr><th scope="col">one</th></tr><tr><td>1</td><td>2</td></tr></table>', "rows of [1, 2] cells"),
        ("<ul><p>one</p></ul>", "p in ul"),
        ("<div><li>one</li></div>", "li in div"),
        ("<dl><dt>one</dt></dl>", "dt without its dd"),
        ('<time datetime="tomorrow">one</time>', "time that no machine can read"),
        ('<time datetime="2026-11-30T12:32:15.979741+00:00">one</time>', "time that no machine can read"),
        ('<label>one<input autocomplete="street-address"></label>', "street-address"),
        ('<span aria-label="one">two</span>', "a name on what takes none"),
        ('<details><p>one</p><summary>two</summary></details>', "summary is not the first"),
        ('<p hx-get="/a">one</p>', "hx-get, which is no attribute of HTML"),
        ('<label>one<input type="date" maxlength="10"></label>', "maxlength on what takes no length"),
        ('<form action="/a"><p><form action="/b"></form></p></form>', "form"),
    ],
)  # fmt: skip
def test_each_rule_sees_what_it_is_for(body: str, sentence: str) -> None:
    assert problems(SOUND.format("<p>one</p>")) == []
    assert any(sentence in problem for problem in problems(SOUND.format(body))), problems(SOUND.format(body))
