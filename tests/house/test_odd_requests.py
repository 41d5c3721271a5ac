"""What no browser sends: words for methods that we do not know, and days that no clock has."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

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
