"""Suggesting in a real browser, on a phone: by a poster's link, with and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser

from steamie.content.suggestions.actions.links import make_link
from steamie.content.suggestions.models import Suggestion
from steamie.people.models import Person
from tests.files.pictures_of_all_sorts import photo

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(officer: Person, settings, tmp_path: Path) -> str:
    settings.MEDIA_ROOT = tmp_path / "media"
    return f"/suggest/{make_link(label='Noticeboard', group='residents', personal=False, days=30, by=officer)[1]}/"


def test_by_a_poster_on_a_phone(page, axe, fits, address: str, tmp_path: Path) -> None:
    (tmp_path / "panto.jpg").write_bytes(photo(gps=True))
    page.goto(address)
    axe(page)
    fits(page)
    page.get_by_label("What should we share?").fill("Panto on Saturday <script>document.title='gone'</script>")
    page.get_by_text("Add a photo", exact=True).click()
    page.get_by_label("Add a photo").set_input_files(tmp_path / "panto.jpg")
    page.get_by_label("The photo shows people").check()
    page.get_by_role("button", name="Send suggestion").click()
    page.get_by_role("alert").get_by_text("Tick that everyone shown said yes").wait_for()
    axe(page)
    fits(page)
    assert "Panto on Saturday <script>" in page.get_by_label("What should we share?").input_value()
    page.get_by_label("Add a photo").set_input_files(tmp_path / "panto.jpg")
    page.get_by_label("Everyone in the photo said yes").check()
    page.wait_for_timeout(3100)  # faster than a person would be held back
    page.get_by_role("button", name="Send suggestion").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    axe(page)
    fits(page)
    suggestion = Suggestion.objects.unanswered().get()
    assert page.get_by_text(suggestion.reference).first.is_visible()
    assert page.title() != "gone"
    assert page.context.cookies() == []


def test_signed_in(page, live_server, settings, staff: Person) -> None:
    client = Client()
    client.force_login(staff)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.goto("/suggest/")
    page.get_by_label("What should we share?").fill("The close is painted")
    page.get_by_role("button", name="Send suggestion").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    assert Suggestion.objects.get().person == staff


def test_without_javascript(browser: Browser, live_server, address: str) -> None:
    window = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = window.new_page()
    page.goto(address)
    page.get_by_label("What should we share?").fill("Bowling club open day")
    page.get_by_label("Is it about a certain day?").fill(
        str(timezone.localdate().replace(year=timezone.localdate().year + 1, day=1))
    )
    page.get_by_role("button", name="Send suggestion").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    window.close()
    assert Suggestion.objects.count() == 1
