"""A survey wave from a phone and from paper, and the committee's report with three figures followed to their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from steamie.people.models import Person
from steamie.surveys.models import SurveyAnswers
from tests.casework.making import NOW, told
from tests.surveys.making import answer, ask

from .conftest import SIZES, private_window
from .test_damp import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The house's clock, moved on by the test."""
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def phone(browser: Browser, live_server: Any, strangers: list[str]) -> Iterator[Page]:
    """A phone that runs no scripts; it met no stranger."""
    window = private_window(browser, live_server.url, strangers, java_script_enabled=False)
    yield window.new_page()
    assert strangers == []
    window.close()


@pytest.mark.clause("S-78")
def test_a_wave_from_a_phone_and_from_paper(
    phone: Page, clock: time_machine.Coordinates, officer: Person, live_server: Any, settings: Any, strategy: object
) -> None:
    wave = ask(officer)
    phone.goto("/surveys/")
    phone.get_by_role("link", name="Getting online").click()
    phone.get_by_role("group", name="1. Do you use the internet at home?").get_by_label("Yes").check()
    phone.get_by_role("group", name="2. What do you use to go online?").get_by_label("A tablet").check()
    clock.shift(60)
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_text("Thank you. We have your answers")).to_be_visible()
    assert phone.context.cookies() == []

    sign_in(phone, live_server.url, officer, settings.SESSION_COOKIE_NAME)
    phone.goto(f"/desk/surveys/waves/{wave.pk}/answers/")
    phone.get_by_role("group", name="1. Do you use the internet at home?").get_by_label("2 No").check()
    phone.get_by_label("Number on the paper").fill("0412")
    phone.get_by_role("button", name="Save, then the next").click()
    expect(phone.get_by_text("The last was number 0412.")).to_be_visible()
    phone.get_by_role("link", name="Finish").click()
    expect(phone.get_by_text("Fewer than 10 people have answered")).to_be_visible()
    assert sorted(SurveyAnswers.objects.values_list("mode", flat=True)) == ["online", "paper"]


def test_three_figures_of_the_report_lead_to_their_rows(
    page: Page,
    clock: time_machine.Coordinates,
    officer: Person,
    live_server: Any,
    settings: Any,
    strategy: object,
    axe: Callable[..., None],
    fits: Callable[[Page, int], None],
) -> None:
    told("repair", at=NOW - timedelta(days=1))
    wave = ask(officer, codes=("home_internet",))
    answer(wave, officer, 60, home_internet="yes")
    sign_in(page, live_server.url, officer, settings.SESSION_COOKIE_NAME)
    page.set_viewport_size(SIZES["laptop"])
    page.goto("/desk/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Results").click()
    page.get_by_role("link", name="October to December 2026").click()
    page.get_by_label("In one or two sentences").fill("More repairs come online.")
    page.get_by_label("What do you ask them to decide?").fill("Name a deputy.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".st_report .st_lead")).to_have_text("More repairs come online.")
    axe(page)
    fits(page, 360)
    for figure, heading in (
        ("Repairs asked for online, see the rows", "Repairs asked for online"),
        ("Visits after our posts, see the rows", "What followed our posts"),
        ("Suggestions, see the rows", "Suggestions"),
    ):
        page.get_by_role("link", name=figure).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.go_back()
