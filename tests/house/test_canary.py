"""What people write to us never stands in the minute book: a canary goes into every box of every form that a visitor is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.portal.models import ResidentAccount
from tests.portal.making import browser_of

from .test_who_may import rows
from .world import World, build, undone

CANARY = "CANARY7XQ"
STEPS = 4  # a repair is told in three pages, a message in two
OURS = ("accounts/", "desk/", "setup/", "website/", "webhooks/", "cms/")  # not a visitor's, or no form of ours
TYPED = {
    "email": f"{CANARY.lower()}@example.org",
    "date": "2026-11-02",
    "number": "7",
    "tel": f"07700 900123 {CANARY}",
    "url": f"https://{CANARY.lower()}.example.org/",
}
MORE = ("/repairs/details/?where=kitchen&what=sink", "/contact/?about=complaint", "/contact/?about=foi", "/contact/?about=pets")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with django_db_blocker.unblock(), undone(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DATA", tmp_path_factory.mktemp("data"))
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("media"))
        yield build()


def forms_on(page: Any) -> list[Tag]:
    """The forms of a page that send something; none where it is no page."""
    if page.streaming:
        b"".join(page.streaming_content)  # read to its end it is closed
    if page.streaming or "text/html" not in page.headers.get("Content-Type", ""):
        return []
    return BeautifulSoup(page.content, "html.parser").select("form[method=post]")


def filled_in(form: Tag) -> dict[str, list[str]]:
    """Every box with the canary, every choice made, what is hidden as it is."""
    data: dict[str, list[str]] = {}
    for box in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(box["name"]), str(box.get("type", box.name))
        if kind in ("hidden", "checkbox"):
            data.setdefault(name, []).append(str(box.get("value", "on")))
        elif kind == "radio":
            data.setdefault(name, [str(box.get("value", ""))])
        elif kind == "select":
            data[name] = [str(option.get("value", option.text)) for option in box.select("option")][-1:]
        elif kind != "file" and CANARY.lower() not in str(box.get("value", "")).lower():
            data[name] = [_fitting(name, kind)]
    for button in form.select("button[name]")[-1:]:
        data[str(button["name"])] = [str(button.get("value", ""))]
    return data


def _fitting(name: str, kind: str) -> str:
    """The canary, as far as the box takes it."""
    if "postcode" in name:
        return "G15 6DD"
    return TYPED["tel"] if "phone" in name else TYPED.get(kind, CANARY)


def send_all(browser: Client, address: str, waiting: list[Tag]) -> list[int]:
    """Fill in what stands at an address, and what comes back, until nothing more is asked; what was answered."""
    statuses = []
    for _ in range(STEPS):
        pages = []
        for form in waiting:
            cache.clear()  # nobody is too many here
            where = str(form.get("action") or address)
            if not where.startswith(("http", "/desk/", "/accounts/")):
                pages.append(browser.post(where, filled_in(form), REMOTE_ADDR="192.0.2.7"))
                statuses.append(pages[-1].status_code)
                assert pages[-1].status_code < 500, where
        waiting = [form for page in pages for form in forms_on(page) if CANARY in str(form)]
    return statuses


def minutes() -> str:
    """Every word of the minute book."""
    return " ".join(str(row) for row in Event.objects.values()).lower()


@pytest.mark.long
@pytest.mark.django_db
def test_what_is_typed_into_any_public_form_is_not_in_the_minute_book(world: World) -> None:
    """Forms are found where the matrix of addresses has them, so that a new one is tried without being named here."""
    public = [row.partition("|")[0] for row in rows() if not row.startswith(OURS)]
    addresses = dict.fromkeys([*(world.address(route, "anyone") for route in public), *MORE])
    taken: dict[str, list[int]] = {}
    with undone():
        resident = browser_of(ResidentAccount.objects.get(pk=world.named["resident account"]), timezone.now())
        shown = [(address, resident if address.startswith("/portal/") else Client()) for address in addresses]
        forms = {address: forms_on(browser.get(address)) for address, browser in shown}
        with time_machine.travel(timezone.now() + timedelta(minutes=3)):  # nobody fills in a form in a second
            for address, browser in shown:
                if forms[address]:
                    taken[address] = send_all(browser, address, forms[address])
        assert CANARY.lower() not in minutes()
    refused = {address: statuses for address, statuses in taken.items() if not {200, 302} & set(statuses)}
    assert len(taken) - len(refused) >= 12, refused


def test_the_canary_would_be_seen(db: None) -> None:
    """A page's forms are found and filled in; whatever a form has of ours stays as it was."""
    form = BeautifulSoup(
        '<form method="post"><input type="hidden" name="ticket" value="t"><input name="name"><textarea name="words"></textarea>'
        '<input type="radio" name="way" value="a"><input type="radio" name="way" value="b"></form>',
        "html.parser",
    ).form
    assert form
    assert filled_in(form) == {"ticket": ["t"], "name": [CANARY], "words": [CANARY], "way": ["a"]}
