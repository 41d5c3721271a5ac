"""The privacy notice is true: every column that may hold something about a person, and every cookie, is in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.db import models
from django.template.backends.django import Template
from django.test import Client

from steamie.channels.models import Channel
from steamie.evidence.actors import SETUP
from steamie.evidence.holdings import cookies, holdings, span
from steamie.letters.mail_server import from_url
from steamie.people.devices import remember
from steamie.website.actions import build_site
from steamie.website.models import TextPage
from tests.website.making import NOW, association

from .test_who_may import addresses, ask, world
from .world import World

__all__ = ["world"]

NOT_PERSONAL = Path(__file__).parent / "not_personal.txt"
WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
)


def columns() -> Iterator[str]:
    """Every column of the house that can hold words."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, WORDS) and not field.choices:
                yield f"{model._meta.label}.{field.name}"


def not_personal() -> set[str]:
    lines = [line for line in NOT_PERSONAL.read_text().splitlines() if line and not line.startswith("#")]
    return {f"{model}.{name}" for model, names in (line.split(": ") for line in lines) for name in names.split()}


def is_held(column: str) -> bool:
    entered = {name for holding in holdings() for name in holding.columns}
    return column in entered or f"{column.rpartition('.')[0]}.*" in entered


def test_every_column_that_can_hold_words_is_entered_or_said_not_to_be_personal() -> None:
    left = not_personal()

    assert [column for column in columns() if not is_held(column) and column not in left] == []
    assert [column for column in left if is_held(column)] == []  # not in both


def test_what_is_entered_is_there() -> None:
    names = {f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.local_fields}
    models_there = {name.rpartition(".")[0] for name in names}
    entered = [name for holding in holdings() for name in holding.columns]

    assert [name for name in entered if name not in names and name.rpartition(".*")[0] not in models_there] == []
    assert not_personal() <= names
    assert len(entered) == len(set(entered))


@pytest.fixture
def notice(db: None) -> str:
    association()
    build_site(by=SETUP)
    return words_of("/privacy/")


def words_of(address: str) -> str:
    page = BeautifulSoup(Client().get(address).content, "html.parser")
    return " ".join(page.select_one("main").get_text(" ").split())


def test_the_notice_says_everything_that_is_entered(notice: str) -> None:
    for holding in holdings():
        for words in (holding.what, holding.why, str(holding.how_long)):
            assert words in notice
        assert not holding.of_the_public or holding.whose in notice
    for cookie in cookies():
        assert all(words in notice for words in (cookie.name, cookie.who, cookie.why, cookie.how_long))
    assert "Pineview Housing Association" in notice
    assert "mail@pineview.org.uk" in notice


def test_the_notice_follows_what_is_set_up(notice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "this website sends no e-mail" in notice
    assert "No account with another company is connected" in notice

    monkeypatch.setattr(settings, "MAIL_SERVER", from_url("smtps://u:p@mail.example.org"))
    channel = Channel.objects.create(kind="facebook", name="Our Page", sealed="key", created_at=NOW)
    after = words_of("/privacy/")

    assert "mail server mail.example.org" in after
    assert "on accounts that these run: Facebook" in after
    Channel.objects.filter(pk=channel.pk).update(closed_at=NOW)
    assert "No account with another company is connected" in words_of("/privacy/")


def test_the_landlord_may_add_words(notice: str) -> None:
    assert "Our reason in law" not in notice
    TextPage.objects.filter(slug="privacy").update(body="<p>Our reason in law is public task.</p>")
    TextPage.objects.filter(slug="accessibility").update(body="<p>Our lift is broken.</p>")

    assert "Our reason in law is public task." in words_of("/privacy/")
    statement = words_of("/accessibility/")
    assert "Our lift is broken." in statement
    assert "Every picture in the news is described" in statement


FOR_SIGNING_IN = ("accounts/", "desk/", "invitation", "set-up")


@pytest.mark.long
def test_every_cookie_that_is_set_is_entered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every address is looked at by the officer, and looked at and acted on by anybody."""
    seen: dict[str, Any] = {}
    to_the_public: list[str] = []
    for who in ("anyone", "officer"):
        if who == "officer":  # what a form brings with it was seen; what a view sets needs no page
            monkeypatch.setattr(Template, "render", lambda *given, **named: "")
        for route in (route for route in addresses() if not route.startswith("desk/website/")):  # Wagtail's own
            for method in ("get", "post") if who == "anyone" else ("get",):
                answer = ask(world, who, method, world.address(route, who))
                seen |= {name: morsel for name, morsel in answer.cookies.items() if morsel.value}
                if who == "anyone" and answer.cookies and not route.startswith(FOR_SIGNING_IN):
                    to_the_public.append(route)
    entered = {cookie.name: cookie for cookie in cookies()}

    assert to_the_public == []
    assert set(seen) <= set(entered)
    assert settings.CSRF_COOKIE_NAME in seen
    for name, morsel in seen.items():
        lasts = timedelta(seconds=int(morsel["max-age"])) if morsel["max-age"] else None
        assert lasts == entered[name].lasts, name


def test_the_cookies_of_signing_in_are_entered(db: None, officer: Any, rf: Any) -> None:
    from django.http import HttpResponse  # noqa: PLC0415

    browser = Client()
    browser.force_login(officer)
    answer = HttpResponse()
    remember(rf.get("/"), answer, officer.email)

    names = {cookie.name: cookie for cookie in cookies()}
    assert set(browser.cookies) | set(answer.cookies) <= set(names)
    [device] = answer.cookies.values()
    assert device["max-age"] == names[device.key].lasts.total_seconds()


@pytest.mark.parametrize(
    ("time", "words"),
    [(timedelta(minutes=30), "30 minutes"), (timedelta(hours=1), "1 hour"), (timedelta(days=90), "90 days")],
)
def test_a_length_of_time_in_words(time: timedelta, words: str) -> None:
    assert span(time) == words
