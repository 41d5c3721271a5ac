"""A repair told in Urdu on a phone without JavaScript, from the right; the same page in large print."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from steamie.casework.models import Case
from steamie.people.models import Person
from steamie.rules.segments import MARK
from steamie.translations import actions, sources
from steamie.translations.actions import Incoming
from tests.translations.making import URDU, offered

from .conftest import private_window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_clock, pytest.mark.usefixtures("strategy")]
NAMES = ("around-all", "form-repair", "form-contact", "form-shared", "form-follow")


def approved(name: str, by: Person, approver: Person) -> None:
    """Every sentence as some words of Urdu, with its own marks and dots."""
    text = sources.named(name)
    assert text is not None
    long = {True: URDU, False: URDU.split()[0]}  # a word for a word, a sentence for a sentence
    marks = (" ".join(mark[0] for mark in MARK.finditer(part.text)) for part in text.segments)
    words = [f"{long[len(part.text) > 20]} {mark}" for part, mark in zip(text.segments, marks, strict=True)]
    draft = actions.bring_in(text=text, tag="ur", incoming=Incoming(words, "T"), by=by)
    actions.approve(translation=draft, checker="R", by=approver)


def test_a_repair_in_urdu_on_a_phone(
    browser: Any, live_server: Any, strangers: list[str], officer: Person, colleague: Person,
    fits: Callable[[Page, int], None], axe: Callable[..., None], page: Page,
) -> None:  # fmt: skip
    offered("ur", colleague)
    for name in NAMES:
        approved(name, colleague, officer)
    phone = private_window(browser, live_server.url, strangers, java_script_enabled=False).new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto("/ur/repairs/")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    phone.locator("main form button").first.click()
    phone.locator("[value=kitchen]").check()
    phone.locator("main form button").first.click()
    phone.locator("[value=tap]").check()
    phone.locator("main form button").first.click()
    assert "/ur/repairs/details/" in phone.url
    if folder := os.environ.get("STEAMIE_PICTURES"):
        phone.set_viewport_size({"width": 390, "height": 844})
        phone.screenshot(path=f"{folder}/urdu-390.png", full_page=True)
        phone.set_viewport_size({"width": 1280, "height": 844})
        phone.screenshot(path=f"{folder}/urdu-1280.png", full_page=True)
    for width in (320, 390, 1280):
        fits(phone, width)
    phone.locator("[name=words]").fill("نل ٹپک رہا ہے")
    phone.locator("[name=name]").fill("Ayesha")
    phone.locator("[name=address]").fill("Flat 1, 14 Canary Street")
    phone.locator("[name=phone]").fill("07700 900123")
    phone.get_by_role("button", name=URDU.split()[0]).last.click()
    assert "/ur/repairs/check/" in phone.url
    phone.locator("main form button.ds_button").first.click()
    expect(phone.locator(".st_done__ref")).to_have_text(Case.objects.get().reference)
    fits(phone, 390)
    page.goto("/ur/repairs/details/?where=kitchen&what=tap")
    axe(page)
    assert strangers == []
