"""A press at the foot of a page, words, and what everybody reads; news confirmed and stopped; where an application stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter
from steamie.newsletter import sending
from steamie.newsletter.actions import issuing
from steamie.newsletter.lists import mailing_lists
from steamie.newsletter.models import NewsSubscription
from steamie.people.models import Person
from steamie.services.actions.applications import replace_list
from steamie.services.applications import ApplicationRow
from steamie.website.models import PageFeedback
from tests.casework.making import put_in
from tests.letters.mail_server import free_port
from tests.newsletter.making import part, read

from .conftest import private_window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_clock]
AS_A_PERSON = 3100  # milliseconds: a form that comes back faster is held as a machine's


@pytest.fixture
def phone(browser: Browser, live_server: Any, strangers: list[str]) -> Iterator[Page]:
    """A phone that runs no scripts and remembers nobody."""
    window = private_window(browser, live_server.url, strangers, java_script_enabled=False)
    page = window.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    yield page
    assert strangers == []
    assert window.cookies() == []
    window.close()


def sign_in(page: Page, address: str, person: Person, settings: Any) -> None:
    """The person comes in as if they had signed in before."""
    client = Client()
    client.force_login(person)
    cookie = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": address}])


def looked_at(page: Page, axe: Callable[..., None], fits: Callable[[Page, int], None]) -> None:
    axe(page)
    for width in (360, 1280):
        fits(page, width)


def test_words_of_a_reader_become_what_everybody_reads(
    phone: Page, page: Page, live_server: Any, officer: Person, settings: Any, axe: Callable[..., None], fits: Any
) -> None:
    phone.goto("/about-our-figures/")
    phone.get_by_role("form", name="Did this page help?").get_by_role("button", name="No").click()
    expect(phone.get_by_role("heading", name="Thank you, it is counted")).to_be_visible()
    phone.get_by_label("What was good, or what was missing?").fill("Which day? Ring 07700 900123")
    phone.wait_for_timeout(AS_A_PERSON)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", name="Thank you, we have your words")).to_be_visible()
    assert PageFeedback.objects.get().path == "/about-our-figures/"

    sign_in(page, live_server.url, officer, settings)
    page.goto("/desk/site/feedback/")
    expect(page.get_by_role("link", name="Which day? Ring •••")).to_be_visible()
    looked_at(page, axe, fits)
    page.get_by_role("link", name="Which day?").click()
    looked_at(page, axe, fits)
    page.get_by_role("link", name="Tell everybody what we did").click()
    looked_at(page, axe, fits)
    page.get_by_label("You said").fill("You did not find the day.")
    page.get_by_label("We did").fill("It stands on the page now.")
    page.get_by_role("button", name="Put it on the website").click()
    expect(page.get_by_text("It stands on the website now.")).to_be_visible()
    page.goto("/you-said-we-did/")
    expect(page.get_by_text("You did not find the day.")).to_be_visible()
    looked_at(page, axe, fits)


def test_news_is_confirmed_by_letter_and_stopped_with_one_press(
    phone: Page, page: Page, officer: Person, settings: Any, axe: Callable[..., None], fits: Any
) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", free_port())  # which nobody answers at: the letters wait
    page.goto("/news-by-email/")
    looked_at(page, axe, fits)
    phone.goto("/news-by-email/")
    phone.get_by_label("Your e-mail address").fill("jean@example.org")
    phone.get_by_label("Large print").check()
    phone.get_by_role("button", name="Send me the news").click()
    expect(phone.get_by_role("heading", name="Look in your e-mail")).to_be_visible()
    phone.goto(address_in(Letter.objects.get(), "confirmation"))
    phone.get_by_role("button", name="Yes, send it").click()
    expect(phone.get_by_role("heading", name="You get our news now")).to_be_visible()
    now = timezone.now() + timedelta(seconds=1)
    words = {"subject": "Autumn", "words": "# Bins\nOn Friday."}
    letter = issuing.write(mailing_list=mailing_lists()["supporters"], by=officer, at=now, **words)
    issuing.approve(letter=letter, by=officer, at=now)
    assert sending.send_some(now) == 1
    news = Letter.objects.latest("pk")
    page.goto("about:blank")  # a mail program has no policy of ours
    page.set_content(part(read(news), "html"))
    assert page.evaluate("parseInt(getComputedStyle(document.body).fontSize)") >= 21  # 16 points
    place = address_in(news, "leaving")
    page.goto(place)
    looked_at(page, axe, fits)
    phone.goto(place)
    phone.get_by_role("button", name="Stop these letters").click()
    expect(phone.get_by_role("heading", name="You get no more of these letters")).to_be_visible()
    assert not NewsSubscription.objects.active().exists()


def address_in(letter: Letter, place: str) -> str:
    found = re.search(rf"https?://\S+/news-by-email/{place}/\S+", part(read(letter), "plain"))
    assert found
    return urlsplit(found[0]).path


def test_where_an_application_stands_is_shown_to_who_knows_two_things(
    phone: Page, page: Page, staff: Person, axe: Callable[..., None], fits: Any
) -> None:
    put_in("housing", staff)
    row = ApplicationRow(2, {"reference": "APP/1001", "standing": "On the list", "phone": "07700 900123", "group": "B"})
    now = timezone.now()
    listed = {"as_of": timezone.localdate(now), "headings": "", "columns": {}, "left_out": 0}
    replace_list(rows=[row], by=staff, at=now, **listed)
    page.goto("/apply/")
    looked_at(page, axe, fits)
    phone.goto("/apply/")
    phone.get_by_label("Your application’s reference").fill("app 1001")
    phone.get_by_label("Your postcode, or the last 4 digits").fill("9999")
    phone.get_by_role("button", name="Show me").click()
    expect(phone.get_by_role("alert")).to_contain_text("We cannot find that")
    phone.get_by_label("Your postcode, or the last 4 digits").fill("0123")
    phone.get_by_role("button", name="Show me").click()
    expect(phone.get_by_text("On the list", exact=True)).to_be_visible()
