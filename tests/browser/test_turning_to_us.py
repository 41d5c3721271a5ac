"""What residents and staff do with services and cases, at 390 px, without JavaScript, each in few presses."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Request, expect

from steamie.casework.models import Case
from steamie.people.models import Person
from steamie.rules.cases import Way
from tests.casework.making import put_in

from .conftest import private_window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_clock]
AS_A_PERSON = 3100  # milliseconds: a form that comes back faster is held as a machine's
FREE = 30_000  # bytes for a whole repair, cold


@pytest.fixture
def phone(browser: Browser, live_server, strangers: list[str]) -> Iterator[Page]:
    """A phone that runs no scripts and remembers nobody; at the end it holds no cookie and met no stranger."""
    window = private_window(browser, live_server.url, strangers, java_script_enabled=False)
    yield window.new_page()
    assert strangers == []
    window.close()


def sign_in(page: Page, address: str, person: Person, cookie: str) -> None:
    """The person comes in as if they had signed in before."""
    client = Client()
    client.force_login(person)
    page.context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": address}])


def report_a_leak(page: Page) -> int:
    """A leak in the kitchen, from the first page to the thanks. How many presses it took, typing apart."""
    page.goto("/repairs/")
    page.get_by_role("main").get_by_role("button", name="Report a repair").click()
    page.get_by_role("radio", name="Kitchen").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("radio", name="Water leaks").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What has happened?").fill("Water drips through the ceiling.")
    page.get_by_label("A baby or child under 5").check()
    page.get_by_label("Your name").fill("Shona Canary")
    page.get_by_label("Your address").fill("Flat 2/1, 14 Canary Street")
    page.get_by_label("Your postcode").fill("G99 9ZZ")
    page.wait_for_timeout(AS_A_PERSON)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send the repair").click()
    return 8


def weight_of(request: Request, page: Page) -> int:
    """What it weighed on the wire, in bytes. Files as the house sends them: the test's own server packs none."""
    if "/static/" in request.url:
        return len(gzip.compress(page.request.get(request.url).body()))
    sizes = request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


def test_who_smells_gas_sees_the_number_before_any_question(phone: Page, fits: Callable[[Page, int], None]) -> None:
    for width, height, seen in ((360, 640, 2), (390, 844, 4)):
        phone.set_viewport_size({"width": width, "height": height})
        phone.goto("/repairs/")
        numbers = phone.locator(".st_danger .st_tel")
        expect(numbers.first).to_have_attribute("href", "tel:0800111999")
        for each in numbers.all()[:seen]:
            box = each.bounding_box()
            assert box
            assert box["y"] + box["height"] <= height, f"{each.inner_text()} lies below {height} px"
    phone.get_by_role("main").get_by_role("button", name="Report a repair").click()
    expect(phone.get_by_role("complementary", name="In danger?").get_by_role("link", name="Gas 0800 111 999")).to_be_visible()
    for width in (320, 360, 768):
        fits(phone, width)


def test_a_leak_is_thanked_for_and_followed_in_few_presses_and_bytes(phone: Page) -> None:
    fetched: list[Request] = []
    phone.on("requestfinished", lambda request: fetched.append(request))  # Playwright marks its listener: no bound method
    assert report_a_leak(phone) <= 10
    reference = phone.locator(".st_done__ref")
    expect(reference).to_be_visible()
    phone.set_viewport_size({"width": 360, "height": 640})
    box = reference.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 640
    case = Case.objects.get()
    assert (reference.inner_text(), case.held_because) == (case.reference, "")
    assert not [one.url for one in fetched if one.resource_type in {"font", "script"}]
    weights = {one.url: weight_of(one, phone) for one in fetched}  # a file is fetched once: the house lets it be kept
    assert sum(weights.values()) <= FREE, weights
    phone.get_by_role("main").get_by_role("link", name="Follow it").click()
    phone.get_by_label("Your reference").fill(case.reference.lower())
    phone.get_by_label("Your postcode").fill("g999zz")
    phone.get_by_role("button", name="Show me").click()
    expect(phone.locator(".st_promise")).to_contain_text("put it right")
    page = phone.content()
    assert "Canary" not in page
    assert case.reference not in phone.url
    assert phone.context.cookies() == []


def test_what_somebody_not_safe_at_home_writes_nobody_else_can_read(
    phone: Page, browser: Browser, live_server, settings, officer: Person, auditor: Person, staff: Person, strangers: list[str]
) -> None:
    words = "He reads my letters."
    phone.goto("/contact/")
    phone.get_by_role("link", name="Tell us in private").click()
    way_out = phone.get_by_role("link", name="Leave this page now")
    phone.mouse.wheel(0, 3000)
    expect(way_out).to_be_in_viewport()
    phone.get_by_role("radio", name="Only text").check()
    phone.get_by_label("A safe number").fill("07700 900123")
    phone.get_by_label("What would help?").fill(words)
    phone.wait_for_timeout(AS_A_PERSON)
    phone.get_by_role("button", name="Ask for a private call").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    assert phone.context.cookies() == []
    case = Case.objects.whole().get()
    phone.goto("/follow/")
    phone.get_by_label("Your reference").fill(case.reference)
    phone.get_by_label("Your postcode").fill("0123")
    phone.get_by_role("button", name="Show me").click()
    expect(phone.get_by_role("alert")).to_contain_text("We cannot find that")
    for person, status in ((officer, 200), (auditor, 200), (staff, 404)):
        window = private_window(browser, live_server.url, strangers, java_script_enabled=False)
        desk = window.new_page()
        sign_in(desk, live_server.url, person, settings.SESSION_COOKIE_NAME)
        desk.goto("/desk/inbox/")
        assert words not in desk.content()
        answer = desk.goto(f"/desk/cases/{case.reference}/")
        assert answer
        assert answer.status in {status, 403 if status == 404 else status}
        assert words not in desk.content()
        assert "07700" not in desk.content()
        window.close()


def test_a_call_is_written_down_in_a_minute(
    phone: Page, live_server, settings, staff: Person, fits: Callable[[Page, int], None]
) -> None:
    put_in("housing", staff)
    sign_in(phone, live_server.url, staff, settings.SESSION_COOKIE_NAME)
    phone.goto("/desk/inbox/")
    phone.get_by_role("link", name="Log a call or visit").click()
    phone.get_by_label("What they said").fill("Are you open on Saint Andrew's Day?")
    phone.get_by_role("radio", name="Question").check()
    phone.get_by_label("Phone").first.fill("07700 900123")
    fits(phone, 320)
    phone.get_by_role("button", name="Save it").click()
    expect(phone.get_by_role("status").first).to_contain_text("Written down")
    case = Case.objects.get()
    assert (case.way, case.kind, case.party.phone) == (Way.PHONE, "enquiry", "07700 900123")
    expect(phone.get_by_role("heading", name="What has happened")).to_be_visible()
