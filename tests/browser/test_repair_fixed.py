"""A leak with a photo, at 390 px without JavaScript: told, thanked for, followed, done, asked about, and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from steamie.casework.actions import ending
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.people.models import Person
from steamie.services import duties
from tests.casework.making import put_in
from tests.files.pictures_of_all_sorts import photo

from .conftest import private_window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_clock]
AS_A_PERSON = 3100  # milliseconds: a form that comes back faster is held as a machine's


@pytest.fixture
def phone(browser: Browser, live_server: Any, strangers: list[str]) -> Iterator[Page]:
    window = private_window(browser, live_server.url, strangers, java_script_enabled=False)
    page = window.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    yield page
    assert strangers == []
    assert window.cookies() == []
    window.close()


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def report_with_photo(page: Page, tmp_path: Path) -> None:
    good, wrong = tmp_path / "leak.jpg", tmp_path / "bill.pdf"
    good.write_bytes(photo(size=(800, 600)))
    wrong.write_bytes(b"%PDF-1.4")
    page.goto("/repairs/details/?where=kitchen&what=leak")
    page.get_by_label("What has happened?").fill("Water drips through the ceiling.")
    page.get_by_label("Add a photo").set_input_files(good)
    page.get_by_role("button", name="Add the photo").click()
    expect(page.get_by_text("leak.jpg is kept.")).to_be_visible()
    expect(page.get_by_label("What has happened?")).to_have_value("Water drips through the ceiling.")
    page.get_by_label("Your name").fill("Shona Canary")
    page.get_by_label("Your address").fill("Flat 2/1, 14 Canary Street")
    page.get_by_label("Your postcode").fill("G99 9ZZ")
    page.get_by_label("E-mail").first.fill("shona.canary@example.org")
    page.get_by_label("Add a photo").set_input_files(wrong)
    page.wait_for_timeout(AS_A_PERSON)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("“bill.pdf”")
    expect(page.get_by_text("leak.jpg is kept.")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("1 photo, hidden place removed")).to_be_visible()
    page.get_by_role("button", name="Send the repair").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def follow(page: Page, case: Case) -> None:
    page.goto("/follow/")
    page.get_by_label("Your reference").fill(case.reference)
    page.get_by_label("Your postcode").fill("G99 9ZZ")
    page.get_by_role("button", name="Show me").click()


def test_a_leak_is_told_with_a_photo_followed_and_opened_again_in_one_tap(
    phone: Page, staff: Person, tmp_path: Path, fits: Callable[[Page, int], None]
) -> None:
    put_in("repairs", staff)
    report_with_photo(phone, tmp_path)
    case = Case.objects.get()
    assert (case.pictures.count(), case.held_because) == (1, "")
    follow(phone, case)
    expect(phone.get_by_role("heading", name="Was it fixed?")).to_have_count(0)
    done = timezone.now()
    ending.end(case=case, outcome=Outcome.DONE, words="The joint was changed.", by=staff, at=done)
    duties.ask_whether_fixed(done + timedelta(days=3))
    (letter,) = mail.outbox
    address = next(line for line in letter.body.splitlines() if "/follow/fixed/" in line)
    phone.goto(urlsplit(address).path)
    expect(phone.get_by_role("heading", name="Was it fixed?")).to_be_visible()
    assert "Canary" not in phone.content()
    for width in (320, 390, 768):
        fits(phone, width)
    phone.set_viewport_size({"width": 390, "height": 844})
    for button in phone.locator(".st_picks button").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44
    phone.locator("button[value=no]").click()
    expect(phone.get_by_role("heading", name="It is open again")).to_be_visible()
    assert Case.objects.get().is_open
    follow(phone, case)
    expect(phone.get_by_text("They say it is not fixed")).to_be_visible()
