"""Whom the pictures of a quarter show: a person ticks, the clause asks, and nobody else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from steamie.conversations.models import PictureLook
from steamie.conversations.pictures_shown import last_quarter, pictures_of, to_look_at
from steamie.people.models import Person
from steamie.rules.standing import State
from tests.content.making import make_picture
from tests.stand_in_page import NOW
from tests.strategy.papers import stands

from .making import Crowd


@pytest.mark.clause("S-20")
@pytest.mark.usefixtures("strategy")
def test_last_quarter_s_pictures_are_looked_at_once_and_kept(crowd: Crowd, officer: Person, client: Client) -> None:
    crowd.heard("Good morning")
    sent = crowd.page.sent(officer, days_ago=80)
    picture = make_picture()
    sent.post.pictures.create(picture=picture, alt="A bench", position=0)
    span = last_quarter(NOW)
    assert list(pictures_of(span)) == [picture]
    assert stands("S-20", NOW).state is State.AT_RISK
    client.force_login(officer)
    page = client.get("/desk/conversations/pictures/").content.decode()
    assert span.name in page
    assert "Whom do the pictures" in client.get("/desk/").content.decode()
    assert client.post("/desk/conversations/pictures/", {"shown": ["age", "tallness"]}).status_code == 422
    assert (
        client.post("/desk/conversations/pictures/", {"shown": ["age", "disability"], "remark": "Nobody young"}).status_code
        == 302
    )
    look = PictureLook.objects.get()
    assert (look.quarter, look.pictures, look.shown) == (span.first, 1, ["age", "disability"])
    assert "Age, Disability" in " ".join(client.get("/desk/conversations/totals/").content.decode().split())
    assert not to_look_at(NOW)
    assert stands("S-20", NOW).state is not State.AT_RISK
    assert to_look_at(NOW + timedelta(days=60)) is False, "the next quarter had no picture"
