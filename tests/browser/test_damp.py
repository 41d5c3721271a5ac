"""Damp from a phone's report to a delay notice across Christmas, at 390 px, without JavaScript, time passed on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from steamie.casework.models import Case
from steamie.people.models import Person
from tests.casework.making import put_in

from .conftest import private_window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
LONDON = ZoneInfo("Europe/London")
AWARE = datetime(2026, 12, 22, 19, tzinfo=LONDON)  # the vectors: look by 11 January, start by 18 January


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The house's clock, moved on by the test."""
    with time_machine.travel(AWARE) as traveller:
        yield traveller


@pytest.fixture
def phone(browser: Browser, live_server, strangers: list[str]) -> Iterator[Page]:
    """A phone that runs no scripts; it met no stranger."""
    window = private_window(browser, live_server.url, strangers, java_script_enabled=False)
    yield window.new_page()
    assert strangers == []
    window.close()


def sign_in(page: Page, address: str, person: Person, cookie: str) -> None:
    client = Client()
    client.force_login(person)
    page.context.clear_cookies()
    page.context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": address}])


def report(page: Page, clock: time_machine.Coordinates) -> None:
    """Mould in the bedroom, with a child under five, from the first page to the thanks."""
    page.goto("/repairs/what/?where=bedroom")
    page.get_by_role("radio", name="Damp or mould").check()
    page.get_by_role("button", name="Continue").click()
    before_any_question = page.locator(".st_line li b")
    assert before_any_question.count() == 4
    expect(page.get_by_text("You do not have to clean it first.")).to_be_visible()
    expect(page.get_by_text("By Monday 11 January 2027")).to_be_visible()
    page.get_by_role("radio", name="Bigger than a plate").check()
    page.get_by_role("checkbox", name="A child under 5").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What has happened?").fill("Black mould behind the cot.")
    page.get_by_label("Your name").fill("Shona Canary")
    page.get_by_label("Your address").fill("Flat 2/1, 14 Canary Street")
    page.get_by_label("Your postcode").fill("G99 9ZZ")
    clock.shift(60)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Bigger than a plate")).to_be_visible()
    page.get_by_role("button", name="Send the repair").click()


def test_four_clocks_and_a_delay_notice_across_christmas(
    phone: Page,
    clock: time_machine.Coordinates,
    staff: Person,
    live_server,
    settings,
    fits: Callable[[Page, int], None],
) -> None:
    put_in("repairs", staff)
    report(phone, clock)
    expect(phone.get_by_role("heading", name="Thank you. We will come and look")).to_be_visible()
    expect(phone.get_by_text("By Monday 11 January 2027")).to_be_visible()
    expect(phone.get_by_text("If we look at it or start the work late, we pay you")).to_be_visible()
    fits(phone, 320)
    case = Case.objects.get()
    assert case.damp_matters.get().at_risk == ["baby"]

    clock.move_to(datetime(2027, 1, 11, 10, tzinfo=LONDON))
    sign_in(phone, live_server.url, staff, settings.SESSION_COOKIE_NAME)
    phone.goto(f"/desk/cases/{case.reference}/")
    expect(phone.get_by_text("Day 10 of 10")).to_be_visible()
    for holiday in ("Christmas Day", "Boxing Day", "New Year's Day"):
        expect(phone.locator(".st_duties")).to_contain_text(holiday)
    fits(phone, 360)
    look = {
        "When we finished looking": "2027-01-11T09:00",
        "Who looked": "R. Example",
        "What makes them fit to": "Chartered surveyor",
        "What they found": "Mould on the north wall.",
    }
    phone.get_by_role("link", name="We looked: write it down").click()
    for label, words in look.items():
        phone.get_by_label(label).fill(words)
    phone.get_by_role("group", name="Is the home substantially free").get_by_label("No").check()
    phone.get_by_role("group", name="Is work needed?").get_by_label("Yes").check()
    fits(phone, 320)
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("heading", name="Damp: 1 duty done, 3 to go")).to_be_visible()

    clock.move_to(datetime(2027, 1, 18, 11, tzinfo=LONDON))
    sign_in(phone, live_server.url, staff, settings.SESSION_COOKIE_NAME)
    phone.goto(f"/desk/cases/{case.reference}/")
    phone.get_by_role("link", name="It will be late: write a delay notice").click()
    phone.get_by_label("Which duty?").select_option(label="start the work, due Monday 18 January")
    phone.get_by_label("A specialist, a part or material cannot be had in time").check()
    phone.get_by_label("In your words").fill("The roofer is booked until February.")
    phone.get_by_label("What we do meanwhile").fill("A dehumidifier is in the room.")
    phone.get_by_label("New date").fill("2027-02-01")
    phone.get_by_label("I posted it").check()
    fits(phone, 320)
    phone.get_by_role("button", name="Send the notice").click()
    expect(phone.get_by_text("The roofer is booked until February.").first).to_be_visible()
    expect(phone.get_by_text("told in time")).to_be_visible()

    clock.move_to(datetime(2027, 1, 25, 11, tzinfo=LONDON))
    phone.context.clear_cookies()
    phone.goto("/follow/")
    phone.get_by_label("Your reference").fill(case.reference)
    phone.get_by_label("Your postcode").fill("G99 9ZZ")
    phone.get_by_role("button", name="Show me").click()
    expect(phone.get_by_text("We told you it will be later: Monday 1 February")).to_be_visible()
    fits(phone, 320)
