"""Posting is shown to work by doing it where nobody sees it; a value from the wrong box is refused by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from django.test import Client
from django.utils import timezone

from steamie.channels import registry, setup_lines
from steamie.channels.actions import check_connection, confirm_account
from steamie.channels.contract import Field
from steamie.channels.kinds.facebook import FacebookPage
from steamie.channels.models import Channel
from steamie.evidence.actors import CLOCK
from steamie.people.models import Person
from steamie.people.setting_up import Progress, SetupLine

pytestmark = pytest.mark.django_db
SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def unconfirmed(page: Channel) -> Channel:
    page.confirmation.delete()
    return Channel.objects.get(pk=page.pk)


def line(name: str = "channel-facebook") -> SetupLine:
    return next(one for one in setup_lines.accounts(timezone.now()) if one.name == name)


def test_the_first_look_posts_what_nobody_sees_and_deletes_it(page: Channel, control: Any) -> None:
    check = check_connection(channel=page, by=CLOCK)

    assert (check.working, check.by_effect) == (True, True)
    made = [post for post in control()["posts"] if "tries its connection" in post["message"]]
    assert [(post["published"], bool(post["deleted"])) for post in made] == [(False, True)]


def test_it_is_tried_once_a_day_and_only_looked_at_in_between(page: Channel) -> None:
    now = timezone.now()
    looks = [check_connection(channel=page, by=CLOCK, now=now + timedelta(hours=hours)) for hours in (0, 1, 23, 25)]
    assert [look.by_effect for look in looks] == [True, False, False, True]


def test_nothing_is_posted_before_a_second_person_has_said_that_it_is_ours(
    unconfirmed: Channel, colleague: Person, control: Any
) -> None:
    before = len(control()["posts"])
    assert not check_connection(channel=unconfirmed, by=CLOCK, by_effect=True).by_effect
    assert len(control()["posts"]) == before
    assert line().state == "Waiting for a second person"

    confirm_account(channel=unconfirmed, by=colleague)
    channel = Channel.objects.get(pk=unconfirmed.pk)
    assert line().state == "Not tried yet", "a look alone does not show that it can post"
    check_connection(channel=channel, by=CLOCK)
    assert (line().state, line().progress) == ("Working", Progress.DONE)


def test_a_page_that_reads_and_does_not_write_is_not_done(page: Channel, stand_in: Any, settings: Any) -> None:
    """What only looking would call working."""
    through = httpx.WSGITransport(app=stand_in)

    def refuses_to_write(request: httpx.Request) -> httpx.Response:
        if request.method == "POST" and request.url.path.endswith("/feed"):
            error = {"message": "(#200) not allowed", "type": "OAuthException", "code": 200, "fbtrace_id": "x"}
            return httpx.Response(403, json={"error": error})
        return through.handle_request(request)

    settings.CHANNEL_TRANSPORT = httpx.MockTransport(refuses_to_write)
    assert check_connection(channel=page, by=CLOCK, by_effect=False).working
    check = check_connection(channel=page, by=CLOCK, by_effect=True)
    assert not check.working
    assert check.problems
    assert line().state == "Not working"


def test_a_test_post_whose_answer_was_lost_is_swept(page: Channel, control: Any) -> None:
    control("faults", faults="drop@feed.create=1x1")
    check = check_connection(channel=page, by=CLOCK, by_effect=True)
    assert (check.working, check.reached) == (False, False)
    left = [post for post in control()["posts"] if "tries its connection" in post["message"] and not post["deleted"]]
    assert left == []


def test_what_nobody_has_looked_at_for_hours_is_not_said_to_work(page: Channel) -> None:
    Channel.objects.update(sealed_at=timezone.now() - timedelta(hours=4))
    check_connection(channel=page, by=CLOCK, now=timezone.now() - timedelta(hours=3))
    assert line().state == "Not looked at lately"


def test_a_kind_that_is_signed_in_to_is_listed_before_it_is_begun(db: None) -> None:
    assert (line().state, line().progress) == ("Not started", Progress.TO_DO)
    assert all(kind.connects for kind in registry.kinds().values() if kind.kind == "facebook")


@pytest.mark.parametrize(
    ("box", "value", "says"),
    [
        ("app_id", "abc", "An App ID is a number"),
        ("app_id", SECRET, "looks like the App secret"),
        ("app_id", "12 34", "no spaces"),
        ("app_id", "“1234”", "quotation marks"),
        ("app_id", "'1234", "quotation marks"),
        ("app_id", "https://developers.facebook.com/apps/1234", "An App ID is a number"),
        ("app_id", "１２３４", "An App ID is a number"),
        ("app_id", "100200300", ""),
        ("app_secret", "1234567890123456", "looks like the App ID"),
        ("app_secret", f"{SECRET[:5]} {SECRET[5:]}", "no spaces"),
        ("app_secret", "••••••••", "still hides it"),
        ("app_secret", "http://example.org/", "web address"),
        ("app_secret", f'"{SECRET}"', "quotation marks"),
        ("app_secret", SECRET, ""),
    ],
)
def test_a_value_from_the_wrong_box_is_refused_in_words(desk: Client, officer: Person, box: str, value: str, says: str) -> None:
    field: Field = next(field for field in FacebookPage.credentials if field.name == box)
    assert says in field.problem(value)
    assert bool(field.problem(value)) is bool(says)

    right = {"app_id": "100200300", "app_secret": SECRET}
    answer = desk.post("/desk/channels/new/facebook/", {"name": "Page", "owner": officer.pk, **right, box: value})

    assert answer.status_code == (422 if says else 302)
    assert Channel.objects.exists() is not bool(says)
    if says and box == "app_secret":
        assert value not in answer.text, "a secret is never sent back"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"remote_id": ""}, "is not connected yet"),
        ({"closed_at": datetime(2026, 11, 20, tzinfo=UTC)}, "is closed"),
        ({"kind": "gone"}, "is not installed"),
    ],
)
def test_a_channel_that_cannot_publish_says_why_and_what_to_do(page: Channel, change: dict[str, Any], says: str) -> None:
    assert page.obstacle is None
    Channel.objects.filter(pk=page.pk).update(**change)
    obstacle = Channel.objects.get(pk=page.pk).obstacle
    assert obstacle is not None
    assert says in str(obstacle)
    assert obstacle.remedy
