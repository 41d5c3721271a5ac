"""Pages of the desk that no link leads to: a refusal, a failing passkey, the set-up. test_every_page walks the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from steamie.channels.actions import add_channel
from steamie.desk.setup import code, progress
from steamie.evidence.actors import SETUP
from steamie.letters.outbox import keep
from steamie.people.models import Person
from steamie.strategy.standing import take_standing
from steamie.website.actions import build_site
from tests.browser.chromium import SIZES


@pytest.fixture
def world(strategy, officer: Person, colleague: Person, settings, tmp_path: Path) -> Person:
    """A desk with its strategy measured, its website built and one account."""
    settings.DATA = tmp_path
    build_site(by=SETUP)
    add_channel(kind="website", name="Our website", owner=officer, deputy=colleague, credentials={}, by=officer)
    take_standing(now=timezone.now(), by=SETUP)
    return officer


@pytest.fixture
def come_in(context: BrowserContext, live_server, settings) -> Callable[[Person], None]:
    """Sign somebody in without the sign-in page."""

    def enter(person: Person) -> None:
        client = Client()
        client.force_login(person)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])

    return enter


def look(page: Page, axe: Callable, fits: Callable) -> None:
    for size in SIZES.values():
        page.set_viewport_size(size)
        axe(page)
    fits(page)


def test_a_refusal(page: Page, world: Person, forum: Person, come_in, axe, fits) -> None:
    come_in(forum)
    assert page.goto("/desk/stop/").status == 403
    look(page, axe, fits)


def test_a_letter_that_did_not_go_and_the_link_to_hand_over(page: Page, world: Person, come_in, axe, fits) -> None:
    (letter,) = keep(EmailMessage("Your place at the desk", "Here: https://desk.example/x/", to=["new.colleague@example.org"]))
    come_in(world)
    page.goto("/desk/letters/")
    look(page, axe, fits)
    page.get_by_role("link", name="Your place at the desk").click()
    look(page, axe, fits)
    page.get_by_role("button", name="Show what it says").click()
    assert page.get_by_label("Give them this link:").input_value() == "https://desk.example/x/"
    look(page, axe, fits)
    page.goto(f"/desk/letters/{letter.pk}/dismissal/")
    look(page, axe, fits)
    page.get_by_role("button", name="Set this letter aside").click()
    page.get_by_role("alert").wait_for()
    look(page, axe, fits)


def test_an_invitation_where_no_letter_can_go(page: Page, world: Person, come_in, axe, fits) -> None:
    guest = Person.objects.create_user("guest@example.org", None, name="Guest")
    come_in(world)
    page.goto(f"/desk/people/{guest.pk}/")
    page.get_by_role("button", name="Make a link to give them").click()
    assert "/accounts/password/reset/key/" in page.get_by_label("It lets Guest choose a password").input_value()
    look(page, axe, fits)


def test_a_failed_passkey_says_so_on_the_page(page: Page, world: Person, axe) -> None:
    page.goto("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = async () => { throw new DOMException('closed', 'NotAllowedError') } }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").get_by_text("Nothing came from your passkey").wait_for()
    axe(page)


def test_the_set_up_from_an_empty_folder(page: Page, transactional_db, settings, tmp_path: Path, axe, fits) -> None:
    settings.FIRST_RUN, settings.DATA = True, tmp_path
    progress.forget()
    cache.clear()
    typed = code.new_code()
    try:
        page.goto("/")
        look(page, axe, fits)
        page.get_by_label("Set-up code").fill(typed)
        page.get_by_role("button", name="Begin").click()
        for address in ("/setup/strategy/", "/setup/association/"):
            page.goto(address)
            look(page, axe, fits)
            with page.expect_navigation():
                page.locator("main button[type=submit]").click()
        page.get_by_label("Name").fill("Morag")
        page.get_by_label("E-mail address").fill("morag@example.org")
        page.get_by_label("Password").fill("three plain words")
        look(page, axe, fits)
        with page.expect_navigation():
            page.get_by_role("button", name="Appoint the officer").click()
        look(page, axe, fits)
        Authenticator.objects.create(user=Person.objects.get(), type="totp", data={"secret": ""})
        page.goto("/setup/channel/")
        look(page, axe, fits)
        with page.expect_navigation():
            page.get_by_role("button", name="Open the website").click()
        page.goto("/")
        assert "What do you need today?" in page.locator("h1").inner_text(), page.url
        look(page, axe, fits)
    finally:
        progress.forget()
        cache.clear()
