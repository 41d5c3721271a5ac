"""What no browser sends: words for methods that we do not know, and days that no clock has."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from steamie.formats import answering
from steamie.people.models import Person
from tests.content.making import make_channel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("name", ["desk:today", "posts:new", "suggestions:suggest", "account_login"])
def test_a_method_that_is_not_ours_looks_at_nothing(client: Client, officer: Person, method: str, name: str) -> None:
    client.force_login(officer)
    answer = client.generic(method, reverse(name))
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01", "2026-02-30", "nothing"])
def test_a_post_for_a_day_that_no_clock_has_is_a_post_without_one(client: Client, officer: Person, day: str) -> None:
    make_channel()
    client.force_login(officer)
    answer = client.get(reverse("posts:new"), {"day": day})
    assert answer.status_code == 200
    assert f'value="{day}' not in answer.content.decode()


LIKE_NUMBERS = ("²", "9" * 4_500, "-1", "٣")


@pytest.mark.parametrize("written", LIKE_NUMBERS)
def test_what_is_no_number_of_ours_is_answered_as_none(client: Client, officer: Person, written: str) -> None:
    client.force_login(officer)
    asked = {"slot": written, "theme": written, "feedback": written, "person": written, "per_page": written, "page": written}
    for name in ("posts:new", "website_desk:feedback", "website_desk:we_did", "letters:outbox", "website:open_services"):
        assert client.get(reverse(name), asked).status_code == 200, name
    sent = {f"post-{written}": "1", "conversations": written, "without": written}
    for name in ("objectives:sort", "casework:read_many"):
        answer = client.post(reverse(name), urlencode(sent), content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 302, name


@pytest.mark.parametrize("first", ["9" * 5_000, "7"])
def test_a_part_of_a_sound_that_is_not_there_is_said_to_be_none(tmp_path: Path, first: str) -> None:
    sound = tmp_path / "sound.mp3"
    sound.write_bytes(b"1234")
    request = RequestFactory().get("/", headers={"Range": f"bytes={first}-{first}"})
    assert answering.sound(request, sound, tag="x").status_code in {200, 416}
