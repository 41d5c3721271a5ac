"""Every page of content and of publishing in a real browser: sound by axe-core, narrow enough, with one thing to do first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from steamie.channels.models import Channel
from steamie.content.calendar import actions as calendar_actions
from steamie.content.plan.actions import quarters
from steamie.content.posts import composition
from steamie.content.posts.actions import approval, correcting, posts
from steamie.content.posts.correcting.changes import fingerprint_of
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions import stops, withdrawals
from steamie.content.suggestions.actions.links import make_link
from steamie.content.suggestions.actions.suggestions import SuggestionInput, answer, suggest
from steamie.content.suggestions.models import Suggestion
from steamie.diary import actions as closures
from steamie.people.models import Person
from steamie.wording import actions as wording
from tests.content.making import make_channel, make_post

from .conftest import LAPTOP, SIZES

pytestmark = [pytest.mark.django_db(transaction=True)]

FILLED = """() => [...document.querySelectorAll("main .ds_button")].filter(each => each.checkVisibility()
    && !/ds_button--|st_button--/.test(each.className)).map(each => each.innerText)"""
ONE_TIME = r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken"[^,}]*'
LONG = "A very long headline about closes, stairs, bins, boilers, gutters and everything else we look after for you"


class Town:
    """A small installation: one post in each standing, a quarter with a plan, suggestions, a link."""

    def __init__(self, officer: Person, author: Person, forum: Person) -> None:
        self.officer, self.author, self.now = officer, author, timezone.now()
        self.channel: Channel = make_channel("website", "Website news")
        self.addresses: dict[str, str] = {}
        self._calendar()
        self._posts()
        self._suggestions(forum)
        self.public = f"/suggest/{make_link(label='Noticeboard', group='residents', personal=False, days=30, by=officer)[1]}/"

    def _calendar(self) -> None:
        today = timezone.localdate()
        quarter = calendar_actions.open_quarter(day=today, by=self.officer)
        places = [quarters.plan_slot(quarter=quarter, day=quarter.last, share="community", by=self.officer) for _ in range(2)]
        closures.close_office(day=today + timedelta(days=1), title="Staff training", by=self.officer)
        wording.open_window(title="By-election", first=today, last=today, reason="We take no side", by=self.officer)
        view = {"month": "?view=month", "list": "?view=list"}
        self.addresses |= {name: f"/desk/calendar/{query}" for name, query in ({"quarter": ""} | view).items()}
        self.addresses |= {
            "past quarter": f"/desk/calendar/{quarter.first - timedelta(days=1)}/",
            "next quarter": f"/desk/calendar/{quarter.last + timedelta(days=1)}/",
            "proposal": f"/desk/calendar/{quarter.first}/proposal/",
            "place": f"/desk/calendar/places/{places[0].pk}/",
            "words": "/desk/calendar/words/",
            "import": "/desk/calendar/import/",
        }

    def _posts(self) -> None:
        made = {name: self._post(name, number) for number, name in enumerate(("draft", "awaiting", "sent back", "approved"))}
        for post in (made["awaiting"], made["sent back"]):
            approval.submit(post=post, by=self.author)
        approval.send_back(post=made["sent back"], reason="Say which door to use.", by=self.officer)
        self._approve(made["approved"])
        for name, step in {"sent": Step.PUBLISHED, "unconfirmed": Step.NEEDS_A_PERSON, "held": Step.HELD}.items():
            made[name] = self._rested(name, step)
        made["edited"] = self._edited()
        made["corrected"] = self._corrected()
        made["withdrawn"] = self._approve(self._post("withdrawn", 9))
        withdrawals.withdraw(post=made["withdrawn"], reason="The street is closed", by=self.officer)
        self.addresses |= {f"{name} post": f"/desk/posts/{post.pk}/" for name, post in made.items()}
        for name in ("unconfirmed", "held", "edited", "sent"):
            self.addresses[f"settle {name}"] = f"/desk/waiting/{made[name].publications.get().pk}/"
        self.addresses["correction"] = f"/desk/posts/{made['corrected'].pk}/correction/"
        self.addresses |= {
            "new post": "/desk/posts/new/",
            "withdraw": f"/desk/posts/{made['approved'].pk}/withdrawal/",
            "waiting": "/desk/waiting/",
            "stop": "/desk/stop/",
        }

    def _suggestions(self, forum: Person) -> None:
        for text in ("Panto on Saturday at the centre", "The food bank needs nappies"):
            suggest(details=SuggestionInput(text=text, group="forum"), by=forum)
        answer(suggestion=Suggestion.objects.order_by("pk")[0], outcome="no", reason="The tickets are gone.", by=self.officer)
        queue = "/desk/suggestions/"
        self.addresses |= {f"suggestions {show}": f"{queue}?show={show}" for show in ("waiting", "answered", "held")}
        self.addresses |= {"phone entry": f"{queue}new/", "links": f"{queue}links/"}

    def _post(self, name: str, number: int) -> Post:
        due = timezone.localtime(self.now + timedelta(days=1 + number)).replace(hour=10, minute=0, second=0, microsecond=0)
        title = LONG if name == "approved" else f"The {name} post"
        return make_post(self.author, self.channel, title=title, due_at=due, made_at=self.now, edited_at=self.now)

    def _approve(self, post: Post) -> Post:
        approval.approve(post=post, fingerprint=fingerprint(post), by=self.officer)
        return post

    def _rested(self, name: str, step: Step) -> Post:
        post = self._approve(self._post(name, 5))
        shown = {"published_at": self.now} if step == Step.PUBLISHED else {"problem": "The channel stopped answering."}
        post.publications.update(step=step, wake_at=None, **shown)
        return post

    def _corrected(self) -> Post:
        post = self._rested("corrected", Step.PUBLISHED)
        for title, approved in (("The corrected post, put right", True), ("The corrected post, put right again", False)):
            made = replace(composition.of_post(Post.objects.get(pk=post.pk)), title=title)
            written = correcting.propose(post=post, composition=made, reason="The wrong door", by=self.author)
            if approved:
                told = {"correction": written, "fingerprint": fingerprint_of(written), "by": self.officer}
                correcting.approve_correction(**told, at=self.now)
                written.amendments.update(stage="corrected", corrected_at=self.now)
        return post

    def _edited(self) -> Post:
        post = self._approve(self._post("edited", 8))
        changed = replace(composition.of_post(post), title="The edited post, edited")
        return posts.edit(post=post, composition=changed, by=self.author)


@pytest.fixture
def town(strategy: Any, officer: Person, colleague: Person, forum: Person, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Town(officer, colleague, forum)


@pytest.fixture
def come_in(page: Page, live_server: Any) -> Callable[[Person], Page]:
    """Sign somebody in without the forms: those have their own tests."""

    def enter(person: Person) -> Page:
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return page

    return enter


def sound(page: Page, address: str, axe: Callable, fits: Callable) -> None:
    """One page at both sizes, the larger in the dark: axe finds nothing, nothing sticks out, at most one filled button.

    What neither size nor colours can change is looked for once.
    """
    page.set_viewport_size(SIZES["phone"])
    page.goto(address)
    for size, scheme in (("phone", "light"), ("laptop", "dark")):
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours are judged at rest
        axe(page, *(LAPTOP if size == "laptop" else ()))
        filled = page.evaluate(FILLED)
        assert len(filled) <= 1, f"{address} has more than one filled button: {filled}"
    fits(page)


@pytest.mark.long
def test_every_page_is_sound_for_the_officer(
    come_in: Callable, axe: Callable, fits: Callable, town: Town, officer: Person
) -> None:
    page = come_in(officer)
    for address in town.addresses.values():
        sound(page, address, axe, fits)
    stops.stop_everything(reason="A death in the close", by=officer)
    sound(page, "/desk/stop/", axe, fits)


@pytest.mark.long
def test_every_page_somebody_may_see_is_sound(
    come_in: Callable, axe: Callable, fits: Callable, town: Town, request: pytest.FixtureRequest
) -> None:
    """What two people see alike, their names apart, is judged once."""
    judged: set[str] = set()
    for who in ("colleague", "staff", "committee", "forum"):
        person: Person = request.getfixturevalue(who)
        page = come_in(person)
        for name in ("quarter", "list", "approved post", "sent post", "suggestions waiting", "new post", "waiting"):
            page.goto(town.addresses[name])
            words = re.sub(ONE_TIME, "", page.content()).replace(person.name, "")
            if words not in judged:
                judged.add(words)
                sound(page, town.addresses[name], axe, fits)
        sound(page, "/suggest/", axe, fits)
    assert len(judged) > 10


def test_the_public_pages_are_sound(page: Page, axe: Callable, fits: Callable, town: Town) -> None:
    for address in (town.public, "/suggest/", "/suggest/nothing-of-ours/"):
        sound(page, address, axe, fits)


def test_a_sheet_with_bad_rows_is_read_back_row_by_row(
    come_in: Callable, axe: Callable, fits: Callable, town: Town, officer: Person, tmp_path: Path
) -> None:
    page = come_in(officer)
    sheet = tmp_path / "plan.csv"
    rows = ["day,time,title,third", "2030-11-24,10:00,Gas,association", "2030-10-27,01:30,Twice,community", "never,,,nothing"]
    sheet.write_text("\n".join(rows))
    page.goto(town.addresses["import"])
    page.get_by_label("The file").set_input_files(sheet)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("heading", name="3 posts read, 3 to look at").wait_for()  # a year too far ahead is asked about too
    axe(page)
    fits(page)


def test_the_approval_is_reached_and_given_by_keyboard(come_in: Callable, town: Town, officer: Person) -> None:
    page = come_in(officer)
    page.set_viewport_size(SIZES["laptop"])
    page.goto(town.addresses["awaiting post"])
    said = ""
    for _ in range(90):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement.innerText")
        if said == "Approve":
            break
    assert said == "Approve"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Approved. It goes out on").wait_for()


def test_sent_weeks_are_folded_and_open_where_they_are(come_in: Callable, town: Town, officer: Person) -> None:
    page = come_in(officer)
    page.goto(town.addresses["quarter"])
    week = page.locator(".st_fold").first
    if not week.count():
        pytest.skip("The quarter has only begun.")
    assert not week.locator("ul").is_visible()
    week.locator("summary").click()
    assert week.locator("ul").is_visible()


def test_a_long_title_is_whole_in_the_grid_to_the_eye_and_for_a_screen_reader(
    come_in: Callable, town: Town, officer: Person
) -> None:
    page = come_in(officer)
    page.set_viewport_size(SIZES["laptop"])
    page.goto(town.addresses["quarter"])
    entry = page.get_by_role("link", name=LONG)
    assert entry.evaluate("each => each.firstChild.scrollHeight <= each.firstChild.clientHeight + 1")
