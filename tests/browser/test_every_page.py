"""Every page there is, walked like a spider from the first one: sound, narrow enough, with one heading and one thing to do."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from tests.house.test_routes import addresses

from .conftest import LAPTOP, SIZES, private_window
from .house import House

pytestmark = [pytest.mark.xdist_group("houses"), pytest.mark.real_clock]
# Colours are to be judged at rest, not on their way from one scheme to the other.
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "reduced_motion": "reduce"}
OTHERS = ("Callum Reid", "Ewan Doig", "Jean Galbraith", "Isa McLeod", "Ruth Abernethy")

# Where the walk begins; the rest is found by following links. Pages that only a letter, a code or an error leads to are named.
START = (
    "/desk/", "/", "/strategy/", "/suggest/", "/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-gone/", "/accounts/inactive/", "/accounts/2fa/", "/accounts/2fa/webauthn/",
    "/accounts/2fa/totp/deactivate/", "/accounts/reauthenticate/", "/accounts/password/change/", "/accounts/logout/",
    "/desk/differences/", "/desk/set-up/", "/desk/set-up/email/", "/desk/set-up/facebook/dismissal/",
    "/desk/people/second-factor/", "/desk/people/confirmations/", "/desk/cases/totals/", "/desk/mail/",
    "/repairs/where/", "/repairs/details/?where=kitchen&what=leak", "/demonstration/", "/nothing-here/",
    "/go/nothing/", "/search/?q=repair", "/desk/search/?q=heating", "/desk/portal/?q=Example", "/feedback/", "/apply/",
    "/offline/",
)  # fmt: skip
PARTS = ("^(?!desk/)", "^desk/[a-d]", "^desk/[e-q]", "^desk/([r-z]|$)")  # looked at by a test each: all at once take minutes
PAGES = "^((?:"  # the website's own, by Wagtail
NOT_PAGES = re.compile(
    r"\.(csv|pdf|ics|xml|txt|png|ico|svg|webmanifest|js)$|^(media|images|documents|static)/|/feed/|^healthz$|^desk/website/|"
    r"export|download|^open-referral/|^sitemap|^robots|^\.well-known|^formats/(audio|pdf)/"
)
ELSEWHERE = {  # pages that this walk cannot reach, and the test that looks at them
    r"^setup/": "test_desk_pages: a house that is set up has no set-up",
    r"^suggest/<str": "test_suggesting: their addresses are secrets",
    r"^accounts/2fa/(authenticate|totp/activate|recovery-codes|webauthn)": "test_journey, tests/people: need a half-done sign-in",
    r"^accounts/(signup|email|confirm-email|login/code|password/set|password/reset/key/done|2fa/reauth)": "closed, or by letter",
    r"^desk/channels/.*(connection|callback|account|confirmation)": "tests/channels: on the way to Facebook",
    r"^desk/calendar/places/": "test_content_pages: an open place for which there is no suggestion",
    r"^desk/strategy/import/(statements|check)": "test_strategy: only while a document is being brought in",
    r"^desk/calendar/import/<int:pk>/": "test_content_pages: only after a sheet was sent",
    r"^desk/people/<int:pk>/invitation/": "tests/people: only for whoever never came in",
    r"^follow/fixed/|^repairs/taken/": "test_repair_fixed: their addresses are secrets",
    r"^desk/applications/<int:pk>/|^desk/cases/<str:reference>/referrals/": "test_applications: while a list or a referral waits",
    r"^news-by-email/(confirmation|leaving)/|^desk/news-by-email/<int:pk>/words/": "test_a_word_back: secrets, or before a yes",
    r"^embedded/|^<language:tag>/$": "tests/website/test_embedding, tests/translations: shown elsewhere, or not translated",
    r"^webhooks/": "tests/conversations: for machines",
    r"^data-deletion/": "tests/conversations: its address is a secret",
    r"^desk/channels/<int:pk>/access/": "tests/channels: only for a connected account",
    r"^notifications/": "tests/notifications: their addresses are secrets",
    r"^desk/site/feedback/<int:pk>/": "test_a_word_back: only while a word waits for an answer",
    r"^desk/cases/<str:reference>/(damp|repair)/": "test_damp: only for damp and what the law says of a repair",
    r"^portal/(?!sign-in|register)": "test_portal: only for whoever is signed in to an account",
    r"^desk/portal/lists/<int:pk>/columns/": "tests/portal: only until a list is taken",
    r"^desk/cases/<str:reference>/letters/": "tests/formats: only for a case with an answer of ours",
    r"^desk/cases/<str:reference>/complaint/": "test_complaint: only for complaints, and while their stages are open",
    r"^desk/mail/<int:pk>/": "test_mail_in: only while a letter waits for somebody to say whose it is",
    r"correct": "test_content_pages: only for a post that was sent",
    r"^desk/people/(unsent|.*fresh-start)": "tests/people: after a session has ended, or when a factor is lost",
    r"^desk/people/cover/<int:pk>/end/": "tests/people: only while there is cover",
    r"^desk/letters/<int:pk>/|^desk/letters/test/": "test_desk_pages: a demonstration writes few letters, or none",
}
COUNTED = """() => {
  const shown = each => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length
  const filled = [...document.querySelectorAll("main .ds_button")].filter(each => shown(each)
      && !/ds_button--|st_button--/.test(each.className)).map(each => each.innerText)
  return {headings: [...document.querySelectorAll("h1")].filter(shown).length, filled}
}"""
# Each thing a keyboard reaches: it must look different with the focus, and not lie under the bar at the foot.
FOCUS = """() => {
  const parts = ["outlineStyle", "outlineWidth", "boxShadow", "backgroundColor"]
  const look = each => parts.map(part => getComputedStyle(each)[part]).join()
  const near = each => [each, each.parentElement, each.parentElement?.parentElement].filter(Boolean)
  const bar = [...document.querySelectorAll(".st_act, .st_nav")].find(each => each.checkVisibility()), wrong = []
  const reached = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
  for (const each of document.querySelectorAll(reached)) {
    if (each.disabled || !each.checkVisibility({visibilityProperty: true})) continue
    document.activeElement?.blur()
    const before = near(each).map(look).join("|")
    each.focus({focusVisible: true})
    if (document.activeElement !== each) continue
    if (near(each).map(look).join("|") === before) wrong.push("no visible focus: " + each.outerHTML.slice(0, 120))
    const foot = bar && /fixed|sticky/.test(getComputedStyle(bar).position) && !bar.contains(each) && bar.getBoundingClientRect()
    const place = each.getBoundingClientRect()
    if (foot && place.height < 300 && place.bottom > foot.top + 1 && place.top < foot.bottom && place.height) {
      wrong.push("under the bar: " + each.outerHTML.slice(0, 120))
    }
  }
  document.activeElement?.blur()
  return wrong
}"""
TURNED = """way => {
  document.documentElement.dir = way
  return document.documentElement.scrollWidth - document.documentElement.clientWidth
}"""


def route_of(address: str) -> str:
    """The route an address belongs to; pages of the website are told apart by their whole address, but all news is one."""
    path = address.split("?")[0].split("#")[0]
    try:
        route = resolve(path).route
    except Resolver404:
        return ""
    return re.sub(r"^/(news|services)/.+", r"/\1/…", path) if route.startswith(PAGES) else route


class Walk:
    """One person's walk: each kind of page once, and what was wrong with it."""

    led_to: dict[tuple[str, str], list[str]] = {}  # a test for each part walks the same way: a page is asked once for its links

    def __init__(self, page: Page, axe: Callable[..., None], who: str) -> None:
        self.page, self.axe, self.who = page, axe, who
        self.wrong: dict[str, list[str]] = {}
        self.seen: set[str] = set()

    def go(self, *starts: str, part: str = "") -> None:
        """Breadth first, one address of each route. Only those of ``part`` are looked at; the others are asked for links."""
        waiting = list(starts)
        while waiting:
            address = waiting.pop(0)
            route = route_of(address) or address
            kind = route + "".join(re.findall(r"[?&]view=\w+", address))
            if kind in self.seen or NOT_PAGES.search(route.removeprefix("/")):
                continue
            self.seen |= {kind, route}
            waiting += self.links(address)
            if re.search(part, route.removeprefix("/")):
                self.look(address)

    def links(self, address: str) -> list[str]:
        """Where a page leads to within the house."""
        if (asked := (self.who, address)) not in self.led_to:
            self.led_to[asked] = self._links(address)
        return self.led_to[asked]

    def _links(self, address: str) -> list[str]:
        answer = self.page.request.get(address)
        if "text/html" not in answer.headers.get("content-type", ""):
            return []
        return [html.unescape(link) for link in re.findall(r'<a\b[^>]*?\shref="(/[^"]*)"', answer.text())]

    def look(self, address: str) -> None:
        """Look one page over: small and light; wide, dark and the other way round."""
        answer = self.page.goto(address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            return
        found: dict[str, Any] = self.page.evaluate(COUNTED)
        wrong = [f"answers {answer.status}"] if answer.status >= 500 else []
        wrong += [] if found["headings"] == 1 else [f"{found['headings']} first headings"]
        wrong += [f"filled buttons: {found['filled']}"] if len(set(found["filled"])) > 1 else []
        wrong += self.page.evaluate(FOCUS)
        wrong += [f"{wide} px too wide, {way}" for way in ("ltr", "rtl") if (wide := self.page.evaluate(TURNED, way)) > 0]
        self.page.evaluate(TURNED, "ltr")
        wrong += self._with_axe(scheme="light")
        self.page.set_viewport_size(SIZES["laptop"])
        self.page.evaluate(TURNED, "rtl")
        wrong += self._with_axe(*LAPTOP, scheme="dark")
        self.page.set_viewport_size(PHONE["viewport"])
        if wrong:
            self.wrong[address] = wrong

    def _with_axe(self, *rules: str, scheme: Any) -> list[str]:
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        try:
            self.axe(self.page, *rules)
        except AssertionError as told:
            return [f"{scheme}: {line}" for line in str(told).splitlines()[1:] if ":" in line]
        return []


@pytest.fixture
def walker(browser: Browser, demonstration: House, axe: Callable[..., None], strangers: list[str]) -> Any:
    windows = []

    def come(name: str = "") -> Walk:
        window = private_window(browser, demonstration.address, strangers, **PHONE)
        windows.append(window)
        page = window.new_page()
        if name:
            page.goto("/demonstration/")
            page.get_by_role("button", name=re.compile(f"^Come in as {name}")).first.click()
            page.wait_for_url("**/desk/**")
        return Walk(page, axe, name)

    yield come
    for window in windows:
        window.close()
    assert strangers == []


@pytest.mark.parametrize("part", PARTS)
def test_every_page_of_the_officer_and_the_public_is_sound(walker: Callable[..., Walk], part: str) -> None:
    walk = walker("Morag Sinclair")
    walk.go(*START, part=part)

    missed = [
        route
        for route in sorted(set(addresses()))
        if re.search(part, route)
        and route not in walk.seen
        and not NOT_PAGES.search(route)
        and not any(re.search(known, route) for known in ELSEWHERE)
        and not route.startswith(PAGES.strip("^"))
        and not only_takes_posts(walk.page, route)
    ]
    assert walk.wrong == {}
    assert missed == []


def only_takes_posts(page: Page, route: str) -> bool:
    """Whether a route answers forms only."""
    for kind, example in (("isoday", "2026-10-01"), ("language", "pl"), ("int|str|slug|path", "1")):
        route = re.sub(rf"<(?:{kind}):\w+>", example, route)
    address = f"/{route}"
    return page.request.get(address, max_redirects=0).status in {405, 302}


def test_the_first_pages_of_every_other_office_are_sound(walker: Callable[..., Walk]) -> None:
    for name in OTHERS:
        walk = walker(name)
        walk.look("/desk/")
        walk.look("/desk/suggestions/")
        assert walk.wrong == {}, name
