"""Our form in a frame on another website of the landlord: without a cookie, in its colours, and only where it may stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from steamie.casework.models import Case
from steamie.people.models import Person
from steamie.rules.contrast import contrast
from steamie.website.models import EmbeddingDay, EmbeddingPlace

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIST = "/desk/site/embedding/"
COLOURS = {"paper": "#ffffff", "ink": "#222222", "button": "#004488"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy", "home")]


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_form_in_a_frame_from_the_list_to_a_case(colleague: Person, resident: Client) -> None:
    desk = signed_in(colleague)
    assert desk.post(LIST, {"address": "https://www.Example.org/contact", **COLOURS}).status_code == 302
    place = EmbeddingPlace.objects.get()
    assert place.origin == "https://www.example.org"
    assert f"/embedded/{place.pk}/" in desk.get(LIST).content.decode()

    shown = resident.get(f"/embedded/{place.pk}/")
    assert "frame-ancestors https://www.example.org" in shown.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in shown.headers
    assert not shown.cookies
    form = BeautifulSoup(shown.content, "html.parser")
    assert not form.select("script, style, [style]")
    colours = resident.get(f"/embedded/{place.pk}/colours.css").content.decode()
    assert "#004488" in colours
    assert all(f"--{name}:{place.ink};" in colours for name in ("ink", "ink-2", "link")), "on their paper, whatever the scheme"

    empty = resident.post(f"/embedded/{place.pk}/", {"reach": "0141 496 0000"})
    assert empty.status_code == 422
    assert 'value="0141 496 0000"' in empty.content.decode()
    sent = {"words": "My bin is gone.", "reach": "0141 496 0000", "ticket": form.select_one("[name=ticket]")["value"]}
    thanks = resident.post(f"/embedded/{place.pk}/", sent)
    assert Case.objects.get().reference in thanks.content.decode()
    assert not thanks.cookies
    assert [(row.shown, row.sent) for row in EmbeddingDay.objects.all()] == [(1, 1)]
    assert "Shown 1 time, sent 1" in " ".join(desk.get(LIST).content.decode().split())

    desk.post(f"{LIST}{place.pk}/end/")
    assert resident.get(f"/embedded/{place.pk}/").status_code == 404
    assert resident.get("/contact/").headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("address", "http://www.example.org", "beginning with https://"),
        ("address", "https://*", "beginning with https://"),
        ("address", "https://a.example; script-src *", "beginning with https://"),
        ("address", "https://user@a.example", "beginning with https://"),
        ("ink", "#eeeeee", "cannot be read on it"),
        ("button", "#ffff00", "cannot be read on it"),
        ("paper", "red;x:y", "Write a colour as"),
    ],
)
def test_what_is_no_place_or_no_colour_is_refused(colleague: Person, field: str, value: str, words: str) -> None:
    sent = {"address": "https://www.example.org", **COLOURS, field: value}
    answer = signed_in(colleague).post(LIST, sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not EmbeddingPlace.objects.exists()


def test_contrast_is_that_of_the_guidelines() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    with pytest.raises(ValueError, match="is not a colour"):
        contrast("red", "#ffffff")


def test_a_choice_of_colour_is_sound_html(officer: Person) -> None:
    desk = Client()
    desk.force_login(officer)
    boxes = BeautifulSoup(desk.get(LIST).content, "html.parser").select("input[type=color]")
    assert [box.get("required") for box in boxes] == [None] * 3
