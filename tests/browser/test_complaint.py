"""A complaint from a question to its end across Christmas, at 390 px, without JavaScript, time passed on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from steamie.complaints.models import Complaint
from steamie.people.models import Person
from steamie.rules.permissions import Office
from tests.casework.making import put_in, told
from tests.conftest import make_person

from .conftest import private_window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
LONDON = ZoneInfo("Europe/London")
CAME = datetime(2026, 11, 21, 19, 42, tzinfo=LONDON)  # a Saturday: Monday 23 November is day 1


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The house's clock, moved on by the test."""
    with time_machine.travel(CAME) as traveller:
        yield traveller


@pytest.fixture
def phone(browser: Browser, live_server, strangers: list[str]) -> Iterator[Page]:
    """A phone that runs no scripts; it met no stranger."""
    window = private_window(browser, live_server.url, strangers, java_script_enabled=False)
    yield window.new_page()
    assert strangers == []
    window.close()


@pytest.fixture
def signed_in(phone: Page, clock: time_machine.Coordinates, live_server, settings) -> Callable[[Person, datetime, str], None]:
    """Move the clock on, sign somebody in, and open a page."""

    def go(person: Person, moment: datetime, address: str) -> None:
        clock.move_to(moment)
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        phone.context.clear_cookies()
        phone.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        phone.goto(address)

    return go


def answer(page: Page, outcome: str) -> None:
    """Fill in the answer of a stage and send it."""
    page.get_by_role("radio", name=outcome, exact=True).check()
    page.get_by_label("Why did it happen?").fill("Visits are texted to an old number.")
    page.get_by_label("What do we change?").fill("Numbers are read afresh each night.")
    page.get_by_label("By when").fill("2027-02-28")
    page.get_by_role("textbox", name="The letter").fill("We are sorry. Three visits failed.")
    page.get_by_label("I posted it").check()
    page.get_by_role("button", name="Send it and close the stage").click()


def at(day: int, month: int = 12, year: int = 2026) -> datetime:
    """Eleven in the morning."""
    return datetime(year, month, day, 11, tzinfo=LONDON)


def test_from_a_question_through_stage_one_extended_to_stage_two_closed_with_learning_across_christmas(
    phone: Page, signed_in: Callable[[Person, datetime, str], None], staff: Person, fits: Callable[[Page, int], None]
) -> None:
    manager = make_person(Office.STAFF, "Manager")
    for person in (staff, manager):
        put_in("complaints", person)
    put_in("housing", staff)
    case = told("enquiry", at=CAME, words="Third time nobody turned up. Took a day off work AGAIN.")
    place = f"/desk/cases/{case.reference}/"

    signed_in(staff, at(24, 11), place)
    phone.get_by_role("button", name="Make it a complaint").click()
    expect(phone.get_by_role("heading", name="Complaint at stage 1: day 2 of 5")).to_be_visible()
    expect(phone.get_by_text("Third time nobody turned up")).not_to_have_count(0)
    fits(phone, 320)

    phone.get_by_role("link", name="Ask for longer").click()
    phone.get_by_label("How many working days more?").fill("5")
    phone.get_by_label("Why do you need longer?").fill("We asked the contractor for the visit log.")
    phone.get_by_label("Who agrees?").select_option(label="Manager")
    fits(phone, 320)
    phone.get_by_role("button", name="Ask").click()
    expect(phone.get_by_text("Manager is asked to agree")).to_be_visible()

    signed_in(manager, at(26, 11), "/desk/")
    phone.get_by_role("link", name="May a complaint take longer?").click()
    phone.get_by_label("Yes, it may take longer").check()
    fits(phone, 320)
    phone.get_by_role("button", name="Decide").click()
    expect(phone.get_by_role("heading", name="Complaint at stage 1: day 4 of 10")).to_be_visible()

    signed_in(staff, at(26, 11), f"{place}complaint/")
    phone.get_by_role("link", name="Tell them").click()
    letter = phone.get_by_role("textbox", name="The letter")
    assert "Monday 7 December 2026" in letter.input_value()
    phone.get_by_label("I told them by phone").check()
    phone.get_by_role("button", name="Send it").click()

    signed_in(staff, at(3), f"{place}complaint/")
    phone.get_by_role("link", name="Answer it").click()
    fits(phone, 320)
    answer(phone, "Partly upheld")
    expect(phone.get_by_role("heading", name="Complaint: stage 1 partly upheld")).to_be_visible()

    signed_in(staff, at(8), f"{place}complaint/")
    phone.get_by_role("link", name="Begin stage 2").click()
    phone.get_by_label("Why?").fill("Nobody said why it happened three times.")
    phone.get_by_role("button", name="Begin stage 2").click()
    expect(phone.get_by_text("By Thursday 10 December")).to_be_visible()

    signed_in(staff, at(10), f"{place}complaint/")
    phone.get_by_role("link", name="Acknowledge it").click()
    phone.get_by_label("What we look into").fill("Why three visits failed.")
    phone.get_by_label("What they want to come of it").fill("To know what changes.")
    phone.get_by_label("I posted it").check()
    fits(phone, 320)
    phone.get_by_role("button", name="Send it").click()

    signed_in(staff, at(14), f"{place}complaint/")
    expect(phone.get_by_role("heading", name="Complaint at stage 2: day 5 of 20")).to_be_visible()
    for holiday in ("Christmas Day", "Boxing Day", "New Year's Day"):
        expect(phone.locator(".st_duty")).to_contain_text(holiday)
    expect(phone.get_by_text("Answer due Fri 8 Jan")).to_be_visible()
    fits(phone, 320)

    signed_in(staff, at(8, 1, 2027), f"{place}complaint/answer/")
    expect(phone.get_by_text("Bridgeside House")).to_be_visible()
    answer(phone, "Upheld")
    expect(phone.get_by_role("heading", name="Complaint: stage 2 upheld")).to_be_visible()
    expect(phone.get_by_text("They can go there now.")).to_be_visible()

    phone.get_by_role("link", name="Publish what we learnt").click()
    phone.get_by_label("What the public reads").fill("Numbers are read afresh each night, so visits reach you.")
    phone.get_by_role("button", name="Publish it").click()
    first, second = Complaint.objects.get().stages.all()
    assert [(one.days_taken, one.in_set_time) for one in (first, second)] == [(8, False), (20, True)]
    clockless = at(20, 4, 2027)
    signed_in(staff, clockless, "/complaints/figures/")
    expect(phone.get_by_role("heading", name="Complaints: figures and what we learnt")).to_be_visible()
    expect(phone.get_by_text("so visits reach you").first).to_be_visible()
    fits(phone, 320)
    signed_in(staff, clockless, "/desk/complaints/figures/?time=year-2026-04-01")
    fits(phone, 320)
    signed_in(staff, clockless, "/desk/complaints/")
    fits(phone, 320)
