"""Coming in for the first time: by the letter's link, a password, a passkey, recovery codes; and again by passkey alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from playwright.sync_api import Page, expect

from steamie.people.actions import invite
from steamie.people.models import Person
from steamie.people.sessions import SEEN
from steamie.rules.permissions import Office
from tests.conftest import make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("S-15")]
PASSWORD = "three plain words"


def photograph(page: Page, name: str) -> None:
    """A picture for whoever asked for pictures, narrow and wide."""
    if folder := os.environ.get("STEAMIE_PICTURES"):
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
        page.set_viewport_size({"width": 390, "height": 844})


def with_passkeys(page: Page) -> None:
    """Give the browser a fingerprint reader that always says yes."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    told = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send(
        "WebAuthn.addVirtualAuthenticator", {"options": told | {"isUserVerified": True, "automaticPresenceSimulation": True}}
    )


def idle() -> None:
    """Half an hour passes in every session."""
    for row in Session.objects.all():
        kept = row.get_decoded() | {SEEN: row.get_decoded().get(SEEN, 0) - 1900}
        Session.objects.filter(pk=row.pk).update(session_data=Session.objects.encode(kept))


def test_from_the_letter_to_the_desk_and_back_by_passkey(page: Page, live_server, settings, axe: Callable[..., None]) -> None:
    address = settings.PUBLIC_URL = live_server.url.replace("127.0.0.1", "localhost")
    officer = make_person(Office.OFFICER, "Isobel Officer")
    invite(
        email="mhairi@example.org",
        name="Mhairi",
        office=Office.AUDITOR,
        since=date.today(),
        until=None,
        reason="Audit",
        by=officer,
    )
    with_passkeys(page)

    page.goto(re.search(r"http\S+", mail.outbox[0].body)[0])
    photograph(page, "invitation")
    axe(page)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.locator("input[type=password]").nth(1).fill(PASSWORD)
    page.get_by_role("button").first.click()
    photograph(page, "invitation-done")

    page.goto(f"{address}/accounts/login/")
    photograph(page, "sign-in")
    page.get_by_label("E-mail address").fill("mhairi@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("One more lock")
    photograph(page, "one-more-lock")
    axe(page)

    page.get_by_role("link", name="Add this phone or computer").click()
    photograph(page, "add-passkey")
    axe(page)
    page.get_by_role("button", name="Add it now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("codes")
    photograph(page, "recovery-codes")
    axe(page)
    assert Person.objects.get(email="mhairi@example.org").authenticator_set.filter(type="webauthn").exists()

    page.goto(f"{address}/desk/people/me/")
    photograph(page, "me")
    page.goto(f"{address}/accounts/2fa/")
    photograph(page, "factors")
    page.goto(f"{address}/desk/suggestions/")
    idle()
    page.goto(f"{address}/desk/evidence/")
    expect(page.get_by_text("Nothing happened for 30 minutes")).to_be_visible()
    photograph(page, "signed-out")

    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{address}/desk/evidence/")
